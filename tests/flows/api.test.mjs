// api.test.mjs: a loan system drives the portal without a screen: a loan of two borrowers through
// three milestones, with every answer held against the description.
import { Validator } from '@seriousme/openapi-schema-validator';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { caseSystem, CaseSystem, description, exercised, fits, Listener, operations }
	from './casesystem.mjs';
import { dana } from './people.mjs';
import { confirms, decides } from './reviews.mjs';
import * as truv from './truv.mjs';
import { count, reference, sql, until } from './world.mjs';

const today = () => sql('select current_date');
const loan = (day, more = {}) => ({
	office: '1', programs: [{ program: 'mortgage', requested_on: day }],
	members: [
		{ reference: 'borrower', first_name: 'Ines', last_name: 'Calder', born_on: '1988-04-12',
			relation: 'applicant', email: 'ines.calder@mail.test', phone: '(415) 555-0171' },
		{ reference: 'co-borrower', first_name: 'Piet', last_name: 'Calder', born_on: '1986-09-30',
			relation: 'co_borrower', email: 'piet.calder@mail.test', language: 'es',
			income: 'declared', native_name: null, ssn_last4: '4471' },
	], ...more,
});

let los, listener;
before(async () => {
	los = await caseSystem();
	listener = await (await new Listener().starts()).isNamed();
	await dana.signsIn();
});
after(() => listener.stops());

describe('a loan of two borrowers, by the API alone', () => {
	const number = reference();
	const path = `/api/v1/cases/${number}`;
	const orderOf = async (member, product) => (await los.gets(path)).orders.find((o) =>
		o.member === member && o.products.includes(product));
	const numbered = (o) => ({ id: o.id, url: `/review/${o.id}`,
		number: sql(`select order_number from orders where id = ${o.id}`) });

	test('it is opened, once however often it is sent', async () => {
		const day = today();
		const [one, two] = await Promise.all([los.asks('PUT', path, loan(day)),
			los.asks('PUT', path, loan(day))]);
		assert.deepEqual([one.status, two.status].sort(), [200, 201]);
		assert.equal(one.doc.members.length, 2);
		assert.equal(one.doc.members[0].phone, '+14155550171');
		assert.equal(count('cases', `reference = '${number}'`), 1);
		assert.equal((await los.puts(path, loan(day), 200)).members[1].language, 'es');
		const changed = await los.puts(`${path}/members/co-borrower`,
			{ phone: '415 555 0172', ssn: '900-12-4472' }, 200);
		assert.equal(changed.members[1].ssn_last4, '4472');
		assert.match(sql(`select ssn_sealed from members where reference = 'co-borrower'
			and case_id = (select id from cases where reference = '${number}')`), /^seal:/);
		assert.equal(changed.members[1].phone, '+14155550172');
		assert.equal(changed.members[1].email, 'piet.calder@mail.test', 'left out stays');
		await los.puts(`${path}/loan`, {
			number: `LN-${number}`, application_number: 'A-77', originator_name: 'Noor Haddad',
			originator_email: 'noor@lender.test', processor_name: 'Jo Lind',
			processor_email: 'jo@lender.test', loan_type: 'conventional',
			sales_price: '425000.00', closing_on: '2027-01-15',
		}, 200);
		const page = await dana.sees('/cases', number);
		assert.ok(page);
	});

	test('a dry run says what would be ordered, and orders nothing', async () => {
		const dry = await los.posts(`${path}/milestones`,
			{ milestone: 'application-submitted', dry_run: true }, 200);
		assert.deepEqual(dry.people.map((p) => [p.member, p.became, p.order]),
			[['borrower', 'made', null], ['co-borrower', 'made', null]]);
		assert.deepEqual((await los.gets(path)).orders, []);
		assert.deepEqual((await los.gets(path)).milestones, []);
	});

	test('the first milestone orders income and assets for both, once', async () => {
		const said = { milestone: 'application-submitted' };
		const [one, two] = await Promise.all([los.asks('POST', `${path}/milestones`, said),
			los.asks('POST', `${path}/milestones`, said)]);
		assert.deepEqual([one.status, two.status].sort(), [200, 201]);
		const found = await los.gets(path);
		assert.equal(found.orders.length, 2);
		assert.deepEqual(found.orders[0].products, ['assets', 'income']);
		await until('both wait for their people', async () =>
			(await los.gets(path)).orders.every((o) => o.state === 'waiting'));
		const event = await listener.hears('the milestone', (e) => e.type === 'milestone.reached'
			&& e.case === number);
		fits(['components', 'schemas', 'Event'], event.doc, 'the event');
		assert.deepEqual(event.signatures, [true]);
		assert.ok(Math.abs(Date.now() / 1000 - event.at) < 60, 'its time is now');
	});

	test('the provider has the loan, both addresses and the report wanted', async () => {
		const theirs = await truv.madeOnce(numbered(await orderOf('borrower', 'income')));
		assert.equal(theirs.external_user_id, `LN-${number}`);
		assert.equal(theirs.loan.loan_number, `LN-${number}`);
		assert.equal(theirs.loan.originator_name, 'Noor Haddad');
		assert.equal(theirs.loan.external_id, number);
		assert.equal(theirs.reports.voa.days_requested, 60);
		assert.equal(theirs.reports.voa.large_deposit_threshold.sales_price, '425000.00');
		assert.equal(theirs.email, 'ines.calder@mail.test');
		assert.equal(theirs.phone, '4155550171');
		const other = await truv.madeOnce(numbered(await orderOf('co-borrower', 'income')));
		assert.equal(other.ssn, '900124472');
	});

	test('a borrower finishes; the figure is accepted by a person and fetched', async () => {
		const order = await orderOf('borrower', 'income');
		await truv.finishes(numbered(order), 'goodlogin', { employer: 'bayview-care-center' });
		await until('it is ready', async () =>
			(await los.gets(`/api/v1/orders/${order.id}`)).state === 'ready', 30);
		await listener.hears('that it is ready', (e) => e.order?.id === order.id
			&& e.order.state === 'ready');
		await until('its report is read', async () =>
			(await dana.visits(`/review/${order.id}/income`)).status === 200, 30);
		await confirms(dana, numbered(order));
		await decides(dana, numbered(order), { outcome: 'accept' });
		const { data } = await los.gets(`${path}/results`);
		assert.equal(data.length, 1);
		assert.equal(data[0].outcome, 'accept');
		assert.equal(data[0].member, 'borrower');
		const held = sql(`select figure_cents from worksheets_now where review_id = ${order.id}`);
		assert.equal(data[0].figures[0].monthly.replace('.', ''), held);
		assert.ok(data[0].figures[0].derivation.some((step) => step.kind === 'factor'));
		assert.ok(data[0].reports.length >= 1);
		await listener.hears('the decision', (e) => e.type === 'review.decided'
			&& e.review.order === order.id);
	});

	test('approval and closing order what they ask for, of whom it is not open', async () => {
		const approval = await los.posts(`${path}/milestones`,
			{ milestone: 'conditional-approval', program: 'mortgage' }, 201);
		assert.deepEqual(approval.people.map((p) => p.member), ['borrower']);
		const closing = await los.posts(`${path}/milestones`, { milestone: 'pre-closing' }, 201);
		assert.equal(closing.made, 2);
		const found = await los.gets(path);
		assert.deepEqual(found.milestones.map((m) => m.milestone),
			['application-submitted', 'conditional-approval', 'pre-closing']);
		assert.ok(found.orders.filter((o) => o.milestone.milestone === 'pre-closing').length === 2);
		assert.ok(count('audit', `action = 'milestone.reach' and reason like 'API token %'
			and at > now() - interval '10 minutes'`) >= 4);
		const page = await dana.visits(sql(`select '/cases/' || id from cases
			where reference = '${number}'`));
		assert.match(page.words, /Calder loan/);
		assert.match(page.words, /Loan officer/);
		assert.match(page.words, /Borrower, \d+/);
		assert.match(page.words, /Co-borrower, \d+/);
	});

	test('an order of its own, and pages of lists', async () => {
		const member = await los.puts(`${path}/members/guarantor`, { first_name: 'Ada',
			last_name: 'Roe', born_on: '1960-01-02', relation: 'parent' }, 201);
		assert.equal(member.members.length, 3);
		const order = await los.posts(`${path}/orders`,
			{ member: 'guarantor', products: ['assets'], delivery: 'link' }, 201);
		assert.equal(order.member, 'guarantor');
		await los.posts(`${path}/orders`, { member: 'guarantor', products: ['assets'] }, 409);
		await los.posts(`${path}/orders`, { member: 'guarantor', products: ['income'],
			delivery: 'truv' }, 422);
		const seen = [];
		let cursor = '';
		do {
			const page = await los.gets(`/api/v1/orders?limit=2${cursor}`);
			seen.push(...page.data.map((o) => o.id));
			cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
		} while (cursor && seen.length < 12);
		assert.equal(new Set(seen).size, seen.length);
		assert.ok(seen.includes(order.id) && seen.length >= 6);
		const cases = await los.gets('/api/v1/cases?limit=1');
		assert.equal(cases.data.length, 1);
		assert.ok(cases.next_cursor);
		await los.gets('/api/v1/programs');
		const { offices } = await los.gets('/api/v1/token');
		assert.deepEqual(offices, [{ id: '1', name: 'Eastside' }]);
	});
});

describe('the description', () => {
	test('is OpenAPI 3.1', async () => {
		const verdict = await new Validator().validate(structuredClone(description));
		assert.deepEqual(verdict.errors ?? [], []);
		assert.ok(verdict.valid);
	});

	test('is what is served, to whoever asks', async () => {
		const anyone = new CaseSystem();
		assert.deepEqual(await anyone.gets('/api/v1/openapi.json'), description);
		assert.match(await anyone.gets('/api/v1/guide'), /Idempotency-Key/);
	});

	test('has every route of the table, and no other', () => {
		const source = readFileSync(`${process.env.SOURCE_DIR}/server/app/routes_admin.c`, 'utf8');
		const rows = [...source.matchAll(/\{ (\w+),\s+"(\/api\/v1\/[^"]+)"/g)]
			.map(([, method, path]) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
		const described = operations.map((one) => `${one.method} ${one.path}`);
		assert.deepEqual(rows.sort(), described.sort());
	});

	test('had every operation exercised', () => {
		const missed = operations.map((one) => one.id).filter((id) => !exercised.has(id));
		assert.deepEqual(missed, []);
	});
});
