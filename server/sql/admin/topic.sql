-- What the admin's Truv page listens to.
select 'provider:truv' as topic
