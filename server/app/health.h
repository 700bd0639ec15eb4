/* health.h: what is known of a provider beside its orders: is its endpoint for our webhooks on,
 * what did it fail to deliver, do our keys work. All of it is jobs; the admin's page reads what
 * they leave in the table provider_health. */
#ifndef HEALTH_H
#define HEALTH_H

#include "jobs/worker.h"

/* Job providers/check, hourly: the endpoint, and the delivery log: when something was never
 * delivered to us, the orders it may be about are asked for again. */
enum status provider_check(const struct job_kind *kind, cJSON *in);
/* Job providers/key-test {provider}: one cheap call with our keys, and what came of it. Never
 * tried again: a person waits for the answer. */
enum status provider_key_test(const struct job_kind *kind, cJSON *in);
/* Job providers/enable {provider}: turns the endpoint on again. */
enum status provider_enable(const struct job_kind *kind, cJSON *in);

#endif
