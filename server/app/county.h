/* county.h: signing in and out with the county's own accounts (OpenID Connect, safety.md §4), who
 * may come in by them, and the emergency account that works without them. */
#ifndef COUNTY_H
#define COUNTY_H

#include "web/router.h"

/* Once, in main: INVALID, with a line in the log, when the OIDC_ settings do not fit together. */
must_check enum status county_start(void);

/* GET /signin/county?next=…: to the provider, with a state, a nonce and a challenge of this
 * browser's. With again=1 the provider asks who it is even if it knows. */
enum status county_begin(struct request *r);
/* GET /signin/county/return: what the provider sent back; a session, or a page that says why not
 * and what to do. */
enum status county_return(struct request *r);
/* GET /signin/county/end: to the provider, to end the sign-in there. */
enum status county_end(struct request *r);
/* POST /webhooks/county: the provider says that a sign-in is over (Back-Channel Logout). */
enum status county_told(struct request *r);

/* GET /admin/sign-in, and POST /admin/sign-in/groups: which group opens what. */
enum status county_show(struct request *r);
enum status county_map(struct request *r);

#endif
