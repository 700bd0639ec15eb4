// browser_journey.test.mjs: the whole main journey in a browser: by keyboard at a desk, by touch on
// a phone, and without JavaScript; the client always on a phone of their own.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, scans, sizes, start, stop, tabsTo, tag,
	types } from './browser.mjs';
import { dana, marcus, password, ruth } from './people.mjs';
import * as truv from './truv.mjs';
import { app, linkOf, reference, sql, until } from './world.mjs';

before(start);
after(stop);
afterEach(noComplaints);

const field = (name) => `[id="members.0.${name}"]`;
const idOf = (page) => page.url().match(/\/(\d+)$/)[1];

// The box is what USWDS draws over it, so its label is what a hand meets.
async function has(page, i) {
	if (!await page.locator(`[id="members.${i}.has_income"]`).isChecked())
		await page.locator(`label[for="members.${i}.has_income"]`).click();
}

// The client opens the link and shows their pay; `code` when the employer's site asks for one.
async function clientFinishes(link, { word = 'goodpassword', code } = {}) {
	const phone = await opens(null, { size: sizes.phone });
	const steps = [
		['#start', null],
		['#employer-bayview-care-center', null],
		['#sign-in', { '#username': 'goodlogin', '#password': word }],
		...(code ? [['#continue', { '#code': code }]] : []),
		['#finish', null],
	];
	await phone.goto(link);
	for (const [button, answers] of steps) {
		await phone.locator(button).waitFor();
		await accessible(phone);
		assert.ok(await overhang(phone) <= 0, `${phone.url()} is wider than the phone`);
		for (const [input, text] of Object.entries(answers ?? {}))
			await phone.locator(input).fill(text);
		await phone.locator(button).tap();
	}
	await phone.locator('#thanks').waitFor();
	await accessible(phone);
	await phone.context().close();
}

async function orderOf(page) {
	await tag(page, 'Waiting for client');
	const number = await page.locator('.sub .mono').textContent();
	return { id: idOf(page), number, link: await page.locator('#link').inputValue() };
}

test('by keyboard at a desk: from sign-in to the report, and the client with a code', async () => {
	const page = await opens(null);
	const at = async (what) => { await page.waitForURL(what); await accessible(page); };
	await page.visits('/cases/new');
	await at(/\/signin\?next=/);
	await types(page, '#email', dana.email);
	await types(page, '#password', password);
	await page.keyboard.press('Enter');
	await at(/\/cases\/new$/);
	await types(page, '#reference', reference());
	await presses(page, '#program-snap', 'Space');
	await types(page, field('first_name'), 'Siobhán');
	await types(page, field('last_name'), `O'Shea ${process.pid}`);
	await tabsTo(page, field('relation'));
	await page.keyboard.type('App');
	await types(page, field('born_on'), '4/5/1988');
	await types(page, field('email'), 'siobhan@mail.test');
	await tabsTo(page, field('has_income'));
	if (!await page.locator(field('has_income')).isChecked())
		await page.keyboard.press('Space');
	await presses(page, 'main form[action="/cases"] button:not([name]):not([type])');
	await at(/\/cases\/\d+$/);
	await presses(page, '#live a[href*="/verify?member="]');
	await at(/\/verify\?member=/);
	await tabsTo(page, 'select[name="rows.0.send_by"]');
	await page.keyboard.type('In p');
	await presses(page, '#send');
	await at(/\/orders\/\d+$/);
	const order = await orderOf(page);
	await clientFinishes(await scans(page, 'img.qr'), { word: 'mfa', code: '12345' });
	await tag(page, 'Ready to review');
	await accessible(page);
	await presses(page, '#live a[href$="/report"]');
	await at(/\/report$/);
	await page.locator('main', { hasText: '1,504.00' }).waitFor();
	await truv.madeOnce(order);
	await page.context().close();
});

test('by touch on a phone, where the code on the screen is the link', async () => {
	const page = await opens(null, { size: sizes.phone });
	const at = async (what) => {
		await page.waitForURL(what);
		await accessible(page);
		assert.ok(await overhang(page) <= 0, `${page.url()} is wider than the phone`);
	};
	await page.visits('/signin');
	await page.locator('#email').fill(ruth.email);
	await page.locator('#password').fill(password);
	await page.locator('main button').tap();
	await at(`${app}/`);
	await page.locator('main a[href="/cases/new"]').first().tap();
	await at(/\/cases\/new$/);
	await page.locator('#reference').fill(reference());
	await page.locator('label[for=program-medicaid]').tap();
	await page.locator(field('first_name')).fill('Nhung');
	await page.locator(field('last_name')).fill(`Nguyễn ${process.pid}`);
	await page.locator(field('relation')).selectOption('applicant');
	await page.locator(field('born_on')).fill('12/31/1970');
	await has(page, 0);
	await page.locator('main form[action="/cases"] button:not([name]):not([type])').tap();
	await at(/\/cases\/\d+$/);
	await page.locator('#live a[href*="/verify?member="]').tap();
	await at(/\/verify\?member=/);
	await page.locator('select[name="rows.0.send_by"]').selectOption('link');
	await page.locator('#send').tap();
	await at(/\/orders\/\d+$/);
	const order = await orderOf(page);
	await page.locator('#live a[href$="/qr"]').tap();
	await at(/\/qr$/);
	const scanned = await scans(page, 'img.qr');
	assert.equal(scanned, linkOf(order.id));
	await page.goBack();
	await clientFinishes(scanned);
	await tag(page, 'Ready to review');
	await page.locator('#live a[href$="/report"]').first().tap();
	await at(/\/report$/);
	await page.locator('details.older summary').tap();
	await page.locator('main td:visible', { hasText: '1,673.20' }).first().waitFor();
	await page.context().close();
});

test('without JavaScript: the same, by reloading', async () => {
	const page = await opens(null, { javaScriptEnabled: false });
	await page.visits('/cases/new');
	await page.locator('#email').fill(marcus.email);
	await page.locator('#password').fill(password);
	await page.locator('main button').click();
	await page.waitForURL(/\/cases\/new$/);
	await page.locator('#reference').fill(reference());
	await page.locator('label[for=program-tanf]').click();
	await page.locator('[name=add_row]').click();
	await page.locator('[id="members.1.first_name"]').waitFor();
	for (const [i, relation] of [[0, 'applicant'], [1, 'spouse']]) {
		const at = (name) => page.locator(`[id="members.${i}.${name}"]`);
		await at('first_name').fill(`Pat${i}`);
		await at('last_name').fill(`Plain ${process.pid}`);
		await at('relation').selectOption(relation);
		await at('born_on').fill('7/7/1977');
		await has(page, i);
	}
	await page.locator('main form[action="/cases"] button:not([name]):not([type])').click();
	await page.waitForURL(/\/cases\/\d+$/);
	await page.locator('#live a[href*="/verify?member="]').last().click();
	await page.locator('select[name="rows.1.send_by"]').selectOption('link');
	await page.locator('#send').click();
	await page.waitForURL(/\/orders\/\d+$/);
	const says = (word, place = 'h1') => until(`it says ${word}`, async () => {
		await page.reload();
		return (await page.locator(place).textContent()).includes(word);
	});
	await says('Waiting for client');
	await clientFinishes(await page.locator('#link').inputValue());
	await says('Ready to review');
	await page.locator('#live a[href$="/report"]').first().click();
	await says('Bayview Care Center', 'main');
	await page.locator('header summary').click();
	await page.locator('form[action="/signout"] button').click();
	await page.waitForURL(/\/signin$/);
	await page.context().close();
});
