// once.test.mjs: one order, once (safety.md §1), against a provider that fails in every way it can:
// held against what it really saw, not against what we believe.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { count, portal, provider, sql, until } from './world.mjs';

before(() => dana.signsIn());
after(() => truv.forgets());

const ordersOne = async () => dana.orders(await dana.opensCase());

async function completes(order) {
	await dana.seesState(order, 'Waiting for client');
	await truv.finishes(order);
	await dana.seesState(order, 'Ready to review');
	await truv.madeOnce(order);
}

describe('sent, and the answer is lost', () => {
	const lost = [['process_then_drop'], ['cut_body'], ['no_id'],
		['error_500', { processed: true }], ['error_502_html', { processed: true }],
		['redirect', { processed: true }]];
	for (const [fault, more] of lost) {
		test(`${fault}: we look for the order, and never send it again`, async () => {
			await truv.goesWrong(fault, more);
			const order = await ordersOne();
			await completes(order);
			assert.equal((await truv.posts(order)).length, 1);
			const phases = sql(`select phase from order_attempts where order_id = ${order.id}`);
			assert.equal(phases, 'uncertain');
		});
	}

	test('while nobody knows, the page says so and warns of a second one', async () => {
		await truv.mails({ hold: true });
		await truv.goesWrong('process_then_drop');
		await truv.goesWrong('drop', { match: { method: 'GET', path: '/v1/orders/' }, times: 3 });
		const order = await ordersOne();
		const page = await dana.seesState(order, 'Checking');
		assert.match(page.words, /Do not send it again/);
		await truv.mails({ hold: false });
		await completes(order);
		assert.equal((await truv.posts(order)).length, 1);
	});

	test('nothing is found: after three looks and a quiet time a person decides', async () => {
		await truv.goesWrong('drop');
		await truv.goesWrong('missing', { match: { method: 'POST', path: '/v1/orders/batch/' } });
		const order = await ordersOne();
		await dana.seesState(order, 'Checking');
		const page = await dana.seesState(order, 'Needs you', 60);
		assert.match(page.words, /Truv shows no order/);
		assert.deepEqual(await truv.made(order), []);
		const looks = (await truv.truth()).calls
			.filter((call) => call.method === 'GET' && call.path === '/v1/orders/');
		assert.ok(looks.length >= 3, `${looks.length} looks`);
	});
});

describe('not executed', () => {
	for (const fault of ['throttle', 'throttle_no_retry_after']) {
		test(`${fault}: the order waits as Sending and goes out later`, async () => {
			await truv.goesWrong(fault, { times: 2, retry_after: 1 });
			const order = await ordersOne();
			const page = await dana.seesState(order, 'Sending');
			assert.match(page.words, /it goes out/);
			await completes(order);
			const posts = await truv.posts(order);
			assert.deepEqual(posts.map((call) => call.status), [429, 429, 201]);
		});
	}

	test('nobody listens at the provider: orders stay Sending and go out later', async () => {
		await provider.stops();
		const orders = [await ordersOne(), await ordersOne()];
		for (const order of orders) {
			const tries = `order_id = ${order.id} and phase = 'unsent'`;
			await until('it was tried', () => count('order_attempts', tries) > 0);
			assert.match((await dana.seesState(order, 'Sending')).words, /it goes out/);
		}
		await provider.returns();
		for (const order of orders)
			await completes(order);
	});
});

describe('slow', () => {
	test('webhooks that come before the answer are kept and applied after it', async () => {
		await truv.goesWrong('slow', { delay_ms: 4000 });
		const order = await ordersOne();
		await until('it is made', () => truv.madeOnce(order));
		await truv.finishes(order);
		const early = `order_number = '${order.number}' and state = 'parked'`;
		await until('its events wait', () => count('webhook_events', early) > 0);
		await dana.seesState(order, 'Sending');
		await dana.seesState(order, 'Ready to review');
		await truv.madeOnce(order);
		assert.equal((await truv.posts(order)).length, 1);
	});

	test('one slow order holds up no other', async () => {
		await truv.goesWrong('slow', { delay_ms: 4000 });
		const slow = await ordersOne();
		const began = Date.now();
		await dana.seesState(await ordersOne(), 'Waiting for client');
		assert.ok(Date.now() - began < 3500);
		await completes(slow);
	});
});

describe('webhooks in disorder', () => {
	test('twice, backwards and some never: the order ends where the truth is', async () => {
		await truv.mails({ duplicate: 2, reorder: true, drop_every: 3 });
		const order = await ordersOne();
		await dana.seesState(order, 'Waiting for client');
		await truv.fails(order, 'login_error');
		await dana.seesState(order, 'Needs you');
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
		await truv.mails({ duplicate: 0, reorder: false, drop_every: 0 });
		const late = { ...truv.event(order), status: 'sent', updated_at: '2020-01-01T00:00:00Z' };
		assert.equal(await truv.sends(late), 200);
		const applied = `webhook_id = '${late.webhook_id}' and state = 'applied'`;
		await until('it is applied', () => count('webhook_events', applied));
		await dana.seesState(order, 'Ready to review');
	});
});

test('no attempt is left open, no intent is left halfway, and the rate was kept', async () => {
	await until('nothing is under way', () => count('order_attempts', 'ended_at is null') === 0
		&& count('orders', "intent in ('sending', 'uncertain') and id > 1000") === 0);
	const { orders, per_minute: busiest } = await truv.truth();
	for (const one of orders)
		assert.equal(one.same_number, 1, one.order_number);
	assert.ok(busiest <= truv.LIMIT, `${busiest} in a minute`);
	assert.equal(portal.ends().filter((code) => code !== '0' && code !== '137').length, 0);
});
