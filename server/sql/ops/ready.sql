-- One row when the database answers and the schema is there.
select to_regclass('jobs') is not null as is_ready
