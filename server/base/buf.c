/* buf.c: text that grows, and the escapings that let text stand in HTML, in a URL and in JSON.
 *
 * It doubles in the thread's arena up to its ceiling; a piece that would pass the ceiling is
 * dropped whole, with everything after it. The escapers copy runs of harmless bytes at once:
 * pages are mostly such runs. */
#include "base/buf.h"

#include "base/arena.h"

#include <string.h>

#define FIRST_SIZE 256u

static const char base64_digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char hex_digits[] = "0123456789abcdef";

static const char *const html_entities[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

static const char *const json_escapes[256] = {
	['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
	['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t",
};

static void grow(struct buf *b, size_t needed)
{
	size_t size = b->size < FIRST_SIZE ? FIRST_SIZE : b->size;
	char *data;

	while (size < needed)
		size = size > SIZE_MAX / 2 ? needed : size * 2;
	data = arena_alloc(size);
	memcpy(data, b->data, b->len);
	b->data = data;
	b->size = size;
}

struct buf buf_new(size_t max)
{
	return (struct buf){ .data = arena_alloc(1), .size = 1, .max = max };
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
	if (b->is_full || len > b->max - b->len) {
		b->is_full = true;
		return;
	}
	if (len == 0)
		return;
	if (b->len + len + 1 > b->size)
		grow(b, b->len + len + 1);
	memcpy(b->data + b->len, bytes, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void buf_text(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	buf_text(b, arena_vprintf(fmt, args));
	va_end(args);
}

void buf_html(struct buf *b, const char *text)
{
	const char *from = text, *c;

	for (c = text; *c; c++) {
		const char *entity = html_entities[(unsigned char)*c];

		if (!entity)
			continue;
		buf_add(b, from, (size_t)(c - from));
		buf_text(b, entity);
		from = c + 1;
	}
	buf_add(b, from, (size_t)(c - from));
}

/* Written out, not isalnum: the locale must not decide what a URL may hold. */
static bool is_unreserved(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
		|| (c && strchr("-._~", c));
}

void buf_url(struct buf *b, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (is_unreserved(*text))
			buf_char(b, *text);
		else
			buf_printf(b, "%%%02X", c);
	}
}

void buf_json(struct buf *b, const char *text)
{
	const char *from = text, *c;

	for (c = text; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte >= 0x20 && !json_escapes[byte])
			continue;
		buf_add(b, from, (size_t)(c - from));
		if (json_escapes[byte])
			buf_text(b, json_escapes[byte]);
		else
			buf_printf(b, "\\u%04x", byte);
		from = c + 1;
	}
	buf_add(b, from, (size_t)(c - from));
}

void buf_hex(struct buf *b, const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < len; i++) {
		buf_char(b, hex_digits[byte[i] >> 4]);
		buf_char(b, hex_digits[byte[i] & 15]);
	}
}

void buf_base64(struct buf *b, const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < len; i += 3) {
		unsigned group = (unsigned)byte[i] << 16
			| (i + 1 < len ? (unsigned)byte[i + 1] << 8 : 0)
			| (i + 2 < len ? byte[i + 2] : 0);

		for (size_t k = 0; k < 4; k++)
			buf_char(b, i + k > len ? '=' : base64_digits[group >> (18 - 6 * k) & 63]);
	}
}

static int hex_value(char c)
{
	const char *at = c ? strchr(hex_digits, c) : NULL;

	return at ? (int)(at - hex_digits) : -1;
}

void buf_unhex(struct buf *b, const char *hex)
{
	for (; hex_value(hex[0]) >= 0 && hex_value(hex[1]) >= 0; hex += 2)
		buf_char(b, (char)(hex_value(hex[0]) * 16 + hex_value(hex[1])));
}
