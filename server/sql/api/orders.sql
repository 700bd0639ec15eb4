-- A page of the orders of the token's offices, newest first; of one state where that is asked for.
-- $1 user.offices   $2 user.sees_all   $3 query.cursor   $4 query.limit   $5 query.state
-- $6 user.id   $7 user.role
with shown as (
	select o.id, api_order(o) as said
	  from orders o
	  join cases c on c.id = o.case_id
	 where (c.office_id = any ($1::bigint[]) or $2::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $1::bigint[])
	   and o.id < coalesce($3::bigint, 9223372036854775807)
	   and o.state = coalesce($5::text, o.state)
	 order by o.id desc
	 limit least(greatest(coalesce($4::integer, 50), 1), 100)
)
select (select coalesce(json_agg(s.said order by s.id desc), '[]') from shown s) as data,
       (select min(s.id)::text
          from shown s
        having exists (select
                         from orders o
                         join cases c on c.id = o.case_id
                        where (c.office_id = any ($1::bigint[]) or $2::boolean)
                          and case_seen_by(c, $6::bigint, $7::text, $1::bigint[])
                          and o.id < min(s.id) and o.state = coalesce($5::text, o.state)))
         as next_cursor
