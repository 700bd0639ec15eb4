// casesystem.mjs: a case system as the journeys play it: it calls /api/v1 with a token that an
// administrator made, and listens for what it is told.
//
// Every answer is held against static/openapi.json: status, type and every name in it; every
// request that is meant to be right, too. `exercised` are the operations that were called.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request as call } from 'node:http';
import { sam } from './people.mjs';
import { app, key, reference, sql, until } from './world.mjs';

const root = process.env.SOURCE_DIR;
export const description = JSON.parse(readFileSync(`${root}/static/openapi.json`, 'utf8'));
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(description, 'api');
export const exercised = new Set();

const methods = ['get', 'put', 'post', 'patch', 'delete'];
// [{id, method, pattern, path, operation}] of all operations.
export const operations = Object.entries(description.paths).flatMap(([path, item]) =>
	methods.filter((m) => item[m]).map((method) => ({
		id: item[method].operationId, method: method.toUpperCase(), path,
		pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`), operation: item[method],
	})));

const escaped = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1');

export function fits(pointer, value, what) {
	const check = ajv.getSchema(`api#/${pointer.map((p) => encodeURI(escaped(p))).join('/')}`);
	assert.ok(check, `no schema at ${pointer.join(' ')}`);
	assert.ok(check(value), `${what}: ${ajv.errorsText(check.errors, { separator: '\n' })}\n${
		JSON.stringify(value, null, 1).slice(0, 1500)}`);
}

const find = (method, path) => operations.find((one) =>
	one.method === method && one.pattern.test(path));

function judge(found, answer, body) {
	const { path, method, operation } = found;
	const documented = operation.responses[answer.status] ?? operation.responses.default;
	const name = operation.responses[answer.status] ? String(answer.status) : 'default';
	const type = answer.headers.get('content-type').split(';')[0];
	const what = `${method} ${path} ${answer.status}`;
	if (name === 'default') {
		assert.ok(answer.status >= 400, `${what} is not in the description`);
		assert.equal(type, 'application/problem+json', what);
		fits(['components', 'schemas', 'Problem'], body, what);
		assert.equal(body.status, answer.status);
		return;
	}
	assert.ok(documented.content[type], `${what} is ${type}`);
	fits(['paths', path, method.toLowerCase(), 'responses', name, 'content', type, 'schema'], body,
		what);
	exercised.add(found.id);
}

// One request on a connection of its own: while psql holds node up, the server closes what is kept.
const exchange = (method, path, headers, body) => new Promise((done, fail) => {
	const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
	const asked = call(app + path, { method, agent: false, headers: { ...headers, ...length } },
		async (reply) => {
			const pieces = [];
			for await (const piece of reply)
				pieces.push(piece);
			done({ status: reply.statusCode, headers: new Headers(reply.headers),
				text: Buffer.concat(pieces).toString() });
		});
	asked.on('error', fail);
	asked.end(body);
});

export class CaseSystem {
	constructor(token) { this.token = token; }

	// One call. `idempotency`: a key, or null for none; a POST has a new one unless told.
	async asks(method, path, body, { idempotency, headers = {}, raw } = {}) {
		const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
		const once = method === 'POST' && idempotency !== null
			? { 'idempotency-key': idempotency ?? key() } : {};
		const answer = await exchange(method, path, {
			...(this.token && { authorization: `Bearer ${this.token}` }),
			...(sent !== undefined && { 'content-type': 'application/json' }), ...once, ...headers,
		}, sent);
		const { text } = answer;
		const type = answer.headers.get('content-type') ?? '';
		const doc = type.includes('json') ? JSON.parse(text) : text;
		const found = find(method, path.split('?')[0]);
		if (found)
			judge(found, answer, doc);
		else
			fits(['components', 'schemas', 'Problem'], doc, `${method} ${path}`);
		if (found && body !== undefined && answer.status < 300)
			fits(['paths', found.path, method.toLowerCase(), 'requestBody', 'content',
				'application/json', 'schema'], body, `what was sent to ${method} ${path}`);
		return { status: answer.status, headers: answer.headers, doc };
	}

	async gets(path, status = 200) { return this.expects('GET', path, undefined, status); }
	async puts(path, body, status) {
		return this.expects('PUT', path, body, status);
	}
	async posts(path, body, status, more) {
		return this.expects('POST', path, body, status, more);
	}

	// A new case of one, and its interview, of which whoever listens is told; the case's number.
	async reachesInterview() {
		const number = reference();
		await this.puts(`/api/v1/cases/${number}`, {
			office: '1', programs: [{ program: 'snap', requested_on: sql('select current_date') }],
			members: [{ reference: 'one', first_name: 'Uma', last_name: 'Bright',
				born_on: '1991-05-06', relation: 'applicant', income: 'none' }],
		}, 201);
		await this.posts(`/api/v1/cases/${number}/milestones`, { milestone: 'interview' }, 201);
		return number;
	}

	async expects(method, path, body, status, more) {
		const answer = await this.asks(method, path, body, more);
		assert.ok([].concat(status).includes(answer.status),
			`${method} ${path}: ${answer.status} ${JSON.stringify(answer.doc).slice(0, 600)}`);
		return answer.doc;
	}
}

export const all = ['cases:read', 'cases:write', 'orders:read', 'orders:write', 'milestones:write',
	'results:read'];

const secretOn = (page) => page.html.match(/id="secret" value="(\w+)"/)?.[1]
	?? assert.fail(page.words.slice(0, 400));

// The administrator makes a token; its number is that of the newest row.
export async function token({ name = `System ${key().slice(0, 6)}`, offices = ['1'],
	scopes = all, days = '90' } = {}) {
	await sam.signsIn();
	const page = await sam.fills('/admin/api', '/admin/api/tokens',
		{ name, offices, scopes, days });
	return { name, value: secretOn(page), page };
}

export const caseSystem = async (wishes) => new CaseSystem((await token(wishes)).value);

// A real listener at the one private address that the portal may tell; replies as `answers` says,
// or, where that is nothing, takes it and hangs up.
export class Listener {
	constructor() {
		this.port = Number(process.env.CASE_SYSTEM_PORT);
		this.url = `http://127.0.0.1:${this.port}/told`;
		this.events = [];
		this.answers = () => 204;
		this.secrets = [];
	}

	async starts() {
		this.server = createServer((request, reply) => {
			const pieces = [];
			request.on('data', (piece) => pieces.push(piece));
			request.on('end', async () => {
				const event = this.takes(request, Buffer.concat(pieces).toString());
				const status = await this.answers(event);
				if (status)
					reply.writeHead(status).end();
				else
					request.socket.destroy();
			});
		});
		await new Promise((done) => this.server.listen(this.port, '127.0.0.1', done));
		return this;
	}

	takes(request, text) {
		const header = request.headers['x-verify-signature'] ?? '';
		const t = header.match(/t=(\d+)/)?.[1];
		const given = [...header.matchAll(/v1=([0-9a-f]{64})/g)].map(([, hex]) => hex);
		const right = this.secrets.map((secret) =>
			createHmac('sha256', secret).update(`${t}.${text}`).digest('hex'));
		const doc = JSON.parse(text);
		const event = {
			doc, id: request.headers['x-verify-event'], at: Number(t),
			signatures: right.map((hex) => given.some((one) =>
				timingSafeEqual(Buffer.from(one), Buffer.from(hex)))),
		};
		this.events.push(event);
		return event;
	}

	// The administrator names it; what it is told begins here.
	async isNamed({ offices = ['1'],
		kinds = ['order.changed', 'milestone.reached', 'review.decided'] } = {}) {
		await sam.signsIn();
		this.name = `Listener ${key().slice(0, 6)}`;
		const page = await sam.fills('/admin/api', '/admin/api/endpoints',
			{ told: this.name, url: this.url, offices, kinds });
		this.secrets.push(secretOn(page));
		const list = await sam.visits('/admin/api');
		const row = list.html.split('<tr id="endpoint-').find((one) => one.includes(this.name));
		this.id = row.match(/^\d+/)[0];
		return this;
	}

	async hears(what, is, seconds = 20) {
		return until(what, () => this.events.find((event) => is(event.doc)), seconds);
	}

	async stops() {
		await sam.posts(`/admin/api/endpoints/${this.id}/end`, await this.csrf());
		const closed = new Promise((done) => this.server.close(done));
		this.server.closeAllConnections();
		await closed;
	}

	async csrf() {
		const page = await sam.visits('/admin/api');
		return [['csrf', page.html.match(/name="csrf" value="(\w+)"/)[1]]];
	}

	async does(path) { return sam.posts(path, await this.csrf()); }
}
