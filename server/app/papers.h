/* papers.h: a provider's own papers about the sources of an order. */
#ifndef PAPERS_H
#define PAPERS_H

#include "jobs/worker.h"

/* Job reports/papers {order_id}: for each source whose report was kept and that has no paper yet,
 * asks the order where its PDF is (truv-api.md §4.2; often nowhere) and keeps it with its hash. An
 * address whose host is not in PAPER_HOSTS is never called, and what is no PDF is not kept. Without
 * PAPER_HOSTS it does nothing. */
enum status papers_fetch(const struct job_kind *kind, cJSON *in);

#endif
