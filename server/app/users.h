/* users.h: the administrator's accounts and offices: who may come in, as what, and where. */
#ifndef USERS_H
#define USERS_H

#include "jobs/worker.h"
#include "web/router.h"

/* Handlers of POST /admin/users (an invitation), POST /admin/users/:id (what the account is) and
 * POST /admin/users/:id/links (a one-time link, shown once). */
enum status users_invite(struct request *r);
enum status users_change(struct request *r);
enum status users_link(struct request *r);

/* Handlers of POST /admin/offices and POST /admin/offices/:id. */
enum status offices_create(struct request *r);
enum status offices_change(struct request *r);

/* By the clock: closes accounts that nobody has used for sixty days, each with its audit line. */
enum status users_expire(const struct job_kind *kind, cJSON *in);

#endif
