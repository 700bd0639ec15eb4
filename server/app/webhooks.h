/* webhooks.h: takes providers' webhooks (safety.md §2). */
#ifndef WEBHOOKS_H
#define WEBHOOKS_H

#include "web/router.h"

/* POST /webhooks/truv: 401 for a wrong signature, with nothing stored but a count; otherwise kept,
 * committed, 200; 503 when the database is away. */
enum status truv_receive(struct request *r);

/* Refused signatures since start, for metrics. */
long webhooks_refused(void);

#endif
