/* worklist.js: counts the ticked rows and says beforehand what sending their links again would do.
 * Without it the bar is there all the same, and the page after it tells the same. */

const form = () => document.getElementById('ticks');
const boxes = () => [...form().querySelectorAll('input[name=row]')];
const all = () => form().querySelector('input[name=all]');

function forecast(ticked) {
	const count = (fits) => ticked.filter(({ dataset: { resend } }) => fits(resend)).length;
	const can = count((why) => why === '');
	const needs = count((why) => why.endsWith('needs a reason'));
	const cannot = ticked.length - can - needs;
	const parts = [`${can} can go now`];
	if (needs > 0)
		parts.push(`${needs} ${needs === 1 ? 'needs' : 'need'} a reason`);
	if (cannot > 0)
		parts.push(`${cannot} cannot`);
	return `Send link again: ${parts.join(', ')}.`;
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
