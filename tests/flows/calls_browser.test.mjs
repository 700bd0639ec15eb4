// calls_browser.test.mjs: a call in Chromium: three strokes from the phone number to the text, the
// script that follows the client's phone, two agents on one call, and all of it without JavaScript.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tabsTo,
	types } from './browser.mjs';
import { orderOf, somebody } from './callers.mjs';
import { dana, priya, ruth } from './people.mjs';
import * as truv from './truv.mjs';
import { count, pause, sim, sql, until } from './world.mjs';

before(async () => {
	await Promise.all([dana.signsIn(), priya.signsIn(), ruth.signsIn()]);
	await start();
});
after(stop);
afterEach(noComplaints);

const step = (page, word) =>
	page.locator('.ribbon [aria-current=step] b', { hasText: word }).waitFor();
const note = (page) => page.locator('#note-text').inputValue();
const waits = (c) => until('the link is made', () =>
	sql(`select state from orders where case_id = ${c.id}`) === 'waiting');

// On a fresh page: the number, the first hit, the call.
async function begins(page, c) {
	await page.visits('/calls/new');
	await page.keyboard.type(c.number);
	await page.keyboard.press('Enter');
	await page.locator('#found [data-key="1"]').waitFor();
	await page.waitForFunction(() => document.activeElement.matches('[data-key="1"]'));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/calls\/\d+$/);
}

// The client's phone, from the link to the end.
async function phoneFinishes(c, until_) {
	const phone = await opens(null, { size: sizes.phone });
	const inbox = `${sim}/phone?to=${encodeURIComponent(`+1${c.number}`)}`;
	await until('the text is there', async () => {
		await phone.goto(inbox);
		return await phone.locator('.message.sms a.link').count() > 0;
	});
	await phone.locator('.message.sms a.link').first().tap();
	await phone.locator('#start').tap();
	await phone.locator('#employer-bayview-care-center').tap();
	await phone.locator('#username').fill('goodlogin');
	await phone.locator('#password').fill(until_ ? 'mfa' : 'goodpassword');
	await phone.locator('#sign-in').tap();
	if (until_) {
		// The employer's site has texted a code and waits for it.
		await phone.locator('#code').fill('12345');
		await until_();
		await phone.locator('#continue').tap();
	}
	await phone.locator('#finish').tap();
	await phone.locator('#thanks').waitFor();
	await phone.context().close();
}

test('by keyboard alone: find, pick, send, talk, wrap up', async () => {
	const c = await somebody({ language: 'es', first_name: 'Lucía' });
	const page = await opens(priya);
	await page.visits('/');
	await presses(page, 'main a[href="/calls/new"]');
	await page.waitForURL(/\/calls\/new$/);
	await accessible(page);
	// One: find. Two: pick. Three: send.
	await page.keyboard.type(c.number);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement.matches('[data-key="1"]'));
	await accessible(page);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/calls\/\d+$/);
	await page.locator('#live', { hasText: 'Before the link goes out' }).waitFor();
	await accessible(page);
	await page.keyboard.press('s');
	await page.locator('.ribbon .done', { hasText: 'Sent' }).or(
		page.locator('.ribbon .now', { hasText: 'Send' })).first().waitFor();
	await waits(c);
	assert.equal(count('messages', `case_id = ${c.id}`), 1);
	assert.equal(page.url().includes(c.number), false);
	// Before the provider tells of it the client says how far they are.
	await page.locator('#live button', { hasText: 'They see the page' }).waitFor();
	await page.keyboard.press('n');
	await page.locator('#live [lang=es]', { hasText: 'el nombre de su empleador' }).waitFor();
	await page.locator('#live .said', { hasText: 'You get a text from us' }).waitFor();
	// The four replies.
	for (const [key, words] of [['1', 'Olvidé mi contraseña'], ['2', 'somos nosotros'],
		['3', 'Escriba el código'], ['4', 'una carta']]) {
		await page.keyboard.press(key);
		await page.locator('#answer [lang=es]', { hasText: words }).waitFor();
	}
	await accessible(page);
	await phoneFinishes(c, async () => {
		await step(page, 'Signing in');
		await page.locator('#live [lang=es]', { hasText: 'usuario y la contraseña' }).waitFor();
		await accessible(page);
	});
	await page.locator('#live', { hasText: 'All 6 steps are done' }).waitFor();
	await page.locator('#live [lang=es]', { hasText: 'usted terminó' }).waitFor();
	assert.ok(await page.locator('#answer').isVisible(), 'the answer stays open');
	await until('the note has it', async () => (await note(page)).includes('ready to review'));
	await accessible(page);
	assert.ok(await overhang(page) <= 0);
	await page.keyboard.press('w');
	await page.waitForURL(/\/wrap$/);
	await accessible(page);
	assert.ok(await page.locator('#outcome-finished').isChecked());
	await types(page, '#follow_up', 'Review it');
	await presses(page, 'main form button.usa-button');
	await page.locator('#kept').waitFor();
	await accessible(page);
	const kept = await page.locator('#kept').textContent();
	assert.match(kept, /Client called[\s\S]*Sent the link by text[\s\S]*Client signed in/);
	assert.match(kept, /Next: Review it\./);
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.keyboard.press('c');
	await page.locator('button', { hasText: 'Copied' }).waitFor();
	assert.equal(await page.evaluate(() => navigator.clipboard.readText()), kept);
	await page.context().close();
});

test('two agents on one call see the same, and neither loses a word', async () => {
	const c = await somebody({ language: 'vi' });
	const [mine, theirs] = [await opens(priya), await opens(ruth)];
	await begins(mine, c);
	await begins(theirs, c);
	assert.equal(theirs.url(), mine.url());
	await theirs.locator('#callbar', { hasText: 'Priya Raman is on this call' }).waitFor();
	await mine.locator('#note-text').focus();
	await mine.keyboard.press('Control+End');
	await mine.keyboard.type('\nHer sister helps.');
	await theirs.keyboard.press('s');
	await waits(c);
	// What happened comes below what is typed, under the hand that types.
	await until('the line is there', async () => /sister helps\.[\s\S]*Sent the link/.test(
		await note(mine)));
	assert.ok(await mine.evaluate(() => document.activeElement.id === 'note-text'));
	await until('the other page has the words', async () =>
		(await note(theirs)).includes('Her sister helps.'));
	await theirs.locator('#note-text').focus();
	await theirs.keyboard.press('Control+End');
	await theirs.keyboard.type('\nRuth listens.');
	await mine.keyboard.type(' And a child cries.');
	await until('both are kept', () => {
		const kept = sql(`select note from calls where case_id = ${c.id}`);
		return kept.includes('Ruth listens.') && kept.includes('a child cries.');
	});
	await theirs.locator('button', { hasText: 'Take over' }).click();
	await mine.locator('#callbar', { hasText: 'Ruth Okafor is on this call' }).waitFor();
	await mine.context().close();
	await theirs.context().close();
});

test('a language switched while talking changes the script and leaves the rest', async () => {
	const c = await somebody({ language: 'en' });
	const page = await opens(priya);
	await begins(page, c);
	assert.equal(await page.locator('#live [lang][dir]').count(), 0, 'English stands alone');
	await page.locator('#phone').fill('4155550199');
	await page.locator('#language').selectOption('ar');
	await page.locator('#live [lang=ar][dir=rtl]').waitFor();
	assert.equal(await page.locator('#phone').inputValue(), '4155550199', 'typed text is kept');
	await accessible(page);
	await page.context().close();
});

test('the page looks again by itself when nothing moves, and asks', async () => {
	const c = await somebody({ language: 'es' });
	const page = await opens(priya);
	await begins(page, c);
	await page.locator('button[value=link]').click();
	await waits(c);
	await page.locator('#live', { hasText: 'Nothing has moved for' }).waitFor();
	await page.locator('.quiet [lang=es]').waitFor();
	await accessible(page);
	await page.context().close();
});

test('a stop says what to say, names of any script and length fit, on a phone too', async () => {
	const c = await somebody({
		language: 'fa', first_name: 'W'.repeat(50), last_name: 'M'.repeat(50),
		native_name: 'فاطمه '.repeat(16).trim(),
	});
	const page = await opens(priya);
	await begins(page, c);
	await page.locator('button[value=link]').click();
	await waits(c);
	await truv.fails(orderOf(c), 'account_locked');
	await page.locator('.ribbon .stop', { hasText: 'Locked' }).waitFor();
	const said = sql(`select say from cause_words where cause = 'account_locked'
		and language = 'fa'`);
	await page.locator('#live [lang=fa][dir=rtl]', { hasText: said.slice(0, 20) }).waitFor();
	assert.ok(await overhang(page) <= 0);
	assert.ok(await page.locator('#callbar bdi').count() > 0, 'the name is set apart');
	const url = page.url();
	await page.context().close();
	const phone = await opens(priya, { size: sizes.phone });
	await phone.goto(url);
	await accessible(phone);
	assert.ok(await overhang(phone) <= 0, 'no wider than the phone');
	await phone.goto(`${url}/wrap`);
	assert.ok(await overhang(phone) <= 0);
	await phone.context().close();
});

test('without JavaScript: the same call, by reloading', async () => {
	const c = await somebody({ language: 'ko' });
	const page = await opens(priya, { javaScriptEnabled: false });
	await page.visits('/calls/new');
	await page.locator('#q').fill(c.number);
	await page.keyboard.press('Enter');
	await page.locator('#found button').first().click();
	await page.waitForURL(/\/calls\/\d+$/);
	await page.locator('#note-text').fill('Typed by hand.');
	await page.locator('#note-form button').click();
	await page.locator('summary', { hasText: 'Check identity' }).click();
	await page.locator('label[for=check-name]').click();
	await page.locator('#caller form[action$="/identity"] button').click();
	await page.locator('#caller', { hasText: 'Checked' }).waitFor();
	await page.locator('#link button[value=text]').click();
	await waits(c);
	await page.locator('#replies a').nth(1).click();
	await page.locator('#answer [lang=ko]').waitFor();
	await phoneFinishes(c);
	await until('it says done', async () => {
		await page.reload();
		return (await page.locator('#live').textContent()).includes('All 6 steps are done');
	});
	await page.locator('#callbar a', { hasText: 'Wrap up' }).click();
	await page.locator('main form button.usa-button').click();
	const kept = await page.locator('#kept').textContent();
	assert.match(kept, /Typed by hand\.[\s\S]*Identity checked: name\./);
	assert.match(kept, /Sent the link by text/);
	await page.context().close();
});

test('what is typed survives the page being left', async () => {
	const c = await somebody();
	const page = await opens(priya);
	await begins(page, c);
	const url = page.url();
	await page.locator('#note-text').focus();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('\nLeft in the middle');
	await page.visits('/calls/new');
	await until('it is kept', () =>
		sql(`select note from calls where case_id = ${c.id}`).includes('Left in the middle'));
	await page.goto(url);
	assert.match(await note(page), /Left in the middle/);
	await page.context().close();
});

test('a call page that asks by itself never keeps a session alive', async () => {
	const c = await somebody();
	const page = await opens(priya);
	await begins(page, c);
	await tabsTo(page, '#callbar a');
	const seen = () => sql(`select max(seen_at) from sessions s join users u on u.id = s.user_id
		where u.email = '${priya.email}'`);
	await until('the page has come to rest', async () => {
		const was = seen();
		await pause(1500);
		return was === seen();
	});
	const was = seen();
	const path = new URL(page.url()).pathname;
	await ruth.fills(path, `${path}/note`, { note: 'From elsewhere.' });
	await until('it came', async () => (await note(page)).includes('From elsewhere.'));
	assert.equal(seen(), was);
	await page.context().close();
});
