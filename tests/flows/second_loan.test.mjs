// second_loan.test.mjs: a loan opened and worked by the screens, in a lender's words; what an
// administrator says of a program; and why a source is told that an order is over.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { filled, form, message } from './markup.mjs';
import { dana, marcus, sam } from './people.mjs';
import * as truework from './truework.mjs';
import { forgets, madeOnce } from './truv.mjs';
import { count, reference, sim, sql } from './world.mjs';

before(async () => {
	await Promise.all([dana.signsIn(), marcus.signsIn(), sam.signsIn()]);
	await truework.begins();
});
after(() => forgets());

const people = (name) => ({
	'members.0.first_name': 'Ines', 'members.0.last_name': name,
	'members.0.born_on': '04/12/1988', 'members.0.relation': 'applicant',
	'members.0.email': 'ines@mail.test', 'members.0.phone': '(415) 555-0171',
	'members.0.ssn': '900-12-4471', 'members.0.has_income': '1',
	'members.1.first_name': 'Piet', 'members.1.last_name': name,
	'members.1.born_on': '09/30/1986', 'members.1.relation': 'co_borrower',
	'members.1.email': 'piet@mail.test', 'members.1.ssn': '900-12-4472',
	'members.1.has_income': '1',
});
const sends = async (answers) => {
	const page = await dana.visits('/cases/new?kind=mortgage');
	return dana.posts('/cases', filled(form(page.html, '/cases'), {
		programs: ['mortgage'], originator_name: 'Noor Haddad', ...answers,
	}));
};

describe('a loan, by the screens', () => {
	const ref = reference(), name = `Of ${ref}`;

	test('is offered beside a case, in its own words', async () => {
		const page = await dana.visits('/cases/new');
		assert.match(page.words, /Open a loan instead/);
		assert.doesNotMatch(page.words, /Loan number|Mortgage/);
		const loan = await dana.visits('/cases/new?kind=mortgage');
		assert.match(loan.words, /New loan/);
		assert.match(loan.words, /Borrower Co-borrower Spouse/);
		assert.doesNotMatch(loan.words, /SNAP|Applicant|Recertification|[Hh]ousehold/);
	});

	test('needs its number, and programs of its kind', async () => {
		const bare = await sends({ reference: ref, ...people(name) });
		assert.equal(bare.status, 422);
		assert.equal(message(bare.html, 'loan_number'), 'Enter the loan number');
		assert.match(bare.words, /Borrower Co-borrower Spouse/, 'the words stay');
		const mixed = await sends({ reference: ref, loan_number: 'L', programs: ['snap'],
			...people(name) });
		assert.equal(mixed.status, 422);
		assert.match(mixed.words, /Choose programs of this list/);
		const both = await sends({ reference: ref, loan_number: 'L', ...people(name),
			'members.1.relation': 'applicant' });
		assert.match(both.words, /Choose Borrower for one person, and only one/);
		assert.equal(count('cases', `reference = '${ref}'`), 0);
	});

	test('two borrowers, sealed, ordered by the first milestone with the loan', async () => {
		const page = await sends({ reference: ref, loan_number: `LN-${ref}`, ...people(name) });
		assert.match(page.path, /^\/cases\/\d+$/, page.words.slice(0, 500));
		assert.match(page.words, /The loan is open/);
		assert.match(page.words, /Loan officer/);
		assert.match(page.words, new RegExp(`Loan number LN-${ref}, Noor Haddad`));
		assert.match(page.words, /Borrower, \d+/);
		assert.match(page.words, /Co-borrower, \d+/);
		assert.match(page.words, /Verify borrowers/);
		assert.doesNotMatch(page.words, /[Hh]ousehold|Applicant/);
		const id = page.path.split('/')[2];
		assert.equal(count('members', `case_id = ${id} and ssn_sealed like 'seal:%'`), 2);
		assert.equal(sql(`select subject from audit where action = 'case.open'
			order by id desc limit 1`), `case:${id}`);
		await truework.noticed();
		assert.equal((await marcus.visits(page.path)).status, 404);
		const again = await dana.fills(`${page.path}/milestones`, `${page.path}/milestones`, {});
		assert.match(again.words, /2 orders go out now/);
		const order = sql(`select id from orders where case_id = ${id} order by id limit 1`);
		await dana.seesState({ id: order, url: `/orders/${order}` }, 'Waiting for client', 30);
		const theirs = await madeOnce({ number: sql(`select order_number from orders
			where id = ${order}`) });
		assert.equal(theirs.loan.loan_number, `LN-${ref}`);
		assert.equal(theirs.loan.originator_name, 'Noor Haddad');
		assert.equal(theirs.ssn, '900124471');
		assert.equal(theirs.phone, '4155550171');
		await truework.noticed();
		const shown = await dana.visits(`/orders/${order}`);
		assert.match(shown.words, /The borrower's own link/);
	});
});

describe('a program', () => {
	test('says where it looks next, why, and whether the client must agree', async () => {
		const ended = await truework.ended();
		const id = sql(`select program_id from case_programs where case_id = ${ended.caseId}`);
		const path = `/admin/programs/${id}`;
		await truework.noticed();
		await sam.sees('/admin/programs', 'Truv, then Truework, offered');
		await dana.sees(ended.url, 'Next source: Truework');
		await sam.fills(path, path, { ways: ['truework-never'] });
		assert.doesNotMatch((await dana.visits(ended.url)).words, /Next source/);
		assert.equal((await dana.visits(`${ended.url}/source`)).status, 404);
		const page = await sam.fills(path, path, { ways: ['truework-start'],
			purpose: 'employee-request', use_case: 'identity', needs_consent: [] });
		assert.match(page.words, /It counts from the next order on/);
		assert.equal(sql(`select purpose || ' ' || use_case from order_purpose(${ended.caseId})`),
			'employee-request identity');
		assert.equal(count('programs', `id = ${id} and not needs_consent`), 1);
		await truework.noticed();
		await dana.sees(ended.url, 'starts by itself');
		await sam.sees('/admin/truework', 'The person asked for it in writing');
		const bad = await sam.fills(path, path, { purpose: '' });
		assert.equal(bad.status, 422);
		assert.equal((await dana.visits(path)).status, 403);
	});
});

test('the source is told in its own words why an order is over', async () => {
	const ended = await truework.ended();
	const page = await dana.fills(`${ended.url}/source`, `${ended.url}/successor`, {
		way: 'truework:employer', employer: 'Bayview Care Center', consent_how: 'signed',
	});
	const order = await truework.byNumber(page.path.split('/')[2]);
	await dana.seesState(order, 'Reading data', 30);
	const change = await dana.visits(`${order.url}/change`);
	assert.match(change.words, /What Truework is told/);
	assert.doesNotMatch(change.words, /Truv/);
	const after = await dana.fills(`${order.url}/change`, `${order.url}/cancellation`,
		{ reason: 'The wrong person', code: 'wrong-info' });
	assert.match(after.words, /Truework is asked to cancel the order/);
	await dana.seesState(order, 'Canceled', 30);
	const { id } = await truework.madeOnce(order);
	const theirs = await fetch(`${sim}/truework/orders/${id}`, { headers: {
		accept: 'application/json; version=2023-10-30',
		authorization: `Bearer ${process.env.TRUEWORK_KEY}`,
	} }).then((answer) => answer.json());
	assert.equal(theirs.verification_requests[0].cancellation_reason.canonical_value, 'wrong-info');
	const first = await dana.hasAnOrder();
	assert.doesNotMatch((await dana.visits(`${first.url}/change`)).words, /is told/);
});
