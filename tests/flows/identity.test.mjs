// identity.test.mjs: a household shares one user at the provider, and nobody sees another's data;
// data that may be about somebody else wait for a person (product.md §3).
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { filled, form } from './markup.mjs';
import { dana, marcus, priya } from './people.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(async () => {
	for (const person of [dana, marcus, priya])
		await person.signsIn();
});

test('two members of one user: each order has its own sources and its own report', async () => {
	const c = await dana.opensCase({ household: [{ first_name: 'Ana' }, { first_name: 'Bea' }] });
	const [ana, bea] = [await dana.orders(c), await dana.orders(c, { member: c.members[1] })];
	for (const order of [ana, bea])
		await dana.seesState(order, 'Waiting for client');
	await truv.finishes(ana, 'goodlogin', { employer: 'bayview-care-center' });
	await dana.seesState(ana, 'Ready to review');
	await dana.seesState(bea, 'Waiting for client');
	assert.equal(count('connections', `order_id = ${bea.id} and state = 'ready'`), 0);
	await truv.finishes(bea, 'goodlogin', { employer: 'northgate-market' });
	await dana.seesState(bea, 'Ready to review');
	const [one, two] = [await truv.madeOnce(ana), await truv.madeOnce(bea)];
	assert.equal(one.user_id, two.user_id, 'the provider has one user for both');
	const links = (order) => sql(`select string_agg(l ->> 'link_id', ' ' order by l ->> 'link_id')
		from reports r, jsonb_array_elements(r.body -> 'links') l where r.order_id = ${order.id}`);
	const own = (order) => sql(`select string_agg(link_id, ' ' order by link_id) from connections
		where order_id = ${order.id} and link_id is not null`);
	for (const order of [ana, bea]) {
		await until('its report is there', () => links(order) !== '');
		assert.equal(links(order), own(order));
	}
	assert.notEqual(links(ana), links(bea));
	const page = await dana.sees(`${ana.url}/report`, 'Bayview Care Center');
	assert.doesNotMatch(page.words, /Bea Tester/);
	assert.doesNotMatch((await dana.visits(`${bea.url}/report`)).words,
		/Bayview Care Center|Ana Tester/);
});

describe("somebody else's account", () => {
	const held = async () => {
		const order = await dana.hasAnOrder();
		await truv.finishes(order, 'someone.else');
		await dana.seesState(order, 'Needs you');
		return order;
	};
	const compares = (order) => `${order.url}/identity`;
	const audited = (order, action) =>
		count('audit', `action = '${action}' and subject = 'order:${order.id}'`);

	test('nothing of it is shown; whose it may be is, and why', async () => {
		const order = await held();
		await dana.sees(order.url, 'may be about somebody else');
		assert.doesNotMatch((await dana.visits(`${order.url}/report`)).words,
			/\d,\d{3}\.\d\d|Robin/);
		const page = await dana.visits(compares(order));
		assert.match(page.words, /Robin Ashdown/);
		assert.match(page.words, /Different: the birth date, the name/);
		assert.doesNotMatch(page.words, /\$|\d,\d{3}\.\d\d/);
		assert.equal((await marcus.visits(compares(order))).status, 404);
		assert.equal((await priya.visits(compares(order))).status, 403);
		assert.equal(sql(`select body is null from reports where order_id = ${order.id}`), 't');
	});

	test('asking again does not let it out', async () => {
		const order = await held();
		await truv.sends(truv.event(order));
		await until('it was asked for again', () => count('jobs', `kind = 'orders/refetch'
			and state = 'done' and input ->> 'order_id' = '${order.id}'`) > 1);
		await dana.seesState(order, 'Needs you');
	});

	test('released with a reason it is a report like any other', async () => {
		const order = await held();
		const page = await dana.fills(compares(order), `${order.url}/release`, { reason: ' ' });
		assert.equal(page.status, 422);
		assert.match(page.words, /Enter a reason/);
		await dana.fills(compares(order), `${order.url}/release`,
			{ reason: 'Maiden name, showed the certificate' });
		await dana.seesState(order, 'Ready to review');
		await dana.sees(`${order.url}/report`, /1,504\.00|\d,\d{3}\.\d\d/);
		assert.equal(audited(order, 'report.release'), 1);
		assert.equal((await dana.visits(compares(order))).status, 404, 'nothing to decide');
	});

	test('rejected with a reason nobody ever reads it', async () => {
		const order = await held();
		const asked = await dana.visits(compares(order));
		const pairs = filled(form(asked.html, `${order.url}/release`),
			{ reason: 'A neighbour\'s account' });
		const page = await dana.posts(`${order.url}/rejection`, pairs);
		assert.equal(page.path, order.url, page.words.slice(0, 200));
		await dana.sees(order.url, 'was about somebody else');
		assert.equal((await dana.posts(`${order.url}/release`, pairs)).status, 404, 'decided once');
		await truv.sends(truv.event(order));
		await dana.seesState(order, 'Needs you');
		assert.equal(count('reports', `order_id = ${order.id} and body is not null`), 0);
		// Whatever is asked for again comes without those data.
		const link = sql(`select held_said -> 0 ->> 'link_id' from reports
			where order_id = ${order.id}`);
		assert.match(link, /^\w{32}$/);
		sql(`insert into jobs (kind, input)
			values ('reports/fetch', '{"order_id": ${order.id}, "product": "income"}')`);
		await until('another report is there', () =>
			count('reports', `order_id = ${order.id} and body is not null`) === 1);
		assert.equal(count('reports', `order_id = ${order.id} and body::text like '%${link}%'`), 0);
		await truv.sends(truv.event(order));
		await until('it was asked for again', () => count('jobs', `kind = 'orders/refetch'
			and state in ('queued', 'running') and input ->> 'order_id' = '${order.id}'`) === 0);
		await dana.seesState(order, 'Needs you');
		assert.equal(audited(order, 'report.reject'), 1);
	});
});
