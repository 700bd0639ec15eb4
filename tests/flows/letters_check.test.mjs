// letters_check.test.mjs: is this message from us? Asked by staff and by anybody, with and without
// JavaScript or a mouse, in a script that runs from the right; who guesses is turned away.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import {
	accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tabsTo, types,
} from './browser.mjs';
import { delivers } from './letters.mjs';
import { dana, luis, marcus, nora, priya, sam, stranger } from './people.mjs';
import { app, count, linkOf, logs, sim, sql, until } from './world.mjs';

before(start);
after(stop);
beforeEach(() => sql('delete from message_guesses'));
afterEach(noComplaints);

const real = '4GTM-9KQX';
const languages = ['en', 'es', 'zh-Hans', 'zh-Hant', 'vi', 'ko', 'tl', 'ru', 'ar', 'fa', 'hy',
	'ht'];
const yes = (page) => page.locator('.verdict.is-yes').waitFor();
const no = (page) => page.locator('.verdict.is-no').waitFor();
const asks = async (code, headers) =>
	(await stranger().asks('/check', { method: 'POST', pairs: { code }, headers })).text();

// Another text to the client of the one with the real code.
const copies = (code, body) => sql(`
	insert into messages (order_id, case_id, member_id, channel, kind, client_key, code, address,
	                      language, send_at, version, body)
	select order_id, case_id, member_id, 'sms', 'link', 'copy:${code}', '${code}', address,
	       language, now() + interval '1 day', case when ${body} is not null then 1 end, ${body}
	  from messages where code = '4GTM9KQX'`);

test('anybody asks by keyboard and gets yes or no, and nothing about anybody', async () => {
	for (const [name, size] of Object.entries(sizes)) {
		const page = await opens(null, { size });
		await page.visits('/check');
		await accessible(page);
		await types(page, '#code', '4gtm 9kqx');
		await page.keyboard.press('Enter');
		await yes(page);
		await accessible(page);
		assert.ok(await overhang(page) <= 0);
		await page.screenshot({ path: `${logs}/check-yes-${name}.png`, fullPage: true });
		const text = await page.locator('body').innerText();
		for (const word of ['Inés', 'Quiroga', '120470', '0171', 'ines.', 'truv'])
			assert.ok(!text.toLowerCase().includes(word.toLowerCase()), `the page holds ${word}`);
		await types(page, '#code', 'ZZZZ-ZZZZ');
		await presses(page, '.ask button');
		await no(page);
		await accessible(page);
		await page.locator('summary').click();
		await accessible(page);
		await page.screenshot({ path: `${logs}/check-no-${name}.png`, fullPage: true });
		await page.context().close();
	}
});

test('without JavaScript, in Arabic, from the right', async () => {
	const page = await opens(null, { size: sizes.phone, javaScriptEnabled: false, locale: 'ar' });
	await page.visits('/check');
	assert.match(await page.content(), /<html lang="ar" dir="rtl"/, 'the browser\'s own language');
	await page.locator('#code').fill('4GTM-9KQX');
	await page.locator('.ask button').tap();
	await yes(page);
	await page.getByText('نعم. أرسلنا رسالة بهذا الرمز.').waitFor();
	await page.screenshot({ path: `${logs}/check-ar.png`, fullPage: true });
	assert.ok(await overhang(page) <= 0);
	await page.getByRole('link', { name: 'Español' }).tap();
	await page.getByText('¿Es nuestro este mensaje?').first().waitFor();
	await page.context().close();
});

test('twelve languages, each without a fault and as wide as a phone', async () => {
	const page = await opens(null, { size: sizes.phone });
	const titles = new Set();
	for (const lang of languages) {
		await page.visits(`/check?lang=${lang}`);
		await page.locator(`html[lang="${lang}"]`).waitFor();
		titles.add(await page.title());
		await accessible(page);
		assert.ok(await overhang(page) <= 0, lang);
	}
	assert.equal(titles.size, languages.length);
	await page.context().close();
});

test('a code may be typed as people type; what is none is only no', async () => {
	for (const code of ['4GTM9KQX', ' 4gtm-9kqx ', '4 g t m 9 k q x', '4GTM–9KQX', '#4GTM.9KQX'])
		assert.match(await asks(code), /is-yes/, code);
	copies('0110A0VB', 'body');
	assert.match(await asks('oliO-aouB'), /is-yes/, 'O for 0, l and i for 1, u for v');
	const none = ['x', '4GTM-9KQY', '4GTM9KQX4', "' or true--", 'محمد', '%', 'é'.repeat(4000)];
	for (const code of none)
		assert.match(await asks(code), /is-no/, code.slice(0, 20));
	assert.doesNotMatch(await asks(''), /is-yes|is-no/, 'nothing asked');
	const many = await asks('<script>alert(1)</script>');
	assert.doesNotMatch(many, /<script>alert/);
});

test('a mail that came, in the client\'s language, carries a code that is ours', async () => {
	await dana.signsIn();
	const email = `real${process.pid}@mail.test`;
	const order = await delivers({ email, language: 'vi' });
	const mail = await until('the mail came', async () =>
		(await (await fetch(`${sim}/phone.json?to=${email}`)).json()).messages[0], 60);
	assert.match(mail.subject, /^Liên kết của quý vị từ Lakeside/);
	assert.match(mail.text, /Chào Bo,/);
	assert.ok(mail.text.includes(linkOf(order.id)));
	assert.ok(mail.text.includes(`${app}/check`), 'where to ask');
	assert.doesNotMatch(mail.text, /\{\{|Of T-|null/);
	const [code] = mail.text.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/);
	assert.match(await asks(code), /is-yes/);
	const said = await dana.fills('/messages/check', '/messages/check', { code });
	assert.match(said.words, new RegExp(`E-mail to ${email}`));
	assert.match(said.words, /Chào Bo,/);
});

test('a browser\'s language is understood', async () => {
	const shows = { 'es-MX,en;q=0.5': 'es', 'zh-TW': 'zh-Hant', zh: 'zh-Hans', 'fil-PH, tl': 'tl',
		'xx, ru;q=0.3': 'ru', 'zhx': 'en', '': 'en', ',,;': 'en' };
	for (const [header, lang] of Object.entries(shows)) {
		const html = await (await fetch(`${app}/check`,
			{ headers: { 'accept-language': header } })).text();
		assert.match(html, new RegExp(`<html lang="${lang}"`), header);
	}
});

test('a message that never left us is none of ours', async () => {
	copies('NEVERSNT', 'null');
	assert.match(await asks('NEVER-SNT'), /is-no/);
});

test('who guesses on is told nothing more; others are', async () => {
	for (let n = 0; n < 20; n++)
		assert.match(await asks(`GVESS${100 + n}`), /is-no/);
	const late = await asks(real);
	assert.match(late, /is-late/);
	assert.doesNotMatch(late, /is-yes|is-no/);
	assert.equal(count('message_guesses'), 20, 'what is not answered is not counted');
	await luis.signsIn();
	const staff = await luis.fills('/messages/check', '/messages/check', { code: real });
	assert.match(staff.words, /Yes, it is ours/);
	sql("update message_guesses set at = now() - span('16 minutes')");
	assert.match(await asks(real), /is-yes/, 'a quarter of an hour later');
	sql(`delete from message_guesses;
		insert into message_guesses (who) select '10.0.0.' || n from generate_series(1, 1000) n`);
	assert.match(await asks(real), /is-late/, 'from everywhere');
});

test('staff see the text, when, to which number; another office only that it is ours', async () => {
	await Promise.all([luis, priya, marcus, sam, nora].map((who) => who.signsIn()));
	const page = await opens(luis);
	await page.visits('/messages/check');
	await accessible(page);
	await types(page, '#code', '4gtm9kqx');
	await page.keyboard.press('Enter');
	await page.getByText('Yes, it is ours').waitFor();
	await accessible(page);
	const text = await page.locator('main').innerText();
	assert.match(text, /number ending in 0171/);
	assert.match(text, /Lakeside County Human Services: Inés/);
	assert.match(text, /Delivered/);
	await page.screenshot({ path: `${logs}/check-staff.png`, fullPage: true });
	assert.equal(await page.locator('a[href="/orders/150"]').count(), 0, 'the desk opens no order');
	await page.context().close();
	const agent = await opens(priya);
	await agent.visits('/messages/check');
	await types(agent, '#code', '4GTM-9KQX');
	await agent.keyboard.press('Enter');
	await agent.getByText('Yes, it is ours').waitFor();
	await tabsTo(agent, 'a[href="/orders/150"]');
	await agent.context().close();
	assert.equal(sql(`select action || ' ' || subject from audit
		where action = 'message.check' order by id desc limit 1`), 'message.check message:150');
	const away = await marcus.visits('/messages/check');
	const csrf = away.html.match(/name="csrf" value="([^"]+)"/)[1];
	const other = await marcus.posts('/messages/check', { csrf, code: real });
	assert.match(other.words, /belongs to a case of another office/);
	assert.doesNotMatch(other.html, /Quiroga|0171|120470/);
	const wrong = await marcus.posts('/messages/check', { csrf, code: 'ZZZZ-ZZZZ' });
	assert.match(wrong.words, /We sent no message with this code/);
	assert.equal((await nora.visits('/messages/check')).status, 403);
	assert.equal((await sam.visits('/messages/check')).status, 403);
	for (let n = 0; n < 19; n++)
		await marcus.posts('/messages/check', { csrf, code: `GVESS${100 + n}` });
	const late = await marcus.posts('/messages/check', { csrf, code: real });
	assert.match(late.words, /Too many wrong codes/);
});
