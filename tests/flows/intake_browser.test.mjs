// intake_browser.test.mjs: a report in a real browser: at a desk and on a phone, filled in while it
// is open, by keyboard, on paper and in forced colours.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
	accessible, noComplaints, opens, overhang, presses, sizes, start, stop,
} from './browser.mjs';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { count, logs, sql, until } from './world.mjs';

let odd, bank;

before(async () => {
	await dana.signsIn();
	const c = await dana.opensCase({ household: [{ first_name: 'Ola' }, { first_name: 'Ben' }] });
	odd = await dana.orders(c);
	bank = await dana.orders(c, { member: c.members[1], products: ['assets'] });
	for (const [order, login] of [[odd, 'odd.values'], [bank, 'goodlogin.all']]) {
		await dana.seesState(order, 'Waiting for client');
		await truv.finishes(order, login);
	}
	for (const order of [odd, bank])
		await until('its report is there', () =>
			count('reports', `order_id = ${order.id} and body is not null`));
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
	test(`every page of a report, ${name}`, async () => {
		const page = await opens(dana, { size });
		for (const [path, title] of [[`${odd.url}/report`, 'report'], [`${odd.url}/report/checks`,
			'checks'], [`${bank.url}/report`, 'bank'], [`${bank.url}/report/entries`, 'entries']]) {
			await page.visits(path);
			await looks(page, `intake-${title}-${name}`);
		}
		await page.context().close();
	});
}

test('the bars say what the table says', async () => {
	const page = await opens(dana);
	await page.visits(`${odd.url}/report`);
	const bars = await page.locator('.job .chart .over').allTextContents();
	const rows = await page.locator('.job .checks tbody td.strong').allTextContents();
	assert.ok(bars.length > 2, `${bars.length} bars`);
	for (const value of bars)
		assert.ok(rows.includes(value), `${value} is in the table`);
	await page.visits(`${bank.url}/report`);
	const weeks = await page.locator('#account-1 .chart .over').allTextContents();
	const balances = await page.locator('#account-1 .lines td').allTextContents();
	assert.equal(weeks.length, balances.length);
	weeks.reverse().forEach((week, i) => assert.equal(week.replace(/\D/g, ''),
		Math.round(Number(balances[i].replace(/[^\d.]/g, ''))).toString(), `week ${i}`));
	await page.context().close();
});

test('an open page fills in when the report comes', async () => {
	const order = await dana.hasAnOrder();
	const page = await opens(dana);
	await page.visits(`${order.url}/report`);
	await page.getByText('Nothing is read yet').waitFor();
	await truv.finishes(order, 'goodlogin');
	await page.getByRole('heading', { name: 'Bayview Care Center' }).waitFor({ timeout: 30000 });
	await page.context().close();
});

test('by keyboard the report is asked for again, and the same again is said in place', async () => {
	const page = await opens(dana);
	await page.visits(`${bank.url}/report`);
	await presses(page, 'form[action$="/reading"] button');
	await page.getByText('Truv is asked for the report again').waitFor();
	await until('it was read again', () => count('reports',
		`order_id = ${bank.id} and same_as is not null`));
	await page.getByText('the same again').waitFor({ timeout: 30000 });
	await page.context().close();
});

test('on paper: who printed it, no buttons, nothing beside the page', async () => {
	const page = await opens(dana, { size: { width: 740, height: 1000 } });
	for (const order of [odd, bank]) {
		await page.visits(`${order.url}/report`);
		await page.emulateMedia({ media: 'print' });
		await page.getByText(/Not reviewed\. Printed .* by Dana Whitfield/).waitFor();
		for (const hidden of ['.app-header', '.crumbs', 'form', '.more'])
			assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden);
		assert.ok(await page.locator('.chart').first().isVisible());
		assert.equal(await overhang(page), 0, 'wider than the paper');
		await page.emulateMedia({ media: 'screen' });
	}
	await page.context().close();
});

test('in forced colours the bars stay', async () => {
	const page = await opens(dana, { forcedColors: 'active' });
	await page.visits(`${bank.url}/report`);
	const [bar, ground] = await page.evaluate(() => [
		getComputedStyle(document.querySelector('.chart .bar1')).fill,
		getComputedStyle(document.body).backgroundColor]);
	assert.notEqual(bar, ground);
	assert.equal(await page.evaluate(() => {
		const one = document.createElement('i');
		one.style.color = 'CanvasText';
		document.body.append(one);
		const { color } = getComputedStyle(one);
		one.remove();
		return color;
	}), bar);
	await page.screenshot({ path: `${logs}/intake-forced.png`, fullPage: true });
	await page.context().close();
});

test('a spouse\'s data never reach the page, and a reason lets them in', async () => {
	const order = await dana.hasAnOrder();
	await truv.finishes(order, 'spouse');
	await dana.seesState(order, 'Needs you');
	const page = await opens(dana, { size: sizes.phone });
	await page.visits(`${order.url}/report`);
	await page.getByText('held back').waitFor();
	assert.doesNotMatch(await page.content(), /Robin|1,504\.00/);
	await looks(page, 'intake-held-phone');
	await page.getByRole('link', { name: 'Compare and decide' }).tap();
	await page.locator('#reason').fill('Works under her husband\'s name, showed both cards');
	await page.getByRole('button', { name: 'Same person: release' }).tap();
	await page.getByText('Released').waitFor();
	assert.equal(sql(`select decision_reason is not null from reports
		where order_id = ${order.id}`), 't');
	await page.visits(`${order.url}/report`);
	await page.getByRole('heading', { name: 'The person does not fit the case' }).waitFor();
	await page.context().close();
});
