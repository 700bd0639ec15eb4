// http.mjs: one request over a connection of its own, so that a server that dies takes nothing
// else with it; and a balancer that hands the provider's webhooks to any living portal.
import { createServer, request } from 'node:http';
import { once } from 'node:events';

export function ask(port, path, { method = 'GET', pairs, json, body, headers = {} } = {}) {
	const bytes = json ? JSON.stringify(json) : pairs ? String(new URLSearchParams(pairs)) : body;
	const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
	return new Promise((done, fail) => {
		const asked = request({ host: '127.0.0.1', port, path, method, agent: false, timeout: 15000,
			headers: { connection: 'close', ...headers, ...(bytes !== undefined && {
				'content-type': headers['content-type'] ?? type,
				'content-length': Buffer.byteLength(bytes) }) } });
		asked.on('response', (answer) => {
			const pieces = [];
			answer.on('data', (piece) => pieces.push(piece));
			answer.on('error', fail);
			answer.on('end', () => answer.complete
				? done({ status: answer.statusCode, headers: answer.headers,
					text: Buffer.concat(pieces).toString() })
				: fail(new Error('cut')));
		});
		asked.on('timeout', () => asked.destroy(new Error('too late')));
		asked.on('error', fail);
		asked.end(bytes);
	});
}

// Tries the portals in turn, as a proxy with a health check would; 502 when all are away. `kept`
// holds the bodies that were answered with 200.
export async function balance(ports) {
	let turn = 0;
	const kept = new Set();
	const server = createServer(async (asked, reply) => {
		const pieces = [];
		for await (const piece of asked)
			pieces.push(piece);
		const body = Buffer.concat(pieces), list = ports();
		const headers = { 'content-type': 'application/json' };
		for (const name of ['x-webhook-sign', 'x-gateway-signature', 'x-truework-token'])
			if (asked.headers[name])
				headers[name] = asked.headers[name];
		let status = 502;
		if (list.length > 0)
			status = await ask(list[turn++ % list.length], asked.url,
				{ method: 'POST', body, headers }).then((answer) => answer.status, () => 502);
		if (status === 200)
			kept.add(body.toString());
		reply.writeHead(status).end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { port: server.address().port, kept, close: () => server.close() };
}
