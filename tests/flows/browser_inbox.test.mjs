// browser_inbox.test.mjs: the administrator's Truv page and the page that asks whose data these
// are, in a real browser: at a desk, on a phone, by keyboard, and told of changes.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tabsTo, tag,
	types } from './browser.mjs';
import { dana, sam } from './people.mjs';
import * as truv from './truv.mjs';
import { count, key, logs, sql, until } from './world.mjs';

let order;

before(async () => {
	await dana.signsIn();
	await sam.signsIn();
	order = await dana.hasAnOrder();
	await truv.finishes(order, 'someone.else');
	await dana.seesState(order, 'Needs you');
	await truv.sends(`{"note": "${key()}"`);
	sql(`insert into incidents (kind, key, detail)
		values ('duplicate', '${key()}', 'An order exists twice at Truv.')`);
	await start();
});
after(stop);
afterEach(noComplaints);

const looks = async (page, name) => {
	await accessible(page);
	assert.equal(await overhang(page), 0, `${page.url()} is wider than its window`);
	await page.screenshot({ path: `${logs}/${name}.png`, fullPage: true });
};

for (const [name, size] of Object.entries(sizes)) {
	test(`Truv's page, with everything on it, ${name}`, async () => {
		const page = await opens(sam, { size });
		await page.visits('/admin/truv');
		await looks(page, `truv-${name}`);
		sql("update provider_health set endpoint_state = 'disabled', key_state = 'forbidden'");
		await page.getByText('Truv\'s endpoint is off').waitFor();
		await looks(page, `truv-off-${name}`);
		sql("update provider_health set endpoint_state = 'unknown', key_state = 'untested'");
		await page.context().close();
	});

	test(`whose data are these, ${name}`, async () => {
		const page = await opens(dana, { size });
		await page.visits(`${order.url}/identity`);
		await looks(page, `identity-${name}`);
		await page.context().close();
	});
}

test('the keys are tested by keyboard, and the answer comes by itself', async () => {
	const page = await opens(sam);
	await page.visits('/admin/truv');
	await presses(page, 'form[action$="key-test"] button');
	await page.getByText('They work').waitFor();
	await page.context().close();
});

test('another event that cannot be read shows without a load', async () => {
	const page = await opens(sam);
	await page.visits('/admin/truv');
	const rows = await page.locator('tr[id^="event-"]').count();
	await truv.sends(`{"note": "${key()}"`);
	await until('its row is there', async () =>
		await page.locator('tr[id^="event-"]').count() > rows);
	await page.context().close();
});

test('a worker compares and rejects by keyboard', async () => {
	const page = await opens(dana);
	await page.visits(order.url);
	await presses(page, `a[href="${order.url}/identity"]`);
	await page.waitForURL(/identity$/);
	await types(page, '#reason', 'A neighbour\'s account, said the client');
	await tabsTo(page, 'button[formaction]');
	await page.keyboard.press('Enter');
	await page.getByText('Nobody sees these data').waitFor();
	await tag(page, 'Needs you');
	assert.equal(count('reports', `order_id = ${order.id} and decision = 'rejected'`), 1);
	await page.context().close();
});
