-- Ends this session; no row when it has ended already.
-- $1 session.hash
update sessions
   set ended_at = now()
 where token_hash = $1::text
   and ended_at is null
returning id, county_session is not null as is_county
