/* request_fuzz.c: any bytes as method, path, query, peer and header lines. What is taken must be
 * what safety.md §5 promises; and nothing of it, put into a reply, may add a line to its head. */
#include "fuzz.h"

#include "web/request.h"

static const char *const proxies[] = { "10.0.0.1", "10.0.0.2", NULL };

/* Every line a reply of ours may have. */
static const char *const ours[] = {
	"HTTP/1.1 ", "Date: ", "Content-Security-Policy: ", "X-Content-Type-Options: ",
	"Referrer-Policy: ", "Cross-Origin-", "Strict-Transport-Security: ", "Cache-Control: ",
	"X-Request-Id: ", "X-Echo: ", "Location: ", "Content-Type: ", "Content-Length: ",
	"Connection: ", "Keep-Alive: ",
};

static void take_headers(struct raw_request *raw, struct input *in)
{
	while (raw->header_count <= HEADERS_MAX && in->at < in->end) {
		char *name = arena_dup(input_line(in)), *colon = strchr(name, ':');
		const char *value = colon ? colon + 1 + strspn(colon + 1, " ") : "";

		if (colon)
			*colon = '\0';
		raw->headers[raw->header_count++] = (struct head_line){ name, value };
	}
}

static void hold_segments(const struct request *r)
{
	assert(r->segment_count <= SEGMENTS_MAX);
	for (size_t i = 0; i < r->segment_count; i++) {
		const char *text = r->segments[i];

		assert(utf8_ok(text, strlen(text)));
		assert(strcmp(text, ".") != 0 && strcmp(text, "..") != 0);
		for (; *text; text++)
			assert((unsigned char)*text >= 0x20 && *text != 0x7f);
	}
}

static void hold_taken(const struct request *r, const struct connection *c)
{
	bool is_proxy = strcmp(c->raw.peer, proxies[0]) == 0
		|| strcmp(c->raw.peer, proxies[1]) == 0;

	hold_segments(r);
	assert(*request_header(r, "Host"));
	assert(!request_header(r, "Content-Length") || !request_header(r, "Transfer-Encoding"));
	assert(strlen(r->path) + strlen(r->query) <= URI_MAX);
	assert(is_proxy || (!r->is_secure && r->remote == c->raw.peer));
	assert(r->remote == c->raw.peer || only(r->remote, "0123456789abcdefABCDEF.:"));
}

static bool is_ours(const char *line)
{
	for (size_t i = 0; i < countof(ours); i++)
		if (strncmp(line, ours[i], strlen(ours[i])) == 0)
			return true;
	return false;
}

/* What came in goes out again: as a header, as the place to go to, as the text. */
static void hold_reply(struct request *r, const struct connection *c)
{
	const char *line, *end;
	struct buf out;

	reply_redirect(r, 303, r->query);
	for (size_t i = 0; i < c->raw.header_count; i++)
		reply_header(r, "X-Echo", c->raw.headers[i].value);
	out = reply_compose(r, true, true);
	end = strstr(out.data, "\r\n\r\n");
	assert(end);
	for (line = out.data; line < end; line = strstr(line, "\r\n") + 2)
		assert(is_ours(line));
	assert(!memchr(out.data, '\0', (size_t)(end - out.data)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { (const char *)data, (const char *)data + size };
	struct connection *c = arena_alloc(sizeof *c);
	struct request *r = arena_alloc(sizeof *r);

	c->raw.method = input_line(&in);
	c->raw.path = input_line(&in);
	c->raw.query = input_line(&in);
	c->raw.peer = input_line(&in);
	c->raw.version = "1.1";
	take_headers(&c->raw, &in);
	if (request_take(r, c, proxies) == 0)
		hold_taken(r, c);
	hold_reply(r, c);
	arena_reset();
	return 0;
}
