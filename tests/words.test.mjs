// words.test.mjs: the words clients read: every language whole, in its own script, and the English
// short and plain.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { grade, letters } from './reading.mjs';

const folder = fileURLToPath(new URL('../templates/words/', import.meta.url));
const words = Object.fromEntries(readdirSync(folder).map((name) =>
	[name.replace('.json', ''), JSON.parse(readFileSync(folder + name, 'utf8'))]));
const rightToLeft = new Set(['ar', 'fa']);
const languages = ['ar', 'en', 'es', 'fa', 'hy', 'ht', 'ko', 'ru', 'tl', 'vi', 'zh-Hans',
	'zh-Hant'];

test('twelve languages, each with every word of English and no other', () => {
	assert.deepEqual(Object.keys(words).sort(), [...languages].sort());
	for (const [lang, own] of Object.entries(words)) {
		assert.deepEqual(Object.keys(own).sort(), Object.keys(words.en).sort(), lang);
		assert.equal(own.dir, rightToLeft.has(lang) ? 'rtl' : 'ltr', lang);
	}
});

test('every text is in the script of its language, and none was left in English', () => {
	for (const [lang, own] of Object.entries(words)) {
		for (const [key, text] of Object.entries(own)) {
			if (key === 'dir')
				continue;
			assert.match(text, letters(lang), `${lang}: ${key}`);
			assert.equal(text, text.normalize('NFC').trim(), `${lang}: ${key}`);
			assert.ok(lang === 'en' || text !== words.en[key], `${lang}: ${key} is English`);
		}
	}
	// Letters that only one of the two Chinese scripts has.
	assert.doesNotMatch(Object.values(words['zh-Hans']).join(''), /[碼體請電話機問題繳銀號]/);
	assert.doesNotMatch(Object.values(words['zh-Hant']).join(''), /[码体请电话机问题缴银号]/);
});

test('the grade is measured as others measure it', () => {
	assert.ok(grade('The cat sat on the mat.') < 1);
	assert.ok(grade('Verification necessitates authentication of remuneration documentation '
		+ 'administered by participating organizations.') > 15);
});

test('a child of the sixth grade can read the English', () => {
	const texts = Object.entries(words.en).filter(([key]) => key !== 'dir').map(([, text]) => text);
	const whole = texts.map((text) => /[.?!:]$/.test(text) ? text : `${text}.`).join(' ');
	assert.ok(grade(whole) <= 6, `grade ${grade(whole).toFixed(1)}`);
	for (const text of texts.filter((t) => t.split(/\s+/).length >= 8))
		assert.ok(grade(text) <= 8, `grade ${grade(text).toFixed(1)}: ${text}`);
});
