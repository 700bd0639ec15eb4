// letters_texts.test.mjs: the administrator's texts: tried while typing, refused when they lack or
// hold what they must not, kept as versions that nobody changes any more.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop } from './browser.mjs';
import { filled, form, message } from './markup.mjs';
import { dana, sam } from './people.mjs';
import { logs, sql } from './world.mjs';

before(async () => {
	await start();
	await Promise.all([sam.signsIn(), dana.signsIn()]);
});
after(stop);
afterEach(noComplaints);

const whole = '{{agency}}: {{link}} Code {{code}}.{{#phone}} {{phone}}{{/phone}} STOP';
const current = (kind, channel, lang) => sql(`select id from message_templates
	where (kind, channel, language) = ('${kind}', '${channel}', '${lang}') and is_current`);
const at = (id) => `/admin/messages/${id}`;

test('typing shows how a client reads it and how many texts it takes', async () => {
	for (const [name, size] of Object.entries(sizes)) {
		const page = await opens(sam, { size });
		await page.visits('/admin/messages');
		await accessible(page);
		assert.ok(await overhang(page) <= 0);
		await page.visits(at(current('resend', 'sms', 'ht')));
		await accessible(page);
		await page.locator('#body').fill(`${whole} {{first_name}}`);
		await page.locator('.bubble', { hasText: 'STOP Maeve' }).waitFor();
		await page.getByText('1 text,').waitFor();
		await page.locator('#body').fill(`${whole} 中`);
		await page.getByText('2 texts').waitFor();
		await page.locator('#body').fill('{{ssn}}');
		await page.locator('#preview').getByText('Take out {{ssn}}: it is not known').waitFor();
		await accessible(page);
		assert.equal(await page.locator('#body').inputValue(), '{{ssn}}', 'what is typed stays');
		assert.ok(await overhang(page) <= 0);
		await page.screenshot({ path: `${logs}/text-${name}.png`, fullPage: true });
		await page.context().close();
	}
	assert.equal(sql("select count(*) from message_templates where made_by is not null"), '0');
});

test('without JavaScript a button previews, and nothing is kept by it', async () => {
	const id = current('resend', 'email', 'vi');
	const page = await opens(sam, { javaScriptEnabled: false });
	await page.visits(at(id));
	await page.locator('#subject').fill('{{agency}} tự gửi');
	await page.locator('#body').fill(`${whole}\n\n{{program}}`);
	await page.getByRole('button', { name: 'Preview' }).click();
	await page.locator('.mail-subject', { hasText: 'Lakeside County Human Services tự gửi' })
		.waitFor();
	await page.locator('.mail-body', { hasText: 'SNAP' }).waitFor();
	assert.equal(current('resend', 'email', 'vi'), id);
	await page.context().close();
});

test('a text that lacks its link, its code or STOP is refused, with the words kept', async () => {
	const id = current('resend', 'sms', 'en');
	const wrongs = {
		'Add {{link}}': whole.replace('{{link}}', ''),
		'Add {{code}}': whole.replace('{{code}}', ''),
		'Take out {{last_name}}': `${whole} {{last_name}}`,
		'STOP ends the texts': whole.replace('STOP', 'ALTO'),
		'takes more than 6 texts': `${whole} ${'long '.repeat(220)}`,
		'Enter a text': '',
	};
	for (const [says, body] of Object.entries(wrongs)) {
		const page = await sam.fills(at(id), at(id), { body });
		assert.equal(page.status, 422, says);
		assert.match(message(page.html, 'body').replace(/\s+/g, ' '),
			new RegExp(says.replace(/[{}]/g, '\\$&')));
	}
	const mail = current('link', 'email', 'en');
	const page = await sam.fills(at(mail), at(mail), { subject: 'Open {{link}}' });
	assert.match(message(page.html, 'subject'), /out of the subject/);
	assert.equal(current('resend', 'sms', 'en'), id);
});

test('a change is a new version; an old one comes back as the newest', async () => {
	const id = current('resend', 'sms', 'tl');
	const before = sql(`select body from message_templates where id = ${id}`);
	const kept = await sam.fills(at(id), at(id), { body: whole });
	assert.match(kept.words, /The new text is kept/);
	assert.equal(sql(`select version || ' ' || made_by || ' ' || body from message_templates
		where id = ${current('resend', 'sms', 'tl')}`), `2 6 ${whole}`);
	assert.equal(sql(`select body from message_templates where id = ${id}`), before);
	assert.equal(sql(`select subject from audit where action = 'text.change'
		order by id desc limit 1`), `text:${current('resend', 'sms', 'tl')}`);
	const same = await sam.fills(at(id), at(id), { body: whole });
	assert.match(same.words, /Nothing was changed/);
	const old = await sam.visits(at(id));
	assert.match(old.words, /This version is no longer used/);
	await sam.posts(at(id), form(old.html, at(id)));
	assert.equal(sql(`select version || ' ' || body from message_templates
		where id = ${current('resend', 'sms', 'tl')}`), `3 ${before}`);
});

test('two at once: each is a version or is told, and one text is in use', async () => {
	const id = current('resend', 'sms', 'ru');
	const { html } = await sam.visits(at(id));
	const said = await Promise.all([1, 2, 3, 4].map((n) => sam.posts(at(id),
		filled(form(html, at(id)), { body: `${whole} да ${n}` }))));
	assert.ok(said.every(({ status }) => status === 200 || status === 409));
	assert.ok(said.some(({ status }) => status === 200));
	assert.equal(sql(`select count(*) filter (where is_current) || ' ' || (max(version) = count(*))
		from message_templates where (kind, channel, language) = ('resend', 'sms', 'ru')`),
	'1 true');
	assert.equal((await dana.visits('/admin/messages')).status, 403);
	assert.equal((await sam.visits('/admin/messages/999999')).status, 404);
});
