-- Tells row-level security who is asking, until this transaction ends; nobody asking sees nothing.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 user.role
-- Whose role sees every office asks for each of them; only a job, which is nobody, sees all.
select set_config('app.user', coalesce($1::bigint::text, ''), true),
       set_config('app.role', coalesce($4::text, ''), true),
       set_config('app.offices',
                  case when $1::bigint is not null and $3::boolean
                       then array(select f.id from offices f order by f.id)::text
                       else coalesce($2::bigint[]::text, '') end, true),
       set_config('app.sees_all',
                  coalesce(($1::bigint is null and $3::boolean)::text, ''), true)
