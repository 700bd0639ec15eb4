-- The changes an open sign-in page waits for: its order's.
-- $1 path.code
select 'order:' || s.order_id as topic from client_session_now($1) s
