// canaries.test.mjs: sends somebody recognisable through every door, well and badly: name, SSN,
// e-mail, phone, income, password, token. Here it is only seen that each door was reached; that
// none of them got out is canaries.sh's to see, over the logs, metrics, audit trail and database
// that the whole run leaves behind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { before, test } from 'node:test';
import { exported } from './files.mjs';
import { filled, form } from './markup.mjs';
import { dana, nora, priya, ruth, stranger } from './people.mjs';
import * as truv from './truv.mjs';
import { app, count, hooks, key, logs, portal, saved, sql, until } from './world.mjs';

const name = 'Kanarievska', ssn = '987-65-4321', digits = '987654329', email = 'kanari@canary.test';
const phone = '(415) 555-0177', income = '7,313.13', token = 'canary-5e1f0c77aa';
const password = 'canary password 5e1f';
const everything = `${name} ${ssn} ${digits} ${email} 4155550177 ${income} ${token}`;

let order;
before(async () => {
	for (const person of [dana, nora, priya, ruth])
		await person.signsIn();
	const c = await dana.opensCase({ household: [{ first_name: 'Zsófia', last_name: name,
		email, phone, ssn_last4: '4321' }] });
	order = await dana.orders(c, { delivery: 'link', employer_hint: 'Kanari & Sons' });
	await dana.seesState(order, 'Waiting for client');
	order.case = c;
});

test('they are in the world: what is looked for can be found', () => {
	assert.equal(count('members', `last_name = '${name}' and email = '${email}'`), 1);
	assert.equal(sql(`select phone from members where last_name = '${name}'`), '+14155550177');
});

test('in forms that are right, wrong and from elsewhere', async () => {
	const note = await dana.fills(order.case.url, `${order.case.url}/notes`,
		{ text: `${name} earns ${income}` });
	assert.equal(note.status, 200);
	const wrong = await dana.fills('/cases/new', '/cases', dana.caseAnswers({
		reference: everything, household: [{ last_name: name, email: `${ssn}@`, phone: digits,
			born_on: ssn }] }));
	assert.equal(wrong.status, 422);
	for (const headers of [{}, { origin: `http://${token}.test` }])
		assert.equal((await dana.asks(`${order.case.url}/notes`, { method: 'POST', headers,
			pairs: { text: everything, csrf: token } })).status, 403);
	const broken = await dana.asks(`${order.case.url}/notes`, { method: 'POST',
		headers: { 'content-type': 'application/json' }, pairs: { text: everything } });
	assert.equal(broken.status, 415);
});

test('at sign-in: an unknown address, a wrong password, a password in the wrong box', async () => {
	for (const answers of [{ email, password }, { email: dana.email, password },
		{ email: password, password: email }, { email: ssn, password: token }]) {
		const page = await stranger().fills('/signin', '/signin', answers);
		assert.equal(page.status, 422);
	}
});

test('in addresses, headers and cookies', async () => {
	const text = encodeURIComponent(everything);
	const paths = [`/cases/${text}`, `/${text}`, `/signin?next=/${text}`, `/search?q=${text}`,
		`/go/${token}`, `/d/${token}`, `/display/${token}`, `/cases?q=${text}&page=${text}`,
		`/orders/${order.id}/handout?lang=${text}`, `/%0a2026-11-20 error ${text}`];
	const headers = { 'user-agent': everything, referer: `http://x.test/${text}`,
		'x-forwarded-for': everything, 'accept-language': name, 'x-request-id': token };
	for (const path of paths)
		for (const person of [dana, stranger()])
			await (await person.asks(path, { headers })).text();
	const cookie = `session=${token}; __Host-session=${token}`;
	const answer = await fetch(`${app}/cases`, { redirect: 'manual', headers: { cookie } });
	assert.equal(answer.status, 303);
});

test('on a call: who is asked for, and who is not found', async () => {
	for (const q of [phone, name, `${name} 02/03/1990`, ssn, 'Nobody Kanarievska-Kanarievska'])
		assert.ok((await priya.fills('/calls/new', '/calls/search', { q })).status < 500);
});

test('in what a provider sends: signed, forged, unreadable, too large', async () => {
	const bodies = [JSON.stringify({ ...truv.event(order), name, ssn, gross: income }), everything,
		`{"webhook_id":"${token}","event_type":"${name}","order_id":"${email}"}`, `{"a":"${ssn}`,
		JSON.stringify({ webhook_id: key(), event_type: 'order-status-updated',
			order_number: token, order_id: token })];
	for (const body of bodies) {
		assert.equal(await truv.sends(body), 200);
		assert.equal(await truv.sends(body, { signature: `v1=${token}` }), 401);
	}
	const { port, hostname, host } = new URL(hooks);
	const socket = connect(Number(port), hostname);
	socket.end(`POST /webhooks/truv HTTP/1.1\r\nHost: ${host}\r\n${name}: ${ssn}\r\n`
		+ `X-Webhook-Sign: ${everything}\r\nContent-Length: 3abc\r\n\r\n${everything}`);
	let answer = '';
	for await (const piece of socket)
		answer += piece;
	assert.match(answer, /^HTTP\/1\.1 400 /);
	assert.ok(!answer.includes(name) && !answer.includes(ssn), answer);
});

test('in a report, whose SSN stays with the provider', async () => {
	await truv.finishes(order);
	await dana.seesState(order, 'Ready to review', 40);
	await dana.visits(`${order.url}/report`);
	assert.equal(sql(`select count(*) from reports where body::text ~ '991-?91-?4321'`), '0');
});

test('in files that go out: names where they belong, and nothing that opens anything', async () => {
	for (const list of ['cases', 'worklist', 'orders', 'reviews', 'people', 'dues'])
		await exported(ruth, list);
	const cases = await exported(ruth, 'cases', { pick: 'all' });
	assert.ok(cases.text.includes(name), 'the file is for names');
	const campaign = sql(`select id from campaigns where office_ids && '{1}' order by id limit 1`);
	for (const [kind, person, path] of [
		['people', ruth, `/renewals/${campaign}/people.csv`], ['audit', nora, '/audit/file'],
		['audit', nora, `/audit/file?case=${order.case.reference}`],
	]) {
		const answer = await person.asks(path);
		assert.equal(answer.status, 200, path);
		assert.ok(saved(kind, await answer.text()).length > 100, path);
	}
});

test('in the box of the header: the address it leads to names nobody', async () => {
	for (const q of [`${name} Zsofia`, phone]) {
		const page = await dana.visits('/cases');
		const found = await dana.posts('/search', filled(form(page.html, '/search'), { q }));
		assert.match(found.words, new RegExp(name), q);
		assert.doesNotMatch(decodeURIComponent(found.path), /Kanari|555/);
	}
	assert.match(readFileSync(`${logs}/addresses.txt`, 'utf8'), /^\/search\?q=/m);
});

test('a server that dies leaves no core', () => {
	const limits = readFileSync(`/proc/${portal.pid()}/limits`, 'utf8');
	assert.match(limits, /Max core file size +0 +0 /);
});

test('nobody can write a line of the log', async () => {
	const forged = '2026-11-20T10:00:00.000Z error forged.line by=somebody';
	for (const path of [`/signin%0a${forged}`, `/x?a=%0d%0a${forged}`]) {
		const { port, hostname, host } = new URL(app);
		const socket = connect(Number(port), hostname);
		socket.end(`GET ${path.replaceAll(' ', '%20')} HTTP/1.1\r\nHost: ${host}\r\n`
			+ `User-Agent: x\x0b${forged}\r\nConnection: close\r\n\r\n`);
		for await (const piece of socket)
			assert.ok(piece.length);
	}
	await until('a request after them is in the log', async () => {
		const id = (await fetch(`${app}/signin`)).headers.get('x-request-id');
		return readFileSync(`${logs}/portal.log`, 'utf8').includes(id);
	});
	assert.ok(!readFileSync(`${logs}/portal.log`, 'utf8').includes('forged.line'));
});
