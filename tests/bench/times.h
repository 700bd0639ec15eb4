/* times.h: how long things took, every one of them, so that a percentile is exact. */
#ifndef BENCH_TIMES_H
#define BENCH_TIMES_H

#include "base/base.h"

#define TIMES_MAX 1000000

struct times {
	uint32_t *us;
	size_t count;
};

struct times times_new(void);
/* What is more than TIMES_MAX is not kept. */
void times_add(struct times *t, int64_t us);
/* In milliseconds; percent from 0 to 100; 0 when nothing took any time. Sorts. */
double times_ms(struct times *t, double percent);

#endif
