-- Every report that was read stays, as a snapshot of what the sources said then (issue 5, part 1).
-- One that says the same as the one before it is the same snapshot, read again; one that says less
-- is flagged.
--
-- Who builds on reports reads them through these, which give this order's own sources only and
-- never what is held back. They run with the caller's rights, so row-level security holds, but the
-- caller's statement must have checked the office of the order itself:
--	newest_report(order, kind)   the snapshot that counts now; kind: 'pay' or 'assets'
--	own_report(report)           its body with own links only: what report_pay_read takes
--	report_jobs(report)          a row for each employment; report_checks, for each of its checks
--	report_accounts(report)      a row for each bank account; report_transactions, for each entry

alter table reports add column fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$');
alter table reports add column same_as bigint references reports;
alter table reports add column said jsonb;               -- who each source says it is about
alter table reports add column changes jsonb;            -- against the snapshot before; null: none
-- How well it fits its person, 0 to 100; null: the source says nothing to go by.
alter table reports add column score smallint check (score between 0 and 100);
-- Only what can be read can be the same as another.
alter table reports add constraint reports_same_was_read
	check (same_as is null or (body is not null and same_as < id));

create function report_kind(product text) returns text language sql immutable as $$
	select case product when 'assets' then 'assets' else 'pay' end
$$;

create function newest_report(wanted bigint, kind text) returns bigint language sql stable as $$
	select max(r.id)
	  from reports r
	 where r.order_id = wanted and r.body is not null and r.same_as is null
	   and report_kind(r.product) = kind
$$;

-- The snapshot before this one, in the order in which they were asked for.
create function report_before(wanted bigint) returns bigint language sql stable as $$
	select max(b.id)
	  from reports r
	  join reports b on b.order_id = r.order_id and b.id < r.id
	                and report_kind(b.product) = report_kind(r.product)
	 where r.id = wanted and b.body is not null and b.same_as is null
$$;

-- Of what a provider calls a time; null where it is none.
create function report_time(t text) returns timestamptz language plpgsql stable as $$
begin
	return case when t ~ '^(19|20)\d\d-' then t::timestamptz end;
exception when others then
	return null;
end $$;

-- So that whoever has the rights to look can tell whether a stored body is still what was read.
create function report_sha256(body jsonb) returns text language sql stable as $$
	select encode(sha256(convert_to(body::text, 'UTF8')), 'hex')
$$;

-- What may be read as money: as money_read of the program, of which a test holds this beside.
create function report_money(t text) returns numeric language sql immutable as $$
	select case when t ~ '^ *-?\$?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2}0*)? *$'
	            then regexp_replace(t, '[ $,]', '', 'g')::numeric end
$$;

-- A provider's date with or without a time (truv-api.md C15), 1930 to 2099; else null.
create function report_day(t text) returns date language sql immutable as $$
	select case when t ~ '^(19[3-9]|20\d)\d-\d\d-\d\d' then to_day(t) end
$$;

-- As a page shows it: what cannot be read stands as it came, for nobody may take it for nothing.
create function fmt_given(t text) returns text language sql immutable as $$
	select case when coalesce(btrim(t), '') = '' then 'none'
	            when report_money(t) is null then 'given as “' || left(t, 40) || '”'
	            else fmt_money(report_money(t)) end
$$;
create function fmt_given_day(t text) returns text language sql stable as $$
	select case when coalesce(btrim(t), '') = '' then 'not given'
	            when report_day(t) is null then 'given as “' || left(t, 40) || '”'
	            else fmt_day(report_day(t)) end
$$;

-- The links of a snapshot that belong to its order: by tracking_info or link id (truv-api.md §9.3).
create function report_links(wanted bigint) returns table (
	place bigint, connection_id bigint, name text, link_id text, provider text, body jsonb)
language sql stable as $$
	select l.place, c.id, c.name, coalesce(l.body ->> 'link_id', l.body ->> 'id'),
	       coalesce(l.body ->> 'provider_name', l.body -> 'provider' ->> 'name',
	                c.provider_name), l.body
	  from reports r
	 cross join lateral jsonb_path_query(r.body, '$.links[*]')
	            with ordinality l (body, place)
	 cross join lateral (
	       select k.id, k.name, k.provider_name
	         from connections k
	        where k.order_id = r.order_id
	          and (k.upstream_id = l.body ->> 'tracking_info'
	               or k.link_id = coalesce(l.body ->> 'link_id', l.body ->> 'id'))
	        order by k.upstream_id = l.body ->> 'tracking_info' desc nulls last, k.id
	        limit 1) c
	 where r.id = wanted and jsonb_typeof(l.body) = 'object'
$$;

create function own_report(wanted bigint) returns jsonb language sql stable as $$
	select r.body || jsonb_build_object('links', (
	       select coalesce(jsonb_agg(l.body order by l.place), '[]')
	         from report_links(r.id) l))
	  from reports r
	 where r.id = wanted and r.body is not null
$$;

-- n is the job's number in this snapshot; e the employment as it came.
create function report_jobs(wanted bigint) returns table (
	n bigint, connection_id bigint, link_id text, provider text, employer text, e jsonb,
	link jsonb)
language sql stable as $$
	select row_number() over (order by l.place, x.place), l.connection_id, l.link_id, l.provider,
	       coalesce(nullif(x.e -> 'company' ->> 'name', ''), l.name), x.e,
	       l.body - 'employments'
	  from report_links(wanted) l
	 cross join lateral jsonb_path_query(l.body, '$.employments[*]')
	            with ordinality x (e, place)
	 where jsonb_typeof(x.e) = 'object'
$$;

-- s is the statement as it came.
create function report_checks(wanted bigint) returns table (
	job bigint, place bigint, paid_on date, gross numeric, s jsonb)
language sql stable as $$
	select j.n, x.place, report_day(x.s ->> 'pay_date'), report_money(x.s ->> 'gross_pay'), x.s
	  from report_jobs(wanted) j
	 cross join lateral jsonb_path_query(j.e, '$.statements[*]') with ordinality x (s, place)
	 where jsonb_typeof(x.s) = 'object'
$$;

-- n is the account's number in this snapshot. Averages stand in an object or, on older pages, in a
-- list (truv-api.md §9.5).
create function report_accounts(wanted bigint) returns table (
	n bigint, connection_id bigint, bank text, account_id text, type text, subtype text,
	nickname text, last4 text, balance numeric, available numeric, credit_limit numeric,
	avg_30 numeric, avg_60 numeric, avg_90 numeric, owners text[], a jsonb)
language sql stable as $$
	select row_number() over (order by l.place, x.place), l.connection_id,
	       coalesce(l.provider, l.name), x.a ->> 'id', x.a ->> 'type', x.a ->> 'subtype',
	       nullif(x.a ->> 'nickname', ''), nullif(right(x.a ->> 'mask', 4), ''),
	       report_money(x.a -> 'balances' ->> 'balance'),
	       report_money(x.a -> 'balances' ->> 'available_balance'),
	       report_money(x.a -> 'balances' ->> 'credit_limit'),
	       report_money(jsonb_path_query_first(x.a, '$.summary.avg_30') #>> '{}'),
	       report_money(jsonb_path_query_first(x.a, '$.summary.avg_60') #>> '{}'),
	       report_money(jsonb_path_query_first(x.a, '$.summary.avg_90') #>> '{}'),
	       array(select o ->> 'full_name'
	               from jsonb_path_query(x.a, '$.owners[*]') o
	              where o ->> 'full_name' <> ''),
	       x.a
	  from report_links(wanted) l
	 cross join lateral jsonb_path_query(l.body, '$.accounts[*]') with ordinality x (a, place)
	 where jsonb_typeof(x.a) = 'object'
$$;

-- The provider's amount has no sign: its type has (truv-api.md §9.5). Here money that went out is
-- below zero; a type nobody documented stays as it came, with is_out null.
create function report_transactions(wanted bigint) returns table (
	account bigint, place bigint, posted_on date, amount numeric, is_out boolean,
	is_pending boolean, description text, categories text[], t jsonb)
language sql stable as $$
	select a.n, x.place,
	       coalesce(report_day(x.t ->> 'posted_at'), report_day(x.t ->> 'transacted_at')),
	       case when k.is_out then -abs(k.amount) else k.amount end, k.is_out,
	       upper(x.t ->> 'status') = 'PENDING',
	       coalesce(nullif(x.t ->> 'description', ''), nullif(x.t ->> 'memo', '')),
	       array(select c #>> '{}' from jsonb_path_query(x.t, '$.categories[*]') c
	              where jsonb_typeof(c) = 'string'),
	       x.t
	  from report_accounts(wanted) a
	 cross join lateral jsonb_path_query(a.a, '$.transactions[*]')
	            with ordinality x (t, place)
	 cross join lateral (
	       select report_money(x.t ->> 'amount') as amount,
	              case upper(x.t ->> 'type') when 'DEBIT' then true when 'CREDIT' then false
	              end as is_out) k
	 where jsonb_typeof(x.t) = 'object'
$$;

-- What a report holds, thing by thing, to be compared with another: `owner` is what it stands
-- under, `value` what may change of it. Ids of the provider are not used, since nobody says that
-- they stay; checks of one day are numbered.
create function report_items(body jsonb) returns table (
	kind text, owner text, key text, on_day date, value text)
language sql immutable as $$
	with links as (
		select l, coalesce(l ->> 'link_id', l ->> 'id', '') as link
		  from jsonb_path_query(body, '$.links[*]') l
		 where jsonb_typeof(l) = 'object'
	), jobs as (
		select e, link || ' ' || lower(coalesce(e -> 'company' ->> 'name',
		                                        e -> 'company' ->> 'ein', '')) as owner
		  from links, jsonb_path_query(l, '$.employments[*]') e
		 where jsonb_typeof(e) = 'object'
	), checks as (
		select owner, report_day(s ->> 'pay_date') as on_day, s ->> 'gross_pay' as value,
		       row_number() over (partition by owner, left(s ->> 'pay_date', 10)
		                          order by s ->> 'check_number', s ->> 'gross_pay') as nth,
		       left(s ->> 'pay_date', 10) as day
		  from jobs, jsonb_path_query(e, '$.statements[*]') s
		 where jsonb_typeof(s) = 'object'
	), accounts as (
		select a, concat_ws(' ', link, coalesce(a ->> 'mask', a ->> 'id')) as owner
		  from links, jsonb_path_query(l, '$.accounts[*]') a
		 where jsonb_typeof(a) = 'object'
	), entries as (
		select owner, report_day(t ->> 'posted_at') as on_day, left(t ->> 'posted_at', 10) as day,
		       concat_ws(' ', t ->> 'type', t ->> 'amount') as what,
		       row_number() over (partition by owner, left(t ->> 'posted_at', 10), t ->> 'type',
		                          t ->> 'amount' order by t ->> 'description') as nth
		  from accounts, jsonb_path_query(a, '$.transactions[*]') t
		 where jsonb_typeof(t) = 'object' and upper(t ->> 'status') is distinct from 'PENDING'
	)
	select distinct 'employer', owner, owner, null::date, null from jobs
	union all
	select 'check', owner, concat_ws('|', owner, day, nth), on_day, value from checks
	union all
	select distinct 'account', owner, owner, null::date, null from accounts
	union all
	select 'entry', owner, concat_ws('|', owner, day, what, nth), on_day, null from entries
$$;

-- {"check": {"new": 1, "gone": 2, "changed": 0}, …}, only what is not the same. What merely became
-- older than the time that the source tells of is not gone.
create function report_changes(before jsonb, after jsonb) returns jsonb
language sql immutable as $$
	with b as materialized (select kind, owner, key, on_day, value from report_items(before)),
	     a as materialized (select kind, owner, key, on_day, value from report_items(after)),
	oldest as (
		select kind, owner, min(on_day) as on_day from a group by kind, owner
	), counted as (
		select kind, count(*) filter (where b.key is null) as fresh,
		       count(*) filter (where a.key is null
		                        and coalesce(b.on_day >= o.on_day, true)) as gone,
		       count(*) filter (where a.key is not null and b.key is not null
		                        and a.value is distinct from b.value) as changed
		  from a
		  full join b using (kind, owner, key)
		  left join oldest o using (kind, owner)
		 group by kind
	)
	select coalesce(jsonb_object_agg(kind, jsonb_build_object(
	           'new', fresh, 'gone', gone, 'changed', changed)), '{}')
	  from counted
	 where fresh + gone + changed > 0
$$;

create function report_is_smaller(changes jsonb) returns boolean language sql immutable as $$
	select exists (select from jsonb_path_query(changes, '$.*.gone ? (@ > 0)'))
$$;

-- "1 new employer, 3 new checks, 1 check gone"
create function fmt_changes(changes jsonb) returns text language sql immutable as $$
	select case when changes is null then 'The first one'
	            else coalesce(string_agg(w.n || ' ' || w.words, ', ' order by k.place, w.nth),
	                          'Nothing but its date changed') end
	  from (values (1, 'employer', 'employer', 'employers'), (2, 'check', 'check', 'checks'),
	               (3, 'account', 'account', 'accounts'),
	               (4, 'entry', 'transaction', 'transactions')) k (place, kind, one, many)
	 cross join lateral (values (1, 'new', 'new '), (2, 'gone', ''), (3, 'changed', ''))
	            h (nth, what, lead)
	 cross join lateral (select (changes -> k.kind ->> h.what)::bigint as n) c
	 cross join lateral (
	       select h.nth, c.n, h.lead || case when c.n = 1 then k.one else k.many end
	              || case h.what when 'new' then '' else ' ' || h.what end as words) w
	 where c.n > 0
$$;
