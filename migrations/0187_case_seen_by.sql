-- Whether a case is shown to who asks, for the where of every statement beside its office: the same
-- rule as row-level security's (0140_restricted.sql), so that either of the two holds alone. asker,
-- role and offices are those of whoever asks; a job is nobody and sees every case.
create function case_seen_by(c cases, asker bigint, role text, offices bigint[]) returns boolean
language sql stable
return not c.is_restricted or asker is null
	or restricted_open(c.id, c.office_id, c.worker_id, asker, role, offices);
