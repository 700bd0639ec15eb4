// build.mjs: makes the folder of static files that the portal serves from memory.
//
//	node static/build.mjs build/static
//
// Takes our own files (everything in static/ that a browser loads) and what we use of the npm
// packages, gives each a name with a hash of its content, points the url()s of style sheets at
// those names, puts .gz and .br beside every text, and writes manifest.json: {"app.css":
// "app.1a2b3c4d5e.css", …}. No bundler and no minifying: what the browser gets is what stands
// here. When no input has changed it does nothing. server/web/assets.c reads the result.
import { createHash } from 'node:crypto';
import {
	existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const dist = join(modules, '@uswds/uswds/dist');
const expected = ['app.css', 'parts.css', 'screens.css', 'narrow.css', 'client.css',
	'worklist.css',
	'app.js', 'hands.js', 'worklist.js'];
const texts = new Set(['.css', '.js', '.svg', '.json']);
const loaded = new Set(['.css', '.js', '.svg', '.png', '.ico', '.woff2', '.webmanifest']);
const font = (name) => join(dist, 'fonts', `${name}.woff2`);
const vendors = [
	join(here, 'openapi.json'),
	join(dist, 'css/uswds.min.css'),
	join(dist, 'img/sprite.svg'),
	join(modules, 'htmx.org/dist/htmx.min.js'),
	join(modules, 'idiomorph/dist/idiomorph-ext.min.js'),
	...['Regular', 'SemiBold', 'Bold'].map((w) => font(`public-sans/PublicSans-${w}`)),
	...['regular', '700'].map((w) => font(`roboto-mono/roboto-mono-v5-latin-${w}`)),
];

const hash = (bytes, length) => createHash('sha256').update(bytes).digest('hex').slice(0, length);

function fail(message) {
	console.error(`build.mjs: ${message}`);
	process.exit(1);
}

function ownFiles() {
	for (const name of expected.filter((n) => !existsSync(join(here, n))))
		console.error(`build.mjs: no static/${name}; the pages go without it`);
	return readdirSync(here).filter((n) => loaded.has(extname(n))).map((n) => join(here, n));
}

// In our style sheets url(vendor/…) is a path in USWDS's dist; a font may be named without its
// family's folder.
function vendorFile(path) {
	if (existsSync(join(dist, path)))
		return join(dist, path);
	const families = path.startsWith('fonts/') ? readdirSync(join(dist, 'fonts')) : [];
	const family = families.find((f) => existsSync(join(dist, 'fonts', f, basename(path))));
	return family && join(dist, 'fonts', family, basename(path));
}

// The file a url() means, or null for one that is none (empty, data:, a fragment, already a full
// path).
function fileOf(sheet, url) {
	if (url === '' || /^(data:|#|\/)/.test(url))
		return null;
	const plain = url.replace(/[?#].*$/, '');
	const own = dirname(sheet) === here;
	const file = own && plain.startsWith('vendor/')
		? vendorFile(plain.slice('vendor/'.length)) : resolve(dirname(sheet), plain);
	if (!file || !existsSync(file))
		fail(`${basename(sheet)} wants url(${url}), which is not there`);
	return file;
}

const urls = /url\(\s*(["']?)([^"')]*)\1\s*\)/g;

function filesIn(sheet) {
	const found = readFileSync(sheet, 'utf8').matchAll(urls);
	return [...found].map((m) => fileOf(sheet, m[2])).filter(Boolean);
}

// Everything that will be served: style sheets last, because they carry the names of the others.
function inputs() {
	const missing = vendors.find((f) => !existsSync(f));
	if (missing)
		fail(`${missing} is missing; run npm ci in static/`);
	const files = [...vendors, ...ownFiles()];
	const sheets = files.filter((f) => extname(f) === '.css');
	const rest = [...files.filter((f) => extname(f) !== '.css'), ...sheets.flatMap(filesIn)];
	return [...new Set(rest), ...sheets];
}

function write(folder, name, bytes) {
	writeFileSync(join(folder, name), bytes);
	if (!texts.has(extname(name)))
		return;
	const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
	writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
	writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, quality));
}

// A style sheet with the served names in its url()s, and without the hint at a map nobody serves.
function sheetText(sheet, names) {
	const text = readFileSync(sheet, 'utf8').replace(/\/\*# sourceMappingURL=[^*]*\*\//, '');
	return Buffer.from(text.replace(urls, (whole, quote, url) => {
		const file = fileOf(sheet, url);
		return file ? `url(${names.get(file)})` : whole;
	}));
}

function build(files, folder) {
	const names = new Map();
	const manifest = {};
	for (const file of files) {
		const ext = extname(file);
		const bytes = ext === '.css' ? sheetText(file, names) : readFileSync(file);
		const name = `${basename(file, ext)}.${hash(bytes, 10)}${ext}`;
		if (manifest[basename(file)] && manifest[basename(file)] !== name)
			fail(`two different files are called ${basename(file)}`);
		names.set(file, name);
		manifest[basename(file)] = name;
		write(folder, name, bytes);
	}
	writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
}

const out = process.argv[2] && resolve(process.argv[2]);
if (!out)
	fail('usage: build.mjs FOLDER');
const files = inputs();
const inputHash = hash([fileURLToPath(import.meta.url), ...files]
	.map((f) => `${f} ${hash(readFileSync(f), 64)}`).join('\n'), 64);
const stamp = `${out}.stamp`;
const isMade = existsSync(join(out, 'manifest.json')) && existsSync(stamp)
	&& readFileSync(stamp, 'utf8') === inputHash;
if (!isMade) {
	// Made aside and moved into place whole: a build beside this one never sees half a folder.
	const made = `${out}.${process.pid}`;
	mkdirSync(made, { recursive: true });
	build(files, made);
	rmSync(out, { recursive: true, force: true });
	renameSync(made, out);
	writeFileSync(stamp, inputHash);
	console.log(`build.mjs: ${files.length} files`);
}
