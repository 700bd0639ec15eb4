-- A report that does not fit its person is held back until a person decides (product.md §3). Its
-- body stands apart, so that no page can show it by mistake.

alter table reports add column held_at timestamptz;
alter table reports add column held_reasons text[] not null default '{}';
alter table reports add column held_body jsonb;
alter table reports add column held_sha256 text check (held_sha256 ~ '^[0-9a-f]{64}$');
alter table reports add column held_said jsonb;           -- who each source says it is about
alter table reports add column decision text check (decision in ('released', 'rejected'));
alter table reports add column decided_at timestamptz;
alter table reports add column decided_by bigint references users;
alter table reports add column decision_reason text check (length(decision_reason) <= 500);
alter table reports add constraint reports_held_whole
	check ((held_at is null) = (held_body is null) and (held_at is null) = (held_sha256 is null)
	       and held_reasons <@ '{name,birth_date,ssn}'
	       and (held_at is null) = (held_reasons = '{}'));
-- Held and not released: not to be read by anybody.
alter table reports add constraint reports_held_hidden
	check (held_at is null or decision = 'released' or body is null);
alter table reports add constraint reports_decided_whole
	check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)
	       and (decision is null) = (decision_reason is null)
	       and (decision is null or held_at is not null));

-- Why an order may not be shown as ready: its newest report waits for somebody, or was refused.
create function order_hold(wanted bigint) returns text language sql stable as $$
	select case when r.held_at is null or r.decision = 'released' then null
	            when r.decision = 'rejected' then 'wrong_person'
	            else 'identity' end
	  from reports r
	 where r.order_id = wanted
	 order by r.held_at is not null and r.decision is null desc, r.id desc
	 limit 1
$$;

alter table causes drop constraint causes_action_check;
alter table causes add constraint causes_action_check
	check (action in ('resend', 'replace', 'wait', 'other_source', 'fix', 'ask_admin', 'identify'));
insert into causes (cause, title, meaning, say, verb, action) values
	('identity', 'The data may be about somebody else',
	 'Name, birth date or SSN at the source differ from the case. Nothing of it is shown yet.',
	 'The account you connected has another name or birth date. Whose account is it?',
	 'Compare and decide', 'identify'),
	('wrong_person', 'The data was about somebody else',
	 'A person compared them and kept the data out of the case.',
	 'The account was not yours. Please connect your own employer or bank.',
	 'Order again', 'replace')
on conflict do nothing;
