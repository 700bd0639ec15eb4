// play.mjs: one seed's life: people order, clients act, the provider errs, machines die, until all
// is quiet. What must hold then is judge.mjs's affair.
import { answered } from '../flows/household.mjs';
import { form, words } from '../flows/markup.mjs';
import { ask } from './http.mjs';
import { failures, isQuiet, seen } from './judge.mjs';
import { pause, Portal, until } from './lane.mjs';

// So long may all of it take: a day and more, at 600 times.
const QUIET_MS = 240000;
const SEND_MS = 30000;

// A person who sends a form again until it is answered, as often as it takes.
async function sends(lane, plan, order) {
	const path = `/cases/${order.caseId}/verification`;
	const end = Date.now() + SEND_MS;
	const portal = () => lane.portals[Math.floor(Math.random() * lane.portals.length)];
	const headers = () => ({ cookie: lane.cookie });
	const insist = async (what) => {
		let last;
		while (Date.now() < end) {
			const { ports: [port] } = portal();
			const answer = await what(port).catch((error) => ({ status: 0, text: error.message }));
			if (answer.status > 0 && answer.status < 500)
				return answer;
			last = answer;
			await pause(60);
		}
		throw new Error(`nobody answered ${path}: ${last?.status} ${last?.text?.slice(0, 200)}`);
	};
	const shown = `/cases/${order.caseId}/verify?member=${order.memberId}`;
	const page = await insist((port) => ask(port, shown, { headers: headers() }));
	const pairs = answered(form(page.text, path), { [order.memberId]: {
		products: [order.products], language: 'en',
		...(order.isTheirs ? { send_by: 'link', employer_hint: 'Northgate Market' }
			: order.client.does === 'is refused'
			? { send_by: 'email', email: 'someone@gmial.test' } : { send_by: 'link' }),
	} });
	// A form makes one order for each member: the member is part of the key.
	order.key = `${pairs.find(([name]) => name === 'client_key')[1]}-${order.memberId}`;
	const post = () => insist((port) => ask(port, path, { method: 'POST', pairs,
		headers: { ...headers(), origin: `http://127.0.0.1:${port}` } }));
	const answers = await Promise.all(Array.from({ length: order.clicks }, post));
	for (const answer of answers)
		if (answer.status !== 303 && answer.status !== 302)
			throw new Error(`an order was answered with ${answer.status}:`
				+ words(answer.text).slice(0, 300));
	if (new Set(answers.map((answer) => answer.headers.location)).size !== 1)
		throw new Error('one form led to two orders');
	order.isKept = true;
}

const acts = {
	'finishes': (lane, number) => lane.control('finish', { order_number: number }),
	'fails': (lane, number, client) => lane.control('finish',
		{ order_number: number, login: 'error.user', password: client.with }),
	'lets it expire': (lane, number) => lane.control('expire', { order_number: number }),
};

// The client does what he does once there is an order for him upstream.
async function isAClient(lane, life, order) {
	const act = acts[order.client.does];
	if (!act)
		return;
	await pause(order.thinks);
	while (!life.isOver) {
		const number = order.isKept && await life.psql
			.ask(`select order_number from orders where client_key = '${order.key}'`)
			.catch(() => '');
		if (number && await act(lane, number, order.client)) {
			order.hasActed = true;
			return;
		}
		await pause(100);
	}
}

const blows = {
	'kills a portal': (lane, one) => lane.portals[one.portal].program.kill('SIGKILL'),
	'freezes a portal': async (lane, one) => {
		const { program } = lane.portals[one.portal];
		program.kill('SIGSTOP');
		await pause(one.ms);
		program.kill('SIGCONT');
	},
	'kills a backend': (lane, one, life) => life.psql.ask(`select pg_terminate_backend(pid)
		from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
		.catch(() => {}),
	'kills Postgres': (lane) => lane.postgresDies(),
};

// The clock of the program knows only real minutes, so the minutes of the database's time come from
// here, and the word that time has passed.
async function ticks(plan, life) {
	const minute = 60000 / plan.scale;
	let last = 0, n = 0;
	while (!life.isOver) {
		const kinds = ['orders/reconcile', 'orders/stuck', ...(n % 5 === 0 ? ['orders/stray'] : []),
			...(n % 60 === 59 ? ['providers/check'] : [])];
		const isDue = Date.now() - last >= minute;
		const wanted = kinds.map((kind) => `('${kind}', 'tick:${kind}')`);
		await life.psql.ask(`${isDue ? `insert into jobs (kind, single)
			values ${wanted.join()} on conflict do nothing;` : ''} notify changed, 'jobs'`)
			.catch(() => pause(50));
		if (isDue) {
			last = Date.now();
			n++;
		}
		await pause(25);
	}
}

// The form makes orders of the first provider; those of people with an SSN are the second one's.
const turned = `create function turn() returns trigger language plpgsql as $$
begin
	if (select m.ssn_last4 is not null from members m where m.id = new.member_id) then
		new.provider := 'truework';
		new.method := 'employer';
	end if;
	return new;
end $$;
create trigger turn before insert on orders for each row execute function turn()`;
const told = (order) => `update members set ssn_last4 = '${order.client.last4}'
	where id = ${order.memberId}`;

async function begin(lane, plan) {
	const name = `seed_${plan.seed}`;
	lane.forgetLogs();
	lane.portals = [];
	await lane.control('reset');
	await lane.control('options', { time_scale: plan.scale, share_users: plan.shares,
		report_wait_ms: Math.ceil(3000 / plan.scale) });
	await lane.control('webhooks', plan.mail);
	await lane.openDatabase(name, plan.scale, plan.leaseScale);
	const psql = lane.psql(name);
	await psql.ask('update sessions set seen_at = now(), created_at = now()');
	await psql.ask(turned);
	lane.balancer.kept.clear();
	lane.portals = plan.faults.map((faults, i) =>
		new Portal(lane, i, lane.environment(name), faults));
	await until('the portals are ready', async () =>
		(await Promise.all(lane.portals.map((one) => one.isReady()))).every(Boolean), 60000);
	return { name, psql, isOver: false };
}

// The daily comparison, which must find nothing to say.
async function compares(life) {
	const ask = (statement) => life.psql.ask(statement).catch(() => '');
	await ask("insert into jobs (kind, single) values ('orders/compare', 'compare:1')");
	await until('it is compared', async () => await ask(`select count(*) from jobs
		where kind = 'orders/compare' and state in ('queued', 'running')`) === '0', 10000)
		.catch(() => {});
}

async function goOn(lane, plan, life) {
	for (const order of plan.orders) {
		order.caseId = 501 + order.member % 10;
		order.memberId = order.caseId * 100 + 1 + Math.floor(order.member / 10);
	}
	// Before anything dies.
	for (const order of plan.orders.filter((one) => one.isTheirs))
		await life.psql.ask(told(order));
	for (const one of plan.wrongs)
		await lane.control('faults', one);
	const background = [ticks(plan, life)];
	background.push(...plan.blows.map(async (one) => {
		await pause(one.at);
		await blows[one.does](lane, one, life);
	}));
	const clients = plan.orders.map((order) => isAClient(lane, life, order));
	try {
		// All of them come to an end, so that nobody goes on into the next seed.
		const sent = await Promise.allSettled(plan.orders.map(async (order) => {
			await pause(order.at);
			await sends(lane, plan, order);
		}));
		const failure = sent.find((one) => one.status === 'rejected');
		if (failure)
			throw failure.reason;
		await Promise.all(background.slice(1));
		await until('all is quiet', () => isQuiet(lane, plan, life), QUIET_MS).catch(() => {});
		await compares(life);
		await until('all is quiet again', () => isQuiet(lane, plan, life), 10000).catch(() => {});
	} finally {
		life.isOver = true;
		await Promise.all([...background, ...clients].map((one) => one.catch(() => {})));
	}
}

// Runs the plan; gives the figures and, in `failures`, what must not be.
export async function play(lane, plan) {
	let life, found = { failures: [], figures: {} };
	const began = Date.now();
	try {
		life = await begin(lane, plan);
		await goOn(lane, plan, life);
		found = await seen(lane, plan, life);
	} catch (error) {
		found.failures.push(`harness: ${error.stack}`);
	}
	await Promise.all(lane.portals.map((one) => one.stop()));
	found.failures.push(...failures(lane));
	await life?.psql.end().catch(() => {});
	if (life && found.failures.length === 0)
		await lane.dropDatabase(life.name).catch(() => {});
	found.ms = Date.now() - began;
	return found;
}
