// webhook.test.mjs: what arrives at the hooks listener: only what is signed is kept, what is signed
// is never refused, and nothing that is sent there ends the server (safety.md §2).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { connect } from 'node:net';
import { isSealed, opened } from '../sealed.mjs';
import { app, count, hooks, key, portal, sql, until } from './world.mjs';

let order, pid;
const kept = () => count('webhook_events');
const stateOf = (event) =>
	sql(`select state from webhook_events where webhook_id = '${event.webhook_id}'`);

before(async () => {
	await dana.signsIn();
	order = await dana.hasAnOrder();
	await until('its first events are applied', () => count('webhook_events',
		`order_number = '${order.number}' and state = 'applied'`) > 0);
	pid = portal.pid();
});
after(() => assert.equal(portal.pid(), pid, 'the portal is the same process as before'));

describe('not signed by the provider: 401, and nothing is kept', () => {
	const body = () => JSON.stringify(truv.event(order));
	const wrong = {
		'no signature': () => null,
		'an empty one': () => ' ',
		'upper case': (bytes) => truv.sign(bytes).toUpperCase(),
		'upper-case digits': (bytes) => `v1=${truv.sign(bytes).slice(3).toUpperCase()}`,
		'no version': (bytes) => truv.sign(bytes).slice(3),
		'another version': (bytes) => truv.sign(bytes).replace('v1', 'v2'),
		'one digit less': (bytes) => truv.sign(bytes).slice(0, -1),
		'one digit more': (bytes) => `${truv.sign(bytes)}0`,
		'of another body': () => truv.sign('{}'),
		'of the body with a space': (bytes) => truv.sign(`${bytes} `),
		'made up': () => `v1=${'0'.repeat(64)}`,
	};
	for (const [what, signature] of Object.entries(wrong)) {
		test(what, async () => {
			const [bytes, before] = [body(), kept()];
			assert.equal(await truv.sends(bytes, { signature: signature(bytes) }), 401);
			assert.equal(kept(), before);
		});
	}

	test('two signatures, one of them right', async () => {
		const bytes = body(), before = kept();
		const { port, hostname, host } = new URL(hooks);
		const socket = connect(Number(port), hostname);
		socket.end(`POST /webhooks/truv HTTP/1.1\r\nHost: ${host}\r\n`
			+ `X-Webhook-Sign: v1=${'0'.repeat(64)}\r\nX-Webhook-Sign: ${truv.sign(bytes)}\r\n`
			+ `Content-Length: ${Buffer.byteLength(bytes)}\r\n\r\n${bytes}`);
		let answer = '';
		for await (const piece of socket)
			answer += piece;
		assert.match(answer, /^HTTP\/1\.1 40[01] /);
		assert.equal(kept(), before);
	});
});

describe('signed, but no sense in it: 200, kept as poison', () => {
	const poison = {
		'no JSON': '{"event_type": "order-status-updated"',
		'two documents': '{}{}',
		'not an object': '[1, 2, 3]',
		'no type': '{"webhook_id": "x"}',
		'no text as type': '{"event_type": {}}',
		'10,000 deep in lists': '['.repeat(10000) + ']'.repeat(10000),
		'10,000 deep in objects': '{"a":'.repeat(10000) + '1' + '}'.repeat(10000),
		'invalid UTF-8': Buffer.from('{"event_type":"\xff\xc0\x80"}', 'latin1'),
		'a NUL in a text': '{"event_type": "a\\u0000b"}',
		'NUL bytes': Buffer.alloc(100),
		'nothing at all': '',
	};
	for (const [what, body] of Object.entries(poison)) {
		test(what, async () => {
			const before = count('webhook_events', "state = 'poison'");
			assert.equal(await truv.sends(body), 200);
			assert.equal(count('webhook_events', "state = 'poison'"), before + 1);
			assert.equal(await portal.isReady(), true);
		});
	}

	test('the bytes are kept as they came', async () => {
		const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x5c, 0x27]);
		await truv.sends(bytes);
		const [sha256, kept] = sql(`select sha256, sealed from webhook_events
			order by id desc limit 1`).split('|');
		assert.ok(isSealed(kept));
		assert.equal(opened(`webhook_events.body:${sha256}`, kept), bytes.toString('hex'));
	});
});

describe('signed and understood', () => {
	test('an unknown type is kept and does nothing', async () => {
		const event = truv.event(order, 'moon-phase-changed');
		const jobs = count('jobs', "kind not like 'orders/%' and slot is null");
		assert.equal(await truv.sends(event), 200);
		assert.equal(stateOf(event), 'ignored');
		assert.equal(count('jobs', "kind not like 'orders/%' and slot is null"), jobs);
	});

	test('the same bytes again are answered and applied once', async () => {
		const event = truv.event(order);
		const answers = await Promise.all(Array.from({ length: 8 }, () => truv.sends(event)));
		assert.deepEqual(new Set(answers), new Set([200]));
		assert.equal(sql(`select count(*) || ' ' || max(repeats) from webhook_events
			where webhook_id = '${event.webhook_id}'`), '1 7');
		await until('it is applied', () => stateOf(event) === 'applied');
		assert.equal(count('jobs', `kind like 'truv/%' and input ->> 'event_id' =
			(select id::text from webhook_events where webhook_id = '${event.webhook_id}')`), 1);
	});

	test('an event says only that something changed: the order itself is asked', async () => {
		const event = truv.event(order, 'order-status-updated', { status: 'completed' });
		assert.equal(await truv.sends(event), 200);
		await until('it is applied', () => stateOf(event) === 'applied');
		await dana.seesState(order, 'Waiting for client');
	});

	test('an event about an order nobody knows is parked, and disturbs nothing', async () => {
		const event = truv.event({ upstream: key(), number: `LC-${key().toUpperCase()}` });
		assert.equal(await truv.sends(event), 200);
		await until('it is parked', () => stateOf(event) === 'parked');
	});

	test('another order that claims our number changes no finished order', async () => {
		const event = truv.event({ upstream: key(), number: order.number });
		await truv.sends(event);
		await until('it is handled', () => stateOf(event) !== 'kept');
		assert.notEqual(truv.upstream(order), event.order_id);
	});

	test('a well-signed event through a chain of small pieces', async () => {
		const event = truv.event(order), bytes = JSON.stringify(event);
		const { port, hostname, host } = new URL(hooks);
		const socket = connect(Number(port), hostname);
		socket.write(`POST /webhooks/truv HTTP/1.1\r\nHost: ${host}\r\nconnection: close\r\n`
			+ `x-webhook-sign: ${truv.sign(bytes)}\r\ntransfer-encoding: chunked\r\n\r\n`);
		for (const piece of bytes.match(/.{1,50}/g))
			socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
		socket.end('0\r\n\r\n');
		let answer = '';
		for await (const piece of socket)
			answer += piece;
		assert.match(answer, /^HTTP\/1\.1 200 /);
		assert.notEqual(stateOf(event), '');
	});
});

test('a body of 300 KiB: 413, and nothing is kept; one just within is', async () => {
	const before = kept();
	const filled = (kib) =>
		JSON.stringify(truv.event(order, 'moon-phase-changed', { filler: 'x'.repeat(kib * 1024) }));
	const big = filled(300);
	assert.equal(await truv.sends(big).catch(() => 413), 413);
	assert.equal(kept(), before);
	assert.equal(await truv.sends(filled(255)), 200);
	assert.equal(kept(), before + 1);
});

test('no webhook is taken where people are, and no page where webhooks are', async () => {
	assert.equal((await fetch(`${app}/webhooks/truv`, { method: 'POST', body: '{}' })).status, 404);
	assert.equal((await fetch(`${hooks}/signin`)).status, 404);
});

test('refused webhooks are counted, and no log line holds what was sent', async () => {
	const before = Number((await metrics()).match(/webhooks_refused\S* (\d+)/)?.[1]);
	const secretText = `canary-${key()}`;
	await truv.sends({ event_type: secretText }, { signature: null });
	await truv.sends({ event_type: secretText });
	const refused = Number((await metrics()).match(/webhooks_refused\S* (\d+)/)?.[1]);
	assert.equal(refused, before + 1);
	assert.ok(!portal.log().includes(secretText));
});

async function metrics() {
	return (await fetch(new URL('/metrics', process.env.OPS_URL))).text();
}
