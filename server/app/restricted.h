/* restricted.h: restricted cases: set and lifted by a supervisor, opened for an hour by whoever
 * must see one now. Each shows its page again, 422, when the reason is missing or too short, and
 * answers 404 for a case of another office. Who may see one is the database's
 * (0140_restricted.sql). */
#ifndef RESTRICTED_H
#define RESTRICTED_H

#include "web/router.h"

/* Supervisors: restricts the case of the path, or lifts that; a second time changes nothing. */
enum status restriction_set(struct request *r);
enum status restriction_lift(struct request *r);

/* Opens it for 60 minutes to whoever asks; its supervisors are asked to look at it. The same form
 * sent twice opens it once. */
enum status opening_make(struct request *r);

/* Supervisors: what came of a look-up that should be explained. One's own is 404; of two who decide
 * the second is told that it was decided. */
enum status lookup_decide(struct request *r);

#endif
