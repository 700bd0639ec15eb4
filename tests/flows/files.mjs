// files.mjs: files for the journeys of imports and exports: written as spreadsheets write them,
// sent as a browser sends them, and what came of them.
import assert from 'node:assert/strict';
import { filled, form } from './markup.mjs';
import { app, key, pause, saved, sql, until } from './world.mjs';

export const MARK = '\ufeff';
const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
// As our own exports are: every cell between quotation marks, CRLF.
export const written = (rows) => MARK + rows.map((row) =>
	`${row.map(cell).join(',')}\r\n`).join('');

// So many cases of an office, each with one person; their numbers begin with the tag.
export function households(n, { office = 1, tag = `F${key().slice(0, 9)}` } = {}) {
	sql(`with c as (insert into cases (reference, office_id)
			select '${tag}-' || i, ${office} from generate_series(1, ${n}) i
			returning id, reference),
		p as (insert into case_programs (case_id, program_id, purpose, requested_on, due_on,
				due_rule)
			select c.id, p.id, 'application', current_date - 9, current_date + 9, 'Of the test.'
			  from c join programs p on p.code = 'snap' where ${n} < 100)
		insert into members (case_id, position, first_name, last_name, relation, born_on)
		select id, 1, 'Bo', 'Of ' || reference, 'applicant', '1990-02-03' from c`);
	return tag;
}

// The form with a file; `bytes` is text or a buffer. Gives the page that follows.
export async function uploads(person, bytes, { name = 'list.csv', ...answers } = {}) {
	// psql held node up: what the server closed meanwhile must be seen before it is used.
	await pause(20);
	const page = await person.visits('/imports/new');
	const body = new FormData();
	for (const [field, value] of filled(form(page.html, '/imports'),
		{ kind: 'dues', office_id: '1', ...answers }))
		if (field !== 'file')
			body.append(field, value);
	body.append('file', new Blob([bytes], { type: 'text/csv' }), name);
	const answer = await fetch(`${app}/imports`, {
		method: 'POST', body, redirect: 'manual', headers: { cookie: person.cookie },
	});
	const after = await person.follows(answer, '/imports');
	return { ...after, id: after.path.split('/')[2] };
}

export const stateOf = (id) => sql(`select state from imports where id = ${id}`);
export const isReady = (id, seconds = 30) =>
	until(`import ${id} is checked`, () => stateOf(id) === 'ready', seconds);
export const isIn = (id, seconds = 60) =>
	until(`import ${id} is in`, () => stateOf(id) === 'done', seconds);

// A file that was sent and checked.
export async function checked(person, bytes, answers) {
	const page = await uploads(person, bytes, answers);
	assert.match(page.path, /^\/imports\/\d+$/, page.words.slice(0, 300));
	await isReady(page.id);
	return { id: page.id, url: page.path };
}

export const confirms = (person, file, answers = {}) =>
	person.fills(file.url, `${file.url}/run`, answers);

// {outcome: rows}
export const outcomes = (id) => Object.fromEntries(sql(`select coalesce(outcome, forecast, problem),
	count(*) from import_rows where import_id = ${id} group by 1 order by 1`).split('\n')
	.filter(Boolean).map((line) => line.split('|')).map(([word, n]) => [word, Number(n)]));

// {row: problem}
export const problems = (id) => Object.fromEntries(sql(`select number, problem from import_rows
	where import_id = ${id} and problem is not null order by number`).split('\n')
	.filter(Boolean).map((line) => line.split('|')));

// A list as a file: asked for, made, saved. Gives its text as it came.
export async function exported(person, list, answers = {}) {
	await pause(20);
	const page = await person.fills(`/exports/new?list=${list}`, '/exports', answers);
	assert.match(page.path, /^\/exports\/\d+$/, page.words.slice(0, 300));
	const id = page.path.split('/')[2];
	await until(`export ${id} is made`,
		() => sql(`select state from exports where id = ${id}`) === 'done', 60);
	const answer = await person.asks(`/exports/${id}/file`);
	assert.equal(answer.status, 200);
	return { id, url: page.path, headers: answer.headers,
	         text: saved(list, Buffer.from(await answer.arrayBuffer()).toString('utf8')) };
}
