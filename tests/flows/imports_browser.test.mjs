// imports_browser.test.mjs: a due list in the browser, from the file to the last client: sent,
// checked, in; its people renewed with the page open; a changed one accepted, a failed one's link
// gone through. Then a list out again; by keyboard, on a phone, and without JavaScript.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import {
	accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tag,
} from './browser.mjs';
import { households, isIn, isReady, outcomes, written } from './files.mjs';
import { dana, ruth } from './people.mjs';
import { nextEnds, people, places } from './renewals_world.mjs';
import { confirms, disposes, program } from './reviews.mjs';
import * as truv from './truv.mjs';
import { key, pause, sql, until } from './world.mjs';

before(async () => {
	await Promise.all([dana.signsIn(), ruth.signsIn()]);
	await start();
});
after(async () => {
	await stop();
	await truv.forgets();
});
afterEach(noComplaints);

async function stands(page) {
	await accessible(page);
	assert.equal(await overhang(page), 0, page.url());
}

const day = (days) => sql(`select current_date + ${days}`);
const file = (name, rows) =>
	({ name, mimeType: 'text/csv', buffer: Buffer.from(written(rows)) });
const idOf = (page) => new URL(page.url()).pathname.split('/')[2];

test('a due list, its renewals, the changed one accepted, the failed one’s link used', async () => {
	const world = await people(2, { due: day(75) }), due = day(60), word = key().slice(0, 6);
	const code = program({ drawn: 0 });
	sql(`update case_programs cp set program_id = p.id from programs p, cases c
		where p.code = '${code}' and c.id = cp.case_id and c.reference like '${world.tag}-%'`);
	await nextEnds(world.links[1], 'login_error');
	await pause(20);

	const page = await opens(ruth);
	await page.visits('/imports');
	await stands(page);
	await presses(page, 'a[href="/imports/new"]');
	await page.getByRole('heading', { name: 'New import' }).waitFor();
	await stands(page);
	await presses(page, 'form[action="/imports"] button');
	await page.getByRole('alert').getByText('Choose a file').waitFor();
	await stands(page);
	await page.setInputFiles('#file', file('January.csv', [[`Nr ${word}`, `Who ${word}`,
		`Month ${word}`, `Until ${word}`],
	...[1, 2].map((n) => [`${world.tag}-${n}`, `Bo Of ${world.tag}-${n}`, '2027-01', due]),
	[`${world.tag}-9`, '', '2027-01', due]]));
	await presses(page, 'form[action="/imports"] button');
	await tag(page, 'Needs its columns');
	await stands(page);
	await page.getByRole('link', { name: 'Say which column is what' }).first().click();
	await page.getByRole('heading', { name: 'Say which column is what' }).waitFor();
	await stands(page);
	await presses(page, 'main form button');
	await page.getByRole('alert').waitFor();
	await stands(page);
	for (const [i, field] of ['case', 'member', 'period', 'due_on'].entries())
		await page.selectOption(`[name="columns.${i}.field"]`, field);
	await presses(page, 'main form button');
	await tag(page, 'Checked, not in yet');
	await page.getByRole('heading', { name: '2 of 3 rows can come in' }).waitFor();
	await page.getByText('No case of the office has this number').waitFor();
	await stands(page);
	await presses(page, 'form[action$="/run"] button');
	await tag(page, 'Done');
	await stands(page);
	assert.deepEqual(outcomes(idOf(page)), { made: 2, refused: 1 });

	await page.getByRole('link', { name: 'Renew these people' }).click();
	await page.getByRole('heading', { name: 'New renewals' }).waitFor();
	await stands(page);
	assert.match(await page.locator('#import_id option:checked').innerText(), /^January\.csv/);
	await presses(page, 'form[action="/renewals"] button');
	await page.getByText('calls, at most 240 a minute').waitFor();
	assert.match(await page.locator('main').innerText(), /2\s+people to read again/);
	await presses(page, 'form[action$="/run"] button');
	await page.getByText('2 of 2 people done').waitFor({ timeout: 60000 });
	const campaign = page.url().split('/').at(-1);
	assert.deepEqual(places(campaign), { changed: 1, linked: 1 });

	await page.locator('a[href$="show=changed"]').click();
	await page.locator('tbody th a').first().click();
	await tag(page, 'Ready to review');
	const order = page.url().split('/').at(-1), review = { id: order, url: `/review/${order}` };
	await until('its report is read', () => sql(`select count(*) from reports
		where order_id = ${order} and body is not null`) !== '0', 30);
	await page.visits(`${review.url}/changes`);
	await stands(page);
	await disposes(ruth, review, { '': ['found', 'As payroll says'] });
	await confirms(ruth, review);
	await page.visits(review.url);
	await page.check('#outcome', { force: true });
	await page.getByRole('button', { name: 'Save decision' }).click();
	await tag(page, 'Reviewed');
	await stands(page);

	await page.visits(`/renewals/${campaign}/people?reason=login_error`);
	await page.locator('tbody th a').first().click();
	await tag(page, 'Waiting for client');
	assert.match(await page.locator('main').innerText(), /link sent by Truv/);
	const number = sql(`select order_number from orders
		where id = ${page.url().split('/').at(-1)}`);
	await truv.finishes({ number });
	await tag(page, 'Ready to review');
	await page.context().close();
});

test('a list out: chosen, made while one looks on, saved; on a phone as well', async () => {
	const page = await opens(ruth, { size: sizes.phone });
	for (const path of ['/imports', '/imports/new', '/imports/600', '/imports/600/columns',
		'/imports/601', '/imports/603', '/exports/600', '/exports/601']) {
		await page.visits(path);
		await stands(page);
	}
	await page.visits('/exports');
	await stands(page);
	await page.locator('main a[href="/exports/new?list=cases"]').click();
	await stands(page);
	await presses(page, 'form[action="/exports"] button');
	await tag(page, 'Ready to save');
	await stands(page);
	const coming = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Save the file' }).first().click();
	const saved = await coming;
	assert.match(saved.suggestedFilename(), /^verify-cases-.*\.csv$/);
	assert.match(readFileSync(await saved.path(), 'utf8'), /^\ufeff"Case number","Client"/);
	await page.context().close();
});

test('without JavaScript all of it works the same', async () => {
	const name = households(2);
	await pause(20);
	const page = await opens(ruth, { javaScriptEnabled: false });
	await page.visits('/imports/new');
	await page.setInputFiles('#file', file('plain.csv', [['Case number', 'Period', 'Due date'],
		[`${name}-1`, '2027-02', day(70)], [`${name}-2`, '2027-02', 'soon']]));
	await page.getByRole('button', { name: 'Check the file' }).click();
	const id = idOf(page);
	await isReady(id);
	await page.reload();
	await page.getByRole('button', { name: 'Import 1 row' }).click();
	await isIn(id);
	await page.reload();
	assert.match(await page.locator('main').innerText(), /2 of 2 rows done/);
	await page.visits('/exports/new?list=dues');
	await page.getByRole('button', { name: 'Make the file' }).click();
	const made = idOf(page);
	await until('it is made', () =>
		sql(`select state from exports where id = ${made}`) === 'done');
	await page.reload();
	assert.equal(await page.getByRole('link', { name: 'Save the file' }).count(), 2);
	await page.context().close();
});
