// sheet_kept.test.mjs: what is kept of a worksheet and against what: two people on one sheet, data
// that come in after a save, no JavaScript, forged forms, and who may see it at all.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop } from './browser.mjs';
import { filled, form } from './markup.mjs';
import { dana, luis, marcus, priya, ruth } from './people.mjs';
import { adds, job, missing, reviewed } from './sheets.mjs';
import { count, sql } from './world.mjs';

before(async () => {
	for (const person of [dana, luis, marcus, priya, ruth])
		await person.signsIn();
	await start();
});
after(stop);
afterEach(noComplaints);

const plain = ['1000.00', '1100.00', '1000.00', '900.00'];
const sheetOf = async (person, review, query = '') => {
	const page = await person.visits(`${review.url}/income${query}`);
	assert.equal(page.status, 200, page.words.slice(0, 300));
	return form(page.html, `${review.url}/reckoning`);
};
const versions = (review) => sql(`select string_agg(version || ' ' || state || ' ' || figure_cents,
	', ' order by version) from worksheets where review_id = ${review.id}`);
const without = (pairs, name) => pairs.filter(([n]) => n !== name);
const audited = (review, action) => count('audit', `action = '${action}'
	and subject in ('order:${review.id}', 'review:${review.id}')`);

describe('two people on one sheet', () => {
	test('the second save shows the difference, keeps the text, and can go over it', async () => {
		const review = reviewed([job('Bayview', plain)]);
		const [hers, his] = [await sheetOf(dana, review), await sheetOf(ruth, review)];
		const saved = await ruth.posts(`${review.url}/draft`, [...without(his, 'in.0.0'),
			['why.0.0', 'Ruth says it was a bonus']]);
		assert.match(saved.words, /The draft is kept/);
		assert.equal(versions(review), '1 draft 236500');
		const late = await dana.posts(`${review.url}/draft`, [...hers, ['in.0.2', 'snap'],
			['why.0.2', 'Dana counts three']]);
		assert.equal(late.status, 409);
		assert.match(late.words, /Ruth Okafor saved this sheet while you worked/);
		assert.match(late.words, /Only in theirs .*Ruth says it was a bonus/);
		assert.match(late.words, /Only in yours .*1,000\.00 counts/);
		assert.match(late.html, /value="Dana counts three"/, 'what was typed is still there');
		assert.equal(versions(review), '1 draft 236500', 'nothing of it was saved');
		const again = await dana.posts(`${review.url}/draft`,
			form(late.html, `${review.url}/reckoning`));
		assert.match(again.words, /The draft is kept/);
		assert.equal(versions(review), '1 draft 236500, 2 draft 222167');
		assert.match((await ruth.visits(`${review.url}/income`)).words, /2,221\.67|2,221 ?\.67/);
	});

	test('at the same moment: one is kept, the other is told', async () => {
		const review = reviewed([job('Bayview', plain)]);
		const pairs = await sheetOf(dana, review), others = await sheetOf(ruth, review);
		const answers = await Promise.all([dana.posts(`${review.url}/draft`, pairs),
			ruth.posts(`${review.url}/draft`, others)]);
		assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409]);
		assert.equal(count('worksheets', `review_id = ${review.id}`), 1);
	});

	test('the same form twice makes one version', async () => {
		const review = reviewed([job('Bayview', plain)]);
		const pairs = [...await sheetOf(dana, review), ['program', 'all']];
		assert.match((await dana.posts(`${review.url}/confirmation`, pairs)).words, /is confirmed/);
		const twice = await dana.posts(`${review.url}/confirmation`, pairs);
		assert.equal(twice.status, 409);
		assert.match(twice.words, /Only in theirs Nothing Only in yours Nothing/);
		assert.equal(versions(review), '1 confirmed 225750');
		assert.equal(count('timeline', `order_id = ${review.id} and key like 'income:%'`), 1);
		assert.equal(audited(review, 'income.confirm'), 2, 'what was done, and what was not');
	});
});

describe('new data after a save', () => {
	test('the sheet has not changed, says so, shows what is new, and asks again', async () => {
		const review = reviewed([job('Bayview', plain)]);
		const pairs = [...await sheetOf(dana, review), ['program', 'all']];
		await dana.posts(`${review.url}/confirmation`, pairs);
		adds(review, [job('Bayview', ['1200.00', ...plain.slice(1)])]);
		const old = await dana.visits(`${review.url}/income`);
		assert.match(old.words, /New data came in .* Your sheet has not changed/);
		assert.match(old.words, /Confirmed today|Confirmed Today/);
		assert.match(old.words, /\$2,257 ?\.50/);
		const stale = await dana.posts(`${review.url}/confirmation`,
			[...form(old.html, `${review.url}/reckoning`), ['program', 'all']]);
		assert.equal(stale.status, 422);
		assert.match(stale.words, /New data came in/);
		const fresh = await dana.visits(`${review.url}/income?data=new`);
		assert.match(fresh.words, /This is the newest data/);
		assert.match(fresh.words, /\$2,472 ?\.50/);
		assert.equal((fresh.html.match(/>New</g) ?? []).length, 1, 'one check is marked');
		assert.match(fresh.words, /2,257\.50 was confirmed .* It has changed since/);
		await dana.posts(`${review.url}/confirmation`,
			[...form(fresh.html, `${review.url}/reckoning`), ['program', 'all']]);
		assert.equal(versions(review), '1 confirmed 225750, 2 confirmed 247250');
	});

	test('the same pay read again is no news', async () => {
		const review = reviewed([job('Bayview', plain)]);
		await dana.posts(`${review.url}/draft`, await sheetOf(dana, review));
		adds(review, [job('Bayview', plain)]);
		assert.doesNotMatch((await dana.visits(`${review.url}/income`)).words, /New data/);
	});

	test('a report that came between looking and confirming stops it', async () => {
		const review = reviewed([job('Bayview', plain)]);
		const pairs = [...await sheetOf(dana, review), ['program', 'all']];
		adds(review, [job('Bayview', ['1200.00', ...plain.slice(1)])]);
		assert.equal((await dana.posts(`${review.url}/confirmation`, pairs)).status, 422);
		assert.equal(count('worksheets', `review_id = ${review.id}`), 0);
	});

	test('a choice about a check that is gone is said, and changes nothing', async () => {
		const review = reviewed([job('Bayview', plain)]);
		await dana.posts(`${review.url}/draft`, [...without(await sheetOf(dana, review), 'in.0.1'),
			['why.0.1', 'A loan, not pay']]);
		adds(review, [job('Bayview', [plain[0], '1150.00', ...plain.slice(2)])]);
		const fresh = await dana.visits(`${review.url}/income?data=new`);
		assert.match(fresh.words, /\$2,150 ?\.00/, 'found again by its id');
		adds(review, [{ name: 'Elsewhere', statements: job('x', plain).statements }]);
		const gone = await dana.visits(`${review.url}/income?data=new`);
		assert.match(gone.words, /Choices that no longer fit the data: 1/);
		assert.match(gone.words, /\$2,257 ?\.50/);
	});
});

describe('without JavaScript', () => {
	test('the form posts, is drawn again, asks for its reason, and is confirmed', async () => {
		const page = await opens(dana, { javaScriptEnabled: false });
		const review = reviewed([job('Bayview', ['1400.00', ...plain.slice(1)])]);
		await page.visits(`${review.url}/income`);
		await page.locator('[id="in.0.0.snap"]').uncheck();
		await page.locator('button', { hasText: 'Confirm income' }).click();
		await page.locator('#errors').waitFor();
		assert.equal(await page.locator('[id="in.0.0.snap"]').isChecked(), false);
		await page.locator('[id="why.0.0"]').fill('Retroactive pay');
		await page.locator('[id="why.0.0"]').press('Enter');
		await page.locator('#todo-count', { hasText: 'Nothing open' }).waitFor();
		await page.locator('button[name=open]').first().click();
		await page.locator('.split').waitFor();
		await page.locator('button', { hasText: 'Confirm income' }).click();
		await page.locator('.notice', { hasText: 'The income is confirmed' }).waitFor();
		assert.equal(versions(review), '1 confirmed 236500');
		await page.context().close();
	});
});

test('two programs are confirmed one by one; a change asks only the one it changes', async () => {
	const review = reviewed([job('Bayview', plain)], ['snap', 'medicaid']);
	const states = () => sql(`select string_agg(p.code || ' ' || w.state, ', ' order by p.id)
		from worksheets_now w join programs p on p.id = w.program_id
		where review_id = ${review.id}`);
	const confirms = async (program, change = (pairs) => pairs) =>
		dana.posts(`${review.url}/confirmation`,
			[...change(await sheetOf(dana, review)), ['program', program]]);
	await confirms('snap');
	assert.equal(states(), 'snap confirmed, medicaid draft');
	await confirms('medicaid', (pairs) => [
		...pairs.filter(([n, v]) => n !== 'in.0.0' || v !== 'medicaid'), ['why.0.0', 'Exempt']]);
	assert.equal(states(), 'snap confirmed, medicaid confirmed');
	await dana.posts(`${review.url}/draft`, filled(await sheetOf(dana, review), {}));
	assert.equal(states(), 'snap confirmed, medicaid confirmed', 'nothing changed');
	await dana.posts(`${review.url}/draft`,
		(await sheetOf(dana, review)).filter(([n, v]) => n !== 'in.0.1' || v !== 'snap'));
	assert.equal(states(), 'snap draft, medicaid confirmed');
	assert.equal((await confirms('other')).status, 422);
});

test('a forged form saves nothing of what it forges', async () => {
	const review = reviewed([job('Bayview', [...plain, missing('1.00'), '900.00'])]);
	const other = reviewed([job('Bayview', ['9000.00', '9000.00', '9000.00'])]);
	const pairs = await sheetOf(dana, review);
	const posts = (changes) => dana.posts(`${review.url}/draft`, filled(pairs, changes));
	const foreign = sql(`select id from reports where order_id = ${other.id}`);
	for (const report of [foreign, '999999999999', 'x', '']) {
		const answer = await posts({ report_id: report });
		assert.ok([200, 409, 422].includes(answer.status), `${report}: ${answer.status}`);
		assert.doesNotMatch(answer.words, /9,000\.00/);
	}
	for (const version of ['-1', '99', 'x', '99999999999999999999']) {
		const answer = await posts({ version });
		assert.ok([409, 422].includes(answer.status), `version ${version}: ${answer.status}`);
	}
	assert.ok((await posts({ reviewed_on: '2031-01-01', version: '1' })).status < 500);
	assert.ok((await posts({ reviewed_on: 'never' })).status < 500);
	const long = await dana.posts(`${review.url}/draft`, [...pairs, ['why.0.0', 'y'.repeat(5000)]]);
	assert.equal(long.status, 422);
	assert.match(long.words, /Enter a reason of one line/);
	const figures = sql(`select count(*) from worksheets where review_id = ${review.id}
		and figure_cents > 500000`);
	assert.equal(figures, '0');
});

test('a decided review can be read and not changed', async () => {
	const review = reviewed([job('Bayview', plain)]);
	const pairs = await sheetOf(dana, review);
	sql(`update reviews set state = 'decided' where id = ${review.id}`);
	const page = await dana.visits(`${review.url}/income`);
	assert.match(page.words, /\$2,257 ?\.50/);
	assert.doesNotMatch(page.html, /Save draft|type="checkbox"/);
	assert.equal((await dana.posts(`${review.url}/draft`, pairs)).status, 404);
	assert.equal(count('worksheets', `review_id = ${review.id}`), 0);
});

test('a pay date opens its check in the report', async () => {
	const review = reviewed([job('Bayview', plain)]);
	const sheet = await dana.visits(`${review.url}/income`);
	const [, path, check] = sheet.html.match(/href="(\/orders\/\d+\/report)#(check-[^"]+)"/);
	const report = await dana.visits(path);
	assert.ok(report.html.includes(`id="${check}"`), check);
});

test('who may see income: the office, not the phone, not the desk', async () => {
	const review = reviewed([job('Bayview', plain)]);
	for (const part of ['income', 'note', 'print']) {
		assert.equal((await marcus.visits(`${review.url}/${part}`)).status, 404, part);
		assert.equal((await priya.visits(`${review.url}/${part}`)).status, 403, part);
		assert.equal((await luis.visits(`${review.url}/${part}`)).status, 403, part);
		assert.equal((await ruth.visits(`${review.url}/${part}`)).status, 200, part);
		assert.ok(audited(review, `income.${part === 'income' ? 'view' : part}`) >= 1, part);
	}
	const printed = await dana.visits(`${review.url}/print`);
	assert.match(printed.words,
		/Draft, not confirmed\. Printed .* by Dana Whitfield\. SSN •••-••-4471/);
});

test('on paper, in forced colours and on a phone', async () => {
	const review = reviewed([job('Bayview', ['1000.00', missing('800.00'), ...plain])],
		['snap', 'medicaid']);
	const forced = await opens(dana, { forcedColors: 'active' });
	await forced.visits(`${review.url}/income`);
	const edge = await forced.locator('.gap td, .gap th').first()
		.evaluate((node) => getComputedStyle(node).borderInlineStartStyle);
	assert.equal(edge, 'double', 'a missing check is told by more than its colour');
	await forced.context().close();
	const paper = await opens(dana);
	await paper.visits(`${review.url}/income`);
	await paper.emulateMedia({ media: 'print' });
	assert.equal(await paper.locator('.onlyprint').isVisible(), true);
	assert.equal(await paper.locator('.acts').first().isVisible(), false);
	assert.equal(await paper.locator('.sub-tabs').isVisible(), false);
	await paper.context().close();
	const phone = await opens(dana, { size: sizes.phone });
	for (const part of ['income', 'note', 'print']) {
		await phone.visits(`${review.url}/${part}`);
		await accessible(phone);
		await phone.setViewportSize({ width: 320, height: 640 });
		assert.ok(await overhang(phone) <= 0, `${part}: ${await overhang(phone)} px too wide`);
		await phone.setViewportSize(sizes.phone);
	}
	await phone.context().close();
});
