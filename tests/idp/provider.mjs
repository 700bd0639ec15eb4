// provider.mjs: the county's identity provider, for the journeys and for trying: npm's
// oidc-provider with a page where one chooses who to be, keys that can be changed while it runs,
// and tokens that can be made wrong on the way out.
//
// What is right about it is the library's; what is wrong about it is asked for by a test.
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { people } from './people.mjs';

const encoded = (value) =>
	Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

const kinds = {
	RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
	ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

export function newKey(alg = 'RS256') {
	const jwk = kinds[alg]().privateKey.export({ format: 'jwk' });
	return { ...jwk, alg, use: 'sig', kid: randomBytes(8).toString('hex') };
}

// A token with this header and these claims, signed with this key as its alg says.
export function signed(header, claims, jwk) {
	const text = `${encoded(header)}.${encoded(claims)}`;
	const key = createPrivateKey({ key: jwk, format: 'jwk' });
	const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
	return `${text}.${signature.toString('base64url')}`;
}

export const client = { id: 'verify', secret: 'county: s=cret' };

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const page = (said) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>County account</title>
</head><body><main><h1>County account</h1>${said}</main></body></html>`;

const choice = (uid) => page(`<p>A stand-in: choose who you are.</p>
<form method="post" action="/interaction/${uid}">${[...people].map(([login, person]) =>
	`<p><button name="login" value="${escaped(login)}">${escaped(person.name ?? login)}</button>
	${escaped(person.groups.join(', '))}</p>`).join('\n')}</form>`);

// The library's own page asks the network for a font.
const goodbye = (ctx, form) => {
	ctx.body = page(`${form}<p>Sign out of the county account too?</p><p><button name="logout"
		value="yes" form="op.logoutForm">Sign out</button></p>`);
};

async function body(request) {
	const pieces = [];
	for await (const piece of request)
		pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

// Puts another ID token into the answer that is about to leave.
function twistAnswer(response, twist, key) {
	const end = response.end.bind(response);
	response.end = (answer) => {
		const doc = JSON.parse(answer);
		if (doc.id_token) {
			const [header, claims] = doc.id_token.split('.').slice(0, 2).map(decoded);
			doc.id_token = twist({ header, claims, key, token: doc.id_token });
		}
		const text = JSON.stringify(doc);
		response.setHeader('content-length', Buffer.byteLength(text));
		return end(text);
	};
}

class CountyProvider {
	asked = {};                    // path → how often
	#twist = null;

	constructor({ port, portal, hooks, alg = 'RS256' }) {
		Object.assign(this, { port, portal, hooks, alg });
		this.url = `http://127.0.0.1:${port}`;
		this.key = newKey(alg);
		this.#build();
	}

	#build() {
		const { portal, hooks, alg } = this;
		this.provider = new Provider(this.url, {
			clients: [{
				client_id: client.id, client_secret: client.secret, response_types: ['code'],
				redirect_uris: [`${portal}/signin/county/return`],
				post_logout_redirect_uris: [`${portal}/signin`],
				grant_types: ['authorization_code'], id_token_signed_response_alg: alg,
				backchannel_logout_uri: `${hooks}/webhooks/county`, require_auth_time: true,
				backchannel_logout_session_required: true,
			}],
			claims: {
				openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'],
			},
			conformIdTokenClaims: false,
			cookies: { keys: ['a stand-in needs no secret'] },
			features: {
				devInteractions: { enabled: false }, backchannelLogout: { enabled: true },
				rpInitiatedLogout: { enabled: true, logoutSource: goodbye },
			},
			findAccount: (_, id) => people.has(id)
				&& { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) },
			interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
			jwks: { keys: [this.key] },
			loadExistingGrant: async ({ oidc }) => {
				const { accountId } = oidc.session;
				const grant = new oidc.provider.Grant({ clientId: client.id, accountId });
				grant.addOIDCScope('openid profile email');
				await grant.save();
				return grant;
			},
			pkce: { required: () => true, methods: ['S256'] },
			ttl: { Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 600, IdToken: 600 },
		});
		this.handles = this.provider.callback();
	}

	// Signs with another key from now on; the old one is gone.
	rotates(alg = this.alg) {
		this.key = newKey(alg);
		this.#build();
	}

	// What the next ID tokens become: ({header, claims, key, token}) => token; nothing: right.
	twists(twist) {
		this.#twist = twist ?? null;
	}

	async #answers(request, response) {
		const { pathname } = new URL(request.url, this.url);
		const [, first, uid] = pathname.split('/');
		this.asked[pathname] = (this.asked[pathname] ?? 0) + 1;
		if (pathname === '/token' && this.#twist)
			twistAnswer(response, this.#twist, this.key);
		if (pathname === '/control/rotate')
			return response.end(this.rotates() ?? 'rotated\n');
		if (first !== 'interaction')
			return this.handles(request, response);
		if (request.method === 'GET')
			return response.setHeader('content-type', 'text/html').end(choice(uid));
		const login = new URLSearchParams(await body(request)).get('login');
		return this.provider.interactionFinished(request, response,
			{ login: { accountId: login } }, { mergeWithLastSubmission: false });
	}

	async starts() {
		this.server = createServer((request, response) => this.#answers(request, response)
			?.catch((error) => response.writeHead(500).end(error.message)));
		this.server.listen(this.port, '127.0.0.1');
		await once(this.server, 'listening');
		return this;
	}

	async stops() {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}
}

export const countyProvider = (options) => new CountyProvider(options).starts();
