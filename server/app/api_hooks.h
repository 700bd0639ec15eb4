/* api_hooks.h: case systems are told what happened. */
#ifndef API_HOOKS_H
#define API_HOOKS_H

#include "jobs/worker.h"

/* Job api/deliver {delivery_id}: tells one endpoint of one event. What is not taken with a 2xx
 * comes again after 10 s, 1 min … 12 h, about a day in all; then, or at a 410 or a private address,
 * it is dead until an administrator replays it. */
enum status api_deliver(const struct job_kind *kind, cJSON *in);

/* The value of X-Verify-Signature: "t=SECONDS,v1=HEX", HEX being HMAC-SHA256 of "SECONDS.BODY";
 * with a second secret, not "", a second v1. In the arena. */
const char *api_signature(const char *secret, const char *before, long seconds, const char *body);

#endif
