-- What else the screens say of a provider, as rows: whether it writes to clients itself, how it
-- reads again, and why it is told that an order is over.

alter table providers
	add column sends_links boolean not null default false,
	-- how often it reads again, and what the client has to do with it
	add column again_rule text not null default '',
	add column again_how text not null default '';
update providers
   set sends_links = true, again_rule = 'takes three in any 24 hours for each',
       again_how = 'The client does nothing: the saved sign-in is used.'
 where provider = main_provider();
update providers
   set again_rule = 'takes one again for ' || refresh_days || ' days after it answered',
       again_how = 'The client does nothing: ' || word || ' asks the same employer again.'
 where refresh_days is not null;

-- In the provider's words why an order is canceled (truework-api.md §4), and in ours. A provider
-- without rows is given no reason. Not chosen: another source's if another order takes its place.
create table cancel_reasons (
	provider text not null references providers,
	reason   text not null,
	word     text not null,
	place    integer not null,
	primary key (provider, reason)
);
insert into cancel_reasons (provider, reason, word, place) values
	('truework', 'other',                'None of the others',           1),
	('truework', 'wrong-info',           'What we sent was wrong',       2),
	('truework', 'high-turnaround-time', 'It takes too long',            3),
	('truework', 'competitor',           'Another source has answered',  4),
	('truework', 'immediate',            'It was ordered by mistake',    5);
alter table orders add column cancel_code text;
alter table orders add constraint orders_cancel_code_known
	foreign key (provider, cancel_code) references cancel_reasons;
grant select on cancel_reasons to verify_app;

-- A cause is any source's; where a page knows which, it says its name.
update causes
   set title = replace(title, 'Truv ', 'The source '),
       meaning = replace(meaning, 'Truv ', 'The source '),
       verb = replace(verb, 'Ask Truv again', 'Ask again')
 where title || meaning || verb like '%Truv%';
update task_kinds set what_to_do = replace(what_to_do, 'Truv ', 'The source ')
 where what_to_do like '%Truv %';
update campaign_reasons set word = replace(word, 'Truv ', 'The source ') where word like '%Truv %';
update batch_actions set has_done = replace(has_done, 'Truv is', 'the source is')
 where has_done like '%Truv is%';
