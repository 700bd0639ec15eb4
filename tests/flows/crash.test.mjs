// crash.test.mjs: what must hold whatever ends when (safety.md §6): the portal killed at any point,
// the database gone under use, a stop in the middle of work.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { filled, form } from './markup.mjs';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { app, count, ops, pause, portal, postgres, sql, until } from './world.mjs';

// A job whose worker died is taken up again when its lease has run out: 90 s.
const LEASE = 150;

before(() => dana.signsIn());

const numberOf = (order) => sql(`select order_number from orders where id = ${order.id}`);
const attempt = (order, phase) => () =>
	count('order_attempts', `order_id = ${order.id} and phase = '${phase}'`);

// Where the kill falls, by what is to be seen from outside at that moment.
const points = {
	'the form is answered': async (order) => order,
	'the request is on its way': async (order) => until('sent', attempt(order, 'committed')),
	'the provider has answered': async (order) => until('accepted', attempt(order, 'accepted')),
	'the client has finished': async (order) => {
		await dana.seesState(order, 'Waiting for client');
		await truv.finishes(order);
	},
	'the events are kept': async (order) => {
		await dana.seesState(order, 'Waiting for client');
		const before = count('webhook_events');
		await truv.finishes(order);
		await until('an event is kept', () => count('webhook_events') > before);
	},
	'the report is asked for': async (order) => {
		await dana.seesState(order, 'Waiting for client');
		const match = { method: 'GET', path: '/v1/users/*/reports/*' };
		await truv.goesWrong('slow', { match, delay_ms: 3000 });
		await truv.finishes(order);
		await until('it is asked for', () => count('reports', `order_id = ${order.id}`));
	},
};

test('killed at any point between form and report, every order completes, once', async () => {
	const orders = [];
	for (const [point, reached] of Object.entries(points)) {
		const c = await dana.opensCase();
		if (point === 'the request is on its way')
			await truv.goesWrong('slow', { delay_ms: 2000 });
		const pairs = await dana.ordering(c);
		const answer = await dana.asks(`${c.url}/verification`, { method: 'POST', pairs });
		const url = answer.headers.get('location');
		const order = { point, url, id: url.split('/')[2] };
		order.number = numberOf(order);
		await reached(order);
		assert.equal(await portal.dies(), '137');
		await portal.returns();
		orders.push(order);
	}
	for (const order of orders) {
		const isOurs = () => count('orders', `id = ${order.id} and intent = 'created'`);
		const exists = async () => (await truv.made(order)).length > 0;
		await until(`${order.point}: it exists`, exists, LEASE);
		await until(`${order.point}: it is ours`, isOurs, LEASE);
		if ((await truv.madeOnce(order)).status !== 'completed')
			await truv.finishes(order);
	}
	for (const order of orders) {
		await dana.seesState(order, 'Ready to review', LEASE);
		await dana.sees(`${order.url}/report`, '1,504.00', LEASE);
		await truv.madeOnce(order);
		assert.equal((await truv.posts(order)).length, 1, order.point);
	}
});

test('asked to stop in the middle of work, it finishes what it began and ends with 0', async () => {
	const order = await dana.hasAnOrder();
	let over = false;
	const answers = [];
	const visitors = Array.from({ length: 6 }, async () => {
		while (!over) {
			await dana.asks('/cases')
				.then(async (answer) => answers.push([answer.status, await answer.text()]))
				.catch(() => pause(20));
		}
	});
	await until('they are busy', () => answers.length > 20);
	await truv.finishes(order);
	assert.equal(await portal.stops(), '0');
	over = true;
	await Promise.all(visitors);
	await portal.returns();
	for (const [status, html] of answers) {
		assert.ok([200, 503].includes(status), `${status}`);
		assert.match(html, status === 503 ? /./ : /<\/html>\s*$/, 'a whole page');
	}
	await dana.seesState(order, 'Ready to review', LEASE);
	await truv.madeOnce(order);
});

test('the database stops under use: everything says so, and goes on by itself', async () => {
	const pid = portal.pid();
	const order = await dana.hasAnOrder();
	const c = await dana.opensCase();
	const pairs = filled(form(c.page.html, `${c.url}/notes`), { text: 'Written in the dark' });
	let over = false;
	const statuses = new Set();
	const visitors = Array.from({ length: 4 }, async () => {
		while (!over)
			statuses.add((await dana.asks('/cases')).status);
	});
	await postgres.stops();
	const page = await dana.visits('/cases');
	assert.equal(page.status, 503);
	assert.match(page.html, /<h1>/);
	assert.doesNotMatch(page.words, /postgres|libpq|sql|connection/i, 'nothing of the inside');
	assert.equal((await dana.posts(`${c.url}/notes`, pairs)).status, 503);
	assert.equal((await fetch(`${app}/signin`)).status < 504, true);
	assert.equal((await fetch(`${ops}/readyz`)).status, 503);
	assert.equal((await fetch(`${ops}/healthz`)).status, 200);
	const event = truv.event({ upstream: 'f'.repeat(32), number: order.number });
	assert.equal(await truv.sends(event), 503);
	await truv.finishes(order);
	await until('a webhook of the provider was turned away', async () =>
		(await truv.truth()).webhooks.some((one) => one.http_status === 503));
	await postgres.starts();
	const began = Date.now();
	await until('pages are back', async () => (await dana.visits('/cases')).status === 200);
	assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
	over = true;
	await Promise.all(visitors);
	assert.ok(statuses.has(200) && statuses.has(503), [...statuses].join());
	assert.deepEqual([...statuses].filter((status) => ![200, 503].includes(status)), []);
	await dana.seesState(order, 'Ready to review', LEASE);
	assert.equal((await dana.posts(`${c.url}/notes`, pairs)).path, c.url);
	await dana.hasAnOrder();
	assert.equal(portal.pid(), pid, 'it was never restarted');
});
