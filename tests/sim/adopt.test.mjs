// adopt.test.mjs: does a simulator that was just started stand where somebody remembers it stood?
// Orders, their pages, connections and reports; twice, half, and wrong.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, base, control, events, get, pause, post, read, submit, truth, until }
	from './harness.mjs';

const hours = (n) => new Date(Date.now() + n * 3600e3).toISOString();
const id = (n) => String(n).padStart(32, '0');

const remembered = (more) => ({
	id: id(1), order_number: 'LC-1', user_id: id(900), external_user_id: '24-1',
	first_name: 'Ana', last_name: 'O’Brien', email: 'ana@mail.test', phone: '4155550142',
	products: ['income', 'employment'], locale: 'es', is_suppressed: false, status: 'sent',
	created_at: hours(-20), updated_at: hours(-1), expires_at: hours(80),
	share_token: 'token1', bridge_token: 'bridge1', short_code: 'short1', connections: [], ...more,
});
const connection = (n, more) => ({ id: id(100 + n), link_id: id(200 + n), kind: 'employer',
	name: 'Tidewater Cannery', status: 'sent', task_status: 'done', created_at: hours(-3),
	updated_at: hours(-2), ...more });

const adopt = (...orders) => control('adopt', { orders });
const source = async () => (await read({ id: id(1) })).employers[0];
const report = (user, of) => get(`/v1/users/${user}/reports/${of}/`);

describe('an adopted order', () => {
	test('is read as it was remembered, and nobody is told', async () => {
		assert.deepEqual(await adopt(remembered()), { adopted: 1, known: 0 });
		const order = await read({ id: id(1) });
		assert.deepEqual(
			[order.status, order.user_id, order.order_number, order.external_user_id, order.locale],
			['sent', id(900), 'LC-1', '24-1', 'es']);
		assert.equal(order.share_url, `${base}/o/token1?bridge_token=bridge1`);
		assert.equal(order.short_share_url, `${base}/s/short1`);
		const { created_at, updated_at, expires_at } = remembered();
		for (const [is, was] of [[order.created_at, created_at], [order.updated_at, updated_at],
			[order.expired_at, expires_at]])
			assert.ok(Math.abs(Date.parse(is) - Date.parse(was)) < 5000, `${is} for ${was}`);
		assert.equal(order.employers.length, 1);
		assert.equal(order.financial_accounts.length, 0);
		await pause(300);
		assert.deepEqual(events(), []);
	});

	test('that is known is left alone, whatever is said of it', async () => {
		await adopt(remembered());
		await control('finish', { order_id: id(1) });
		assert.deepEqual(await adopt(remembered({ status: 'expired' }), remembered({ id: id(2) })),
			{ adopted: 1, known: 1 });
		assert.equal((await read({ id: id(1) })).status, 'completed');
	});

	test('shares its user with the household, before and after', async () => {
		await adopt(remembered(), remembered({ id: id(2), first_name: 'Bo' }));
		const made = (await post('/v1/orders/', { products: ['income'], first_name: 'Cy',
			last_name: 'O’Brien', external_user_id: '24-1' })).doc;
		assert.deepEqual((await truth()).orders.map((order) => order.user_id),
			[id(900), id(900), id(900)]);
		assert.equal(made.user_id, id(900));
	});

	test('keeps microseconds and takes either spelling of a time', async () => {
		await adopt(remembered({ created_at: '2026-02-28T23:59:59.123456+00:00',
			updated_at: '2026-03-01T00:00:00.5Z', expires_at: '2099-12-31T00:00:00Z' }));
		const order = await read({ id: id(1) });
		assert.deepEqual([order.created_at, order.updated_at, order.expired_at],
			['2026-02-28T23:59:59.123456Z', '2026-03-01T00:00:00.500000Z',
				'2099-12-31T00:00:00.000000Z']);
	});

	const closed = { completed: 'completed_at', canceled: 'canceled_at', expired: 'is_expired',
		error: null, skipped: null, no_data: null };
	for (const [status, mark] of Object.entries(closed))
		test(`that was ${status} stays so, without sources it never had`, async () => {
			await adopt(remembered({ status }));
			const order = await read({ id: id(1) });
			assert.equal(order.status, status);
			assert.ok(mark === null || order[mark]);
			assert.deepEqual(order.employers, []);
			const page = await get('/o/token1');
			assert.equal(page.status, status === 'completed' ? 200 : 410);
		});

	test('whose time ran out meanwhile expires', async () => {
		await adopt(remembered({ expires_at: hours(-1) }));
		await until(async () => (await read({ id: id(1) })).status === 'expired', 'it expires');
		await until(() => events('order-status-updated').length, 'told');
	});

	test('has on the phone what was sent by now, once', async () => {
		await adopt(remembered({ created_at: hours(-50), expires_at: hours(70) }));
		const { messages } = (await get('/phone.json')).doc;
		assert.deepEqual(messages.map((one) => [one.kind, one.is_reminder]), [['sms', true],
			['email', true], ['sms', false], ['email', false]]);
		assert.equal(messages[0].link, `${base}/s/short1`);
		await control('reset');
		await adopt(remembered({ is_suppressed: true, status: 'pending' }));
		assert.deepEqual((await get('/phone.json')).doc.messages, []);
	});
});

describe('its connections', () => {
	const states = {
		done: 'done', parse: 'parse', mfa: 'mfa', new: 'new', login_error: 'login_error',
		account_locked: 'account_locked', no_data: 'no_data',
	};
	for (const [said, shown] of Object.entries(states))
		test(`stand at ${said}`, async () => {
			await adopt(remembered({ connections: [connection(1, { task_status: said })] }));
			const [one] = (await read({ id: id(1) })).employers;
			assert.deepEqual([one.id, one.link_id, one.status, one.last_task_status,
				one.company_name], [id(101), id(201), 'sent', shown, 'Tidewater Cannery']);
			assert.equal(one.employments.length, said === 'done' ? 1 : 0);
		});

	test('without a task wait for the client', async () => {
		await adopt(remembered({ connections: [connection(1, { task_status: null,
			link_id: null })] }));
		const [one] = (await read({ id: id(1) })).employers;
		assert.deepEqual([one.last_task_status, one.link_id], [null, null]);
	});

	test('may be at places and providers this simulator does not have', async () => {
		await adopt(remembered({ products: ['income', 'assets'], connections: [
			connection(1, { name: 'Pelican Freight', provider: 'Brightwage' }),
			connection(2, { provider: 'Brightwage' }),
			connection(3, { kind: 'bank', name: 'First Lakeside Bank' })] }));
		const order = await read({ id: id(1) });
		assert.deepEqual(order.employers.map((one) => [one.company_name, one.provider.name]),
			[['Pelican Freight', 'Brightwage'], ['Tidewater Cannery', 'Brightwage']]);
		assert.equal(order.employers[0].employments[0].company.name, 'Pelican Freight');
		assert.equal(order.financial_accounts[0].provider.name, 'First Lakeside Bank');
		assert.equal(order.financial_accounts[0].accounts.length, 2);
	});

	test('that were being read are read to the end', async () => {
		await adopt(remembered({ connections: [connection(1, { task_status: 'full_parse' })] }));
		assert.equal((await source()).last_task_status, 'full_parse');
		await control('finish', { order_id: id(1) });
		assert.equal((await read({ id: id(1) })).status, 'completed');
	});

	test('that wait for a code take it', async () => {
		await adopt(remembered({ connections: [connection(1, { task_status: 'mfa' })] }));
		await submit(`/o/token1/sources/${id(101)}/code`, { code: '00000' });
		assert.equal((await source()).last_task_status, 'mfa_error');
	});
});

describe('its client', () => {
	test('finishes on the page that was known before', async () => {
		await adopt(remembered({ connections: [connection(1, { task_status: 'login_error' })] }));
		const short = await get('/s/short1');
		assert.equal(short.headers.get('location'), `${base}/o/token1?bridge_token=bridge1`);
		assert.equal((await get('/o/token1?bridge_token=bridge1')).status, 200);
		assert.equal(await submit('/o/token1/start', {}), `/o/token1/sources/${id(101)}`);
		await submit(`/o/token1/sources/${id(101)}/signin`,
			{ username: 'goodlogin', password: 'goodpassword' });
		await until(async () => (await source()).last_task_status === 'done',
			'the source is read');
		await submit('/o/token1/finish', {});
		assert.equal((await read({ id: id(1) })).status, 'completed');
		await until(() => events('order-finalized').length === 1, 'told');
	});

	test('who was choosing an employer goes on choosing', async () => {
		await adopt(remembered({ connections: [connection(1, { name: null, link_id: null,
			task_status: 'new' })] }));
		const [one] = (await read({ id: id(1) })).employers;
		assert.deepEqual([one.link_id, one.last_task_status], [null, 'new']);
		assert.equal(await submit('/o/token1/start', {}), '/o/token1/sources');
		assert.equal(await submit('/o/token1/sources', { source: 'northgate-market' }),
			`/o/token1/sources/${id(101)}`);
	});
});

describe('its reports', () => {
	test('are read under their id, with the links of before', async () => {
		await adopt(remembered({ status: 'completed',
			connections: [connection(1, { status: 'completed' })],
			reports: [{ id: id(300), product: 'income', created_at: hours(-2) }] }));
		const answer = await report(id(900), id(300));
		assert.equal(answer.status, 200);
		assert.deepEqual(answer.doc.links.map((link) => [link.link_id, link.tracking_info]),
			[[id(201), id(101)]]);
		assert.equal((await read({ id: id(1) })).voie_report_id, id(300));
	});

	test('can be made anew', async () => {
		await adopt(remembered({ connections: [connection(1, {})] }));
		const made = await post(`/v1/users/${id(900)}/reports/`, { is_voe: false });
		assert.equal(made.status, 201);
		assert.deepEqual(made.doc.links.map((link) => link.link_id), [id(201)]);
	});
});

test('a refresh is tied to its original and reads the same connection', async () => {
	await adopt(remembered({ status: 'completed',
		connections: [connection(1, { status: 'completed' })] }),
	remembered({ id: id(2), initial_order: id(1), products: ['income'], share_token: 'token2',
		connections: [connection(2, { link_id: id(201), task_status: 'parse' })] }));
	const [first, second] = [await read({ id: id(1) }), await read({ id: id(2) })];
	assert.deepEqual([first.refresh_order, second.initial_order], [id(2), id(1)]);
	assert.equal(second.employers[0].link_id, id(201));
});

describe('refused whole', () => {
	const wrong = { id: '', user_id: null, products: [], status: 'lost', created_at: 'yesterday',
		expires_at: '2026-13' };
	for (const [name, value] of Object.entries(wrong))
		test(`when an order has ${name} ${JSON.stringify(value)}`, async () => {
			const answer = await post('/control/adopt',
				{ orders: [remembered(), remembered({ id: id(2), [name]: value })] });
			assert.equal(answer.status, 400);
			assert.match(answer.doc.error, /lacks/);
			assert.deepEqual((await truth()).orders, []);
		});

	test('and nothing is nothing', async () => {
		assert.deepEqual(await adopt(), { adopted: 0, known: 0 });
		assert.equal((await ask('GET', '/control/adopt')).status, 405);
	});
});
