-- Milestones: points in the life of a case at which its program wants something ordered, for whom,
-- once. A worker, an import or a case system says that one is reached.

create table milestones (
	id         bigint generated always as identity primary key,
	program_id bigint not null references programs,
	code       text not null check (code ~ '^[a-z]+(-[a-z]+)*$'),
	word       text not null check (length(word) between 1 and 60),
	position   integer not null,
	recurs     boolean not null default false,              -- each month it can be reached again
	-- who has neither e-mail nor phone gets a link that somebody here shows
	delivery   text not null default 'truv' check (delivery in ('truv', 'agency', 'link')),
	unique (program_id, code)
);

-- What a milestone asks whom for; who: people of the case with something to verify.
create table milestone_wants (
	milestone_id bigint not null references milestones,
	who          text not null check (who in ('everyone', 'applicant', 'others')),
	products     text[] not null check (cardinality(products) between 1 and 3
	                                    and products <@ '{income,employment,assets}'),
	primary key (milestone_id, who)
);

insert into milestones (program_id, code, word, position, recurs)
select p.id, m.code, m.word, m.position, m.recurs
  from programs p,
       (values ('application-received', 'Application received', 1, false),
               ('interview', 'Interview', 2, false),
               ('recertification-due', 'Recertification due', 3, true))
               m (code, word, position, recurs)
 where p.kind = 'benefit';
insert into milestone_wants (milestone_id, who, products)
select m.id, 'everyone', case m.code when 'interview' then '{employment}'::text[]
                                     else '{income}' end
  from milestones m;

-- period: '' for what happens once, else the month of what comes again, as a recertification.
create table case_milestones (
	case_id      bigint not null references cases,
	milestone_id bigint not null references milestones,
	period       text not null default '' check (period ~ '^(20\d\d-(0[1-9]|1[0-2]))?$'),
	reached_at   timestamptz not null default now(),
	way          text not null check (way in ('screen', 'import', 'api')),
	teller       text not null,
	primary key (case_id, milestone_id, period)
);
alter table case_milestones enable row level security;
alter table case_milestones force row level security;
create policy office on case_milestones
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));
create trigger tell after insert on case_milestones for each row execute function tell_part();

-- A milestone orders for each person once, whoever says how often that it is reached.
alter table orders add column milestone_id bigint references milestones;
alter table orders add column milestone_period text not null default '';
create unique index orders_of_milestone on orders (milestone_id, member_id, milestone_period)
	where milestone_id is not null;

-- What reaching it now would order: a row for each person it wants something of. became: 'made',
-- it will be; 'again', this milestone ordered it before; 'open', an open order asks for it already.
create function milestone_plan(the_case bigint, the_milestone bigint, the_period text)
returns table (member_id bigint, products text[], delivery text, language text, email text,
	phone text, known_id bigint, became text)
language sql stable as $$
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

create function api_tell_milestone() returns trigger language plpgsql as $$
begin
	perform api_tell('milestone.reached', new.case_id, (
		select jsonb_build_object('milestone', jsonb_build_object('milestone', s.code,
		       'program', p.code, 'period', nullif(new.period, '')))
		  from milestones s
		  join programs p on p.id = s.program_id
		 where s.id = new.milestone_id));
	return null;
end $$;
create trigger api_tell after insert on case_milestones
	for each row execute function api_tell_milestone();

-- An order as case systems see it, wherever it stands.
create function api_order(o orders) returns jsonb language sql stable as $$
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

grant select on milestones, milestone_wants to verify_app;
grant select, insert on case_milestones to verify_app;
