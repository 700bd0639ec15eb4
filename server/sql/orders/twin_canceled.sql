-- What became of canceling a copy: gone closes the incident; what could not be canceled stays for
-- an admin.
-- $1 job.input.order_id   $2 job.input.upstream_id   $3 twin.is_canceled
with ended as (
	update incidents i
	   set closed_at = case when $3::boolean then now() end,
	       detail = 'Order ' || i.order_id || ' existed a second time upstream, as ' || $2
	                || case when $3::boolean then '. The copy was canceled.'
	                        else '. The copy could not be canceled: look at it in '
	                             || order_teller(i.order_id) || '.' end
	 where i.key = 'duplicate:' || $2 and i.order_id = $1::bigint and i.closed_at is null
	returning i.order_id
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select o.case_id, o.member_id, o.id, 'twin:' || $2 || ':over',
       case when $3::boolean then 'check_circle' else 'error' end,
       member_name(m) || case when $3::boolean then ': the copy was canceled'
                              else ': the copy could not be canceled' end,
       order_teller(o.id), not $3::boolean
  from ended e
  join orders o on o.id = e.order_id
  join members m on m.id = o.member_id
on conflict do nothing
