/* reply.c: a response as bytes: status line, the headers every response carries, the handler's own,
 * the body.
 *
 * The security headers stand here and nowhere else, so that no reply can go without them: pages,
 * assets, streams, refusals and the library's own errors all pass through reply_compose(). */
#include "web/request.h"
#include "base/arena.h"
#include "base/log.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define HEAD_MAX (16 * 1024)

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" }, { 201, "Created" }, { 202, "Accepted" }, { 204, "No Content" },
	{ 302, "Found" }, { 303, "See Other" }, { 304, "Not Modified" }, { 307, "Temporary Redirect" },
	{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 406, "Not Acceptable" }, { 408, "Request Timeout" },
	{ 409, "Conflict" }, { 410, "Gone" }, { 411, "Length Required" }, { 413, "Content Too Large" },
	{ 414, "URI Too Long" }, { 415, "Unsupported Media Type" }, { 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" }, { 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" }, { 501, "Not Implemented" }, { 502, "Bad Gateway" },
	{ 503, "Service Unavailable" }, { 504, "Gateway Timeout" },
	{ 505, "HTTP Version Not Supported" },
};

#define CONTENT_POLICY \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " \
	"font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; " \
	"form-action 'self'"
static const char safety_headers[] =
	"X-Content-Type-Options: nosniff\r\n"
	"Referrer-Policy: no-referrer\r\n"
	"Cross-Origin-Opener-Policy: same-origin\r\n"
	"Cross-Origin-Resource-Policy: same-origin\r\n";

const char *reply_reason(int status)
{
	size_t i;

	for (i = 0; i < countof(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}

/* A line break in a value would let whoever chose the value write headers of their own. */
static bool is_header_safe(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return true;
}

void reply_frame(struct request *r, const char *host)
{
	reply_header(r, "Content-Security-Policy",
	             arena_printf(CONTENT_POLICY " %s; frame-src %s", host, host));
}

void reply_header(struct request *r, const char *name, const char *value)
{
	if (!is_header_safe(name) || !is_header_safe(value)) {
		log_line(LOG_ERROR, "http.header_dropped", "reason=control_character");
		return;
	}
	if (!r->head.data)
		r->head = buf_new(HEAD_MAX);
	buf_printf(&r->head, "%s: %s\r\n", name, value);
}

void reply_bytes(struct request *r, int status, const char *type, const void *bytes, size_t len)
{
	struct connection *c = r->connection;

	r->status = status;
	r->reply = buf_new(REPLY_MAX);
	buf_add(&r->reply, bytes, len);
	c->type = type;
	c->location = NULL;
}

void reply_text(struct request *r, int status, const char *type, const char *text)
{
	reply_bytes(r, status, type, text, strlen(text));
}

void reply_json(struct request *r, int status, const cJSON *doc)
{
	reply_text(r, status, "application/json", json_print(doc));
}

void reply_redirect(struct request *r, int status, const char *to)
{
	reply_text(r, status, "text/plain; charset=utf-8", "");
	if (is_header_safe(to))
		((struct connection *)r->connection)->location = to;
}

void reply_cut(struct request *r, size_t bytes)
{
	struct connection *c = r->connection;

	c->is_cut = true;
	c->must_close = true;
	c->cut_at = bytes;
}

static bool head_has(const struct buf *head, const char *name)
{
	const char *line = head->data;
	size_t len = strlen(name);

	while (line && *line) {
		if (strncasecmp(line, name, len) == 0 && line[len] == ':')
			return true;
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return false;
}

static void compose_date(struct buf *out)
{
	time_t now = time(NULL);
	struct tm utc;
	char text[40];

	gmtime_r(&now, &utc);
	strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
	buf_printf(out, "Date: %s\r\n", text);
}

static void compose_head(struct request *r, const struct connection *c, bool is_hsts,
		struct buf *out)
{
	buf_printf(out, "HTTP/1.1 %d %s\r\n", r->status, reply_reason(r->status));
	compose_date(out);
	buf_text(out, safety_headers);
	if (!head_has(&r->head, "Content-Security-Policy"))
		buf_text(out, "Content-Security-Policy: " CONTENT_POLICY "\r\n");
	if (is_hsts)
		buf_text(out, "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
	if (!head_has(&r->head, "Cache-Control"))
		buf_text(out, "Cache-Control: no-store\r\n");
	buf_printf(out, "X-Request-Id: %s\r\n", r->id ? r->id : "-");
	if (r->head.data)
		buf_add(out, r->head.data, r->head.len);
	if (c->location)
		buf_printf(out, "Location: %s\r\n", c->location);
	if (c->type && r->status != 204 && r->status != 304)
		buf_printf(out, "Content-Type: %s\r\n", c->type);
}

struct buf reply_compose(struct request *r, bool is_hsts, bool with_body)
{
	const struct connection *c = r->connection;
	struct buf out = buf_new(REPLY_MAX + 2 * HEAD_MAX);
	bool is_bare = r->status == 204 || r->status == 304;
	bool is_cut = c->is_cut && c->cut_at < r->reply.len;

	if (r->reply.is_full || r->head.is_full || r->status == 0) {
		log_line(LOG_ERROR, "http.reply_unusable", "status=%d full=%d", r->status,
		         r->reply.is_full);
		reply_text(r, 500, "text/plain; charset=utf-8", "Internal Server Error\n");
	}
	compose_head(r, c, is_hsts, &out);
	buf_text(&out, c->must_close ? "Connection: close\r\n"
	                             : "Keep-Alive: timeout=" IDLE_SAID "\r\n");
	if (!c->is_streaming && !is_bare)
		buf_printf(&out, "Content-Length: %zu\r\n", r->reply.len);
	buf_text(&out, "\r\n");
	if (with_body && !c->is_head && !is_bare && r->reply.len)
		buf_add(&out, r->reply.data, is_cut ? c->cut_at : r->reply.len);
	return out;
}
