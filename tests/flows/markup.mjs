// markup.mjs: reads a page as somebody without JavaScript has it: its words, and its forms with
// what they would send.
//
// Enough for our own templates, which quote every attribute; not a parser of HTML in general.
import assert from 'node:assert/strict';

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const character = (code) =>
	String.fromCodePoint(code[0] === 'x' ? parseInt(code.slice(1), 16) : Number(code));
const decode = (text) => text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name) =>
	name[0] === '#' ? character(name.slice(1)) : named[name] ?? whole);

// What a reader sees in main, in one line.
export function words(html) {
	const main = html.match(/<main[^>]*>([\s\S]*)<\/main>/)?.[1] ?? html;
	return decode(main.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
		.replace(/<\/?(span|b|bdi|a|time)\b[^>]*>/g, '')
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

const textarea = (tag, inside) => [[attribute(tag, 'name'), decode(inside)]];
const controls = { input, select, textarea };

// The pairs that the form that posts to `action` would send as it stands.
export function form(html, action) {
	const posts = (tag) =>
		attribute(tag, 'action') === action && attribute(tag, 'method') === 'post';
	const inside = [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)]
		.find(([, tag]) => posts(tag))?.[2];
	assert.ok(inside !== undefined, `no form for ${action} in: ${words(html).slice(0, 300)}`);
	return [...inside.matchAll(/(<(input|select|textarea)\b[^>]*>)(?:([\s\S]*?)<\/\2>)?/g)]
		.flatMap(([, tag, kind, within]) => controls[kind](tag, within))
		.filter(([name]) => name);
}

// The pairs with some of them filled in otherwise; a list answers a question that takes several.
export function filled(pairs, answers) {
	const kept = pairs.filter(([name]) => !(name in answers));
	const given = Object.entries(answers)
		.flatMap(([name, value]) => [].concat(value).map((one) => [name, String(one)]));
	return [...kept, ...given];
}

// The message at a field: the text of the element that the field says describes it.
export function message(html, field) {
	const tag = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
		.map(([one]) => one).find((one) => attribute(one, 'name') === field);
	const id = tag && attribute(tag, 'aria-describedby')?.split(' ').at(-1);
	if (!id || attribute(tag, 'aria-invalid') !== 'true')
		return undefined;
	const place = new RegExp(`id="${id.replaceAll('.', '\\.')}"[^>]*>([^<]*)<`);
	return decode(html.match(place)?.[1] ?? '');
}

// The word of the state tag in the heading.
export const state = (html) => html.match(/<h1>[\s\S]*?<\/h1>/)?.[0]
	.match(/<span class="usa-tag state[^"]*">[\s\S]*?<\/svg>([^<]+)<\/span>/)?.[1];
