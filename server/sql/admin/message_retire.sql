-- Makes room for a new version of a text, unless it says what the current one says already. Runs
-- before admin/message_save, which then sees what this one waited for.
-- $1 path.id   $2 form.subject   $3 form.body
update message_templates t
   set is_current = false
  from message_templates s
 where s.id = $1::bigint and (t.kind, t.channel, t.language) = (s.kind, s.channel, s.language)
   and t.is_current and (t.subject, t.body) is distinct from ($2::text, $3::text)
