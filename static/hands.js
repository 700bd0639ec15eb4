/* hands.js: what answers a hand beyond plain links and forms: keys, copying, rows of a form.
 *
 * Without it every page still works: links, buttons and the server's own "one more row" are there.
 * What happens by itself is in app.js, which also says aloud what the event "say" carries. */

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const say = (detail) => document.body.dispatchEvent(new CustomEvent('say', { detail }));

/* Copying: data-copy names the element whose value or text is taken. */
async function copy(button) {
	const from = document.getElementById(button.dataset.copy);
	const text = from.value ?? from.textContent.trim();
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		from.select?.();
		document.execCommand('copy');
	}
	const word = [...button.childNodes].find((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
	const was = word.data;
	word.data = 'Copied';
	say('Copied');
	setTimeout(() => { word.data = was; }, 3000);
}

/* Rows of a form: a copy of the last one, emptied; names are numbered again from the top. */
const numbered = new Set(['name', 'id', 'for', 'aria-describedby']);

function renumber(list) {
	const rows = all('[data-person]', list);
	const place = new RegExp(`\\b${list.dataset.rowsOf}\\.\\d+\\.`, 'g');
	rows.forEach((row, n) => {
		for (const attribute of all('*', row).flatMap((node) => [...node.attributes]))
			if (numbered.has(attribute.name))
				attribute.value = attribute.value.replace(place, `${list.dataset.rowsOf}.${n}.`);
		one('[data-remove-row]', row).hidden = rows.length === 1;
	});
}

function emptied(row) {
	for (const message of all('.usa-error-message', row))
		message.remove();
	for (const field of all('input, select', row)) {
		field.classList.remove('usa-input--error');
		field.removeAttribute('aria-invalid');
		if (field.type === 'checkbox')
			field.checked = field.defaultChecked = false;
		else if (field.matches('select'))
			field.selectedIndex = 0;
		else
			field.value = field.defaultValue = '';
	}
	return row;
}

function addRow() {
	const list = one('[data-rows-of]');
	const row = emptied(all('[data-person]', list).at(-1).cloneNode(true));
	list.append(row);
	renumber(list);
	one('input', row).focus();
}

function removeRow(button) {
	const list = button.closest('[data-rows-of]');
	button.closest('[data-person]').remove();
	renumber(list);
	all('[data-person] input', list).at(-1).focus();
}

/* Keys. Dead while typing, in the dialog, and with Ctrl, Alt or Meta; one switch turns them off. */
const areKeysOff = () => localStorage.getItem('keys') === 'off';

function moveRow(step) {
	const rows = all('[data-row]').map((r) => one('a, button', r)).filter(Boolean);
	const at = rows.findIndex((r) => r.closest('[data-row]').contains(document.activeElement));
	const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
	rows[next]?.focus();
}

const keys = {
	'/': () => (one('#find') ?? one('#q'))?.focus(),
	'?': () => one('#keys')?.showModal(),
	j: () => moveRow(1),
	k: () => moveRow(-1),
	n: () => one('main [data-next], main a.usa-button:not(.usa-button--outline)')?.click(),
	c: () => one('[data-copy]')?.click(),
};

/* A button that names its own key. */
const pressed = (key) => {
	const button = one(`[data-key="${CSS.escape(key)}"]`);
	return button && (() => button.click());
};

function onKey(event) {
	const isTyping = event.target.closest?.('input:not([type=checkbox]), select, textarea, dialog');
	const act = keys[event.key] ?? pressed(event.key);
	if (!act || isTyping || event.ctrlKey || event.altKey || event.metaKey)
		return;
	if (areKeysOff() && event.key !== '?')
		return;
	event.preventDefault();
	act();
}

function showSwitch() {
	for (const button of all('#keys-switch, [data-keys-switch]'))
		button.textContent = areKeysOff() ? 'Turn keys on' : 'Turn keys off';
}

function switchKeys() {
	localStorage.setItem('keys', areKeysOff() ? 'on' : 'off');
	showSwitch();
// A page that only leads on: a form of ours may not end at another site, and this may.
document.querySelector('[data-goes-on]')?.click();
}

const clicks = {
	'[data-copy]': copy,
	'[data-add-row]': addRow,
	'[data-remove-row]': removeRow,
	'#keys-switch, [data-keys-switch]': switchKeys,
};

function onClick(event) {
	for (const [selector, act] of Object.entries(clicks)) {
		const button = event.target.closest(selector);
		if (!button)
			continue;
		event.preventDefault();
		act(button);
	}
}

document.addEventListener('click', onClick);
document.addEventListener('keydown', onKey);
all('[data-rows-of]').forEach(renumber);
showSwitch();
// A page that only leads on: a form of ours may not end at another site, and this may.
document.querySelector('[data-goes-on]')?.click();
