// renewals.mjs: a campaign of many people against the simulator, with two kills, a restart of
// Postgres and live orders meanwhile; prints its rates.
//
//	node tests/campaign/renewals.mjs [N] [BUILD_DIR]      2,000 people on build/dev when not said
//
// The world, the servers and the judging are those of the journeys: tests/flows/renewals_many.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [people = '2000', build = 'build/dev'] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
spawn('tests/flows/run.sh', [build], {
	cwd: root, stdio: 'inherit',
	env: { ...process.env, RENEWALS: people, FLOWS: 'renewals_many', FLOW_SECONDS: '20000' },
}).on('exit', (code) => { process.exitCode = code ?? 1; });
