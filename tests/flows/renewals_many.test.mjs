// renewals_many.test.mjs: as many people's renewals as RENEWALS says (./dev renewals),
// through two kills of one of two servers and a restart of Postgres, while live orders go on:
// nobody is read twice, nobody is lost, the budget is kept and live work is not held up.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { marcus, ruth, stranger } from './people.mjs';
import { another } from './portals.mjs';
import {
	describes, nextEnds, people, places, presses, refreshesOf, state,
} from './renewals_world.mjs';
import * as truv from './truv.mjs';
import { count, pause, portal, postgres, sql, until } from './world.mjs';

const N = Number(process.env.RENEWALS ?? 0);
// So many are made at once: one statement, one message to the simulator's.
const PORTION = 2000;
const bea = stranger();
bea.email = 'bea.lindgren@lakeside.test';
const skip = N > 0 ? false : 'RENEWALS is not set';

before(() => Promise.all([marcus, ruth, bea].map((one) => one.signsIn())));
after(() => truv.forgets());

const percentile = (times, p) =>
	times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * p))];
const through = (id) => count('campaign_items',
	`campaign_id = ${id} and place not in ('queued', 'refreshing', 'again', 'link', 'linking')`);

// An order a person waits for, every second, until told to stop: how long each took to be sent.
async function liveOrders(isOver, times) {
	while (!isOver()) {
		const began = Date.now();
		try {
			await marcus.orders(await marcus.opensCase()).then((order) =>
				until('it is sent', () => sql(`select intent from orders where id = ${order.id}`)
					=== 'created', 60, 100));
			times.push(Date.now() - began);
		} catch {
			// While a server or Postgres is away nobody can order; that is not what is measured.
		}
		await pause(1000);
	}
}

// Of many portions one world.
async function everybody() {
	const world = await people(Math.min(N, PORTION), { office: 2, due: '2033-04-04' });
	while (world.links.length < N) {
		const more = await people(Math.min(N - world.links.length, PORTION),
			{ office: 2, due: world.due });
		world.links.push(...more.links);
		world.originals.push(...more.originals);
	}
	return world;
}

test(`${N} people`, { skip }, async () => {
	// The provider's minute is as short as the database's, and holds no more than a real one.
	await truv.chooses({ time_scale: truv.SCALE, per_minute: 300,
		report_wait_ms: Math.ceil(2000 / truv.SCALE) });
	const world = await everybody();
	for (let i = 0; i < N; i += 10)
		await nextEnds(world.links[i], 'login_error');
	const campaign = await describes(ruth, world);
	const other = await another('many-other');
	const live = [];
	let isOver = false;
	const orders = liveOrders(() => isOver, live);
	const began = Date.now();
	await presses(ruth, campaign, 'run');
	if (state(campaign.id) === 'waiting')
		await presses(bea, campaign, 'approval');
	const some = (share) => until(`${share} are through`,
		() => through(campaign.id) >= N * share, 20000, 2000);
	const resident = [];
	await some(0.1);
	resident.push(other.resident());
	for (const share of [0.2, 0.5]) {
		await some(share);
		await portal.dies();
		await portal.returns();
	}
	await some(0.7);
	resident.push(other.resident());
	await postgres.stops();
	await postgres.starts();
	await until('all are through', () => {
		try {
			sql(`update jobs set lease_until = now() where state = 'running'
				and lease_until < now() + interval '60 seconds'`);
			return state(campaign.id) === 'done';
		} catch {
			return false;
		}
	}, 20000, 2000);
	const seconds = (Date.now() - began) / 1000;
	isOver = true;
	await orders;
	resident.push(other.resident());
	assert.equal(await other.stops(), 0);
	const often = (await refreshesOf(world.originals)).sort((a, b) => a - b);
	assert.deepEqual([often[0], often.at(-1)], [1, 1], 'each read once');
	assert.equal(Object.values(places(campaign.id)).reduce((a, b) => a + b, 0), N);
	const { weight, all, refused, per_minute: most, all_per_minute: mostOfAll } =
		await truv.sums(began);
	assert.equal(refused, 0, 'never told to slow down');
	console.log(JSON.stringify({
		people: N, places: places(campaign.id), seconds: Math.round(seconds),
		scale: truv.SCALE, creates_and_retrieves: weight, most_in_a_minute: most,
		calls: all, most_calls_in_a_minute: mostOfAll,
		calls_a_minute: Math.round(all / seconds * 60 / truv.SCALE),
		calls_in_the_middle_minute: Math.round(Number(sql(`select percentile_cont(0.5)
			within group (order by calls) from gate_minutes
			where provider = 'truv' and minute > to_timestamp(${began / 1000})
			  and minute < now() - interval '1 minute'`)) / truv.SCALE),
		mb_of_the_server_that_lived: resident,
		live_orders: live.length, live_p95_ms: percentile(live, 0.95),
	}));
	assert.ok(mostOfAll <= 290, `${mostOfAll} calls in a minute`);
});
