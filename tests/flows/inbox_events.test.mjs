// inbox_events.test.mjs: a storm of events, 10 % repeated, 20 % out of order, 5 % forged, 5 % cut
// on the way: none lost, none applied twice, none forged accepted (safety.md §2).
//
// EVENTS=100000 for the whole storm (./dev events). The order of things comes from SEED. What was
// applied is counted by a trigger of the test's own, not by what the portal believes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Agent, request } from 'node:http';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { hooks, sql, until } from './world.mjs';

const total = Number(process.env.EVENTS ?? 2000);
const senders = 24;
const { hostname, port, host } = new URL(hooks);
const agent = new Agent({ keepAlive: true, maxSockets: senders });
const limits = { timeout: 3000000 };
const run = `storm-${process.pid}-`;

let dice = BigInt(process.env.SEED ?? 20261120);
function pick(sides) {
	dice = (dice * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
	return Number((dice >> 33n) % BigInt(sides));
}

before(async () => {
	await dana.signsIn();
	sql(`create table t_applied (webhook_id text, at timestamptz default clock_timestamp());
		grant insert on t_applied to public;
		create function t_count() returns trigger language plpgsql as $$
		begin insert into t_applied (webhook_id) values (new.webhook_id); return null; end $$;
		create trigger t_count after update on webhook_events for each row
			when (new.applied_at is distinct from old.applied_at) execute function t_count()`);
});
after(() => {
	agent.destroy();
	sql('drop trigger t_count on webhook_events; drop function t_count(); drop table t_applied');
});

function sends(bytes, signature) {
	return new Promise((done) => {
		const call = request({ hostname, port, path: '/webhooks/truv', method: 'POST', agent,
			headers: { 'content-type': 'application/json', 'content-length': bytes.length,
				'x-webhook-sign': signature } },
		(answer) => answer.resume().on('end', () => done(answer.statusCode)));
		// A connection that the server closed as we wrote on it: as if there was no answer.
		call.on('error', () => done(0));
		call.end(bytes);
	});
}

// Half of it, then the connection ends.
function sendsHalf(bytes, signature) {
	return new Promise((done) => {
		const socket = connect(Number(port), hostname);
		socket.on('error', () => {}).on('close', done).resume();
		socket.write(`POST /webhooks/truv HTTP/1.1\r\nHost: ${host}\r\n`
			+ `X-Webhook-Sign: ${signature}\r\nContent-Length: ${bytes.length}\r\n\r\n`);
		socket.end(bytes.subarray(0, bytes.length >> 1), () => socket.destroySoon());
	});
}

const types = ['order-status-updated', 'task-status-updated', 'order-created', 'link-connected'];

const distinct = 'count(distinct webhook_id)';
const number = (what) => Number(sql(`select ${what}`));
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');

function storm(orders) {
	const began = Date.now();
	const calls = [], genuine = [], forged = [];
	for (let i = 0; i < total; i++) {
		const order = orders[pick(orders.length)];
		const event = { ...truv.event(order, types[pick(types.length)]), webhook_id: `${run}${i}`,
			updated_at: new Date(began + i).toISOString() };
		const bytes = Buffer.from(JSON.stringify(event)), signature = truv.sign(bytes);
		const kind = pick(100);
		if (kind < 5) {
			const changed = Buffer.from(bytes);
			changed[changed.indexOf('storm') + pick(5)] ^= 1 << pick(7);
			calls.push({ bytes: changed, signature, wants: 401 });
			forged.push(changed);
			continue;
		}
		genuine.push(event.webhook_id);
		calls.push({ bytes, signature, wants: 200, isCut: kind < 10 });
		if (kind >= 10 && kind < 20)
			calls.push({ bytes, signature, wants: 200 });
	}
	for (let i = 0; i < calls.length; i++) {
		const other = pick(5) === 0 ? Math.min(calls.length - 1, i + pick(200)) : i;
		[calls[i], calls[other]] = [calls[other], calls[i]];
	}
	return { calls, genuine, forged };
}

// As the provider does: what was not answered comes again.
async function delivers(call) {
	if (call.isCut)
		await sendsHalf(call.bytes, call.signature);
	for (let tries = 0; tries < 4; tries++) {
		const status = await sends(call.bytes, call.signature);
		if (status !== 0 && status !== 503)
			return status;
	}
	return 0;
}

test(`${total} events: 0 lost, 0 applied twice, 0 forged accepted`, limits, async () => {
	const orders = [];
	for (let i = 0; i < 12; i++) {
		const order = await dana.hasAnOrder();
		orders.push({ ...order, upstream: truv.upstream(order) });
	}
	const { calls, genuine, forged } = storm(orders);
	const began = Date.now();
	let next = 0, unexpected = 0;
	await Promise.all(Array.from({ length: senders }, async () => {
		while (next < calls.length) {
			const call = calls[next++];
			unexpected += await delivers(call) !== call.wants;
		}
	}));
	const sent = Date.now() - began;
	assert.equal(unexpected, 0, 'answers other than expected');
	const ours = `webhook_id like '${run}%'`;
	await until('every event is applied', () => number(`count(*) from webhook_events
		where ${ours} and state = 'applied'`) === genuine.length, Math.max(60, total / 40));
	const figures = {
		events: genuine.length, calls: calls.length, forged: forged.length,
		lost: genuine.length - number(`${distinct} from webhook_events where ${ours}`),
		kept_twice: number(`count(*) - ${distinct} from webhook_events where ${ours}`),
		applied_twice: number(`count(*) - ${distinct} from t_applied where ${ours}`),
		forged_accepted: number(`count(*) from webhook_events
			where sha256 in (${forged.map((bytes) => `'${hash(bytes)}'`).join()})`),
	};
	console.log(Object.entries(figures).map(([name, value]) => `${name} ${value}`).join(', ')
		+ `; ${Math.round(calls.length / sent * 1000)} webhooks/s, applied after `
		+ `${Date.now() - began} ms`);
	const { lost, kept_twice, applied_twice, forged_accepted } = figures;
	assert.deepEqual([lost, kept_twice, applied_twice, forged_accepted], [0, 0, 0, 0]);
	// What happened to the orders happened once: nothing did, they wait for their clients.
	for (const order of orders)
		assert.equal(sql(`select state from orders where id = ${order.id}`), 'waiting');
});
