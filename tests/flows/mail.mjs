// mail.mjs: a real mail server (npm's smtp-server) in the agency's place, which does what a test
// wants with the mail to an address, and remembers every mail it took.
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

// What may befall a mail, by the word a test plans for its address.
const atAddress = {
	greylist: () => refusal(451, '4.7.1 Come again later'),
	unknown: () => refusal(550, '5.1.1 No such mailbox'),
	unknown_plainly: () => refusal(550, 'no such user here'),
	policy: () => refusal(550, '5.7.1 Not from you'),
};
const afterText = {
	refused: () => refusal(554, '5.6.0 Not that text'),
	later: () => refusal(451, '4.3.0 No room now'),
};

function unfolded(head) {
	return Object.fromEntries(head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
		.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(),
			line.slice(line.indexOf(':') + 2)]));
}

export const decoded = (header) => header.replace(/\?= =\?/g, '?==?')
	.replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, text) => Buffer.from(text, 'base64').toString('utf8'));

function read(bytes, to, session) {
	const raw = bytes.toString('latin1');
	const [head] = raw.split('\r\n\r\n', 1);
	const headers = unfolded(head);
	return {
		to, raw, headers, is_secure: session.secure, subject: decoded(headers.subject),
		id: headers['message-id'].match(/<(\w+)@/)[1],
		text: Buffer.from(raw.slice(head.length + 4), 'base64').toString('utf8'),
	};
}

// options are smtp-server's. plan(address, ...words): what befalls the next mails to it, one after
// the other; drop: the text is taken, then the connection breaks; lose: it breaks and nothing is
// taken.
export async function mailServer({ host = '127.0.0.1', ...options } = {}) {
	const mails = [], plans = new Map();
	const next = (address) => plans.get(address)?.shift();
	const hangUp = (session) => [...server.connections]
		.find((one) => one.session.id === session.id)._socket.destroy();
	const server = new SMTPServer({
		authOptional: true, disabledCommands: ['STARTTLS'], logger: false, ...options,
		onRcptTo({ address }, session, done) {
			const word = atAddress[plans.get(address)?.[0]];
			done(word && next(address) && word());
		},
		onData(stream, session, done) {
			const chunks = [];
			stream.on('data', (chunk) => chunks.push(chunk));
			stream.on('end', () => {
				const to = session.envelope.rcptTo[0].address, word = next(to);
				if (word === 'lose' || word === 'drop') {
					if (word === 'drop')
						mails.push(read(Buffer.concat(chunks), to, session));
					return hangUp(session);
				}
				if (afterText[word])
					return done(afterText[word]());
				mails.push(read(Buffer.concat(chunks), to, session));
				return done();
			});
		},
	});
	server.on('error', () => {});
	server.listen(options.port ?? 0, host);
	await once(server.server, 'listening');
	return {
		url: `smtp://${host}:${server.server.address().port}`, mails,
		plan: (address, ...words) => plans.set(address, words),
		to: (address) => mails.filter((mail) => mail.to === address),
		stops: () => new Promise((done) => { server.close(done); }),
	};
}
