/* worker.c: runs what stands in the table jobs. Claim, run, and write down how it ended.
 *
 * A claim is a lease with a generation: whoever writes the end of a job must still hold the
 * generation it claimed, so a worker that was slow for longer than its lease changes nothing. So
 * a job may run twice, and its handler must be able to bear that. When a job is due, in which
 * order, and how long "later" is, say the statements in sql/jobs. */
#include "jobs/worker.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/fetch.h"
#include "base/log.h"
#include "db/db.h"
#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#define THREADS_MAX 64
#define LOOK_MS 1000
/* How long the end of a job is tried to be written while Postgres is away: less than the lease. */
#define END_TRIES 60

static struct {
	const struct job_kind *kinds;
	size_t count;
	pthread_t threads[THREADS_MAX];
	int started, alive;
	bool is_woken, is_stopping;
	pthread_mutex_t mutex;
	pthread_cond_t work, ended;
} workers = { .mutex = PTHREAD_MUTEX_INITIALIZER };

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

static long ms_since(struct timespec then)
{
	struct timespec now = monotonic_in(0);

	return (now.tv_sec - then.tv_sec) * 1000 + (now.tv_nsec - then.tv_nsec) / 1000000;
}

static bool is_stopping(void)
{
	bool stopping;

	pthread_mutex_lock(&workers.mutex);
	stopping = workers.is_stopping;
	pthread_mutex_unlock(&workers.mutex);
	return stopping;
}

/* Until somebody says there is work, or a second has passed. */
static void wait_for_work(void)
{
	struct timespec until = monotonic_in(LOOK_MS);
	int waited = 0;

	pthread_mutex_lock(&workers.mutex);
	while (!workers.is_woken && !workers.is_stopping && waited == 0)
		waited = pthread_cond_timedwait(&workers.work, &workers.mutex, &until);
	workers.is_woken = false;
	pthread_mutex_unlock(&workers.mutex);
}

static const struct job_kind *kind_find(const char *name)
{
	for (size_t i = 0; i < workers.count; i++)
		if (strcmp(workers.kinds[i].kind, name) == 0)
			return &workers.kinds[i];
	return NULL;
}

/* {job, user: {sees_all: true}}: a job works for every office. */
static cJSON *document(cJSON *job)
{
	cJSON *in = json_object();

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set(in, "job", job);
	return in;
}

/* Only the kinds this program knows: one that a newer server queued waits for a newer server. */
static enum status claim(const cJSON **job)
{
	cJSON *wanted = json_object(), *kinds = json_set(wanted, "kinds", json_list());
	cJSON *together = json_set(wanted, "together", json_list());
	const cJSON *in = document(wanted);

	for (size_t i = 0; i < workers.count; i++) {
		json_push(kinds, cJSON_CreateString(workers.kinds[i].kind));
		if (workers.kinds[i].together)
			json_push(together, cJSON_CreateString(workers.kinds[i].kind));
	}
	db_scope(in);
	return db_one("jobs/claim", in, job);
}

static enum status run(const struct job_kind *kind, cJSON *in)
{
	/* One more than allowed: the process died each time it ran. */
	if (json_int(in, "job.tries", 0) > kind->tries)
		return FAILED;
	db_scope(in);
	TRY(fault_at("job.after_claim"));
	TRY(kind->handler(kind, in));
	return fault_at("job.before_done");
}

/* The statement that writes down how a job, and those run with it, ended. */
static const char *ending(const struct job_kind *kind, const cJSON *job, enum status status)
{
	if (status == OK || status == CONFLICT || status == NOT_FOUND)
		return "jobs/done";
	if (status == UNAVAILABLE
	    && (json_int(job, "tries", 0) < kind->tries || json_at(job, "again_ms") != NULL))
		return "jobs/again";
	return "jobs/failed";
}

static enum status end_write(const char *query, const cJSON *in)
{
	const cJSON *row;
	enum status status = db_one(query, in, &row);

	/* Another job that will do the same is waiting already, so this one need not come back. */
	return status == CONFLICT ? db_one("jobs/done", in, &row) : status;
}

/* Keeps trying while Postgres is away, because a job that is not ended runs again after its
 * lease. */
static void end(const struct job_kind *kind, const cJSON *job, enum status status)
{
	cJSON *ended = json_object(), *in = document(ended);
	const char *query = ending(kind, job, status);
	enum status written = UNAVAILABLE;

	json_set(ended, "ids", json_copy(json_at(job, "ids")));
	json_set(ended, "generations", json_copy(json_at(job, "generations")));
	json_set_text(ended, "problem", status == OK ? NULL : status_name(status));
	json_set_text(ended, "again_ms", json_text_or_null(job, "again_ms"));
	db_scope(in);
	for (int i = 0; i < END_TRIES && written == UNAVAILABLE; i++) {
		if (i > 0 && is_stopping())
			break;
		if (i > 0)
			nanosleep(&(struct timespec){ .tv_sec = 1 }, NULL);
		written = end_write(query, in);
	}
	if (written != OK)
		log_line(LOG_WARN, "job.lost", "kind=%s job=%s generation=%s", kind->kind,
		         json_text(job, "id"), json_text(job, "generation"));
}

/* Claims a job and runs it; false when there was none. */
static bool work_once(void)
{
	struct timespec began = monotonic_in(0);
	const struct job_kind *kind;
	const cJSON *claimed, *job;
	enum status status;
	bool waits;
	cJSON *in;

	if (claim(&claimed) != OK)
		return false;
	/* Where there is one there may be more: the others need not wait for their second to
	 * pass. */
	worker_wake();
	in = document(json_copy(claimed));
	job = json_at(in, "job");
	kind = kind_find(json_text(job, "kind"));
	/* Only kinds of the table are claimed. */
	assert(kind != NULL);
	log_context(arena_printf("job-%s", json_text(job, "id")));
	status = run(kind, in);
	end(kind, job, status);
	waits = status == UNAVAILABLE && json_at(job, "again_ms") != NULL;
	log_line(status == OK || waits ? LOG_INFO : LOG_WARN, "job.end",
	         "kind=%s job=%s together=%d tries=%s status=%s ms=%ld", kind->kind,
	         json_text(job, "id"), cJSON_GetArraySize(json_at(job, "ids")),
	         json_text(job, "tries"), status_name(status), ms_since(began));
	log_context(NULL);
	return true;
}

static void *work(void *unused)
{
	(void)unused;
	db_use(DB_JOBS);
	while (!is_stopping()) {
		bool worked = work_once();

		db_scope(NULL);
		arena_reset();
		if (!worked)
			wait_for_work();
	}
	fetch_thread_end();
	arena_release();
	pthread_mutex_lock(&workers.mutex);
	workers.alive--;
	pthread_cond_signal(&workers.ended);
	pthread_mutex_unlock(&workers.mutex);
	return NULL;
}

static void conditions_make(void)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&workers.work, &monotonic);
	pthread_cond_init(&workers.ended, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

enum status worker_start(const struct job_kind *kinds, size_t count, int threads)
{
	conditions_make();
	workers.kinds = kinds;
	workers.count = count;
	workers.started = 0;
	workers.is_stopping = false;
	pthread_mutex_lock(&workers.mutex);
	for (int i = 0; i < threads && i < THREADS_MAX; i++) {
		if (pthread_create(&workers.threads[i], NULL, work, NULL) != 0)
			break;
		workers.started++;
	}
	workers.alive = workers.started;
	pthread_mutex_unlock(&workers.mutex);
	if (workers.started == threads)
		return OK;
	log_line(LOG_ERROR, "worker.start", "wanted=%d started=%d", threads, workers.started);
	return FAILED;
}

void worker_wake(void)
{
	pthread_mutex_lock(&workers.mutex);
	workers.is_woken = true;
	/* Before the start and after the end nobody listens, and there is nothing to signal. */
	if (workers.alive > 0)
		pthread_cond_signal(&workers.work);
	pthread_mutex_unlock(&workers.mutex);
}

void worker_stop(int seconds)
{
	struct timespec until = monotonic_in(seconds * 1000);
	int waited = 0, alive;

	pthread_mutex_lock(&workers.mutex);
	workers.is_stopping = true;
	if (workers.alive > 0)
		pthread_cond_broadcast(&workers.work);
	while (workers.alive > 0 && waited == 0)
		waited = pthread_cond_timedwait(&workers.ended, &workers.mutex, &until);
	alive = workers.alive;
	pthread_mutex_unlock(&workers.mutex);
	if (alive > 0)
		log_line(LOG_WARN, "worker.stop", "running=%d why=\"their leases will run out\"", alive);
	for (int i = 0; i < workers.started; i++)
		if (alive == 0)
			pthread_join(workers.threads[i], NULL);
	workers.started = 0;
}

void job_again(cJSON *in, long ms)
{
	json_set_int(cJSON_GetObjectItemCaseSensitive(in, "job"), "again_ms", ms);
}

enum status job_query(const struct job_kind *kind, cJSON *in)
{
	return db_run(kind->query, in);
}
