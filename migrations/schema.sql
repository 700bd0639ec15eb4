-- The whole schema after all migrations, as pg_dump prints it. Not edited by hand.
--
-- PostgreSQL database dump
--

--
-- Name: fuzzystrmatch; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;

--
-- Name: EXTENSION fuzzystrmatch; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION fuzzystrmatch IS 'determine similarities and distance between strings';

--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

--
-- Name: account_doubts(jsonb, numeric, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.account_doubts(a jsonb, balance numeric, days integer) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $_$
	select array_remove(array[
	       case when report_money(a ->> 'nsf') > 0
	            then 'Payments came back for lack of money: ' || left(a ->> 'nsf', 12) || '.' end,
	       case when a ->> 'days_available' ~ '^\d{1,4}$'
	             and (a ->> 'days_available')::integer < days
	            then 'Only ' || (a ->> 'days_available') || ' of ' || days
	                 || ' days are there.' end,
	       case when coalesce(a -> 'balances' ->> 'currency_code', 'USD') <> 'USD'
	            then 'Kept in ' || left(a -> 'balances' ->> 'currency_code', 10) || '.' end,
	       case when balance < 0 then 'More is owed than is there.' end], null)
$_$;

--
-- Name: another_admin(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.another_admin(besides bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select exists (select from users u
	                where u.role = 'admin' and not u.is_disabled
	                  and u.id is distinct from besides
	                  and u.password_hash is not null)
$$;

--
-- Name: orders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orders (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint NOT NULL,
    provider text DEFAULT 'truv'::text NOT NULL,
    products text[] NOT NULL,
    delivery text NOT NULL,
    language text NOT NULL,
    email text,
    phone text,
    employer_hint text,
    delay_hours integer DEFAULT 0 NOT NULL,
    client_key text NOT NULL,
    order_number text NOT NULL,
    intent text DEFAULT 'queued'::text NOT NULL,
    problems jsonb DEFAULT '{}'::jsonb NOT NULL,
    upstream_id text,
    upstream_user_id text,
    share_url text,
    short_share_url text,
    upstream_status text,
    upstream_at timestamp with time zone,
    fetched_at timestamp with time zone,
    state text DEFAULT 'sending'::text NOT NULL,
    cause text,
    state_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    replaces_id bigint,
    refresh_of_id bigint,
    created_by bigint,
    cancel_reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    company_mapping_id text,
    cancel_asked_at timestamp with time zone,
    events_asked_at timestamp with time zone,
    events_at timestamp with time zone,
    is_background boolean DEFAULT false NOT NULL,
    refresh_connections bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    refresh_outcome text,
    settled_at timestamp with time zone,
    method text DEFAULT 'link'::text NOT NULL,
    milestone_id bigint,
    milestone_period text DEFAULT ''::text NOT NULL,
    cancel_code text,
    CONSTRAINT orders_cause_fits CHECK (((state = ANY (ARRAY['needs_you'::text, 'needs_fix'::text])) = (cause IS NOT NULL))),
    CONSTRAINT orders_client_key_check CHECK ((client_key ~ '^[A-Za-z0-9-]{16,80}$'::text)),
    CONSTRAINT orders_company_mapping_id_check CHECK (((length(company_mapping_id) >= 1) AND (length(company_mapping_id) <= 100))),
    CONSTRAINT orders_created_has_upstream CHECK (((intent = 'created'::text) = (upstream_id IS NOT NULL))),
    CONSTRAINT orders_delay_hours_check CHECK (((delay_hours >= 0) AND (delay_hours <= 72))),
    CONSTRAINT orders_delivery_check CHECK ((delivery = ANY (ARRAY['truv'::text, 'agency'::text, 'in_person'::text, 'link'::text]))),
    CONSTRAINT orders_delivery_reaches CHECK (((delivery <> ALL (ARRAY['truv'::text, 'agency'::text])) OR (email IS NOT NULL) OR (phone IS NOT NULL))),
    CONSTRAINT orders_employer_hint_check CHECK ((length(employer_hint) <= 100)),
    CONSTRAINT orders_intent_check CHECK ((intent = ANY (ARRAY['queued'::text, 'sending'::text, 'created'::text, 'rejected'::text, 'uncertain'::text, 'needs_review'::text, 'withdrawn'::text]))),
    CONSTRAINT orders_intent_fits CHECK (
CASE intent
    WHEN 'queued'::text THEN (state = ANY (ARRAY['sending'::text, 'canceled'::text]))
    WHEN 'sending'::text THEN (state = ANY (ARRAY['sending'::text, 'canceled'::text]))
    WHEN 'uncertain'::text THEN (state = 'checking'::text)
    WHEN 'rejected'::text THEN (state = ANY (ARRAY['needs_fix'::text, 'canceled'::text]))
    WHEN 'needs_review'::text THEN (state = ANY (ARRAY['needs_you'::text, 'canceled'::text]))
    WHEN 'withdrawn'::text THEN (state = 'canceled'::text)
    ELSE (state <> ALL (ARRAY['sending'::text, 'checking'::text, 'needs_fix'::text]))
END),
    CONSTRAINT orders_order_number_check CHECK ((order_number ~ '^[A-Z0-9-]{16,40}$'::text)),
    CONSTRAINT orders_products_check CHECK ((((cardinality(products) >= 1) AND (cardinality(products) <= 3)) AND (products <@ '{income,employment,assets}'::text[]))),
    CONSTRAINT orders_provider_check CHECK ((provider = ANY (ARRAY['truv'::text, 'truework'::text]))),
    CONSTRAINT orders_refresh_of_one CHECK (((refresh_of_id IS NULL) OR (cardinality(products) = 1))),
    CONSTRAINT orders_refresh_outcome_check CHECK ((refresh_outcome = ANY (ARRAY['unchanged'::text, 'changed'::text, 'signin'::text, 'later'::text, 'failed'::text, 'identity'::text, 'refused'::text, 'limited'::text, 'canceled'::text]))),
    CONSTRAINT orders_settled_whole CHECK ((((refresh_outcome IS NULL) = (settled_at IS NULL)) AND ((refresh_outcome IS NULL) OR (refresh_of_id IS NOT NULL))))
);

ALTER TABLE ONLY public.orders FORCE ROW LEVEL SECURITY;

--
-- Name: api_order(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.api_order(o public.orders) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	select jsonb_build_object(
	       'id', o.id::text,
	       'case', (select c.reference from cases c where c.id = o.case_id),
	       'member', (select member_handle(m) from members m where m.id = o.member_id),
	       'products', o.products, 'delivery', o.delivery, 'language', o.language,
	       'state', o.state, 'cause', o.cause, 'state_at', fmt_iso(o.state_at),
	       'made_at', fmt_iso(o.created_at), 'expires_at', fmt_iso(o.expires_at),
	       'problems', o.problems,
	       'milestone', (select jsonb_build_object('program', p.code, 'milestone', s.code,
	                                               'period', nullif(o.milestone_period, ''))
	                       from milestones s
	                       join programs p on p.id = s.program_id
	                      where s.id = o.milestone_id),
	       'review', (select v.state from reviews v where v.order_id = o.id))
$$;

--
-- Name: api_tell(text, bigint, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.api_tell(what text, the_case bigint, said jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
	event bigint;
	wanted bigint[];
begin
	select array_agg(e.id) into wanted
	  from cases c
	  join api_endpoint_offices f on f.office_id = c.office_id
	  join api_endpoints e on e.id = f.endpoint_id and e.ended_at is null
	 where c.id = the_case and what = any (e.kinds);
	if wanted is null then
		return;
	end if;
	insert into api_events (kind, case_id, body)
	select what, c.id, jsonb_build_object('case', c.reference) || said
	  from cases c
	 where c.id = the_case
	returning id into event;
	with made as (
		insert into api_deliveries (event_id, endpoint_id, kind)
		select event, w, what from unnest(wanted) w
		returning id
	)
	insert into jobs (kind, input)
	select 'api/deliver', jsonb_build_object('delivery_id', id) from made;
end $$;

--
-- Name: api_tell_decision(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.api_tell_decision() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform api_tell('review.decided', o.case_id, jsonb_build_object('review', jsonb_build_object(
		'order', o.id::text, 'outcome', new.outcome,
		'member', (select member_handle(m) from members m where m.id = o.member_id))))
	   from orders o
	  where o.id = new.review_id;
	return null;
end $$;

--
-- Name: api_tell_milestone(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.api_tell_milestone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform api_tell('milestone.reached', new.case_id, (
		select jsonb_build_object('milestone', jsonb_build_object('milestone', s.code,
		       'program', p.code, 'period', nullif(new.period, '')))
		  from milestones s
		  join programs p on p.id = s.program_id
		 where s.id = new.milestone_id));
	return null;
end $$;

--
-- Name: api_tell_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.api_tell_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform api_tell('order.changed', new.case_id, jsonb_build_object('order', jsonb_build_object(
		'id', new.id::text, 'state', new.state, 'cause', new.cause, 'products', new.products,
		'member', (select member_handle(m) from members m where m.id = new.member_id))));
	return null;
end $$;

--
-- Name: assignment_keep(bigint, bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.assignment_keep(case_id bigint, task_id bigint, was bigint, now_has bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
	asker bigint := case when current_setting('app.sharing', true) = 'on' then null
	                     else scope_user() end;
	way text := case when now_has is null then 'release' when asker is null then 'share'
	                 when asker = now_has and was is null then 'take'
	                 when asker = now_has then 'takeover' else 'give' end;
	made bigint;
begin
	insert into assignments (case_id, task_id, from_id, to_id, by_id, how)
	values (assignment_keep.case_id, assignment_keep.task_id, was, now_has, asker,
		way)
	returning id into made;
	insert into timeline (case_id, key, icon, sentence, teller)
	select assignment_keep.case_id, 'assignment:' || made, 'person',
	       case when assignment_keep.task_id is null then 'The case ' else 'A task ' end
	       || case way when 'release' then 'went back to the pool'
	                   when 'take' then 'was taken from the pool'
	                   when 'takeover' then 'was taken over from ' || f.name
	                   when 'share' then 'went to ' || t.name || ', whose turn it was'
	                   else 'was given to ' || t.name end,
	       coalesce(a.name, 'Verify')
	  from (values (1)) one
	  left join users f on f.id = was
	  left join users t on t.id = now_has
	  left join users a on a.id = asker;
end $$;

--
-- Name: audit_about(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_about(subject text) RETURNS boolean
    LANGUAGE sql
    AS $$
	select set_config('app.subject', subject, true) is not null
$$;

--
-- Name: audit_case(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_case(subject text) RETURNS bigint
    LANGUAGE plpgsql
    AS $_$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	wanted bigint := case when split_part(subject, ':', 2) ~ '^[0-9]{1,18}$'
	                      then split_part(subject, ':', 2)::bigint end;
	found bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found := case split_part(subject, ':', 1)
	         when 'case' then (select c.id from cases c where c.id = wanted)
	         when 'order' then (select o.case_id from orders o where o.id = wanted)
	         when 'review' then (select o.case_id
	                               from reviews v
	                               join orders o on o.id = v.order_id
	                              where v.id = wanted)
	         when 'task' then (select t.case_id from tasks t where t.id = wanted)
	         when 'call' then (select c.case_id from calls c where c.id = wanted)
	         when 'member' then (select m.case_id from members m where m.id = wanted) end;
	perform set_config('app.sees_all', before, true);
	return found;
end $_$;

--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    user_id bigint,
    action text NOT NULL,
    subject text,
    route text,
    remote text,
    request_id text,
    reason text,
    outcome text DEFAULT 'done'::text NOT NULL,
    proof text,
    CONSTRAINT audit_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text)),
    CONSTRAINT audit_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'not_done'::text, 'not_found'::text, 'refused'::text, 'conflict'::text, 'failed'::text]))),
    CONSTRAINT audit_proof_check CHECK ((proof ~ '^[0-9a-f]{96}$'::text))
);

--
-- Name: audit_digest(public.audit); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_digest(a public.audit) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
	select sha256(convert_to(
	       audit_part(a.id::text)
	       || audit_part((extract(epoch from a.at) * 1000000)::bigint::text)
	       || audit_part(a.user_id::text) || audit_part(a.action) || audit_part(a.subject)
	       || audit_part(a.route) || audit_part(a.remote) || audit_part(a.request_id)
	       || audit_part(a.reason) || audit_part(a.outcome)
	       || case when a.proof is null then '' else audit_part(a.proof) end, 'UTF8'))
$$;

--
-- Name: audit_find(bigint, timestamp with time zone, timestamp with time zone, text, text[], text, bigint, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_find(who bigint, from_at timestamp with time zone, to_at timestamp with time zone, noun text, subjects text[], wanted text, before bigint, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 50
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
	return query
	select a.id
	  from audit a
	 where (who is null or a.user_id = who)
	   and (from_at is null or a.at >= from_at) and (to_at is null or a.at < to_at)
	   and (noun is null or a.action = noun or starts_with(a.action, noun || '.'))
	   and (subjects is null or a.subject = any (subjects))
	   and (wanted is null or a.outcome = wanted)
	   and (before is null or a.id < before)
	 order by a.id desc
	 limit most;
end $$;

--
-- Name: audit_find_case(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_find_case(typed text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found := (select c.id
	            from cases c
	           where c.reference in (btrim(typed), upper(btrim(typed)))
	           order by c.reference <> btrim(typed)
	           limit 1);
	perform set_config('app.sees_all', before, true);
	return found;
end $$;

--
-- Name: audit_keep(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	raise exception using errcode = 'insufficient_privilege',
		message = 'the audit trail is never changed';
end $$;

--
-- Name: audit_line(bigint, text, text, text, text, text, text, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_line(user_id bigint, action text, subject text, route text, remote text, request_id text, reason text, outcome text, proof text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
	insert into audit (user_id, action, subject, route, remote, request_id, reason, outcome, proof)
	values (user_id, action, coalesce(subject, nullif(current_setting('app.subject', true),
		'')), route, remote, request_id, reason,
		coalesce(outcome, case when action like '%.refuse' then 'refused' else 'done' end),
		proof)
	returning id
$$;

--
-- Name: audit_link(integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_link(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
	place bigint;
	head bytea;
	settled bigint;
	line record;
	n integer := 0;
begin
	if not pg_try_advisory_xact_lock(7261947002) then
		return 0;
	end if;
	select coalesce(max(c.seq), 0) into place from audit_chain c;
	head := coalesce((select c.hash from audit_chain c where c.seq = place),
	                 decode(repeat('00', 32), 'hex'));
	settled := coalesce((select c.audit_id
	                       from audit_chain c
	                       join audit a on a.id = c.audit_id
	                      where a.at < clock_timestamp() - interval '2 minutes'
	                      order by c.seq desc
	                      limit 1), 0);
	for line in select a.id, audit_digest(a) as digest
	              from audit a
	             where a.id > settled and not exists (select from audit_chain c
	                                                   where c.audit_id = a.id)
	             order by a.id
	             limit most
	loop
		n := n + 1;
		place := place + 1;
		head := sha256(head || int8send(place) || int8send(line.id) || line.digest);
		insert into audit_chain (seq, audit_id, hash) values (place, line.id, head);
	end loop;
	return n;
end $$;

--
-- Name: audit_part(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_part(value text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-') || ','
$$;

--
-- Name: audit_reference(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_reference(wanted bigint) RETURNS text
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found text;
begin
	perform set_config('app.sees_all', 'true', true);
	found := (select c.reference from cases c where c.id = wanted);
	perform set_config('app.sees_all', before, true);
	return found;
end $$;

--
-- Name: audit_subjects(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_subjects(wanted bigint) RETURNS text[]
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found text[];
begin
	perform set_config('app.sees_all', 'true', true);
	found := array(
		select 'case:' || c.id from cases c where c.id = wanted
		union all
		select 'order:' || o.id from orders o where o.case_id = wanted
		union all
		select 'review:' || v.id
		  from reviews v
		  join orders o on o.id = v.order_id
		 where o.case_id = wanted
		union all
		select 'task:' || t.id from tasks t where t.case_id = wanted
		union all
		select 'call:' || c.id from calls c where c.case_id = wanted
		union all
		select 'member:' || m.id from members m where m.case_id = wanted);
	perform set_config('app.sees_all', before, true);
	return found;
end $$;

--
-- Name: audit_words(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_words(action text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when length(n.noun) = 3 then upper(n.noun) else initcap(n.noun) end || ': '
	       || replace(split_part(action, '.', 2), '_', ' ')
	  from (select replace(split_part(action, '.', 1), '_', ' ') as noun) n
$$;

--
-- Name: audit_write(bigint, text, text, text, text, text, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_write(user_id bigint, action text, subject text, route text, remote text, request_id text, reason text, outcome text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
	insert into audit (user_id, action, subject, route, remote, request_id, reason, outcome)
	values (user_id, action, coalesce(subject, nullif(current_setting('app.subject', true),
		'')), route, remote, request_id, reason,
		coalesce(outcome, case when action like '%.refuse' then 'refused' else 'done' end))
	returning id
$$;

--
-- Name: batch_items; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.batch_items (
    batch_id bigint NOT NULL,
    "position" integer NOT NULL,
    case_id bigint NOT NULL,
    order_id bigint,
    task_id bigint,
    outcome text,
    why text,
    at timestamp with time zone,
    CONSTRAINT batch_items_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'skipped'::text]))),
    CONSTRAINT batch_items_told CHECK ((((outcome IS NULL) = (at IS NULL)) AND ((outcome = 'skipped'::text) = (why IS NOT NULL)))),
    CONSTRAINT batch_items_why_check CHECK (((length(why) >= 1) AND (length(why) <= 200)))
);

ALTER TABLE ONLY public.batch_items FORCE ROW LEVEL SECURITY;

--
-- Name: batches; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.batches (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    action text NOT NULL,
    filters jsonb NOT NULL,
    params jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT batches_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'stopped'::text])))),
    CONSTRAINT batches_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'queued'::text, 'running'::text, 'done'::text, 'stopped'::text])))
);

ALTER TABLE ONLY public.batches FORCE ROW LEVEL SECURITY;

--
-- Name: batch_refusal(public.batches, public.batch_items); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.batch_refusal(b public.batches, i public.batch_items) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when u.is_disabled or u.role not in ('caseworker', 'agent', 'supervisor')
	            then 'You may no longer do this'
	            when c.id is null or not (u.role = 'agent' or exists (
	                 select from user_offices x
	                  where x.user_id = u.id and x.office_id = c.office_id))
	            then 'It belongs to an office that is not yours'
	            when c.closed_at is not null and b.action <> 'export' then 'The case is closed'
	            when b.action in ('resend', 'message', 'cancel') and o.id is null
	            then 'It is a task, not an order'
	            when b.action in ('resend', 'message')
	            then order_send_refusal(o, b.params ->> 'reason')
	            when b.action = 'cancel' and not s.is_open then 'The order is over'
	            when b.action = 'cancel' and o.cancel_asked_at is not null
	            then 'It is being canceled already'
	            when b.action = 'snooze' and (t.id is null or t.done_at is not null)
	            then 'There is no open task to snooze'
	            when b.action = 'assign' and b.params ? 'worker_id' and not exists (
	                 select from users w
	                   join user_offices x on x.user_id = w.id and x.office_id = c.office_id
	                  where w.id::text = b.params ->> 'worker_id' and not w.is_disabled
	                    and w.role in ('caseworker', 'supervisor'))
	            then 'The worker is not of its office'
	            when b.action = 'assign' and c.worker_id::text = b.params ->> 'worker_id'
	                 and t.assignee_id is null
	            then 'The worker has it already' end
	  from users u
	  left join cases c on c.id = i.case_id
	  left join orders o on o.id = i.order_id
	  left join order_states s on s.state = o.state
	  left join tasks t on t.id = i.task_id
	 where u.id = b.user_id
$$;

--
-- Name: call_delivers(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_delivers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform message_add(new.id, a.channel, 'link', 'order:' || new.id || ':link:' || a.channel,
	                    c.agent_id, now(), true)
	   from calls c, unnest('{email,sms}'::text[]) as a (channel)
	  where c.member_id = new.member_id and c.ended_at is null;
	return null;
end $$;

--
-- Name: calls; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calls (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    caller_id bigint NOT NULL,
    member_id bigint NOT NULL,
    phone text,
    language text NOT NULL,
    interpreter text DEFAULT 'none'::text NOT NULL,
    checked text[] DEFAULT '{}'::text[] NOT NULL,
    checked_at timestamp with time zone,
    agent_id bigint NOT NULL,
    note text,
    note_keys text[] DEFAULT '{}'::text[] NOT NULL,
    note_version integer DEFAULT 0 NOT NULL,
    outcome text,
    follow_up text,
    ended_at timestamp with time zone,
    ended_by bigint,
    client_key text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT calls_checked_check CHECK ((checked <@ '{name,birth_date,ssn,address}'::text[])),
    CONSTRAINT calls_checked_whole CHECK (((checked = '{}'::text[]) = (checked_at IS NULL))),
    CONSTRAINT calls_client_key_check CHECK ((client_key ~ '^[A-Za-z0-9-]{16,80}$'::text)),
    CONSTRAINT calls_ended_whole CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT calls_follow_up_check CHECK ((length(follow_up) <= 200)),
    CONSTRAINT calls_note_check CHECK ((length(note) <= 3600)),
    CONSTRAINT calls_phone_check CHECK ((phone ~ '^\+1\d{10}$'::text))
);

ALTER TABLE ONLY public.calls FORCE ROW LEVEL SECURITY;

--
-- Name: call_draft(public.calls); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_draft(c public.calls) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select concat_ws(E'\n', nullif(c.note, ''),
	                 string_agg(fmt_time(t.at) || ' ' || t.text, E'\n'
	                            order by t.at, t.place, t.key)
	                 filter (where not t.key = any (c.note_keys)))
	  from call_told(c) t
$$;

--
-- Name: call_going(bigint, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_going(caller bigint, form_key text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
begin
	return (select c.id
	          from calls c
	         where c.client_key = form_key or (c.caller_id = caller and c.ended_at is null)
	         order by c.client_key = form_key desc
	         limit 1);
end $$;

--
-- Name: call_note(public.calls, text, text, text, text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_note(c public.calls, draft text, ended text, follow_up text, agent text, ended_at timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select left(concat_ws(E'\n', nullif(btrim(draft, E' \t\r\n'), ''),
	            'Spoke ' || l.word || ', ' || i.note || '.',
	            o.note || coalesce(case when ended = 'later' then (
	                select ' Reminders go by themselves: '
	                       || string_agg(fmt_date(r.at), '; ' order by r.at) || '.'
	                  from orders x
	                 cross join order_reminders(x.id) r
	                 where x.member_id in (c.caller_id, c.member_id) and r.at > ended_at
	                   and coalesce(reminder_barrier(x), 'stopped') = 'stopped') end, ''),
	            'Next: ' || rtrim(nullif(follow_up, ''), '. ') || '.',
	            'Call ' || fmt_day(c.started_at) || ', ' || fmt_time(c.started_at) || ' to '
	            || fmt_time(ended_at) || ', by ' || agent || '.'), 4000)
	  from languages l, call_interpreters i, call_outcomes o
	 where l.code = c.language and i.interpreter = c.interpreter and o.outcome = ended
$$;

--
-- Name: call_terms(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_terms(typed text, OUT phone text, OUT born_on date, OUT words text) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
	digits text := regexp_replace(typed, '\D', '', 'g');
	ours text := '(?<!\d)(\d{1,2})[/. -](\d{1,2})[/. -]((?:19|20)\d{2})(?!\d)';
	part text[] := regexp_match(typed, '(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)');
begin
	words := typed;
	if typed !~ '[[:alpha:]]' and digits ~ '^1?[2-9]\d{9}$' then
		phone := '+1' || right(digits, 10);
	end if;
	if part is null then
		part := regexp_match(typed, ours);
		part := array[part[3], part[1], part[2]];
	end if;
	if part[1] is not null then
		born_on := make_date(part[1]::integer, part[2]::integer, part[3]::integer);
		words := regexp_replace(regexp_replace(typed, ours, ' '), '\d{4}-\d{1,2}-\d{1,2}', ' ');
	end if;
exception when datetime_field_overflow then
	born_on := null;
end $_$;

--
-- Name: call_told(public.calls); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_told(c public.calls) RETURNS TABLE(key text, at timestamp with time zone, place integer, text text)
    LANGUAGE sql STABLE
    AS $$
	select 'line:' || l.id, l.at, 0, l.text
	  from call_lines l
	 where l.call_id = c.id
	union all
	select 'step:' || s.order_id || ':' || s.step, s.at, w.place,
	       case when o.member_id = c.caller_id then 'Client' else member_name(m) end
	       || case when s.step = 'found' then coalesce(' chose ' || (
	                    select fmt_list(array_agg(n.name order by n.id))
	                      from connections n
	                     where n.order_id = o.id) || '.', w.words)
	               else w.words end
	  from orders o
	  join members m on m.id = o.member_id
	  join order_steps s on s.order_id = o.id
	  join (values (1, 'opened', ' opened the link.'),
	               (2, 'found', ' found the employer or bank.'),
	               (3, 'signed_in', ' signed in.'), (5, 'ready', '’s data came, ready to review.'))
	       w (place, step, words) on w.step = s.step
	 where o.case_id = c.case_id and s.at between c.started_at and coalesce(c.ended_at, now())
	union all
	select 'told:' || t.id, t.at, 4, t.sentence || '.'
	  from timeline t
	 where t.case_id = c.case_id and t.is_failure
	   and t.at between c.started_at and coalesce(c.ended_at, now())
$$;

--
-- Name: campaign_link_read(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaign_link_read() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update campaign_items
	   set place = 'changed', reason = 'client', ended_at = now()
	 where link_id = new.id and place in ('linking', 'linked');
	return null;
end $$;

--
-- Name: campaign_next(bigint, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaign_next(campaign bigint, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 20
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
begin
	return query
	select i.id
	  from campaign_items i
	 where i.campaign_id = campaign and i.place in ('queued', 'again', 'link')
	   and i.run_at <= now()
	 order by i.due_on, i.id
	 limit most;
end $$;

--
-- Name: case_changes_hands(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.case_changes_hands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform assignment_keep(new.id, null, old.worker_id, new.worker_id);
	return null;
end $$;

--
-- Name: case_due(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.case_due() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update cases c
	   set due_on = d.due_on
	  from (select min(p.due_on) as due_on from case_programs p where p.case_id = new.case_id) d
	 where c.id = new.case_id and c.due_on is distinct from d.due_on;
	return null;
end $$;

--
-- Name: case_guard(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.case_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	if scope_user() is null
	   or (scope_role() = 'supervisor' and old.office_id = any (scope_offices())) then
		return new;
	end if;
	if new.is_restricted is distinct from old.is_restricted
	   or (old.is_restricted and new.worker_id is distinct from old.worker_id
	       and new.worker_id = scope_user()) then
		raise exception using errcode = 'insufficient_privilege',
			message = 'a restricted case is a supervisor''s to give';
	end if;
	return new;
end $$;

--
-- Name: case_kind(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.case_kind(wanted bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select coalesce((select 'mortgage'
	                   from case_programs cp
	                   join programs p on p.id = cp.program_id and p.kind = 'mortgage'
	                  where cp.case_id = wanted
	                  limit 1), 'benefit')
$$;

--
-- Name: case_rows(text, text[], bigint, bigint[], boolean, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.case_rows(view text, states text[], asker bigint, offices bigint[], sees_all boolean, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 60
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
	given integer := 0;
begin
	if states is not null then
		return query
		select w.case_id
		  from open_rows(states, asker, offices, sees_all, true, most) with ordinality r (id, place)
		  join work w on w.id = r.id
		 order by r.place;
		return;
	end if;
	if view <> 'closed' then
		return query
		select x.id
		  from unnest(case when sees_all then '{0}' else offices end) f (id)
		 cross join lateral (
		       select c.id, c.due_on, l.rank
		         from (select c.id, c.due_on
		                 from cases c
		                where (sees_all or c.office_id = f.id) and c.closed_at is null
		                  and (asker is null or c.worker_id is null or c.worker_id = asker)
		                  and (view <> 'none'
		                       or not exists (select from work w
		                                       where w.case_id = c.id and w.branch = 'order'))
		                order by c.due_on, c.id
		                limit most + 1500) c
		        cross join lateral (
		              select min(w.rank) as rank
		                from work w
		               where w.case_id = c.id and w.branch = 'order') l
		        order by c.due_on, l.rank, c.id
		        limit most) x
		 order by x.due_on, x.rank, x.id
		 limit most;
		get diagnostics given = row_count;
	end if;
	if view in ('closed', 'all') and given < most then
		return query
		select x.id
		  from unnest(case when sees_all then '{0}' else offices end) f (id)
		 cross join lateral (
		       select c.id, c.closed_at
		         from cases c
		        where (sees_all or c.office_id = f.id) and c.closed_at is not null
		          and (asker is null or c.worker_id is null or c.worker_id = asker)
		        order by c.closed_at desc, c.id
		        limit most - given) x
		 order by x.closed_at desc, x.id
		 limit most - given;
	end if;
end $$;

--
-- Name: fold(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fold(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select regexp_replace(
	           lower(translate(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g'),
	                           'đĐłŁøØ', 'dDlLoO')), '[^[:alnum:]]', '', 'g')
$$;

--
-- Name: openings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.openings (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    office_id bigint NOT NULL,
    user_id bigint NOT NULL,
    reason text NOT NULL,
    client_key text,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    until_at timestamp with time zone NOT NULL,
    CONSTRAINT openings_end CHECK (((until_at >= opened_at) AND (until_at <= (opened_at + '01:00:00'::interval)))),
    CONSTRAINT openings_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 400)))
);

ALTER TABLE ONLY public.openings FORCE ROW LEVEL SECURITY;

--
-- Name: restricted_open(bigint, bigint, bigint, bigint, text, bigint[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.restricted_open(wanted bigint, office bigint, worker bigint, asker bigint, role text, offices bigint[]) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (COALESCE((worker = asker), false) OR ((role = 'supervisor'::text) AND (office = ANY (offices))) OR (EXISTS (SELECT FROM public.openings o WHERE ((o.case_id = restricted_open.wanted) AND (o.user_id = restricted_open.asker) AND (o.until_at > now())))));

--
-- Name: cases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cases (
    id bigint NOT NULL,
    reference text NOT NULL,
    office_id bigint NOT NULL,
    worker_id bigint,
    client_key text,
    closed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    reference_key text GENERATED ALWAYS AS (public.fold(reference)) STORED,
    is_restricted boolean DEFAULT false NOT NULL,
    due_on date,
    CONSTRAINT cases_reference_check CHECK ((reference ~ '^[A-Za-z0-9-]{3,32}$'::text))
);

ALTER TABLE ONLY public.cases FORCE ROW LEVEL SECURITY;

--
-- Name: case_seen_by(public.cases, bigint, text, bigint[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.case_seen_by(c public.cases, asker bigint, role text, offices bigint[]) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN ((NOT (c).is_restricted) OR (asker IS NULL) OR public.restricted_open((c).id, (c).office_id, (c).worker_id, asker, role, offices));

--
-- Name: chart_bars(text[], numeric[], text[], integer, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.chart_bars(labels text[], amounts numeric[], words text[], marked integer, window_word text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $_$
	with scale as (
		select s.top, greatest(s.depth, case when s.depth > 0 then s.top / 4 else 0 end) as depth,
		       s.slot, s.n, case when s.depth > 0 then 90.0 else 104.0 end as high
		  from (select chart_top(greatest(max(a), 0)) as top,
		               chart_top(-least(min(a), 0)) as depth,
		               712.0 / greatest(count(*), 1) as slot, count(*) as n
		          from unnest(amounts) a) s
	), place as (
		select s.top, s.depth, s.slot, s.n, s.high / (s.top + s.depth) as unit,
		       round(40 + s.high * s.top / (s.top + s.depth), 1) as zero,
		       round(least(52, s.slot * 0.62), 1) as width
		  from scale s
		 where s.top + s.depth > 0
	), bars as (
		select jsonb_agg(jsonb_build_object(
		           'x', round(52 + (b.i - 0.5) * p.slot - p.width / 2, 1), 'width', p.width,
		           'y', least(p.zero, p.zero - round(b.a * p.unit, 1)),
		           'height', greatest(abs(round(b.a * p.unit, 1)), 1),
		           'middle', round(52 + (b.i - 0.5) * p.slot, 1),
		           'value_y', case when b.a < 0 then p.zero - round(b.a * p.unit, 1) + 13
		                           else p.zero - round(b.a * p.unit, 1) - 6 end,
		           'label', b.label, 'value', b.word) order by b.i) as list
		  from unnest(labels, amounts, words) with ordinality b (label, a, word, i)
		 cross join place p
	)
	select jsonb_build_object(
	           'grid', (select jsonb_agg(jsonb_build_object(
	                               'y', round(p.zero - g.at * p.unit, 1),
	                               'text_y', round(p.zero - g.at * p.unit, 1) + 4,
	                               'label', case when g.at < 0 then '−' else '' end || '$'
	                                        || to_char(abs(g.at), 'FM999,999,990'))
	                               order by g.at)
	                      from (select distinct at
	                              from unnest(array[-p.depth, 0, p.top / 2, p.top]) at) g),
	           'bars', b.list,
	           'window', case when marked > 0 then jsonb_build_object(
	               'x', round(52 + (p.n - marked) * p.slot, 1),
	               'width', round(marked * p.slot, 1),
	               'text_x', round(52 + (p.n - marked) * p.slot, 1) + 8,
	               'word', window_word) end)
	  from place p
	 cross join bars b
$_$;

--
-- Name: chart_top(numeric); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.chart_top(most numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when most <= 0 then 0
	            else (select min(k * p) from unnest('{1,2,4,5,10}'::numeric[]) k
	                   where k * p >= most) end
	  from (select power(10::numeric, floor(log(greatest(most, 0.01)))) as p) x
$$;

--
-- Name: client_session_now(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.client_session_now(wanted text) RETURNS TABLE(order_id bigint, code text, token text, language text, face text)
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	return query
		select s.order_id, s.code, s.token, o.language,
		       case when (not t.is_open and o.state <> 'reviewed')
		                 or o.cancel_asked_at is not null then 'ended'
		            when o.state in ('ready', 'reviewed') then 'done'
		            when o.state = 'reading'
		                 and exists (select from connections k
		                              where k.order_id = o.id and k.state = 'reading') then 'read'
		            else 'open' end
		  from client_sessions s
		  join orders o on o.id = s.order_id
		  join order_states t on t.state = o.state
		 where s.code = wanted;
	perform set_config('app.sees_all', before, true);
end $$;

--
-- Name: csv_cell(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.csv_cell(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when c ~ '[",\r\n]' then '"' || replace(c, '"', '""') || '"' else c end
	  from (select case when t ~ '^[=+@\t\r-]' then '''' || t else coalesce(t, '') end as c) x
$$;

--
-- Name: day_off(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.day_off(d date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select coalesce((select h.name from holidays h where h.day_on = d),
	                case when extract(isodow from d) > 5 then 'a ' || to_char(d, 'FMDay') end)
$$;

--
-- Name: displays; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.displays (
    id bigint NOT NULL,
    office_id bigint NOT NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    order_id bigint,
    shown_at timestamp with time zone,
    code_at timestamp with time zone,
    touched_at timestamp with time zone,
    help_at timestamp with time zone,
    language text DEFAULT 'en'::text NOT NULL,
    is_large boolean DEFAULT false NOT NULL,
    seen_at timestamp with time zone,
    paired_at timestamp with time zone DEFAULT now() NOT NULL,
    paired_by bigint,
    removed_at timestamp with time zone,
    CONSTRAINT displays_name_check CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT displays_shown_whole CHECK (((order_id IS NULL) = (shown_at IS NULL))),
    CONSTRAINT displays_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: display_face(public.displays, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.display_face(d public.displays, state text, state_at timestamp with time zone, moved_at timestamp with time zone, url text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case
	       when d.removed_at is not null then 'removed'
	       when d.order_id is null then 'dark'
	       when state in ('ready', 'reviewed')
	            then case when state_at < now() - span(interval '20 seconds')
	                      then 'dark' else 'thanks' end
	       when greatest(d.shown_at, d.touched_at, d.code_at, moved_at)
	            < now() - span(interval '5 minutes') then 'dark'
	       when url is null then 'ended'
	       when state = 'waiting' or moved_at <= greatest(d.shown_at, d.code_at) then 'code'
	       else 'steps' end
$$;

--
-- Name: display_now(public.displays); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.display_now(d public.displays) RETURNS TABLE(face text, state text, is_bank boolean, url text, short text)
    LANGUAGE sql
    AS $$
	select display_face(d, o.state, o.state_at, o.moved_at, o.url), o.state, o.is_bank, o.url,
	       o.short
	  from (select d.order_id) w
	  left join lateral display_order(w.order_id) o on true
$$;

--
-- Name: display_order(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.display_order(wanted bigint) RETURNS TABLE(state text, state_at timestamp with time zone, is_bank boolean, url text, short text, moved_at timestamp with time zone)
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	return query
		select o.state, o.state_at, o.products = '{assets}',
		       case when s.is_open then o.share_url end, l.code,
		       greatest(o.state_at, max(t.at))
		  from orders o
		  join order_states s on s.state = o.state
		  left join short_links l on l.order_id = o.id
		  left join order_steps t on t.order_id = o.id
		 where o.id = wanted
		 group by o.id, s.is_open, l.code;
	perform set_config('app.sees_all', before, true);
end $$;

--
-- Name: due_after(timestamp with time zone, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.due_after(opened timestamp with time zone, days integer, OUT due_on date, OUT due_rule text) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $$
declare
	start_on date := opened::date;
	closes time := (select k.closes_at from calendar k);
	skipped text[];
begin
	if not is_working_day(start_on) or opened >= due_at(start_on) then
		start_on := working_days_after(start_on, 1);
	end if;
	due_on := working_days_after(start_on, days);
	select array_agg(n.name order by n.at) into skipped
	  from (select case when day_off(start_on + x) like 'a %day' then 'weekends'
	                    else day_off(start_on + x) end as name, min(x) as at
	          from generate_series(1, due_after.due_on - start_on) x
	         where day_off(start_on + x) is not null
	         group by 1) n;
	due_rule := case when start_on > opened::date
	                 then 'Opened ' || coalesce('on ' || day_off(opened::date),
	                      'after ' || to_char(closes, 'FMHH12 AM')) || ', so it counts from '
	                      || fmt_date(start_on) || '. ' else '' end
	            || case days when 0 then 'The same working day'
	                         when 1 then '1 working day'
	                         else days || ' working days' end
	            || case when days > 0 then ' after ' || fmt_date(start_on) else '' end
	            || coalesce(', skipping ' || fmt_list(skipped), '') || '.';
end $$;

--
-- Name: due_at(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.due_at(due_on date) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
	select (due_on + k.closes_at)::timestamptz from calendar k
$$;

--
-- Name: emergency_tell(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.emergency_tell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into emergency_uses (user_id, session_id, remote)
	select u.id, new.id, new.remote
	  from users u
	 where u.id = new.user_id and u.is_emergency;
	return null;
end $$;

--
-- Name: employer_query(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.employer_query(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select left(lower(regexp_replace(btrim(typed), '\s+', ' ', 'g')), 100)
$$;

--
-- Name: event_ends(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.event_ends(event_type text, status text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
	select coalesce(event_type in ('order-refresh-failed', 'order-finalized'), false)
	       or coalesce(status not in ('new', 'login', 'mfa', 'parse', 'base_parse', 'full_parse',
	                                  'pending', 'sent'), true)
$$;

--
-- Name: export_forget(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.export_forget(wanted bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
	delete from export_chunks c using exports e
	 where e.id = wanted and e.expires_at <= now() and c.export_id = e.id;
$$;

--
-- Name: export_picks(text, bigint[], boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.export_picks(wanted_list text, offices bigint[], sees_all boolean) RETURNS TABLE(value text, word text, place bigint)
    LANGUAGE sql STABLE
    AS $$
	select v.value, v.word, v.place
	  from (values ('cases', '', 'Open', 1), ('cases', 'closed', 'Closed', 2),
	               ('cases', 'all', 'Open and closed', 3), ('worklist', '', 'Everybody’s', 1),
	               ('worklist', 'mine', 'Mine', 2), ('worklist', 'pool', 'Nobody’s', 3),
	               ('orders', '', 'Open', 1), ('orders', 'all', 'Open and over', 2),
	               ('reviews', '', 'Open', 1), ('reviews', 'decided', 'Decided', 2),
	               ('people', '', 'All renewals', 1), ('dues', '', 'All due lists', 1))
	       v (list, value, word, place)
	 where v.list = wanted_list
	union all
	select s.state, s.word, 10 + s.rank from order_states s where wanted_list = 'orders'
	union all
	(select c.id::text, c.name, 1000000000 - c.id
	   from campaigns c
	  where wanted_list = 'people' and (c.office_ids && offices or sees_all)
	  order by c.id desc
	  limit 50)
	union all
	(select i.id::text, i.name || ', ' || fmt_day(i.confirmed_at), 1000000000 - i.id
	   from imports i
	  where wanted_list = 'dues' and i.kind = 'dues' and i.state = 'done'
	    and (i.office_id = any (offices) or sees_all)
	  order by i.id desc
	  limit 50)
$$;

--
-- Name: family_name(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.family_name(name text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select fold(regexp_replace(btrim(name), '^.*\s', ''))
$$;

--
-- Name: finds(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.finds(t text, words text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
	select coalesce(bool_and(position(fold(w) in fold(t)) > 0), true)
	  from regexp_split_to_table(words, '\s+') as w
	 where fold(w) <> ''
$$;

--
-- Name: fmt_account(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_account(type text, subtype text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select left(case when length(w.word) <= 3 then upper(w.word)
	                 else initcap(replace(w.word, '_', ' ')) end, 60)
	  from (select coalesce(nullif(subtype, ''), nullif(type, ''), 'account') as word) w
$$;

--
-- Name: fmt_age(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_age(t timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when s < 60 then s || ' s'
	            when s < 3600 then s / 60 || ' min'
	            when s < 86400 then s / 3600 || ' h'
	            when s < 172800 then '1 day'
	            else s / 86400 || ' days' end
	  from (select greatest(0, extract(epoch from now() - t))::bigint as s) x
$$;

--
-- Name: fmt_changes(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_changes(changes jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
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

--
-- Name: fmt_closing(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_closing() RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select to_char(k.closes_at, 'FMHH12 AM') from calendar k
$$;

--
-- Name: fmt_code(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_code(kind text, code text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when coalesce(btrim(code), '') = '' then null
	            else coalesce((select c.word from report_codes c
	                            where c.kind = fmt_code.kind and lower(c.code) = lower(btrim(
	                                  fmt_code.code))),
	                          left(code, 60)) end
$$;

--
-- Name: fmt_date(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_date(d date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select to_char(d, case when extract(year from d) = extract(year from current_date)
	                       then 'Dy, Mon FMDD' else 'Dy, Mon FMDD, YYYY' end)
$$;

--
-- Name: fmt_date(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_date(t timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select fmt_date(t::date)
$$;

--
-- Name: fmt_date_for(date, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_date_for(d date, lang text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select replace(replace(replace(f.form,
	               '{y}', extract(year from d)::text),
	               '{d}', extract(day from d)::text),
	               '{m}', f.months[extract(month from d)::integer])
	  from date_forms f
	 where f.language = lang
$$;

--
-- Name: fmt_day(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_day(d date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select to_char(d, case when extract(year from d) = extract(year from current_date)
	                       then 'Mon FMDD' else 'Mon FMDD, YYYY' end)
$$;

--
-- Name: fmt_day(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_day(t timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select fmt_day(t::date)
$$;

--
-- Name: fmt_days_left(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_days_left(d date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when d < current_date - 1  then (current_date - d) || ' days late'
	            when d = current_date - 1  then '1 day late'
	            when d = current_date      then 'Today'
	            when d = current_date + 1  then '1 day left'
	            else (d - current_date) || ' days left' end
$$;

--
-- Name: fmt_dollars(numeric); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_dollars(n numeric) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
	select case when n < 0 then '−' else '' end || '$' || to_char(abs(n),
		'FM999,999,999,990.00')
$_$;

--
-- Name: fmt_fields(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_fields(list jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
	select nullif(string_agg(left(replace(f #>> '{}', '_', ' '), 60), ', '), '')
	  from (select f from jsonb_path_query(list, '$[*]') f
	         where jsonb_typeof(f) = 'string' limit 20) x
$_$;

--
-- Name: fmt_given(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_given(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when coalesce(btrim(t), '') = '' then 'none'
	            when report_money(t) is null then 'given as “' || left(t, 40) || '”'
	            else fmt_money(report_money(t)) end
$$;

--
-- Name: fmt_given_day(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_given_day(t text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when coalesce(btrim(t), '') = '' then 'not given'
	            when report_day(t) is null then 'given as “' || left(t, 40) || '”'
	            else fmt_day(report_day(t)) end
$$;

--
-- Name: fmt_given_hours(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_given_hours(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
	select case when coalesce(btrim(t), '') = '' then 'none'
	            when t ~ '^ *-?\d{1,6}(\.\d{1,4}0*)? *$' then to_char(t::numeric, 'FM999990.00')
	            else 'given as “' || left(t, 40) || '”' end
$_$;

--
-- Name: fmt_iso(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_iso(t timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

--
-- Name: fmt_list(text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_list(words text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case cardinality(words)
	       when 0 then ''
	       when 1 then words[1]
	       else array_to_string(words[1:cardinality(words) - 1],
	       	', ') || ' and ' || words[cardinality(words)] end
$$;

--
-- Name: fmt_many(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_many(n bigint) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when n > 300 then '300+' else n::text end
$$;

--
-- Name: fmt_money(numeric); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_money(n numeric) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when n < 0 then '−' else '' end || to_char(abs(n), 'FM999,999,999,990.00')
$$;

--
-- Name: fmt_phone(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_phone(p text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
	select regexp_replace(p, '^\+1(\d{3})(\d{3})(\d{4})$', '(\1) \2-\3')
$_$;

--
-- Name: fmt_time(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_time(t timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$ select to_char(t,
	'FMHH12:MI AM') $$;

--
-- Name: fmt_url(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_url(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select coalesce(string_agg(case when c ~ '[A-Za-z0-9_.~-]' then c
	                                else regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')),
	                                                    '(..)', '%\1', 'g') end,
	                           '' order by n), '')
	  from regexp_split_to_table(t, '') with ordinality as s (c, n)
$$;

--
-- Name: fmt_when(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.fmt_when(t timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case t::date when current_date     then 'Today '
	                    when current_date - 1 then 'Yesterday '
	                    when current_date + 1 then 'Tomorrow '
	                    else fmt_day(t) || ', ' end || fmt_time(t)
$$;

--
-- Name: import_day(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_day(t text) RETURNS date
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
	p text[] := regexp_match(t, '^(\d{4})-(\d\d?)-(\d\d?)(?:[T ]0?0:00(?::00(?:\.0+)?)?)?$');
	first date;
begin
	if p is null then
		p := regexp_match(t, '^(\d\d?)[/-](\d\d?)[/-](\d{4})(?: 0?0:00(?::00)?)?$');
		p := array[p[3], p[1], p[2]];
	end if;
	if p[1] is null or p[1]::integer not between 1900 and 2200
	   or p[2]::integer not between 1 and 12 or p[3]::integer not between 1 and 31 then
		return null;
	end if;
	first := make_date(p[1]::integer, p[2]::integer, 1);
	return case when first + p[3]::integer - 1 < first + interval '1 month'
	            then first + p[3]::integer - 1 end;
end $_$;

--
-- Name: import_forget(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_forget(wanted bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
	delete from import_cells c using imports i
	 where i.id = wanted and c.client_key = i.client_key;
$$;

--
-- Name: import_guess(text, bigint, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_guess(wanted_kind text, office bigint, headings text[]) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	select coalesce(jsonb_object_agg(x.field, x.place), '{}')
	  from (select distinct on (f.field) f.field, h.place
	          from unnest(headings) with ordinality h (heading, place)
	          left join import_headings r on r.office_id = office and r.kind = wanted_kind
	                                     and r.heading = fold(h.heading)
	          join import_fields f on f.kind = wanted_kind
	           and case when r.heading is not null then f.field = r.field
	                    else fold(h.heading) = any (f.headings) end
	         order by f.field, r.heading is null, h.place) x
$$;

--
-- Name: import_lacks(text, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_lacks(wanted_kind text, mapping jsonb) RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
	select coalesce(array_agg(f.word order by f.place), '{}')
	  from import_fields f
	 where f.kind = wanted_kind and f.is_needed and not mapping ? f.field
$$;

--
-- Name: import_next(bigint, text, boolean, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_next(wanted bigint, step text, is_more boolean, last integer DEFAULT NULL::integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
	insert into jobs (kind, input, single)
	select 'imports/' || step || '-' || i.kind, jsonb_build_object('import_id', i.id),
	       'import:' || i.id
	  from imports i
	 where i.id = wanted and is_more
	on conflict do nothing;
	update imports i
	   set state = case when is_more then i.state when step = 'match' then 'ready' else 'done' end,
	       matched_row = coalesce(last, i.matched_row),
	       ended_at = case when step = 'run' and not is_more then now() else i.ended_at end
	 where i.id = wanted;
end $$;

--
-- Name: import_period(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_period(t text) RETURNS date
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
	p text[] := regexp_match(t, '^(\d{4})-(\d\d?)$');
	month integer;
begin
	if p is null then
		p := regexp_match(t, '^(\d\d?)[/-](\d{4})$');
		p := array[p[2], p[1]];
	end if;
	month := p[2]::integer;
	if p[1] is null then
		p := regexp_match(t, '^([A-Za-z]{3,9})\.?,? (\d{4})$');
		month := array_position(string_to_array(
			'jan feb mar apr may jun jul aug sep oct nov dec', ' '), left(lower(p[1]), 3));
		p := array[p[2]];
	end if;
	if p[1] is null then
		return date_trunc('month', import_day(t))::date;
	end if;
	return case when month between 1 and 12 and p[1]::integer between 2000 and 2200
	            then make_date(p[1]::integer, month, 1) end;
end $_$;

--
-- Name: import_phone(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_phone(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
	select '+1' || (regexp_match(regexp_replace(t, '[ ().+/-]', '', 'g'),
	                             '^1?([2-9]\d\d[2-9]\d{6})$'))[1]
$_$;

--
-- Name: import_programs(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_programs(t text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when count(*) = count(p.code) then string_agg(distinct p.code, ',') end
	  from regexp_split_to_table(t, '\s*[,;/+&]\s*|\s+and\s+') w
	  left join programs p on lower(w) in (lower(p.code), lower(p.name))
$$;

--
-- Name: import_value(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.import_value(wanted text, t text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $_$
declare
	day date;
begin
	case wanted
	when 'reference' then return case when t ~ '^[A-Za-z0-9-]{3,32}$' then t end;
	when 'name' then
		return case when length(t) <= 50 and t ~ '^[^=+@[:cntrl:]-][^[:cntrl:]]*$' then t end;
	when 'text' then
		return case when length(t) <= 100 and t ~ '^[^=+@[:cntrl:]-][^[:cntrl:]]*$' then t end;
	when 'past_day' then
		day := import_day(t);
		return case when day <= current_date and day > '1900-01-01' then day::text end;
	when 'due_day' then
		day := import_day(t);
		return case when abs(day - current_date) <= 730 then day::text end;
	when 'period' then return import_period(t)::text;
	when 'phone' then return import_phone(t);
	when 'email' then
		return case when length(t) <= 254
		                 and t ~ '^[^=+@\s,;"<>-][^@\s,;"<>]*@[^@\s,;"<>]+\.[^@\s,;"<>]+$'
		            then t end;
	when 'digits4' then return case when t ~ '^\d{4}$' then t end;
	when 'programs' then return import_programs(t);
	else return (select w.value from import_words w where w.form = wanted and w.word = fold(t));
	end case;
end $_$;

--
-- Name: is_look(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_look(action text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
	select action in ('case.view', 'order.view', 'order.events', 'order.compare',
		'order.show_code', 'order.print', 'report.view', 'report.paper', 'review.view',
		'review.compare', 'review.assets', 'review.hours', 'income.view', 'income.note',
		'income.print', 'member.view', 'task.view', 'call.view')
$$;

--
-- Name: is_working_day(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_working_day(d date) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
begin
	return extract(isodow from d) < 6 and not exists (select from holidays h where h.day_on = d);
end $$;

--
-- Name: lease(interval); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.lease(i interval) RETURNS interval
    LANGUAGE sql STABLE
    AS $$
	select i / coalesce(nullif(current_setting('app.lease_scale', true), '')::double precision,
		1)
$$;

--
-- Name: link_shorten(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.link_shorten() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into short_links (code, order_id) values (short_code(), new.id)
	on conflict do nothing;
	return null;
end $$;

--
-- Name: link_target(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.link_target(wanted text) RETURNS json
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	url json;
begin
	perform set_config('app.sees_all', 'true', true);
	url := (select unseal('orders.share_url:' || o.id, o.share_url)
	          from short_links l
	          join orders o on o.id = l.order_id
	          join order_states s on s.state = o.state and s.is_open
	         where l.code = wanted);
	perform set_config('app.sees_all', before, true);
	return url;
end $$;

--
-- Name: link_url(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.link_url(wanted text) RETURNS text
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	url text;
begin
	perform set_config('app.sees_all', 'true', true);
	url := (select o.share_url
	          from short_links l
	          join orders o on o.id = l.order_id
	          join order_states s on s.state = o.state and s.is_open
	         where l.code = wanted);
	perform set_config('app.sees_all', before, true);
	return url;
end $$;

--
-- Name: main_provider(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.main_provider() RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select provider from providers order by place limit 1
$$;

--
-- Name: may_succeed(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.may_succeed(o public.orders) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select o.refresh_of_id is null and o.intent not in ('sending', 'uncertain')
	       and exists (select from causes z where z.cause = o.cause and z.action = 'other_source')
	       and not exists (select from orders r where r.replaces_id = o.id)
	       and exists (select from cases c where c.id = o.case_id and c.closed_at is null)
$$;

--
-- Name: members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.members (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    "position" integer NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    native_name text,
    relation text NOT NULL,
    born_on date NOT NULL,
    language text DEFAULT 'en'::text NOT NULL,
    phone text,
    email text,
    ssn_last4 text,
    has_income boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    first_key text GENERATED ALWAYS AS (public.fold(first_name)) STORED,
    last_key text GENERATED ALWAYS AS (public.fold(last_name)) STORED,
    native_key text GENERATED ALWAYS AS (public.fold(native_name)) STORED,
    ssn_sealed text,
    ssn_index text,
    reference text,
    CONSTRAINT members_born_on_check CHECK ((born_on > '1900-01-01'::date)),
    CONSTRAINT members_email_check CHECK (((email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT members_first_name_check CHECK (((length(first_name) >= 1) AND (length(first_name) <= 50))),
    CONSTRAINT members_last_name_check CHECK (((length(last_name) >= 1) AND (length(last_name) <= 50))),
    CONSTRAINT members_native_name_check CHECK ((length(native_name) <= 100)),
    CONSTRAINT members_phone_check CHECK ((phone ~ '^\+1\d{10}$'::text)),
    CONSTRAINT members_position_check CHECK ((("position" >= 1) AND ("position" <= 40))),
    CONSTRAINT members_reference_check CHECK ((reference ~ '^[A-Za-z][A-Za-z0-9._-]{0,63}$'::text)),
    CONSTRAINT members_relation_check CHECK ((relation = ANY (ARRAY['applicant'::text, 'co_borrower'::text, 'spouse'::text, 'partner'::text, 'child'::text, 'parent'::text, 'sibling'::text, 'other'::text]))),
    CONSTRAINT members_ssn_index_check CHECK ((ssn_index ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT members_ssn_last4_check CHECK ((ssn_last4 ~ '^\d{4}$'::text))
);

ALTER TABLE ONLY public.members FORCE ROW LEVEL SECURITY;

--
-- Name: member_age(public.members); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.member_age(m public.members) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
	select extract(year from age(current_date, m.born_on))::integer
$$;

--
-- Name: member_handle(public.members); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.member_handle(m public.members) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select coalesce(m.reference, m.position::text)
$$;

--
-- Name: member_name(public.members); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.member_name(m public.members) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select coalesce(m.native_name, m.first_name || ' ' || m.last_name)
$$;

--
-- Name: message_add(bigint, text, text, text, bigint, timestamp with time zone, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_add(order_id bigint, channel text, kind text, client_key text, asked_by bigint DEFAULT NULL::bigint, send_at timestamp with time zone DEFAULT now(), is_awaited boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql
    AS $_$
declare
	made bigint;
begin
	for i in 1 .. 5 loop
		begin
			insert into messages (order_id, case_id, member_id, channel, kind, client_key, code,
			                      address, language, asked_by, send_at, is_awaited)
			select o.id, o.case_id, o.member_id, $2, $3, $4, message_code(),
			       case $2 when 'email' then o.email else o.phone end, o.language, $5, $6, $7
			  from orders o
			 where o.id = $1 and case $2 when 'email' then o.email else o.phone end is not null
			on conflict on constraint messages_client_key_key do nothing
			returning id into made;
			exit;
		exception when unique_violation then
			null;                               -- the code was taken: draw another
		end;
	end loop;
	if made is null then
		select m.id into made from messages m where m.client_key = $4 and m.order_id = $1;
		return made;
	end if;
	insert into jobs (kind, input, single, run_at)
	values ('messages/send', jsonb_build_object('message_id', made), 'message:' || made, $6);
	return made;
end $_$;

--
-- Name: message_backlog(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_backlog(wanted text, OUT waiting bigint, OUT unknown bigint) RETURNS record
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	select count(*) filter (where m.state in ('queued', 'sending', 'uncertain')
	                          and m.send_at <= now()),
	       count(*) filter (where m.state = 'needs_review')
	  into waiting, unknown
	  from messages m
	 where m.channel = wanted and m.state in ('queued', 'sending', 'uncertain', 'needs_review');
	perform set_config('app.sees_all', before, true);
end $$;

--
-- Name: messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.messages (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint NOT NULL,
    channel text NOT NULL,
    kind text NOT NULL,
    client_key text NOT NULL,
    code text NOT NULL,
    address text NOT NULL,
    language text NOT NULL,
    asked_by bigint,
    is_awaited boolean DEFAULT false NOT NULL,
    send_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer,
    subject text,
    body text,
    state text DEFAULT 'queued'::text NOT NULL,
    cause text,
    provider_id text,
    state_at timestamp with time zone DEFAULT now() NOT NULL,
    looks integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT messages_cause_fits CHECK (((state = ANY (ARRAY['failed'::text, 'needs_review'::text, 'canceled'::text])) = (cause IS NOT NULL))),
    CONSTRAINT messages_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
    CONSTRAINT messages_client_key_check CHECK (((length(client_key) >= 8) AND (length(client_key) <= 160))),
    CONSTRAINT messages_code_check CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'::text)),
    CONSTRAINT messages_sent_has_text CHECK (((state = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text, 'canceled'::text])) OR (body IS NOT NULL))),
    CONSTRAINT messages_subject_fits CHECK (((subject IS NULL) OR (channel = 'email'::text))),
    CONSTRAINT messages_text_whole CHECK (((version IS NULL) = (body IS NULL)))
);

ALTER TABLE ONLY public.messages FORCE ROW LEVEL SECURITY;

--
-- Name: message_barrier(public.messages); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_barrier(m public.messages) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when o.state in ('ready', 'reviewed') then 'ready'
	            when not s.is_open or o.cancel_asked_at is not null or o.share_url is null
	                 or o.expires_at <= now() then 'order_over'
	            when c.closed_at is not null then 'case_closed'
	            when m.asked_by is null and o.delivery <> 'agency' then 'changed'
	            when m.channel = 'sms' and exists (
	                 select from message_stops t
	                  where t.phone = m.address and t.started_at is null) then 'stopped'
	            when not m.is_awaited
	                 and quiet_until(m.channel, now(), z.zone) is not null then 'quiet' end
	  from orders o
	  join order_states s on s.state = o.state
	  join cases c on c.id = o.case_id
	  join offices f on f.id = c.office_id
	 cross join lateral (select coalesce(f.zone, current_setting('TimeZone')) as zone) z
	 where o.id = m.order_id
$$;

--
-- Name: message_code(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_code() RETURNS text
    LANGUAGE sql
    AS $$
	select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(b, i) % 32 + 1, 1), '')
	  from (select uuid_send(gen_random_uuid()) as b offset 0) r,
	       unnest('{0,1,2,3,4,5,10,11}'::integer[]) as i
$$;

--
-- Name: message_code_meant(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_code_meant(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select translate(upper(regexp_replace(typed, '[^A-Za-z0-9]', '', 'g')), 'OILU', '011V')
$$;

--
-- Name: message_guessed_out(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_guessed_out(asker text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select count(*) filter (where g.who = asker) >= 20 or count(*) >= 1000
	  from message_guesses g
	 where g.at > now() - span(interval '15 minutes')
$$;

--
-- Name: message_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	if new.state is distinct from old.state then
		if not exists (select from message_moves where was = old.state and now = new.state) then
			raise exception using errcode = 'check_violation', constraint = 'messages_move',
				message = format('a message cannot move from %s to %s', old.state, new.state);
		end if;
		new.state_at := now();
	end if;
	if new.client_key <> old.client_key or new.code <> old.code or new.address <> old.address
	   or new.order_id <> old.order_id
	   or (old.body <> new.body and (seal_key(new.body) is null
	                                 or seal_key(new.body) is not distinct from seal_key(old.body)))
	then
		raise exception using errcode = 'check_violation', constraint = 'messages_identity',
			message = 'a message keeps its address and its text';
	end if;
	return new;
end $$;

--
-- Name: message_moved(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_moved() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
	what text := case when new.kind like 'reminder%' then 'reminder' else 'link' end
		|| case new.channel when 'email' then ' by e-mail' else ' by text' end;
	why text;
	needs_person boolean;
begin
	select c.meaning, not c.is_stop into why, needs_person
	  from message_causes c
	 where c.cause = new.cause;
	needs_person := coalesce(needs_person, false);
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select new.case_id, new.member_id, new.order_id,
	       'message:' || new.id || ':' || new.state || ':'
	       || (select count(*) from message_attempts a where a.message_id = new.id),
	       s.icon, member_name(m) || ': ' || what || w.words || coalesce('. ' || why, ''),
	       coalesce((select u.name from users u where u.id = new.asked_by), 'Verify'), needs_person
	  from members m
	  join message_states s on s.state = new.state
	  join (values ('sent', ' sent'), ('delivered', ' delivered'), ('failed', ' not delivered'),
	               ('uncertain', ': we are finding out whether it was sent'),
	               ('needs_review', ': nobody can tell whether it arrived'),
	               ('canceled', ' not sent')) w (state, words) on w.state = new.state
	 where m.id = new.member_id
	on conflict do nothing;
	if new.state = 'uncertain' then
		insert into jobs (kind, input, single, run_at)
		values ('messages/look', jsonb_build_object('message_id', new.id), 'look:' || new.id,
		        now() + span(interval '2 seconds'))
		on conflict do nothing;
	end if;
	if needs_person and exists (
		select from cases c where c.id = new.case_id and c.closed_at is null) then
		perform task_open('message_failed', new.case_id, why, order_id => new.order_id,
			member_id => new.member_id, message_id => new.id);
	end if;
	-- What went out makes up for what did not before.
	if new.state in ('sent', 'delivered', 'queued') then
		perform task_close('message_failed', task_subject(m.case_id, message_id => m.id),
			case new.state when 'queued' then 'It is sent again.'
			               else 'The ' || what || ' went out.' end)
		   from messages m
		  where m.order_id = new.order_id and m.id <= new.id;
	end if;
	return null;
end $$;

--
-- Name: message_of_code(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_of_code(typed text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found_id bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found_id := (select m.id from messages m
	              where m.code = message_code_meant(typed) and m.body is not null);
	perform set_config('app.sees_all', before, true);
	perform set_config('app.subject', coalesce('message:' || found_id, ''), true);
	return found_id;
end $$;

--
-- Name: message_order_over(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.message_order_over() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform task_close('message_failed', task_subject(m.case_id, message_id => m.id),
		'The order went on without it.')
	   from messages m
	  where m.order_id = new.id;
	return null;
end $$;

--
-- Name: milestone_plan(bigint, bigint, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.milestone_plan(the_case bigint, the_milestone bigint, the_period text) RETURNS TABLE(member_id bigint, products text[], delivery text, language text, email text, phone text, known_id bigint, became text)
    LANGUAGE sql STABLE
    AS $$
	select m.id, x.products,
	       case when coalesce(m.email, m.phone) is null then 'link' else s.delivery end,
	       m.language, m.email, m.phone, coalesce(mine.id, other.id),
	       case when mine.id is not null then 'again' when other.id is not null then 'open'
	            else 'made' end
	  from milestones s
	  join members m on m.case_id = the_case and m.has_income
	 cross join lateral (
	       select array_agg(distinct p order by p) as products
	         from milestone_wants w
	        cross join unnest(w.products) p
	        where w.milestone_id = s.id
	          and (w.who = 'everyone' or (w.who = 'applicant') = (m.relation = 'applicant'))) x
	  left join orders mine on mine.milestone_id = s.id and mine.member_id = m.id
	                       and mine.milestone_period = the_period
	  left join lateral (
	       select max(o.id) as id
	         from orders o
	         join order_states t on t.state = o.state and t.is_open
	        where o.member_id = m.id and o.products && x.products) other on true
	 where s.id = the_milestone and x.products is not null
	 order by m.position
$$;

--
-- Name: name_words_keep(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.name_words_keep(names text) RETURNS void
    LANGUAGE sql
    AS $$
	insert into name_words (word)
	select distinct w from regexp_split_to_table(btrim(names), ' ') w where length(w) > 2
	on conflict do nothing
$$;

--
-- Name: name_words_like(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.name_words_like(typed text) RETURNS TABLE(word text, likeness real)
    LANGUAGE sql STABLE
    AS $$
	select n.word, similarity(n.word, typed)
	  from name_words n
	 where n.word % typed and similarity(n.word, typed) >= 0.4
	 order by 2 desc, 1
	 limit 6
$$;

--
-- Name: names_resemble(text, text[], text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.names_resemble(names text, typed text[], leader text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
	select not exists (
	       select
	         from unnest(typed) t (word)
	        where t.word <> leader
	          and not exists (select
	                            from regexp_split_to_table(btrim(names), ' ') n (word)
	                           where similarity(n.word, t.word) >= 0.4
	                              or starts_with(n.word, t.word)))
$$;

--
-- Name: network_of(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.network_of(remote text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
	return network(set_masklen(remote::inet,
	                           case family(remote::inet) when 4 then 24 else 56 end))::text;
exception when others then
	return remote;
end $$;

--
-- Name: new_order_number(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.new_order_number() RETURNS text
    LANGUAGE sql
    AS $$
	select 'LC-' || substr(h, 1, 5) || '-' || substr(h, 6, 5) || '-' || substr(h, 11, 5) || '-'
	       || substr(h, 16, 5)
	  from (select upper(encode(sha256(uuid_send(gen_random_uuid())), 'hex')) as h) x
$$;

--
-- Name: newest_report(bigint, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.newest_report(wanted bigint, kind text) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
	select max(r.id)
	  from reports r
	 where r.order_id = wanted and r.body is not null and r.same_as is null
	   and report_kind(r.product) = kind
$$;

--
-- Name: next_source(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.next_source(o public.orders, OUT provider text, OUT word text, OUT starts boolean, OUT needs_consent boolean, OUT has_consent boolean) RETURNS SETOF record
    LANGUAGE sql STABLE
    AS $$
	select v.provider, v.word, n.starts, n.needs_consent,
	       exists (select from consents c
	                where c.member_id = o.member_id and c.provider = v.provider
	                  and c.ended_at is null)
	  from (select s.provider, min(s.place) as place, bool_and(s.way = 'start') as starts,
	               bool_or(p.needs_consent) as needs_consent
	          from case_programs cp
	          join programs p on p.id = cp.program_id
	          join program_sources s on s.program_id = p.id and s.way <> 'never'
	          join program_sources own on own.program_id = p.id and own.provider = o.provider
	                                  and own.place < s.place
	         where cp.case_id = o.case_id
	         group by s.provider) n
	  join providers v on v.provider = n.provider
	 where exists (select from provider_methods m
	                where m.provider = v.provider and m.products && o.products)
	 order by n.place, v.place
	 limit 1
$$;

--
-- Name: nth_day(integer, integer, integer, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.nth_day(year integer, month integer, weekday integer, n integer) RETURNS date
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when n > 0
	            then f + (weekday - extract(isodow from f)::integer + 7) % 7 + 7 * (n - 1)
	            else l - (extract(isodow from l)::integer - weekday + 7) % 7 end
	  from (select make_date(year, month, 1) as f,
	               (make_date(year, month, 1) + interval '1 month - 1 day')::date as l) m
$$;

--
-- Name: observed(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.observed(d date) RETURNS date
    LANGUAGE sql IMMUTABLE
    AS $$
	select d + case extract(isodow from d) when 6 then -1 when 7 then 1 else 0 end
$$;

--
-- Name: office_keep(bigint, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.office_keep(which bigint, called text, number text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
declare
	kept bigint := which;
begin
	if which is null then
		insert into offices (name, phone) values (called, number) returning id into kept;
	else
		update offices set name = called, phone = number where id = which;
	end if;
	perform set_config('app.subject', 'office:' || kept, true);
	return kept;
end $$;

--
-- Name: open_rows(text[], bigint, bigint[], boolean, boolean, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.open_rows(states text[], asker bigint, offices bigint[], sees_all boolean, once boolean, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 60
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
	return query
	select x.id
	  from unnest(case when sees_all then '{0}' else offices end) f (id)
	 cross join unnest(states) s (state)
	 cross join lateral (
	       select w.id, w.case_due, w.rank, w.since
	         from work w
	        where (sees_all or w.office_id = f.id) and w.state = s.state
	          and (asker is null or w.worker_id is null or w.worker_id = asker)
	          and exists (select from cases c where c.id = w.case_id)
	          and not (once and exists (
	                   select from work e
	                    where e.case_id = w.case_id and e.state = any (states)
	                      and (asker is null or e.worker_id is null or e.worker_id = asker)
	                      and (e.case_due, e.rank, e.since, e.id)
	                          < (w.case_due, w.rank, w.since, w.id)))
	        order by w.case_due, w.rank, w.since, w.id
	        limit most) x
	 order by x.case_due, x.rank, x.since, x.id
	 limit most;
end $$;

--
-- Name: opening_told(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.opening_told() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into lookups (kind, user_id, case_id, office_id, opening_id)
	values ('restricted', new.user_id, new.case_id, new.office_id, new.id);
	insert into timeline (case_id, key, icon, sentence, teller)
	select new.case_id, 'opening:' || new.id, 'lock_open',
	       u.name || ' opened this restricted case until ' || fmt_time(new.until_at), u.name
	  from users u
	 where u.id = new.user_id;
	return null;
end $$;

--
-- Name: order_address(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_address(o public.orders) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select o.upstream_id || case when o.method = 'session'
	       then '/' || o.order_number || '/' || coalesce((
	            select string_agg(h.upstream_id, ',' order by h.made_at, h.upstream_id)
	              from (select x.upstream_id, x.made_at
	                      from session_hints x
	                     where x.order_id = o.id
	                     order by x.made_at
	                     limit 20) h), '') else '' end
$$;

--
-- Name: order_asset_report(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_asset_report(wanted bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	select jsonb_build_object('days_requested', a.days_requested,
	                          'large_amount', (a.large_cents / 100.0)::numeric(14, 2)::text)
	  from case_programs cp
	  join asset_reports a on a.program_id = cp.program_id
	 where cp.case_id = wanted
	 order by a.days_requested desc
	 limit 1
$$;

--
-- Name: order_delivers(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_delivers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform message_add(new.id, channel, 'link', 'order:' || new.id || ':link:' || channel)
	   from unnest('{email,sms}'::text[]) as channel;
	return null;
end $$;

--
-- Name: order_hold(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_hold(wanted bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when bool_or(r.held_at is not null and r.decision is null) then 'identity'
	            when max(r.id) filter (where r.decision = 'rejected')
	                 > coalesce(max(r.id)
	                            filter (where jsonb_array_length(r.body -> 'links') > 0), 0)
	            then 'wrong_person' end
	  from reports r
	 where r.order_id = wanted
$$;

--
-- Name: order_known(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_known() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	with early as (
		update webhook_events e
		   set state = 'applied', applied_at = now()
		 where e.state in ('parked', 'orphan')
		   and (e.order_upstream_id = new.upstream_id or e.order_number = new.order_number
		        or (e.order_upstream_id is null and e.upstream_user_id = new.upstream_user_id))
		returning e.event_type, e.status
	)
	insert into jobs (kind, input, single)
	select 'orders/refetch', jsonb_build_object('order_id', new.id), 'refetch:' || new.id
	 where exists (select
	                 from early e
	                where new.refresh_of_id is null or event_ends(e.event_type, e.status))
	on conflict do nothing;
	return null;
end $$;

--
-- Name: order_last_sent(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_last_sent(o public.orders) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
	select greatest(
	       (select max(m.created_at) from messages m
	         where m.order_id = o.id and m.state not in ('failed', 'canceled')),
	       (select max(r.asked_at) from resends r
	         where r.order_id = o.id and 'truv' = any (r.ways)),
	       (select t.at from order_steps t
	         where t.order_id = o.id and t.step = 'sent' and o.delivery = 'truv'))
$$;

--
-- Name: order_loan(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_loan(wanted bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	select jsonb_strip_nulls(jsonb_build_object(
	       'loan_number', l.number, 'application_number', l.application_number,
	       'originator_name', l.originator_name, 'originator_email', l.originator_email,
	       'processor_name', l.processor_name, 'processor_email', l.processor_email,
	       'reference', c.reference,
	       'loan_type', l.loan_type,
	       'sales_price', (l.sales_price_cents / 100.0)::numeric(14, 2)::text))
	  from loans l
	  join cases c on c.id = l.case_id
	 where l.case_id = wanted
$$;

--
-- Name: order_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	if new.state is distinct from old.state then
		if not exists (select from order_moves where was = old.state
			and now = new.state) then
			raise exception using errcode = 'check_violation',
				constraint = 'orders_move',
				message = format('an order cannot move from %s to %s', old.state,
					new.state);
		end if;
		new.state_at := now();
	end if;
	if new.order_number <> old.order_number or new.client_key <> old.client_key
	   or new.member_id <> old.member_id or new.case_id <> old.case_id then
		raise exception using errcode = 'check_violation', constraint = 'orders_identity',
			message = 'an order keeps its identity';
	end if;
	return new;
end $$;

--
-- Name: order_next(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_next(o public.orders) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case o.state
	       when 'sending'    then 'Goes out within seconds'
	       when 'checking'   then 'We find out by ourselves. Do not send it again'
	       when 'needs_fix'  then 'Nothing until fixed'
	       when 'needs_you'  then 'Waits for you'
	       when 'ready'      then 'Waits for review'
	       when 'connecting' then 'Nothing needed'
	       when 'reading'    then 'Ready 1 to 5 min after sign-in'
	       when 'waiting'    then
	            case when o.delivery = 'in_person'
	                 then 'Nothing. Show the code when the client comes'
	                 when o.delivery = 'link' then 'Nothing. Give the client the link'
	                 when order_reminder_at(o) is not null
	                 then 'Reminder ' || fmt_when(order_reminder_at(o))
	                 when o.expires_at is not null then 'Link ends ' || fmt_day(o.expires_at)
	                 else 'Nothing is planned' end
	       else 'Nothing, it is over' end
$$;

--
-- Name: order_purpose(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_purpose(for_case bigint, OUT purpose text, OUT use_case text) RETURNS record
    LANGUAGE sql STABLE
    AS $$
	select coalesce(p.permissible_purpose, v.purpose), coalesce(p.use_case, v.use_case)
	  from (select 1) one
	  left join lateral (
	       select x.permissible_purpose, x.use_case, x.kind
	         from case_programs cp
	         join programs x on x.id = cp.program_id
	        where cp.case_id = for_case
	        order by cp.due_on, x.id
	        limit 1) p on true
	  join vocabulary v on v.kind = coalesce(p.kind, 'benefit')
$$;

--
-- Name: order_reminder_at(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_reminder_at(o public.orders) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
	select min(o.created_at + (o.expires_at - o.created_at) * n / 4)
	  from generate_series(1, 3) as n
	 where o.created_at + (o.expires_at - o.created_at) * n / 4 > now()
$$;

--
-- Name: order_reminders(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_reminders(wanted bigint) RETURNS TABLE(kind text, at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
	select r.kind, r.at
	  from orders o
	 cross join lateral reminder_days(o.case_id, coalesce(
	       (select min(m.created_at) from messages m where m.order_id = o.id and m.kind = 'link'),
	       (select t.at from order_steps t where t.order_id = o.id and t.step = 'sent'),
	       o.created_at), o.expires_at) r
	 where o.id = wanted and o.delivery = 'agency'
	 order by r.at
$$;

--
-- Name: order_resend(bigint, bigint, text, text, text[], boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_resend(wanted bigint, asker bigint, why text, key text, chosen text[] DEFAULT NULL::text[], is_awaited boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql
    AS $$
declare
	o orders;
	going text[];
	teller text;
begin
	perform from orders x where x.id = wanted for update;
	-- Read after the lock was got, so that what others did meanwhile is seen.
	o := (select x from orders x where x.id = wanted);
	if o.id is null then
		return null;
	elsif exists (select from resends r where r.client_key = key) then
		return 'again';
	elsif o.share_url is null or o.state in ('ready', 'reviewed') or o.cancel_asked_at is not null
	      or o.expires_at <= now()
	      or not exists (select from order_states s where s.state = o.state and s.is_open)
	      or exists (select from cases c where c.id = o.case_id and c.closed_at is not null) then
		return 'over';
	end if;
	going := case when o.delivery = 'truv' then '{truv}'::text[] else array(
		select w.way
		  from (values ('email', o.email), ('sms', o.phone)) w (way, address)
		 where w.address is not null and (chosen is null or w.way = any (chosen))) end;
	if going = '{}' then
		return 'no_way';
	elsif exists (select from message_stops t
	               where t.phone = o.phone and t.started_at is null) then
		going := array_remove(going, 'sms');
	end if;
	if going = '{}' then
		return 'stopped';
	elsif why is null and order_last_sent(o) > now() - span(interval '1 hour') then
		return 'guarded';
	end if;
	insert into resends (order_id, ways, reason, client_key, asked_by)
	values (o.id, going, why, key, asker);
	perform message_add(o.id, way, 'resend', key || ':' || way, asker, now(), is_awaited)
	   from unnest(array_remove(going, 'truv')) as way;
	if 'truv' = any (going) then
		insert into jobs (kind, input, single)
		values ('orders/remind', jsonb_build_object('order_id', o.id), 'remind:' || o.id)
		on conflict do nothing;
	end if;
	teller := (select u.name from users u where u.id = asker);
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select o.case_id, o.member_id, o.id, 'resend:' || key, 'send',
	       left(member_name(m) || case when 'truv' = any (going)
	                                   then ': Truv is asked to send the link again'
	                                   else ': link sent again by ' || array_to_string(array(
	                                        select case w when 'sms' then 'text' else 'e-mail' end
	                                          from unnest(going) w order by w), ' and ') end
	            || coalesce('. ' || why, ''), 400), coalesce(teller, 'Verify')
	  from members m
	 where m.id = o.member_id
	on conflict do nothing;
	return case when 'truv' = any (going) then 'requested' else 'sent' end;
end $$;

--
-- Name: order_send_refusal(public.orders, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_send_refusal(o public.orders, reason text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when o.state not in ('waiting', 'connecting', 'needs_you')
	            then 'Nothing to send: ' || lower(s.word)
	            when o.share_url is null or o.expires_at <= now() then 'There is no link that works'
	            when o.cancel_asked_at is not null then 'It is being canceled'
	            when o.email is null and o.phone is null
	            then 'There is no e-mail address and no phone number'
	            when o.email is null and exists (
	                 select from message_stops t
	                  where t.phone = o.phone and t.started_at is null)
	            then 'The client texted STOP'
	            when coalesce(reason, '') = '' and exists (
	                 select from messages m
	                  where m.order_id = o.id and m.created_at > now() - span(interval '1 hour'))
	            then 'Was written to within the hour and needs a reason' end
	  from order_states s
	 where s.state = o.state
$$;

--
-- Name: order_succession(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_succession() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into jobs (kind, input, single)
	select 'orders/succession', jsonb_build_object('order_id', new.id), 'succession:' || new.id
	 where may_succeed(new) and exists (select from next_source(new) n where n.starts)
	on conflict do nothing;
	return null;
end $$;

--
-- Name: order_teller(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_teller(wanted bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select p.word from orders o join providers p on p.provider = o.provider where o.id = wanted
$$;

--
-- Name: order_url(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_url(o public.orders) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	select coalesce(unseal('orders.short_share_url:' || o.id, o.short_share_url),
	                unseal('orders.share_url:' || o.id, o.share_url))
$$;

--
-- Name: own_report(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.own_report(wanted bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	select r.body || jsonb_build_object('links', (
	       select coalesce(jsonb_agg(l.body order by l.place), '[]')
	         from report_links(r.id) l))
	  from (select wanted as id offset 0) w
	  join reports r on r.id = w.id
	 where r.body is not null
$$;

--
-- Name: people_index_keep(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.people_index_keep() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
	insert into people_index (member_id, case_id, office_id, names, sounds, phone, ssn_last4)
	select new.id, c.id, c.office_id, w.words, search_sounds(w.words), new.phone, new.ssn_last4
	  from cases c,
	       search_words(concat_ws(' ', new.native_name, new.first_name, new.last_name)) w (words)
	 where c.id = new.case_id
	on conflict (member_id) do update
	   set case_id = excluded.case_id, office_id = excluded.office_id, names = excluded.names,
	       sounds = excluded.sounds, phone = excluded.phone, ssn_last4 = excluded.ssn_last4;
	perform name_words_keep(search_words(concat_ws(' ', new.native_name, new.first_name,
	                                               new.last_name)));
	return null;
end $$;

--
-- Name: people_index_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.people_index_move() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
	update people_index set office_id = new.office_id where case_id = new.id;
	return null;
end $$;

--
-- Name: pool_share(bigint[], integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pool_share(offices bigint[], most integer) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
	next bigint;
	whose bigint;
	given integer := 0;
begin
	perform pg_advisory_xact_lock(hashtextextended('pool_share', 0));
	perform set_config('app.sharing', 'on', true);
	for next in
		select c.id from cases c
		 where c.office_id = any (offices) and c.worker_id is null and c.closed_at is null
		   and not c.is_restricted
		 order by (select min(p.due_on) from case_programs p where p.case_id = c.id), c.id
		 limit most
	loop
		whose := worker_next(next);
		update cases c set worker_id = whose
		 where c.id = next and c.worker_id is null and whose is not null;
		given := given + (found)::integer;
	end loop;
	perform set_config('app.sharing', '', true);
	return given;
end $$;

--
-- Name: program_due(bigint, date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.program_due(program_id bigint, requested_on date, OUT due_on date, OUT due_rule text) RETURNS record
    LANGUAGE sql STABLE
    AS $$
	select m.moved,
	       p.due_days || ' days from the request on ' || fmt_day(requested_on)
	       || case when m.moved = m.raw then '.'
	               else ' is ' || day_off(m.raw) || ', so the '
	                    || case p.due_shift when 'next' then 'next working day.'
	                                        else 'working day before.' end end
	  from programs p,
	       lateral (select requested_on + p.due_days as raw) r,
	       lateral (select r.raw, case p.due_shift when 'next' then working_day(r.raw)
	                       else greatest(working_day_before(r.raw), requested_on) end as moved) m
	 where p.id = program_id
$$;

--
-- Name: program_reminds(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.program_reminds() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into program_reminders (program_id, kind, days, is_before_end) values
		(new.id, 'reminder_first', 3, false), (new.id, 'reminder_second', 10, false),
		(new.id, 'reminder_last', 3, true)
	on conflict do nothing;
	return null;
end $$;

--
-- Name: program_said(bigint, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.program_said(case_id bigint, lang text) RETURNS text
    LANGUAGE sql STABLE
    AS $_$
	select coalesce(w.word, p.name)
	  from case_programs cp
	  join programs p on p.id = cp.program_id
	  left join program_words w on w.program_id = p.id and w.language = $2
	 where cp.case_id = $1
	 order by cp.due_on, p.id
	 limit 1
$_$;

--
-- Name: program_sources_usual(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.program_sources_usual() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into program_sources (program_id, place, provider, way)
	select new.id, p.place, p.provider, case p.place when 1 then 'first' else 'offer' end
	  from providers p;
	return null;
end $$;

--
-- Name: progress(jsonb, numeric); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.progress(parts jsonb, a_minute numeric) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	with counted as (
		select p.n, p.part, p.part ->> 'word' as word, p.part ->> 'class' as class,
		       (p.part ->> 'count')::bigint as count, (p.part ->> 'is_over')::boolean as is_over,
		       sum((p.part ->> 'count')::bigint) over () as total,
		       sum((p.part ->> 'count')::bigint) over (order by p.n)
		       - (p.part ->> 'count')::bigint as before
		  from jsonb_array_elements(parts) with ordinality as p (part, n)
	), summed as (
		select coalesce(max(total), 0) as total,
		       coalesce(sum(count) filter (where is_over), 0) as done
		  from counted
	), timed as (
		select s.total, s.done,
		       case when s.done < s.total and a_minute > 0
		            then make_interval(secs => (60 * (s.total - s.done) / a_minute)::float8)
		       end as left_
		  from summed s
	)
	select jsonb_build_object(
		'total', to_char(t.total, 'FM999,999,990'), 'done', to_char(t.done, 'FM999,999,990'),
		'percent', case when t.total = 0 then 0 else floor(100.0 * t.done / t.total) end || '%',
		'finish', regexp_replace(fmt_when(now() + t.left_), '^Today ', ''),
		'finish_in', case when t.left_ < interval '1 minute' then 'in less than a minute'
		                  else 'in ' || fmt_age(now() - t.left_) end,
		'label', coalesce((select string_agg(to_char(c.count, 'FM999,999,990') || ' '
		                                     || lower(left(c.word, 1)) || substr(c.word, 2), ', '
		                                     order by c.n) from counted c where c.count > 0),
		                  'nothing yet'),
		'bars', (select coalesce(jsonb_agg(jsonb_build_object(
		                'class', c.class, 'x', round(1000.0 * c.before / c.total, 1)::text,
		                'width', greatest(1, round(1000.0 * c.count / c.total, 1) - 2)::text)
		                order by c.n), '[]')
		           from counted c where c.count > 0),
		'rows', (select coalesce(jsonb_agg(c.part - 'is_over' || jsonb_build_object(
		                'count', to_char(c.count, 'FM999,999,990'), 'has_any', c.count > 0,
		                'share', case when c.total = 0 then '0.0%' else
		                         to_char(100.0 * c.count / c.total, 'FM990.0') || '%' end)
		                order by c.n), '[]')
		           from counted c))
	  from timed t
$$;

--
-- Name: provider_waits(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.provider_waits(wanted text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	waits boolean;
begin
	perform set_config('app.sees_all', 'true', true);
	waits := exists (select
	                   from order_states s
	                  cross join lateral (
	                        select o.id
	                          from orders o
	                         where o.state = s.state and o.provider = wanted
	                           and o.upstream_id is not null
	                           and o.created_at < now() - span(interval '15 minutes')
	                         order by o.state_at
	                         limit 1) o
	                  where s.is_open);
	perform set_config('app.sees_all', before, true);
	return waits;
end $$;

--
-- Name: quiet_until(text, timestamp with time zone, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.quiet_until(channel text, at timestamp with time zone, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $_$
	select case when case when q.from_at < q.until_at
	                      then h.clock >= q.from_at and h.clock < q.until_at
	                      else h.clock >= q.from_at or h.clock < q.until_at end
	            then (h.day + (h.clock >= q.until_at)::integer + q.until_at) at time zone $3 end
	  from quiet_hours q
	 cross join lateral (select ($2 at time zone $3)::time as clock,
	                            ($2 at time zone $3)::date as day) h
	 where q.channel = $1
$_$;

--
-- Name: refresh_ended(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refresh_ended() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into jobs (kind, input, single)
	values ('refreshes/settle', jsonb_build_object('order_id', new.id), 'settle:' || new.id)
	on conflict do nothing;
	return null;
end $$;

--
-- Name: refresh_left(text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refresh_left(links text[]) RETURNS TABLE(times integer, next_at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
	select 3 - coalesce(max(cardinality(s.spent)), 0),
	       max(s.spent[1]) filter (where cardinality(s.spent) >= 3) + span(interval '24 hours')
	  from refresh_links l
	 cross join lateral (select refresh_spent(l.spent) as spent) s
	 where l.link_id = any (links)
$$;

--
-- Name: refresh_read(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refresh_read() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into jobs (kind, input, single)
	select 'refreshes/settle', jsonb_build_object('order_id', o.id), 'settle:' || o.id
	  from orders o
	 where o.id = new.order_id and o.refresh_of_id is not null and o.refresh_outcome is null
	on conflict do nothing;
	return null;
end $$;

--
-- Name: refresh_reads(bigint, text, bigint[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refresh_reads(root bigint, product text, chosen bigint[]) RETURNS TABLE(id bigint, upstream_id text, link_id text, name text, read_at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
	select c.id, c.upstream_id, c.link_id, c.name, c.state_at
	  from connections c
	 where c.order_id = root and c.link_id is not null and c.state in ('ready', 'reviewed')
	   and (c.kind = 'bank') = (product = 'assets')
	   and (chosen = '{}' or c.id = any (chosen))
$$;

--
-- Name: refresh_spent(timestamp with time zone[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refresh_spent(times timestamp with time zone[]) RETURNS timestamp with time zone[]
    LANGUAGE sql STABLE
    AS $$
	select coalesce(array_agg(t order by t), '{}')
	  from unnest(times) t
	 where t > now() - span(interval '24 hours')
$$;

--
-- Name: refresh_unspent(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refresh_unspent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update refresh_links l
	   set spent = array_remove(l.spent, new.claimed_at)
	  from orders o
	 where o.id = new.order_id
	   and l.link_id in (select r.link_id
	                       from refresh_reads(o.refresh_of_id, o.products[1],
	                                          o.refresh_connections) r);
	return null;
end $$;

--
-- Name: relation_word(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.relation_word(relation text, kind text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case relation when 'applicant' then (select v.applicant from vocabulary v
	                                             where v.kind = relation_word.kind)
	                     when 'co_borrower' then 'Co-borrower'
	                     else initcap(relation) end
$$;

--
-- Name: reminder_barrier(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reminder_barrier(o public.orders) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select case when o.delivery = 'truv' then 'truv'
	            when o.delivery <> 'agency' then 'by_hand'
	            when s.whose <> 'client' and o.state not in ('sending', 'checking', 'needs_fix')
	                 or o.cancel_asked_at is not null or o.expires_at <= now() then 'over'
	            when c.closed_at is not null then 'closed'
	            when exists (select from reminder_stops r
	                          where r.order_id = o.id and r.started_at is null) then 'stopped'
	            when o.email is null and exists (
	                 select from message_stops t
	                  where t.phone = o.phone and t.started_at is null) then 'silent'
	            when not exists (select from case_programs p
	                               join program_reminders r on r.program_id = p.program_id
	                              where p.case_id = o.case_id) then 'no_program' end
	  from order_states s
	  join cases c on c.id = o.case_id
	 where s.state = o.state
$$;

--
-- Name: reminder_calendar(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reminder_calendar(o public.orders) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	with said (barrier, sentence) as (
		values ('truv', 'Truv reminds: three times, evenly until the link ends.'),
		       ('by_hand', 'No reminders: you hand on the link yourself.'),
		       ('over', 'No reminders now: the order does not wait for the client.'),
		       ('closed', 'No more reminders: the case is closed.'),
		       ('stopped', 'The reminders are stopped.'),
		       ('silent', 'No reminders: the client texted STOP, and there is no e-mail address.'),
		       ('no_program', 'No reminders: the case has no program that asks for them.')),
	days as (
		select k.word, r.at, r.at > now() as is_to_come,
		       (select min(m.created_at) from messages m
		         where m.order_id = o.id and m.kind = r.kind) as went_at
		  from order_reminders(o.id) r
		  join message_kinds k on k.kind = r.kind),
	held as (select reminder_barrier(o) as barrier)
	select json_build_object(
		'id', o.id, 'sentence', s.sentence,
		'can_stop', h.barrier is null and exists (select from days where is_to_come),
		'can_start', coalesce(h.barrier = 'stopped', false),
		'days', (select coalesce(json_agg(json_build_object(
		                    'word', d.word,
		                    'when', case when d.went_at is not null
		                                 then 'Sent ' || fmt_when(d.went_at)
		                                 when d.is_to_come then fmt_date(d.at)
		                                 else 'Not sent' end,
		                    'is_done', d.went_at is not null) order by d.at), '[]')
		           from days d
		          where d.went_at is not null or h.barrier is null))
	  from held h
	  left join said s on s.barrier = h.barrier
$$;

--
-- Name: reminder_days(bigint, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reminder_days(case_id bigint, start timestamp with time zone, ends timestamp with time zone) RETURNS TABLE(kind text, at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $_$
	with ladder as (
		select r.kind, r.is_before_end,
		       case when r.is_before_end then $3 - span(make_interval(days => r.days))
		            else $2 + span(make_interval(days => r.days)) end as at
		  from program_reminders r
		 where r.program_id = (
		       select cp.program_id
		         from case_programs cp
		         join program_reminders x on x.program_id = cp.program_id
		        where cp.case_id = $1
		        order by cp.due_on, cp.program_id
		        limit 1))
	select l.kind, l.at
	  from ladder l
	 where l.at > $2 and l.at < coalesce($3, 'infinity')
	   and (l.is_before_end
	        or l.at < coalesce((select min(e.at) from ladder e where e.is_before_end), 'infinity')
	                  - span(interval '1 day'))
	 order by l.at
$_$;

--
-- Name: reminder_forecast(bigint, interval); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reminder_forecast(case_id bigint, life interval) RETURNS text
    LANGUAGE sql STABLE
    AS $_$
	select coalesce('Reminders ' || fmt_list(array_agg(fmt_day(r.at) order by r.at))
	                || ' if not finished.', 'No reminders.')
	  from reminder_days($1, now(), now() + $2) r
$_$;

--
-- Name: report_accounts(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_accounts(wanted bigint) RETURNS TABLE(n bigint, connection_id bigint, bank text, account_id text, type text, subtype text, nickname text, last4 text, balance numeric, available numeric, credit_limit numeric, avg_30 numeric, avg_60 numeric, avg_90 numeric, owners text[], a jsonb)
    LANGUAGE sql STABLE
    AS $_$
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
$_$;

--
-- Name: report_bank(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_bank(wanted bigint, wanted_order bigint) RETURNS json
    LANGUAGE sql STABLE
    AS $_$
	with r as (
		select b.body, coalesce(report_day(b.body ->> 'as_of_date'),
		                        coalesce(b.completed_at, b.fetched_at)::date) as as_of,
		       coalesce(nullif(report_money(b.body ->> 'large_deposit_threshold'), 0), 1000)
		       as threshold,
		       case when b.body ->> 'days_requested' ~ '^\d{1,3}$'
		            then (b.body ->> 'days_requested')::integer end as days
		  from reports b
		 where b.id = wanted
	), accounts as materialized (
		select n, connection_id, bank, type, subtype, nickname, last4, balance, available,
		       credit_limit, avg_30, avg_60, avg_90, owners, a
		  from report_accounts(wanted)
	), entries as materialized (
		select a.n as account, row_number() over (
		           partition by a.n order by x.posted_on desc nulls last, x.place) as back,
		       x.posted_on, x.amount, x.is_out, x.is_pending, x.description, x.categories, x.t
		  from report_transactions(wanted) x
		  join accounts a on a.n = x.account
	), weeks as (
		select a.n, r.as_of - 7 * w as day,
		       a.balance - coalesce((select sum(e.amount) from entries e
		                              where e.account = a.n and not e.is_pending
		                                and e.posted_on > r.as_of - 7 * w), 0) as balance
		  from accounts a
		 cross join r
		 cross join generate_series(0, least(coalesce(r.days, 90), 84) / 7) w
		 where a.balance is not null
		   and exists (select from entries e where e.account = a.n)
	), charts as (
		select n, chart_bars(array_agg(to_char(day, 'Mon FMDD') order by day),
		                     array_agg(balance order by day),
		                     array_agg(case when balance < 0 then '−' else '' end
		                               || to_char(abs(balance), 'FM999,999,990') order by day),
		                     0, null) as bars,
		       json_agg(json_build_object('day', fmt_day(day), 'balance', fmt_money(balance))
		                order by day desc) as table,
		       'Balance at the end of ' || count(*) || ' weeks, between '
		       || fmt_dollars(min(balance)) || ' and ' || fmt_dollars(max(balance))
		       || '. The same numbers, to the cent, are in the table below.' as about
		  from weeks
		 group by n
	), told as (
		select a.n, json_build_object(
		           'n', a.n, 'bank', a.bank, 'kind', fmt_account(a.type, a.subtype),
		           'nickname', left(a.nickname, 80),
		           'mask', coalesce('ending in ' || a.last4, 'number not given'),
		           'balance', fmt_given(a.a -> 'balances' ->> 'balance'),
		           'available', fmt_given(a.a -> 'balances' ->> 'available_balance'),
		           'avg_30', coalesce(fmt_money(a.avg_30), 'none'),
		           'avg_60', coalesce(fmt_money(a.avg_60), 'none'),
		           'avg_90', coalesce(fmt_money(a.avg_90), 'none'),
		           'owners', coalesce(nullif(array_to_string(a.owners[1:10], ', '), ''),
		                              'not given'),
		           'chart', case when c.bars is not null
		                         then c.bars || jsonb_build_object(
		                              'about', c.about, 'table', c.table, 'chart_title',
		                              'Balance by week, ' || a.bank || ' '
		                              || coalesce(a.last4, '')) end,
		           'doubts', (
		               select coalesce(json_agg(json_build_object('sentence', s)), '[]')
		                 from unnest(d.list) s),
		           'entries', (
		               select coalesce(json_agg(report_entry(
		                          e.t, e.posted_on, e.amount, e.is_out, e.is_pending,
		                          e.description, e.categories) order by e.back), '[]')
		                 from entries e where e.account = a.n and e.back <= 10),
		           'count', (select to_char(nullif(count(*), 0), 'FM999,999') from entries e
		                      where e.account = a.n),
		           'all_href', '/orders/' || wanted_order || '/report/entries?report=' || wanted
		                       || '&account=' || a.n,
		           'papers', p.papers, 'has_papers', json_array_length(p.papers) > 0,
		           'has_doubts', cardinality(d.list) > 0) as account
		  from accounts a
		 cross join r
		 cross join lateral (select account_doubts(a.a, a.balance, r.days) as list) d
		 cross join lateral (select report_papers(wanted_order, a.connection_id) as papers) p
		  left join charts c on c.n = a.n
	)
	select json_build_object(
	           'as_of', fmt_date(r.as_of), 'days', coalesce(r.days::text, 'Some'),
	           'balance', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.balance') #>> '{}')), 'not given'),
	           'avg_30', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.avg_30') #>> '{}')), 'not given'),
	           'avg_60', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.avg_60') #>> '{}')), 'not given'),
	           'avg_90', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.avg_90') #>> '{}')), 'not given'),
	           'threshold', fmt_dollars(r.threshold),
	           'accounts', (select coalesce(json_agg(account order by n), '[]') from told),
	           'large', (
	               select coalesce(json_agg(json_build_object(
	                          'account', coalesce(x.last4, 'not given'), 'entry', x.entry)
	                          order by x.posted_on desc nulls last), '[]')
	                 from (select e.posted_on, a.last4,
	                              report_entry(e.t, e.posted_on, e.amount, e.is_out, e.is_pending,
	                                           e.description, e.categories) as entry
	                         from entries e
	                         join accounts a on a.n = e.account
	                        where abs(e.amount) >= r.threshold
	                        order by e.posted_on desc nulls last
	                        limit 60) x))
	  from r
$_$;

--
-- Name: report_before(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_before(wanted bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
	select max(b.id)
	  from reports r
	  join reports b on b.order_id = r.order_id and b.id < r.id
	                and report_kind(b.product) = report_kind(r.product)
	 where r.id = wanted and b.body is not null and b.same_as is null
$$;

--
-- Name: report_changes(jsonb, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_changes(before jsonb, after jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
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

--
-- Name: report_checks(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_checks(wanted bigint) RETURNS TABLE(job bigint, place bigint, paid_on date, gross numeric, s jsonb)
    LANGUAGE sql STABLE
    AS $_$
	select j.n, x.place, report_day(x.s ->> 'pay_date'), report_money(x.s ->> 'gross_pay'), x.s
	  from report_jobs(wanted) j
	 cross join lateral jsonb_path_query(j.e, '$.statements[*]') with ordinality x (s, place)
	 where jsonb_typeof(x.s) = 'object'
$_$;

--
-- Name: report_day(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_day(t text) RETURNS date
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when t ~ '^(19[3-9]|20\d)\d-\d\d-\d\d' then to_day(t) end
$$;

--
-- Name: report_deposits(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_deposits(list jsonb) RETURNS json
    LANGUAGE sql STABLE
    AS $_$
	select coalesce(json_agg(json_build_object(
	           'bank', coalesce(left(nullif(b ->> 'bank_name', ''), 80), 'Bank not given'),
	           'kind', coalesce(fmt_code('account_type', left(b ->> 'account_type', 1)), 'Account'),
	           'last4', coalesce('ending in ' || nullif(right(b ->> 'account_number', 4), ''),
	                             'number not given'),
	           'part', case upper(left(b ->> 'deposit_type', 1))
	                   when 'E' then 'All of the pay'
	                   when 'P' then coalesce(report_money(b ->> 'deposit_value')::text || ' %',
	                                          'A share, not given')
	                   when 'A' then coalesce(fmt_dollars(report_money(b ->> 'deposit_value')),
	                                          'An amount, not given')
	                   else coalesce(left(b ->> 'deposit_type', 40), 'not given') end)), '[]')
	  from (select b from jsonb_path_query(list, '$[*]') b
	         where jsonb_typeof(b) = 'object' limit 20) x
$_$;

--
-- Name: report_doubts(jsonb, jsonb, bigint, bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_doubts(e jsonb, link jsonb, undated bigint, future bigint, reversed bigint, unread bigint) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	select coalesce(json_agg(json_build_object('sentence', sentence) order by place), '[]')
	  from (values
	       (1, case when link -> 'is_suspicious' = 'true' or e -> 'is_suspicious' = 'true'
	                then 'The provider finds this source unusual. Ask for a paper beside it.' end),
	       (2, case when e -> 'dates_from_statements' = 'true'
	                then 'First and last day were worked out from the checks.' end),
	       (3, case when report_day(e ->> 'end_date') < report_day(e ->> 'start_date')
	                then 'The last day is before the first.' end),
	       (4, case when e -> 'is_active' = 'true' and report_day(e ->> 'end_date') < current_date
	                then 'Works there now, but a last day is given.' end),
	       (5, 'Worked out by the provider, not stated: ' || fmt_fields(e -> 'derived_fields')
	           || '.'),
	       (6, 'The source does not give: ' || fmt_fields(e -> 'missing_data_fields') || '.'),
	       (7, case when unread > 0 then unread || case when unread = 1 then ' check has an amount'
	                else ' checks have an amount' end || ' that cannot be read.' end),
	       (8, case when undated > 0 then undated || case when undated = 1 then ' check has'
	                else ' checks have' end || ' no pay date that can be read.' end),
	       (9, case when future > 0 then future || case when future = 1 then ' check is'
	                else ' checks are' end || ' dated after today.' end),
	       (10, case when reversed > 0 then reversed || case when reversed = 1 then ' check takes'
	                 else ' checks take' end || ' pay back.' end),
	       (11, case when e -> 'profile' is null
	                 then 'The source does not say whose job it is.' end)) d (place, sentence)
	 where sentence is not null
$$;

--
-- Name: report_entry(jsonb, date, numeric, boolean, boolean, text, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_entry(t jsonb, posted date, amount numeric, is_out boolean, is_pending boolean, description text, categories text[]) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	select json_build_object(
	           'day', coalesce(fmt_day(posted), fmt_given_day(t ->> 'posted_at')),
	           'what', coalesce(left(description, 200), 'not given'),
	           'kind', coalesce(left(nullif(array_to_string(categories, ', '), ''), 80),
	                            'not given'),
	           'is_pending', is_pending,
	           'amount', case when amount is null then fmt_given(t ->> 'amount')
	                          when is_out is null
	                          then fmt_money(amount) || coalesce(' ' || left(t ->> 'type', 20), '')
	                          when is_out then fmt_money(amount)
	                          else '+' || fmt_money(amount) end)
$$;

--
-- Name: report_is_smaller(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_is_smaller(changes jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$
	select exists (select from jsonb_path_query(changes, '$.*.gone ? (@ > 0)'))
$_$;

--
-- Name: report_items(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_items(body jsonb) RETURNS TABLE(kind text, owner text, key text, on_day date, value text)
    LANGUAGE sql IMMUTABLE
    AS $_$
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
$_$;

--
-- Name: report_jobs(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_jobs(wanted bigint) RETURNS TABLE(n bigint, connection_id bigint, link_id text, provider text, employer text, e jsonb, link jsonb)
    LANGUAGE sql STABLE
    AS $_$
	select row_number() over (order by l.place, x.place), l.connection_id, l.link_id, l.provider,
	       coalesce(nullif(x.e -> 'company' ->> 'name', ''), l.name), x.e,
	       l.body - 'employments'
	  from report_links(wanted) l
	 cross join lateral jsonb_path_query(l.body, '$.employments[*]')
	            with ordinality x (e, place)
	 where jsonb_typeof(x.e) = 'object'
$_$;

--
-- Name: report_kind(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_kind(product text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case product when 'assets' then 'assets' else 'pay' end
$$;

--
-- Name: report_line(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_line(s jsonb) RETURNS json
    LANGUAGE sql STABLE
    AS $_$
	select json_build_object(
	           'anchor', case when s ->> 'id' ~ '^[A-Za-z0-9_-]{1,80}$'
	                          then 'check-' || (s ->> 'id') end,
	           'day', fmt_given_day(s ->> 'pay_date'),
	           'period', case when coalesce(s ->> 'period_start', s ->> 'period_end') is null
	                          then 'not given'
	                          else fmt_given_day(s ->> 'period_start') || ' to '
	                               || fmt_given_day(s ->> 'period_end') end,
	           'hours', fmt_given_hours(s ->> 'hours'), 'regular', fmt_given(s ->> 'regular'),
	           'overtime', fmt_given(s ->> 'overtime'),
	           'other', coalesce(
	               (select fmt_given(v)
	                  from unnest(array[s ->> 'bonus', s ->> 'commission', s ->> 'other_pay']) v
	                 where btrim(v) <> '' and report_money(v) is null limit 1),
	               fmt_money(coalesce(report_money(s ->> 'bonus'), 0)
	                         + coalesce(report_money(s ->> 'commission'), 0)
	                         + coalesce(report_money(s ->> 'other_pay'), 0))),
	           'gross', fmt_given(s ->> 'gross_pay'), 'net', fmt_given(s ->> 'net_pay'))
$_$;

--
-- Name: report_links(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_links(wanted bigint) RETURNS TABLE(place bigint, connection_id bigint, name text, link_id text, provider text, body jsonb)
    LANGUAGE sql STABLE
    AS $_$
	select l.place, c.id, c.name, coalesce(l.body ->> 'link_id', l.body ->> 'id'),
	       coalesce(l.body ->> 'provider_name', l.body -> 'provider' ->> 'name',
	                c.provider_name), l.body
	  from (select wanted as id offset 0) w
	  join reports r on r.id = w.id
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
	 where jsonb_typeof(l.body) = 'object'
$_$;

--
-- Name: report_money(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_money(t text) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $_$
	select case when t ~ '^ *-?\$?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2}0*)? *$'
	            then regexp_replace(t, '[ $,]', '', 'g')::numeric end
$_$;

--
-- Name: report_papers(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_papers(wanted_order bigint, connection bigint) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	select coalesce(json_agg(json_build_object(
	           'href', '/orders/' || wanted_order || '/report/papers/' || d.id,
	           'size', greatest(1, length(d.body) / 1024) || ' KB',
	           'hash', left(d.sha256, 16), 'fetched', fmt_when(d.fetched_at)) order by d.id), '[]')
	  from report_documents d
	 where d.order_id = wanted_order and d.connection_id = connection
$$;

--
-- Name: report_parts(jsonb, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_parts(now jsonb, year jsonb) RETURNS TABLE(place bigint, name text, kind text, how text, amount text, year_amount text)
    LANGUAGE sql STABLE
    AS $_$
	with a as (
		select coalesce(nullif(x ->> 'name', ''), 'Not named') as name, x ->> 'category' as kind,
		       x ->> 'amount' as amount, x ->> 'rate' as rate, x ->> 'units' as units, place
		  from jsonb_path_query(now, '$[*]') with ordinality t (x, place)
		 where jsonb_typeof(x) = 'object' and place <= 40
	), y as (
		select distinct on (1) coalesce(nullif(x ->> 'name', ''), 'Not named') as name,
		       x ->> 'category' as kind, x ->> 'amount' as amount, place
		  from jsonb_path_query(year, '$[*]') with ordinality t (x, place)
		 where jsonb_typeof(x) = 'object' and place <= 40
	)
	select coalesce(a.place, y.place + 1000), left(coalesce(a.name, y.name), 80),
	       coalesce(fmt_code('category', coalesce(a.kind, y.kind)), 'not given'),
	       case when report_money(a.rate) is not null
	            then fmt_given_hours(a.units) || ' × ' || fmt_given(a.rate) end,
	       fmt_given(a.amount), fmt_given(y.amount)
	  from a
	  full join y on y.name = a.name
$_$;

--
-- Name: report_sha256(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_sha256(body jsonb) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select encode(sha256(convert_to(body::text, 'UTF8')), 'hex')
$$;

--
-- Name: report_time(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_time(t text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
begin
	return case when t ~ '^(19|20)\d\d-' then t::timestamptz end;
exception when others then
	return null;
end $$;

--
-- Name: report_transactions(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_transactions(wanted bigint) RETURNS TABLE(account bigint, place bigint, posted_on date, amount numeric, is_out boolean, is_pending boolean, description text, categories text[], t jsonb)
    LANGUAGE sql STABLE
    AS $_$
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
$_$;

--
-- Name: report_w2s(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_w2s(list jsonb) RETURNS json
    LANGUAGE sql STABLE
    AS $_$
	select coalesce(json_agg(json_build_object(
	           'year', coalesce(left(w ->> 'year', 12), 'not given'),
	           'wages', fmt_given(w ->> 'wages'), 'federal', fmt_given(w ->> 'federal_tax'),
	           'social', fmt_given(w ->> 'social_security_tax'),
	           'medicare', fmt_given(w ->> 'medicare_tax')) order by w ->> 'year' desc nulls last),
	       '[]')
	  from (select w from jsonb_path_query(list, '$[*]') w
	         where jsonb_typeof(w) = 'object' limit 20) x
$_$;

--
-- Name: report_years(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.report_years(list jsonb) RETURNS json
    LANGUAGE sql STABLE
    AS $_$
	select coalesce(json_agg(json_build_object(
	           'year', coalesce(left(y ->> 'year', 12), 'not given'),
	           'gross', fmt_given(y ->> 'gross_pay'), 'net', fmt_given(y ->> 'net_pay'),
	           'overtime', fmt_given(y ->> 'overtime'))
	           order by y ->> 'year' desc nulls last), '[]')
	  from (select y from jsonb_path_query(list, '$[*]') y
	         where jsonb_typeof(y) = 'object' limit 20) x
$_$;

--
-- Name: restricted_cases(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.restricted_cases() RETURNS TABLE(case_id bigint, reference text, office_id bigint, office text, worker text, is_over boolean)
    LANGUAGE plpgsql
    AS $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	asker bigint := scope_user();
	asking text := scope_role();
	offices bigint[] := scope_offices();
begin
	perform set_config('app.sees_all', 'true', true);
	return query
		select c.id, c.reference, f.id, f.name, u.name, c.closed_at is not null
		  from cases c
		  join offices f on f.id = c.office_id
		  left join users u on u.id = c.worker_id
		 where c.is_restricted and c.office_id = any (offices)
		   and not restricted_open(c.id, c.office_id, c.worker_id, asker, asking, offices)
		 order by c.reference;
	perform set_config('app.sees_all', before, true);
end $$;

--
-- Name: restricted_found(text, bigint[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.restricted_found(typed text, found bigint[]) RETURNS json
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
	with closed as materialized (
		select r.case_id, r.reference, r.office, r.worker
		  from restricted_cases() r
		 where btrim(typed) <> '' and not r.is_over
	), hits as materialized (
		select p.case_id from people_index p where p.member_id = any (found))
	select json_build_object('lines', json_agg(json_build_object('id', c.case_id::text,
	           'reference', c.reference, 'office', c.office,
	           'worker', coalesce(c.worker, 'nobody yet')) order by c.reference))
	  from closed c
	 where c.case_id in (select h.case_id from hits h)
	    or (length(btrim(typed)) > 2 and starts_with(upper(c.reference), upper(btrim(typed))))
	having count(*) > 0
$$;

--
-- Name: restricted_lines(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.restricted_lines(typed text DEFAULT ''::text) RETURNS json
    LANGUAGE sql
    AS $$
	select json_build_object('lines', json_agg(json_build_object('id', x.case_id::text,
	           'reference', x.reference, 'office', x.office,
	           'worker', coalesce(x.worker, 'nobody yet')) order by x.reference))
	  from (select r.case_id, r.reference, r.office, r.worker
	          from restricted_cases() r
	         where not r.is_over and (btrim(typed) = '' or finds(r.reference, typed))
	         limit 50) x
	having count(*) > 0
$$;

--
-- Name: review_href(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_href(wanted bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select coalesce((select '/review/' || v.id from reviews v where v.order_id = wanted),
	                '/orders/' || wanted || '/report')
$$;

--
-- Name: review_is_sampled(text, integer, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_is_sampled(order_number text, round integer, permille integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
	select ('x' || left(md5(order_number || ':' || round), 7))::bit(28)::integer % 1000 < permille
$$;

--
-- Name: review_may_end(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_may_end(o public.orders) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select (o.state = 'ready' or (o.state = 'needs_you'
	                              and o.cause not in ('identity', 'wrong_person', 'needs_review')))
	       and order_hold(o.id) is null
	       and exists (select from cases c where c.id = o.case_id and c.closed_at is null)
$$;

--
-- Name: review_moved(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_moved() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update reviews v
	   set office_id = new.office_id
	  from orders o
	 where o.case_id = new.id and v.order_id = o.id;
	return null;
end $$;

--
-- Name: review_office(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_office() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	if tg_op = 'INSERT' then
		select c.office_id, case when new.state = 'decided' then o.state_at end
		  into new.office_id, new.decided_at
		  from orders o
		  join cases c on c.id = o.case_id
		 where o.id = new.order_id;
	else
		new.decided_at := case when new.state = 'decided' then coalesce(old.decided_at, now()) end;
	end if;
	return new;
end $$;

--
-- Name: review_open(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_open() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	insert into reviews (id, order_id, ready_at)
	select o.id, o.id, case when o.state in ('ready', 'reviewed') then now() end
	  from orders o
	 where o.id = new.order_id
	on conflict do nothing;
	return null;
end $$;

--
-- Name: review_ready(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_ready() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update reviews set ready_at = now(), state = 'open' where order_id = new.id;
	return null;
end $$;

--
-- Name: review_round(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_round() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	new.round := old.round + 1;
	return new;
end $$;

--
-- Name: review_token(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.review_token(wanted bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select md5(concat_ws('|', v.round, o.state,
	       (select string_agg(concat_ws(' ', r.id, r.sha256, r.decision), ',' order by r.id)
	          from reports r where r.order_id = o.id),
	       (select max(w.id) from worksheets w where w.review_id = v.id),
	       (select max(d.id) from dispositions d where d.review_id = v.id),
	       (select max(a.id) from asset_choices a where a.review_id = v.id),
	       (select max(d.id) from decisions d where d.review_id = v.id),
	       (select max(d.id) from declarations d where d.member_id = o.member_id)))
	  from reviews v
	  join orders o on o.id = v.order_id
	 where v.id = wanted
$$;

--
-- Name: scope_all(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_all() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select coalesce(current_setting('app.sees_all', true), '') = 'true'
$$;

--
-- Name: scope_has_batch(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_batch(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from batches b where b.id = wanted);
end $$;

--
-- Name: scope_has_call(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_call(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from calls c where c.id = wanted);
end $$;

--
-- Name: scope_has_case(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_case(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from cases c where c.id = wanted);
end $$;

--
-- Name: scope_has_declaration(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_declaration(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from declarations d where d.id = wanted);
end $$;

--
-- Name: scope_has_export(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_export(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from exports e where e.id = wanted
	                                 and e.user_id = scope_user());
end $$;

--
-- Name: scope_has_import(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_import(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from imports i where i.id = wanted);
end $$;

--
-- Name: scope_has_member(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_member(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from members m where m.id = wanted);
end $$;

--
-- Name: scope_has_message(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_message(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from messages m where m.id = wanted);
end $$;

--
-- Name: scope_has_order(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_order(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from orders o where o.id = wanted);
end $$;

--
-- Name: scope_has_review(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_has_review(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	return scope_all() or exists (select from reviews r where r.id = wanted);
end $$;

--
-- Name: scope_offices(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_offices() RETURNS bigint[]
    LANGUAGE sql STABLE
    AS $$
	select coalesce(nullif(current_setting('app.offices', true), ''), '{}')::bigint[]
$$;

--
-- Name: scope_role(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_role() RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select coalesce(current_setting('app.role', true), '')
$$;

--
-- Name: scope_user(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_user() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
	select nullif(current_setting('app.user', true), '')::bigint
$$;

--
-- Name: scope_open(bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.scope_open(wanted bigint, office bigint, worker bigint) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN public.restricted_open(wanted, office, worker, public.scope_user(), public.scope_role(), public.scope_offices());

--
-- Name: seal_key(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.seal_key(value text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when value like 'seal:%' then split_part(value, ':', 2) end
$$;

--
-- Name: search_pattern(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_pattern(word text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when word is null or word = '' then '%'
	            when length(word) < 3 then '% ' || word || '%'
	            else '%' || word || '%' end
$$;

--
-- Name: search_people(text, boolean, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_people(typed text, can_ssn boolean, most integer) RETURNS TABLE(member_id bigint, why text, place integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 15
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    AS $_$
#variable_conflict use_column
declare
	offices bigint[] := scope_offices();
	is_all boolean := scope_all();
	digits text := regexp_replace(typed, '\D', '', 'g');
	words text := search_words(typed);
	w text[] := regexp_split_to_array(btrim(search_words(typed)), ' ');
	codes text[] := search_sounds(search_words(typed));
	begins text := '+1' || case when length(digits) = 11 then substr(digits, 2) else digits end;
	leader text;
begin
	if typed ~ '^[-+() .0-9]+$' then
		return query
		select p.member_id, 'SSN ends in ' || digits, 1
		  from people_index p
		 where can_ssn and length(digits) = 4 and p.ssn_last4 = digits
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return query
		select p.member_id, 'Phone ends in ' || digits, 2
		  from people_index p
		 where length(digits) = 4 and right(p.phone, 4) = digits
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return query
		select p.member_id, 'Phone', 1
		  from people_index p
		 where length(digits) = 7 and right(p.phone, 7) = digits
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return query
		select p.member_id, case when length(digits) > 9 then 'Phone' else 'Phone begins so' end, 1
		  from people_index p
		 where length(digits) in (3, 5, 6, 8, 9, 10, 11)
		   and p.phone ~>=~ begins and p.phone ~<~ (begins || ':')      -- what follows 9
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return;
	end if;
	if btrim(words) = '' then
		return;
	end if;
	return query
	select p.member_id, 'Name', 1
	  from people_index p
	 where p.names like search_pattern(w[1]) and p.names like search_pattern(w[2])
	   and p.names like search_pattern(w[3]) and p.names like search_pattern(w[4])
	   and (is_all or p.office_id = any (offices))
	 limit most;
	if found then
		return;
	end if;
	return query
	select p.member_id, 'Name sounds alike', 2
	  from people_index p
	 where codes <> '{}' and p.sounds @> codes and (is_all or p.office_id = any (offices))
	 limit most;
	select t.word into leader from unnest(w) t (word) order by length(t.word) desc limit 1;
	return query
	select x.member_id, 'Name is spelled nearly so', 3
	  from name_words_like(leader) n
	 cross join lateral (
	       select p.member_id
	         from people_index p
	        where string_to_array(btrim(p.names), ' ') @> array[n.word]
	          and (is_all or p.office_id = any (offices))
	          and names_resemble(p.names, w, leader)
	        limit most) x
	 order by n.likeness desc
	 limit most;
end $_$;

--
-- Name: search_sounds(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_sounds(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $_$
	select coalesce(array_agg(distinct s.code), '{}')
	  from regexp_split_to_table(btrim(words), ' ') w,
	       unnest(array[dmetaphone(w), dmetaphone_alt(w)]) s (code)
	 where w ~ '^[a-z]{3,}$' and s.code <> ''
$_$;

--
-- Name: search_words(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_words(t text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select ' ' || btrim(regexp_replace(regexp_replace(
	           lower(translate(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g'),
	                           'đĐłŁøØ', 'dDlLoO')),
	           '[''’ʼ`´]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')) || ' '
$$;

--
-- Name: session_over(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.session_over() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_notify('changed', 'user:' || new.user_id);
	return null;
end $$;

--
-- Name: sessions_end(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.sessions_end(who bigint) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
	ended integer;
begin
	update half_sign_ins set ended_at = now() where user_id = who and ended_at is null;
	update sessions set ended_at = now() where user_id = who and ended_at is null;
	get diagnostics ended = row_count;
	return ended;
end $$;

--
-- Name: short_code(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.short_code() RETURNS text
    LANGUAGE sql
    AS $$
	select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', get_byte(b, i) % 32 + 1, 1), '')
	  from (select uuid_send(gen_random_uuid()) as b offset 0) r, generate_series(0, 5) as i
$$;

--
-- Name: sign_in_is_throttled(text, text, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.sign_in_is_throttled(account text, remote text, who bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $_$
	with recent as (
		select f.account_hash = account as is_account, f.network, f.remote
		  from sign_in_failures f
		 where f.at > now() - span(interval '15 minutes')
		 order by f.at desc
		 limit 3000
	)
	select count(*) filter (where r.is_account and r.network = network_of($2)) >= 10
	       or count(*) filter (where r.remote = $2) >= 100
	       or ((count(*) filter (where r.is_account) >= 50 or count(*) >= 2000)
	           and not exists (select from sessions s
	                            where s.user_id = who
	                              and network_of(s.remote) = network_of($2)))
	  from recent r
$_$;

--
-- Name: source_choices(public.orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.source_choices(o public.orders) RETURNS TABLE(provider text, provider_word text, method text, word text, hint text, needs_employer boolean, needs_ssn boolean, needs_client boolean, needs_consent boolean, has_consent boolean, starts boolean, is_usual boolean, products text[])
    LANGUAGE sql STABLE
    AS $$
	select v.provider, v.word, m.method, m.word, m.hint, m.needs_employer, m.needs_ssn,
	       m.needs_client, n.needs_consent, n.has_consent, n.starts,
	       n.is_next and m.method = case when coalesce(o.employer_hint, '') <> '' then 'employer'
	                                     else 'search' end,
	       array(select p from unnest(o.products) p where p = any (m.products))
	  from (select x.provider, x.needs_consent, x.has_consent, x.starts, true as is_next
	          from next_source(o) x
	        union all
	        select o.provider, s.needs_consent, true, false, false
	          from (select coalesce(bool_or(p.needs_consent), true) as needs_consent
	                  from case_programs cp
	                  join programs p on p.id = cp.program_id
	                 where cp.case_id = o.case_id) s
	         where o.provider <> main_provider()) n
	  join providers v on v.provider = n.provider
	  join provider_methods m on m.provider = n.provider
	 where m.products && o.products
	 order by n.is_next desc, m.place
$$;

--
-- Name: span(interval); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.span(i interval) RETURNS interval
    LANGUAGE sql STABLE
    AS $$
	select i / coalesce(nullif(current_setting('app.time_scale', true), '')::double precision,
		1)
$$;

--
-- Name: state_progress(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.state_progress(wanted text) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
	select progress from order_states where state = wanted
$$;

--
-- Name: state_weight(text, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.state_weight(state text, status text, cause text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when state in ('ready', 'reviewed') and status = 'completed' then 20
	            when cause in ('identity', 'wrong_person') then 20
	            when state = 'canceled' then 17
	            when state = 'expired' then 16
	            else 0 end
$$;

--
-- Name: subject_case(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.subject_case(subject text) RETURNS bigint
    LANGUAGE sql STABLE
    AS $_$
	select case split_part(subject, ':', 1)
	       when 'case' then s.id
	       when 'order' then (select o.case_id from orders o where o.id = s.id)
	       when 'member' then (select m.case_id from members m where m.id = s.id)
	       when 'task' then (select t.case_id from tasks t where t.id = s.id)
	       when 'call' then (select c.case_id from calls c where c.id = s.id)
	       when 'review' then (select o.case_id from reviews r join orders o on o.id = r.order_id
	                            where r.id = s.id) end
	  from (select case when subject ~ '^[a-z]+:[0-9]{1,18}$'
	                    then split_part(subject, ':', 2)::bigint end as id) s
$_$;

--
-- Name: task_changes_hands(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_changes_hands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform assignment_keep(new.case_id, new.id, old.assignee_id, new.assignee_id);
	return null;
end $$;

--
-- Name: task_close(text, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_close(kind text, subject text, event text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
	closed bigint;
begin
	update tasks t
	   set done_at = now(), closed_by_event = left(event, 400)
	 where t.subject = task_close.subject and t.done_at is null
	   and (task_close.kind is null or t.kind = task_close.kind);
	get diagnostics closed = row_count;
	return closed;
end $$;

--
-- Name: task_due(text, bigint, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_due(kind text, case_id bigint, opened timestamp with time zone, OUT due_on date, OUT due_rule text) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $$
#variable_conflict use_column
declare
	first record;
begin
	select d.due_on, d.due_rule into task_due.due_on, task_due.due_rule
	  from task_kinds k
	 cross join lateral due_after(opened, k.due_days) d
	 where k.kind = task_due.kind;
	select cp.due_on, cp.due_rule, g.name into first
	  from case_programs cp
	  join programs g on g.id = cp.program_id
	 where cp.case_id = task_due.case_id
	 order by cp.due_on, g.id
	 limit 1;
	if first.due_on <= task_due.due_on then
		due_on := first.due_on;
		due_rule := left(first.name || ' is due then. ' || first.due_rule, 400);
	end if;
end $$;

--
-- Name: task_of_case(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_of_case() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update tasks t
	   set done_at = now(), closed_by_event = 'The case was closed.'
	 where t.case_id = new.id and t.done_at is null;
	return null;
end $$;

--
-- Name: task_of_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_of_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
	wanted text := case new.state when 'needs_fix' then 'order_fix' when 'ready' then 'review'
	                              when 'needs_you' then 'order_stopped' end;
	about text := task_subject(new.case_id, new.id);
	state_word text;
begin
	select s.word into state_word from order_states s where s.state = new.state;
	perform task_close(k.kind, about, 'The order went on: ' || state_word || '.')
	   from task_kinds k
	  where k.is_of_order and k.kind is distinct from wanted;
	if new.state not in ('waiting', 'sending', 'checking') then
		perform task_close('never_opened', about, 'The order went on: ' || state_word || '.');
	end if;
	if wanted is not null and exists (
		select from cases c where c.id = new.case_id and c.closed_at is null) then
		perform task_open(wanted, new.case_id,
			coalesce((select c.title from causes c where c.cause = new.cause),
			         'The data is there'),
			order_id => new.id, member_id => new.member_id);
	end if;
	return null;
end $$;

--
-- Name: task_open(text, bigint, text, bigint, bigint, bigint, date, text, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_open(kind text, case_id bigint, sentence text, order_id bigint DEFAULT NULL::bigint, member_id bigint DEFAULT NULL::bigint, message_id bigint DEFAULT NULL::bigint, due_on date DEFAULT NULL::date, due_rule text DEFAULT NULL::text, assignee_id bigint DEFAULT NULL::bigint, opened_by bigint DEFAULT NULL::bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
	about text := task_subject(task_open.case_id, task_open.order_id, task_open.member_id,
		task_open.message_id);
	due record;
	made bigint;
begin
	select d.due_on, d.due_rule into due
	  from task_due(task_open.kind, task_open.case_id, now()) d;
	insert into tasks as t (kind, subject, case_id, order_id, member_id, message_id, sentence,
		due_on, due_rule, assignee_id, opened_by)
	values (task_open.kind, about, task_open.case_id, task_open.order_id, task_open.member_id,
		task_open.message_id, left(task_open.sentence, 400),
		coalesce(task_open.due_on, due.due_on),
		case when task_open.due_on is null then due.due_rule
		     else coalesce(task_open.due_rule, 'Set by a person.') end,
		task_open.assignee_id, task_open.opened_by)
	on conflict (kind, subject) where done_at is null do update
	   set sentence = excluded.sentence, snoozed_until = null, snooze_reason = null
	 where t.sentence <> excluded.sentence
	returning t.id into made;
	if made is null then
		select t.id into made from tasks t
		 where t.kind = task_open.kind and t.subject = about and t.done_at is null;
	end if;
	return made;
end $$;

--
-- Name: task_subject(bigint, bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_subject(case_id bigint, order_id bigint DEFAULT NULL::bigint, member_id bigint DEFAULT NULL::bigint, message_id bigint DEFAULT NULL::bigint) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select case when message_id is not null then 'message:' || message_id::text
	            when order_id is not null then 'order:' || order_id::text
	            when member_id is not null then 'member:' || member_id::text
	            else 'case:' || case_id::text end
$$;

--
-- Name: tell(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell(case_id bigint, order_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
	office bigint;
begin
	select c.office_id into office from cases c where c.id = case_id;
	perform set_config('app.subject', case when order_id is null then 'case:' || case_id
		else 'order:' || order_id end, true);
	perform pg_notify('changed', concat_ws(' ', 'case:' || case_id, 'order:' || order_id,
		'office:' || office));
end $$;

--
-- Name: tell_batch(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_batch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_notify('changed', 'batch:' || new.id);
	return null;
end $$;

--
-- Name: tell_call_line(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_call_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell((select c.case_id from calls c where c.id = new.call_id), null);
	return null;
end $$;

--
-- Name: tell_campaign(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_campaign() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', 'campaign:' || new.id, true);
	perform pg_notify('changed', concat_ws(' ', 'campaign:' || new.id, (
		select string_agg('office:' || o, ' ') from unnest(new.office_ids) o)));
	return null;
end $$;

--
-- Name: tell_campaign_items(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_campaign_items() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_notify('changed', 'campaign:' || c)
	   from (select distinct campaign_id as c from moved) m;
	return null;
end $$;

--
-- Name: tell_case(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_case() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell(new.id, null);
	return null;
end $$;

--
-- Name: tell_declaration(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_declaration() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell((select m.case_id from members m where m.id = new.member_id), null);
	return null;
end $$;

--
-- Name: tell_display(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_display() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', case when new.order_id is null then 'display:' || new.id
		else 'order:' || new.order_id end, true);
	perform pg_notify('changed', 'display:' || new.id || ' office:' || new.office_id);
	return null;
end $$;

--
-- Name: tell_displays_of_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_displays_of_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
	display bigint;
begin
	for display in select d.id from displays d where d.order_id = new.id loop
		perform pg_notify('changed', 'display:' || display);
	end loop;
	return null;
end $$;

--
-- Name: tell_export(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_export() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', 'export:' || new.id, true);
	perform pg_notify('changed', 'export:' || new.id);
	return null;
end $$;

--
-- Name: tell_import(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_import() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', 'import:' || new.id, true);
	perform pg_notify('changed', concat_ws(' ', 'import:' || new.id, 'office:' || new.office_id));
	return null;
end $$;

--
-- Name: tell_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell(new.case_id, new.id);
	return null;
end $$;

--
-- Name: tell_order_part(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_order_part() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell((select o.case_id from orders o where o.id = new.order_id), new.order_id);
	return null;
end $$;

--
-- Name: tell_pairing(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_pairing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_notify('changed', 'pairing:' || old.id);
	return null;
end $$;

--
-- Name: tell_part(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_part() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell(new.case_id, null);
	return null;
end $$;

--
-- Name: tell_provider(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_provider() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_notify('changed', 'provider:' || new.provider);
	return null;
end $$;

--
-- Name: tell_review(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_review() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell((select o.case_id from orders o where o.id = new.review_id), new.review_id);
	return null;
end $$;

--
-- Name: tell_text(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_text() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', 'text:' || new.id, true);
	return null;
end $$;

--
-- Name: tell_timeline(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_timeline() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform tell(new.case_id, new.order_id);
	return null;
end $$;

--
-- Name: tell_visitor(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_visitor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', 'visitor:' || new.id, true);
	perform pg_notify('changed', 'office:' || new.office_id);
	return null;
end $$;

--
-- Name: tell_workers(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tell_workers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_notify('changed', 'jobs');
	return null;
end $$;

--
-- Name: to_day(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.to_day(t text) RETURNS date
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
	return left(t, 10)::date;
exception when others then
	return null;
end $$;

--
-- Name: to_money(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.to_money(t text) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $_$
	select case when t ~ '^-?\d{1,12}(\.\d{1,6})?$' then t::numeric end
$_$;

--
-- Name: token_hash(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.token_hash(token text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
	select encode(sha256(convert_to(token, 'UTF8')), 'hex')
$$;

--
-- Name: unseal(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.unseal(place text, value text) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	select case when value like 'seal:%' then json_build_object('at', place, 'sealed', value)
	            else to_json(value) end
$$;

--
-- Name: user_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.user_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform set_config('app.subject', 'user:' || new.id, true);
	if tg_op = 'UPDATE' and (old.role <> new.role or (new.is_disabled and not old.is_disabled)
	        or old.password_hash is distinct from new.password_hash) then
		perform sessions_end(new.id);
	end if;
	return null;
end $$;

--
-- Name: user_offices_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.user_offices_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform sessions_end(case tg_op when 'DELETE' then old.user_id else new.user_id end);
	return null;
end $$;

--
-- Name: user_offices_set(bigint, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.user_offices_set(who bigint, wanted text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
begin
	delete from user_offices x
	 where x.user_id = who and x.office_id::text <> all (coalesce(wanted, '{}'));
	insert into user_offices (user_id, office_id)
	select who, o.id from offices o where o.id::text = any (coalesce(wanted, '{}'))
	on conflict do nothing;
end $$;

--
-- Name: webhook_stop(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.webhook_stop() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	update webhook_events w
	   set state = 'poison', problem = coalesce(new.problem, 'ended')
	 where w.id = (new.input ->> 'event_id')::bigint and w.state in ('kept', 'parked');
	return null;
end $$;

--
-- Name: work_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform work_keep(new.case_id);
	return null;
end $$;

--
-- Name: work_changed_case(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_changed_case() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform work_keep(new.id);
	return null;
end $$;

--
-- Name: work_changed_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_changed_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	perform work_keep_order(new.case_id, new.id);
	return null;
end $$;

--
-- Name: work_changed_task(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_changed_task() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	if new.order_id is null then
		perform work_keep(new.case_id);
	else
		perform work_keep_order(new.case_id, new.order_id);
	end if;
	return null;
end $$;

--
-- Name: work_choices(jsonb, bigint[], boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_choices(filters jsonb, offices bigint[], sees_all boolean) RETURNS json
    LANGUAGE sql STABLE
    AS $$
	with choices (name, place, value, word) as (
		values ('who', 1, 'mine', 'Mine'), ('who', 2, 'pool', 'Nobody’s'),
		       ('who', 3, 'all', 'Everybody’s'), ('state', 1, '', 'Any open state'),
		       ('state', 2, 'you', 'Something stopped'), ('state', 3, 'client', 'With the client'),
		       ('state', 90, 'task', 'Task'), ('program', 1, '', 'Any'), ('due', 1, '', 'Any day'),
		       ('due', 2, 'late', 'Late'), ('due', 3, 'today', 'Today or late'),
		       ('due', 4, 'week', 'Within 7 days'), ('due', 5, 'month', 'Within 30 days'),
		       ('due', 6, 'none', 'No due day'), ('language', 1, '', 'Any')
		union all
		select 'state', 10 + s.rank, s.state, s.word from order_states s where s.is_open
		union all
		select 'program', 2, p.code, p.name from programs p
		union all
		select 'language', 2, l.code, l.word from languages l
		union all
		select 'who', 4, u.id::text, u.name
		  from users u
		 where u.role in ('caseworker', 'supervisor') and not u.is_disabled
		   and (sees_all or exists (select from user_offices x
		                             where x.user_id = u.id and x.office_id = any (offices))))
	select json_agg(json_build_object('name', f.name, 'label', f.label, 'choices', f.choices)
	                order by f.place)
	  from (select h.name, h.label, h.place,
	               json_agg(json_build_object('value', c.value, 'word', c.word,
	                   'is_chosen', c.value = coalesce(filters ->> h.name, ''))
	                   order by c.place, c.word) as choices
	          from (values (1, 'who', 'Worker'), (2, 'state', 'State'), (3, 'program', 'Program'),
	                       (4, 'due', 'Due'), (5, 'language', 'Language')) h (place, name, label)
	          join choices c on c.name = h.name
	         group by h.name, h.label, h.place) f
$$;

--
-- Name: work_filters(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_filters(typed jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $_$
	select jsonb_strip_nulls(jsonb_build_object(
	       'who', case when typed ->> 'who' ~ '^(mine|pool|all|[1-9][0-9]{0,17})$'
	                   then typed ->> 'who' end,
	       'state', (select s.state from (select state from order_states where is_open
	                                      union all
	                                      values ('you'), ('client'), ('task')) s
	                  where s.state = typed ->> 'state'),
	       'program', (select p.code from programs p where p.code = typed ->> 'program'),
	       'language', (select l.code from languages l where l.code = typed ->> 'language'),
	       'due', case when typed ->> 'due' in ('late', 'today', 'week', 'month', 'none')
	                   then typed ->> 'due' end,
	       'snoozed', case when typed ->> 'snoozed' = '1' then '1' end))
$_$;

--
-- Name: work_filters_say(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_filters_say(filters jsonb) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select coalesce(string_agg(c ->> 'word', ', ' order by place), 'Everything')
	         || case when filters ? 'snoozed' then ', snoozed' else '' end
	  from json_array_elements(work_choices(filters, '{}', true)) with ordinality f (field, place),
	       json_array_elements(field -> 'choices') c
	 where (c ->> 'is_chosen')::boolean and c ->> 'value' <> ''
$$;

--
-- Name: work; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.work (
    id bigint NOT NULL,
    key text NOT NULL,
    branch text NOT NULL,
    case_id bigint NOT NULL,
    office_id bigint NOT NULL,
    worker_id bigint,
    order_id bigint,
    task_id bigint,
    member_id bigint,
    state text NOT NULL,
    language text NOT NULL,
    rank integer NOT NULL,
    due_on date NOT NULL,
    since timestamp with time zone NOT NULL,
    snoozed_until date NOT NULL,
    programs text[] NOT NULL,
    case_due date NOT NULL
);

ALTER TABLE ONLY public.work FORCE ROW LEVEL SECURITY;

--
-- Name: work_fits(public.work, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_fits(w public.work, filters jsonb) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select case when filters ? 'snoozed' then w.snoozed_until > current_date
	            else w.snoozed_until <= current_date end
	   and case filters ->> 'state' when 'you' then w.state in ('needs_fix', 'needs_you')
	                                when 'client' then w.state in ('waiting', 'connecting')
	                                else w.state = coalesce(filters ->> 'state', w.state) end
	   and (not filters ? 'program' or filters ->> 'program' = any (w.programs))
	   and w.language = coalesce(filters ->> 'language', w.language)
	   and case filters ->> 'due' when 'late' then w.due_on < current_date
	                              when 'today' then w.due_on <= current_date
	                              when 'week' then w.due_on <= current_date + 7
	                              when 'month' then w.due_on <= current_date + 30
	                              when 'none' then w.due_on = 'infinity'
	                              else true end
$$;

--
-- Name: work_held(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_held(whose bigint, OUT case_count bigint, OUT task_count bigint) RETURNS record
    LANGUAGE plpgsql
    AS $$
declare
	was text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	select count(*) into case_count from cases c where c.worker_id = whose and c.closed_at is null;
	select count(*) into task_count from tasks t where t.assignee_id = whose and t.done_at is null;
	perform set_config('app.sees_all', was, true);
end $$;

--
-- Name: work_keep(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_keep(wanted bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_advisory_xact_lock(hashtextextended('work:' || wanted, 0));
	delete from work w
	 where w.case_id = wanted
	   and not exists (select from work_now n where n.case_id = wanted and n.key = w.key);
	perform work_put(n) from work_now n where n.case_id = wanted;
end $$;

--
-- Name: work_keep_order(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_keep_order(wanted_case bigint, wanted bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
	perform pg_advisory_xact_lock_shared(hashtextextended('work:' || wanted_case, 0));
	perform pg_advisory_xact_lock(hashtextextended('work:order:' || wanted, 0));
	delete from work w
	 where w.order_id = wanted
	   and not exists (select
	                     from work_now n
	                    where n.case_id = wanted_case and n.order_id = wanted and n.key = w.key);
	perform work_put(n) from work_now n where n.case_id = wanted_case and n.order_id = wanted;
end $$;

--
-- Name: work_place(public.work); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_place(w public.work) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select concat_ws('~', w.due_on::text, w.rank,
	                 (extract(epoch from w.since) * 1000000)::bigint, w.id)
$$;

--
-- Name: work_place_read(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_place_read(typed text, OUT due_on date, OUT rank integer, OUT since timestamp with time zone, OUT id bigint) RETURNS record
    LANGUAGE sql STABLE COST 1
    AS $_$
	select coalesce(to_day(p[1]), case when p[1] = 'infinity' then date 'infinity'
	                                   else date '-infinity' end),
	       coalesce(p[2]::integer, 0),
	       coalesce(timestamptz 'epoch' + p[3]::bigint * interval '1 microsecond', '-infinity'),
	       coalesce(p[4]::bigint, 0)
	  from (select regexp_match(typed,
	        '^(\d{4}-\d\d-\d\d|infinity)~(\d{1,4})~(\d{1,17})~(\d{1,18})$') as p) m
$_$;

--
-- Name: case_programs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_programs (
    case_id bigint NOT NULL,
    program_id bigint NOT NULL,
    purpose text DEFAULT 'application'::text NOT NULL,
    requested_on date NOT NULL,
    due_on date NOT NULL,
    due_rule text NOT NULL,
    CONSTRAINT case_programs_check CHECK ((due_on >= requested_on)),
    CONSTRAINT case_programs_purpose_check CHECK ((purpose = ANY (ARRAY['application'::text, 'recertification'::text, 'renewal'::text])))
);

ALTER TABLE ONLY public.case_programs FORCE ROW LEVEL SECURITY;

--
-- Name: order_states; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_states (
    state text NOT NULL,
    word text NOT NULL,
    look text NOT NULL,
    icon text NOT NULL,
    rank integer NOT NULL,
    is_open boolean NOT NULL,
    whose text NOT NULL,
    progress integer DEFAULT 0 NOT NULL
);

--
-- Name: programs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.programs (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'benefit'::text NOT NULL,
    default_products text[] DEFAULT '{income}'::text[] NOT NULL,
    truv_template text,
    due_days integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    due_shift text DEFAULT 'next'::text NOT NULL,
    call_after_days integer DEFAULT 4 NOT NULL,
    permissible_purpose text,
    use_case text,
    needs_consent boolean DEFAULT true NOT NULL,
    CONSTRAINT programs_call_after_days_check CHECK (((call_after_days >= 1) AND (call_after_days <= 60))),
    CONSTRAINT programs_due_days_check CHECK (((due_days >= 1) AND (due_days <= 365))),
    CONSTRAINT programs_due_shift_check CHECK ((due_shift = ANY (ARRAY['next'::text, 'before'::text]))),
    CONSTRAINT programs_kind_check CHECK ((kind = ANY (ARRAY['benefit'::text, 'mortgage'::text])))
);

--
-- Name: task_kinds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task_kinds (
    kind text NOT NULL,
    word text NOT NULL,
    what_to_do text NOT NULL,
    verb text NOT NULL,
    place text NOT NULL,
    icon text NOT NULL,
    look text NOT NULL,
    rank integer NOT NULL,
    due_days integer NOT NULL,
    is_review boolean DEFAULT false NOT NULL,
    is_of_order boolean DEFAULT false NOT NULL,
    CONSTRAINT task_kinds_due_days_check CHECK (((due_days >= 0) AND (due_days <= 60))),
    CONSTRAINT task_kinds_kind_check CHECK ((kind ~ '^[a-z_]+$'::text)),
    CONSTRAINT task_kinds_look_check CHECK ((look = ANY (ARRAY['you'::text, 'ready'::text, 'wait'::text]))),
    CONSTRAINT task_kinds_place_check CHECK ((place = ANY (ARRAY['order'::text, 'fix'::text, 'report'::text, 'case'::text, 'task'::text])))
);

--
-- Name: tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tasks (
    id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    case_id bigint NOT NULL,
    order_id bigint,
    member_id bigint,
    message_id bigint,
    sentence text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    opened_by bigint,
    due_on date NOT NULL,
    due_rule text NOT NULL,
    assignee_id bigint,
    snoozed_until date,
    snooze_reason text,
    done_at timestamp with time zone,
    done_by bigint,
    done_note text,
    closed_by_event text,
    client_key text,
    CONSTRAINT tasks_closed_by_event_check CHECK (((length(closed_by_event) >= 1) AND (length(closed_by_event) <= 400))),
    CONSTRAINT tasks_done_note_check CHECK (((length(done_note) >= 1) AND (length(done_note) <= 400))),
    CONSTRAINT tasks_done_whole CHECK (
CASE
    WHEN (done_at IS NULL) THEN ((done_by IS NULL) AND (done_note IS NULL) AND (closed_by_event IS NULL))
    ELSE ((done_by IS NULL) = (closed_by_event IS NOT NULL))
END),
    CONSTRAINT tasks_due_rule_check CHECK (((length(due_rule) >= 1) AND (length(due_rule) <= 400))),
    CONSTRAINT tasks_sentence_check CHECK (((length(sentence) >= 1) AND (length(sentence) <= 400))),
    CONSTRAINT tasks_snooze_reason_check CHECK (((length(snooze_reason) >= 1) AND (length(snooze_reason) <= 200))),
    CONSTRAINT tasks_snooze_whole CHECK (((snoozed_until IS NULL) = (snooze_reason IS NULL)))
);

ALTER TABLE ONLY public.tasks FORCE ROW LEVEL SECURITY;

--
-- Name: work_now; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.work_now WITH (security_invoker='true') AS
 SELECT ('order:'::text || (o.id)::text) AS key,
    'order'::text AS branch,
    c.id AS case_id,
    c.office_id,
    COALESCE(t.assignee_id, c.worker_id) AS worker_id,
    o.id AS order_id,
    t.id AS task_id,
    o.member_id,
    o.state,
    o.language,
    s.rank,
    COALESCE(LEAST(t.due_on, d.due_on), 'infinity'::date) AS due_on,
    o.state_at AS since,
    COALESCE(t.snoozed_until, '-infinity'::date) AS snoozed_until,
    d.programs
   FROM ((((public.cases c
     JOIN public.orders o ON ((o.case_id = c.id)))
     JOIN public.order_states s ON (((s.state = o.state) AND s.is_open)))
     LEFT JOIN public.tasks t ON (((t.order_id = o.id) AND (t.done_at IS NULL) AND (t.kind = ANY (ARRAY['order_fix'::text, 'order_stopped'::text, 'review'::text])))))
     CROSS JOIN LATERAL ( SELECT min(p.due_on) AS due_on,
            COALESCE(array_agg(g.code ORDER BY g.code) FILTER (WHERE (g.id IS NOT NULL)), '{}'::text[]) AS programs
           FROM (public.case_programs p
             JOIN public.programs g ON ((g.id = p.program_id)))
          WHERE (p.case_id = c.id)) d)
  WHERE (c.closed_at IS NULL)
UNION ALL
 SELECT ('task:'::text || (t.id)::text) AS key,
    'task'::text AS branch,
    c.id AS case_id,
    c.office_id,
    COALESCE(t.assignee_id, c.worker_id) AS worker_id,
    t.order_id,
    t.id AS task_id,
    t.member_id,
    'task'::text AS state,
    COALESCE(o.language, m.language, 'en'::text) AS language,
    k.rank,
    t.due_on,
    t.opened_at AS since,
    COALESCE(t.snoozed_until, '-infinity'::date) AS snoozed_until,
    d.programs
   FROM (((((public.cases c
     JOIN public.tasks t ON (((t.case_id = c.id) AND (t.done_at IS NULL))))
     JOIN public.task_kinds k ON (((k.kind = t.kind) AND (NOT k.is_of_order))))
     LEFT JOIN public.orders o ON ((o.id = t.order_id)))
     LEFT JOIN public.members m ON ((m.id = t.member_id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(array_agg(g.code ORDER BY g.code), '{}'::text[]) AS programs
           FROM (public.case_programs p
             JOIN public.programs g ON ((g.id = p.program_id)))
          WHERE (p.case_id = c.id)) d)
  WHERE (c.closed_at IS NULL);

--
-- Name: work_put(public.work_now); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_put(n public.work_now) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
	case_due date := coalesce((select c.due_on from cases c where c.id = n.case_id), 'infinity');
begin
	insert into work as w (key, branch, case_id, office_id, worker_id, order_id, task_id,
		member_id, state, language, rank, due_on, case_due, since, snoozed_until, programs)
	values (n.key, n.branch, n.case_id, n.office_id, n.worker_id, n.order_id, n.task_id,
	        n.member_id, n.state, n.language, n.rank, n.due_on, case_due, n.since,
	        n.snoozed_until, n.programs)
	on conflict (key) do update
	   set office_id = excluded.office_id, worker_id = excluded.worker_id,
	       task_id = excluded.task_id, state = excluded.state, language = excluded.language,
	       rank = excluded.rank, due_on = excluded.due_on, case_due = excluded.case_due,
	       since = excluded.since, snoozed_until = excluded.snoozed_until,
	       programs = excluded.programs
	 where (w.office_id, w.worker_id, w.task_id, w.state, w.language, w.rank, w.due_on,
	        w.case_due, w.since, w.snoozed_until, w.programs)
	       is distinct from
	       (excluded.office_id, excluded.worker_id, excluded.task_id, excluded.state,
	        excluded.language, excluded.rank, excluded.due_on, excluded.case_due, excluded.since,
	        excluded.snoozed_until, excluded.programs);
end $$;

--
-- Name: work_query(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_query(filters jsonb) RETURNS text
    LANGUAGE sql STABLE
    AS $$
	select coalesce(string_agg(n.name || '=' || fmt_url(filters ->> n.name), '&' order by n.place),
	                '')
	  from unnest('{who,state,program,language,due,snoozed}'::text[])
	       with ordinality n (name, place)
	 where filters ? n.name
$$;

--
-- Name: work_query_read(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_query_read(query text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $_$
	select coalesce(jsonb_object_agg(split_part(p, '=', 1), split_part(p, '=', 2)), '{}')
	  from regexp_split_to_table(left(query, 400), '&') p
	 where p ~ '^[a-z]+=[A-Za-z0-9_-]+$'
$_$;

--
-- Name: work_rows(jsonb, bigint, bigint[], boolean, text, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_rows(filters jsonb, asker bigint, offices bigint[], sees_all boolean, after text, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 60
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    AS $_$
declare
	who text := filters ->> 'who';
	at record;
begin
	select p.due_on, p.rank, p.since, p.id into at from work_place_read(after) p;
	if who = 'pool' then
		return query
		select x.id
		  from offices f
		 cross join lateral (
		       select w.id, w.due_on, w.rank, w.since
		         from work w
		        where w.office_id = f.id and w.worker_id is null and work_fits(w, filters)
		          and (w.due_on, w.rank, w.since, w.id) > (at.due_on, at.rank, at.since, at.id)
		        order by w.due_on, w.rank, w.since, w.id
		        limit most) x
		 where f.id = any (offices) or sees_all
		 order by x.due_on, x.rank, x.since, x.id
		 limit most;
	elsif who = 'all' then
		return query
		select x.id
		  from offices f
		 cross join lateral (
		       select w.id, w.due_on, w.rank, w.since
		         from work w
		        where w.office_id = f.id and work_fits(w, filters)
		          and (w.due_on, w.rank, w.since, w.id) > (at.due_on, at.rank, at.since, at.id)
		        order by w.due_on, w.rank, w.since, w.id
		        limit most) x
		 where f.id = any (offices) or sees_all
		 order by x.due_on, x.rank, x.since, x.id
		 limit most;
	else
		return query
		select w.id
		  from work w
		 where w.worker_id = case when who ~ '^[0-9]+$' then who::bigint else asker end
		   and (w.office_id = any (offices) or sees_all) and work_fits(w, filters)
		   and (w.due_on, w.rank, w.since, w.id) > (at.due_on, at.rank, at.since, at.id)
		 order by w.due_on, w.rank, w.since, w.id
		 limit most;
	end if;
end $_$;

--
-- Name: work_transfer(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.work_transfer(whose bigint, heir bigint) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
	was text := coalesce(current_setting('app.sees_all', true), '');
	moved integer;
	more integer;
begin
	perform set_config('app.sees_all', 'true', true);
	update cases c
	   set worker_id = case when works_in(heir, c.office_id) then heir end
	 where c.worker_id = whose and c.closed_at is null;
	get diagnostics moved = row_count;
	update tasks t
	   set assignee_id = case when works_in(heir, c.office_id) then heir end
	  from cases c
	 where c.id = t.case_id and t.assignee_id = whose and t.done_at is null;
	get diagnostics more = row_count;
	perform set_config('app.subject', 'user:' || whose, true);
	perform set_config('app.sees_all', was, true);
	return moved + more;
end $$;

--
-- Name: worker_next(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.worker_next(wanted bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
	select u.id
	  from cases c
	  join members m on m.case_id = c.id and m.relation = 'applicant'
	  join user_offices x on x.office_id = c.office_id
	  join users u on u.id = x.user_id and u.role = 'caseworker' and not u.is_disabled
	 cross join lateral (
	       select m.language = 'en' or exists (
	              select from user_languages l
	               where l.user_id = u.id and l.language = m.language) as speaks) s
	 cross join lateral (
	       select not exists (select from user_programs p where p.user_id = u.id)
	              or exists (select from user_programs p
	                           join case_programs cp on cp.program_id = p.program_id
	                          where p.user_id = u.id and cp.case_id = c.id) as does) d
	 cross join lateral (
	       select max(a.at) as at from assignments a
	        where a.to_id = u.id and a.task_id is null) last
	 where c.id = wanted
	 order by s.speaks desc, d.does desc, last.at nulls first, u.id
	 limit 1
$$;

--
-- Name: working_day(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.working_day(d date) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $$
begin
	while not is_working_day(d) loop
		d := d + 1;
	end loop;
	return d;
end $$;

--
-- Name: working_day_before(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.working_day_before(d date) RETURNS date
    LANGUAGE sql STABLE
    AS $$
	select coalesce(max(d - n), d) from generate_series(0, 14) n where is_working_day(d - n)
$$;

--
-- Name: working_days_after(date, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.working_days_after(d date, n integer) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $$
begin
	d := working_day(d + (n > 0)::integer);
	for i in 2 .. n loop
		d := working_day(d + 1);
	end loop;
	return d;
end $$;

--
-- Name: works_in(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.works_in(who bigint, office bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select exists (select from users u
	                 join user_offices x on x.user_id = u.id and x.office_id = office
	                where u.id = who and not u.is_disabled
	                  and u.role in ('caseworker', 'supervisor'))
$$;

--
-- Name: api_answers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_answers (
    id bigint NOT NULL,
    token_id bigint NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer,
    body text,
    lease_until timestamp with time zone NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT api_answers_key_check CHECK (((length(key) >= 1) AND (length(key) <= 128))),
    CONSTRAINT api_answers_request_hash_check CHECK ((request_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT api_answers_status_check CHECK (((status >= 200) AND (status <= 499))),
    CONSTRAINT api_answers_whole CHECK (((status IS NULL) = (body IS NULL)))
);

--
-- Name: api_answers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_answers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_answers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: api_deliveries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_deliveries (
    id bigint NOT NULL,
    event_id bigint NOT NULL,
    endpoint_id bigint NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    http_status integer,
    problem text,
    replays integer DEFAULT 0 NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    tried_at timestamp with time zone,
    CONSTRAINT api_deliveries_problem_check CHECK ((problem = ANY (ARRAY['private'::text, 'no_answer'::text, 'refused'::text, 'gone'::text, 'off'::text]))),
    CONSTRAINT api_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text])))
);

--
-- Name: api_deliveries_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_deliveries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: api_endpoint_offices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_endpoint_offices (
    endpoint_id bigint NOT NULL,
    office_id bigint NOT NULL
);

--
-- Name: api_endpoints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_endpoints (
    id bigint NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    secret_before text,
    before_until timestamp with time zone,
    kinds text[] NOT NULL,
    client_key text NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT api_endpoints_before_whole CHECK (((secret_before IS NULL) = (before_until IS NULL))),
    CONSTRAINT api_endpoints_kinds_check CHECK ((cardinality(kinds) > 0)),
    CONSTRAINT api_endpoints_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT api_endpoints_url_check CHECK (((url ~ '^https?://'::text) AND (length(url) <= 500)))
);

--
-- Name: api_endpoints_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_endpoints ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_endpoints_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: api_event_kinds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_event_kinds (
    kind text NOT NULL,
    "position" integer NOT NULL,
    word text NOT NULL
);

--
-- Name: api_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_events (
    id bigint NOT NULL,
    kind text NOT NULL,
    case_id bigint,
    body jsonb NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT api_events_case CHECK (((kind = 'endpoint.test'::text) = (case_id IS NULL)))
);

ALTER TABLE ONLY public.api_events FORCE ROW LEVEL SECURITY;

--
-- Name: api_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: api_scopes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_scopes (
    scope text NOT NULL,
    "position" integer NOT NULL,
    word text NOT NULL
);

--
-- Name: api_token_offices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_token_offices (
    token_id bigint NOT NULL,
    office_id bigint NOT NULL
);

--
-- Name: api_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_tokens (
    id bigint NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    token_hash text NOT NULL,
    scopes text[] NOT NULL,
    per_minute integer DEFAULT 300 NOT NULL,
    minute_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    minute_calls integer DEFAULT 0 NOT NULL,
    client_key text NOT NULL,
    follows_id bigint,
    made_by bigint NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by bigint,
    CONSTRAINT api_tokens_end_fits CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL))),
    CONSTRAINT api_tokens_lives CHECK ((expires_at > made_at)),
    CONSTRAINT api_tokens_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT api_tokens_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 6000))),
    CONSTRAINT api_tokens_prefix_check CHECK ((prefix ~ '^vfy_[0-9a-f]{8}$'::text)),
    CONSTRAINT api_tokens_scopes_check CHECK ((cardinality(scopes) > 0)),
    CONSTRAINT api_tokens_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: api_tokens_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_tokens ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_tokens_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: ask_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ask_words (
    kind text NOT NULL,
    language text NOT NULL,
    words text NOT NULL,
    CONSTRAINT ask_words_kind_check CHECK ((kind = ANY (ARRAY['head'::text, 'new_job'::text, 'gone_job'::text, 'other_pay'::text, 'said_ended'::text, 'not_found'::text, 'foot'::text]))),
    CONSTRAINT ask_words_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);

--
-- Name: asset_choices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.asset_choices (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    account text NOT NULL,
    deposit text DEFAULT ''::text NOT NULL,
    counts boolean NOT NULL,
    reason text NOT NULL,
    decided_by bigint NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT asset_choices_account_check CHECK (((length(account) >= 1) AND (length(account) <= 100))),
    CONSTRAINT asset_choices_deposit_check CHECK ((length(deposit) <= 100)),
    CONSTRAINT asset_choices_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);

ALTER TABLE ONLY public.asset_choices FORCE ROW LEVEL SECURITY;

--
-- Name: asset_choices_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.asset_choices ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.asset_choices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: asset_choices_now; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.asset_choices_now WITH (security_invoker='true') AS
 SELECT DISTINCT ON (a.review_id, a.account, a.deposit) a.id,
    a.review_id,
    a.account,
    a.deposit,
    a.counts,
    a.reason,
    a.decided_by,
    a.decided_at
   FROM public.asset_choices a
  ORDER BY a.review_id, a.account, a.deposit, a.id DESC;

--
-- Name: asset_reports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.asset_reports (
    program_id bigint NOT NULL,
    days_requested integer NOT NULL,
    large_cents bigint,
    CONSTRAINT asset_reports_days_requested_check CHECK (((days_requested >= 1) AND (days_requested <= 730))),
    CONSTRAINT asset_reports_large_cents_check CHECK ((large_cents > 0))
);

--
-- Name: assignments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assignments (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    task_id bigint,
    from_id bigint,
    to_id bigint,
    by_id bigint,
    how text NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT assignments_how_check CHECK ((how = ANY (ARRAY['take'::text, 'takeover'::text, 'give'::text, 'release'::text, 'share'::text])))
);

ALTER TABLE ONLY public.assignments FORCE ROW LEVEL SECURITY;

--
-- Name: assignments_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assignments ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.assignments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: audit_chain; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_chain (
    seq bigint NOT NULL,
    audit_id bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_chain_seq_check CHECK ((seq > 0))
);

--
-- Name: audit_checks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_checks (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    seq bigint NOT NULL,
    findings integer DEFAULT 0 NOT NULL,
    CONSTRAINT audit_checks_kind_check CHECK ((kind = ANY (ARRAY['anchor'::text, 'verify'::text])))
);

--
-- Name: audit_checks_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit_checks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_checks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: audit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: audit_outcomes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_outcomes (
    outcome text NOT NULL,
    word text NOT NULL
);

--
-- Name: batch_actions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.batch_actions (
    action text NOT NULL,
    title text NOT NULL,
    verb text NOT NULL,
    doing text NOT NULL,
    has_done text NOT NULL
);

--
-- Name: batches_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.batches ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.batches_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: calendar; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar (
    is_one boolean DEFAULT true NOT NULL,
    closes_at time without time zone DEFAULT '17:00:00'::time without time zone NOT NULL,
    CONSTRAINT calendar_is_one_check CHECK (is_one)
);

--
-- Name: call_interpreters; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_interpreters (
    interpreter text NOT NULL,
    "position" integer NOT NULL,
    word text NOT NULL,
    note text NOT NULL
);

--
-- Name: call_lines; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_lines (
    id bigint NOT NULL,
    call_id bigint NOT NULL,
    key text NOT NULL,
    text text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT call_lines_text_check CHECK (((length(text) >= 1) AND (length(text) <= 400)))
);

ALTER TABLE ONLY public.call_lines FORCE ROW LEVEL SECURITY;

--
-- Name: call_lines_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.call_lines ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.call_lines_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: call_outcomes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_outcomes (
    outcome text NOT NULL,
    "position" integer NOT NULL,
    word text NOT NULL,
    note text NOT NULL,
    is_asked boolean NOT NULL
);

--
-- Name: call_replies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_replies (
    reply text NOT NULL,
    "position" integer NOT NULL,
    said text NOT NULL,
    answer text NOT NULL,
    CONSTRAINT call_replies_position_check CHECK ((("position" >= 1) AND ("position" <= 9)))
);

--
-- Name: call_scripts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_scripts (
    key text NOT NULL,
    sees text
);

--
-- Name: call_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_tasks (
    outcome text NOT NULL,
    kind text NOT NULL,
    sentence text NOT NULL
);

--
-- Name: call_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_words (
    key text NOT NULL,
    language text NOT NULL,
    say text NOT NULL,
    CONSTRAINT call_words_say_check CHECK (((length(say) >= 1) AND (length(say) <= 400)))
);

--
-- Name: calls_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.calls ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.calls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: campaign_items; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign_items (
    id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    office_id bigint NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint NOT NULL,
    order_id bigint,
    due_on date NOT NULL,
    place text NOT NULL,
    reason text,
    refresh_id bigint,
    link_id bigint,
    tries integer DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT campaign_items_left_out CHECK (((place = 'left_out'::text) = ((order_id IS NULL) OR (reason = ANY (ARRAY['recent'::text, 'no_connection'::text, 'restricted'::text, 'under_way'::text, 'elsewhere'::text, 'closed'::text])))))
);

ALTER TABLE ONLY public.campaign_items FORCE ROW LEVEL SECURITY;

--
-- Name: campaign_items_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaign_items ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.campaign_items_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: campaign_places; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign_places (
    place text NOT NULL,
    outcome text NOT NULL,
    word text NOT NULL,
    CONSTRAINT campaign_places_outcome_check CHECK ((outcome = ANY (ARRAY['unchanged'::text, 'changed'::text, 'failed'::text, 'person'::text, 'todo'::text, 'left_out'::text])))
);

--
-- Name: campaign_reasons; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign_reasons (
    reason text NOT NULL,
    word text NOT NULL,
    done text NOT NULL
);

--
-- Name: campaign_states; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign_states (
    state text NOT NULL,
    word text NOT NULL,
    look text NOT NULL,
    icon text NOT NULL,
    place integer NOT NULL
);

--
-- Name: campaigns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns (
    id bigint NOT NULL,
    name text NOT NULL,
    office_ids bigint[] NOT NULL,
    due_from date NOT NULL,
    due_to date NOT NULL,
    program text,
    product text NOT NULL,
    last_result text,
    recent_days integer NOT NULL,
    sends_links boolean DEFAULT true NOT NULL,
    state text DEFAULT 'counting'::text NOT NULL,
    pause_why text,
    pace integer DEFAULT 240 NOT NULL,
    client_key text NOT NULL,
    counted_case bigint DEFAULT 0 NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    counted_at timestamp with time zone,
    started_by bigint,
    started_at timestamp with time zone,
    approved_by bigint,
    ended_at timestamp with time zone,
    import_id bigint,
    CONSTRAINT campaigns_check CHECK (((due_to >= due_from) AND (due_to <= (due_from + 400)))),
    CONSTRAINT campaigns_client_key_check CHECK ((client_key ~ '^[A-Za-z0-9-]{16,80}$'::text)),
    CONSTRAINT campaigns_last_result_check CHECK ((last_result = ANY (ARRAY['never'::text, 'unchanged'::text, 'changed'::text, 'failed'::text]))),
    CONSTRAINT campaigns_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT campaigns_office_ids_check CHECK ((office_ids <> '{}'::bigint[])),
    CONSTRAINT campaigns_pace_check CHECK ((pace = ANY (ARRAY[240, 120, 60]))),
    CONSTRAINT campaigns_pause_fits CHECK (((state = 'paused'::text) = (pause_why IS NOT NULL))),
    CONSTRAINT campaigns_pause_why_check CHECK ((pause_why = ANY (ARRAY['person'::text, 'endpoint'::text]))),
    CONSTRAINT campaigns_product_check CHECK ((product = ANY (ARRAY['income'::text, 'employment'::text, 'assets'::text]))),
    CONSTRAINT campaigns_recent_days_check CHECK (((recent_days >= 0) AND (recent_days <= 400))),
    CONSTRAINT campaigns_second_person CHECK (((approved_by IS NULL) OR (approved_by <> started_by)))
);

ALTER TABLE ONLY public.campaigns FORCE ROW LEVEL SECURITY;

--
-- Name: campaigns_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.campaigns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: cancel_reasons; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cancel_reasons (
    provider text NOT NULL,
    reason text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL
);

--
-- Name: case_milestones; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_milestones (
    case_id bigint NOT NULL,
    milestone_id bigint NOT NULL,
    period text DEFAULT ''::text NOT NULL,
    reached_at timestamp with time zone DEFAULT now() NOT NULL,
    way text NOT NULL,
    teller text NOT NULL,
    CONSTRAINT case_milestones_period_check CHECK ((period ~ '^(20\d\d-(0[1-9]|1[0-2]))?$'::text)),
    CONSTRAINT case_milestones_way_check CHECK ((way = ANY (ARRAY['screen'::text, 'import'::text, 'api'::text])))
);

ALTER TABLE ONLY public.case_milestones FORCE ROW LEVEL SECURITY;

--
-- Name: cases_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.cases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.cases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: cause_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cause_words (
    cause text NOT NULL,
    language text NOT NULL,
    say text NOT NULL,
    CONSTRAINT cause_words_language_check CHECK ((language <> 'en'::text)),
    CONSTRAINT cause_words_say_check CHECK (((length(say) >= 1) AND (length(say) <= 400)))
);

--
-- Name: causes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.causes (
    cause text NOT NULL,
    title text NOT NULL,
    meaning text NOT NULL,
    say text NOT NULL,
    verb text NOT NULL,
    action text NOT NULL,
    CONSTRAINT causes_action_check CHECK ((action = ANY (ARRAY['resend'::text, 'replace'::text, 'wait'::text, 'other_source'::text, 'fix'::text, 'ask_admin'::text, 'identify'::text])))
);

--
-- Name: client_sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.client_sessions (
    order_id bigint NOT NULL,
    code text NOT NULL,
    token text NOT NULL,
    token_hash text NOT NULL,
    opened_at timestamp with time zone,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT client_sessions_code_check CHECK (((length(code) >= 16) AND (length(code) <= 64))),
    CONSTRAINT client_sessions_token_check CHECK (((length(token) >= 1) AND (length(token) <= 2000))),
    CONSTRAINT client_sessions_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.client_sessions FORCE ROW LEVEL SECURITY;

--
-- Name: common_passwords; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.common_passwords (
    hash text NOT NULL,
    CONSTRAINT common_passwords_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: connections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.connections (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    upstream_id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    provider_name text,
    data_source text,
    link_id text,
    state text NOT NULL,
    cause text,
    tries integer DEFAULT 0 NOT NULL,
    upstream_at timestamp with time zone NOT NULL,
    state_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT connections_cause_fits CHECK (((state = 'needs_you'::text) = (cause IS NOT NULL))),
    CONSTRAINT connections_kind_check CHECK ((kind = ANY (ARRAY['employer'::text, 'bank'::text]))),
    CONSTRAINT connections_state_fits CHECK ((state = ANY (ARRAY['waiting'::text, 'connecting'::text, 'reading'::text, 'ready'::text, 'needs_you'::text, 'expired'::text, 'canceled'::text, 'reviewed'::text])))
);

ALTER TABLE ONLY public.connections FORCE ROW LEVEL SECURITY;

--
-- Name: connections_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.connections ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.connections_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: consents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.consents (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint NOT NULL,
    provider text NOT NULL,
    how text NOT NULL,
    given_on date NOT NULL,
    noted_by bigint NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT consents_how_check CHECK ((how = ANY (ARRAY['signed'::text, 'spoken'::text, 'online'::text])))
);

ALTER TABLE ONLY public.consents FORCE ROW LEVEL SECURITY;

--
-- Name: consents_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.consents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.consents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: county_leaves; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.county_leaves (
    token_hash text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT county_leaves_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: county_providers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.county_providers (
    issuer text NOT NULL,
    document jsonb NOT NULL,
    keys jsonb NOT NULL,
    read_at timestamp with time zone DEFAULT now() NOT NULL,
    keys_at timestamp with time zone DEFAULT now() NOT NULL,
    asked_at timestamp with time zone,
    asked_for_leave_at timestamp with time zone
);

--
-- Name: county_refusals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.county_refusals (
    id bigint NOT NULL,
    why text NOT NULL,
    groups text[] DEFAULT '{}'::text[] NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT county_refusals_why_check CHECK ((why ~ '^[a-z_]{1,40}$'::text))
);

--
-- Name: county_refusals_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.county_refusals ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.county_refusals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: county_sign_ins; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.county_sign_ins (
    state_hash text NOT NULL,
    browser_hash text NOT NULL,
    nonce text NOT NULL,
    verifier text NOT NULL,
    next text,
    remote text NOT NULL,
    begun_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT county_sign_ins_browser_hash_check CHECK ((browser_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT county_sign_ins_next_check CHECK ((length(next) <= 2048)),
    CONSTRAINT county_sign_ins_state_hash_check CHECK ((state_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: date_forms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.date_forms (
    language text NOT NULL,
    form text NOT NULL,
    months text[] NOT NULL,
    CONSTRAINT date_forms_months_check CHECK ((cardinality(months) = 12))
);

--
-- Name: decisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.decisions (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    round integer NOT NULL,
    stage integer NOT NULL,
    outcome text NOT NULL,
    is_final boolean NOT NULL,
    is_sampled boolean DEFAULT false NOT NULL,
    reason text,
    report_id bigint,
    decided_by bigint NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT decisions_outcome CHECK (
CASE outcome
    WHEN 'second'::text THEN ((stage = 1) AND (NOT is_final))
    WHEN 'send_back'::text THEN ((stage = 2) AND (NOT is_final))
    WHEN 'accept'::text THEN (is_final OR ((stage = 1) AND is_sampled))
    ELSE is_final
END),
    CONSTRAINT decisions_outcome_check CHECK ((outcome = ANY (ARRAY['accept'::text, 'ask_again'::text, 'reject'::text, 'second'::text, 'send_back'::text]))),
    CONSTRAINT decisions_reason CHECK (((reason IS NOT NULL) OR (outcome = 'accept'::text))),
    CONSTRAINT decisions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
    CONSTRAINT decisions_round_check CHECK ((round > 0)),
    CONSTRAINT decisions_sampled CHECK (((NOT is_sampled) OR ((stage = 1) AND (outcome = 'accept'::text)))),
    CONSTRAINT decisions_stage_check CHECK ((stage = ANY (ARRAY[1, 2])))
);

ALTER TABLE ONLY public.decisions FORCE ROW LEVEL SECURITY;

--
-- Name: decisions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.decisions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.decisions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: declarations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.declarations (
    id bigint NOT NULL,
    member_id bigint NOT NULL,
    declared_on date NOT NULL,
    how text NOT NULL,
    words text,
    taken_by bigint NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    client_key text,
    CONSTRAINT declarations_declared_on_check CHECK ((declared_on <= (CURRENT_DATE + 1))),
    CONSTRAINT declarations_how_check CHECK ((how = ANY (ARRAY['application'::text, 'interview'::text, 'renewal'::text, 'report'::text]))),
    CONSTRAINT declarations_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);

ALTER TABLE ONLY public.declarations FORCE ROW LEVEL SECURITY;

--
-- Name: declarations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.declarations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.declarations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: declared_jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.declared_jobs (
    declaration_id bigint NOT NULL,
    "position" integer NOT NULL,
    employer text NOT NULL,
    is_over boolean DEFAULT false NOT NULL,
    pay_cents bigint,
    frequency text,
    rate_cents bigint,
    hours numeric(5,2),
    words text,
    CONSTRAINT declared_jobs_employer_check CHECK (((length(employer) >= 1) AND (length(employer) <= 100))),
    CONSTRAINT declared_jobs_frequency_check CHECK ((frequency = ANY (ARRAY['W'::text, 'BW'::text, 'SM'::text, 'M'::text]))),
    CONSTRAINT declared_jobs_hours_check CHECK (((hours >= (0)::numeric) AND (hours <= (168)::numeric))),
    CONSTRAINT declared_jobs_pay_cents_check CHECK (((pay_cents >= 0) AND (pay_cents <= '99999999999999'::bigint))),
    CONSTRAINT declared_jobs_pay_whole CHECK (((pay_cents IS NULL) = (frequency IS NULL))),
    CONSTRAINT declared_jobs_position_check CHECK ((("position" >= 0) AND ("position" <= 19))),
    CONSTRAINT declared_jobs_rate_cents_check CHECK (((rate_cents >= 0) AND (rate_cents <= 99999999))),
    CONSTRAINT declared_jobs_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);

ALTER TABLE ONLY public.declared_jobs FORCE ROW LEVEL SECURITY;

--
-- Name: displays_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.displays ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.displays_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: dispositions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispositions (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    subject text NOT NULL,
    finding text NOT NULL,
    choice text NOT NULL,
    reason text,
    decided_by bigint NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dispositions_choice_check CHECK ((choice = ANY (ARRAY['found'::text, 'declared'::text, 'ask'::text]))),
    CONSTRAINT dispositions_finding_check CHECK ((finding ~ '^[0-9a-f]{16}$'::text)),
    CONSTRAINT dispositions_reason CHECK (((choice <> 'declared'::text) OR (reason IS NOT NULL))),
    CONSTRAINT dispositions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT dispositions_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 100)))
);

ALTER TABLE ONLY public.dispositions FORCE ROW LEVEL SECURITY;

--
-- Name: dispositions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.dispositions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.dispositions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: dispositions_now; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.dispositions_now WITH (security_invoker='true') AS
 SELECT DISTINCT ON (d.review_id, d.subject) d.id,
    d.review_id,
    d.subject,
    d.finding,
    d.choice,
    d.reason,
    d.decided_by,
    d.decided_at
   FROM public.dispositions d
  ORDER BY d.review_id, d.subject, d.id DESC;

--
-- Name: drafts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.drafts (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    place_hash text NOT NULL,
    fields text,
    session_hash text NOT NULL,
    saved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT drafts_place_hash_check CHECK ((place_hash ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.drafts FORCE ROW LEVEL SECURITY;

--
-- Name: drafts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.drafts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.drafts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: dues; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dues (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint NOT NULL,
    period_on date NOT NULL,
    due_on date NOT NULL,
    program_id bigint,
    import_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dues_period_on_check CHECK ((EXTRACT(day FROM period_on) = (1)::numeric))
);

ALTER TABLE ONLY public.dues FORCE ROW LEVEL SECURITY;

--
-- Name: dues_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.dues ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.dues_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: emergency_uses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.emergency_uses (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    session_id bigint NOT NULL,
    remote text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    seen_by bigint,
    seen_at timestamp with time zone
);

--
-- Name: emergency_uses_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.emergency_uses ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.emergency_uses_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: employer_searches; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.employer_searches (
    id bigint NOT NULL,
    query text NOT NULL,
    product text NOT NULL,
    hits text[] DEFAULT '{}'::text[] NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    found_at timestamp with time zone,
    CONSTRAINT employer_searches_product_check CHECK ((product = ANY (ARRAY['income'::text, 'employment'::text]))),
    CONSTRAINT employer_searches_query_check CHECK (((length(query) >= 2) AND (length(query) <= 100)))
);

--
-- Name: employer_searches_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.employer_searches ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.employer_searches_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: employers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.employers (
    mapping_id text NOT NULL,
    name text NOT NULL,
    is_direct boolean DEFAULT false NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT employers_mapping_id_check CHECK (((length(mapping_id) >= 1) AND (length(mapping_id) <= 100))),
    CONSTRAINT employers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

--
-- Name: event_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event_words (
    type text NOT NULL,
    word text NOT NULL,
    icon text NOT NULL
);

--
-- Name: export_chunks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.export_chunks (
    export_id bigint NOT NULL,
    "position" integer NOT NULL,
    body text NOT NULL,
    CONSTRAINT export_chunks_position_check CHECK ((("position" >= 0) AND ("position" <= 59)))
);

ALTER TABLE ONLY public.export_chunks FORCE ROW LEVEL SECURITY;

--
-- Name: export_columns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.export_columns (
    list text NOT NULL,
    name text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL,
    is_default boolean DEFAULT true NOT NULL
);

--
-- Name: export_lists; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.export_lists (
    list text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL,
    hint text NOT NULL,
    pick_word text NOT NULL
);

--
-- Name: export_states; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.export_states (
    state text NOT NULL,
    word text NOT NULL,
    look text NOT NULL,
    icon text NOT NULL
);

--
-- Name: exports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.exports (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    list text NOT NULL,
    columns text[] NOT NULL,
    office_id bigint,
    pick text,
    office_ids bigint[],
    state text DEFAULT 'queued'::text NOT NULL,
    after text DEFAULT ''::text NOT NULL,
    chunks integer DEFAULT 0 NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    left_count integer,
    bytes bigint DEFAULT 0 NOT NULL,
    fetches integer DEFAULT 0 NOT NULL,
    client_key text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT exports_client_key_check CHECK ((client_key ~ '^[A-Za-z0-9-]{16,80}$'::text)),
    CONSTRAINT exports_columns_check CHECK ((columns <> '{}'::text[])),
    CONSTRAINT exports_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'refused'::text, 'expired'::text])))),
    CONSTRAINT exports_pick_check CHECK ((length(pick) <= 40))
);

ALTER TABLE ONLY public.exports FORCE ROW LEVEL SECURITY;

--
-- Name: exports_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.exports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.exports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: gate_minutes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gate_minutes (
    provider text NOT NULL,
    minute timestamp with time zone NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    background integer DEFAULT 0 NOT NULL,
    turned_away integer DEFAULT 0 NOT NULL,
    throttled integer DEFAULT 0 NOT NULL
);

--
-- Name: gates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gates (
    provider text NOT NULL,
    per_minute integer NOT NULL,
    burst integer NOT NULL,
    reserve integer NOT NULL,
    tat timestamp with time zone DEFAULT now() NOT NULL,
    promised timestamp with time zone DEFAULT now() NOT NULL,
    promised_background timestamp with time zone DEFAULT now() NOT NULL,
    paused_until timestamp with time zone,
    pause_step integer DEFAULT 0 NOT NULL,
    last_429_at timestamp with time zone,
    denied_at timestamp with time zone,
    denied_status integer,
    probe_at timestamp with time zone,
    accepted_at timestamp with time zone,
    CONSTRAINT gates_denied_fits CHECK (((denied_at IS NULL) = (probe_at IS NULL))),
    CONSTRAINT gates_leave_some CHECK (((burst > reserve) AND (reserve >= 0) AND (per_minute > 0))),
    CONSTRAINT gates_provider_check CHECK ((provider = ANY (ARRAY['truv'::text, 'truework'::text, 'sms'::text, 'mail'::text])))
);

--
-- Name: group_role_offices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_role_offices (
    group_role_id bigint NOT NULL,
    office_id bigint NOT NULL
);

--
-- Name: group_roles; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_roles (
    id bigint NOT NULL,
    group_name text NOT NULL,
    role text NOT NULL,
    made_by bigint,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_by bigint,
    ended_at timestamp with time zone,
    CONSTRAINT group_roles_group_name_check CHECK (((length(group_name) >= 1) AND (length(group_name) <= 200)))
);

--
-- Name: group_roles_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.group_roles ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.group_roles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: half_sign_ins; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.half_sign_ins (
    id bigint NOT NULL,
    token_hash text NOT NULL,
    user_id bigint NOT NULL,
    wants text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT half_sign_ins_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT half_sign_ins_wants_check CHECK ((wants = ANY (ARRAY['code'::text, 'setup'::text, 'replace'::text])))
);

--
-- Name: half_sign_ins_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.half_sign_ins ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.half_sign_ins_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: holidays; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.holidays (
    day_on date NOT NULL,
    name text NOT NULL,
    CONSTRAINT holidays_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

--
-- Name: import_cells; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_cells (
    client_key text NOT NULL,
    number integer NOT NULL,
    cells text[] NOT NULL
);

--
-- Name: import_fields; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_fields (
    kind text NOT NULL,
    field text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL,
    is_needed boolean NOT NULL,
    form text NOT NULL,
    headings text[] NOT NULL
);

--
-- Name: import_forms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_forms (
    form text NOT NULL,
    wrong text NOT NULL
);

--
-- Name: import_headings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_headings (
    office_id bigint NOT NULL,
    kind text NOT NULL,
    heading text NOT NULL,
    field text
);

ALTER TABLE ONLY public.import_headings FORCE ROW LEVEL SECURITY;

--
-- Name: import_kinds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_kinds (
    kind text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL,
    hint text NOT NULL
);

--
-- Name: imports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.imports (
    id bigint NOT NULL,
    kind text NOT NULL,
    office_id bigint NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    bytes integer NOT NULL,
    headings text[] NOT NULL,
    row_count integer NOT NULL,
    mapping jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text NOT NULL,
    checked_row integer DEFAULT 0 NOT NULL,
    matched_row integer DEFAULT 0 NOT NULL,
    client_key text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_by bigint,
    confirmed_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT imports_bytes_check CHECK (((bytes >= 1) AND (bytes <= 5242880))),
    CONSTRAINT imports_client_key_check CHECK ((client_key ~ '^[A-Za-z0-9-]{16,80}$'::text)),
    CONSTRAINT imports_confirmed CHECK (((state <> ALL (ARRAY['running'::text, 'done'::text])) OR (confirmed_by IS NOT NULL))),
    CONSTRAINT imports_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'dropped'::text, 'expired'::text])))),
    CONSTRAINT imports_headings_check CHECK (((cardinality(headings) >= 2) AND (cardinality(headings) <= 60))),
    CONSTRAINT imports_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT imports_row_count_check CHECK (((row_count >= 1) AND (row_count <= 10000))),
    CONSTRAINT imports_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;

--
-- Name: import_lines; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.import_lines WITH (security_barrier='true') AS
 SELECT i.id AS import_id,
    c.number,
    c.cells
   FROM (public.imports i
     JOIN public.import_cells c ON ((c.client_key = i.client_key)));

--
-- Name: import_problems; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_problems (
    problem text NOT NULL,
    word text NOT NULL,
    field text
);

--
-- Name: import_rows; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_rows (
    import_id bigint NOT NULL,
    number integer NOT NULL,
    data jsonb,
    problem text,
    field text,
    forecast text,
    outcome text,
    case_id bigint,
    member_id bigint,
    due_id bigint,
    CONSTRAINT import_rows_forecast_check CHECK ((forecast = ANY (ARRAY['made'::text, 'changed'::text, 'same'::text]))),
    CONSTRAINT import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['made'::text, 'changed'::text, 'same'::text, 'refused'::text]))),
    CONSTRAINT import_rows_refused CHECK (((outcome IS DISTINCT FROM 'refused'::text) OR (problem IS NOT NULL)))
);

ALTER TABLE ONLY public.import_rows FORCE ROW LEVEL SECURITY;

--
-- Name: import_states; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_states (
    state text NOT NULL,
    word text NOT NULL,
    look text NOT NULL,
    icon text NOT NULL,
    place integer NOT NULL
);

--
-- Name: import_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_words (
    form text NOT NULL,
    word text NOT NULL,
    value text NOT NULL
);

--
-- Name: imports_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.imports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.imports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: incidents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.incidents (
    id bigint NOT NULL,
    kind text NOT NULL,
    order_id bigint,
    key text NOT NULL,
    detail text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT incidents_detail_check CHECK (((length(detail) >= 1) AND (length(detail) <= 300))),
    CONSTRAINT incidents_kind_check CHECK ((kind = ANY (ARRAY['duplicate'::text, 'stranger'::text, 'revenant'::text, 'keys_refused'::text])))
);

--
-- Name: incidents_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.incidents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.incidents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: invitations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitations (
    id bigint NOT NULL,
    kind text NOT NULL,
    user_id bigint,
    token_hash text NOT NULL,
    made_by bigint,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT invitations_kind_check CHECK ((kind = ANY (ARRAY['bootstrap'::text, 'join'::text, 'password'::text, 'factor'::text]))),
    CONSTRAINT invitations_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT invitations_user_fits CHECK (((kind = 'bootstrap'::text) = (user_id IS NULL)))
);

--
-- Name: invitations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invitations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.invitations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.jobs (
    id bigint NOT NULL,
    kind text NOT NULL,
    input jsonb DEFAULT '{}'::jsonb NOT NULL,
    slot text,
    single text,
    state text DEFAULT 'queued'::text NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    generation bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    problem text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT jobs_end_fits CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT jobs_lease_fits CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

--
-- Name: jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: languages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.languages (
    code text NOT NULL,
    word text NOT NULL,
    own_word text NOT NULL,
    truv_locale text NOT NULL,
    is_rtl boolean DEFAULT false NOT NULL
);

--
-- Name: loans; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.loans (
    case_id bigint NOT NULL,
    number text NOT NULL,
    application_number text,
    originator_name text,
    originator_email text,
    processor_name text,
    processor_email text,
    loan_type text,
    sales_price_cents bigint,
    closing_on date,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT loans_application_number_check CHECK (((length(application_number) >= 1) AND (length(application_number) <= 64))),
    CONSTRAINT loans_loan_type_check CHECK ((loan_type = ANY (ARRAY['conventional'::text, 'fha'::text, 'va'::text, 'usda'::text]))),
    CONSTRAINT loans_number_check CHECK (((length(number) >= 1) AND (length(number) <= 64))),
    CONSTRAINT loans_originator_email_check CHECK ((originator_email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'::text)),
    CONSTRAINT loans_originator_name_check CHECK (((length(originator_name) >= 1) AND (length(originator_name) <= 100))),
    CONSTRAINT loans_processor_email_check CHECK ((processor_email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'::text)),
    CONSTRAINT loans_processor_name_check CHECK (((length(processor_name) >= 1) AND (length(processor_name) <= 100))),
    CONSTRAINT loans_sales_price_cents_check CHECK (((sales_price_cents >= 1) AND (sales_price_cents <= '99999999999'::bigint)))
);

ALTER TABLE ONLY public.loans FORCE ROW LEVEL SECURITY;

--
-- Name: lookup_kinds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lookup_kinds (
    kind text NOT NULL,
    word text NOT NULL,
    meant text NOT NULL,
    rank integer NOT NULL,
    most integer,
    CONSTRAINT lookup_kinds_kind_check CHECK ((kind ~ '^[a-z_]+$'::text)),
    CONSTRAINT lookup_kinds_most_check CHECK ((most > 0))
);

--
-- Name: lookups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lookups (
    id bigint NOT NULL,
    kind text NOT NULL,
    user_id bigint NOT NULL,
    case_id bigint,
    office_id bigint NOT NULL,
    opening_id bigint,
    day date,
    times integer DEFAULT 1 NOT NULL,
    first_at timestamp with time zone DEFAULT now() NOT NULL,
    last_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    reason text,
    decided_by bigint,
    decided_at timestamp with time zone,
    CONSTRAINT lookups_about CHECK ((((case_id IS NULL) = (kind = 'many'::text)) AND ((day IS NULL) = (kind <> 'many'::text)) AND ((opening_id IS NULL) = (kind <> 'restricted'::text)))),
    CONSTRAINT lookups_decided_whole CHECK ((num_nulls(reason, decided_by, decided_at) =
CASE state
    WHEN 'open'::text THEN 3
    ELSE 0
END)),
    CONSTRAINT lookups_not_ones_own CHECK ((decided_by <> user_id)),
    CONSTRAINT lookups_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 400))),
    CONSTRAINT lookups_state_check CHECK ((state = ANY (ARRAY['open'::text, 'explained'::text, 'passed_on'::text]))),
    CONSTRAINT lookups_times_check CHECK ((times > 0))
);

ALTER TABLE ONLY public.lookups FORCE ROW LEVEL SECURITY;

--
-- Name: lookups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.lookups ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lookups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: members_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.members ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.members_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: message_attempts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_attempts (
    id bigint NOT NULL,
    message_id bigint NOT NULL,
    phase text DEFAULT 'claimed'::text NOT NULL,
    job_id bigint NOT NULL,
    generation bigint NOT NULL,
    claimed_at timestamp with time zone DEFAULT now() NOT NULL,
    committed_at timestamp with time zone,
    ended_at timestamp with time zone,
    reply_code integer,
    curl_code integer,
    request_hash text,
    reply_hash text,
    CONSTRAINT message_attempts_phase_check CHECK ((phase = ANY (ARRAY['claimed'::text, 'committed'::text, 'accepted'::text, 'refused'::text, 'denied'::text, 'throttled'::text, 'unsent'::text, 'uncertain'::text]))),
    CONSTRAINT message_attempts_phase_fits CHECK (((phase = ANY (ARRAY['claimed'::text, 'committed'::text])) = (ended_at IS NULL))),
    CONSTRAINT message_attempts_sent_was_committed CHECK (((phase <> ALL (ARRAY['committed'::text, 'accepted'::text, 'uncertain'::text])) OR (committed_at IS NOT NULL)))
);

ALTER TABLE ONLY public.message_attempts FORCE ROW LEVEL SECURITY;

--
-- Name: message_attempts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.message_attempts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_attempts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: message_causes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_causes (
    cause text NOT NULL,
    meaning text NOT NULL,
    advice text NOT NULL,
    is_stop boolean DEFAULT false NOT NULL
);

--
-- Name: message_guesses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_guesses (
    who text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: message_kinds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_kinds (
    kind text NOT NULL,
    place integer NOT NULL,
    word text NOT NULL,
    sent_for text NOT NULL
);

--
-- Name: message_moves; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_moves (
    was text NOT NULL,
    now text NOT NULL
);

--
-- Name: message_states; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_states (
    state text NOT NULL,
    word text NOT NULL,
    look text NOT NULL,
    icon text NOT NULL
);

--
-- Name: message_stops; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_stops (
    phone text NOT NULL,
    stopped_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    CONSTRAINT message_stops_order CHECK ((started_at >= stopped_at)),
    CONSTRAINT message_stops_phone_check CHECK ((phone ~ '^\+\d{8,15}$'::text))
);

--
-- Name: message_templates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_templates (
    kind text NOT NULL,
    channel text NOT NULL,
    language text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    subject text,
    body text NOT NULL,
    is_current boolean DEFAULT true NOT NULL,
    made_by bigint,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    id bigint NOT NULL,
    CONSTRAINT message_templates_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
    CONSTRAINT message_templates_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
    CONSTRAINT message_templates_kind_check CHECK ((kind ~ '^[a-z][a-z_]{1,30}$'::text)),
    CONSTRAINT message_templates_stop CHECK (((channel = 'email'::text) OR (POSITION(('STOP'::text) IN (body)) > 0))),
    CONSTRAINT message_templates_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 150))),
    CONSTRAINT message_templates_subject_fits CHECK (((channel = 'email'::text) = (subject IS NOT NULL))),
    CONSTRAINT message_templates_version_check CHECK ((version > 0)),
    CONSTRAINT message_templates_whole CHECK (((POSITION(('{{link}}'::text) IN (body)) > 0) AND (POSITION(('{{code}}'::text) IN (body)) > 0) AND (POSITION(('{{agency}}'::text) IN (body)) > 0)))
);

--
-- Name: message_templates_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.message_templates ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_templates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: messages_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.messages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.migrations (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: milestone_wants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.milestone_wants (
    milestone_id bigint NOT NULL,
    who text NOT NULL,
    products text[] NOT NULL,
    CONSTRAINT milestone_wants_products_check CHECK ((((cardinality(products) >= 1) AND (cardinality(products) <= 3)) AND (products <@ '{income,employment,assets}'::text[]))),
    CONSTRAINT milestone_wants_who_check CHECK ((who = ANY (ARRAY['everyone'::text, 'applicant'::text, 'others'::text])))
);

--
-- Name: milestones; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.milestones (
    id bigint NOT NULL,
    program_id bigint NOT NULL,
    code text NOT NULL,
    word text NOT NULL,
    "position" integer NOT NULL,
    recurs boolean DEFAULT false NOT NULL,
    delivery text DEFAULT 'truv'::text NOT NULL,
    CONSTRAINT milestones_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text)),
    CONSTRAINT milestones_delivery_check CHECK ((delivery = ANY (ARRAY['truv'::text, 'agency'::text, 'link'::text]))),
    CONSTRAINT milestones_word_check CHECK (((length(word) >= 1) AND (length(word) <= 60)))
);

--
-- Name: milestones_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.milestones ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.milestones_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: name_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.name_words (
    word text NOT NULL
);

--
-- Name: notes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notes (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    user_id bigint NOT NULL,
    text text NOT NULL,
    client_key text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 4000)))
);

ALTER TABLE ONLY public.notes FORCE ROW LEVEL SECURITY;

--
-- Name: notes_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.notes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: offices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offices (
    id bigint NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    phone text,
    zone text,
    CONSTRAINT offices_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT offices_phone_check CHECK ((phone ~ '^\+1\d{10}$'::text)),
    CONSTRAINT offices_zone_check CHECK (((zone IS NULL) OR ((now() AT TIME ZONE zone) IS NOT NULL)))
);

--
-- Name: offices_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offices ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.offices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: openings_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.openings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.openings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: order_attempts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_attempts (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    kind text NOT NULL,
    phase text DEFAULT 'claimed'::text NOT NULL,
    generation bigint NOT NULL,
    claimed_at timestamp with time zone DEFAULT now() NOT NULL,
    committed_at timestamp with time zone,
    ended_at timestamp with time zone,
    http_status integer,
    curl_code integer,
    request_hash text,
    reply_hash text,
    batch_id text,
    CONSTRAINT order_attempts_kind_check CHECK ((kind = ANY (ARRAY['create'::text, 'batch'::text, 'cancel'::text, 'refresh'::text, 'notify'::text, 'remind'::text]))),
    CONSTRAINT order_attempts_phase_check CHECK ((phase = ANY (ARRAY['claimed'::text, 'committed'::text, 'accepted'::text, 'refused'::text, 'denied'::text, 'throttled'::text, 'unsent'::text, 'uncertain'::text]))),
    CONSTRAINT order_attempts_phase_fits CHECK (((phase = ANY (ARRAY['claimed'::text, 'committed'::text])) = (ended_at IS NULL))),
    CONSTRAINT order_attempts_sent_was_committed CHECK (((phase <> ALL (ARRAY['committed'::text, 'accepted'::text, 'refused'::text, 'throttled'::text, 'denied'::text, 'uncertain'::text])) OR (committed_at IS NOT NULL)))
);

ALTER TABLE ONLY public.order_attempts FORCE ROW LEVEL SECURITY;

--
-- Name: order_attempts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_attempts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_attempts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: order_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_events (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    type text NOT NULL,
    at timestamp with time zone NOT NULL,
    suborder_id text DEFAULT ''::text NOT NULL,
    task_id text DEFAULT ''::text NOT NULL,
    CONSTRAINT order_events_type_check CHECK (((length(type) >= 1) AND (length(type) <= 100)))
);

ALTER TABLE ONLY public.order_events FORCE ROW LEVEL SECURITY;

--
-- Name: order_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.order_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: order_moves; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_moves (
    was text NOT NULL,
    now text NOT NULL
);

--
-- Name: order_steps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_steps (
    order_id bigint NOT NULL,
    step text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_steps_step_check CHECK ((step = ANY (ARRAY['sent'::text, 'opened'::text, 'found'::text, 'signed_in'::text, 'reading'::text, 'ready'::text])))
);

ALTER TABLE ONLY public.order_steps FORCE ROW LEVEL SECURITY;

--
-- Name: orders_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.orders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: pairings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pairings (
    id bigint NOT NULL,
    token_hash text NOT NULL,
    code text NOT NULL,
    remote text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    CONSTRAINT pairings_code_check CHECK ((code ~ '^[0-9A-Z]{6}$'::text)),
    CONSTRAINT pairings_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: pairings_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.pairings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.pairings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: people_index; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.people_index (
    member_id bigint NOT NULL,
    case_id bigint NOT NULL,
    office_id bigint NOT NULL,
    names text NOT NULL,
    sounds text[] NOT NULL,
    phone text,
    ssn_last4 text
);

--
-- Name: permissible_purposes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.permissible_purposes (
    purpose text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL
);

--
-- Name: program_exclusions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.program_exclusions (
    program_id bigint NOT NULL,
    kind text NOT NULL,
    why text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT program_exclusions_check CHECK ((ends_on > starts_on)),
    CONSTRAINT program_exclusions_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'overtime'::text, 'bonus'::text, 'commission'::text, 'tips'::text, 'other'::text]))),
    CONSTRAINT program_exclusions_why_check CHECK (((length(why) >= 1) AND (length(why) <= 200)))
);

--
-- Name: program_factors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.program_factors (
    program_id bigint NOT NULL,
    frequency text NOT NULL,
    factor text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT program_factors_check CHECK ((ends_on > starts_on)),
    CONSTRAINT program_factors_factor_check CHECK ((factor ~ '^\d{1,3}(\.\d{1,6})?$|^\d{1,4}/[1-9]\d{0,3}$'::text)),
    CONSTRAINT program_factors_frequency_check CHECK ((frequency = ANY (ARRAY['W'::text, 'BW'::text, 'SM'::text, 'M'::text])))
);

--
-- Name: program_reminders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.program_reminders (
    program_id bigint NOT NULL,
    kind text NOT NULL,
    days integer NOT NULL,
    is_before_end boolean DEFAULT false NOT NULL,
    CONSTRAINT program_reminders_days_check CHECK (((days >= 1) AND (days <= 300)))
);

--
-- Name: program_sources; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.program_sources (
    program_id bigint NOT NULL,
    place integer NOT NULL,
    provider text NOT NULL,
    way text NOT NULL,
    CONSTRAINT program_sources_first CHECK (((place = 1) = (way = 'first'::text))),
    CONSTRAINT program_sources_place_check CHECK (((place >= 1) AND (place <= 9))),
    CONSTRAINT program_sources_way_check CHECK ((way = ANY (ARRAY['first'::text, 'offer'::text, 'start'::text, 'never'::text])))
);

--
-- Name: program_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.program_words (
    program_id bigint NOT NULL,
    language text NOT NULL,
    word text NOT NULL,
    CONSTRAINT program_words_word_check CHECK (((length(word) >= 1) AND (length(word) <= 60)))
);

--
-- Name: programs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.programs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.programs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: provider_health; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.provider_health (
    provider text NOT NULL,
    refused bigint DEFAULT 0 NOT NULL,
    refused_at timestamp with time zone,
    endpoint_state text DEFAULT 'unknown'::text NOT NULL,
    endpoint_id text,
    endpoint_at timestamp with time zone,
    deliveries_at timestamp with time zone,
    deliveries integer DEFAULT 0 NOT NULL,
    missed integer DEFAULT 0 NOT NULL,
    key_state text DEFAULT 'untested'::text NOT NULL,
    key_status integer,
    key_at timestamp with time zone,
    CONSTRAINT provider_health_endpoint_state_check CHECK ((endpoint_state = ANY (ARRAY['unknown'::text, 'enabled'::text, 'disabled'::text, 'missing'::text]))),
    CONSTRAINT provider_health_key_state_check CHECK ((key_state = ANY (ARRAY['untested'::text, 'asked'::text, 'works'::text, 'wrong'::text, 'forbidden'::text, 'throttled'::text, 'refused'::text, 'away'::text]))),
    CONSTRAINT provider_health_provider_check CHECK ((provider = ANY (ARRAY['truv'::text, 'truework'::text, 'sms'::text])))
);

--
-- Name: provider_methods; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.provider_methods (
    provider text NOT NULL,
    method text NOT NULL,
    place integer NOT NULL,
    word text NOT NULL,
    hint text NOT NULL,
    products text[] NOT NULL,
    needs_employer boolean NOT NULL,
    needs_ssn boolean NOT NULL,
    needs_client boolean NOT NULL
);

--
-- Name: providers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.providers (
    provider text NOT NULL,
    place integer NOT NULL,
    word text NOT NULL,
    report_word text NOT NULL,
    reports_by text NOT NULL,
    refresh_days integer,
    refresh_one boolean NOT NULL,
    sends_links boolean DEFAULT false NOT NULL,
    again_rule text DEFAULT ''::text NOT NULL,
    again_how text DEFAULT ''::text NOT NULL,
    CONSTRAINT providers_reports_by_check CHECK ((reports_by = ANY (ARRAY['order'::text, 'user'::text])))
);

--
-- Name: quiet_hours; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.quiet_hours (
    channel text NOT NULL,
    from_at time without time zone NOT NULL,
    until_at time without time zone NOT NULL,
    CONSTRAINT quiet_hours_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
    CONSTRAINT quiet_hours_check CHECK ((until_at <> from_at))
);

--
-- Name: recovery_codes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recovery_codes (
    user_id bigint NOT NULL,
    code_hash text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT recovery_codes_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: refresh_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.refresh_links (
    link_id text NOT NULL,
    spent timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
    CONSTRAINT refresh_links_limit CHECK ((cardinality(spent) <= 3)),
    CONSTRAINT refresh_links_link_id_check CHECK (((length(link_id) >= 1) AND (length(link_id) <= 128)))
);

--
-- Name: reminder_stops; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reminder_stops (
    order_id bigint NOT NULL,
    stopped_at timestamp with time zone DEFAULT now() NOT NULL,
    stopped_by bigint,
    started_at timestamp with time zone
);

ALTER TABLE ONLY public.reminder_stops FORCE ROW LEVEL SECURITY;

--
-- Name: renewal_rules; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.renewal_rules (
    is_only boolean DEFAULT true NOT NULL,
    connection_days integer DEFAULT 180 NOT NULL,
    doubtful_days integer DEFAULT 90 NOT NULL,
    recent_days integer DEFAULT 45 NOT NULL,
    approval_from integer DEFAULT 500 NOT NULL,
    calls_each integer DEFAULT 4 NOT NULL,
    change_cents bigint DEFAULT 12500 NOT NULL,
    change_percent integer DEFAULT 10 NOT NULL,
    CONSTRAINT renewal_rules_is_only_check CHECK (is_only)
);

--
-- Name: report_codes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.report_codes (
    kind text NOT NULL,
    code text NOT NULL,
    word text NOT NULL
);

--
-- Name: report_documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.report_documents (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    connection_id bigint NOT NULL,
    sha256 text NOT NULL,
    body bytea,
    fetched_at timestamp with time zone DEFAULT now() NOT NULL,
    sealed text,
    CONSTRAINT report_documents_body_check CHECK (((length(body) >= 5) AND (length(body) <= 10485760))),
    CONSTRAINT report_documents_sealed_check CHECK (((length(sealed) >= 40) AND (length(sealed) <= 14500000))),
    CONSTRAINT report_documents_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT report_documents_whole CHECK ((num_nonnulls(body, sealed) = 1))
);
ALTER TABLE ONLY public.report_documents ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.report_documents FORCE ROW LEVEL SECURITY;

--
-- Name: report_documents_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.report_documents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.report_documents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: reports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reports (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    product text NOT NULL,
    upstream_id text NOT NULL,
    completed_at timestamp with time zone,
    body jsonb,
    sha256 text,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    fetched_at timestamp with time zone,
    held_at timestamp with time zone,
    held_reasons text[] DEFAULT '{}'::text[] NOT NULL,
    held_body jsonb,
    held_sha256 text,
    held_said jsonb,
    decision text,
    decided_at timestamp with time zone,
    decided_by bigint,
    decision_reason text,
    fingerprint text,
    same_as bigint,
    said jsonb,
    changes jsonb,
    score smallint,
    CONSTRAINT reports_decided_whole CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decision_reason IS NULL)) AND ((decision IS NULL) OR (held_at IS NOT NULL)))),
    CONSTRAINT reports_decision_check CHECK ((decision = ANY (ARRAY['released'::text, 'rejected'::text]))),
    CONSTRAINT reports_decision_reason_check CHECK ((length(decision_reason) <= 500)),
    CONSTRAINT reports_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT reports_held_hidden CHECK (((held_at IS NULL) OR (decision = 'released'::text) OR (body IS NULL))),
    CONSTRAINT reports_held_sha256_check CHECK ((held_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT reports_held_whole CHECK ((((held_at IS NULL) = (held_body IS NULL)) AND ((held_at IS NULL) = (held_sha256 IS NULL)) AND (held_reasons <@ '{name,birth_date,ssn}'::text[]) AND ((held_at IS NULL) = (held_reasons = '{}'::text[])))),
    CONSTRAINT reports_product_check CHECK ((product = ANY (ARRAY['income'::text, 'employment'::text, 'assets'::text]))),
    CONSTRAINT reports_read_whole CHECK ((((body IS NULL) = (fetched_at IS NULL)) AND ((body IS NULL) = (sha256 IS NULL)))),
    CONSTRAINT reports_same_was_read CHECK (((same_as IS NULL) OR ((body IS NOT NULL) AND (same_as < id)))),
    CONSTRAINT reports_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT reports_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.reports FORCE ROW LEVEL SECURITY;

--
-- Name: reports_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.reports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.reports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: resends; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resends (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    ways text[] NOT NULL,
    reason text,
    client_key text NOT NULL,
    asked_by bigint,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT resends_client_key_check CHECK (((length(client_key) >= 8) AND (length(client_key) <= 140))),
    CONSTRAINT resends_reason_check CHECK ((length(reason) <= 200)),
    CONSTRAINT resends_ways_check CHECK (((ways <@ '{email,sms,truv}'::text[]) AND (ways <> '{}'::text[])))
);

ALTER TABLE ONLY public.resends FORCE ROW LEVEL SECURITY;

--
-- Name: resends_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.resends ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.resends_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: restrictions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.restrictions (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    reason text NOT NULL,
    set_by bigint NOT NULL,
    set_at timestamp with time zone DEFAULT now() NOT NULL,
    lift_reason text,
    lifted_by bigint,
    lifted_at timestamp with time zone,
    CONSTRAINT restrictions_lift_reason_check CHECK (((length(lift_reason) >= 1) AND (length(lift_reason) <= 400))),
    CONSTRAINT restrictions_lifted_whole CHECK ((num_nulls(lift_reason, lifted_by, lifted_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT restrictions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 400)))
);

ALTER TABLE ONLY public.restrictions FORCE ROW LEVEL SECURITY;

--
-- Name: restrictions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.restrictions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.restrictions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: review_rules; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.review_rules (
    program_id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    material_cents bigint,
    material_permille integer,
    month_hours numeric(6,2),
    month_cents bigint,
    large_cents bigint,
    second_permille integer DEFAULT 0 NOT NULL,
    CONSTRAINT review_rules_check CHECK ((ends_on > starts_on)),
    CONSTRAINT review_rules_large_cents_check CHECK ((large_cents > 0)),
    CONSTRAINT review_rules_material_cents_check CHECK ((material_cents > 0)),
    CONSTRAINT review_rules_material_permille_check CHECK (((material_permille >= 1) AND (material_permille <= 1000))),
    CONSTRAINT review_rules_month_cents_check CHECK ((month_cents > 0)),
    CONSTRAINT review_rules_month_hours_check CHECK ((month_hours > (0)::numeric)),
    CONSTRAINT review_rules_second_permille_check CHECK (((second_permille >= 0) AND (second_permille <= 1000)))
);

--
-- Name: review_rules_now; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.review_rules_now WITH (security_invoker='true') AS
 SELECT r.program_id,
    r.material_cents,
    r.material_permille,
    r.month_hours,
    r.month_cents,
    r.large_cents,
    r.second_permille
   FROM public.review_rules r
  WHERE ((r.starts_on <= CURRENT_DATE) AND ((r.ends_on IS NULL) OR (r.ends_on > CURRENT_DATE)));

--
-- Name: reviews; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reviews (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    worker_id bigint,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    ready_at timestamp with time zone,
    round integer DEFAULT 1 NOT NULL,
    office_id bigint NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT reviews_number CHECK ((id = order_id)),
    CONSTRAINT reviews_round_check CHECK ((round > 0)),
    CONSTRAINT reviews_state_check CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text])))
);

ALTER TABLE ONLY public.reviews FORCE ROW LEVEL SECURITY;

--
-- Name: roles; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.roles (
    role text NOT NULL,
    word text NOT NULL,
    rank smallint NOT NULL
);

--
-- Name: session_hints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session_hints (
    order_id bigint NOT NULL,
    upstream_id text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT session_hints_upstream_id_check CHECK (((length(upstream_id) >= 1) AND (length(upstream_id) <= 128)))
);

ALTER TABLE ONLY public.session_hints FORCE ROW LEVEL SECURITY;

--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    id bigint NOT NULL,
    token_hash text NOT NULL,
    user_id bigint NOT NULL,
    csrf text NOT NULL,
    notice text,
    remote text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    locked_at timestamp with time zone,
    factor_at timestamp with time zone,
    device text DEFAULT ''::text NOT NULL,
    county_session text,
    CONSTRAINT sessions_csrf_check CHECK ((csrf ~ '^[0-9a-f]{32,128}$'::text)),
    CONSTRAINT sessions_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: sessions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sessions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sessions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: short_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.short_links (
    code text NOT NULL,
    order_id bigint NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT short_links_code_check CHECK ((code ~ '^[0-9a-z]{6}$'::text))
);

--
-- Name: sign_in_failures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_in_failures (
    id bigint NOT NULL,
    account_hash text NOT NULL,
    remote text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    network text DEFAULT ''::text NOT NULL,
    is_factor boolean DEFAULT false NOT NULL
);

--
-- Name: sign_in_failures_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sign_in_failures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sign_in_failures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: tasks_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.tasks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: timeline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.timeline (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint,
    order_id bigint,
    key text NOT NULL,
    icon text NOT NULL,
    sentence text NOT NULL,
    teller text NOT NULL,
    is_failure boolean DEFAULT false NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT timeline_sentence_check CHECK (((length(sentence) >= 1) AND (length(sentence) <= 400)))
);

ALTER TABLE ONLY public.timeline FORCE ROW LEVEL SECURITY;

--
-- Name: timeline_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.timeline ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.timeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: token_guesses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.token_guesses (
    remote text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: use_cases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.use_cases (
    use_case text NOT NULL,
    word text NOT NULL,
    place integer NOT NULL
);

--
-- Name: user_languages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_languages (
    user_id bigint NOT NULL,
    language text NOT NULL
);

--
-- Name: user_offices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_offices (
    user_id bigint NOT NULL,
    office_id bigint NOT NULL
);

--
-- Name: user_programs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_programs (
    user_id bigint NOT NULL,
    program_id bigint NOT NULL
);

--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id bigint NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text,
    is_disabled boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    totp text,
    totp_at timestamp with time zone,
    totp_step bigint DEFAULT 0 NOT NULL,
    used_at timestamp with time zone,
    enabled_at timestamp with time zone DEFAULT now() NOT NULL,
    disabled_for text,
    issuer text,
    subject text,
    is_emergency boolean DEFAULT false NOT NULL,
    CONSTRAINT users_county CHECK (((issuer IS NULL) = (subject IS NULL))),
    CONSTRAINT users_disabled_fits CHECK ((is_disabled = (disabled_for IS NOT NULL))),
    CONSTRAINT users_disabled_for_check CHECK ((disabled_for = ANY (ARRAY['person'::text, 'unused'::text]))),
    CONSTRAINT users_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
    CONSTRAINT users_emergency CHECK (((NOT is_emergency) OR (subject IS NULL))),
    CONSTRAINT users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT users_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255))),
    CONSTRAINT users_totp_fits CHECK (((totp IS NULL) = (totp_at IS NULL)))
);

--
-- Name: users_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.users ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: visitors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.visitors (
    id bigint NOT NULL,
    office_id bigint NOT NULL,
    member_id bigint NOT NULL,
    arrived_at timestamp with time zone DEFAULT now() NOT NULL,
    arrived_on date DEFAULT CURRENT_DATE NOT NULL,
    added_by bigint,
    help_at timestamp with time zone,
    left_at timestamp with time zone
);

ALTER TABLE ONLY public.visitors FORCE ROW LEVEL SECURITY;

--
-- Name: visitors_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.visitors ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.visitors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: vocabulary; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.vocabulary (
    kind text NOT NULL,
    file text NOT NULL,
    household text NOT NULL,
    people text NOT NULL,
    applicant text NOT NULL,
    worker text NOT NULL,
    client text DEFAULT 'client'::text NOT NULL,
    number text DEFAULT 'Case number'::text NOT NULL,
    number_hint text DEFAULT 'As your agency writes it, for example 24-118307'::text NOT NULL,
    purpose text DEFAULT 'employee-eligibility'::text NOT NULL,
    use_case text DEFAULT 'government'::text NOT NULL
);

--
-- Name: webhook_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_events (
    id bigint NOT NULL,
    provider text NOT NULL,
    sha256 text NOT NULL,
    webhook_id text,
    event_type text,
    body bytea,
    order_upstream_id text,
    order_number text,
    connection_id text,
    link_id text,
    upstream_user_id text,
    state text DEFAULT 'kept'::text NOT NULL,
    repeats integer DEFAULT 0 NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_at timestamp with time zone,
    problem text,
    replays integer DEFAULT 0 NOT NULL,
    status text,
    sealed text,
    CONSTRAINT webhook_events_provider_check CHECK ((provider = ANY (ARRAY['truv'::text, 'truework'::text, 'sms'::text]))),
    CONSTRAINT webhook_events_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT webhook_events_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'applied'::text, 'ignored'::text, 'poison'::text, 'parked'::text, 'orphan'::text]))),
    CONSTRAINT webhook_events_status_check CHECK ((length(status) <= 128)),
    CONSTRAINT webhook_events_whole CHECK (((body IS NOT NULL) OR (sealed IS NOT NULL)))
);

--
-- Name: webhook_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhook_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: work_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.work ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.work_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: work_views; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.work_views (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    office_id bigint,
    name text NOT NULL,
    filters jsonb NOT NULL,
    client_key text,
    removed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT work_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 40)))
);

--
-- Name: work_views_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.work_views ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.work_views_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: worksheets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.worksheets (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    program_id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    report_id bigint NOT NULL,
    reviewed_on date NOT NULL,
    choices jsonb NOT NULL,
    inputs_sha256 text NOT NULL,
    fingerprint text NOT NULL,
    figure_cents bigint NOT NULL,
    is_complete boolean NOT NULL,
    derivation jsonb NOT NULL,
    saved_by bigint NOT NULL,
    saved_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_by bigint,
    confirmed_at timestamp with time zone,
    CONSTRAINT worksheets_confirmed_whole CHECK ((((state = 'confirmed'::text) = (confirmed_at IS NOT NULL)) AND ((confirmed_at IS NULL) = (confirmed_by IS NULL)))),
    CONSTRAINT worksheets_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT worksheets_inputs_sha256_check CHECK ((inputs_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT worksheets_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'confirmed'::text]))),
    CONSTRAINT worksheets_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.worksheets FORCE ROW LEVEL SECURITY;

--
-- Name: worksheets_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.worksheets ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.worksheets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: worksheets_now; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.worksheets_now WITH (security_invoker='true') AS
 SELECT DISTINCT ON (w.review_id, w.program_id) w.id,
    w.review_id,
    w.program_id,
    w.version,
    w.state,
    w.report_id,
    w.reviewed_on,
    w.inputs_sha256,
    w.fingerprint,
    w.figure_cents,
    w.is_complete,
    w.saved_by,
    w.saved_at,
    w.confirmed_by,
    w.confirmed_at
   FROM public.worksheets w
  ORDER BY w.review_id, w.program_id, w.version DESC;

--
-- Name: api_answers api_answers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_answers
    ADD CONSTRAINT api_answers_pkey PRIMARY KEY (id);

--
-- Name: api_answers api_answers_token_id_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_answers
    ADD CONSTRAINT api_answers_token_id_key_key UNIQUE (token_id, key);

--
-- Name: api_deliveries api_deliveries_event_id_endpoint_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_deliveries
    ADD CONSTRAINT api_deliveries_event_id_endpoint_id_key UNIQUE (event_id, endpoint_id);

--
-- Name: api_deliveries api_deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_deliveries
    ADD CONSTRAINT api_deliveries_pkey PRIMARY KEY (id);

--
-- Name: api_endpoint_offices api_endpoint_offices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_endpoint_offices
    ADD CONSTRAINT api_endpoint_offices_pkey PRIMARY KEY (endpoint_id, office_id);

--
-- Name: api_endpoints api_endpoints_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_endpoints
    ADD CONSTRAINT api_endpoints_client_key_key UNIQUE (client_key);

--
-- Name: api_endpoints api_endpoints_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_endpoints
    ADD CONSTRAINT api_endpoints_pkey PRIMARY KEY (id);

--
-- Name: api_event_kinds api_event_kinds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_event_kinds
    ADD CONSTRAINT api_event_kinds_pkey PRIMARY KEY (kind);

--
-- Name: api_events api_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_events
    ADD CONSTRAINT api_events_pkey PRIMARY KEY (id);

--
-- Name: api_scopes api_scopes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_scopes
    ADD CONSTRAINT api_scopes_pkey PRIMARY KEY (scope);

--
-- Name: api_token_offices api_token_offices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token_offices
    ADD CONSTRAINT api_token_offices_pkey PRIMARY KEY (token_id, office_id);

--
-- Name: api_tokens api_tokens_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_client_key_key UNIQUE (client_key);

--
-- Name: api_tokens api_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);

--
-- Name: api_tokens api_tokens_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);

--
-- Name: ask_words ask_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ask_words
    ADD CONSTRAINT ask_words_pkey PRIMARY KEY (kind, language);

--
-- Name: asset_choices asset_choices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asset_choices
    ADD CONSTRAINT asset_choices_pkey PRIMARY KEY (id);

--
-- Name: asset_reports asset_reports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asset_reports
    ADD CONSTRAINT asset_reports_pkey PRIMARY KEY (program_id);

--
-- Name: assignments assignments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (id);

--
-- Name: audit_chain audit_chain_audit_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_chain
    ADD CONSTRAINT audit_chain_audit_id_key UNIQUE (audit_id);

--
-- Name: audit_chain audit_chain_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (seq);

--
-- Name: audit_checks audit_checks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_checks
    ADD CONSTRAINT audit_checks_pkey PRIMARY KEY (id);

--
-- Name: audit_outcomes audit_outcomes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_outcomes
    ADD CONSTRAINT audit_outcomes_pkey PRIMARY KEY (outcome);

--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

--
-- Name: batch_actions batch_actions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch_actions
    ADD CONSTRAINT batch_actions_pkey PRIMARY KEY (action);

--
-- Name: batch_items batch_items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch_items
    ADD CONSTRAINT batch_items_pkey PRIMARY KEY (batch_id, "position");

--
-- Name: batches batches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (id);

--
-- Name: calendar calendar_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (is_one);

--
-- Name: call_interpreters call_interpreters_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_interpreters
    ADD CONSTRAINT call_interpreters_pkey PRIMARY KEY (interpreter);

--
-- Name: call_interpreters call_interpreters_position_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_interpreters
    ADD CONSTRAINT call_interpreters_position_key UNIQUE ("position");

--
-- Name: call_lines call_lines_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_lines
    ADD CONSTRAINT call_lines_key_key UNIQUE (key);

--
-- Name: call_lines call_lines_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_lines
    ADD CONSTRAINT call_lines_pkey PRIMARY KEY (id);

--
-- Name: call_outcomes call_outcomes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_outcomes
    ADD CONSTRAINT call_outcomes_pkey PRIMARY KEY (outcome);

--
-- Name: call_outcomes call_outcomes_position_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_outcomes
    ADD CONSTRAINT call_outcomes_position_key UNIQUE ("position");

--
-- Name: call_replies call_replies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_replies
    ADD CONSTRAINT call_replies_pkey PRIMARY KEY (reply);

--
-- Name: call_replies call_replies_position_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_replies
    ADD CONSTRAINT call_replies_position_key UNIQUE ("position");

--
-- Name: call_scripts call_scripts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_scripts
    ADD CONSTRAINT call_scripts_pkey PRIMARY KEY (key);

--
-- Name: call_tasks call_tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_tasks
    ADD CONSTRAINT call_tasks_pkey PRIMARY KEY (outcome);

--
-- Name: call_words call_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_words
    ADD CONSTRAINT call_words_pkey PRIMARY KEY (key, language);

--
-- Name: calls calls_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_client_key_key UNIQUE (client_key);

--
-- Name: calls calls_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_pkey PRIMARY KEY (id);

--
-- Name: campaign_items campaign_items_campaign_id_member_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_campaign_id_member_id_key UNIQUE (campaign_id, member_id);

--
-- Name: campaign_items campaign_items_link_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_link_id_key UNIQUE (link_id);

--
-- Name: campaign_items campaign_items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_pkey PRIMARY KEY (id);

--
-- Name: campaign_items campaign_items_refresh_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_refresh_id_key UNIQUE (refresh_id);

--
-- Name: campaign_places campaign_places_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_places
    ADD CONSTRAINT campaign_places_pkey PRIMARY KEY (place);

--
-- Name: campaign_reasons campaign_reasons_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_reasons
    ADD CONSTRAINT campaign_reasons_pkey PRIMARY KEY (reason);

--
-- Name: campaign_states campaign_states_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_states
    ADD CONSTRAINT campaign_states_pkey PRIMARY KEY (state);

--
-- Name: campaigns campaigns_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_client_key_key UNIQUE (client_key);

--
-- Name: campaigns campaigns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_pkey PRIMARY KEY (id);

--
-- Name: cancel_reasons cancel_reasons_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cancel_reasons
    ADD CONSTRAINT cancel_reasons_pkey PRIMARY KEY (provider, reason);

--
-- Name: case_milestones case_milestones_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_milestones
    ADD CONSTRAINT case_milestones_pkey PRIMARY KEY (case_id, milestone_id, period);

--
-- Name: case_programs case_programs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_programs
    ADD CONSTRAINT case_programs_pkey PRIMARY KEY (case_id, program_id);

--
-- Name: cases cases_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_client_key_key UNIQUE (client_key);

--
-- Name: cases cases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (id);

--
-- Name: cases cases_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_reference_key UNIQUE (reference);

--
-- Name: cause_words cause_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cause_words
    ADD CONSTRAINT cause_words_pkey PRIMARY KEY (cause, language);

--
-- Name: causes causes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.causes
    ADD CONSTRAINT causes_pkey PRIMARY KEY (cause);

--
-- Name: client_sessions client_sessions_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_sessions
    ADD CONSTRAINT client_sessions_code_key UNIQUE (code);

--
-- Name: client_sessions client_sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_sessions
    ADD CONSTRAINT client_sessions_pkey PRIMARY KEY (order_id);

--
-- Name: client_sessions client_sessions_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_sessions
    ADD CONSTRAINT client_sessions_token_hash_key UNIQUE (token_hash);

--
-- Name: common_passwords common_passwords_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.common_passwords
    ADD CONSTRAINT common_passwords_pkey PRIMARY KEY (hash);

--
-- Name: connections connections_order_id_upstream_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_order_id_upstream_id_key UNIQUE (order_id, upstream_id);

--
-- Name: connections connections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_pkey PRIMARY KEY (id);

--
-- Name: consents consents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id);

--
-- Name: county_leaves county_leaves_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.county_leaves
    ADD CONSTRAINT county_leaves_pkey PRIMARY KEY (token_hash);

--
-- Name: county_providers county_providers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.county_providers
    ADD CONSTRAINT county_providers_pkey PRIMARY KEY (issuer);

--
-- Name: county_refusals county_refusals_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.county_refusals
    ADD CONSTRAINT county_refusals_pkey PRIMARY KEY (id);

--
-- Name: county_sign_ins county_sign_ins_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.county_sign_ins
    ADD CONSTRAINT county_sign_ins_pkey PRIMARY KEY (state_hash);

--
-- Name: date_forms date_forms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.date_forms
    ADD CONSTRAINT date_forms_pkey PRIMARY KEY (language);

--
-- Name: decisions decisions_not_ones_own; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_not_ones_own UNIQUE (review_id, round, decided_by);

--
-- Name: decisions decisions_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_once UNIQUE (review_id, round, stage);

--
-- Name: decisions decisions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (id);

--
-- Name: declarations declarations_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.declarations
    ADD CONSTRAINT declarations_client_key_key UNIQUE (client_key);

--
-- Name: declarations declarations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.declarations
    ADD CONSTRAINT declarations_pkey PRIMARY KEY (id);

--
-- Name: declared_jobs declared_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.declared_jobs
    ADD CONSTRAINT declared_jobs_pkey PRIMARY KEY (declaration_id, "position");

--
-- Name: displays displays_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.displays
    ADD CONSTRAINT displays_pkey PRIMARY KEY (id);

--
-- Name: displays displays_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.displays
    ADD CONSTRAINT displays_token_hash_key UNIQUE (token_hash);

--
-- Name: dispositions dispositions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispositions
    ADD CONSTRAINT dispositions_pkey PRIMARY KEY (id);

--
-- Name: drafts drafts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);

--
-- Name: drafts drafts_user_id_place_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_user_id_place_hash_key UNIQUE (user_id, place_hash);

--
-- Name: dues dues_case_id_member_id_period_on_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dues
    ADD CONSTRAINT dues_case_id_member_id_period_on_key UNIQUE (case_id, member_id, period_on);

--
-- Name: dues dues_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dues
    ADD CONSTRAINT dues_pkey PRIMARY KEY (id);

--
-- Name: emergency_uses emergency_uses_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergency_uses
    ADD CONSTRAINT emergency_uses_pkey PRIMARY KEY (id);

--
-- Name: employer_searches employer_searches_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.employer_searches
    ADD CONSTRAINT employer_searches_id_key UNIQUE (id);

--
-- Name: employer_searches employer_searches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.employer_searches
    ADD CONSTRAINT employer_searches_pkey PRIMARY KEY (query, product);

--
-- Name: employers employers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.employers
    ADD CONSTRAINT employers_pkey PRIMARY KEY (mapping_id);

--
-- Name: event_words event_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_words
    ADD CONSTRAINT event_words_pkey PRIMARY KEY (type);

--
-- Name: export_chunks export_chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_chunks
    ADD CONSTRAINT export_chunks_pkey PRIMARY KEY (export_id, "position");

--
-- Name: export_columns export_columns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_columns
    ADD CONSTRAINT export_columns_pkey PRIMARY KEY (list, name);

--
-- Name: export_lists export_lists_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_lists
    ADD CONSTRAINT export_lists_pkey PRIMARY KEY (list);

--
-- Name: export_states export_states_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_states
    ADD CONSTRAINT export_states_pkey PRIMARY KEY (state);

--
-- Name: exports exports_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_client_key_key UNIQUE (client_key);

--
-- Name: exports exports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (id);

--
-- Name: gate_minutes gate_minutes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gate_minutes
    ADD CONSTRAINT gate_minutes_pkey PRIMARY KEY (provider, minute);

--
-- Name: gates gates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gates
    ADD CONSTRAINT gates_pkey PRIMARY KEY (provider);

--
-- Name: group_role_offices group_role_offices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_role_offices
    ADD CONSTRAINT group_role_offices_pkey PRIMARY KEY (group_role_id, office_id);

--
-- Name: group_roles group_roles_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_roles
    ADD CONSTRAINT group_roles_pkey PRIMARY KEY (id);

--
-- Name: half_sign_ins half_sign_ins_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.half_sign_ins
    ADD CONSTRAINT half_sign_ins_pkey PRIMARY KEY (id);

--
-- Name: half_sign_ins half_sign_ins_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.half_sign_ins
    ADD CONSTRAINT half_sign_ins_token_hash_key UNIQUE (token_hash);

--
-- Name: holidays holidays_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_pkey PRIMARY KEY (day_on);

--
-- Name: import_cells import_cells_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_cells
    ADD CONSTRAINT import_cells_pkey PRIMARY KEY (client_key, number);

--
-- Name: import_fields import_fields_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_fields
    ADD CONSTRAINT import_fields_pkey PRIMARY KEY (kind, field);

--
-- Name: import_forms import_forms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_forms
    ADD CONSTRAINT import_forms_pkey PRIMARY KEY (form);

--
-- Name: import_headings import_headings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_headings
    ADD CONSTRAINT import_headings_pkey PRIMARY KEY (office_id, kind, heading);

--
-- Name: import_kinds import_kinds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_kinds
    ADD CONSTRAINT import_kinds_pkey PRIMARY KEY (kind);

--
-- Name: import_problems import_problems_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_problems
    ADD CONSTRAINT import_problems_pkey PRIMARY KEY (problem);

--
-- Name: import_rows import_rows_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_pkey PRIMARY KEY (import_id, number);

--
-- Name: import_states import_states_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_states
    ADD CONSTRAINT import_states_pkey PRIMARY KEY (state);

--
-- Name: import_words import_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_words
    ADD CONSTRAINT import_words_pkey PRIMARY KEY (form, word);

--
-- Name: imports imports_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_client_key_key UNIQUE (client_key);

--
-- Name: imports imports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

--
-- Name: incidents incidents_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_key_key UNIQUE (key);

--
-- Name: incidents incidents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_pkey PRIMARY KEY (id);

--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

--
-- Name: invitations invitations_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_token_hash_key UNIQUE (token_hash);

--
-- Name: jobs jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

--
-- Name: jobs jobs_slot_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_slot_key UNIQUE (slot);

--
-- Name: languages languages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.languages
    ADD CONSTRAINT languages_pkey PRIMARY KEY (code);

--
-- Name: loans loans_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.loans
    ADD CONSTRAINT loans_pkey PRIMARY KEY (case_id);

--
-- Name: lookup_kinds lookup_kinds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookup_kinds
    ADD CONSTRAINT lookup_kinds_pkey PRIMARY KEY (kind);

--
-- Name: lookups lookups_opening_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_opening_id_key UNIQUE (opening_id);

--
-- Name: lookups lookups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_pkey PRIMARY KEY (id);

--
-- Name: members members_case_id_position_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_case_id_position_key UNIQUE (case_id, "position");

--
-- Name: members members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (id);

--
-- Name: message_attempts message_attempts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_attempts
    ADD CONSTRAINT message_attempts_pkey PRIMARY KEY (id);

--
-- Name: message_causes message_causes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_causes
    ADD CONSTRAINT message_causes_pkey PRIMARY KEY (cause);

--
-- Name: message_kinds message_kinds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_kinds
    ADD CONSTRAINT message_kinds_pkey PRIMARY KEY (kind);

--
-- Name: message_kinds message_kinds_place_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_kinds
    ADD CONSTRAINT message_kinds_place_key UNIQUE (place);

--
-- Name: message_moves message_moves_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_moves
    ADD CONSTRAINT message_moves_pkey PRIMARY KEY (was, now);

--
-- Name: message_states message_states_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_states
    ADD CONSTRAINT message_states_pkey PRIMARY KEY (state);

--
-- Name: message_stops message_stops_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_stops
    ADD CONSTRAINT message_stops_pkey PRIMARY KEY (phone);

--
-- Name: message_templates message_templates_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_templates
    ADD CONSTRAINT message_templates_id_key UNIQUE (id);

--
-- Name: message_templates message_templates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_templates
    ADD CONSTRAINT message_templates_pkey PRIMARY KEY (kind, channel, language, version);

--
-- Name: messages messages_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_client_key_key UNIQUE (client_key);

--
-- Name: messages messages_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_code_key UNIQUE (code);

--
-- Name: messages messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);

--
-- Name: migrations migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);

--
-- Name: milestone_wants milestone_wants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestone_wants
    ADD CONSTRAINT milestone_wants_pkey PRIMARY KEY (milestone_id, who);

--
-- Name: milestones milestones_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_pkey PRIMARY KEY (id);

--
-- Name: milestones milestones_program_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_program_id_code_key UNIQUE (program_id, code);

--
-- Name: name_words name_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_words
    ADD CONSTRAINT name_words_pkey PRIMARY KEY (word);

--
-- Name: notes notes_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_client_key_key UNIQUE (client_key);

--
-- Name: notes notes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);

--
-- Name: offices offices_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offices
    ADD CONSTRAINT offices_name_key UNIQUE (name);

--
-- Name: offices offices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offices
    ADD CONSTRAINT offices_pkey PRIMARY KEY (id);

--
-- Name: openings openings_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_client_key_key UNIQUE (client_key);

--
-- Name: openings openings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_pkey PRIMARY KEY (id);

--
-- Name: order_attempts order_attempts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_attempts
    ADD CONSTRAINT order_attempts_pkey PRIMARY KEY (id);

--
-- Name: order_events order_events_order_id_type_at_suborder_id_task_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_events
    ADD CONSTRAINT order_events_order_id_type_at_suborder_id_task_id_key UNIQUE (order_id, type, at, suborder_id, task_id);

--
-- Name: order_events order_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_events
    ADD CONSTRAINT order_events_pkey PRIMARY KEY (id);

--
-- Name: order_moves order_moves_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_moves
    ADD CONSTRAINT order_moves_pkey PRIMARY KEY (was, now);

--
-- Name: order_states order_states_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_states
    ADD CONSTRAINT order_states_pkey PRIMARY KEY (state);

--
-- Name: order_steps order_steps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_steps
    ADD CONSTRAINT order_steps_pkey PRIMARY KEY (order_id, step);

--
-- Name: orders orders_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_client_key_key UNIQUE (client_key);

--
-- Name: orders orders_order_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_order_number_key UNIQUE (order_number);

--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

--
-- Name: orders orders_provider_upstream_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_provider_upstream_id_key UNIQUE (provider, upstream_id);

--
-- Name: pairings pairings_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pairings
    ADD CONSTRAINT pairings_code_key UNIQUE (code);

--
-- Name: pairings pairings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pairings
    ADD CONSTRAINT pairings_pkey PRIMARY KEY (id);

--
-- Name: pairings pairings_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pairings
    ADD CONSTRAINT pairings_token_hash_key UNIQUE (token_hash);

--
-- Name: people_index people_index_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people_index
    ADD CONSTRAINT people_index_pkey PRIMARY KEY (member_id);

--
-- Name: permissible_purposes permissible_purposes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.permissible_purposes
    ADD CONSTRAINT permissible_purposes_pkey PRIMARY KEY (purpose);

--
-- Name: program_exclusions program_exclusions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_exclusions
    ADD CONSTRAINT program_exclusions_pkey PRIMARY KEY (program_id, kind, starts_on);

--
-- Name: program_factors program_factors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_factors
    ADD CONSTRAINT program_factors_pkey PRIMARY KEY (program_id, frequency, starts_on);

--
-- Name: program_reminders program_reminders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_reminders
    ADD CONSTRAINT program_reminders_pkey PRIMARY KEY (program_id, kind);

--
-- Name: program_sources program_sources_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_sources
    ADD CONSTRAINT program_sources_pkey PRIMARY KEY (program_id, place);

--
-- Name: program_sources program_sources_program_id_provider_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_sources
    ADD CONSTRAINT program_sources_program_id_provider_key UNIQUE (program_id, provider);

--
-- Name: program_words program_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_words
    ADD CONSTRAINT program_words_pkey PRIMARY KEY (program_id, language);

--
-- Name: programs programs_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_code_key UNIQUE (code);

--
-- Name: programs programs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_pkey PRIMARY KEY (id);

--
-- Name: provider_health provider_health_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider_health
    ADD CONSTRAINT provider_health_pkey PRIMARY KEY (provider);

--
-- Name: provider_methods provider_methods_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider_methods
    ADD CONSTRAINT provider_methods_pkey PRIMARY KEY (provider, method);

--
-- Name: providers providers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.providers
    ADD CONSTRAINT providers_pkey PRIMARY KEY (provider);

--
-- Name: providers providers_place_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.providers
    ADD CONSTRAINT providers_place_key UNIQUE (place);

--
-- Name: quiet_hours quiet_hours_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.quiet_hours
    ADD CONSTRAINT quiet_hours_pkey PRIMARY KEY (channel);

--
-- Name: recovery_codes recovery_codes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash);

--
-- Name: refresh_links refresh_links_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_links
    ADD CONSTRAINT refresh_links_pkey PRIMARY KEY (link_id);

--
-- Name: reminder_stops reminder_stops_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reminder_stops
    ADD CONSTRAINT reminder_stops_pkey PRIMARY KEY (order_id);

--
-- Name: renewal_rules renewal_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.renewal_rules
    ADD CONSTRAINT renewal_rules_pkey PRIMARY KEY (is_only);

--
-- Name: report_codes report_codes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_codes
    ADD CONSTRAINT report_codes_pkey PRIMARY KEY (kind, code);

--
-- Name: report_documents report_documents_connection_id_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_documents
    ADD CONSTRAINT report_documents_connection_id_sha256_key UNIQUE (connection_id, sha256);

--
-- Name: report_documents report_documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_documents
    ADD CONSTRAINT report_documents_pkey PRIMARY KEY (id);

--
-- Name: reports reports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (id);

--
-- Name: reports reports_upstream_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_upstream_id_key UNIQUE (upstream_id);

--
-- Name: resends resends_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resends
    ADD CONSTRAINT resends_client_key_key UNIQUE (client_key);

--
-- Name: resends resends_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resends
    ADD CONSTRAINT resends_pkey PRIMARY KEY (id);

--
-- Name: restrictions restrictions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restrictions
    ADD CONSTRAINT restrictions_pkey PRIMARY KEY (id);

--
-- Name: review_rules review_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.review_rules
    ADD CONSTRAINT review_rules_pkey PRIMARY KEY (program_id, starts_on);

--
-- Name: reviews reviews_order_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_order_id_key UNIQUE (order_id);

--
-- Name: reviews reviews_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY (id);

--
-- Name: roles roles_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (role);

--
-- Name: roles roles_rank_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_rank_key UNIQUE (rank);

--
-- Name: session_hints session_hints_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_hints
    ADD CONSTRAINT session_hints_pkey PRIMARY KEY (order_id, upstream_id);

--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

--
-- Name: sessions sessions_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);

--
-- Name: short_links short_links_order_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.short_links
    ADD CONSTRAINT short_links_order_id_key UNIQUE (order_id);

--
-- Name: short_links short_links_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.short_links
    ADD CONSTRAINT short_links_pkey PRIMARY KEY (code);

--
-- Name: sign_in_failures sign_in_failures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_failures
    ADD CONSTRAINT sign_in_failures_pkey PRIMARY KEY (id);

--
-- Name: task_kinds task_kinds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_kinds
    ADD CONSTRAINT task_kinds_pkey PRIMARY KEY (kind);

--
-- Name: tasks tasks_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_client_key_key UNIQUE (client_key);

--
-- Name: tasks tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);

--
-- Name: timeline timeline_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_key_key UNIQUE (key);

--
-- Name: timeline timeline_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_pkey PRIMARY KEY (id);

--
-- Name: use_cases use_cases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.use_cases
    ADD CONSTRAINT use_cases_pkey PRIMARY KEY (use_case);

--
-- Name: user_languages user_languages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_languages
    ADD CONSTRAINT user_languages_pkey PRIMARY KEY (user_id, language);

--
-- Name: user_offices user_offices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_offices
    ADD CONSTRAINT user_offices_pkey PRIMARY KEY (user_id, office_id);

--
-- Name: user_programs user_programs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_programs
    ADD CONSTRAINT user_programs_pkey PRIMARY KEY (user_id, program_id);

--
-- Name: users users_county_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_county_key UNIQUE (issuer, subject);

--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

--
-- Name: visitors visitors_member_id_office_id_arrived_on_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_member_id_office_id_arrived_on_key UNIQUE (member_id, office_id, arrived_on);

--
-- Name: visitors visitors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_pkey PRIMARY KEY (id);

--
-- Name: vocabulary vocabulary_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vocabulary
    ADD CONSTRAINT vocabulary_pkey PRIMARY KEY (kind);

--
-- Name: webhook_events webhook_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_events
    ADD CONSTRAINT webhook_events_pkey PRIMARY KEY (id);

--
-- Name: webhook_events webhook_events_provider_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_events
    ADD CONSTRAINT webhook_events_provider_sha256_key UNIQUE (provider, sha256);

--
-- Name: work work_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_key_key UNIQUE (key);

--
-- Name: work work_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (id);

--
-- Name: work_views work_views_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work_views
    ADD CONSTRAINT work_views_client_key_key UNIQUE (client_key);

--
-- Name: work_views work_views_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work_views
    ADD CONSTRAINT work_views_pkey PRIMARY KEY (id);

--
-- Name: worksheets worksheets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_pkey PRIMARY KEY (id);

--
-- Name: worksheets worksheets_review_id_program_id_version_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_review_id_program_id_version_key UNIQUE (review_id, program_id, version);

--
-- Name: api_answers_old; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_answers_old ON public.api_answers USING btree (made_at);

--
-- Name: api_deliveries_dead; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_deliveries_dead ON public.api_deliveries USING btree (made_at DESC) WHERE (state = 'dead'::text);

--
-- Name: api_deliveries_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_deliveries_newest ON public.api_deliveries USING btree (endpoint_id, id DESC);

--
-- Name: asset_choices_of_review; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX asset_choices_of_review ON public.asset_choices USING btree (review_id, account, deposit, id DESC);

--
-- Name: assignments_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignments_of_case ON public.assignments USING btree (case_id, id DESC);

--
-- Name: assignments_to; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignments_to ON public.assignments USING btree (to_id, at DESC);

--
-- Name: audit_by_action; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_action ON public.audit USING btree (action, id DESC);

--
-- Name: audit_by_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_at ON public.audit USING brin (at);

--
-- Name: audit_by_outcome; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_outcome ON public.audit USING btree (outcome, id DESC) WHERE (outcome <> 'done'::text);

--
-- Name: audit_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_subject ON public.audit USING btree (subject, id DESC);

--
-- Name: audit_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_time ON public.audit USING btree (at);

--
-- Name: audit_by_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_user ON public.audit USING btree (user_id, id DESC);

--
-- Name: audit_checks_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_checks_newest ON public.audit_checks USING btree (kind, id DESC);

--
-- Name: batch_items_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX batch_items_waiting ON public.batch_items USING btree (batch_id, "position") WHERE (outcome IS NULL);

--
-- Name: batches_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX batches_of_user ON public.batches USING btree (user_id, id DESC);

--
-- Name: call_lines_of_call; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX call_lines_of_call ON public.call_lines USING btree (call_id, at);

--
-- Name: calls_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calls_of_case ON public.calls USING btree (case_id, id DESC);

--
-- Name: calls_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX calls_one_open ON public.calls USING btree (caller_id) WHERE (ended_at IS NULL);

--
-- Name: calls_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calls_open ON public.calls USING btree (started_at) WHERE (ended_at IS NULL);

--
-- Name: campaign_items_next; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_items_next ON public.campaign_items USING btree (campaign_id, due_on, id) WHERE (place = ANY (ARRAY['queued'::text, 'again'::text, 'link'::text]));

--
-- Name: campaign_items_of; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_items_of ON public.campaign_items USING btree (campaign_id, place, id);

--
-- Name: campaign_items_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_items_of_member ON public.campaign_items USING btree (member_id);

--
-- Name: campaign_items_started; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_items_started ON public.campaign_items USING btree (campaign_id, started_at);

--
-- Name: case_programs_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_programs_due ON public.case_programs USING btree (due_on, case_id);

--
-- Name: cases_all_by_close; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_all_by_close ON public.cases USING btree (closed_at DESC, id) WHERE (closed_at IS NOT NULL);

--
-- Name: cases_all_by_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_all_by_due ON public.cases USING btree (due_on, id) WHERE (closed_at IS NULL);

--
-- Name: cases_by_close; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_by_close ON public.cases USING btree (office_id, closed_at DESC, id) WHERE (closed_at IS NOT NULL);

--
-- Name: cases_by_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_by_due ON public.cases USING btree (office_id, due_on, id) WHERE (closed_at IS NULL);

--
-- Name: cases_by_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_by_number ON public.cases USING btree (reference text_pattern_ops);

--
-- Name: cases_by_reference; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_by_reference ON public.cases USING btree (reference_key);

--
-- Name: cases_of_worker; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_of_worker ON public.cases USING btree (worker_id) WHERE (closed_at IS NULL);

--
-- Name: cases_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_open ON public.cases USING btree (office_id, id DESC) WHERE (closed_at IS NULL);

--
-- Name: cases_pool; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_pool ON public.cases USING btree (office_id) WHERE ((worker_id IS NULL) AND (closed_at IS NULL));

--
-- Name: cases_restricted; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cases_restricted ON public.cases USING btree (office_id) WHERE is_restricted;

--
-- Name: connections_by_link; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX connections_by_link ON public.connections USING btree (link_id);

--
-- Name: connections_by_upstream; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX connections_by_upstream ON public.connections USING btree (upstream_id);

--
-- Name: consents_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX consents_of_case ON public.consents USING btree (case_id);

--
-- Name: consents_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX consents_of_member ON public.consents USING btree (member_id, provider, id DESC);

--
-- Name: county_leaves_old; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX county_leaves_old ON public.county_leaves USING btree (at);

--
-- Name: county_refusals_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX county_refusals_newest ON public.county_refusals USING btree (at DESC);

--
-- Name: county_sign_ins_recent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX county_sign_ins_recent ON public.county_sign_ins USING btree (remote, begun_at);

--
-- Name: decisions_of_report; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX decisions_of_report ON public.decisions USING btree (report_id);

--
-- Name: declarations_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX declarations_of_member ON public.declarations USING btree (member_id, id DESC);

--
-- Name: displays_name_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX displays_name_key ON public.displays USING btree (office_id, lower(name)) WHERE (removed_at IS NULL);

--
-- Name: displays_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX displays_of_order ON public.displays USING btree (order_id) WHERE (order_id IS NOT NULL);

--
-- Name: dispositions_of_review; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dispositions_of_review ON public.dispositions USING btree (review_id, subject, id DESC);

--
-- Name: dues_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dues_due ON public.dues USING btree (due_on, case_id);

--
-- Name: dues_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dues_of_member ON public.dues USING btree (member_id);

--
-- Name: emergency_uses_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX emergency_uses_newest ON public.emergency_uses USING btree (at DESC);

--
-- Name: exports_expiring; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exports_expiring ON public.exports USING btree (expires_at) WHERE (state <> 'expired'::text);

--
-- Name: exports_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exports_of_user ON public.exports USING btree (user_id, id DESC);

--
-- Name: group_roles_living; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX group_roles_living ON public.group_roles USING btree (group_name) WHERE (ended_at IS NULL);

--
-- Name: half_sign_ins_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX half_sign_ins_at ON public.half_sign_ins USING btree (at);

--
-- Name: import_rows_of_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX import_rows_of_due ON public.import_rows USING btree (due_id) WHERE (due_id IS NOT NULL);

--
-- Name: import_rows_of_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX import_rows_of_person ON public.import_rows USING btree (import_id, case_id, member_id);

--
-- Name: import_rows_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX import_rows_waiting ON public.import_rows USING btree (import_id, number) WHERE ((outcome IS NULL) AND (problem IS NULL));

--
-- Name: imports_of_office; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX imports_of_office ON public.imports USING btree (office_id, id DESC);

--
-- Name: imports_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX imports_open ON public.imports USING btree (created_at) WHERE (ended_at IS NULL);

--
-- Name: imports_same; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX imports_same ON public.imports USING btree (sha256);

--
-- Name: incidents_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX incidents_newest ON public.incidents USING btree (opened_at DESC);

--
-- Name: incidents_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX incidents_open ON public.incidents USING btree (opened_at) WHERE (closed_at IS NULL);

--
-- Name: invitations_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_of_user ON public.invitations USING btree (user_id, made_at DESC);

--
-- Name: invitations_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX invitations_open ON public.invitations USING btree (COALESCE(user_id, (0)::bigint)) WHERE ((used_at IS NULL) AND (ended_at IS NULL));

--
-- Name: jobs_failed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_failed ON public.jobs USING btree (ended_at DESC) WHERE (state = 'failed'::text);

--
-- Name: jobs_leased; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_leased ON public.jobs USING btree (lease_until) WHERE (state = 'running'::text);

--
-- Name: jobs_ready; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_ready ON public.jobs USING btree (run_at, id) WHERE (state = 'queued'::text);

--
-- Name: jobs_single; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX jobs_single ON public.jobs USING btree (single) WHERE (state = 'queued'::text);

--
-- Name: lookups_decided; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lookups_decided ON public.lookups USING btree (office_id, decided_at DESC) WHERE (state <> 'open'::text);

--
-- Name: lookups_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lookups_of_user ON public.lookups USING btree (user_id, kind, case_id);

--
-- Name: lookups_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX lookups_one_open ON public.lookups USING btree (kind, user_id, case_id, day) NULLS NOT DISTINCT WHERE ((state = 'open'::text) AND (kind <> 'restricted'::text));

--
-- Name: lookups_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lookups_open ON public.lookups USING btree (office_id, last_at DESC) WHERE (state = 'open'::text);

--
-- Name: members_by_birth; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX members_by_birth ON public.members USING btree (born_on);

--
-- Name: members_by_first; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX members_by_first ON public.members USING btree (first_key text_pattern_ops);

--
-- Name: members_by_last; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX members_by_last ON public.members USING btree (last_key text_pattern_ops);

--
-- Name: members_by_native; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX members_by_native ON public.members USING btree (native_key text_pattern_ops);

--
-- Name: members_by_phone; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX members_by_phone ON public.members USING btree (phone);

--
-- Name: members_by_reference; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX members_by_reference ON public.members USING btree (case_id, reference) WHERE (reference IS NOT NULL);

--
-- Name: members_by_ssn; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX members_by_ssn ON public.members USING btree (ssn_index) WHERE (ssn_index IS NOT NULL);

--
-- Name: members_one_applicant; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX members_one_applicant ON public.members USING btree (case_id) WHERE (relation = 'applicant'::text);

--
-- Name: message_attempts_of_message; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_attempts_of_message ON public.message_attempts USING btree (message_id, id);

--
-- Name: message_attempts_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX message_attempts_one_open ON public.message_attempts USING btree (message_id) WHERE (ended_at IS NULL);

--
-- Name: message_guesses_recent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_guesses_recent ON public.message_guesses USING btree (at, who);

--
-- Name: message_templates_one_current; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX message_templates_one_current ON public.message_templates USING btree (kind, channel, language) WHERE is_current;

--
-- Name: messages_by_provider_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_by_provider_id ON public.messages USING btree (provider_id);

--
-- Name: messages_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_of_member ON public.messages USING btree (member_id, created_at DESC);

--
-- Name: messages_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_of_order ON public.messages USING btree (order_id, id);

--
-- Name: messages_to_decide; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_to_decide ON public.messages USING btree (channel) WHERE (state = 'needs_review'::text);

--
-- Name: messages_under_way; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_under_way ON public.messages USING btree (send_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'uncertain'::text]));

--
-- Name: name_words_alike; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX name_words_alike ON public.name_words USING gin (word public.gin_trgm_ops);

--
-- Name: notes_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notes_of_case ON public.notes USING btree (case_id, id DESC);

--
-- Name: openings_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX openings_of_user ON public.openings USING btree (user_id, case_id, until_at DESC);

--
-- Name: order_attempts_of_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_attempts_of_batch ON public.order_attempts USING btree (batch_id) WHERE (batch_id IS NOT NULL);

--
-- Name: order_attempts_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_attempts_of_order ON public.order_attempts USING btree (order_id, id);

--
-- Name: order_attempts_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX order_attempts_one_open ON public.order_attempts USING btree (order_id, kind) WHERE (ended_at IS NULL);

--
-- Name: orders_background; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_background ON public.orders USING btree (id) WHERE (is_background AND (refresh_outcome IS NULL));

--
-- Name: orders_by_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_by_number ON public.orders USING btree (order_number text_pattern_ops);

--
-- Name: orders_by_phone; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_by_phone ON public.orders USING btree (phone);

--
-- Name: orders_by_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_by_state ON public.orders USING btree (state, state_at);

--
-- Name: orders_by_upstream; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_by_upstream ON public.orders USING btree (upstream_id);

--
-- Name: orders_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_of_case ON public.orders USING btree (case_id, id DESC);

--
-- Name: orders_of_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_of_member ON public.orders USING btree (member_id, id DESC);

--
-- Name: orders_of_milestone; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX orders_of_milestone ON public.orders USING btree (milestone_id, member_id, milestone_period) WHERE (milestone_id IS NOT NULL);

--
-- Name: orders_of_upstream_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_of_upstream_user ON public.orders USING btree (upstream_user_id);

--
-- Name: orders_one_refresh; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX orders_one_refresh ON public.orders USING btree (refresh_of_id) WHERE ((refresh_of_id IS NOT NULL) AND (refresh_outcome IS NULL));

--
-- Name: orders_one_replacement; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX orders_one_replacement ON public.orders USING btree (replaces_id);

--
-- Name: orders_refreshes; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_refreshes ON public.orders USING btree (refresh_of_id, id DESC) WHERE (refresh_of_id IS NOT NULL);

--
-- Name: orders_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orders_waiting ON public.orders USING btree (state_at) WHERE (state = 'waiting'::text);

--
-- Name: pairings_of_remote; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pairings_of_remote ON public.pairings USING btree (remote, made_at);

--
-- Name: people_by_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_name ON public.people_index USING gin (names public.gin_trgm_ops) WITH (fastupdate=off);

--
-- Name: people_by_phone; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_phone ON public.people_index USING btree (phone text_pattern_ops);

--
-- Name: people_by_phone_end; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_phone_end ON public.people_index USING btree ("right"(phone, 7));

--
-- Name: people_by_phone_last; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_phone_last ON public.people_index USING btree ("right"(phone, 4));

--
-- Name: people_by_sound; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_sound ON public.people_index USING gin (sounds) WITH (fastupdate=off);

--
-- Name: people_by_ssn; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_ssn ON public.people_index USING btree (ssn_last4);

--
-- Name: people_by_word; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_by_word ON public.people_index USING gin (string_to_array(btrim(names), ' '::text));

--
-- Name: people_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX people_of_case ON public.people_index USING btree (case_id);

--
-- Name: report_documents_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX report_documents_of_order ON public.report_documents USING btree (order_id);

--
-- Name: reports_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_of_order ON public.reports USING btree (order_id, id DESC);

--
-- Name: resends_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resends_of_order ON public.resends USING btree (order_id, asked_at DESC);

--
-- Name: restrictions_one; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX restrictions_one ON public.restrictions USING btree (case_id) WHERE (lifted_at IS NULL);

--
-- Name: reviews_decided; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_decided ON public.reviews USING btree (decided_at DESC) WHERE (state = 'decided'::text);

--
-- Name: reviews_decided_of; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_decided_of ON public.reviews USING btree (office_id, decided_at DESC) WHERE (state = 'decided'::text);

--
-- Name: reviews_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_open ON public.reviews USING btree (ready_at) WHERE (state = 'open'::text);

--
-- Name: reviews_open_of; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_open_of ON public.reviews USING btree (office_id) WHERE (state = 'open'::text);

--
-- Name: sessions_living; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_living ON public.sessions USING btree (user_id) WHERE (ended_at IS NULL);

--
-- Name: sessions_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id, id DESC);

--
-- Name: sign_in_failures_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_failures_at ON public.sign_in_failures USING btree (at);

--
-- Name: sign_in_failures_recent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_failures_recent ON public.sign_in_failures USING btree (account_hash, at);

--
-- Name: sign_in_failures_remote; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_failures_remote ON public.sign_in_failures USING btree (remote, at);

--
-- Name: tasks_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_of_case ON public.tasks USING btree (case_id, id DESC);

--
-- Name: tasks_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_of_order ON public.tasks USING btree (order_id) WHERE (order_id IS NOT NULL);

--
-- Name: tasks_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX tasks_one_open ON public.tasks USING btree (kind, subject) WHERE (done_at IS NULL);

--
-- Name: tasks_open_of_assignee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_open_of_assignee ON public.tasks USING btree (assignee_id) WHERE (done_at IS NULL);

--
-- Name: timeline_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX timeline_of_case ON public.timeline USING btree (case_id, at DESC, id DESC);

--
-- Name: timeline_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX timeline_of_order ON public.timeline USING btree (order_id, at DESC, id DESC);

--
-- Name: token_guesses_recent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX token_guesses_recent ON public.token_guesses USING btree (remote, at);

--
-- Name: visitors_today; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX visitors_today ON public.visitors USING btree (office_id, arrived_on);

--
-- Name: webhook_events_by_webhook_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_events_by_webhook_id ON public.webhook_events USING btree (webhook_id);

--
-- Name: webhook_events_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_events_newest ON public.webhook_events USING btree (provider, received_at DESC);

--
-- Name: webhook_events_parked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_events_parked ON public.webhook_events USING btree (order_upstream_id) WHERE (state = 'parked'::text);

--
-- Name: webhook_events_stopped; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_events_stopped ON public.webhook_events USING btree (received_at DESC) WHERE (state = ANY (ARRAY['poison'::text, 'orphan'::text, 'parked'::text]));

--
-- Name: webhook_events_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_events_waiting ON public.webhook_events USING btree (id) WHERE (state = ANY (ARRAY['parked'::text, 'orphan'::text]));

--
-- Name: work_of_all; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_all ON public.work USING btree (state, case_due, rank, since, id);

--
-- Name: work_of_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_case ON public.work USING btree (case_id);

--
-- Name: work_of_office; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_office ON public.work USING btree (office_id, due_on, rank, since, id);

--
-- Name: work_of_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_order ON public.work USING btree (order_id);

--
-- Name: work_of_pool; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_pool ON public.work USING btree (office_id, due_on, rank, since, id) WHERE (worker_id IS NULL);

--
-- Name: work_of_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_state ON public.work USING btree (office_id, state, case_due, rank, since, id);

--
-- Name: work_of_worker; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_of_worker ON public.work USING btree (worker_id, due_on, rank, since, id);

--
-- Name: work_views_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX work_views_name ON public.work_views USING btree (user_id, name) WHERE (removed_at IS NULL);

--
-- Name: work_views_shared; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_views_shared ON public.work_views USING btree (office_id) WHERE (removed_at IS NULL);

--
-- Name: case_milestones api_tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_tell AFTER INSERT ON public.case_milestones FOR EACH ROW EXECUTE FUNCTION public.api_tell_milestone();

--
-- Name: decisions api_tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_tell AFTER INSERT ON public.decisions FOR EACH ROW WHEN (new.is_final) EXECUTE FUNCTION public.api_tell_decision();

--
-- Name: orders api_tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_tell AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.api_tell_order();

--
-- Name: orders api_tell_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_tell_move AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.state IS DISTINCT FROM old.state) OR (new.cause IS DISTINCT FROM old.cause))) EXECUTE FUNCTION public.api_tell_order();

--
-- Name: audit audit_keep; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_keep BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.audit_keep();

--
-- Name: audit_chain audit_keep; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_keep BEFORE DELETE OR UPDATE ON public.audit_chain FOR EACH ROW EXECUTE FUNCTION public.audit_keep();

--
-- Name: audit audit_keep_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_keep_all BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_keep();

--
-- Name: audit_chain audit_keep_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_keep_all BEFORE TRUNCATE ON public.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION public.audit_keep();

--
-- Name: orders call_delivers; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_delivers AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.delivery = 'agency'::text) AND (new.share_url IS NOT NULL) AND ((old.share_url IS NULL) OR (old.delivery <> 'agency'::text)))) EXECUTE FUNCTION public.call_delivers();

--
-- Name: orders campaign_link_read; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaign_link_read AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.replaces_id IS NOT NULL) AND (new.state = 'ready'::text) AND (old.state <> 'ready'::text))) EXECUTE FUNCTION public.campaign_link_read();

--
-- Name: cases case_changes_hands; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_changes_hands AFTER UPDATE OF worker_id ON public.cases FOR EACH ROW WHEN ((old.worker_id IS DISTINCT FROM new.worker_id)) EXECUTE FUNCTION public.case_changes_hands();

--
-- Name: case_programs case_due; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_due AFTER INSERT OR UPDATE ON public.case_programs FOR EACH ROW EXECUTE FUNCTION public.case_due();

--
-- Name: cases case_guard; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_guard BEFORE UPDATE OF is_restricted, worker_id ON public.cases FOR EACH ROW EXECUTE FUNCTION public.case_guard();

--
-- Name: sessions emergency_tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER emergency_tell AFTER INSERT ON public.sessions FOR EACH ROW EXECUTE FUNCTION public.emergency_tell();

--
-- Name: orders link_shorten; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER link_shorten AFTER INSERT OR UPDATE ON public.orders FOR EACH ROW WHEN ((new.share_url IS NOT NULL)) EXECUTE FUNCTION public.link_shorten();

--
-- Name: messages message_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER message_move BEFORE UPDATE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.message_move();

--
-- Name: messages message_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER message_moved AFTER UPDATE OF state ON public.messages FOR EACH ROW WHEN ((new.state IS DISTINCT FROM old.state)) EXECUTE FUNCTION public.message_moved();

--
-- Name: orders message_order_over; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER message_order_over AFTER UPDATE OF state ON public.orders FOR EACH ROW WHEN (((new.state IS DISTINCT FROM old.state) AND (new.state = ANY (ARRAY['ready'::text, 'reviewed'::text, 'canceled'::text, 'expired'::text])))) EXECUTE FUNCTION public.message_order_over();

--
-- Name: openings opening_told; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER opening_told AFTER INSERT ON public.openings FOR EACH ROW EXECUTE FUNCTION public.opening_told();

--
-- Name: orders order_delivers; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER order_delivers AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.delivery = 'agency'::text) AND (new.share_url IS NOT NULL) AND ((old.share_url IS NULL) OR (old.delivery <> 'agency'::text)))) EXECUTE FUNCTION public.order_delivers();

--
-- Name: orders order_known; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER order_known AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.upstream_id IS NOT NULL) AND ((old.upstream_id IS DISTINCT FROM new.upstream_id) OR (old.upstream_user_id IS DISTINCT FROM new.upstream_user_id)))) EXECUTE FUNCTION public.order_known();

--
-- Name: orders order_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER order_move BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.order_move();

--
-- Name: orders order_succession; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER order_succession AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.cause IS NOT NULL) AND (new.cause IS DISTINCT FROM old.cause))) EXECUTE FUNCTION public.order_succession();

--
-- Name: members people_index_keep; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER people_index_keep AFTER INSERT OR UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.people_index_keep();

--
-- Name: cases people_index_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER people_index_move AFTER UPDATE OF office_id ON public.cases FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION public.people_index_move();

--
-- Name: programs program_reminds; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER program_reminds AFTER INSERT ON public.programs FOR EACH ROW EXECUTE FUNCTION public.program_reminds();

--
-- Name: programs program_sources_usual; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER program_sources_usual AFTER INSERT ON public.programs FOR EACH ROW EXECUTE FUNCTION public.program_sources_usual();

--
-- Name: orders refresh_ended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refresh_ended AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.refresh_of_id IS NOT NULL) AND (new.refresh_outcome IS NULL) AND (new.state IS DISTINCT FROM old.state) AND (new.state = ANY (ARRAY['needs_you'::text, 'expired'::text, 'canceled'::text])))) EXECUTE FUNCTION public.refresh_ended();

--
-- Name: reports refresh_read; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refresh_read AFTER INSERT OR UPDATE ON public.reports FOR EACH ROW WHEN (((new.body IS NOT NULL) OR (new.held_at IS NOT NULL))) EXECUTE FUNCTION public.refresh_read();

--
-- Name: order_attempts refresh_unspent; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refresh_unspent AFTER UPDATE ON public.order_attempts FOR EACH ROW WHEN (((new.kind = 'refresh'::text) AND (new.phase IS DISTINCT FROM old.phase) AND (new.phase = ANY (ARRAY['unsent'::text, 'throttled'::text, 'denied'::text, 'refused'::text])))) EXECUTE FUNCTION public.refresh_unspent();

--
-- Name: cases review_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER review_moved AFTER UPDATE OF office_id ON public.cases FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION public.review_moved();

--
-- Name: reviews review_office; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER review_office BEFORE INSERT OR UPDATE OF state ON public.reviews FOR EACH ROW EXECUTE FUNCTION public.review_office();

--
-- Name: reports review_open; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER review_open AFTER INSERT OR UPDATE ON public.reports FOR EACH ROW WHEN ((new.body IS NOT NULL)) EXECUTE FUNCTION public.review_open();

--
-- Name: orders review_ready; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER review_ready AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((new.state = 'ready'::text) AND (old.state <> 'ready'::text))) EXECUTE FUNCTION public.review_ready();

--
-- Name: reviews review_round; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER review_round BEFORE UPDATE ON public.reviews FOR EACH ROW WHEN (((old.state = 'decided'::text) AND (new.state = 'open'::text))) EXECUTE FUNCTION public.review_round();

--
-- Name: sessions session_over; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER session_over AFTER UPDATE OF ended_at, locked_at ON public.sessions FOR EACH ROW WHEN ((((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL)) OR ((old.locked_at IS NULL) AND (new.locked_at IS NOT NULL)))) EXECUTE FUNCTION public.session_over();

--
-- Name: tasks task_changes_hands; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_changes_hands AFTER UPDATE OF assignee_id ON public.tasks FOR EACH ROW WHEN ((old.assignee_id IS DISTINCT FROM new.assignee_id)) EXECUTE FUNCTION public.task_changes_hands();

--
-- Name: cases task_of_case; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_of_case AFTER UPDATE OF closed_at ON public.cases FOR EACH ROW WHEN (((old.closed_at IS NULL) AND (new.closed_at IS NOT NULL))) EXECUTE FUNCTION public.task_of_case();

--
-- Name: orders task_of_order_made; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_of_order_made AFTER INSERT ON public.orders FOR EACH ROW WHEN ((new.state = ANY (ARRAY['needs_fix'::text, 'needs_you'::text, 'ready'::text]))) EXECUTE FUNCTION public.task_of_order();

--
-- Name: orders task_of_order_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_of_order_moved AFTER UPDATE OF state, cause ON public.orders FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.cause IS DISTINCT FROM new.cause))) EXECUTE FUNCTION public.task_of_order();

--
-- Name: asset_choices tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.asset_choices FOR EACH ROW EXECUTE FUNCTION public.tell_review();

--
-- Name: batches tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER UPDATE ON public.batches FOR EACH ROW EXECUTE FUNCTION public.tell_batch();

--
-- Name: call_lines tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.call_lines FOR EACH ROW EXECUTE FUNCTION public.tell_call_line();

--
-- Name: calls tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.calls FOR EACH ROW EXECUTE FUNCTION public.tell_part();

--
-- Name: campaign_items tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER UPDATE ON public.campaign_items REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION public.tell_campaign_items();

--
-- Name: campaigns tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.campaigns FOR EACH ROW EXECUTE FUNCTION public.tell_campaign();

--
-- Name: case_milestones tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.case_milestones FOR EACH ROW EXECUTE FUNCTION public.tell_part();

--
-- Name: cases tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.cases FOR EACH ROW EXECUTE FUNCTION public.tell_case();

--
-- Name: connections tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.connections FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: decisions tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.decisions FOR EACH ROW EXECUTE FUNCTION public.tell_review();

--
-- Name: declarations tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.declarations FOR EACH ROW EXECUTE FUNCTION public.tell_declaration();

--
-- Name: displays tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER UPDATE ON public.displays FOR EACH ROW WHEN (((((((old.order_id IS DISTINCT FROM new.order_id) OR (old.shown_at IS DISTINCT FROM new.shown_at)) OR (old.code_at IS DISTINCT FROM new.code_at)) OR (old.touched_at IS DISTINCT FROM new.touched_at)) OR (old.help_at IS DISTINCT FROM new.help_at)) OR (old.removed_at IS DISTINCT FROM new.removed_at))) EXECUTE FUNCTION public.tell_display();

--
-- Name: dispositions tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.dispositions FOR EACH ROW EXECUTE FUNCTION public.tell_review();

--
-- Name: exports tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.exports FOR EACH ROW EXECUTE FUNCTION public.tell_export();

--
-- Name: imports tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.imports FOR EACH ROW EXECUTE FUNCTION public.tell_import();

--
-- Name: loans tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.loans FOR EACH ROW EXECUTE FUNCTION public.tell_part();

--
-- Name: members tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.tell_part();

--
-- Name: message_templates tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.message_templates FOR EACH ROW EXECUTE FUNCTION public.tell_text();

--
-- Name: messages tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: notes tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.notes FOR EACH ROW EXECUTE FUNCTION public.tell_part();

--
-- Name: order_events tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.order_events FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: orders tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.tell_order();

--
-- Name: pairings tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER DELETE OR UPDATE ON public.pairings FOR EACH ROW EXECUTE FUNCTION public.tell_pairing();

--
-- Name: reminder_stops tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.reminder_stops FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: report_documents tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.report_documents FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: reports tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.reports FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: resends tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.resends FOR EACH ROW EXECUTE FUNCTION public.tell_order_part();

--
-- Name: tasks tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.tell_part();

--
-- Name: timeline tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.timeline FOR EACH ROW EXECUTE FUNCTION public.tell_timeline();

--
-- Name: visitors tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.visitors FOR EACH ROW EXECUTE FUNCTION public.tell_visitor();

--
-- Name: worksheets tell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell AFTER INSERT ON public.worksheets FOR EACH ROW EXECUTE FUNCTION public.tell_review();

--
-- Name: orders tell_displays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell_displays AFTER UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.tell_displays_of_order();

--
-- Name: displays tell_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell_new AFTER INSERT ON public.displays FOR EACH ROW EXECUTE FUNCTION public.tell_display();

--
-- Name: provider_health tell_provider; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell_provider AFTER UPDATE ON public.provider_health FOR EACH ROW EXECUTE FUNCTION public.tell_provider();

--
-- Name: webhook_events tell_provider; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell_provider AFTER UPDATE ON public.webhook_events FOR EACH ROW WHEN (((new.state IS DISTINCT FROM old.state) AND ((new.state = ANY (ARRAY['poison'::text, 'parked'::text, 'orphan'::text])) OR (old.state = ANY (ARRAY['poison'::text, 'parked'::text, 'orphan'::text]))))) EXECUTE FUNCTION public.tell_provider();

--
-- Name: webhook_events tell_provider_poison; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell_provider_poison AFTER INSERT ON public.webhook_events FOR EACH ROW WHEN ((new.state = 'poison'::text)) EXECUTE FUNCTION public.tell_provider();

--
-- Name: jobs tell_workers; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tell_workers AFTER INSERT ON public.jobs FOR EACH ROW WHEN (((new.kind !~~ 'truv/%'::text) AND (new.kind !~~ 'truework/%'::text))) EXECUTE FUNCTION public.tell_workers();

--
-- Name: users user_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER user_changed AFTER INSERT OR UPDATE OF role, is_disabled, password_hash, totp, name, email ON public.users FOR EACH ROW EXECUTE FUNCTION public.user_changed();

--
-- Name: user_offices user_offices_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER user_offices_changed AFTER INSERT OR DELETE OR UPDATE ON public.user_offices FOR EACH ROW EXECUTE FUNCTION public.user_offices_changed();

--
-- Name: jobs webhook_stop; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER webhook_stop AFTER UPDATE ON public.jobs FOR EACH ROW WHEN (((new.state = 'failed'::text) AND (old.state <> 'failed'::text) AND (new.input ? 'event_id'::text))) EXECUTE FUNCTION public.webhook_stop();

--
-- Name: case_programs work_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER work_changed AFTER INSERT OR UPDATE ON public.case_programs FOR EACH ROW EXECUTE FUNCTION public.work_changed();

--
-- Name: cases work_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER work_changed AFTER UPDATE ON public.cases FOR EACH ROW WHEN (((old.office_id IS DISTINCT FROM new.office_id) OR (old.worker_id IS DISTINCT FROM new.worker_id) OR (old.closed_at IS DISTINCT FROM new.closed_at))) EXECUTE FUNCTION public.work_changed_case();

--
-- Name: tasks work_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER work_changed AFTER INSERT OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.work_changed_task();

--
-- Name: orders work_made; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER work_made AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.work_changed_order();

--
-- Name: orders work_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER work_moved AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.language IS DISTINCT FROM new.language))) EXECUTE FUNCTION public.work_changed_order();

--
-- Name: api_answers api_answers_token_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_answers
    ADD CONSTRAINT api_answers_token_id_fkey FOREIGN KEY (token_id) REFERENCES public.api_tokens(id);

--
-- Name: api_deliveries api_deliveries_endpoint_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_deliveries
    ADD CONSTRAINT api_deliveries_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES public.api_endpoints(id);

--
-- Name: api_deliveries api_deliveries_event_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_deliveries
    ADD CONSTRAINT api_deliveries_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.api_events(id);

--
-- Name: api_deliveries api_deliveries_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_deliveries
    ADD CONSTRAINT api_deliveries_kind_fkey FOREIGN KEY (kind) REFERENCES public.api_event_kinds(kind);

--
-- Name: api_endpoint_offices api_endpoint_offices_endpoint_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_endpoint_offices
    ADD CONSTRAINT api_endpoint_offices_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES public.api_endpoints(id);

--
-- Name: api_endpoint_offices api_endpoint_offices_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_endpoint_offices
    ADD CONSTRAINT api_endpoint_offices_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: api_endpoints api_endpoints_made_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_endpoints
    ADD CONSTRAINT api_endpoints_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

--
-- Name: api_events api_events_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_events
    ADD CONSTRAINT api_events_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: api_events api_events_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_events
    ADD CONSTRAINT api_events_kind_fkey FOREIGN KEY (kind) REFERENCES public.api_event_kinds(kind);

--
-- Name: api_token_offices api_token_offices_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token_offices
    ADD CONSTRAINT api_token_offices_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: api_token_offices api_token_offices_token_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token_offices
    ADD CONSTRAINT api_token_offices_token_id_fkey FOREIGN KEY (token_id) REFERENCES public.api_tokens(id);

--
-- Name: api_tokens api_tokens_ended_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

--
-- Name: api_tokens api_tokens_follows_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_follows_id_fkey FOREIGN KEY (follows_id) REFERENCES public.api_tokens(id);

--
-- Name: api_tokens api_tokens_made_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

--
-- Name: ask_words ask_words_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ask_words
    ADD CONSTRAINT ask_words_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: asset_choices asset_choices_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asset_choices
    ADD CONSTRAINT asset_choices_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

--
-- Name: asset_choices asset_choices_review_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asset_choices
    ADD CONSTRAINT asset_choices_review_id_fkey FOREIGN KEY (review_id) REFERENCES public.reviews(id);

--
-- Name: asset_reports asset_reports_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asset_reports
    ADD CONSTRAINT asset_reports_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: assignments assignments_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.users(id);

--
-- Name: assignments assignments_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: assignments assignments_from_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.users(id);

--
-- Name: assignments assignments_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id);

--
-- Name: assignments assignments_to_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.users(id);

--
-- Name: audit audit_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: batch_items batch_items_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch_items
    ADD CONSTRAINT batch_items_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);

--
-- Name: batch_items batch_items_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch_items
    ADD CONSTRAINT batch_items_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: batch_items batch_items_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch_items
    ADD CONSTRAINT batch_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: batch_items batch_items_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch_items
    ADD CONSTRAINT batch_items_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id);

--
-- Name: batches batches_action_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_action_fkey FOREIGN KEY (action) REFERENCES public.batch_actions(action);

--
-- Name: batches batches_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: call_lines call_lines_call_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_lines
    ADD CONSTRAINT call_lines_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

--
-- Name: call_replies call_replies_reply_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_replies
    ADD CONSTRAINT call_replies_reply_fkey FOREIGN KEY (reply) REFERENCES public.call_scripts(key);

--
-- Name: call_tasks call_tasks_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_tasks
    ADD CONSTRAINT call_tasks_kind_fkey FOREIGN KEY (kind) REFERENCES public.task_kinds(kind);

--
-- Name: call_tasks call_tasks_outcome_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_tasks
    ADD CONSTRAINT call_tasks_outcome_fkey FOREIGN KEY (outcome) REFERENCES public.call_outcomes(outcome);

--
-- Name: call_words call_words_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_words
    ADD CONSTRAINT call_words_key_fkey FOREIGN KEY (key) REFERENCES public.call_scripts(key);

--
-- Name: call_words call_words_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_words
    ADD CONSTRAINT call_words_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: calls calls_agent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.users(id);

--
-- Name: calls calls_caller_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_caller_id_fkey FOREIGN KEY (caller_id) REFERENCES public.members(id);

--
-- Name: calls calls_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: calls calls_ended_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

--
-- Name: calls calls_interpreter_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_interpreter_fkey FOREIGN KEY (interpreter) REFERENCES public.call_interpreters(interpreter);

--
-- Name: calls calls_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: calls calls_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: calls calls_outcome_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_outcome_fkey FOREIGN KEY (outcome) REFERENCES public.call_outcomes(outcome);

--
-- Name: campaign_items campaign_items_campaign_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES public.campaigns(id);

--
-- Name: campaign_items campaign_items_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: campaign_items campaign_items_link_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.orders(id);

--
-- Name: campaign_items campaign_items_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: campaign_items campaign_items_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: campaign_items campaign_items_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: campaign_items campaign_items_place_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_place_fkey FOREIGN KEY (place) REFERENCES public.campaign_places(place);

--
-- Name: campaign_items campaign_items_reason_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_reason_fkey FOREIGN KEY (reason) REFERENCES public.campaign_reasons(reason);

--
-- Name: campaign_items campaign_items_refresh_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_items
    ADD CONSTRAINT campaign_items_refresh_id_fkey FOREIGN KEY (refresh_id) REFERENCES public.orders(id);

--
-- Name: campaigns campaigns_approved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES public.users(id);

--
-- Name: campaigns campaigns_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id);

--
-- Name: campaigns campaigns_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id);

--
-- Name: campaigns campaigns_program_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_program_fkey FOREIGN KEY (program) REFERENCES public.programs(code);

--
-- Name: campaigns campaigns_started_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_started_by_fkey FOREIGN KEY (started_by) REFERENCES public.users(id);

--
-- Name: campaigns campaigns_state_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_state_fkey FOREIGN KEY (state) REFERENCES public.campaign_states(state);

--
-- Name: cancel_reasons cancel_reasons_provider_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cancel_reasons
    ADD CONSTRAINT cancel_reasons_provider_fkey FOREIGN KEY (provider) REFERENCES public.providers(provider);

--
-- Name: case_milestones case_milestones_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_milestones
    ADD CONSTRAINT case_milestones_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: case_milestones case_milestones_milestone_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_milestones
    ADD CONSTRAINT case_milestones_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES public.milestones(id);

--
-- Name: case_programs case_programs_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_programs
    ADD CONSTRAINT case_programs_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: case_programs case_programs_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_programs
    ADD CONSTRAINT case_programs_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: cases cases_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: cases cases_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.users(id);

--
-- Name: cause_words cause_words_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cause_words
    ADD CONSTRAINT cause_words_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: client_sessions client_sessions_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_sessions
    ADD CONSTRAINT client_sessions_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: connections connections_cause_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_cause_fkey FOREIGN KEY (cause) REFERENCES public.causes(cause);

--
-- Name: connections connections_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: connections connections_state_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_state_fkey FOREIGN KEY (state) REFERENCES public.order_states(state);

--
-- Name: consents consents_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: consents consents_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: consents consents_noted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES public.users(id);

--
-- Name: consents consents_provider_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_provider_fkey FOREIGN KEY (provider) REFERENCES public.providers(provider);

--
-- Name: date_forms date_forms_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.date_forms
    ADD CONSTRAINT date_forms_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: decisions decisions_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

--
-- Name: decisions decisions_report_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(id);

--
-- Name: decisions decisions_review_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_review_id_fkey FOREIGN KEY (review_id) REFERENCES public.reviews(id);

--
-- Name: declarations declarations_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.declarations
    ADD CONSTRAINT declarations_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: declarations declarations_taken_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.declarations
    ADD CONSTRAINT declarations_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.users(id);

--
-- Name: declared_jobs declared_jobs_declaration_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.declared_jobs
    ADD CONSTRAINT declared_jobs_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES public.declarations(id);

--
-- Name: displays displays_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.displays
    ADD CONSTRAINT displays_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: displays displays_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.displays
    ADD CONSTRAINT displays_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: displays displays_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.displays
    ADD CONSTRAINT displays_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: displays displays_paired_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.displays
    ADD CONSTRAINT displays_paired_by_fkey FOREIGN KEY (paired_by) REFERENCES public.users(id);

--
-- Name: dispositions dispositions_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispositions
    ADD CONSTRAINT dispositions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

--
-- Name: dispositions dispositions_review_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispositions
    ADD CONSTRAINT dispositions_review_id_fkey FOREIGN KEY (review_id) REFERENCES public.reviews(id);

--
-- Name: drafts drafts_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: dues dues_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dues
    ADD CONSTRAINT dues_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: dues dues_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dues
    ADD CONSTRAINT dues_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id);

--
-- Name: dues dues_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dues
    ADD CONSTRAINT dues_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: dues dues_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dues
    ADD CONSTRAINT dues_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: emergency_uses emergency_uses_seen_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergency_uses
    ADD CONSTRAINT emergency_uses_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES public.users(id);

--
-- Name: emergency_uses emergency_uses_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergency_uses
    ADD CONSTRAINT emergency_uses_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: export_chunks export_chunks_export_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_chunks
    ADD CONSTRAINT export_chunks_export_id_fkey FOREIGN KEY (export_id) REFERENCES public.exports(id);

--
-- Name: export_columns export_columns_list_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_columns
    ADD CONSTRAINT export_columns_list_fkey FOREIGN KEY (list) REFERENCES public.export_lists(list);

--
-- Name: exports exports_list_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_list_fkey FOREIGN KEY (list) REFERENCES public.export_lists(list);

--
-- Name: exports exports_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: exports exports_state_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_state_fkey FOREIGN KEY (state) REFERENCES public.export_states(state);

--
-- Name: exports exports_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: gate_minutes gate_minutes_provider_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gate_minutes
    ADD CONSTRAINT gate_minutes_provider_fkey FOREIGN KEY (provider) REFERENCES public.gates(provider);

--
-- Name: group_role_offices group_role_offices_group_role_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_role_offices
    ADD CONSTRAINT group_role_offices_group_role_id_fkey FOREIGN KEY (group_role_id) REFERENCES public.group_roles(id);

--
-- Name: group_role_offices group_role_offices_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_role_offices
    ADD CONSTRAINT group_role_offices_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: group_roles group_roles_ended_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_roles
    ADD CONSTRAINT group_roles_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

--
-- Name: group_roles group_roles_made_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_roles
    ADD CONSTRAINT group_roles_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

--
-- Name: group_roles group_roles_role_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_roles
    ADD CONSTRAINT group_roles_role_fkey FOREIGN KEY (role) REFERENCES public.roles(role);

--
-- Name: half_sign_ins half_sign_ins_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.half_sign_ins
    ADD CONSTRAINT half_sign_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: import_cells import_cells_client_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_cells
    ADD CONSTRAINT import_cells_client_key_fkey FOREIGN KEY (client_key) REFERENCES public.imports(client_key);

--
-- Name: import_fields import_fields_form_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_fields
    ADD CONSTRAINT import_fields_form_fkey FOREIGN KEY (form) REFERENCES public.import_forms(form);

--
-- Name: import_fields import_fields_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_fields
    ADD CONSTRAINT import_fields_kind_fkey FOREIGN KEY (kind) REFERENCES public.import_kinds(kind);

--
-- Name: import_headings import_headings_kind_field_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_headings
    ADD CONSTRAINT import_headings_kind_field_fkey FOREIGN KEY (kind, field) REFERENCES public.import_fields(kind, field);

--
-- Name: import_headings import_headings_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_headings
    ADD CONSTRAINT import_headings_kind_fkey FOREIGN KEY (kind) REFERENCES public.import_kinds(kind);

--
-- Name: import_headings import_headings_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_headings
    ADD CONSTRAINT import_headings_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: import_rows import_rows_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: import_rows import_rows_due_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_due_id_fkey FOREIGN KEY (due_id) REFERENCES public.dues(id);

--
-- Name: import_rows import_rows_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id);

--
-- Name: import_rows import_rows_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: import_rows import_rows_problem_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_problem_fkey FOREIGN KEY (problem) REFERENCES public.import_problems(problem);

--
-- Name: import_words import_words_form_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_words
    ADD CONSTRAINT import_words_form_fkey FOREIGN KEY (form) REFERENCES public.import_forms(form);

--
-- Name: imports imports_confirmed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.users(id);

--
-- Name: imports imports_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id);

--
-- Name: imports imports_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_kind_fkey FOREIGN KEY (kind) REFERENCES public.import_kinds(kind);

--
-- Name: imports imports_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: imports imports_state_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_state_fkey FOREIGN KEY (state) REFERENCES public.import_states(state);

--
-- Name: incidents incidents_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: invitations invitations_made_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

--
-- Name: invitations invitations_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: loans loans_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.loans
    ADD CONSTRAINT loans_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: lookups lookups_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: lookups lookups_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

--
-- Name: lookups lookups_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_kind_fkey FOREIGN KEY (kind) REFERENCES public.lookup_kinds(kind);

--
-- Name: lookups lookups_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: lookups lookups_opening_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.openings(id);

--
-- Name: lookups lookups_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lookups
    ADD CONSTRAINT lookups_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: members members_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: members members_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: message_attempts message_attempts_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_attempts
    ADD CONSTRAINT message_attempts_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id);

--
-- Name: message_moves message_moves_now_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_moves
    ADD CONSTRAINT message_moves_now_fkey FOREIGN KEY (now) REFERENCES public.message_states(state);

--
-- Name: message_moves message_moves_was_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_moves
    ADD CONSTRAINT message_moves_was_fkey FOREIGN KEY (was) REFERENCES public.message_states(state);

--
-- Name: message_templates message_templates_kind; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_templates
    ADD CONSTRAINT message_templates_kind FOREIGN KEY (kind) REFERENCES public.message_kinds(kind);

--
-- Name: message_templates message_templates_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_templates
    ADD CONSTRAINT message_templates_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: message_templates message_templates_made_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_templates
    ADD CONSTRAINT message_templates_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

--
-- Name: messages messages_asked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

--
-- Name: messages messages_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: messages messages_cause_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_cause_fkey FOREIGN KEY (cause) REFERENCES public.message_causes(cause);

--
-- Name: messages messages_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: messages messages_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: messages messages_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: messages messages_state_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_state_fkey FOREIGN KEY (state) REFERENCES public.message_states(state);

--
-- Name: milestone_wants milestone_wants_milestone_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestone_wants
    ADD CONSTRAINT milestone_wants_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES public.milestones(id);

--
-- Name: milestones milestones_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: notes notes_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: notes notes_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: openings openings_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: openings openings_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: openings openings_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: order_attempts order_attempts_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_attempts
    ADD CONSTRAINT order_attempts_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: order_events order_events_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_events
    ADD CONSTRAINT order_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: order_moves order_moves_now_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_moves
    ADD CONSTRAINT order_moves_now_fkey FOREIGN KEY (now) REFERENCES public.order_states(state);

--
-- Name: order_moves order_moves_was_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_moves
    ADD CONSTRAINT order_moves_was_fkey FOREIGN KEY (was) REFERENCES public.order_states(state);

--
-- Name: order_steps order_steps_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_steps
    ADD CONSTRAINT order_steps_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: orders orders_cancel_code_known; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_cancel_code_known FOREIGN KEY (provider, cancel_code) REFERENCES public.cancel_reasons(provider, reason);

--
-- Name: orders orders_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: orders orders_cause_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_cause_fkey FOREIGN KEY (cause) REFERENCES public.causes(cause);

--
-- Name: orders orders_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id);

--
-- Name: orders orders_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: orders orders_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: orders orders_method_known; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_method_known FOREIGN KEY (provider, method) REFERENCES public.provider_methods(provider, method);

--
-- Name: orders orders_milestone_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES public.milestones(id);

--
-- Name: orders orders_refresh_of_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_refresh_of_id_fkey FOREIGN KEY (refresh_of_id) REFERENCES public.orders(id);

--
-- Name: orders orders_replaces_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES public.orders(id);

--
-- Name: orders orders_state_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_state_fkey FOREIGN KEY (state) REFERENCES public.order_states(state);

--
-- Name: people_index people_index_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people_index
    ADD CONSTRAINT people_index_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;

--
-- Name: people_index people_index_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people_index
    ADD CONSTRAINT people_index_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id) ON DELETE CASCADE;

--
-- Name: people_index people_index_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people_index
    ADD CONSTRAINT people_index_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: program_exclusions program_exclusions_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_exclusions
    ADD CONSTRAINT program_exclusions_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: program_factors program_factors_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_factors
    ADD CONSTRAINT program_factors_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: program_reminders program_reminders_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_reminders
    ADD CONSTRAINT program_reminders_kind_fkey FOREIGN KEY (kind) REFERENCES public.message_kinds(kind);

--
-- Name: program_reminders program_reminders_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_reminders
    ADD CONSTRAINT program_reminders_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: program_sources program_sources_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_sources
    ADD CONSTRAINT program_sources_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: program_sources program_sources_provider_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_sources
    ADD CONSTRAINT program_sources_provider_fkey FOREIGN KEY (provider) REFERENCES public.providers(provider);

--
-- Name: program_words program_words_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_words
    ADD CONSTRAINT program_words_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: program_words program_words_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_words
    ADD CONSTRAINT program_words_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: programs programs_purpose_known; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_purpose_known FOREIGN KEY (permissible_purpose) REFERENCES public.permissible_purposes(purpose);

--
-- Name: programs programs_use_case_known; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_use_case_known FOREIGN KEY (use_case) REFERENCES public.use_cases(use_case);

--
-- Name: provider_methods provider_methods_provider_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider_methods
    ADD CONSTRAINT provider_methods_provider_fkey FOREIGN KEY (provider) REFERENCES public.providers(provider);

--
-- Name: recovery_codes recovery_codes_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: reminder_stops reminder_stops_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reminder_stops
    ADD CONSTRAINT reminder_stops_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: reminder_stops reminder_stops_stopped_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reminder_stops
    ADD CONSTRAINT reminder_stops_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES public.users(id);

--
-- Name: report_documents report_documents_connection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_documents
    ADD CONSTRAINT report_documents_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES public.connections(id);

--
-- Name: report_documents report_documents_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_documents
    ADD CONSTRAINT report_documents_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: reports reports_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

--
-- Name: reports reports_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: reports reports_same_as_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_same_as_fkey FOREIGN KEY (same_as) REFERENCES public.reports(id);

--
-- Name: resends resends_asked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resends
    ADD CONSTRAINT resends_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

--
-- Name: resends resends_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resends
    ADD CONSTRAINT resends_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: restrictions restrictions_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restrictions
    ADD CONSTRAINT restrictions_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: restrictions restrictions_lifted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restrictions
    ADD CONSTRAINT restrictions_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES public.users(id);

--
-- Name: restrictions restrictions_set_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restrictions
    ADD CONSTRAINT restrictions_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.users(id);

--
-- Name: review_rules review_rules_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.review_rules
    ADD CONSTRAINT review_rules_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: reviews reviews_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: reviews reviews_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: reviews reviews_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.users(id);

--
-- Name: session_hints session_hints_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_hints
    ADD CONSTRAINT session_hints_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: short_links short_links_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.short_links
    ADD CONSTRAINT short_links_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: tasks tasks_assignee_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES public.users(id);

--
-- Name: tasks tasks_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: tasks tasks_done_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_done_by_fkey FOREIGN KEY (done_by) REFERENCES public.users(id);

--
-- Name: tasks tasks_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_kind_fkey FOREIGN KEY (kind) REFERENCES public.task_kinds(kind);

--
-- Name: tasks tasks_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: tasks tasks_opened_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.users(id);

--
-- Name: tasks tasks_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: timeline timeline_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id);

--
-- Name: timeline timeline_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: timeline timeline_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);

--
-- Name: user_languages user_languages_language_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_languages
    ADD CONSTRAINT user_languages_language_fkey FOREIGN KEY (language) REFERENCES public.languages(code);

--
-- Name: user_languages user_languages_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_languages
    ADD CONSTRAINT user_languages_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: user_offices user_offices_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_offices
    ADD CONSTRAINT user_offices_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: user_offices user_offices_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_offices
    ADD CONSTRAINT user_offices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: user_programs user_programs_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_programs
    ADD CONSTRAINT user_programs_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: user_programs user_programs_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_programs
    ADD CONSTRAINT user_programs_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: users users_role_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_role_fkey FOREIGN KEY (role) REFERENCES public.roles(role);

--
-- Name: visitors visitors_added_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.users(id);

--
-- Name: visitors visitors_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id);

--
-- Name: visitors visitors_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: vocabulary vocabulary_purpose_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vocabulary
    ADD CONSTRAINT vocabulary_purpose_fkey FOREIGN KEY (purpose) REFERENCES public.permissible_purposes(purpose);

--
-- Name: vocabulary vocabulary_use_case_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vocabulary
    ADD CONSTRAINT vocabulary_use_case_fkey FOREIGN KEY (use_case) REFERENCES public.use_cases(use_case);

--
-- Name: work work_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;

--
-- Name: work work_member_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.members(id) ON DELETE CASCADE;

--
-- Name: work work_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: work work_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE;

--
-- Name: work work_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;

--
-- Name: work_views work_views_office_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work_views
    ADD CONSTRAINT work_views_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.offices(id);

--
-- Name: work_views work_views_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work_views
    ADD CONSTRAINT work_views_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

--
-- Name: work work_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.users(id);

--
-- Name: worksheets worksheets_confirmed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.users(id);

--
-- Name: worksheets worksheets_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.programs(id);

--
-- Name: worksheets worksheets_report_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(id);

--
-- Name: worksheets worksheets_review_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_review_id_fkey FOREIGN KEY (review_id) REFERENCES public.reviews(id);

--
-- Name: worksheets worksheets_saved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worksheets
    ADD CONSTRAINT worksheets_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES public.users(id);

--
-- Name: api_events; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.api_events ENABLE ROW LEVEL SECURITY;

--
-- Name: asset_choices; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.asset_choices ENABLE ROW LEVEL SECURITY;

--
-- Name: assignments; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.assignments ENABLE ROW LEVEL SECURITY;

--
-- Name: batch_items; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.batch_items ENABLE ROW LEVEL SECURITY;

--
-- Name: batches; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.batches ENABLE ROW LEVEL SECURITY;

--
-- Name: call_lines; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.call_lines ENABLE ROW LEVEL SECURITY;

--
-- Name: calls; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.calls ENABLE ROW LEVEL SECURITY;

--
-- Name: campaign_items; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.campaign_items ENABLE ROW LEVEL SECURITY;

--
-- Name: campaigns; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.campaigns ENABLE ROW LEVEL SECURITY;

--
-- Name: case_milestones; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.case_milestones ENABLE ROW LEVEL SECURITY;

--
-- Name: case_programs; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.case_programs ENABLE ROW LEVEL SECURITY;

--
-- Name: cases; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.cases ENABLE ROW LEVEL SECURITY;

--
-- Name: client_sessions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.client_sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: connections; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.connections ENABLE ROW LEVEL SECURITY;

--
-- Name: consents; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.consents ENABLE ROW LEVEL SECURITY;

--
-- Name: decisions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.decisions ENABLE ROW LEVEL SECURITY;

--
-- Name: declarations; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.declarations ENABLE ROW LEVEL SECURITY;

--
-- Name: declared_jobs; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.declared_jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: dispositions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.dispositions ENABLE ROW LEVEL SECURITY;

--
-- Name: drafts; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.drafts ENABLE ROW LEVEL SECURITY;

--
-- Name: dues; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.dues ENABLE ROW LEVEL SECURITY;

--
-- Name: export_chunks; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.export_chunks ENABLE ROW LEVEL SECURITY;

--
-- Name: exports; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.exports ENABLE ROW LEVEL SECURITY;

--
-- Name: import_headings; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.import_headings ENABLE ROW LEVEL SECURITY;

--
-- Name: import_rows; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.import_rows ENABLE ROW LEVEL SECURITY;

--
-- Name: imports; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

--
-- Name: loans; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.loans ENABLE ROW LEVEL SECURITY;

--
-- Name: lookups; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.lookups ENABLE ROW LEVEL SECURITY;

--
-- Name: batch_items maker; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY maker ON public.batch_items USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.batches b
  WHERE (b.id = ANY (ARRAY[batch_items.batch_id])))))) WITH CHECK (public.scope_has_batch(batch_id));

--
-- Name: batches maker; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY maker ON public.batches USING ((public.scope_all() OR (user_id = public.scope_user())));

--
-- Name: export_chunks maker; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY maker ON public.export_chunks USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.exports e
  WHERE ((e.id = ANY (ARRAY[export_chunks.export_id])) AND (e.user_id = public.scope_user())))))) WITH CHECK (public.scope_has_export(export_id));

--
-- Name: exports maker; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY maker ON public.exports USING ((public.scope_all() OR (user_id = public.scope_user())));

--
-- Name: members; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.members ENABLE ROW LEVEL SECURITY;

--
-- Name: message_attempts; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.message_attempts ENABLE ROW LEVEL SECURITY;

--
-- Name: messages; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

--
-- Name: notes; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;

--
-- Name: api_events office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.api_events USING ((public.scope_all() OR ((case_id IS NULL) AND (public.scope_role() = 'admin'::text)) OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[api_events.case_id])))))) WITH CHECK ((((case_id IS NULL) AND (public.scope_all() OR (public.scope_role() = 'admin'::text))) OR public.scope_has_case(case_id)));

--
-- Name: asset_choices office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.asset_choices USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.reviews r
  WHERE (r.id = ANY (ARRAY[asset_choices.review_id])))))) WITH CHECK (public.scope_has_review(review_id));

--
-- Name: assignments office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.assignments USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[assignments.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: call_lines office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.call_lines USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.calls c
  WHERE (c.id = ANY (ARRAY[call_lines.call_id])))))) WITH CHECK (public.scope_has_call(call_id));

--
-- Name: calls office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.calls USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[calls.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: campaign_items office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.campaign_items USING ((public.scope_all() OR (office_id = ANY (public.scope_offices()))));

--
-- Name: campaigns office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.campaigns USING ((public.scope_all() OR (office_ids && public.scope_offices())));

--
-- Name: case_milestones office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.case_milestones USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[case_milestones.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: case_programs office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.case_programs USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[case_programs.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: cases office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.cases USING ((public.scope_all() OR ((office_id = ANY (public.scope_offices())) AND ((NOT is_restricted) OR public.scope_open(id, office_id, worker_id)))));

--
-- Name: client_sessions office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.client_sessions USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[client_sessions.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: connections office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.connections USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[connections.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: consents office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.consents USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[consents.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: decisions office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.decisions USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.reviews r
  WHERE (r.id = ANY (ARRAY[decisions.review_id])))))) WITH CHECK (public.scope_has_review(review_id));

--
-- Name: declarations office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.declarations USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.members m
  WHERE (m.id = ANY (ARRAY[declarations.member_id])))))) WITH CHECK (public.scope_has_member(member_id));

--
-- Name: declared_jobs office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.declared_jobs USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.declarations d
  WHERE (d.id = ANY (ARRAY[declared_jobs.declaration_id])))))) WITH CHECK (public.scope_has_declaration(declaration_id));

--
-- Name: dispositions office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.dispositions USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.reviews r
  WHERE (r.id = ANY (ARRAY[dispositions.review_id])))))) WITH CHECK (public.scope_has_review(review_id));

--
-- Name: dues office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.dues USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[dues.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: import_headings office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.import_headings USING ((public.scope_all() OR (office_id = ANY (public.scope_offices()))));

--
-- Name: import_rows office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.import_rows USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.imports i
  WHERE (i.id = ANY (ARRAY[import_rows.import_id])))))) WITH CHECK (public.scope_has_import(import_id));

--
-- Name: imports office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.imports USING ((public.scope_all() OR (office_id = ANY (public.scope_offices()))));

--
-- Name: loans office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.loans USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[loans.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: lookups office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.lookups USING ((public.scope_all() OR ((public.scope_role() = 'supervisor'::text) AND (office_id = ANY (public.scope_offices())) AND (user_id IS DISTINCT FROM public.scope_user()))));

--
-- Name: members office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.members USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[members.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: message_attempts office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.message_attempts USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.messages m
  WHERE (m.id = ANY (ARRAY[message_attempts.message_id])))))) WITH CHECK (public.scope_has_message(message_id));

--
-- Name: messages office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.messages USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[messages.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: notes office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.notes USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[notes.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: order_attempts office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.order_attempts USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[order_attempts.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: order_events office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.order_events USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[order_events.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: order_steps office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.order_steps USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[order_steps.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: orders office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.orders USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[orders.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: reminder_stops office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.reminder_stops USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[reminder_stops.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: report_documents office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.report_documents USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[report_documents.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: reports office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.reports USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[reports.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: resends office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.resends USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[resends.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: restrictions office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.restrictions USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[restrictions.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: reviews office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.reviews USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[reviews.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: session_hints office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.session_hints USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.orders o
  WHERE (o.id = ANY (ARRAY[session_hints.order_id])))))) WITH CHECK (public.scope_has_order(order_id));

--
-- Name: tasks office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.tasks USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[tasks.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: timeline office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.timeline USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.cases c
  WHERE (c.id = ANY (ARRAY[timeline.case_id])))))) WITH CHECK (public.scope_has_case(case_id));

--
-- Name: visitors office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.visitors USING ((public.scope_all() OR ((office_id = ANY (public.scope_offices())) AND (EXISTS ( SELECT
   FROM public.members m
  WHERE (m.id = ANY (ARRAY[visitors.member_id])))))));

--
-- Name: work office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.work USING ((public.scope_all() OR (office_id = ANY (public.scope_offices()))));

--
-- Name: worksheets office; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY office ON public.worksheets USING ((public.scope_all() OR (EXISTS ( SELECT
   FROM public.reviews r
  WHERE (r.id = ANY (ARRAY[worksheets.review_id])))))) WITH CHECK (public.scope_has_review(review_id));

--
-- Name: openings; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.openings ENABLE ROW LEVEL SECURITY;

--
-- Name: order_attempts; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.order_attempts ENABLE ROW LEVEL SECURITY;

--
-- Name: order_events; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.order_events ENABLE ROW LEVEL SECURITY;

--
-- Name: order_steps; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.order_steps ENABLE ROW LEVEL SECURITY;

--
-- Name: orders; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;

--
-- Name: drafts own; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own ON public.drafts USING (((user_id = public.scope_user()) OR public.scope_all()));

--
-- Name: openings own; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own ON public.openings USING ((public.scope_all() OR (user_id = public.scope_user()) OR ((public.scope_role() = 'supervisor'::text) AND (office_id = ANY (public.scope_offices())))));

--
-- Name: openings own_only; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_only ON public.openings AS RESTRICTIVE FOR INSERT WITH CHECK ((public.scope_all() OR (user_id = public.scope_user())));

--
-- Name: reminder_stops; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.reminder_stops ENABLE ROW LEVEL SECURITY;

--
-- Name: report_documents; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.report_documents ENABLE ROW LEVEL SECURITY;

--
-- Name: reports; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.reports ENABLE ROW LEVEL SECURITY;

--
-- Name: resends; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.resends ENABLE ROW LEVEL SECURITY;

--
-- Name: restrictions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.restrictions ENABLE ROW LEVEL SECURITY;

--
-- Name: reviews; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.reviews ENABLE ROW LEVEL SECURITY;

--
-- Name: session_hints; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.session_hints ENABLE ROW LEVEL SECURITY;

--
-- Name: tasks; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;

--
-- Name: timeline; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.timeline ENABLE ROW LEVEL SECURITY;

--
-- Name: lookups told; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY told ON public.lookups FOR INSERT WITH CHECK (((kind = 'restricted'::text) AND (user_id = public.scope_user())));

--
-- Name: visitors; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.visitors ENABLE ROW LEVEL SECURITY;

--
-- Name: work; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.work ENABLE ROW LEVEL SECURITY;

--
-- Name: worksheets; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.worksheets ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA public TO verify_app;

--
-- Name: TABLE orders; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.orders TO verify_app;

--
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.audit TO verify_app;

--
-- Name: FUNCTION audit_link(most integer); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.audit_link(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_link(most integer) TO verify_app;

--
-- Name: TABLE batch_items; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.batch_items TO verify_app;

--
-- Name: TABLE batches; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.batches TO verify_app;

--
-- Name: TABLE calls; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.calls TO verify_app;

--
-- Name: TABLE openings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.openings TO verify_app;

--
-- Name: TABLE cases; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.cases TO verify_app;

--
-- Name: TABLE displays; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.displays TO verify_app;

--
-- Name: FUNCTION export_forget(wanted bigint); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.export_forget(wanted bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.export_forget(wanted bigint) TO verify_app;

--
-- Name: FUNCTION import_forget(wanted bigint); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.import_forget(wanted bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.import_forget(wanted bigint) TO verify_app;

--
-- Name: TABLE members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.members TO verify_app;

--
-- Name: TABLE messages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.messages TO verify_app;

--
-- Name: FUNCTION restricted_found(typed text, found bigint[]); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.restricted_found(typed text, found bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.restricted_found(typed text, found bigint[]) TO verify_app;

--
-- Name: FUNCTION search_people(typed text, can_ssn boolean, most integer); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.search_people(typed text, can_ssn boolean, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_people(typed text, can_ssn boolean, most integer) TO verify_app;

--
-- Name: TABLE work; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.work TO verify_app;

--
-- Name: TABLE case_programs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.case_programs TO verify_app;

--
-- Name: TABLE order_states; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.order_states TO verify_app;

--
-- Name: TABLE programs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.programs TO verify_app;

--
-- Name: COLUMN programs.permissible_purpose; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(permissible_purpose) ON TABLE public.programs TO verify_app;

--
-- Name: COLUMN programs.use_case; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(use_case) ON TABLE public.programs TO verify_app;

--
-- Name: COLUMN programs.needs_consent; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(needs_consent) ON TABLE public.programs TO verify_app;

--
-- Name: TABLE task_kinds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.task_kinds TO verify_app;

--
-- Name: TABLE tasks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.tasks TO verify_app;

--
-- Name: TABLE work_now; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.work_now TO verify_app;

--
-- Name: TABLE api_answers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_answers TO verify_app;

--
-- Name: TABLE api_deliveries; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_deliveries TO verify_app;

--
-- Name: TABLE api_endpoint_offices; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_endpoint_offices TO verify_app;

--
-- Name: TABLE api_endpoints; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_endpoints TO verify_app;

--
-- Name: SEQUENCE api_endpoints_id_seq; Type: ACL; Schema: public; Owner: -
--

GRANT USAGE ON SEQUENCE public.api_endpoints_id_seq TO verify_app;

--
-- Name: TABLE api_event_kinds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.api_event_kinds TO verify_app;

--
-- Name: TABLE api_events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_events TO verify_app;

--
-- Name: TABLE api_scopes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.api_scopes TO verify_app;

--
-- Name: TABLE api_token_offices; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_token_offices TO verify_app;

--
-- Name: TABLE api_tokens; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_tokens TO verify_app;

--
-- Name: TABLE ask_words; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.ask_words TO verify_app;

--
-- Name: TABLE asset_choices; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.asset_choices TO verify_app;

--
-- Name: TABLE asset_choices_now; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.asset_choices_now TO verify_app;

--
-- Name: TABLE asset_reports; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.asset_reports TO verify_app;

--
-- Name: TABLE assignments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.assignments TO verify_app;

--
-- Name: TABLE audit_chain; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.audit_chain TO verify_app;

--
-- Name: TABLE audit_checks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.audit_checks TO verify_app;

--
-- Name: TABLE audit_outcomes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.audit_outcomes TO verify_app;

--
-- Name: TABLE batch_actions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.batch_actions TO verify_app;

--
-- Name: TABLE calendar; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.calendar TO verify_app;

--
-- Name: TABLE call_interpreters; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_interpreters TO verify_app;

--
-- Name: TABLE call_lines; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.call_lines TO verify_app;

--
-- Name: TABLE call_outcomes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_outcomes TO verify_app;

--
-- Name: TABLE call_replies; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_replies TO verify_app;

--
-- Name: TABLE call_scripts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_scripts TO verify_app;

--
-- Name: TABLE call_tasks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_tasks TO verify_app;

--
-- Name: TABLE call_words; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_words TO verify_app;

--
-- Name: TABLE campaign_items; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.campaign_items TO verify_app;

--
-- Name: TABLE campaign_places; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.campaign_places TO verify_app;

--
-- Name: TABLE campaign_reasons; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.campaign_reasons TO verify_app;

--
-- Name: TABLE campaign_states; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.campaign_states TO verify_app;

--
-- Name: TABLE campaigns; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.campaigns TO verify_app;

--
-- Name: TABLE cancel_reasons; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.cancel_reasons TO verify_app;

--
-- Name: TABLE case_milestones; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.case_milestones TO verify_app;

--
-- Name: TABLE cause_words; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.cause_words TO verify_app;

--
-- Name: TABLE causes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.causes TO verify_app;

--
-- Name: TABLE client_sessions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.client_sessions TO verify_app;

--
-- Name: TABLE common_passwords; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.common_passwords TO verify_app;

--
-- Name: TABLE connections; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.connections TO verify_app;

--
-- Name: TABLE consents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.consents TO verify_app;

--
-- Name: TABLE county_leaves; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.county_leaves TO verify_app;

--
-- Name: TABLE county_providers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.county_providers TO verify_app;

--
-- Name: TABLE county_refusals; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.county_refusals TO verify_app;

--
-- Name: TABLE county_sign_ins; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.county_sign_ins TO verify_app;

--
-- Name: TABLE date_forms; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.date_forms TO verify_app;

--
-- Name: TABLE decisions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.decisions TO verify_app;

--
-- Name: TABLE declarations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.declarations TO verify_app;

--
-- Name: TABLE declared_jobs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.declared_jobs TO verify_app;

--
-- Name: TABLE dispositions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dispositions TO verify_app;

--
-- Name: TABLE dispositions_now; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.dispositions_now TO verify_app;

--
-- Name: TABLE drafts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.drafts TO verify_app;

--
-- Name: TABLE dues; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.dues TO verify_app;

--
-- Name: TABLE emergency_uses; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.emergency_uses TO verify_app;

--
-- Name: TABLE employer_searches; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.employer_searches TO verify_app;

--
-- Name: TABLE employers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.employers TO verify_app;

--
-- Name: TABLE event_words; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.event_words TO verify_app;

--
-- Name: TABLE export_chunks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.export_chunks TO verify_app;

--
-- Name: TABLE export_columns; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.export_columns TO verify_app;

--
-- Name: TABLE export_lists; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.export_lists TO verify_app;

--
-- Name: TABLE export_states; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.export_states TO verify_app;

--
-- Name: TABLE exports; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.exports TO verify_app;

--
-- Name: TABLE gate_minutes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.gate_minutes TO verify_app;

--
-- Name: TABLE gates; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.gates TO verify_app;

--
-- Name: TABLE group_role_offices; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.group_role_offices TO verify_app;

--
-- Name: TABLE group_roles; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.group_roles TO verify_app;

--
-- Name: TABLE half_sign_ins; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.half_sign_ins TO verify_app;

--
-- Name: TABLE holidays; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.holidays TO verify_app;

--
-- Name: TABLE import_cells; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.import_cells TO verify_app;

--
-- Name: TABLE import_fields; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_fields TO verify_app;

--
-- Name: TABLE import_forms; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_forms TO verify_app;

--
-- Name: TABLE import_headings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.import_headings TO verify_app;

--
-- Name: TABLE import_kinds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_kinds TO verify_app;

--
-- Name: TABLE imports; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.imports TO verify_app;

--
-- Name: TABLE import_lines; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_lines TO verify_app;

--
-- Name: TABLE import_problems; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_problems TO verify_app;

--
-- Name: TABLE import_rows; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.import_rows TO verify_app;

--
-- Name: TABLE import_states; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_states TO verify_app;

--
-- Name: TABLE import_words; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.import_words TO verify_app;

--
-- Name: TABLE incidents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.incidents TO verify_app;

--
-- Name: TABLE invitations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.invitations TO verify_app;

--
-- Name: TABLE jobs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs TO verify_app;

--
-- Name: TABLE languages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.languages TO verify_app;

--
-- Name: TABLE loans; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.loans TO verify_app;

--
-- Name: TABLE lookup_kinds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.lookup_kinds TO verify_app;

--
-- Name: TABLE lookups; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.lookups TO verify_app;

--
-- Name: SEQUENCE members_id_seq; Type: ACL; Schema: public; Owner: -
--

GRANT USAGE ON SEQUENCE public.members_id_seq TO verify_app;

--
-- Name: TABLE message_attempts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.message_attempts TO verify_app;

--
-- Name: TABLE message_causes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.message_causes TO verify_app;

--
-- Name: TABLE message_guesses; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.message_guesses TO verify_app;

--
-- Name: TABLE message_kinds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.message_kinds TO verify_app;

--
-- Name: TABLE message_moves; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.message_moves TO verify_app;

--
-- Name: TABLE message_states; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.message_states TO verify_app;

--
-- Name: TABLE message_stops; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.message_stops TO verify_app;

--
-- Name: TABLE message_templates; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.message_templates TO verify_app;

--
-- Name: TABLE migrations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.migrations TO verify_app;

--
-- Name: TABLE milestone_wants; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.milestone_wants TO verify_app;

--
-- Name: TABLE milestones; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.milestones TO verify_app;

--
-- Name: TABLE notes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.notes TO verify_app;

--
-- Name: TABLE offices; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.offices TO verify_app;

--
-- Name: TABLE order_attempts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_attempts TO verify_app;

--
-- Name: TABLE order_events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_events TO verify_app;

--
-- Name: TABLE order_moves; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.order_moves TO verify_app;

--
-- Name: TABLE order_steps; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_steps TO verify_app;

--
-- Name: TABLE pairings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pairings TO verify_app;

--
-- Name: TABLE permissible_purposes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.permissible_purposes TO verify_app;

--
-- Name: TABLE program_exclusions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.program_exclusions TO verify_app;

--
-- Name: TABLE program_factors; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.program_factors TO verify_app;

--
-- Name: TABLE program_reminders; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.program_reminders TO verify_app;

--
-- Name: TABLE program_sources; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.program_sources TO verify_app;

--
-- Name: TABLE program_words; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.program_words TO verify_app;

--
-- Name: TABLE provider_health; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,UPDATE ON TABLE public.provider_health TO verify_app;

--
-- Name: TABLE provider_methods; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.provider_methods TO verify_app;

--
-- Name: TABLE providers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.providers TO verify_app;

--
-- Name: TABLE quiet_hours; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.quiet_hours TO verify_app;

--
-- Name: TABLE recovery_codes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO verify_app;

--
-- Name: TABLE refresh_links; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.refresh_links TO verify_app;

--
-- Name: TABLE reminder_stops; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.reminder_stops TO verify_app;

--
-- Name: TABLE renewal_rules; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.renewal_rules TO verify_app;

--
-- Name: TABLE report_codes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.report_codes TO verify_app;

--
-- Name: TABLE report_documents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.report_documents TO verify_app;

--
-- Name: COLUMN report_documents.body; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(body) ON TABLE public.report_documents TO verify_app;

--
-- Name: COLUMN report_documents.sealed; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(sealed) ON TABLE public.report_documents TO verify_app;

--
-- Name: TABLE reports; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.reports TO verify_app;

--
-- Name: TABLE resends; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.resends TO verify_app;

--
-- Name: TABLE restrictions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.restrictions TO verify_app;

--
-- Name: TABLE review_rules; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.review_rules TO verify_app;

--
-- Name: TABLE review_rules_now; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.review_rules_now TO verify_app;

--
-- Name: TABLE reviews; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.reviews TO verify_app;

--
-- Name: TABLE roles; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.roles TO verify_app;

--
-- Name: TABLE session_hints; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.session_hints TO verify_app;

--
-- Name: TABLE sessions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO verify_app;

--
-- Name: TABLE short_links; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.short_links TO verify_app;

--
-- Name: TABLE sign_in_failures; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.sign_in_failures TO verify_app;

--
-- Name: TABLE timeline; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.timeline TO verify_app;

--
-- Name: TABLE token_guesses; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.token_guesses TO verify_app;

--
-- Name: TABLE use_cases; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.use_cases TO verify_app;

--
-- Name: TABLE user_languages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.user_languages TO verify_app;

--
-- Name: TABLE user_offices; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_offices TO verify_app;

--
-- Name: TABLE user_programs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.user_programs TO verify_app;

--
-- Name: TABLE users; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO verify_app;

--
-- Name: TABLE visitors; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.visitors TO verify_app;

--
-- Name: TABLE vocabulary; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.vocabulary TO verify_app;

--
-- Name: TABLE webhook_events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.webhook_events TO verify_app;

--
-- Name: TABLE work_views; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.work_views TO verify_app;

--
-- Name: TABLE worksheets; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.worksheets TO verify_app;

--
-- Name: TABLE worksheets_now; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.worksheets_now TO verify_app;

--
-- PostgreSQL database dump complete
--

