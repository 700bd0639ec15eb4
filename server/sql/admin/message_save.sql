-- Keeps a text as the next version; the current one where it says that already.
-- $1 path.id   $2 form.subject   $3 form.body   $4 user.id
with seen as (
	select s.kind, s.channel, s.language
	  from message_templates s
	 where s.id = $1::bigint
), current as (
	select t.id
	  from seen s
	  join message_templates t
	    on (t.kind, t.channel, t.language) = (s.kind, s.channel, s.language) and t.is_current
), made as (
	insert into message_templates (kind, channel, language, version, subject, body, made_by)
	select s.kind, s.channel, s.language,
	       (select max(t.version) + 1 from message_templates t
	         where (t.kind, t.channel, t.language) = (s.kind, s.channel, s.language)),
	       $2::text, $3::text, $4::bigint
	  from seen s
	 where not exists (select from current)
	returning id
)
select coalesce((select id from made), (select id from current)) as id,
       exists (select from made) as is_made
  from seen
