// imports.test.mjs: files that come in: looked through, their columns asked once, every row judged,
// confirmed, in exactly once; and everything that may be wrong with a file.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
	checked, confirms, households, isIn, isReady, outcomes, problems, stateOf, uploads, written,
} from './files.mjs';
import { filled, form } from './markup.mjs';
import { dana, luis, priya, ruth, sam, stranger } from './people.mjs';
import { app, count, key, portal, sql, until } from './world.mjs';

const bea = stranger();
bea.email = 'bea.lindgren@lakeside.test';

before(() => Promise.all([dana, luis, priya, ruth, sam, bea].map((one) => one.signsIn())));

const heads = ['Case number', 'Member', 'Period', 'Due date'];
const dues = (tag) => sql(`select c.reference || ' ' || d.period_on || ' ' || d.due_on
	from dues d join cases c on c.id = d.case_id where c.reference like '${tag}-%'
	order by d.id`).split('\n').filter(Boolean);
const day = (days) => sql(`select current_date + ${days}`);
const american = (iso) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$2/$3/$1');

test('columns asked once, rows judged, confirmed twice at once and in once', async () => {
	const tag = households(6), due = day(40);
	sql(`update cases set closed_at = now() where reference = '${tag}-5';
		insert into members (case_id, position, first_name, last_name, relation, born_on)
		select c.id, n, 'Al', 'Twin', 'child', date '2010-01-01' + n
		  from cases c, generate_series(2, 3) n where c.reference = '${tag}-6'`);
	const word = key().slice(0, 6);
	const file = `File ${word};Who ${word};Month ${word};By ${word};Notes\r\n`
		+ `${tag}-1;Bo Of ${tag}-1;2027-01;${due};"a; note\r\nof two lines"\r\n`
		+ `${tag}-2;Of ${tag}-2 Bo;Jan 2027;${american(due)};\r\n`
		+ `${tag}-3;;1/2027;${due} 00:00:00;\r\n`
		+ `${tag}-1;Bo Of ${tag}-1;2027-01;${due};again\r\n`
		+ `${tag}-99;;2027-01;${due};\r\n`
		+ `${tag}-5;;2027-01;${due};\r\n`
		+ `${tag}-4;Zed Zebedee;2027-01;${due};\r\n`
		+ `${tag}-6;Al Twin;2027-01;${due};\r\n`
		+ `${tag}-4;;soon;${due};\r\n`
		+ `${tag}-4;;2027-01;2/30/2027;\r\n`
		+ `;;2027-01;${due};\r\n`
		+ `${tag}-4;;2027-01;${due};;one too many\r\n`
		+ `;;;;\r\n`;
	const sent = await uploads(ruth, `\ufeff${file}`, { name: 'Ruth’s "list".csv' });
	assert.equal(stateOf(sent.id), 'columns');
	assert.match(sent.words, /No column was found for: Case number, Period and Due date/);
	assert.match(sent.words, /Ruth’s "list"\.csv/);

	const columns = `${sent.path}/columns`, page = await ruth.visits(columns);
	assert.match(page.words, new RegExp(`By ${word} ${due}`));
	const asked = form(page.html, columns);
	const wrong = await ruth.posts(columns, filled(asked,
		{ 'columns.0.field': 'case', 'columns.1.field': 'case', 'columns.2.field': 'period' }));
	assert.equal(wrong.status, 422);
	assert.match(wrong.words, /2 of them are Case number/);
	assert.match(wrong.words, /Choose a column for Due date/);
	await ruth.posts(columns, filled(asked, { 'columns.0.field': 'case',
		'columns.1.field': 'member', 'columns.2.field': 'period', 'columns.3.field': 'due_on' }));
	await isReady(sent.id);
	assert.deepEqual(problems(sent.id), { 5: 'repeated', 6: 'no_case', 7: 'closed', 8: 'no_member',
		9: 'two_members', 10: 'form', 11: 'form', 12: 'empty', 13: 'wide' });
	const preview = await ruth.visits(sent.path);
	assert.match(preview.words, /3 of 12 rows can come in/);
	assert.match(preview.words, /9 rows stay out/);
	assert.equal(dues(tag).length, 0, 'nothing is in yet');

	const table = await ruth.asks(`${sent.path}/refused.csv`);
	const text = await table.text();
	assert.match(text, /"10","Period","Write the month as 2026-12, 12\/2026 or Dec 2026"\r\n/);
	assert.match(text, /"13","The whole row","The row has more cells than there are headings"/);
	for (const personal of [tag, 'Bo Of', 'Al Twin', 'Zebedee'])
		assert.equal(text.includes(personal), false, personal);

	// Other bytes than those that were checked are never let in.
	await confirms(ruth, { url: sent.path }, { sha256: '0'.repeat(64) });
	assert.equal(stateOf(sent.id), 'ready');
	const pairs = form((await ruth.visits(sent.path)).html, `${sent.path}/run`);
	await Promise.all([1, 2, 3].map(() => ruth.posts(`${sent.path}/run`, pairs)));
	await isIn(sent.id);
	assert.deepEqual(dues(tag), [1, 2, 3].map((n) => `${tag}-${n} 2027-01-01 ${due}`));
	assert.deepEqual(outcomes(sent.id), { made: 3, refused: 9 });
	assert.match((await ruth.visits(sent.path)).words, /12 of 12 rows done/);
	assert.equal(count('import_cells c join imports i on i.client_key = c.client_key',
		`i.id = ${sent.id}`), 0, 'the cells are gone');
	assert.equal(count('import_rows', `import_id = ${sent.id} and data is not null`), 0);
	const id = sql(`select id from cases where reference = '${tag}-1'`);
	assert.match((await ruth.visits(`/cases/${id}`)).words, /renewal for January 2027 due/);

	// The same again asks nothing and changes nothing; another day changes that day only.
	const again = await checked(ruth, `\ufeff${file}`);
	assert.match((await ruth.visits(again.url)).words, /The very same file came in before/);
	await confirms(ruth, again);
	await isIn(again.id);
	assert.deepEqual(outcomes(again.id), { refused: 9, same: 3 });
	const later = day(47);
	const other = await checked(ruth, written([['File ' + word, 'Month ' + word, 'By ' + word],
		[`${tag}-1`, '2027-01', later], [`${tag}-2`, '2027-02', later]]));
	assert.match((await ruth.visits(other.url)).words, /Change a due day 1/);
	await confirms(ruth, other);
	await isIn(other.id);
	assert.deepEqual(outcomes(other.id), { changed: 1, made: 1 });
	assert.deepEqual(dues(tag), [`${tag}-1 2027-01-01 ${later}`, `${tag}-2 2027-01-01 ${due}`,
		`${tag}-3 2027-01-01 ${due}`, `${tag}-2 2027-02-01 ${later}`]);
	for (const action of ['upload', 'columns', 'run'])
		assert.ok(count('audit', `action = 'import.${action}' and subject = 'import:${sent.id}'`)
			> 0, action);
});

const rows = (n) => `Case number,Period,Due date\n${'X-1,2027-01,2027-01-31\n'.repeat(n)}`;
const bad = [
	['nothing', '', /Choose a file with headings/],
	['one column', 'Case number\nX-1\n', /only one was found/],
	['only headings', 'Case number,Period,Due date\n', /this one has only headings/],
	['10,001 rows', rows(10001), /it has 10001 rows, and 10000 fit/],
	['5 MB and a byte', Buffer.alloc(5 * 1024 * 1024 + 1, 'a,b\n'), /larger than 5 MB/],
	['a quotation mark that never ends', 'a,b\n1,2\n"3,4\n', /Row 3 begins a quotation mark/],
	['text behind a quotation mark', 'a,b\n"1"2,3\n', /Row 2 has text behind/],
	['a NUL', 'a,b\n1,\0\n', /Row 2 holds a zero byte/],
	['Latin-1', Buffer.from('a,b\nJosé,2\n', 'latin1'), /Row 2 holds letters that are not UTF-8/],
	['UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), /is written in UTF-16/],
	['a heading twice', 'Case number,Due date,CASE NUMBER\n1,2,3\n', /two columns are called/],
	['61 columns', `${'a,'.repeat(60)}b\n1\n`, /more than 60 columns/],
	['a very long cell', `a,b\n1,${'x'.repeat(1001)}\n`, /more than 1,000 letters/],
];

describe('a file that is none is refused with words, and leaves nothing:', () => {
	for (const [what, bytes, why] of bad)
		test(what, async () => {
			const before = count('imports');
			const page = await uploads(ruth, bytes);
			assert.equal(page.status, 422, page.words.slice(0, 300));
			assert.match(page.words, why);
			assert.equal(page.words.includes('José'), false);
			assert.equal(count('imports'), before);
		});

	test('no file at all, and a form that is cut off', async () => {
		const page = await ruth.visits('/imports/new');
		const plain = await ruth.posts('/imports', form(page.html, '/imports'));
		assert.deepEqual([plain.status, /Choose a file/.test(plain.words)], [422, true]);
		const headers = { 'content-type': 'multipart/form-data; boundary=x', cookie: ruth.cookie };
		const cut = await fetch(`${app}/imports`, { method: 'POST', headers,
			body: '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n1' });
		assert.equal(cut.status, 400);
		const unsigned = await fetch(`${app}/imports`, { method: 'POST', headers, body: '--x--' });
		assert.equal(unsigned.status, 403, 'without the form’s own token');
		const elsewhere = await fetch(`${app}/worklist/selection`, { method: 'POST', headers,
			body: '--x--' });
		assert.equal(elsewhere.status, 415, 'where no file is expected');
	});

	test('an office that is not hers', async () => {
		const page = await uploads(ruth, rows(1), { office_id: '3' });
		assert.equal(page.status, 422);
		assert.match(page.words, /Choose one of your offices/);
		assert.equal(count('import_cells'), count('import_cells c join imports i on '
			+ 'i.client_key = c.client_key'), 'no cells without their import');
	});
});

test('supervisors of the office only', async () => {
	const tag = households(1);
	const file = await checked(ruth, written([heads, [`${tag}-1`, '', '2027-03', day(60)]]));
	const paths = ['/imports', '/imports/new', file.url, `${file.url}/columns`,
		`${file.url}/refused.csv`, '/exports', '/exports/new?list=cases'];
	for (const person of [dana, luis, priya, sam])
		for (const path of paths)
			assert.equal((await person.asks(path)).status, 403, `${person.email} ${path}`);
	for (const path of paths.slice(2, 5))
		assert.equal((await bea.asks(path)).status, 404, `another office: ${path}`);
	const csrf = form((await bea.visits('/imports/new')).html, '/imports')
		.find(([name]) => name === 'csrf');
	for (const act of ['run', 'end', 'columns'])
		assert.equal((await bea.posts(`${file.url}/${act}`, [csrf])).status, 404, act);
	assert.equal(stateOf(file.id), 'ready');
	// The same case in another office's list is as unknown as one that is nowhere.
	const theirs = await checked(bea, written([heads, [`${tag}-1`, '', '2027-03', day(60)]]),
		{ office_id: '3' });
	assert.deepEqual(problems(theirs.id), { 2: 'no_case' });
	assert.match((await bea.visits(theirs.url)).words, /No row can come in/);
	await ruth.fills(file.url, `${file.url}/end`, {});
	assert.equal(stateOf(file.id), 'dropped');
	assert.equal(count('import_cells c join imports i on i.client_key = c.client_key',
		`i.id = ${file.id}`), 0);
});

test('cases with their members come in, and again only what is new', async () => {
	const tag = `C${key().slice(0, 9)}`;
	const columns = ['Case no.', 'Program', 'Request date', 'First name', 'Last name', 'Relation',
		'DOB', 'Language', 'Phone', 'E-mail', 'SSN last 4', 'Has income'];
	const first = [
		[`${tag}-1`, 'SNAP and Medicaid', '11/2/2026', 'Séan', 'O’Brien-Nguyễn', 'self',
			'4/28/1986', 'Tiếng Việt', '(415) 555-0142', 'sean@mail.test', '4471', 'yes'],
		[`${tag}-1`, 'snap', '2026-11-01', 'محمد', 'الأحمد', 'Son', '2016-02-29', 'Arabic', '', '',
			'', 'no'],
		[`${tag}-2`, 'TANF', '2026-11-01', 'Ann', 'Lee', '', '1990-01-02', '', '', '', '', ''],
	];
	const wrong = [
		[`${tag}-3`, 'Gold', '2026-11-01', 'Ann', 'Lee', '', '1990-01-02'],
		[`${tag}-3`, 'TANF', '2026-11-01', '=SUM(A1)', 'Lee', 'spouse', '1990-01-02'],
		[`${tag}-3`, 'TANF', '2026-11-01', 'Al', 'Lee', 'child', '1990-01-02'],
		[`${tag}-4`, 'TANF', '2026-11-01', 'Al', 'Lee', 'applicant', '1990-01-02'],
		[`${tag}-4`, 'TANF', '2026-11-01', 'Bo', 'Lee', 'applicant', '1990-01-02'],
		[`${tag}-5`, 'TANF', '2126-11-01', 'Al', 'Lee', '', '1990-01-02'],
		[`${tag}-5`, 'TANF', '2026-11-01', 'Al', 'Lee', '', '1990-02-30'],
		[`${tag}-5`, 'TANF', '2026-11-01', 'Al', 'Lee', '', '1990-02-03', 'Klingon'],
		[`${tag}-5`, 'TANF', '2026-11-01', 'Al', 'Lee', '', '1990-02-03', '', '555'],
		['26-120398', 'TANF', '2026-11-01', 'Al', 'Lee', '', '1990-02-03'],
	];
	const file = await checked(ruth, written([columns, ...first, ...wrong]), { kind: 'cases' });
	assert.deepEqual(problems(file.id), { 5: 'form', 6: 'form', 7: 'no_applicant',
		9: 'two_applicants', 10: 'form', 11: 'form', 12: 'form', 13: 'form', 14: 'elsewhere' });
	await confirms(ruth, file);
	await isIn(file.id);
	const household = () => sql(`select c.reference, m.position, m.first_name, m.relation,
		m.born_on, m.language, coalesce(m.phone, '-'), m.has_income from cases c join members m
		on m.case_id = c.id where c.reference like '${tag}-%' order by c.reference, m.position`);
	const came = [
		`${tag}-1|1|Séan|applicant|1986-04-28|vi|+14155550142|t`,
		`${tag}-1|2|محمد|child|2016-02-29|ar|-|f`, `${tag}-2|1|Ann|applicant|1990-01-02|en|-|t`,
		`${tag}-4|1|Al|applicant|1990-01-02|en|-|t`,
	];
	assert.deepEqual(household().split('\n'), came);
	assert.equal(sql(`select string_agg(p.code || ' ' || cp.requested_on || ' ' || cp.purpose,
		', ' order by p.code) from case_programs cp join programs p on p.id = cp.program_id
		join cases c on c.id = cp.case_id where c.reference = '${tag}-1'`),
	'medicaid 2026-11-02 application, snap 2026-11-01 application');
	const id = sql(`select id from cases where reference = '${tag}-1'`);
	assert.match((await ruth.visits(`/cases/${id}`)).words, /Case opened from a file/);

	// Again, with one person more, and a spelling without marks, which is the same person.
	first[0][3] = 'SEAN';
	first[0][4] = "O'Brien Nguyen";
	const more = await checked(ruth, written([columns, ...first,
		[`${tag}-2`, 'TANF', '2026-11-01', 'Tim', 'Lee', 'child', '2019-01-02']]),
	{ kind: 'cases' });
	await confirms(ruth, more);
	await isIn(more.id);
	assert.deepEqual(outcomes(more.id), { made: 1, same: 3 });
	assert.deepEqual(household().split('\n'), [...came.slice(0, 3),
		`${tag}-2|2|Tim|child|2019-01-02|en|-|t`, came[3]]);
});

test('what changes between the check and the run is seen, row by row', async () => {
	const tag = households(3);
	const file = await checked(ruth, written([[...heads, 'Program'],
		...[1, 2, 3].map((n) => [`${tag}-${n}`, '', '2027-05', day(90), 'SNAP'])]));
	sql(`update cases set closed_at = now() where reference = '${tag}-2'`);
	await confirms(ruth, file);
	await isIn(file.id);
	assert.deepEqual(problems(file.id), { 3: 'closed' });
	assert.equal(dues(tag).length, 2);
	assert.match(sql(`select cp.due_rule from case_programs cp join cases c on c.id = cp.case_id
		where c.reference = '${tag}-1'`), /^The due list of .* says so, for May 2027\.$/);
	assert.equal(sql(`select cp.due_on from case_programs cp join cases c on c.id = cp.case_id
		where c.reference = '${tag}-1'`), day(90));
	// A form that was left open does nothing any more.
	await ruth.posts(`${file.url}/end`, form((await ruth.visits('/imports/new')).html, '/imports'));
	assert.equal(stateOf(file.id), 'done');
});

test('nobody confirmed within a day: gone, with everything staged', async () => {
	const tag = households(1);
	const file = await checked(ruth, written([heads, [`${tag}-1`, '', '2027-03', day(60)]]));
	sql(`update imports set created_at = now() - interval '25 hours' where id = ${file.id};
		insert into jobs (kind) values ('imports/expire')`);
	await until('it is gone', () => stateOf(file.id) === 'expired');
	assert.equal(count('import_rows', `import_id = ${file.id} and data is not null`), 0);
	assert.match((await ruth.visits(file.url)).words, /Nobody confirmed it within a day/);
});

test('twelve hundred rows through two kills, each once', async () => {
	const tag = households(1200), due = day(120);
	const list = written([heads, ...Array.from({ length: 1200 },
		(_, i) => [`${tag}-${i + 1}`, `Bo Of ${tag}-${i + 1}`, '2027-06', due])]);
	const sent = await uploads(ruth, list);
	const dead = () => sql(`update jobs set lease_until = now() where state = 'running'
		and lease_until < now() + interval '80 seconds'`);
	const kills = async (look) => {
		await until('it is under way', look, 60);
		await portal.dies();
		await portal.returns();
		dead();
	};
	await kills(() => count('import_rows', `import_id = ${sent.id}`) >= 1000);
	await until('it is checked', () => { dead(); return stateOf(sent.id) === 'ready'; }, 60);
	await confirms(ruth, { url: sent.path });
	await kills(() => count('import_rows',
		`import_id = ${sent.id} and outcome is not null`) >= 500);
	await until('it is in', () => { dead(); return stateOf(sent.id) === 'done'; }, 60);
	assert.deepEqual(outcomes(sent.id), { made: 1200 });
	assert.equal(dues(tag).length, 1200);
	assert.equal(count('timeline t join cases c on c.id = t.case_id',
		`c.reference like '${tag}-%'`), 1200, 'told once');
});
