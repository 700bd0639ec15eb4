-- An admin asks for a test of Truv's keys; asked twice it is one test.
with asked as (
	update provider_health
	   set key_state = 'asked', key_status = null, key_at = now()
	 where provider = 'truv'
), job as (
	insert into jobs (kind, input, single)
	values ('providers/key-test', '{"provider": "truv"}', 'key-test:truv')
	on conflict do nothing
)
select '/admin/truv' as next
