/* guesses.c: ids that are guessed, and fields that nobody asked for. */
#include "app/routes.h"
#include "base/arena.h"
#include "base/buf.h"
#include "scope/ask.h"

#include <ctype.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define GUESSES 10000
#define IDS_MAX 500
#define ROUTES_MAX 400

/* A refusal without what differs each time: its code, and the clocks. */
static const char *plain(const char *html)
{
	static const char code[] = "Reference code ";
	char *kept = arena_dup(html), *at = strstr(kept, code);

	if (at) {
		at += strlen(code);
		at += strncmp(at, "<span", 5) == 0 ? strcspn(at, ">") + 1 : 0;
		memset(at, '-', strcspn(at, "<"));
	}
	for (at = kept; *at; at++)
		if (isdigit((unsigned char)*at))
			*at = '#';
	return kept;
}

/* What one person may ask for by an id, and the ids of others for each such route. */
static struct guesser {
	const struct person *who;
	const struct route *routes[ROUTES_MAX];
	const char *ids[ROUTES_MAX][IDS_MAX];
	size_t id_count[ROUTES_MAX], count;
	const char *refusals[ROUTES_MAX];  /* of an id that nobody has */
	uint64_t dice;                   /* the same throws each time: a failure comes again */
} guessers[3];

static uint64_t throw(struct guesser *g)
{
	g->dice = g->dice * 6364136223846793005u + 1442695040888963407u;
	return g->dice >> 17;
}

static void guesser_start(struct guesser *g, const char *name)
{
	size_t i;

	g->who = person_named(name);
	g->dice = (uint64_t)(g - guessers) + 20261120;
	for (i = 0; i < route_count; i++) {
		const struct records *of = records_of(&routes[i]);

		if (!of || !(routes[i].who & g->who->role_bit))
			continue;
		g->routes[g->count] = &routes[i];
		g->id_count[g->count] = foreign_ids(of, g->who, g->ids[g->count], IDS_MAX);
		g->refusals[g->count] = plain(ask_with(g->who, &routes[i], "99999999", NULL).body);
		g->count++;
	}
	assert_true(g->count > 5);
}

static void guess(struct guesser *g)
{
	size_t n = throw(g) % g->count;
	const struct route *route = g->routes[n];
	bool is_there = g->id_count[n] && throw(g) % 8;
	const char *id = is_there ? g->ids[n][throw(g) % g->id_count[n]]
		: arena_printf("%llu", (unsigned long long)(throw(g) % 1000000000000u + 100000));
	struct reply reply = ask_with(g->who, route, id, NULL);

	if (reply.status != 404)
		breach("%s %s: %s gets %d for %s", method(route), route->path, g->who->email,
			reply.status, id);
	else if (strcmp(plain(reply.body), g->refusals[n]) != 0)
		breach("%s %s: %s sees from the refusal that %s is there", method(route), route->path,
			g->who->email, id);
}

/* A thread's arena is emptied after each guess. SCOPE_GUESSES: for those in a hurry. */
static void *guess_on(void *given)
{
	const char *fewer = getenv("SCOPE_GUESSES");
	size_t i, most = fewer ? strtoul(fewer, NULL, 10) : GUESSES;

	for (i = 0; i < most / countof(guessers); i++) {
		guess(given);
		arena_reset();
	}
	arena_release();
	return NULL;
}

void guesses_find_nothing(void **state)
{
	static const char *const names[] = { "marcus.bell", "tuyet.pham", "luis.ortega" };
	pthread_t threads[countof(guessers)];
	size_t i;

	(void)state;
	world_sql("insert into cases (reference, office_id) select 'G-' || o || '-' || n, o"
		" from generate_series(1, 3) o, generate_series(1, 150) n;"
		"insert into members (case_id, position, first_name, last_name, relation, born_on)"
		" select id, 1, 'Guess', 'Me', 'applicant', '1990-01-01' from cases"
		" where reference like 'G-%';"
		"insert into tasks (kind, subject, case_id, sentence, due_on, due_rule)"
		" select 'by_hand', 'form:' || reference, id, 'Look', current_date, 'None' from cases"
		" where reference like 'G-%'");
	for (i = 0; i < countof(guessers); i++)
		guesser_start(&guessers[i], names[i]);
	for (i = 0; i < countof(guessers); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, guess_on, &guessers[i]), 0);
	for (i = 0; i < countof(guessers); i++)
		pthread_join(threads[i], NULL);
	no_breach();
}

/* --- fields that nobody asked for --- */

/* In a form and in an address: what the documents of statements are made of, and what would be nice
 * to be. */
static const struct { const char *name, *value; } wishes[] = {
	{ "role", "admin" }, { "user.role", "admin" }, { "user[role]", "admin" },
	{ "user.sees_all", "true" }, { "sees_all", "true" }, { "is_admin", "1" },
	{ "user.offices", "3" }, { "offices", "3" }, { "user.id", "6" }, { "user_id", "6" },
	{ "path.id", "1" }, { "id", "1" }, { "session.id", "1" }, { "user.can_review", "true" },
	{ "can_review", "true" }, { "is_restricted", "false" }, { "audit.action", "x.y" },
};

static cJSON *wished(const char *office)
{
	cJSON *form = json_object();
	size_t i;

	for (i = 0; i < countof(wishes); i++)
		json_set_text(form, wishes[i].name, wishes[i].value);
	json_set_text(form, "office_id", office);
	return form;
}

static const char *wished_query(const char *path)
{
	struct buf to = buf_new(4096);
	size_t i;

	buf_text(&to, path);
	for (i = 0; i < countof(wishes); i++) {
		buf_text(&to, i || strchr(path, '?') ? "&" : "?");
		buf_url(&to, wishes[i].name);
		buf_char(&to, '=');
		buf_url(&to, wishes[i].value);
	}
	return to.data;
}

/* Who is who, and what stands in the offices that are not theirs. */
static const char *rights(const char *email)
{
	return owner_value("select concat_ws(' / ', (select"
		" md5(string_agg(concat(id, role, is_disabled), ',' order by id)) from users),"
		" (select string_agg(user_id || ':' || office_id, ',' order by user_id, office_id)"
		" from user_offices),"
		" (select count(*) || ' ' || count(*) filter (where is_restricted) || ' '"
		" || coalesce(sum(worker_id), 0) from cases"
		" where office_id not in (select o.office_id from user_offices o join users u"
		" on u.id = o.user_id where u.email = '%s')))", email);
}

static void wish(const struct person *who, const struct route *route)
{
	const struct records *of = records_of(route);
	const char *ids[1] = { NULL }, *path;
	struct reply reply;
	bool may = (route->who & who->role_bit) != 0;

	if (of && !foreign_ids(of, who, ids, 1) && has_id(route))
		return;
	if (route->method == POST) {
		reply = ask_with(who, route, ids[0], wished("3"));
	} else {
		path = ids[0] ? path_with(route, ids[0]) : path_of(route, visit_like(route));
		reply = world_ask(who, wished_query(path), NULL);
	}
	if (!may && reply.status != 403)
		breach("%s %s: with wishes the role %s gets %d", method(route), route->path, who->role,
			reply.status);
	if (may && of && reply.status != 404)
		breach("%s %s: with wishes %s gets %d for a foreign record", method(route), route->path,
			who->email, reply.status);
}

void more_fields_give_nothing(void **state)
{
	static const char *const names[] = { "dana.whitfield", "luis.ortega" };
	const char *before;
	size_t i, n;

	(void)state;
	for (n = 0; n < countof(names); n++) {
		const struct person *who = person_named(names[n]);

		before = rights(who->email);
		for (i = 0; i < route_count; i++)
			if (is_private(&routes[i]) && !ends_session(&routes[i]))
				wish(who, &routes[i]);
		if (strcmp(before, rights(who->email)) != 0)
			breach("%s: rights or others' cases changed: %s, before %s", who->email,
				rights(who->email), before);
	}
	no_breach();
}
