/* visits.c: finds for every route an address that exists in the demo world, by what visits.json
 * says of it or of its neighbours. */
#include "contract/visits.h"

#include "app/routes.h"
#include "base/arena.h"
#include "base/buf.h"
#include "web/stream.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

static const cJSON *visits;

static cJSON *file_visits(const char *path)
{
	const char *why = "it is missing", *text = file_text(path);
	cJSON *doc = NULL;

	if (!text || json_read(text, strlen(text), &doc, &why) != OK) {
		fprintf(stderr, "%s: %s\n", path, why);
		return NULL;
	}
	return doc;
}

/* A page may be visited in several files; its visits then come one after the other. */
static void visits_add(cJSON *all, cJSON *more)
{
	cJSON *page_visits, *before;

	while ((page_visits = cJSON_DetachItemFromArray(more, 0))) {
		before = cJSON_GetObjectItemCaseSensitive(all, page_visits->string);
		if (!before)
			cJSON_AddItemToObject(all, page_visits->string, page_visits);
		else
			while (cJSON_GetArraySize(page_visits) > 0)
				cJSON_AddItemToArray(before, cJSON_DetachItemFromArray(page_visits, 0));
	}
}

const cJSON *visits_read(void)
{
	cJSON *all = file_visits(SOURCE_DIR "/tests/visits.json"), *more;
	glob_t found = { 0 };
	size_t i;

	glob(SOURCE_DIR "/tests/visits/*.json", 0, NULL, &found);
	for (i = 0; all && i < found.gl_pathc; i++) {
		more = file_visits(found.gl_pathv[i]);
		if (!more)
			return NULL;
		visits_add(all, more);
	}
	globfree(&found);
	visits = all;
	return visits;
}

const struct person *person_named(const char *name)
{
	size_t i;

	for (i = 0; i < people_count; i++)
		if (strncmp(people[i].email, name, strlen(name)) == 0)
			return &people[i];
	return NULL;
}

const struct person *person_for(int who, bool is_allowed)
{
	size_t i;

	for (i = 0; i < people_count; i++)
		if (((people[i].role_bit & who) != 0) == is_allowed)
			return &people[i];
	return NULL;
}

bool is_private(const struct route *route)
{
	return route->on == LISTEN_APP && !(route->who & (ANYONE | SIGNED | MACHINE));
}

const char *path_of(const struct route *route, const cJSON *visit)
{
	struct buf path = buf_new(2048);
	const char *at = route->path, *query = json_text(visit, "query");

	while (*at) {
		size_t len = strcspn(at, ":");

		buf_add(&path, at, len);
		at += len;
		if (*at != ':')
			break;
		len = strcspn(++at, "/");
		buf_url(&path, json_text(visit, arena_printf("path.%.*s", (int)len, at)));
		at += len;
	}
	buf_printf(&path, "%s%s", *query ? "?" : "", query);
	return path.data;
}

const cJSON *visits_of(const char *name)
{
	return name ? cJSON_GetObjectItemCaseSensitive(visits, name) : NULL;
}

const cJSON *visit_like(const struct route *route)
{
	size_t i, part = strcspn(route->path + 1, "/") + 1;
	const cJSON *visit;

	if (route->method == POST) {
		cJSON_ArrayForEach(visit, visits_of(route->name))
			if (json_int(visit, "status", 0) == 303)
				return visit;
	}
	visit = cJSON_GetArrayItem(visits_of(route->name), 0);
	for (i = 0; !json_at(visit, "path.id") && i < route_count; i++)
		if (routes[i].name && strncmp(routes[i].path, route->path, part) == 0)
			visit = cJSON_GetArrayItem(visits_of(routes[i].name), 0);
	return visit;
}

const struct route *route_for(const char *name, bool is_post)
{
	size_t i;

	for (i = 0; i < route_count; i++)
		if (routes[i].name && strcmp(routes[i].name, name) == 0
		    && routes[i].handler != stream && (routes[i].method == POST) == is_post)
			return &routes[i];
	return NULL;
}
