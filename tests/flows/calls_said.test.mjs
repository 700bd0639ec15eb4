// calls_said.test.mjs: who may see a call, and what its page says to say.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { begins, messages, orderOf, sends, somebody } from './callers.mjs';
import { form } from './markup.mjs';
import { dana, luis, marcus, priya, stranger } from './people.mjs';
import * as truv from './truv.mjs';
import { key, sql, until } from './world.mjs';

before(() => Promise.all([dana, luis, marcus, priya].map((one) => one.signsIn())));

describe('who may', () => {
	test('not the front desk, not the signed-out, not another office', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		const pages = ['/calls/new', call.url, `${call.url}/wrap`, `${call.url}/changes`];
		for (const path of pages)
			assert.equal((await luis.asks(path)).status, 403, path);
		for (const path of pages)
			assert.match((await stranger().asks(path)).headers.get('location'), /^\/signin/, path);
		for (const path of pages.slice(1))
			assert.equal((await marcus.asks(path)).status, 404, path);
		const csrf = new Map(form((await marcus.visits('/calls/new')).html, '/calls/search'))
			.get('csrf');
		for (const act of ['identity', 'language', 'member', 'agent', 'messages', 'note', 'wrap']) {
			const pairs = { csrf, send_by: 'link', language: 'es', interpreter: 'none', note: 'x',
				note_version: '0', outcome: 'other', member_id: c.members[0], client_key: key() };
			assert.equal((await marcus.posts(`${call.url}/${act}`, pairs)).status, 404, act);
		}
		const pairs = { csrf, member_id: c.members[0], phone: '', client_key: key() };
		assert.equal((await marcus.posts('/calls', pairs)).status, 404);
		assert.equal(sql(`select note is null, ended_at is null, language from calls
			where id = ${call.id}`), 't|t|en');
	});

	test('and every look is audited without a number, a name or a birth date', async () => {
		const c = await somebody();
		await begins(priya, c);
		const lines = sql(`select string_agg(to_jsonb(a)::text, ' ') from audit a
			where action like 'call.%'`);
		assert.match(lines, /call\.find/);
		assert.doesNotMatch(lines, new RegExp(c.number));
	});
});

describe('what to say', () => {
	test('stands in every language for every step and reply, each its own', () => {
		assert.equal(sql(`select l.code, s.key from languages l cross join call_scripts s
			left join call_words w on w.key = s.key and w.language = l.code
			where w.say is null`), '');
		assert.equal(sql(`select w.key, w.language from call_words w
			join call_words e on e.key = w.key and e.language = 'en'
			where w.language <> 'en' and w.say = e.say`), '');
	});

	test('follows the client, and a stop has its own sentence', async () => {
		const c = await somebody({ language: 'es' });
		const call = await begins(priya, c);
		const says = (k) => sql(`select say from call_words
			where key = '${k}' and language = 'es'`);
		assert.ok((await priya.visits(call.url)).words.includes(says('start')));
		await sends(priya, call);
		await until('it is sent', () => messages(c) === 1);
		await truv.fails(orderOf(c), 'login_error');
		const page = await priya.sees(call.url, /employer's site refused the password/);
		assert.ok(page.words.includes(sql(`select say from cause_words
			where cause = 'login_error' and language = 'es'`)));
		for (const reply of ['password', 'real', 'code', 'cash'])
			assert.ok((await priya.visits(`${call.url}?reply=${reply}`)).words
				.includes(says(reply)), reply);
	});

	test('asks when nothing has moved for three minutes', async () => {
		const c = await somebody({ language: 'es' });
		const call = await begins(priya, c);
		await sends(priya, call, { send_by: 'link' });
		await until('it waits', () =>
			sql(`select state from orders where case_id = ${c.id}`) === 'waiting');
		await priya.sees(call.url, /Nothing has moved for .*Ask/);
	});
});
