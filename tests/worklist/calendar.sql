-- Due dates: working days, holidays, the hour the mail goes, the program's rule, 29 February and
-- the days on which the clocks change. Each wrong one is told; any stops the test.
create temp table told (what text, got text, wanted text);

insert into told
select 'due_after ' || c.opened || ' + ' || c.days, d.due_on || ' ' || d.due_rule,
       c.due_on || ' ' || c.rule
  from (values
	('2026-11-16 09:00', 2, '2026-11-18', '2 working days after Mon, Nov 16.'),
	('2026-11-16 16:59:59', 1, '2026-11-17', '1 working day after Mon, Nov 16.'),
	-- the mail has gone
	('2026-11-16 17:00', 1, '2026-11-18', 'Opened after 5 PM, so it counts from Tue, Nov 17. '
	 '1 working day after Tue, Nov 17.'),
	('2026-11-20 18:00', 0, '2026-11-23',
	 'Opened after 5 PM, so it counts from Mon, Nov 23. The same working day.'),
	('2026-11-21 10:00', 0, '2026-11-23',
	 'Opened on a Saturday, so it counts from Mon, Nov 23. The same working day.'),
	('2026-11-25 10:00', 1, '2026-11-30', '1 working day after Wed, Nov 25, skipping '
	 'Thanksgiving, the day after Thanksgiving and weekends.'),
	('2026-11-26 10:00', 2, '2026-12-02', 'Opened on Thanksgiving, so it counts from Mon, Nov 30. '
	 '2 working days after Mon, Nov 30.'),
	-- over New Year and 29 February
	('2027-12-30 10:00', 2, '2028-01-04', '2 working days after Thu, Dec 30, 2027, skipping '
	 'New Year’s Day and weekends.'),
	('2028-02-28 10:00', 1, '2028-02-29', '1 working day after Mon, Feb 28, 2028.'),
	('2027-02-26 10:00', 1, '2027-03-01',
	 '1 working day after Fri, Feb 26, 2027, skipping weekends.'),
	-- the clocks go on in the night to a Sunday, and back
	('2027-03-12 16:30', 1, '2027-03-15',
	 '1 working day after Fri, Mar 12, 2027, skipping weekends.'),
	('2027-11-05 16:30', 1, '2027-11-08',
	 '1 working day after Fri, Nov 5, 2027, skipping weekends.'))
	c (opened, days, due_on, rule)
 cross join lateral due_after(c.opened::timestamptz, c.days) d
 -- fmt_date() leaves out the year of now
 where extract(year from c.opened::timestamptz) <> 2026 or extract(year from now()) = 2026;

insert into told
select 'due_at ' || d.day_on,
       extract(epoch from due_at(d.day_on::date) - d.day_on::timestamptz)::text,
       d.seconds::numeric(20, 6)::text
  from (values ('2026-03-07', 17 * 3600), ('2026-03-08', 16 * 3600), ('2026-11-01', 18 * 3600))
       d (day_on, seconds);

insert into told
select 'program_due ' || c.requested_on || ' ' || c.shift, d.due_on || ' ' || d.due_rule,
       c.due_on || ' ' || c.rule
  from (values ('2028-01-30', 'next', '2028-02-29', '30 days from the request on Jan 30, 2028.'),
               ('2027-01-30', 'next', '2027-03-01', '30 days from the request on Jan 30, 2027.'),
               ('2027-10-26', 'next', '2027-11-29',
                '30 days from the request on Oct 26, 2027 is Thanksgiving, so the next working '
                'day.'))
       c (requested_on, shift, due_on, rule)
 cross join (select id from programs where code = 'snap') p
 cross join lateral (select due_on, due_rule from program_due(p.id, c.requested_on::date)) d;
update programs set due_shift = 'before' where code = 'tanf';
insert into told
select 'program_due before', due_on || ' ' || due_rule, '2027-11-24 30 days from the request on '
       'Oct 26, 2027 is Thanksgiving, so the working day before.'
  from program_due((select id from programs where code = 'tanf'), '2027-10-26');
-- Moved to before the request: the request's own day, never earlier.
update programs set due_days = 1 where code = 'tanf';
insert into told
select 'program_due never before the request', due_on::text, '2027-11-26'
  from program_due((select id from programs where code = 'tanf'), '2027-11-26');
update programs set due_shift = 'next', due_days = 30 where code = 'tanf';

insert into told
select 'holiday ' || h.day_on, coalesce(x.name, 'none'), h.name
  from (values ('2027-07-05', 'Independence Day'), ('2027-06-18', 'Juneteenth'),
               ('2028-02-21', 'Presidents’ Day'), ('2026-05-25', 'Memorial Day'),
               ('2027-12-31', 'New Year’s Day'), ('2026-09-07', 'Labor Day'),
               ('2026-11-27', 'the day after Thanksgiving')) h (day_on, name)
  left join holidays x on x.day_on = h.day_on::date;

do $$
declare
	wrong text;
begin
	select string_agg(what || E'\n  got    ' || coalesce(got, 'null') || E'\n  wanted ' || wanted,
	                  E'\n')
	  into wrong from told where got is distinct from wanted;
	if wrong is not null then
		raise exception '%', wrong;
	end if;
	if (select count(*) from told) < 15 then
		raise exception 'too few cases were asked';
	end if;
end $$;
