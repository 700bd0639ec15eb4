// browser_resend.test.mjs: the order that nobody finds, in the browser: a person reads what is so
// and sends it again without a mouse, while the page stands open.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
	accessible, noComplaints, opens, overhang, presses, sizes, start, stop, tag,
} from './browser.mjs';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';

before(async () => {
	await dana.signsIn();
	await start();
});
after(stop);
afterEach(noComplaints);

for (const [name, size] of Object.entries(sizes)) {
	test(`${name}: Truv shows no order, and it is sent again`, async () => {
		await truv.goesWrong('drop');
		await truv.goesWrong('missing', { match: { method: 'POST', path: '/v1/orders/batch/' } });
		const order = await dana.orders(await dana.opensCase());
		const page = await opens(dana, { size });
		await page.visits(order.url);
		await tag(page, 'Checking');
		await page.getByText('Do not send it again').first().waitFor();
		await page.locator('h1 .state', { hasText: 'Needs you' }).waitFor({ timeout: 60000 });
		await accessible(page);
		assert.equal(await overhang(page), 0);
		await presses(page, 'form[action$="/resending"] button');
		await tag(page, 'Waiting for client');
		await accessible(page);
		assert.match(await page.locator('main').innerText(), /to be sent again/);
		await truv.madeOnce(order);
	});
}
