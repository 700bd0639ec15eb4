// order.test.mjs: the main journey over HTTP: a case is opened, income is ordered, the client finishes, the report is
// there; and what the worker sees when it does not go so well.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { dana } from './people.mjs';
import * as truv from './truv.mjs';
import { until } from './world.mjs';

before(() => dana.signsIn());

describe('a client finishes', () => {
	for (const delivery of ['truv', 'link', 'in_person']) {
		test(`an order by ${delivery} becomes a report`, async () => {
			const c = await dana.opensCase();
			const order = await dana.orders(c, { delivery });
			const page = await dana.seesState(order, 'Waiting for client');
			const sim = await truv.madeOnce(order);
			assert.equal(sim.is_suppressed, delivery !== 'truv');
			assert.equal(sim.external_user_id, c.reference);
			assert.match(page.html, /id="link" value="http:\/\/127\.0\.0\.1:\d+\/s\/\w+"/);
			await truv.finishes(order, 'goodlogin', { employer: 'bayview-care-center' });
			await dana.seesState(order, 'Ready to review');
			await dana.sees(c.url, 'Bayview Care Center');
			const report = await dana.sees(`${order.url}/report`, 'Bayview Care Center');
			assert.match(report.words, /1,504\.00/);
			assert.match(report.words, /1,673\.20/);
			assert.match(report.words, /Year to date/i);
		});
	}
});
