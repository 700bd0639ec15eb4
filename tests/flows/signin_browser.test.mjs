// signin_browser.test.mjs: the lock, what was typed before it, and the pages of one's own account
// and of the administrator, in a browser, by the keyboard, and without JavaScript.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { account, code, givesPassword, keyIn, withApp } from './accounts.mjs';
import {
	accessible, noComplaints, opens, overhang, presses, scans, sizes, start, stop, types,
} from './browser.mjs';
import { password, sam } from './people.mjs';
import { app, portal, sql, until } from './world.mjs';

before(async () => {
	await Promise.all([start(), sam.signsIn()]);
});
after(stop);
afterEach(noComplaints);

const note = 'She said: after 3 PM, and “not before”';
const kept = (person) => until('what was typed is kept', () => Number(sql(`select count(*)
	from drafts where user_id = ${person.id} and fields is not null`)) === 1, 60);

async function unlocks(page) {
	await page.waitForURL(/\/locked\?next=/);
	assert.equal(await page.getByText("O'Brien").count(), 0, 'nothing of the case is there');
	await accessible(page);
	await page.locator('#password').fill(password);
	await page.keyboard.press('Enter');
}

test('the key l locks; the password leads back to the page and to what was typed', async () => {
	const bo = account();
	const page = await opens(bo);
	await page.visits('/cases/1');
	await page.locator('#text').fill(note);
	await page.locator('h1').click();
	await page.keyboard.press('l');
	await unlocks(page);
	await page.waitForURL(`${app}/cases/1`);
	await page.locator('#returned', { hasText: 'is back' }).waitFor();
	assert.equal(await page.locator('#text').inputValue(), note);
	await accessible(page);
	await page.locator('form[action="/cases/1/notes"] button').click();
	await page.locator('#notes', { hasText: 'not before' }).waitFor();
	await page.visits('/cases/1');
	assert.equal(await page.locator('#returned').count(), 0, 'once');
	await page.context().close();
});

test('idle: the page locks by itself, and keeps what was typed through a restart', async () => {
	const bo = account();
	const page = await opens(bo);
	await page.visits('/cases/1');
	await page.locator('#text').fill(note);
	await kept(bo);
	sql(`update sessions set seen_at = now() - interval '16 minutes' where user_id = ${bo.id}`);
	await page.evaluate(() => document.body.dispatchEvent(new CustomEvent('session-doubt')));
	await page.waitForURL(/\/locked\?next=%2Fcases%2F1$/);
	await page.goto('about:blank');
	await portal.dies();
	await portal.returns();
	await page.visits('/cases/1');
	await unlocks(page);
	await page.locator('#returned', { hasText: 'is back' }).waitFor();
	assert.equal(await page.locator('#text').inputValue(), note);
	await page.context().close();
});

test('the warning is read out, holds the focus, and one press keeps the screen open', async () => {
	const bo = account();
	const page = await opens(bo);
	sql(`update sessions set created_at = now() - interval '11 hours 58 minutes'
		where user_id = ${bo.id}`);
	await page.visits('/cases/1');
	await page.locator('#locking:not([hidden])').waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), 'stay');
	assert.equal(await page.locator('#locking').getAttribute('role'), 'alertdialog');
	await accessible(page);
	sql(`update sessions set created_at = now() where user_id = ${bo.id}`);
	await page.keyboard.press('Enter');
	await page.locator('#locking[hidden]').waitFor({ state: 'attached' });
	await page.locator('[data-locks-text]', { hasText: /^1[45] min$/ }).waitFor();
	await page.context().close();
});

test('a session that is ended elsewhere leaves the page within seconds', async () => {
	const bo = account();
	const page = await opens(bo);
	const listening = page.waitForResponse(/\/changes$/);
	await page.visits('/cases/1');
	await listening;
	await page.locator('#text').fill(note);
	sql(`update sessions set ended_at = now() where user_id = ${bo.id}`);
	await page.waitForURL(/\/signin\?next=%2Fcases%2F1$/, { timeout: 5000 });
	await page.context().close();
});

test('an app is set up from the picture, by the keyboard, and signs in', async () => {
	const bo = account();
	await bo.signsIn();
	await bo.fills('/me/factor?next=/me', '/me/factor', { code: password });
	const page = await opens(bo);
	await page.visits('/me/factor/setup');
	await accessible(page);
	const read = new URL(await scans(page, 'img.setup-code'));
	const key = keyIn(await page.content());
	assert.equal(read.searchParams.get('secret'), key);
	assert.match(decodeURIComponent(read.pathname), new RegExp(bo.email));
	await until('a fresh half minute', () => Date.now() % 30000 < 20000, 30);
	await types(page, '#code', code(key));
	await page.keyboard.press('Enter');
	await page.locator('#codes li').first().waitFor();
	assert.equal(await page.locator('#codes li').count(), 10);
	await accessible(page);
	await page.context().close();
	const door = await opens(null);
	await door.visits('/signin');
	await types(door, '#email', bo.email);
	await types(door, '#password', password);
	await door.keyboard.press('Enter');
	await door.waitForURL(/\/signin\/totp/);
	await accessible(door);
	sql(`update users set totp_step = 0 where id = ${bo.id}`);
	await types(door, '#code', code(key));
	await presses(door, 'main form button');
	await door.waitForURL(`${app}/`);
	await door.context().close();
});

test('every page of accounts is accessible, at a desk and on a phone', async () => {
	const ana = await withApp();
	const faults = [];
	const walks = async (person, paths, size) => {
		const page = await opens(person, { size });
		for (const path of paths) {
			await page.visits(path);
			await accessible(page).catch((error) => faults.push(error.message));
			if (size === sizes.phone && await overhang(page) > 0)
				faults.push(`${path} is wider than the phone`);
		}
		await page.context().close();
	};
	for (const size of Object.values(sizes)) {
		await walks(sam, ['/admin/users', '/admin/users?state=off', '/admin/users/new',
			'/admin/users/1', '/admin/users/650', '/admin/users/652', '/admin/offices',
			'/admin/offices/1', '/me'], size);
		await walks(ana, ['/me', '/me/factor?next=/me'], size);
		await walks(null, ['/welcome/welcome-join', '/welcome/nothing',
			'/welcome/welcome-app'], size);
	}
	assert.deepEqual(faults, []);
});

test('without JavaScript: the same lock, and the same way back', async () => {
	const bo = account();
	await givesPassword(bo);
	const page = await opens(bo, { javaScriptEnabled: false });
	await page.visits('/cases?state=you');
	await page.locator('summary').first().click();
	await page.locator('#lock button').click();
	await page.waitForURL(/\/locked\?next=/);
	await page.locator('#password').fill(password);
	await page.locator('main form button').click();
	await page.waitForURL(`${app}/cases?state=you`);
	await page.context().close();
});
