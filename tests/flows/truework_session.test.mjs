// truework_session.test.mjs: a client signs in on our page, in a browser as large as a phone; and
// what happens around the session (truework-api.md §6).
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop } from './browser.mjs';
import { dana } from './people.mjs';
import * as truework from './truework.mjs';
import { forgets, mails } from './truv.mjs';
import { opened } from '../sealed.mjs';
import { app, linkOf, sql, until } from './world.mjs';

before(async () => {
	await dana.signsIn();
	await truework.begins();
	await start();
});
after(async () => {
	await stop();
	await forgets();
});
afterEach(noComplaints);

async function session() {
	const ended = await truework.ended();
	const page = await dana.fills(`${ended.url}/source`, `${ended.url}/successor`,
		{ way: 'truework:session', delivery: 'in_person', consent_how: 'signed' });
	const order = await truework.byNumber(page.path.split('/')[2]);
	await dana.seesState(order, 'Waiting for client', 30);
	order.path = new URL(linkOf(order.id)).pathname;
	return order;
}

test('the client signs in on the phone; the worker reviews what came', async () => {
	const order = await session();
	const page = await opens(null, { size: sizes.phone });
	await page.visits(order.path);
	await accessible(page);
	assert.equal(await overhang(page), 0);
	assert.doesNotMatch(page.url(), /token/);
	await page.getByRole('button', { name: 'Start' }).click();
	const widget = page.frameLocator('#widget');
	await widget.locator('#username').fill('badlogin');
	await widget.locator('#password').fill('x');
	await widget.getByRole('button', { name: 'Sign in' }).click();
	await widget.getByText('is not right').waitFor();
	await widget.locator('#company').selectOption('Northgate Market');
	await widget.locator('#username').fill('goodlogin');
	await widget.locator('#password').fill('goodpassword');
	await widget.getByRole('button', { name: 'Sign in' }).click();
	await widget.locator('#done').waitFor();
	await truework.makes(order);
	await dana.seesState(order, 'Ready to review', 40);
	await page.getByText('Thank you. You are done.').waitFor({ timeout: 30000 });
	await dana.sees(`${order.url}/report`, 'Northgate Market', 30);
});

test('every language has its page, right to left where its script is', async () => {
	const order = await session();
	const page = await fetch(`${app}${order.path}?lang=ar`);
	const html = await page.text();
	assert.match(html, /<html lang="ar" dir="rtl"/);
	assert.match(page.headers.get('content-security-policy'), /frame-src http:\/\/127/);
	assert.equal(page.headers.get('cache-control'), 'no-store');
	assert.equal((await fetch(`${app}/v/NOSUCHSESSION0000000000`)).status, 404);
	await dana.fills(`${order.url}/change`, `${order.url}/cancellation`, { reason: 'Went home' });
	await dana.seesState(order, 'Canceled', 30);
	const over = await (await fetch(app + order.path)).text();
	assert.match(over, /This link has ended/);
	assert.doesNotMatch(over, /name="token"/);
});

test('a session whose making ended unknown is made again: it reaches nobody', async () => {
	await truework.fails('process_then_drop',
		{ match: { method: 'POST', path: '/truework/credentials/session' } });
	const order = await session();
	assert.equal(sql(`select string_agg(phase, ',' order by id) from order_attempts
		where order_id = ${order.id}`), 'unsent,accepted');
});

test('an event that names somebody else\'s request is read and not believed', async () => {
	const [mine, other] = [await session(), await session()];
	await mails({ hold: true });
	const token = (order) => opened(`client_sessions.token:${order.id}`,
		sql(`select token from client_sessions where order_id = ${order.id}`));
	const sign = async (order) => fetch(`${process.env.SIM_URL}/widget/${token(order)}/signin`, {
		method: 'POST', body: new URLSearchParams({ company: 'Northgate Market',
			username: 'goodlogin', password: 'x' }),
	});
	await sign(other);
	const theirs = (await truework.madeRequest(other));
	await truework.sends(truework.event(null, { verification_request_id: theirs,
		credentials_session_token: token(mine) }));
	await until('it was read', async () =>
		(await truework.calls(new RegExp(`GET .*/verification-requests/${theirs}/`))).length > 0);
	await dana.seesState(mine, 'Waiting for client');
	await mails({ hold: false });
	await truework.makes(other);
	await dana.seesState(other, 'Ready to review', 40);
});
