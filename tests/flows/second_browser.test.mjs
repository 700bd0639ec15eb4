// second_browser.test.mjs: in a real browser: a loan opened by keyboard and on a phone, the API's
// page with and without JavaScript, a program changed.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, sizes, start, stop, types }
	from './browser.mjs';
import { dana, sam } from './people.mjs';
import { count, key, reference, sql } from './world.mjs';

before(start);
after(stop);
afterEach(noComplaints);

test('a loan of two borrowers is opened by keyboard', async () => {
	const page = await opens(dana), ref = reference();
	await page.visits('/cases/new');
	await presses(page, 'a[href="/cases/new?kind=mortgage"]');
	await page.getByRole('heading', { name: 'New loan' }).waitFor();
	await accessible(page);
	await types(page, '#reference', ref);
	await presses(page, 'input[name=programs]', 'Space');
	await types(page, '#loan_number', `LN-${ref}`);
	await types(page, '#originator_name', 'Noor Haddad');
	const person = async (n, first, relation) => {
		const field = (name) => page.locator(`[name="members.${n}.${name}"]`);
		await field('first_name').fill(first);
		await field('last_name').fill(`Of ${ref}`);
		await field('relation').selectOption({ label: relation });
		await field('born_on').fill('04/12/1988');
		await field('ssn').fill(`900-12-447${n}`);
	};
	await person(0, 'Ines', 'Borrower');
	await page.getByRole('button', { name: 'Add a person' }).click();
	await page.locator('[name="members.1.first_name"]').waitFor();
	await person(1, 'Piet', 'Co-borrower');
	await page.getByRole('button', { name: 'Open the loan' }).click();
	await page.getByText('The loan is open').waitFor();
	await accessible(page);
	await page.getByText(`Loan number LN-${ref}`).waitFor();
	assert.equal(count('members', `last_name = 'Of ${ref}' and ssn_sealed like 'seal:%'`), 2);
	assert.doesNotMatch(page.url(), /447/);
});

test('the form of a loan holds on a phone', async () => {
	const page = await opens(dana, { size: sizes.phone });
	await page.visits('/cases/new?kind=mortgage');
	await accessible(page);
	assert.equal(await overhang(page), 0);
});

test('a token is made by keyboard, shown once, in words', async () => {
	const page = await opens(sam), name = `Keys ${key().slice(0, 6)}`;
	await page.visits('/admin/api');
	await accessible(page);
	await types(page, '#name', name);
	await presses(page, '#offices input', 'Space');
	await presses(page, '#scope-results\\:read', 'Space');
	await presses(page, 'form[action="/admin/api/tokens"] button.usa-button');
	const secret = await page.locator('#secret').inputValue();
	assert.match(secret, /^vfy_[0-9a-f]{64}$/);
	await accessible(page);
	await page.visits('/admin/api');
	const row = page.locator('tr', { hasText: name });
	assert.match(await row.innerText(), /Read accepted figures and how they came about/);
	assert.ok(!(await page.content()).includes(secret), 'never shown again');
	const text = await page.locator('main').innerText();
	assert.doesNotMatch(text, /results:read|order\.changed|review\.decided/);
});

test('the page of the API works without JavaScript, and on a phone', async () => {
	const page = await opens(sam, { javaScriptEnabled: false, size: sizes.phone });
	await page.visits('/admin/api');
	const told = `Plain ${key().slice(0, 6)}`;
	await page.locator('#told').fill(told);
	await page.locator('#url').fill('http://10.0.0.1/told');
	await page.getByRole('button', { name: 'Tell it' }).click();
	await page.locator('#url-error').waitFor();
	assert.equal(await page.locator('#told').inputValue(), told, 'what was typed stays');
	await page.locator('#url').fill('https://case.lakeside.test/told');
	await page.locator('#told_offices label').first().click();
	await page.locator('#kinds label').first().click();
	await page.getByRole('button', { name: 'Tell it' }).click();
	await page.locator('#secret').waitFor();
	await page.visits('/admin/api');
	await page.getByRole('button', { name: `Stop telling ${told}` }).click();
	await page.locator('main').waitFor();
	assert.equal(sql(`select ended_at is not null from api_endpoints where name = '${told}'`), 't');
});

test("a program's next source is changed by keyboard", async () => {
	const page = await opens(sam);
	const id = sql(`select id from programs where code = 'tanf'`);
	await page.visits('/admin/programs');
	await accessible(page);
	await page.getByRole('link', { name: 'TANF' }).click();
	await page.locator('#way-truework').waitFor();
	await accessible(page);
	await page.locator('#way-truework').selectOption({ label: 'Never asked' });
	await presses(page, 'main form button');
	await page.getByText('It counts from the next order on').waitFor();
	assert.equal(sql(`select way from program_sources where program_id = ${id} and place = 2`),
		'never');
	await page.locator('#way-truework').selectOption({ label: 'Offered to the worker' });
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('It counts from the next order on').waitFor();
	const small = await opens(sam, { size: sizes.phone });
	await small.visits(`/admin/programs/${id}`);
	assert.equal(await overhang(small), 0);
});
