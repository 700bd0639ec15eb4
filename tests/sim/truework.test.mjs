// truework.test.mjs: the simulator's Truework: what it accepts and refuses in both versions, how
// its verification requests go, and its webhooks (truework-api.md).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, base, control, heard, truth, until } from './harness.mjs';

const key = (version, more) => ({
	Authorization: 'Bearer tw_sk_test_demo', Accept: `application/json; version=${version}`,
	...more,
});
const now = key('2023-10-30'), then = key('2019-10-15');
const get = (path, headers = now) => ask('GET', `/truework/${path}`, undefined, headers);
const post = (path, body, headers = now) => ask('POST', `/truework/${path}`, body, headers);
const put = (path, body, headers = now) => ask('PUT', `/truework/${path}`, body, headers);
const bo = (last4 = '0003', more = {}) => ({
	type: 'employment-income', permissible_purpose: 'employee-eligibility', use_case: 'government',
	search_key: 'LC-1', metadata: { reference: 'LC-1' },
	target: { first_name: 'Bo', last_name: 'Tester', social_security_number: `000-00-${last4}`,
		date_of_birth: '1990-02-03', company: { name: 'Northgate Market' } }, ...more,
});
const employer = (last4, more) => post('orders/target-employer', bo(last4, more));
const told = () => heard.map((one) => one.doc.data.state ?? one.doc.hook.event);

describe('who may ask', () => {
	test('no key, a wrong one, one for browsers', async () => {
		assert.equal((await get('orders', {})).status, 401);
		assert.equal((await get('orders', { Authorization: 'Bearer nope' })).status, 401);
		assert.equal((await get('orders', { Authorization: 'Bearer tw_pk_test_x' })).status, 403);
		assert.equal((await get('orders')).status, 200);
	});

	test('a version older than the pinned one, or none there is, is 406', async () => {
		assert.equal((await get('orders', key('2001-01-01'))).status, 406);
		assert.equal((await get('verification-requests/', then)).status, 200);
		await control('options', { truework_pin: '2023-10-30' });
		assert.equal((await get('verification-requests/', then)).status, 406);
		assert.equal((await get('orders')).status, 200);
	});

	test('the eleventh in a second is 429', async () => {
		const all = await Promise.all(Array.from({ length: 14 }, () => get('orders')));
		assert.ok(all.some((one) => one.status === 429));
		assert.equal(all.filter((one) => one.status === 200).length, 10);
	});
});

describe('orders', () => {
	test('go from approval to a report, told step by step', async () => {
		const made = await employer();
		assert.equal(made.status, 201);
		assert.equal(made.doc.verification_requests[0].state.canonical_value, 'pending-approval');
		assert.ok(made.doc.target_employer && !made.doc.employer_search);
		await until(() => told().includes('order.completed'), 'its end');
		assert.deepEqual(told(), ['processing', 'completed', 'order.completed']);
		assert.equal(heard[0].headers['x-truework-token'], 'demo-truework-token');
		assert.equal(heard[0].headers['x-webhook-sign'], undefined);
		const [request] = (await get(`orders/${made.doc.id}`)).doc.verification_requests;
		assert.equal(request.target.social_security_number, '***-**-0003');
		assert.equal(request.reports[0].employer.name, 'Northgate Market');
		assert.match(request.reports[0].paystubs[0].gross, /^\d+\.\d\d$/);
		const paper = await get(`reports/${request.reports[0].id}`,
			{ ...now, Accept: 'application/pdf' });
		assert.match(paper.text, /^%PDF-/);
	});

	test('end as their SSN says', async () => {
		for (const [last4, state] of [['0010', 'canceled'], ['0011', 'action-required'],
			['0012', 'invalid']]) {
			const { doc } = await employer(last4, { search_key: last4 });
			await control('truework', { search_key: last4, finish: true });
			const [request] = (await get(`orders/${doc.id}`)).doc.verification_requests;
			assert.equal(request.state.canonical_value, state);
		}
		assert.equal((await employer('0451')).status, 451);
		assert.equal((await employer('0099')).status, 400);
	});

	test('what is missing is named', async () => {
		const { doc, status } = await post('orders/target-employer', { ...bo(), use_case: '' });
		assert.equal(status, 400);
		assert.deepEqual(doc.error.invalid_fields, { use_case: ['This field is required.'] });
		const born = bo();
		delete born.target.date_of_birth;
		const search = await post('orders/employer-search', born);
		assert.deepEqual(Object.keys(search.doc.error.invalid_fields.target), ['date_of_birth']);
		delete born.target.company;
		assert.equal((await post('orders/target-employer', born)).status, 400);
	});

	test('are found by their search key, twice when made twice', async () => {
		await employer();
		await employer();
		await employer('0003', { search_key: 'LC-2' });
		const found = await get('orders?search_key=LC-1');
		assert.equal(found.doc.count, 2);
		assert.equal((await truth()).truework[0].same_number, 2);
		assert.equal((await get('orders?limit=1')).doc.results.length, 1);
	});

	test('are canceled with a reason, and only once', async () => {
		const { doc } = await employer();
		assert.equal((await put(`orders/${doc.id}/cancel`, {})).status, 400);
		assert.equal((await put(`orders/${doc.id}/cancel`,
			{ cancellation_reason: 'other' })).status, 200);
		assert.equal((await put(`orders/${doc.id}/cancel`,
			{ cancellation_reason: 'other' })).status, 400);
		// The steps it had before it come to nothing.
		await new Promise((resolve) => setTimeout(resolve, 600));
		const [request] = (await get(`orders/${doc.id}`)).doc.verification_requests;
		assert.equal(request.state.canonical_value, 'canceled');
		assert.equal((await put('orders/none/cancel', {})).status, 404);
	});

	test('a search is over at once; a direct order waits for the client', async () => {
		const search = await post('orders/employer-search', bo());
		assert.equal(search.doc.verification_requests[0].state.canonical_value, 'completed');
		const { target, ...envelope } = bo();
		const direct = await post('orders/truework-direct',
			{ targets: [{ ...envelope, ...target }] });
		assert.equal(direct.doc.verification_requests.length, 0);
		assert.match(direct.doc.truework_direct_session_link, /\/widget\//);
	});

	test('are asked again within 90 days', async () => {
		const { doc } = await post('orders/employer-search', bo());
		const [report] = doc.verification_requests[0].reports;
		const again = await post('orders/reverification', { report_id: report.id });
		assert.equal(again.status, 201);
		assert.equal(again.doc.reverification.parent_order_id, doc.id);
		await control('truework', { search_key: 'LC-1', aged_days: 91 });
		await control('reset');
		assert.equal((await post('orders/reverification', { report_id: 'none' })).status, 404);
	});
});

describe('credentials sessions', () => {
	const signsIn = async (token, fields) => (await fetch(`${base}/widget/${token}/signin`, {
		method: 'POST', body: new URLSearchParams({ company: 'Northgate Market', password: 'x',
			username: 'goodlogin', ...fields }),
	})).text();

	test('give a token, and a request once the client has signed in', async () => {
		const made = await post('credentials/session', bo(), then);
		assert.equal(made.status, 201);
		const { token } = made.doc;
		const page = await fetch(`${base}/widget`, { method: 'POST',
			body: new URLSearchParams({ token }) });
		assert.match(await page.text(), /<form/);
		assert.doesNotMatch(page.headers.get('content-security-policy'), /frame-ancestors/);
		assert.match(await signsIn(token, { username: 'bad' }), /is not right/);
		assert.equal(heard.length, 0);
		assert.match(await signsIn(token), /connected/);
		await until(() => told().includes('completed'), 'its end');
		const [one] = heard;
		assert.equal(one.doc.hook.event, 'credentials_session.state.change');
		assert.equal(one.doc.data.credentials_session_token, token);
		const id = one.doc.data.verification_request_id;
		const request = await get(`verification-requests/${id}/`, then);
		assert.equal(request.doc.state, 'completed');
		assert.equal(request.doc.metadata.reference, 'LC-1');
		const report = await get(`verification-requests/${id}/report/`, then);
		assert.equal(report.doc.employer.address.country, 'US');
		assert.equal(typeof report.doc.employee.status, 'string');
	});

	test('the nine errors', async () => {
		assert.equal((await post('credentials/session', { ...bo(), type: 'x' }, then)).status, 400);
		assert.equal((await post('credentials/session', bo(), {})).status, 401);
		assert.equal((await post('credentials/session', bo(),
			{ Authorization: 'Bearer tw_pk_x' })).status, 403);
		assert.equal((await post('credentials/session', bo('0451'), then)).status, 451);
		const match = { method: 'POST', path: '/truework/credentials/session' };
		for (const [fault, status] of [['throttle', 429], ['error_500', 500], ['not_made', 501],
			['too_old', 406], ['missing', 404]]) {
			await control('faults', { match, fault });
			assert.equal((await post('credentials/session', bo(), then)).status, status);
		}
		assert.equal((await truth()).truework.length, 0);
	});
});
