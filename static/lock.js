/* lock.js: the session clock of an open page: a hand keeps it running, a warning comes before the
 * screen locks, and what was typed is kept and comes back.
 *
 * The server locks by its own clock whatever happens here. Asking /clock moves that clock as a
 * person's request does; with X-Live it only tells, so that another window's hand is noticed. What
 * is typed is kept (sealed, for this person alone) within half a minute, is forgotten once its form
 * is sent, and is given back to the next session on the same page. */

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const say = (detail) => document.body.dispatchEvent(new CustomEvent('say', { detail }));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const WARNING_S = 150;
const TELL_MS = 60000;           // how late the server hears of a hand
const KEEP_MS = 30000;           // how much typing may be lost
const DRAFT_MAX = 47000;
const ADDED_ROWS_MAX = 20;

const lockForm = () => one('#lock');
const value = (name) => one(`[name=${name}]`, lockForm()).value;
let locksAt = 0;
let touchedAt = 0;
let toldAt = Date.now();
let keptAt = Date.now();
let kept = '[]';
let isWarned = false;
let isLeaving = false;
let cameFrom = null;

/* What was typed and not sent: fields that differ from what the page gave; all of them where it
 * came back with faults. Never a password, never a code. */
const isWriting = (e) => e.name && !e.disabled && e.matches('input, select, textarea')
	&& !e.matches('[type=hidden], [type=password], [type=file], [type=submit], [type=search]')
	&& e.autocomplete !== 'one-time-code';

function isTyped(e) {
	if (e.matches('[type=checkbox], [type=radio]'))
		return e.checked !== e.defaultChecked;
	if (e.matches('select'))
		return [...e.options].some((o) => o.selected !== o.defaultSelected);
	return e.value !== e.defaultValue || (e.value !== '' && Boolean(one('#errors')));
}

const content = (e) => e.matches('[type=checkbox], [type=radio]') ? e.checked
	: e.multiple ? [...e.selectedOptions].map((o) => o.value) : e.value;

const forms = () => all('main form[method=post]');
const twins = (form) => forms().filter((f) => f.getAttribute('action') === form);

function typed() {
	return forms().flatMap((form) => {
		const action = form.getAttribute('action');
		const nth = twins(action).indexOf(form);
		const fields = [...form.elements].filter(isWriting);
		return fields.filter(isTyped).map((e) => ({
			action, nth, name: e.name, content: content(e),
			at: fields.filter((f) => f.name === e.name).indexOf(e),
		}));
	});
}

const posting = (path, fields) => fetch(path, {
	method: 'POST', headers: { 'X-Live': '1' }, redirect: 'manual',
	body: new URLSearchParams({ csrf: value('csrf'), place: value('next'), ...fields }),
});

/* Nothing here may hold the lock up. */
async function keepDraft() {
	const now = JSON.stringify(typed());
	keptAt = Date.now();
	if (now === kept || now.length > DRAFT_MAX)
		return;
	try {
		const reply = await posting('/draft', { fields: now === '[]' ? '' : now });
		if (reply.ok)
			kept = now;
	} catch {
		keptAt = 0;
	}
}

/* A form that is sent needs no keeping. */
function onSubmit(event) {
	if (event.target === lockForm() || kept === '[]')
		return;
	kept = '[]';
	const place = { csrf: value('csrf'), place: value('next'), fields: '' };
	navigator.sendBeacon('/draft', new URLSearchParams(place));
}

/* Giving back. */
function fieldFor({ action, nth, name, at }) {
	const form = twins(action)[nth];
	const isNamed = (e) => isWriting(e) && e.name === name;
	const named = () => [...form?.elements ?? []].filter(isNamed)[at];
	const more = form && one('[data-add-row]', form);
	for (let n = 0; more && !named() && /\.\d+\./.test(name) && n < ADDED_ROWS_MAX; n++)
		more.click();
	return named();
}

function fill(e, was) {
	if (JSON.stringify(content(e)) === JSON.stringify(was))
		return;
	if (typeof was === 'boolean')
		e.checked = was;
	else if (Array.isArray(was))
		[...e.options].forEach((o) => { o.selected = was.includes(o.value); });
	else
		e.value = was;
	for (const closed of all('details:not([open])').filter((d) => d.contains(e)))
		closed.open = true;
	e.dispatchEvent(new Event('input', { bubbles: true }));
	e.dispatchEvent(new Event('change', { bubbles: true }));
}

async function giveBack() {
	const line = one('#returned');
	if (!line)
		return;
	const reply = await posting('/draft/return', {}).catch(() => null);
	if (!reply?.ok) {
		line.hidden = true;
		return;
	}
	const { at, fields } = await reply.json();
	const places = fields.map((was) => [fieldFor(was), was.content]);
	const lost = places.filter(([e]) => !e).length;
	places.filter(([e]) => e).forEach(([e, was]) => fill(e, was));
	const rest = lost ? ` ${lost} fields are no more on this page.` : '';
	const words = `What you typed until ${at} is back. Look it over, then save it.${rest}`;
	one('[data-returned]', line).textContent = words;
	say(words);
	touchedAt = Date.now();
}

/* The clock. */
function setClock(seconds) {
	locksAt = Date.now() + seconds * 1000;
	if (isWarned && one('#locking').contains(document.activeElement))
		cameFrom?.focus();
	isWarned = false;
	one('#locking').hidden = true;
}

/* Seconds until the lock; 0: it is locked or over; nothing: the server does not answer. */
async function askClock(isHand) {
	const headers = isHand ? {} : { 'X-Live': '1' };
	try {
		const reply = await fetch('/clock', { headers, cache: 'no-store', redirect: 'manual' });
		const isSentAway = reply.type === 'opaqueredirect';
		return reply.ok ? (await reply.json()).locks_in_s : isSentAway ? 0 : undefined;
	} catch {
		return undefined;
	}
}

/* Nobody reads a locked page, even while the server is away. */
async function leave() {
	if (isLeaving)
		return;
	isLeaving = true;
	document.body.classList.add('is-locked');
	one('#locking').hidden = false;
	for (let left = await askClock(false); left !== 0; left = await askClock(false)) {
		if (left > 0) {
			document.body.classList.remove('is-locked');
			isLeaving = false;
			setClock(left);
			return;
		}
		await pause(2000);
	}
	location.replace(`/locked?next=${encodeURIComponent(value('next'))}`);
}

async function stay() {
	toldAt = Date.now();
	const left = await askClock(true);
	if (left > 0)
		setClock(left);
	else if (left === 0)
		leave();
}

async function warn() {
	isWarned = true;
	const left = await askClock(false);
	if (left > WARNING_S) {
		setClock(left);
		return;
	}
	await keepDraft();
	if (touchedAt > toldAt)
		return;
	cameFrom = document.activeElement;
	one('#locking').hidden = false;
	one('#stay').focus({ preventScroll: true });
}

async function lockNow(event) {
	event.preventDefault();
	others.postMessage('locking');
	await Promise.race([Promise.all([keepDraft(), pause(250)]), pause(3000)]);
	isLeaving = true;
	one('#locking').hidden = false;          // a page that asks before it is left asks no more
	lockForm().submit();
}

function tickClock() {
	const left = Math.max(0, Math.ceil((locksAt - Date.now()) / 1000));
	const minutes = `${Math.floor(left / 60)} min`;
	const words = left <= WARNING_S ? `${minutes} ${left % 60} s` : minutes;
	if (isLeaving)
		return;
	if (touchedAt > toldAt && (isWarned || Date.now() - toldAt > TELL_MS))
		stay();
	if (touchedAt > keptAt && Date.now() - keptAt > KEEP_MS)
		keepDraft();
	one('[data-locks-text]').textContent = words;
	one('[data-locking-in]').textContent = words;
	one('[data-locks]').classList.toggle('is-short', left <= WARNING_S);
	if (left === 0)
		leave();
	else if (left <= WARNING_S && !isWarned)
		warn();
}

/* Keys, presses and scrolling are a hand; a mouse that is pushed is none. */
const onHand = () => { touchedAt = Date.now(); };
const others = new BroadcastChannel('lock');

function start() {
	if (!one('[data-locks]') || !lockForm())
		return;
	locksAt = Date.now() + Number(one('[data-locks]').dataset.locks) * 1000;
	for (const name of ['keydown', 'pointerdown', 'wheel', 'input'])
		document.addEventListener(name, onHand, { passive: true, capture: true });
	one('#stay').addEventListener('click', stay);
	lockForm().addEventListener('submit', lockNow);
	document.addEventListener('submit', onSubmit);
	document.body.addEventListener('session-doubt', async () => {
		if (await askClock(false) === 0)
			leave();
	});
	others.addEventListener('message', keepDraft);
	window.addEventListener('pageshow', (event) => event.persisted && leave());
	giveBack();
	setInterval(tickClock, 1000);
}

start();
