// sso_portals.test.mjs: the county's sign-in behind a proxy with two portals: begun at one and
// ended at the other, over a restart between, signed out on both at once; and as the fresh proof
// that a strong act wants.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, countyProvider } from '../idp/provider.mjs';
import { freePort } from '../ports.mjs';
import { people, Visitor } from './county.mjs';
import { dana } from './people.mjs';
import { another } from './portals.mjs';
import { count, key, sql } from './world.mjs';

let provider, one, two, servers, starts;

before(async () => {
	const ports = [];
	for (let i = 0; i < 5; i++)
		ports.push(await freePort());
	const [county, ...ours] = ports;
	[one, two] = [ours[0], ours[2]].map((port) => `http://127.0.0.1:${port}`);
	provider = await countyProvider({ port: county, portal: one,
		hooks: `http://127.0.0.1:${ours[1]}` });
	starts = (name, [app, hooks]) => another(name, {
		APP_LISTEN: `127.0.0.1:${app}`, HOOKS_LISTEN: `127.0.0.1:${hooks}`, PUBLIC_URL: one,
		OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret,
	});
	servers = [await starts('sso-one', ours.slice(0, 2)), await starts('sso-two', ours.slice(2))];
	servers.again = () => starts('sso-one-again', ours.slice(0, 2));
});
after(() => Promise.all([...servers, provider].map((server) => server.stops())));

function somebody() {
	const login = `p${key().slice(0, 12)}`;
	people.set(login, { name: `Person ${login}`, email: `${login}@lakeside.test`,
		email_verified: true, groups: ['verify-caseworkers-eastside'] });
	return login;
}

// A browser that knows both portals under one name, as behind the proxy.
function visitor() {
	const mine = new Visitor({ provider, portal: one });
	mine.jars[one] = mine.jars[two] = new Map();
	return mine;
}

const isIn = async (mine, portal) => (await mine.goes(`${portal}/`)).url === `${portal}/`;
const at = (portal, url) => url.replace(one, portal);

test('it begins at one portal and ends at the other, once', async () => {
	const mine = visitor(), back = await mine.comesBack(somebody());
	assert.ok(back.startsWith(`${one}/signin/county/return?`), back);
	assert.equal((await mine.goes(at(two, back))).url, `${two}/`);
	assert.ok(await isIn(mine, one) && await isIn(mine, two));
	for (const portal of [one, two])
		assert.equal((await mine.goes(at(portal, back))).status, 400, 'the link is over');
	const thief = visitor(), theirs = await thief.comesBack(somebody());
	assert.equal((await visitor().goes(at(two, theirs))).status, 400, 'in no other browser');
	assert.equal((await thief.goes(at(two, theirs))).status, 200);
});

test('a portal that restarts meanwhile knows who is on the way', async () => {
	const [mine, other] = [visitor(), visitor()];
	const backs = [await mine.comesBack(somebody()), await other.comesBack(somebody())];
	assert.equal(await servers[0].stops(), 0);
	assert.equal((await mine.goes(at(two, backs[0]))).url, `${two}/`);
	servers[0] = await servers.again();
	assert.equal((await other.goes(backs[1])).url, `${one}/`);
	assert.ok(await isIn(mine, one), 'and who came in while it was away');
});

test('signing out at the county, told to one portal, ends it on both', async () => {
	const login = somebody(), [mine, laptop] = [visitor(), visitor()];
	await mine.goes(at(two, await mine.comesBack(login)));
	await laptop.goes(await laptop.comesBack(login));
	assert.ok(await isIn(mine, two) && await isIn(laptop, two));
	const page = await mine.goes(`${provider.url}/session/end`);
	const action = page.html.match(/action="([^"]+)"/)[1];
	const xsrf = page.html.match(/name="xsrf" value="([^"]+)"/)[1];
	await mine.goes(action, { method: 'POST', pairs: { xsrf, logout: 'yes' }, until: one });
	assert.ok(!await isIn(mine, one) && !await isIn(mine, two));
	assert.ok(await isIn(laptop, one) && await isIn(laptop, two), 'another sign-in stays');
	const user = sql(`select id from users where subject = '${login}'`);
	assert.equal(count('sessions', `user_id = ${user} and ended_at is null`), 1);
});

test('a sign-in there just now is the proof for a strong act, an old one is not', async () => {
	const ssn = `9${String(Date.now()).slice(-8)}`;
	const c = await (await dana.signsIn()).opensCase({ household: [{ ssn }] });
	const login = somebody(), mine = visitor(), path = `/members/${c.members[0]}/ssn`;
	await mine.goes(at(two, await mine.comesBack(login)));
	const open = await mine.goes(one + path);
	assert.equal((await mine.fills(open, path, { reason: 'match' })).status, 200);
	sql(`update sessions set factor_at = now() - interval '6 minutes'
		where user_id = (select id from users where subject = '${login}')`);
	const asked = await mine.fills(open, path, { reason: 'match' });
	assert.match(asked.url, /\/me\/factor\?next=/);
	const there = asked.html.match(/href="(\/signin\/county\?again=1[^"]+)"/)[1];
	const page = await mine.goes(one + there.replaceAll('&amp;', '&'));
	assert.match(page.html, /<h1>County account<\/h1>/, 'though signed in there');
	const back = await mine.fills(page, page.html.match(/action="([^"]+)"/)[1], { login });
	assert.equal(back.url, one + path);
	const shown = await mine.fills(back, path, { reason: 'match' });
	assert.match(shown.words, new RegExp(`${ssn.slice(0, 3)}-${ssn.slice(3, 5)}-${ssn.slice(5)}`));
});
