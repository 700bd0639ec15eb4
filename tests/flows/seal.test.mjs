// seal.test.mjs: a whole SSN is kept sealed, found, and shown one at a time for a reason; keys
// change under load and under kill -9, and every value stays readable.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { isSealed, opened } from '../sealed.mjs';
import { freshCode, withApp } from './accounts.mjs';
import { form, filled, message } from './markup.mjs';
import { dana, luis, marcus, password, priya } from './people.mjs';
import { another } from './portals.mjs';
import * as truv from './truv.mjs';
import { count, linkOf, pause, sql, until } from './world.mjs';

const run = promisify(execFile);
const digits = `9${randomBytes(4).readUInt32BE().toString().padStart(10, '0').slice(-8)}`;
const number = `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
let c, member, page;

// One request after another, to the page that shows it.
const proves = (person, code = password) =>
	person.fills(`/me/factor?next=${page}`, '/me/factor', { code });
const shows = (person, answers) =>
	person.fills(`/members/${member}/ssn`, `/members/${member}/ssn`, answers);

async function asks(person, q) {
	const html = (await person.visits('/cases')).html;
	const pairs = filled(form(html, '/search'), { q });
	return person.asks('/search', { method: 'POST', pairs });
}

before(async () => {
	for (const person of [dana, luis, marcus, priya])
		await person.signsIn();
	c = await dana.opensCase({ household: [{ first_name: 'Sealy', ssn: number }] });
	[member] = c.members;
	page = `/members/${member}/ssn`;
});

test('a whole number is sealed, and no page holds it', async () => {
	const [last4, sealed, index] = sql(`select ssn_last4, ssn_sealed, ssn_index from members
		where id = ${member}`).split('|');
	assert.equal(last4, digits.slice(-4));
	assert.ok(isSealed(sealed));
	assert.equal(opened(`members.ssn:${member}`, sealed), digits);
	assert.match(index, /^[0-9a-f]{64}$/);
	for (const path of [c.url, `${c.url}/verify`, page]) {
		const seen = await dana.visits(path);
		assert.equal(seen.status, 200, path);
		assert.ok(!seen.html.includes(number) && !seen.html.includes(digits), path);
	}
	assert.match((await dana.visits(c.url)).words, new RegExp(`•••-••-${digits.slice(-4)}`));
});

test('three digits are no number', async () => {
	const wrong = await dana.fills('/cases/new', '/cases',
		dana.caseAnswers({ household: [{ ssn: '123' }] }));
	assert.equal(wrong.status, 422);
	assert.match(message(wrong.html, 'members.0.ssn'), /all nine digits/);
});

test('it is found by all nine digits, by whom it concerns, and never in an address', async () => {
	const found = await asks(dana, number);
	assert.equal(found.status, 200);
	const html = await found.text();
	assert.match(html, /Sealy/);
	assert.ok(!html.includes(number) && !html.includes(digits));
	assert.doesNotMatch(await (await asks(marcus, digits)).text(), /Sealy/, 'another office');
	assert.match(await (await asks(priya, number)).text(), /by caseworkers and supervisors only/);
	const name = await asks(dana, 'Sealy Of');
	assert.equal(name.status, 303);
	const to = name.headers.get('location');
	assert.match(to, /^\/search\?q=seal%3A[\w%.~-]+$/);
	assert.match((await dana.visits(to)).words, /“Sealy Of”.*Sealy/s);
	assert.doesNotMatch((await priya.visits(to)).words, /Sealy/, 'sealed for whoever typed it');
	assert.ok(count('audit', "action = 'search.ssn' and user_id = 1") > 0);
});

test('it is shown for a reason, for half a minute, to who just proved who they are', async () => {
	const stale = await dana.visits(page);
	assert.throws(() => form(stale.html, page), /no form/);
	assert.match(stale.html, new RegExp(`href="/me/factor\\?next=${encodeURIComponent(page)}"`));
	// Whoever keeps an old page open and sends it.
	const sent = await dana.asks(page, { method: 'POST',
		pairs: [...form(stale.html, '/search'), ['reason', 'match']] });
	assert.equal(sent.status, 303);
	assert.equal(sent.headers.get('location'), `/me/factor?next=${encodeURIComponent(page)}`);
	assert.equal((await proves(dana, 'not this one')).status, 422);
	assert.equal((await proves(dana)).path, page);
	assert.match((await shows(dana, {})).html, /id="reason-error">Choose/);
	const whole = await dana.asks(page, { method: 'POST', pairs: filled(
		form((await dana.visits(page)).html, page), { reason: 'match' }) });
	assert.equal(whole.status, 200);
	assert.ok((await whole.text()).includes(number));
	assert.equal(whole.headers.get('refresh'), `30; url=${page}`);
	assert.match(whole.headers.get('cache-control'), /no-store/);
	assert.ok(!(await dana.visits(page)).html.includes(number), 'gone when asked again');
	assert.ok((await shows(dana, { reason: 'match' })).html.includes(number), 'not asked again');
	assert.equal((await marcus.visits(page)).status, 404);
	for (const other of [luis, priya])
		assert.equal((await other.visits(page)).status, 403);
	const lines = sql(`select string_agg(concat_ws(' ', outcome, subject, reason), ',' order by id)
		from audit where action = 'ssn.reveal' and subject = 'member:${member}'`);
	assert.equal(lines, [`not_done member:${member}`, `done member:${member} match`,
		`done member:${member} match`].join(','));
	assert.equal(count('audit a', `to_jsonb(a)::text like '%${digits}%'
		or to_jsonb(a)::text like '%${number}%'`), 0);
});

test('who has an app for codes is asked for a code, and wrong ones count', async () => {
	const bo = await withApp();
	const wrong = () => count('sign_in_failures', `is_factor and account_hash =
		encode(sha256('${bo.email}'), 'hex')`);
	assert.ok((await shows(bo, { reason: 'match' })).html.includes(number), 'a code just now');
	sql(`update sessions set factor_at = now() - interval '6 minutes' where user_id = ${bo.id}`);
	assert.equal((await proves(bo)).status, 422, 'the password is no factor');
	assert.equal((await proves(bo, '000000')).status, 422);
	assert.equal(wrong(), 2);
	sql(`insert into sign_in_failures (account_hash, remote, network, is_factor) select
		encode(sha256('${bo.email}'), 'hex'), '192.0.2.1', '192.0.2.0/24', true
		from generate_series(1, 18)`);
	assert.equal((await proves(bo, freshCode(bo))).status, 422, 'too many');
	sql(`delete from sign_in_failures where network = '192.0.2.0/24'`);
	assert.equal((await proves(bo, freshCode(bo))).path, page);
	assert.ok((await shows(bo, { reason: 'match' })).html.includes(number));
});

test('ten an hour, whatever came of them', async () => {
	for (let i = 0; i < 12; i++)
		await shows(dana, {});
	const over = await shows(dana, { reason: 'match' });
	assert.equal(over.status, 422);
	assert.match(over.html, /id="reason-error">Wait: ten numbers an hour/);
	sql(`alter table audit disable trigger user;
		update audit set at = at - interval '2 hours' where action = 'ssn.reveal';
		alter table audit enable trigger user`);
});

// Which keys stand where: {"orders.share_url": {demo: 12}, …}.
async function status(env) {
	const { stdout } = await run(process.env.PORTAL, ['keys', 'status'], { env });
	const places = {};
	for (const [, place, key, n] of stdout.matchAll(/^(\S+\.\S+) +(\S*) +(\d+)$/gm))
		(places[place] ??= {})[key] = Number(n);
	return places;
}

const under = (places, key) =>
	Object.values(places).reduce((sum, keys) => sum + (keys[key] ?? 0), 0);

test('keys change under load and kill -9; all is found, none under the old ones', async () => {
	const order = await dana.hasAnOrder({ delivery: 'link' }), bo = await withApp();
	const before = linkOf(order.id);
	const [now, next] = process.env.SEAL_KEYS.split(','), lookups = process.env.INDEX_KEY;
	const keys = {
		SEAL_KEYS: `${next},${now}`, AUDIT_KEY: lookups,
		INDEX_KEY: `what is looked for is found with this key,${lookups}`,
	};
	const env = { ...process.env, ...keys };
	const [newest, oldest] = [next, now].map((key) => key.split(':')[0]);
	const second = await another('keys-two', keys);
	const there = Object.assign(Object.create(Object.getPrototypeOf(dana)), dana,
		{ app: second.app });
	// Kept before there were keys.
	sql(`insert into webhook_events (provider, sha256, body, state)
		select 'truv', encode(sha256(('seal ' || n)::text::bytea), 'hex'),
		       convert_to(repeat('{"n": ' || n || '}', 40), 'UTF8'), 'ignored'
		  from generate_series(1, 3000) n`);
	sql(`insert into members
		(case_id, position, first_name, last_name, relation, born_on, ssn_sealed)
		select ${c.id}, n, 'Many', 'Of them', 'child', '2015-01-01', '9' || lpad(n::text, 8, '0')
		  from generate_series(2, 39) n`);
	let isOver = false, sent = 0;
	const load = (async () => {
		while (!isOver) {
			await truv.sends(truv.event(order, 'moon-phase-changed', { n: sent++ }));
			assert.equal((await dana.visits(order.url)).status, 200);
			assert.match(await (await asks(there, number)).text(), /Sealy/, 'found all the while');
		}
	})();
	for (let i = 0; i < 4 || sent < 4; i++) {
		const child = spawn(process.env.PORTAL, ['keys', 'rotate'], { env, stdio: 'ignore' });
		await pause(300 + 200 * i);
		child.kill('SIGKILL');
	}
	isOver = true;
	await load;
	await run(process.env.PORTAL, ['keys', 'rotate'], { env });
	const places = await status(env);
	assert.equal(under(places, oldest), 0, JSON.stringify(places));
	assert.equal(under(places, 'none'), 0, JSON.stringify(places));
	assert.ok(under(places, newest) >= 3000);
	assert.equal(places['members.ssn_index'].older, undefined, JSON.stringify(places));
	assert.match(await (await asks(there, number)).text(), /Sealy/);
	assert.equal(linkOf(order.id), before);
	for (const line of sql(`select sha256, sealed from webhook_events
		where state = 'ignored' order by id desc limit 500`).split('\n')) {
		const [sha256, sealed] = line.split('|');
		assert.match(opened(`webhook_events.body:${sha256}`, sealed), /^[0-9a-f]+$/);
	}
	await until('the page still shows its link', async () =>
		/id="link" value="http/.test((await dana.visits(order.url)).html));
	// Whose seed was sealed anew stays signed in, and their app goes on.
	assert.match(sql(`select totp from users where id = ${bo.id}`), new RegExp(`^seal:${newest}:`));
	assert.equal((await bo.visits('/me')).path, '/me');
	assert.equal((await proves(bo, freshCode(bo))).path, page);
	// The old key for look-ups is gone, and nothing was proven by it that cannot be proven.
	const after = { ...env, INDEX_KEY: env.INDEX_KEY.split(',')[0] };
	assert.equal((await status(after))['members.ssn_index'].older, undefined);
	await assert.rejects(run(process.env.PORTAL, ['keys', 'status'],
		{ env: { ...env, AUDIT_KEY: '' } }), 'an index key too many to prove by');
	assert.equal(await second.stops(), 0);
	// Back, so that the portal's own first key is the only one again.
	await run(process.env.PORTAL, ['keys', 'rotate']);
	assert.equal(under(await status(process.env), newest), 0);
	assert.match(await (await asks(dana, number)).text(), /Sealy/);
});
