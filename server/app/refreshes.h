/* refreshes.h: reading an order's connections again (product.md §6): as a person asks for it, and
 * what it came to. Sending it is order_jobs.c's. */
#ifndef REFRESHES_H
#define REFRESHES_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /orders/:id/refreshes: one refresh of the order, billed; at most three in 24 hours for each
 * connection, one at a time. */
enum status refreshes_make(struct request *r);

/* Job refreshes/settle {order_id}: decides what a refresh that ended, or was read, came to, and
 * what follows: nothing, a review, a new link, another try. Once, whatever else is heard later. */
enum status refresh_settle(const struct job_kind *kind, cJSON *in);

#endif
