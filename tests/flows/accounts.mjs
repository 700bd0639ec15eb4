// accounts.mjs: accounts of a journey's own, and the codes that a phone would show.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { filled, form } from './markup.mjs';
import { named, password } from './people.mjs';
import { sql, until } from './world.mjs';

let made = 0;

// Somebody with the demo password, in offices by id.
export function account(role = 'caseworker', offices = role === 'admin' ? [] : [1]) {
	const name = `own${process.pid}n${++made}`;
	const id = sql(`insert into users (email, name, role, password_hash)
		select '${name}@lakeside.test', 'Own ${name}', '${role}', password_hash
		  from users where id = 1 returning id`);
	for (const office of offices)
		sql(`insert into user_offices (user_id, office_id) values (${id}, ${office})`);
	return Object.assign(named(name), { id, name: `Own ${name}` });
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes(base32) {
	const bits = [...base32].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
	return Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
}

// RFC 6238, from its text: what an app shows `steps` half minutes from now.
export function code(key, steps = 0) {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
	const mac = createHmac('sha1', bytes(key)).update(counter).digest();
	const value = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return String(value % 1000000).padStart(6, '0');
}

export const keyIn = (html) =>
	html.match(/setup-secret">([A-Z2-7 ]+)</)[1].replaceAll(' ', '');
export const codesIn = (html) =>
	[...html.matchAll(/<li class="mono">([0-9A-Z-]+)</g)].map(([, one]) => one);

// The password step; gives the page it leads to.
export const givesPassword = (person, word = password, path = '/signin') =>
	person.fills(path, '/signin', { email: person.email, password: word });

// Sets up an app on the page that asks for it; gives the key and the recovery codes.
export async function setsUp(person, path) {
	const page = await person.visits(path);
	assert.equal(page.status, 200, page.words.slice(0, 200));
	const key = keyIn(page.html);
	// Not in the last moments of a half minute: the code would be old when it arrives.
	await until('a fresh half minute', () => Date.now() % 30000 < 25000, 30);
	const pairs = filled(form(page.html, path), { code: code(key) });
	const done = await person.posts(path, pairs);
	assert.equal(done.status, 200, done.words.slice(0, 300));
	return { key, codes: codesIn(done.html), page: done };
}

// Somebody with an app, signed in; their last code is used up.
export async function withApp(role) {
	const person = account(role);
	await person.signsIn();
	await person.fills('/me/factor?next=/me', '/me/factor', { code: password });
	return Object.assign(person, await setsUp(person, '/me/factor/setup'));
}

// A code that was not used yet, without waiting for the clock: the last one used is forgotten.
export function freshCode(person) {
	sql(`update users set totp_step = 0 where id = ${person.id}`);
	return code(person.key);
}

export const sessions = (person) => Number(sql(`select count(*) from sessions
	where user_id = ${person.id} and ended_at is null and locked_at is null`));
