// api_hooks.test.mjs: what a case system is told: signed, again until it is taken, kept when it
// never is, and never into a private network.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caseSystem, fits, Listener } from './casesystem.mjs';
import { message } from './markup.mjs';
import { sam } from './people.mjs';
import { reference, sql, until } from './world.mjs';

let los, listener;
before(async () => {
	los = await caseSystem();
	listener = await (await new Listener().starts()).isNamed();
});
after(() => listener.stops());

async function reaches() {
	const number = await los.reachesInterview();
	return (doc) => doc.type === 'milestone.reached' && doc.case === number;
}
const told = (is) => listener.events.filter((event) => is(event.doc));
const delivery = (id) => sql(`select d.state || ' ' || coalesce(d.problem, '-')
	from api_deliveries d where d.id = ${id}`);
const newest = () => sql(`select max(id) from api_deliveries where endpoint_id = ${listener.id}`);

describe('an address that is told', () => {
	test('hears a test, signed, without any person in it', async () => {
		await listener.does(`/admin/api/endpoints/${listener.id}/test`);
		const event = await listener.hears('the test', (doc) => doc.type === 'endpoint.test');
		fits(['components', 'schemas', 'Event'], event.doc, 'the test');
		assert.deepEqual(event.signatures, [true]);
		assert.equal(event.doc.id, event.id);
	});

	test('is told again until it takes it, with the same number', async () => {
		let refusals = 2;
		listener.answers = () => (refusals-- > 0 ? 500 : 204);
		const is = await reaches();
		await until('three tries', () => told(is).length === 3, 30);
		assert.equal(new Set(told(is).map((event) => event.id)).size, 1);
		await until('it is delivered', () => delivery(newest()) === 'delivered -');
		listener.answers = () => 204;
	});

	test('that is gone for good is kept for the administrator, who replays it', async () => {
		listener.answers = () => 410;
		const is = await reaches();
		await listener.hears('the event', is);
		const id = newest();
		await until('it is dead', () => delivery(id) === 'dead gone');
		const page = await sam.sees('/admin/api', 'did not arrive');
		assert.match(page.words, /gone for good/);
		assert.ok(!page.words.includes('Bright'), 'no person on the page');
		listener.answers = () => 204;
		await sam.fills('/admin/api', `/admin/api/deliveries/${id}/replay`, {});
		await until('it arrived', () => told(is).length === 2 && delivery(id) === 'delivered -');
	});

	test('that never takes it is given up after a day of tries', async () => {
		listener.answers = () => 503;
		await reaches();
		const id = newest();
		sql(`update api_deliveries set tries = 8 where id = ${id}`);
		await until('it is dead', () => delivery(id) === 'dead refused', 30);
		listener.answers = () => 204;
	});

	test('gets another secret, and for a day both sign', async () => {
		const page = await listener.does(`/admin/api/endpoints/${listener.id}/rotation`);
		listener.secrets.push(page.html.match(/id="secret" value="(\w+)"/)[1]);
		const is = await reaches();
		assert.deepEqual((await listener.hears('the event', is)).signatures, [true, true]);
		sql(`update api_endpoints set before_until = now() where id = ${listener.id}`);
		const later = await reaches();
		assert.deepEqual((await listener.hears('the event', later)).signatures, [false, true]);
	});

	test("hears nothing of another office's cases", async () => {
		const harbor = await caseSystem({ offices: ['2'] });
		const number = reference();
		await harbor.puts(`/api/v1/cases/${number}`, {
			office: '2', programs: [{ program: 'snap', requested_on: sql('select current_date') }],
			members: [{ reference: 'one', first_name: 'Bo', last_name: 'Far',
				born_on: '1991-05-06', relation: 'applicant', income: 'none' }],
		}, 201);
		await harbor.posts(`/api/v1/cases/${number}/milestones`, { milestone: 'interview' }, 201);
		await listener.hears('one of ours, made later', await reaches());
		assert.equal(told((doc) => doc.case === number).length, 0);
	});
});

describe('a private address', () => {
	const names = (url) => sam.fills('/admin/api', '/admin/api/endpoints',
		{ told: 'Nobody', url, offices: ['1'], kinds: ['order.changed'] });

	for (const url of ['https://10.1.2.3/x', 'https://127.0.0.1:1/', 'https://[::1]/',
		'https://169.254.169.254/latest', 'http://127.0.0.1:1/x', 'https://localhost/x'])
		test(`${url} is not taken`, async () => {
			const page = await names(url);
			assert.equal(page.status, 422);
			assert.match(message(page.html, 'url'), /outside private networks/);
		});

	for (const url of ['http://case.example.test/', 'ftp://case.example.test/', 'nowhere',
		'https://user@case.example.test/'])
		test(`${url} is no address`, async () => {
			const page = await names(url);
			assert.match(message(page.html, 'url'), /begins with https/);
		});

	test('behind a name is refused when the connection is made', async () => {
		const is = await reaches();
		await listener.hears('what is told at the right address', is);
		sql(`update api_endpoints set url = 'http://localhost:${listener.port}/told'
			where id = ${listener.id}`);
		const before = listener.events.length;
		await listener.does(`/admin/api/endpoints/${listener.id}/test`);
		await until('it is dead', () => delivery(newest()) === 'dead private');
		assert.equal(listener.events.length, before);
		sql(`update api_endpoints set url = '${listener.url}' where id = ${listener.id}`);
		assert.match((await sam.visits('/admin/api')).words, /in a private network/);
	});
});
