/* live.h: how soon an open page shows what a webhook said. */
#ifndef BENCH_LIVE_H
#define BENCH_LIVE_H

struct live {
	int app, hooks, sim;            /* ports */
	const char *cookie, *secret, *case_id;
	int streams;
	int portal;                     /* its process, for its memory */
};

/* Opens the streams on the case's page, all of them; then, for each line "id upstream number" of
 * standard input, lets the order expire at the provider, sends the webhook that says so, and waits
 * until every stream has heard and one viewer's order page says it. Prints JSON: {"streams",
 * "changed_p50", "changed_p95", "page_p50", "page_p95", "kb", "bad"}. */
void live_run(const struct live *live);

#endif
