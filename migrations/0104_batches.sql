-- Many new orders at once (truv-api.md §5.1), for the new links of a campaign; each is an attempt
-- of its own all the same.

insert into campaign_reasons (reason, word, done) values
	('bad_address', 'Address refused', 'Waits for a person');
create index order_attempts_of_batch on order_attempts (batch_id) where batch_id is not null;
