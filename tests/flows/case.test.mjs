// case.test.mjs: opening a case with its household, without JavaScript: errors at their fields,
// what was typed is kept, one form is one case however often it is sent.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { filled, form, message } from './markup.mjs';
import { dana, priya, ruth } from './people.mjs';
import { count, reference } from './world.mjs';

before(() => Promise.all([dana.signsIn(), priya.signsIn(), ruth.signsIn()]));

const household = [
	{ first_name: 'Maeve', last_name: "O'Brien", phone: '(415) 555-0142' },
	{ first_name: 'Thành', last_name: 'Nguyễn', native_name: 'Nguyễn Văn Thành',
		relation: 'spouse', language: 'vi' },
	{ first_name: 'Mohammed', last_name: 'al-Hasan', native_name: 'محمد الحسن',
		relation: 'other', language: 'ar' },
];

test('a case opens with its whole household, names as people write them', async () => {
	const c = await dana.opensCase({ household, programs: ['snap', 'medicaid'] });
	assert.match(c.page.words, /The case is open/);
	const shown = ["Maeve O'Brien", 'Nguyễn Văn Thành', 'محمد الحسن', '(415) 555-0142', 'SNAP',
		'Medicaid'];
	for (const name of shown)
		assert.ok(c.page.words.includes(name), `${name} in ${c.page.words.slice(0, 600)}`);
	assert.equal(c.members.length, 3);
	assert.ok(c.page.html.includes('Maeve O&#39;Brien') || c.page.html.includes("Maeve O'Brien"));
	for (const asked of [c.reference, 'nguyen van thanh', '4155550142'])
		assert.ok((await dana.visits(`/cases?q=${encodeURIComponent(asked)}`)).html
			.includes(`href="${c.url}"`), asked);
	assert.doesNotMatch((await dana.visits(c.url)).words, /The case is open/, 'said once');
});

test('markup in a name is only text', async () => {
	const name = '<img src=x onerror=alert(1)>';
	const c = await dana.opensCase({ household: [{ last_name: name }] });
	assert.ok(c.page.words.includes(name));
	assert.ok(!c.page.html.includes('<img src=x'));
});

test('what is wrong is said at its field, and what was typed is kept', async () => {
	const wrong = dana.caseAnswers({
		reference: '', programs: [],
		household: [{ first_name: '', last_name: "O'Neill", email: 'no at sign', phone: '555',
			born_on: '13/45/1990' }],
	});
	const before = count('cases');
	const page = await dana.fills('/cases/new', '/cases', wrong);
	assert.equal(page.status, 422);
	const faulty = ['first_name', 'email', 'phone', 'born_on'].map((name) => `members.0.${name}`);
	for (const field of ['reference', ...faulty]) {
		const said = message(page.html, field);
		assert.ok(said, `${field} has its message`);
		assert.ok(page.html.includes(`href="#${field}"`), `${field} is linked from the summary`);
	}
	assert.match(page.html, /id="programs"[\s\S]{0,200}usa-error-message/);
	const kept = Object.fromEntries(form(page.html, '/cases'));
	assert.equal(kept['members.0.last_name'], "O'Neill");
	assert.equal(kept['members.0.email'], 'no at sign');
	assert.equal(kept['members.0.born_on'], '13/45/1990');
	assert.equal(kept['members.0.relation'], 'applicant');
	assert.equal(kept['members.0.has_income'], '1');
	assert.equal(count('cases'), before);
	const fixed = await dana.posts('/cases', filled(form(page.html, '/cases'),
		dana.caseAnswers({ household: [{ phone: '415 555 0100' }] })));
	assert.match(fixed.path, /^\/cases\/\d+$/);
});

test('somebody who is in an open case is shown before a second one is opened', async () => {
	const c = await dana.opensCase();
	const same = [{ last_name: `Of ${c.reference}` }];
	const page = await dana.fills('/cases/new', '/cases', dana.caseAnswers({ household: same }));
	assert.equal(page.status, 422);
	assert.match(page.html, new RegExp(`href="${c.url}"[^>]*>Look at ${c.reference}`));
	const pairs = filled(form(page.html, '/cases'), { is_another: '1' });
	assert.match((await dana.posts('/cases', pairs)).path, /^\/cases\/\d+$/);
});

test('a case number that is taken is told, with the way to that case', async () => {
	const answers = dana.caseAnswers({ reference: '24-118307' });
	const page = await dana.fills('/cases/new', '/cases', answers);
	assert.equal(page.status, 422);
	assert.match(message(page.html, 'reference'), /another case has it/);
	assert.match(page.html, /href="\/cases\/1"[^>]*>Open 24-118307/);
});

test('a taken number in an office that is not mine gives nothing away', async () => {
	const answers = dana.caseAnswers({ reference: '26-120398' });
	const page = await dana.fills('/cases/new', '/cases', answers);
	assert.equal(page.status, 422);
	assert.doesNotMatch(page.html, /Herrera|href="\/cases\/3"/);
});

test('one form sent again and again is one case', async () => {
	const answers = dana.caseAnswers();
	const page = await dana.visits('/cases/new');
	const pairs = filled(form(page.html, '/cases'), answers);
	const both = await Promise.all([1, 2, 3].map(() => dana.posts('/cases', pairs)));
	both.push(await dana.posts('/cases', pairs));
	assert.equal(new Set(both.map((one) => one.path)).size, 1, both.map((one) => one.path).join());
	assert.equal(count('cases', `reference = '${answers.reference}'`), 1);
});

test('a person is added without JavaScript, and nothing typed is lost', async () => {
	const answers = dana.caseAnswers({ programs: ['tanf'] });
	const rows = (html) => html.match(/name="members\.\d+\.first_name"/g).length;
	let page = await dana.visits('/cases/new');
	const had = rows(page.html);
	const pairs = filled(form(page.html, '/cases'), { ...answers, add_row: '1' });
	page = await dana.posts('/cases', pairs);
	assert.equal(page.path, '/cases', 'not opened yet');
	assert.equal(rows(page.html), had + 1);
	assert.doesNotMatch(page.html, /usa-error-message/);
	const kept = form(page.html, '/cases');
	for (const [name, value] of Object.entries(answers))
		assert.ok(kept.some(([n, v]) => n === name && [].concat(value).includes(v)), name);
	const more = { first_name: 'Ada', last_name: 'Zweig', relation: 'parent', born_on: '1/2/1950' };
	const row = Object.fromEntries(Object.entries(more)
		.map(([name, value]) => [`members.${had}.${name}`, value]));
	const opened = await dana.posts('/cases', filled(kept, row));
	assert.match(opened.words, /Ada Zweig/);
});

test('a note is kept once, however often its form is sent', async () => {
	const c = await dana.opensCase();
	const text = `She called twice: "soon", <b>she</b> says & ${reference()}`;
	const pairs = filled(form(c.page.html, `${c.url}/notes`), { text });
	await dana.posts(`${c.url}/notes`, pairs);
	const page = await dana.posts(`${c.url}/notes`, pairs);
	assert.equal(page.words.split(text).length, 2);
	const empty = await dana.fills(c.url, `${c.url}/notes`, { text: ' ' });
	assert.equal(empty.status, 422);
	assert.ok(message(empty.html, 'text'));
});

test('agent and supervisor open cases too; an agent sees every office', async () => {
	for (const person of [priya, ruth])
		await person.opensCase();
	for (const [id, reference] of [[1, '24-118307'], [3, '26-120398'], [5, '26-120377']])
		assert.match((await priya.visits(`/cases/${id}`)).words, new RegExp(reference));
	assert.equal((await priya.visits('/orders/1/report')).status, 403);
	assert.doesNotMatch((await priya.visits('/cases/1')).words, /\$[\d,]+\.\d\d/);
});
