/* worker.h: runs what the table jobs holds: claim (skip locked, with a lease), run, back off.
 * The generic handler job_query. */
#ifndef WORKER_H
#define WORKER_H

#include "base/json.h"

/* in: {job: {id, kind, input: {…}, inputs: […], tries}, user: {sees_all: true}}, a document for
 * parameter lines ("job.input.order_id"). inputs are those of all jobs that are run at once: this
 * one's, and, where the kind says `together`, up to 49 more. */
struct job_kind {
	const char *kind;
	enum status (*handler)(const struct job_kind *kind, cJSON *in);
	const char *query;               /* for job_query */
	int tries;                       /* then it is kept as failed, for an admin */
	/* Jobs that wait may be run at once with others of the kinds that say so; these all have the
	 * same handler and query, and never a `single`. They share one end; those to be run again are
	 * run alone, so that one that cannot be done keeps none of the others. */
	bool together;
};

/* Runs the kind's query. */
enum status job_query(const struct job_kind *kind, cJSON *in);

/* For a handler that returns UNAVAILABLE because it is not its turn: run this job again in so many
 * milliseconds, and do not count this time as a try. */
void job_again(cJSON *in, long ms);

/* A handler's status: OK → done. NOT_FOUND → done, what the job was for has happened already or is
 * gone. CONFLICT → done, somebody else did it. UNAVAILABLE → again after 1, 2, 4 … 300 s with
 * jitter, until tries are used up. Anything else → failed. A job whose worker died is claimed again
 * after its lease (90 s), with a new generation. */
must_check enum status worker_start(const struct job_kind *kinds, size_t count, int threads);
/* There may be work now: wakes an idle worker. Any thread. Without it a worker looks once a
 * second. */
void worker_wake(void);
/* Takes no more jobs; waits up to `seconds` for those that run. */
void worker_stop(int seconds);

#endif
