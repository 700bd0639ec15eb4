// world.mjs: what stands around the journeys: addresses, the database as a witness, the portal as a
// process that can be killed, and the waiting that all of them share.
//
// run.sh starts everything and says where it is through the environment; nothing here starts a
// server. People are in people.mjs, the provider in truv.mjs, browsers in browser.mjs.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync,
	writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { opened } from '../sealed.mjs';

const need = (name) => process.env[name] ?? assert.fail(`no ${name}: run ./dev test flows`);

export const app = need('APP_URL');
export const hooks = need('HOOKS_URL');
export const ops = need('OPS_URL');
export const sim = need('SIM_URL');
export const secret = need('TRUV_SECRET');
export const logs = need('LOG_DIR');

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Looks again and again until `look` gives something true; what it throws meanwhile is told when
// time is up. `rest`: ms between looks, more where many of them would cost what is measured.
export async function until(what, look, seconds = 15, rest = 50) {
	const end = Date.now() + seconds * 1000;
	let last;
	while (Date.now() < end) {
		try {
			const found = await look();
			if (found)
				return found;
			last = `it was ${JSON.stringify(found)}`;
		} catch (error) {
			last = error.message;
		}
		await pause(rest);
	}
	assert.fail(`after ${seconds} s not: ${what}; ${last}`);
}

// What the database says, past every rule of who may see what: one text, columns apart by |.
export function sql(query) {
	const env = { ...process.env, PGOPTIONS: '-c app.sees_all=true' };
	const plain = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
	return execFileSync('psql', [...plain, need('DATABASE_OWNER_URL')],
		{ encoding: 'utf8', input: query, env, maxBuffer: 64 << 20 }).trim();
}

export const count = (table, where = 'true') =>
	Number(sql(`select count(*) from ${table} where ${where}`));

// The client's link of an order, as the provider gave it.
export const linkOf = (order) => opened(`orders.share_url:${order}`,
	sql(`select share_url from orders where id = ${order}`));

const plain = (address) => {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
};
const known = new Set();
// Where a page at this path sends people, kept for canaries.sh: our own addresses name nobody. What
// a test itself typed behind a question mark comes back in a page's links and says nothing.
export function addresses(path, given) {
	const ours = path.includes('?') ? [] : (given ?? []).filter((one) =>
		(/^\/(?!\/)/.test(one) || one.startsWith(app)) && !known.has(one));
	ours.forEach((one) => known.add(one));
	if (ours.length)
		appendFileSync(`${logs}/addresses.txt`, ours.map((one) => `${plain(one)}\n`).join(''));
}

// A file that somebody saved, kept for canaries.sh. `kind` says what may be in it: see there.
export function saved(kind, text) {
	mkdirSync(`${logs}/saved`, { recursive: true });
	writeFileSync(`${logs}/saved/${kind}-${key()}.csv`, text);
	return text;
}

let made = 0;
// A case number nobody else has.
export const reference = () => `T-${process.pid}-${++made}-${randomBytes(2).toString('hex')}`;
export const key = () => randomBytes(16).toString('hex');

// A process of run.sh's, which starts it again when it has ended, unless asked to wait.
class Kept {
	constructor(name, isReady) {
		this.file = (what) => `${logs}/${name}.${what}`;
		this.isReady = isReady;
	}

	pid = () => Number(readFileSync(this.file('pid'), 'utf8'));
	log = () => readFileSync(this.file('log'), 'utf8');
	// The exit codes of those that ended so far.
	ends = () => existsSync(this.file('ends'))
		? readFileSync(this.file('ends'), 'utf8').trim().split('\n') : [];

	// Ends it and keeps it down; gives the exit code.
	async stops(signal = 'SIGTERM') {
		const before = this.ends().length;
		this.gone = this.pid();
		writeFileSync(this.file('stay-down'), '');
		process.kill(this.gone, signal);
		return until('it has ended', () => this.ends().length > before && this.ends().at(-1), 30);
	}

	dies = () => this.stops('SIGKILL');

	async returns() {
		rmSync(this.file('stay-down'), { force: true });
		await until('it is back', async () => this.pid() !== this.gone && this.isReady(), 30);
	}
}

const answers = (url) => async () => (await fetch(url)).status === 200;
export const portal = new Kept('portal', answers(`${ops}/readyz`));
export const provider = new Kept('sim', answers(`${sim}/control/truth`));

const cluster = (act) => promisify(execFile)(`${need('SOURCE_DIR')}/tests/cluster.sh`,
	[act, need('TEST_PG_DIR'), need('TEST_PG_PORT')], { env: { ...process.env, FSYNC: 'off' } });
export const postgres = { stops: () => cluster('stop'), starts: () => cluster('start') };
