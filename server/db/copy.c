/* copy.c: many rows into a table in one stream, by Postgres's COPY.
 *
 * The rows are made while they are sent, so a file of any size takes one piece of memory. Libpq
 * copies in no pipeline: the connection leaves that mode and comes back to it. The transaction
 * around it is db.c's. */
#include "db/db.h"
#include "db/pg.h"
#include "base/log.h"
#include <poll.h>

#define PIECE_MAX (512 * 1024)

/* Waits until everything is with the kernel. The server may speak meanwhile, of an error: it is
 * read when its turn comes. */
static bool is_flushed(PGconn *pg, int64_t deadline)
{
	int unsent;

	while ((unsent = PQflush(pg)) > 0) {
		struct pollfd socket = { .fd = PQsocket(pg), .events = POLLIN | POLLOUT };
		int64_t left = pg_left(deadline);

		if (left <= 0 || poll(&socket, 1, (int)left) <= 0)
			return false;
		if ((socket.revents & POLLIN) && !PQconsumeInput(pg))
			return false;
	}
	return unsent == 0;
}

static bool is_sent(PGconn *pg, const struct db_copy *copy, int64_t deadline)
{
	struct buf piece = buf_new(PIECE_MAX);

	while (copy->next(copy->context, &piece)) {
		if (piece.is_full || PQputCopyData(pg, piece.data, (int)piece.len) != 1)
			return false;
		if (!is_flushed(pg, deadline))
			return false;
		piece.len = 0;
	}
	return PQputCopyEnd(pg, NULL) == 1 && is_flushed(pg, deadline);
}

/* The next result's status, told where it is a failure; UNAVAILABLE when none came. */
static enum status answer(struct connection *c, const struct step *step, ExecStatusType wanted,
		int64_t deadline)
{
	enum status status = OK;
	PGresult *result;

	if (!pg_ready(c->pg, deadline))
		return UNAVAILABLE;
	result = PQgetResult(c->pg);
	if (PQresultStatus(result) != wanted)
		status = pg_failure(result, step->query->name, c->constraint);
	PQclear(result);
	return status;
}

/* Reads to the end of the answer, and makes the connection what it was. */
static bool is_back(PGconn *pg, int64_t deadline)
{
	PGresult *result;

	do {
		if (!pg_ready(pg, deadline))
			return false;
		result = PQgetResult(pg);
		PQclear(result);
	} while (result != NULL);
	return PQenterPipelineMode(pg);
}

static enum status copied(struct connection *c, const struct step *step, int64_t deadline)
{
	if (!PQexitPipelineMode(c->pg) || !PQsendQuery(c->pg, step->query->sql))
		return UNAVAILABLE;
	TRY(answer(c, step, PGRES_COPY_IN, deadline));
	if (!is_sent(c->pg, step->copy, deadline))
		return UNAVAILABLE;
	return answer(c, step, PGRES_COMMAND_OK, deadline);
}

enum status pg_copy(struct connection *c, struct step *step)
{
	int64_t deadline = pg_deadline();

	step->status = copied(c, step, deadline);
	if (step->status != UNAVAILABLE && is_back(c->pg, deadline))
		return step->status;
	log_line(LOG_WARN, "db.lost", "statement=%s", step->query->name);
	pg_close(c);
	step->status = UNAVAILABLE;
	return UNAVAILABLE;
}
