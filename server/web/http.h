/* http.h: CivetWeb on one side, struct request on the other. The only file that sees civetweb.h.
 *
 * Everything is taken in begin_request; a response is one mg_write. What is refused before a
 * handler ever sees it, and the headers on every response, are listed in safety.md §5. Knows
 * nothing of routes, sessions or the database; the simulator uses it too. */
#ifndef HTTP_H
#define HTTP_H

#include "base/buf.h"
#include "base/json.h"

enum method { GET = 1, POST, PUT, PATCH, DELETE };   /* HEAD is GET whose body is not sent */

/* What a request may be; `portal limits` prints these, and the refusal for each. */
#define SEGMENTS_MAX 12            /* of a path: 404 */
#define HEAD_BYTES 16384           /* request line and headers: 431 */
#define HEAD_MS 10000              /* for the head to come: 408 */
#define BODY_MS 10000              /* for the whole body, which the library does not bound: 408 */
#define IDLE_MS 5000               /* a kept connection without a request: closed */
#define IDLE_SAID "3"              /* seconds promised of it, so that nobody sends too late */

struct request {
	enum method method;
	const char *path;                        /* as sent, without the query */
	const char *segments
		[SEGMENTS_MAX]; /* decoded once, UTF-8, no control bytes, never "." or ".." */
	size_t segment_count;                    /* 0 for "/" */
	bool ends_in_slash;
	const char *query;                       /* as sent, without "?"; "" when none */
	const char *body;                        /* after request_body() */
	size_t body_len;
	const char *remote;                      /* the peer, or what a trusted proxy says */
	const char *id; /* request id, also in the log and the X-Request-Id header */
	bool is_secure;                          /* https at the trusted proxy */
	int listener;                            /* index into http_settings.listeners */

	/* The router's, page's and session's. */
	const struct route *route;
	cJSON *in;                               /* {path, query, form, user, audit} */
	cJSON *form, *errors;                    /* what was typed and what is wrong with it */
	const char *session;                     /* the cookie's token, or NULL */
	bool is_live; /* the page asks for itself again; no activity of a person */
	const char *file, *file_name;            /* of a form that brought one, or NULL */
	size_t file_len;

	/* The reply, written by http.c when the handler returns. */
	int status;
	struct buf head, reply;                  /* header lines; body */
	void *connection;                        /* http.c's */
};

struct http_listener {
	const char *name;                        /* "app" */
	const char *address;                     /* "127.0.0.1:8080" */
	int threads;
	void (*handle)(struct request *r);       /* runs in a worker; sets status and reply */
	void (*thread_start)(void); /* may be NULL; run in each worker before its first request */
};

struct http_settings {
	/* Proxies whose X-Forwarded-For and -Proto are believed; NULL-terminated. */
	const char *const *trusted;
	const char *public_url;                  /* https://… turns HSTS on */
};

/* Starts one listener. UNAVAILABLE, after a line on stderr that names the address, when it is
 * taken. */
must_check enum status http_start(const struct http_settings *settings,
				  const struct http_listener *listeners, size_t count);
/* Stops in the order of safety.md §6: new requests get 503, streams are told, up to `seconds` for
 * those in flight. */
void http_stop(int seconds);
/* True from http_stop() on: streams end themselves. */
bool http_stopping(void);

/* A header's value, name in any case; NULL when absent. */
const char *request_header(const struct request *r, const char *name);
/* Reads the body, once. Wants Content-Length or chunked. More than max: 413; slower than 10 s:
 * 408; no length: 411. Otherwise OK; after a failure the status is set and the connection will be
 * closed. */
must_check enum status request_body(struct request *r, size_t max);

/* Replies. The last one wins. `type` as for Content-Type. */
void reply_header(struct request *r, const char *name, const char *value);
void reply_text(struct request *r, int status, const char *type, const char *text);
void reply_bytes(struct request *r, int status, const char *type, const void *bytes, size_t len);
void reply_json(struct request *r, int status, const cJSON *doc);
/* Lets a page of "https://host" stand in a frame of this page, and a form be sent there. The whole
 * policy is one header: a handler that sets Content-Security-Policy itself replaces it. */
void reply_frame(struct request *r, const char *host);
void reply_redirect(struct request *r, int status, const char *to);

/* For streams and the simulator's faults: writes the head now, then pieces; false once the client
 * is gone. No reply follows. */
bool stream_open(struct request *r, const char *type);
bool stream_write(struct request *r, const char *bytes, size_t len);
/* Ends the connection without a reply (the simulator's "dropped"); with bytes > 0, after that many
 * bytes of the reply so far. */
void reply_cut(struct request *r, size_t bytes);

#endif
