// ports.mjs: free ports on loopback for what the tests start, end and start again. They are below
// the range that the kernel gives to clients, and below that of ports.sh, so that nobody takes one
// while its program is down.
import { once } from 'node:events';
import { createServer } from 'node:net';

const given = new Set();

async function isFree(port) {
	const server = createServer().listen(port, '127.0.0.1');
	const isOurs = await once(server, 'listening').then(() => true, () => false);
	if (isOurs)
		await new Promise((done) => server.close(done));
	return isOurs;
}

// None twice.
export async function freePort() {
	for (;;) {
		const port = 11000 + Math.floor(Math.random() * 9000);
		if (!given.has(port) && await isFree(port)) {
			given.add(port);
			return port;
		}
	}
}
