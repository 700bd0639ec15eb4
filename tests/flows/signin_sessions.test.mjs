// signin_sessions.test.mjs: one's own sessions, the lock, and what ends a session at once on every
// server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { account, givesPassword, sessions } from './accounts.mjs';
import { filled, form } from './markup.mjs';
import { dana, password, sam, stranger } from './people.mjs';
import { another } from './portals.mjs';
import { count, pause, sql, until } from './world.mjs';

let second;

before(async () => {
	[second] = await Promise.all([another('second'), sam.signsIn(), dana.signsIn()]);
});
after(() => second.stops());

const twin = (person) => Object.assign(stranger(), { email: person.email });
const isOut = async (person) => (await person.asks('/me')).status === 303;

test('at most three places at once; the one used least lately ends', async () => {
	const bo = account();
	const places = [twin(bo), twin(bo), twin(bo), twin(bo)];
	for (const place of places)
		await givesPassword(place);
	assert.equal(sessions(bo), 3);
	assert.deepEqual(await Promise.all(places.map(isOut)), [true, false, false, false]);
});

test('one sees where one is signed in, and ends one or all others', async () => {
	const bo = account();
	const places = [twin(bo), twin(bo), twin(bo)];
	places[0].headers = { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/128.0' };
	for (const place of places)
		await givesPassword(place);
	const [one, other, here] = places;
	const page = await here.visits('/me');
	assert.match(page.words, /Firefox on Windows/);
	const ids = [...page.html.matchAll(/\/me\/sessions\/(\d+)\/end/g)].map(([, id]) => id);
	assert.equal(ids.length, 3);
	const first = sql(`select min(id) from sessions where user_id = ${bo.id}`);
	assert.equal((await here.fills('/me', `/me/sessions/${first}/end`, {})).path, '/me');
	assert.deepEqual(await Promise.all(places.map(isOut)), [true, false, false]);
	await here.fills('/me', '/me/sessions/end', {});
	assert.deepEqual(await Promise.all([one, other, here].map(isOut)), [true, true, false]);
	const theirs = sql(`select max(id) from sessions where user_id = 1`);
	const pairs = filled(form((await here.visits('/me')).html, '/lock'), {});
	assert.equal((await here.posts(`/me/sessions/${theirs}/end`, pairs)).status, 404);
	assert.equal(await isOut(dana), false);
});

const change = (person, answers) => person.fills('/me', '/me/password', answers);

test('a new password is long and not common; it ends every other session', async () => {
	const bo = account();
	const [here, there] = [twin(bo), twin(bo)];
	await givesPassword(there);
	await givesPassword(here);
	const bad = ['short one', 'aaaaaaaaaaaaaaaa', 'password2026!!!', `${bo.email} and more`,
		'x'.repeat(129), password, 'Lakeside County 2026!'];
	for (const word of bad) {
		const page = await change(here, { current: password, password: word });
		assert.equal(page.status, 422, word);
		assert.match(page.words, /Choose/, word);
		assert.ok(!page.html.includes(word), 'never shown again');
	}
	const guessed = await change(here, { current: 'not this one', password: 'a b c d e f g h' });
	assert.equal(guessed.status, 422);
	const before = here.cookie;
	const word = 'Ñandú über 12 日本語';
	const page = await change(here, { current: password, password: word });
	assert.match(page.words, /Your password is changed/);
	assert.notEqual(here.cookie, before, 'a new session');
	assert.deepEqual(await Promise.all([isOut(here), isOut(there)]), [false, true]);
	assert.equal((await givesPassword(twin(bo))).status, 422);
	assert.equal((await givesPassword(twin(bo), word)).path, '/');
	assert.equal(count('audit', `action = 'password.change' and user_id = ${bo.id}`), 1);
});

async function ends(body) {
	try {
		for await (const piece of body)
			void piece;
	} catch { /* cut off is an end as well */ }
}

// A page's stream; `over` resolves when the server ends it.
async function listens(person, path) {
	const reply = await fetch(person.app + path, { headers: { cookie: person.cookie } });
	assert.equal(reply.status, 200);
	return { over: ends(reply.body) };
}

const within = (ms, promise) =>
	Promise.race([promise.then(() => true), pause(ms).then(() => false)]);

const acts = {
	'a role': (bo) => sam.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}`,
		{ role: 'supervisor' }),
	'an office': (bo) => sam.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}`,
		{ offices: ['1', '2'] }),
	disabling: (bo) => sam.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}/closure`, {}),
	'signing out everywhere': (bo) =>
		sam.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}/sign-out`, {}),
};

for (const [what, act] of Object.entries(acts)) {
	test(`${what} ends sessions and streams on both servers within a second`, async () => {
		const bo = account();
		const [here, there] = [twin(bo), twin(bo)];
		there.app = second.app;
		await givesPassword(here);
		await givesPassword(there);
		const path = '/cases/changes';
		const streams = [await listens(here, path), await listens(there, path)];
		await pause(300);
		const done = act(bo);
		const began = Date.now();
		await done;
		assert.deepEqual(await Promise.all([isOut(here), isOut(there)]), [true, true]);
		const over = await within(5000, Promise.all(streams.map(({ over: end }) => end)));
		console.log(`# ${what}: streams ended ${Date.now() - began} ms after it was asked for`);
		assert.ok(over, 'the streams ended');
	});
}

test('a disabled account does not come in, and comes in again when it is enabled', async () => {
	const bo = account();
	await sam.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}/closure`, {});
	assert.equal((await givesPassword(bo)).status, 422);
	await sam.fills(`/admin/users/${bo.id}`, `/admin/users/${bo.id}/opening`, {});
	assert.equal((await givesPassword(bo)).path, '/');
});

test('a lock keeps the page; the password leads back to it with a new session', async () => {
	const bo = account();
	await givesPassword(bo);
	const before = bo.cookie;
	const page = await bo.fills('/cases?state=you', '/lock', {});
	assert.equal(page.path, '/locked?next=%2Fcases%3Fstate%3Dyou');
	assert.match(page.words, new RegExp(`Locked ${bo.name}`));
	const away = await bo.visits('/cases/1');
	assert.equal(away.path, '/locked?next=%2Fcases%2F1', 'no page opens');
	assert.doesNotMatch(away.html, /O'Brien|118307/);
	assert.equal((await bo.asks('/clock', { headers: { 'HX-Request': 'true' } })).status, 401);
	const wrong = await bo.fills('/locked?next=%2Fcases%2F1', '/locked', { password: 'not it' });
	assert.equal(wrong.status, 422);
	const back = await bo.fills('/locked?next=%2Fcases%2F1', '/locked', { password });
	assert.equal(back.path, '/cases/1');
	assert.notEqual(bo.cookie, before);
	const old = twin(bo);
	old.cookie = before;
	assert.equal(await isOut(old), true);
	assert.equal((await old.visits('/locked')).path, '/signin', 'it is over, not locked');
});

test('idle locks as well, keeps the absolute age, and ends with it', async () => {
	const bo = account();
	await givesPassword(bo);
	const mine = `user_id = ${bo.id} and ended_at is null`;
	sql(`update sessions set seen_at = now() - interval '16 minutes',
		created_at = now() - interval '11 hours' where ${mine}`);
	assert.equal((await bo.visits('/cases')).path, '/locked?next=%2Fcases');
	const answer = await bo.asks('/cases', { headers: { 'HX-Request': 'true', 'X-Live': '1' } });
	assert.equal(answer.headers.get('hx-redirect'), '/locked?next=%2Fcases');
	assert.equal((await bo.fills('/locked', '/locked', { password })).path, '/');
	assert.equal(count('sessions', `${mine} and created_at < now() - interval '10 hours'`), 1);
	sql(`update sessions set created_at = now() - interval '13 hours' where ${mine}`);
	assert.equal((await bo.visits('/cases')).path, '/signin?next=%2Fcases');
});

test('a form that comes too late leads to the lock, and back to its page', async () => {
	const bo = account();
	await givesPassword(bo);
	const page = await bo.visits('/cases/1');
	sql(`update sessions set locked_at = now() where user_id = ${bo.id}`);
	const pairs = filled(form(page.html, '/cases/1/notes'), { text: 'Too late' });
	const answer = await bo.asks('/cases/1/notes', { method: 'POST', pairs });
	assert.equal(answer.headers.get('location'), '/locked?next=%2Fcases%2F1');
	assert.equal(count('notes', "text = 'Too late'"), 0);
});

test('no lock leads to another host', async () => {
	const bo = account();
	await givesPassword(bo);
	const elsewhere = ['//evil.test', 'https://evil.test/', '/\\evil.test', 'javascript:alert(1)'];
	for (const next of elsewhere) {
		await bo.fills('/', '/lock', { next });
		const path = `/locked?next=${encodeURIComponent(next)}`;
		assert.equal((await bo.fills(path, '/locked', { password })).path, '/', next);
	}
});

test('what was typed is sealed, is given to its writer alone, and once', async () => {
	const [bo, cy] = [account(), account()];
	await givesPassword(bo);
	await givesPassword(cy);
	const csrf = async (person) =>
		Object.fromEntries(form((await person.visits('/me')).html, '/lock')).csrf;
	const sends = async (person, path, fields) => person.asks(path, {
		method: 'POST', pairs: { csrf: await csrf(person), place: '/cases/1', ...fields },
	});
	const fields = JSON.stringify([{ name: 'text', content: 'She said Canary Wharf' }]);
	assert.equal((await sends(bo, '/draft', { fields })).status, 200);
	const kept = sql(`select fields from drafts where user_id = ${bo.id}`);
	assert.match(kept, /^seal:/);
	assert.doesNotMatch(await (await bo.asks('/cases/1')).text(), /id="returned"/, 'same session');
	assert.equal((await sends(cy, '/draft/return')).status, 404);
	await bo.fills('/cases/1', '/lock', {});
	await bo.fills('/locked?next=%2Fcases%2F1', '/locked', { password });
	assert.match(await (await bo.asks('/cases/1')).text(), /id="returned"/);
	const back = await (await sends(bo, '/draft/return')).json();
	assert.deepEqual(back.fields, JSON.parse(fields));
	assert.equal((await sends(bo, '/draft/return')).status, 404);
	assert.equal((await sends(bo, '/draft', { fields: 'x'.repeat(50000) })).status, 422);
	await sends(bo, '/draft', { fields });
	await sends(bo, '/draft', { fields: '' });
	assert.equal(count('drafts', `user_id = ${bo.id}`), 0);
});

test('the clock moves for a hand and not for a page', async () => {
	const bo = account();
	await givesPassword(bo);
	sql(`update sessions set seen_at = now() - interval '10 minutes' where user_id = ${bo.id}`);
	const asks = async (headers) => (await bo.asks('/clock', { headers })).json();
	const left = async (headers) => (await asks(headers)).locks_in_s;
	const live = await left({ 'X-Live': '1' });
	assert.ok(live > 250 && live <= 300, `${live}`);
	assert.equal(await left({}), 900);
	await until('it has moved', async () => await left({ 'X-Live': '1' }) > 880);
});
