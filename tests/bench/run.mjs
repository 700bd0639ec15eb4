// run.mjs: ./dev bench: each figure beside what the machine allows, measured in the same run.
//
// One stage after the other, so that each has the machine for itself: what takes memory, what
// pages cost, the gate, open pages, the webhooks, which leave a long queue behind; last a county of
// a million cases (large.mjs). "small" leaves that out, "large" is only that. The
// table goes to standard output, the figures to the file BENCH_JSON. Exit 1 when a goal is
// missed or an answer was wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { imports } from './imports.mjs';
import { large } from './large.mjs';
import * as place from './place.mjs';

const seconds = Number(process.env.BENCH_SECONDS ?? 12);
const people = 10;            // connections: as many as the people's pool has
const providers = 16;         // as many as the hooks listener has threads
const hooksPool = 4;
// A stream whose page is gone keeps its place until its next ping: those of the stages before.
const streamsMax = 1000 + 101;

const rounds = 3;

const rows = [];
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

// Ours and the ceiling in turn, a few times each, because a machine is never as quiet for long: the
// middle rate of each, and our latest other figures.
async function beside(ours, ceiling, between = () => {}) {
	const rates = [], limits = [];
	let said;
	for (let i = 0; i < rounds; i++) {
		limits.push(await ceiling(seconds / rounds));
		said = await ours(seconds / rounds);
		rates.push(said.rate);
		await between();
	}
	return { ...said, rate: middle(rates), limit: middle(limits) };
}

// goal: what `ratio` or the value must at least (least) or at most (most) be.
function note(name, value, unit, { of: limit, what, least, most, extra = '' } = {}) {
	const ratio = limit ? value / limit : null;
	const judged = least ? ratio >= least : most ? value <= most : null;
	const goal = least ? `ratio ≥ ${least}` : most ? `≤ ${most} ${unit}` : '';
	rows.push({ name, value, unit, ceiling: limit ?? null, ceiling_is: what ?? null, ratio, goal,
	            holds: judged, extra });
	console.error(`bench: ${name}: ${value.toFixed(1)} ${unit}`);
}

// The statement as it stands in its file, prepared once on each connection, in a round trip like
// the portal's: begin, scope, statement, commit.
function bare(file, known) {
	const text = readFileSync(join(place.source, file), 'utf8');
	const names = [...text.matchAll(/\$\d+ ([a-z_.]+)/g)].map(([, name]) => name);
	const values = names.map((name) => known[name] ?? 'null').join(', ');
	return `\\if :is_new
prepare bare as ${text.replace(/^--.*\n/gm, '').trim()};
\\set is_new 0
\\endif
\\startpipeline
begin;
select set_config('app.user', '1', true), set_config('app.offices', '{1}', true),
       set_config('app.sees_all', 'false', true);
execute bare(${values});
commit;
\\endpipeline
`;
}

const insert = `insert into bench_events (provider, sha256, webhook_id, event_type, body,
	order_upstream_id, order_number, state)
values ('truv', encode(sha256((random()::text || clock_timestamp())::bytea), 'hex'),
        md5(random()::text), 'order-status-updated',
        decode(repeat('7b226f72646572', 64), 'hex'), md5(random()::text), md5(random()::text),
        'kept');
`;

async function memory() {
	const pid = await place.portal(0);
	note('resident at start, 64 threads', place.residentMb(pid), 'MB', { most: 40 });
	await place.stops('portal');
}

async function pages(cookie) {
	await place.ceiling();
	await place.portal(streamsMax);
	const { app, ceiling } = place.ports;
	const id = place.sql(
		`select min(id) from cases where office_id = 1 and reference ~ '^BENCH-'`);
	const dana = { 'path.id': id, 'user.id': 1, 'user.role': `'caseworker'`,
	               'user.offices': `'{1}'`, 'user.sees_all': 'false' };
	const most = await place.gets(ceiling, people, Math.ceil(seconds / rounds), cookie, '/');
	await place.stops('bench_ceiling');
	const page = async (path, file) => beside(
		(time) => place.gets(app, people, time, cookie, path),
		(time) => place.pgbench(bare(file, dana), people, time));
	note('the library alone, 20 KB', most.rate, '/s');
	for (const [name, path, file, goal] of [
		['case page', `/cases/${id}`, 'server/sql/cases/show.sql', {}],
		['list of 50', '/cases', 'server/sql/cases/index.sql', { least: 0.5 }],
	]) {
		const said = await page(path, file);
		note(name, said.rate, '/s', { of: most.rate, what: `the library; p99 ${said.p99} ms` });
		note(name, said.rate, '/s', { of: said.limit, what: 'its bare query', ...goal });
	}
}

const accepted = () => Number(place.sql(
	'select count(*) from orders where order_number ~ \'^LI-\' and intent = \'created\''));

async function files() {
	const said = await imports();
	note('a file of 10,000 rows, sent and staged', said.rate, 'rows/s', { of: said.limit,
		what: `psql COPY into the same table; ${said.extra}`, least: 0.5 });
}

// The orders that the open pages will look at are what goes through the gate. The burst is over
// after fifty; what comes then is the rate.
async function gate() {
	await place.control('webhooks', { hold: true });
	place.sqlFile('tests/bench/orders.sql');
	for (let i = 0; accepted() < 120 && i < 90; i++)
		await place.pause(1000);
	const [sent, rate] = place.sql(`
		select count(*), (count(*) - 60) * 60 / extract(epoch from max(t.at) - min(t.at)
		                                                filter (where t.n >= 60))
		  from (select a.committed_at as at, row_number() over (order by a.committed_at) as n
		          from order_attempts a
		          join orders o on o.id = a.order_id and o.order_number ~ '^LI-') t`).split('|');
	note('orders through the gate', Number(rate), '/min',
	     { of: 240, what: 'the gate\'s own pace', extra: `${sent} sent, after a burst of 50` });
}

function liveOrders(i) {
	return place.sql(`select o.id || ' ' || o.upstream_id || ' ' || o.order_number
	                    from orders o
	                    join cases c on c.id = o.case_id and c.reference = 'LIVE-${i}'
	                   order by o.id`);
}

// Creating the orders used the gate's burst up; a page is timed when nothing waits for a turn.
async function gateIsIdle() {
	const wait = Number(place.sql('select greatest(0, extract(epoch from tat - now())) from gates'
		+ ' where provider = \'truv\''));
	await place.pause(wait * 1000);
}

async function screens(pid, cookie) {
	await gateIsIdle();
	for (const [i, streams] of [1, 100, 1000].entries()) {
		const id = place.sql(`select id from cases where reference = 'LIVE-${i + 1}'`);
		const said = await place.live(pid, streams, cookie, id, liveOrders(i + 1));
		const goal = streams === 1000 ? { most: 250 } : {};
		note(`webhook to changed, ${streams} streams, p50`, said.changed_p50, 'ms');
		note(`webhook to changed, ${streams} streams, p95`, said.changed_p95, 'ms', goal);
		note(`webhook to page, ${streams} streams, p50`, said.page_p50, 'ms');
		note(`webhook to page, ${streams} streams, p95`, said.page_p95, 'ms', goal);
		if (streams === 1000)
			note('resident with 1,000 streams', said.kb / 1024, 'MB');
	}
}

async function webhooks() {
	place.sql(`create table bench_events (like webhook_events including all);
	           grant insert, select on bench_events to verify_app`);
	const orders = place.sql(
		`select upstream_id || ' ' || order_number from orders where order_number ~ '^BE-'`);
	let answers = 0, p99 = 0, applied = 0;
	const said = await beside(async (time) => {
		const round = await place.hooks(providers, time, orders);
		answers += round.answers;
		p99 = Math.max(p99, round.p99);
		return round;
	}, (time) => place.pgbench(insert, hooksPool, time), async () => {
		// What was not applied in time is no load for the next ceiling.
		applied = Number(place.sql(`delete from jobs where state = 'queued';
			select count(*) from webhook_events where state = 'applied'`));
		await place.pause(500);
	});
	const kept = Number(place.sql('select count(*) from webhook_events'));
	note('webhooks, durable', said.rate, '/s',
	     { of: said.limit, what: `pgbench INSERT, COMMIT, ${hooksPool} connections`, least: 0.5 });
	note('webhooks, p99 of the answer', p99, 'ms',
	     { most: 50, extra: `${Math.round(100 * applied / kept)} % were applied meanwhile` });
	if (kept < answers)
		place.fail(`${answers} webhooks were answered and ${kept} kept`);
}

function table() {
	const shown = (n) => n === null ? '' : n >= 100 ? n.toFixed(0) : n.toFixed(n < 10 ? 2 : 1);
	const head = ['figure', 'value', '', 'ceiling', 'ratio', 'goal', '', ''];
	const lines = [head].concat(rows.map((r) =>
		[r.name, shown(r.value), r.unit, shown(r.ceiling), shown(r.ratio), r.goal,
		 r.holds === null ? '' : r.holds ? 'holds' : 'MISSED', r.ceiling_is ?? r.extra]));
	const wide = head.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
	const right = new Set([1, 3, 4]);
	const fitted = (cell, i) => right.has(i) ? cell.padStart(wide[i]) : cell.padEnd(wide[i]);
	return lines.map((line) => line.map(fitted).join('  ').trimEnd()).join('\n');
}

async function small(cookie) {
	await memory();
	await pages(cookie);
	await files();
	await gate();
	await place.stops('portal');
	const pid = await place.portal(streamsMax);
	note(`resident at start, ${64 + streamsMax} threads`, place.residentMb(pid), 'MB');
	await screens(pid, cookie);
	await webhooks();
	await place.stops('portal');
}

async function county() {
	await place.portal(0);
	await large(note, bare);
	await place.stops('portal');
}

const what = process.argv[2] ?? 'all';
if (!['all', 'small', 'large'].includes(what))
	place.fail('usage: ./dev bench [small | large]');
place.prepare();
// What others do on this machine at the same time is in every figure.
const [busy] = loadavg();
const began = Date.now(), cookie = place.session();
await place.simulator();
if (what !== 'large')
	await small(cookie);
if (what !== 'small')
	await county();
await place.stops('sim');

console.log(table());
const took = Math.round((Date.now() - began) / 1000);
console.log(`\n${cpus().length} processors, load ${busy.toFixed(1)} before, ${took} s;`,
	process.env.BENCH_JSON);
const all = { at: new Date(began).toISOString(), processors: cpus().length, load_before: busy,
              wrong_answers: place.wrong, figures: rows };
writeFileSync(process.env.BENCH_JSON, `${JSON.stringify(all, null, '\t')}\n`);
process.exit(place.wrong > 0 || rows.some((row) => row.holds === false) ? 1 : 0);
