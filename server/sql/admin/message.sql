-- One text: a version of it, or what was typed over it, and how it reads with values in place.
-- $1 path.id   $2 form.subject   $3 form.body   $4 agency   $5 check
with the_text as (
	select t.id, t.kind, t.channel, t.language, t.version, t.is_current, t.made_at, t.made_by,
	       coalesce($2::text, t.subject) as subject, coalesce($3::text, t.body) as body
	  from message_templates t
	 where t.id = $1::bigint
), sample as (
	select x.language, jsonb_build_object(
	           'first_name', case when x.language in ('ar', 'fa') then 'مريم' else 'Maeve' end,
	           'link', 'https://example.com/s/Ab3dE9', 'code', '4GTM-9KQX', 'agency', $4::text,
	           'check', $5::text,
	           'phone', coalesce((select fmt_phone(f.phone) from offices f
	                               where f.phone is not null order by f.id limit 1),
	                             '(415) 555-0100'),
	           'program', coalesce((select w.word from program_words w
	                                 where w.language = x.language
	                                 order by w.program_id limit 1), 'SNAP'),
	           'until', fmt_date_for(current_date + 30, x.language)) as value
	  from the_text x
)
select x.id, k.word as kind_word, l.word as language_word, l.code as text_lang,
       case when l.is_rtl then 'rtl' else 'ltr' end as text_dir, k.sent_for,
       x.channel = 'sms' as is_sms,
       case x.channel when 'sms' then 'Text' else 'E-mail' end as way,
       x.version, x.is_current, coalesce(x.subject, '') as subject, x.body,
       s.value as samples, $4::text as sender,
       (select max(o.version) + 1 from message_templates o
         where (o.kind, o.channel, o.language) = (x.kind, x.channel, x.language)) as next_version,
       (select json_build_object('id', o.id, 'version', o.version)
          from message_templates o
         where (o.kind, o.channel, o.language) = (x.kind, x.channel, x.language)
           and o.is_current and o.id <> x.id) as newer,
       (select json_agg(json_build_object(
                   'id', o.id, 'version', o.version, 'is_here', o.id = x.id,
                   'made', fmt_date(o.made_at), 'by', coalesce(u.name, 'Verify'))
                   order by o.version desc)
          from (select p.id, p.version, p.made_at, p.made_by
                  from message_templates p
                 where (p.kind, p.channel, p.language) = (x.kind, x.channel, x.language)
                 order by p.version desc
                 limit 20) o
          left join users u on u.id = o.made_by) as versions
  from the_text x
  join message_kinds k on k.kind = x.kind
  join languages l on l.code = x.language
 cross join sample s
