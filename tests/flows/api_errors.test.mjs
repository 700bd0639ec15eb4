// api_errors.test.mjs: what a case system may not do, and how it is told: tokens, offices, actions,
// keys that are used twice, bodies that are none, limits.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, test } from 'node:test';
import { caseSystem, CaseSystem, token } from './casesystem.mjs';
import { filled, form } from './markup.mjs';
import { nora, sam } from './people.mjs';
import { app, count, key, reference, sql, until } from './world.mjs';

let los, path, number;
const body = (more = {}) => ({
	office: '1', programs: [{ program: 'snap', requested_on: sql('select current_date') }],
	members: [{ reference: 'one', first_name: 'Uma', last_name: 'Bright', born_on: '1991-05-06',
		relation: 'applicant', email: 'uma.bright@mail.test' }], ...more,
});
const problem = (answer, status, name) => {
	assert.equal(answer.status, status, JSON.stringify(answer.doc));
	assert.equal(answer.doc.type, `/api/v1/guide#${name}`);
};

before(async () => {
	los = await caseSystem();
	number = reference();
	path = `/api/v1/cases/${number}`;
	await los.puts(path, body(), 201);
});

// What no well-behaved client would send: these bytes, and the head of the answer.
function bytes(text) {
	return new Promise((done, fail) => {
		const { hostname, port } = new URL(app);
		const socket = connect(port, hostname, () => socket.write(text));
		let said = '';
		socket.on('data', (piece) => { said += piece; });
		socket.on('close', () => done(said));
		socket.on('error', fail);
		socket.setTimeout(8000, () => socket.destroy());
	});
}

describe('who may call', () => {
	test('without a token, with none of ours, with one that is over: 401', async () => {
		for (const value of [undefined, 'x', `vfy_${'0'.repeat(64)}`, `vfy_${'G'.repeat(64)}`]) {
			const answer = await new CaseSystem(value).asks('GET', '/api/v1/cases');
			problem(answer, 401, 'unauthorized');
			assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
		}
		const made = await token();
		const system = new CaseSystem(made.value);
		await system.gets('/api/v1/token');
		sql(`update api_tokens set made_at = now() - interval '2 days',
			expires_at = now() - interval '1 second' where name = '${made.name}'`);
		problem(await system.asks('GET', '/api/v1/token'), 401, 'unauthorized');
	});

	test('a session opens nothing, and a token opens no page', async () => {
		await sam.signsIn();
		assert.equal((await sam.asks('/api/v1/cases')).status, 401);
		const answer = await fetch(`${app}/cases`,
			{ redirect: 'manual', headers: { authorization: `Bearer ${los.token}` } });
		assert.equal(answer.status, 303);
	});

	test("another office's case does not exist, and is not taken over", async () => {
		const harbor = await caseSystem({ offices: ['2'] });
		problem(await harbor.asks('GET', path), 404, 'not-found');
		problem(await harbor.asks('GET', `${path}/results`), 404, 'not-found');
		problem(await harbor.asks('POST', `${path}/milestones`,
			{ milestone: 'interview' }), 404, 'not-found');
		problem(await harbor.asks('PUT', `${path}/members/one`, { first_name: 'X' }), 404,
			'not-found');
		problem(await harbor.asks('PUT', path, body({ office: '2' })), 409, 'taken');
		problem(await harbor.asks('PUT', path, body()), 422, 'office');
		problem(await harbor.asks('GET', '/api/v1/orders/1'), 404, 'not-found');
		const listed = await harbor.gets('/api/v1/cases?limit=100');
		assert.ok(listed.data.every((c) => c.office === '2'));
		assert.equal((await los.gets(path)).members[0].first_name, 'Uma');
	});

	test('what the token was not given, it may not: 403', async () => {
		const reader = await caseSystem({ scopes: ['cases:read'] });
		await reader.gets(path);
		problem(await reader.asks('PUT', path, body()), 403, 'forbidden');
		problem(await reader.asks('GET', `${path}/results`), 403, 'forbidden');
		problem(await reader.asks('POST', `${path}/orders`,
			{ member: 'one', products: ['income'] }), 403, 'forbidden');
	});

	test('a token is shown once, replaced with an overlap, and ended at once', async () => {
		const made = await token();
		const old = new CaseSystem(made.value);
		const list = await sam.visits('/admin/api');
		assert.ok(!list.html.includes(made.value), 'only its beginning is shown again');
		assert.ok(list.html.includes(made.value.slice(0, 12)));
		assert.equal(count('api_tokens', `token_hash = '${made.value}'`), 0);
		const id = sql(`select id from api_tokens where name = '${made.name}'`);
		const page = await sam.fills('/admin/api', `/admin/api/tokens/${id}/rotation`, {});
		const fresh = new CaseSystem(page.html.match(/value="(vfy_\w{64})"/)[1]);
		await fresh.gets(path);
		await old.gets(path);
		await sam.fills('/admin/api', `/admin/api/tokens/${id}/end`, {});
		problem(await old.asks('GET', path), 401, 'unauthorized');
		await fresh.gets(path);
		const again = await sam.visits('/admin/api');
		const key_sent = form(list.html, `/admin/api/tokens`);
		assert.ok(again.words.includes('Ended') && key_sent.length);
	});

	test('the form says what is missing, and a second press makes no second token', async () => {
		const page = await sam.visits('/admin/api');
		const empty = await sam.posts('/admin/api/tokens', form(page.html, '/admin/api/tokens'));
		assert.equal(empty.status, 422);
		assert.match(empty.words, /at least one office/);
		assert.match(empty.words, /at least one action/);
		const name = `Twice ${key().slice(0, 6)}`;
		const pairs = filled(form(page.html, '/admin/api/tokens'),
			{ name, offices: ['1'], scopes: ['cases:read'] });
		await sam.posts('/admin/api/tokens', pairs);
		const second = await sam.posts('/admin/api/tokens', pairs);
		assert.match(second.words, /made already/);
		assert.equal(count('api_tokens', `name = '${name}'`), 1);
		await nora.signsIn();
		assert.equal((await nora.visits('/admin/api')).status, 403);
	});

	test('more calls than a minute has are refused, with when to come back', async () => {
		const made = await token({ scopes: ['cases:read'] });
		sql(`update api_tokens set per_minute = 2 where name = '${made.name}'`);
		const system = new CaseSystem(made.value);
		const answers = [];
		for (let i = 0; i < 6; i++)
			answers.push(await system.asks('GET', '/api/v1/cases?limit=1'));
		const refused = answers.filter((one) => one.status === 429);
		assert.ok(refused.length >= 2, answers.map((a) => a.status).join());
		problem(refused[0], 429, 'rate-limited');
		assert.equal(refused[0].headers.get('ratelimit-limit'), '2');
		assert.equal(refused[0].headers.get('ratelimit-remaining'), '0');
		const wait = Number(refused[0].headers.get('retry-after'));
		assert.ok(wait >= 1 && wait <= 60);
	});
});

describe('a key that is used twice', () => {
	const said = { member: 'one', products: ['income'] };

	test('gives the same answer to the same request, and makes one order', async () => {
		const idempotency = key();
		const [one, two] = await Promise.all([1, 2].map(() =>
			los.asks('POST', `${path}/orders`, said, { idempotency })));
		assert.ok([one, two].some((a) => a.status === 201));
		assert.ok([one, two].every((a) => a.status === 201 || a.status === 409));
		const first = [one, two].find((a) => a.status === 201);
		const again = await los.asks('POST', `${path}/orders`, said, { idempotency });
		assert.deepEqual([again.status, again.doc.id], [201, first.doc.id]);
		assert.equal(again.headers.get('idempotency-replayed'), 'true');
		assert.equal(count('orders', `case_id = (select id from cases
			where reference = '${number}')`), 1);
		const other = await los.asks('POST', `${path}/orders`, { ...said, products: ['assets'] },
			{ idempotency });
		problem(other, 409, 'idempotency-key-reused');
	});

	test('is wanted with every POST, and must be one', async () => {
		for (const idempotency of [null])
			problem(await los.asks('POST', `${path}/orders`, said, { idempotency }), 400,
				'idempotency-key-missing');
		problem(await los.asks('POST', `${path}/orders`, said, { idempotency: 'x'.repeat(129) }),
			400, 'idempotency-key-missing');
	});

	test('waits for a first that is under way, and takes over from one that died', async () => {
		const idempotency = key();
		const member = 'two';
		await los.puts(`${path}/members/${member}`, { first_name: 'Ola', last_name: 'Bright',
			born_on: '1990-01-02', email: 'ola@mail.test' }, 201);
		const text = JSON.stringify({ member, products: ['income'] });
		const asked = `${path}/orders`;
		const hash = sql(`select encode(sha256(convert_to('${asked}?' || chr(10) || '${text}',
			'UTF8')), 'hex')`);
		sql(`insert into api_answers (token_id, key, request_hash, lease_until)
			select id, '${idempotency}', '${hash}', now() + interval '1 hour' from api_tokens
			 where token_hash = encode(sha256('${los.token}'::bytea), 'hex')`);
		const busy = await los.asks('POST', asked, undefined, { idempotency, raw: text });
		problem(busy, 409, 'idempotency-key-busy');
		assert.equal(busy.headers.get('retry-after'), '2');
		sql(`update api_answers set lease_until = now() where key = '${idempotency}'`);
		assert.equal((await los.asks('POST', asked, undefined, { idempotency, raw: text })).status,
			201);
	});

	test('is as new after its time', async () => {
		const idempotency = key();
		const dry = { milestone: 'interview', dry_run: true };
		await los.posts(`${path}/milestones`, dry, 200, { idempotency });
		sql(`update api_answers set made_at = now() - interval '25 hours'
			where key = '${idempotency}'`);
		await los.posts(`${path}/milestones`, { ...dry, program: 'snap' }, 200, { idempotency });
	});
});

describe('a body that is none', () => {
	test('an unknown field, a wrong kind, a wrong value: each by its place', async () => {
		const wrong = body();
		wrong.colour = 'red';
		wrong.members[0].sex = 'f';
		wrong.members[0].phone = 415;
		const answer = await los.asks('PUT', path, undefined, { raw: JSON.stringify(wrong) });
		problem(answer, 422, 'invalid');
		assert.deepEqual(answer.doc.errors.map((e) => e.pointer).sort(),
			['/colour', '/members/0/phone', '/members/0/sex']);
		const values = body();
		values.members[0].email = 'nowhere';
		values.programs[0].program = 'snapp';
		values.programs[0].purpose = 'fun';
		const said = await los.asks('PUT', path, undefined, { raw: JSON.stringify(values) });
		assert.deepEqual(said.doc.errors.map((e) => e.pointer).sort(),
			['/members/0/email', '/programs/0/purpose']);
		values.members[0].email = 'a@mail.test';
		delete values.programs[0].purpose;
		const program = await los.asks('PUT', path, undefined, { raw: JSON.stringify(values) });
		assert.deepEqual(program.doc.errors.map((e) => e.pointer), ['/programs/0/program']);
	});

	test('what is no case yet', async () => {
		const fresh = `/api/v1/cases/${reference()}`;
		problem(await los.asks('PUT', fresh, undefined,
			{ raw: JSON.stringify(body({ members: [] })) }), 422, 'applicant');
		const two = body();
		two.members.push({ ...two.members[0], reference: 'two' });
		problem(await los.asks('PUT', fresh, two), 422, 'applicant');
		const bare = body();
		delete bare.members[0].born_on;
		problem(await los.asks('PUT', fresh, bare), 422, 'invalid');
		problem(await los.asks('PUT', `${path}/loan`, { number: '7' }), 404, 'not-found');
		problem(await los.asks('POST', `${path}/milestones`, { milestone: 'pre-closing' }), 404,
			'not-found');
		problem(await los.asks('GET', '/api/v1/cases?cursor=abc'), 422, 'invalid');
	});

	test('JSON that is none, another type, no length, too much', async () => {
		for (const raw of ['', '{', '[]', '{"a":1,"a":2}', '{"a":"\\u0000"}',
			`${'['.repeat(70)}${']'.repeat(70)}`])
			problem(await los.asks('PUT', path, undefined, { raw }), 400, 'malformed');
		problem(await los.asks('PUT', path, undefined,
			{ raw: 'office=1', headers: { 'content-type': 'text/plain' } }), 415, 'not-json');
		const head = `PUT ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${los.token}\r\n`
			+ 'Content-Type: application/json\r\n';
		const large = await bytes(`${head}Content-Length: 2097152\r\n\r\n`);
		assert.match(large, /^HTTP\/1\.1 413 /);
		assert.match(large, /application\/problem\+json/);
		assert.match(large, /guide#too-large/);
		const endless = await bytes(`${head}\r\n`);
		assert.match(endless, /^HTTP\/1\.1 411 [\s\S]*guide#length-required/);
	});

	test('no such address, and not this method, are problems too', async () => {
		const lost = await los.asks('GET', '/api/v1/nowhere');
		problem(lost, 404, 'not-found');
		const refused = await los.asks('PATCH', '/api/v1/cases', undefined, { raw: '{}' });
		problem(refused, 405, 'method-not-allowed');
		assert.match(refused.headers.get('allow'), /GET/);
	});
});

test('a milestone that comes again orders once a month', async () => {
	const said = { milestone: 'recertification-due', period: '2026-11' };
	const first = await los.posts(`${path}/milestones`, { ...said, dry_run: true }, 200);
	assert.deepEqual(first.people.map((p) => p.became), ['open', 'open']);
	problem(await los.asks('POST', `${path}/milestones`, undefined,
		{ raw: JSON.stringify({ ...said, period: '2026-13' }) }), 422, 'invalid');
	await los.posts(`${path}/milestones`, said, 201);
	await los.posts(`${path}/milestones`, said, 200);
	await los.posts(`${path}/milestones`, { ...said, period: '2026-12' }, 201);
	assert.equal((await los.gets(path)).milestones.length, 2);
});

test('an import says that a milestone is reached by a job', async () => {
	const imported = `/api/v1/cases/${reference()}`;
	await los.puts(imported, body(), 201);
	sql(`insert into jobs (kind, input) values ('milestones/reach', json_build_object(
		'reference', '${imported.split('/').at(-1)}', 'milestone', 'application-received',
		'teller', 'Import'))`);
	await until('it is reached', async () => (await los.gets(imported)).milestones[0]?.way
		=== 'import');
	assert.equal((await los.gets(imported)).orders.length, 1);
});
