// campaign.mjs: runs seeds, on several lanes at once, and prints one line per figure.
//
//	node campaign.mjs COUNT [FIRST]      COUNT seeds from FIRST, else from one that nobody knows
//	LANES=n                              how many at once
//
// Exit 1 when any seed failed; it is printed with how to run it alone, and its logs stay.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { endAll, Lane } from './lane.mjs';
import { plan } from './plan.mjs';
import { play } from './play.mjs';

const count = Number(process.argv[2] ?? 60);
const first = Number(process.argv[3] ?? Math.floor(Math.random() * 1e6));
const lanes = Number(process.env.LANES ?? Math.min(6, count));
const began = Date.now();
const total = {};
const failed = [];
let next = first, slowest = { ms: 0 };

function keep(lane, seed) {
	const folder = `${process.env.LOG_DIR}/failed/${seed}`;
	mkdirSync(folder, { recursive: true });
	cpSync(lane.folder, folder, { recursive: true });
	return folder;
}

function tell(lane, seed, found) {
	for (const [name, value] of Object.entries(found.figures)) {
		const before = total[name] ?? 0;
		total[name] = /peak$/i.test(name) ? Math.max(before, value) : before + value;
	}
	if (found.ms > slowest.ms)
		slowest = { seed, ms: found.ms };
	if (found.failures.length === 0)
		return;
	failed.push(seed);
	console.log(`seed ${seed} failed (./dev campaign 1 ${seed}), logs in ${keep(lane, seed)}`);
	for (const one of found.failures.slice(0, 12))
		console.log(`    ${one}`);
}

async function work(number) {
	const lane = new Lane(number);
	await lane.open();
	while (next < first + count) {
		const seed = next++;
		const found = await play(lane, plan(seed));
		tell(lane, seed, found);
		if (process.env.VERBOSE)
			console.log(`seed ${seed}: ${found.ms} ms ${JSON.stringify(found.figures)}`);
	}
	const end = await lane.close();
	if (end !== 0)
		failed.push(`simulator ${number}: ${end}`);
}

const share = (part, whole) => whole ? `${(100 * part / whole).toFixed(1)} %` : 'none';

function print() {
	const seconds = Math.round((Date.now() - began) / 1000);
	for (const name of ['fired', 'wrongs', 'blows', 'undelivered'])
		total[name] ??= 0;
	const lines = [
		['seeds', `${count} from ${first}, ${failed.length} failed`],
		['orders', `${total.orders}, ${total.theirs} of them at the second provider`],
		['faults', `${total.fired + total.wrongs + total.blows + total.undelivered}:`
			+ ` ${total.fired} points fired, ${total.wrongs} bad answers of the provider,`
			+ ` ${total.undelivered} webhooks withheld, ${total.blows} processes hit`],
		['duplicates', total.duplicates],
		['lost', total.lost],
		['stuck', total.stuck],
		['uncertain', `${total.uncertain}, resolved without a person`
			+ ` ${share(total.byThemselves, total.uncertain)}, waiting for one ${total.review}`],
		['incidents unexplained', total.incidents],
		['peak calls in any 60 s', total.peak],
		['in any 1 s, the second', total.theirPeak || 'no rush there'],
		['time', `${seconds} s; the slowest was seed ${slowest.seed}, ${slowest.ms} ms`],
	];
	for (const [name, value] of lines)
		console.log(`${`${name}:`.padEnd(24)}${value}`);
}

process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(130));
rmSync(`${process.env.LOG_DIR}/failed`, { recursive: true, force: true });
await Promise.all(Array.from({ length: lanes }, (_, i) => work(i)));
print();
process.exit(failed.length > 0 ? 1 : 0);
