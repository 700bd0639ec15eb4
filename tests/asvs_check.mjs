// asvs_check.mjs: the list in asvs.md is whole and true to the tree: every requirement of OWASP's
// ASVS 5.0 at levels 1 and 2 stands in it once, and every file and test that it names is there.
//
//	node --test tests/asvs_check.mjs
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(root + path, 'utf8');

// How many requirements of levels 1 and 2 each section of the standard has, numbered from 1.
const sections = `1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5
	3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3
	6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2
	10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2
	12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5
	16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2`;
const wanted = sections.trim().split(/\s+/).flatMap((one) => {
	const [section, count] = one.split(':');
	return Array.from({ length: Number(count) }, (_, i) => `${section}.${i + 1}`);
});

// "10.4.1 – 10.4.11" stands for all of them.
function ids(cell) {
	const [first, last] = cell.split(' – ');
	if (!last)
		return [first];
	const [section, from] = [first.replace(/\.\d+$/, ''), Number(first.split('.').at(-1))];
	return Array.from({ length: Number(last.split('.').at(-1)) - from + 1 },
		(_, i) => `${section}.${from + i}`);
}

const rows = read('tests/asvs.md').split('\n').filter((line) => /^\| \d/.test(line))
	.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
	.map(([id, state, how, where]) => ({ id, state, how, where: where ?? '' }));

test('every requirement of levels 1 and 2 is there once', () => {
	assert.equal(wanted.length, 253);
	assert.deepEqual(rows.flatMap((row) => ids(row.id)), wanted);
});

test('each is held by a test, argued, or without object; none is open', () => {
	for (const { id, state, how, where } of rows) {
		assert.match(state, /^(held|argued|no object)$/, id);
		assert.ok(how.length > 6, `${id} says why`);
		assert.equal(/^`/.test(where), state === 'held', `${id}: who is held names a test`);
	}
});

test('what a row names is in the tree', () => {
	const named = /`([\w./-]+\/[\w.-]+)`(?: "([^"]+)")?/g;
	for (const { id, how, where } of rows) {
		for (const [, path, title] of `${where} ${how}`.matchAll(named)) {
			assert.ok(existsSync(root + path), `${id}: ${path}`);
			assert.ok(!title || read(path).includes(title), `${id}: ${path} has no "${title}"`);
		}
	}
});
