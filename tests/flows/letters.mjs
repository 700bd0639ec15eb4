// letters.mjs: orders whose messages the agency sends itself, as the journeys of letters need them.
import { dana } from './people.mjs';
import { count, sql, until } from './world.mjs';

let made = 0;
const phone = () => `+1415555${2000 + process.pid % 100 * 60 + ++made}`;

// The witness's questions hold up the loop, so that a connection may have been closed unnoticed.
const answers = (order) => until('the portal answers', async () =>
	(await dana.visits(`${order.url}/messages`)).status === 200);

// An order that the agency delivers, with its link and the two messages that carried it. The
// outbox's own affair, that they go out, is not waited for.
export async function delivers({ email = `letters${made}@mail.test`, ...more } = {}) {
	const order = await dana.hasAnOrder(more);
	order.phone = phone();
	sql(`update orders set delivery = 'agency', phone = '${order.phone}',
		email = ${email ? `'${email}'` : 'null'} where id = ${order.id}`);
	await until('the link is to go out', () => messages(order, 'link') === (email ? 2 : 1));
	await answers(order);
	return order;
}

export const messages = (order, kind) =>
	count('messages', `order_id = ${order.id} and kind = '${kind}'`);

// Everything that went out for an order was so long ago, on the database's clock.
export const ages = (order, days) => sql(`
	update messages set created_at = now() - span('${days} days') where order_id = ${order.id};
	update resends set asked_at = now() - span('${days} days') where order_id = ${order.id};
	update order_steps set at = now() - span('${days} days') where order_id = ${order.id};
	update orders set expires_at = now() + interval '30 days' where id = ${order.id}`);

// The clock says that reminders may be due; returns when it has been looked.
export async function looks(order) {
	const id = sql("insert into jobs (kind) values ('reminders/queue') returning id");
	await until('the reminders were looked at', () =>
		sql(`select state from jobs where id = ${id}`) === 'done');
	await answers(order);
}
