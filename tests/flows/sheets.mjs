// sheets.mjs: reviews for the worksheet's journeys: an order that has come back, with pay of which
// every sum is known.
import { randomBytes } from 'node:crypto';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { count, reference, sql, until } from './world.mjs';

// Pay dates, newest first: the last Friday before today, and every so many days before it.
const today = () => sql("select (now() at time zone 'America/Los_Angeles')::date");

export function paydays(n, step) {
	const day = new Date(`${today()}T12:00:00Z`);
	do
		day.setUTCDate(day.getUTCDate() - 1);
	while (day.getUTCDay() !== 5);
	return Array.from({ length: n }, (_, i) =>
		new Date(day.getTime() - i * step * 86400000).toISOString().slice(0, 10));
}

const cents = (amount) => Math.round(Number(amount) * 100);
const text = (amount) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

// Checks of these amounts on those days, with the year to date each would carry; null: missing.
export function checks(amounts, step) {
	const days = paydays(amounts.length, step);
	let ytd = 0;
	return amounts.map((amount, i) => ({ amount, day: days[i] })).reverse()
		.map(({ amount, day }, i, all) => {
			const isNewYear = i > 0 && all[i - 1].day.slice(0, 4) !== day.slice(0, 4);
			const { gross, ...parts } = typeof amount === 'object' ? amount : { gross: amount };
			ytd = (isNewYear ? 0 : ytd) + cents(gross);
			return {
				id: `check-${day}`, check_number: `9${i}`, pay_date: day, gross_pay: gross,
				gross_pay_ytd: text(ytd), hours: '80.00', ...parts,
			};
		})
		.filter(({ is_missing: isMissing }) => !isMissing).reverse();
}

// An order that went the whole way, whose report says exactly this: [{name, statements}].
export async function arrived(jobs, wishes = {}) {
	const c = await dana.opensCase(wishes);
	const order = await dana.orders(c);
	await dana.seesState(order, 'Waiting for client');
	await truv.finishes(order, 'goodlogin', { employer: 'bayview-care-center' });
	await dana.seesState(order, 'Ready to review');
	await until('its report is read', () =>
		count('reports', `order_id = ${order.id} and body is not null`) > 0);
	says(order, jobs);
	return { ...order, url: `/review/${order.id}` };
}

// The same written down at once, for journeys that begin with the data.
export function reviewed(jobs, programs = ['snap']) {
	const [id, key] = [reference(), randomBytes(16).toString('hex')];
	const order = { id: sql(`
		with c as (insert into cases (reference, office_id, worker_id) values ('${id}', 1, 1)
			returning id),
		p as (insert into case_programs (case_id, program_id, requested_on, due_on, due_rule)
			select c.id, p.id, current_date, current_date + 30, 'Thirty days.'
			  from c, programs p where p.code = any ('{${programs}}')),
		m as (insert into members (case_id, position, first_name, last_name, relation, born_on,
				ssn_last4)
			select id, 1, 'Bo', 'Of ${id}', 'applicant', '1990-02-03', '4471' from c
			returning id, case_id),
		o as (insert into orders (case_id, member_id, products, delivery, language, client_key,
				order_number, intent, upstream_id, state, fetched_at, created_by)
			select case_id, id, '{income}', 'link', 'en', '${key}', upper('LC-${key}'), 'created',
			       '${key}', 'ready', now() + interval '1 day', 1 from m returning id)
		insert into connections (order_id, upstream_id, kind, name, link_id, state, upstream_at)
		select id, 'c-${key}', 'employer', 'Bayview', 'l-${key}', 'ready', now() from o
		returning order_id`) };
	adds(order, jobs);
	return { ...order, url: `/review/${order.id}` };
}

function body(order, jobs) {
	const link = sql(`select link_id || '|' || upstream_id from connections
		where order_id = ${order.id} order by id limit 1`).split('|');
	const employments = jobs.map(({ name, frequency = null, statements }) => ({
		id: `job-${name}`, company: { name }, is_active: true, start_date: '2021-04-05',
		pay_frequency: frequency, statements, annual_income_summary: [], w2s: [],
	}));
	return JSON.stringify({ links: [{
		link_id: link[0], tracking_info: link[1], provider_name: 'Brightwage',
		data_source: 'payroll', employments,
	}] });
}

// What the newest report says from now on.
export function says(order, jobs) {
	sql(`update reports set body = $body$${body(order, jobs)}$body$::jsonb
		where order_id = ${order.id} and body is not null`);
}

// Another report comes in, and says this.
export function adds(order, jobs) {
	sql(`insert into reports (order_id, product, upstream_id, completed_at, body, sha256,
			requested_at, fetched_at)
		select ${order.id}, 'income', '${randomBytes(8).toString('hex')}', now(), b, encode(sha256(
			convert_to(b::text, 'UTF8')), 'hex'), now(), now()
		from (select $body$${body(order, jobs)}$body$::jsonb as b) x`);
}

export const job = (name, amounts, step = 14) =>
	({ name, statements: checks(amounts, step) });
export const missing = (gross) => ({ gross, is_missing: true });
