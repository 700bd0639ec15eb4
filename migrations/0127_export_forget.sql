-- The application's role deletes no record of anybody: a file whose day is over is taken away by a
-- function, as staged cells are.

revoke delete on export_chunks from verify_app;

create function export_forget(wanted bigint) returns void language sql
	security definer set search_path = public, pg_temp as $$
	delete from export_chunks c using exports e
	 where e.id = wanted and e.expires_at <= now() and c.export_id = e.id;
$$;
revoke all on function export_forget from public;
grant execute on function export_forget to verify_app;
