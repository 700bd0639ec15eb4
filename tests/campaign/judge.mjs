// judge.mjs: what must hold of a seed (safety.md §6): the portal's belief, read from its tables,
// against what the simulator says really happened. Shares nothing with the portal.
import { createHash } from 'node:crypto';

const ends = new Set(['created', 'rejected', 'withdrawn', 'needs_review']);
// Jobs that come again by themselves, so that one of them may end badly or be due at any time; as
// do those of the clock, which have a slot.
const recurring = ['orders/reconcile', 'orders/stuck', 'orders/stray', 'orders/compare',
	'orders/refetch', 'providers/check', 'jobs/sweep'];
const names = recurring.map((kind) => `'${kind}'`).join();

const questions = {
	orders: `select o.id, o.client_key, o.provider, o.order_number, o.intent, o.state, o.cause,
		o.upstream_id, o.upstream_status, o.products, c.worker_id,
		(select count(*) from order_attempts a where a.order_id = o.id
		    and a.phase = 'uncertain') as doubts,
		(select count(*) from order_attempts a where a.order_id = o.id
		    and a.ended_at is null) as under_way,
		exists (select from timeline t where t.order_id = o.id
		    and t.key like '%:missing:%') as was_asked,
		(select count(*) from reports r where r.order_id = o.id
		    and (r.fetched_at is not null or r.held_at is not null)) as reports
		from orders o join cases c on c.id = o.case_id`,
	jobs: `select id, kind, input, state, problem, tries from jobs
		where state in ('queued', 'running', 'failed') and slot is null and kind not in (${names})`,
	events: 'select sha256, state, event_type from webhook_events',
	incidents: 'select kind, key, detail, closed_at from incidents',
};

async function ask(psql) {
	const belief = {};
	for (const [name, query] of Object.entries(questions))
		belief[name] = await psql.rows(query);
	return belief;
}

const sha = (text) => createHash('sha256').update(text).digest('hex');
const perNumber = (truth, number) => [
	...truth.orders.filter((one) => one.order_number === number && !one.initial_order),
	...truth.truework.filter((one) => one.search_key === number && !one.parent),
];

// What the plan makes the provider refuse, or an answer of 404 that was wrong.
const wasRefused = (truth, planned, number) => planned?.client.does === 'is refused'
	|| truth.calls.some((call) => call.method === 'POST' && call.order_number === number
		&& call.status === 404);

function state(order) {
	return order.cause ? `${order.state}/${order.cause}` : order.state;
}

// What each order must have come to; a word for every one that has not.
function orderProblems(plan, belief, truth) {
	const problems = [];
	for (const order of belief.orders) {
		const upstream = perNumber(truth, order.order_number);
		const planned = plan.orders.find((one) => one.key === order.client_key);
		const who = `order ${order.id} (${order.intent}, ${state(order)})`;
		const expected = order.intent === 'rejected' ? 'needs_fix/refused'
			: order.intent === 'needs_review' ? 'needs_you/needs_review' : planned?.client.ends;
		if (!ends.has(order.intent))
			problems.push(`stuck: ${who} has no end`);
		if (order.under_way > 0)
			problems.push(`stuck: ${who} has an open attempt`);
		if ((order.intent === 'created') !== upstream.length > 0)
			problems.push(`lost: ${who} and ${upstream.length} upstream`);
		if (order.intent === 'created' && !upstream.some((one) => one.id === order.upstream_id))
			problems.push(`lost: ${who} has an id that its provider does not`);
		if (order.intent === 'rejected' && !wasRefused(truth, planned, order.order_number))
			problems.push(`lost: ${who} was never refused`);
		if (order.intent === 'needs_review' && !order.worker_id)
			problems.push(`stuck: ${who} is nobody's`);
		if (expected && state(order) !== expected)
			problems.push(`lost: ${who} should be ${expected}; upstream ${upstream[0]?.status}`);
		if (order.state === 'ready' && order.reports === 0)
			problems.push(`lost: ${who} has no report`);
	}
	return problems;
}

// A form that was answered made one intent; nobody else's did.
function intentProblems(plan, belief) {
	const kept = plan.orders.filter((one) => one.isKept);
	const problems = kept.flatMap((one) =>
		belief.orders.filter((order) => order.client_key === one.key).length === 1 ? []
			: [`lost: form ${one.member} was answered and is not there once`]);
	if (kept.length < plan.orders.length)
		problems.push(`stuck: ${plan.orders.length - kept.length} forms were never answered`);
	return problems;
}

function eventProblems(lane, belief) {
	const known = new Map(belief.events.map((one) => [one.sha256, one]));
	const problems = [...lane.balancer.kept].filter((body) => !known.has(sha(body)))
		.map((body) => `lost: an event that was answered 200: ${body.slice(0, 80)}`);
	for (const one of belief.events)
		if (!['applied', 'ignored'].includes(one.state))
			problems.push(`stuck: event ${one.event_type} is ${one.state}`);
	return problems;
}

const jobProblems = (belief) => belief.jobs.map((job) =>
	`stuck: job ${job.id} ${job.kind} is ${job.state} (${job.problem}, ${job.tries} tries)`);

const copies = (belief, truth) => belief.orders.filter((order) =>
	perNumber(truth, order.order_number).length > 1);

// An incident is explained by what was done to the portal: keys refused on purpose.
function incidentProblems(plan, belief) {
	const refusals = plan.wrongs.some((one) => ['deny', 'forbid'].includes(one.fault));
	return belief.incidents.filter((one) => one.kind !== 'keys_refused' || !refusals)
		.map((one) => `incident: ${one.kind} ${one.detail}`);
}

// The most that `weigh` makes of calls in any so many ms.
function most(truth, window, weigh) {
	const ms = (at) => Date.parse(`${at.slice(0, 23)}Z`) + Number(at.slice(23, 26)) / 1000;
	const times = truth.calls.map((call) => ({ at: ms(call.at), weight: weigh(call) }))
		.filter((call) => call.weight > 0);
	let sum = 0, highest = 0, first = 0;
	for (const one of times) {
		sum += one.weight;
		while (times[first].at <= one.at - window)
			sum -= times[first++].weight;
		highest = Math.max(highest, sum);
	}
	return highest;
}

// Creates and retrieves at the first provider in any minute of the database's time; everything
// asked of the second in any second, which is long enough to be measured in a rush only.
const peak = (truth, { scale }) => most(truth, 60000 / scale, (call) => call.weight);
const theirPeak = (truth, { scale, isRush }) => isRush ? most(truth, 1000 / scale, (call) =>
	Number(call.path.startsWith('/truework/'))) : 0;

const problems = (lane, plan, belief, truth) => [
	...intentProblems(plan, belief), ...orderProblems(plan, belief, truth),
	...eventProblems(lane, belief), ...jobProblems(belief),
];

const isMailed = (truth) =>
	truth.webhooks.every((one) => !['waiting', 'sending'].includes(one.outcome));

export async function isQuiet(lane, plan, life) {
	if (plan.orders.some((one) => !one.hasActed && one.client.does.match(/finishes|fails|expire/)
		&& !one.cannotAct))
		await explain(lane, plan, life);
	const truth = await lane.truth().catch(() => null);
	const belief = await ask(life.psql).catch(() => null);
	return truth && belief && isMailed(truth) && problems(lane, plan, belief, truth).length === 0;
}

// A client whose order was refused never gets a link, so never acts.
async function explain(lane, plan, life) {
	const refused = await life.psql.rows(`select client_key from orders
		where intent in ('rejected', 'needs_review')`).catch(() => []);
	for (const order of plan.orders)
		order.cannotAct = refused.some((one) => one.client_key === order.key);
}

export async function seen(lane, plan, life) {
	const truth = await lane.truth(), belief = await ask(life.psql);
	if (!isMailed(truth))
		throw new Error(`not quiet: the provider still has webhooks to send`);
	const doubled = copies(belief, truth), wrong = problems(lane, plan, belief, truth);
	const doubted = belief.orders.filter((one) => one.doubts > 0);
	const busiest = peak(truth, plan), theirs = theirPeak(truth, plan);
	const incidents = incidentProblems(plan, belief);
	const figures = {
		orders: belief.orders.length,
		theirs: belief.orders.filter((one) => one.provider !== 'truv').length,
		duplicates: doubled.length,
		lost: wrong.filter((one) => one.startsWith('lost')).length,
		stuck: wrong.filter((one) => one.startsWith('stuck')).length,
		uncertain: doubted.length,
		byThemselves: doubted.filter((one) => !one.was_asked).length,
		review: belief.orders.filter((one) => one.intent === 'needs_review').length,
		wrongs: truth.calls.filter((call) => call.fault).length,
		blows: plan.blows.length,
		fired: [0, 1].slice(0, plan.portals).flatMap((i) => fired(lane, i)).length,
		undelivered: truth.webhooks.filter((one) => one.outcome === 'dropped').length,
		peak: busiest, theirPeak: theirs, incidents: incidents.length,
	};
	return { figures, failures: [
		...doubled.map((one) => `duplicate: order ${one.id}`), ...wrong, ...incidents,
		...(busiest > 290 ? [`peak: ${busiest} calls in a minute`] : []),
		...(theirs > 10 ? [`peak: ${theirs} calls in a second at the second provider`] : []),
	] };
}

function fired(lane, i) {
	return lane.log(i).match(/ fault .*point=|event=fault |\bfault point=/g) ?? [];
}

// What the processes themselves say at their end: no sanitizer's report, no exit that nobody asked
// for.
export function failures(lane) {
	return lane.portals.flatMap((one) => {
		const log = lane.log(one.number), list = [];
		if (/ERROR: (Address|Leak)Sanitizer|runtime error:/.test(log))
			list.push(`sanitizer: portal ${one.number} reported`);
		for (const end of one.ends)
			if (end !== 0 && end !== 'SIGKILL')
				list.push(`exit: portal ${one.number} ended with ${end}`);
		if (one.program.end === 'SIGKILL' && !one.lives)
			list.push(`exit: portal ${one.number} did not stop`);
		return list;
	});
}
