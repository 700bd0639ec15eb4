/* router.c: from a request to its handler and back.
 *
 * The table of routes comes from app/routes.c. Here it is decided, in this order: is there such a
 * path, who is asking, may they, is the body acceptable, is it sent from our own page, is it
 * proven. Only then the handler runs, with the database told who asks and what to write into the
 * audit trail. What a page looks like is page.c's, who somebody is session.c's. */
#include "web/router.h"
#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "web/api.h"
#include "web/form.h"
#include "web/multipart.h"
#include "web/page.h"
#include "web/session.h"
#include "web/stream.h"
#include <stdarg.h>
#include <string.h>
#include <time.h>

static const struct route *routes;
static size_t route_count;

static const struct {
	const char *role;
	int bit;
} roles[] = {
	{ "caseworker", CASEWORKER_ROLE }, { "agent", AGENT_ROLE }, { "front_desk", FRONT_DESK_ROLE },
	{ "supervisor", SUPERVISOR_ROLE }, { "admin", ADMIN_ROLE }, { "auditor", AUDITOR_ROLE },
};

static const char *const method_names[] = {
	[GET] = "GET", [POST] = "POST", [PUT] = "PUT", [PATCH] = "PATCH", [DELETE] = "DELETE",
};

/* What a handler's failure is for the browser. */
static const int failures[] = {
	[NOT_FOUND] = 404, [INVALID] = 422, [CONFLICT] = 409, [FORBIDDEN] = 403, [UNAVAILABLE] = 503,
	[FAILED] = 500,
};

static long now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000L + t.tv_nsec / 1000L;
}

static bool is_complete(const struct route *route)
{
	bool wants_name = route->handler == page || route->handler == act || route->handler == stream;

	return route->who && route->handler && route->path && route->path[0] == '/' && route->method
		&& (route->name || !wants_name) && (route->scope || !(route->who & MACHINE));
}

enum status router_start(const struct route *table, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (is_complete(&table[i]))
			continue;
		log_line(LOG_ERROR, "router.row_refused", "row=%zu path=\"%s\"", i,
		         table[i].path ? table[i].path : "");
		return INVALID;
	}
	routes = table;
	route_count = count;
	return OK;
}

static bool parameter_fits(const char *name, size_t len, const char *value)
{
	bool is_id = (len == 2 && memcmp(name, "id", 2) == 0)
		|| (len > 3 && memcmp(name + len - 3, "_id", 3) == 0);
	size_t digits = strspn(value, "0123456789");

	if (is_id)
		return digits >= 1 && digits <= ID_DIGITS && value[digits] == '\0';
	return value[0] && strlen(value) <= PARAMETER_MAX;
}

static bool segment_fits(const char *pattern, size_t len, const char *segment)
{
	if (pattern[0] == ':')
		return parameter_fits(pattern + 1, len - 1, segment);
	return strlen(segment) == len && memcmp(pattern, segment, len) == 0;
}

/* Walks pattern and segments together; with a document, also keeps the parameters in it. */
static bool path_fits(const struct request *r, const char *pattern, cJSON *parameters)
{
	size_t i, len;
	const char *at = pattern + 1;

	for (i = 0; i < r->segment_count; i++, at += len + (at[len] == '/')) {
		len = strcspn(at, "/");
		if (len == 0 || !segment_fits(at, len, r->segments[i]))
			return false;
		if (parameters && at[0] == ':')
			json_set_text(parameters, arena_copy(at + 1, len - 1), r->segments[i]);
	}
	return *at == '\0' && r->ends_in_slash == (r->segment_count && at[-1] == '/');
}

/* OK with r->route; NOT_FOUND, with an Allow header and 405 when the path has other methods. */
static enum status find_route(struct request *r)
{
	struct buf allow = buf_new(128);
	size_t i;

	for (i = 0; i < route_count; i++) {
		const struct route *route = &routes[i];

		if ((int)route->on != r->listener || !path_fits(r, route->path, NULL))
			continue;
		if (route->method == r->method) {
			r->route = route;
			path_fits(r, route->path, json_set(r->in, "path", json_object()));
			return OK;
		}
		buf_printf(&allow, "%s%s", allow.len ? ", " : "", method_names[route->method]);
		buf_text(&allow, route->method == GET ? ", HEAD" : "");
	}
	if (!allow.len)
		return NOT_FOUND;
	reply_header(r, "Allow", allow.data);
	r->status = 405;
	return NOT_FOUND;
}

/* The page that shows the form of this target: the GET row with the same template, under the same
 * names. */
static const struct route *page_of(const struct route *target)
{
	for (size_t i = 0; target && target->name && i < route_count; i++)
		if (routes[i].method == GET && routes[i].name
		    && strcmp(routes[i].name, target->name) == 0)
			return &routes[i];
	return NULL;
}

/* A pattern with this request's parameters in place of its names. */
static const char *path_with(const char *pattern, const cJSON *parameters)
{
	struct buf path = buf_new(8192);
	size_t len;

	for (; *pattern; pattern += len) {
		len = strcspn(pattern + 1, "/") + 1;
		if (pattern[1] != ':') {
			buf_add(&path, pattern, len);
			continue;
		}
		buf_char(&path, '/');
		buf_url(&path, json_text(parameters, arena_copy(pattern + 2, len - 2)));
	}
	return path.data;
}

const char *router_here(const struct request *r)
{
	const struct route *shown = r->method == GET ? NULL : page_of(r->route);

	if (r->method == GET)
		return *r->query ? arena_printf("%s?%s", r->path, r->query) : r->path;
	return shown ? path_with(shown->path, json_at(r->in, "path")) : "/";
}

/* With the page to come back to. A locked session waits for its password, not for a sign-in. */
static const char *signin_address(const struct request *r)
{
	const char *here = router_here(r);
	struct buf to = buf_new(8192);

	buf_text(&to, json_at(r->in, "locked") ? "/locked" : "/signin");
	if (strcmp(here, "/") == 0)
		return to.data;
	buf_text(&to, "?next=");
	buf_url(&to, here);
	return to.data;
}

/* A part of a page that asks for itself cannot follow a redirect without putting the sign-in form
 * into the middle of the page: htmx is told to leave the page instead. */
static void send_to_signin(struct request *r)
{
	if (!request_header(r, "HX-Request")) {
		reply_redirect(r, 303, signin_address(r));
		return;
	}
	reply_header(r, "HX-Redirect", signin_address(r));
	reply_text(r, 401, "text/plain; charset=utf-8", "Sign in again.\n");
}

/* THE rule of strong acts: whoever does one has proven just now that it is still them, and comes
 * back to the page it stands on. */
static enum status send_to_proof(struct request *r)
{
	const char *here = router_here(r);
	struct buf next = buf_new(8192);

	buf_url(&next, strcmp(here, "/") == 0 ? "/me" : here);
	return redirect(r, "/me/factor?next=%s", next.data);
}

static bool role_fits(const struct request *r)
{
	const char *role = json_text(r->in, "user.role");
	size_t i;

	if (r->route->who & (ANYONE | SIGNED))
		return true;
	for (i = 0; i < countof(roles); i++)
		if (strcmp(roles[i].role, role) == 0)
			return (r->route->who & roles[i].bit) != 0;
	return false;
}

/* Assets and probes know nobody: they need no session, and so no database. */
static bool wants_session(const struct route *route)
{
	return route->on == LISTEN_APP && !(route->who & (SIGNED | MACHINE))
		&& ((route->who & STAFF) || route->name || route->method != GET);
}

/* OK, or a failure; when somebody must sign in first the reply is made and *is_answered. */
static enum status check_who(struct request *r, bool *is_answered)
{
	if (r->route->who & MACHINE)
		return api_enter(r);
	r->is_live = request_header(r, "X-Live") || r->route->handler == stream;
	if (wants_session(r->route))
		TRY(session_read(r));
	if (!(r->route->who & (ANYONE | SIGNED)) && !json_at(r->in, "user")) {
		send_to_signin(r);
		*is_answered = true;
		return OK;
	}
	return role_fits(r) ? OK : FORBIDDEN;
}

static enum status with_status(struct request *r, int status)
{
	r->status = status;
	return INVALID;
}

/* A provider's body is raw bytes, whatever it calls itself; a browser's is a form and nothing else.
 * */
static enum status take_body(struct request *r, bool *is_answered)
{
	size_t max = r->route->body_max ? r->route->body_max : BODY_MAX;
	cJSON *form;

	if (r->route->who & MACHINE)
		return api_take_body(r, max, is_answered);
	if (r->method == GET)
		return OK;
	TRY(request_body(r, max));
	if (r->route->who & SIGNED)
		return OK;
	TRY(multipart_or_form(r, r->route->takes_file, &form));
	json_set(r->in, "form", form);
	return session_csrf_ok(r) ? OK : FORBIDDEN;
}

/* Whom a page shows: "/cases/:id…" → "case:7". */
static const char *audit_subject(const struct request *r)
{
	const char *id = json_text(r->in, "path.id"), *noun = r->segment_count ? r->segments[0] : "";
	size_t len = strlen(noun);

	if (!*id || len < 2)
		return NULL;
	return arena_printf("%.*s:%s", (int)(len - (noun[len - 1] == 's')), noun, id);
}

static void put_audit(struct request *r)
{
	cJSON *audit;

	if (!r->route->audit)
		return;
	audit = json_set(r->in, "audit", json_object());
	json_set_text(audit, "action", r->route->audit);
	/* What a form changes, the database knows better. */
	json_set_text(audit, "subject", r->method == GET ? audit_subject(r) : NULL);
	json_set_text(audit, "route", r->route->path);
	json_set_text(audit, "remote", r->remote);
	json_set_text(audit, "request_id", r->id);
	json_set_text(audit, "method", method_names[r->method]);
	json_set_text(audit, "reason", json_text_or_null(r->in, "user.acts_as"));
}

/* No page about a person without its line in the audit trail (safety.md §3). */
static enum status run_handler(struct request *r)
{
	enum status status;

	put_audit(r);
	db_scope(r->in);
	status = r->route->handler(r);
	if (status == OK && r->route->audit && r->status < 400 && db_audit_pending()) {
		log_line(LOG_ERROR, "router.audit_missing", "route=\"%s\"", r->route->path);
		return FAILED;
	}
	return status;
}

/* What was asked for and not given is told too, in a line of its own: the one that went with the
 * page's statement, if there was one, says only that it was asked. */
static void audit_failure(struct request *r, enum status status)
{
	static const char *const outcomes[] = {
		[NOT_FOUND] = "not_found", [INVALID] = "not_done", [CONFLICT] = "conflict",
		[FORBIDDEN] = "refused",   [UNAVAILABLE] = NULL,   [FAILED] = "failed",
	};
	cJSON *audit;

	if (!outcomes[status] || !r->route || !r->route->audit || !json_at(r->in, "user.id"))
		return;
	put_audit(r);
	audit = cJSON_GetObjectItemCaseSensitive(r->in, "audit");
	json_set_text(audit, "subject", audit_subject(r));
	json_set_text(audit, "outcome", outcomes[status]);
	db_scope(r->in);
	if (db_run("audit/failed", r->in) != OK)
		log_line(LOG_WARN, "router.failure_not_told", "route=\"%s\"", r->route->path);
}

static enum status answer(struct request *r)
{
	cJSON *query;
	bool is_answered = false;

	TRY(find_route(r));
	if (form_split(r->query, strlen(r->query), &query) != OK)
		return with_status(r, 400);
	json_set(r->in, "query", query);
	TRY(check_who(r, &is_answered));
	if (is_answered)
		return OK;
	TRY(take_body(r, &is_answered));
	if (!is_answered && (r->route->who & FRESH) && !session_factor_is_fresh(r))
		return send_to_proof(r);
	return is_answered ? OK : run_handler(r);
}

/* Machines get a line of text, people a page. A status set on the way is more exact than the enum.
 * */
static void answer_failure(struct request *r, enum status status)
{
	bool is_refused = r->status >= 400 && (status == INVALID || status == NOT_FOUND);
	int shown = is_refused ? r->status : failures[status];

	if (shown == 503)
		reply_header(r, "Retry-After", "2");
	if (api_is(r))
		api_problem(r, shown);
	else if (r->listener == LISTEN_APP)
		page_failure(r, shown);
	else
		reply_text(r, shown, "text/plain; charset=utf-8",
		           arena_printf("%d %s\n", shown, r->id));
}

void router_handle(struct request *r)
{
	long started = now_us();
	enum status status;
	const char *user;

	r->in = json_object();
	db_scope(NULL);
	status = answer(r);
	if (status != OK) {
		audit_failure(r, status);
		answer_failure(r, status);
	}
	api_end(r);
	db_scope(NULL);
	user = json_text(r->in, "user.id");
	log_line(LOG_INFO, "request", "method=%s route=\"%s\" status=%d ms=%ld user=%s live=%d",
	         method_names[r->method], r->route ? r->route->path : "-", r->status,
	         (now_us() - started) / 1000, *user ? user : "-", r->is_live);
}

enum status redirect(struct request *r, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	reply_redirect(r, 303, arena_vprintf(fmt, args));
	va_end(args);
	return OK;
}
