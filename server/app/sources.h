/* sources.h: from one source to the next, where an order found nothing (product.md §3, "other
 * source"). Which sources a program has, and in which order, is its rows in program_sources. */
#ifndef SOURCES_H
#define SOURCES_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /orders/:id/successor: the order that goes on with the next source, never without the
 * consent that a program wants. Pressed twice it is one. */
enum status sources_succeed(struct request *r);
/* Job orders/succession {order_id}: the same by itself, where every program lets it start and
 * consent is on file. Otherwise nothing: the worker is offered it. */
enum status source_start(const struct job_kind *kind, cJSON *in);

#endif
