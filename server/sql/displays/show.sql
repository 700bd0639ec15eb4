-- Shows an order's code on a monitor, in the client's language, and on no other.
-- $1 path.id   $2 form.display_id   $3 user.offices   $4 user.sees_all   $5 user.id
-- $6 user.role
-- An order that is over, or was never sent, has no code: its row stays away.
with wanted as (
	select o.id, o.language
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $5::bigint, $6::text, $3::bigint[])
	   and o.share_url is not null
	   and o.state in ('waiting', 'connecting', 'reading', 'needs_you')
), elsewhere as (
	update displays d
	   set order_id = null, shown_at = null, help_at = null
	  from wanted w
	 where d.order_id = w.id and d.id <> $2::bigint
)
update displays d
   set order_id = w.id, shown_at = now(), code_at = null, touched_at = null, help_at = null,
       language = w.language, is_large = false
  from wanted w
 where d.id = $2::bigint and d.removed_at is null
   and (d.office_id = any ($3::bigint[]) or $4::boolean)
returning '/desk' as next
