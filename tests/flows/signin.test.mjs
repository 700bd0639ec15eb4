// signin.test.mjs: who gets in, and how far: sign-in and out, the way back, roles, offices, forms
// that come from elsewhere.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { filled, form, words } from './markup.mjs';
import { dana, luis, marcus, nora, password, ruth, sam, stranger } from './people.mjs';
import { count, key } from './world.mjs';

const all = [dana, luis, marcus, nora, ruth, sam];

before(async () => {
	for (const person of all)
		await person.signsIn();
});

test('signed out, a page leads to sign-in and back to itself', async () => {
	const somebody = stranger();
	const page = await somebody.visits('/cases/1?from=mail');
	assert.equal(page.path, '/signin?next=%2Fcases%2F1%3Ffrom%3Dmail');
	const pairs = filled(form(page.html, '/signin'), { email: dana.email, password });
	const back = await somebody.posts('/signin', pairs);
	assert.equal(back.path, '/cases/1?from=mail');
	assert.match(back.words, /Maeve O'Brien/);
});

test('a wrong password and an unknown account are answered in the same words', async () => {
	const answers = [];
	for (const email of [nora.email, 'nobody@lakeside.test']) {
		const somebody = stranger();
		const wrong = { email, password: 'not this one' };
		const page = await somebody.fills('/signin', '/signin', wrong);
		assert.equal(page.status, 422);
		assert.equal(somebody.cookie, '');
		assert.ok(page.html.includes(`value="${email}"`), 'the e-mail is kept');
		assert.ok(!page.html.includes('not this one'), 'the password is not');
		answers.push(page.words);
	}
	assert.equal(answers[0], answers[1]);
	assert.match(answers[0], /not one we know/);
});

test('after signing out the session opens nothing', async () => {
	const somebody = stranger();
	await somebody.fills('/signin', '/signin', { email: dana.email, password });
	const cookie = somebody.cookie;
	const page = await somebody.fills('/', '/signout', {});
	assert.equal(page.path, '/signin');
	somebody.cookie = cookie;
	assert.equal((await somebody.visits('/cases')).path, '/signin?next=%2Fcases');
});

test('a person sees at home what the role is for', async () => {
	const homes = [[dana, /Next five/], [ruth, /Next five/], [luis, /To finish in person/],
		[sam, /Jobs that gave up/], [nora, /Newest 50 lines/]];
	for (const [person, heading] of homes)
		assert.match((await person.visits('/')).words, heading, person.email);
});

const casePages = ['/cases', '/cases/new', '/cases/1', '/cases/1/changes', '/cases/1/verify',
	'/orders/1', '/orders/1/changes', '/orders/6/fix', '/orders/1/report'];

test('front desk, administrator and auditor have no cases, and see no income', async () => {
	for (const person of [luis, sam, nora]) {
		for (const path of casePages)
			assert.equal((await person.visits(path)).status, 403, `${person.email} ${path}`);
		assert.doesNotMatch((await person.visits('/')).words, /\$\d/, person.email);
	}
	for (const person of [sam, nora])
		assert.equal((await person.visits('/orders/3/qr')).status, 403, person.email);
});

test('the front desk shows the code of its own office', async () => {
	assert.match((await luis.visits('/orders/3/qr')).html, /src="\/orders\/3\/code\.svg"/);
	const code = await luis.asks('/orders/3/code.svg');
	assert.equal(code.headers.get('content-type'), 'image/svg+xml');
	assert.match(await code.text(), /^<svg /);
	for (const path of ['/orders/7/qr', '/orders/7/code.svg'])
		assert.equal((await luis.visits(path)).status, 404, path);
});

test("another office's pages do not exist, and no post reaches them", async () => {
	const theirs = ['/cases/1', '/cases/1/changes', '/cases/1/verify', '/orders/1',
		'/orders/1/changes', '/orders/1/qr', '/orders/1/code.svg', '/orders/6/fix',
		'/orders/1/report'];
	const nowhere = await marcus.visits('/cases/999999');
	for (const path of theirs) {
		const page = await marcus.visits(path);
		assert.equal(page.status, 404, path);
		assert.ok(!/O'Brien|Adeyemi|118307/.test(page.html), path);
		assert.equal(page.words.split('Reference')[0], nowhere.words.split('Reference')[0], path);
	}
	const mine = form((await marcus.visits('/')).html, '/signout');
	const before = [count('notes'), count('orders')];
	const order = { delivery: 'link', language: 'en' };
	const posts = [
		['/cases/1/notes', { text: 'Not mine' }],
		['/cases/1/verification', { 'rows.0.member_id': 1, 'rows.0.wanted': 1,
			'rows.0.products': 'income', 'rows.0.send_by': 'link', 'rows.0.language': 'en' }],
		['/orders/6/correction', { first_name: 'X', last_name: 'Y', ...order }],
	];
	for (const [path, answers] of posts) {
		const page = await marcus.posts(path, filled(mine, { ...answers, client_key: key() }));
		assert.equal(page.status, 404, path);
	}
	assert.deepEqual([count('notes'), count('orders')], before);
});

test('an office that is not mine cannot be given to a new case', async () => {
	const page = await dana.fills('/cases/new', '/cases', dana.caseAnswers({ office_id: '2' }));
	assert.ok(page.status >= 400 && page.status < 500, `${page.status} ${page.path}`);
});

test('a form without its token, or from another site, changes nothing', async () => {
	const page = await dana.visits('/cases/1');
	const pairs = filled(form(page.html, '/cases/1/notes'), { text: 'Forged' });
	const before = count('notes');
	const without = pairs.filter(([name]) => name !== 'csrf');
	const wrong = filled(pairs, { csrf: 'f'.repeat(64) });
	for (const [body, headers] of [[without], [wrong], [pairs, { origin: 'http://evil.test' }],
		[pairs, { 'sec-fetch-site': 'cross-site' }]]) {
		const answer = await dana.asks('/cases/1/notes', { method: 'POST', pairs: body, headers });
		assert.equal(answer.status, 403);
		assert.match(words(await answer.text()), /Nothing was saved/);
	}
	assert.equal(count('notes'), before);
});

test('every page of a person leaves its line in the trail', async () => {
	const where = "action = 'order.view' and user_id = 1";
	const before = count('audit', where);
	await dana.visits('/orders/1');
	assert.equal(count('audit', where), before + 1);
});
