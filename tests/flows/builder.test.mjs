// builder.test.mjs: the household order builder over HTTP, as without JavaScript: one form, one
// order for each person ticked; faults stay in their rows while the others go.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { answered } from './household.mjs';
import { filled, form, message } from './markup.mjs';
import { dana, priya } from './people.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(() => Promise.all([dana.signsIn(), priya.signsIn()]));

const four = [
	{ first_name: 'Ada', email: 'ada@mail.test', phone: '4155550101' },
	{ first_name: 'Ben', relation: 'spouse', email: '', phone: '4155550102', language: 'vi' },
	{ first_name: 'Cleo', relation: 'sibling', email: '', phone: '', language: 'ar' },
	{ first_name: 'Dee', relation: 'child', born_on: '01/02/2018', email: '', has_income: '' },
];
const action = (c) => `${c.url}/verification`;
const builder = (c, query = '') => dana.visits(`${c.url}/verify${query}`);
const pairsOf = (c, page, members) => answered(form(page.html, action(c)), members);
const of = (c) => sql(`select m.first_name, o.delivery, o.language, o.phone is not null as p,
	o.email is not null as e, o.products from orders o join members m on m.id = o.member_id
	where o.case_id = ${c.id} order by m.position`).split('\n');
const held = (name) => new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]* value="([^"]*)"`);

// Only those who have something to verify have a link of their own on the case page.
async function aFamily() {
	return dana.opensCase({ household: four });
}

describe('a family on one form', () => {
	test('the page is filled from what is known and says what each will get', async () => {
		const c = await aFamily();
		const page = await builder(c);
		assert.equal(page.status, 200);
		assert.match(page.words, /Goes now by text and e-mail\./);
		assert.match(page.words, /Goes now by text in Vietnamese\./);
		assert.match(page.words, /show or print a code in Arabic\. Nothing is sent\./);
		assert.match(page.words, /Nothing to verify: under 18/);
		assert.match(page.words, /Send 3 orders/);
	});

	test('sent as it stands it is one order for each, and the case says so', async () => {
		const c = await aFamily();
		const page = await dana.posts(action(c), form((await builder(c)).html, action(c)));
		assert.equal(page.path, c.url);
		assert.match(page.words, /3 orders are kept and go out now/);
		assert.deepEqual(of(c), ['Ada|truv|en|t|t|{income}', 'Ben|truv|vi|t|f|{income}',
			'Cleo|in_person|ar|f|f|{income}']);
		const orders = sql(`select id, order_number from orders where case_id = ${c.id}`);
		for (const [id, number] of orders.split('\n').map((line) => line.split('|'))) {
			await dana.seesState({ id, url: `/orders/${id}` }, 'Waiting for client');
			await truv.madeOnce({ number });
		}
	});

	test('the same form three times at once makes the same orders', async () => {
		const c = await aFamily();
		const pairs = form((await builder(c)).html, action(c));
		const all = await Promise.all([1, 2, 3].map(() => dana.posts(action(c), pairs)));
		assert.deepEqual(all.map((page) => page.path), [c.url, c.url, c.url]);
		assert.equal(count('orders', `case_id = ${c.id}`), 3);
		assert.equal(count('jobs', `kind = 'orders/create' and input ->> 'order_id' in
			(select id::text from orders where case_id = ${c.id})`), 3);
	});

	test('one form for one of them is one order, and leads to it', async () => {
		const c = await aFamily();
		const order = await dana.orders(c, { member: c.members[1], delivery: 'truv' });
		assert.match(order.page.words, /Ben/);
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
	});

	test("an agent's orders go in an hour", async () => {
		const c = await aFamily();
		const page = await priya.visits(`${c.url}/verify`);
		assert.match(page.words, /Goes in an hour by text/);
		await priya.posts(action(c), form(page.html, action(c)));
		assert.equal(sql(`select string_agg(delay_hours::text, ',' order by id) from orders
			where case_id = ${c.id}`), '1,1,0');
	});
});

describe('what is wrong', () => {
	test('stays in its row, with its message, while the others go', async () => {
		const c = await aFamily();
		const pairs = pairsOf(c, await builder(c), {
			[c.members[0]]: { products: ['income', 'assets'] },
			[c.members[1]]: { send_by: 'email' },
			[c.members[2]]: { send_by: 'text', phone: '12' },
		});
		const page = await dana.posts(action(c), pairs);
		assert.equal(page.status, 422);
		assert.match(page.words, /2 rows need a fix\. 1 order goes out now\./);
		assert.match(message(page.html, 'rows.1.email'), /Enter an e-mail address, or choose/);
		assert.match(message(page.html, 'rows.2.phone'), /phone number/);
		assert.equal(page.html.match(held('rows.2.phone'))[1], '12', 'what was typed is kept');
		assert.match(page.words, /Already asked\./);
		assert.deepEqual(of(c), ['Ada|truv|en|t|t|{income,assets}']);

		const mended = filled(form(page.html, action(c)),
			{ 'rows.1.email': 'ben@mail.test', 'rows.2.send_by': 'link', 'rows.2.phone': '' });
		const after = await dana.posts(action(c), mended);
		assert.equal(after.path, c.url, after.words.slice(0, 300));
		assert.equal(count('orders', `case_id = ${c.id}`), 3);
		assert.equal(sql(`select email from members where id = ${c.members[1]}`), 'ben@mail.test',
			'an address that was missing is kept for the next time');
	});

	test('nobody ticked, nothing chosen, something invented: nothing is sent', async () => {
		const c = await aFamily();
		const first = await builder(c);
		const wishes = [{}, { [c.members[0]]: { products: [] } },
			{ [c.members[0]]: { products: ['gold'] } }, { [c.members[0]]: { send_by: 'pigeon' } },
			{ [c.members[0]]: { language: 'tlh' } }];
		for (const wish of wishes) {
			const page = await dana.posts(action(c), pairsOf(c, first, wish));
			assert.equal(page.status, 422, JSON.stringify(wish));
			assert.match(page.words, /Nothing was sent/);
		}
		assert.equal(count('orders', `case_id = ${c.id}`), 0);
	});

	test("another case's member cannot be ordered for", async () => {
		const [c, other] = [await aFamily(), await aFamily()];
		const before = count('orders');
		const pairs = filled(await dana.ordering(c), { 'rows.0.member_id': other.members[0] });
		assert.equal((await dana.posts(action(c), pairs)).status, 404);
		assert.equal(count('orders'), before);
	});

	test('what Truv refused is at its input here, too, and goes once it is changed', async () => {
		const c = await dana.opensCase({ household: [{ email: 'bo@gmial.test' }] });
		const order = await dana.orders(c, { delivery: 'truv' });
		await dana.seesState(order, 'Needs a fix');
		const page = await builder(c);
		assert.match(message(page.html, 'rows.0.email'), /\w+/);
		const same = await dana.posts(action(c), form(page.html, action(c)));
		assert.equal(same.status, 422);
		assert.match(same.words, /Change what was refused/);
		const pairs = filled(form(page.html, action(c)), { 'rows.0.email': 'bo@gmail.test' });
		assert.equal((await dana.posts(action(c), pairs)).path, order.url);
		assert.equal((await dana.posts(action(c), pairs)).path, order.url, 'pressed twice');
		await dana.seesState(order, 'Waiting for client');
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
		assert.equal((await truv.madeOnce(order)).posts, 2);
	});
});

describe('an order that is there already', () => {
	test('is offered instead of a second one, and the row is not ticked', async () => {
		const c = await aFamily();
		const order = await dana.orders(c);
		await dana.seesState(order, 'Waiting for client');
		const page = await builder(c);
		assert.match(page.html, new RegExp(`href="${order.url}"[^>]*>Use that order`));
		assert.match(page.html, new RegExp(`href="${order.url}/replacement"`));
		assert.match(page.words, /Send 2 orders/);
	});

	test('made by a colleague meanwhile, it is said before a second one goes', async () => {
		const c = await aFamily();
		const mine = await dana.ordering(c);
		await priya.posts(action(c), await priya.ordering(c));
		const page = await dana.posts(action(c), mine);
		assert.equal(page.status, 422);
		assert.match(page.words, /Somebody has just ordered this/);
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
		const again = await dana.posts(action(c), form(page.html, action(c)));
		assert.match(again.path, /^\/orders\//, 'whoever means it sends once more');
		assert.equal(count('orders', `case_id = ${c.id}`), 2);
	});

	test('two colleagues at the same moment: one is told of the other', async () => {
		const c = await aFamily();
		const forms = [await dana.ordering(c), await priya.ordering(c)];
		const pages = await Promise.all([dana.posts(action(c), forms[0]),
			priya.posts(action(c), forms[1])]);
		assert.deepEqual(pages.map((page) => page.status).sort(), [200, 422]);
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
	});
});

describe('the employer', () => {
	// A search that nobody made before.
	const finds = async (c, text) => {
		const pairs = filled(await dana.ordering(c),
			{ 'rows.0.employer_hint': text, find: c.members[0] });
		return until(`${text} is found`, async () => {
			const page = await dana.posts(`${c.url}/employers`, pairs);
			assert.equal(page.status, 200);
			return !page.words.includes('Looking at Truv') && page;
		});
	};

	test('is searched for, picked and sent along', async () => {
		const c = await aFamily();
		const page = await finds(c, 'Tidewater');
		assert.match(page.words, /Tidewater Cannery Connects directly/);
		assert.equal(count('orders', `case_id = ${c.id}`), 0, 'searching orders nothing');
		const pairs = filled(form(page.html, action(c)),
			{ 'rows.0.company_mapping_id': 'tidewater-cannery' });
		const made = await dana.posts(action(c), pairs);
		assert.match(made.words, /Tidewater Cannery/);
		const row = sql(`select company_mapping_id, employer_hint, order_number from orders
			where case_id = ${c.id}`).split('|');
		assert.deepEqual(row.slice(0, 2), ['tidewater-cannery', 'Tidewater Cannery']);
		await dana.seesState({ id: 'it', url: made.path }, 'Waiting for client');
	});

	test('is asked for once a day, however it is spelled', async () => {
		const c = await aFamily();
		await finds(c, 'pinecrest');
		await finds(c, '  PineCrest ');
		const calls = (await truv.truth()).calls.length;
		assert.equal(count('jobs', "kind = 'employers/search' and input ->> 'query' = 'pinecrest'"),
			1, `of ${calls} calls`);
	});

	test('that Truv does not know is sent as typed', async () => {
		const c = await aFamily();
		const page = await finds(c, 'Zanzibar Umbrella Works');
		assert.match(page.words, /Truv does not know it/);
		const made = await dana.posts(action(c), form(page.html, action(c)));
		assert.match(made.path, /^\/orders\//, made.words.slice(0, 300));
		assert.equal(sql(`select employer_hint, company_mapping_id is null from orders
			where case_id = ${c.id}`), 'Zanzibar Umbrella Works|t');
	});
});
