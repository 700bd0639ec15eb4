// sheet_keys.test.mjs: the income worksheet by the keyboard alone, from the data to a confirmed
// figure and a copied note, with every stroke counted: half a second each is an unhurried hand, and
// 90 s is what a worker has (issue 5). Sheet, note and print tell the same numbers.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, start, stop } from './browser.mjs';
import { form } from './markup.mjs';
import { dana, ruth } from './people.mjs';
import { adds, arrived, job, missing, reviewed } from './sheets.mjs';
import { count, sql, until } from './world.mjs';

const STROKES = 180;

before(async () => {
	await Promise.all([dana.signsIn(), ruth.signsIn()]);
	await start();
});
after(stop);
afterEach(noComplaints);

// A window whose strokes are counted, gone from a review's page to its worksheet.
async function worksOn(review) {
	const page = await opens(dana, { permissions: ['clipboard-read', 'clipboard-write'] });
	const { keyboard } = page;
	page.strokes = 0;
	page.presses = async (...keys) => {
		for (const one of keys) {
			page.strokes++;
			await keyboard.press(one);
		}
	};
	page.writes = async (words) => {
		page.strokes += words.length;
		await keyboard.type(words);
	};
	page.goesTo = async (link) => {
		const isThere = (wanted) => document.activeElement.matches(wanted);
		while (page.strokes < STROKES && !await page.evaluate(isThere, link))
			await page.presses('Tab');
		await page.presses('Enter');
	};
	page.says = async (selector, words) => {
		await page.locator(selector, { hasText: words }).first().waitFor();
	};
	page.focused = async (start) => page.waitForFunction(
		(wanted) => document.activeElement.id.startsWith(wanted), start);
	await page.visits(review.url);
	await page.goesTo('.sub-tabs a[href$="/income"]');
	await page.locator('#sheet').waitFor();
	return page;
}

const figure = async (page, code = 'snap') =>
	(await page.locator(`#figure-${code}`).textContent()).trim();
const amounts = (words) => [...words.matchAll(/\d[\d,]*\.\d+/g)].map(([n]) => n);

// Confirms, copies, and holds sheet, note and print against each other.
async function finishes(page, review, dollars) {
	await page.presses('y');
	await page.says('.notice', /The income is confirmed|need.? a change/);
	assert.equal(await page.locator('#errors').count() && await page.locator('#errors').innerText(),
		0);
	assert.equal(await figure(page), dollars);
	await page.presses('c');
	await page.waitForFunction(async () =>
		(await navigator.clipboard.readText()).startsWith('INCOME VERIFIED'));
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	assert.equal(copied, (await page.locator('#note').textContent()).trim());
	assert.match(copied, new RegExp(`SNAP: (total |.* = )${dollars.slice(1)}`));
	assert.match(copied, /SNAP confirmed .* by Dana Whitfield/);
	assert.ok(page.strokes <= STROKES, `${page.strokes} strokes`);
	await tellsTheSame(page, review, copied);
	const kept = sql(`select state || ' ' || figure_cents from worksheets_now
		where review_id = ${review.id}`);
	assert.equal(kept, `confirmed ${dollars.replace(/\D/g, '')}`);
}

async function tellsTheSame(page, review, copied) {
	const onSheet = await page.locator('.tot').innerText();
	const counted = amounts(await page.locator('.checks tfoot').first().innerText());
	await page.visits(`${review.url}/note`);
	assert.equal((await page.locator('#note').textContent()).trim(), copied);
	await page.visits(`${review.url}/print`);
	assert.deepEqual(amounts(await page.locator('.tot').innerText()), amounts(onSheet));
	assert.equal((await page.locator('#note').textContent()).trim(), copied);
	for (const amount of [...amounts(onSheet), ...counted])
		assert.ok(copied.includes(amount), `${amount} stands in the note:\n${copied}`);
	assert.equal(await page.locator('main input:not([type=hidden]), main select').count(), 0);
}

test('nothing is odd: two keys', async () => {
	const review = await arrived([job('Bayview', ['1000.00', '1100.00', '1000.00', '900.00'])]);
	const page = await worksOn(review);
	await accessible(page);
	assert.equal(await figure(page), '$2,257.50');
	await page.says('#todo-count', 'Nothing open');
	await finishes(page, review, '$2,257.50');
	await page.context().close();
});

test('a missing check is filled, found by f, and shown with its sum', async () => {
	const review = reviewed([job('Bayview',
		['1000.00', missing('800.00'), '1000.00', '900.00', '1000.00'])]);
	const page = await worksOn(review);
	await page.presses('f');
	await page.says('.gap .mono', '= 800.00');
	assert.equal(await figure(page), '$1,935.00');
	await page.presses('x');
	await page.focused('why.');
	assert.equal(await page.locator('.gap .box:checked').count(), 0);
	await page.writes('Unpaid leave');
	await page.presses('Enter', 'f');
	await page.says('.gap .strong', '800.00');
	await page.locator('.gap .box:checked').waitFor();
	await page.says('#todo-count', 'Nothing open');
	await finishes(page, review, '$1,935.00');
	await page.context().close();
});

test('a check is left out with its reason, in the row', async () => {
	const review = reviewed([job('Bayview', ['1400.00', '1000.00', '1000.00', '900.00'])]);
	const page = await worksOn(review);
	await page.presses('j', 'x');
	await page.focused('why.0.0');
	await page.says('#todo-count', 'open');
	await page.presses('Escape');
	await page.evaluate(() => document.activeElement.blur());
	await page.presses('y');
	await page.locator('#errors').waitFor();
	await accessible(page);
	await page.presses('n');
	await page.focused('why.0.0');
	await page.writes('One-time retroactive pay');
	await page.presses('Enter');
	await page.focused('day.0.0');
	await page.says('#note', 'One-time retroactive pay');
	await finishes(page, review, '$2,150.00');
	assert.match(await page.locator('#note').textContent(), /left out: One-time/);
	await page.context().close();
});

test('a part of a check counts', async () => {
	const review = reviewed([job('Bayview', [
		{ gross: '1144.45', regular: '1000.00', overtime: '144.45' }, '1000.00', '1000.00'])]);
	const page = await worksOn(review);
	await page.presses('j', 's');
	await page.focused('out.0.0.snap');
	await page.presses('Tab', 'Space');
	await page.says('.why', 'overtime 144.45 left out');
	await page.presses('n');
	await page.focused('why.0.0');
	await page.writes('Covers a coworker, ended');
	await page.presses('Enter');
	await page.says('#todo-count', 'Nothing open');
	await finishes(page, review, '$2,150.00');
	await page.context().close();
});

test('the frequency is changed, with why', async () => {
	const review = reviewed([job('Bayview', ['1000.00', '1000.00', '1000.00', '1000.00'])]);
	const page = await worksOn(review);
	assert.equal(await figure(page), '$2,150.00');
	await page.presses('q');
	await page.focused('frequency.0');
	await page.writes('Tw');
	await page.says('#todo-count', 'open');
	await page.locator('[id="frequency_why.0"]').waitFor();
	await page.evaluate(() => document.activeElement.blur());
	for (let asked = 0; asked < 2 && await page.locator('#todo [data-next]').count(); asked++) {
		await page.presses('n');
		await page.waitForFunction(() => document.activeElement.matches('input[id*=why]'));
		const id = await page.evaluate(() => document.activeElement.id);
		await page.writes('Letter of the employer');
		await page.presses('Enter');
		await page.waitForFunction((done) => ![...document.querySelectorAll('#todo b')]
			.some((b) => b.closest('li').innerHTML.includes(done)), id);
	}
	await page.says('#todo-count', 'Nothing open');
	await page.says('.when', 'Chosen: Letter of the employer');
	await finishes(page, review, '$2,000.00');
	await page.context().close();
});

test('typing goes on while the sheet is reckoned again, and keys are listed', async () => {
	const review = reviewed([job('Bayview', ['1000.00', '1000.00', '1000.00'])]);
	const page = await worksOn(review);
	await page.presses('?');
	await page.says('#keys dd', 'Count the row, or leave it out');
	await accessible(page);
	await page.presses('Escape');
	await page.locator('#keys').waitFor({ state: 'hidden' });
	await page.presses('j', 'j', 'x');
	await page.focused('why.');
	const words = 'x1s2f, a reason that is typed over several reckonings';
	for (const letter of words) {
		await page.keyboard.type(letter);
		if (letter === ' ')
			await page.waitForResponse(/reckoning/);
	}
	assert.equal(await page.evaluate(() => document.activeElement.value), words);
	await page.says('#note', 'several reckonings');
	await page.presses('Enter', 'w');
	await page.says('.notice', 'The draft is kept');
	await page.says('.sub', 'Draft kept');
	assert.equal(count('worksheets', `review_id = ${review.id}`), 1);
	await page.context().close();
});

test('what others do is told while a hand works, and takes nothing from it', async () => {
	const pay = ['1000.00', '1000.00', '1000.00'];
	const review = reviewed([job('Bayview', pay)]);
	const page = await worksOn(review);
	await page.presses('j', 'x');
	await page.focused('why.0.0');
	await page.writes('half a rea');
	adds(review, [job('Bayview', ['1200.00', ...pay.slice(1)])]);
	await page.says('#news', 'New data came in');
	assert.equal(await page.evaluate(() => document.activeElement.value), 'half a rea');
	await page.writes('son');
	const theirs = await ruth.visits(`${review.url}/income`);
	await ruth.posts(`${review.url}/draft`, form(theirs.html, `${review.url}/reckoning`));
	await page.says('#news', 'Ruth Okafor saved this sheet');
	assert.equal(await page.evaluate(() => document.activeElement.value), 'half a reason');
	assert.equal(await figure(page), '$2,150.00', 'the sheet has not changed');
	await page.presses('Enter', 'w');
	await page.locator('#clash').waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), 'clash');
	assert.equal(await page.locator('[id="why.0.0"]').inputValue(), 'half a reason');
	await accessible(page);
	await page.context().close();
});

test('a screen that locks keeps the draft first, and nothing holds it up', async () => {
	const review = reviewed([job('Bayview', ['1000.00', '1000.00', '1000.00'])]);
	const page = await worksOn(review);
	await page.presses('j', 'x');
	await page.focused('why.0.0');
	await page.writes('Not hers');
	await page.evaluate(() => { document.getElementById('locking').hidden = false; });
	await until('the draft is kept', () => sql(`select choices::text from worksheets
		where review_id = ${review.id}`).includes('Not hers'));
	await page.waitForFunction(() => document.querySelector('#sheet [name=version]').value === '1');
	await page.presses('Enter', 'w');
	await page.says('.notice', 'The draft is kept');
	assert.equal(count('worksheets', `review_id = ${review.id}`), 2);
	await page.context().close();
});
