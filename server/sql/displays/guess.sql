-- Remembers a wrong word in an address, and says whether there are too many from there.
-- $1 remote
with forgotten as (
	delete from token_guesses where at < now() - interval '1 day'
), kept as (
	insert into token_guesses (remote)
	select $1::text
	 where (select count(*)
	          from token_guesses g
	         where g.remote = $1::text and g.at > now() - span(interval '15 minutes')) < 20
	returning remote
)
select not exists (select from kept) as is_throttled
