/* pg.h: what the files of this folder share and nobody else sees: a connection, and one pipeline
 * of steps over it.
 *
 *	db.c (pool, who is asking) → pg.c (connect, one round trip) → values.c (documents ⇄ text)
 *	                             copy.c (many rows in a stream)
 *
 * libpq is included here and nowhere else, so no other folder can know of it. */
#ifndef PG_H
#define PG_H

#include "base/json.h"
#include "db/db.h"
#include "db/queries.h"
#include <libpq-fe.h>

struct connection {
	PGconn *pg;                                  /* NULL: not connected */
	bool is_busy;
	bool is_prepared[QUERIES_MAX];               /* by query_index() */
	uint64_t json_parameters[QUERIES_MAX];       /* bit n: parameter $n+1 is json or jsonb */
	char constraint[64];                         /* the one the last failure broke, or "" */
};

struct db_copy;

enum step_kind { COMMAND = 1, PREPARE, DESCRIBE, RUN, COPY };

/* One message pair of a pipeline. A COMMAND is plain SQL without parameters or rows. A COPY is none
 * of a pipeline: it stands between two of them, and pg_copy() does it. */
struct step {
	enum step_kind kind;
	const char *command;
	const struct query *query;
	const struct db_copy *copy;
	const cJSON *in;
	bool is_ours;                                /* in every transaction, not the caller's */
	const cJSON *rows;                           /* out, of RUN */
	enum status status;                          /* out; FAILED for a step that was skipped */
};

/* A new connection, or NULL (logged). `options` are "-c name=value" pairs. Notices are dropped:
 * they may hold values. */
PGconn *pg_open(const char *url, const char *options);

/* The same for pipelines; false: there is none now (logged). pg_close() may be called on one
 * that is not connected. */
must_check bool pg_connect(struct connection *c, const char *url, const char *options);
void pg_close(struct connection *c);

/* Closes the socket under it, as a broken network does; only faults do that. */
void pg_drop(const struct connection *c);

/* True when the server has hung up on a connection nobody was using, or said something nobody
 * asked for. */
bool pg_is_dead(const struct connection *c);

/* Sends all steps and one sync, reads all answers; the first failure (logged). When the
 * connection was lost or the answer took too long it is closed and the result is UNAVAILABLE. */
must_check enum status pg_pipeline(struct connection *c, struct step *steps, size_t count);

/* Streams a COPY step's rows, outside of any pipeline; the connection is as before when it ends.
 * Its status is also the step's. As pg_pipeline when the connection is lost. */
must_check enum status pg_copy(struct connection *c, struct step *step);

/* Sends what is unsent and waits until PQgetResult would not block. False: lost, or past the
 * deadline, which is pg_deadline() or the like. */
bool pg_ready(PGconn *pg, int64_t deadline);
/* When a round trip that begins now must be over, in milliseconds of the monotonic clock; and how
 * many are left of one. */
int64_t pg_deadline(void);
int64_t pg_left(int64_t deadline);

/* The URL db_start() was given, for the connection that listens. */
const char *db_url(void);

/* What a failed result means; logs it with SQLSTATE, statement and constraint, and keeps the
 * constraint's name in constraint[64]. */
enum status pg_failure(const PGresult *result, const char *name, char *constraint);

/* A member as the text of a parameter; NULL for null. A list becomes a Postgres array unless
 * as_json. */
const char *parameter_text(const cJSON *value, bool as_json);

/* That text sealed for the place: "table.column:" and the member of `in` that names the row. FAILED
 * (logged) when there are no keys or the row has no name. */
must_check enum status parameter_seal(const char *place, const cJSON *in, const char **text);

/* What proves that these parameters, NULL for null, were given by whoever has the key: a token, 32
 * hexadecimal characters, and seal_proof() over it and them, each as "3:abc," or "-,". */
const char *parameter_proof(const char *name, const char *const values[], int count);

/* A result as a list of objects, with what unseal() marked opened. FAILED (logged) for too many
 * rows, JSON that cannot be read and sealed values that do not open. */
must_check enum status rows_read(const PGresult *result, const char *name, const cJSON **rows);

#endif
