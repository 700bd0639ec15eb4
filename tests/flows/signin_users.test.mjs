// signin_users.test.mjs: the administrator's accounts: the first one, joining, leaving, whose work
// it was.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { account, givesPassword } from './accounts.mjs';
import { dana, marcus, named, nora, password, ruth, sam, stranger } from './people.mjs';
import { count, sql, until } from './world.mjs';

before(() => Promise.all([sam, dana, ruth, nora, marcus].map((person) => person.signsIn())));

const linkIn = (page) => page.html.match(/\/welcome\/[0-9a-f]{64}/)?.[0]
	?? assert.fail(page.words.slice(0, 300));
const word = 'seven horses in a field';

async function invites(name, answers) {
	const page = await sam.fills('/admin/users/new', '/admin/users',
		{ email: `${name}@lakeside.test`, name: `New ${name}`, role: 'caseworker', offices: '2',
			...answers });
	return { page, link: linkIn(page), person: named(name) };
}

test('somebody is invited, chooses a password, and sees what the role sees', async () => {
	const name = `join${process.pid}`;
	const { page, link, person } = await invites(name);
	assert.match(page.words, /It works once/);
	assert.equal(count('invitations', `token_hash = '${link.split('/')[2]}'`), 0, 'kept hashed');
	assert.equal((await givesPassword(person)).status, 422, 'no password yet');
	assert.equal((await person.fills(link, link, { password: 'short' })).status, 422);
	const inside = await person.fills(link, link, { password: word });
	assert.equal(inside.path, '/');
	assert.equal((await person.visits('/cases/3')).status, 200);
	assert.equal((await person.visits('/cases/1')).status, 404, 'not their office');
	assert.equal((await stranger().visits(link)).status, 404);
	person.cookie = '';
	assert.equal((await givesPassword(person, word)).path, '/');
});

test('a link is used once, whoever comes twice at the same time', async () => {
	const { link } = await invites(`twice${process.pid}`);
	const pages = await Promise.all(['one', 'two'].map((n) =>
		stranger().fills(link, link, { password: `${word} ${n}` })));
	assert.deepEqual(pages.map((page) => page.path === '/').sort(), [false, true]);
	assert.match(pages.find((page) => page.path !== '/').words, /This link is over/);
});

test('a newer link ends the one before, and an old one ends by itself', async () => {
	const { link, person } = await invites(`newer${process.pid}`);
	const id = sql(`select id from users where email = '${person.email}'`);
	const page = await sam.fills(`/admin/users/${id}`, `/admin/users/${id}/links`,
		{ kind: 'password' });
	const newer = linkIn(page);
	assert.equal((await stranger().visits(link)).status, 404);
	assert.equal((await stranger().visits(newer)).status, 200);
	sql(`update invitations set expires_at = now() where user_id = ${id}`);
	assert.equal((await stranger().visits(newer)).status, 404);
});

test('only an administrator gives accounts out; extra fields widen no role', async () => {
	const bo = account();
	for (const person of [dana, ruth, nora, marcus]) {
		assert.equal((await person.visits('/admin/users')).status, 403, person.email);
		assert.equal((await person.visits(`/admin/users/${bo.id}`)).status, 403, person.email);
	}
	await bo.signsIn();
	await bo.fills('/me', '/me/password', { current: password, password: word, role: 'admin',
		is_disabled: 'false', offices: '2', 'user.role': 'admin', id: '6' });
	assert.equal(sql(`select role from users where id = ${bo.id}`), 'caseworker');
	assert.equal(count('user_offices', `user_id = ${bo.id}`), 1);
});

test('nobody changes their own role, and nobody closes their own account', async () => {
	const page = await sam.fills('/admin/users/6', '/admin/users/6', { role: 'auditor' });
	assert.equal(page.status, 422);
	assert.match(page.words, /your own, or that of the last administrator/);
	const token = (await sam.visits('/admin/users/6')).html.match(/name="csrf" value="(\w+)"/)[1];
	await sam.posts('/admin/users/6/closure', [['csrf', token]]);
	await sam.posts('/admin/users/6/links', [['csrf', token], ['kind', 'password']]);
	assert.equal(count('users', "id = 6 and not is_disabled and role = 'admin'"), 1);
	assert.equal(count('invitations', 'user_id = 6'), 0);
});

test('open work goes to another of the office; what is elsewhere goes to the pool', async () => {
	const [leaver, heir] = [account('caseworker', [1, 2]), account('caseworker', [1])];
	await leaver.signsIn();
	const mine = await leaver.opensCase();
	const closed = await leaver.opensCase();
	const theirs = await leaver.opensCase({ office_id: '2' });
	sql(`update cases set worker_id = ${leaver.id} where id in (${mine.id}, ${theirs.id},
		${closed.id}); update cases set closed_at = now() where id = ${closed.id}`);
	const page = await sam.visits(`/admin/users/${leaver.id}`);
	assert.match(page.words, /2 open cases/);
	assert.ok(!page.html.includes(mine.reference), 'numbers only');
	await sam.fills(`/admin/users/${leaver.id}`, `/admin/users/${leaver.id}/transfer`,
		{ heir: heir.id });
	const worker = (c) =>
		sql(`select coalesce(worker_id::text, 'pool') from cases where id = ${c.id}`);
	assert.deepEqual([mine, theirs, closed].map(worker), [heir.id, 'pool', leaver.id]);
	assert.equal(count('assignments', `case_id = ${mine.id} and to_id = ${heir.id}`), 1);
	assert.match((await heir.signsIn() && await heir.visits(mine.url)).words, /was given to/);
	assert.equal(count('audit', `action = 'user.transfer' and subject = 'user:${leaver.id}'`), 1);
});

test('an account nobody uses for sixty days closes by itself; the clock says so', async () => {
	const [idle, used, back] = [account(), account(), account()];
	const old = "now() - interval '61 days'";
	sql(`update users set used_at = ${old}, created_at = ${old}, enabled_at = ${old}
		where id in (${idle.id}, ${back.id})`);
	sql(`update users set enabled_at = now() where id = ${back.id}`);
	sql(`insert into jobs (kind) values ('users/expire')`);
	await until('it is closed', () => count('users', `id = ${idle.id} and is_disabled
		and disabled_for = 'unused'`) === 1);
	assert.equal(count('users', `id in (${used.id}, ${back.id}) and not is_disabled`), 2);
	assert.equal(count('audit', `action = 'user.expire' and subject = 'user:${idle.id}'`), 1);
	assert.match((await sam.visits(`/admin/users/${idle.id}`)).words, /closed by itself/);
});

const bootstrap = () => {
	try {
		return execFileSync(process.env.PORTAL, ['admin', 'bootstrap'], { encoding: 'utf8' });
	} catch (error) {
		return `${error.status} ${error.stderr}`;
	}
};

test('the first administrator comes by the command line, while there is none', async () => {
	assert.match(bootstrap(), /^1 .*administrator/s);
	const admins = sql("select string_agg(id::text, ',') from users where role = 'admin' "
		+ 'and not is_disabled');
	sql(`update users set is_disabled = true, disabled_for = 'person' where id in (${admins})`);
	try {
		const link = `/welcome/${bootstrap().match(/welcome\/([0-9a-f]{64})/)[1]}`;
		const second = `/welcome/${bootstrap().match(/welcome\/([0-9a-f]{64})/)[1]}`;
		const email = `first${process.pid}@lakeside.test`;
		assert.equal((await stranger().visits(link)).status, 404, 'the newer one counts');
		const first = stranger();
		const page = await first.fills(second, second, { email, name: 'First', password: word });
		assert.equal(page.path, '/');
		assert.equal((await first.visits('/admin/users')).status, 200);
		assert.match(bootstrap(), /^1 /);
		sql(`update users set is_disabled = true, disabled_for = 'person'
			where email = '${email}'`);
	} finally {
		sql(`update users set is_disabled = false, disabled_for = null where id in (${admins})`);
		sam.cookie = '';
	}
});

test('an office is opened and renamed; a name is taken once', async () => {
	await sam.signsIn();
	const name = `Annex ${process.pid}`;
	const page = await sam.fills('/admin/offices', '/admin/offices',
		{ name, phone: '415 555 0111' });
	assert.match(page.words, /The office is kept/);
	assert.match(page.words, /\(415\) 555-0111/);
	assert.equal((await sam.fills('/admin/offices', '/admin/offices', { name })).status, 422);
	const id = sql(`select id from offices where name = '${name}'`);
	await sam.fills(`/admin/offices/${id}`, `/admin/offices/${id}`, { name: `${name} B` });
	assert.equal(count('offices', `name = '${name} B'`), 1);
});
