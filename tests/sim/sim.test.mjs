// sim.test.mjs: is the simulator what truv-api.md says Truv is? Keys, shapes, refusals, webhooks.
// What clients and tests do with it is in client.test.mjs.
//
//	SIM=build/check/sim node --test tests/sim
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { ana, answers, ask, base, control, events, forget, get, heard, keys, make, pause, post,
	secret, truth,
	until } from './harness.mjs';

describe('keys and shapes', () => {
	test('missing keys are 403, wrong ones 401, and a path that is not there 404', async () => {
		assert.equal((await ask('GET', '/v1/orders/', null, {})).doc.error.code,
			'not_authenticated');
		const wrong = await ask('GET', '/v1/orders/', null, { ...keys,
			'X-Access-Secret': 'sandbox-0' });
		assert.equal(wrong.status, 401);
		assert.equal(wrong.doc.error.code, 'authentication_failed');
		const none = await get('/v1/orders/00000000000000000000000000000000/');
		assert.deepEqual([none.status, none.doc], [404, { detail: 'Not Found.' }]);
		assert.equal((await ask('DELETE', '/v1/orders/')).status, 405);
		assert.equal((await ask('GET', '/v1/orders/', null, { ...keys,
			accept: 'text/html' })).status, 406);
		const text = await fetch(`${base}/v1/orders/`, { method: 'POST', headers: keys,
			body: '{}' });
		assert.equal(text.status, 415);
	});

	const refused = [
		['products', { products: undefined }], ['products', { products: [] }],
		['products', { products: ['horoscope'] }], ['first_name', { first_name: undefined }],
		['last_name', { last_name: 'x'.repeat(51) }], ['email', { email: 'nobody' }],
		['email', { email: 'ana@mail.gmial.test' }], ['phone', { phone: '+14155550142' }],
		['phone', { phone: '415555014' }], ['ssn', { ssn: '12-34' }], ['locale',
			{ locale: 'español' }],
	];
	for (const [field, more] of refused)
		test(`refuses ${JSON.stringify(more)}`, async () => {
			const answer = await post('/v1/orders/', { ...ana, ...more });
			assert.equal(answer.status, 400);
			assert.equal(answer.doc.error.code, 'incorrect_parameters');
			const fields = answer.doc.error.extra['invalid-params'];
			assert.deepEqual(fields.map((one) => one.field), [field]);
			assert.ok(fields[0].message.length > 5);
			assert.equal((await truth()).orders.length, 0);
		});

	test('takes names of 50 characters in any script', async () => {
		const order = await make({ last_name: 'ễ'.repeat(50), ssn: '9991', phone: '4155550142' });
		assert.equal(order.last_name, 'ễ'.repeat(50));
	});

	test('gives an order with links, dates and one suborder', async () => {
		const answer = await post('/v1/orders/', { ...ana, order_number: 'N-1',
			external_user_id: 'C-1' });
		const order = answer.doc;
		assert.equal(answer.status, 201);
		assert.match(order.id, /^[0-9a-f]{32}$/);
		assert.ok(order.share_url.startsWith(`${base}/o/`));
		assert.ok(order.share_url.includes(`bridge_token=${order.bridge_token}`));
		assert.match(order.short_share_url, /\/s\/\w{8}$/);
		assert.deepEqual([order.order_number, order.external_user_id, order.status],
			['N-1', 'C-1', 'pending']);
		assert.equal(order.employers.length, 1);
		assert.deepEqual(order.financial_accounts, []);
		const at = new Date(order.created_at);
		for (let counted = 0; counted < 3;) {
			at.setUTCDate(at.getUTCDate() + 1);
			counted += at.getUTCDay() % 6 !== 0;
		}
		assert.equal(order.expired_at.slice(0, 19), at.toISOString().slice(0, 19));
	});

	test('lists newest first, in pages whose next can be followed', async () => {
		for (let i = 0; i < 5; i++)
			await make({ order_number: `L-${i}` });
		const first = (await get('/v1/orders/?page_size=3')).doc;
		const second = (await get(first.next)).doc;
		assert.equal(first.count, 5);
		assert.deepEqual([...first.results, ...second.results].map((one) => one.order_number),
			['L-4', 'L-3', 'L-2', 'L-1', 'L-0']);
		assert.equal(second.next, null);
		assert.ok(second.previous);
	});

	test('a repeated external_user_id is the same user, until switched off', async () => {
		const [a, b] = [await make({ external_user_id: 'C-7' }),
			await make({ external_user_id: 'C-7' })];
		assert.equal(a.user_id, b.user_id);
		await control('options', { share_users: false });
		assert.notEqual((await make({ external_user_id: 'C-7' })).user_id, a.user_id);
		assert.equal((await get(`/v1/users/${a.user_id}/`)).doc.external_user_id, 'C-7');
	});
});

describe('webhooks', () => {
	test('are signed over the raw bytes and tell the whole story in order', async () => {
		const order = await make({ order_number: 'W-1', email: 'ana@mail.test' });
		await until(() => events('order-status-updated').length, 'sent');
		await control('finish', { order_id: order.id });
		await until(() => events('order-finalized').length, 'finalized');
		for (const { headers, bytes } of heard) {
			const mac = createHmac('sha256', secret).update(bytes).digest('hex');
			assert.equal(headers['x-webhook-sign'], `v1=${mac}`);
			assert.equal(headers['user-agent'], 'Truv-Webhook-Service/2.0');
		}
		assert.equal(events()[0].event_type, 'order-created');
		assert.equal(events()[0].employer_id, null);
		assert.deepEqual(events('task-status-updated').map((one) => one.status),
			['new', 'login', 'parse', 'full_parse', 'done']);
		assert.ok(events('task-status-updated')
			.every((one) => one.tracking_info === order.employers[0].id));
		assert.deepEqual(events('order-status-updated').map((one) => one.status), ['sent',
			'completed']);
		for (const type of ['link-connected', 'profile-created', 'employment-created',
			'statements-created'])
			assert.equal(events(type).length, 1, type);
		assert.equal(events('link-connected')[0].updated_at, undefined);
		assert.doesNotMatch(heard.map((one) => one.bytes).join(), /Ana|Brien|mail\.test/);
		const times = events('task-status-updated').map((one) => one.updated_at);
		assert.deepEqual(times, [...new Set(times)].sort());
	});

	test('are sent four times at most, with the same bytes', async () => {
		answers.push(500, 404, 503, 500, 500);
		await make();
		const sent = await until(async () => (await truth()).webhooks
			.find((one) => one.outcome === 'failed'), 'given up');
		assert.equal(sent.attempts, 4);
		assert.equal(heard.length, 4);
		assert.ok(heard.every((one) => one.bytes.equals(heard[0].bytes)));
	});

	test('can be held, turned round, doubled and dropped', async () => {
		await control('webhooks', { hold: true, duplicate: 1, reorder: true });
		const order = await make();
		await control('finish', { order_id: order.id });
		await pause(100);
		assert.equal(heard.length, 0);
		await control('webhooks', { hold: false });
		await until(() => events('order-created').length === 2, 'both');
		assert.equal(events()[0].event_type, 'order-finalized');
		assert.equal(events().at(-1).event_type, 'order-created');
		await control('reset');
		await control('webhooks', { drop_every: 1 });
		forget();
		await make();
		await pause(100);
		assert.equal(heard.length, 0);
		assert.equal((await truth()).webhooks[0].outcome, 'dropped');
	});

	test('can be registered once per address, disabled, and looked up afterwards', async () => {
		const [own] = (await get('/v1/webhooks/')).doc.results;
		const again = await post('/v1/webhooks/', { name: 'x', webhook_url: own.webhook_url,
			env_type: 'sandbox' });
		assert.deepEqual(again.doc.error.extra['invalid-params'],
			[{ field: 'env_type', message: 'Webhook url for sandbox already registered' }]);
		await ask('PATCH', `/v1/webhooks/${own.id}/`, { enabled: false });
		await make();
		await pause(60);
		assert.equal(heard.length, 0);
		await ask('PATCH', `/v1/webhooks/${own.id}/`, { enabled: true, events: ['order-created'] });
		const order = await make();
		await control('finish', { order_id: order.id });
		await until(() => heard.length, 'created');
		await pause(60);
		assert.deepEqual(events().map((one) => one.event_type), ['order-created']);
		const log = (await get('/v1/webhook-requests/')).doc;
		assert.equal(log.results[0].status, 'delivered');
		assert.equal((await ask('DELETE', `/v1/webhooks/${own.id}/`)).status, 204);
	});
});
