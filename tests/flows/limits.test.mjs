// limits.test.mjs: every limit of the edge that a stranger can reach is what `portal limits` says:
// that much is taken, one more is refused; and a person's open streams end somewhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { dana, marcus } from './people.mjs';
import { another } from './portals.mjs';
import { app, hooks, until } from './world.mjs';

const printed = execFileSync(process.env.PORTAL, ['limits'], { encoding: 'utf8' });
const limits = new Map(printed.trim().split('\n').map((line) => {
	const [name, most, unit, beyond] = line.split('\t');
	return [name, { most: Number(most), unit, beyond }];
}));
const most = (name) => limits.get(name)?.most ?? assert.fail(`no limit ${name} in:\n${printed}`);

// The status of one request, whatever fetch() would think of it; 0: the connection just ended.
function ask(path, { method = 'GET', headers = {}, body, from = app } = {}) {
	return new Promise((done) => {
		const { port } = new URL(from);
		const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
		sent.on('response', (answer) => { answer.resume(); done(answer.statusCode); });
		sent.on('error', () => done(0));
		sent.end(body);
	});
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const posts = (path, body, from) => ask(path,
	{ method: 'POST', headers: { ...form, 'content-length': body.length }, body, from });
const many = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`x-${i}`, 'y']));

// What is asked for with `n` of something, what is right with the most there may be, and beyond it.
const asked = [
	['headers', (n) => ask('/signin', { headers: many(n - 2) }), 200, 400],
	['address', (n) => ask(`/signin?${'a'.repeat(n - '/signin'.length)}`), 400, 414],
	['segments', (n) => ask('/x'.repeat(n)), 404, 404],
	['id', (n) => ask(`/cases/${'9'.repeat(n)}`), 303, 404],
	['parameter', (n) => ask(`/go/${'x'.repeat(n)}`), 404, 404],
	['body', (n) => posts('/signin', `email=${'x'.repeat(n - 6)}`), 422, 413],
	['fields', (n) => posts('/signin', 'a=1&'.repeat(n)), 422, 400],
	['fields', (n) => ask(`/signin?${'a&'.repeat(n)}`), 200, 400],
	['field name', (n) => posts('/signin', `${'n'.repeat(n)}=1`), 422, 400],
	['/webhooks/truv', (n) => posts('/webhooks/truv', 'x'.repeat(n), hooks), 401, 413],
];

test('one more than the most is refused, the most is not', async () => {
	for (const [name, asks, taken, refused] of asked) {
		assert.equal(await asks(most(name)), taken, `${name}: ${most(name)}`);
		assert.equal(await asks(most(name) + 1), refused, `${name}: ${most(name) + 1}`);
	}
});

test('every route that takes more than others is in the table', () => {
	const larger = [...limits.keys()].filter((name) => name.startsWith('/'));
	assert.ok(larger.includes('/webhooks/truv') && larger.length >= 4, larger.join(' '));
	for (const name of larger)
		assert.ok(most(name) > most('body') && most(name) <= 8 * 1024 * 1024, name);
});

let small;
before(async () => {
	small = await another('limits-small', { STREAMS_MAX: '6', STREAMS_EACH: '3' });
	await dana.signsIn();
	await marcus.signsIn();
});
after(() => small.stops());

// A page that listens; `status` once its head came.
function listens(person) {
	const ear = {};
	ear.sent = request(`${small.app}/changes`, { headers: { cookie: person.cookie }, agent: false },
		(answer) => {
			Object.assign(ear, { status: answer.statusCode, headers: answer.headers });
			answer.resume();
		});
	ear.sent.on('error', () => {});
	ear.sent.end();
	return ear;
}

async function opened(person) {
	const ear = listens(person);
	await until('an answer', () => ear.status);
	return ear;
}

test('one person takes no more streams than is theirs, and leaves the others theirs', async () => {
	const ears = [];
	for (let i = 0; i < 3; i++)
		ears.push(await opened(dana));
	assert.deepEqual(ears.map((ear) => ear.status), [200, 200, 200]);
	const fourth = await opened(dana);
	assert.equal(fourth.status, 503);
	assert.ok(Number(fourth.headers['retry-after']) > 0, 'and it is told when to come again');
	const theirs = await opened(marcus);
	assert.equal(theirs.status, 200, 'somebody else has room');
	ears.push(theirs);
	ears[0].sent.destroy();
	await until('the place is free again', async () => {
		const ear = await opened(dana);
		ears.push(ear);
		return ear.status === 200;
	}, 30);
	for (const ear of ears)
		ear.sent.destroy();
});
