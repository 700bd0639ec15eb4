// letters.test.mjs: the link goes out again and reminders go by themselves, each once and no more
// than they should; and every text in every language holds what it must.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { grade, letters } from '../reading.mjs';
import { ages, delivers, looks, messages } from './letters.mjs';
import { filled, form, message } from './markup.mjs';
import { dana, luis, marcus, sam } from './people.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(() => Promise.all([dana, marcus, sam, luis].map((who) => who.signsIn())));

const page = (order) => `${order.url}/messages`;
async function pairs(order, answers) {
	const { html } = await dana.visits(page(order));
	return filled(form(html, page(order)), answers);
}
const sends = async (order, answers = {}) => dana.posts(page(order), await pairs(order, answers));

describe('the link again', () => {
	test('goes out once for a form, however often it is pressed', async () => {
		const order = await delivers();
		ages(order, 2);
		const form = await pairs(order, { reason: 'He asked for it' });
		const said = await Promise.all([1, 2, 3].map(() => dana.posts(page(order), form)));
		assert.deepEqual(said.map(({ status }) => status), [200, 200, 200]);
		assert.equal(messages(order, 'resend'), 2, 'one text, one e-mail');
		assert.equal(count('resends', `order_id = ${order.id}`), 1);
		const shown = await dana.visits(page(order));
		assert.match(shown.words, /The link again Text to \(415\) 555-/);
		assert.match((await dana.visits(order.url)).words,
			/link sent again by e-mail and text. He asked for it/);
	});

	test('two people at once send it once; the second is asked for a reason', async () => {
		const order = await delivers();
		ages(order, 2);
		const forms = await Promise.all([pairs(order, {}), pairs(order, {})]);
		const said = await Promise.all(forms.map((one) => dana.posts(page(order), one)));
		assert.deepEqual(said.map(({ status }) => status).sort(), [200, 422]);
		assert.equal(messages(order, 'resend'), 2);
		const late = said.find(({ status }) => status === 422);
		assert.match(message(late.html, 'reason'), /within the last hour/);
		const third = await sends(order, { reason: 'New phone', ways: ['sms'] });
		assert.match(third.words, /The link goes out again now/);
		assert.equal(messages(order, 'resend'), 3);
	});

	test('a phone that said STOP gets none; the e-mail goes', async () => {
		const order = await delivers();
		ages(order, 2);
		const form = await pairs(order, {});
		sql(`insert into message_stops (phone) values ('${order.phone}')`);
		const alone = await dana.posts(page(order), filled(form, { ways: ['sms'] }));
		assert.equal(alone.status, 422);
		assert.match(alone.words, /the client texted STOP/);
		assert.equal(messages(order, 'resend'), 0);
		await dana.posts(page(order), filled(form, { ways: ['sms', 'email'] }));
		assert.equal(sql(`select string_agg(channel, ',') from messages
			where order_id = ${order.id} and kind = 'resend'`), 'email');
	});

	test('nothing chosen, over, another office, the front desk: refused', async () => {
		const order = await delivers();
		ages(order, 2);
		const form = await pairs(order, {});
		const none = await dana.posts(page(order), form.filter(([name]) => name !== 'ways'));
		assert.match(none.words, /Choose text or e-mail/);
		assert.equal((await marcus.visits(page(order))).status, 404);
		assert.equal((await luis.visits(page(order))).status, 403);
		sql(`update cases set closed_at = now() where id =
			(select case_id from orders where id = ${order.id})`);
		const over = await dana.posts(page(order), form);
		assert.match(over.words, /There is no link to send/);
		assert.equal(messages(order, 'resend'), 0);
	});

	test('Truv is asked by its switch, once, and the page says requested', async () => {
		const email = `switch${process.pid}@mail.test`;
		const c = await dana.opensCase({ household: [{ email }] });
		const order = await dana.orders(c, { delivery: 'truv' });
		await dana.seesState(order, 'Waiting for client');
		ages(order, 2);
		const sent = async () => (await truv.madeOnce(order)).messages_sent;
		await until('Truv has written', async () => await sent() === 1);
		const said = await sends(order);
		assert.match(said.words, /Requested: Truv is asked to send the link again/);
		await until('Truv has written once more', async () => await sent() === 2);
		assert.equal((await truv.madeOnce(order)).is_suppressed, false);
		const path = `/v1/orders/${truv.upstream(order)}/`;
		const { calls } = await truv.truth();
		assert.equal(calls.filter((x) => x.method === 'PATCH' && x.path === path).length, 2);
		assert.equal(sql(`select string_agg(kind || '|' || phase, ',' order by id)
			from order_attempts where order_id = ${order.id} and kind in ('remind', 'notify')`),
		'remind|accepted,notify|accepted');
		assert.match((await sends(order)).words, /Enter a reason/);
	});

	test('many at once keep to the same rule, and run twice they go once', async () => {
		const old = await delivers();
		const late = await delivers();
		const theirs = await dana.orders(await dana.opensCase({ household: [
			{ email: `many${process.pid}@mail.test` }] }), { delivery: 'truv' });
		await dana.seesState(theirs, 'Waiting for client');
		ages(old, 2);
		ages(theirs, 2);
		const batch = sql(`with b as (
			insert into batches (user_id, action, filters, state, started_at)
			values (1, 'resend', '{}', 'queued', now()) returning id), i as (
			insert into batch_items (batch_id, position, case_id, order_id)
			select b.id, row_number() over (), o.case_id, o.id
			  from b, orders o
			 where o.id in (${old.id}, ${late.id}, ${theirs.id})), j as (
			insert into jobs (kind, input)
			select 'batches/run', jsonb_build_object('batch_id', b.id)
			  from b, generate_series(1, 2))
			select id from b`);
		await until('the batch is done', () =>
			sql(`select state from batches where id = ${batch}`) === 'done');
		assert.equal(sql(`select string_agg(outcome, ',' order by order_id) from batch_items
			where batch_id = ${batch}`), 'done,skipped,done');
		assert.equal(messages(old, 'resend'), 2);
		assert.equal(messages(late, 'resend'), 0);
		assert.equal(sql(`select ways from resends where order_id = ${theirs.id}`), '{truv}');
	});

	test('Truv away between off and on: it is on in the end', async () => {
		const email = `between${process.pid}@mail.test`;
		const c = await dana.opensCase({ household: [{ email }] });
		const order = await dana.orders(c, { delivery: 'truv' });
		await dana.seesState(order, 'Waiting for client');
		ages(order, 2);
		const match = { method: 'PATCH', path: `/v1/orders/${truv.upstream(order)}/` };
		await truv.goesWrong('drop', { match, times: 2 });
		await sends(order);
		await until('both were told', () => sql(`select string_agg(kind, ',' order by id)
			from order_attempts where order_id = ${order.id} and phase = 'accepted'
			and kind in ('remind', 'notify')`) === 'remind,notify', 60);
		assert.equal((await truv.madeOnce(order)).is_suppressed, false);
	});
});

describe('reminders', () => {
	test('each goes once when it is due, and none after the client is done', async () => {
		const order = await delivers();
		await looks(order);
		assert.equal(messages(order, 'reminder_first'), 0, 'not yet');
		ages(order, 4);
		await Promise.all([looks(order), looks(order)]);
		assert.equal(messages(order, 'reminder_first'), 2, 'a text and an e-mail');
		await looks(order);
		assert.equal(messages(order, 'reminder_first'), 2);
		assert.match((await dana.visits(page(order))).words, /First reminder Sent Today/);
		ages(order, 11);
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
		await looks(order);
		assert.equal(messages(order, 'reminder_second'), 0);
		assert.match((await dana.visits(page(order))).words, /does not wait for the client/);
	});

	test('what was missed is not made up for, and a link sent today is enough', async () => {
		const order = await delivers();
		ages(order, 12);
		await sends(order);
		await looks(order);
		assert.equal(messages(order, 'reminder_second'), 0, 'a link went just now');
		ages(order, 12);
		await looks(order);
		assert.equal(messages(order, 'reminder_first'), 0, 'its time is over');
		assert.equal(messages(order, 'reminder_second'), 2);
	});

	test('a person, STOP, a closed case, a cancellation, another delivery stop them', async () => {
		const ends = {
			person: (o) => dana.fills(page(o), `${o.url}/reminder-stop`, {}),
			closed: (o) => sql(`update cases set closed_at = now() where id =
				(select case_id from orders where id = ${o.id})`),
			canceled: (o) => sql(`update orders set cancel_asked_at = now() where id = ${o.id}`),
			delivery: (o) => sql(`update orders set delivery = 'link' where id = ${o.id}`),
		};
		const orders = {};
		for (const [why, end] of Object.entries(ends)) {
			orders[why] = await delivers();
			await end(orders[why]);
			ages(orders[why], 4);
		}
		const silent = await delivers({ email: null });
		const half = await delivers();
		for (const { phone } of [silent, half])
			sql(`insert into message_stops (phone) values ('${phone}')`);
		ages(silent, 4);
		ages(half, 4);
		await looks(half);
		for (const [why, order] of Object.entries({ ...orders, silent }))
			assert.equal(messages(order, 'reminder_first'), 0, why);
		assert.equal(messages(half, 'reminder_first'), 1, 'the e-mail alone');
		assert.match((await dana.visits(page(silent))).words, /the client texted STOP/);
		assert.match((await dana.visits(page(orders.person))).words, /The reminders are stopped/);
		await dana.fills(page(orders.person), `${orders.person.url}/reminder-start`, {});
		await looks(half);
		assert.equal(messages(orders.person, 'reminder_first'), 2, 'they go on');
	});

	test('the days are those of the program, the last one before the link ends', () => {
		const days = (life) => sql(`set app.time_scale = 1;
			select string_agg(kind || ' ' || extract(day from at - now())::integer, ', '
			                  order by at)
			  from reminder_days((select cp.case_id from case_programs cp
			         join programs p on p.id = cp.program_id where p.code = 'snap'
			        order by 1 limit 1), now(), now() + interval '${life}')`);
		assert.equal(days('30 days'), 'reminder_first 3, reminder_second 10, reminder_last 27');
		assert.equal(days('8 days'), 'reminder_first 3, reminder_last 5');
		assert.equal(days('3 days 2 hours'), 'reminder_last 0');
	});
});

// --- the texts ---

const texts = () => JSON.parse(sql(`select json_agg(json_build_object('kind', kind,
	'channel', channel, 'lang', language, 'subject', subject, 'body', body,
	'until', fmt_date_for('2026-12-20', language))) from message_templates
	where is_current and version <= 2 and made_by is null`));
const kinds = ['link', 'reminder_first', 'reminder_second', 'reminder_last', 'resend'];
const gsm = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡'
	+ 'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');

function reads({ body, until }) {
	const values = { first_name: 'Maeve', link: 'https://cdn.truv.com/s/Ab3dE9', code: '4GTM-9KQX',
		agency: 'Lakeside County Human Services', phone: '(415) 555-0100', program: 'SNAP', until,
		check: 'https://verify.lakeside.example/check' };
	return body.replace(/\{\{[#/]\w+\}\}/g, '')
		.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? assert.fail(name));
}

test('every kind has a text and an e-mail in twelve languages, whole and in its script', () => {
	const all = texts();
	assert.equal(all.length, kinds.length * 2 * 12);
	for (const text of all) {
		const where = `${text.lang} ${text.kind} ${text.channel}`;
		for (const name of ['link', 'code', 'agency', 'phone'])
			assert.ok(text.body.includes(`{{${name}}}`), `${where}: no ${name}`);
		const own = reads(text).replaceAll('Lakeside County Human Services', '')
			.replace(/https?:\S+/g, '');
		assert.ok(own.match(letters(text.lang))?.length > 12, where);
		if (text.channel === 'sms') {
			assert.match(text.body, /STOP/, where);
			const said = reads(text);
			const is7 = [...said].every((c) => gsm.has(c));
			const parts = Math.ceil(said.length / (is7 ? 153 : 67));
			assert.ok(parts <= (is7 ? 2 : 4), `${where} takes ${parts} parts`);
		}
	}
	assert.equal(new Set(all.map((t) => t.body)).size, all.length, 'no text stands twice');
});

test('a child of the sixth grade can read the English ones', () => {
	for (const text of texts().filter((t) => t.lang === 'en')) {
		const said = reads(text).replaceAll('Lakeside County Human Services', 'We')
			.replace(/https?:\S+|\S+-\S+|\(415\)/g, ' . ');
		assert.ok(grade(said) <= 6, `${text.kind} ${text.channel}: ${grade(said).toFixed(1)}`);
	}
});
