/* sheet.js: the income worksheet under the keyboard, and the care for what is not saved yet.
 *
 * The sheet is one form that asks for itself again whenever something changes (htmx); without this
 * file its buttons do the same. Rows are gone through with j and k (hands.js); here are the keys
 * that act on the row that has the focus. */
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const sheet = () => one('form[data-sheet]');
const rowNow = () => document.activeElement?.closest?.('[data-row]');
let isDirty = false;
let isLeaving = false;
let wanted = null;

function changed(box) {
	box.dispatchEvent(new Event('change', { bubbles: true }));
}

/* Counts a row for all programs, or for none; then its reason is asked for. */
function toggle(row, boxes) {
	const isIn = boxes.some((box) => box.checked);
	for (const box of boxes)
		box.checked = !isIn;
	if (boxes.length === 0)
		return;
	wanted = row.id;
	changed(boxes[0]);
}

function exclude() {
	const row = rowNow();
	if (row)
		toggle(row, all('.tick .box', row));
}

/* The nth program alone. */
function excludeFor(n) {
	const row = rowNow();
	const box = row && all('.tick .box', row)[n];
	if (box)
		toggle(row, [box]);
}

function split() {
	const row = rowNow();
	const button = row && one('[data-split]', row);
	if (button)
		press(button);
	else if (row)
		one('.split input', row)?.focus();
}

/* A button that only draws the sheet again, without leaving the page. */
function press(button) {
	const key = document.createElement('input');
	Object.assign(key, { type: 'hidden', name: button.name, value: button.value });
	sheet().append(key);
	wanted = button.matches('[data-split]') ? `split.${button.closest('[data-row]').id}` : null;
	changed(key);
}

/* The missing check whose turn it is: counted if it was left out, and the focus on it. */
function fill() {
	const gaps = all('[data-row].gap');
	const row = gaps.includes(rowNow()) ? rowNow() : gaps[0];
	if (!row)
		return;
	one('th a', row).focus();
	const open = all('.tick .box', row).filter((box) => !box.checked);
	if (open.length)
		toggle(row, open);
}

function why() {
	const row = rowNow();
	if (row)
		one('input[name^="why."]', row)?.focus();
}

function frequency() {
	const job = document.activeElement?.closest?.('.job') ?? one('.job');
	const select = job && one('select[name^="frequency."]', job);
	if (!select)
		return;
	select.closest('details').open = true;
	select.focus();
}

const keys = { x: exclude, s: split, f: fill, e: why, q: frequency };

function onKey(event) {
	const isTyping = event.target.closest?.('input:not([type=checkbox]), select, textarea, dialog');
	const act = keys[event.key] ?? (/^[1-9]$/.test(event.key)
		&& (() => excludeFor(Number(event.key) - 1)));
	if (!sheet() || event.ctrlKey || event.altKey || event.metaKey)
		return;
	if (event.key === 'Enter' && event.target.matches?.('#sheet input:not([type=checkbox])')) {
		event.preventDefault();
		leave(event.target);
		return;
	}
	if (!act || isTyping || localStorage.getItem('keys') === 'off')
		return;
	event.preventDefault();
	act();
}

/* Enter ends a reason: back to its row, or to the first row of its job. */
function leave(field) {
	const back = field.closest('[data-row]') ?? field.closest('.job');
	changed(field);
	field.blur();
	one('th a', back)?.focus();
}

/* After the sheet was drawn again: the reason that is now asked for, or the fields that opened. */
function onDrawn(event) {
	if (event.detail.pathInfo?.requestPath !== sheet().getAttribute('action'))
		return;
	const name = wanted;
	wanted = null;
	if (!name)
		return;
	const isSplit = name.startsWith('split.');
	const row = document.getElementById(isSplit ? name.slice(6) : name);
	const field = row && one(isSplit ? '.split input' : 'input[name^="why."]', row);
	if (field && (isSplit || !field.value))
		field.focus();
}

function onClick(event) {
	const button = event.target.closest('[data-draw]');
	if (button) {
		event.preventDefault();
		press(button);
	} else if (event.target.closest('a[href^="#"]')) {
		setTimeout(onJump);
	}
}

/* A link to a field inside closed details opens them and takes the focus there. */
function onJump() {
	const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (!target)
		return;
	target.closest('details')?.setAttribute('open', '');
	if (target.matches('input, select'))
		target.focus();
}

function onSubmit(event) {
	if (event.target !== sheet())
		return;
	isDirty = false;
	isLeaving = true;
	sheet().dispatchEvent(new Event('htmx:abort'));
}

/* Drawing again is never saving, whatever button was pressed last; and once a save is on its way
 * nothing is drawn. */
function onAsk(event) {
	if (event.detail.elt !== sheet())
		return;
	if (isLeaving)
		event.preventDefault();
	event.detail.path = sheet().getAttribute('action');
}

/* A screen that is about to lock keeps the work first, as nobody's activity; nothing may hold the
 * lock itself up. */
const isLocking = () => one('#locking')?.hidden === false;

async function keepDraft() {
	if (!isDirty || !isLocking())
		return;
	const reply = await fetch(sheet().getAttribute('action').replace('reckoning', 'draft'), {
		method: 'POST', headers: { 'X-Live': '1' },
		body: new URLSearchParams(new FormData(sheet())),
	});
	const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
	const version = one('#sheet [name=version]', page);
	if (!reply.ok || !version)
		return;
	one('[name=version]', sheet()).value = version.value;
	isDirty = false;
}

/* The keys of this page stand with all others. */
function listKeys() {
	const more = one('#keys-more');
	one('#keys dl')?.append(...more.children);
	more.remove();
}

function start() {
	if (!sheet())
		return;
	listKeys();
	isDirty = Boolean(one('#errors, #clash'));
	document.addEventListener('input', () => { isDirty = true; });
	document.addEventListener('submit', onSubmit);
	document.body.addEventListener('htmx:configRequest', onAsk);
	window.addEventListener('pageshow', () => { isLeaving = false; });
	document.addEventListener('keydown', onKey);
	document.addEventListener('click', onClick);
	document.body.addEventListener('htmx:afterSettle', onDrawn);
	new MutationObserver(keepDraft).observe(one('#locking'), { attributeFilter: ['hidden'] });
	window.addEventListener('beforeunload', (event) => {
		if (isDirty && !isLocking())
			event.preventDefault();
	});
	one('#clash')?.focus();
	onJump();
}

start();
