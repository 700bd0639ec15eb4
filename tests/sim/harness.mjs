// harness.mjs: starts the simulator on a scratch port, in a world of its own, with a receiver for
// its webhooks, and asks it over HTTP. Each test file that imports it gets one, and every test
// starts from a reset.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, beforeEach } from 'node:test';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = resolve(process.env.SIM ?? `${here}/../../build/check/sim`);
export const secret = 'sandbox-00112233445566778899aabbccddeeff00112233';
export const keys = { 'X-Access-Client-Id': 'test-client', 'X-Access-Secret': secret };
export const ana = { products: ['income'], first_name: 'Ana', last_name: 'O’Brien' };

export let base, answers, heard;
let sim, receiver, said = '';

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(found, why) {
	for (let i = 0; i < 200; i++) {
		const value = await found();
		if (value)
			return value;
		await pause(25);
	}
	assert.fail(`never: ${why}`);
}

function listen(server) {
	return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
}

async function freePort() {
	const server = createServer();
	const port = await listen(server);
	server.close();
	return port;
}

export async function ask(method, path, body, headers = keys) {
	const answer = await fetch(path.startsWith('http') ? path : base + path, {
		method, redirect: 'manual',
		headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
		body: body && JSON.stringify(body),
	});
	const text = await answer.text();
	const isJson = answer.headers.get('content-type')?.startsWith('application/json') && text;
	return { status: answer.status, headers: answer.headers, text,
		doc: isJson ? JSON.parse(text) : null };
}

export const get = (path) => ask('GET', path);
export const post = (path, body) => ask('POST', path, body);
export const control = async (what, body = {}) => (await post(`/control/${what}`, body)).doc;
export const make = async (more) => (await post('/v1/orders/', { ...ana, ...more })).doc;
export const read = async (order) => (await get(`/v1/orders/${order.id}/`)).doc;
export const truth = async () => (await get('/control/truth')).doc;
export const events = (type) => heard.map((one) => one.doc)
	.filter((doc) => !type || doc.event_type === type);

export async function submit(path, fields) {
	const answer = await fetch(path.startsWith('http') ? path : base + path, {
		method: 'POST', redirect: 'manual', body: new URLSearchParams(fields),
	});
	assert.equal(answer.status, 303, `${path}: ${await answer.text()}`);
	return answer.headers.get('location');
}

before(async () => {
	receiver = createServer(async (request, reply) => {
		const pieces = [];
		for await (const piece of request)
			pieces.push(piece);
		const bytes = Buffer.concat(pieces);
		heard.push({ headers: request.headers, bytes, doc: JSON.parse(bytes) });
		reply.writeHead(answers.shift() ?? 200).end();
	});
	const hooks = await listen(receiver), port = await freePort();
	base = `http://127.0.0.1:${port}`;
	sim = spawn(program, [], { stdio: ['ignore', 'ignore', 'pipe'], env: {
		...process.env, SIM_PORT: `${port}`, SIM_PUBLIC_URL: base, SIM_CLIENT_ID: 'test-client',
		SIM_SECRET: secret, SIM_FAST: 'yes', SIM_PAGES: `${here}/pages`,
		SIM_WEBHOOK_URL: `http://127.0.0.1:${hooks}/webhooks/truv`,
	} });
	sim.stderr.on('data', (bytes) => { said += bytes; });
	await until(() => said.includes('sim.ready'), 'the simulator starts');
});

after(async () => {
	sim.kill('SIGTERM');
	const [code] = await once(sim, 'exit');
	receiver.close();
	assert.equal(code, 0, said);
	assert.doesNotMatch(said, /Sanitizer|runtime error|mustache/);
});

beforeEach(async () => {
	await control('reset');
	heard = [];
	answers = [];
});

export const forget = () => { heard = []; };
