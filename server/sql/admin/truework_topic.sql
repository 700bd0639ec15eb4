-- The changes the administrator's page about Truework waits for.
select 'provider:truework' as topic
