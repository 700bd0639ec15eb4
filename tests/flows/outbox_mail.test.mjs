// outbox_mail.test.mjs: what the agency itself sends by e-mail, through a real mail server (npm's
// smtp-server): the journey from order to data, every way the server can fail, and what must never
// come through: another header, a second copy, a mail without TLS.
//
// run.sh's portal rests meanwhile: one with the server of this file has its place.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { mailServer } from './mail.mjs';
import { dana } from './people.mjs';
import { another } from './portals.mjs';
import * as truv from './truv.mjs';
import { opened } from '../sealed.mjs';
import { logs, portal, sql, until } from './world.mjs';

const account = { user: 'lakeside', pass: 'mail-password' };
const onAuth = ({ username, password }, session, done) =>
	username === account.user && password === account.pass ? done(null, { user: username })
		: done(new Error('wrong'));
const authority = `${logs}/mail-ca.pem`, key = `${logs}/mail-key.pem`;
let server, here, addresses = 0;

async function starts(name, mail) {
	here = await another(name, {
		APP_LISTEN: process.env.APP_LISTEN, HOOKS_LISTEN: process.env.HOOKS_LISTEN,
		MAIL_URL: server.url, MAIL_USER: account.user, MAIL_PASSWORD: account.pass, ...mail,
	});
}

const address = () => `pat${++addresses}.${process.pid}@mail.test`;
const message = (order, columns = "state || coalesce(' ' || cause, '')") =>
	sql(`select ${columns} from messages where order_id = ${order.id} order by id desc limit 1`);
const body = (order) =>
	opened(`messages.body:${message(order, 'id')}`, message(order, 'body'));
const phases = (order) => sql(`select string_agg(a.phase, ' ' order by a.id)
	from message_attempts a join messages m on m.id = a.message_id
	where m.order_id = ${order.id}`);
const becomes = (order, state, seconds = 25) =>
	until(`the message of ${order.id} is ${state}`, () => message(order) === state
		|| assert.fail(`${message(order)}: ${phases(order)}`), seconds);

async function orders(to, { first_name = 'Pat', ...more } = {}) {
	const c = await dana.opensCase({ household: [{ first_name }] });
	return { c, ...await dana.orders(c, { delivery: 'agency', email: to, phone: '', ...more }) };
}

before(async () => {
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2',
		'-keyout', key, '-out', authority, '-subj', '/CN=127.0.0.2',
		'-addext', 'subjectAltName=IP:127.0.0.2'], { stdio: 'ignore' });
	sql('delete from quiet_hours');
	await portal.stops();
	server = await mailServer({ authOptional: false, onAuth, allowInsecureAuth: true });
	await starts('mail-portal');
	await dana.signsIn();
});
after(async () => {
	await here.stops();
	await server.stops();
	sql(`update gates set denied_at = null, probe_at = null, denied_status = null,
		paused_until = null where provider = 'mail'`);
	await portal.returns();
});

test('from the order to the mail, from the link in it to the data', async () => {
	const to = address(), order = await orders(to, { language: 'es', first_name: 'Íñigo' });
	await becomes(order, 'sent');
	const [mail, ...more] = server.to(to);
	assert.equal(more.length, 0);
	assert.equal(mail.id, message(order, 'code'));
	assert.equal(mail.subject, message(order, 'subject'));
	assert.equal(mail.text.replaceAll('\r\n', '\n').trim(), body(order).trim());
	assert.match(mail.text, /Íñigo/);
	assert.match(mail.headers.from, /Lakeside County Human Services <verify@lakeside\.test>/);
	assert.equal(mail.headers['content-language'], 'es');
	const link = mail.text.match(/https?:\/\/\S+\/o\/\S+/)[0];
	assert.equal((await fetch(link)).status, 200);
	const page = await dana.sees(order.url, /The link by e-mail.*Sent.*The mail server has it/);
	assert.ok(!page.words.includes('Not delivered'));
	await truv.finishes(order);
	await dana.seesState(order, 'Ready to review');
});

describe('what the server says is believed', () => {
	const answers = [
		[['greylist', 'greylist'], 'sent', /^unsent unsent accepted$/, 1],
		[['later'], 'sent', /^unsent accepted$/, 1],
		[['unknown'], 'failed no_mailbox', /^refused$/, 0],
		[['unknown_plainly'], 'failed no_mailbox', /^refused$/, 0],
		[['policy'], 'failed refused', /^refused$/, 0],
		[['refused'], 'failed refused', /^refused$/, 0],
	];
	for (const [words, state, attempts, taken] of answers)
		test(`${words.join(', ')}: ${state}`, async () => {
			const to = address();
			server.plan(to, ...words);
			const order = await orders(to);
			await becomes(order, state);
			assert.match(phases(order), attempts);
			assert.equal(server.to(to).length, taken);
		});
});

test('the connection breaks after the text: a person decides, and the copy has the same id',
	async () => {
		for (const word of ['drop', 'lose']) {
			const to = address();
			server.plan(to, word);
			const order = await orders(to);
			await becomes(order, 'needs_review no_answer');
			assert.equal(phases(order), 'uncertain');
			const page = await dana.sees(order.url, /Not known.*Ask the client whether it came/);
			const csrf = page.html.match(/name="csrf" value="([^"]+)"/)[1];
			await dana.posts(`/messages/${message(order, 'id')}/resending`, { csrf });
			await becomes(order, 'sent');
			const ids = server.to(to).map((mail) => mail.id);
			assert.equal(ids.length, word === 'drop' ? 2 : 1);
			assert.equal(new Set(ids).size, 1);
		}
	});

test('a name cannot add a header, an address or an end', async () => {
	const to = address();
	server.plan(to, 'greylist');
	const c = await dana.opensCase({ household: [{ first_name: 'Eve' }] });
	sql(`update members set first_name = E'Eve\\r\\nBcc: all@mail.test\\r\\n.\\r\\nQUIT'
		where case_id = ${c.id}`);
	sql(`insert into message_templates (kind, channel, language, version, subject, body, is_current)
		select kind, channel, language, 99, '{{first_name}}: {{agency}}', body, false
		  from message_templates
		 where kind = 'link' and channel = 'email' and language = 'en' and is_current;
		update message_templates set is_current = version = 99
		 where kind = 'link' and channel = 'email' and language = 'en'`);
	try {
		const order = { c, ...await dana.orders(c, { delivery: 'agency', email: to, phone: '' }) };
		await becomes(order, 'sent');
		const [mail] = server.to(to);
		assert.equal(server.mails.filter((one) => one.id === mail.id).length, 1);
		assert.equal(mail.headers.bcc, undefined);
		assert.match(mail.subject, /^Eve {1,2}Bcc: all@mail\.test .*Lakeside/);
		assert.match(mail.text, /Eve {1,2}Bcc/);
	} finally {
		sql(`update message_templates t set is_current = false
			 where kind = 'link' and channel = 'email' and language = 'en';
			update message_templates t set is_current = true
			 where kind = 'link' and channel = 'email' and language = 'en'
			   and version = (select max(version) from message_templates x
			                   where x.kind = t.kind and x.channel = t.channel
			                     and x.language = t.language and x.version < 99)`);
	}
});

test('an address no server would take is refused before anybody is asked', async () => {
	const to = address(), order = await orders(to);
	await becomes(order, 'sent');
	for (const odd of ['a,b@mail.test', '"x y"@mail.test', 'josé@mail.test', 'a..b@mail.test']) {
		sql(`update orders set email = '${odd}' where id = ${order.id};
			select message_add(${order.id}, 'email', 'resend', 'odd-${odd}-${order.id}', 1)`);
		await becomes(order, 'failed bad_address');
	}
	assert.equal(server.mails.filter((mail) => /a,b|x y|jos/.test(mail.to)).length, 0);
});

describe('another server', () => {
	const moves = async (name, host, options, mail) => {
		await here.stops();
		await server.stops();
		server = await mailServer({ host, onAuth, ...options });
		await starts(name, mail);
	};

	test('a wrong password: nothing is lost, an admin is told, and it goes when it is right',
		async () => {
			await moves('mail-wrong', '127.0.0.1',
				{ authOptional: false, allowInsecureAuth: true }, { MAIL_PASSWORD: 'wrong' });
			const to = address(), order = await orders(to);
			await until('it was denied', () => /denied/.test(phases(order)));
			assert.equal(message(order), 'queued');
			assert.equal(sql(`select count(*) > 0 from incidents where kind = 'keys_refused'
				and key like 'keys:mail:%' and closed_at is null`), 't');
			await moves('mail-right', '127.0.0.1',
				{ authOptional: false, allowInsecureAuth: true });
			await becomes(order, 'sent', 40);
			assert.equal(server.to(to).length, 1);
		});

	test('without STARTTLS or with a stranger’s certificate nothing goes, with ours it does',
		async () => {
			const tls = { disabledCommands: [], key: readFileSync(key),
				cert: readFileSync(authority) };
			await moves('mail-plain', '127.0.0.2', { allowInsecureAuth: true });
			const to = address(), order = await orders(to);
			await until('it was denied', () => /denied/.test(phases(order)));
			assert.equal(server.mails.length, 0);
			const before = phases(order).length;
			await moves('mail-stranger', '127.0.0.2', tls);
			await until('it was denied again', () => phases(order).length > before, 30);
			assert.equal(server.mails.length, 0);
			await moves('mail-ours', '127.0.0.2', tls, { MAIL_CA: authority });
			await becomes(order, 'sent', 40);
			assert.equal(server.to(to).length, 1);
			assert.equal(server.to(to)[0].is_secure, true);
		});
});
