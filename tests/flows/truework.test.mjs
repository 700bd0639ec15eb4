// truework.test.mjs: what another source does when one found nothing, from the reason to a figure;
// its webhooks, reading again, and the administrator's page (truework-api.md).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana, marcus, sam } from './people.mjs';
import * as truework from './truework.mjs';
import { chooses, forgets, mails } from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(async () => {
	await Promise.all([dana.signsIn(), marcus.signsIn(), sam.signsIn()]);
	await truework.begins();
});
after(() => forgets());

const goesOn = async (ended, answers = {}) => {
	const page = await dana.fills(`${ended.url}/source`, `${ended.url}/successor`,
		{ way: 'truework:search', consent_how: 'spoken', ...answers });
	assert.match(page.path, /^\/orders\/\d+$/, page.words.slice(0, 600));
	return truework.byNumber(page.path.split('/')[2]);
};
const employer = { way: 'truework:employer', employer: 'Bayview Care Center' };

describe('Truv found nothing', () => {
	test('the next source is offered; with consent it leads to a report', async () => {
		const ended = await truework.ended();
		const page = await dana.sees(ended.url, 'Next source: Truework, with the client');
		assert.match(page.words, /The account holds nothing to read/);
		const bare = await dana.fills(`${ended.url}/source`, `${ended.url}/successor`, employer);
		assert.equal(bare.status, 422, 'no order without consent');
		assert.match(bare.words, /note how they agreed/);
		assert.equal(count('orders', `replaces_id = ${ended.id}`), 0);
		const order = await goesOn(ended, employer);
		await dana.sees(order.url, /Truework asked|Reading data|Ready to review/);
		await truework.madeOnce(order).then((one) => {
			assert.equal(one.mode, 'target-employer');
			assert.equal(`${one.purpose} ${one.use_case}`, 'employee-eligibility government');
		});
		await truework.makes(order);
		await dana.seesState(order, 'Ready to review', 30);
		assert.equal(count('consents', `member_id = ${ended.member} and how = 'spoken'`), 1);
		await dana.seesState(ended, 'Canceled', 30);
		const report = await dana.sees(`${order.url}/report`, 'Bayview Care Center', 30);
		assert.match(report.words, /Truework/);
		assert.match(report.words, /902\.40/);
		const review = sql(`select id from reviews where order_id = ${order.id}`);
		await dana.sees(`/review/${review}/income`, 'Truework', 30);
		assert.equal((await marcus.visits(`${ended.url}/source`)).status, 404);
	});

	test('a second press makes no second order', async () => {
		const ended = await truework.ended();
		const page = await dana.visits(`${ended.url}/source`);
		assert.equal(page.status, 200);
		const order = await goesOn(ended);
		await dana.seesState(order, 'Ready to review', 30);
		assert.equal((await truework.madeOnce(order)).mode, 'employer-search');
		assert.equal((await dana.visits(`${ended.url}/source`)).status, 404, 'followed already');
		assert.equal(count('orders', `replaces_id = ${ended.id}`), 1);
	});

	test('where the program lets it, it starts by itself, but never without consent', async () => {
		const without = await truework.ended({ way: 'start' });
		const agreed = await truework.ended({ way: 'start', consent: true,
			cause: 'not_supported' });
		const id = await until('the next order is there', () =>
			sql(`select id from orders where replaces_id = ${agreed.id}`));
		await dana.seesState(await truework.byNumber(id), 'Ready to review', 30);
		await dana.sees(agreed.url, 'Replaced by');
		await until('the other was looked at', () => count('jobs', `kind = 'orders/succession'
			and state = 'done' and input ->> 'order_id' = '${without.id}'`) === 1);
		assert.equal(count('orders', `replaces_id = ${without.id}`), 0);
	});

	test('assets are nothing for Truework: no next source', async () => {
		const ended = await truework.ended();
		sql(`update orders set products = '{assets}' where id = ${ended.id}`);
		await truework.noticed();
		assert.equal((await dana.visits(`${ended.url}/source`)).status, 404);
		assert.doesNotMatch((await dana.visits(ended.url)).words, /Next source/);
	});
});

describe('webhooks', () => {
	test('without the token nothing is kept; a forged one leads to a GET only', async () => {
		const order = await goesOn(await truework.ended(), employer);
		await dana.seesState(order, 'Reading data', 30);
		await mails({ hold: true });
		const upstream = sql(`select upstream_id from orders where id = ${order.id}`);
		const before = count('webhook_events', `provider = 'truework'`);
		assert.equal(await truework.sends(truework.event(upstream), { given: 'wrong' }), 401);
		assert.equal(await truework.sends(truework.event(upstream), { given: null }), 401);
		assert.equal(count('webhook_events', `provider = 'truework'`), before);
		const gets = (await truework.calls(/^GET \/truework\/orders\/AAAA/)).length;
		const forged = truework.event(upstream, { metadata: { reference: order.number } });
		assert.equal(await truework.sends(forged), 200);
		assert.equal(await truework.sends(forged), 200, 'the same again is answered alike');
		await until('it was asked for', async () =>
			(await truework.calls(/^GET \/truework\/orders\/AAAA/)).length > gets);
		assert.equal(count('webhook_events', `provider = 'truework'`), before + 1);
		await dana.seesState(order, 'Reading data');
		assert.equal(count('connections', `upstream_id = 'AAAAforged'`), 0);
		await mails({ hold: false });
	});

	test('nonsense with the right token is kept as poison and harms nobody', async () => {
		assert.equal(await truework.sends('{"hook": '), 200);
		assert.equal(await truework.sends({ data: {} }), 200);
		await sam.sees('/admin/truework', 'No JSON object, though the token was right');
	});

	test('a forged event settles no order whose fate is unknown', async () => {
		await truework.fails('drop');
		const order = await goesOn(await truework.ended());
		await dana.seesState(order, 'Checking', 30);
		await truework.sends(truework.event('AAAAnone', { metadata: { reference: order.number } }));
		await dana.seesState(order, 'Ready to review', 60);
		const { id } = await truework.madeOnce(order);
		assert.equal(sql(`select upstream_id from orders where id = ${order.id}`), id);
	});
});

test('read again within 90 days, one employer at a time, and not after', async () => {
	const order = await goesOn(await truework.ended(), employer);
	await truework.makes(order);
	await dana.seesState(order, 'Ready to review', 30);
	const again = async () => dana.fills(`${order.url}/refresh`, `${order.url}/refreshes`,
		{ product: 'income', is_billed: '1' });
	await chooses({ truework_wait_ms: 100 });
	const page = await again();
	assert.match(page.path, /^\/orders\/\d+$/, page.words.slice(0, 400));
	await dana.seesState(await truework.byNumber(page.path.split('/')[2]), 'Ready to review', 40);
	await until('it is settled', () => count('orders',
		`refresh_of_id = ${order.id} and refresh_outcome is null`) === 0);
	sql(`update connections set state_at = now() - interval '91 days'
		where order_id = ${order.id}`);
	await truework.noticed();
	const late = await again();
	assert.match(late.words, /Truework reads again for 90 days/);
});

test('the administrator tests the key and sees where programs look', async () => {
	await sam.fills('/admin/truework', '/admin/truework/key-test', {});
	const page = await sam.sees('/admin/truework', 'Truework took the key');
	assert.match(page.words, /Truv, then Truework, offered/);
});
