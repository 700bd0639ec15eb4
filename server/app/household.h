/* household.h: the orders of a whole household on one form. */
#ifndef HOUSEHOLD_H
#define HOUSEHOLD_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /cases/:id/verification: one order for each member that is ticked, in one transaction. Rows
 * with faults come back with their messages while the others go. */
enum status household_verify(struct request *r);
/* POST /cases/:id/employers: the same form, to search the provider for one row's employer. Nothing
 * is ordered; the page shows what was found, or that it is being looked for. */
enum status household_find(struct request *r);

/* Job employers/search {query, product, provider, case_id}: asks the provider's employer search. */
enum status employers_search(const struct job_kind *kind, cJSON *in);

#endif
