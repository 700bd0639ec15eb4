-- The API as an administrator sees it: who may call, who is told, and what did not arrive. No case
-- and no person: only names of systems, counts and times.
-- $1 form.client_key   $2 offices   $3 form.scopes   $4 form.kinds   $5 form.days
with places as (
	select f.id, f.name, coalesce(f.id = any ($2::bigint[]), false) as is_chosen
	  from offices f
), tokens as (
	select t.id, t.made_at, t.name, t.prefix,
	       (select string_agg(s.word, '. ' order by s.position)
	          from api_scopes s
	         where s.scope = any (t.scopes)) as scopes,
	       (select fmt_list(array_agg(f.name order by f.name))
	          from api_token_offices o
	          join offices f on f.id = o.office_id
	         where o.token_id = t.id) as offices,
	       coalesce('Last call ' || regexp_replace(fmt_when(t.used_at), '^[TY]',
	                                lower(left(fmt_when(t.used_at), 1))), 'Never called') as used,
	       coalesce('Replaces no. ' || t.follows_id || '. ', '') || 'Made by ' || u.name as origin,
	       case when t.ended_at is not null then 'Ended ' || fmt_day(t.ended_at)
	            when t.expires_at <= now() then 'Expired ' || fmt_day(t.expires_at)
	            else 'Until ' || fmt_when(t.expires_at) end as until,
	       t.ended_at is null and t.expires_at > now() as is_living,
	       case when t.ended_at is not null then 'Ended' when t.expires_at <= now() then 'Expired'
	            when exists (select from api_tokens n
	                          where n.follows_id = t.id and n.ended_at is null) then 'Replaced'
	            else 'Living' end as state_word
	  from api_tokens t
	  join users u on u.id = t.made_by
	 where coalesce(t.ended_at, t.expires_at) > now() - interval '90 days'
), endpoints as (
	select e.id, e.name, e.url,
	       (select string_agg(k.word, '. ' order by k.position)
	          from api_event_kinds k
	         where k.kind = any (e.kinds)) as kinds,
	       (select fmt_list(array_agg(f.name order by f.name))
	          from api_endpoint_offices o
	          join offices f on f.id = o.office_id
	         where o.endpoint_id = e.id) as offices,
	       coalesce((select 'Last heard ' || regexp_replace(fmt_when(max(d.tried_at)), '^[TY]',
	                                lower(left(fmt_when(max(d.tried_at)), 1)))
	                   from api_deliveries d
	                  where d.endpoint_id = e.id and d.state = 'delivered'
	                 having max(d.tried_at) is not null), 'Told nothing yet') as heard,
	       (select count(*) from api_deliveries d
	         where d.endpoint_id = e.id and d.state = 'waiting') as waiting
	  from api_endpoints e
	 where e.ended_at is null
), dead as (
	select d.id, k.word as kind, e.name, d.made_at, fmt_when(d.made_at) as made, d.tries,
	       d.tries || case d.tries when 1 then ' try' else ' tries' end
	       || coalesce(', answer ' || d.http_status, '') as tried,
	       case d.problem when 'private' then 'Its address is in a private network'
	                      when 'gone' then 'It says that it is gone for good'
	                      when 'no_answer' then 'It did not answer'
	                      when 'off' then 'It was ended meanwhile'
	                      else 'It refused every try' end as why,
	       e.ended_at is null as can_replay
	  from api_deliveries d
	  join api_endpoints e on e.id = d.endpoint_id
	  join api_event_kinds k on k.kind = d.kind
	 where d.state = 'dead'
	 order by d.made_at desc, d.id desc
	 limit 50
), n as (
	select (select count(*) from tokens where is_living) as living,
	       (select count(*) from api_deliveries where state = 'dead') as dead
)
select case when n.dead > 0 then n.dead || case n.dead when 1 then ' event' else ' events' end
                                  || ' did not arrive'
            when n.living = 0 then 'No system calls the API'
            when n.living = 1 then '1 token opens the API'
            else n.living || ' tokens open the API' end as heading,
       coalesce($1, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       (select coalesce(json_agg(json_build_object('id', p.id::text, 'name', p.name,
                                                   'is_chosen', p.is_chosen) order by p.name), '[]')
          from places p) as offices,
       (select json_agg(json_build_object('scope', s.scope, 'word', s.word, 'is_chosen',
                        coalesce(s.scope = any ($3::text[]), false)) order by s.position)
          from api_scopes s) as scopes,
       (select json_agg(json_build_object('kind', k.kind, 'word', k.word, 'is_chosen',
                        coalesce(k.kind = any ($4::text[]), false)) order by k.position)
          from api_event_kinds k
         where k.kind <> 'endpoint.test') as kinds,
       (select json_agg(json_build_object('days', d.days, 'word', d.word,
                        'is_chosen', d.days = coalesce($5, '90')) order by d.n)
          from (values (1, '30', '30 days'), (2, '90', '90 days'), (3, '365', 'A year'))
               d (n, days, word)) as lives,
       (select coalesce(json_agg(json_build_object(
                   'id', t.id::text, 'name', t.name, 'prefix', t.prefix, 'scopes', t.scopes,
                   'offices', t.offices, 'used', t.used, 'origin', t.origin, 'until', t.until,
                   'is_living', t.is_living, 'state_word', t.state_word, 'key',
                   left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
                   order by t.is_living desc, t.made_at desc, t.id desc), '[]')
          from tokens t) as tokens,
       (select coalesce(json_agg(json_build_object(
                   'id', e.id::text, 'name', e.name, 'url', e.url, 'kinds', e.kinds,
                   'offices', e.offices, 'heard', e.heard, 'waiting', e.waiting::text)
                   order by e.name, e.id), '[]')
          from endpoints e) as endpoints,
       (select coalesce(json_agg(json_build_object(
                   'id', d.id::text, 'kind', d.kind, 'name', d.name, 'made', d.made,
                   'tried', d.tried, 'why', d.why, 'can_replay', d.can_replay)
                   order by d.made_at desc, d.id desc), '[]')
          from dead d) as dead
  from n
