/* pg.c: one connection and one round trip over it. Connecting, sending a pipeline of steps,
 * reading its answers, and saying what a failure means.
 *
 * Sockets do not block here: everything waits in pg_ready(), which has a deadline, because a
 * server that is frozen says nothing, and neither statement_timeout nor the kernel would tell us
 * in time. After a failure the server skips all steps up to the sync, so a pipeline is done as a
 * whole or not at all; ending the transaction that it opened is left to db.c. Values never reach
 * the log: neither parameters nor the server's messages, which quote them. */
#include "db/pg.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>


/* By the code itself or by its class; the first that fits. What stands in no row is FAILED. */
static const struct { const char *begins; enum status status; enum log_level level; } meanings[] = {
	{ "23505", CONFLICT,    LOG_INFO },      /* unique */
	{ "23",    INVALID,     LOG_INFO },      /* check, foreign key, not null */
	{ "22",    INVALID,     LOG_INFO },      /* cast, length, range */
	{ "42501", FORBIDDEN,   LOG_WARN },      /* privilege, row-level security */
	{ "P0002", NOT_FOUND,   LOG_INFO },
	{ "40001", UNAVAILABLE, LOG_WARN },      /* serialization */
	{ "40P01", UNAVAILABLE, LOG_WARN },      /* deadlock */
	{ "55P03", UNAVAILABLE, LOG_WARN },      /* lock_timeout */
	{ "57014", UNAVAILABLE, LOG_WARN },      /* statement_timeout */
	{ "08",    UNAVAILABLE, LOG_WARN },      /* connection */
	{ "25P03", UNAVAILABLE, LOG_WARN },      /* idle_in_transaction_session_timeout */
	{ "57P",   UNAVAILABLE, LOG_WARN },      /* server stopping, starting */
	{ "53",    UNAVAILABLE, LOG_WARN },      /* out of disk, memory, connections */
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * (int64_t)1000 + now.tv_nsec / 1000000;
}

/* A field of an error, never NULL. */
static const char *field(const PGresult *result, int code)
{
	const char *text = PQresultErrorField(result, code);

	return text == NULL ? "" : text;
}

/* One line that can stand between quotes in the log. */
static const char *one_line(const char *text)
{
	char *line = arena_copy(text, strcspn(text, "\n"));

	for (char *quote = line; (quote = strchr(quote, '"')) != NULL;)
		*quote = '\'';
	return line;
}

/* The server's message about our own SQL (class 42) holds no values; only developers need it. */
static const char *message_about_sql(const PGresult *result, const char *sqlstate)
{
#ifndef NDEBUG
	if (strncmp(sqlstate, "42", 2) == 0)
		return one_line(field(result, PG_DIAG_MESSAGE_PRIMARY));
#endif
	(void)result;
	(void)sqlstate;
	return "";
}

enum status pg_failure(const PGresult *result, const char *name, char *constraint)
{
	const char *sqlstate = field(result, PG_DIAG_SQLSTATE);
	enum status status = sqlstate[0] == '\0' ? UNAVAILABLE : FAILED;
	enum log_level level = sqlstate[0] == '\0' ? LOG_WARN : LOG_ERROR;

	for (size_t i = 0; i < countof(meanings); i++) {
		if (strncmp(sqlstate, meanings[i].begins, strlen(meanings[i].begins)) != 0)
			continue;
		status = meanings[i].status;
		level = meanings[i].level;
		break;
	}
	snprintf(constraint, 64, "%s", field(result, PG_DIAG_CONSTRAINT_NAME));
	log_line(level, "db.refused", "statement=\"%s\" sqlstate=%s constraint=%s status=%s"
	         " about=\"%s\"", name, sqlstate, constraint, status_name(status),
	         message_about_sql(result, sqlstate));
	return status;
}

static void drop_notice(void *context, const PGresult *notice)
{
	(void)context;
	(void)notice;
}

PGconn *pg_open(const char *url, const char *options)
{
	/* In order of strength: what stands after the URL overrides it. */
	const char *const names[] = { "dbname", "options", "application_name", "client_encoding",
		"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", NULL };
	const char *const values[] = { url, options, "verify", "UTF8", "3", "10", "5", "3", NULL };
	PGconn *pg = PQconnectdbParams(names, values, 1);

	if (PQstatus(pg) == CONNECTION_OK) {
		PQsetNoticeReceiver(pg, drop_notice, NULL);
		return pg;
	}
	/* Host, port, role and reason; none of it a person's. */
	log_line(LOG_WARN, "db.unreachable", "why=\"%s\"", one_line(PQerrorMessage(pg)));
	PQfinish(pg);
	return NULL;
}

bool pg_connect(struct connection *c, const char *url, const char *options)
{
	c->pg = pg_open(url, options);
	if (c->pg == NULL)
		return false;
	if (PQsetnonblocking(c->pg, 1) == 0 && PQenterPipelineMode(c->pg))
		return true;
	pg_close(c);
	return false;
}

void pg_close(struct connection *c)
{
	PQfinish(c->pg);
	c->pg = NULL;
	memset(c->is_prepared, 0, sizeof(c->is_prepared));
}

void pg_drop(const struct connection *c)
{
	shutdown(PQsocket(c->pg), SHUT_RDWR);
}

bool pg_is_dead(const struct connection *c)
{
	struct pollfd socket = { .fd = PQsocket(c->pg), .events = POLLIN };

	return PQstatus(c->pg) != CONNECTION_OK || poll(&socket, 1, 0) != 0;
}

int64_t pg_deadline(void)
{
	return now_ms() + DB_ROUND_TRIP_MS;
}

int64_t pg_left(int64_t deadline)
{
	return deadline - now_ms();
}

bool pg_ready(PGconn *pg, int64_t deadline)
{
	for (;;) {
		int unsent = PQflush(pg);
		struct pollfd socket = { .fd = PQsocket(pg), .events = POLLIN };
		int64_t left = deadline - now_ms();

		if (unsent < 0)
			return false;
		if (!PQisBusy(pg))
			return true;
		if (unsent > 0)
			socket.events |= POLLOUT;
		if (left <= 0 || poll(&socket, 1, (int)left) == 0)
			return false;
		if (socket.revents != 0 && !PQconsumeInput(pg))
			return false;
	}
}

static const char *step_name(const struct step *step)
{
	return step->kind == COMMAND ? step->command : step->query->name;
}

static bool run_send(struct connection *c, const struct step *step)
{
	const struct query *q = step->query;
	uint64_t json = c->json_parameters[query_index(q)];
	const char *values[PARAMETERS_MAX];

	for (int i = 0; i < q->parameter_count; i++) {
		values[i] = parameter_text(json_at(step->in, q->parameters[i]), json >> i & 1);
		if (q->seals[i] != NULL && values[i] != NULL
		    && parameter_seal(q->seals[i], step->in, &values[i]) != OK)
			return false;
		if (q->proofs[i] != NULL)
			values[i] = parameter_proof(q->proofs[i], values, i);
	}
	return PQsendQueryPrepared(c->pg, q->name, q->parameter_count, values, NULL, NULL, 0);
}

static bool step_send(struct connection *c, const struct step *step)
{
	switch (step->kind) {
	case COMMAND:
		return PQsendQueryParams(c->pg, step->command, 0, NULL, NULL, NULL, NULL, 0);
	case PREPARE:
		return PQsendPrepare(c->pg, step->query->name, step->query->sql, 0, NULL);
	case DESCRIBE:
		return PQsendDescribePrepared(c->pg, step->query->name);
	case RUN:
		return run_send(c, step);
	case COPY:
		break;
	}
	return false;
}

/* A list is written as JSON or as an array, by what the statement takes; FAILED when its file
 * names another number of parameters than it has. */
static enum status described(struct connection *c, const struct query *q, const PGresult *result)
{
	size_t index = query_index(q);
	uint64_t json = 0;

	if (PQnparams(result) != q->parameter_count) {
		log_line(LOG_ERROR, "db.parameters", "statement=%s named=%d taken=%d", q->name,
		         q->parameter_count, PQnparams(result));
		return FAILED;
	}
	for (int i = 0; i < PQnparams(result); i++)
		if (PQparamtype(result, i) == 114 || PQparamtype(result, i) == 3802)
			json |= (uint64_t)1 << i;
	c->json_parameters[index] = json;
	c->is_prepared[index] = true;
	return OK;
}

static enum status result_read(struct connection *c, struct step *step, const PGresult *result)
{
	switch (PQresultStatus(result)) {
	case PGRES_COMMAND_OK:
		return step->kind == DESCRIBE ? described(c, step->query, result) : OK;
	case PGRES_TUPLES_OK:
		return rows_read(result, step_name(step), &step->rows);
	case PGRES_PIPELINE_ABORTED:
		return FAILED;
	default:
		return pg_failure(result, step_name(step), c->constraint);
	}
}

/* The answer to one step: a result, then the NULL that ends it. False: the connection is lost. */
static bool step_read(struct connection *c, struct step *step, int64_t deadline)
{
	PGresult *result;

	if (!pg_ready(c->pg, deadline))
		return false;
	result = PQgetResult(c->pg);
	if (result == NULL)
		return false;
	step->status = result_read(c, step, result);
	PQclear(result);
	if (PQstatus(c->pg) != CONNECTION_OK || !pg_ready(c->pg, deadline))
		return false;
	result = PQgetResult(c->pg);
	PQclear(result);
	return result == NULL;
}

static bool sync_read(struct connection *c, int64_t deadline)
{
	PGresult *result;
	bool is_sync;

	if (!pg_ready(c->pg, deadline))
		return false;
	result = PQgetResult(c->pg);
	is_sync = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
	PQclear(result);
	return is_sync;
}

static enum status lost(struct connection *c, const struct step *step)
{
	log_line(LOG_WARN, "db.lost", "statement=%s", step_name(step));
	pg_close(c);
	return UNAVAILABLE;
}

enum status pg_pipeline(struct connection *c, struct step *steps, size_t count)
{
	int64_t deadline = pg_deadline();
	enum status status = OK;

	c->constraint[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		steps[i].status = FAILED;
		if (!step_send(c, &steps[i]))
			return lost(c, &steps[i]);
	}
	if (!PQpipelineSync(c->pg) || fault_at("db.after_send") != OK)
		return lost(c, &steps[0]);
	for (size_t i = 0; i < count; i++) {
		if (!step_read(c, &steps[i], deadline))
			return lost(c, &steps[i]);
		if (status == OK)
			status = steps[i].status;
	}
	return sync_read(c, deadline) ? status : lost(c, &steps[count - 1]);
}
