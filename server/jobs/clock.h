/* clock.h: puts scheduled jobs in the queue, once per slot however many servers run. */
#ifndef CLOCK_H
#define CLOCK_H

#include "base/base.h"

#define MINUTE 60
#define HOUR 3600

struct tick {
	const char *kind;
	int every;                       /* seconds; a slot is floor(now / every) */
};

/* Starts its thread; looks every second, inserts jobs/tick.sql (on conflict (slot) do nothing). */
must_check enum status clock_start(const struct tick *ticks, size_t count);
void clock_stop(void);

#endif
