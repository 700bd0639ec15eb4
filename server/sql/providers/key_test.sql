-- An admin asks for a test of a provider's keys; asked twice it is one test.
-- $1 path.provider
with asked as (
	update provider_health
	   set key_state = 'asked', key_status = null, key_at = now()
	 where provider = $1
	returning provider
), job as (
	insert into jobs (kind, input, single)
	select 'providers/key-test', jsonb_build_object('provider', provider), 'key-test:' || provider
	  from asked
	on conflict do nothing
)
select '/admin/' || provider as next from asked
