/* reports.h: fetches and keeps providers' reports. */
#ifndef REPORTS_H
#define REPORTS_H

#include "jobs/worker.h"

/* Job reports/fetch {order_id, product}: asks for a report, reads it (404 for some seconds is
 * normal and UNAVAILABLE, truv-api.md §9.4), leaves this order's links only, and keeps it as a
 * snapshot: with its hash, how well it fits the person, and what changed since the one before. One
 * that may be about somebody else is kept back. */
enum status report_fetch(const struct job_kind *kind, cJSON *in);

#endif
