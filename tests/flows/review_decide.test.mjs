// review_decide.test.mjs: a decision is made once, over what was seen, and a second one never by
// the same person; data of somebody else are never part of it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { filled, form, state } from './markup.mjs';
import { dana, marcus, ruth } from './people.mjs';
import { arrives, confirms, decides, decisionsOf, keeps, member, program, stateOf }
	from './reviews.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(async () => {
	for (const person of [dana, marcus, ruth])
		await person.signsIn();
});

const pay = { 'Bayview Care Center': ['1712.00', '21.40'] };

// A review whose income is confirmed, in a program that draws so many.
async function settled(drawn = 0) {
	const review = arrives(member({ of: program({ drawn }) }), pay);
	await confirms(dana, review);
	return review;
}

async function sheetOf(person, review, answers) {
	const page = await person.visits(review.url);
	return filled(form(page.html, `${review.url}/decision`), answers);
}

describe('once', () => {
	test('two people at once: one decision', async () => {
		const review = await settled();
		const pairs = [await sheetOf(dana, review, { outcome: 'accept' }),
			await sheetOf(ruth, review, { outcome: 'reject', reason: 'Wrong year' })];
		const pages = await Promise.all([dana.posts(`${review.url}/decision`, pairs[0]),
			ruth.posts(`${review.url}/decision`, pairs[1])]);
		assert.deepEqual(pages.map((p) => p.status).sort(), [200, 409]);
		assert.equal(count('decisions', `review_id = ${review.id}`), 1);
		assert.equal(stateOf(review), 'reviewed');
	});

	test('a double press is one decision', async () => {
		const review = await settled();
		const pairs = await sheetOf(dana, review, { outcome: 'accept' });
		const pages = await Promise.all([1, 2, 3, 4].map(() =>
			dana.posts(`${review.url}/decision`, pairs)));
		assert.equal(pages.filter((p) => p.status === 200).length, 1);
		assert.equal(decisionsOf(review), '1 1 accept final 1');
		assert.equal(count('timeline', `order_id = ${review.id} and key like 'review:%'`), 1);
	});

	test('nobody decides over what they have not seen', async () => {
		const review = await settled();
		const pairs = await sheetOf(dana, review, { outcome: 'reject', reason: 'Too old' });
		keeps(review, { 'Bayview Care Center': ['1800.00', '22.50'] });
		const page = await dana.posts(`${review.url}/decision`, pairs);
		assert.equal(page.status, 422);
		assert.match(page.words, /something changed while this page was open/);
		assert.equal(decisionsOf(review), '');
		// What was confirmed was of older data: it is asked for again.
		assert.match((await decides(dana, review, { outcome: 'accept' })).words,
			/Confirm the income for every program first/);
	});

	test('no acceptance without the income confirmed, no rejection without a reason', async () => {
		const review = arrives(member(), pay);
		for (const [answers, words] of [
			[{ outcome: 'accept' }, /Confirm the income for every program first/],
			[{ outcome: 'reject', reason: '   ' }, /Enter a reason/],
			[{ outcome: 'send_back', reason: 'x' }, /Choose what becomes of it/],
			[{ outcome: 'burn', reason: 'x' }, /Choose/],
		]) {
			const page = await decides(dana, review, answers);
			assert.equal(page.status, 422, answers.outcome);
			assert.match(page.words, words);
		}
		assert.equal(decisionsOf(review), '');
		assert.equal(stateOf(review), 'ready');
	});

	test('the table itself holds every rule of a decision', async () => {
		const review = await settled();
		const insert = (values) => () => sql(`insert into decisions (review_id, round, stage,
			outcome, is_final, reason, decided_by) values (${review.id}, ${values})`);
		assert.throws(insert(`1, 1, 'second', true, 'x', 1`), /decisions_outcome/);
		assert.throws(insert(`1, 1, 'reject', true, null, 1`), /decisions_reason/);
		assert.throws(insert(`1, 1, 'send_back', false, 'x', 1`), /decisions_outcome/);
		insert(`1, 1, 'second', false, 'x', 1`)();
		assert.throws(insert(`1, 2, 'accept', true, 'x', 1`), /decisions_not_ones_own/);
		assert.throws(insert(`1, 1, 'reject', true, 'x', 5`), /decisions_once/);
	});
});

describe('a second person', () => {
	test('is drawn for, never oneself, and ends it', async () => {
		const review = await settled(1000);
		const first = await decides(dana, review, { outcome: 'accept' });
		assert.match(first.words, /drawn for a second review/);
		assert.match(first.words, /Somebody else looks at it now/);
		assert.doesNotMatch(first.html, /action="\/review\/\d+\/decision"/);
		assert.equal(stateOf(review), 'ready');
		// A form of one's own making changes nothing.
		const page = await ruth.visits(review.url);
		assert.match(page.words, /Decided first by Dana Whitfield/);
		const pairs = form(page.html, `${review.url}/decision`);
		const csrf = form((await dana.visits('/review')).html, '/signout')
			.find(([n]) => n === 'csrf');
		const forged = filled(pairs, { outcome: 'accept', csrf: csrf[1] });
		assert.equal((await dana.posts(`${review.url}/decision`, forged)).status, 409);
		assert.equal(count('decisions', `review_id = ${review.id}`), 1);
		assert.match((await ruth.visits('/review?view=second')).words,
			new RegExp(review.who.reference));
		const done = await ruth.posts(`${review.url}/decision`,
			filled(pairs, { outcome: 'accept' }));
		assert.match(done.words, /Accepted by Ruth Okafor/);
		assert.equal(decisionsOf(review), '1 1 accept open 1, 1 2 accept final 5');
		assert.equal(stateOf(review), 'reviewed');
	});

	test('is drawn the same whenever it is asked, and about as often as said', () => {
		const drawn = (permille) => `count(*) filter (where review_is_sampled(
			md5(n::text), 1, ${permille}))`;
		const [none, all, some, again] = sql(`select ${[0, 1000, 50, 50].map(drawn)}
			from generate_series(1, 10000) n`).split('|').map(Number);
		assert.equal(none, 0);
		assert.equal(all, 10000);
		assert.ok(Math.abs(some - 500) < 120, `${some} of 10,000`);
		assert.equal(again, some);
	});

	test('is asked for, sends it back, and the first decides anew', async () => {
		const review = await settled();
		await decides(dana, review, { outcome: 'second', reason: 'His brother\'s shop' });
		assert.match((await ruth.visits(review.url)).words, /His brother's shop/);
		await decides(ruth, review, { outcome: 'send_back', reason: 'Ask for the contract' });
		const page = await dana.sees(review.url, 'Ask for the contract');
		assert.match(page.words, /Your decision/);
		await decides(dana, review, { outcome: 'accept', reason: 'Contract seen' });
		assert.equal(decisionsOf(review),
			'1 1 second open 1, 1 2 send_back open 5, 2 1 accept final 1');
	});
});

test('asked again: the review is over and a new order waits to be sent', async () => {
	const review = arrives(member(), pay);
	const page = await decides(dana, review, { outcome: 'ask_again', reason: 'A job is missing' });
	assert.equal(page.path, `/cases/${review.who.caseId}/verify?member=${review.who.id}`);
	assert.match(page.words, /Send the new order/);
	assert.equal(stateOf(review), 'reviewed');
	assert.equal(state((await dana.visits(`/orders/${review.id}`)).html), 'Reviewed');
});

test('one source never comes in: what came is accepted with a reason', async () => {
	const review = await settled();
	sql(`insert into connections (order_id, upstream_id, kind, name, state, cause, upstream_at)
		values (${review.id}, 'x-${review.key}', 'employer', 'Never', 'needs_you', 'login_error',
		        now());
		update orders set state = 'needs_you', cause = 'login_error' where id = ${review.id}`);
	const bare = await decides(dana, review, { outcome: 'accept' });
	assert.equal(bare.status, 422);
	assert.match(bare.words, /why it is accepted though a source did not come in/);
	const page = await decides(dana, review, { outcome: 'accept', reason: 'He left there in May' });
	assert.match(page.words, /Accepted by Dana/);
	assert.equal(stateOf(review), 'reviewed');
	// The client does it after all: there is something to look at again.
	sql(`update orders set state = 'ready' where id = ${review.id}`);
	await dana.sees(review.url, 'Ready to accept|to settle');
});

test('a closed case has nothing to decide', async () => {
	const review = await settled();
	sql(`update cases set closed_at = now() where id = ${review.who.caseId}`);
	const page = await dana.visits(review.url);
	assert.match(page.words, /The case is closed/);
	assert.doesNotMatch(page.html, /action="\/review\/\d+\/decision"/);
	assert.doesNotMatch((await dana.visits('/review')).words, new RegExp(review.who.reference));
});

test('data that come after a decision begin another round', async () => {
	const review = await settled();
	await decides(dana, review, { outcome: 'accept' });
	sql(`update orders set state = 'ready' where id = ${review.id}`);
	keeps(review, { 'Bayview Care Center': ['2140.00', '26.75'] });
	const page = await dana.sees(review.url, 'to settle');
	assert.match(page.words, /Your decision/);
	await dana.sees(`${review.url}/changes`, '1 change since .* 1 still to decide');
	assert.equal(sql(`select round from reviews where id = ${review.id}`), '2');
});

describe('a spouse\'s data', () => {
	test('are never shown, and part of the review only when released with a reason', async () => {
		const order = await dana.hasAnOrder();
		await truv.finishes(order, 'someone.else');
		await dana.seesState(order, 'Needs you');
		for (const path of ['', '/changes', '/hours', '/income', '/note'])
			assert.equal((await dana.visits(`/review/${order.id}${path}`)).status, 404, path);
		const name = sql(`select m.last_name from orders o join members m on m.id = o.member_id
			where o.id = ${order.id}`);
		assert.doesNotMatch((await dana.visits('/review')).words, new RegExp(name));
		await dana.fills(`${order.url}/identity`, `${order.url}/release`,
			{ reason: 'Married in May, showed the certificate' });
		await dana.seesState(order, 'Ready to review');
		const page = await until('the review is there', async () => {
			const found = await dana.visits(`/review/${order.id}`);
			return found.status === 200 && found;
		});
		assert.match(page.words, /The person does not fit the case/);
		assert.match(page.words, /Released by Dana Whitfield.*Married in May/);
		assert.match((await dana.visits(`/review?q=${encodeURIComponent(name)}`)).words,
			/Released by a person/);
		assert.equal((await marcus.visits(`/review/${order.id}`)).status, 404);
	});

	test('that come later are held back, and say so on the record', async () => {
		const review = arrives(member(), pay);
		sql(`insert into reports (order_id, product, upstream_id, held_at, held_reasons, held_body,
				held_sha256, held_said)
			values (${review.id}, 'income', 'held-${review.key}', now(), '{name}',
			        '{"links": [{"secret": "Robin Ashdown"}]}', repeat('c', 64),
			        '[{"names": ["Robin Ashdown"]}]')`);
		const page = await dana.visits(review.url);
		assert.match(page.words, /Newer data are held back/);
		assert.match(page.words, /First decide whose data these are/);
		assert.doesNotMatch(page.html, /Robin/);
		assert.doesNotMatch(page.html, /action="\/review\/\d+\/decision"/);
		// Nor by a form that somebody kept.
		const csrf = form(page.html, '/signout').find(([n]) => n === 'csrf')[1];
		const forged = { csrf, outcome: 'reject', reason: 'x', stage: '1', token: sql(
			`set app.sees_all = true; select review_token(${review.id})`) };
		const refused = await dana.posts(`${review.url}/decision`, Object.entries(forged));
		assert.equal(refused.status, 422);
		assert.match(refused.words, /not ready to be decided/);
		assert.equal(decisionsOf(review), '');
	});
});
