// api_guide.test.mjs: the guide's commands work as they stand there, in their order, and every
// problem the program can name has its line.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { token } from './casesystem.mjs';
import { stranger } from './people.mjs';
import { app } from './world.mjs';

const plain = (text) => text.replaceAll('&#39;', "'").replaceAll('&quot;', '"')
	.replaceAll('&amp;', '&');
let html, commands, key;
before(async () => {
	html = (await stranger().visits('/api/v1/guide')).html;
	commands = [...html.matchAll(/<pre[^>]*><code>([\s\S]*?)<\/code><\/pre>/g)]
		.map(([, text]) => plain(text));
	key = (await token()).value;
});

test('the commands work', () => {
	assert.ok(commands.length >= 9);
	for (const command of commands) {
		const said = execFileSync('bash', ['-euo', 'pipefail', '-c', command], {
			encoding: 'utf8', env: { ...process.env, VERIFY: app, TOKEN: key, http_proxy: '' },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		if (command.startsWith('curl'))
			assert.ok(typeof JSON.parse(said) === 'object', command);
	}
});

test('every problem has its line', () => {
	const root = `${process.env.SOURCE_DIR}/server`;
	const named = ['web', 'app'].flatMap((folder) => readdirSync(`${root}/${folder}`)
		.filter((name) => /^api.*\.c$/.test(name))
		.flatMap((name) => {
			const text = readFileSync(`${root}/${folder}/${name}`, 'utf8');
			const row = /(?:\{ \d{3}, |\{ "\w+", \d{3}, |api_refuse\(r, \d{3}, )"([a-z-]+)"/g;
			return [...text.matchAll(row)].map(([, problem]) => problem);
		}));
	assert.ok(named.length > 20, named.join());
	for (const problem of named)
		assert.ok(html.includes(`id="${problem}"`), `the guide has no line for ${problem}`);
});
