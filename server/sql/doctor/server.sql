-- Whether the database's server and role are as they must be, and what happened last.
-- $1 doctor.now   $2 doctor.is_production   $3 doctor.connections   $4 doctor.has_stamp
-- rows findings
with facts as (
	select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
	       extract(epoch from clock_timestamp() - $1::timestamptz) as ahead,
	       current_setting('max_connections')::int
	       - current_setting('superuser_reserved_connections')::int as places,
	       current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
	       and current_setting('synchronous_commit') <> 'off' as is_durable,
	       (select count(*) from jobs j where j.state = 'failed') as failed,
	       (select min(j.run_at) from jobs j where j.state = 'queued') as oldest,
	       (select max(j.created_at) from jobs j where j.slot is not null) as ticked
	  from pg_roles r
	 where r.rolname = current_user
), truv as (
	select coalesce(h.endpoint_state, 'unknown') as endpoint, h.endpoint_at,
	       coalesce(h.key_state, 'untested') as keys, g.denied_at
	  from (values ('truv')) p (provider)
	  left join provider_health h using (provider)
	  left join gates g using (provider)
), logged as (
	-- What people type must not come into the server's log.
	select string_agg(w.name || ' = ' || w.wanted, ', ') as missing
	  from (values ('log_parameter_max_length', '0'), ('log_parameter_max_length_on_error', '0'),
	               ('log_min_error_statement', 'panic'), ('log_statement', 'none')) w (name, wanted)
	 where current_setting(w.name) <> w.wanted
), findings (place, what, verdict, said, mend) as (
	select 1, 'role',
	       case when f.rolsuper or f.rolbypassrls or f.rolcreaterole or f.rolcreatedb
	                 or has_schema_privilege('public', 'create') then 'wrong' else 'fine' end,
	       current_user || case when f.rolsuper then ' is a superuser'
	            when f.rolbypassrls then ' is above row-level security'
	            when f.rolcreaterole or f.rolcreatedb then ' may make roles or databases'
	            when has_schema_privilege('public', 'create') then ' may make tables'
	            else ' has no rights of its own' end,
	       'alter role ' || quote_ident(current_user) || ' nosuperuser nobypassrls nocreaterole '
	       || 'nocreatedb; revoke create on schema public from public, '
	       || quote_ident(current_user)
	  from facts f
	union all
	select 2, 'clock', case when abs(f.ahead) > 5 then 'wrong'
	                        when abs(f.ahead) > 1 then 'careful' else 'fine' end,
	       'the database''s clock is ' || round(abs(f.ahead)::numeric, 1) || ' s '
	       || case when f.ahead < 0 then 'behind' else 'ahead of' end || ' this host''s',
	       'let chrony or timesyncd set both; codes, tokens and throttles go by these clocks'
	  from facts f
	union all
	select 3, 'places for connections',
	       case when f.places < $3::int then 'wrong'
	            when f.places < 2 * $3::int then 'careful' else 'fine' end,
	       f.places || ' for everybody; each portal takes up to ' || $3::int,
	       'max_connections: twice that for each portal, so that one may start while one stops'
	  from facts f
	union all
	select 4, 'durability', case when f.is_durable then 'fine'
	                             when $2::boolean then 'wrong' else 'careful' end,
	       case when f.is_durable then 'what is committed is on the disk'
	            else 'what is committed may be lost with the power' end,
	       'fsync, full_page_writes and synchronous_commit on'
	  from facts f
	union all
	select 5, 'server''s log', case when l.missing is null then 'fine'
	                                when $2::boolean then 'wrong' else 'careful' end,
	       case when l.missing is null then 'holds no values that people typed'
	            else 'may hold what people typed' end,
	       'in postgresql.conf: ' || l.missing
	  from logged l
	union all
	select 6, 'archive of the log',
	       case when current_setting('archive_mode') = 'off'
	            then case when $4::boolean then 'fine' when $2::boolean then 'wrong'
	                      else 'careful' end
	            when coalesce(a.last_failed_time > a.last_archived_time, a.archived_count = 0)
	                 or a.last_archived_time < now() - interval '1 day' then 'wrong'
	            else 'fine' end,
	       case when current_setting('archive_mode') = 'off' then 'off'
	            else 'last archived ' || coalesce(a.last_archived_time::text, 'never')
	                 || ', failed ' || a.failed_count || ' times' end
	       || case when $4::boolean then '; BACKUP_STAMP is looked at' else '' end,
	       'archive_mode and archive_command with a base backup each week, or a nightly dump whose '
	       || 'script touches the file that BACKUP_STAMP names'
	  from pg_stat_archiver a
	union all
	select 7, 'webhooks of Truv', case t.endpoint when 'enabled' then 'fine'
	                                              when 'unknown' then 'careful' else 'wrong' end,
	       'the endpoint is ' || t.endpoint
	       || coalesce(', as Truv said at ' || t.endpoint_at::timestamptz(0), ''),
	       'register PUBLIC_URL + /webhooks/truv with Truv; Admin → Truv enables it again'
	  from truv t
	union all
	select 8, 'keys at Truv', case when t.denied_at is not null
	                                    or t.keys in ('wrong', 'forbidden') then 'wrong'
	                               when t.keys = 'works' then 'fine' else 'careful' end,
	       case when t.denied_at is not null then 'Truv refuses them'
	            else 'last seen: ' || t.keys end,
	       'TRUV_CLIENT_ID and TRUV_SECRET of this environment; Admin → Truv tests them'
	  from truv t
	union all
	select 9, 'clock of jobs', case when f.ticked > now() - interval '5 minutes' then 'fine'
	                                else 'careful' end,
	       'last ticked ' || coalesce(f.ticked::timestamptz(0)::text, 'never'),
	       'start a portal; where one runs, look in its log for clock and worker'
	  from facts f
	union all
	select 10, 'jobs', case when f.oldest < now() - interval '1 hour' or f.failed > 0
	                        then 'careful' else 'fine' end,
	       f.failed || ' gave up; the first in the queue is due since '
	       || coalesce(f.oldest::timestamptz(0)::text, 'nothing does'),
	       'an admin''s home page lists them, each with why and a button'
	  from facts f
	union all
	select 11, 'accounts', case when count(*) filter (where u.is_demo) > 0 and $2::boolean
	                            then 'wrong'
	                            when count(*) filter (where u.role = 'admin') = 0
	                                 or count(*) filter (where u.role = 'auditor') = 0
	                            then 'careful' else 'fine' end,
	       count(*) filter (where u.role = 'admin') || ' admins and '
	       || count(*) filter (where u.role = 'auditor') || ' auditors can sign in'
	       || case when bool_or(u.is_demo) then '; the demo''s accounts are here' else '' end,
	       'one of each at least, and nobody of lakeside.test where cases are real'
	  from (select x.role, x.email like '%@lakeside.test' as is_demo
	          from users x where not x.is_disabled) u
	union all
	select 12, 'audit verified', case when v.findings > 0 then 'wrong'
	                                  when v.at > now() - interval '8 days' then 'fine'
	                                  else 'careful' end,
	       'last ' || coalesce(v.at::timestamptz(0)::text || ', with ' || v.findings || ' findings',
	                           'never'),
	       'run `portal audit verify` each week, and keep what it says'
	  from (select 1) one
	  left join lateral (select k.at, k.findings
	                       from audit_checks k
	                      where k.kind = 'verify'
	                      order by k.id desc
	                      limit 1) v on true
)
select f.what, f.verdict, f.said, f.mend
  from findings f
 order by f.place
