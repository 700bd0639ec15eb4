// renewals_world.mjs: people whose data were read long ago, for the journeys of renewals: many at
// once, as rows of the database that the provider is then told of, and what became of them.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { filled, form } from './markup.mjs';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { key, sim, sql, until } from './world.mjs';

// A connection of its own: one that was kept open too long may be closed under the request. Not by
// fetch, which on a busy machine takes the end of such a connection for that of an unread answer.
async function control(path, body) {
	const bytes = JSON.stringify(body);
	const asked = request(`${sim}/control/${path}`, { agent: false, method: 'POST',
		headers: { 'content-type': 'application/json',
		           'content-length': Buffer.byteLength(bytes) } });
	asked.end(bytes);
	const [answer] = await once(asked, 'response');
	let said = '';
	for await (const piece of answer)
		said += piece;
	assert.equal(answer.statusCode, 200, said);
}

// What the next refresh of this link ends in.
export const nextEnds = (link, next) => control('connections', { link_id: link, next });
// A part of a name nobody else uses.
export const word = () => `R${key().slice(0, 8)}`;

// So many people in an office, each with a case due between the days and an order that was read
// half a year ago. `more` are columns of members: null for nobody to write to.
export async function people(n, { office = 1, tag = word(), due, email = 'x' } = {}) {
	sql(`
		with c as (
			insert into cases (reference, office_id)
			select '${tag}-' || i, ${office} from generate_series(1, ${n}) i
			returning id, reference),
		p as (
			insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
			select c.id, (select id from programs where code = 'snap'), 'renewal',
			       date '2026-01-05', date '${due}', 'The certification ends then.' from c),
		m as (
			insert into members (case_id, position, first_name, last_name, relation, born_on, email)
			select c.id, 1, 'Bo', 'Of ' || c.reference, 'applicant',
			       date '1950-01-01' + (c.id % 20000)::integer,
			       ${email ? "lower(c.reference) || '@mail.test'" : 'null'} from c
			returning id, case_id)
		insert into orders (case_id, member_id, products, delivery, language, client_key,
		                    order_number, intent, upstream_id, upstream_user_id,
		                    upstream_status, upstream_at, fetched_at, state, state_at, created_at)
		select m.case_id, m.id, '{income}', 'link', 'en', 'world-' || md5(random()::text || m.id),
		       new_order_number(), 'created', md5('up' || m.id || '${tag}'),
		       md5('user' || m.id || '${tag}'), 'completed', now() - interval '180 days',
		       now() + interval '1 day', 'reviewed', now() - interval '180 days',
		       now() - interval '181 days' from m;
		insert into connections (order_id, upstream_id, kind, name, data_source, link_id, state,
		                         upstream_at, state_at)
		select o.id, md5('con' || o.id), 'employer', 'Bayview Care Center', 'payroll',
		       md5('link' || o.id), 'reviewed', o.upstream_at, o.state_at
		  from orders o join cases c on c.id = o.case_id where c.reference like '${tag}-%'`);
	const told = JSON.parse(sql(`
		select coalesce(json_agg(json_build_object('id', o.upstream_id, 'user_id',
		       o.upstream_user_id, 'order_number', o.order_number, 'first_name', m.first_name,
		       'last_name', m.last_name, 'email', m.email, 'products', o.products, 'locale', 'en',
		       'status', 'completed', 'created_at', o.created_at, 'updated_at', o.upstream_at,
		       'expires_at', o.created_at + interval '30 days', 'is_suppressed', true,
		       'connections', json_build_array(json_build_object('id', n.upstream_id, 'link_id',
		       n.link_id, 'kind', 'employer', 'name', n.name, 'status', 'completed', 'task_status',
		       'done', 'created_at', o.created_at, 'updated_at', o.upstream_at)))
		       order by o.id), '[]')
		  from orders o join cases c on c.id = o.case_id join members m on m.id = o.member_id
		  join connections n on n.order_id = o.id where c.reference like '${tag}-%'`));
	for (let at = 0; at < told.length; at += 50)
		await control('adopt', { orders: told.slice(at, at + 50) });
	return {
		tag, due, office,
		links: told.map((one) => one.connections[0].link_id),
		originals: told.map((one) => one.id),
	};
}

// A campaign over exactly these people, as its form makes it; counted.
export async function describes(person, world, answers = {}) {
	const [year, month, day] = world.due.split('-');
	const at = `${month}/${day}/${year}`;
	const page = await person.fills('/renewals/new', '/renewals', {
		name: world.tag, office_id: String(world.office), due_from: at, due_to: at,
		recent_days: '30', ...answers,
	});
	assert.match(page.path, /^\/renewals\/\d+$/, page.words.slice(0, 300));
	await until('it is counted', () => state(page.path.split('/')[2]) === 'draft', 30);
	return { id: page.path.split('/')[2], url: page.path };
}

export const state = (id) => sql(`select state from campaigns where id = ${id}`);

// {place: count}
export const places = (id) => Object.fromEntries(sql(`select place, count(*) from campaign_items
	where campaign_id = ${id} group by place order by place`).split('\n').filter(Boolean)
	.map((line) => line.split('|')).map(([place, n]) => [place, Number(n)]));

export const presses = (person, campaign, button, answers = {}) =>
	person.fills(campaign.url, `${campaign.url}/${button}`, answers);

export const isDone = (campaign, seconds = 60) =>
	until(`campaign ${campaign.id} is done: ${JSON.stringify(places(campaign.id))}`,
		() => state(campaign.id) === 'done', seconds);

// How often the provider made a refresh of each of these orders.
export async function refreshesOf(originals) {
	const wanted = new Map(originals.map((id) => [id, 0]));
	for (const id of (await truv.sums()).refreshed)
		if (wanted.has(id))
			wanted.set(id, wanted.get(id) + 1);
	return [...wanted.values()];
}

// An order that was read, with its report; and reading it again as a person does.
export async function readOnce(login = 'goodlogin') {
	const order = await dana.hasAnOrder();
	await truv.finishes(order, login, { employer: 'Bayview Care Center' });
	await dana.seesState(order, 'Ready to review');
	await until('its report is here', () => sql(`select count(*) from reports
		where order_id = ${order.id} and body is not null`) === '1');
	order.upstream = truv.upstream(order);
	order.link = sql(`select link_id from connections where order_id = ${order.id}`);
	return order;
}

export async function readAgain(order, answers = {}) {
	const path = `${order.url}/refresh`;
	const page = await dana.visits(path);
	const pairs = filled(form(page.html, `${order.url}/refreshes`), { is_billed: '1', ...answers });
	const made = await dana.posts(`${order.url}/refreshes`, pairs);
	return { id: made.path.split('/')[2], url: made.path, page: made, pairs };
}

export const outcome = (refresh) =>
	sql(`select refresh_outcome from orders where id = ${refresh.id}`);

export const settles = (refresh, wanted, seconds = 20) =>
	until(`refresh ${refresh.id} is ${wanted}`, () => outcome(refresh) === wanted, seconds);
