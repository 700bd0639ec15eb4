/* records.c: the table of whose record is whose, and the two connections that witness it. */
#include "scope/records.h"

#include "base/arena.h"

#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The longest beginning that fits counts. A route whose :id is nobody's here fails a test. */
static const struct records kinds[] = {
	{ "/cases/:id", "select id, office_id, null::bigint as user_id from cases", true },
	{ "/orders/:id", "select r.id, c.office_id, null::bigint as user_id from orders r"
	  " join cases c on c.id = r.case_id", true },
	{ "/members/:id", "select r.id, c.office_id, null::bigint as user_id from members r"
	  " join cases c on c.id = r.case_id", true },
	{ "/tasks/:id", "select r.id, c.office_id, null::bigint as user_id from tasks r"
	  " join cases c on c.id = r.case_id", true },
	{ "/calls/:id", "select r.id, c.office_id, null::bigint as user_id from calls r"
	  " join cases c on c.id = r.case_id", true },
	{ "/messages/:id", "select r.id, c.office_id, null::bigint as user_id from messages r"
	  " join cases c on c.id = r.case_id", true },
	{ "/review/:id", "select r.id, c.office_id, null::bigint as user_id from reviews r"
	  " join orders o on o.id = r.order_id join cases c on c.id = o.case_id", true },
	{ "/desk/visitors/:id", "select r.id, c.office_id, null::bigint as user_id from visitors r"
	  " join members m on m.id = r.member_id join cases c on c.id = m.case_id", true },
	{ "/lookups/:id", "select id, office_id, null::bigint as user_id from lookups", false },
	{ "/desk/displays/:id", "select id, office_id, null::bigint as user_id from displays", false },
	{ "/renewals/:id", "select id, unnest(office_ids) as office_id, null::bigint as user_id"
		" from campaigns", false },
	{ "/worklist/batches/:id", "select id, null::bigint as office_id, user_id from batches",
	  false },
	{ "/worklist/views/:id", "select id, null::bigint as office_id, user_id from work_views",
	  false },
	{ "/imports/:id", "select id, office_id, null::bigint as user_id from imports", false },
	{ "/exports/:id", "select id, null::bigint as office_id, user_id from exports", false },
	{ "/me/sessions/:id", "select id, null::bigint as office_id, user_id from sessions", false },
	{ "/team/people/:id", "select user_id as id, office_id, null::bigint as user_id"
		" from user_offices", false },
};

static PGconn *owner, *app;

static void must(bool is_fine, const char *what)
{
	if (is_fine)
		return;
	fprintf(stderr, "scope_test: %s\n", what);
	exit(2);
}

static PGconn *connection(const char *name)
{
	PGconn *pg = PQconnectdb(getenv(name));

	must(PQstatus(pg) == CONNECTION_OK, PQerrorMessage(pg));
	return pg;
}

void records_start(void)
{
	owner = connection("TEST_DATABASE_OWNER_URL");
	app = connection("TEST_DATABASE_URL");
	PQclear(PQexec(owner, "set app.sees_all = 'true'"));
}

void records_stop(void)
{
	PQfinish(owner);
	PQfinish(app);
}

static const char *kept(const char *text)
{
	return forever_copy(text, strlen(text));
}

static const char *first_value(PGconn *pg, const char *sql)
{
	PGresult *result = PQexec(pg, sql);
	ExecStatusType status = PQresultStatus(result);
	const char *value;

	must(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK,
		arena_printf("%s: %s", sql, PQerrorMessage(pg)));
	value = PQntuples(result) ? kept(PQgetvalue(result, 0, 0)) : "";
	PQclear(result);
	return value;
}

const char *owner_value(const char *fmt, ...)
{
	va_list args;
	const char *sql;

	va_start(args, fmt);
	sql = arena_vprintf(fmt, args);
	va_end(args);
	return first_value(owner, sql);
}

const char *app_value(const char *sql)
{
	return first_value(app, sql);
}

size_t owner_values(const char *sql, const char *values[], size_t max)
{
	PGresult *result = PQexec(owner, sql);
	size_t i, count = (size_t)PQntuples(result);

	must(PQresultStatus(result) == PGRES_TUPLES_OK,
		arena_printf("%s: %s", sql, PQerrorMessage(owner)));
	count = count > max ? max : count;
	for (i = 0; i < count; i++)
		values[i] = kept(PQgetvalue(result, (int)i, 0));
	PQclear(result);
	return count;
}

const char *app_refused(const char *sql)
{
	PGresult *result;
	const char *state;

	PQclear(PQexec(app, "begin"));
	result = PQexec(app, sql);
	state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	state = state ? kept(state) : "";
	PQclear(result);
	PQclear(PQexec(app, "rollback"));
	return state;
}

const struct records *records_of(const struct route *route)
{
	const struct records *best = NULL;
	size_t i;

	for (i = 0; i < countof(kinds); i++) {
		size_t len = strlen(kinds[i].under);

		if (strncmp(route->path, kinds[i].under, len) == 0
		    && (route->path[len] == '\0' || route->path[len] == '/'))
			best = &kinds[i];
	}
	return best;
}

/* What makes a row of `rows` theirs, for a where. */
static const char *theirs(const struct person *who)
{
	return arena_printf("(r.user_id = (select id from users where email = '%s')"
		" or r.office_id in (select o.office_id from user_offices o"
		" join users u on u.id = o.user_id where u.email = '%s')"
		" or (%s and r.office_id is not null))",
		who->email, who->email, who->sees_all ? "true" : "false");
}

size_t foreign_ids(const struct records *of, const struct person *who, const char *ids[],
	size_t max)
{
	return owner_values(arena_printf("select r.id from (%s) r group by r.id"
		" having not bool_or(coalesce(%s, false)) order by r.id limit %zu",
		of->rows, theirs(who), max), ids, max);
}

bool is_theirs(const struct records *of, const struct person *who, const char *id)
{
	return strcmp(owner_value("select exists (select from (%s) r where r.id = %s::bigint and %s)",
		of->rows, id, theirs(who)), "t") == 0;
}
