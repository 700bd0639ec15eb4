-- There is more to seal anew than one job does.
insert into jobs (kind, single) values ('keys/reseal', 'keys/reseal') on conflict do nothing
