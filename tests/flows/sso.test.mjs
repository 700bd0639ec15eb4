// sso.test.mjs: signing in with the county's accounts, over HTTP, with a real provider: who gets in
// as what, and everything that must not get in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newKey, signed } from '../idp/provider.mjs';
import { county, people, Visitor } from './county.mjs';
import { count, key, sql } from './world.mjs';

let world;
before(async () => { world = await county('sso'); });
after(() => world.stops());

// A colleague of Farah's whom no other test knows.
function somebody(groups = ['verify-caseworkers-eastside'], more = {}) {
	const login = `p${key().slice(0, 12)}`;
	const email = `${login}@lakeside.test`;
	people.set(login, { name: `Person ${login}`, email, email_verified: true, groups, ...more });
	return login;
}

const user = (login, what) => sql(`select ${what} from users u where subject = '${login}'`);
const offices = (login) => sql(`select string_agg(x.office_id::text, ',' order by x.office_id)
	from users u join user_offices x on x.user_id = u.id where u.subject = '${login}'`);
const refused = (page, status, pattern) => {
	assert.equal(page.status, status, page.words);
	assert.match(page.words, pattern);
};

test('somebody new comes in with role and offices of the group, and back to the page', async () => {
	const login = somebody();
	const visitor = new Visitor(world);
	const page = await visitor.signsIn(login, { path: '/cases?state=ready' });
	assert.equal(page.url, `${world.portal}/cases?state=ready`);
	assert.equal(page.status, 200);
	assert.match(page.html, new RegExp(`Person ${login}`));
	assert.equal(user(login, 'role'), 'caseworker');
	assert.equal(offices(login), '1');
	assert.equal(user(login, 'issuer'), world.provider.url);
	assert.equal(user(login, 'password_hash is null'), 't');
	assert.equal(count('audit', `action = 'session.open' and user_id = ${user(login, 'id')}`), 1);
});

test('an address that leads elsewhere is not followed', async () => {
	for (const path of ['//evil.test/', 'https://evil.test/', '/\\evil.test'])
		assert.equal((await new Visitor(world).signsIn(somebody(), { path })).url,
			`${world.portal}/`);
});

test('the way back works once, and in no other browser', async () => {
	const [mine, thief] = [new Visitor(world), new Visitor(world)];
	const back = await mine.comesBack(somebody());
	await thief.comesBack(somebody());
	refused(await thief.goes(back), 400, /This sign-in is over/);
	refused(await new Visitor(world).goes(back), 400, /This sign-in is over/);
	assert.equal((await mine.goes(back)).url, `${world.portal}/`);
	assert.ok(await mine.isIn());
	refused(await mine.goes(back), 400, /It was used already/);
	assert.ok(await mine.isIn(), 'a link that is over takes no session away');
});

test('two copies of one way back at once open one session', async () => {
	const login = somebody();
	const mine = new Visitor(world);
	const back = await mine.comesBack(login);
	const pages = await Promise.all([mine.asks(back), mine.asks(back), mine.asks(back)]);
	assert.deepEqual(pages.map((page) => page.status).sort(), [303, 400, 400]);
	assert.equal(count('sessions', `user_id = ${user(login, 'id')}`), 1);
});

test('after ten minutes a sign-in is over', async () => {
	const mine = new Visitor(world);
	const back = await mine.comesBack(somebody());
	sql("update county_sign_ins set begun_at = now() - interval '10 min' where used_at is null");
	refused(await mine.goes(back), 400, /longer than ten minutes/);
});

test('a code works once, and only with the verifier it was asked with', async () => {
	const login = somebody();
	const first = new Visitor(world);
	const back = await first.comesBack(login);
	await first.goes(back);
	const code = new URL(back).searchParams.get('code');
	const again = new Visitor(world);
	const other = new URL(await again.comesBack(login));
	other.searchParams.set('code', code);
	refused(await again.goes(other.href), 403, /could not be checked/);
	const mine = new Visitor(world);
	const next = await mine.comesBack(login);
	sql(`update county_sign_ins set verifier = '${key()}${key()}' where used_at is null`);
	refused(await mine.goes(next), 403, /could not be checked/);
	assert.ok(!mine.session());
});

test('an answer without its state, of another issuer, or without a code is refused', async () => {
	for (const [name, value, status] of [['state', null, 400], ['state', 'f'.repeat(64), 400],
		['iss', 'https://evil.test', 403], ['iss', null, 403], ['code', null, 403],
		['code', '', 403]]) {
		const mine = new Visitor(world);
		const back = new URL(await mine.comesBack(somebody()));
		value === null ? back.searchParams.delete(name) : back.searchParams.set(name, value);
		assert.equal((await mine.goes(back.href)).status, status, `${name}=${value}`);
		assert.ok(!mine.session());
	}
	const mine = new Visitor(world);
	const back = new URL(await mine.comesBack(somebody()));
	back.searchParams.delete('code');
	back.searchParams.set('error', 'access_denied');
	refused(await mine.goes(back.href), 403, /did not sign you in/);
});

const now = () => Math.floor(Date.now() / 1000);
const stranger = newKey();
const { d, p, q, dp, dq, qi, ...strangersHalf } = stranger;
const none = (claims) => `${['{"alg":"none"}', JSON.stringify(claims)]
	.map((part) => Buffer.from(part).toString('base64url')).join('.')}.`;
const wrong = {
	'another nonce': ({ header, claims, key }) => signed(header, { ...claims, nonce: 'x' }, key),
	'no nonce': ({ header, claims: { nonce, ...claims }, key }) => signed(header, claims, key),
	'another audience': ({ header, claims, key }) => signed(header, { ...claims, aud: 'x' }, key),
	'another issuer': ({ header, claims, key }) =>
		signed(header, { ...claims, iss: 'https://evil.test' }, key),
	'expired': ({ header, claims, key }) => signed(header, { ...claims, exp: now() - 61 }, key),
	'no signature': ({ claims }) => none(claims),
	'the signature cut off': ({ token }) => token.slice(0, token.lastIndexOf('.') + 1),
	'a stranger\'s key': ({ header, claims }) => signed(header, claims, stranger),
	'a stranger\'s key along': ({ header, claims }) =>
		signed({ ...header, jwk: strangersHalf, kid: stranger.kid }, claims, stranger),
	'another subject under the same signature': ({ header, claims, token }) =>
		[...signed(header, { ...claims, sub: 'ines.park' }, stranger).split('.').slice(0, 2),
			token.split('.')[2]].join('.'),
	'a sign-out token': ({ header, claims, key }) =>
		signed({ ...header, typ: 'logout+jwt' }, claims, key),
	'no token': () => undefined,
	'a word': () => 'token',
};

for (const [what, twist] of Object.entries(wrong)) {
	test(`a token that is wrong lets nobody in: ${what}`, async () => {
		const mine = new Visitor(world);
		const back = await mine.comesBack(somebody());
		world.provider.twists(twist);
		const page = await mine.goes(back);
		world.provider.twists();
		refused(page, 403, /could not be checked/);
		assert.ok(!mine.session());
	});
}

test('a new key of the provider is followed at once, and not asked for in a hurry', async () => {
	await new Visitor(world).signsIn(somebody());
	world.provider.rotates();
	assert.ok(await new Visitor(world).signsIn(somebody()).then((page) => page.status === 200));
	// As if the keys had been asked for just now: ten seconds are short here.
	sql("update county_providers set asked_at = now() + interval '1 hour'");
	world.provider.rotates();
	const asked = world.provider.asked['/jwks'];
	refused(await new Visitor(world).signsIn(somebody()), 403, /could not be checked/);
	assert.equal(world.provider.asked['/jwks'], asked);
	sql('update county_providers set asked_at = null');
	const both = [new Visitor(world), new Visitor(world)];
	const pages = await Promise.all(both.map((visitor) => visitor.signsIn(somebody())));
	assert.deepEqual(pages.map((page) => page.status), [200, 200]);
});

test('who is in no group of ours is told so, and leaves no account', async () => {
	const login = somebody(['all-staff', `only-${key().slice(0, 8)}`]);
	const page = await new Visitor(world).signsIn(login);
	refused(page, 403, /does not open Verify.*Ask your supervisor/);
	assert.equal(user(login, 'count(*)'), '0');
	assert.equal(count('county_refusals', `why = 'unmapped' and '${people.get(login).groups[1]}'
		= any (groups)`), 1);
});

test('role and offices follow the groups at the next sign-in, and old sessions end', async () => {
	const login = somebody();
	const [desk, laptop] = [new Visitor(world), new Visitor(world)];
	await desk.signsIn(login);
	people.get(login).groups = ['verify-caseworkers-eastside', 'verify-supervisors'];
	assert.equal((await laptop.signsIn(login, { path: '/team' })).status, 200);
	assert.equal(user(login, 'role'), 'supervisor');
	assert.equal(offices(login), '1,2');
	assert.ok(!await desk.isIn(), 'the session with the old role is over');
	people.get(login).groups = [];
	refused(await new Visitor(world).signsIn(login), 403, /does not open Verify/);
	assert.ok(!await laptop.isIn(), 'who lost the group is out');
});

test('an account that is turned off here stays off', async () => {
	const login = somebody();
	const mine = new Visitor(world);
	await mine.signsIn(login);
	sql(`update users set is_disabled = true, disabled_for = 'person' where subject = '${login}'`);
	assert.ok(!await mine.isIn());
	refused(await new Visitor(world).signsIn(login), 403, /turned off/);
});

test('an account with the address is taken over only when the county is sure of it', async () => {
	const email = `${key().slice(0, 10)}@lakeside.test`;
	sql(`insert into users (email, name, role) values ('${email}', 'Invited', 'agent')`);
	const unsure = somebody(undefined, { email, email_verified: false });
	refused(await new Visitor(world).signsIn(unsure), 403, /belongs to another account/);
	const sure = somebody(undefined, { email: email.toUpperCase() });
	assert.equal((await new Visitor(world).signsIn(sure)).status, 200);
	assert.equal(user(sure, 'email'), email);
	assert.equal(user(sure, 'role'), 'caseworker');
	const second = somebody(undefined, { email });
	refused(await new Visitor(world).signsIn(second), 403, /belongs to another account/);
	const emergency = somebody(['verify-admins'], { email: 'emergency@lakeside.test' });
	refused(await new Visitor(world).signsIn(emergency), 403, /belongs to another account/);
	const nameless = somebody(undefined, { name: undefined });
	refused(await new Visitor(world).signsIn(nameless), 403, /lacks a name or e-mail/);
});

test('names that are long, odd or hostile are only text', async () => {
	const name = `${'é'.repeat(70)}<script>alert(1)</script>${'x'.repeat(100)}`;
	const login = somebody(undefined, { name });
	const page = await new Visitor(world).signsIn(login);
	assert.equal(page.status, 200);
	assert.doesNotMatch(page.html, /<script>alert/);
	assert.equal(user(login, 'name'), name.slice(0, 100));
});
