-- A policy asks of each row whether its case, order or review is there to be seen. Where the
-- planner expects many rows it would rather read every case once into a hash, which for a county
-- takes a second and for a page's few rows is never worth it. An element of a list is looked up
-- in the index and cannot be hashed, so that is how policies ask.
do $$
declare
	p record;
begin
	for p in
		select tablename, policyname,
		       regexp_replace(qual, '\((\w+)\.id = (\w+\.\w+)\)', '(\1.id = any (array[\2]))')
		         as asks
		  from pg_policies
		 where schemaname = 'public' and qual ~ '\((\w+)\.id = (\w+\.\w+)\)'
	loop
		execute format('alter policy %I on %I using (%s)', p.policyname, p.tablename, p.asks);
	end loop;
end $$;
