// review.test.mjs: from "Ready to review" to an accepted decision, by the keyboard alone; what
// changed since the last verification; what the client said; accounts; without JavaScript.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tabsTo }
	from './browser.mjs';
import { filled, form } from './markup.mjs';
import { dana, luis, marcus, priya, ruth } from './people.mjs';
import { arrives, confirms, decides, decisionsOf, disposes, keeps, member, program, stateOf }
	from './reviews.mjs';
import { count, sql } from './world.mjs';

before(async () => {
	for (const person of [dana, luis, marcus, priya, ruth])
		await person.signsIn();
	await start();
});
after(stop);
afterEach(noComplaints);

const audited = (review, action) => count('audit', `action = '${action}' and user_id = 1
	and subject in ('order:${review.id}', 'review:${review.id}')`);

describe('by the keyboard', () => {
	test('from the queue to an accepted figure', async () => {
		const who = member({ due: -1 });
		const review = arrives(who, { 'Bayview Care Center': ['1712.00', '21.40'] });
		const page = await opens(dana);
		let strokes = 0;
		const strikes = async (...keys) => {
			for (const key of keys) {
				strokes++;
				await page.keyboard.press(key);
			}
		};
		await page.visits(`/review?q=${who.reference}`);
		await accessible(page);
		await strikes('n');
		await page.waitForURL(`**${review.url}`);
		await page.getByText('3 of 3 points fit').waitFor();
		await page.getByRole('heading', { name: '1 thing to settle' }).waitFor();
		await page.getByRole('heading', { name: 'Jobs: $3,680.80 a month' }).waitFor();
		await accessible(page);
		await presses(page, 'a[href$="/income"]');
		await page.waitForURL('**/income');
		await page.locator('#todo-count', { hasText: 'Nothing open' }).waitFor();
		await strikes('y');
		await page.locator('.notice', { hasText: 'The income is confirmed' }).waitFor();
		await presses(page, '.sub-tabs a[href$="/note"]');
		await page.waitForURL('**/note');
		assert.match(await page.locator('#note').textContent(), /3,680\.80/);
		await presses(page, `.sub-tabs a[href="${review.url}"]`);
		await page.getByRole('heading', { name: 'Ready to accept' }).waitFor();
		assert.ok(await page.locator('#outcome').isChecked());
		await strikes('d');
		await page.locator('.notice', { hasText: 'Accepted. The order is reviewed.' }).waitFor();
		await page.getByRole('heading', { name: /^Accepted by Dana Whitfield/ }).waitFor();
		assert.equal(strokes, 3, 'beside Tab and Enter');
		assert.equal(stateOf(review), 'reviewed');
		assert.equal(decisionsOf(review), '1 1 accept final 1');
		assert.equal(audited(review, 'review.decide'), 1);
		await accessible(page);
		await page.visits(`${review.url}/note`);
		const note = (await page.locator('#note').textContent()).replace(/\s+/g, ' ');
		assert.match(note, /Accepted \d\d\/\d\d\/\d{4} by Dana Whitfield\./);
		await page.context().close();
	});

	test('the decision is live: what somebody else decides is there', async () => {
		const review = arrives(member(), { 'Bayview Care Center': ['900.00', '15.00'] });
		const page = await opens(dana);
		await page.visits('/review');
		const row = page.locator(`#review-${review.id}`);
		await row.waitFor();
		await decides(ruth, review, { outcome: 'reject', reason: 'Not the right year' });
		await page.waitForFunction((id) => {
			const found = document.getElementById(`review-${id}`);
			return found === null || found.classList.contains('is-gone');
		}, review.id);
		await page.context().close();
	});
});

describe('what changed', () => {
	const before_ = {
		'Bayview Care Center': ['1600.00', '20.00'], 'Sunrise Diner': ['192.00', '16'],
	};
	const now_ = {
		'BAYVIEW CARE CENTER, Inc.': ['1712.00', '21.40'], 'Northgate Market': ['412', '17'],
	};

	async function again(who) {
		const first = arrives(who, before_);
		await confirms(dana, first);
		assert.match((await decides(dana, first, { outcome: 'accept' })).words, /Accepted by Dana/);
		return arrives(who, now_);
	}

	test('nothing is accepted before every difference is decided', async () => {
		const who = member({ language: 'es' });
		const review = await again(who);
		await confirms(dana, review);
		const page = await dana.sees(`${review.url}/changes`,
			'3 changes since .* 3 still to decide');
		assert.match(page.words, /New employer/);
		assert.match(page.words, /Sunrise Diner Gone/);
		assert.match(page.words, /Monthly 3,440\.00 3,680\.80 \+240\.80/);
		assert.match(page.words, /Vemos pagos de Northgate Market/);
		assert.match(page.words, /\$125 a month or more Needs a person/);
		const early = await decides(dana, review, { outcome: 'accept' });
		assert.equal(early.status, 422);
		assert.match(early.words, /Decide every difference under Changes first/);
		assert.equal(decisionsOf(review), '');
		// One is for the client: a task says so, and closes when it is decided.
		await disposes(dana, review,
			{ bayview: ['found'], sunrise: ['found', 'Payroll says so'], northgate: ['ask'] });
		const task = `kind = 'clarification' and order_id = ${review.id}`;
		assert.equal(count('tasks', `${task} and done_at is null`), 1);
		await dana.sees(`${review.url}/changes`, '1 still to decide');
		assert.equal((await decides(dana, review, { outcome: 'accept' })).status, 422);
		await disposes(dana, review, { northgate: ['found', 'She started in August'] });
		assert.equal(count('tasks', `${task} and done_at is null`), 0);
		assert.equal(count('tasks', task), 1);
		assert.equal(count('dispositions', `review_id = ${review.id}`), 4);
		await dana.sees(`${review.url}/changes`, 'all decided');
		const done = await decides(dana, review, { outcome: 'accept' });
		assert.match(done.words, /Accepted by Dana/);
		assert.equal(audited(review, 'review.dispose'), 2);
	});

	test('a decision holds for what was seen: other figures ask again', async () => {
		const review = await again(member());
		const found = ['found'];
		await disposes(dana, review, { bayview: found, sunrise: found, northgate: found });
		await dana.sees(`${review.url}/changes`, 'all decided');
		keeps(review, { ...now_, 'Northgate Market': ['512', '17'] });
		await dana.sees(`${review.url}/changes`, '3 changes since .* 1 still to decide');
		assert.equal((await decides(dana, review, { outcome: 'accept' })).status, 422);
	});

	test('the form of a page that is old decides nothing', async () => {
		const review = await again(member());
		const page = await dana.visits(`${review.url}/changes`);
		const pairs = form(page.html, `${review.url}/dispositions`)
			.map(([n, v]) => [n, n.endsWith('.choice') ? 'found' : v]);
		keeps(review, { ...now_, 'Northgate Market': ['612', '17'] });
		const late = await dana.posts(`${review.url}/dispositions`, pairs);
		assert.equal(late.status, 422);
		assert.match(late.words, /the figures changed while this page was open/);
		assert.equal(count('dispositions', `review_id = ${review.id}`), 0);
	});

	test('the client is believed only with a reason', async () => {
		const who = member();
		const review = arrives(who, { 'Bayview Care Center': ['1712.00', '21.40'] });
		const asks = `/members/${who.id}/declaration`;
		const bad = await dana.fills(asks, `/members/${who.id}/declarations`, {
			'rows.0.employer': 'Bayview', 'rows.0.pay': '1e3', 'rows.0.frequency': 'BW',
		});
		assert.equal(bad.status, 422);
		assert.match(bad.words, /Enter an amount such as 21\.40/);
		const said = await dana.fills(asks, `/members/${who.id}/declarations`, {
			words: '<b>Only</b> Bayview', 'rows.0.employer': 'Bayview', 'rows.0.pay': '1,400.00',
			'rows.0.frequency': 'BW', 'rows.1.employer': 'Old <script>Mill',
		});
		assert.equal(said.path, `${review.url}/changes`);
		assert.match(said.words, /2 changes from what was declared, 2 still to decide/);
		assert.match(said.words, /Another amount/);
		assert.match(said.words, /\$3,010\.00/);
		assert.match(said.words, /Declared, not found/);
		assert.match(said.html, /Old &lt;script&gt;Mill/);
		assert.doesNotMatch(said.html, /<script>Mill/);
		const why = await disposes(dana, review, { bayview: ['declared'], old: ['found'] });
		assert.equal(why.status, 422);
		assert.match(why.words, /Enter why the client’s word counts|Enter why the client's word/);
		await disposes(dana, review, { bayview: ['declared', 'Overtime ended'], old: ['found'] });
		await dana.sees(`${review.url}/changes`, 'all decided');
	});

	test('more differences than a form holds come a form at a time', async () => {
		const jobs = (word) => Object.fromEntries(Array.from({ length: 60 }, (_, i) =>
			[`${word} ${String.fromCharCode(65 + i % 26)}${i}`, ['400.00', '20.00']]));
		const who = member();
		arrives(who, jobs('Old'));
		const review = arrives(who, jobs('New'));
		const all = async () => {
			const page = await dana.visits(`${review.url}/changes`);
			const pairs = form(page.html, `${review.url}/dispositions`)
				.map(([n, v]) => [n, n.endsWith('.choice') ? 'found' : v]);
			return dana.posts(`${review.url}/dispositions`, pairs);
		};
		assert.match((await all()).words, /120 changes since .* 21 still to decide/);
		assert.match((await all()).words, /120 changes since .* all decided/);
		assert.equal(count('dispositions', `review_id = ${review.id}`), 120);
	});

	test('a first verification with nobody asked has nothing to decide', async () => {
		const review = arrives(member(), { 'Bayview Care Center': ['1712.00', '21.40'] });
		const page = await dana.visits(`${review.url}/changes`);
		assert.match(page.words, /Nothing earlier to compare with/);
		assert.doesNotMatch(page.words, /Save decisions/);
	});
});

describe('accounts', () => {
	const accounts = `jsonb_build_array(jsonb_build_object('id', 'a1', 'type', 'CHECKING',
			'mask', '000011112222', 'balances', jsonb_build_object('balance', '5000.00'),
			'owners', '[{"full_name": "Bo"}]'::jsonb, 'transactions', jsonb_build_array(
				jsonb_build_object('id', 't1', 'type', 'CREDIT', 'amount', '2,000.00',
					'description', 'Cash', 'posted_at', current_date - 9),
				jsonb_build_object('id', 't2', 'type', 'CREDIT', 'amount', '1e9',
					'description', 'Odd', 'posted_at', current_date - 8),
				jsonb_build_object('id', 't3', 'type', 'DEBIT', 'amount', '3000.00',
					'description', 'Rent', 'posted_at', current_date - 7))),
		jsonb_build_object('id', 'a2', 'type', 'LOAN', 'balances',
			jsonb_build_object('balance', '9000.00')))`;

	test('a large deposit is decided with a reason; a debt is no asset', async () => {
		const review = arrives(member(), accounts, { product: 'assets' });
		const page = await dana.sees(`${review.url}/assets`,
			'Assets that count: \\$5,000.00, 1 deposit to decide');
		assert.doesNotMatch(page.words, /00001111/);
		assert.match((await decides(dana, review, { outcome: 'accept' })).words,
			/Decide about every large deposit under Assets first/);
		const pairs = form(page.html, `${review.url}/asset-choices`);
		const [name] = pairs.find(([n, v]) => n.endsWith('.deposit') && v === 't1');
		const out = { [name.replace('deposit', 'choice')]: 'out' };
		const bad = await dana.posts(`${review.url}/asset-choices`, filled(pairs, out));
		assert.equal(bad.status, 422);
		assert.match(bad.words, /Enter why it counts or not/);
		const why = { ...out, [name.replace('deposit', 'reason')]: 'A loan from her aunt' };
		const done = await dana.posts(`${review.url}/asset-choices`, filled(pairs, why));
		assert.match(done.words, /Assets that count: \$3,000\.00/);
		await dana.posts(`${review.url}/asset-choices`, filled(pairs, why));
		assert.equal(count('asset_choices', `review_id = ${review.id}`), 1, 'said once');
		// What is none of this review's is not kept.
		const [account] = pairs.find(([n]) => n.endsWith('.account'));
		await dana.posts(`${review.url}/asset-choices`, filled(pairs, {
			[account]: 'somebody-elses', [account.replace('account', 'choice')]: 'out',
			[account.replace('account', 'reason')]: 'x',
		}));
		assert.equal(count('asset_choices', `review_id = ${review.id}`), 1);
		const accepted = await decides(dana, review, { outcome: 'accept' });
		assert.match(accepted.words, /Accepted by Dana/);
	});
});

describe('who may look', () => {
	const pages = (review) => ['', '/changes', '/assets', '/hours'].map((p) => review.url + p);

	test('another office finds nothing, other roles are refused', async () => {
		const review = arrives(member(), { 'Bayview Care Center': ['1712.00', '21.40'] });
		for (const path of pages(review)) {
			assert.equal((await dana.visits(path)).status, 200, path);
			assert.equal((await marcus.visits(path)).status, 404, path);
			for (const person of [priya, luis])
				assert.equal((await person.visits(path)).status, 403, path);
		}
		const queue = await marcus.visits('/review');
		assert.doesNotMatch(queue.words, new RegExp(review.who.reference));
		for (const person of [priya, luis])
			assert.doesNotMatch((await person.visits(person === luis ? '/desk' : '/')).html,
				/href="\/review"/);
		assert.equal(audited(review, 'review.view'), 1);
	});
});

describe('as others use it', () => {
	test('both widths, no faults of accessibility, nothing beyond the window', async () => {
		const who = member({ language: 'ar', name: 'محمد' });
		arrives(who, { 'Old Job': ['500', '10'] });
		const review = arrives(who, { '<i>Bayview</i> & Söhne': ['1712.00', '21.40'] });
		for (const size of [sizes.desktop, sizes.phone]) {
			const page = await opens(dana, { size });
			for (const path of ['', '/changes', '/assets', '/hours']) {
				await page.visits(review.url + path);
				await accessible(page);
				assert.ok(await overhang(page) <= 0, `${path} at ${size.width}`);
			}
			await page.visits(`/members/${who.id}/declaration`);
			await accessible(page);
			await page.context().close();
		}
	});

	test('without JavaScript and by Tab: a difference is decided', async () => {
		const who = member();
		const first = arrives(who, { 'Bayview Care Center': ['1000', '20'] });
		await confirms(dana, first);
		await decides(dana, first, { outcome: 'accept' });
		const review = arrives(who, { 'Bayview Care Center': ['1712.00', '21.40'] });
		const page = await opens(dana, { javaScriptEnabled: false });
		await page.visits(`${review.url}/changes`);
		await page.selectOption('select', 'found');
		await page.locator('button', { hasText: 'Save decisions' }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: /all decided$/ }).waitFor();
		await page.context().close();
	});

	test('what somebody else decides meanwhile is told, and nothing typed is lost', async () => {
		const who = member();
		arrives(who, { 'Bayview Care Center': ['1000', '20'] });
		const review = arrives(who, { 'Harbor Linen': ['1712.00', '21.40'] });
		const page = await opens(dana);
		await page.visits(`${review.url}/changes`);
		await page.locator('input[id$=reason]').first().fill('He showed the letter');
		await disposes(ruth, review, { harbor: ['found'] });
		await page.getByText('Something changed while this page is open').waitFor();
		assert.equal(await page.locator('input[id$=reason]').first().inputValue(),
			'He showed the letter');
		await accessible(page);
		await page.context().close();
	});

	test('the client\'s words are copied by one key', async () => {
		const who = member({ language: 'vi' });
		arrives(who, { 'Bayview Care Center': ['1000', '20'] });
		const review = arrives(who, { 'Harbor Linen': ['1712.00', '21.40'] });
		const page = await opens(dana, { permissions: ['clipboard-read', 'clipboard-write'] });
		await page.visits(`${review.url}/changes`);
		await page.keyboard.press('c');
		await page.waitForFunction(async () =>
			(await navigator.clipboard.readText()).includes('Harbor Linen'));
		assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Xin chào/);
		await tabsTo(page, 'select');
		await page.context().close();
	});
});

test('hours: a month is met by hours or by pay, and what is guessed says so', async () => {
	const review = arrives(member(), { Bakery: ['300.00', '15.00'], Books: ['500.00', '25.00'] });
	const page = await dana.visits(`${review.url}/hours`);
	assert.match(page.words, /of the last 3 months met/);
	assert.match(page.words, /80\.00 hours or \$580 a month/);
	const months = Number(sql(`select count(*) from generate_series(1, 3)`));
	assert.equal([...page.html.matchAll(/<section class="panel" aria-label/g)].length, months + 1);
});

test('a program without a rule for deposits asks about none', () => {
	assert.throws(() => program({ large: -1 }), /review_rules_large_cents_check/);
});
