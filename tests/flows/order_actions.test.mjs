// order_actions.test.mjs: what may be done to an order that was made, held against what the
// provider really saw; and the playbook, which must know every cause in every language.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { filled, form, message } from './markup.mjs';
import { dana, luis, marcus } from './people.mjs';
import * as truv from './truv.mjs';
import { count, sim, sql, until } from './world.mjs';

before(() => Promise.all([dana.signsIn(), luis.signsIn(), marcus.signsIn()]));

const changes = (order, noun, answers) =>
	dana.fills(`${order.url}/change`, `${order.url}/${noun}`, answers);
const cancels = (order, reason = 'Moved away') => changes(order, 'cancellation', { reason });
const audited = (order, action) =>
	count('audit', `subject = 'order:${order.id}' and action = '${action}'`);
const inbox = async (to) => (await (await fetch(`${sim}/phone.json?to=${to}`)).json()).messages;
const cancel = { method: 'POST', path: '/v1/orders/*/cancel/' };
let made = 0;
const address = () => `act${process.pid}-${++made}@mail.test`;

describe('cancel', () => {
	test('keeps the state until Truv confirms, and says so', async () => {
		const order = await dana.hasAnOrder();
		// Its webhook would confirm it before the slow answer does.
		await truv.mails({ hold: true });
		await truv.goesWrong('slow', { match: cancel, delay_ms: 1500 });
		const page = await cancels(order);
		assert.equal(page.path, order.url);
		assert.match(page.words, /It is over when Truv confirms/);
		assert.match(page.words, /Truv is asked to cancel this order/);
		await dana.seesState(order, 'Waiting for client');
		const over = await dana.seesState(order, 'Canceled');
		await truv.mails({ hold: false });
		assert.match(over.words, /Canceled because Moved away/);
		assert.equal((await truv.madeOnce(order)).status, 'canceled');
		assert.equal(audited(order, 'order.cancel'), 1);
		await until('the attempt is closed', () => sql(`select kind, phase from order_attempts
			where order_id = ${order.id} order by id desc limit 1`) === 'cancel|accepted');
		await until('nothing is wanted any more', () =>
			count('orders', `id = ${order.id} and cancel_asked_at is null`) === 1);
		await dana.sees(order.url, /: order canceled/);
	});

	test('pressed twice it is asked once; without a reason not at all', async () => {
		const order = await dana.hasAnOrder();
		const none = await cancels(order, '');
		assert.equal(none.status, 422);
		assert.match(message(none.html, 'reason'), /\w+/);
		const page = await dana.visits(`${order.url}/change`);
		const action = `${order.url}/cancellation`;
		const pairs = filled(form(page.html, action), { reason: 'Twice' });
		await Promise.all([1, 2, 3].map(() => dana.posts(action, pairs)));
		await dana.seesState(order, 'Canceled');
		const calls = (await truv.truth()).calls.filter((call) => call.path.endsWith('/cancel/'));
		const mine = calls.filter((call) => call.path.includes(truv.upstream(order)));
		assert.equal(mine.length, 1);
	});

	for (const fault of ['drop', 'process_then_drop', 'error_500', 'throttle']) {
		test(`${fault}: it is canceled all the same`, async () => {
			const order = await dana.hasAnOrder();
			await truv.goesWrong(fault, { match: cancel, retry_after: 1 });
			await cancels(order);
			await dana.seesState(order, 'Canceled', 30);
			assert.equal((await truv.madeOnce(order)).status, 'canceled');
		});
	}

	test('an order that never went out is over at once', async () => {
		const c = await dana.opensCase({ household: [{ email: 'bo@gmial.test' }] });
		const order = await dana.orders(c, { delivery: 'truv' });
		await dana.seesState(order, 'Needs a fix');
		const page = await cancels(order);
		assert.match(page.words, /It never went out/);
		await dana.seesState(order, 'Canceled');
		assert.deepEqual(await truv.made(order), []);
	});

	test('one whose client has finished is not canceled, and the page says why', async () => {
		const order = await dana.hasAnOrder();
		const page = await dana.visits(`${order.url}/change`);
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
		const action = `${order.url}/cancellation`;
		await dana.posts(action, filled(form(page.html, action), { reason: 'Too late' }));
		await dana.sees(order.url, 'not canceled, the client had finished before');
		await dana.seesState(order, 'Ready to review');
		assert.equal(count('orders', `id = ${order.id} and cancel_asked_at is null`), 1);
	});
});

describe('replace', () => {
	const replaces = (order, answers) =>
		dana.fills(`${order.url}/replacement`, `${order.url}/replacement`, answers);

	test('a wrong address: a new order goes out, the old one ends, the history stays', async () => {
		const [wrong, right] = [address(), address()];
		const c = await dana.opensCase({ household: [{ email: wrong }] });
		const order = await dana.orders(c, { delivery: 'truv', employer_hint: 'Bayview' });
		await dana.seesState(order, 'Waiting for client');
		const page = await replaces(order, { email: right });
		assert.match(page.path, /^\/orders\/\d+$/);
		assert.notEqual(page.path, order.url);
		const next = { id: page.path.split('/')[2], url: page.path };
		await dana.seesState(next, 'Waiting for client');
		await dana.seesState(order, 'Canceled');
		const old = await dana.visits(order.url);
		assert.match(old.html, new RegExp(`href="${next.url}">Order ${next.id}`));
		assert.match(old.words, /replaced by order/);
		assert.equal(sql(`select replaces_id, products, employer_hint, email from orders
			where id = ${next.id}`), `${order.id}|{income}|Bayview|${right}`);
		await until('the client has it', async () => (await inbox(right)).length === 1);
		assert.equal((await truv.madeOnce(order)).status, 'canceled');
		assert.equal((await dana.asks(`${order.url}/replacement`)).status, 404, 'once');
	});

	test('the same form three times at once is one new order', async () => {
		const order = await dana.hasAnOrder();
		const page = await dana.visits(`${order.url}/replacement`);
		const action = `${order.url}/replacement`;
		const pairs = filled(form(page.html, action), { delivery: 'link' });
		const all = await Promise.all([1, 2, 3].map(() => dana.posts(action, pairs)));
		assert.equal(new Set(all.map((one) => one.path)).size, 1);
		assert.equal(count('orders', `replaces_id = ${order.id}`), 1);
	});

	test('an expired order has its cause, its sentence and the button to replace it', async () => {
		const order = await dana.hasAnOrder({ language: 'es' });
		await truv.expires(order);
		const page = await dana.seesState(order, 'Expired');
		assert.match(page.words, /The link ended before the client finished/);
		assert.match(page.words, /Su enlace es demasiado antiguo/);
		const next = await replaces(order, { delivery: 'link' });
		await dana.seesState({ id: 'next', url: next.path }, 'Waiting for client');
		await dana.seesState(order, 'Expired');
	});

	test('one nobody knows the fate of cannot be replaced', async () => {
		assert.equal((await dana.asks('/orders/10/replacement')).status, 404);
	});
});

describe('delivery and language', () => {
	test('changed to Truv, the client is written to; and back, no more', async () => {
		const to = address();
		const c = await dana.opensCase({ household: [{ email: to }] });
		const order = await dana.orders(c, { delivery: 'link' });
		await dana.seesState(order, 'Waiting for client');
		assert.equal((await inbox(to)).length, 0);
		const page = await changes(order, 'delivery', { delivery: 'truv' });
		assert.match(page.words, /The delivery is changed/);
		await until('the client has it', async () => (await inbox(to)).length === 1);
		await changes(order, 'delivery', { delivery: 'in_person' });
		await until('Truv is silent', async () => (await truv.madeOnce(order)).is_suppressed);
		assert.match((await dana.visits(order.url)).html, /code\.svg/);
		assert.equal((await truv.posts(order)).length, 1, 'never a second order');
		assert.equal(audited(order, 'order.deliver'), 2);
	});

	test('without an address Truv cannot send: it is said, and nothing changes', async () => {
		const c = await dana.opensCase({ household: [{ email: '', phone: '' }] });
		const order = await dana.orders(c);
		await dana.seesState(order, 'Waiting for client');
		const page = await changes(order, 'delivery', { delivery: 'truv' });
		assert.equal(page.status, 422);
		assert.match(page.words, /replace the order: it has no address/);
		assert.equal(sql(`select delivery from orders where id = ${order.id}`), 'link');
	});

	test('the language is what the worker says next', async () => {
		const order = await dana.hasAnOrder();
		const page = await changes(order, 'language', { language: 'ar' });
		assert.match(page.words, /The language is changed/);
		await truv.fails(order, 'login_error');
		const now = await dana.seesState(order, 'Needs you');
		const theirs = now.html.indexOf('<span lang="ar" dir="rtl">“كلمة المرور غير صحيحة');
		assert.ok(theirs > 0, 'in Arabic, from right to left');
		assert.ok(theirs < now.html.indexOf('“The password was not right'), 'before the English');
	});
});

describe('ask Truv', () => {
	test('now, for an order whose webhooks were lost', async () => {
		const order = await dana.hasAnOrder();
		await truv.fails(order, 'unavailable');
		const page = await dana.seesState(order, 'Needs you');
		assert.match(page.html, new RegExp(`action="${order.url}/inquiry"`));
		await truv.mails({ hold: true });
		await truv.finishes(order);
		const action = `${order.url}/inquiry`;
		const after = await dana.posts(action, form(page.html, action));
		assert.match(after.words, /Truv is being asked/);
		await dana.seesState(order, 'Ready to review');
		await truv.mails({ hold: false });
	});

	test('for its own history, which is kept and not told twice', async () => {
		const order = await dana.hasAnOrder();
		const ask = async () => dana.fills(order.url, `${order.url}/events`, {});
		assert.equal((await ask()).path, `${order.url}/events`);
		await dana.sees(`${order.url}/events`, 'Order made');
		await truv.finishes(order);
		await dana.seesState(order, 'Ready to review');
		await ask();
		await dana.sees(`${order.url}/events`, 'Order finished');
		assert.equal(count('order_events', `order_id = ${order.id} and type = 'order_created'`), 1);
	});
});

test('nobody else can do any of it', async () => {
	const order = await dana.hasAnOrder();
	const acts = [['delivery', { delivery: 'in_person' }], ['language', { language: 'es' }],
		['cancellation', { reason: 'No' }], ['inquiry', {}], ['events', {}],
		['replacement', { delivery: 'link', language: 'en', client_key: 'a'.repeat(32) }]];
	for (const [person, status] of [[marcus, 404], [luis, 403]]) {
		const mine = form((await person.visits('/')).html, '/signout');
		for (const [noun, answers] of acts) {
			const page = await person.posts(`${order.url}/${noun}`, filled(mine, answers));
			assert.equal(page.status, status, `${person.email} ${noun}`);
		}
	}
	assert.equal(sql(`select delivery, language, state, cancel_asked_at is null from orders
		where id = ${order.id}`), 'link|en|waiting|t');
	assert.equal(count('orders', `replaces_id = ${order.id}`), 0);
});

describe('the playbook', () => {
	test('knows every order and task error there is (truv-api.md §6)', () => {
		const errors = ['login_error', 'mfa_error', 'config_error', 'account_locked',
			'unable_to_reset', 'no_data', 'unavailable', 'error', 'not_supported', 'skipped',
			'expired', 'delivery_failed'];
		const known = sql('select cause from causes').split('\n');
		assert.deepEqual(errors.filter((one) => !known.includes(one)), []);
	});

	test('has what to say for every cause in every language, each its own', () => {
		assert.equal(count('languages'), 12);
		assert.equal(sql(`select l.code || ' ' || c.cause from languages l cross join causes c
			left join cause_words w on w.cause = c.cause and w.language = l.code
			where l.code <> 'en' and w.say is null`), '', 'no translation is missing');
		assert.equal(sql(`select w.cause, w.language from cause_words w
			left join causes c on c.cause = w.cause
			where c.cause is null or w.say = c.say`), '', 'none is left over or still English');
		assert.equal(sql(`select language from cause_words group by language
			having count(distinct say) < count(*)`), '', 'none is said twice');
	});

	const errors = ['mfa_error', 'account_locked', 'unable_to_reset', 'no_data', 'not_supported',
		'unavailable', 'config_error', 'error'];
	for (const error of errors) {
		test(`${error}: the client's language first, English beside it, one button`, async () => {
			const order = await dana.hasAnOrder({ language: 'vi' });
			await truv.fails(order, error);
			const page = await dana.seesState(order, 'Needs you');
			const said = sql(`select say from cause_words
				where language = 'vi' and cause = '${error}'`);
			assert.match(page.html, new RegExp(`<span lang="vi" dir="ltr">“${said.slice(0, 20)}`));
			const panel = page.html.match(/panel--you[\s\S]*?<\/section>/)[0];
			const filledOnes = panel.match(/class="usa-button"/g) ?? [];
			assert.equal(filledOnes.length, 1);
		});
	}
});
