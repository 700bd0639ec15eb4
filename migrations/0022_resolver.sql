-- What the resolver of uncertain orders needs: a batch of one is an attempt too, and a person's
-- "send again" looks once more first.

alter table order_attempts drop constraint order_attempts_kind_check,
	add constraint order_attempts_kind_check
	check (kind in ('create', 'batch', 'cancel', 'refresh', 'notify')),
	add column batch_id text;                          -- the provider's name for a batch of one
insert into order_moves (was, now) values ('needs_you', 'checking');
