// inbox_health.test.mjs: what heals when webhooks do not come, and what an admin is told: the
// reconciler, the provider's own log, endpoint, keys, silence (safety.md §2.5).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dana, sam, luis } from './people.mjs';
import * as truv from './truv.mjs';
import { app, count, sim, sql, until } from './world.mjs';

// The clock's part, which comes by itself once a minute or hour of real time.
const ticks = (kind) => sql(`insert into jobs (kind) values ('${kind}') returning id`);
let looked = 0;
// Each minute, which lasts a second here.
function looksAgain() {
	if (Date.now() - looked >= 1000) {
		ticks('orders/reconcile');
		looked = Date.now();
	}
	return true;
}
const isDone = (id) => until(`job ${id} is done`,
	() => sql(`select state from jobs where id = ${id}`) === 'done', 30);
const api = (path, method = 'GET', body = undefined) => fetch(`${sim}/v1/${path}`, {
	method, body: body && JSON.stringify(body),
	headers: { 'content-type': 'application/json', 'x-access-client-id': 'demo-client',
		'x-access-secret': 'demo-access-secret' },
}).then((answer) => answer.json());

before(async () => {
	for (const person of [dana, sam, luis])
		await person.signsIn();
});
after(() => truv.mails({ drop_every: 0 }));

test('one webhook in ten is withheld, and every order is right within 15 minutes', async () => {
	await truv.mails({ drop_every: 10 });
	const orders = [];
	for (let i = 0; i < 10; i++)
		orders.push(await dana.hasAnOrder());
	for (const order of orders)
		await truv.finishes(order);
	const began = Date.now();
	const ids = orders.map((one) => one.id).join();
	const wrong = () => count('orders', `id in (${ids}) and state <> 'ready'`);
	await until('every order is ready', () => looksAgain() && wrong() === 0, 60);
	await truv.mails({ drop_every: 0 });
	// 15 minutes last 15 seconds here; the rest is the machine's.
	assert.ok(Date.now() - began < 25000, `${Date.now() - began} ms`);
	assert.ok((await truv.truth()).webhooks.some((one) => one.outcome === 'dropped'));
});

test('no webhook at all: the reconciler asks by itself, oldest first', async () => {
	await truv.mails({ drop_every: 1 });
	const order = await dana.hasAnOrder();
	await truv.finishes(order);
	assert.equal(sql(`select state from orders where id = ${order.id}`), 'waiting');
	await until('it is asked for', () => looksAgain()
		&& sql(`select state from orders where id = ${order.id}`) === 'ready', 40);
	await truv.mails({ drop_every: 0 });
});

test('what the provider sent and we never got heals at the next look at its log', async () => {
	await truv.mails({ drop_every: 1 });
	const order = await dana.hasAnOrder();
	await truv.finishes(order);
	await new Promise((done) => setTimeout(done, 1500));
	await isDone(ticks('providers/check'));
	await truv.mails({ drop_every: 0 });
	assert.ok(Number(sql("select missed from provider_health where provider = 'truv'")) > 0);
	await dana.seesState(order, 'Ready to review');
	assert.match((await sam.visits('/admin/truv')).words, /Never delivered \d+ of \d+/);
});

test('an endpoint that was turned off is told, and turned on again', async () => {
	const [hook] = (await api('webhooks/')).results;
	await api(`webhooks/${hook.id}/`, 'PATCH', { enabled: false });
	await isDone(ticks('providers/check'));
	const page = await sam.sees('/admin/truv', 'endpoint is off');
	assert.match(page.html, /Turn the endpoint on/);
	await sam.fills('/admin/truv', '/admin/truv/endpoint', {});
	await sam.sees('/admin/truv', 'Endpoint Enabled');
	assert.equal((await api('webhooks/')).results[0].enabled, true);
});

test('the keys are tested, and what 401 and 403 mean is said', async () => {
	const asks = () => sam.fills('/admin/truv', '/admin/truv/key-test', {});
	await asks();
	await sam.sees('/admin/truv', 'Keys They work');
	for (const [fault, words] of [['deny', /Not known \(401\)[\s\S]*TRUV_SECRET/],
		['forbid', /Not allowed \(403\)[\s\S]*sandbox-/]]) {
		await truv.goesWrong(fault, { match: { method: 'GET', path: '/v1/webhooks/' } });
		await asks();
		await sam.sees('/admin/truv', words);
	}
	await asks();
	await sam.sees('/admin/truv', 'Keys They work');
	assert.equal(sql("select denied_at is null from gates where provider = 'truv'"), 't');
});

test('the page is told of a change, and holds no case and no person', async () => {
	const stream = await fetch(`${app}/admin/truv/changes`, { headers: { cookie: sam.cookie } });
	assert.equal(stream.status, 200);
	const reader = stream.body.getReader();
	let heard = '';
	const listening = (async () => {
		while (!heard.includes('changed')) {
			const { value, done } = await reader.read();
			assert.equal(done, false, heard);
			heard += new TextDecoder().decode(value);
		}
	})();
	await sam.fills('/admin/truv', '/admin/truv/key-test', {});
	await listening;
	await reader.cancel();
	const page = await sam.visits('/admin/truv');
	assert.doesNotMatch(page.html, /O'Brien|Adeyemi|118307|Tester|LC-[A-Z0-9]{4}/);
	for (const person of [dana, luis])
		assert.equal((await person.visits('/admin/truv')).status, 403);
});

test('silence is a banner only while an order is waited for', async () => {
	const silent = /Nothing heard from Truv since/;
	sql("update webhook_events set received_at = received_at - interval '1 hour'");
	assert.match((await dana.visits('/cases')).words, silent);
	assert.match((await sam.visits('/')).words, silent, 'who sees no case is told too');
	assert.equal(sql("select provider_waits('sms')"), 'f');
	await truv.sends({ webhook_id: 'heard', event_type: 'heard' });
	assert.doesNotMatch((await dana.visits('/cases')).words, silent);
});
