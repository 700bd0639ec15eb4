// order.test.mjs: the main journey over HTTP: income is ordered, the client finishes, the report is
// there; and what the worker sees, says and does when it does not go so well.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { filled, form, message, words } from './markup.mjs';
import { dana, luis } from './people.mjs';
import * as truv from './truv.mjs';
import { sim, sql, until } from './world.mjs';

before(() => Promise.all([dana.signsIn(), luis.signsIn()]));

describe('a client finishes', () => {
	for (const delivery of ['truv', 'link', 'in_person']) {
		test(`an order by ${delivery} becomes a report`, async () => {
			const c = await dana.opensCase();
			const order = await dana.orders(c, { delivery });
			const page = await dana.seesState(order, 'Waiting for client');
			const theirs = await truv.madeOnce(order);
			assert.equal(theirs.is_suppressed, delivery !== 'truv');
			assert.equal(theirs.external_user_id, c.reference);
			assert.match(page.html, /id="link" value="http:\/\/127\.0\.0\.1:\d+\/s\/\w+"/);
			assert.equal(page.html.includes('/code.svg'), delivery === 'in_person');
			await truv.finishes(order, 'goodlogin', { employer: 'bayview-care-center' });
			await dana.seesState(order, 'Ready to review');
			await dana.sees(c.url, 'Bayview Care Center');
			const report = await dana.sees(`${order.url}/report`, 'Bayview Care Center');
			// The figures of tests/sim/data.h: a plain check and one with overtime.
			assert.match(report.words, /1,504\.00/);
			assert.match(report.words, /1,673\.20/);
			assert.match(report.words, /Year to date/);
			assert.match(report.words, /PR associate/);
			assert.match(report.html, /<svg[^>]*role="img"/, 'a chart');
			await dana.sees('/', 'Ready to review');
		});
	}

	test('Truv writes to the client only when the order says so', async () => {
		const email = `c${process.pid}@mail.test`;
		const c = await dana.opensCase({ household: [{ email }] });
		await dana.seesState(await dana.orders(c, { delivery: 'link' }), 'Waiting for client');
		const phone = `${sim}/phone.json?to=${email}`;
		const inbox = async () => (await (await fetch(phone)).json()).messages;
		assert.equal((await inbox()).length, 0);
		await dana.seesState(await dana.orders(c, { delivery: 'truv' }), 'Waiting for client');
		await until('a message', async () => (await inbox()).length === 1);
	});

	test("the year to date on the report is the checks' own sum", async () => {
		const order = await dana.hasAnOrder();
		await truv.finishes(order, 'goodlogin', { employer: 'harborline-deliveries' });
		const report = await dana.sees(`${order.url}/report`, 'Harborline Deliveries');
		const held = sql(`select body #>> '{links,0,employments,0,statements,0,gross_pay_ytd}'
			from reports where order_id = ${order.id}`);
		assert.match(held, /^\d+\.\d\d$/);
		assert.ok(report.words.includes(held.replace(/\B(?=(\d{3})+\.)/g, ',')), held);
	});

	test('a bank shows its accounts', async () => {
		const order = await dana.hasAnOrder({ products: ['assets'] });
		await truv.finishes(order, 'goodlogin', { bank: 'harbor-credit-union' });
		await dana.seesState(order, 'Ready to review');
		const report = await dana.sees(`${order.url}/report`, 'Harbor Credit Union');
		assert.match(report.words, /2,143\.65/);
		assert.match(report.words, /5,800\.00/);
	});

	test("a household's reports are kept apart, though the provider knows one user", async () => {
		const household = [{}, { first_name: 'Cy', relation: 'spouse' }];
		const c = await dana.opensCase({ household });
		const [his, hers] = [await dana.orders(c), await dana.orders(c, { member: c.members[1] })];
		for (const order of [his, hers])
			await dana.seesState(order, 'Waiting for client');
		assert.equal((await truv.madeOnce(his)).user_id, (await truv.madeOnce(hers)).user_id);
		await truv.finishes(his, 'goodlogin', { employer: 'northgate-market' });
		await truv.finishes(hers, 'goodlogin', { employer: 'tidewater-cannery' });
		const [mine, theirs] = [await dana.sees(`${his.url}/report`, 'Northgate Market'),
			await dana.sees(`${hers.url}/report`, 'Tidewater Cannery')];
		assert.ok(!mine.words.includes('Tidewater') && !theirs.words.includes('Northgate'));
	});
});

describe('the client cannot finish', () => {
	const causes = [
		['login_error', /refused the password/, /Forgot password/],
		['account_locked', /locked the account/, /unlock account/],
		['no_data', /nothing to read/, /another employer or a bank/],
		['not_supported', /cannot be connected/, /your bank/],
	];
	for (const [status, title, say] of causes) {
		test(`${status} is said in words, with what to say and one button`, async () => {
			const order = await dana.hasAnOrder();
			await truv.fails(order, status);
			const page = await dana.seesState(order, 'Needs you');
			assert.match(page.words, title);
			assert.match(page.words, say);
			assert.match(page.html, /<h3>Do this<\/h3>\s*<p><a href="\/(orders|cases)\//);
			assert.ok(!page.words.includes(status), 'no raw word of the provider');
			await dana.sees('/', 'Needs you');
		});
	}

	test('after a wrong password the same link still leads to the report', async () => {
		const order = await dana.hasAnOrder();
		await truv.fails(order, 'login_error');
		await dana.seesState(order, 'Needs you');
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
		await truv.madeOnce(order);
	});

	test('a link that ran out is over', async () => {
		const order = await dana.hasAnOrder();
		await truv.expires(order);
		const page = await dana.seesState(order, 'Expired');
		assert.match(page.words, /There is no link to use/);
		assert.equal((await dana.asks(`${order.url}/code.svg`)).status, 404);
	});
});

describe('the provider refuses the order', () => {
	test('its words stand at the field; corrected, the order goes out, once', async () => {
		const c = await dana.opensCase({ household: [{ email: 'bo@gmial.test' }] });
		const order = await dana.orders(c, { delivery: 'truv' });
		const page = await dana.seesState(order, 'Needs a fix');
		assert.match(page.html, new RegExp(`href="${order.url}/fix"`));
		const fix = await dana.visits(`${order.url}/fix`);
		assert.match(message(fix.html, 'email'), /\w+/);
		assert.equal(message(fix.html, 'first_name'), undefined);
		assert.deepEqual(await truv.made(order), []);
		const wrong = await dana.posts(`${order.url}/correction`,
			filled(form(fix.html, `${order.url}/correction`), { email: 'still not one' }));
		assert.equal(wrong.status, 422);
		assert.ok(message(wrong.html, 'email'));
		const pairs = filled(form(fix.html, `${order.url}/correction`), { email: 'bo@gmail.test' });
		assert.equal((await dana.posts(`${order.url}/correction`, pairs)).path, order.url);
		await dana.posts(`${order.url}/correction`, pairs);
		await dana.seesState(order, 'Waiting for client');
		assert.equal((await truv.madeOnce(order)).posts, 2);
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
	});
});

test('an order in person is at the front desk at once', async () => {
	const ola = { first_name: 'Ola', last_name: `Desk${process.pid}` };
	const c = await dana.opensCase({ household: [ola] });
	const order = await dana.orders(c, { delivery: 'in_person' });
	await dana.seesState(order, 'Waiting for client');
	await luis.sees('/', `Ola Desk${process.pid}`);
	assert.match(words((await luis.visits(`${order.url}/qr`)).html), /Point the phone/);
	await truv.finishes(order);
	await dana.seesState(order, 'Ready to review');
	assert.doesNotMatch((await luis.visits('/')).words, /1,504\.00/);
});
