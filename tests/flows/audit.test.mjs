// audit.test.mjs: the auditor sees who did what and who looked at a case, by the keyboard and
// without JavaScript, and nobody else does; what somebody altered past the portal is found.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import { accessible, noComplaints, opens, overhang, sizes, start, stop } from './browser.mjs';
import { dana, luis, marcus, nora, priya, ruth, sam } from './people.mjs';
import { logs, sql, until } from './world.mjs';

const run = promisify(execFile);
let c;

// What `portal audit verify` says of the database or of a dump, and with which code it ended.
async function verify(dump = '') {
	const child = run(process.env.PORTAL, ['audit', 'verify', ...(dump ? ['-'] : [])]);
	if (dump)
		child.child.stdin.end(dump);
	return child.then(({ stdout }) => ({ code: 0, said: stdout }),
		(error) => ({ code: error.code, said: error.stdout }));
}

const dump = () => execFileSync('pg_dump', ['-t', 'audit', '-t', 'audit_chain',
	process.env.DATABASE_OWNER_URL], { encoding: 'utf8', maxBuffer: 1 << 28 });

const meddles = (query) => sql(`alter table audit disable trigger user;
	alter table audit_chain disable trigger user; ${query};
	alter table audit enable trigger user; alter table audit_chain enable trigger user`);

before(async () => {
	await start();
	c = await (await dana.signsIn()).opensCase();
	await dana.visits(c.url);
	await (await marcus.signsIn()).visits(c.url);
	await nora.signsIn();
});
after(stop);
afterEach(noComplaints);

test('who looked at a case is told, and who tried', async () => {
	const page = await nora.visits(`/audit/cases/${c.id}`);
	assert.equal(page.status, 200);
	assert.match(page.words, new RegExp(`2 people opened case ${c.reference}`));
	assert.match(page.words, /Marcus Bell ?caseworker Harbor .*1 not theirs to see/);
	assert.match(page.words, /Dana Whitfield ?caseworker Eastside/);
	assert.doesNotMatch(page.html, new RegExp(`Of ${c.reference}`), 'no client is named');
	assert.equal((await nora.visits('/audit/cases/999999999')).status, 404);
});

test('lines are found by who, case, action and outcome, and saved as a file', async () => {
	const page = await nora.visits(`/audit?case=${c.reference}&who=2&what=case&outcome=not_found`);
	assert.match(page.words, /Marcus Bell ?caseworker Case: view Case .* Not theirs to see/);
	assert.doesNotMatch(page.words, /Dana Whitfield ?caseworker Case: view/);
	const file = await nora.visits(`/audit/file?case=${c.reference}`);
	assert.match(file.html, /^\ufeff?"Line","At \(UTC\)","User","Name"/);
	assert.equal(file.html.match(/"case\.view"/g).length >= 2, true);
	assert.match((await nora.visits('/audit?case=99-999999')).words, /No case has this number/);
});

test('nobody but the auditor comes in, and the auditor sees no case', async () => {
	for (const other of [dana, ruth, sam, priya, luis])
		for (const path of ['/audit', '/audit/file', `/audit/cases/${c.id}`])
			assert.equal((await (await other.signsIn()).visits(path)).status, 403, path);
	assert.equal((await nora.visits(c.url)).status, 403);
});

test('by the keyboard, on both widths, and without JavaScript', async () => {
	for (const [name, size] of Object.entries(sizes)) {
		const page = await opens(nora, { size });
		await page.visits('/audit');
		await accessible(page);
		await page.locator('#case').focus();
		await page.keyboard.type(c.reference);
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: `Who looked at case ${c.reference}` }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: `people opened case ${c.reference}` }).waitFor();
		await accessible(page);
		assert.ok(await overhang(page) <= 0);
		await page.screenshot({ path: `${logs}/audit-${name}.png`, fullPage: true });
		await page.context().close();
	}
	const plain = await opens(nora, { javaScriptEnabled: false });
	await plain.visits(`/audit?case=${c.reference}`);
	await plain.getByRole('link', { name: 'Who looked at' }).click();
	await plain.getByRole('heading', { name: 'people opened case' }).waitFor();
	await plain.context().close();
});

test('what is altered past the portal is named, here and in a dump', async () => {
	await until('all is linked', () => sql(`select count(*) from audit a where a.id <=
		(select max(id) from audit where subject = 'case:${c.id}') and not exists
		(select from audit_chain k where k.audit_id = a.id)`) === '0', 30);
	const whole = await verify();
	assert.equal(whole.code, 0, whole.said);
	const dumped = await verify(dump());
	assert.equal(dumped.code, 0, dumped.said);
	const id = sql(`select min(id) from audit where subject = 'case:${c.id}' and user_id = 2`);
	meddles(`update audit set user_id = 8 where id = ${id}`);
	const altered = await verify();
	assert.equal(altered.code, 1);
	assert.match(altered.said, new RegExp(`line ${id},.* was altered`));
	assert.equal((await verify(dump())).code, 1);
	assert.match((await nora.visits('/audit')).words, /The audit trail was altered/);
	meddles(`update audit set user_id = 2 where id = ${id}`);
	assert.equal((await verify()).code, 0);
	assert.match((await nora.visits('/audit')).words, /Audit trail, whole when verified/);
});
