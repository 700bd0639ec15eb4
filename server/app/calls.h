/* calls.h: the routes of a call that decide something. Those that only show or run one statement
 * are in routes.c. */
#ifndef CALLS_H
#define CALLS_H

#include "web/router.h"

/* POST /calls/search: who stands in the one box. A POST, so that no phone number or birth date
 * comes into an address. */
enum status calls_find(struct request *r);
/* POST /calls/callers: somebody who is not known: a case, a person and a call at once. */
enum status calls_meet(struct request *r);
/* GET /calls/:id: the page of a call. */
enum status calls_show(struct request *r);
/* POST /calls/:id/identity: what the caller was asked, and who interprets. */
enum status calls_check(struct request *r);
/* POST /calls/:id/language: the call goes on in another language, and so does its order. */
enum status calls_speak(struct request *r);
/* POST /calls/:id/messages: the link goes out, by whatever the caller's order needs: a new one, a
 * corrected one, one in its place, or one more message. The same form twice sends once. */
enum status calls_send(struct request *r);
/* POST /calls/:id/note: keeps the draft. When somebody else changed it meanwhile, both stand in
 * it. */
enum status calls_note(struct request *r);
/* POST /calls/:id/wrap: ends the call; its note goes to the case, once. */
enum status calls_wrap(struct request *r);

#endif
