// lane.mjs: one place where seeds are run, one after the other: a cluster of its own with a
// template of the world, a simulator, and for each seed fresh portals on a fresh database.
//
// Processes end as they like; here they are started, started again, and their logs kept. What
// happens to whom is play.mjs's affair.
import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { freePort } from '../ports.mjs';
import { ask, balance } from './http.mjs';
import { Psql } from './psql.mjs';

const root = process.env.SOURCE_DIR, build = process.env.BUILD_DIR;
const run = promisify(execFile);
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const password = 'lakeside demo 2026';

export async function until(what, look, ms) {
	const end = Date.now() + ms;
	for (;;) {
		if (await look())
			return;
		if (Date.now() > end)
			throw new Error(`not within ${ms} ms: ${what}`);
		await pause(20);
	}
}

const common = {
	...process.env, PGOPTIONS: '', SHARE_DIR: root, TRUV_CLIENT_ID: 'demo-client',
	SEAL_KEYS: 'demo:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
	INDEX_KEY: 'the demo world is looked through with this key',
	TRUV_SECRET: 'demo-access-secret', TRUV_BATCH: 'on', AGENCY_NAME: 'Lakeside County',
	TOTP: 'optional',
	ENVIRONMENT: 'sandbox', APP_THREADS: '8', STREAMS_MAX: '4', SIM_CLIENT_ID: 'demo-client',
	SIM_SECRET: 'demo-access-secret', SIM_PAGES: `${root}/tests/sim/pages`,
	ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0', UBSAN_OPTIONS: 'print_stacktrace=1',
};

const running = new Set();
// For an end before the end: none of them outlives us.
export const endAll = () => running.forEach((one) => one.kill('SIGKILL'));

// A program that writes its log into a file.
class Program {
	constructor(name, file, args, environment) {
		this.name = name;
		const log = openSync(file, 'a');
		this.child = spawn(`${build}/${name}`, args,
			{ stdio: ['ignore', log, log], env: { ...common, ...environment } });
		closeSync(log);
		running.add(this);
		this.ended = once(this.child, 'exit').then(([code, signal]) => {
			running.delete(this);
			this.end = signal ?? code;
			return this.end;
		});
	}

	kill = (signal) => this.child.kill(signal);
}

// A portal of a seed, which comes back when it dies, with the faults of its next life.
export class Portal {
	constructor(lane, number, environment, faults) {
		Object.assign(this, { lane, number, environment, faults, lives: 0, ends: [] });
		this.ports = lane.ports[number];
		this.log = `${lane.folder}/portal${number}.log`;
		this.keep();
	}

	start() {
		const [app, hooks, ops] = this.ports;
		this.program = new Program('portal', this.log, ['serve'], {
			...this.environment, FAULT: this.faults[this.lives++] ?? '',
			APP_LISTEN: `127.0.0.1:${app}`, HOOKS_LISTEN: `127.0.0.1:${hooks}`,
			OPS_LISTEN: `127.0.0.1:${ops}`, PUBLIC_URL: `http://127.0.0.1:${app}`,
		});
		return this.program;
	}

	async keep() {
		while (!this.isOver) {
			this.ends.push(await this.start().ended);
			if (!this.isOver)
				await pause(30);
		}
	}

	isReady = async () => (await ask(this.ports[2], '/readyz').catch(() => ({}))).status === 200;

	async stop() {
		const { program } = this;
		this.isOver = true;
		program.kill('SIGCONT');
		// One that a blow made start again may not listen to signals yet: they would just end it.
		for (let i = 0; i < 200 && program.end === undefined && !await this.isReady(); i++)
			await pause(50);
		program.kill('SIGTERM');
		const late = setTimeout(() => program.kill('SIGKILL'), 20000);
		await program.ended;
		clearTimeout(late);
	}
}

export class Lane {
	constructor(number) {
		this.folder = `${process.env.LOG_DIR}/lane${number}`;
		this.cluster = `${process.env.CAMPAIGN_PG}/${number}`;
		this.portals = [];
	}

	act = (what) => run(`${root}/tests/cluster.sh`, [what, this.cluster, String(this.pgPort)],
		{ env: { ...process.env, FSYNC: 'off' } });
	url = (role, name) => `postgres://${role}:demo@127.0.0.1:${this.pgPort}/${name}`;
	psql = (name) => new Psql(`${this.cluster}/socket`, this.pgPort, name);

	async open() {
		rmSync(this.folder, { recursive: true, force: true });
		mkdirSync(this.folder, { recursive: true });
		rmSync(this.cluster, { recursive: true, force: true });
		this.pgPort = await freePort();
		await this.act('start');
		this.simPort = await freePort();
		this.ports = [];
		for (let i = 0; i < 2; i++)
			this.ports.push([await freePort(), await freePort(), await freePort()]);
		this.balancer = await balance(() => this.portals.map((one) => one.ports[1]));
		this.sim = new Program('sim', `${this.folder}/sim.log`, [], {
			SIM_PORT: String(this.simPort), SIM_PUBLIC_URL: `http://127.0.0.1:${this.simPort}`,
			SIM_WEBHOOK_URL: `http://127.0.0.1:${this.balancer.port}/webhooks/truv`,
		});
		await until('the simulator answers', () => ask(this.simPort, '/control/truth')
			.then((answer) => answer.status === 200, () => false), 20000);
		await this.makeTemplate();
	}

	environment = (name) => ({
		DATABASE_URL: this.url('verify_app', name),
		DATABASE_OWNER_URL: this.url('verify_owner', name),
		TRUV_URL: `http://127.0.0.1:${this.simPort}/v1/`,
		TRUEWORK_URL: `http://127.0.0.1:${this.simPort}/truework`,
		TRUEWORK_KEY: 'tw_sk_test_demo', TRUEWORK_TOKEN: 'demo-truework-token',
	});

	// The world with enough members in it, and somebody signed in.
	async makeTemplate() {
		const env = { ...common, ...this.environment('verify') };
		await run(`${build}/portal`, ['migrate'], { env });
		await run('psql', ['-X', '-q', '-1', '-v', 'ON_ERROR_STOP=1', env.DATABASE_OWNER_URL,
			'-f', `${root}/tests/fixtures.sql`]);
		await run('psql', ['-X', '-q', '-1', '-v', 'ON_ERROR_STOP=1', env.DATABASE_OWNER_URL,
			'-f', `${root}/tests/campaign/world.sql`], { env: { ...env,
			PGOPTIONS: '-c app.sees_all=true' } });
		const portal = new Portal(this, 0, this.environment('verify'), []);
		await until('the first portal is ready', portal.isReady, 30000);
		const page = await ask(portal.ports[0], '/signin');
		const csrf = page.text.match(/name="csrf" value="([^"]*)"/)?.[1] ?? '';
		const cookie = (answer) => (answer.headers['set-cookie'] ?? [])
			.map((one) => one.split(';')[0]).filter((one) => !one.endsWith('=')).at(-1);
		const fields = { csrf, email: 'dana.whitfield@lakeside.test', password };
		const next = page.text.match(/name="next" value="([^"]*)"/)?.[1];
		const signedIn = await ask(portal.ports[0], '/signin', { method: 'POST',
			pairs: { ...fields, ...(next !== undefined && { next }) },
			headers: { cookie: cookie(page) ?? '',
				origin: `http://127.0.0.1:${portal.ports[0]}` } });
		this.cookie = cookie(signedIn);
		if (signedIn.status !== 303 && signedIn.status !== 302)
			throw new Error(`nobody could sign in: ${signedIn.status}`);
		await portal.stop();
		const psql = this.psql('postgres');
		await psql.ask('alter database verify rename to campaign_template');
		await psql.end();
	}

	control = async (what, body = {}) => {
		const answer = await ask(this.simPort, `/control/${what}`, { method: 'POST', json: body });
		return answer.status === 200 ? JSON.parse(answer.text) : null;
	};
	truth = async () => JSON.parse((await ask(this.simPort, '/control/truth')).text);

	async openDatabase(name, scale, leaseScale) {
		const psql = this.psql('postgres');
		await psql.ask(`drop database if exists ${name} with (force)`);
		// It waits for a checkpoint, which may have much to write.
		await psql.ask('set statement_timeout = 60000');
		// Not by log: a sequence copied so goes back to the template's when Postgres crashes.
		await psql.ask(`create database ${name} template campaign_template owner verify_owner
			strategy file_copy`);
		await psql.ask(`alter database ${name} set app.time_scale = ${scale}`);
		await psql.ask(`alter database ${name} set app.lease_scale = ${leaseScale}`);
		await psql.end();
	}

	async dropDatabase(name) {
		const psql = this.psql('postgres');
		await psql.ask(`drop database if exists ${name} with (force)`);
		await psql.end();
	}

	async postgresDies() {
		const pid = readFileSync(`${this.cluster}/data/postmaster.pid`, 'utf8').split('\n')[0];
		process.kill(Number(pid), 'SIGKILL');
		await pause(200);
		for (let i = 0; i < 40; i++) {
			try {
				return await this.act('start');
			} catch {
				await pause(200);
			}
		}
		throw new Error('Postgres did not come back');
	}

	// Empty where none was ever started: what kept it from that is told by itself.
	log(i) {
		const file = `${this.folder}/portal${i}.log`;
		return existsSync(file) ? readFileSync(file, 'utf8') : '';
	}

	forgetLogs() {
		for (let i = 0; i < 2; i++)
			rmSync(`${this.folder}/portal${i}.log`, { force: true });
	}

	async close() {
		this.sim.kill('SIGTERM');
		await this.sim.ended;
		this.balancer.close();
		await this.act('stop').catch(() => {});
		rmSync(this.cluster, { recursive: true, force: true });
		return this.sim.end;
	}
}
