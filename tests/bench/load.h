/* load.h: a closed loop: each connection asks again as soon as it was answered. */
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
	next_request *next;
	void *context;
};

/* Prints the figures as JSON: {"rate", "p50", "p99", "max", "answers", "bad"}. bad: an answer that
 * is not 200, or none. */
void load_run(const struct load *load);

#endif
