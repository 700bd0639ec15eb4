// renewals_campaign.test.mjs: many people's renewals at once: counted, approved, fed a little at a
// time, and through every fault each of them read once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { filled, form } from './markup.mjs';
import { dana, marcus, ruth, stranger } from './people.mjs';
import { another } from './portals.mjs';
import {
	describes, isDone, nextEnds, people, places, presses, refreshesOf, state, word,
} from './renewals_world.mjs';
import * as truv from './truv.mjs';
import { count, portal, sql, until } from './world.mjs';

const bea = stranger();
bea.email = 'bea.lindgren@lakeside.test';

before(() => Promise.all([dana, marcus, ruth, bea].map((one) => one.signsIn())));
after(() => truv.forgets());

describe('the dry run', () => {
	test('asks nothing, and says who is left out and why', async () => {
		const tag = word(), due = '2031-05-12';
		const world = await people(6, { tag, due });
		sql(`update cases set is_restricted = true where reference = '${tag}-1';
			update connections n set state_at = now() from orders o join cases c on c.id = o.case_id
			 where n.order_id = o.id and c.reference = '${tag}-2';
			update orders o set upstream_id = md5(o.upstream_id), state = 'canceled'
			  from cases c where c.id = o.case_id and false;
			delete from connections n using orders o, cases c where n.order_id = o.id
			   and c.id = o.case_id and c.reference = '${tag}-3'`);
		const campaign = await describes(ruth, world);
		const page = await ruth.visits(campaign.url);
		assert.match(page.words, /3 people to read again/);
		assert.match(page.words, /12 calls, at most 240 a minute/);
		for (const reason of ['Restricted case', 'Verified lately', 'No connection to read again'])
			assert.match(page.words, new RegExp(`${reason} 1`));
		assert.deepEqual(await refreshesOf(world.originals), Array(6).fill(0));
		assert.equal((await dana.visits(campaign.url)).html.includes('Start</button>'), false);
		assert.equal((await marcus.asks(campaign.url)).status, 404, 'another office');
	});

	test('of nobody cannot be started', async () => {
		const campaign = await describes(ruth, { tag: word(), due: '2039-01-03', office: 1 });
		const page = await ruth.visits(campaign.url);
		assert.match(page.words, /Nobody is to be read again/);
		const csrf = page.html.match(/name="csrf" value="([^"]+)"/)[1];
		await ruth.posts(`${campaign.url}/run`, [['csrf', csrf]]);
		assert.equal(state(campaign.id), 'draft');
	});

	test('the same form four times at once is one campaign', async () => {
		const page = await ruth.visits('/renewals/new');
		const pairs = filled(form(page.html, '/renewals'), { name: 'Pressed again',
			due_from: '01/01/2034', due_to: '02/01/2034' });
		const made = await Promise.all([1, 2, 3, 4].map(() => ruth.posts('/renewals', pairs)));
		assert.match(made[0].path, /^\/renewals\/\d+$/);
		assert.equal(new Set(made.map(({ path }) => path)).size, 1);
	});

	test('days the wrong way round are refused', async () => {
		const page = await ruth.fills('/renewals/new', '/renewals',
			{ name: 'Backwards', due_from: '02/02/2031', due_to: '01/02/2031' });
		assert.equal(page.status, 422);
		assert.match(page.words, /on or after the first/);
	});

	test('so many people need a second supervisor, who is not the first', async () => {
		const world = await people(2, { office: 2, due: '2031-06-09' });
		const campaign = await describes(ruth, world);
		sql('update renewal_rules set approval_from = 2');
		await presses(ruth, campaign, 'run');
		sql('update renewal_rules set approval_from = 500');
		assert.equal(state(campaign.id), 'waiting');
		const page = await ruth.visits(campaign.url);
		assert.match(page.words, /Another supervisor must approve it/);
		const csrf = page.html.match(/name="csrf" value="([^"]+)"/)[1];
		await ruth.posts(`${campaign.url}/approval`, [['csrf', csrf]]);
		assert.equal(state(campaign.id), 'waiting', 'not by the same person');
		await presses(bea, campaign, 'approval');
		await isDone(campaign);
		assert.deepEqual(await refreshesOf(world.originals), [1, 1]);
	});
});

describe('a run', () => {
	test('each is read once; who must sign in gets a link in a batch, nobody is written to in vain',
		async () => {
			const world = await people(24, { due: '2031-07-07' });
			const silent = await people(2, { due: '2031-07-07', email: null });
			for (const link of [...world.links.slice(0, 5), silent.links[0]])
				await nextEnds(link, 'login_error');
			await nextEnds(world.links[5], 'no_data');
			await nextEnds(world.links[6], 'unavailable');
			const campaign = await describes(ruth, world);
			await presses(ruth, campaign, 'run');
			await until('all but one are through', () =>
				(places(campaign.id).changed ?? 0) === 18 && places(campaign.id).linked === 5, 60);
			assert.deepEqual(places(campaign.id), { again: 1, changed: 18, linked: 5, person: 2 });
			await nextEnds(world.links[6], 'done');
			sql(`update campaign_items set run_at = now() where campaign_id = ${campaign.id}`);
			await isDone(campaign);
			const often = await refreshesOf(world.originals);
			assert.equal(often.filter((n) => n === 1).length, 23);
			assert.equal(often[6], 2, 'the one that was tried again');
			const batches = (await truv.truth()).calls
				.filter(({ path }) => path === '/v1/orders/batch/');
			assert.ok(batches.length >= 1 && batches.length <= 5, `${batches.length} batches`);
			const page = await ruth.visits(campaign.url);
			assert.match(page.words, /26 of 26 people done/);
			assert.match(page.words, /Work the 2/);
			assert.match(page.words, /Password changed 5/);
			assert.match((await ruth.visits(`${campaign.url}/people?show=person`)).words,
				/No phone or e-mail/);
			assert.equal(count('tasks', `kind = 'refresh_failed' and done_at is null
				and case_id in (select case_id from campaign_items
				where campaign_id = ${campaign.id})`), 1);
			assert.equal(count('orders', `replaces_id in (select refresh_id from campaign_items
				where campaign_id = ${campaign.id}) and intent = 'created'
				and delivery = 'truv'`), 5);
			const link = sql(`select link_id from campaign_items
				where campaign_id = ${campaign.id} and place = 'linked' limit 1`);
			const number = sql(`select order_number from orders where id = ${link}`);
			await truv.finishes({ number });
			await until('the client came back', () => places(campaign.id).changed === 20);
		});

	test('as a file: nothing in it is a formula', async () => {
		const world = await people(1, { due: '2031-08-04' });
		sql(`update members set last_name = '=1+1' where last_name = 'Of ${world.tag}-1'`);
		const campaign = await describes(ruth, world);
		const answer = await ruth.asks(`${campaign.url}/people.csv`);
		assert.match(answer.headers.get('content-type'), /^text\/csv/);
		assert.match(answer.headers.get('content-disposition'), /attachment/);
		const lines = (await answer.text()).split('\r\n');
		assert.equal(lines[0], 'Case,Person,Office,Due,Outcome,Reason,Order,Tries');
		assert.match(lines[1], new RegExp(`^${world.tag}-1,Bo =1\\+1,`));
		assert.equal(sql(`select csv_cell('=1+1') || csv_cell('-2') || csv_cell('a"b,c')`),
			`'=1+1'-2"a""b,c"`);
		assert.equal(count('audit', `action = 'campaign.export'`) > 0, true);
	});

	test('paused nothing new begins; resumed it goes on; stopped it leaves the rest', async () => {
		const world = await people(3, { due: '2031-09-08' });
		const campaign = await describes(ruth, world);
		sql(`update campaign_items set run_at = now() + interval '1 hour'
			where campaign_id = ${campaign.id}`);
		await presses(ruth, campaign, 'run');
		await presses(ruth, campaign, 'pause');
		sql(`update campaign_items set run_at = now() where campaign_id = ${campaign.id}`);
		await until('its feeding ended', () => count('jobs', `single = 'feed:${campaign.id}'
			and state in ('queued', 'running')`) === 0);
		assert.deepEqual(places(campaign.id), { queued: 3 });
		await presses(ruth, campaign, 'resumption');
		await isDone(campaign);
		const second = await people(3, { due: '2031-09-15' });
		const stopped = await describes(ruth, second);
		await presses(ruth, stopped, 'end');
		assert.deepEqual([state(stopped.id), places(stopped.id)], ['stopped', { stopped: 3 }]);
		assert.deepEqual(await refreshesOf(second.originals), [0, 0, 0]);
	});

	test('told to slow down, it does, says so, and reads each once all the same', async () => {
		const world = await people(60, { due: '2031-10-13' });
		const campaign = await describes(ruth, world);
		await truv.goesWrong('throttle', { match: { method: 'POST', path: '/v1/orders/*' },
			times: 2, retry_after: 60 });
		await presses(ruth, campaign, 'run');
		await until('the page says it', async () => /asked for a pause|asked us to slow down/
			.test((await ruth.visits(campaign.url)).words));
		await isDone(campaign);
		assert.deepEqual(await refreshesOf(world.originals), Array(60).fill(1));
		// Half the pace of 240 calls, four a person, is thirty people in any minute.
		const most = Number(sql(`select max(n) from (
			select count(*) over (order by i.started_at
			       range between current row and span(interval '59 seconds') following) as n
			  from campaign_items i, gates g
			 where i.campaign_id = ${campaign.id} and g.provider = 'truv'
			   and i.started_at > g.last_429_at) w`));
		assert.ok(most >= 10 && most <= 30, `${most} people in a minute`);
	});

	test('pauses by itself when our webhook address is switched off', async () => {
		const campaign = await describes(ruth, await people(2, { due: '2031-10-06' }));
		sql(`update provider_health set endpoint_state = 'disabled' where provider = 'truv'`);
		await presses(ruth, campaign, 'run');
		await until('it paused', () => state(campaign.id) === 'paused');
		assert.match((await ruth.visits(campaign.url)).words, /switched our webhook address off/);
		sql(`update provider_health set endpoint_state = 'enabled' where provider = 'truv'`);
		await presses(ruth, campaign, 'resumption');
		await isDone(campaign);
	});
});

test('killed in the middle on one of two servers: sixty people, each once', async () => {
	const world = await people(60, { due: '2031-11-10' });
	for (const link of world.links.slice(0, 8))
		await nextEnds(link, 'mfa_error');
	const campaign = await describes(ruth, world);
	const other = await another('renewals-other');
	try {
		await presses(ruth, campaign, 'run');
		for (let kills = 1; kills <= 2; kills++) {
			await until('some are through', () => count('campaign_items',
				`campaign_id = ${campaign.id} and ended_at is not null`) >= 8 * kills, 60);
			await portal.dies();
			await portal.returns();
		}
		// A worker that died holds its job for its lease.
		await until('leases of the dead are over', () => {
			sql(`update jobs set lease_until = now() where state = 'running'
				and lease_until < now() + interval '80 seconds'`);
			return state(campaign.id) === 'done';
		}, 75);
	} finally {
		assert.equal(await other.stops(), 0);
	}
	assert.deepEqual(await refreshesOf(world.originals), Array(60).fill(1));
	const { changed, linked } = places(campaign.id);
	assert.deepEqual([changed, linked], [52, 8]);
});
