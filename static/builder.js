/* builder.js: the household order builder under a hand: what each row says will happen, and how
 * many orders the send bar sends.
 *
 * Without it the page tells the same of its defaults, and every button works. The sentences come
 * with the page: each way of sending carries its own, and each language its ending. */

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const chosen = (select) => select.selectedOptions[0].dataset;

function says(row) {
	if (!one('[data-wanted]', row).checked)
		return 'No order';
	const sentence = chosen(one('[data-way]', row)).says;
	return sentence.replace('{in}', chosen(one('[data-language]', row)).in ?? '');
}

function showRow(row) {
	const line = one('[data-line]', row);
	const isSecond = row.classList.contains('dup');
	const isWanted = one('[data-wanted]', row).checked;
	line.hidden = isSecond && !isWanted;
	line.textContent = isSecond ? `A second order. ${says(row)}` : says(row);
}

function showBar() {
	const n = all('[data-asked]:not(.bad) [data-wanted]:checked').length;
	const waiting = one('[data-waiting]');
	one('[data-going]').textContent = n === 1 ? '1 order goes now' : `${n} orders go now`;
	one('[data-verb]').textContent = n === 1 ? 'Send 1 order'
		: n ? `Send ${n} orders` : 'Send orders';
	if (waiting)
		waiting.hidden = !one('[data-asked].bad [data-wanted]:checked');
}

/* A way that needs an address shows where to type it. */
const needs = { both: ['phone', 'email'], text: ['phone'], email: ['email'] };

function showReach(row) {
	const id = row.id.replace('row-', '');
	const isMissing = (needs[one('[data-way]', row).value] ?? [])
		.some((name) => !document.getElementById(`${name}-${id}`).value.trim());
	if (isMissing)
		one('details', row).open = true;
}

/* What the server said of a bad row stands until somebody touches it. */
function touched(row) {
	row.classList.remove('bad');
	showRow(row);
	showBar();
}

function onChange(event) {
	const row = event.target.closest('[data-asked]');
	if (!row)
		return;
	if (event.target.matches('[data-name]'))
		one('[data-employer]', row).value = event.target.dataset.name;
	if (event.target.matches('[data-way]'))
		showReach(row);
	touched(row);
}

/* Another name was typed: what was picked before no longer fits. */
function onInput(event) {
	const row = event.target.closest('[data-asked]');
	if (row?.classList.contains('bad'))
		touched(row);
	if (!row || !event.target.matches('[data-employer]'))
		return;
	const found = one('[data-found]', row);
	for (const kept of all('input', found))
		kept.disabled = true;
}

function start() {
	const builder = one('#builder');
	builder.addEventListener('change', onChange);
	builder.addEventListener('input', onInput);
	for (const button of all('[data-find]', builder))
		button.hidden = true;
	for (const row of all('[data-asked]', builder).filter((r) => !r.classList.contains('bad')))
		showRow(row);
	showBar();
}

start();
