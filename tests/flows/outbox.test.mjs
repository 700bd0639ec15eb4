// outbox.test.mjs: what the agency itself sends by text: the journey, every way a phone or the
// gateway can fail, and that nothing is ever sent twice by itself. E-mail is outbox_mail's.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { dana, marcus } from './people.mjs';
import * as truv from './truv.mjs';
import { hooks, sim, sql, until } from './world.mjs';

const texting = { method: 'POST', path: '/sms/messages' };
let phones = 0;
// A number nobody else has, its middle from 200 on as in America; its end says how it fares (see
// tests/sim/texts.c).
const phone = (end) => `+1628${200 + process.pid % 800}${
	end ?? String(1000 + ++phones).slice(-4)}`;
const texts = async (to) => (await (await fetch(
	`${sim}/phone.json?to=${encodeURIComponent(to)}`)).json()).messages;
const control = (path, body) => fetch(`${sim}/control/${path}`, {
	method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
});
const message = (order, columns = "state || coalesce(' ' || cause, '')") =>
	sql(`select ${columns} from messages where order_id = ${order.id} order by id desc limit 1`);
const becomes = (order, state, seconds = 20) =>
	until(`the message of ${order.id} is ${state}`, () => message(order) === state
		|| assert.fail(message(order)), seconds);
const openTask = (order) => sql(`select sentence from tasks where order_id = ${order.id}
	and kind = 'message_failed' and done_at is null`);

async function orders(to, more = {}) {
	const c = await dana.opensCase({ household: [{ first_name: 'Pat' }] });
	const order = await dana.orders(c, { delivery: 'agency', phone: to, email: '', ...more });
	return { ...order, c };
}

// A callback made by hand; signed right unless said otherwise.
async function tells(event, signature) {
	const body = JSON.stringify(event);
	const mac = createHmac('sha256', process.env.SMS_PASSWORD).update(body).digest('hex');
	const answer = await fetch(`${hooks}/webhooks/sms`, {
		method: 'POST', body, headers: {
			'content-type': 'application/json', 'x-gateway-signature': signature ?? `v1=${mac}`,
		},
	});
	await answer.text();
	return answer.status;
}

before(async () => {
	sql('delete from quiet_hours');
	await dana.signsIn();
});

describe('a text', () => {
	test('goes out with the link as soon as there is one, and the link leads to the data',
		async () => {
			const to = phone(), order = await orders(to, { language: 'es' });
			await becomes(order, 'delivered');
			const [text, ...more] = await texts(to);
			assert.equal(more.length, 0);
			assert.match(text.text, /STOP/);
			assert.equal(text.reference, message(order, 'code'));
			assert.equal((await fetch(text.link)).status, 200);
			const page = await dana.sees(order.url, /The link by text.*Delivered/);
			assert.match(page.words, /a phone ending in/);
			assert.equal((await truv.madeOnce(order)).is_suppressed, true);
			await truv.finishes(order);
			await dana.seesState(order, 'Ready to review');
		});

	const fates = [
		['0990', 'failed landline', /cannot get texts: it is a landline/],
		['0991', 'failed no_number', /no such phone number/],
		['0992', 'failed unreachable', /Phone is not accepting messages right now/],
		['0993', 'failed blocked', /phone company blocked/],
		['0994', 'failed landline', /it is a landline/],
	];
	for (const [end, state, words] of fates)
		test(`to a phone that ends in ${end}: ${state}, with a task`, async () => {
			const order = await orders(phone(end));
			await becomes(order, state);
			await dana.sees(order.url, words);
			assert.match(openTask(order), words);
		});

	test('to another country is refused in words', async () => {
		const order = await orders(phone('0990'));
		await becomes(order, 'failed landline');
		sql(`update orders set phone = '+447700900123' where id = ${order.id};
			select message_add(${order.id}, 'sms', 'resend', 'abroad-${order.id}', 1)`);
		await becomes(order, 'failed foreign');
		await dana.sees(order.url, /numbers in this country only/);
	});
});

describe('once', () => {
	test('the gateway says 500 and has sent it: found by our reference, not sent again',
		async () => {
			const to = phone();
			await truv.goesWrong('error_500', { match: texting, processed: true });
			const order = await orders(to);
			await becomes(order, 'delivered', 30);
			assert.equal((await texts(to)).length, 1);
			assert.equal(sql(`select string_agg(a.phase, ' ') from message_attempts a
				join messages m on m.id = a.message_id where m.order_id = ${order.id}`),
			'uncertain');
		});

	test('the answer has lost its id, or is cut: the callback settles it', async () => {
		for (const fault of ['no_id', 'cut_body', 'process_then_drop']) {
			const to = phone();
			await truv.goesWrong(fault, { match: texting });
			const order = await orders(to);
			await becomes(order, 'delivered', 30);
			assert.equal((await texts(to)).length, 1, fault);
		}
	});

	test('nobody knows: a person is asked, and two presses send one', async () => {
		const to = phone();
		await truv.goesWrong('drop', { match: texting });
		const order = await orders(to);
		await becomes(order, 'needs_review no_answer', 60);
		assert.equal((await texts(to)).length, 0);
		assert.match(openTask(order), /connection broke/);
		const page = await dana.sees(order.url, /Ask the client whether it came/);
		const id = message(order, 'id'), action = `/messages/${id}/resending`;
		const pairs = { csrf: page.html.match(/name="csrf" value="([^"]+)"/)[1] };
		await Promise.all([dana.posts(action, pairs), dana.posts(action, pairs)]);
		await becomes(order, 'delivered');
		assert.equal((await texts(to)).length, 1);
		assert.equal(openTask(order), '');
		await marcus.signsIn();
		const { html } = await marcus.visits('/cases/new');
		const theirs = await marcus.posts(action,
			{ csrf: html.match(/name="csrf" value="([^"]+)"/)[1] });
		assert.equal(theirs.status, 404);
	});

	test('refused sign-in and 429 are waited out: it goes when it may', async () => {
		const to = phone();
		await truv.goesWrong('throttle', { match: texting, retry_after: 1 });
		await truv.goesWrong('deny', { match: texting });
		const order = await orders(to);
		await becomes(order, 'delivered', 40);
		assert.equal((await texts(to)).length, 1);
	});

	test('wanted twice under one key, at once, it is one message', async () => {
		const order = await orders(phone());
		await becomes(order, 'delivered');
		const add = `select message_add(${order.id}, 'sms', 'resend', 'twice-${order.id}', 1)`;
		assert.equal(sql(add), sql(add));
		await becomes(order, 'delivered');
		assert.equal(sql(`select count(*) from messages where order_id = ${order.id}`), '2');
	});
});

describe('what the gateway tells', () => {
	test('forged is refused, repeated counts once, late never goes back', async () => {
		const order = await orders(phone('0995'));
		await becomes(order, 'sent');
		const [reference, id] = message(order, "code || ' ' || provider_id").split(' ');
		const event = { event_type: 'message-status', id, reference, at: new Date().toISOString() };
		for (const bad of ['', 'v1=00', `v1=${'0'.repeat(64)}`])
			assert.equal(await tells({ ...event, status: 'delivered' }, bad || 'x'), 401);
		assert.equal(message(order), 'sent');
		for (let i = 0; i < 3; i++)
			assert.equal(await tells({ ...event, status: 'delivered' }), 200);
		await becomes(order, 'delivered');
		assert.equal(await tells({ ...event, status: 'failed', code: '30003' }), 200);
		assert.equal(await tells({ ...event, status: 'sent' }), 200);
		await until('all are applied', () => sql(`select count(*) from webhook_events
			where provider = 'sms' and state = 'kept'`) === '0');
		assert.equal(message(order), 'delivered');
		assert.equal(sql(`select count(*) from timeline where order_id = ${order.id}
			and sentence like '% delivered'`), '1');
	});

	test('nonsense is kept and harms nobody', async () => {
		const odd = [{}, { event_type: 'message-status' }, { event_type: 'message-received' },
			{ event_type: 'message-status', id: 'x'.repeat(500), status: 'delivered' },
			{ event_type: 'message-received', from: "'; drop", body: 'STOP', at: 'never' }];
		for (const event of odd)
			assert.equal(await tells(event), 200);
		await until('all came to an end', () => sql(`select count(*) from webhook_events
			where provider = 'sms' and state = 'kept'`) === '0');
	});

	test('STOP ends the texts of a phone, START allows them again', async () => {
		const to = phone(), order = await orders(to);
		await becomes(order, 'delivered');
		await control('texts', { from: to, body: 'Stop.' });
		const stopped = () => sql(`select started_at is null from message_stops
			where phone = '${to}'`);
		await until('it is stopped', () => stopped() === 't');
		sql(`select message_add(${order.id}, 'sms', 'resend', 'stop-${order.id}', 1)`);
		await becomes(order, 'canceled stopped');
		await dana.sees(order.url, /texted STOP: nothing more goes to this phone/);
		assert.equal((await texts(to)).length, 1);
		await control('texts', { from: to, body: 'START' });
		await until('it may go again', () => stopped() === 'f');
		sql(`select message_add(${order.id}, 'sms', 'resend', 'start-${order.id}', 1)`);
		await becomes(order, 'delivered');
		assert.equal((await texts(to)).length, 2);
	});
});

describe('asked when it is about to go', () => {
	test('a case that was closed, an order that is finished, another delivery', async () => {
		const ends = [
			['case_closed', (order) => sql(`update cases set closed_at = now()
				where id = ${order.c.id}`)],
			['ready', (order) => truv.finishes(order).then(() =>
				dana.seesState(order, 'Ready to review'))],
			['changed', (order) => sql(`update orders set delivery = 'link'
				where id = ${order.id}`)],
		];
		for (const [cause, ending] of ends) {
			const to = phone(), order = await orders(to);
			await becomes(order, 'delivered');
			await ending(order);
			sql(`select message_add(${order.id}, 'sms', 'link', '${cause}-later-${order.id}')`);
			await becomes(order, `canceled ${cause}`);
			assert.equal((await texts(to)).length, 1);
		}
	});

	test('at night it waits for the morning and says so, unless the client waits for it',
		async () => {
			const order = await orders(phone());
			await becomes(order, 'delivered');
			const hour = Number(sql(`select extract(hour from now()
				at time zone 'America/Los_Angeles')::integer`));
			const clock = (h) => `${String((h + 24) % 24).padStart(2, '0')}:00`;
			sql(`insert into quiet_hours
				values ('sms', '${clock(hour - 1)}', '${clock(hour + 2)}')`);
			try {
				sql(`select message_add(${order.id}, 'sms', 'resend', 'night-${order.id}', 1)`);
				await until('it waits', () => message(order, 'send_at > now()') === 't');
				assert.equal(message(order), 'queued');
				assert.equal(sql(`select count(*) from jobs where single = 'message:'
					|| ${message(order, 'id')} and state = 'queued' and run_at > now()`), '1');
				await dana.sees(order.url, /Goes out .*after the quiet hours/);
				sql(`select message_add(${order.id}, 'sms', 'resend', 'call-${order.id}', 1,
					now(), true)`);
				await becomes(order, 'delivered');
			} finally {
				sql('delete from quiet_hours');
			}
		});

	// Clocks go on on March 14, 2027 and back on November 7, 2027, both at two.
	const nights = [
		['21:00', '08:00', '2027-03-13 22:00', '2027-03-14 08:00-07'],
		['21:00', '08:00', '2027-11-06 22:00', '2027-11-07 08:00-08'],
		['21:00', '02:30', '2027-03-13 22:00', '2027-03-14 03:30-07'],
		['01:00', '01:30', '2027-11-07 01:15', '2027-11-07 01:30-08'],
		['21:00', '08:00', '2027-03-13 20:59:59', ''],
		['21:00', '08:00', '2027-03-14 08:00', ''],
		['12:00', '13:00', '2027-03-14 12:30', '2027-03-14 13:00-07'],
	];
	test('the night ends when the clock on the wall says so', () => {
		for (const [from, til, at, end] of nights)
			assert.equal(sql(`set timezone = 'America/Los_Angeles'; begin;
				insert into quiet_hours values ('sms', '${from}', '${til}')
					on conflict (channel) do update set from_at = '${from}', until_at = '${til}';
				select quiet_until('sms', '${at}', 'America/Los_Angeles')
					is not distinct from nullif('${end}', '')::timestamptz; rollback`), 't', at);
	});
});
