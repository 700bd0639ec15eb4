/* reports.h: fetches and keeps providers' reports. */
#ifndef REPORTS_H
#define REPORTS_H

#include "jobs/worker.h"

/* Job reports/fetch {order_id, product}: asks for a report, reads it (404 for some seconds is
 * normal, truv-api.md §9.4), keeps this order's links only, and stores it with its hash. */
enum status report_fetch(const struct job_kind *kind, cJSON *in);

/* Leaves in report.links only those whose tracking_info or link_id belongs to one of connections
 * ([{upstream_id, link_id}]): a user-level report holds every link of the user, who may be shared
 * by a household (truv-api.md §4.5). */
void report_keep_own(cJSON *report, const cJSON *connections);

#endif
