-- Remembers a sign-in that begins, and forgets old ones; no row while too many are under way.
-- $1 county.state_hash   $2 county.browser_hash   $3 county.nonce   $4 county.verifier
-- $5 county.next   $6 county.remote
-- An address stands for many people behind one office's connection.
with forgotten as (
	delete from county_sign_ins where begun_at < now() - interval '1 day')
insert into county_sign_ins (state_hash, browser_hash, nonce, verifier, next, remote)
select $1::text, $2::text, $3::text, $4::text, left($5::text, 2048), $6::text
 where (select count(*)
          from county_sign_ins s
         where s.remote = $6::text and s.begun_at > now() - interval '10 minutes') < 500
returning state_hash
