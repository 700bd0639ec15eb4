// imports.mjs: a file that is sent and staged, beside Postgres's own COPY of the same rows into the
// same table. The columns of this file are called as nobody calls them, so that nothing is checked
// while the next one is measured.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as place from './place.mjs';

const rows = 10000, rounds = 5;
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const cells = (i) => [`26-${100000 + i}`, `Ana Maria O'Brien-Moreau ${i}`, '2027-01', '2027-01-31',
	`+1415555${String(i).padStart(4, '0')}`, 'SNAP', 'Vietnamese', `member.${i}@mail.test`];

const table = Array.from({ length: rows }, (_, i) => cells(i));
const quoted = (row) => row.map((cell) => `"${cell}"`).join(',');
const csv = `\ufeff${['A1', 'B2', 'C3', 'D4', 'E5', 'F6', 'G7', 'H8'].join(',')}\r\n`
	+ table.map((row) => `${quoted(row)}\r\n`).join('');

// Seconds from the first byte of the form to the page that answers it.
async function sends(cookie) {
	const form = new FormData();
	const fields = { csrf: cookie, client_key: randomBytes(16).toString('hex'), kind: 'dues',
	                 office_id: '1' };
	for (const [name, value] of Object.entries(fields))
		form.append(name, value);
	form.append('file', new Blob([csv], { type: 'text/csv' }), 'bench.csv');
	const began = performance.now();
	const answer = await fetch(`http://127.0.0.1:${place.ports.app}/imports`, { method: 'POST',
		body: form, redirect: 'manual', headers: { cookie: `session=${cookie}` } });
	await answer.arrayBuffer();
	if (answer.status !== 303)
		place.fail(`POST /imports answered ${answer.status}`);
	return (performance.now() - began) / 1000;
}

// Seconds that Postgres takes for the same rows from psql.
function copies() {
	const key = randomBytes(16).toString('hex'), path = join(place.build, 'bench-logs', 'copy.txt');
	writeFileSync(path, table.map((row, i) => `${key}\t${i + 2}\t{${quoted(row)}}\n`).join(''));
	const told = place.sql(`insert into imports (kind, office_id, name, sha256, bytes, headings,
			row_count, state, client_key, created_by)
		values ('dues', 1, 'bench', repeat('0', 64), 1, '{a,b}', 1, 'columns', '${key}', 5);
\\timing on
\\copy import_cells (client_key, number, cells) from '${path}'
\\timing off`);
	return Number(/Time: ([\d.]+) ms/.exec(told)[1]) / 1000;
}

// {rate, limit} in rows a second: the middle of a few rounds, in turn.
export async function imports() {
	const cookie = place.session(5), ours = [], theirs = [];
	for (let i = 0; i < rounds; i++) {
		theirs.push(copies());
		ours.push(await sends(cookie));
	}
	return { rate: rows / middle(ours), limit: rows / middle(theirs),
	         extra: `${(csv.length / 1e6).toFixed(1)} MB` };
}
