/* quarantine.h: what a person decides over a report that was held back (product.md §3). */
#ifndef QUARANTINE_H
#define QUARANTINE_H

#include "web/router.h"

/* POST /orders/:id/release: it is the right person after all; the report is there for everybody.
 * POST /orders/:id/rejection: it is not; nobody ever reads it. Both want a reason. */
enum status quarantine_release(struct request *r);
enum status quarantine_reject(struct request *r);

#endif
