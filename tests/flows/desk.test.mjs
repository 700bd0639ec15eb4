// desk.test.mjs: the office window: a monitor is paired, shows a code, a client's phone reads it
// from the monitor's picture and finishes, and the desk sees it all; and what the monitor must
// never show or do.
//
// The database lives four times as fast here, not sixty: twenty seconds of thanks must be seen.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop } from './browser.mjs';
import { dana, luis, priya, stranger } from './people.mjs';
import * as truv from './truv.mjs';
import { app, linkOf, logs, pause, portal, sql, until } from './world.mjs';

const monitor = { width: 1920, height: 1080 };
const languages = ['en', 'es', 'zh-Hans', 'zh-Hant', 'vi', 'ko', 'tl', 'ru', 'ar', 'fa', 'hy',
	'ht'];
const database = new URL(process.env.DATABASE_OWNER_URL).pathname.slice(1);

async function livesAt(scale) {
	// As run.sh does: only a superuser may.
	execFileSync('psql', ['-X', '-q', '-h', `${process.env.TEST_PG_DIR}/socket`,
		'-p', process.env.TEST_PG_PORT, '-U', 'postgres', '-d', 'postgres',
		'-c', `alter database ${database} set app.time_scale = ${scale}`]);
	await portal.stops();
	await portal.returns();
}

before(async () => {
	await livesAt(4);
	await start();
	await luis.signsIn();
});
after(async () => {
	await stop();
	sql('delete from token_guesses');
	await livesAt(60);
});
afterEach(() => {
	sql("update displays set removed_at = now(), order_id = null, shown_at = null where id > 1000");
	noComplaints();
});

let windows = 0;

// A monitor as it is put up: its own browser, paired by a code that Luis types.
async function pairs(options = {}) {
	const page = await opens(null, { size: monitor, ...options });
	const name = `Window ${process.pid}-${++windows}`;
	await page.visits('/display');
	const code = await page.locator('#code').textContent();
	const said = await luis.fills('/desk/displays', '/desk/displays', { code, name });
	assert.match(said.words, /The screen is paired/);
	await page.waitForURL(/\/d\/[0-9a-f]{64}$/);
	const id = sql(`select id from displays where name = '${name}'`);
	return { page, name, id, path: new URL(page.url()).pathname };
}

// The pairs a row's button sends: Luis sees it on the desk and presses it.
async function shows(order, display) {
	const page = await luis.visits('/desk');
	const csrf = page.html.match(/name="csrf" value="([^"]+)"/)[1];
	return luis.posts(`/orders/${order.id}/showing`, { csrf, display_id: display.id });
}

async function presses(path) {
	const page = await luis.visits('/desk');
	const csrf = page.html.match(/name="csrf" value="([^"]+)"/)[1];
	return luis.posts(path, { csrf });
}

async function comes(c) {
	const found = await luis.visits(`/desk/visitors/new?q=${c.reference}`);
	assert.match(found.words, new RegExp(c.reference));
	return luis.fills(`/desk/visitors/new?q=${c.reference}`, '/desk/visitors', {});
}

async function picture(page, name) {
	const path = `${logs}/${name}.png`;
	await page.screenshot({ path });
	return path;
}

const read = (path) => execFileSync('zbarimg', ['-q', '--raw', path],
	{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

const says = (page, text) => page.locator('#live', { hasText: text }).waitFor();

// The texts that stand outside the middle of the screen, where nobody can read them.
const outside = (page) => page.evaluate(() => {
	const { top, bottom, left, right } = document.querySelector('main').getBoundingClientRect();
	return [...document.querySelectorAll('main :is(h1, b, span, p)')].filter((node) => {
		const box = node.getBoundingClientRect();
		return box.top < top - 1 || box.bottom > bottom + 1 || box.left < left - 1
			|| box.right > right + 1;
	}).map((node) => node.textContent);
});

// An order to be shown in person, of a case whose names nobody must see.
async function inPerson(more = {}) {
	const c = await dana.opensCase({ household: [{ first_name: 'Secreta', ...more }] });
	const order = await dana.orders(c, { delivery: 'in_person' });
	await dana.seesState(order, 'Waiting for client');
	return { ...order, case: c };
}

test('a client reads the code from the monitor and finishes; the desk sees each step', async () => {
	await dana.signsIn();
	const display = await pairs();
	const order = await inPerson();
	const desk = await opens(luis);
	await desk.visits('/desk');
	await comes(order.case);
	await desk.locator('tr', { hasText: order.case.reference }).waitFor();
	await accessible(desk);
	await desk.getByRole('button', { name: new RegExp(`Show QR on ${display.name} for Secreta`) })
		.click();
	await says(display.page, 'Scan with your phone');
	await accessible(display.page);
	await until('the picture is there',
		() => display.page.evaluate(() => document.querySelector('.qr')?.naturalWidth > 0));
	const link = read(await picture(display.page, 'desk-code'));
	assert.equal(link, linkOf(order.id));
	const box = await display.page.locator('.qr').boundingBox();
	assert.ok(box.width >= 550, `the code is ${box.width} px wide`);
	await desk.locator('tr', { hasText: order.case.reference }).getByText('QR showing').waitFor();

	const phone = await opens(null, { size: sizes.phone });
	await phone.goto(link);
	await phone.locator('#start').tap();
	await phone.locator('#employer-bayview-care-center').tap();
	await phone.locator('#username').fill('goodlogin');
	await phone.locator('#password').fill('mfa');
	await phone.locator('#sign-in').tap();
	await phone.locator('#code').waitFor();
	await says(display.page, 'Phone connected');
	assert.equal(await display.page.locator('.qr').count(), 0, 'the code is gone');
	await accessible(display.page);
	await picture(display.page, 'desk-steps');
	await desk.locator('tr', { hasText: order.case.reference }).getByText('In progress').waitFor();
	assert.equal((await fetch(`${app}${display.path}/code.svg`)).status, 404);

	await desk.getByRole('button', { name: `Bring the code back to ${display.name}` }).click();
	await says(display.page, 'Scan with your phone');
	await phone.locator('#code').fill('12345');
	await phone.locator('#continue').tap();
	await phone.locator('#finish').tap();
	await phone.locator('#thanks').waitFor();
	await says(display.page, 'Thank you. You are done.');
	await accessible(display.page);
	await picture(display.page, 'desk-thanks');
	await desk.locator('tr', { hasText: order.case.reference }).getByText('Done').waitFor();
	await display.page.locator('.is-dark').waitFor({ timeout: 30000 });
	await accessible(display.page);
	for (const page of [desk, display.page, phone])
		await page.context().close();
});

test('the page names nobody in any language, and every language can be read', async () => {
	const display = await pairs();
	const order = await inPerson();
	await shows(order, display);
	await says(display.page, 'Scan with your phone');
	const known = sql(`select string_agg(distinct v, E'\n') from (
		select first_name v from members union select last_name from members
		union select native_name from members union select reference from cases
		union select upstream_id from orders) x where length(v) > 2`).split('\n');
	known.push(linkOf(order.id).match(/bridge_token=(.*)$/)[1]);
	for (const lang of languages) {
		await display.page.locator(`button[value="${lang}"]`).click();
		await display.page.locator(`#live[lang="${lang}"]`).waitFor();
		const html = await (await fetch(app + display.path)).text();
		assert.match(html, new RegExp(`<html lang="${lang}" dir="${
			['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr'}"`));
		for (const word of known)
			assert.ok(!new RegExp(`(?<![\\p{L}\\d])${RegExp.escape?.(word)
				?? word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'u').test(html),
			`${lang}: the page holds ${word}`);
		assert.doesNotMatch(html, /truv|bridge|token=/i);
		const tokens = html.match(/[0-9a-f]{32,}/g).filter((t) => !display.path.endsWith(t));
		assert.deepEqual(tokens, []);
		await accessible(display.page);
		assert.deepEqual(await outside(display.page), [], lang);
		assert.equal(read(await picture(display.page, `display-${lang}`)), linkOf(order.id));
	}
	await display.page.locator('#size').click();
	await display.page.locator('.is-large').waitFor();
	for (const lang of languages) {
		await display.page.locator(`button[value="${lang}"]`).click();
		await display.page.locator(`#live[lang="${lang}"]`).waitFor();
		assert.deepEqual(await outside(display.page), [], `${lang}, large`);
	}
	await accessible(display.page);
	await picture(display.page, 'display-large');
	await display.page.context().close();
});

test('a phone turned to the page, and a narrow monitor, hold it too', async () => {
	const display = await pairs({ size: sizes.phone });
	await shows(await inPerson(), display);
	await says(display.page, 'Scan with your phone');
	assert.ok(await overhang(display.page) <= 0);
	await accessible(display.page);
	await picture(display.page, 'display-390');
	await display.page.context().close();
});

test('help is asked for at the monitor and comes from the desk', async () => {
	const display = await pairs();
	await shows(await inPerson(), display);
	const desk = await opens(luis);
	await desk.visits('/desk');
	await display.page.locator('#help').click();
	await says(display.page, 'Help is on the way');
	const row = desk.locator('.screens li', { hasText: display.name });
	await row.getByText('Needs help').waitFor();
	await accessible(desk);
	await picture(desk, 'desk-1280');
	await row.getByRole('button', { name: 'Helped' }).click();
	await until('the monitor is quiet again',
		async () => !(await display.page.locator('#live').innerText()).includes('on the way'));
	await row.getByRole('button', { name: `Blank ${display.name}` }).click();
	await display.page.locator('.is-dark').waitFor();
	await desk.context().close();
	await display.page.context().close();
});

test('an idle monitor goes dark, an ended code says so, a removed monitor says where to ask',
	async () => {
		const display = await pairs();
		const order = await inPerson();
		await shows(order, display);
		await says(display.page, 'Scan with your phone');
		sql(`update displays set shown_at = now() - interval '76 s' where id = ${display.id};
			update orders set state_at = now() - interval '76 s' where id = ${order.id};
			update order_steps set at = now() - interval '76 s' where order_id = ${order.id}`);
		await display.page.locator('.is-dark').waitFor();
		await shows(order, display);
		await says(display.page, 'Scan with your phone');
		await truv.expires(order);
		await says(display.page, 'This code has ended');
		await accessible(display.page);
		await picture(display.page, 'display-ended');
		await presses(`/desk/displays/${display.id}/removal`);
		await says(display.page, 'This screen is not in use. Ask at the desk.');
		await accessible(display.page);
		await display.page.context().close();
	});

test('without JavaScript the monitor asks by itself', async () => {
	const display = await pairs({ javaScriptEnabled: false });
	await shows(await inPerson(), display);
	await display.page.getByText('Scan with your phone').waitFor({ timeout: 20000 });
	await display.page.locator('button[value="vi"]').click();
	await display.page.getByText('Quét bằng điện thoại').waitFor();
	await display.page.locator('#help').click();
	await display.page.getByText('Sẽ có người đến giúp').waitFor();
	await display.page.context().close();
});

test('the code stands while the server is away', async () => {
	const display = await pairs();
	await shows(await inPerson(), display);
	await says(display.page, 'Scan with your phone');
	await portal.stops();
	await display.page.locator('#lost', { hasText: 'The code still works' })
		.waitFor({ timeout: 30000 });
	assert.ok(read(await picture(display.page, 'display-lost')));
	await portal.returns();
	await display.page.locator('#lost').waitFor({ state: 'hidden', timeout: 30000 });
	await display.page.context().close();
	assert.throws(noComplaints, 'the browser said that nobody answered');
});

test('five wrong codes, and the monitor shows another', async () => {
	const page = await opens(null, { size: monitor });
	await page.visits('/display');
	await accessible(page);
	await picture(page, 'display-pairing');
	const code = await page.locator('#code').textContent();
	for (let n = 0; n < 5; n++) {
		const said = await luis.fills('/desk/displays', '/desk/displays',
			{ code: `ZZZZZ${n}`, name: 'Wrong' });
		assert.equal(said.status, 422);
		assert.match(said.words, /Enter the code that the screen shows now/);
	}
	const late = await luis.fills('/desk/displays', '/desk/displays', { code, name: 'Wrong' });
	assert.equal(late.status, 422, 'the old code pairs nothing');
	await until('another code', async () => await page.locator('#code').textContent() !== code);
	await page.context().close();
});

test('names of 200 characters and names read from the right hold on the desk', async () => {
	const c = await dana.opensCase({ household: [{
		first_name: 'W'.repeat(50), last_name: 'm'.repeat(49) + 'd',
		native_name: 'محمد '.repeat(20), language: 'ar',
	}] });
	await dana.orders(c, { delivery: 'in_person' });
	await comes(c);
	for (const size of Object.values(sizes)) {
		const page = await opens(luis, { size });
		for (const path of ['/desk', '/desk/displays', '/desk/visitors/new',
			`/desk/visitors/new?q=${c.reference}`]) {
			await page.visits(path);
			assert.ok(await overhang(page) <= 0, `${path} at ${size.width}`);
			await accessible(page);
			const name = path.replace(c.reference, 'found').replace(/\W+/g, '-');
			await picture(page, `page${name}-${size.width}`);
		}
		await page.context().close();
	}
});

test('a name alone finds nobody, nor does another office; no income shows', async () => {
	const name = `Zed${Date.now()}`;
	await dana.opensCase({ household: [{ first_name: name, born_on: '04/05/1981' }] });
	const alone = await luis.visits(`/desk/visitors/new?q=${name}`);
	assert.match(alone.words, /Nobody is found/);
	const both = await luis.visits(`/desk/visitors/new?q=${name}&born_on=1981-04-05`);
	assert.match(both.words, new RegExp(name));
	assert.doesNotMatch(both.html, /SSN •|ssn|\$\d/);
	const away = await luis.visits('/desk/visitors/new?q=26-120398');
	assert.match(away.words, /Nobody is found/);
	await priya.signsIn();
	assert.match((await priya.visits('/desk/visitors/new?q=26-120398')).words, /Herrera/);
});

test('the handout: one page, two languages, large print, no name unless asked', async () => {
	const order = await inPerson({ language: 'vi' });
	const page = await opens(luis);
	const langs = [...languages.map((l) => `lang=${l},en`), 'lang=vi&large=1', 'lang=ar,fa',
		'lang=ru&large=1&name=1', 'lang=hy&large=1'];
	const long = [];
	for (const query of langs) {
		await page.visits(`/orders/${order.id}/handout?${query}`);
		await accessible(page);
		const named = query.includes('name=1');
		const text = await page.locator('main').innerText();
		assert.equal(text.includes('Secreta'), named, query);
		assert.equal(text.includes(order.case.reference), named, query);
		const pdf = await page.pdf({ preferCSSPageSize: true });
		const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
		if (pages !== 1)
			long.push(`${query} takes ${pages} pages`);
		await page.emulateMedia({ media: 'print' });
		const box = await page.locator('.qr').boundingBox();
		assert.ok(box.width >= 192, `the code is ${box.width / 96} in wide`);
		await page.setViewportSize({ width: 700, height: 940 });
		await page.screenshot({ path: `${logs}/handout-${query.replace(/\W+/g, '-')}.png` });
		await page.setViewportSize(sizes.desktop);
		await page.emulateMedia({ media: 'screen' });
	}
	assert.deepEqual(long, []);
	const none = await luis.visits(`/orders/${order.id}/handout?lang=xx`);
	assert.match(none.html, /There is no text in “xx”/);
	assert.match(none.words, /Show us your pay/);
	await page.setViewportSize(sizes.phone);
	await page.visits(`/orders/${order.id}/handout?lang=vi,en`);
	assert.ok(await overhang(page) <= 0);
	await accessible(page);
	const deadline = await page.locator('.mid b').first().textContent();
	assert.match(deadline, /tháng/);
	await page.context().close();
});

test('the short address leads to the link, and nowhere once the order is over', async () => {
	const order = await inPerson();
	const code = sql(`select code from short_links where order_id = ${order.id}`);
	const nobody = stranger();
	const answer = await nobody.asks(`/go/${code.toUpperCase()}`);
	assert.equal(answer.status, 303);
	assert.equal(answer.headers.get('location'),
		linkOf(order.id));
	await truv.expires(order);
	await dana.seesState(order, 'Expired');
	assert.equal((await nobody.asks(`/go/${code}`)).status, 404);
});

test('a guessed word is 404, and who guesses on is turned away; the right one still opens',
	async () => {
		const display = await pairs();
		const nobody = stranger();
		sql('delete from token_guesses');
		for (let n = 0; n < 20; n++)
			assert.equal((await nobody.asks(`/d/${'0'.repeat(60)}${1000 + n}`)).status, 404);
		assert.equal((await nobody.asks(`/d/${'0'.repeat(64)}`)).status, 429);
		assert.equal((await nobody.asks('/go/aaaaaa')).status, 429);
		assert.equal((await nobody.asks(display.path)).status, 200);
		assert.equal((await nobody.asks('/display/short')).status, 404);
		sql('delete from token_guesses');
		await pause(100);
		await display.page.context().close();
	});
