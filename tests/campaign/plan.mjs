// plan.mjs: from a seed to everything that is going to happen: how many portals, which orders, what
// the clients do, what fails where and when. The same seed gives the same plan; how threads meet
// then is chance.
//
// Delays stay within what the rules allow for: a copy that lands later than the quarantine, a
// quarter of an hour, is nobody's promise.

// Marsaglia's xorshift, spread so that neighbours have nothing in common.
class Chance {
	constructor(seed) {
		this.x = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bf03635) >>> 0 || 1;
		for (let i = 0; i < 8; i++)
			this.next();
	}

	next() {
		this.x ^= this.x << 13;
		this.x ^= this.x >>> 17;
		this.x = (this.x ^ (this.x << 5)) >>> 0;
		return this.x / 2 ** 32;
	}

	between = (low, high) => low + Math.floor(this.next() * (high - low + 1));
	is = (share) => this.next() < share;
	one = (list) => list[this.between(0, list.length - 1)];
	some = (low, high, make) => Array.from({ length: this.between(low, high) }, make);
}

// Where the program is made to fail, what may happen there, and how often the point is passed in a
// seed: the fault comes at any of those.
const points = [
	['intent.after_insert', ['kill', 'fail'], 4],
	['order.after_claim', ['kill', 'pause', 'fail'], 4],
	['order.before_commit', ['kill', 'pause', 'fail', 'drop'], 4],
	['order.after_commit', ['kill', 'pause', 'fail'], 4],
	['order.after_send', ['kill', 'pause', 'fail'], 4],
	['order.after_store', ['kill', 'pause', 'fail'], 4],
	['resolve.nothing_found', ['kill', 'pause', 'fail'], 3],
	['resolve.before_settle', ['kill', 'pause', 'fail'], 2],
	['apply.before', ['kill', 'pause', 'fail'], 6],
	['apply.after', ['kill', 'pause', 'fail'], 6],
	['report.after_request', ['kill', 'pause', 'fail'], 3],
	['report.before_keep', ['kill', 'pause', 'fail'], 3],
	['webhook.before_insert', ['kill', 'pause', 'fail'], 12],
	['webhook.after_insert', ['kill', 'pause', 'fail'], 12],
	['job.after_claim', ['kill', 'pause', 'fail'], 30],
	['job.before_done', ['kill', 'pause', 'fail'], 30],
	['db.before_send', ['kill', 'drop', 'fail'], 120],
	['db.after_send', ['kill', 'drop'], 120],
	['db.after_commit', ['kill', 'drop', 'fail'], 120],
];

function point(chance) {
	const [name, actions, passes] = chance.one(points);
	const action = chance.one(actions);
	const how = action === 'pause' ? `pause=${chance.one([20, 200, 800, 1800, 2300])}` : action;
	return `${name}:${how}@${chance.between(1, passes)}`;
}

const create = { method: 'POST', path: '/v1/orders/' };
const batch = { method: 'POST', path: '/v1/orders/batch/' };
const read = { method: 'GET', path: '/v1/orders/*' };
const asks = { method: 'POST', path: '/truework/orders/*' };
const looks = { method: 'GET', path: '/truework/orders' };
const reads = { method: 'GET', path: '/truework/orders/*' };
const reports = { path: '/v1/users/*' };

// What the provider does wrong, with what it is asked.
const wrongs = [
	[create, 'drop'], [create, 'process_then_drop'], [create, 'process_then_drop'],
	[create, 'late'], [create, 'slow'], [create, 'throttle'], [create, 'throttle_no_retry_after'],
	[create, 'error_500'], [create, 'error_500', { processed: true }],
	[create, 'error_502_html'], [create, 'error_502_html', { processed: true }],
	[create, 'redirect'], [create, 'cut_body'], [create, 'no_id'], [create, 'deny'],
	[create, 'forbid'], [create, 'missing'],
	[batch, 'drop'], [batch, 'process_then_drop'], [batch, 'error_500'], [batch, 'cut_body'],
	[read, 'drop'], [read, 'error_500'], [read, 'throttle'], [read, 'cut_body'], [read, 'slow'],
	[read, 'deny'], [reports, 'drop'], [reports, 'error_500'], [reports, 'cut_body'],
	[reports, 'throttle'],
];

// The same of the second provider, which takes no batches and makes no report on demand.
const theirs = [
	[asks, 'drop'], [asks, 'process_then_drop'], [asks, 'process_then_drop'], [asks, 'late'],
	[asks, 'slow'], [asks, 'throttle'], [asks, 'throttle_no_retry_after'], [asks, 'error_500'],
	[asks, 'error_500', { processed: true }], [asks, 'error_502_html', { processed: true }],
	[asks, 'redirect'], [asks, 'cut_body'], [asks, 'no_id'], [asks, 'deny'], [asks, 'forbid'],
	[asks, 'missing'], [looks, 'drop'], [looks, 'error_500'], [looks, 'cut_body'],
	[reads, 'drop'], [reads, 'error_500'], [reads, 'throttle'], [reads, 'cut_body'],
	[reads, 'slow'],
];

// Of those, what is soon over: a rush has no time for quarantines.
const soonOver = ([match, fault]) => match !== batch
	&& /process|slow|throttle|cut|no_id/.test(fault);
const brief = wrongs.filter(soonOver), theirBrief = theirs.filter(soonOver);

function wrong(chance, list) {
	const [match, fault, more] = chance.one(list);
	return {
		match, fault, ...more, times: match === batch ? 1 : chance.between(1, 3),
		delay_ms: chance.between(100, 1200), retry_after: chance.between(1, 60),
	};
}

// What becomes of an order, and how the portal must show it in the end.
const clients = [
	{ does: 'finishes', ends: 'ready' }, { does: 'finishes', ends: 'ready' },
	{ does: 'finishes', ends: 'ready' }, { does: 'finishes', ends: 'ready' },
	{ does: 'fails', with: 'login_error', ends: 'needs_you/login_error' },
	{ does: 'fails', with: 'account_locked', ends: 'needs_you/account_locked' },
	{ does: 'nothing', ends: 'waiting' }, { does: 'lets it expire', ends: 'expired' },
	{ does: 'is refused', ends: 'needs_fix/refused' },
];

// At the second provider the client does nothing: the last four of the SSN say how it ends.
const ends = [
	{ does: 'ends', last4: '1188', ends: 'ready' }, { does: 'ends', last4: '1188', ends: 'ready' },
	{ does: 'ends', last4: '0010', ends: 'needs_you/no_data' },
	{ does: 'ends', last4: '0012', ends: 'needs_you/invalid_data' },
	{ does: 'ends', last4: '0011', ends: 'needs_you/action_required' },
	{ does: 'is refused', last4: '0099', ends: 'needs_fix/refused' },
];

// What was refused and whose answer was lost waits for the quarantine too.
const isPatient = (one) => one.does !== 'is refused';
const patient = clients.filter(isPatient), patientEnds = ends.filter(isPatient);

function order(chance, i, isRush, isTheirs) {
	if (isTheirs)
		return { member: i, isTheirs, at: chance.between(0, 500), clicks: chance.is(0.3) ? 2 : 1,
			client: chance.one(isRush ? patientEnds : ends), thinks: 0,
			products: chance.one(['income', 'income', 'employment']) };
	return {
		member: i, at: chance.between(0, isRush ? 1500 : 500), clicks: chance.is(0.3) ? 2 : 1,
		client: chance.one(isRush ? patient : clients), thinks: chance.between(0, 600),
		products: chance.one(['income', 'income', 'employment', 'assets']),
	};
}

// What the operator's machine does: at so many ms, to which portal.
function blows(chance, portals) {
	const list = [];
	if (chance.is(0.2))
		list.push({ does: 'kills a portal', at: chance.between(50, 1800) });
	if (chance.is(0.15))
		list.push({ does: 'freezes a portal', at: chance.between(50, 1200),
			ms: chance.between(300, 2300) });
	if (chance.is(0.1))
		list.push({ does: 'kills a backend', at: chance.between(50, 1500) });
	if (chance.is(0.1))
		list.push({ does: 'kills Postgres', at: chance.between(50, 1500) });
	for (const one of list)
		one.portal = chance.between(0, portals - 1);
	return list;
}

// What the providers do wrong in a seed: the one that has most of the orders most often.
function wrongOf(chance, isRush, isSecond) {
	if (isRush)
		return wrong(chance, isSecond ? theirBrief : brief);
	return wrong(chance, isSecond || chance.is(0.3) ? theirs : wrongs);
}

// One seed in five is the second provider's, and a quarter of the others' orders are. Two seeds in
// forty are a rush, one at each provider: many orders at once, and time slow enough for the gate to
// be what holds them back, so that whoever waits a quarter of an hour waits too long.
export function plan(seed) {
	const chance = new Chance(seed), isRush = [7, 23].includes(seed % 40);
	const isSecond = seed % 5 === 3, portals = isRush ? 2 : chance.between(1, 2);
	const [fewest, most] = !isRush ? [3, 8] : isSecond ? [30, 40] : [90, 120];
	const faults = () => chance.some(0, isRush ? 0 : 3, () => point(chance)).join();
	return {
		seed, isRush, isSecond, portals, scale: isRush ? 3 : 600, leaseScale: isRush ? 6 : 60,
		faults: Array.from({ length: portals }, () => [faults(), chance.is(0.4) ? faults() : '']),
		wrongs: chance.some(0, 4, () => wrongOf(chance, isRush, isSecond)),
		mail: { duplicate: chance.between(0, isRush ? 0 : 2), reorder: chance.is(0.3),
			drop_every: chance.one(isRush ? [0] : [0, 0, 2, 3, 5]) },
		shares: chance.is(0.5),
		blows: isRush ? [] : blows(chance, portals),
		orders: chance.some(fewest, most, (_, i) =>
			order(chance, i, isRush, isSecond || (!isRush && chance.is(0.25)))),
	};
}
