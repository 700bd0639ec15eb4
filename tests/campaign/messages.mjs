// messages.mjs: so many messages by e-mail and text while everything fails: the mail server and the
// gateway in every way they can, portals killed at named points and at any time, frozen past their
// leases, Postgres killed. Judged by what the counterparts really took:
//
//	node messages.mjs COUNT [SEED]
//
// none twice, none lost, none said to be sent that was not, and each whose fate is unknown stands
// on its order's page and has a task. Nobody decides anything meanwhile. Exit 1 otherwise.
import { mailServer } from '../flows/mail.mjs';
import { ask } from './http.mjs';
import { endAll, Lane, pause, Portal, until } from './lane.mjs';

const count = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e6));
const SCALE = 120, LEASE_SCALE = 15, ROUND = 10;
const QUIET_MS = 120000 + count * 400;
let x = (seed * 2654435761 + 1) >>> 0;
const chance = () => {
	x ^= x << 13; x >>>= 0; x ^= x >>> 17; x ^= x << 5; x >>>= 0;
	return x / 2 ** 32;
};
const among = (list) => list[Math.floor(chance() * list.length)];

const atMail = ['greylist', 'later', 'drop', 'lose', 'refused', 'unknown', 'drop', 'lose'];
const atGateway = [
	{ fault: 'drop' }, { fault: 'process_then_drop' }, { fault: 'cut_body' }, { fault: 'no_id' },
	{ fault: 'error_500', processed: true }, { fault: 'error_500' }, { fault: 'throttle' },
	{ fault: 'slow', delay_ms: 1500 }, { fault: 'error_502_html', processed: true },
	{ fault: 'redirect', processed: true },
];
const points = ['message.after_claim', 'message.before_commit', 'message.after_commit',
	'message.after_send', 'message.after_store', 'message.before_settle', 'job.before_done',
	'webhook.after_insert'];
const actions = ['kill', 'kill', 'drop', 'pause=7000'];
const pointFault = () => `${among(points)}:${among(actions)}@${1 + Math.floor(chance() * 8)}`;
const lifeFault = () => [pointFault(), pointFault(), pointFault()].join(',');
const happened = { mail: 0, gateway: 0, blows: 0 };

const lane = new Lane(0);
const name = `messages_${seed}`;
const address = (i) => `m${i}@mail.test`;
const channel = (i) => i % 2 ? 'sms' : 'email';

async function begin(server) {
	await lane.open();
	await lane.control('reset');
	await lane.control('webhooks', { duplicate: 1, reorder: true, drop_every: 5 });
	await lane.openDatabase(name, SCALE, LEASE_SCALE);
	const psql = lane.psql(name);
	await psql.ask('set statement_timeout = 60000; delete from quiet_hours');
	// No phone's end is one that means something to the simulator.
	await psql.ask(`insert into orders (case_id, member_id, products,
		delivery, language, email, phone, client_key, order_number, intent, upstream_id, share_url,
		short_share_url, state, expires_at, created_by)
		select m.case_id, m.id, '{income}', 'agency', 'en', case when i % 2 = 0
		       then 'm' || i || '@mail.test' end, case when i % 2 = 1
		       then '+1626' || 1000007 + 10 * i end, md5('key' || i), upper(md5('number' || i)),
		       'created', md5('up' || i), 'https://link.truv.test/o/' || i,
		       'https://truv.test/' || i, 'waiting', now() + interval '30 days', 1
		  from generate_series(0, ${count - 1}) i
		  join members m on m.id = (501 + i % 10) * 100 + 1 + i / 10 % 12`);
	const environment = { ...lane.environment(name), MAIL_URL: server.url,
		MAIL_FROM: 'verify@lakeside.test', SMS_URL: `http://127.0.0.1:${lane.simPort}/sms`,
		SMS_USER: 'demo-texts', SMS_PASSWORD: 'demo-texts-password', SMS_FROM: '+14155550199',
		SMS_CALLBACK: `http://127.0.0.1:${lane.balancer.port}/webhooks/sms` };
	const faults = () => Array.from({ length: Math.ceil(count / 12) }, lifeFault);
	lane.portals = [0, 1].map((i) => new Portal(lane, i, environment, faults()));
	return psql;
}

// The minutes of the database's time, which the program's clock does not know.
async function ticks(life, psql) {
	while (!life.isOver) {
		await psql.ask(`insert into jobs (kind, single) values
			('messages/sweep', 'tick:messages/sweep') on conflict do nothing;
			notify changed, 'jobs'`).catch(() => {});
		await pause(500);
	}
}

async function blows(life) {
	let postgres = count >= 300 ? 2 : 1;
	while (!life.isOver) {
		await pause(800 + chance() * 2000);
		if (life.isOver)
			return;
		happened.blows++;
		const { program } = among(lane.portals);
		if (postgres > 0 && chance() < 0.15) {
			postgres--;
			await lane.postgresDies();
		} else if (chance() < 0.5) {
			program.kill('SIGKILL');
		} else {
			program.kill('SIGSTOP');
			await pause(7000);
			program.kill('SIGCONT');
		}
	}
}

async function insist(psql, statement) {
	for (;;) {
		try {
			return await psql.ask(statement);
		} catch {
			await pause(200);
		}
	}
}

// A round at a time, each message wanted twice, a third of them with something going wrong.
async function wantAll(psql, server) {
	for (let from = 0; from < count; from += ROUND) {
		for (let i = from; i < Math.min(from + ROUND, count); i++) {
			if (chance() > 0.4)
				continue;
			happened[channel(i) === 'email' ? 'mail' : 'gateway']++;
			if (channel(i) === 'email')
				server.plan(address(i), among(atMail));
			else
				await lane.control('faults', { match: { method: 'POST', path: '/sms/messages' },
					times: 1, ...among(atGateway) });
		}
		const one = `select count(message_add(o.id, case when o.email is null then 'sms'
			else 'email' end, 'link', 'campaign-' || o.client_key)) from orders o
			where o.client_key in (select md5('key' || i)
				from generate_series(${from}, ${from + ROUND - 1}) i)`;
		await insist(psql, one);
		await insist(psql, one);
		await pause(150);
	}
}

const under = (psql) => psql.ask(`select count(*) from messages
	where state in ('queued', 'sending', 'uncertain')`).catch(() => '-1');

async function pageShows(row) {
	for (let tries = 0; tries < 5; tries++) {
		const page = await ask(lane.portals[0].ports[0], `/orders/${row.order_id}`,
			{ headers: { cookie: lane.cookie } }).catch(() => ({ status: 0 }));
		if (page.status === 200)
			return page.text.includes('Not known')
				&& page.text.includes(`/messages/${row.id}/resending`);
		await pause(500);
	}
	return false;
}

async function judge(psql, server) {
	const { notices } = await lane.truth();
	const copies = new Map();
	for (const code of [...server.mails.map((mail) => mail.id),
		...notices.map((notice) => notice.reference)])
		copies.set(code, (copies.get(code) ?? 0) + 1);
	const rows = await psql.rows(`select m.id::text, m.order_id::text, m.code, m.channel, m.state,
		m.cause, exists (select from tasks t where t.message_id = m.id and t.done_at is null)
		as has_task from messages m`);
	const found = { twice: [], lost: [], lied: [], unseen: [] }, states = {};
	for (const row of rows) {
		const n = copies.get(row.code) ?? 0;
		states[row.state] = (states[row.state] ?? 0) + 1;
		copies.delete(row.code);
		if (n > 1)
			found.twice.push(row);
		if (['queued', 'sending', 'uncertain', 'canceled'].includes(row.state))
			found.lost.push(row);
		if (['sent', 'delivered'].includes(row.state) ? n === 0 : row.state === 'failed' && n > 0)
			found.lied.push(row);
		if (row.state === 'needs_review' && !(row.has_task && await pageShows(row)))
			found.unseen.push(row);
	}
	if (rows.length !== count)
		found.lost.push(`${rows.length} messages of ${count}`);
	if (copies.size > 0)
		found.lied.push(`${copies.size} copies that belong to nobody`);
	return { found, states };
}

process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(130));

const began = Date.now(), life = {};
const server = await mailServer();
const psql = await begin(server);
const others = [ticks(life, psql), blows(life)];
await wantAll(psql, server);
const last = Date.now();
await until('nothing is under way', async () => {
	// The blows end a while after the last message; what they did must heal.
	life.isOver ||= Date.now() - last > 5000;
	return await under(psql) === '0';
}, QUIET_MS).catch((error) => console.log(error.message));
life.isOver = true;
await Promise.all(others);
const lives = lane.portals.map((one) => one.lives);
await until('a portal answers', lane.portals[0].isReady, 60000);
const { found, states } = await judge(psql, server);
await psql.end();
for (const one of lane.portals)
	await one.stop();
await lane.close();
await server.stops();

console.log(`messages:   ${count}, seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s`);
console.log(`faults:     ${happened.mail} at the mail server, ${happened.gateway} at the gateway, ${
	happened.blows} blows, ${lives[0] + lives[1] - 2} portals started again`);
console.log(`ended:      ${Object.entries(states).map(([state, n]) =>
	`${n} ${state}`).join(', ')}`);
for (const [what, rows] of Object.entries(found))
	console.log(`${`${what}:`.padEnd(12)}${rows.length}`, ...rows.slice(0, 5).map(
		(row) => JSON.stringify(row)));
process.exit(Object.values(found).some((rows) => rows.length > 0) ? 1 : 0);
