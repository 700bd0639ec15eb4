/* faults.h: what goes wrong on purpose, per request. */
#ifndef SIM_FAULTS_H
#define SIM_FAULTS_H

#include "api.h"

/* A copy of the fault for this request, used up by one; NULL when none is planned. In the arena. */
const struct fault *fault_take(const char *method, const char *path);
/* Before the request is processed. False: it has been answered (or cut) and must not be
 * processed. */
bool fault_before(const struct fault *fault, struct request *r);
/* After it was processed and answered. */
void fault_after(const struct fault *fault, struct request *r);
/* Plans one from {match: {method, path}, fault, times, delay_ms, retry_after, processed};
 * INVALID when the word is unknown. */
must_check enum status fault_plan(const cJSON *asked);

#endif
