// second_figure.test.mjs: a figure's whole way through two sources, by the screens alone: the first
// has nothing, the worker notes the client's consent and asks the next, its report comes, the
// figure is worked out, confirmed and accepted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dana } from './people.mjs';
import { confirms, decides, program } from './reviews.mjs';
import * as truework from './truework.mjs';
import { fails, forgets, madeOnce } from './truv.mjs';
import { count, sql } from './world.mjs';

before(async () => {
	await dana.signsIn();
	await truework.begins();
});
after(() => forgets());

test('nothing at one source becomes an accepted figure from the next', async () => {
	const of = program();
	await truework.noticed();
	// The last four say how it goes at the second source: a part-time job, 902.40 each two weeks.
	const c = await dana.opensCase({ programs: [of], household: [{ ssn: '000-00-0004' }] });
	const first = await dana.orders(c);
	await dana.seesState(first, 'Waiting for client', 30);
	await madeOnce(first);
	await fails(first, 'no_data');
	await dana.seesState(first, 'Needs you', 30);
	const stopped = await dana.sees(first.url, 'The account holds nothing to read');
	assert.match(stopped.words, /Next source: Truework, with the client/);

	const next = await dana.fills(`${first.url}/source`, `${first.url}/successor`, {
		way: 'truework:employer', employer: 'Bayview Care Center', consent_how: 'signed',
	});
	assert.match(next.path, /^\/orders\/\d+$/, next.words.slice(0, 600));
	const order = await truework.byNumber(next.path.split('/')[2]);
	await dana.seesState(order, 'Reading data', 30);
	await truework.makes(order);
	await dana.seesState(order, 'Ready to review', 30);
	await truework.madeOnce(order);
	await dana.seesState(first, 'Canceled', 30);
	await dana.sees(`${order.url}/report`, '902\\.40', 30);

	const review = { id: order.id, url: `/review/${order.id}` };
	await dana.sees(`${review.url}/income`, 'Truework', 30);
	await confirms(dana, review);
	const decided = await decides(dana, review, { outcome: 'accept' });
	assert.equal(decided.status, 200, decided.words.slice(0, 400));
	await dana.seesState(order, 'Reviewed', 30);

	assert.equal(sql(`select outcome from decisions where review_id = ${order.id} and is_final`),
		'accept');
	// 902.40 × 2.15, to the cent.
	assert.equal(sql(`select figure_cents from worksheets_now where review_id = ${order.id}`),
		'194016');
	assert.equal(count('orders', `case_id = ${c.id}`), 2);
	await truework.noticed();
	const page = await dana.sees(c.url, 'review accepted');
	assert.doesNotMatch(page.words, /Needs you/, 'what was replaced is nobody\'s work');
	await dana.sees(`${review.url}/note`, 'Truework');
});
