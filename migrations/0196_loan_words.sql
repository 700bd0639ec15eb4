-- What else the screens call things by the kind of program (0167): whom it is about, and how its
-- own number is called and written.

alter table vocabulary
	add column client      text not null default 'client',
	add column number      text not null default 'Case number',
	add column number_hint text not null default 'As your agency writes it, for example 24-118307';
update vocabulary
   set client = 'borrower', number = 'File number',
       number_hint = 'As your loan system writes it, for example LF-2026-0417'
 where kind = 'mortgage';
