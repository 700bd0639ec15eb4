// signin_throttle.test.mjs: guessing is slowed, nobody is locked out by it from elsewhere, and no
// answer tells whether an account exists.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { account, givesPassword } from './accounts.mjs';
import { stranger } from './people.mjs';
import { another } from './portals.mjs';
import { sql } from './world.mjs';

let proxied;

before(async () => {
	proxied = await another('proxied', { TRUSTED_PROXIES: '127.0.0.1' });
});
after(async () => {
	sql(`delete from sign_in_failures where network like '198.51.%' or network like '203.0.%'
		or network like '2001:%'`);
	await proxied.stops();
});

// A browser at this address.
function from(address, email) {
	const somebody = Object.assign(stranger(), { app: proxied.app, email });
	somebody.headers = { 'X-Forwarded-For': address };
	return somebody;
}

const guess = (somebody) => somebody.asks('/signin',
	{ method: 'POST', pairs: [['email', somebody.email], ['password', 'a wrong password']] });

test('ten wrong ones close an account to that network, not to its own people', async () => {
	const bo = account();
	const outsider = from('198.51.100.7', bo.email);
	for (let i = 0; i < 10; i++)
		assert.equal((await guess(outsider)).status, 422);
	const refused = await givesPassword(outsider);
	assert.equal(refused.status, 422, 'even the right one');
	assert.match(refused.words, /not one we know/);
	assert.equal((await givesPassword(from('198.51.100.99', bo.email))).status, 422, 'next door');
	assert.equal((await givesPassword(from('203.0.113.5', bo.email))).path, '/', 'elsewhere');
});

test('what was not looked at is not counted: the throttle ends by itself', async () => {
	const bo = account();
	const outsider = from('198.51.101.7', bo.email);
	for (let i = 0; i < 14; i++)
		await guess(outsider);
	assert.equal(sql("select count(*) from sign_in_failures where network = '198.51.101.0/24'"),
		'10');
	sql(`update sign_in_failures set at = at - interval '15 minutes'
		where network = '198.51.101.0/24'`);
	assert.equal((await givesPassword(outsider)).path, '/');
});

test('guessed at from everywhere, an account opens still where its people come from', async () => {
	const bo = account();
	const home = from('203.0.114.5', bo.email);
	assert.equal((await givesPassword(home)).path, '/');
	home.cookie = '';
	sql(`insert into sign_in_failures (account_hash, remote, network)
		select token_hash('${bo.email}'), '198.51.' || n || '.1', '198.51.' || n || '.0/24'
		  from generate_series(120, 179) n`);
	assert.equal((await givesPassword(from('203.0.115.5', bo.email))).status, 422, 'a new place');
	assert.equal((await givesPassword(home)).path, '/');
});

test('a hundred wrong ones from one address close the address, for every account', async () => {
	sql(`insert into sign_in_failures (account_hash, remote, network)
		select token_hash('nobody' || n), '198.51.102.9', '198.51.102.0/24'
		  from generate_series(1, 100) n`);
	assert.equal((await givesPassword(from('198.51.102.9', account().email))).status, 422);
	assert.equal((await givesPassword(from('198.51.103.9', account().email))).path, '/');
});

test('an IPv6 network is a whole customer', async () => {
	const bo = account();
	for (let i = 0; i < 10; i++)
		await guess(from(`2001:db8:1:${i}::${i}`, bo.email));
	assert.equal((await givesPassword(from('2001:db8:1:ff::1', bo.email))).status, 422);
	assert.equal((await givesPassword(from('2001:db8:2::1', bo.email))).path, '/');
});

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

test('known and unknown accounts are answered in the same words and the same time', async () => {
	const known = from('198.51.104.1', account().email);
	const unknown = from('198.51.105.1', 'nobody.at.all@lakeside.test');
	const disabled = from('198.51.106.1', 'ken.ito@lakeside.test');
	const invited = from('198.51.107.1', 'omar.haddad@lakeside.test');
	const times = new Map([known, unknown, disabled, invited].map((one) => [one, []]));
	const texts = new Set();
	for (let i = 0; i < 9; i++) {
		for (const [one, took] of times) {
			const began = performance.now();
			const answer = await guess(one);
			const html = await answer.text();
			took.push(performance.now() - began);
			assert.equal(answer.status, 422);
			texts.add(html.replaceAll(one.email, 'EMAIL'));
		}
	}
	assert.equal(texts.size, 1);
	const medians = [...times.values()].map(median);
	console.log(`# medians: ${medians.map((ms) => ms.toFixed(1)).join(', ')} ms`);
	assert.ok(Math.max(...medians) < 2 * Math.min(...medians) + 10, medians.join(', '));
});
