-- Tells row-level security who is asking, until this transaction ends; nobody asking sees nothing.
-- $1 user.id   $2 user.offices   $3 user.sees_all
select set_config('app.user', coalesce($1::bigint::text, ''), true),
       set_config('app.offices', coalesce($2::bigint[]::text, ''), true),
       set_config('app.sees_all', coalesce($3::boolean::text, ''), true)
