// renewals_refresh.test.mjs: one order read again: through the machine once, within the provider's
// three a day, and what follows from each way it may end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana, marcus } from './people.mjs';
import { nextEnds, outcome, readAgain, readOnce, refreshesOf, settles } from './renewals_world.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(() => Promise.all([dana.signsIn(), marcus.signsIn()]));
after(() => truv.forgets());

const refreshing = { method: 'POST', path: '/v1/orders/*/' };
const once = async (order) => assert.deepEqual(await refreshesOf([order.upstream]), [1]);

describe('it works', () => {
	test('unchanged: a new snapshot, its own review, one call, no word to the client', async () => {
		const order = await readOnce();
		const refresh = await readAgain(order);
		await settles(refresh, 'unchanged');
		const page = await dana.seesState(refresh, 'Ready to review');
		assert.match(page.words, /nothing that counts has changed/);
		assert.match((await dana.visits(order.url)).words, /2 of 3 left in 24 hours/);
		assert.equal(count('reviews', `id = ${refresh.id} and state = 'open'`), 1);
		assert.equal(count('reports', `order_id = ${refresh.id} and body is not null`), 1);
		await once(order);
		const theirs = (await truv.truth()).orders
			.find((one) => one.initial_order === order.upstream);
		assert.equal(theirs.messages_sent, 0);
	});

	test('changed: pay is another than the agency lets pass', async () => {
		const order = await readOnce('refresh.raise');
		const refresh = await readAgain(order);
		await settles(refresh, 'changed');
		assert.match((await dana.visits(refresh.url)).words, /something changed/);
	});

	test('the form pressed twice, and three times at once, is one refresh', async () => {
		const order = await readOnce();
		const refresh = await readAgain(order);
		const again = await Promise.all([1, 2, 3].map(() =>
			dana.posts(`${order.url}/refreshes`, refresh.pairs)));
		assert.deepEqual(new Set(again.map((page) => page.path)), new Set([refresh.url]));
		await settles(refresh, 'unchanged');
		await once(order);
	});

	test('its webhooks come before its answer, and are not taken for a copy', async () => {
		const order = await readOnce();
		await truv.goesWrong('slow', { match: refreshing, delay_ms: 1500 });
		const refresh = await readAgain(order);
		await settles(refresh, 'unchanged');
		await once(order);
		assert.equal(count('incidents', `order_id in (${order.id}, ${refresh.id})`), 0);
		assert.equal(count('jobs',
			`kind = 'orders/twins' and input ->> 'order_id' = '${order.id}'`), 0);
	});

	test('an answer that is lost is looked for, and not asked for again', async () => {
		const order = await readOnce();
		await truv.goesWrong('process_then_drop', { match: refreshing });
		const refresh = await readAgain(order);
		await settles(refresh, 'unchanged', 40);
		await once(order);
		assert.equal(count('order_attempts', `order_id = ${refresh.id}`), 1);
	});
});

describe('it fails', () => {
	test('a password that changed: a new order stands ready with its link, unsent', async () => {
		const order = await readOnce();
		await nextEnds(order.link, 'login_error');
		const refresh = await readAgain(order);
		await settles(refresh, 'signin');
		const page = await dana.seesState(refresh, 'Needs you');
		assert.match(page.words, /The saved sign-in no longer works/);
		const button = /href="(\/orders\/\d+)" class="usa-button">Send a new link/;
		const next = { url: page.html.match(button)[1] };
		await dana.seesState(next, 'Waiting for client');
		assert.equal(sql(`select delivery, email is not null from orders
			where id = ${next.url.split('/')[2]}`), 'link|t');
		assert.match((await dana.visits(next.url)).words, /Copy link/);
	});

	test('a code is asked for: the same', async () => {
		const order = await readOnce();
		await nextEnds(order.link, 'mfa_error');
		await settles(await readAgain(order), 'signin');
	});

	test('a site that is down is tried again by itself, later, as a new one', async () => {
		const order = await readOnce();
		await nextEnds(order.link, 'unavailable');
		const refresh = await readAgain(order);
		await settles(refresh, 'later');
		assert.match((await dana.seesState(refresh, 'Needs you')).words,
			/The employer's site is down/);
		await nextEnds(order.link, 'done');
		sql(`update jobs set run_at = now() where single = 'again:${refresh.id}'`);
		const next = { id: await until('it is tried again', () =>
			sql(`select id from orders where client_key = 'again-of-refresh-${refresh.id}'`)) };
		await settles(next, 'unchanged');
		await dana.seesState(refresh, 'Canceled');
	});

	test('nothing to read keeps what was read before', async () => {
		const order = await readOnce();
		await nextEnds(order.link, 'no_data');
		const refresh = await readAgain(order);
		await settles(refresh, 'failed');
		assert.match((await dana.visits(refresh.url)).words, /could not be read again/);
		assert.equal(count('reports', `order_id = ${order.id} and body is not null`), 1);
	});
});

describe('it is not done', () => {
	test('a fourth time in a day: the page says when the next is possible', async () => {
		const order = await readOnce();
		for (let i = 0; i < 3; i++)
			await settles(await readAgain(order), 'unchanged');
		const page = await dana.visits(`${order.url}/refresh`);
		assert.match(page.words, /0 of 3 next/);
		const refused = await readAgain(order);
		assert.match(refused.page.words, /Wait until .*read three times in 24 hours/);
		assert.equal(refused.page.status, 422);
		assert.deepEqual(await refreshesOf([order.upstream]), [3]);
	});

	test('a fourth that gets as far as its sending is held back by the ledger', async () => {
		const order = await readOnce();
		const hold = `insert into refresh_links (link_id, spent)
			values ('${order.link}', array[now(), now(), now()])
			on conflict (link_id) do update set spent = excluded.spent`;
		const page = await dana.visits(`${order.url}/refresh`);
		sql(`create or replace function pause_once() returns trigger language plpgsql as
			$$ begin ${hold}; return new; end $$;
			create trigger pause_once after insert on orders for each row
			when (new.refresh_of_id = ${order.id}) execute function pause_once()`);
		assert.ok(page);
		const refresh = await readAgain(order);
		sql('drop trigger pause_once on orders');
		await settles(refresh, 'limited');
		assert.match((await dana.visits(refresh.url)).words,
			/Read three times in 24 hours already/);
		assert.deepEqual(await refreshesOf([order.upstream]), [0]);
	});

	test('over the limit by the provider\'s count: believed, and nobody else waits', async () => {
		const order = await readOnce();
		for (let i = 0; i < 3; i++)
			await settles(await readAgain(order), 'unchanged');
		sql(`delete from refresh_links where link_id = '${order.link}'`);
		const refresh = await readAgain(order);
		await settles(refresh, 'limited');
		assert.equal(count('gates', `provider = 'truv' and paused_until > now()`), 0);
		assert.match((await readAgain(order)).page.words, /Wait until/);
	});

	test('of a canceled order, or one of another office', async () => {
		const order = await dana.hasAnOrder();
		await dana.fills(`${order.url}/change`, `${order.url}/cancellation`, { reason: 'A test' });
		await dana.seesState(order, 'Canceled');
		const page = await dana.visits(`${order.url}/refresh`);
		assert.match(page.words, /The order was canceled/);
		const posted = await dana.posts(`${order.url}/refreshes`, [
			['csrf', page.html.match(/name="csrf" value="([^"]+)"/)[1]], ['product', 'income'],
			['is_billed', '1'], ['client_key', 'a-key-of-a-canceled-order']]);
		assert.equal(posted.status, 422);
		assert.equal(count('orders', `refresh_of_id = ${order.id}`), 0);
		assert.equal((await marcus.asks(`${order.url}/refresh`)).status, 404);
	});

	test('nobody agreed to the bill', async () => {
		const order = await readOnce();
		const refused = await readAgain(order, { is_billed: '' });
		assert.equal(refused.page.status, 422);
		assert.match(refused.page.words, /Tick that it is billed/);
		assert.equal(count('orders', `refresh_of_id = ${order.id}`), 0);
		assert.equal(outcome(order), '');
	});
});
