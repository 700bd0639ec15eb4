/* db.h: runs the statements of server/sql against Postgres. The only file that sees libpq.
 *
 *	const cJSON *row;
 *	TRY(db_one("cases/create", r->in, &row));
 *
 * A statement is a file; its "$1 path.id  $2 user.offices" lines say which members of the
 * document `in` are its parameters. Text goes as it is, numbers and booleans printed, null and
 * missing as NULL, a list of plain values as a Postgres array, an object or a list of objects as
 * JSON.
 *
 * "$7 sealed(upstream.share_url,orders.share_url,job.input.order_id)" seals a parameter for its
 * place (base/seal.h); a value that the statement passed through unseal() comes back opened.
 * "$9 proof(audit.line)" is a proof, by a key that the database does not hold, of the parameters
 * before it.
 *
 * A row comes back as an object: column name → value. boolean → true/false, smallint and integer
 * → number, json and jsonb → document, arrays → list, everything else (bigint, numeric, text,
 * dates) → string, null → null.
 *
 * Every call is one transaction in one round trip: begin, scope/set(scope), the statements,
 * audit/write(scope), commit. */
#ifndef DB_H
#define DB_H

#include "base/buf.h"
#include "base/json.h"

#define DB_ROWS_MAX 10000          /* of one statement: FAILED */
#define DB_WAIT_MS 2000            /* for a free connection: UNAVAILABLE */
#define DB_ROUND_TRIP_MS 8000      /* for an answer: the connection is given up, UNAVAILABLE */

/* Bulkheads: each group of threads has connections of its own, so that none can starve another. */
enum db_pool { DB_PEOPLE, DB_HOOKS, DB_JOBS, DB_OPS, DB_POOLS };

struct db_settings {
	const char *url;               /* postgres://…, as the role without rights */
	const char *zone;              /* the agency's time zone, for everything fmt_ */
	int connections[DB_POOLS];     /* in each pool */
	int wait_ms;                   /* for a free connection; then UNAVAILABLE */
};

/* Keeps the settings; connects nothing yet: connections are made when first wanted, and made
 * again when lost. */
void db_start(const struct db_settings *settings);
void db_stop(void);

/* Which pool this thread uses from now on. DB_PEOPLE until said. */
void db_use(enum db_pool pool);

/* Who is asking, for this thread, until changed; NULL: nobody, and row-level security shows
 * nothing. The document is the request's `in`: {user: {id, offices, sees_all}, audit: {action,
 * …}, path: …}. When it has a non-null `audit` object, the next transaction also runs
 * audit/write, once; db_audit_pending() says whether that is still to come. */
void db_scope(const cJSON *in);
bool db_audit_pending(void);

/* Runs one statement.
 *
 *	db_one    its first row; NOT_FOUND when it gives none
 *	db_rows   every row as a list, perhaps empty; more than 10,000: FAILED
 *	db_run    no rows wanted
 *
 * INVALID: a check, foreign key, length or cast refused it. CONFLICT: unique. UNAVAILABLE: no
 * connection, time-out, deadlock, server stopping; it may have been done all the same. FORBIDDEN:
 * insufficient privilege. FAILED: the rest (logged with SQLSTATE and statement name, never with
 * values). */
must_check enum status db_one(const char *query, const cJSON *in, const cJSON **row);
must_check enum status db_rows(const char *query, const cJSON *in, const cJSON **rows);
must_check enum status db_run(const char *query, const cJSON *in);

/* Several statements in one transaction and one round trip; each ask gets its rows as a list.
 * The result is the first failure; then nothing was done. */
struct db_ask {
	const char *query;
	const cJSON *in;
	const cJSON *rows;             /* out */
};
must_check enum status db_many(struct db_ask *asks, size_t count);

/* Rows for a table, streamed. next() writes whole lines of Postgres's own COPY text (columns
 * apart by tabs) into the empty piece, some tens of kilobytes at a time; false: there are no
 * more. */
struct db_copy {
	const char *query;             /* a file with `copy … from stdin` */
	bool (*next)(void *context, struct buf *piece);
	void *context;
};
/* Runs `first`, then copies, in one transaction with its audit line; fails as db_many. The table
 * cannot have row-level security, for Postgres copies into none that has: let the role only write
 * there, and read through a view. */
must_check enum status db_copy(struct db_ask *first, const struct db_copy *copy);

/* The constraint the last failed call of this thread broke ("cases_reference_key"), or "". */
const char *db_constraint(void);

/* Listens, on a connection of its own in a thread of its own, and calls heard(payload) for each
 * notification on `channel`; after every (re)connection heard(NULL): everything may have
 * changed. db_listen_stop() ends it. */
must_check enum status db_listen(const char *channel, void (*heard)(const char *payload));
void db_listen_stop(void);

#endif
