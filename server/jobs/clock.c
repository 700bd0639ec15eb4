/* clock.c: puts scheduled jobs in the queue.
 *
 * Time is cut into slots, the same on every server: slot n of a kind is floor(now / every).
 * Whoever comes first inserts it, and the unique slot makes everybody else's insert nothing. A
 * slot that passed while no server ran is not made up for: the next one does the same work.
 * Running the jobs is the worker's affair. */
#include "jobs/clock.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "db/db.h"
#include "jobs/worker.h"
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static struct {
	const struct tick *ticks;
	size_t count;
	long long *last;                 /* the slot each tick was last asked for */
	pthread_t thread;
	int stop;                        /* an eventfd, readable when it is time to end; 0: none */
} ticker;

static cJSON *document(const struct tick *tick, long long slot)
{
	cJSON *in = json_object(), *wanted = json_set(in, "tick", json_object());

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_text(wanted, "kind", tick->kind);
	json_set_text(wanted, "slot", arena_printf("%s:%lld", tick->kind, slot));
	return in;
}

/* Asks for the slot of now, once; again next second when Postgres could not say. */
static void tick_ask(size_t i, long long now)
{
	const struct tick *tick = &ticker.ticks[i];
	long long slot = now / tick->every;
	const cJSON *in, *row;
	enum status status;

	if (slot == ticker.last[i])
		return;
	in = document(tick, slot);
	db_scope(in);
	status = db_one("jobs/tick", in, &row);
	db_scope(NULL);
	if (status == OK)
		worker_wake();
	if (status == OK || status == NOT_FOUND)
		ticker.last[i] = slot;
}

static bool stops_within(int ms)
{
	struct pollfd stop = { .fd = ticker.stop, .events = POLLIN };

	return poll(&stop, 1, ms) > 0;
}

static void *tick_loop(void *unused)
{
	(void)unused;
	db_use(DB_JOBS);
	do {
		for (size_t i = 0; i < ticker.count; i++)
			tick_ask(i, time(NULL));
		arena_reset();
	} while (!stops_within(1000));
	arena_release();
	return NULL;
}

enum status clock_start(const struct tick *ticks, size_t count)
{
	ticker.ticks = ticks;
	ticker.count = count;
	ticker.last = forever_alloc(count * sizeof(*ticker.last));
	ticker.stop = eventfd(0, EFD_CLOEXEC);
	if (ticker.stop >= 0 && pthread_create(&ticker.thread, NULL, tick_loop, NULL) == 0)
		return OK;
	log_line(LOG_ERROR, "clock.start", "why=\"no thread\"");
	return FAILED;
}

void clock_stop(void)
{
	if (ticker.stop <= 0)
		return;
	eventfd_write(ticker.stop, 1);
	pthread_join(ticker.thread, NULL);
	close(ticker.stop);
	ticker.stop = 0;
}
