-- The code a monitor shows until somebody pairs it; a new one after ten minutes or five wrong
-- tries.
-- $1 path.token   $2 made.code   $3 remote
-- An address that asks for many screens at once gets none; who is paired goes to its own page.
with recent as (
	select count(*) >= 30 as is_throttled
	  from pairings p
	 where p.remote = $3::text and p.made_at > now() - span(interval '10 minutes')
	   and p.token_hash <> token_hash($1::text)
), forgotten as (
	delete from pairings
	 where made_at < now() - interval '1 day'
), shown as (
	insert into pairings as p (token_hash, code, remote)
	select token_hash($1::text), $2::text, $3::text
	  from recent r
	 where not r.is_throttled
	   and not exists (select from displays d where d.token_hash = token_hash($1::text))
	on conflict (token_hash) do update
	   set code = excluded.code, made_at = now(), tries = 0
	 where p.tries >= 5 or p.made_at < now() - span(interval '10 minutes')
	returning p.code)
select coalesce((select s.code from shown s),
                (select p.code from pairings p where p.token_hash = token_hash($1::text)),
                '') as code,
       exists (select from displays d where d.token_hash = token_hash($1::text)) as is_paired,
       r.is_throttled
  from recent r
