// truework_answers.test.mjs: everything the second provider may answer instead of a report, and
// what goes wrong on the way (truework-api.md §2, §7, §9).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana } from './people.mjs';
import * as truework from './truework.mjs';
import { forgets, mails } from './truv.mjs';
import { sql, until } from './world.mjs';

before(async () => {
	await dana.signsIn();
	await truework.begins();
});
after(() => forgets());

const goesOn = async (ended, answers = {}) => {
	const page = await dana.fills(`${ended.url}/source`, `${ended.url}/successor`,
		{ way: 'truework:search', consent_how: 'spoken', ...answers });
	assert.match(page.path, /^\/orders\/\d+$/, page.words.slice(0, 600));
	return truework.byNumber(page.path.split('/')[2]);
};
const employer = { way: 'truework:employer', employer: 'Bayview Care Center' };
const phases = (order) => sql(`select string_agg(kind || ' ' || phase, ', ' order by id)
	from order_attempts where order_id = ${order.id}`);

describe('how a verification may end', () => {
	for (const [last4, word, told] of [
		['0010', 'Needs you', 'The account holds nothing to read'],
		['0011', 'Needs you', 'The source waits for the agency'],
		['0012', 'Needs you', 'The person or the employer was not found'],
		['0451', 'Needs a fix', 'The person has frozen this record'],
	])
		test(`${last4}: ${told}`, async () => {
			const order = await goesOn(await truework.ended({ last4 }), employer);
			if (last4 !== '0451')
				await truework.makes(order);
			await dana.seesState(order, word, 30);
			await dana.sees(order.url, told);
			assert.ok((await truework.made(order)).length <= 1);
		});

	test('an SSN the sandbox does not know names the field', async () => {
		const order = await goesOn(await truework.ended({ last4: '0099' }));
		await dana.seesState(order, 'Needs a fix', 30);
		await dana.sees(order.url, 'Not supported in the sandbox');
	});

	for (const [spelled, word] of [['cancelled', 'Needs you'], ['action-requred', 'Needs you'],
		['COMPLETED', 'Ready to review'], ['on-hold', 'Reading data']])
		test(`a state spelled ${spelled}`, async () => {
			const order = await goesOn(await truework.ended(), employer);
			await dana.seesState(order, 'Reading data', 30);
			await truework.makes(order, { state: spelled });
			await dana.seesState(order, word, 30);
		});

	for (const [oddity, shown] of [['no_positions', 'Bayview Care Center'],
		['unknown_enum', 'Every full moon'], ['bimonthly', 'bimonthly']])
		test(`a report with ${oddity} is shown as it is`, async () => {
			const order = await goesOn(await truework.ended(), employer);
			await truework.makes(order, { oddity, finish: true });
			await dana.seesState(order, 'Ready to review', 30);
			await dana.sees(`${order.url}/report`, shown, 30);
		});

	test('a report about somebody else waits for a person', async () => {
		const order = await goesOn(await truework.ended(), employer);
		await truework.makes(order, { oddity: 'somebody_else', finish: true });
		await dana.sees(order.url, 'may be about somebody else', 30);
	});

	test('several reports of one request are all shown', async () => {
		const order = await goesOn(await truework.ended({ last4: '0007' }), employer);
		await truework.makes(order);
		await dana.seesState(order, 'Ready to review', 30);
		await until('both are kept', () => Number(sql(`select jsonb_array_length(body -> 'links')
			from reports where order_id = ${order.id} and body is not null`) || 0) === 2);
	});

	test('canceled with a reason, it is over when Truework says so', async () => {
		const order = await goesOn(await truework.ended(), employer);
		await dana.seesState(order, 'Reading data', 30);
		await dana.fills(`${order.url}/change`, `${order.url}/cancellation`,
			{ reason: 'Brought papers' });
		await dana.seesState(order, 'Canceled', 30);
		await until('it is over there', async () =>
			String((await truework.madeOnce(order)).states) === 'canceled');
	});
});

describe('what goes wrong on the way', () => {
	for (const [fault, told] of [['too_old', 'no longer speaks our version'],
		['not_made', 'The source does not offer this'], ['frozen', 'has frozen this record']])
		test(`${fault}: nothing is made, and the worker is told why`, async () => {
			await truework.fails(fault);
			const order = await goesOn(await truework.ended());
			await dana.sees(order.url, told, 30);
			assert.deepEqual(await truework.made(order), []);
		});

	for (const fault of ['throttle_no_retry_after', 'deny'])
		test(`${fault}: it goes out when it may`, async () => {
			await truework.fails(fault);
			const order = await goesOn(await truework.ended());
			await dana.seesState(order, 'Ready to review', 60);
			await truework.madeOnce(order);
		});

	for (const fault of ['process_then_drop', 'error_500', 'cut_body', 'no_id'])
		test(`${fault}: found by its search key, and made once`, async () => {
			await mails({ hold: true });
			await truework.fails(fault, { processed: true });
			const order = await goesOn(await truework.ended());
			await dana.sees(order.url, 'the order was sent after all', 60);
			await mails({ hold: false });
			await dana.seesState(order, 'Ready to review', 30);
			await truework.madeOnce(order);
			assert.equal(phases(order), 'create uncertain');
			assert.ok((await truework.calls(/^GET \/truework\/orders$/)).length > 0);
		});

	test('its list shows none after the quarantine: sent again', async () => {
		await truework.fails('drop');
		const order = await goesOn(await truework.ended());
		await dana.seesState(order, 'Checking', 30);
		await dana.seesState(order, 'Ready to review', 60);
		await truework.madeOnce(order);
		assert.equal(phases(order), 'create uncertain, create accepted');
	});

	test('nobody finds it four times: a person decides', async () => {
		await truework.fails('drop', { times: 4 });
		const order = await goesOn(await truework.ended());
		await dana.sees(order.url, 'Truework shows no order', 150);
		assert.equal(phases(order), Array(4).fill('create uncertain').join(', '));
		assert.deepEqual(await truework.made(order), []);
		await dana.fills(order.url, `${order.url}/resending`, {});
		await dana.seesState(order, 'Ready to review', 60);
		await truework.madeOnce(order);
	});
});
