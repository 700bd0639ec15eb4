// orders_once.test.mjs: one order, once, from the person's side and from two servers' (safety.md
// §1): pressed twice, sent again after a time-out, claimed by two portals at once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana } from './people.mjs';
import { another } from './portals.mjs';
import * as truv from './truv.mjs';
import { count, portal, sql, until } from './world.mjs';

before(() => dana.signsIn());
after(() => truv.forgets());

const orderOf = (page) => ({
	id: page.path.split('/')[2], url: page.path,
	number: page.html.match(/<span class="mono">(LC-[A-Z0-9-]+)<\/span>/)[1],
});

// The form as the page gives it, filled in: what a browser holds when the button is pressed.
async function pairsOf(c) {
	return dana.ordering(c);
}

describe('a person presses the button again', () => {
	test('a double click is one order', async () => {
		const c = await dana.opensCase();
		const pairs = await pairsOf(c);
		const sends = () => dana.posts(`${c.url}/verification`, pairs);
		const pages = await Promise.all([1, 2, 3].map(sends));
		assert.equal(new Set(pages.map((page) => page.path)).size, 1);
		const order = orderOf(pages[0]);
		await dana.seesState(order, 'Waiting for client');
		await truv.madeOnce(order);
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
	});

	test('a form sent again after a time-out leads to the order it made', async () => {
		const c = await dana.opensCase();
		const pairs = await pairsOf(c);
		const given = new AbortController();
		const cut = dana.asks(`${c.url}/verification`, { method: 'POST', pairs })
			.catch(() => 'cut');
		given.abort();
		await cut;
		const order = orderOf(await dana.posts(`${c.url}/verification`, pairs));
		await dana.seesState(order, 'Waiting for client');
		const later = orderOf(await dana.posts(`${c.url}/verification`, pairs));
		assert.equal(later.id, order.id);
		await truv.madeOnce(order);
		assert.equal((await truv.posts(order)).length, 1);
	});
});

describe('two portals on one database', () => {
	test('claim at once, and each order is sent once', async () => {
		const other = await another('other');
		try {
			const cases = [];
			for (let i = 0; i < 12; i++)
				cases.push(await dana.opensCase());
			const orders = await Promise.all(cases.map((c) => dana.orders(c)));
			for (const order of orders)
				await dana.seesState(order, 'Waiting for client', 30);
			for (const order of orders) {
				await truv.madeOnce(order);
				assert.equal((await truv.posts(order)).length, 1);
			}
			const sends = (log) => log.match(/order\.sent /g)?.length ?? 0;
			assert.ok(sends(other.log()) > 0, 'the second portal sent none: nothing was shown');
			assert.ok(sends(portal.log()) > 0);
		} finally {
			assert.equal(await other.stops(), 0);
		}
	});

	// It stands still between its last byte and the answer, and its lease runs out meanwhile.
	test('one that was paused past its lease changes nothing when it goes on', async () => {
		const c = await dana.opensCase();
		await portal.stops();
		const other = await another('paused');
		try {
			await truv.goesWrong('slow', { delay_ms: 3000 });
			const number = 'LC-PAUSED-PAST-LEASE';
			const id = sql(`with made as (
				insert into orders (case_id, member_id, products, delivery, language, client_key,
				                    order_number)
				values (${c.id}, ${c.members[0]}, '{income}', 'link', 'en', '${number}',
				        '${number}')
				returning id), job as (
				insert into jobs (kind, input)
				select 'orders/create', json_build_object('order_id', id) from made)
				select id from made`);
			const order = { id, number };
			await until('it is made upstream', () => truv.madeOnce(order));
			other.pauses();
			sql("update jobs set lease_until = now() - interval '1 s' where state = 'running'");
			await portal.returns();
			await until('the other one found it',
				() => count('orders', `id = ${id} and intent = 'created'`) === 1, 30);
			other.goesOn();
			await until('the paused one saw that it had lost the job',
				() => other.log().includes('job.lost'), 20);
			assert.equal((await truv.posts(order)).length, 1);
			await truv.madeOnce(order);
			assert.equal(sql(`select string_agg(phase, ' ') from order_attempts
				where order_id = ${id}`), 'uncertain');
		} finally {
			assert.equal(await other.stops(), 0);
		}
	});
});
