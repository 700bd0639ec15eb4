/* client_session.h: a client signs in to an employer on our page (truework-api.md §6). */
#ifndef CLIENT_SESSION_H
#define CLIENT_SESSION_H

#include "web/router.h"

/* An order that was made as a session ({session_token}) gets the address of our page as its link:
 * share_url, short_share_url and session {code, token, token_hash}. Another, or NULL, stays as it
 * is. */
void client_session_link(cJSON *made);
/* GET /v/:code: the page, in the client's language. The provider's widget stands in a frame; it
 * gets the token when the client presses Start. 404 for a code that is none. */
enum status client_session_show(struct request *r);

#endif
