-- Ends the sessions that the county's provider says are over; no row for a token heard before.
-- $1 county.token_hash   $2 county.issuer   $3 county.session   $4 county.subject
with forgotten as (
	delete from county_leaves where at < now() - interval '1 day'
), heard as (
	insert into county_leaves (token_hash)
	values ($1::text)
	on conflict do nothing
	returning token_hash
), ended as (
	update sessions s
	   set ended_at = now()
	  from users u, heard
	 where s.user_id = u.id and u.issuer = $2::text
	   and s.ended_at is null and s.county_session is not null
	   and ($3::text is null or s.county_session = $3::text)
	   and ($4::text is null or u.subject = $4::text)
	returning s.id
)
select (select count(*) from ended)::integer as count
  from heard
