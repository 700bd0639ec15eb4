/* worklist.js: counts the ticked rows and says beforehand what sending their links again would do.
 * Without it the bar is there all the same, and the page after it tells the same. */

const form = () => document.getElementById('ticks');
const boxes = () => [...form().querySelectorAll('input[name=row]')];
const all = () => form().querySelector('input[name=all]');

function forecast(ticked) {
	const reasons = new Map();
	for (const { dataset: { resend } } of ticked)
		reasons.set(resend, (reasons.get(resend) ?? 0) + 1);
	const can = reasons.get('') ?? 0;
	reasons.delete('');
	const out = [...reasons].map(([why, n]) => `${n} ${why[0].toLowerCase()}${why.slice(1)}`);
	return `Send link again: ${[`${can} can go now`, ...out].join(', ')}.`;
}

function tell() {
	const ticked = boxes().filter((box) => box.checked);
	const line = form().querySelector('[data-ticked]');
	const count = all().checked ? `All ${all().dataset.total} ticked` : `${ticked.length} ticked`;
	if (ticked.length > 0 && line.textContent !== count)
		line.textContent = count;
	form().querySelector('[data-forecast]').textContent = all().checked ? '' : forecast(ticked);
}

document.addEventListener('change', ({ target }) => {
	if (!target.closest('#ticks') || !target.matches('.box'))
		return;
	if (target === all())
		boxes().forEach((box) => { box.checked = target.checked; });
	else
		all().checked = false;
	tell();
});

document.addEventListener('click', (event) => {
	if (!event.target.closest('[data-untick]'))
		return;
	event.preventDefault();
	[all(), ...boxes()].forEach((box) => { box.checked = false; });
	all().focus();
});
