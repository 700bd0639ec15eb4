// portals.mjs: a second portal beside run.sh's, on the same database and provider, for what two
// servers must not do twice.
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { freePort } from '../ports.mjs';
import { logs, until } from './world.mjs';

// Starts one; `environment` replaces what run.sh's has.
export async function another(name, environment = {}) {
	const [app, hooks, ops] = [await freePort(), await freePort(), await freePort()];
	const log = `${logs}/${name}.log`;
	const child = spawn(process.env.PORTAL, ['serve'], {
		stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')],
		env: {
			...process.env, APP_LISTEN: `127.0.0.1:${app}`, HOOKS_LISTEN: `127.0.0.1:${hooks}`,
			OPS_LISTEN: `127.0.0.1:${ops}`, ...environment,
		},
	});
	const ended = once(child, 'exit');
	await until(`${name} is ready`,
		async () => (await fetch(`http://127.0.0.1:${ops}/readyz`)).status === 200, 30);
	return {
		app: `http://127.0.0.1:${app}`,
		ops: `http://127.0.0.1:${ops}`,
		log: () => readFileSync(log, 'utf8'),
		// What it holds in memory now, MB.
		resident: () => Number(/VmRSS:\s+(\d+)/.exec(
			readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) >> 10,
		pauses: () => child.kill('SIGSTOP'),
		goesOn: () => child.kill('SIGCONT'),
		async stops() {
			child.kill('SIGCONT');
			child.kill('SIGTERM');
			const [code] = await ended;
			return code;
		},
	};
}
