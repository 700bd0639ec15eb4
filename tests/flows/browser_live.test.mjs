// browser_live.test.mjs: what changes by itself in an open page: how soon, and without a hand or
// typed text being moved.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { noComplaints, opens, start, stop, tag } from './browser.mjs';
import { dana, ruth } from './people.mjs';
import * as truv from './truv.mjs';
import { pause, until } from './world.mjs';

before(async () => {
	await Promise.all([dana.signsIn(), ruth.signsIn()]);
	await start();
});
after(stop);
afterEach(async () => {
	await truv.mails({ hold: false });
	noComplaints();
});

// The page's own clock at the moment its heading says the word; both clocks are this machine's.
const noted = (page, word) => page.evaluate((wanted) => new Promise((done) => {
	const state = () => document.querySelector('h1 .state')?.textContent ?? '';
	const look = () => state().includes(wanted) && done(Date.now());
	const everything = { childList: true, subtree: true, characterData: true };
	new MutationObserver(look).observe(document.body, everything);
	look();
}), word);

const isListening = async (page) => (await page.waitForRequest(/\/changes$/)).response();

test('from the webhook to the page of a colleague it takes less than a second', async () => {
	const took = [];
	const page = await opens(ruth);
	for (let i = 0; i < 3; i++) {
		const order = await dana.hasAnOrder();
		const listening = isListening(page);
		await page.visits(order.url);
		await listening;
		await tag(page, 'Waiting for client');
		// The provider's own webhooks are held, so that the one that counts is the one we time.
		await truv.mails({ hold: true });
		await truv.finishes(order);
		// What changed before must be over: a page asks at most once a second.
		await pause(1200);
		const changed = noted(page, 'Ready to review');
		const sent = Date.now();
		assert.equal(await truv.sends(truv.event(order)), 200);
		const answered = Date.now();
		assert.ok(await changed >= sent, 'it was this webhook that changed the page');
		took.push(await changed - answered);
		await truv.mails({ hold: false });
	}
	console.log(`# webhook answered to page changed: ${took.join(', ')} ms`);
	assert.ok(Math.min(...took) < 1000, `${took.join(', ')} ms`);
	await page.context().close();
});

test('typed text, the caret, the focus and the place on the page stay where they are', async () => {
	const c = await dana.opensCase();
	const order = await dana.orders(c);
	await dana.seesState(order, 'Waiting for client');
	const page = await opens(ruth);
	await page.visits(c.url);
	await page.locator('#live .state', { hasText: 'Waiting for client' }).first().waitFor();
	const note = page.locator('#text');
	await note.fill('Half a thought, not sent');
	await note.evaluate((field) => { field.focus(); field.setSelectionRange(4, 7); });
	await page.evaluate(() => scrollTo(0, 40));
	const before = await page.evaluate(() => scrollY);
	await truv.finishes(order);
	await page.locator('#live', { hasText: 'Bayview Care Center' }).waitFor();
	await page.locator('#live .state', { hasText: 'Ready to review' }).first().waitFor();
	const held = await note.evaluate((field) => [field.value, document.activeElement === field,
		field.selectionStart, field.selectionEnd, scrollY]);
	assert.deepEqual(held, ['Half a thought, not sent', true, 4, 7, before]);
	await page.locator('form[action$="/notes"] button').click();
	await page.locator('#notes', { hasText: 'Half a thought' }).waitFor();
	await page.context().close();
});

test('what changes while the page is still on its way to the browser is not missed', async () => {
	const order = await dana.hasAnOrder();
	const page = await opens(ruth);
	let release;
	const released = new Promise((done) => { release = done; });
	await page.route(/\/changes$/, async (route) => {
		await released;
		await route.continue();
	});
	await page.visits(order.url);
	await tag(page, 'Waiting for client');
	await truv.fails(order, 'login_error');
	await dana.seesState(order, 'Needs you');
	await pause(500);                          // nothing is under way any more
	release();
	await tag(page, 'Needs you');
	await page.context().close();
});

test('a focused link keeps the focus through a change', async () => {
	const c = await dana.opensCase();
	const order = await dana.orders(c);
	await dana.seesState(order, 'Waiting for client');
	const page = await opens(dana);
	await page.visits(order.url);
	const link = page.locator(`#live a[href="${order.url}/qr"]`);
	await link.focus();
	await truv.fails(order, 'login_error');
	await tag(page, 'Needs you');
	const focused = await page.evaluate(() => document.activeElement.getAttribute('href'));
	assert.equal(focused, `${order.url}/qr`);
	await page.context().close();
});

test('home changes for everybody of the office', async () => {
	const pages = [await opens(dana), await opens(ruth)];
	for (const page of pages)
		await page.visits('/');
	const household = [{ first_name: 'Wilma', last_name: `Live${process.pid}` }];
	// Home names only the eight clients whose day comes first.
	const asked = new Date(Date.now() - 32 * 24 * 3600 * 1000);
	const requested_on = asked.toLocaleDateString('en-US');
	const c = await dana.opensCase({ household, requested_on });
	const order = await dana.orders(c);
	for (const page of pages) {
		await page.locator('#home', { hasText: `Live${process.pid}` }).waitFor();
	}
	await dana.seesState(order, 'Waiting for client');
	for (const page of pages)
		await page.context().close();
});

test('a page hears only of its own order', async () => {
	const page = await opens(dana);
	const paths = [];
	page.on('request', (request) => paths.push(new URL(request.url()).pathname));
	const order = await dana.hasAnOrder();
	const other = await dana.hasAnOrder();
	await page.visits(other.url);
	await until('the page has come to rest', async () => {
		const n = paths.length;
		await pause(1500);
		return paths.length === n;
	});
	const before = paths.length;
	await truv.finishes(order);
	await dana.seesState(order, 'Ready to review');
	await pause(1500);
	assert.deepEqual(paths.slice(before), [], 'it asked for nothing');
	await page.context().close();
});
