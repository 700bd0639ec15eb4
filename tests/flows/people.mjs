// people.mjs: the demo world's people, working over HTTP as a browser without JavaScript does.
//
// A person keeps one session, fills in the forms the pages give, and follows where they lead, so a
// journey reads as what somebody does. Names, offices and the password are those of fixtures.sql.
import assert from 'node:assert/strict';
import { answered } from './household.mjs';
import { filled, form, state, words } from './markup.mjs';
import { addresses, app, reference, until } from './world.mjs';

export const password = 'lakeside demo 2026';
const redirects = new Set([301, 302, 303, 307, 308]);

// Debian 12's node has no getSetCookie: cookies come as one text, with ", " between them.
const cookies = (answer) => (answer.headers.get('set-cookie') ?? '').split(/, (?=[^;,]+=)/);

class Person {
	constructor(name) {
		this.email = `${name}@lakeside.test`;
		this.cookie = '';                    // of the session
		this.half = '';                      // of a sign-in that wants more
		this.app = app;                      // a server of portals.mjs instead
		this.headers = {};                   // with every request
	}

	keepsCookie(line) {
		const pair = line.includes('Max-Age=0') ? '' : line.split(';')[0];
		if (line.startsWith('signin='))
			this.half = pair;
		else
			this.cookie = pair;
	}

	// One request, as it is: no redirect followed.
	async asks(path, { method = 'GET', pairs, headers = {} } = {}) {
		// What the server closed while psql held us up is noticed before it is used again.
		await new Promise(setImmediate);
		const cookie = [this.cookie, this.half].filter(Boolean).join('; ');
		const answer = await fetch(this.app + path, {
			method, redirect: 'manual', body: pairs && new URLSearchParams(pairs),
			headers: { ...(cookie && { cookie }), ...this.headers, ...headers },
		});
		cookies(answer).filter(Boolean).forEach((line) => this.keepsCookie(line));
		return answer;
	}

	async follows(answer, path) {
		for (let hops = 0; redirects.has(answer.status); hops++) {
			assert.ok(hops < 5, `goes in circles at ${path}`);
			addresses(path, [answer.headers.get('location')]);
			path = answer.headers.get('location');
			answer = await this.asks(path);
		}
		const html = await answer.text();
		addresses(path, html.match(/(?<=(href|action|hx-get|src)=")[^"]*/g));
		return { status: answer.status, path, html, words: words(html) };
	}

	visits = async (path) => this.follows(await this.asks(path), path);
	posts = async (path, pairs) =>
		this.follows(await this.asks(path, { method: 'POST', pairs }), path);

	// Fills in the form for `action` on the page at `path` and sends it.
	async fills(path, action, answers) {
		const page = await this.visits(path);
		assert.equal(page.status, 200, `${path}: ${page.words.slice(0, 200)}`);
		return this.posts(action, filled(form(page.html, action), answers));
	}

	async signsIn() {
		if (this.cookie)
			return this;
		const page = await this.fills('/signin', '/signin', { email: this.email, password });
		assert.match(page.path, /^\/(desk)?$/, page.words);
		return this;
	}

	// `household` are members' fields, the applicant first; what is not said is somebody ordinary.
	caseAnswers({ household = [{}], ...answers } = {}) {
		const given = { reference: reference(), programs: ['snap'], ...answers };
		household.forEach((member, i) => {
			const whole = {
				first_name: 'Bo', last_name: `Of ${given.reference}`, born_on: '02/03/1990',
				relation: i ? 'child' : 'applicant', email: `bo${i}@mail.test`, has_income: '1',
				...member,
			};
			for (const [name, value] of Object.entries(whole))
				given[`members.${i}.${name}`] = value;
		});
		return given;
	}

	async opensCase(wishes) {
		const answers = this.caseAnswers(wishes);
		const page = await this.fills('/cases/new', '/cases', answers);
		assert.match(page.path, /^\/cases\/\d+$/, page.words.slice(0, 400));
		const members = [...page.html.matchAll(/\/verify\?member=(\d+)"/g)].map(([, m]) => m);
		const id = page.path.split('/')[2];
		return { id, url: page.path, reference: answers.reference, members, page };
	}

	// The builder's form as the page gives it, filled in for one member: what a browser holds when
	// the button is pressed.
	async ordering(c, { member = c.members[0], ...answers } = {}) {
		const page = await this.visits(`${c.url}/verify?member=${member}`);
		assert.equal(page.status, 200, page.words.slice(0, 200));
		return answered(form(page.html, `${c.url}/verification`),
			{ [member]: { products: ['income'], delivery: 'link', ...answers } });
	}

	// An order for the case's first member, unless another is named.
	async orders(c, answers = {}) {
		const { member = c.members[0], ...rest } = answers;
		const pairs = await this.ordering(c, { member, ...rest });
		const page = await this.posts(`${c.url}/verification`, pairs);
		assert.match(page.path, /^\/orders\/\d+$/, page.words.slice(0, 400));
		return {
			id: page.path.split('/')[2], url: page.path, page,
			number: page.html.match(/<span class="mono">(LC-[A-Z0-9-]+)<\/span>/)[1],
		};
	}

	// A new case with one order that has its link.
	async hasAnOrder(answers) {
		const order = await this.orders(await this.opensCase(), answers);
		await this.seesState(order, 'Waiting for client');
		return order;
	}

	async sees(path, text, seconds) {
		return until(`${path} says ${text}`, async () => {
			const page = await this.visits(path);
			assert.match(page.words, text instanceof RegExp ? text : new RegExp(text));
			return page;
		}, seconds);
	}

	async seesState(order, word, seconds) {
		return until(`order ${order.id} is ${word}`, async () => {
			const page = await this.visits(order.url);
			assert.equal(state(page.html), word);
			return page;
		}, seconds);
	}
}

export const stranger = () => new Person('nobody');
// Somebody of whom a journey makes an account of its own.
export const named = (name) => new Person(name);
export const dana = new Person('dana.whitfield');        // caseworker, Eastside
export const marcus = new Person('marcus.bell');         // caseworker, Harbor
export const priya = new Person('priya.raman');          // agent, every office
export const luis = new Person('luis.ortega');           // front desk, Eastside
export const ruth = new Person('ruth.okafor');           // supervisor, Eastside and Harbor
export const sam = new Person('sam.keller');             // admin
export const nora = new Person('nora.lindqvist');        // auditor
