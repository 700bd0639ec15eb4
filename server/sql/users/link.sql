-- Makes a one-time link for an account; the one before it ends. One who gives out a new password
-- does not give out a new app for codes within a week, nor the other way round: nobody gets past
-- both alone. Nobody makes a link for themselves.
-- $1 path.id   $2 form.kind   $3 link.hash   $4 user.id
with seen as (
	select u.id, u.name, u.password_hash is null as is_invited,
	       case when u.is_disabled then 'Enable the account first'
	            when u.id = $4::bigint then 'Use your own account page for yourself'
	            when $2::text = 'factor' and u.totp is null
	            then 'This account has no app yet: it is set up at the next sign-in'
	            when exists (select from invitations i
	                          where i.user_id = u.id and i.made_by = $4::bigint
	                            and i.made_at > now() - span(interval '7 days')
	                            and i.kind in ('password', 'factor') and i.kind <> $2::text)
	            then 'Ask another administrator: you gave out the other half within seven days'
	       end as refusal
	  from users u
	 where u.id = $1::bigint),
before as (
	update invitations i
	   set ended_at = now()
	  from seen s
	 where i.user_id = s.id and s.refusal is null and i.used_at is null and i.ended_at is null
	returning i.id),
made as (
	insert into invitations (kind, user_id, token_hash, made_by, expires_at)
	select case when s.is_invited then 'join' else $2::text end, s.id, $3::text, $4::bigint,
	       now() + span(case when s.is_invited then interval '72 hours'
	                         else interval '24 hours' end)
	  from seen s
	 where s.refusal is null and (select count(*) from before) >= 0
	returning kind, expires_at)
select s.id, s.name, s.refusal, m.kind, fmt_when(m.expires_at) as until,
       set_config('app.subject', 'user:' || s.id, true) as subject
  from seen s
  left join made m on true
