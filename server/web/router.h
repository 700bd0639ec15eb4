/* router.h: from a request to its handler and back: path → route row → role → CSRF → handler →
 * reply → one log line. */
#ifndef ROUTER_H
#define ROUTER_H

#include "web/http.h"

#define BODY_MAX (64 * 1024)      /* bytes, where the route's row says nothing else: 413 */
#define PARAMETER_MAX 128          /* bytes of a path's parameter: 404 */
#define ID_DIGITS 18               /* of one that is an id: 404 */

/* Who may come. A row without one does not start. */
enum who {
	CASEWORKER_ROLE = 1,
	AGENT_ROLE = 2,
	FRONT_DESK_ROLE = 4,
	SUPERVISOR_ROLE = 8,
	ADMIN_ROLE = 16,
	AUDITOR_ROLE = 32,
	STAFF = 63, /* anyone signed in */
	ANYONE = 64, /* signed in or not */
	SIGNED = 128, /* proves itself by a signature: no session, no CSRF token */
	MACHINE = 256, /* a bearer token and JSON: see api.h */
	FRESH = 512, /* beside a role: a strong act, which wants a factor given just now (session.h) */
	CASEWORKER = CASEWORKER_ROLE | SUPERVISOR_ROLE,
	CASE_STAFF = CASEWORKER | AGENT_ROLE,
	DESK = CASE_STAFF | FRONT_DESK_ROLE,
};

enum listener { LISTEN_APP = 0, LISTEN_HOOKS, LISTEN_OPS };

struct route {
	enum method method;
	const char *path;                /* "/cases/:id/closure" */
	int who;
	enum status (*handler)(struct request *r);
	const char *name;                /* of the query and the template; NULL: neither */
	const char *audit;               /* the action written with it; NULL: shows nobody */
	size_t body_max;                 /* 0: 64 KiB */
	enum listener on;
	const char *scope;   /* of MACHINE: the action its token must be allowed; "": any token */
	bool takes_file;                 /* its form may bring a file (multipart.h) */
};

/* Keeps the table. INVALID (logged, with the row) when a row has no role, no handler, or a handler
 * that wants a name has none. */
must_check enum status router_start(const struct route *routes, size_t count);

/* Handles one request on any listener; http.c calls it. 404 for no such path (or another
 * listener's), 405 with Allow for another method, 401→/signin?next= for the signed-out and
 * /locked?next= for the locked, /me/factor?next= where a FRESH route's factor is not, 403 for a
 * wrong role or CSRF token. A status a handler returns becomes a page: NOT_FOUND 404, INVALID 422,
 * CONFLICT 409, FORBIDDEN 403, UNAVAILABLE 503 with Retry-After, FAILED 500, each with the
 * request's id as reference code. Below /api/ it becomes problem+json (api.h). */
void router_handle(struct request *r);

/* The address of the page that this request shows: itself, with its query, for a GET; for a form
 * that comes back with its faults, the page it stands on. "/" when there is none. In the arena. */
const char *router_here(const struct request *r);

/* 303 to a path of ours. */
enum status redirect(struct request *r, const char *fmt, ...) printf_like(2, 3);

#endif
