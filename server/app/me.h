/* me.h: one's own account: password, a fresh proof, and what was typed before a screen locked. */
#ifndef ME_H
#define ME_H

#include "web/router.h"

/* Handlers of POST /me/password, and of GET and POST /me/factor. */
enum status me_password(struct request *r);
enum status me_factor(struct request *r);

/* Handlers of POST /draft and POST /draft/return: {place, fields}; the second gives JSON
 * {"at", "fields"} once, 404 when there is none. */
enum status draft_keep(struct request *r);
enum status draft_return(struct request *r);

#endif
