-- What the note says of a link that went out on a call. Nothing where nothing went out.
-- $1 path.id   $2 form.client_key   $3 form.send_by   $4 form.phone
-- $5 sent.order_id   $6 sent.order_key   $7 form.reason
with gone as (
	select c.id, c.phone, o.language
	  from calls c
	  join orders o on o.case_id = c.case_id
	 where c.id = $1::bigint and c.ended_at is null
	   and (o.client_key = $6
	        or (o.id = $5::bigint
	            and (o.state = 'sending' or $3 = 'link'
	                 or exists (select from messages m
	                             where m.order_id = o.id and m.created_at = now()))))
), kept as (
	update calls c
	   set phone = coalesce($4, c.phone)
	  from gone g
	 where c.id = g.id and c.phone is distinct from coalesce($4, c.phone)
)
insert into call_lines (call_id, key, text)
select g.id, 'sent:' || $2,
       case $3 when 'text' then 'Sent the link by text to ' || fmt_phone($4)
               when 'email' then 'Sent the link by e-mail'
               else 'Made a link to read out' end || ' in ' || l.word
       || coalesce(', again: ' || $7::text, '') || '.'
  from gone g
  join languages l on l.code = g.language
on conflict do nothing
