// browser_pages.test.mjs: every page of the demo world, for everybody who may see it, at a desk and
// on a phone: nothing inaccessible, nothing sideways, no complaint; and the keys.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop } from './browser.mjs';
import { dana, luis, marcus, nora, priya, ruth, sam } from './people.mjs';
import { app } from './world.mjs';

before(async () => {
	for (const person of [dana, luis, marcus, nora, priya, ruth, sam])
		await person.signsIn();
	await start();
});
after(stop);
afterEach(noComplaints);

// Ids are those of fixtures.sql: cases and orders in every state.
const orders = [1, 2, 3, 4, 5, 6, 9, 14, 16].map((id) => `/orders/${id}`);
const visits = [
	[null, ['/signin', '/signin?next=%2Fcases']],
	[dana, ['/', '/cases', '/cases?state=ready', '/cases?q=nobody-at-all', '/cases?q=obrien',
		'/cases/new', '/cases/1', '/cases/2', '/cases/6', '/cases/1/verify',
		'/cases/1/verify?member=3', '/cases/4/verify', '/cases/2/verify', '/orders/6/fix',
		'/orders/5/change', '/orders/17/change', '/orders/5/replacement', '/orders/5/events',
		'/orders/3/qr', '/orders/6/qr', '/orders/1/report', '/orders/2/report', '/orders/9/report',
		'/orders/14/report', '/orders/4/report', '/parts', '/cases/999999', ...orders]],
	[marcus, ['/', '/cases/3', '/orders/7', '/orders/7/report', '/orders/12', '/orders/13',
		'/cases/1']],
	[priya, ['/', '/cases/1', '/cases/5', '/cases/7', '/orders/1', '/orders/10', '/orders/11',
		'/orders/15', '/orders/17', '/orders/18', '/orders/1/report']],
	[ruth, ['/', '/cases']],
	[luis, ['/desk', '/orders/3/qr']],
	[sam, ['/']],
	[nora, ['/']],
];

for (const [person, paths] of visits) {
	for (const [name, size] of Object.entries(sizes)) {
		test(`${person?.email ?? 'signed out'}, ${name}: ${paths.length} pages`, async () => {
			const page = await opens(person, { size });
			const faults = [];
			for (const path of paths) {
				await page.visits(path);
				await accessible(page).catch((error) => faults.push(error.message));
				if (size !== sizes.phone)
					continue;
				await page.setViewportSize({ width: 320, height: 640 });
				if (await overhang(page) > 0)
					faults.push(`${path} is ${await overhang(page)} px wider than 320`);
				await page.setViewportSize(size);
			}
			assert.deepEqual(faults, []);
			await page.context().close();
		});
	}
}

test('the longest names and addresses fit the smallest phone', async () => {
	const email = `${'w'.repeat(64)}@${'m'.repeat(60)}.test`;
	const long = { first_name: 'W'.repeat(50), last_name: 'M'.repeat(50), email };
	const c = await dana.opensCase({ household: [long] });
	const order = await dana.orders(c, { delivery: 'truv', employer_hint: 'E'.repeat(100) });
	await dana.seesState(order, 'Waiting for client');
	const page = await opens(dana, { size: sizes.phone });
	const wide = [];
	const paths = ['/', '/cases', c.url, `${c.url}/verify`, order.url, `${order.url}/qr`];
	for (const path of [...paths, `${order.url}/report`]) {
		await page.visits(path);
		await page.setViewportSize({ width: 320, height: 640 });
		if (await overhang(page) > 0)
			wide.push(`${path}: ${await overhang(page)} px`);
		await page.setViewportSize(sizes.phone);
	}
	assert.deepEqual(wide, []);
	await page.context().close();
});

test('what is wrong in a form is read out, and the page is still accessible', async () => {
	const page = await opens(dana);
	await page.visits('/cases/new');
	await page.locator('#reference').fill('24-118307');
	await page.locator('main form[action="/cases"] button:not([name]):not([type])').click();
	await page.locator('#errors').waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), 'errors', 'has the focus');
	await accessible(page);
	await page.locator('#errors a').first().click();
	assert.ok(await page.evaluate(() => document.activeElement.matches('input, select, textarea')
		|| location.hash.length > 1));
	await page.context().close();
});

describe('keys', () => {
	let page;
	before(async () => {
		page = await opens(dana);
	});
	after(() => page.context().close());

	test('/ searches, and the search finds a case by its number', async () => {
		await page.visits('/');
		await page.keyboard.press('/');
		assert.equal(await page.evaluate(() => document.activeElement.id), 'find');
		await page.keyboard.type('24-118307');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/cases\/1$/);
	});

	test('j and k go through the rows, Enter opens', async () => {
		await page.visits('/cases');
		await page.keyboard.press('j');
		await page.keyboard.press('j');
		await page.keyboard.press('k');
		const href = await page.locator('#list-rows tr a').first().getAttribute('href');
		await page.keyboard.press('Enter');
		await page.waitForURL(app + href);
	});

	test('? lists the keys, Escape closes the list; in a field keys are letters', async () => {
		await page.visits('/cases/1');
		await page.keyboard.press('?');
		await page.locator('dialog[open]').waitFor();
		await accessible(page);
		await page.keyboard.press('Escape');
		assert.equal(await page.locator('dialog[open]').count(), 0);
		await page.locator('#text').focus();
		await page.keyboard.type('j?/k');
		assert.equal(await page.locator('#text').inputValue(), 'j?/k');
		assert.equal(await page.locator('dialog[open]').count(), 0);
	});
});

test('a name in another script keeps its own direction', async () => {
	const page = await opens(dana);
	await page.visits('/cases/1');
	const name = page.locator('bdi[lang=ar]').first();
	assert.equal(await name.textContent(), 'محمد الحسن');
	assert.equal(await name.evaluate((node) => getComputedStyle(node).unicodeBidi), 'isolate');
	await page.context().close();
});

test('on paper an order has neither shell nor buttons', async () => {
	const page = await opens(dana);
	await page.visits('/orders/3/qr');
	await page.emulateMedia({ media: 'print' });
	assert.equal(await page.locator('header.app-header').isVisible(), false);
	assert.equal(await page.locator('img.qr').isVisible(), true);
	await page.context().close();
});

test('a script or style in a page runs nothing: the policy stands on every answer', async () => {
	const page = await opens(dana);
	const answer = await page.visits('/cases/1');
	const policy = answer.headers()['content-security-policy'];
	assert.match(policy, /script-src 'self'(;|$)/);
	assert.doesNotMatch(policy, /unsafe/);
	const ran = await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = 'window.ran = true';
		const broken = new Promise((done) => {
			const refused = () => done(window.ran ?? 'refused');
			document.addEventListener('securitypolicyviolation', refused);
			setTimeout(done, 2000);
		});
		document.body.append(script);
		return broken;
	});
	assert.equal(ran, 'refused');
	assert.throws(noComplaints, /Content Security Policy/, 'and the watch hears of it');
	await page.evaluate(() => document.querySelector('main').append(new Image()));
	await assert.rejects(accessible(page), /image-alt/, 'and axe would find a fault');
	await page.context().close();
});
