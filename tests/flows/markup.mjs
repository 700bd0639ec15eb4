// markup.mjs: reads a page as somebody without JavaScript has it: its words, and its forms with what they would send.
//
// Enough for our own templates, which quote every attribute; not a parser of HTML in general.
import assert from 'node:assert/strict';

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text) => text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name) =>
	name[0] !== '#' ? named[name] ?? whole
		: String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))));

// What a reader sees in main, in one line.
export function words(html) {
	const main = html.match(/<main[^>]*>([\s\S]*)<\/main>/)?.[1] ?? html;
	return decode(main.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ').replace(/<\/?(span|b|bdi|a|time)\b[^>]*>/g, '')
		.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ').trim();
}

const attribute = (tag, name) => {
	const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
	return found ? decode(found[1]) : undefined;
};
const has = (tag, name) => new RegExp(`\\s${name}(\\s|=|>|$)`).test(tag.replace(/="[^"]*"/g, ''));

function input(tag) {
	const type = attribute(tag, 'type') ?? 'text';
	if (type === 'submit' || ((type === 'checkbox' || type === 'radio') && !has(tag, 'checked')))
		return [];
	return [[attribute(tag, 'name'), attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : '')]];
}

function select(tag, inside) {
	const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
	const chosen = options.find((option) => has(option, 'selected')) ?? options[0];
	return chosen ? [[attribute(tag, 'name'), attribute(chosen, 'value')]] : [];
}

// The pairs that the form that posts to `action` would send as it stands.
export function form(html, action) {
	const inside = [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)]
		.find(([, tag]) => attribute(tag, 'action') === action && attribute(tag, 'method') === 'post')?.[2];
	assert.ok(inside !== undefined, `no form for ${action} in: ${words(html).slice(0, 300)}`);
	return [...inside.matchAll(/(<input\b[^>]*>)|(<select\b[^>]*>)([\s\S]*?)<\/select>|(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)]
		.flatMap(([, one, list, options, area, text]) =>
			one ? input(one) : list ? select(list, options) : [[attribute(area, 'name'), decode(text)]])
		.filter(([name]) => name);
}

// The pairs with some of them filled in otherwise; a list answers a question that takes several.
export function filled(pairs, answers) {
	const kept = pairs.filter(([name]) => !(name in answers));
	const given = Object.entries(answers).flatMap(([name, value]) => [].concat(value).map((one) => [name, String(one)]));
	return [...kept, ...given];
}

// The message at a field: the text of the element that the field says describes it.
export function message(html, field) {
	const tag = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
		.map(([one]) => one).find((one) => attribute(one, 'name') === field);
	const id = tag && attribute(tag, 'aria-describedby')?.split(' ').at(-1);
	if (!id || attribute(tag, 'aria-invalid') !== 'true')
		return undefined;
	return decode(html.match(new RegExp(`id="${id.replaceAll('.', '\\.')}"[^>]*>([^<]*)<`))?.[1] ?? '');
}

// The word of the state tag in the heading.
export const state = (html) =>
	html.match(/<h1>[\s\S]*?<span class="usa-tag state[^"]*">[\s\S]*?<\/svg>([^<]+)<\/span>[\s\S]*?<\/h1>/)?.[1];
