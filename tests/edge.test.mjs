// edge.test.mjs: what the server refuses before anybody sees it, and what every answer carries
// (safety.md §5).
//
// Raw sockets, because every HTTP client would repair such requests. Runs against a server at
// APP_URL, HOOKS_URL and OPS_URL; needs no account and leaves nothing behind.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';

const app = new URL(process.env.APP_URL ?? 'http://127.0.0.1:8080');
const hooks = new URL(process.env.HOOKS_URL ?? 'http://127.0.0.1:8081');
const ops = new URL(process.env.OPS_URL ?? 'http://127.0.0.1:8082');
const host = `Host: ${app.host}\r\n`;

const form = 'Content-Type: application/x-www-form-urlencoded\r\n';
const signin = `POST /signin HTTP/1.1\r\n${host}`;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Sends the pieces, reads until the server closes or has been quiet for `quiet` ms.
function talk(url, pieces, { quiet = 400, between = 0, limit = 15000 } = {}) {
	return new Promise((resolve) => {
		const socket = connect(Number(url.port), url.hostname);
		const got = [];
		let timer, closed = false;
		const end = () => {
			socket.destroy();
			resolve({ text: Buffer.concat(got).toString('latin1'), closed });
		};
		const wait = (ms) => { clearTimeout(timer); timer = setTimeout(end, ms); };
		socket.on('data', (bytes) => { got.push(bytes); wait(quiet); });
		socket.on('end', () => { closed = true; end(); });
		socket.on('error', () => { closed = true; end(); });
		socket.on('connect', async () => {
			wait(limit);
			for (const piece of [].concat(pieces)) {
				if (closed || socket.destroyed)
					return;
				socket.write(piece);
				await pause(between);
			}
		});
	});
}

function parsed({ text, closed }) {
	const [head, ...rest] = text.split('\r\n\r\n');
	const [line, ...lines] = head.split('\r\n');
	const cut = (l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 2)];
	const headers = new Map(lines.map(cut));
	const body = rest.join('\r\n\r\n');
	return { status: Number(line.split(' ')[1]), headers, body, closed, text };
}

const ask = async (url, pieces, options) => parsed(await talk(url, pieces, options));
const get = (path, more = '') => `GET ${path} HTTP/1.1\r\n${host}${more}\r\n`;

function isGuarded(answer, what) {
	const { headers } = answer;
	const policy = headers.get('content-security-policy') ?? '';
	for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'",
		"form-action 'self'", "base-uri 'none'"])
		assert.ok(policy.includes(part), `${what}: ${part} in the policy, got "${policy}"`);
	assert.equal(headers.get('x-content-type-options'), 'nosniff', what);
	assert.equal(headers.get('referrer-policy'), 'no-referrer', what);
	assert.ok(headers.get('cache-control'), what);
	assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f]{32}$/, what);
	assert.equal(headers.get('access-control-allow-origin'), undefined, what);
	assert.equal(headers.has('server'), false, what);
}

const many = (n) => Array.from({ length: n }, (_, i) => `X-${i}: y\r\n`).join('');

const refused = [
	['64 headers', 400, get('/signin', many(63))],
	['200 headers', 400, get('/signin', many(199))],
	['no Host', 400, 'GET /signin HTTP/1.1\r\nAccept: */*\r\n\r\n'],
	['no header at all', 400, 'GET /signin HTTP/1.1\r\n\r\n'],
	['an empty Host', 400, 'GET /signin HTTP/1.1\r\nHost: \r\n\r\n'],
	['two Hosts', 400, get('/signin', host)],
	['two lengths', 400, `${signin}Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1`],
	['length and chunks', 400,
		`${signin}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n`],
	['chunks twice', 400,
		`${signin}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
	['an unknown coding', 400, `${signin}Transfer-Encoding: gzip\r\n\r\n`],
	['a length with letters', 400, `${signin}Content-Length: 3abc\r\n\r\na=1`],
	['a negative length', 400, `${signin}Content-Length: -3\r\n\r\n`],
	['a length with a sign', 400, `${signin}Content-Length: +3\r\n\r\na=1`],
	['a length of 11 digits', 400, `${signin}Content-Length: 00000000003\r\n\r\na=1`],
	['an empty length', 400, `${signin}Content-Length: \r\n\r\n`],
	['a folded header', 400,
		`GET /signin HTTP/1.1\r\n${host}X-A: b\r\n folded\r\nTransfer-Encoding: chunked\r\n\r\n`],
	['a header without a colon', 400, `GET /signin HTTP/1.1\r\n${host}nonsense\r\n\r\n`],
	['a NUL in a header', 400, `GET /signin HTTP/1.1\r\n${host}X-A: b\0c\r\n\r\n`],
	['a broken request line', 400, 'NONSENSE\r\n\r\n'],
	['an unknown HTTP', [400, 505], `GET /signin HTTP/3.7\r\n${host}\r\n`],
	['%00', 400, get('/signin%00')],
	['%00 in the middle', 400, get('/cases/1%00/x')],
	['..', 400, get('/static/../signin')],
	['%2e%2e', 400, get('/static/%2e%2e/signin')],
	['.%2E', 400, get('/static/.%2E')],
	['a single dot', 400, get('/./signin')],
	['a control byte', 400, get('/sign%0ain')],
	['a DEL', 400, get('/sign%7fin')],
	['bad UTF-8', 400, get('/cases/%ff')],
	['overlong UTF-8', 400, get('/cases/%c0%ae%c0%ae')],
	['a surrogate', 400, get('/cases/%ed%a0%80')],
	['a broken escape', 400, get('/cases/%4')],
	['an escape that is none', 400, get('/cases/%zz')],
	['a long address', 414, get(`/signin?${'a'.repeat(2049)}`)],
	['a head of 20 KiB', [400, 413, 431], get('/signin', `X-Long: ${'a'.repeat(20000)}\r\n`)],
	['TRACE', [400, 405], `TRACE /signin HTTP/1.1\r\n${host}\r\n`],
	['OPTIONS', 405,
		`OPTIONS /signin HTTP/1.1\r\n${host}Access-Control-Request-Method: POST\r\n\r\n`],
	['an invented method', [400, 405], `BREW /signin HTTP/1.1\r\n${host}\r\n`],
	['a body without a length', 411, `${signin}${form}\r\n`],
];

for (const [what, expected, bytes] of refused) {
	test(`${what} is refused and the connection closed`, async () => {
		const answer = await ask(app, Buffer.from(bytes, 'latin1'));
		const got = answer.text.slice(0, 80);
		assert.ok([].concat(expected).includes(answer.status), `${expected}, got ${got}`);
		assert.ok(answer.closed, 'closed');
		assert.equal(answer.headers.get('connection'), 'close');
		isGuarded(answer, what);
		assert.equal((answer.text.match(/^HTTP\/1\.1 /gm) ?? []).length, 1, 'one answer only');
	});
}

test('63 headers pass', async () => {
	assert.equal((await ask(app, get('/signin', many(62)))).status, 200);
});

test('a path is decoded once', async () => {
	assert.equal((await ask(app, get('/%73ignin'))).status, 200);
	assert.equal((await ask(app, get('/%2573ignin'))).status, 404);
	assert.equal((await ask(app, get('/static%2Fapp.css'))).status, 404);
});

test('every answer carries the headers', async () => {
	const asked = [[app, '/signin'], [app, '/nowhere'], [app, '/'], [app, '/cases/1'],
		[app, '/static/nothing.css'], [hooks, '/webhooks/truv'], [hooks, '/signin'],
		[ops, '/healthz'], [ops, '/nowhere']];
	for (const [url, path] of asked)
		isGuarded(await ask(url, get(path)), `${url.port}${path}`);
});

test('a listener knows only its own routes', async () => {
	assert.equal((await ask(hooks, get('/signin'))).status, 404);
	assert.equal((await ask(ops, get('/signin'))).status, 404);
	assert.equal((await ask(app, get('/healthz'))).status, 404);
	assert.equal((await ask(ops, get('/healthz'))).status, 200);
});

test('another method on a known path: 405 and Allow', async () => {
	const answer = await ask(app, `DELETE /signin HTTP/1.1\r\n${host}\r\n`);
	assert.equal(answer.status, 405);
	assert.match(answer.headers.get('allow'), /GET, HEAD/);
	assert.match(answer.headers.get('allow'), /POST/);
});

test('HEAD is GET without a body', async () => {
	const answer = await ask(app, `HEAD /signin HTTP/1.1\r\n${host}\r\n`);
	assert.equal(answer.status, 200);
	assert.ok(Number(answer.headers.get('content-length')) > 500);
	assert.equal(answer.body, '');
});

test('a connection is kept, and two requests at once get two answers in order', async () => {
	const answer = await ask(app, get('/signin') + get('/nowhere'));
	assert.deepEqual(answer.text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 404']);
	assert.equal(answer.closed, false);
	const closed = await ask(app, get('/signin', 'Connection: close\r\n'));
	assert.ok(closed.closed);
	assert.equal(closed.headers.get('connection'), 'close');
});

const post = (path, body, more = form) =>
	`POST ${path} HTTP/1.1\r\n${host}${more}Content-Length: ${body.length}\r\n\r\n${body}`;

test('a body that is no form: 415', async () => {
	const types = ['application/json', 'multipart/form-data; boundary=x', 'text/plain'];
	for (const type of ['', ...types.map((t) => `Content-Type: ${t}\r\n`)])
		assert.equal((await ask(app, post('/signin', 'email=a', type))).status, 415, type);
});

test('a broken form: 400', async () => {
	const broken = ['email=%zz', 'email=%00', 'email=%ff', `${'n'.repeat(65)}=1`,
		'a=1&'.repeat(801)];
	for (const body of broken)
		assert.equal((await ask(app, post('/signin', body))).status, 400, body.slice(0, 20));
});

test('too large a body: 413 before it is read', async () => {
	const big = `${signin}${form}Content-Length: 70000\r\n\r\n`;
	const answer = await ask(app, big);
	assert.equal(answer.status, 413);
	assert.ok(answer.closed);
	const hook = `POST /webhooks/truv HTTP/1.1\r\n${host}Content-Length: ${300 * 1024}\r\n\r\n`;
	assert.equal((await ask(hooks, hook)).status, 413);
});

test('too large a body in chunks: 413 while it is read', async () => {
	const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
	const head = `${signin}${form}Transfer-Encoding: chunked\r\n\r\n`;
	const answer = await ask(app, head + chunk.repeat(5));
	assert.equal(answer.status, 413);
	assert.ok(answer.closed);
});

test('a body in chunks is read', async () => {
	const answer = await ask(app, [`${signin}${form}Transfer-Encoding: chunked\r\n\r\n`,
		'5\r\nemail\r\n', '6\r\n=x%40y\r\n', '0\r\n\r\n'], { between: 30 });
	assert.equal(answer.status, 422);
	assert.match(answer.body, /value="x@y"/);
});

test('Expect: 100-continue is answered before the body', async () => {
	const head = `${signin}${form}Expect: 100-continue\r\nContent-Length: 7\r\n\r\n`;
	const answer = await talk(app, [head, 'email=a'], { between: 200 });
	assert.match(answer.text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 422 /);
});

test('a body that comes a byte at a time is given up after ten seconds', async () => {
	const started = Date.now();
	const slow = [`${signin}${form}Content-Length: 60\r\n\r\n`, ...Array(30).fill('a')];
	const answer = await ask(app, slow, { between: 900, limit: 25000 });
	assert.equal(answer.status, 408);
	assert.ok(answer.closed);
	assert.ok(Date.now() - started < 13000, `${Date.now() - started} ms`);
});

test('a large body is read whole and quickly, in whatever pieces it comes', async () => {
	const email = 'x'.repeat(50000);
	const head = `${signin}${form}Content-Length: ${email.length + 6}\r\n\r\n`;
	const pieces = [head, 'email=', ...email.match(/.{1,5000}/g)];
	const answer = await ask(app, pieces, { between: 20 });
	assert.equal(answer.status, 422);
	assert.ok(answer.body.includes(`value="${email}"`));
});

test('a large body that stalls is given up after ten seconds', async () => {
	const started = Date.now();
	const pieces = [`${signin}${form}Content-Length: 60000\r\n\r\n`, 'a'.repeat(30000),
		...Array(30).fill('a')];
	const answer = await ask(app, pieces, { between: 900, limit: 25000 });
	assert.equal(answer.status, 408);
	assert.ok(Date.now() - started < 13000, `${Date.now() - started} ms`);
});

test('a body cut short is refused', async () => {
	const socket = connect(Number(app.port), app.hostname);
	socket.end(`${signin}${form}Content-Length: 60\r\n\r\nemail=a`);
	const bytes = [];
	for await (const piece of socket)
		bytes.push(piece);
	assert.match(Buffer.concat(bytes).toString(), /^HTTP\/1\.1 400 /);
});

test('an unread body never becomes a request', async () => {
	const inner = get('/signin');
	const answer = await ask(app, post('/nowhere', inner, ''));
	assert.deepEqual(answer.text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 404']);
	assert.ok(answer.closed);
});

test('a sign-in from another site is refused', async () => {
	const elsewhere = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Site: same-site',
		'Origin: http://evil.test', 'Origin: null'];
	for (const from of elsewhere) {
		const answer = await ask(app, post('/signin', 'email=a%40b.test', `${form}${from}\r\n`));
		assert.equal(answer.status, 403, from);
	}
});

test('the way back after sign-in stays here', async () => {
	const answer = await ask(app, get('/cases/1?a=b&c=%2F'));
	assert.equal(answer.status, 303);
	assert.equal(answer.headers.get('location'), '/signin?next=%2Fcases%2F1%3Fa%3Db%26c%3D%252F');
	for (const next of ['//evil.test', '/%5Cevil.test', 'http://evil.test', '/a%0d%0aX:%20y']) {
		const { body } = await ask(app, get(`/signin?next=${next}`));
		assert.match(body, /name="next" value=""/, next);
	}
});

test('a part of a page that asks signed out leaves the page', async () => {
	const answer = await ask(app, get('/cases/1', 'HX-Request: true\r\n'));
	assert.equal(answer.status, 401);
	assert.equal(answer.headers.get('hx-redirect'), '/signin?next=%2Fcases%2F1');
});

test('an id is a number of at most 18 digits', async () => {
	for (const id of ['x', '1x', '-1', '1.0', '+1', '9'.repeat(19)])
		assert.equal((await ask(app, get(`/cases/${id}`))).status, 404, id);
});

test('a static file: found by name only, kept for ever, small when accepted', async () => {
	const page = (await ask(app, get('/signin'))).body;
	const path = page.match(/\/static\/app\.[0-9a-f]+\.css/)[0];
	const plain = await ask(app, get(path));
	const small = await ask(app, get(path, 'Accept-Encoding: gzip, deflate, br\r\n'));
	const zipped = await ask(app, get(path, 'Accept-Encoding: br;q=0, gzip\r\n'));
	assert.match(plain.headers.get('cache-control'), /max-age=31536000, immutable/);
	assert.match(plain.headers.get('content-type'), /^text\/css/);
	assert.equal(plain.headers.get('content-encoding'), undefined);
	assert.equal(plain.headers.get('vary'), 'Accept-Encoding');
	assert.equal(small.headers.get('content-encoding'), 'br');
	assert.equal(zipped.headers.get('content-encoding'), 'gzip');
	const size = (answer) => Number(answer.headers.get('content-length'));
	assert.ok(size(small) < size(plain));
	const others = ['manifest.json', 'app.css', '%2E%2E%2Fmanifest.json', `${path.slice(8)}.br`];
	for (const name of others)
		assert.equal((await ask(app, get(`/static/${name}`))).status, 404, name);
});
