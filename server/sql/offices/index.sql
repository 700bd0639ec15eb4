-- The offices: their phone, and how many people and open cases each has.
-- rows offices
select o.id::text, o.name, coalesce(fmt_phone(o.phone), 'none') as phone,
       (select count(*)
          from user_offices x
          join users u on u.id = x.user_id and not u.is_disabled
         where x.office_id = o.id)::text as people
  from offices o
 order by o.name
