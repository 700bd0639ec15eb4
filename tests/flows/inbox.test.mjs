// inbox.test.mjs: what becomes of events once they are kept: secrets that change, old events that
// come late, poison, orphans, a database that was away (safety.md §2).
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { dana, sam } from './people.mjs';
import * as truv from './truv.mjs';
import { count, key, postgres, sql, until } from './world.mjs';

const signedWith = (secret) => (bytes) =>
	`v1=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
const of = (event) => `webhook_id = '${event.webhook_id}'`;
const kept = (event, more = '') => count('webhook_events', of(event) + more);
const state = (event) => sql(`select state from webhook_events where ${of(event)}`);
const idOf = (event) => sql(`select id from webhook_events where ${of(event)}`);
const isApplied = (event) => until('it is applied', () => state(event) === 'applied');
// Somebody looks: what stands in an event's row on the admin's page.
const row = async (id) => (await sam.visits('/admin/truv')).html
	.match(new RegExp(`<tr id="event-${id}">[\\s\\S]*?</tr>`))?.[0] ?? '';
const replays = (id) => sam.fills('/admin/truv', `/admin/webhooks/${id}/replay`, {});

before(async () => {
	await dana.signsIn();
	await sam.signsIn();
});

describe('the secret is being changed', () => {
	test('what either secret signed is kept, once; what a third signed is not', async () => {
		const order = await dana.hasAnOrder();
		const now = truv.event(order), old = truv.event(order), wrong = truv.event(order);
		const before = signedWith(process.env.TRUV_SECRET_BEFORE);
		assert.equal(await truv.sends(now), 200);
		assert.equal(await truv.sends(old, { signature: before(JSON.stringify(old)) }), 200);
		assert.equal(await truv.sends(old), 200);
		assert.equal(await truv.sends(wrong,
			{ signature: signedWith('demo-secret-older')(JSON.stringify(wrong)) }), 401);
		assert.deepEqual([now, old, wrong].map((event) => kept(event)), [1, 1, 0]);
		await isApplied(old);
	});
});

describe('what comes twice, late or changed', () => {
	test('one id with two bodies is two events', async () => {
		const order = await dana.hasAnOrder();
		const event = truv.event(order), other = { ...event, status: 'pending' };
		assert.deepEqual([await truv.sends(event), await truv.sends(other)], [200, 200]);
		await until('both are applied', () => kept(event, " and state = 'applied'") === 2);
	});

	test('an old event, as it was and with a new body, moves no finished order back', async () => {
		const order = await dana.hasAnOrder();
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
		const told = () => sql(`select (select count(*) from timeline where order_id = ${order.id})
			|| ' ' || (select state || upstream_at from orders where id = ${order.id})`);
		await until('all is quiet', () => count(
			'jobs', "state in ('queued', 'running') and run_at <= now()") === 0);
		const before = told();
		const first = (await truv.truth()).webhooks.find((one) => one.body.includes(order.number));
		const late = truv.event(order, 'order-status-updated',
			{ updated_at: '2020-01-01T00:00:00Z' });
		assert.equal(await truv.sends(first.body), 200);
		assert.equal(await truv.sends(late), 200);
		await isApplied(late);
		await until('it was asked for again', () => count('jobs', `kind = 'orders/refetch'
			and state in ('queued', 'running') and input ->> 'order_id' = '${order.id}'`) === 0);
		assert.equal(told(), before);
		await dana.seesState(order, 'Ready to review');
	});

	test('a body that differs in one bit is refused, wherever the bit is', async () => {
		const bytes = Buffer.from(JSON.stringify(truv.event(await dana.hasAnOrder())));
		const before = count('webhook_events');
		const signature = truv.sign(bytes);
		for (let bit = 0; bit < bytes.length * 8; bit += 97) {
			const changed = Buffer.from(bytes);
			changed[bit >> 3] ^= 1 << (bit & 7);
			assert.equal(await truv.sends(changed, { signature }), 401, `bit ${bit}`);
		}
		assert.equal(count('webhook_events'), before);
		assert.equal(await truv.sends(bytes, { signature }), 200);
	});

	test('what was refused is counted where an admin sees it', async () => {
		const refused = () =>
			Number(sql("select refused from provider_health where provider = 'truv'"));
		const before = refused();
		await until('the count has moved', async () => {
			await truv.sends({ event_type: key() }, { signature: null });
			return refused() > before;
		});
		const page = await sam.visits('/admin/truv');
		assert.match(page.words, new RegExp(`${refused()} Signatures refused`));
	});
});

describe('poison', () => {
	const breaks = (event) => sql(`create or replace function t_breaks() returns trigger
		language plpgsql as $$
		begin
			if new.${of(event)} then
				raise exception 'broken';
			end if;
			return new;
		end $$;
		create trigger t_breaks before update on webhook_events for each row
			when (new.state in ('applied', 'parked')) execute function t_breaks()`);
	const mends = () => sql('drop trigger if exists t_breaks on webhook_events');
	after(mends);

	test('five tries, then it waits for an admin; others go on; replay applies it', async () => {
		const order = await dana.hasAnOrder();
		const event = truv.event(order), other = truv.event(order);
		breaks(event);
		assert.equal(await truv.sends(event), 200);
		assert.equal(await truv.sends(other), 200);
		await isApplied(other);
		assert.equal(state(event), 'kept');
		await until('it is poison', () => state(event) === 'poison', 60);
		assert.equal(sql(`select tries from jobs
			where input ->> 'event_id' = '${idOf(event)}'`), '5');
		assert.match(await row(idOf(event)), /Poison[\s\S]*Five tries/);
		mends();
		const page = await replays(idOf(event));
		assert.equal(page.path, '/admin/truv');
		await isApplied(event);
		assert.equal(await row(idOf(event)), '');
		assert.equal(count('audit', "action = 'webhook.replay'") > 0, true);
	});

	test('what cannot be read is listed too, and stays after a replay', async () => {
		const bytes = `{"note": "${key()}"`;
		assert.equal(await truv.sends(bytes), 200);
		const id = sql('select max(id) from webhook_events');
		assert.match(await row(id), /no JSON object/);
		await replays(id);
		await until('it was read again', async () => /replayed once/.test(await row(id)));
	});

	test('a name longer than an id can be is kept as poison, not refused for ever', async () => {
		const event = truv.event({ upstream: 'x'.repeat(5000), number: 'y' });
		assert.equal(await truv.sends(event), 200);
		assert.equal(state(event), 'poison');
	});
});

describe('orphans', () => {
	test('parked for 15 minutes, then asked for by its id, then listed', async () => {
		const event = truv.event({ upstream: key(), number: `LC-${key().toUpperCase()}` });
		assert.equal(await truv.sends(event), 200);
		await until('it is parked', () => state(event) === 'parked');
		await until('it is an orphan', () => state(event) === 'orphan', 40);
		const calls = (await truv.truth()).calls
			.filter((call) => call.path.includes(event.order_id));
		assert.ok(calls.length >= 1, 'the provider was asked');
		assert.match(await row(idOf(event)), /Orphan/);
	});

	test('an order that the provider knows and nobody here made stays an orphan', async () => {
		const answer = await fetch(`${process.env.TRUV_URL}orders/`, {
			method: 'POST', headers: { 'content-type': 'application/json',
				'x-access-client-id': 'demo-client', 'x-access-secret': 'demo-access-secret' },
			body: JSON.stringify({ products: ['income'], first_name: 'Some', last_name: 'Body',
				order_number: key() }),
		});
		const { id } = await answer.json();
		const theirs = `order_upstream_id = '${id}'`;
		await until('its events are orphans', () =>
			count('webhook_events', `${theirs} and state = 'orphan'`) > 0, 40);
		assert.equal(count('webhook_events', `${theirs} and state = 'applied'`), 0);
		assert.equal(count('orders', `upstream_id = '${id}'`), 0);
	});
});

test('while the database is away it is 503; what comes again is applied once', async () => {
	const order = await dana.hasAnOrder();
	const event = truv.event(order);
	await postgres.stops();
	try {
		assert.equal(await truv.sends(event), 503);
	} finally {
		await postgres.starts();
	}
	await until('the retry is kept', async () => await truv.sends(event) === 200);
	await isApplied(event);
	assert.equal(kept(event), 1);
});
