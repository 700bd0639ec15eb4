-- The office window: who came today and how far each is, and what the monitors show.
-- $1 user.offices   $2 user.sees_all   $3 user.id   $4 user.role
with shown as (
	select d.id, d.office_id, d.name, d.order_id, d.help_at, d.seen_at, d.shown_at, n.face,
	       d.seen_at is null or d.seen_at < now() - interval '1 minute' as is_silent
	  from displays d
	 cross join lateral display_now(d) n
	 where d.removed_at is null and (d.office_id = any ($1::bigint[]) or $2::boolean)
), came as (
	select v.id, v.office_id, v.arrived_at, c.reference, m.native_name, m.language,
	       l.word as language_word, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       o.id as order_id, o.state_at, o.is_live, s.name as display, s.face,
	       coalesce(v.help_at, s.help_at) as help_at,
	       case when v.help_at is not null or s.help_at is not null
	                 or (o.state = 'needs_you' and o.state_at >= v.arrived_at) then 'help'
	            when o.state in ('ready', 'reviewed') and o.state_at >= v.arrived_at then 'done'
	            when o.state in ('connecting', 'reading') or s.face = 'steps' then 'busy'
	            when s.face in ('code', 'thanks') then 'shown'
	            else 'waiting' end as state
	  from visitors v
	  join members m on m.id = v.member_id
	  join cases c on c.id = m.case_id
	  join languages l on l.code = m.language
	  left join lateral (
	       select o.id, o.state, o.state_at,
	              o.state in ('waiting', 'connecting', 'reading', 'needs_you') as is_live
	         from orders o
	        where o.member_id = m.id and o.share_url is not null
	          and (o.state in ('waiting', 'connecting', 'reading', 'needs_you')
	               or (o.state in ('ready', 'reviewed') and o.state_at >= v.arrived_at))
	        order by o.id desc
	        limit 1) o on true
	  left join shown s on s.order_id = o.id and s.face <> 'dark'
	 where v.arrived_on = current_date and v.left_at is null
	   and (v.office_id = any ($1::bigint[]) or $2::boolean)
	   and case_seen_by(c, $3::bigint, $4::text, $1::bigint[])
), listed as (
	select c.id, c.reference, c.native_name, c.latin_name, c.language, c.name, c.language_word,
	       case when c.is_live then c.order_id end as order_id,
	       fmt_time(c.arrived_at) as arrived, fmt_iso(c.arrived_at) as arrived_at,
	       w.word as state_word, w.look as state_look, w.icon as state_icon, c.display,
	       c.help_at is not null as is_pinged,
	       c.is_live is not true and c.state <> 'done' as no_code,
	       row_number() over (order by w.rank, c.arrived_at, c.id) as place, c.state,
	       c.is_live, c.office_id
	  from came c
	  join (values ('help',    'Needs help',  'you',   'error',           1),
	               ('shown',   'QR showing',  'read',  'grid_view',       2),
	               ('busy',    'In progress', 'live',  'login',           3),
	               ('waiting', 'Waiting',     'wait',  'hourglass_empty', 4),
	               ('done',    'Done',        'ready', 'check_circle',    5))
	    as w (state, word, look, icon, rank) on w.state = c.state
), expected as (
	-- Made to be shown in person, and nobody has come for it today.
	select o.id::text as id, c.reference, m.id::text as member_id, m.native_name, m.language,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       member_name(m) as name, l.word as language_word, fmt_age(o.state_at) as age,
	       fmt_iso(o.state_at) as age_at
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join languages l on l.code = m.language
	 where o.delivery = 'in_person' and c.closed_at is null
	   and o.state in ('waiting', 'connecting', 'reading', 'needs_you')
	   and (c.office_id = any ($1::bigint[]) or $2::boolean)
	   and case_seen_by(c, $3::bigint, $4::text, $1::bigint[])
	   and not exists (select
	                     from visitors v
	                    where v.member_id = m.id and v.arrived_on = current_date)
	 order by o.state_at desc, o.id desc
	 limit 50
), counts as (
	select count(*) as all, count(*) filter (where state = 'help') as help,
	       count(*) filter (where state = 'done') as done,
	       min(place) filter (where state = 'waiting' and is_live) as first
	  from listed
)
select 'Desk' as title, to_char(now(), 'FMDay, FMMonth FMDD') as today,
       case k.all when 0 then 'Nobody is here yet'
                  when 1 then '1 person came today'
                  else k.all || ' people came today' end
       || case k.help when 0 then '' when 1 then ', 1 needs help'
                      else ', ' || k.help || ' need help' end as heading,
       (select coalesce(json_agg(json_build_object(
                   'id', l.id::text, 'reference', l.reference, 'native_name', l.native_name,
                   'latin_name', l.latin_name, 'language', l.language, 'name', l.name,
                   'language_word', l.language_word, 'order_id', l.order_id::text,
                   'arrived', l.arrived, 'arrived_at', l.arrived_at,
                   'state_word', l.state_word, 'state_look', l.state_look,
                   'state_icon', l.state_icon, 'display', l.display, 'is_pinged', l.is_pinged,
                   'no_code', l.no_code, 'windows', w.windows) order by l.place), '[]')
          from listed l
         cross join lateral (
               select coalesce(json_agg(json_build_object(
                          'display_id', s.id::text, 'display_name', s.name, 'visitor', l.name,
                          'is_next', l.place = k.first and s.place = 1) order by s.place), '[]')
                      as windows
                 from (select id, name, office_id,
                              row_number() over (partition by office_id order by name) as place
                         from shown
                        where not is_silent) s
                where s.office_id = l.office_id and l.is_live) w) as visitors,
       (select coalesce(json_agg(x), '[]') from expected x) as expected,
       (select coalesce(json_agg(json_build_object(
                   'id', s.id::text, 'name', s.name, 'is_pinged', s.help_at is not null,
                   'is_showing', s.order_id is not null and s.face <> 'dark',
                   'has_steps', s.face = 'steps',
                   'is_only', (select count(*)
                                                from shown x
                                               where x.face <> 'dark') = 1,
                   'face', case when s.is_silent then 'Not answering'
                                when s.face = 'code' then 'Shows the code'
                                when s.face = 'steps' then 'Phone connected, code hidden'
                                when s.face = 'thanks' then 'Says thank you'
                                when s.face = 'ended' then 'The code has ended'
                                else 'Dark' end) order by s.name), '[]')
          from shown s) as displays
  from counts k
