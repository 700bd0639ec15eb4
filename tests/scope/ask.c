/* ask.c: see ask.h. */
#include "scope/ask.h"

#include "app/routes.h"
#include "base/arena.h"
#include "web/stream.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int breaches;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void breach(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	pthread_mutex_lock(&mutex);
	if (breaches++ < 40) {
		vfprintf(stderr, fmt, args);
		fputc('\n', stderr);
	}
	pthread_mutex_unlock(&mutex);
	va_end(args);
}

void no_breach(void)
{
	int found = breaches;

	breaches = 0;
	assert_int_equal(found, 0);
}

bool ends_session(const struct route *route)
{
	return strcmp(route->path, "/signout") == 0 || strcmp(route->path, "/lock") == 0;
}

bool has_id(const struct route *route)
{
	return strstr(route->path, "/:id") != NULL;
}

const char *method(const struct route *route)
{
	return route->method == GET ? "GET" : "POST";
}

/* The route's address with that id in place of its own. */
const char *path_with(const struct route *route, const char *id)
{
	cJSON *visit = json_copy(visit_like(route));
	cJSON *path;

	if (!visit)
		visit = json_object();
	path = cJSON_GetObjectItemCaseSensitive(visit, "path");
	if (!path)
		path = json_set(visit, "path", json_object());
	json_set_text(path, "id", id);
	return path_of(route, visit);
}

struct reply ask_with(const struct person *who, const struct route *route, const char *id,
	const cJSON *more)
{
	cJSON *form = NULL;
	const cJSON *field;

	if (route->method == POST) {
		form = json_at(visit_like(route), "form") ? json_copy(json_at(visit_like(route), "form"))
			: json_object();
		cJSON_ArrayForEach(field, more)
			json_set(form, field->string, json_copy(field));
	}
	return world_ask(who, id ? path_with(route, id) : path_of(route, visit_like(route)), form);
}

/* The visits of all routes are counted through; those of other roles and of forms are passed by. */
const char *next_page(const struct person *who, size_t *at)
{
	size_t i, count = 0;
	const cJSON *visit;

	for (i = 0; i < route_count; i++) {
		const struct route *route = &routes[i];
		bool is_page = route->method == GET && is_private(route) && route->handler != stream;

		cJSON_ArrayForEach(visit, visits_of(route->name)) {
			if (count++ < *at || !is_page || !(route->who & who->role_bit)
			    || json_at(visit, "form") || strcmp(route->path, "/parts") == 0)
				continue;
			*at = count;
			return *json_text(visit, "url") ? json_text(visit, "url") : path_of(route, visit);
		}
	}
	return NULL;
}
