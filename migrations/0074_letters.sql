-- The messages' kinds, what their texts must hold, the programs in clients' words, and what makes
-- the texts of one language out of its sentences (0075, 0076).

create table message_kinds (
	kind     text primary key,
	place    integer not null unique,
	word     text not null,                 -- for staff
	sent_for text not null                  -- when it goes out
);
insert into message_kinds (kind, place, word, sent_for) values
	('link',            1, 'The link',        'Goes out when the order has its link.'),
	('reminder_first',  2, 'First reminder',  'Goes out some days after the link.'),
	('reminder_second', 3, 'Second reminder', 'Goes out some days after the first.'),
	('reminder_last',   4, 'Last reminder',   'Goes out shortly before the link ends.'),
	('resend',          5, 'The link again',  'Goes out when somebody sends it again.');

-- A text that leaves out its link or its code is of no use to anybody.
alter table message_templates
	add column id bigint generated always as identity unique,
	add constraint message_templates_whole check (position('{{link}}' in body) > 0
		and position('{{code}}' in body) > 0 and position('{{agency}}' in body) > 0),
	add constraint message_templates_stop
		check (channel = 'email' or position('STOP' in body) > 0),
	add constraint message_templates_kind foreign key (kind) references message_kinds;

-- A program as a client knows it. One without words goes by its own name.
create table program_words (
	program_id bigint not null references programs,
	language   text not null references languages,
	word       text not null check (length(word) between 1 and 60),
	primary key (program_id, language)
);
insert into program_words (program_id, language, word)
select p.id, w.language, w.word
  from (values
	('snap', 'en', 'SNAP food help'), ('snap', 'es', 'SNAP (ayuda para alimentos)'),
	('snap', 'zh-Hans', 'SNAP 食品补助'), ('snap', 'zh-Hant', 'SNAP 食品補助'),
	('snap', 'vi', 'SNAP (trợ cấp thực phẩm)'), ('snap', 'ko', 'SNAP 식품 지원'),
	('snap', 'tl', 'SNAP (tulong sa pagkain)'), ('snap', 'ru', 'SNAP (помощь на питание)'),
	('snap', 'ar', 'SNAP (مساعدة الغذاء)'), ('snap', 'fa', 'SNAP (کمک‌هزینه غذا)'),
	('snap', 'hy', 'SNAP (սննդի օգնություն)'), ('snap', 'ht', 'SNAP (èd pou manje)'),
	('medicaid', 'en', 'Medicaid health care'), ('medicaid', 'es', 'Medicaid (seguro médico)'),
	('medicaid', 'zh-Hans', 'Medicaid 医疗补助'), ('medicaid', 'zh-Hant', 'Medicaid 醫療補助'),
	('medicaid', 'vi', 'Medicaid (trợ cấp y tế)'), ('medicaid', 'ko', 'Medicaid 의료 지원'),
	('medicaid', 'tl', 'Medicaid (tulong sa kalusugan)'),
	('medicaid', 'ru', 'Medicaid (медицинская помощь)'),
	('medicaid', 'ar', 'Medicaid (الرعاية الصحية)'), ('medicaid', 'fa', 'Medicaid (بیمه درمانی)'),
	('medicaid', 'hy', 'Medicaid (բժշկական օգնություն)'),
	('medicaid', 'ht', 'Medicaid (swen sante)'),
	('tanf', 'en', 'TANF cash help'), ('tanf', 'es', 'TANF (ayuda en efectivo)'),
	('tanf', 'zh-Hans', 'TANF 现金补助'), ('tanf', 'zh-Hant', 'TANF 現金補助'),
	('tanf', 'vi', 'TANF (trợ cấp tiền mặt)'), ('tanf', 'ko', 'TANF 현금 지원'),
	('tanf', 'tl', 'TANF (tulong na pera)'), ('tanf', 'ru', 'TANF (денежная помощь)'),
	('tanf', 'ar', 'TANF (مساعدة نقدية)'), ('tanf', 'fa', 'TANF (کمک نقدی)'),
	('tanf', 'hy', 'TANF (դրամական օգնություն)'), ('tanf', 'ht', 'TANF (èd lajan kach)'))
       w (code, language, word)
  join programs p on p.code = w.code;

-- The program an order's messages name: the one whose day comes first.
create function program_said(case_id bigint, lang text) returns text language sql stable as $$
	select coalesce(w.word, p.name)
	  from case_programs cp
	  join programs p on p.id = cp.program_id
	  left join program_words w on w.program_id = p.id and w.language = $2
	 where cp.case_id = $1
	 order by cp.due_on, p.id
	 limit 1
$$;

-- The ten texts of a language, from its sentences. In a script that runs from the right, what
-- begins with a digit or a bracket is told to run from the left.
create function message_texts(lang text, w jsonb) returns void language sql as $$
	update message_templates set is_current = false where language = lang;
	insert into message_templates (kind, channel, language, version, subject, body)
	select k.kind, c.channel, lang,
	       1 + (select count(*)
	              from message_templates t
	             where (t.kind, t.channel, t.language) = (k.kind, c.channel, lang)),
	       case c.channel when 'email' then w ->> ('subject_' || k.kind) end,
	       case when l.is_rtl
	            then regexp_replace(t.body, '\{\{(code|phone)\}\}', chr(8206) || '{{\1}}', 'g')
	            else t.body end
	  from message_kinds k
	 cross join languages l
	 cross join unnest('{email,sms}'::text[]) c (channel)
	 cross join lateral (
	       select case c.channel
	              when 'sms'
	              then concat_ws(' ', '{{agency}}:', w ->> ('sms_' || k.kind), w ->> 'tail')
	              else concat_ws(E'\n', w ->> 'hello', '', w ->> ('mail_' || k.kind), '',
	                   '{{link}}', '',
	                   '{{#program}}' || (w ->> 'about') || E'\n{{/program}}' || (w ->> 'time'),
	                   '{{#until}}' || (w ->> 'until') || E'\n{{/until}}' || (w ->> 'never'),
	                   '{{#phone}}' || (w ->> 'call') || E'\n{{/phone}}' || (w ->> 'real'), '',
	                   '{{agency}}') end as body) t
	 where l.code = lang
$$;

grant select on message_kinds, program_words to verify_app;

-- Who changed a text stands in the audit trail with the text.
create function tell_text() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', 'text:' || new.id, true);
	return null;
end $$;
create trigger tell after insert on message_templates
	for each row execute function tell_text();
