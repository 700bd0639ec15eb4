// orders_gate.test.mjs: the rate gate as journeys meet it (safety.md §1): storms of 429, refused
// keys, and a provider whose clock is wrong.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { count, sql, until } from './world.mjs';

before(() => dana.signsIn());
after(() => truv.forgets());

const ordersOne = async () => dana.orders(await dana.opensCase());
const gate = (column) => sql(`select ${column} from gates where provider = 'truv'`);

async function sentOnce(orders) {
	for (const order of orders) {
		await dana.seesState(order, 'Waiting for client', 40);
		await truv.madeOnce(order);
	}
}

describe('a storm of 429', () => {
	const storms = [['throttle', { retry_after: 30 }], ['throttle_no_retry_after', {}]];
	for (const [fault, more] of storms) {
		test(`${fault}: pauses all, loses none, and is forgotten`, async () => {
			await truv.goesWrong(fault, { times: 8, ...more });
			const orders = [];
			for (let i = 0; i < 4; i++)
				orders.push(await ordersOne());
			await sentOnce(orders);
			for (const order of orders) {
				const taken = (await truv.posts(order)).filter((one) => one.status === 201);
				assert.equal(taken.length, 1);
			}
			assert.equal(gate('last_429_at is not null'), 't');
			assert.equal(gate('pause_step'), '0');
			assert.ok(Number(sql('select sum(throttled) from gate_minutes')) >= 8);
			const tries = sql(`select max(tries) from jobs where kind = 'orders/create'
				and input ->> 'order_id' in (${orders.map((one) => `'${one.id}'`)})`);
			assert.equal(tries, '1');
		});
	}
});

describe('refused keys', () => {
	for (const [fault, status] of [['deny', 401], ['forbid', 403]]) {
		test(`${status}: the circuit opens, intents wait, one accepted call heals it`, async () => {
			const before = count('incidents', "kind = 'keys_refused'");
			await truv.goesWrong(fault, { match: { path: '/v1/orders/*' }, times: 3 });
			const order = await ordersOne();
			await until('the circuit is open', () => gate('denied_at is not null') === 't');
			assert.equal(gate('denied_status'), String(status));
			assert.match((await dana.seesState(order, 'Sending')).words, /it goes out/);
			const open = "kind = 'keys_refused' and closed_at is null";
			assert.equal(count('incidents', open), 1);
			await sentOnce([order]);
			await until('it is closed', () => gate('denied_at is null') === 't');
			assert.equal(count('incidents', "kind = 'keys_refused'"), before + 1);
			assert.equal(count('incidents', open), 0);
		});
	}
});

describe('the provider has another time', () => {
	for (const hours of [-30, 30]) {
		test(`${hours} h: what was lost is still found, what happens still moves`, async () => {
			await truv.chooses({ clock_skew_s: hours * 3600 });
			await truv.mails({ hold: true });
			await truv.goesWrong('process_then_drop');
			const lost = await ordersOne();
			await dana.seesState(lost, 'Waiting for client', 30);
			await truv.mails({ hold: false });
			await truv.finishes(lost);
			await dana.seesState(lost, 'Ready to review');
			await truv.madeOnce(lost);
			assert.equal((await truv.posts(lost)).length, 1);
			await truv.chooses({});
		});
	}
});
