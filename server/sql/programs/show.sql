-- One program as it can be changed, and what it does by its milestones.
-- $1 path.id   $2 form.ways   $3 form.purpose   $4 form.use_case
-- $5 form.needs_consent   $6 form.sent
with p as (
	select x.id, x.name, x.due_days, v.client,
	       case when $6::text is null then x.needs_consent else coalesce($5::boolean, false) end
	         as needs_consent,
	       case when $6::text is null then coalesce(x.permissible_purpose, v.purpose) else $3::text
	            end as purpose,
	       case when $6::text is null then coalesce(x.use_case, v.use_case) else $4::text end
	         as use_case
	  from programs x
	  join vocabulary v on v.kind = x.kind
	 where x.id = $1::bigint
), sources as (
	select s.provider, v.word, s.place,
	       coalesce((select split_part(w, '-', 2)
	                   from unnest($2::text[]) w
	                  where split_part(w, '-', 1) = s.provider
	                  limit 1), s.way) as way
	  from p
	  join program_sources s on s.program_id = p.id
	  join providers v on v.provider = s.provider
)
select p.id::text, p.name, p.name as title, p.due_days, p.needs_consent, p.client,
       (select word from sources where place = 1) as first_source,
       exists (select from sources where place > 1) as has_others,
       (select coalesce(json_agg(json_build_object(
                   'provider', s.provider, 'word', s.word,
                   'ways', (select json_agg(json_build_object(
                                       'value', s.provider || '-' || w.way, 'word', w.word,
                                       'is_chosen', w.way = s.way) order by w.place)
                              from (values (1, 'offer', 'Offered to the worker'),
                                           (2, 'start', 'Starts by itself, once there is consent'),
                                           (3, 'never', 'Never asked'))
                                   w (place, way, word))) order by s.place), '[]')
          from sources s
         where s.place > 1) as sources,
       (select json_agg(json_build_object('value', x.purpose, 'word', x.word,
                                          'is_chosen', x.purpose = p.purpose) order by x.place)
          from permissible_purposes x) as purposes,
       (select json_agg(json_build_object('value', x.use_case, 'word', x.word,
                                          'is_chosen', x.use_case = p.use_case) order by x.place)
          from use_cases x) as uses,
       (select coalesce(json_agg(json_build_object(
                   'word', m.word, 'recurs', m.recurs,
                   'what', (select string_agg(case w.who when 'everyone' then 'Everybody'
                                                         when 'applicant' then v.applicant
                                                         else 'The others' end
                                              || ': ' || fmt_list(w.products), '; '
                                              order by w.who)
                              from milestone_wants w
                             where w.milestone_id = m.id)) order by m.position), '[]')
          from milestones m
          join programs x on x.id = m.program_id
          join vocabulary v on v.kind = x.kind
         where m.program_id = p.id) as milestones
  from p
