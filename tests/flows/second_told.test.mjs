// second_told.test.mjs: telling a case system when everything dies around it: what was taken and
// not answered, and what was on its way when the portal was killed, is told again under its number.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caseSystem, Listener } from './casesystem.mjs';
import { portal, sql, until } from './world.mjs';

let los, listener;
before(async () => {
	los = await caseSystem();
	listener = await (await new Listener().starts()).isNamed({ kinds: ['milestone.reached'] });
});
after(() => listener.stops());

const told = (number) => listener.events.filter((event) => event.doc.case === number);
const states = (number) => sql(`select string_agg(d.state || ' ' || coalesce(d.problem, '-'), ', ')
	from api_deliveries d join api_events v on v.id = d.event_id
	where v.body ->> 'case' = '${number}'`);

// Exactly one event, however often it was told, and each time with a right signature.
function oneEvent(number, atLeast) {
	const all = told(number);
	assert.ok(all.length >= atLeast, `${all.length} times`);
	assert.equal(new Set(all.map((event) => event.id)).size, 1);
	assert.ok(all.every((event) => event.doc.id === event.id && event.signatures[0]));
	assert.equal(sql(`select count(*) from api_events where body ->> 'case' = '${number}'`), '1');
}

// Of a worker that died: the lease is over now and not in a minute and a half.
const letsGo = () => sql(`update jobs set lease_until = now()
	where kind = 'api/deliver' and state = 'running'`);

test('taken, but the answer was lost: told again with the same number', async () => {
	let lost = 2;
	listener.answers = () => (lost-- > 0 ? 0 : 204);
	const number = await los.reachesInterview();
	await until('it is delivered', () => states(number) === 'delivered -', 40);
	oneEvent(number, 3);
});

test('the portal is killed while the listener has it: told again, never lost', async () => {
	let kills = 1, isAnswered;
	const gone = portal.pid(), answered = new Promise((done) => { isAnswered = done; });
	listener.answers = async () => {
		if (kills-- > 0) {
			await answered;
			process.kill(gone, 'SIGKILL');
			return 0;
		}
		return 204;
	};
	const number = await los.reachesInterview();
	isAnswered();
	await until('another portal is there', async () => portal.pid() !== gone
		&& portal.isReady(), 40);
	letsGo();
	await until('it is delivered', () => states(number) === 'delivered -', 40);
	oneEvent(number, 2);
});

test('the portal is killed as soon as the milestone is answered: told all the same', async () => {
	listener.answers = () => 204;
	const number = await los.reachesInterview();
	assert.equal(await portal.dies(), '137');
	await portal.returns();
	letsGo();
	await until('it is delivered', () => states(number) === 'delivered -', 40);
	oneEvent(number, 1);
});
