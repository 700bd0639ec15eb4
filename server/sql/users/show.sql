-- One account: what it is, what it may, what it holds, and what can be done with it.
-- $1 path.id   $2 user.id   $3 form.role   $4 form.offices   $5 form.name
with held as (
	select h.case_count as cases, h.task_count as tasks from work_held($1::bigint) h
)
select u.id, u.name, u.name as title, u.email, r.word as role_word, u.is_disabled,
       u.disabled_for = 'unused' as is_unused,
       u.password_hash is null and not u.is_disabled as is_invited,
       u.id = $2::bigint as is_self, coalesce($5::text, u.name) as name_now,
       u.totp is not null as has_factor, fmt_date(u.totp_at) as factor_since,
       (select count(*) from recovery_codes c
         where c.user_id = u.id and c.used_at is null) as codes_left,
       case when u.used_at is null then 'never' else fmt_when(u.used_at) end as used,
       fmt_date(u.created_at) as made,
       (select count(*) from sessions s
         where s.user_id = u.id and s.ended_at is null
           and s.created_at > now() - interval '12 hours') as sessions,
       exists (select from sessions s
                where s.user_id = u.id and s.ended_at is null
                  and s.created_at > now() - interval '12 hours') as is_signed_in,
       (select json_build_object('until', fmt_when(i.expires_at), 'by', coalesce(b.name,
                   'the command line'),
                   'word', case i.kind when 'join' then 'join' when 'factor'
                                then 'set up another app' else 'choose a new password' end)
          from invitations i
          left join users b on b.id = i.made_by
         where i.user_id = u.id and i.used_at is null and i.ended_at is null
           and i.expires_at > now()) as link,
       (select json_agg(json_build_object('value', x.role, 'word', x.word,
                   'is_chosen', x.role = coalesce($3::text, u.role)) order by x.word)
          from roles x) as roles,
       (select coalesce(json_agg(json_build_object('id', o.id::text, 'name', o.name,
                   'is_chosen', case when $3::text is null
                        then exists (select from user_offices y
                                      where y.user_id = u.id and y.office_id = o.id)
                        else o.id::text = any (coalesce($4::text[], '{}')) end)
                   order by o.name), '[]')
          from offices o) as offices,
       h.cases::text as cases, h.tasks::text as tasks, h.cases + h.tasks > 0 as holds_work,
       (select coalesce(json_agg(json_build_object('id', w.id::text, 'name', w.name)
                   order by w.name), '[]')
          from users w
         where w.id <> u.id and not w.is_disabled and w.role in ('caseworker', 'supervisor')
           and exists (select from user_offices a
                         join user_offices b on b.office_id = a.office_id and b.user_id = u.id
                        where a.user_id = w.id)) as heirs
  from users u
  join roles r on r.role = u.role
 cross join held h
 where u.id = $1::bigint
