-- A text whose sending ended unknown.
-- $1 job.input.message_id
select m.code
  from messages m
 where m.id = $1::bigint and m.state = 'uncertain' and m.channel = 'sms'
