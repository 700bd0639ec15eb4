-- The playbook made whole (truv-api.md §6): a link that ended has its cause too, and each sentence
-- to say to the client stands in every language. The words follow in 0032 to 0034.

insert into causes (cause, title, meaning, say, verb, action) values
	('expired', 'The link ended before the client finished',
	 'A link that ended cannot be opened again. Nothing was read.',
	 'Your link is too old and no longer opens. I will send you a new one now.',
	 'Make a new order', 'replace')
on conflict do nothing;

-- What to say to the client, in a language other than English, whose sentence causes has. The cause
-- is no reference: some causes are made by later migrations. A test finds what is missing.
create table cause_words (
	cause    text not null,
	language text not null references languages check (language <> 'en'),
	say      text not null check (length(say) between 1 and 400),
	primary key (cause, language)
);
grant select on cause_words to verify_app;
