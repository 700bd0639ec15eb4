-- Whether somebody has seen too many numbers to see another: how often they asked in the last hour,
-- whatever came of it.
-- $1 user.id
select (select count(*)
          from audit a
         where a.user_id = u.id and a.action = 'ssn.reveal' and a.at > now() - interval '1 hour')
       >= 10 as is_over
  from users u
 where u.id = $1::bigint
