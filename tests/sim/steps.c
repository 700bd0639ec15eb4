/* steps.c: the simulator's clock: one thread that runs what is due.
 *
 * Steps are kept unsorted and looked through at each wake: a few thousand cost microseconds, and
 * a step may plan or drop others while it runs. */
#include "steps.h"

#include "base/arena.h"

#include <pthread.h>

static pthread_t thread;
static bool stopping;

void step_later(int64_t due, void (*run)(void *subject), void *subject)
{
	struct step *step = list_add(&store.steps, sizeof *step);

	step->due_at = due;
	step->run = run;
	step->subject = subject;
	store_changed();
}

void step_drop(void (*run)(void *subject), const void *subject)
{
	struct step *step;

	for (size_t i = store.steps.count; i > 0; i--) {
		step = store.steps.items[i - 1];
		if (step->run == run && step->subject == subject)
			list_drop(&store.steps, i - 1);
	}
}

/* The earliest step; its place in *at. */
static const struct step *step_first(size_t *at)
{
	const struct step *step, *first = NULL;

	for (size_t i = 0; i < store.steps.count; i++) {
		step = store.steps.items[i];
		if (first == NULL || step->due_at < first->due_at) {
			first = step;
			*at = i;
		}
	}
	return first;
}

static void *run_all(void *unused)
{
	const struct step *first;
	struct step now;
	size_t at;

	store_lock();
	while (!stopping) {
		first = step_first(&at);
		if (first == NULL || first->due_at > when_now()) {
			store_wait(first != NULL ? first->due_at : when_now() + SECOND_US);
			continue;
		}
		now = *first;
		list_drop(&store.steps, at);
		now.run(now.subject);
		arena_reset();
	}
	store_unlock();
	arena_release();
	return unused;
}

enum status steps_start(void)
{
	return pthread_create(&thread, NULL, run_all, NULL) == 0 ? OK : FAILED;
}

void steps_stop(void)
{
	store_lock();
	stopping = true;
	store_changed();
	store_unlock();
	pthread_join(thread, NULL);
}
