/* db.c: the pools, who is asking, and a transaction in one round trip.
 *
 * Connections are slots made at the start; a slot connects when it is first taken and again when
 * its connection is gone. A pool is a bulkhead: whoever waits for one waits only for threads of
 * the same kind. All of it is under one mutex, which is never held while talking to Postgres.
 *
 * An idle connection is looked at before use, so a server that was restarted in between is not
 * noticed by anybody. Once something was sent there is no second attempt: whether a lost
 * transaction was committed cannot be known here, so the caller hears UNAVAILABLE and its own
 * idempotence decides. The wire is pg.c's, values are values.c's. */
#include "db/db.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/pg.h"
#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

/* After a refused connection nobody in that pool tries for so long: pages say 503 at once. */
#define PAUSE_MS 200
#define ASKS_MAX 32

static struct pool {
	struct connection *slots;
	int size;
	int64_t paused_until;
	pthread_cond_t freed;
} pools[DB_POOLS];

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct db_settings settings;
static const char *options;

static _Thread_local struct {
	enum db_pool pool;
	const cJSON *scope;
	const struct connection *using;
	bool is_audit_pending;
	char constraint[64];
} asker;

static struct timespec monotonic_in(int ms)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += ms / 1000;
	at.tv_nsec += ms % 1000 * 1000000L;
	if (at.tv_nsec >= 1000000000L) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000L;
	}
	return at;
}

static int64_t now_ms(void)
{
	struct timespec now = monotonic_in(0);

	return now.tv_sec * (int64_t)1000 + now.tv_nsec / 1000000;
}

static void drop_mine(void)
{
	if (asker.using != NULL && asker.using->pg != NULL)
		pg_drop(asker.using);
}

void db_start(const struct db_settings *given)
{
	pthread_condattr_t monotonic;

	settings = *given;
	fault_on_drop(drop_mine);
	/* jit: compiling a page's statement takes seconds, and running it milliseconds. Plans: one
	 * for any values, made once for a connection; it is the one that ./dev bench looks at. */
	options = arena_printf("-c statement_timeout=5000 -c lock_timeout=2000 -c jit=off"
	                       " -c plan_cache_mode=force_generic_plan"
	                       " -c idle_in_transaction_session_timeout=10000"
	                       " -c TimeZone=%s", given->zone);
	options = forever_copy(options, strlen(options));
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	for (int i = 0; i < DB_POOLS; i++) {
		pools[i] = (struct pool){ .size = given->connections[i] };
		pools[i].slots = forever_alloc((size_t)pools[i].size * sizeof(struct connection));
		pthread_cond_init(&pools[i].freed, &monotonic);
	}
	pthread_condattr_destroy(&monotonic);
}

void db_stop(void)
{
	pthread_mutex_lock(&mutex);
	for (int i = 0; i < DB_POOLS; i++)
		for (int n = 0; n < pools[i].size; n++)
			/* One still in use belongs to a thread that outlived its notice: closing
			 * it would be worse. */
			if (!pools[i].slots[n].is_busy)
				pg_close(&pools[i].slots[n]);
	pthread_mutex_unlock(&mutex);
}

const char *db_url(void)
{
	return settings.url;
}

void db_use(enum db_pool pool)
{
	asker.pool = pool;
}

void db_scope(const cJSON *in)
{
	asker.scope = in;
	asker.is_audit_pending = cJSON_IsObject(json_at(in, "audit"));
}

bool db_audit_pending(void)
{
	return asker.is_audit_pending;
}

const char *db_constraint(void)
{
	return asker.constraint;
}

/* A free slot, one with a connection rather than one without; NULL when all are taken. */
static struct connection *free_slot(struct pool *pool)
{
	struct connection *empty = NULL;

	for (int i = 0; i < pool->size; i++) {
		if (pool->slots[i].is_busy)
			continue;
		if (pool->slots[i].pg != NULL)
			return &pool->slots[i];
		if (empty == NULL)
			empty = &pool->slots[i];
	}
	return empty;
}

static struct connection *slot_take(struct pool *pool)
{
	struct timespec until = monotonic_in(settings.wait_ms);
	struct connection *c;
	int waited = 0;

	pthread_mutex_lock(&mutex);
	while ((c = free_slot(pool)) == NULL && waited == 0)
		waited = pthread_cond_timedwait(&pool->freed, &mutex, &until);
	if (c != NULL)
		c->is_busy = true;
	pthread_mutex_unlock(&mutex);
	return c;
}

static void slot_give(struct pool *pool, struct connection *c)
{
	pthread_mutex_lock(&mutex);
	c->is_busy = false;
	pthread_cond_signal(&pool->freed);
	pthread_mutex_unlock(&mutex);
}

static bool is_paused(const struct pool *pool)
{
	bool paused;

	pthread_mutex_lock(&mutex);
	paused = now_ms() < pool->paused_until;
	pthread_mutex_unlock(&mutex);
	return paused;
}

static void pause_pool(struct pool *pool)
{
	pthread_mutex_lock(&mutex);
	pool->paused_until = now_ms() + PAUSE_MS;
	pthread_mutex_unlock(&mutex);
}

/* Sees to it that a taken slot has a living connection. */
static enum status connected(struct pool *pool, struct connection *c)
{
	if (c->pg != NULL && pg_is_dead(c))
		pg_close(c);
	if (c->pg != NULL)
		return OK;
	if (is_paused(pool))
		return UNAVAILABLE;
	if (pg_connect(c, settings.url, options))
		return OK;
	pause_pool(pool);
	return UNAVAILABLE;
}

/* Makes the statements known to this connection; once for each, in a round trip before the
 * transaction. */
static enum status prepare(struct connection *c, const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct query *q = steps[i].query;
		struct step two[] = { { PREPARE, .query = q }, { DESCRIBE, .query = q } };

		if (steps[i].kind == RUN && !c->is_prepared[query_index(q)])
			TRY(pg_pipeline(c, two, countof(two)));
	}
	return OK;
}

/* Brings the connection back to where the next transaction can begin. */
static void clean_up(struct connection *c, enum status status)
{
	struct step back = { COMMAND, .command = "rollback" };

	if (c->pg == NULL)
		return;
	/* A bug may be a plan that no longer fits the schema: a new connection prepares anew. */
	if (status == FAILED)
		pg_close(c);
	else if (PQtransactionStatus(c->pg) != PQTRANS_IDLE && pg_pipeline(c, &back, 1) != OK)
		pg_close(c);
}

/* Sends the steps: as one pipeline, or as two with the copy between them. */
static enum status send_all(struct connection *c, struct step *steps, size_t count)
{
	size_t n = 0;

	while (n < count && steps[n].kind != COPY)
		n++;
	if (n == count)
		return pg_pipeline(c, steps, count);
	TRY(pg_pipeline(c, steps, n));
	TRY(pg_copy(c, &steps[n]));
	return pg_pipeline(c, steps + n + 1, count - n - 1);
}

/* Runs the steps, the last of which is the commit, on a connection of this thread's pool. */
static enum status transact(struct step *steps, size_t count)
{
	struct pool *pool = &pools[asker.pool];
	struct connection *c = slot_take(pool);
	enum status status;

	asker.constraint[0] = '\0';
	if (c == NULL) {
		log_line(LOG_WARN, "db.busy", "pool=%d size=%d", (int)asker.pool, pool->size);
		return UNAVAILABLE;
	}
	c->constraint[0] = '\0';
	asker.using = c;
	status = connected(pool, c);
	if (status == OK)
		status = prepare(c, steps, count);
	if (status == OK)
		status = fault_at("db.before_send");
	if (status == OK)
		status = send_all(c, steps, count);
	if (status == OK)
		status = fault_at("db.after_commit");
	memcpy(asker.constraint, c->constraint, sizeof(asker.constraint));
	if (steps[count - 1].status == OK)
		asker.is_audit_pending = false;
	clean_up(c, status);
	asker.using = NULL;
	slot_give(pool, c);
	return status;
}

static enum status step_for(const char *name, const cJSON *in, struct step *step)
{
	*step = (struct step){ RUN, .query = query_find(name), .in = in, .status = FAILED };
	if (step->query != NULL)
		return OK;
	log_line(LOG_ERROR, "db.unknown", "statement=%s", name);
	return FAILED;
}

static enum status our_step_for(const char *name, struct step *step)
{
	TRY(step_for(name, asker.scope, step));
	step->is_ours = true;
	return OK;
}

/* True when the first step that failed is one of ours and not of the caller: then nothing that the
 * caller was given is at fault, and nobody should be asked to type it again. */
static bool is_our_failure(const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (steps[i].status != OK)
			return steps[i].is_ours;
	return false;
}

/* One statement for nobody, with nothing to write down: it is a transaction by itself, and nobody
 * is whom a connection serves until it is told. Begin, scope and commit would be half the work of
 * keeping a webhook. */
static enum status alone(struct db_ask *ask)
{
	struct step step;
	enum status status;

	TRY(step_for(ask->query, ask->in, &step));
	status = transact(&step, 1);
	ask->rows = step.rows;
	return status;
}

/* The asks, and what is to be copied after them, in one transaction. */
static enum status together(struct db_ask *asks, size_t count, const struct db_copy *copy)
{
	struct step steps[ASKS_MAX + 5] = { { COMMAND, .command = "begin" } };
	size_t n = 1;
	enum status status;

	assert(count <= ASKS_MAX);
	TRY(our_step_for("scope/set", &steps[n++]));
	for (size_t i = 0; i < count; i++)
		TRY(step_for(asks[i].query, asks[i].in, &steps[n++]));
	if (copy != NULL) {
		TRY(step_for(copy->query, NULL, &steps[n]));
		steps[n].kind = COPY;
		steps[n++].copy = copy;
	}
	/* Last, so that it can name what the statements before it changed. */
	if (asker.is_audit_pending)
		TRY(our_step_for("audit/write", &steps[n++]));
	steps[n++] = (struct step){ COMMAND, .command = "commit", .status = FAILED };
	status = transact(steps, n);
	for (size_t i = 0; i < count; i++)
		asks[i].rows = steps[i + 2].rows;
	return status != UNAVAILABLE && is_our_failure(steps, n) ? FAILED : status;
}

enum status db_many(struct db_ask *asks, size_t count)
{
	if (count == 1 && !asker.is_audit_pending && json_at(asker.scope, "user") == NULL)
		return alone(asks);
	return together(asks, count, NULL);
}

enum status db_copy(struct db_ask *first, const struct db_copy *copy)
{
	return together(first, 1, copy);
}

enum status db_rows(const char *query, const cJSON *in, const cJSON **rows)
{
	struct db_ask ask = { .query = query, .in = in };

	TRY(db_many(&ask, 1));
	*rows = ask.rows != NULL ? ask.rows : json_list();
	return OK;
}

enum status db_one(const char *query, const cJSON *in, const cJSON **row)
{
	const cJSON *rows;

	TRY(db_rows(query, in, &rows));
	*row = cJSON_GetArrayItem(rows, 0);
	return *row == NULL ? NOT_FOUND : OK;
}

enum status db_run(const char *query, const cJSON *in)
{
	const cJSON *rows;

	return db_rows(query, in, &rows);
}
