// calls.test.mjs: a call over HTTP, as a browser without JavaScript has it: who is found, what goes
// out, what is refused, and the one note that is left.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
	begins, draft, finds, messages, orderOf, phone, sending, sends, somebody, spelled, wraps,
} from './callers.mjs';
import { filled, form, message } from './markup.mjs';
import { dana, marcus, priya, ruth } from './people.mjs';
import * as truv from './truv.mjs';
import { count, key, sql, until } from './world.mjs';

before(() => Promise.all([dana, marcus, priya, ruth].map((one) => one.signsIn())));

describe('the one box', () => {
	test('finds by phone however it is spelled, by case, by name with birth date', async () => {
		const c = await somebody({ first_name: 'Nhung', last_name: `Đặng${process.pid}`,
			born_on: '02/03/1987' });
		const asked = [c.number, spelled(c.number), `+1 ${c.number}`, `1-${c.number}`,
			c.reference, c.reference.toLowerCase(), `dang${process.pid} 2/3/1987`,
			`nhung 1987-02-03`, `Dang${process.pid}`];
		for (const q of asked) {
			const page = await finds(priya, q);
			assert.match(page.words, new RegExp(c.reference), q);
			assert.equal(page.path, '/calls/search', 'nothing of it stands in the address');
		}
	});

	test('shows nobody of another office, and says what to do', async () => {
		const c = await somebody();
		const page = await finds(marcus, c.number);
		assert.doesNotMatch(page.words, new RegExp(c.reference));
		assert.match(page.words, /Nobody is found/);
		assert.match((await finds(priya, '555-0142')).words, /needs all ten digits/);
	});

	test('takes anything that can be typed', async () => {
		const asked = ['', ' ', "'", '%', '\\', '0', '99/99/2001 x', '2001-13-45 x', '((((',
			'\u{1F4DE}', '٠١٢٣٤٥٦٧٨٩', 'a'.repeat(120)];
		for (const q of asked)
			assert.equal((await finds(priya, q)).status, 200, q);
		assert.equal((await finds(priya, 'a'.repeat(200))).status, 200, 'too long finds nobody');
	});
});

describe('somebody who is not known', () => {
	const answers = (more) => ({
		first_name: 'Ines', last_name: `Nova${process.pid}`, born_on: '4/5/1990', phone: phone(),
		language: 'es', office_id: '1', program: 'snap', ...more,
	});

	test('has a case and a call from one form, and a link at once', async () => {
		const given = answers();
		const page = await priya.fills('/calls/new', '/calls/callers', given);
		assert.match(page.path, /^\/calls\/\d+$/, page.words.slice(0, 300));
		const call = { url: page.path };
		const sent = await sends(priya, call, { phone: given.phone });
		assert.equal(sent.path, call.url, sent.words.slice(0, 400));
		const id = sql(`select case_id from calls where id = ${page.path.split('/')[2]}`);
		assert.equal(sql(`select delivery, language, delay_hours from orders
			where case_id = ${id}`), 'agency|es|1');
		assert.equal(count('case_programs', `case_id = ${id}`), 1);
	});

	test('pressed twice is one case, one person, one call', async () => {
		const given = answers({ first_name: 'Twice', phone: '' });
		const page = await priya.visits('/calls/new');
		const pairs = filled(form(page.html, '/calls/callers'), given);
		const pages = await Promise.all([1, 2].map(() => priya.posts('/calls/callers', pairs)));
		assert.equal(pages[0].path, pages[1].path);
		const twice = `first_name = 'Twice' and last_name = 'Nova${process.pid}'`;
		assert.equal(count('members', twice), 1);
	});

	test('is offered the person of that name and birth date, or ticks', async () => {
		const given = answers({ first_name: 'Known', phone: '' });
		await priya.fills('/calls/new', '/calls/callers', given);
		const again = await priya.fills('/calls/new', '/calls/callers', given);
		assert.equal(again.status, 422);
		assert.match(again.words, /has this name and birth date/);
		assert.match(new Map(form(again.html, '/calls')).get('member_id'), /^\d+$/);
		const pairs = filled(form(again.html, '/calls/callers'), { is_another: '1' });
		assert.match((await priya.posts('/calls/callers', pairs)).path, /^\/calls\/\d+$/);
	});

	test('is not opened in an office that is not the agent’s', async () => {
		const pairs = filled(form((await marcus.visits('/calls/new')).html, '/calls/callers'),
			answers({ first_name: 'Elsewhere' }));
		assert.equal((await marcus.posts('/calls/callers', pairs)).status, 404);
		assert.equal(count('members', `first_name = 'Elsewhere'`), 0);
	});

	test('has a name of at most fifty letters, and is told so', async () => {
		const long = await priya.fills('/calls/new', '/calls/callers',
			answers({ first_name: 'X'.repeat(200), last_name: '' }));
		assert.equal(long.status, 422);
		assert.match(message(long.html, 'first_name'), /50|shorter/);
		assert.match(message(long.html, 'last_name'), /last name/);
	});
});

describe('the link', () => {
	test('goes out as an awaited text of ours, once however often the form is sent', async () => {
		const c = await somebody({ language: 'vi' });
		const call = await begins(priya, c);
		const pairs = sending(call.page, call, {});
		const pages = await Promise.all([1, 2, 3].map(() =>
			priya.posts(`${call.url}/messages`, pairs)));
		assert.ok(pages.every((page) => page.status < 500));
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
		const order = orderOf(c);
		await until('the link is made and the text wanted', () => messages(c) === 1);
		assert.equal(sql(`select channel, address, language, is_awaited, asked_by is not null
			from messages where order_id = ${order.id}`), `sms|+1${c.number}|vi|t|t`);
		assert.equal((await truv.made(order)).length, 1);
		const note = await draft(priya, call);
		assert.equal(note.match(/Sent the link by text to .* in Vietnamese/g).length, 1, note);
	});

	test('goes to another number, to the same only with a reason within an hour', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		await sends(priya, call);
		await until('the first text is wanted', () => messages(c) === 1);
		const soon = await sends(priya, call);
		assert.equal(soon.status, 422);
		assert.match(soon.words, /Say why it is needed again so soon/);
		const other = phone();
		assert.equal((await sends(priya, call, { phone: other })).path, call.url);
		assert.equal(messages(c), 2);
		assert.equal(sql(`select address from messages where case_id = ${c.id}
			order by id desc limit 1`), `+1${other}`);
		assert.equal((await sends(priya, call, { phone: other, reason: 'It did not come' })).path,
			call.url);
		assert.equal(messages(c), 3);
		assert.equal(count('orders', `case_id = ${c.id}`), 1, 'it stays the same order');
		assert.match(await draft(priya, call), /again: It did not come/);
	});

	test('says so when it cannot arrive, and goes to another number', async () => {
		const c = await somebody({ phone: '4155550990', language: 'es' });
		const call = await begins(priya, { ...c, number: c.reference });
		await sends(priya, call);
		const page = await priya.sees(call.url, /it is a landline/);
		assert.match(page.words, /Not delivered/);
		assert.ok(page.words.includes(sql(`select say from cause_words
			where cause = 'delivery_failed' and language = 'es'`)), 'and what to say');
		assert.equal((await sends(priya, call, { phone: c.other })).path, call.url);
		await priya.sees(call.url, /Text: delivered/);
		assert.equal(count('orders', `case_id = ${c.id}`), 1);
	});

	test('is not sent to a phone that said STOP', async () => {
		const c = await somebody();
		sql(`insert into message_stops (phone) values ('+1${c.number}')`);
		const call = await begins(priya, c);
		await sends(priya, call);
		const page = await priya.sees(call.url, /texted STOP/);
		assert.match(page.words, /Not delivered/);
		const again = await sends(priya, call, { reason: 'They say it is fine' });
		assert.match(again.words, /This phone texted STOP/);
	});

	test('of an order that Truv delivers becomes ours to send', async () => {
		const c = await somebody({ email: 'both@mail.test' });
		const order = await dana.orders(c, { delivery: 'truv' });
		await dana.seesState(order, 'Waiting for client');
		const call = await begins(priya, c);
		assert.match((await sends(priya, call)).words, /Say why it is needed again so soon/);
		assert.equal((await sends(priya, call, { reason: 'It did not come' })).path, call.url);
		assert.equal(sql(`select delivery from orders where id = ${order.id}`), 'agency');
		await until('one text is wanted and no e-mail', () => messages(c) === 1);
		assert.equal(sql(`select channel from messages where case_id = ${c.id}`), 'sms');
	});

	test('is spoken and sent in another language from the moment it is switched', async () => {
		const c = await somebody({ language: 'en' });
		const call = await begins(priya, c);
		await sends(priya, call);
		await until('it is sent', () => messages(c) === 1);
		await priya.posts(`${call.url}/language`, filled(form((await priya.visits(call.url)).html,
			`${call.url}/messages`), { language: 'ar' }));
		const page = await priya.visits(call.url);
		assert.match(page.html, /<p lang="ar" dir="rtl">“/, 'their language, right to left');
		assert.equal(sql(`select language from orders where case_id = ${c.id}`), 'ar');
	});

	test('is refused for a closed case, a call that is over, an address that is none', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		const pairs = sending(call.page, call, {});
		for (const [wrong, words] of [[{ phone: '12' }, /phone number/],
			[{ send_by: 'email', email: '' }, /Enter an e-mail address/],
			[{ phone: '', send_by: 'text' }, /Enter a phone number/]]) {
			const page = await priya.posts(`${call.url}/messages`, filled(pairs, wrong));
			assert.equal(page.status, 422);
			assert.match(page.words, words);
		}
		sql(`update cases set closed_at = now() where id = ${c.id}`);
		const closed = await priya.posts(`${call.url}/messages`, pairs);
		assert.match(closed.words, /the case is closed/);
		assert.equal(count('orders', `case_id = ${c.id}`), 0);
		assert.match((await priya.visits(call.url)).words, /no link can go out/);
		await wraps(priya, call, 'other');
		const over = await priya.posts(`${call.url}/messages`, pairs);
		assert.match(over.words, /this call is wrapped up/);
	});

	test('of an order that Truv refused goes out when it is put right', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		await sends(priya, call, { send_by: 'email', email: 'tom@gmial.test' });
		await priya.sees(call.url, /source refused/);
		const same = await sends(priya, call, { send_by: 'email', email: 'tom@gmial.test' });
		assert.match(same.words, /Change what was refused/);
		assert.equal((await sends(priya, call)).path, call.url);
		await until('the text is wanted', () => messages(c) === 1);
		assert.equal(count('orders', `case_id = ${c.id}`), 1, 'the refused order is put right');
		assert.equal((await draft(priya, call)).match(/Sent the link/g).length, 2);
	});

	test('that came to nobody is replaced, and the old order is over', async () => {
		const c = await somebody({ phone: '', email: `${key()}@bounce.test` });
		const order = await dana.orders(c, { delivery: 'truv' });
		await dana.seesState(order, 'Needs you');
		const call = await begins(priya, { ...c, number: c.reference });
		const page = await priya.visits(call.url);
		assert.match(page.words, /Send new link/);
		assert.match(page.words, /Our message did not reach you/);
		const other = phone();
		assert.equal((await sends(priya, call, { phone: other })).path, call.url);
		assert.equal(sql(`select replaces_id, phone from orders where case_id = ${c.id}
			order by id desc limit 1`), `${order.id}|+1${other}`);
	});
});

describe('the note', () => {
	test('is one, whoever wraps up how often, and stands in the case', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		const page = await priya.visits(`${call.url}/wrap`);
		const pairs = filled(form(page.html, `${call.url}/wrap`), {
			outcome: 'later', interpreter: 'line', follow_up: 'Call on Monday',
		});
		const theirs = await ruth.visits(`${call.url}/wrap`);
		const others = filled(form(theirs.html, `${call.url}/wrap`), { outcome: 'paper' });
		const ends = await Promise.all([priya.posts(`${call.url}/wrap`, pairs),
			priya.posts(`${call.url}/wrap`, pairs), ruth.posts(`${call.url}/wrap`, others)]);
		assert.ok(ends.every((end) => end.path === `${call.url}/wrap` && end.status === 200));
		assert.equal(count('notes', `client_key = 'call-${call.id}'`), 1);
		assert.equal(count('timeline', `key = 'call:${call.id}:ended'`), 1);
		const later = await wrapsAgain(call);
		assert.equal(later, sql(`select text from notes where client_key = 'call-${call.id}'`));
		assert.match((await dana.visits(c.url)).words, /Call with .* wrapped up/);
		assert.equal(count('tasks', `case_id = ${c.id}`), 1);
	});

	test('says when who finishes later is reminded; paper stops the reminders', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		await sends(priya, call);
		await until('it is sent', () => messages(c) === 1);
		const shown = await priya.visits(`${call.url}/wrap`);
		assert.match(shown.words, /First reminder: .* Last reminder: /);
		await wraps(priya, call, 'paper');
		const order = orderOf(c);
		const stopped = () => sql(`select started_at is null from reminder_stops
			where order_id = ${order.id}`);
		assert.equal(stopped(), 't');
		const later = await begins(priya, c);
		await wraps(priya, later, 'later');
		assert.equal(stopped(), 'f');
		assert.match(sql(`select text from notes where client_key = 'call-${later.id}'`),
			/Reminders go by themselves: \w{3}, /);
	});

	const wrapsAgain = async (call) => {
		const page = await priya.visits(`${call.url}/wrap`);
		return page.html.match(/<pre[^>]*>([\s\S]*?)<\/pre>/)[1].replaceAll('&#39;', "'");
	};

	test('says who, how, what was sent and what comes next', async () => {
		const c = await somebody({ language: 'ko' });
		const call = await begins(priya, c);
		await priya.fills(call.url, `${call.url}/identity`,
			{ checked: ['name', 'ssn'], interpreter: 'line' });
		await sends(priya, call);
		await until('it is sent', () => messages(c) === 1);
		const order = orderOf(c);
		await truv.finishes(order);
		await priya.sees(call.url, /All 6 steps are done/);
		await wraps(priya, call, 'finished', { follow_up: 'Review the report.' });
		const text = sql(`select text from notes where client_key = 'call-${call.id}'`);
		for (const words of [`Client called ${spelled(c.number)}.`,
			'Identity checked: name, last four.', 'in Korean.', 'Client opened the link.',
			'Client chose Bayview Care Center.', 'Client signed in.', 'ready to review.',
			'Spoke Korean, interpreter on the line.', 'Client finished the link during the call.',
			'Next: Review the report.', 'by Priya Raman.'])
			assert.ok(text.includes(words), `${words} in: ${text}`);
		assert.ok(text.indexOf('opened') < text.indexOf('signed in'));
	});

	test('keeps what two people typed at once', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		const pages = [await priya.visits(call.url), await ruth.visits(call.url)];
		const forms = pages.map((page) => form(page.html, `${call.url}/note`));
		await priya.posts(`${call.url}/note`, filled(forms[0], { note: 'Priya heard a dog.' }));
		await ruth.posts(`${call.url}/note`, filled(forms[1], { note: 'Ruth heard a cat.' }));
		const text = await draft(priya, call);
		assert.match(text, /dog[\s\S]*cat/);
		assert.equal(await draft(ruth, call), text, 'both see the same');
	});

	test('is kept of a call that nobody wraps up, with a task to call back', async () => {
		const c = await somebody();
		const call = await begins(priya, c);
		await priya.fills(call.url, `${call.url}/note`, { note: 'She was about to find it.' });
		sql(`update calls set started_at = now() - interval '13 hours' where id = ${call.id};
			insert into jobs (kind) values ('calls/expire')`);
		await until('it is over', () => count('notes', `client_key = 'call-${call.id}'`) === 1);
		const text = sql(`select text from notes where client_key = 'call-${call.id}'`);
		assert.match(text, /about to find it[\s\S]*Nobody wrapped the call up/);
		assert.equal(sql(`select kind from tasks where case_id = ${c.id}`), 'call_back');
	});

	test('tells of the husband’s link too, once the call has turned to it', async () => {
		const c = await somebody();
		sql(`insert into members (case_id, position, first_name, last_name, relation, born_on,
			phone) values (${c.id}, 2, 'Rafi', 'Turned', 'spouse', '1980-01-02', '+1${c.other}')`);
		const call = await begins(priya, c);
		const member = sql(`select max(id) from members where case_id = ${c.id}`);
		await priya.fills(call.url, `${call.url}/member`, { member_id: member });
		await sends(priya, call, { phone: c.other });
		await until('it is sent', () => messages(c) === 1);
		const order = orderOf(c);
		assert.equal(sql(`select member_id from orders where id = ${order.id}`), member);
		await truv.finishes(order);
		await priya.sees(call.url, /All 6 steps are done/);
		const note = await draft(priya, call);
		assert.match(note, /Turned to the link of Rafi Turned\.[\s\S]*Rafi Turned signed in\./);
		const elsewhere = (await somebody()).members[0];
		const csrf = new Map(form((await priya.visits(call.url)).html, `${call.url}/note`))
			.get('csrf');
		const odd = await priya.posts(`${call.url}/member`, { csrf, member_id: elsewhere });
		assert.equal(odd.status, 404, 'nobody of another household');
	});

	test('is of one call, however often it is begun at once', async () => {
		const c = await somebody();
		const found = await Promise.all([finds(priya, c.number), finds(ruth, c.number)]);
		const pages = await Promise.all([
			priya.posts('/calls', form(found[0].html, '/calls')),
			priya.posts('/calls', form(found[0].html, '/calls')),
			ruth.posts('/calls', form(found[1].html, '/calls'))]);
		assert.equal(new Set(pages.map((page) => page.path)).size, 1);
		assert.ok(pages.every((page) => page.status === 200));
		assert.equal(count('calls', `case_id = ${c.id}`), 1);
	});

	test('goes on in the same call when somebody calls again before it is wrapped up', async () => {
		const c = await somebody();
		const first = await begins(priya, c);
		const second = await begins(ruth, c);
		assert.equal(second.id, first.id);
		assert.match(second.page.words, /Priya Raman is on this call/);
		await ruth.fills(first.url, `${first.url}/agent`, {});
		assert.match((await priya.visits(first.url)).words, /Ruth Okafor is on this call/);
		assert.match(await draft(priya, first), /Call taken over by Ruth Okafor/);
		await wraps(ruth, first, 'other');
		assert.notEqual((await begins(priya, c)).id, first.id, 'afterwards it is another call');
	});
});
