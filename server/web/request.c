/* request.c: which requests are refused before a handler sees them, and what is taken from the
 * others.
 *
 * CivetWeb accepts much that two programs in a row can read in two ways: several lengths, a length
 * and chunks, no Host, a folded header that hides the rest. Whatever is ambiguous is refused here
 * (safety.md §5) and the connection closed. The path is decoded once, segment by segment, so that
 * "%2F" and "%2E%2E" cannot become structure. */
#include "web/request.h"
#include "base/arena.h"
#include "base/crypto.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LENGTH_DIGITS 10

static const struct {
	const char *name;
	enum method method;
} methods[] = {
	{ "GET", GET }, { "HEAD", GET }, { "POST", POST }, { "PUT", PUT }, { "PATCH", PATCH },
	{ "DELETE", DELETE },
};

static size_t header_times(const struct raw_request *raw, const char *name)
{
	size_t i, times = 0;

	for (i = 0; i < raw->header_count; i++)
		times += strcasecmp(raw->headers[i].name, name) == 0;
	return times;
}

const char *request_header(const struct request *r, const char *name)
{
	const struct raw_request *raw = &((const struct connection *)r->connection)->raw;
	size_t i;

	for (i = 0; i < raw->header_count; i++)
		if (strcasecmp(raw->headers[i].name, name) == 0)
			return raw->headers[i].value;
	return NULL;
}

static bool length_ok(const char *length)
{
	size_t digits = strspn(length, "0123456789");

	return digits >= 1 && digits <= LENGTH_DIGITS && length[digits] == '\0';
}

/* A proxy before us may have understood such a head differently: never guess. */
static bool head_ok(const struct request *r, const struct raw_request *raw)
{
	size_t lengths = header_times(raw, "Content-Length");
	size_t codings = header_times(raw, "Transfer-Encoding");
	const char *host = request_header(r, "Host");

	if (raw->is_cut_short || raw->header_count > HEADERS_MAX)
		return false;
	if (header_times(raw, "Host") != 1 || host[0] == '\0')
		return false;
	if (lengths > 1 || codings > 1 || (lengths && codings))
		return false;
	if (codings && strcasecmp(request_header(r, "Transfer-Encoding"), "chunked") != 0)
		return false;
	return !lengths || length_ok(request_header(r, "Content-Length"));
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte at *at, decoded, moving *at behind it; -1 when the escape is broken. */
static int decoded_byte(const char **at)
{
	int high, low;

	if (**at != '%')
		return (unsigned char)*(*at)++;
	high = hex_digit((*at)[1]);
	low = high < 0 ? -1 : hex_digit((*at)[2]);
	*at += low < 0 ? 0 : 3;
	return low < 0 ? -1 : high * 16 + low;
}

/* A segment decoded, NULL when it holds what no path of ours may. */
static const char *segment_decoded(const char *from, const char *end)
{
	char *text = arena_alloc((size_t)(end - from) + 1);
	size_t len = 0;

	while (from < end) {
		int byte = decoded_byte(&from);

		if (byte < 0x20 || byte == 0x7f || from > end)
			return NULL;
		text[len++] = (char)byte;
	}
	if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0 || !utf8_ok(text, len))
		return NULL;
	return text;
}

/* 0 or the refusal. An empty segment in the middle stays as it is and matches no route. */
static int path_split(struct request *r)
{
	const char *at = r->path;

	if (*at != '/')
		return 400;
	while (*++at != '\0') {
		const char *end = at + strcspn(at, "/"), *segment = segment_decoded(at, end);

		if (!segment)
			return 400;
		if (r->segment_count == SEGMENTS_MAX)
			return 404;
		r->segments[r->segment_count++] = segment;
		r->ends_in_slash = *end == '/' && end[1] == '\0';
		at = r->ends_in_slash ? end : end - (*end == '\0');
	}
	return 0;
}

static bool is_trusted(const char *const *trusted, const char *address)
{
	for (; trusted && *trusted; trusted++)
		if (strcmp(*trusted, address) == 0)
			return true;
	return false;
}

/* Walks X-Forwarded-For from its end, which our own proxy wrote, to the first address that is not a
 * proxy of ours: everything before that one is only what the sender claims. */
static const char *forwarded_for(const char *list, const char *const *trusted, const char *peer)
{
	const char *end = list + strlen(list), *found = peer;

	while (end > list && is_trusted(trusted, found)) {
		const char *start = end, *first;

		while (start > list && start[-1] != ',')
			start--;
		first = start + strspn(start, " ");
		found = arena_copy(first, first < end ? (size_t)(end - first) : 0);
		end = start > list ? start - 1 : list;
	}
	return strspn(found, "0123456789abcdefABCDEF.:") == strlen(found) && found[0] ? found : peer;
}

static void take_peer(struct request *r, const struct raw_request *raw, const char *const *trusted)
{
	const char *list = request_header(r, "X-Forwarded-For");
	const char *proto = request_header(r, "X-Forwarded-Proto");

	r->remote = raw->peer;
	if (!is_trusted(trusted, raw->peer))
		return;
	r->is_secure = proto && strcmp(proto, "https") == 0;
	if (list && strlen(list) <= 1024)
		r->remote = forwarded_for(list, trusted, raw->peer);
}

static bool take_method(struct request *r, struct connection *c)
{
	size_t i;

	for (i = 0; i < countof(methods); i++) {
		if (strcmp(c->raw.method, methods[i].name) != 0)
			continue;
		r->method = methods[i].method;
		c->is_head = strcmp(c->raw.method, "HEAD") == 0;
		return true;
	}
	return false;
}

int request_take(struct request *r, struct connection *c, const char *const *trusted)
{
	const struct raw_request *raw = &c->raw;
	const char *length;

	r->connection = c;
	r->id = crypto_token(16);
	r->path = raw->path ? raw->path : "";
	r->query = raw->query ? raw->query : "";
	r->body = "";
	take_peer(r, raw, trusted);
	c->has_body = header_times(raw, "Transfer-Encoding") || header_times(raw, "Content-Length");
	if (!head_ok(r, raw))
		return 400;
	length = request_header(r, "Content-Length");
	if (length)
		c->has_body = length[strspn(length, "0")] != '\0';
	if (!take_method(r, c))
		return 405;
	if (strlen(r->path) + strlen(r->query) > URI_MAX)
		return 414;
	return path_split(r);
}
