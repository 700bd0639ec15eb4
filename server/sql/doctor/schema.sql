-- Whether the schema is this release's: migrations, rights, row-level security, the audit's guard.
-- $1 doctor.files   $2 doctor.schema
-- rows findings
with files as (
	select f ->> 'name' as name, f ->> 'sha256' as sha256
	  from jsonb_array_elements($1::jsonb) f
), granted as (
	-- What the dump of this release gives the application's role, and nothing else.
	select g[2] as name, string_to_array(g[1], ',') as rights
	  from regexp_matches($2::text, 'GRANT ([A-Z,]+) ON TABLE public\.(\w+) TO verify_app', 'g') g
), guarded as (
	select g[1] as name
	  from regexp_matches($2::text,
	                      'ALTER TABLE ONLY public\.(\w+) FORCE ROW LEVEL SECURITY', 'g') g
), tables as (
	select c.oid, c.relname as name, c.relowner, c.relrowsecurity and c.relforcerowsecurity
	           and exists (select from pg_policy p where p.polrelid = c.oid) as is_guarded
	  from pg_class c
	 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
), findings as (
	select 1 as place,
	       'not applied: ' || string_agg(f.name, ', ' order by f.name) as wrong,
	       'run `portal migrate` with DATABASE_OWNER_URL, then start the portal' as mend
	  from files f
	 where not exists (select from migrations m where m.name = f.name)
	union all
	select 2, 'other text than was applied: ' || string_agg(f.name, ', ' order by f.name),
	       'put the release''s own files back; a merged migration is never edited'
	  from files f
	  join migrations m on m.name = f.name and m.sha256 <> f.sha256
	union all
	select 3, left('beyond this release''s rights: '
	               || string_agg(lower(r.one) || ' ' || t.name, ', ' order by t.name, r.one), 400),
	       'as verify_owner: revoke what is named'
	  from tables t
	 cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
	            r (one)
	  left join granted g on g.name = t.name
	 where has_table_privilege(t.oid, r.one) and not r.one = any (coalesce(g.rights, '{}'))
	union all
	select 4, 'open to everybody''s office: ' || string_agg(g.name, ', ' order by g.name),
	       'as verify_owner: alter table … enable row level security, force row level security, '
	       || 'and the policy that migrations/schema.sql shows'
	  from guarded g
	 where not exists (select from tables t where t.name = g.name and t.is_guarded)
	union all
	select 5, 'with nobody asking, cases shown: ' || count(*),
	       'look at the policy on cases, and for settings app.… of the role or the database'
	  from cases
	having count(*) > 0
	union all
	select 6, left(current_user || ' owns ' || string_agg(t.name, ', ' order by t.name), 400),
	       'as a superuser: alter table … owner to verify_owner'
	  from tables t
	 where t.relowner = current_user::text::regrole
	union all
	select 7, 'guards that are on: '
	       || coalesce(string_agg(t.tgname, ', ') filter (where t.tgenabled in ('O', 'A')), 'none'),
	       'as verify_owner: alter table audit enable trigger all; then `portal audit verify`'
	  from pg_trigger t
	 where t.tgrelid = 'public.audit'::regclass and not t.tgisinternal
	having count(*) filter (where t.tgenabled in ('O', 'A')) < 2 or bool_or(t.tgenabled = 'D')
	union all
	select 8, 'their search_path is open: ' || string_agg(p.proname, ', ' order by p.proname),
	       'as verify_owner: alter function … set search_path = public'
	  from pg_proc p
	 where p.pronamespace = 'public'::regnamespace and p.prosecdef
	   and not coalesce(array_to_string(p.proconfig, ' '), '') like '%search_path=%'
), named (place, what, fine) as (
	values (1, 'migrations', 'every migration of this release is applied'),
	       (2, 'migrations unchanged', 'applied migrations are those of this release'),
	       (3, 'rights', current_user || ' may no more than this release gives it'),
	       (4, 'row security', 'forced on every table with case data'),
	       (5, 'nobody sees nothing', 'without anybody asking, no case is shown'),
	       (6, 'ownership', current_user || ' owns nothing'),
	       (7, 'audit trail', 'its rows can be neither changed nor deleted'),
	       (8, 'functions with the owner''s rights', 'each has its search_path pinned')
)
select n.what, case when f.wrong is null then 'fine' else 'wrong' end as verdict,
       coalesce(f.wrong, n.fine) as said, f.mend
  from named n
  left join findings f on f.place = n.place and f.wrong is not null
 order by n.place
