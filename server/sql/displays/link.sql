-- Where a short address leads; nowhere for one who guesses too much.
-- $1 path.code   $2 remote
select u.url
  from (select lower($1::text) as code) asked
 cross join lateral (select link_target(asked.code) as url) u
 where u.url is not null
   and (select count(*)
          from token_guesses g
         where g.remote = $2::text and g.at > now() - span(interval '15 minutes')) < 20
