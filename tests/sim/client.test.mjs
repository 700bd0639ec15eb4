// client.test.mjs: what the client does and what comes of it: the hosted page, the phone, logins,
// reports that add up, refreshes; and what tests make go wrong. See sim.test.mjs for the rest.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ana, ask, control, events, get, make, pause, post, read, submit, truth,
	until } from './harness.mjs';

const cents = (text) => Math.round(Number(text) * 100);
const done = (order, more = {}) => control('finish', { order_id: order.id, ...more });
const report = async (order, body = {}) => (await post(`/v1/users/${order.user_id}/reports/`,
	body)).doc;

describe('the page of the client', () => {
	test('leads from the short link through the code to the end', async () => {
		const order = await make({ email: 'ana@mail.test' });
		await until(async () => (await read(order)).status === 'sent', 'sent');
		const short = await ask('GET', order.short_share_url);
		assert.equal(short.status, 302);
		const welcome = await get(short.headers.get('location'));
		assert.match(welcome.text, /id="start"/);
		const path = new URL(order.share_url).pathname;
		const sources = await submit(`${path}/start`, {});
		assert.match((await get(sources)).text, /id="employer-northgate-market"/);
		assert.doesNotMatch((await get(`${sources}?q=tide`)).text,
			/id="employer-northgate-market"/);
		const source = await submit(sources, { source: 'northgate-market' });
		assert.match((await get(source)).text, /id="username"/);
		await submit(`${source}/signin`, { username: 'ana', password: 'wrong' });
		await until(async () => (await get(source)).text.includes('role="alert"'), 'refused');
		await submit(`${source}/signin`, { username: 'goodlogin', password: 'mfa' });
		await until(async () => (await get(source)).text.includes('id="code"'),
			'asked for the code');
		assert.equal((await read(order)).employers[0].last_task_status, 'mfa');
		await submit(`${source}/code`, { code: '12345' });
		assert.match((await get(source)).text, /http-equiv="refresh"[^]*id="reading"/);
		await until(async () => (await get(source)).text.includes('id="done"'), 'read');
		assert.notEqual((await read(order)).status, 'completed');
		await submit(`${path}/finish`, {});
		assert.match((await get(path)).text, /id="thanks"/);
		const after = await read(order);
		assert.equal(after.status, 'completed');
		assert.equal(after.employers[0].tasks.length, 2);
		const log = await get(`/v1/orders/${order.id}/events/`);
		assert.deepEqual(log.doc.results.map((one) => one.type), ['order_created', 'email_sent',
			'link_clicked', 'provider_connected', 'order_completed']);
	});

	test('speaks Spanish, and says in words when the link is over', async () => {
		const order = await make({ locale: 'es' });
		assert.match((await get(order.share_url)).text, /<html lang="es">[^]*Comenzar/);
		await control('expire', { order_id: order.id });
		const closed = await get(order.share_url);
		assert.equal(closed.status, 410);
		assert.match(closed.text, /caducado/);
		const after = await read(order);
		assert.deepEqual([after.status, after.is_expired], ['expired', true]);
	});

	test('a name cannot break the page', async () => {
		const order = await make({ first_name: '<b>"Bo' });
		assert.match((await get(order.share_url)).text, /&lt;b&gt;&quot;Bo/);
	});
});

describe('messages', () => {
	test('one first, three reminders, to e-mail and phone', async () => {
		const order = await make({ email: 'ana@mail.test', phone: '4155550142' });
		const inbox = async (to) => (await get(`/phone.json?to=${to}`)).doc.messages;
		await until(async () => (await inbox('ana@mail.test')).length === 1, 'first');
		assert.equal((await inbox('4155550142'))[0].link, order.short_share_url);
		for (let i = 0; i < 3; i++)
			assert.ok((await control('remind', { order_id: order.id })).ok);
		assert.ok((await control('remind', { order_id: order.id })).error);
		assert.equal((await inbox('ana@mail.test')).length, 4);
		assert.match((await get('/phone')).text, /ana@mail\.test/);
	});

	test('none when suppressed, until that is lifted', async () => {
		const order = await make({ email: 'ana@mail.test',
			notification_settings: { suppress_user_notifications: true } });
		await pause(60);
		assert.equal((await read(order)).status, 'pending');
		const changed = await ask('PATCH', `/v1/orders/${order.id}/`,
			{ notification_settings: { suppress_user_notifications: false } });
		assert.deepEqual([changed.status, changed.text], [200, '']);
		assert.equal((await read(order)).status, 'sent');
	});

	test('an address that bounces is the state error', async () => {
		const order = await make({ email: 'ana@bounce.test' });
		await until(async () => (await read(order)).status === 'error', 'error');
	});
});

describe('logins', () => {
	const endings = ['login_error', 'mfa_error', 'account_locked', 'unavailable', 'config_error',
		'error',
		'not_supported', 'unable_to_reset'];
	for (const status of endings)
		test(`error.user ends in ${status}, and the order stays open`, async () => {
			const after = await done(await make(), { login: 'error.user', password: status });
			assert.equal(after.employers[0].last_task_status, status);
			assert.ok(after.employers[0].tasks[0].error_message);
			assert.ok(['pending', 'sent'].includes(after.status));
			const [task] = (await get(`/v1/tasks/?user_id=${after.user_id}`)).doc.results;
			assert.equal(task.status, status);
		});

	test('no_data closes it, and a wrong code is mfa_error', async () => {
		const none = await done(await make(), { login: 'error.user', password: 'no_data' });
		assert.deepEqual([none.status, none.employers[0].status], ['no_data', 'no_data']);
		const wrong = await done(await make(), { password: 'mfa', code: '54321' });
		assert.equal(wrong.employers[0].last_task_status, 'mfa_error');
	});

	test('an authored scenario decides behaviour and data', async () => {
		const author = (more) => post('/v1/sandbox/scenarios/', { username: 'mo', password: 'x',
			data_source: 'payroll', products: ['income'], ...more });
		assert.equal((await author({ username: 'goodlogin' })).doc.error.code,
			'reserved_credential');
		const made = await author({ payload: { employments: [{ job_title: 'Diver' }] } });
		assert.equal(made.status, 201);
		const after = await done(await make(), { login: 'mo', password: 'x' });
		assert.equal(after.employers[0].employments[0].job_title, 'Diver');
		await ask('PATCH', `/v1/sandbox/scenarios/${made.doc.id}/`,
			{ behavior: { task_status: 'unavailable' } });
		const failed = await done(await make(), { login: 'mo', password: 'x' });
		assert.equal(failed.employers[0].last_task_status, 'unavailable');
	});
});

describe('reports', () => {
	const figures = [['bayview-care-center', 'BW', 150400, 26], ['northgate-market', 'W', 49200,
		52],
		['harborline-deliveries', 'SM', 165000, 24], ['cedar-ridge-schools', 'M', 390000, 12]];
	for (const [employer, frequency, gross, year] of figures)
		test(`${employer} adds up to the cent`, async () => {
			const order = await done(await make(), { employer });
			const [job] = (await report(order)).links[0].employments;
			assert.equal(job.pay_frequency, frequency);
			assert.equal(job.profile.last_name, ana.last_name);
			assert.ok(Math.abs(job.statements.length - year) <= 1);
			assert.ok(job.statements.some((one) => cents(one.gross_pay) === gross));
			const oldest = [...job.statements].reverse();
			for (const [i, one] of oldest.entries()) {
				const off = one.deductions.reduce((sum, line) => sum + cents(line.amount), 0);
				assert.equal(cents(one.gross_pay) - off, cents(one.net_pay));
				assert.equal(cents(one.regular) + cents(one.overtime) + cents(one.other_pay),
					cents(one.gross_pay));
				assert.ok(one.period_start < one.period_end && one.period_end <= one.pay_date);
				const before = oldest[i - 1];
				if (before?.pay_date.slice(0, 4) === one.pay_date.slice(0, 4))
					for (const name of ['gross_pay', 'net_pay', 'regular', 'overtime'])
						assert.equal(cents(before[`${name}_ytd`]) + cents(one[name]),
							cents(one[`${name}_ytd`]));
			}
			assert.equal(job.annual_income_summary[0].gross_pay, job.statements[0].gross_pay_ytd);
			assert.equal(job.w2s[0].wages, job.annual_income_summary[1].gross_pay);
		});

	test('employment alone has no income', async () => {
		const order = await done(await make({ products: ['employment'] }));
		const [job] = (await report(order, { is_voe: true })).links[0].employments;
		assert.deepEqual([job.income, job.pay_rate, job.statements], [null, null, undefined]);
		assert.equal(job.is_active, true);
	});

	test('accounts have 90 days that lead to the balance', async () => {
		const order = await done(await make({ products: ['assets'] }), { bank: 'pelican-savings' });
		const made = await post(`/v1/users/${order.user_id}/assets/reports/`);
		assert.equal(made.doc.days_requested, 90);
		const [checking, savings] = made.doc.links[0].accounts;
		assert.deepEqual([checking.type, savings.type], ['CHECKING', 'SAVINGS']);
		assert.ok(checking.transactions.length > 20);
		let balance = cents(checking.balances.balance), sum = 0;
		const day = new Date(made.doc.as_of_date);
		for (let i = 0; i < 30; i++, day.setUTCDate(day.getUTCDate() - 1)) {
			sum += balance;
			for (const one of checking.transactions)
				if (one.posted_at.slice(0, 10) === day.toISOString().slice(0, 10))
					balance -= (one.type === 'CREDIT' ? 1 : -1) * cents(one.amount);
		}
		assert.equal(cents(checking.summary.avg_30), Math.trunc(sum / 30));
		assert.equal(checking.owners[0].full_name, 'Ana O’Brien');
		const few = await post(`/v1/users/${order.user_id}/assets/reports/`, { days_requested: 7 });
		assert.equal(few.status, 400);
	});

	test('cannot be read at once, and can a moment later', async () => {
		const order = await done(await make());
		const { report_id: id } = await report(order);
		const path = `/v1/users/${order.user_id}/reports/${id}/`;
		assert.equal((await get(path)).status, 404);
		const found = await until(async () => (await get(path)).doc.report_id && get(path),
			'readable');
		assert.equal(found.doc.links[0].tracking_info, order.employers[0].id);
		assert.ok(order.voie_report_id);
	});

	test('aggregate every order of a user', async () => {
		const one = await done(await make({ external_user_id: 'C-9' }));
		await done(await make({ external_user_id: 'C-9', first_name: 'Bo' }),
			{ employer: 'pinecrest-transit' });
		const { links } = await report(one);
		assert.deepEqual(links.map((link) => link.employments[0].profile.first_name), ['Ana',
			'Bo']);
	});
});

describe('refresh, cancel, batch', () => {
	const refresh = (order, body = { products: ['income'] }) => post(`/v1/orders/${order.id}/`,
		body);

	test('reads the connection again, three times in a day', async () => {
		const order = await done(await make());
		const first = await refresh(order);
		assert.equal(first.status, 201);
		assert.equal(first.doc.initial_order, order.id);
		await until(async () => (await read(first.doc)).status === 'completed', 'refreshed');
		assert.equal((await read(first.doc)).employers[0].link_id, order.employers[0].link_id);
		await until(() => events('statements-updated').length, 'told');
		await refresh(order);
		await refresh(order);
		const fourth = await refresh(order);
		assert.equal(fourth.status, 429);
		assert.equal(fourth.doc.error.message, 'Refresh limit for the access_token exceeded');
		assert.equal(fourth.headers.get('retry-after'), null);
		assert.equal((await refresh(order, { products: ['assets'] })).status, 400);
	});

	test('fails as it is told to', async () => {
		const order = await done(await make());
		await control('connections', { link_id: order.employers[0].link_id, next: 'mfa_error' });
		await refresh(order);
		const failed = await until(() => events('order-refresh-failed')[0], 'failed');
		assert.equal(failed.status, 'mfa_error');
		await until(() => events('link-disconnected').length, 'told');
	});

	test('a cancel holds, and works once', async () => {
		const order = await make();
		const first = await post(`/v1/orders/${order.id}/cancel/`);
		assert.deepEqual([first.status, first.doc.status], [200, 'canceled']);
		assert.ok(first.doc.canceled_at);
		assert.equal((await post(`/v1/orders/${order.id}/cancel/`)).status, 400);
		assert.equal((await get(order.share_url)).status, 410);
	});

	test('a batch makes what is missing and names what exists', async () => {
		await make({ order_number: 'B-1' });
		const orders = [{ ...ana, order_number: 'B-1' }, { ...ana, order_number: 'B-2' },
			{ order_number: 'B-3' }];
		const job = await post('/v1/orders/batch/', { orders });
		assert.deepEqual([job.status, job.doc.status], [202, 'pending']);
		const end = await until(async () => {
			const { doc } = await get(`/v1/orders/batch/${job.doc.id}/`);
			return doc.status === 'completed' && doc;
		}, 'batch');
		assert.deepEqual(end.results.map((one) => one.status), ['existing', 'created', 'failed']);
		assert.deepEqual([end.created_count, end.failed_count], [2, 1]);
	});
});

describe('what goes wrong', () => {
	const fault = (word, more = {}) => control('faults',
		{ match: { method: 'POST', path: '/v1/orders/' }, fault: word, ...more });
	const made = async () => (await truth()).orders.length;

	for (const [word, orders] of [['drop', 0], ['process_then_drop', 1], ['cut_body', 1]])
		test(`${word} loses the answer; ${orders} made`, async () => {
			await fault(word);
			await assert.rejects(post('/v1/orders/', ana));
			assert.equal(await made(), orders);
			assert.equal((await post('/v1/orders/', ana)).status, 201);
		});

	for (const [word, status, orders] of [['throttle', 429, 0], ['throttle_no_retry_after', 429, 0],
		['error_500', 500, 0], ['error_502_html', 502, 0], ['redirect', 302, 0], ['no_id', 201, 1]])
		test(`${word} answers ${status}; ${orders} made`, async () => {
			await fault(word);
			const answer = await post('/v1/orders/', { ...ana, order_number: 'F-1' });
			assert.equal(answer.status, status);
			assert.equal(answer.headers.has('retry-after'), word === 'throttle');
			assert.equal(answer.doc?.id, undefined);
			assert.equal(await made(), orders);
			assert.equal((await truth()).calls[0].fault, word);
		});

	test('late processes after the wait, slow before it, processed makes an error count',
		async () => {
		await fault('late', { delay_ms: 300 });
		const late = post('/v1/orders/', ana);
		await pause(100);
		assert.equal(await made(), 0);
		assert.equal((await late).status, 201);
		await fault('slow', { delay_ms: 300 });
		const slow = post('/v1/orders/', ana);
		await pause(100);
		assert.equal(await made(), 2);
		await slow;
		await fault('error_500', { processed: true });
		assert.equal((await post('/v1/orders/', ana)).status, 500);
		assert.equal(await made(), 3);
	});

	test('creates and retrieves share 300 a minute', async () => {
		await control('options', { per_minute: 3 });
		const order = await make();
		await get(`/v1/orders/${order.id}/`);
		await get('/v1/orders/');
		await get(`/v1/orders/${order.id}/`);
		const answer = await post('/v1/orders/', ana);
		assert.deepEqual([answer.status, answer.doc.error.code], [429, 'throttled']);
		assert.ok(Number(answer.headers.get('retry-after')) >= 59);
		assert.equal((await truth()).per_minute, 3);
	});

	test('an unknown fault is refused', async () => {
		assert.ok((await fault('earthquake')).error);
	});
});
