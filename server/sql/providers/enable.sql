-- An admin turns Truv's endpoint for our webhooks on again.
with job as (
	insert into jobs (kind, input, single)
	values ('providers/enable', '{"provider": "truv"}', 'enable:truv')
	on conflict do nothing
)
select '/admin/truv' as next
