/* call.js: the contact note under a hand: lines of what happened are added below what is typed,
 * what is typed is kept as one goes, and the page looks again when nothing has moved for a while.
 *
 * Without it the note is kept by its own button, and lines are added when the page is loaded. */

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const box = () => one('#note');
const part = (name) => one(`[name=${name}]`, box());
const KEEP_AFTER = 1500;

/* Lines that the box does not hold yet. The caret and the place in the text stay. */
function addLines() {
	const keys = new Set(part('note_keys').value.split(' '));
	const fresh = all('#told [data-told]').filter((line) => !keys.has(line.dataset.told));
	if (fresh.length === 0)
		return;
	const text = part('note');
	const [start, end, top] = [text.selectionStart, text.selectionEnd, text.scrollTop];
	const lines = fresh.map((line) => line.textContent);
	text.value = [...(text.value ? [text.value] : []), ...lines].join('\n');
	part('note_keys').value = [...keys, ...fresh.map((line) => line.dataset.told)].join(' ').trim();
	text.setSelectionRange(start, end);
	text.scrollTop = top;
	later();
}

/* One keeping at a time; what is typed meanwhile is kept after it. */
let timer = 0;
let isKeeping = false;

function later() {
	clearTimeout(timer);
	timer = setTimeout(keep, KEEP_AFTER);
}

/* Somebody else wrote too: what came back holds both. */
function accept(kept, sent) {
	const text = part('note');
	part('note_version').value = kept.note_version;
	if (!kept.is_merged || text.value !== sent) {
		text.defaultValue = sent;
		return;
	}
	text.value = kept.note;
	text.defaultValue = kept.note;
	part('note_keys').value = kept.note_keys;
}

async function keep() {
	if (isKeeping)
		return later();
	isKeeping = true;
	const form = one('#note-form');
	const sent = part('note').value;
	try {
		const answer = await fetch(form.action, {
			method: 'POST', body: new URLSearchParams(new FormData(form)),
			headers: { 'HX-Request': 'true' }, redirect: 'error',
		});
		if (answer.ok)
			accept(await answer.json(), sent);
	} catch {
		later();
	} finally {
		isKeeping = false;
	}
	return undefined;
}

/* The page goes: what was typed goes on by itself. */
function keepLast() {
	const text = part('note');
	const form = one('#note-form');
	if (text.value === text.defaultValue)
		return;
	const body = new URLSearchParams(new FormData(form));
	navigator.sendBeacon(form.action, body);
}

let quietTimer = 0;

function watchQuiet() {
	const at = one('[data-quiet-at]')?.dataset.quietAt;
	const wait = at ? new Date(at) - Date.now() : -1;
	clearTimeout(quietTimer);
	if (wait > 0)
		quietTimer = setTimeout(() => document.body.dispatchEvent(new CustomEvent('changed')),
			wait + 1000);
}

function start() {
	all('[data-without-script]').forEach((node) => { node.hidden = true; });
	one('#note-form').addEventListener('input', later);
	one('#note-form').addEventListener('submit', (event) => {
		event.preventDefault();
		keep();
	});
	window.addEventListener('pagehide', keepLast);
	document.body.addEventListener('htmx:afterSettle', () => {
		addLines();
		watchQuiet();
	});
	addLines();
	watchQuiet();
}

if (one('#note-form') && !part('note').readOnly)
	start();
