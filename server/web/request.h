/* request.h: what lies between http.c and the other two files of the edge. request.c decides which
 * requests are refused before anybody sees them, reply.c puts a response together; neither knows
 * CivetWeb, so both can be tested with plain structs. */
#ifndef REQUEST_H
#define REQUEST_H

#include "web/http.h"

#define URI_MAX 2048             /* bytes of path and query together */
#define HEADERS_MAX 63           /* the library drops the 65th silently: 64 is one too many */
#define REPLY_MAX (16 * 1024 * 1024)

struct head_line {
	const char *name, *value;
};

/* A request as it came, before any of it is believed. */
struct raw_request {
	const char *method, *path, *query, *version, *peer;
	struct head_line headers[HEADERS_MAX + 1];
	size_t header_count;
	bool is_cut_short;           /* lines of the head the library did not take over */
};

/* One request on its connection; lives as long as the request. */
struct connection {
	struct raw_request raw;
	void *socket;                /* the library's */
	const char *type, *location; /* of the reply */
	bool is_head, is_streaming, is_cut, must_close, has_body, is_body_read;
	size_t cut_at;
};

/* Fills r from c->raw. 0, or the status of the refusal; then the connection must be closed. */
int request_take(struct request *r, struct connection *c, const char *const *trusted);

/* The reply as bytes: head and, when with_body, body. */
struct buf reply_compose(struct request *r, bool is_hsts, bool with_body);

/* "Not Found" for 404. */
const char *reply_reason(int status);

#endif
