-- Files of milestones that cases have reached, beside those of cases and of due days (0123).

insert into import_kinds (kind, word, place, hint) values
	('milestones', 'Milestones reached', 3, 'One row a milestone: case number, milestone');
insert into import_fields (kind, place, field, word, is_needed, form, headings) values
	('milestones', 1, 'case', 'Case number', true, 'reference',
	 '{casenumber,case,caseno,caseid,casereference,reference,filenumber,loanfile}'),
	('milestones', 2, 'milestone', 'Milestone', true, 'text',
	 '{milestone,event,stage,milestonereached,step}'),
	('milestones', 3, 'program', 'Program', false, 'programs',
	 '{program,programs,programcode,aidtype}'),
	('milestones', 4, 'period', 'Month', false, 'period', '{month,period}');
insert into import_problems (problem, field, word) values
	('no_milestone',   'milestone', 'None of the case''s programs has this milestone'),
	('two_milestones', 'program',   'Two of its programs have it: name the program');
