/* load.h: a closed loop: each connection asks again as soon as it was answered, or, where there is
 * a pace, so long after it asked last. */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include "times.h"

struct text {
	const char *bytes;
	size_t len;
};

/* The next request; its len 0: there is none left. */
typedef struct text next_request(void *context);

struct load {
	int port, connections, seconds;
	int pace_ms;            /* 0: at once */
	next_request *next;
	void *context;
};

/* Prints the figures as JSON: {"rate", "p50", "p95", "p99", "max", "answers", "bad"}. bad: an
 * answer that is not 200, or none. */
void load_run(const struct load *load);

#endif
