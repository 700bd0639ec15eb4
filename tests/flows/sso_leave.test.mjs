// sso_leave.test.mjs: signing out here ends the county's sign-in and the other way round; what
// works when the county's sign-in is away; who keeps the list of groups.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newKey, signed } from '../idp/provider.mjs';
import { county, people, Visitor } from './county.mjs';
import { dana, password, sam } from './people.mjs';
import { app, count, key, sql } from './world.mjs';

let world, strict;
before(async () => {
	[world, strict] = await Promise.all([county('sso-leave', { alg: 'ES256' }),
		county('sso-strict', { OIDC_REQUIRED: 'on' })]);
});
after(() => Promise.all([world.stops(), strict.stops()]));

function somebody(groups = ['verify-caseworkers-eastside']) {
	const login = `p${key().slice(0, 12)}`;
	people.set(login, { name: `Person ${login}`, email: `${login}@lakeside.test`,
		email_verified: true, groups });
	return login;
}

const leavesThere = async (visitor) => {
	const page = await visitor.goes(`${visitor.world.provider.url}/session/end`);
	const action = page.html.match(/action="([^"]+)"/)[1];
	const xsrf = page.html.match(/name="xsrf" value="([^"]+)"/)[1];
	return visitor.goes(action, { method: 'POST', pairs: { xsrf, logout: 'yes' },
		until: visitor.world.portal });
};

test('signing out here leads to the county, which then asks again who it is', async () => {
	const mine = new Visitor(world);
	const home = await mine.signsIn(somebody());
	const left = await mine.fills(home, '/signout');
	assert.match(left.words, /You are signed out of Verify/);
	assert.ok(!await mine.isIn());
	const there = await mine.visits('/signin/county/end');
	assert.ok(there.url.startsWith(`${world.provider.url}/session/end?`), there.url);
	assert.doesNotMatch(there.url, /id_token|hint|lakeside\.test%40|Person/);
	const action = there.html.match(/action="([^"]+)"/)[1];
	const xsrf = there.html.match(/name="xsrf" value="([^"]+)"/)[1];
	const pairs = { xsrf, logout: 'yes' };
	const back = await mine.goes(action, { method: 'POST', pairs });
	assert.equal(new URL(back.url).pathname, '/signin');
	assert.match((await mine.visits('/signin/county')).html, /<h1>County account<\/h1>/);
});

test('signing out there ends every session of that sign-in here, and no other', async () => {
	const login = somebody();
	const [mine, laptop] = [new Visitor(world), new Visitor(world)];
	await mine.signsIn(login);
	await laptop.signsIn(login);
	await leavesThere(mine);
	assert.ok(!await mine.isIn());
	assert.ok(await laptop.isIn());
	assert.ok(count('audit', "action = 'session.county_end'") > 0);
});

const now = () => Math.floor(Date.now() / 1000);
const event = 'http://schemas.openid.net/event/backchannel-logout';
const tell = (token, headers = {}) => fetch(`${world.told}/webhooks/county`, {
	method: 'POST', headers, body: new URLSearchParams({ logout_token: token }) });

test('a sign-out that is forged, not for us or heard before ends nothing', async () => {
	const login = somebody();
	const mine = new Visitor(world);
	await mine.signsIn(login);
	const right = () => ({ iss: world.provider.url, aud: 'verify', sub: login, jti: key(),
		iat: now(), exp: now() + 60, events: { [event]: {} } });
	const { kid, alg } = world.provider.key;
	const header = { alg, kid, typ: 'logout+jwt' };
	const stranger = { ...newKey('ES256'), kid };
	const forged = [
		signed(header, right(), stranger),
		signed(header, { ...right(), aud: 'payroll' }, world.provider.key),
		signed(header, { ...right(), iss: 'https://evil.test' }, world.provider.key),
		signed(header, { ...right(), exp: now() - 61 }, world.provider.key),
		signed(header, { ...right(), events: {} }, world.provider.key),
		signed(header, { ...right(), nonce: 'x' }, world.provider.key),
		signed(header, { ...right(), jti: undefined }, world.provider.key),
		signed({ ...header, kid: 'unknown' }, right(), stranger), 'token', '',
	];
	for (const token of forged) {
		const answer = await tell(token);
		assert.equal(answer.status, 400, token);
		assert.equal(answer.headers.get('cache-control'), 'no-store');
	}
	assert.equal((await fetch(`${world.told}/webhooks/county`, { method: 'POST' })).status, 400);
	assert.ok(await mine.isIn(), 'nothing of that ends a session');

	const token = signed(header, right(), world.provider.key);
	assert.equal((await tell(token)).status, 200);
	assert.ok(!await mine.isIn());
	await mine.signsIn(login);
	assert.equal((await tell(token)).status, 400, 'heard before');
	assert.ok(await mine.isIn());
});

test('forged sign-outs do not keep the provider busy', async () => {
	const header = { alg: 'ES256', typ: 'logout+jwt' };
	const before = world.provider.asked['/jwks'];
	sql("update county_providers set asked_for_leave_at = now() + interval '1 hour'");
	for (let i = 0; i < 10; i++)
		await tell(signed({ ...header, kid: key() }, { sub: 'x' }, newKey('ES256')));
	sql('update county_providers set asked_for_leave_at = null');
	assert.equal(world.provider.asked['/jwks'], before);
});

test('where the county account is required, a password opens the emergency account', async () => {
	const page = await new Visitor(strict).visits('/signin');
	assert.match(page.html, /href="\/signin\/county/);
	assert.match(page.html, /<details class="emergency"><summary>Emergency account/);
	const mine = new Visitor(strict);
	const no = await mine.usesPassword(dana.email, password);
	assert.equal(no.status, 422);
	assert.match(no.words, /not one we know/);
	assert.ok(!mine.session());

	const before = count('emergency_uses');
	const emergency = new Visitor(strict);
	const home = await emergency.usesPassword('emergency@lakeside.test', password);
	assert.equal(home.url, `${strict.portal}/`, home.words);
	assert.equal(count('emergency_uses'), before + 1);
	await sam.signsIn();
	assert.match((await sam.visits('/')).words, /emergency account was used/);
	const seen = sql('select max(id) from emergency_uses');
	const list = await sam.visits('/admin/sign-in');
	assert.match(list.words, /Emergency account signed in/);
	const path = `/admin/sign-in/uses/${seen}/reading`;
	const own = await emergency.visits('/admin/sign-in');
	assert.ok(!own.html.includes(path), 'who used it cannot close the alarm');
	await sam.fills('/admin/sign-in', path, {});
	assert.doesNotMatch((await sam.visits('/')).words, /emergency account was used/);
});

test('who has a county account cannot be let in by a password of ours', async () => {
	const login = somebody();
	await new Visitor(world).signsIn(login);
	sql(`update users set password_hash = (select password_hash from users where id = 1)
	      where subject = '${login}'`);
	const page = await new Visitor(world).usesPassword(`${login}@lakeside.test`, password);
	assert.match(page.words, /not one we know/);
});

test('an administrator opens Verify to a group, changes it, and closes it again', async () => {
	const group = `team ${key().slice(0, 6)}`;
	const login = somebody([group]);
	assert.equal((await new Visitor(world).signsIn(login)).status, 403);
	await sam.signsIn();
	const page = await sam.fills('/admin/sign-in', '/admin/sign-in/groups',
		{ group, role: 'caseworker' });
	assert.equal(page.status, 422);
	assert.match(page.words, /Choose at least one office/);
	await sam.fills('/admin/sign-in', '/admin/sign-in/groups',
		{ group, role: 'caseworker', offices: ['2', '3'] });
	const mine = new Visitor(world);
	assert.equal((await mine.signsIn(login)).status, 200);
	const who = `(select id from users where subject = '${login}')`;
	assert.equal(count('user_offices', `user_id = ${who} and office_id in (2, 3)`), 2);
	const open = sql(`select id from group_roles where group_name = '${group}'`);
	await sam.fills('/admin/sign-in', `/admin/sign-in/groups/${open}/removal`, {});
	assert.equal((await new Visitor(world).signsIn(login)).status, 403);
	assert.ok(!await mine.isIn());
});

test('a portal without county accounts has none of its pages', async () => {
	for (const path of ['/signin/county', '/signin/county/return?code=x&state=y'])
		assert.equal((await fetch(app + path, { redirect: 'manual' })).status, 404);
	const page = await (await fetch(`${app}/signin`)).text();
	assert.doesNotMatch(page, /signin\/county|county account/);
});

// Last: it takes the provider away.
test('while the county account is away people are told so, and passwords go on', async () => {
	const mine = new Visitor(world);
	const back = await mine.comesBack(somebody());
	await world.provider.stops();
	const page = await mine.goes(back);
	assert.equal(page.status, 503);
	assert.match(page.words, /county account does not answer/);
	sql("update county_providers set read_at = '-infinity'");
	const start = await mine.visits('/signin/county');
	assert.equal(start.status, 503);
	assert.match(start.words, /county account does not answer/);
	assert.ok((await mine.usesPassword(dana.email, password)).url.endsWith('/'));
	await world.provider.starts();
	assert.equal((await mine.signsIn(somebody())).status, 200);
});
