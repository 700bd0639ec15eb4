// ports.mjs: free ports on loopback for what the tests start later: as ports.sh, below the range
// that the kernel gives to clients, so that no connection takes one in the meantime.
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
		const port = 20000 + Math.floor(Math.random() * 12000);
		if (!given.has(port) && await isFree(port)) {
			given.add(port);
			return port;
		}
	}
}
