// reviews.mjs: reviews for the journeys of deciding: members whose pay is known to the cent, in a
// program of their own, so that no rule of the demo and no other file's change touches them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { filled, form } from './markup.mjs';
import { pause, reference, sql } from './world.mjs';

const text = (bytes = 6) => randomBytes(bytes).toString('hex');

// A program with these rules: of its accepted reviews so many in a thousand are drawn.
export function program({ drawn = 0, material = 12500, large = 100000 } = {}) {
	const code = `p${text(4)}`;
	sql(`with p as (insert into programs (code, name, due_days)
			values ('${code}', 'Program ${code}', 30) returning id),
		f as (insert into program_factors (program_id, frequency, factor, starts_on)
			select p.id, x.f, x.n, date '2020-01-01'
			  from p, (values ('W', '4.3'), ('BW', '2.15'), ('SM', '2'), ('M', '1')) x (f, n))
		insert into review_rules (program_id, starts_on, material_cents, month_hours, month_cents,
			large_cents, second_permille)
		select id, date '2020-01-01', ${material}, 80, 58000, ${large}, ${drawn} from p`);
	return code;
}

// A member of a new case in Eastside.
export function member({ of = program(), language = 'en', name = 'Bo', due = 30 } = {}) {
	const ref = reference();
	const [id, caseId] = sql(`with c as (insert into cases (reference, office_id, worker_id)
			values ('${ref}', 1, 1) returning id),
		p as (insert into case_programs (case_id, program_id, requested_on, due_on, due_rule)
			select c.id, p.id, current_date - 1, current_date + ${due}, 'Of the test.'
			  from c, programs p where p.code = '${of}')
		insert into members (case_id, position, first_name, last_name, relation, born_on, ssn_last4,
			language)
		select id, 1, '${name}', 'Of ${ref}', 'applicant', '1990-02-03', '4471', '${language}'
		  from c
		returning id || '|' || case_id`).split('|');
	return { id, caseId, reference: ref, name: `${name} Of ${ref}` };
}

const fridays = `select d::date as day from generate_series(current_date - 1,
	current_date - 400, interval '-1 day') d where extract(isodow from d) = 5`;

// Checks every other Friday, newest first, each of this amount, with its year to date.
const statements = (key, amount, rate) => `(select json_agg(json_build_object(
	'id', '${key}' || day, 'check_number', to_char(day, 'YYYYMMDD'), 'pay_date', day,
	'gross_pay', '${amount}', 'regular', '${amount}', 'hours', round(${amount} / ${rate}, 2)::text,
	'gross_pay_ytd', ytd::text) order by day desc)
	from (select day, sum(${amount}::numeric) over (partition by extract(year from day)
			order by day) as ytd
		from (select day from (${fridays}) f
		       where (current_date - 1 - day) / 7 % 2 = 0 order by day desc limit 10) y) x)`;

// {name: [amount of a check, rate]}, as a report's employments.
const employments = (jobs) => Object.entries(jobs).map(([name, [amount, rate, more = '{}']]) =>
	`(json_build_object('id', '${text()}', 'company', json_build_object('name', '${name}'),
	'is_active', true, 'income', '${rate}', 'income_unit', 'HOURLY', 'pay_frequency', 'BW',
	'profile', json_build_object('first_name', m.first_name, 'last_name', m.last_name,
		'date_of_birth', m.born_on, 'ssn', m.ssn_last4),
	'statements', ${statements(name, amount, rate)})::jsonb || '${more}'::jsonb)`).join(', ');

// An order of the member that has come back with this pay.
export function arrives(who, jobs, { product = 'income' } = {}) {
	const key = text(16);
	const id = sql(`with o as (insert into orders (case_id, member_id, products, delivery, language,
			client_key, order_number, intent, upstream_id, state, fetched_at, created_by)
		select case_id, id, '{${product}}', 'link', language, '${key}', upper('LC-${key}'),
		       'created', '${key}', 'ready', now() + interval '1 day', 1
		  from members where id = ${who.id} returning id)
		insert into connections (order_id, upstream_id, kind, name, link_id, state, upstream_at)
		select id, 'c-${key}', '${product === 'assets' ? 'bank' : 'employer'}', 'Source ${key}',
		       'l-${key}', 'ready', now() from o
		returning order_id`);
	const order = { id, key, who, url: `/review/${id}`, order: `/orders/${id}` };
	keeps(order, jobs, product);
	return order;
}

const link = (order, inside) => `jsonb_build_object('links', jsonb_build_array(
	jsonb_build_object('link_id', 'l-${order.key}', 'tracking_info', 'c-${order.key}',
		'provider_name', 'Brightwage') || ${inside}))`;

// A report comes in; jobs as above, or an SQL expression of accounts.
export function keeps(order, jobs, product = 'income') {
	const inside = product === 'assets'
		? `jsonb_build_object('accounts', ${jobs})`
		: `jsonb_build_object('employments', jsonb_build_array(${employments(jobs)}))`;
	sql(`insert into reports (order_id, product, upstream_id, completed_at, body, sha256,
			fetched_at)
		select ${order.id}, '${product}', '${text(12)}', now(), b, encode(sha256(
			convert_to(b::text, 'UTF8')), 'hex'), now()
		  from members m, lateral (select ${link(order, inside)} as b) x
		 where m.id = ${order.who.id}`);
}

export const stateOf = (review) => sql(`select state from orders where id = ${review.id}`);
export const decisionsOf = (review) => sql(`select string_agg(concat_ws(' ', round, stage, outcome,
	case when is_final then 'final' else 'open' end, decided_by), ', ' order by id)
	from decisions where review_id = ${review.id}`);

// What a person does without JavaScript.
export async function confirms(person, review) {
	// psql held node up: what the server closed meanwhile must be seen before it is used.
	await pause(0);
	const page = await person.visits(`${review.url}/income`);
	assert.equal(page.status, 200);
	const pairs = filled(form(page.html, `${review.url}/reckoning`), { program: 'all' });
	const after = await person.posts(`${review.url}/confirmation`, pairs);
	assert.match(after.words, /The income is confirmed/, after.words.slice(0, 400));
}

export const decides = (person, review, answers) =>
	person.fills(review.url, `${review.url}/decision`, answers);

// Answers the differences by employer: {'Northgate': ['found'], 'Bayview': ['declared', 'why']}.
export async function disposes(person, review, answers) {
	const page = await person.visits(`${review.url}/changes`);
	const pairs = form(page.html, `${review.url}/dispositions`);
	const given = {};
	for (const [name, subject] of pairs.filter(([n]) => n.endsWith('.subject')))
		for (const [employer, [choice, reason = '']] of Object.entries(answers))
			if (subject.includes(employer.toLowerCase())) {
				given[name.replace('subject', 'choice')] = choice;
				given[name.replace('subject', 'reason')] = reason;
			}
	return person.posts(`${review.url}/dispositions`, filled(pairs, given));
}
