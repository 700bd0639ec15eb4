// truv.mjs: the provider as the journeys use it: the simulator's control interface, what it really
// saw, and webhooks made by hand, well or badly signed. What the simulator can do stands in
// tests/sim/control.c and faults.c.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { hooks, key, secret, sim, sql } from './world.mjs';

async function control(path, body = {}) {
	const answer = await fetch(`${sim}/control/${path}`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
	});
	const text = await answer.text();
	assert.equal(answer.status, 200, `/control/${path}: ${text}`);
	return JSON.parse(text);
}

const create = { method: 'POST', path: '/v1/orders/' };

// The client goes through the whole link at once; returns when the data are there.
export const finishes = (order, login = 'goodlogin', more = {}) =>
	control('finish', { order_number: order.number, login, ...more });
// The client's sign-in ends in this status of a task: login_error, account_locked …
export const fails = (order, status) =>
	control('finish', { order_number: order.number, login: 'error.user', password: status });
export const expires = (order) => control('expire', { order_number: order.number });
// The next requests that match go wrong, creates when nothing else is said.
export const goesWrong = (fault, { match = create, ...more } = {}) =>
	control('faults', { match, fault, ...more });
export const mails = (options) => control('webhooks', options);
// How the provider behaves in general: see control.c, POST options.
export const chooses = (options) => control('options', options);

// The database's clock runs sixty times as fast (run.sh): so must the provider's budget and the
// minute it is counted in, or the portal would keep to its own and still be refused.
export const SCALE = Number(process.env.FLOW_SCALE ?? 60);
export const LIMIT = 300 * SCALE;
export async function forgets() {
	await control('reset');
	await chooses({ per_minute: LIMIT });
}
await chooses({ per_minute: LIMIT });

// What is left of the truth when there is too much of it, calls since a moment.
export const sums = async (since = 0) =>
	(await fetch(`${sim}/control/sums?since=${new Date(since).toISOString()}`)).json();
export const truth = async () => (await fetch(`${sim}/control/truth`)).json();
// What was really made of an order: the provider's orders that carry its number.
export const made = async ({ number }) =>
	(await truth()).orders.filter((one) => one.order_number === number);
export const posts = async ({ number }) =>
	(await truth()).calls.filter((call) => call.method === 'POST' && call.order_number === number);

export async function madeOnce(order) {
	const orders = await made(order);
	assert.equal(orders.length, 1, `${order.number} exists ${orders.length} times`);
	return orders[0];
}

export const sign = (bytes) => `v1=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

// A webhook made by hand; `signature` null sends none.
export async function sends(body, { signature, ...headers } = {}) {
	const bytes = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
	const signed = signature === undefined ? sign(bytes) : signature;
	const signature_header = signed && { 'x-webhook-sign': signed };
	const answer = await fetch(`${hooks}/webhooks/truv`, {
		method: 'POST', body: bytes,
		headers: { 'content-type': 'application/json', ...signature_header, ...headers },
	});
	await answer.text();
	return answer.status;
}

// An event about an order, with the fields that the provider's own have.
export const event = (order, type = 'order-status-updated', more = {}) => ({
	webhook_id: key(), event_type: type, updated_at: new Date().toISOString(),
	order_id: order.upstream ?? upstream(order), order_number: order.number,
	status: 'sent', ...more,
});

export const upstream = (order) => sql(`select upstream_id from orders where id = ${order.id}`);

// Somebody else, or a bug, makes orders at the provider: one that carries this order's number, or
// so many others at once.
async function asks(path, body) {
	const answer = await fetch(`${sim}/v1/${path}`, {
		method: 'POST', body: JSON.stringify(body),
		headers: {
			'content-type': 'application/json', 'x-access-secret': secret,
			'x-access-client-id': process.env.TRUV_CLIENT_ID,
		},
	});
	assert.ok(answer.ok, `${path}: ${answer.status}`);
	return answer.json();
}

// A login of one's own at the provider: see tests/sim/scenarios.c and oddities.h.
export const authors = (scenario) => asks('sandbox/scenarios/', scenario);

const somebody = (number) => ({
	products: ['income'], first_name: 'Bo', last_name: 'Copy', order_number: number,
	notification_settings: { suppress_user_notifications: true },
});
export const orders = (order) => asks('orders/', somebody(order.number));
export const ordersMany = (n) => asks('orders/batch/',
	{ orders: Array.from({ length: n }, () => somebody(`XX-${key()}`)) });
