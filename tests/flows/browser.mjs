// browser.mjs: Debian's Chromium for the journeys: one browser for a file of tests, a context for
// each person, and a watch on everything a page may complain of.
//
// A page that is opened here fails its test when the console says an error, a policy is broken, a
// request fails or axe finds a fault; so no test has to remember to ask.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { app, logs } from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

// What Chromium does at home by itself must not happen in a test.
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-sync', '--disable-background-networking', '--disable-component-update',
	'--disable-dev-shm-usage'];

let browser;
const watched = [];

export async function start() {
	browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet });
}

export async function stop() {
	await browser?.close();
	watched.length = 0;
}

// A form that comes back with its faults is no fault of the page; parts of pages are watched below.
const isAnswer = (text) => text.startsWith('Failed to load resource: the server responded');
// A page that was left takes its open requests with it; that is no failure of theirs.
const isLeaving = (request) => request.failure()?.errorText === 'net::ERR_ABORTED';

function watch(page) {
	const complaints = [];
	const complain = (what, text) => complaints.push(`${what} at ${page.url()}: ${text}`);
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type()) && !isAnswer(message.text()))
			complain('console', message.text());
	});
	page.on('pageerror', (error) => complain('script', error.message));
	page.on('requestfailed', (request) => isLeaving(request)
		|| complain('request', `${request.url()} ${request.failure()?.errorText}`));
	page.on('response', (answer) => {
		const isPage = answer.request().isNavigationRequest();
		if (answer.status() >= 400 && !isPage && answer.url().startsWith(app))
			complain('answer', `${answer.status()} ${answer.url()}`);
	});
	watched.push(complaints);
	return page;
}

// Fails on whatever any page has complained of since it was last asked.
export function noComplaints() {
	const all = watched.flatMap((complaints) => complaints.splice(0));
	assert.deepEqual(all, []);
}

// A new window; with a person, signed in as them.
export async function opens(person, { size = sizes.desktop, ...options } = {}) {
	const isPhone = size.width < 600;
	const phone = { hasTouch: isPhone, isMobile: isPhone };
	const context = await browser.newContext({ viewport: size, ...phone, ...options });
	context.setDefaultTimeout(15000);
	if (person) {
		const [name, value] = (await person.signsIn()).cookie.split('=');
		await context.addCookies([{ name, value, url: app, httpOnly: true, sameSite: 'Lax' }]);
	}
	const page = watch(await context.newPage());
	page.visits = (path) => page.goto(app + path, { waitUntil: 'load' });
	return page;
}

// What axe finds on the page as it stands. A rule's whole name and the place, so that it can be
// mended.
export async function accessible(page) {
	await page.evaluate(axe);
	const faults = await page.evaluate(async () => (await window.axe.run(document)).violations
		.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary: why }) =>
			`${id}: ${target.join(' ')} ${why}`)));
	assert.deepEqual(faults, [], `axe at ${page.url()}: ${faults.join('; ')}`);
}

// Presses Tab until the focus is on it, as somebody without a mouse does.
export async function tabsTo(page, selector) {
	for (let presses = 0; presses < 150; presses++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector))
			return;
	}
	assert.fail(`Tab never comes to ${selector} at ${page.url()}`);
}

export async function types(page, selector, text) {
	await tabsTo(page, selector);
	await page.keyboard.press('Control+A');
	await page.keyboard.type(text);
}

export async function presses(page, selector, key = 'Enter') {
	await tabsTo(page, selector);
	await page.keyboard.press(key);
}

// The state tag in the heading, whenever it comes to say so.
export const tag = (page, word) => page.locator('h1 .state', { hasText: word }).waitFor();

// What a camera reads from this picture of the page.
export async function scans(page, selector) {
	const path = `${logs}/code-${process.pid}.png`;
	await page.locator(selector).screenshot({ path });
	const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
	return execFileSync('zbarimg', ['-q', '--raw', path], options).trim();
}

// How far the page reaches beyond its window.
export const overhang = (page) => page.evaluate(() =>
	document.documentElement.scrollWidth - document.documentElement.clientWidth);
