-- A campaign may be of the people that a due list named, and of nobody else.

alter table campaigns add column import_id bigint references imports;
create index import_rows_of_due on import_rows (due_id) where due_id is not null;
