-- Clears what nobody needs again: done jobs after a week, ended sessions after a month, old refused
-- sign-ins, the gate's minutes after a week.
with old_jobs as (
	delete from jobs where state = 'done' and ended_at < now() - interval '7 days'
), old_failures as (
	delete from sign_in_failures where at < now() - interval '1 day'
), old_minutes as (
	delete from gate_minutes where minute < now() - interval '7 days'
)
delete from sessions
 where coalesce(ended_at, seen_at + interval '12 hours') < now() - interval '30 days'
