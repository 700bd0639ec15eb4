/* app.js: what open pages do by themselves; without it the pages still work.
 *
 * Live regions are htmx's: they ask for their own page again on "changed". This file hears the
 * event stream and says "changed", keeps hands and typed text safe while a region changes, and lets
 * ages run. What answers a hand is in hands.js, the session clock in lock.js. It holds no state
 * that matters and no words about a person. */

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const LIVE = '[hx-trigger*="changed"]';
const timeOfDay = (date) =>
	date.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });

/* Readers: one polite line a page, at most every ten seconds; the rest is said together. */
const sentences = new Set();
let saidAt = 0;

function sayNow() {
	const said = one('#said');
	if (!said || sentences.size === 0)
		return;
	said.textContent = [...sentences].slice(-3).join('. ');
	sentences.clear();
	saidAt = Date.now();
}

function say(sentence) {
	if (sentences.size === 0)
		setTimeout(sayNow, Math.max(200, saidAt + 10000 - Date.now()));
	sentences.add(sentence);
}

/* Something changed: at most once a second, however often the stream says so. */
let changedTimer = 0;
let changedAt = 0;

function changed() {
	if (changedTimer)
		return;
	changedTimer = setTimeout(() => {
		changedTimer = 0;
		changedAt = Date.now();
		document.body.dispatchEvent(new CustomEvent('changed'));
	}, Math.max(0, changedAt + 1000 - Date.now()));
}

/* The event stream. The browser connects again by itself, except after a refusal (503, signed out);
 * then we try later, and the regions' own "every 60s" carries on. */
let stream = null;
let wasLost = false;
let lostTimer = 0;
let lastHeard = new Date();

function lost() {
	const line = one('#lost');
	wasLost = true;
	if (!line)
		return;
	const at = one('[data-lost-at]', line);
	if (at)
		at.textContent = timeOfDay(lastHeard);
	line.hidden = false;
}

function found() {
	clearTimeout(lostTimer);
	lostTimer = 0;
	lastHeard = new Date();
	one('#lost')?.setAttribute('hidden', '');
	if (wasLost)
		changed();
	wasLost = false;
}

function closeStream() {
	stream?.close();
	stream = null;
}

function openStream() {
	const path = one('[data-changes]')?.dataset.changes;
	if (!path || stream)
		return;
	stream = new EventSource(path);
	stream.addEventListener('open', found);
	stream.addEventListener('changed', () => {
		lastHeard = new Date();
		changed();
	});
	stream.addEventListener('over', () => {
		closeStream();
		document.body.dispatchEvent(new CustomEvent('session-doubt'));
	});
	stream.addEventListener('error', () => {
		lostTimer ||= setTimeout(lost, 5000);
		if (stream?.readyState !== EventSource.CLOSED)
			return;
		stream = null;
		document.body.dispatchEvent(new CustomEvent('session-doubt'));
		setTimeout(openStream, 15000);
	});
}

/* A page in the background gives its connection back after a minute: a browser has only six of them
 * for one host, and the server a thread for each. Coming back it asks once for what it missed. */
let sleepTimer = 0;

function onVisibility() {
	clearTimeout(sleepTimer);
	if (document.hidden) {
		sleepTimer = setTimeout(closeStream, 60000);
		return;
	}
	if (!stream && one('[data-changes]')) {
		openStream();
		changed();
	}
}

/* Typed text, ticks and opened details are the person's: a live change passes them by. */
function isTouched(node) {
	if (node.matches('[data-draft]'))
		return isTouched(one('textarea', node));
	// The form stays the same one while the page around it changes: pressed twice it is sent once.
	if (node.matches('input[name=client_key]'))
		return true;
	if (node === document.activeElement && node.matches('input, select, textarea'))
		return true;
	if (node.matches('select'))
		return [...node.options].some((o) => o.selected !== o.defaultSelected);
	if (node.matches('input[type=checkbox], input[type=radio]'))
		return node.checked !== node.defaultChecked;
	return node.matches('input:not([type=hidden]), textarea') && node.value !== node.defaultValue;
}

/* A list under a hand keeps its order: rows change in place, rows that left turn grey, new ones
 * wait. */
const isHeld = (list) => list.matches(':hover, :focus-within');
let isWaiting = false;

function changeInPlace(list, fresh) {
	isWaiting = true;
	for (const row of [...list.children]) {
		const now = row.id && [...fresh.children].find((r) => r.id === row.id);
		if (now)
			Idiomorph.morph(row, now.cloneNode(true), { morphStyle: 'outerHTML' });
		else
			row.classList.add('is-gone');
	}
}

function beforeNodeMorphed(node, fresh) {
	if (!(node instanceof HTMLElement))
		return true;
	if (node.matches('[data-steady]') && isHeld(node)) {
		changeInPlace(node, fresh);
		return false;
	}
	return !isTouched(node);
}

function onLeave() {
	if (!isWaiting || all('[data-steady]').some(isHeld))
		return;
	isWaiting = false;
	changed();
}

/* What a region says of its parts ("Thành: Needs you") before and after a change: only news. */
let spoken = new Map();
const partsSaid = () => new Map(all('[data-say]').map((e) => [e.id, e.dataset.say]));

function sayNews() {
	const now = partsSaid();
	for (const [id, sentence] of now)
		if (spoken.has(id) && spoken.get(id) !== sentence)
			say(sentence);
	spoken = now;
}

/* Ages run on by themselves, in the words of fmt_age(); any time shows the exact one on hover. */
const AGE = /^(\d+ (s|min|h|days?))$/;

function ageOf(date) {
	const s = Math.max(0, Math.floor((Date.now() - date) / 1000));
	const steps = [[60, 1, 's'], [3600, 60, 'min'], [86400, 3600, 'h'], [172800, 86400, 'day']];
	const [, unit, word] = steps.find(([limit]) => s < limit) ?? [0, 86400, 'days'];
	return `${Math.floor(s / unit)} ${word}`;
}

function tickAges() {
	if (wasLost)
		return;
	for (const time of all('time[datetime]')) {
		const date = new Date(time.dateTime);
		time.title ||= date.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' });
		if (AGE.test(time.textContent))
			time.textContent = ageOf(date);
	}
}

function start() {
	Object.assign(Idiomorph.defaults.callbacks, {
		beforeNodeMorphed,
		beforeAttributeUpdated: (name, node) => !(name === 'open' && node.matches('details')),
	});
	document.body.addEventListener('say', (event) => say(event.detail));
	document.addEventListener('pointerout', () => setTimeout(onLeave, 300));
	document.addEventListener('focusout', () => setTimeout(onLeave, 300));
	document.addEventListener('visibilitychange', onVisibility);
	window.addEventListener('pagehide', closeStream);
	window.addEventListener('pageshow', openStream);
	document.body.addEventListener('htmx:configRequest', (event) => {
		if (event.detail.elt.matches(LIVE))
			event.detail.headers['X-Live'] = '1';
	});
	document.body.addEventListener('htmx:afterSettle', () => {
		tickAges();
		sayNews();
	});
	spoken = partsSaid();
	one('#errors')?.focus();
	tickAges();
	setInterval(tickAges, 5000);
}

start();
