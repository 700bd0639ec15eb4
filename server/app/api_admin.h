/* api_admin.h: the administrator's page of the API: who may call it, and who is told. */
#ifndef API_ADMIN_H
#define API_ADMIN_H

#include "web/router.h"

/* POST /admin/api/tokens: makes a token and shows it, this once. */
enum status tokens_create(struct request *r);
/* POST /admin/api/tokens/:id/rotation: another of the same rights; the old one lives one day. */
enum status tokens_rotate(struct request *r);
/* POST /admin/api/endpoints: keeps an address and shows what signs there, this once. */
enum status endpoints_create(struct request *r);
/* POST /admin/api/endpoints/:id/rotation: another secret; for a day both sign. */
enum status endpoints_rotate(struct request *r);

#endif
