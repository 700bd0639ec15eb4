-- Shares out what nobody has, in turn, by language and program: at most 200 cases at once.
-- $1 user.offices
select '/team' as next, pool_share($1::bigint[], 200) as given
