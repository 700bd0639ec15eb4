/* limits.c: THE limits as one table. tests/flows/limits.test.mjs asks for one more than each that a
 * stranger can reach. */
#include "app/limits.h"

#include "app/routes.h"
#include "app/settings.h"
#include "base/crypto.h"
#include "base/fetch.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"
#include "web/request.h"
#include "web/stream.h"

#include <stdio.h>

static const struct limit {
	const char *name;
	long most;
	const char *unit, *beyond;
} limits[] = {
	{ "head", HEAD_BYTES, "bytes", "413" },
	{ "headers", HEADERS_MAX, "lines", "400" },
	{ "address", URI_MAX, "bytes", "414" },
	{ "segments", SEGMENTS_MAX, "parts of a path", "404" },
	{ "parameter", PARAMETER_MAX, "bytes", "404" },
	{ "id", ID_DIGITS, "digits", "404" },
	{ "body", BODY_MAX, "bytes", "413" },
	{ "fields", FIELDS_MAX, "of a form or query", "400" },
	{ "field name", FIELD_NAME_MAX, "bytes", "400" },
	{ "form rows", ROW_INDEX_MAX + 1, "rows", "not looked at" },
	{ "document depth", JSON_DEPTH_MAX, "levels", "unreadable" },
	{ "head time", HEAD_MS, "ms", "connection closed" },
	{ "body time", BODY_MS, "ms", "408" },
	{ "idle connection", IDLE_MS, "ms", "connection closed" },
	{ "rows", DB_ROWS_MAX, "of one statement", "500" },
	{ "page", PAGE_MAX, "bytes", "500" },
	{ "reply", REPLY_MAX, "bytes", "500" },
	{ "database wait", DB_WAIT_MS, "ms", "503 with Retry-After" },
	{ "database answer", DB_ROUND_TRIP_MS, "ms", "503 with Retry-After" },
	{ "stream", STREAM_MS, "ms", "the page opens it again" },
	{ "password hashes", HASHES_AT_ONCE, "at once", "wait" },
	{ "call out, connecting", FETCH_CONNECT_MS, "ms", "unsent" },
	{ "call out", FETCH_TOTAL_MS, "ms", "uncertain" },
	{ "Retry-After", RETRY_AFTER_MAX, "seconds", "so many and no more" },
};

static void print(FILE *to, const char *name, long most, const char *unit, const char *beyond)
{
	fprintf(to, "%s\t%ld\t%s\t%s\n", name, most, unit, beyond);
}

void limits_print(FILE *to)
{
	routes_join();
	for (size_t i = 0; i < countof(limits); i++)
		print(to, limits[i].name, limits[i].most, limits[i].unit, limits[i].beyond);
	print(to, "threads for people", settings.app_threads, "at once", "wait");
	print(to, "streams", settings.streams_max, "at once", "503 with Retry-After");
	print(to, "streams of one person", settings.streams_each, "at once",
	      "503 with Retry-After");
	for (size_t i = 0; i < route_count; i++)
		if (routes[i].body_max > 0)
			print(to, routes[i].path, (long)routes[i].body_max, "bytes", "413");
}
