-- A row when a password, or its bare letters, is among those that are tried first.
-- $1 password.hashes
select c.hash
  from common_passwords c
 where c.hash = any ($1::text[])
 limit 1
