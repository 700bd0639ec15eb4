// front.mjs: what stands before a portal, for doctor_test.sh: sign-in's page with TLS, and on the
// same port what plain http is answered. No proxy: it only says what one would.
//
//	node tests/front.mjs PORT CERTIFICATE KEY WRONG…
//
// WRONG: no-hsts, short-hsts, no-policy, plain (pages without TLS, instead of a redirect)
import { readFileSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { connect, createServer } from 'node:net';

const [port, cert, key, ...wrong] = process.argv.slice(2);
const headers = {
	'Strict-Transport-Security': wrong.includes('short-hsts') ? 'max-age=600'
		: 'max-age=31536000; includeSubDomains',
	'Content-Security-Policy': "default-src 'none'; script-src 'self'",
	'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store',
};
if (wrong.includes('no-hsts'))
	delete headers['Strict-Transport-Security'];
if (wrong.includes('no-policy'))
	delete headers['Content-Security-Policy'];

const page = (request, answer) => answer.writeHead(200, headers).end('Sign in');
const redirect = (request, answer) => answer.writeHead(301,
	{ location: `https://${request.headers.host}${request.url}` }).end();
const secure = createSecure({ cert: readFileSync(cert), key: readFileSync(key) }, page);
const plain = createPlain(wrong.includes('plain') ? page : redirect);

for (const inner of [secure, plain])
	inner.listen(0, '127.0.0.1');

// The first byte of TLS is 22, and no letter: so it is known which of the two is meant.
createServer((socket) => socket.once('data', (first) => {
	const way = connect((first[0] === 22 ? secure : plain).address().port, '127.0.0.1');
	way.write(first);
	socket.pipe(way).pipe(socket);
	for (const end of [socket, way])
		end.on('error', () => [socket, way].forEach((one) => one.destroy()));
}).on('error', () => socket.destroy())).listen(Number(port), '127.0.0.1');
