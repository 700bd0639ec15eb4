// truework.mjs: the second provider as the journeys use it: the simulator's control interface, what
// it really saw, and webhooks made by hand. What the simulator can do stands in
// tests/sim/truework_control.c.
import assert from 'node:assert/strict';
import { hooks, pause, reference, sim, sql, until } from './world.mjs';
import { truth as allTruth, chooses, goesWrong } from './truv.mjs';

export const token = process.env.TRUEWORK_TOKEN;

// The database's clock runs sixty times as fast, and with it what we allow ourselves. What asks an
// employer ends when a test says so.
export const begins = () => chooses({ truework_a_second: 1000, truework_wait_ms: 3600000 });

// Every request of the order ends as its SSN says; or it moves to a state, or its reports are odd.
export const makes = (order, what = { finish: true }) => until('it is there', async () => {
	const answer = await fetch(`${sim}/control/truework`, {
		method: 'POST', headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ search_key: order.number, ...what }),
	});
	assert.equal(answer.status, 200, await answer.text());
	return true;
}, 30);

// psql holds everything up; connections that were closed meanwhile must be seen to be.
export const noticed = () => pause(20);
const truth = () => noticed().then(allTruth);

const creates = { method: 'POST', path: '/truework/orders/*' };
export const fails = (fault, { match = creates, ...more } = {}) =>
	goesWrong(fault, { match, ...more });

export const made = async ({ number }) =>
	(await truth()).truework.filter((one) => one.search_key === number && !one.parent);
export async function madeOnce(order) {
	const all = await made(order);
	assert.equal(all.length, 1, `${order.number} exists ${all.length} times`);
	return all[0];
}
export const madeRequest = async (order) => (await made(order))[0].requests[0];
export const calls = async (pattern) => (await truth()).calls.filter((call) =>
	call.path.startsWith('/truework/') && pattern.test(`${call.method} ${call.path}`));

// A webhook made by hand: a token and no signature.
export async function sends(body, { given = token } = {}) {
	await noticed();
	const answer = await fetch(`${hooks}/webhooks/truework`, {
		method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
		headers: {
			'content-type': 'application/json', ...(given && { 'x-truework-token': given }),
		},
	});
	await answer.text();
	return answer.status;
}
export const event = (upstream, { state = 'completed', ...more } = {}) => ({
	version: '2023-10-30',
	hook: { id: 412, event: 'verification_request.state.change', target: 'https://x.test/',
		triggered_at: new Date().toISOString() },
	data: { order_id: upstream, verification_request_id: 'AAAAforged', state,
		credentials_session_token: null, metadata: {}, ...more },
});

const text = (value) => value ? `'${value}'` : 'null';

// A member of a new case whose Truv order found nothing: the sandbox SSN's last four say how it
// goes at Truework. `way` of the program: offer or start.
export async function ended({ last4 = '0004', employer = null, cause = 'no_data', way = 'offer',
	consent = false } = {}) {
	const ref = reference();
	const [order, member, caseId] = sql(`
		with g as (insert into programs (code, name, due_days)
			values (lower('${ref}'), 'Program ${ref}', 30) returning id),
		c as (insert into cases (reference, office_id, worker_id) values ('${ref}', 1, 1)
			returning id),
		cp as (insert into case_programs (case_id, program_id, requested_on, due_on, due_rule)
			select c.id, g.id, current_date, current_date + 30, 'Of the test.' from c, g),
		f as (insert into program_factors (program_id, frequency, factor, starts_on)
			select g.id, x.f, x.n, date '2020-01-01'
			  from g, (values ('W', '4.3'), ('BW', '2.15'), ('SM', '2'), ('M', '1')) x (f, n)),
		rr as (insert into review_rules (program_id, starts_on, material_cents, month_hours,
			month_cents, large_cents, second_permille)
			select id, date '2020-01-01', 12500, 80, 58000, 100000, 0 from g),
		m as (insert into members (case_id, position, first_name, last_name, relation, born_on,
			ssn_last4) select id, 1, 'Bo', 'Of ${ref}', 'applicant', '1990-02-03',
			${text(last4)} from c returning id, case_id),
		k as (insert into consents (case_id, member_id, provider, how, given_on, noted_by)
			select case_id, id, 'truework', 'signed', current_date, 1 from m where ${consent}),
		o as (insert into orders (case_id, member_id, products, delivery, language, client_key,
			order_number, intent, state, upstream_id, upstream_status, employer_hint, created_by)
			select case_id, id, '{income}', 'link', 'en', md5('${ref}'), new_order_number(),
			'created', 'reading', md5('up ${ref}'), 'no_data', ${text(employer)}, 1
			from m returning id)
		select o.id, m.id, m.case_id from o, m`).split('|');
	if (way === 'start')
		sql(`update program_sources set way = 'start' where provider = 'truework' and program_id =
			(select program_id from case_programs where case_id = ${caseId})`);
	sql(`update orders set state = 'needs_you', cause = '${cause}' where id = ${order}`);
	await noticed();
	return { id: order, url: `/orders/${order}`, member, caseId };
}

export async function byNumber(id) {
	const number = sql(`select order_number from orders where id = ${id}`);
	await noticed();
	return { id, url: `/orders/${id}`, number };
}
