// orders_uncertain.test.mjs: how an order whose sending ended unknown is settled (safety.md §1): by
// the list, by a webhook, by a batch of one, by a person; and what is done about a second copy.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana, luis, marcus } from './people.mjs';
import * as truv from './truv.mjs';
import { count, key, sql, until } from './world.mjs';

before(async () => {
	await Promise.all([dana.signsIn(), luis.signsIn(), marcus.signsIn()]);
});
after(() => truv.forgets());

const ordersOne = async () => dana.orders(await dana.opensCase());
const list = { method: 'GET', path: '/v1/orders/' };
const batch = { method: 'POST', path: '/v1/orders/batch/' };
const phases = (order) => sql(`select string_agg(kind || ' ' || phase, ', ' order by id)
	from order_attempts where order_id = ${order.id}`);
const incidents = (order) => sql(`select string_agg(kind || case when closed_at is null then ' open'
	else ' closed' end, ', ' order by id) from incidents where order_id = ${order.id}`);

describe('it exists', () => {
	test('the list shows it, on whatever page', async () => {
		await truv.mails({ drop_every: 1 });
		await truv.chooses({ per_minute: 100000 });
		await truv.goesWrong('error_500', { match: list, times: 1 });
		await truv.goesWrong('process_then_drop');
		const order = await ordersOne();
		await dana.seesState(order, 'Checking');
		await truv.ordersMany(350);
		await dana.sees(order.url, 'the order was sent after all', 30);
		await truv.madeOnce(order);
		assert.equal(phases(order), 'create uncertain');
		await truv.forgets();
		await truv.mails({ drop_every: 0 });
	});

	test('a webhook that carries our number shows it while the list is down', async () => {
		await truv.goesWrong('error_500', { match: list, times: 100 });
		await truv.goesWrong('process_then_drop');
		const order = await ordersOne();
		await dana.seesState(order, 'Waiting for client', 20);
		await truv.madeOnce(order);
		await truv.forgets();
	});
});

describe('nobody finds it', () => {
	test('after the quarantine it goes out as a batch of one', async () => {
		await truv.goesWrong('drop');
		const order = await ordersOne();
		await dana.seesState(order, 'Checking');
		assert.deepEqual(await truv.made(order), []);
		await dana.seesState(order, 'Waiting for client', 60);
		await truv.madeOnce(order);
		assert.equal(phases(order), 'create uncertain, batch accepted');
		const waited = sql(`select b.committed_at - c.ended_at >= span(interval '15 minutes')
			from order_attempts b, order_attempts c where b.order_id = ${order.id}
			and c.order_id = ${order.id} and b.kind = 'batch' and c.kind = 'create'`);
		assert.equal(waited, 't');
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
	});

	test('a batch whose answer is lost makes no second order', async () => {
		await truv.goesWrong('drop');
		await truv.goesWrong('process_then_drop', { match: batch });
		await truv.mails({ hold: true });
		const order = await ordersOne();
		await dana.seesState(order, 'Waiting for client', 60);
		await truv.mails({ hold: false });
		await truv.madeOnce(order);
		assert.equal(phases(order), 'create uncertain, batch uncertain');
	});

	test('what the batch refuses a person fixes; it keeps its number', async () => {
		await truv.goesWrong('drop');
		const order = await dana.orders(await dana.opensCase(),
			{ delivery: 'truv', email: 'bo@gmial.test' });
		await dana.seesState(order, 'Checking');
		const page = await dana.seesState(order, 'Needs a fix', 60);
		assert.match(page.words, /Enter a valid email address/);
		assert.deepEqual(await truv.made(order), []);
		await dana.fills(`${order.url}/fix`, `${order.url}/correction`, { email: 'bo@mail.test' });
		await dana.seesState(order, 'Waiting for client');
		await truv.madeOnce(order);
	});

	test('without batches a person is asked, and sends it again once', async () => {
		await truv.goesWrong('drop');
		await truv.goesWrong('missing', { match: batch });
		const order = await ordersOne();
		const page = await dana.seesState(order, 'Needs you', 60);
		assert.match(page.words, /Truv shows no order\. Send again\?/);
		const action = `${order.url}/resending`;
		assert.equal((await marcus.posts(action, [['csrf', 'x']])).status, 403);
		assert.ok([403, 404].includes((await luis.posts(action, [['csrf', 'x']])).status));
		await Promise.all([1, 2].map(() => dana.fills(order.url, action, {})
			.catch((error) => assert.match(error.message, /no form for/))));
		await dana.seesState(order, 'Waiting for client', 30);
		await truv.madeOnce(order);
		assert.equal(phases(order), 'create uncertain, batch refused, create accepted');
		assert.ok(count('audit', `action = 'order.resend' and subject = 'order:${order.id}'`) >= 1);
		await dana.sees(order.url, /to be sent again/);
	});

	test('one that turns up meanwhile is not sent again', async () => {
		await truv.goesWrong('drop');
		await truv.goesWrong('missing', { match: batch });
		const order = await ordersOne();
		await dana.seesState(order, 'Needs you', 60);
		await truv.mails({ hold: true });
		await truv.orders(order);
		await dana.fills(order.url, `${order.url}/resending`, {});
		await dana.seesState(order, 'Waiting for client', 30);
		await truv.mails({ hold: false });
		await truv.madeOnce(order);
		assert.equal(phases(order), 'create uncertain, batch refused');
	});
});

describe('there is a second one', () => {
	test('the oldest stays, the copy is canceled, and it is an incident', async () => {
		await truv.mails({ hold: true });
		await truv.goesWrong('error_500', { match: list, times: 1 });
		await truv.goesWrong('process_then_drop');
		const order = await ordersOne();
		await dana.seesState(order, 'Checking');
		const first = await truv.madeOnce(order);
		await truv.orders(order);
		await dana.seesState(order, 'Waiting for client', 30);
		assert.equal(truv.upstream(order), first.id);
		await until('the copy is canceled', async () => (await truv.made(order))
			.filter((one) => one.id !== first.id).every((one) => one.status === 'canceled'));
		await until('the incident is closed', () => incidents(order) === 'duplicate closed');
		await truv.mails({ hold: false });
		const page = await dana.sees(order.url, 'the copy was canceled');
		assert.match(page.words, /Truv had this order twice/);
		const kept = (await truv.made(order)).find((one) => one.id === first.id);
		assert.notEqual(kept.status, 'canceled');
	});

	test('a webhook about a copy of an order that we know finds it too', async () => {
		const order = await ordersOne();
		await dana.seesState(order, 'Waiting for client');
		const kept = truv.upstream(order);
		const copy = await truv.orders(order);
		await until('the copy is canceled', async () => (await truv.made(order))
			.find((one) => one.id === copy.id).status === 'canceled', 30);
		await until('the incident is closed', () => incidents(order) === 'duplicate closed');
		assert.equal(truv.upstream(order), kept);
	});

	test('the daily comparison finds copies and strangers', async () => {
		const order = await ordersOne();
		await dana.seesState(order, 'Waiting for client');
		await truv.mails({ drop_every: 1 });
		const copy = await truv.orders(order);
		const stranger = await truv.orders({ number: `XX-${key()}` });
		sql("insert into jobs (kind) values ('orders/compare')");
		await until('the stranger is an incident', () => count('incidents',
			`kind = 'stranger' and key = 'upstream:${stranger.id}'`) === 1);
		await until('the copy is canceled', async () => (await truv.made(order))
			.find((one) => one.id === copy.id).status === 'canceled', 30);
		await truv.mails({ drop_every: 0 });
	});
});
