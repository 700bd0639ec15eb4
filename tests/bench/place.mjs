// place.mjs: where the bench happens: its database, the programs it starts, the tools that measure.
// Everything is on this machine, on ports nobody has, and ends with the bench.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../ports.mjs';

const need = (name) => process.env[name] ?? fail(`no ${name}: run ./dev bench`);

export function fail(message) {
	console.error(`bench: ${message}`);
	process.exit(1);
}

export const source = need('SOURCE_DIR');
export const build = need('BENCH_BUILD');
const logs = join(build, 'bench-logs');
const secret = 'bench-access-secret';
const owner = need('TEST_DATABASE_OWNER_URL');
const user = need('TEST_DATABASE_URL');

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// As the owner, past every rule of who may see what.
export function sql(text) {
	return execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-1', owner], {
		encoding: 'utf8', input: text, stdio: ['pipe', 'pipe', 'inherit'],
		env: { ...process.env, PGOPTIONS: '-c app.sees_all=true -c client_min_messages=error' },
	}).trim();
}

// With a setting "name=value", statement after statement, each for itself.
export function sqlSteps(path, setting) {
	execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', join(source, path), owner], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, PGOPTIONS: `-c app.sees_all=true -c timezone=America/Los_Angeles`
			+ ` -c client_min_messages=error -c ${setting}` },
	});
}

export const sqlFile = (path) => sql(`\\i ${join(source, path)}`);

export const ports = {};
for (const name of ['app', 'hooks', 'ops', 'sim', 'ceiling'])
	ports[name] = await freePort();

const at = (port) => `127.0.0.1:${port}`;
const environment = {
	APP_LISTEN: at(ports.app), HOOKS_LISTEN: at(ports.hooks), OPS_LISTEN: at(ports.ops),
	PUBLIC_URL: `http://${at(ports.app)}`, DATABASE_URL: user, DATABASE_OWNER_URL: owner,
	AGENCY_NAME: 'Lakeside County Human Services', ENVIRONMENT: 'training', SHARE_DIR: source,
	SEAL_KEYS: 'demo:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
	INDEX_KEY: 'the demo world is looked through with this key',
	TRUV_URL: `http://${at(ports.sim)}/v1/`, TRUV_CLIENT_ID: 'bench', TRUV_SECRET: secret,
	TRUV_BATCH: 'on', SIM_PORT: String(ports.sim), SIM_PUBLIC_URL: `http://${at(ports.sim)}`,
	SIM_CLIENT_ID: 'bench', SIM_SECRET: secret, SIM_PAGES: join(source, 'tests/sim/pages'),
	SIM_WEBHOOK_URL: `http://${at(ports.hooks)}/webhooks/truv`,
};

const started = new Map();

export async function starts(name, args = [], more = {}, isThere = null) {
	const log = openSync(join(logs, `${name}.log`), 'a');
	const child = spawn(join(build, name), args, {
		env: { ...process.env, ...environment, ...more }, stdio: ['pipe', log, log],
	});
	child.over = once(child, 'exit');
	started.set(name, child);
	for (let i = 0; isThere && i < 300; i++) {
		if (child.exitCode !== null)
			fail(`${name} ended by itself; see ${logs}`);
		if (await fetch(isThere).then((answer) => answer.ok, () => false))
			return child.pid;
		await pause(50);
	}
	return isThere ? fail(`${name} did not become ready; see ${logs}`) : child.pid;
}

export async function stops(name) {
	const child = started.get(name);
	started.delete(name);
	child?.kill('SIGTERM');
	await child?.over;
}

process.on('exit', () => {
	for (const child of started.values())
		child.kill('SIGKILL');
});

export const portal = (streams) => starts('portal', ['serve'],
	{ APP_THREADS: '64', STREAMS_MAX: String(streams), STREAMS_EACH: String(streams) },
	`http://${at(ports.ops)}/readyz`);
export const simulator = () => starts('sim', [], {}, `http://${at(ports.sim)}/control/truth`);
export const ceiling = () => starts('bench_ceiling', [String(ports.ceiling)], {},
	`http://${at(ports.ceiling)}/`);

export async function control(path, body) {
	const answer = await fetch(`http://${at(ports.sim)}/control/${path}`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
	});
	if (!answer.ok)
		fail(`/control/${path}: ${await answer.text()}`);
}

// A fresh schema with the demo world and the bench's own in it.
export function prepare() {
	mkdirSync(logs, { recursive: true });
	execFileSync(join(build, 'portal'), ['migrate'], {
		env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'],
	});
	sqlFile('tests/fixtures.sql');
	sqlFile('tests/bench/world.sql');
}

// Signed in, as the demo world's caseworker unless said otherwise: the cookie's token.
export function session(userId = 1) {
	const token = randomBytes(32).toString('hex');
	const hash = createHash('sha256').update(token).digest('hex');
	sql(`insert into sessions (token_hash, user_id, csrf, remote)
	     values ('${hash}', ${userId}, '${token}', '127.0.0.1')`);
	return token;
}

export const residentMb = (pid) => /VmRSS:\s*(\d+)/.exec(
	readFileSync(`/proc/${pid}/status`, 'utf8'))[1] / 1024;

// Answers that were late, missing or wrong: a figure made of them is none.
export let wrong = 0;

async function asks(args, input = '') {
	const child = execFile(join(build, 'bench'), args.map(String), { encoding: 'utf8' });
	child.stdin.end(input);
	let text = '', complaint = '';
	child.stdout.on('data', (piece) => { text += piece; });
	child.stderr.on('data', (piece) => { complaint += piece; });
	const [code] = await once(child, 'close');
	const said = code === 0 ? JSON.parse(text) : fail(`bench ${args[0]}: ${complaint}`);
	wrong += said.bad;
	if (said.bad > 0)
		console.error(`bench: ${args[0]}: ${said.bad} late, missing or wrong\n${complaint}`);
	return said;
}

export const gets = (port, connections, seconds, cookie, path) =>
	asks(['get', port, connections, seconds, cookie, path]);
// People who ask every `pace` ms (0: at once), each for the next of the pages [cookie, path].
export const users = (port, count, seconds, pace, pages) => asks(
	['users', port, count, seconds, pace], pages.map((page) => page.join(' ')).join('\n'));
export const hooks = (connections, seconds, orders) =>
	asks(['hooks', ports.hooks, connections, seconds, secret], orders);
export const live = (pid, streams, cookie, id, orders) =>
	asks(['live', ports.app, ports.hooks, ports.sim, pid, streams, cookie, secret, id], orders);

// What the portal's connections ask for (db.c).
const portalOptions = '-c jit=off -c plan_cache_mode=force_generic_plan'
	+ ' -c TimeZone=America/Los_Angeles';

// As the application's role; what it printed.
export const asPortal = (text) => execFileSync('psql', ['-X', '-q', '-A', '-t', user], {
	encoding: 'utf8', input: text, stdio: ['pipe', 'pipe', 'pipe'],
	env: { ...process.env, PGOPTIONS: portalOptions },
});

function pgbenchPath() {
	const root = '/usr/lib/postgresql';
	const versions = readdirSync(root).sort((a, b) => b - a);
	return join(root, versions[0], 'bin/pgbench');
}

// Transactions a second of this script by so many connections, as the application's role and with
// its session's settings.
export async function pgbench(script, connections, seconds) {
	const file = join(logs, 'pgbench.sql');
	writeFileSync(file, script);
	const { stdout } = await promisify(execFile)(pgbenchPath(), ['-n', '-M', 'prepared',
		'-c', String(connections), '-j', '1', '-T', String(seconds), '-f', file, '-D', 'is_new=1',
		user], { env: { ...process.env, PGOPTIONS: portalOptions } });
	return Number(/tps = ([\d.]+)/.exec(stdout)[1]);
}
