/* fault.c: the plan of what fails where, in test builds only. What each word means stands in
 * fault.h; which points there are, where they are called.
 *
 * Each fault acts once. That it did is told in the log, so that a test knows what really
 * happened. */
#include "base/fault.h"

#ifdef FAULTS

#include "base/arena.h"
#include "base/config.h"
#include "base/log.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FAULTS_MAX 16

enum action { KILL, PAUSE, DROP, FAIL };

static const char *const actions[] = {
	[KILL] = "kill", [PAUSE] = "pause", [DROP] = "drop", [FAIL] = "fail",
};

static struct fault {
	char point[48];
	enum action action;
	long ms, nth;
	atomic_long passed;
} faults[FAULTS_MAX];
static size_t count;
static void (*drop_socket)(void) = NULL;

static const char *planned;
static const struct setting table[] = {
	{ "FAULT", TEXT_SETTING, &planned, "", "what fails where, see base/fault.h", NULL },
};

static bool action_find(const char *word, enum action *action)
{
	for (size_t i = 0; i < countof(actions); i++)
		if (strcmp(actions[i], word) == 0) {
			*action = (enum action)i;
			return true;
		}
	return false;
}

/* point:action@n or point:pause=ms@n */
static bool fault_read(const char *text, struct fault *f)
{
	char word[8], rest[32] = "";

	f->nth = 1;
	f->ms = 0;
	if (sscanf(text, "%47[a-z_.]:%7[a-z]%31s", f->point, word, rest) < 2)
		return false;
	if (rest[0] == '=')
		sscanf(rest, "=%ld@%ld", &f->ms, &f->nth);
	else if (rest[0] != '\0' && sscanf(rest, "@%ld", &f->nth) != 1)
		return false;
	return f->nth > 0 && f->ms >= 0 && action_find(word, &f->action);
}

enum status fault_start(void)
{
	TRY(config_read(table, countof(table), NULL));
	for (const char *at = planned; *at != '\0'; at += strcspn(at, ",")) {
		at += *at == ',';
		if (count == FAULTS_MAX
		    || !fault_read(arena_copy(at, strcspn(at, ",")), &faults[count])) {
			fputs("FAULT is not right; it takes point:action@n\n", stderr);
			return INVALID;
		}
		count++;
	}
	return OK;
}

void fault_on_drop(void (*drop)(void))
{
	drop_socket = drop;
}

static enum status act(const struct fault *f)
{
	struct timespec pause = { .tv_sec = f->ms / 1000, .tv_nsec = f->ms % 1000 * 1000000L };

	log_line(LOG_WARN, "fault", "point=%s action=%s nth=%ld", f->point, actions[f->action],
		 f->nth);
	if (f->action == KILL)
		raise(SIGKILL);
	if (f->action == PAUSE)
		nanosleep(&pause, NULL);
	if (f->action == DROP && drop_socket != NULL)
		drop_socket();
	return f->action == DROP || f->action == FAIL ? UNAVAILABLE : OK;
}

enum status fault_at(const char *point)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(faults[i].point, point) == 0
		    && atomic_fetch_add(&faults[i].passed, 1) + 1 == faults[i].nth)
			return act(&faults[i]);
	return OK;
}

#endif
