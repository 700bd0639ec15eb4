// session.js: the page on which a client signs in: the provider's frame shows once it was asked
// for. Without JavaScript it stands below the button from the start.
const form = document.querySelector('#widget-start');
const frame = document.querySelector('#widget');

if (form && frame) {
	frame.hidden = true;
	form.addEventListener('submit', () => {
		frame.hidden = false;
		form.hidden = true;
		frame.scrollIntoView({ block: 'start' });
	});
}
