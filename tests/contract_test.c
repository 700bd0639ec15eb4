/* contract_test.c: holds SQL, templates, routes and roles together.
 *
 * Serves the portal over the demo world and visits every page as visits.json says, each visit for a
 * state of the page. What the templates did meanwhile is kept by contract/record.c; the server and
 * its visitors are contract/world.c's. contract_breaks.sh plants a breach of each rule and expects
 * it here. Each test prints every breach it finds, then fails. */
#include "app/routes.h"
#include "base/arena.h"
#include "base/mustache.h"
#include "contract/record.h"
#include "contract/visits.h"
#include "db/queries.h"
#include "web/page.h"
#include "web/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NAMES_MAX 400

static const char *templates[NAMES_MAX], *sources[NAMES_MAX];
static size_t template_count, source_count;
static const cJSON *visits;
static int breaches;

static void breach(const char *fmt, ...) printf_like(1, 2);
static void breach(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	breaches++;
}

static void no_breach(void)
{
	int found = breaches;

	breaches = 0;
	assert_int_equal(found, 0);
}

static struct reply ask_as(const struct person *who, const struct route *route, const cJSON *visit)
{
	const cJSON *form = json_at(visit, "form");

	if (route->method == GET)
		return world_ask(who, path_of(route, visit), NULL);
	return world_ask(who, path_of(route, visit), form ? form : json_object());
}

/* --- the rules --- */

static void every_statement_prepares(void **state)
{
	const char *columns, *wrong;
	const struct query *query;
	int parameters;
	size_t i;

	(void)state;
	for (i = 0; i < query_count(); i++) {
		query = query_at(i);
		wrong = world_prepare(query->sql, &parameters, &columns);
		if (wrong)
			breach("server/sql/%s.sql: does not prepare: %s", query->name, wrong);
		else if (parameters != query->parameter_count)
			breach("server/sql/%s.sql: has %d parameters, its lines name %d", query->name,
				parameters, query->parameter_count);
	}
	no_breach();
}

static bool has_column(const char *name, const char *column)
{
	const struct query *query = query_find(name);
	const char *columns = "";
	int parameters;

	if (!query || world_prepare(query->sql, &parameters, &columns))
		return false;
	return strstr(arena_printf(" %s", columns), arena_printf(" %s ", column)) != NULL;
}

static void routes_have_what_they_name(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		if (r->handler == act && !has_column(r->name, "next"))
			breach("server/sql/%s.sql: an act without the column next", r->name);
		if (r->handler == stream && !has_column(r->name, "topic"))
			breach("server/sql/%s.sql: a stream without the column topic", r->name);
		/* What a machine is answered, the description of the API holds: api.test.mjs. */
		if (r->who & MACHINE)
			continue;
		if (r->handler == page && !template_find(r->name))
			breach("templates/%s.html: %s wants it", r->name, r->path);
		if (r->handler == page && !visits_of(r->name))
			breach("tests/visits.json: no visit of %s (%s)", r->name, r->path);
	}
	no_breach();
}

static void the_signed_out_are_sent_to_sign_in(void **state)
{
	struct reply reply;
	size_t i;

	(void)state;
	for (i = 0; i < route_count; i++) {
		if (!is_private(&routes[i]))
			continue;
		reply = world_send(NULL, routes[i].method == GET ? "GET" : "POST",
			path_of(&routes[i], visit_like(&routes[i])));
		if (reply.status != 303 || strncmp(reply.location, "/signin", 7) != 0)
			breach("%s: gives the signed-out %d %s", routes[i].path, reply.status,
				reply.location);
	}
	no_breach();
}

static void other_roles_are_refused(void **state)
{
	const struct person *other;
	struct reply reply;
	size_t i;

	(void)state;
	for (i = 0; i < route_count; i++) {
		other = person_for(routes[i].who, false);
		if (!is_private(&routes[i]) || !other)
			continue;
		reply = ask_as(other, &routes[i], visit_like(&routes[i]));
		if (reply.status != 403)
			breach("%s: gives the role %s %d", routes[i].path, other->role, reply.status);
	}
	no_breach();
}

/* Nobody knows here which office a record belongs to: of the caseworkers, who each have one
 * office of their own, the others must be told that it does not exist; of the supervisors, where
 * only they may come, likewise. */
static void strangers_find_nothing(void **state)
{
	struct reply reply;
	const char *role;
	size_t i, n, refused, asked;

	(void)state;
	for (i = 0; i < route_count; i++) {
		if (!is_private(&routes[i]) || !strstr(routes[i].path, "/:id")
		    || !(routes[i].who & (CASEWORKER | AGENT_ROLE | FRONT_DESK_ROLE)))
			continue;
		role = routes[i].who == SUPERVISOR_ROLE ? "supervisor" : "caseworker";
		for (n = refused = asked = 0; n < people_count; n++) {
			if (strcmp(people[n].role, role) != 0
			    || !(people[n].role_bit & routes[i].who))
				continue;
			asked++;
			reply = ask_as(&people[n], &routes[i], visit_like(&routes[i]));
			refused += reply.status == 404;
		}
		if (refused + 1 < asked)
			breach("%s: shows a record to a stranger from another office (%zu of %zu refused)",
				routes[i].path, refused, asked);
	}
	no_breach();
}

/* What the page says is wrong, for whoever reads the test's output. */
static const char *complaint(const char *html)
{
	const char *at = strstr(html, "usa-error-message");

	at = at ? strchr(at, '>') : NULL;
	return at ? arena_copy(at + 1, strcspn(at + 1, "<")) : "";
}

/* A visit: path, query, form; `as` whom (the first whose role fits; "": signed out), in which
 * `environment`, at another `url`; SQL `given` before and `after`; the `status` expected. */
static void visit_page(const char *name, const cJSON *visit)
{
	const char *as = json_text_or_null(visit, "as");
	const char *environment = json_text(visit, "environment"), *url = json_text(visit, "url");
	bool is_post = json_at(visit, "form") != NULL;
	const struct person *who = as && *as ? person_named(as) : NULL;
	const struct route *route = route_for(name, is_post);
	struct reply reply;
	long status;

	if (!route && !*url) {
		breach("tests/visits.json: no route is called %s", name);
		return;
	}
	if (as && *as && !who)
		breach("tests/visits.json: nobody is called %s", as);
	if (!as && route && is_private(route))
		who = person_for(route->who, true);
	world_sql(json_text(visit, "given"));
	world_environment(*environment ? environment : "sandbox");
	if (*url)
		reply = world_ask(who, url, json_at(visit, "form"));
	else
		reply = ask_as(who, route, visit);
	status = json_int(visit, "status", is_post ? 422 : 200);
	world_sql(json_text(visit, "after"));
	if (reply.status != status)
		breach("tests/visits.json: %s (%s): %d, not %ld. %s", name,
			json_text(visit, "why"), reply.status, status, complaint(reply.body));
}

static void every_page_stands(void **state)
{
	const cJSON *page_visits, *visit;

	(void)state;
	cJSON_ArrayForEach(page_visits, visits) {
		cJSON_ArrayForEach(visit, page_visits)
			visit_page(page_visits->string, visit);
	}
	breaches += record_missing();
	no_breach();
}

static void every_column_is_used(void **state)
{
	(void)state;
	assert_int_equal(record_unused(), 0);
}

static void every_section_is_seen_both_ways(void **state)
{
	(void)state;
	assert_int_equal(record_one_sided(), 0);
}

static bool is_in_a_source(const char *text)
{
	size_t i;

	for (i = 0; i < source_count; i++)
		if (strstr(sources[i], text))
			return true;
	return false;
}

static bool is_a_routes_name(const char *name)
{
	size_t i;

	for (i = 0; i < route_count; i++)
		if (routes[i].name && strcmp(routes[i].name, name) == 0)
			return true;
	return false;
}

static void every_file_is_used(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < query_count(); i++)
		if (!is_a_routes_name(query_at(i)->name)
		    && !is_in_a_source(arena_printf("\"%s\"", query_at(i)->name)))
			breach("server/sql/%s.sql: nothing uses it", query_at(i)->name);
	for (i = 0; i < template_count; i++)
		if (!is_a_routes_name(templates[i])
		    && !is_in_a_source(arena_printf("\"%s\"", templates[i]))
		    && !is_in_a_source(arena_printf("{{>%s}}", templates[i])))
			breach("templates/%s.html: nothing uses it", templates[i]);
	no_breach();
}

/* --- the frame --- */

static void read_sources(const char *folder, const char *ending)
{
	const char *names[NAMES_MAX];
	size_t i, count = world_names(folder, ending, names, NAMES_MAX);

	for (i = 0; i < count; i++)
		sources[source_count++] = world_file(folder, names[i], ending);
}

static int start(void **state)
{
	(void)state;
	world_start();
	/* Or the monitor falls silent within the minute, before it is looked at. */
	world_sql("update displays set seen_at = now() + interval '1 hour' where id = 1");
	visits = visits_read();
	if (!visits)
		return -1;
	template_count = world_names("templates", ".html", templates, NAMES_MAX);
	read_sources("server", ".c");
	read_sources("templates", ".html");
	record_start(templates, template_count);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	world_stop();
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_statement_prepares),
		cmocka_unit_test(routes_have_what_they_name),
		cmocka_unit_test(the_signed_out_are_sent_to_sign_in),
		cmocka_unit_test(other_roles_are_refused),
		cmocka_unit_test(every_page_stands),
		cmocka_unit_test(every_column_is_used),
		cmocka_unit_test(every_section_is_seen_both_ways),
		cmocka_unit_test(every_file_is_used),
		/* Last: who may, does what the others must not. */
		cmocka_unit_test(strangers_find_nothing),
	};

	return cmocka_run_group_tests_name("contract", tests, start, stop);
}
