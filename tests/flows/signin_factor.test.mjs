// signin_factor.test.mjs: the second factor: setting it up, using it, losing it, and that nothing
// gets past it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
	account, code, freshCode, givesPassword, setsUp, withApp,
} from './accounts.mjs';
import { filled, form } from './markup.mjs';
import { password, sam, stranger } from './people.mjs';
import { another } from './portals.mjs';
import { count, sql } from './world.mjs';

let strict, ana;

before(async () => {
	[strict, ana] = await Promise.all([another('strict', { TOTP: 'required' }), withApp()]);
});
after(() => strict.stops());

const asks = (person, typed) => person.fills('/signin/totp', '/signin/totp', { code: typed });

test('the password alone opens nothing once there is an app', async () => {
	ana.cookie = '';
	const page = await givesPassword(ana);
	assert.equal(page.path, '/signin/totp');
	assert.equal(ana.cookie, '', 'no session yet');
	assert.notEqual(ana.half, '');
	for (const path of ['/', '/cases', '/me', '/cases/1'])
		assert.match((await ana.visits(path)).path, /^\/signin/, path);
	const inside = await asks(ana, freshCode(ana));
	assert.equal(inside.path, '/');
	assert.equal(ana.half, '', 'what was half is over');
});

test('a code is good once, and for half a minute around now', async () => {
	const used = freshCode(ana);
	for (const [typed, why] of [[used, null], [used, 'used'], [code(ana.key, -3), 'old'],
		[code(ana.key, 3), 'too early'], ['000000', 'guessed'], ['12345', 'short']]) {
		ana.cookie = ana.half = '';
		await givesPassword(ana);
		const page = await asks(ana, typed);
		assert.equal(page.path === '/', why === null, `${why}: ${page.words.slice(0, 120)}`);
		if (why)
			assert.match(page.words, /6 digits your app shows now/);
	}
});

test('of two requests with the same code one gets in', async () => {
	const twins = [ana, Object.assign(stranger(), { email: ana.email })];
	const typed = freshCode(ana);
	for (const twin of twins) {
		twin.cookie = twin.half = '';
		await givesPassword(twin);
	}
	const pages = await Promise.all(twins.map((twin) => asks(twin, typed)));
	assert.equal(pages.filter((page) => page.path === '/').length, 1);
});

test('after five wrong codes one starts again, whatever comes then', async () => {
	const bo = await withApp();
	bo.cookie = '';
	await givesPassword(bo);
	for (let i = 0; i < 5; i++)
		assert.equal((await asks(bo, '000000')).status, 422);
	const right = freshCode(bo);
	const answer = await bo.asks('/signin/totp', { method: 'POST', pairs: [['code', right]] });
	assert.equal(answer.headers.get('location'), '/signin');
	assert.equal(bo.cookie, '');
});

test('twenty wrong codes in an hour close the account to codes, wherever from', async () => {
	const bo = await withApp();
	const hash = createHash('sha256').update(bo.email).digest('hex');
	sql(`insert into sign_in_failures (account_hash, remote, network, is_factor)
		select '${hash}', '192.0.2.' || n, '192.0.2.0/24', true from generate_series(1, 20) n`);
	bo.cookie = '';
	await givesPassword(bo);
	assert.equal((await asks(bo, freshCode(bo))).status, 422);
	sql(`delete from sign_in_failures where account_hash = '${hash}'`);
	assert.equal((await asks(bo, freshCode(bo))).path, '/');
});

test('a recovery code opens once, and says how many are left', async () => {
	const [first] = ana.codes;
	assert.equal(ana.codes.length, 10);
	assert.equal(new Set(ana.codes).size, 10);
	assert.match(first, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/, '120 bits');
	assert.equal(count('recovery_codes', `code_hash like '%${first.replaceAll('-', '')}%'`), 0);
	ana.cookie = ana.half = '';
	await givesPassword(ana);
	const inside = await asks(ana, first.toLowerCase().replaceAll('-', ' '));
	assert.equal(inside.path, '/');
	assert.match(inside.words, /You used a recovery code\. 9 are left/);
	ana.cookie = '';
	await givesPassword(ana);
	assert.equal((await asks(ana, first)).status, 422);
});

test('new recovery codes end the old ones, and want a fresh proof', async () => {
	const bo = await withApp();
	const codes = (html) => [...html.matchAll(/<li class="mono">([0-9A-Z-]+)</g)].map(([, c]) => c);
	sql(`update sessions set factor_at = now() - interval '6 minutes' where user_id = ${bo.id}`);
	assert.match((await bo.fills('/me', '/me/codes', {})).path, /^\/me\/factor\?next=/);
	await bo.fills('/me/factor?next=/me', '/me/factor', { code: freshCode(bo) });
	const fresh = codes((await bo.fills('/me', '/me/codes', {})).html);
	assert.equal(fresh.length, 10);
	bo.cookie = '';
	await givesPassword(bo);
	assert.equal((await asks(bo, bo.codes[1])).status, 422, 'an old one');
	assert.equal((await asks(bo, fresh[0])).path, '/');
});

test('the seed is not readable in the database and not in the page of another', async () => {
	const kept = sql(`select totp from users where id = ${ana.id}`);
	assert.match(kept, /^seal:/);
	const bo = account();
	sql(`update users set totp = '${kept}', totp_at = now() where id = ${bo.id}`);
	await givesPassword(bo);
	const answer = await bo.asks('/signin/totp',
		{ method: 'POST', pairs: [['code', code(ana.key)]] });
	assert.equal(answer.status, 500, 'a seed from another row does not open');
});

test('where everybody needs one, the first sign-in sets it up', async () => {
	const bo = account();
	bo.app = strict.app;
	const page = await givesPassword(bo, password, '/signin?next=%2Fcases');
	assert.equal(page.path, '/signin/setup?next=%2Fcases');
	assert.equal(bo.cookie, '');
	const wrong = await bo.posts('/signin/setup',
		filled(form(page.html, '/signin/setup'), { code: '000000' }));
	assert.equal(wrong.status, 422);
	const { key, codes, page: done } = await setsUp(bo, '/signin/setup');
	assert.equal(codes.length, 10);
	assert.match(done.html, /href="\/"/);
	assert.equal((await bo.visits('/cases')).path, '/cases');
	bo.cookie = '';
	await givesPassword(bo);
	sql(`update users set totp_step = 0 where id = ${bo.id}`);
	assert.equal((await asks(bo, code(key))).path, '/');
});

test('a set-up that was left open does not take the place of an app that came since', async () => {
	const bo = account();
	bo.app = strict.app;
	const thief = Object.assign(stranger(), { email: bo.email, app: strict.app });
	await givesPassword(thief);
	await givesPassword(bo);
	const stolen = await thief.visits('/signin/setup');
	const { key } = await setsUp(bo, '/signin/setup');
	const theirs = stolen.html.match(/setup-secret">([A-Z2-7 ]+)</)[1].replaceAll(' ', '');
	const page = await thief.posts('/signin/setup',
		filled(form(stolen.html, '/signin/setup'), { code: code(theirs) }));
	assert.ok(page.status >= 400 || page.path.startsWith('/signin'), `${page.status} ${page.path}`);
	assert.equal(thief.cookie, '');
	bo.cookie = '';
	await givesPassword(bo);
	sql(`update users set totp_step = 0 where id = ${bo.id}`);
	assert.equal((await asks(bo, code(key))).path, '/');
});

test("another's set-up page, or one that was changed, sets up nothing", async () => {
	const [bo, cy] = [account(), account()];
	for (const person of [bo, cy]) {
		await person.signsIn();
		await person.fills('/me/factor?next=/me', '/me/factor', { code: password });
	}
	const theirs = await bo.visits('/me/factor/setup');
	const key = theirs.html.match(/setup-secret">([A-Z2-7 ]+)</)[1].replaceAll(' ', '');
	const seed = Object.fromEntries(form(theirs.html, '/me/factor/setup')).seed;
	const mine = form((await cy.visits('/me/factor/setup')).html, '/me/factor/setup');
	const flipped = seed.slice(0, -6) + (seed.at(-6) === 'A' ? 'B' : 'A') + seed.slice(-5);
	for (const carried of [seed, flipped, 'seal:x:AAAA', 'nonsense']) {
		const page = await cy.posts('/me/factor/setup',
			filled(mine, { seed: carried, code: code(key) }));
		assert.equal(page.status, 422, carried.slice(0, 20));
	}
	assert.equal(count('users', `id = ${cy.id} and totp is not null`), 0);
});

test('a link for a password still wants the code, one for an app the password', async () => {
	const bo = await withApp();
	await sam.signsIn();
	const link = async (kind, asker = sam) => {
		const page = await asker.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}/links`,
			{ kind });
		return page.html.match(/\/welcome\/[0-9a-f]{64}/)?.[0] ?? page.words;
	};
	const path = await link('password');
	assert.match(path, /^\/welcome\//);
	bo.cookie = '';
	const word = 'four words of their own';
	const page = await bo.fills(path, path, { password: word });
	assert.equal(page.path, '/signin/totp?next=%2F');
	assert.equal(bo.cookie, '');
	assert.equal((await asks(bo, freshCode(bo))).path, '/');
	assert.equal((await bo.visits(path)).status, 404, 'it worked once');
	assert.match(await link('factor'), /other half within seven days/);
	const ivy = await account('admin').signsIn();
	const app = await link('factor', ivy);
	bo.cookie = '';
	assert.equal((await bo.fills(app, app, { password: 'not this one' })).status, 422);
	assert.equal((await bo.fills(app, app, { password: word })).path, '/signin/setup');
	const { codes } = await setsUp(bo, '/signin/setup');
	assert.equal(codes.length, 10);
	assert.equal((await bo.visits('/cases')).path, '/cases');
});

test('a session from before never becomes the one after (fixation)', async () => {
	const [attacker, bo] = [account(), account()];
	await attacker.signsIn();
	const planted = attacker.cookie;
	const pairs = { email: bo.email, password };
	for (const cookie of [planted, `session=${'b'.repeat(64)}`]) {
		const victim = Object.assign(stranger(), { cookie });
		const answer = await victim.asks('/signin', { method: 'POST', pairs });
		assert.equal(answer.headers.get('location'), '/');
		assert.notEqual(victim.cookie, cookie);
		assert.match((await victim.visits('/me')).words, new RegExp(bo.email));
	}
	assert.match((await attacker.visits('/me')).path, /^\/signin/, 'the planted one is over');
});

test('a half sign-in is new each time, and never the session after', async () => {
	const bo = await withApp();
	bo.cookie = '';
	bo.half = `signin=${'a'.repeat(64)}`;
	await givesPassword(bo);
	const { half } = bo;
	assert.notEqual(half, `signin=${'a'.repeat(64)}`);
	await asks(bo, freshCode(bo));
	assert.notEqual(bo.cookie.split('=')[1], half.split('=')[1]);
	const again = Object.assign(stranger(), { half });
	assert.equal((await again.visits('/signin/totp')).path, '/signin', 'it is over');
});
