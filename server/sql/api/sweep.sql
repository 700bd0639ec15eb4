-- Forgets what was answered more than 24 hours ago.
delete from api_answers
 where made_at < now() - span(interval '24 hours') and lease_until < now()
returning id
