// county.mjs: the county's identity provider and a portal that trusts it, and browsers that go from
// one to the other: each with a jar of cookies for each of the two.
import { countyProvider, client } from '../idp/provider.mjs';
import { people } from '../idp/people.mjs';
import { freePort } from '../ports.mjs';
import { filled, form, words } from './markup.mjs';
import { another } from './portals.mjs';

export { people };

// A provider and `count` portals beside run.sh's; `wishes` are settings of theirs.
export async function county(name, { alg, ...wishes } = {}) {
	const [port, app, hooks] = [await freePort(), await freePort(), await freePort()];
	const [portal, told] = [app, hooks].map((one) => `http://127.0.0.1:${one}`);
	const provider = await countyProvider({ port, portal, hooks: told, alg });
	const server = await another(name, {
		APP_LISTEN: `127.0.0.1:${app}`, HOOKS_LISTEN: `127.0.0.1:${hooks}`, PUBLIC_URL: portal,
		OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret,
		...wishes,
	});
	return {
		provider, portal, told, log: server.log,
		stops: async () => { await server.stops(); await provider.stops(); },
	};
}

const redirects = new Set([301, 302, 303, 307, 308]);
const cookies = (answer) => (answer.headers.get('set-cookie') ?? '').split(/, (?=[^;,=\s]+=)/)
	.filter(Boolean).map((line) => line.split(';')[0].split(/=(.*)/s));

export class Visitor {
	constructor(world) {
		this.world = world;
		this.jars = {};
	}

	// One request, as it is: no redirect followed.
	async asks(url, { method = 'GET', pairs, headers = {} } = {}) {
		const { origin } = new URL(url);
		const jar = this.jars[origin] ??= new Map();
		const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
		const answer = await fetch(url, {
			method, redirect: 'manual', body: pairs && new URLSearchParams(pairs),
			headers: { ...(cookie && { cookie }), ...headers },
		});
		for (const [name, value] of cookies(answer))
			value ? jar.set(name, value) : jar.delete(name);
		return answer;
	}

	// Follows where it leads; `until` a redirect leads to an address with that in it, which is
	// then not opened.
	async goes(url, { until, ...request } = {}) {
		for (let hops = 0; hops < 12; hops++) {
			const answer = await this.asks(url, request);
			const html = redirects.has(answer.status) ? '' : await answer.text();
			if (!redirects.has(answer.status))
				return { status: answer.status, url, html, words: words(html) };
			url = new URL(answer.headers.get('location'), url).href;
			request = {};
			if (until && url.includes(until))
				return { url };
		}
		throw new Error(`goes in circles at ${url}`);
	}

	visits = (path, wishes) => this.goes(new URL(path, this.world.portal).href, wishes);

	// Fills in the form for `action` on a page and sends it.
	async fills(page, action, answers = {}, wishes = {}) {
		const pairs = filled(form(page.html, action), answers);
		return this.goes(new URL(action, page.url).href, { method: 'POST', pairs, ...wishes });
	}

	// From the portal's button to the provider, being `login` there, and back.
	async signsIn(login, { path = '/', ...wishes } = {}) {
		const next = encodeURIComponent(path);
		const page = await this.visits(`/signin/county?next=${next}`, wishes);
		if (!page.html?.includes('<h1>County account</h1>'))
			return page;
		const action = page.html.match(/action="([^"]+)"/)[1];
		return this.fills(page, action, { login }, wishes);
	}

	// The same, stopped at the door: the address the provider sends the browser back to.
	comesBack = async (login) =>
		(await this.signsIn(login, { until: '/signin/county/return' })).url;

	session = () => this.jars[this.world.portal]?.get('session');
	isIn = async () => (await this.visits('/')).url.endsWith('/');

	// Signs in with a password of ours.
	async usesPassword(email, password) {
		const page = await this.visits('/signin');
		return this.fills(page, '/signin', { email, password });
	}
}
