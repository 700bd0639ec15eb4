/* cells.c: every route, for every role and nobody, for a record of theirs and one of others. */
#include "app/routes.h"
#include "base/arena.h"
#include "scope/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct person *of_role(int bit)
{
	return person_for(bit, true);
}

static void signed_out_cell(const struct route *route)
{
	struct reply reply = world_send(NULL, method(route), path_of(route, visit_like(route)));

	if (reply.status != 303 || strncmp(reply.location, "/signin", 7) != 0)
		breach("%s %s: the signed-out get %d %s", method(route), route->path, reply.status,
			reply.location);
}

/* Of a route that the role may not have: 403, whosever the record is. */
static void refused_cell(const struct route *route, const struct person *who)
{
	struct reply reply = ask_with(who, route, NULL, NULL);

	if (reply.status != 403)
		breach("%s %s: the role %s gets %d", method(route), route->path, who->role, reply.status);
}

static void foreign_cell(const struct route *route, const struct person *who)
{
	const struct records *of = records_of(route);
	const char *ids[4];
	struct reply reply;
	size_t i, count;

	/* Administrators and auditors have no office: their records are the agency's. */
	if (!has_id(route) || !(route->who & DESK))
		return;
	if (!of) {
		breach("%s: scope/records.c does not say whose records these are", route->path);
		return;
	}
	count = foreign_ids(of, who, ids, countof(ids));
	for (i = 0; i < count; i++) {
		reply = ask_with(who, route, ids[i], NULL);
		if (reply.status != 404)
			breach("%s %s: %s gets %d for the foreign record %s", method(route), route->path,
				who->role, reply.status, ids[i]);
	}
}

/* A visit is of this route: names are shared by a page and what its form is sent to. */
static bool is_of(const cJSON *visit, const struct route *route)
{
	return (json_at(visit, "form") != NULL) == (route->method == POST)
		&& !json_at(visit, "given") && !json_at(visit, "url");
}

/* A visit of the route whose record is theirs; without an id any will do. */
static const cJSON *own_visit(const struct route *route, const struct person *who)
{
	const struct records *of = records_of(route);
	const cJSON *visit;

	if (!of)
		return visit_like(route);
	cJSON_ArrayForEach(visit, visits_of(route->name))
		if (is_of(visit, route) && json_at(visit, "path.id")
		    && is_theirs(of, who, json_text(visit, "path.id")))
			return visit;
	visit = visit_like(route);
	if (!visit || !is_of(visit, route) || !is_theirs(of, who, json_text(visit, "path.id")))
		return NULL;
	return visit;
}

/* Of a route that the role may have: a page is shown; what a form comes to is the form's affair,
 * but it is neither refused nor broken. */
static bool own_cell(const struct route *route, const struct person *who)
{
	const cJSON *visit = own_visit(route, who);
	struct reply reply;

	if (has_id(route) && !visit)
		return false;
	if (route->method == GET)
		reply = world_ask(who, path_of(route, visit), NULL);
	else
		reply = world_ask(who, path_of(route, visit), json_at(visit, "form")
			? json_at(visit, "form") : json_object());
	/* Too many streams at once, or a loaded machine: refused is something else. */
	if (reply.status == 503)
		return true;
	if (reply.status == 403 || reply.status >= 500
	    || (route->method == GET && reply.status != 200 && reply.status != 303)
	    || strncmp(reply.location, "/signin", 7) == 0)
		breach("%s %s: the role %s gets %d of its own record %s", method(route), route->path,
			who->role, reply.status, json_text(visit, "path.id"));
	return true;
}

void every_cell_is_as_the_table_says(void **state)
{
	static const int roles[] = { CASEWORKER_ROLE, AGENT_ROLE, FRONT_DESK_ROLE, SUPERVISOR_ROLE,
		ADMIN_ROLE, AUDITOR_ROLE };
	size_t i, n, own = 0, asked = 0;

	(void)state;
	/* What must be refused first: what is allowed changes the world. */
	for (i = 0; i < route_count; i++) {
		if (!is_private(&routes[i]))
			continue;
		signed_out_cell(&routes[i]);
		for (n = 0; n < countof(roles); n++)
			if (!(routes[i].who & roles[n]))
				refused_cell(&routes[i], of_role(roles[n]));
			else
				foreign_cell(&routes[i], of_role(roles[n]));
	}
	for (i = 0; i < route_count; i++) {
		if (!is_private(&routes[i]) || ends_session(&routes[i]))
			continue;
		for (n = 0; n < countof(roles); n++) {
			if (!(routes[i].who & roles[n]))
				continue;
			asked++;
			own += own_cell(&routes[i], of_role(roles[n]));
		}
	}
	print_message("scope: %zu routes; own records in %zu of %zu cells\n", route_count, own, asked);
	no_breach();
}
