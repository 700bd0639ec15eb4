// large.mjs: the county of tests/crowd.sql: what search and worklist cost thirty-two people there,
// and whether any page's statement goes through a big table from end to end.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as place from './place.mjs';

const cases = Number(process.env.BENCH_CASES ?? 1000000);
const people = 32;
// Each person asks once a second, which no person keeps up.
const pace = 1000;

const big = ['cases', 'members', 'orders', 'connections', 'timeline', 'case_programs', 'work',
             'people_index', 'reviews', 'order_steps', 'tasks'];

// The worker of a number sits in the office of that number (crowd.sql).
const workers = () => Array.from({ length: people }, (_, i) => place.session(100000 + i));

const pick = (list, i) => list[i % list.length];

// What people type: mostly names, as they are spelled and nearly so, numbers, and nonsense.
function typed() {
	const names = place.sql(`
		select concat_ws('|', lower(m.last_name), lower(m.first_name), m.phone)
		  from members m
		 where m.id in (select 1000002 + (n * 7919) % ${2 * cases}
		                  from generate_series(1, 200) n)
		 order by m.id`).split('\n').map((line) => line.split('|'));
	const ways = [
		([last]) => last, ([last, first]) => `${last} ${first}`,
		([last, first]) => `${first} ${last}`,
		([last]) => last.slice(0, 4), ([last]) => last.replace(/(.)(.)$/, '$2$1'),
		([, , phone]) => phone.slice(-7), ([, , phone]) => phone.slice(-4),
		([, first]) => first.slice(0, 2), () => 'nguyen van', () => 'qqqqzzzz',
		(_, i) => `C-${String((i * 7919) % cases).padStart(7, '0').slice(0, 6)}`,
	];
	return names.map((name, i) => pick(ways, i)(name, i));
}

// {statement: [values for its parameters]} of every visit of every page, signed in as Ruth.
function visits() {
	const folder = join(place.source, 'tests/visits');
	const files = [join(place.source, 'tests/visits.json'),
		...readdirSync(folder).map((name) => join(folder, name))];
	return files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
}

const known = {
	'user.id': '5', 'user.role': 'supervisor', 'user.offices': '{1,2}', 'user.sees_all': 'false',
	'user.can_review': 'true',
};
const text = (value) => typeof value === 'object' ? JSON.stringify(value) : String(value);
const quoted = (value) => (value ?? null) === null ? 'null'
	: `'${text(value).replace(/'/g, "''")}'`;

function parameter(name, visit) {
	const [room, ...rest] = name.split('.');
	const asked = new URLSearchParams(visit.query ?? '');
	if (name === 'typed')
		return asked.get('q');
	if (room === 'query')
		return asked.get(rest.join('.'));
	return known[name] ?? visit[room]?.[rest.join('.')];
}

// With the plan that the portal runs it by (place.mjs), past a first time that fills the caches:
// how long it took and which big tables it went through.
function explains(name, visit) {
	const sql = readFileSync(join(place.source, 'server/sql', `${name}.sql`), 'utf8');
	const head = sql.split('\n').filter((line) => line.startsWith('--')).join('\n');
	const values = [...head.matchAll(/\$\d+ ([a-z_0-9.]+)/g)]
		.map(([, path]) => quoted(parameter(path, visit)));
	const execute = `execute asked${values.length ? `(${values.join(', ')})` : ''};`;
	const scope = `select set_config('app.user', '5', true),
		set_config('app.offices', '{1,2}', true), set_config('app.sees_all', '', true);`;
	const said = place.asPortal(`prepare asked as ${sql};
		begin; ${scope} ${execute} rollback; begin; ${scope}
		\\timing on
		${execute}
		\\timing off
		select 'through ' || relname || ' ' || seq_scan from pg_stat_xact_user_tables
		 where relname in (${big.map(quoted).join(', ')}) and seq_scan > 0;
		rollback;`);
	return {
		name, ms: Number(/^Time: ([\d.]+) ms/m.exec(said)?.[1] ?? NaN),
		through: [...said.matchAll(/^through (.*)$/gm)].map(([, what]) => what),
	};
}

// Every page's statement that only reads.
function plans() {
	const seen = [];
	for (const [name, list] of visits()) {
		let text;
		try {
			text = readFileSync(join(place.source, 'server/sql', `${name}.sql`), 'utf8');
		} catch {
			continue;                       // a page without a statement
		}
		if (!/^\s*(insert|update|delete)\b|\(\s*(insert|update|delete)\b/im.test(text))
			seen.push(...list.filter((visit) => !visit.form).map((visit) => explains(name, visit)));
	}
	const slow = seen.toSorted((a, b) => b.ms - a.ms).slice(0, 8)
		.map((one) => `${one.name} ${one.ms} ms`);
	console.error(`bench: slowest statements: ${slow.join(', ')}`);
	for (const one of seen.filter((page) => page.through.length > 0))
		console.error(`bench: ${one.name} goes through ${one.through.join(', ')}`);
	return seen;
}

async function pages(note, name, file, paths, bare) {
	const cookies = workers(), { app } = place.ports;
	const asked = (cookie, i) => [cookie, pick(paths, i)];
	const list = Array.from({ length: 1024 }, (_, i) => asked(pick(cookies, i), i));
	await place.users(app, people, 3, pace, list);            // what a morning has read already
	const said = await place.users(app, people, 15, pace, list);
	note(`${name}, ${people} people, p50`, said.p50, 'ms');
	note(`${name}, ${people} people, p95`, said.p95, 'ms', { most: 100 });
	const most = await place.users(app, people, 6, 0, list);
	const limit = await place.pgbench(bare(file), 4, 6);
	note(`${name}, as fast as it goes`, most.rate, '/s', { of: limit, what: 'its bare query' });
}

// note, bare: run.mjs.
export async function large(note, bare) {
	const began = Date.now();
	place.sqlSteps('tests/crowd.sql', `crowd.cases=${cases}`);
	note(`${cases} cases, 2 × members, 3 × orders made`, (Date.now() - began) / 1000, 's');
	const words = typed();
	const worker = { 'user.id': 100000, 'user.role': "'caseworker'", 'user.offices': "'{1}'",
	                 'user.sees_all': 'false', 'user.can_review': 'true' };
	await pages(note, 'search', 'server/sql/search/show.sql',
	            words.map((word) => `/search?q=${encodeURIComponent(word)}`),
	            (file) => bare(file, { ...worker, typed: quoted(words[1]) }));
	await pages(note, 'worklist', 'server/sql/worklist/show.sql', ['/worklist'],
	            (file) => bare(file, worker));
	const seen = plans();
	note('page statements that go through a big table',
	     seen.filter((one) => one.through.length > 0).length, 'of ' + seen.length, { most: 0 });
	note('slowest page statement', Math.max(...seen.map((one) => one.ms)), 'ms');
}
