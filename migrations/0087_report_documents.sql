-- A provider's own paper about a source, as it came, with its hash (product.md §5). Only sources
-- whose report was kept have any: what is held back has none.
create table report_documents (
	id            bigint generated always as identity primary key,
	order_id      bigint not null references orders,
	connection_id bigint not null references connections,
	sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	body          bytea not null check (length(body) between 5 and 10485760),
	fetched_at    timestamptz not null default now(),
	unique (connection_id, sha256)
);
create index report_documents_of_order on report_documents (order_id);
alter table report_documents enable row level security;
alter table report_documents force row level security;
create policy office on report_documents
	using (scope_all() or exists (select from orders o where o.id = order_id))
	with check (scope_has_order(order_id));
grant select, insert on report_documents to verify_app;
create trigger tell after insert on report_documents
	for each row execute function tell_order_part();
