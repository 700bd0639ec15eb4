// builder_browser.test.mjs: the household order builder and what an order can do, in a browser: by
// keyboard alone, on a phone's width, live, and without JavaScript.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tabsTo, tag,
	types } from './browser.mjs';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(start);
after(stop);
afterEach(noComplaints);

const four = [
	{ first_name: 'Ada', phone: '4155550101' },
	{ first_name: 'Ben', relation: 'spouse', phone: '4155550102', language: 'vi' },
	{ first_name: 'Cleo', relation: 'sibling', email: '', language: 'ar' },
	{ first_name: 'Dov', relation: 'parent', email: 'dov@mail.test' },
];
const field = (row, name) => `[name="rows.${row}.${name}"]`;
const says = (page, member) => page.locator(`#row-${member} [data-line]`).textContent();
const isChecked = (page, selector) => page.locator(selector).isChecked();

test('a family of four in under a minute, by keyboard only', async () => {
	await dana.signsIn();
	const c = await dana.opensCase({ household: four });
	const page = await opens(dana);
	await page.visits(c.url);
	const began = Date.now();
	await presses(page, 'a[href$="/verify"]');
	await page.waitForURL(/\/verify$/);
	await accessible(page);
	await presses(page, `#employment-${c.members[0]}`, 'Space');
	await tabsTo(page, field(1, 'send_by'));
	await page.keyboard.type('Text');
	await tabsTo(page, `#language-${c.members[1]}`);
	await types(page, `#employer-${c.members[2]}`, 'Alder');
	await tabsTo(page, field(3, 'send_by'));
	await page.keyboard.type('In p');
	await presses(page, '#send');
	await page.waitForURL(new RegExp(`${c.url}$`));
	const took = Date.now() - began;
	console.log(`# four orders by keyboard: ${took} ms`);
	assert.ok(took < 60000);
	assert.match(await page.locator('main').textContent(), /4 orders are kept and go out now/);
	assert.equal(sql(`select string_agg(delivery || ' ' || array_to_string(products, '+'), ', '
		order by id) from orders where case_id = ${c.id}`),
	'truv income+employment, truv income, in_person income, in_person income');
	await page.context().close();
});

test('what will happen is said as it is chosen, and the bar counts', async () => {
	const c = await dana.opensCase({ household: four });
	const [ada, ben, cleo] = c.members;
	const page = await opens(dana);
	await page.visits(`${c.url}/verify`);
	const bar = () => page.locator('#send').textContent();
	assert.match(await bar(), /Send 4 orders/);
	assert.match(await says(page, ada), /Goes now by text and e-mail\./);
	await page.locator(`#language-${ada}`).selectOption('ru');
	assert.match(await says(page, ada), /Goes now by text and e-mail in Russian\./);
	await page.locator(`#send_by-${ada}`).selectOption('link');
	assert.match(await says(page, ada), /paste a link in Russian\. Nothing is sent\./);
	await page.locator(`label[for=wanted-${ben}]`).click();
	assert.equal(await says(page, ben), 'No order');
	assert.match(await bar(), /Send 3 orders/);
	assert.equal(await page.locator(`#phone-${cleo}`).isVisible(), true, 'no address: it is asked');
	await page.locator(`#send_by-${cleo}`).selectOption('text');
	await page.locator('#send').click();
	await page.locator('#errors').waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), 'errors');
	assert.match(await page.locator('#errors').textContent(), /One row needs a fix\. 2 orders go/);
	await accessible(page);
	await page.locator('#errors a').click();
	assert.equal(await page.evaluate(() => document.activeElement.id), `phone-${cleo}`);
	await page.keyboard.type('4155550199');
	await page.locator('#send').click();
	await page.waitForURL(/\/orders\/\d+$/);
	assert.equal(count('orders', `case_id = ${c.id}`), 3);
	await page.context().close();
});

test('employers are found while one types, picked by keyboard, and typed text stays', async () => {
	const c = await dana.opensCase({ household: four });
	const [ada, ben] = c.members;
	const page = await opens(dana);
	await page.visits(`${c.url}/verify`);
	await page.locator(`#employer-${ben}`).fill('Half a');
	await page.locator(`#employer-${ada}`).focus();
	await page.keyboard.type('northgate');
	const hit = page.locator(`#found-${ada} label`, { hasText: 'Northgate Market' });
	await hit.waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), `employer-${ada}`);
	await accessible(page);
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowUp');
	assert.ok(await isChecked(page, `#hit-${ada}-1`));
	assert.equal(await page.locator(`#employer-${ada}`).inputValue(), 'Northgate Market');
	assert.equal(await page.locator(`#employer-${ben}`).inputValue(), 'Half a');
	await page.locator(`label[for=wanted-${ben}]`).click();
	await page.locator('#send').click();
	await page.waitForURL(new RegExp(`${c.url}$`));
	assert.equal(count('orders', `case_id = ${c.id} and company_mapping_id = 'northgate-market'
		and employer_hint = 'Northgate Market'`), 1);
	await page.context().close();
});

test('on a phone the table scrolls in its own region, never the page', async () => {
	const c = await dana.opensCase({ household: four });
	const order = await dana.orders(c);
	const page = await opens(dana, { size: sizes.phone });
	const paths = [`${c.url}/verify`, `${order.url}/change`, `${order.url}/replacement`,
		`${order.url}/events`, order.url];
	for (const path of paths) {
		await page.visits(path);
		await accessible(page);
		assert.ok(await overhang(page) <= 0, `${path} is ${await overhang(page)} px too wide`);
	}
	await page.visits(`${c.url}/verify?member=${c.members[3]}`);
	await page.locator(`#send_by-${c.members[3]}`).selectOption('in_person');
	await page.locator('#send').tap();
	await page.waitForURL(/\/orders\/\d+$/);
	await tag(page, 'Waiting for client');
	await page.context().close();
});

test('without JavaScript: the employer is found by a button, the orders go', async () => {
	const c = await dana.opensCase({ household: four });
	const page = await opens(dana, { javaScriptEnabled: false });
	await page.visits(`${c.url}/verify`);
	await page.locator(`#employer-${c.members[0]}`).fill('lantern');
	await page.locator(`#language-${c.members[0]}`).selectOption('ko');
	await page.locator(`#row-${c.members[0]} [name=find]`).first().click();
	await until('it is found', async () => {
		if (await page.locator('label', { hasText: 'Lantern Street Cafe' }).count())
			return true;
		await page.locator('button', { hasText: 'Show what was found' }).click();
		return false;
	});
	assert.equal(await page.locator(`#language-${c.members[0]}`).inputValue(), 'ko', 'kept');
	await page.locator('label', { hasText: 'Lantern Street Cafe' }).click();
	await page.locator('#send').click();
	await page.waitForURL(new RegExp(`${c.url}$`));
	assert.equal(count('orders', `case_id = ${c.id}`), 4);
	assert.equal(count('orders', `case_id = ${c.id} and company_mapping_id = 'lantern-street-cafe'
		and language = 'ko'`), 1);
	await page.context().close();
});

test('an order is canceled by keyboard, and the open page ends by itself', async () => {
	const order = await dana.hasAnOrder();
	const page = await opens(dana);
	await page.visits(order.url);
	await presses(page, `a[href="${order.url}/change"]`);
	await page.waitForURL(/\/change$/);
	await accessible(page);
	await types(page, '#reason', 'Wrong person');
	await page.keyboard.press('Enter');
	await page.waitForURL(new RegExp(`${order.url}$`));
	await tag(page, 'Canceled');
	await accessible(page);
	assert.equal((await truv.madeOnce(order)).status, 'canceled');
	await page.context().close();
});

test("Truv's history comes into the open page", async () => {
	const order = await dana.hasAnOrder();
	const page = await opens(dana);
	await page.visits(order.url);
	await page.locator('button', { hasText: "Truv's history" }).click();
	await page.waitForURL(/\/events$/);
	await page.locator('td', { hasText: 'Order made' }).waitFor();
	await accessible(page);
	await page.context().close();
});
