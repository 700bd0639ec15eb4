// renewals_browser.test.mjs: a month's renewals in the browser: counted, run with the page open,
// a changed person opened, a failed one's link sent; with the keyboard, on a phone, and without
// JavaScript.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
	accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tag, types,
} from './browser.mjs';
import { dana, ruth } from './people.mjs';
import { describes, nextEnds, people, places, readOnce } from './renewals_world.mjs';
import * as truv from './truv.mjs';
import { sql, until } from './world.mjs';

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

test('described, counted and run by keyboard; the page moves by itself', async () => {
	const world = await people(12, { due: '2032-01-12' });
	for (const link of world.links.slice(0, 3))
		await nextEnds(link, 'login_error');
	const page = await opens(ruth);
	await page.visits('/renewals');
	await stands(page);
	await presses(page, 'a[href="/renewals/new"]');
	await page.getByRole('heading', { name: 'New renewals' }).waitFor();
	await stands(page);
	await types(page, '#name', `Renewals ${world.tag}`);
	await types(page, '#due_from', '01/12/2032');
	await types(page, '#due_to', '01/12/2032');
	await presses(page, 'form[action="/renewals"] button');
	await page.waitForURL(/\/renewals\/\d+$/);
	await page.getByText('calls, at most 240 a minute').waitFor();
	await tag(page, 'Not started');
	await stands(page);
	await presses(page, 'form[action$="/run"] button');
	await tag(page, 'Running');
	await page.getByText('12 of 12 people done').waitFor({ timeout: 60000 });
	await tag(page, 'Done');
	await stands(page);
	assert.equal(await page.locator('.stacked rect').count(), 2);
	const id = page.url().split('/').at(-1);
	assert.deepEqual(places(id), { changed: 9, linked: 3 });

	await page.locator('a[href$="show=changed"]').click();
	await page.getByRole('heading', { name: 'Changed, to review' }).waitFor();
	await stands(page);
	await page.locator('tbody th a').first().click();
	await tag(page, 'Ready to review');
	assert.match(await page.locator('main').innerText(), /read again, and something changed/);
	await stands(page);

	await page.visits(`/renewals/${id}/people?reason=login_error`);
	await stands(page);
	await page.locator('tbody th a').first().click();
	await tag(page, 'Waiting for client');
	assert.match(await page.locator('main').innerText(), /link sent by Truv/);
	const order = page.url().split('/').at(-1);
	await truv.finishes({ number: sql(`select order_number from orders where id = ${order}`) });
	await tag(page, 'Ready to review');
	await until('the campaign knows', () => places(id).changed === 10);
});

test('phone: the list, the dry run and the people hold', async () => {
	const page = await opens(ruth, { size: sizes.phone });
	const campaign = await describes(ruth, await people(2, { due: '2032-02-09' }));
	for (const path of ['/renewals', '/renewals/new', campaign.url, `${campaign.url}/people`]) {
		await page.visits(path);
		await stands(page);
	}
});

for (const [name, size] of Object.entries(sizes)) {
	test(`${name}: one order is read again, and the page follows`, async () => {
		const order = await readOnce();
		const page = await opens(dana, { size });
		await page.visits(order.url);
		await page.getByRole('link', { name: 'Read again, without a sign-in' }).click();
		await page.getByText('Likely to work').waitFor();
		await stands(page);
		await presses(page, '#is_billed', 'Space');
		await presses(page, 'form[action$="/refreshes"] button');
		await tag(page, 'Ready to review');
		await page.getByText('nothing that counts has changed').waitFor();
		await stands(page);
	});
}

test('without JavaScript all of it works the same', async () => {
	const world = await people(2, { due: '2032-03-08' });
	const campaign = await describes(ruth, world);
	const page = await opens(ruth, { javaScriptEnabled: false });
	await page.visits(campaign.url);
	await page.getByRole('button', { name: 'Start' }).click();
	await until('it is done', () => places(campaign.id).changed === 2, 40);
	await page.visits(campaign.url);
	assert.match(await page.locator('main').innerText(), /2 of 2 people done/);
	await page.locator('a[href$="show=changed"]').click();
	assert.match(await page.locator('h1').innerText(), /Changed, to review/);
});
