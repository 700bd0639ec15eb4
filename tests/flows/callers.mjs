// callers.mjs: people who call, and calls as an agent takes them, for the journeys of calls.
import assert from 'node:assert/strict';
import { filled, form } from './markup.mjs';
import { dana } from './people.mjs';
import { count, sql } from './world.mjs';

let numbers = 0;
const ours = String(process.pid % 1000).padStart(3, '0');
export const phone = () => `41555${ours}${String(numbers++).padStart(2, '0')}`;
export const spelled = (n) => `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`;

export const finds = (agent, q) => agent.fills('/calls/new', '/calls/search', { q });

// A case of Dana's with somebody who has a phone of their own.
export async function somebody(member = {}) {
	const number = phone();
	const c = await dana.opensCase({ household: [{ phone: number, email: '', ...member }] });
	return { ...c, number, other: phone() };
}

export async function begins(agent, c) {
	const found = await finds(agent, c.number);
	const page = await agent.posts('/calls', form(found.html, '/calls'));
	assert.match(page.path, /^\/calls\/\d+$/, page.words.slice(0, 300));
	return { id: page.path.split('/')[2], url: page.path, page };
}

export const sending = (page, call, answers) => filled(form(page.html, `${call.url}/messages`),
	{ send_by: 'text', ...answers });
export const sends = async (agent, call, answers) => agent.posts(`${call.url}/messages`,
	sending(await agent.visits(call.url), call, answers));
export const orderOf = (c) => {
	const [id, number] = sql(`select id, order_number from orders where case_id = ${c.id}
		order by id desc limit 1`).split('|');
	return { id, number, url: `/orders/${id}` };
};
export const messages = (c) => count('messages', `case_id = ${c.id}`);
// The note as it stands in the box.
export const draft = async (agent, call) => new Map(form((await agent.visits(call.url)).html,
	`${call.url}/note`)).get('note');
export const wraps = (agent, call, outcome, more = {}) =>
	agent.fills(`${call.url}/wrap`, `${call.url}/wrap`, { outcome, ...more });
