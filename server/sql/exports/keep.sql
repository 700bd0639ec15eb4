-- Keeps the next piece of a file and how far it is now; the job for the piece after it, or the end.
-- $1 export.id   $2 export.chunks   $3 piece.body   $4 piece.rows   $5 piece.after
-- $6 piece.left
-- A piece that was written already changes nothing.
with moved as (
	update exports e
	   set chunks = e.chunks + 1, row_count = e.row_count + $4::integer,
	       after = coalesce($5, e.after), left_count = $6::integer,
	       bytes = e.bytes + octet_length($3::text), state = case when d.is_end then 'done'
	                                                              else e.state end,
	       ended_at = case when d.is_end then now() end
	  from (select $6::integer = 0 or $2::integer >= 49 as is_end) d
	 where e.id = $1::bigint and e.state = 'running' and e.chunks = $2::integer
	returning e.id, e.state
), kept as (
	insert into export_chunks (export_id, position, body)
	select m.id, $2::integer, $3::text from moved m
), more as (
	insert into jobs (kind, input, single)
	select 'exports/make', jsonb_build_object('export_id', m.id), 'export:' || m.id
	  from moved m
	 where m.state = 'running'
	on conflict do nothing
)
select m.id from moved m
