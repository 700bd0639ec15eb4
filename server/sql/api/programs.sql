-- The programs a case can have, and what their milestones order.
select coalesce(json_agg(json_build_object(
	'program', p.code, 'name', p.name, 'kind', p.kind, 'due_days', p.due_days,
	'milestones', (
		select coalesce(json_agg(json_build_object(
		           'milestone', m.code, 'name', m.word, 'recurs', m.recurs,
		           'wants', (select coalesce(json_agg(json_build_object(
		                               'who', w.who, 'products', w.products) order by w.who), '[]')
		                       from milestone_wants w
		                      where w.milestone_id = m.id)) order by m.position), '[]')
		  from milestones m
		 where m.program_id = p.id)) order by p.code), '[]') as data
  from programs p
