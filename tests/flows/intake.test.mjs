// intake.test.mjs: what comes back from the provider, and what the worker sees of it: snapshots
// over time, whose they are, what cannot be read, papers (issue 5, parts 1 and 2).
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { filled, form } from './markup.mjs';
import { dana, marcus, priya } from './people.mjs';
import * as truv from './truv.mjs';
import { app, count, key, portal, sim, sql, until } from './world.mjs';

before(async () => {
	for (const person of [dana, marcus, priya])
		await person.signsIn();
});

// An order whose client has signed in, with its report there.
async function read(login, { products = ['income'], ...more } = {}) {
	const order = await dana.hasAnOrder({ products });
	await truv.finishes(order, login, more);
	await until('its reports are there', () =>
		count('reports', `order_id = ${order.id} and body is not null`) === products.length);
	return order;
}

const asksAgain = async (order) => {
	const fetched = count('reports', `order_id = ${order.id} and fetched_at is not null`);
	const page = await dana.fills(`${order.url}/report`, `${order.url}/reading`, {});
	assert.match(page.words, /asked for the report again/);
	await until('it was read again', () =>
		count('reports', `order_id = ${order.id} and fetched_at is not null`) > fetched);
};

const jobs = (order, kind, where = 'true') => count('jobs',
	`kind = '${kind}' and input ->> 'order_id' = '${order.id}' and ${where}`);

describe('snapshots', () => {
	test('the same told again is one snapshot; its body is what the hash says', async () => {
		const order = await read('goodlogin');
		await asksAgain(order);
		const rows = sql(`select count(*), count(same_as), count(distinct fingerprint),
			count(distinct upstream_id), bool_and(sha256 = report_sha256(body)),
			bool_and(completed_at is not null)
			from reports where order_id = ${order.id}`);
		assert.equal(rows, '2|1|1|2|t|t');
		const page = await dana.visits(`${order.url}/report`);
		assert.match(page.words, /the same again/);
		assert.doesNotMatch(page.words, /2 snapshots/);
	});

	test('one that says less is flagged, and the one before stays', async () => {
		const order = await read('shrinks');
		await asksAgain(order);
		const page = await dana.sees(`${order.url}/report`,
			'This report says less than the one before');
		assert.match(page.words, /2 snapshots/);
		assert.match(page.words, /2 checks gone/);
		await dana.sees(order.url, 'the new report says less');
		const first = page.html.match(/href="(\/orders\/\d+\/report\?report=\d+)"/)[1];
		const before = await dana.visits(first);
		assert.match(before.words, /This is an earlier snapshot/);
		assert.doesNotMatch(before.words, /says less/);
		const lines = (html) => html.match(/<td class="nowrap">/g).length;
		assert.ok(lines(before.html) > lines(page.html), 'it has the checks that are gone');
	});

	test('a report asked for before the last source was there is asked for again', async () => {
		const order = await read('goodlogin');
		sql(`insert into reports (order_id, product, upstream_id, requested_at)
			select ${order.id}, 'income', '${key()}', now() - interval '1 min'`);
		sql(`insert into jobs (kind, input)
			values ('reports/fetch', '{"order_id": ${order.id}, "product": "income"}')`);
		sql(`update connections set state_at = now() where order_id = ${order.id}`);
		await until('another one was read', () =>
			count('reports', `order_id = ${order.id} and body is not null`) === 2);
	});

	test('a report that cannot be read for a while is no failure', async () => {
		const order = await dana.hasAnOrder();
		const match = { method: 'GET', path: '/v1/users/*/reports/*' };
		await truv.goesWrong('missing', { match, times: 3 });
		await truv.finishes(order, 'goodlogin');
		await dana.sees(`${order.url}/report`, 'Bayview Care Center', 40);
		assert.equal(jobs(order, 'reports/fetch', "state = 'failed'"), 0);
		assert.equal(count('reports', `order_id = ${order.id}`), 1, 'asked for once');
	});
});

describe('whose it is', () => {
	test("a spouse's report is never shown, and let in only with a reason", async () => {
		const order = await dana.hasAnOrder();
		await truv.finishes(order, 'spouse');
		await dana.seesState(order, 'Needs you');
		for (const path of ['/report', '/report/checks', '/report/entries']) {
			const page = await dana.visits(order.url + path);
			assert.doesNotMatch(page.words, /\d,\d{3}\.\d\d|Robin|Bayview/, path);
		}
		assert.equal(sql(`select body is null from reports where order_id = ${order.id}`), 't');
		const compare = `${order.url}/identity`;
		const asked = await dana.visits(compare);
		assert.match(asked.words, /Robin Of/);
		const pairs = filled(form(asked.html, `${order.url}/release`), { reason: '' });
		assert.equal((await dana.posts(`${order.url}/release`, pairs)).status, 422);
		const reason = { reason: 'Married, showed both papers' };
		const others = filled(form(asked.html, `${order.url}/release`), reason);
		assert.equal((await marcus.posts(`${order.url}/release`, others)).status, 403, 'no token');
		const page = await dana.posts(`${order.url}/release`, filled(pairs, reason));
		assert.match(page.words, /Released/);
		await dana.sees(`${order.url}/report`, 'Does not fit');
		assert.equal(count('audit', `action = 'report.release' and subject = 'order:${order.id}'
			and reason is null and outcome = 'done'`), 1);
		// What was let in stays so when it is told again.
		await asksAgain(order);
		await dana.seesState(order, 'Ready to review');
		assert.equal(count('reports', `order_id = ${order.id} and decision is null
			and held_at is not null`), 0);
	});

	test('what came after the page was opened is not decided by it', async () => {
		const order = await dana.hasAnOrder();
		await truv.finishes(order, 'someone.else');
		await dana.seesState(order, 'Needs you');
		const pairs = filled(form((await dana.visits(`${order.url}/identity`)).html,
			`${order.url}/release`), { reason: 'Seen' });
		sql(`insert into reports (order_id, product, upstream_id, held_at, held_body, held_sha256,
			held_reasons, held_said) values (${order.id}, 'income', '${key()}', now(),
			'{"links": []}', repeat('a', 64), '{ssn}', '[{"names": ["Late Comer"]}]')`);
		await dana.posts(`${order.url}/release`, pairs);
		assert.equal(count('reports', `order_id = ${order.id} and decision = 'released'`), 1);
		assert.equal(count('reports', `order_id = ${order.id} and held_at is not null
			and decision is null`), 1);
		await dana.seesState(order, 'Needs you');
		await dana.sees(`${order.url}/identity`, 'Late Comer');
	});

	test("another office's worker and an agent find no report", async () => {
		const order = await read('goodlogin');
		for (const path of ['/report', '/report/checks', '/report/entries', '/report/papers/1']) {
			assert.equal((await marcus.visits(order.url + path)).status, 404, path);
			assert.equal((await priya.visits(order.url + path)).status, 403, path);
		}
	});
});

describe('what cannot be read', () => {
	test('stands as it came, escaped, and no SSN is stored or shown whole', async () => {
		const order = await read('odd.values');
		const page = await dana.visits(`${order.url}/report`);
		for (const text of ['given as “1e3”', 'Needs a second look', 'finds this source unusual',
			'ODDLY', 'FORTNIGHTLY', 'takes pay back', '<b>Bold</b> & Sons <script>alert(1)'])
			assert.ok(page.words.includes(text), text);
		assert.doesNotMatch(page.html, /<b>Bold|<script>alert/);
		const checks = await dana.visits(`${order.url}/report/checks`);
		for (const text of ['given as “12.345”', 'given as “free”', 'given as “2026-02-31”',
			'given as “9999-12-31”', '−50.00'])
			assert.ok(checks.words.includes(text), text);
		for (const html of [page.html, checks.html])
			assert.doesNotMatch(html, /991-?91-?7777/);
		const holding = (pattern) =>
			count('reports', `order_id = ${order.id} and body::text ~ '${pattern}'`);
		assert.equal(holding('991-?91-?7777'), 0);
		assert.equal(holding('7777'), 1);
		assert.doesNotMatch(portal.log(), /991-?91-?7777/);
	});

	test('of ten thousand checks and more the newest are taken, and it is said', async () => {
		const order = await read('many.checks');
		const page = await dana.visits(`${order.url}/report`);
		assert.equal(page.status, 200);
		assert.match(page.words, /All 10,050 checks/);
		const checks = await dana.visits(`${order.url}/report/checks`);
		assert.match(checks.words, /10,050 checks came\. The newest 10,000 stand here/);
		assert.match(checks.words, /1 to 100 of 10,000/);
		const last = await dana.visits(`${order.url}/report/checks?page=100`);
		assert.match(last.words, /9,901 to 10,000 of 10,000/);
		assert.doesNotMatch(last.words, /Older checks/);
	});

	test('links that are not this order\'s are dropped; without any it says so', async () => {
		const order = await dana.hasAnOrder();
		const login = `nobodys.${key()}`;
		await truv.authors({ username: login, password: 'p', data_source: 'payroll',
			payload: { link: { tracking_info: key(), link_id: key(), id: key() } } });
		await truv.finishes(order, login, { password: 'p' });
		await dana.sees(`${order.url}/report`, 'Read, but not in this report');
		assert.equal(sql(`select jsonb_array_length(body -> 'links') from reports
			where order_id = ${order.id}`), '0');
	});
});

describe('papers', () => {
	test("the provider's PDF is kept with its hash and given out as it came", async () => {
		const order = await read('goodlogin.pdf');
		const page = await dana.sees(`${order.url}/report`, "The provider's PDF");
		const path = page.html.match(/href="(\/orders\/\d+\/report\/papers\/\d+)"/)[1];
		const answer = await dana.asks(path);
		assert.equal(answer.status, 200);
		assert.equal(answer.headers.get('content-type'), 'application/pdf');
		assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
		assert.match(answer.headers.get('content-disposition'), /^attachment; filename="report-/);
		assert.equal(answer.headers.get('cache-control'), 'no-store');
		const bytes = Buffer.from(await answer.arrayBuffer());
		const upstream = sql(`select link_id from connections where order_id = ${order.id}`);
		const theirs = await fetch(`${sim}/files/${upstream}`);
		assert.deepEqual(bytes, Buffer.from(await theirs.arrayBuffer()));
		assert.equal((await marcus.visits(path)).status, 404);
		assert.equal((await priya.visits(path)).status, 403);
		assert.equal(count('audit a join users u on u.id = a.user_id', `a.action = 'report.paper'
			and a.subject = 'order:${order.id}' and u.email = '${dana.email}'`), 1);
	});

	for (const [what, url] of [
		['another host', 'https://papers.example.test/x.pdf'],
		['a host by another spelling', `http://127.0.0.1:1@${new URL(sim).host}/files/x`],
		['our own pages', `${app}/signin`],
		['a file', 'file:///etc/passwd'],
		['what is no PDF', `${sim}/files/page`],
		['what is too large', `${sim}/files/large`],
		['what leads elsewhere', `${sim}/files/moved`],
	]) {
		test(`nothing is kept from ${what}`, async () => {
			const order = await dana.hasAnOrder();
			const login = `paper.${key()}`;
			await truv.authors({ username: login, password: 'p', data_source: 'payroll',
				payload: { pdf_report: url } });
			await truv.finishes(order, login, { password: 'p' });
			await until('it was tried', () => jobs(order, 'reports/papers', 'tries > 0') === 1);
			await dana.sees(`${order.url}/report`, 'Bayview Care Center');
			await until('it is over, or to be tried again', () =>
				jobs(order, 'reports/papers', "state <> 'running'") === 1);
			assert.equal(count('report_documents', `order_id = ${order.id}`), 0);
			assert.ok(!portal.log().includes('papers.example.test'), 'no address in the log');
		});
	}
});
