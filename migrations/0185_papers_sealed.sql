-- A provider's own paper stands sealed as everything a provider sends does (base/seal.h), for the
-- place report_documents.body:CONNECTION.SHA256. Those kept before stay readable, and are sealed by
-- `portal keys rotate` or the clock.
alter table report_documents
	add column sealed text check (length(sealed) between 40 and 14500000),
	alter column sealed set storage external,
	alter column body drop not null,
	add constraint report_documents_whole check (num_nonnulls(body, sealed) = 1);
-- Only what a change of keys changes.
grant update (body, sealed) on report_documents to verify_app;
