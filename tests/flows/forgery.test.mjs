// forgery.test.mjs: nothing changes state for a request that another site had a browser send, over
// every route of the table; what an https portal says of itself; and whom it believes about where a
// request comes from (safety.md §4, §5).
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { form, filled } from './markup.mjs';
import { dana, luis, nora, password, ruth, sam, stranger } from './people.mjs';
import { another } from './portals.mjs';
import { app, hooks, ops, pause, sql } from './world.mjs';

// THE table, as it stands in the source: method, path, who.
const source = ['routes', 'routes_admin'].map((name) =>
	readFileSync(`${process.env.SOURCE_DIR}/server/app/${name}.c`, 'utf8')).join('\n');
const rows = [...source.matchAll(
	/\{ (GET|POST|PUT|PATCH|DELETE),\s+"([^"]+)",\s+([A-Z_ |]+),\s+(\w+)/g)]
	.map(([, method, path, who, handler]) => ({ method, path, who, handler }));
const onHooks = (row) => row.path.startsWith('/webhooks/') || /\bSIGNED\b/.test(row.who);

// Who may come, so that it is the forgery that is refused and not the person.
function fits({ who }) {
	if (/CASE|DESK|STAFF|SUPERVISOR|ANYONE/.test(who))
		return ruth;
	return who.includes('ADMIN') ? sam : who.includes('AUDITOR') ? nora
		: who.includes('FRONT_DESK') ? luis : ruth;
}

// Ids that nothing has: were it taken after all, it would find nothing.
const address = (path) => path.replace(/:(\w*_)?id\b/g, '999999999999')
	.replace(/:\w+/g, 'nothing-of-this-name');

let token;
before(async () => {
	assert.ok(rows.length > 120, `${rows.length} routes were read`);
	assert.equal(rows.length, (source.match(/^\t\{ (GET|POST|PUT|PATCH|DELETE),/gm) ?? []).length);
	token = new Map();
	for (const person of [ruth, sam, nora, luis, dana]) {
		await person.signsIn();
		const pairs = form((await person.visits('/')).html, '/signout');
		token.set(person, pairs.find(([name]) => name === 'csrf')[1]);
	}
});

const forged = [
	['no token', {}, {}],
	['a wrong one', { csrf: 'f'.repeat(64) }, {}],
	['an empty one', { csrf: '' }, {}],
	['another person\'s', { csrf: 'theirs' }, {}],
	['another site', { csrf: 'mine' }, { 'sec-fetch-site': 'cross-site' }],
	['a site beside', { csrf: 'mine' }, { 'sec-fetch-site': 'same-site' }],
	['another origin', { csrf: 'mine' }, { origin: 'http://evil.test' }],
	['an origin that hides', { csrf: 'mine' }, { origin: 'null' }],
	['the other scheme', { csrf: 'mine' }, { origin: app.replace('http:', 'https:') }],
];

// Machines come with a token of their own: a cookie opens nothing there (api.test.mjs).
const posted = rows.filter((row) => row.method !== 'GET' && !onHooks(row)
	&& !row.path.startsWith('/api/'));
for (const [what, pairs, headers] of forged) {
	test(`${what}: refused on every route that changes something`, async () => {
		for (const row of posted) {
			// A sign-in has no session yet whose token could be stolen.
			if (/\bANYONE\b/.test(row.who) && !Object.keys(headers).length)
				continue;
			const person = fits(row);
			const mine = { mine: token.get(person), theirs: token.get(dana) };
			const sent = Object.entries(pairs).map(([n, value]) => [n, mine[value] ?? value]);
			const answer = await person.asks(address(row.path), {
				method: row.method, pairs: sent, headers });
			assert.equal(answer.status, 403, `${row.method} ${row.path}`);
			await answer.text();
		}
	});
}

test('the same with the right token and from here is not refused', async () => {
	let reached = 0;
	for (const row of posted.filter(({ path, who }) => /:id/.test(path) && !/ANYONE/.test(who))) {
		const person = fits(row);
		const answer = await person.asks(address(row.path), {
			method: row.method, pairs: [['csrf', token.get(person)]],
			headers: { 'sec-fetch-site': 'same-origin', origin: app } });
		assert.notEqual(answer.status, 403, `${row.method} ${row.path}`);
		assert.ok(answer.status < 500, `${row.method} ${row.path}: ${answer.status}`);
		await answer.text();
		reached++;
	}
	assert.ok(reached > 40, `${reached} routes`);
});

test('what providers sign takes no cookie for a signature', async () => {
	for (const { method, path } of rows.filter(onHooks)) {
		const answer = await fetch(hooks + path, {
			method, body: '{}', headers: { cookie: sam.cookie, 'x-csrf-token': token.get(sam) } });
		// The county's is there only where its accounts are.
		assert.equal(answer.status, path === '/webhooks/county' ? 404 : 401, path);
	}
});

test('no answer may be framed, sniffed, cached or read by another site', async () => {
	const asked = [[ruth, '/'], [ruth, '/cases/1'], [ruth, '/cases'], [ruth, '/orders/3/code.svg'],
		[ruth, '/orders/1/handout'], [ruth, '/cases/999999'], [luis, '/cases/1'], [nora, '/'],
		[stranger(), '/signin'], [stranger(), '/check'], [stranger(), '/d/nothing'],
		[stranger(), '/nowhere'], [stranger(), '/cases/1']];
	for (const [person, path] of asked) {
		const { headers } = await person.asks(path, { headers: { origin: 'http://evil.test' } });
		const policy = headers.get('content-security-policy');
		for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'",
			"form-action 'self'", "script-src 'self'", "connect-src 'self'"])
			assert.ok(policy.includes(part), `${path}: ${policy}`);
		assert.ok(!/unsafe|\*|https?:/.test(policy), policy);
		assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
		assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin', path);
		assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
		assert.equal(headers.get('access-control-allow-origin'), null, path);
		assert.equal(headers.get('cache-control'), 'no-store', path);
		assert.equal(headers.get('strict-transport-security'), null, 'HSTS is for https');
	}
});

test('sign-in leads to no other place than one of ours', async () => {
	const elsewhere = ['//evil.test/x', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)',
		'/\t/evil.test', ' //evil.test', '/a\r\nLocation: //evil.test', '\\\\evil.test', 'evil'];
	for (const next of elsewhere) {
		const somebody = stranger();
		const page = await somebody.visits('/signin');
		const pairs = filled(form(page.html, '/signin'), { email: dana.email, password, next });
		const answer = await somebody.asks('/signin', { method: 'POST', pairs });
		// A control byte is no text of a form at all.
		if (/[\t\r\n]/.test(next))
			assert.equal(answer.status, 422, JSON.stringify(next));
		else
			assert.equal(answer.headers.get('location'), '/', JSON.stringify(next));
	}
});

test('what leads on does not look at where somebody comes from', async () => {
	for (const name of ['referer', 'x-forwarded-host', 'x-original-url', 'x-rewrite-url'])
		for (const path of ['/cases/1', '/signin', '/nowhere']) {
			const headers = { [name]: 'http://evil.test/' };
			const answer = await stranger().asks(path, { headers });
			const text = `${[...answer.headers].join('\n')}${await answer.text()}`;
			assert.ok(!text.includes('evil.test'), `${name} ${path}`);
		}
});

let secure;
after(() => secure?.stops());

test('an https portal: HSTS, a __Host- cookie, and its own origin only', async () => {
	secure = await another('forgery-https', {
		PUBLIC_URL: 'https://verify.test', TRUSTED_PROXIES: '127.0.0.1' });
	const page = await fetch(`${secure.app}/signin`);
	const year = 365 * 24 * 3600;
	for (const answer of [page, await fetch(`${secure.app}/nowhere`)]) {
		const hsts = answer.headers.get('strict-transport-security') ?? '';
		assert.ok(Number(hsts.match(/max-age=(\d+)/)?.[1]) >= year, hsts);
		assert.match(hsts, /includeSubDomains/);
	}
	const body = new URLSearchParams(
		filled(form(await page.text(), '/signin'), { email: dana.email, password }));
	const signsIn = (origin) => fetch(`${secure.app}/signin`,
		{ method: 'POST', body, redirect: 'manual', headers: { origin } });
	assert.equal((await signsIn(secure.app)).status, 403, 'the address behind the proxy is not it');
	const answer = await signsIn('https://verify.test');
	assert.equal(answer.status, 303);
	const cookie = answer.headers.get('set-cookie');
	assert.match(cookie, /^__Host-session=[0-9a-f]{64}; /);
	for (const flag of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
		assert.ok(cookie.includes(flag), cookie);
	assert.doesNotMatch(cookie, /Domain/i);
});

// Where the audit trail says that a sign-in which failed came from.
async function remoteOf(base, forwarded) {
	const sent = request(`${base}/signin`, { method: 'POST', agent: false, headers: {
		'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': forwarded } });
	sent.end('email=nobody%40lakeside.test&password=not+this+one');
	const [answer] = await once(sent, 'response');
	answer.resume();
	return sql(`select remote from audit where request_id = '${answer.headers['x-request-id']}'`);
}

test('X-Forwarded-For is believed from our proxy, at its end, and from nobody else', async () => {
	assert.equal(await remoteOf(app, '203.0.113.9'), '127.0.0.1', 'nobody is our proxy here');
	assert.equal(await remoteOf(secure.app, '203.0.113.9'), '203.0.113.9');
	assert.equal(await remoteOf(secure.app, '198.51.100.1, 203.0.113.9'), '203.0.113.9');
	assert.equal(await remoteOf(secure.app, 'x status=200, not an address'), '127.0.0.1');
});

test('a head that comes a byte at a time is given up', async () => {
	const { port, hostname } = new URL(ops);
	const socket = connect(Number(port), hostname), started = Date.now();
	let closed = false;
	socket.on('close', () => { closed = true; });
	socket.on('error', () => {});
	socket.resume();
	socket.write('GET /healthz HTTP/1.1\r\nHost: ops\r\nX-A: ');
	while (!closed && Date.now() - started < 30000) {
		socket.write('a', () => {});
		await pause(500);
	}
	assert.ok(closed && Date.now() - started < 20000, `${Date.now() - started} ms`);
});
