// reading.mjs: how hard a text is to read.

// Syllables as a reader hears them, nearly: groups of vowels, without a silent e.
function syllables(word) {
	const plain = word.toLowerCase().replace(/[^a-z]/g, '').replace(/(?:[^laeiouy]es|ed|e)$/, '');
	return Math.max(1, plain.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}

// Flesch and Kincaid's school grade of a text.
export function grade(text) {
	const sentences = text.split(/[.?!:]+/).filter((s) => /[a-z]/i.test(s));
	const all = text.split(/\s+/).filter((w) => /[a-z]/i.test(w));
	const sounds = all.reduce((sum, word) => sum + syllables(word), 0);
	return 0.39 * all.length / sentences.length + 11.8 * sounds / all.length - 15.59;
}

// The letters of a language's script.
const scripts = {
	ar: 'Arabic', fa: 'Arabic', hy: 'Armenian', ko: 'Hangul', ru: 'Cyrillic', 'zh-Hans': 'Han',
	'zh-Hant': 'Han',
};
export const letters = (lang) => new RegExp(`\\p{Script=${scripts[lang] ?? 'Latin'}}`, 'gu');
