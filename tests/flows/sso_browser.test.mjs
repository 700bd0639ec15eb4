// sso_browser.test.mjs: a day with a county account in a real browser: in by the county's page, out
// of both, and the administrator's page of groups, with the accessibility check.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, sizes, start, stop }
	from './browser.mjs';
import { county } from './county.mjs';
import { password, sam } from './people.mjs';

let world;
before(async () => {
	await start();
	world = await county('sso-browser', { OIDC_REQUIRED: 'on' });
});
after(async () => {
	await stop();
	await world.stops();
});
afterEach(noComplaints);

const fits = async (page) => {
	await accessible(page);
	assert.equal(await overhang(page), 0, page.url());
};

for (const [name, size] of Object.entries(sizes)) {
	test(`in by the keyboard, to the page one wanted, and out of both: ${name}`, async () => {
		const page = await opens(null, { size });
		await page.goto(`${world.portal}/cases?state=ready`);
		await fits(page);
		await presses(page, 'a.usa-button[href^="/signin/county"]');
		await page.getByRole('button', { name: 'Farah Haddad' }).click();
		await page.waitForURL(`${world.portal}/cases?state=ready`);
		await page.locator('.bar-end summary').click();
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.waitForURL((url) => url.href.startsWith(`${world.provider.url}/session/end`));
		await page.locator('button[name=logout]').click();
		await page.waitForURL(`${world.portal}/signin`);
		await page.getByRole('link', { name: 'Continue with county account' }).click();
		await page.getByRole('heading', { name: 'County account' }).waitFor();
		await page.getByRole('button', { name: 'Omar Said' }).click();
		await page.getByRole('heading', { name: 'does not open Verify' }).waitFor();
		await fits(page);
		await page.context().close();
	});
}

test('the emergency account is behind a word, and opens by its password', async () => {
	const page = await opens(null, { size: sizes.phone });
	await page.goto(`${world.portal}/signin`);
	assert.ok(!await page.locator('#password').isVisible());
	await page.getByText('Emergency account').click();
	await fits(page);
	await page.fill('#email', 'emergency@lakeside.test');
	await page.fill('#password', password);
	await page.locator('form[action="/signin"] button').click();
	await page.waitForURL(`${world.portal}/`);
	await page.getByText('The emergency account was used.').waitFor();
	await fits(page);
	await page.context().close();
});

for (const [name, size] of Object.entries(sizes)) {
	test(`groups and what they open: ${name}`, async () => {
		const page = await opens(sam, { size });
		await page.visits('/admin/sign-in');
		await fits(page);
		await page.getByRole('button', { name: 'Open Verify to this group' }).click();
		await page.locator('#errors').waitFor();
		await fits(page);
		await page.context().close();
	});
}
