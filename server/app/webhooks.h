/* webhooks.h: takes providers' webhooks and makes something of them (safety.md §2). */
#ifndef WEBHOOKS_H
#define WEBHOOKS_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /webhooks/truv: 401 for a wrong signature, with nothing stored but a count; otherwise kept,
 * committed, 200; 503 when the database is away. */
enum status truv_receive(struct request *r);

/* POST /webhooks/truework: the same, by the token its destination was given. The token proves who
 * speaks; what is said is a hint, and only leads to asking (safety.md §2.6). */
enum status truework_receive(struct request *r);

/* What every receiver does once it knows whether the signature fits: the same. */
enum status webhook_keep(struct request *r, const char *provider, bool is_signed);

/* Refused signatures since start, for metrics. */
long webhooks_refused(void);

/* Fills webhook ({provider}) with what the body says it is about, the job that it is for (null:
 * none), and its state: kept, ignored (a type we do not act on), or poison with the problem:
 * "unreadable", "untyped", "oversized". */
void webhook_describe(cJSON *webhook, const char *body, size_t len);

/* The raw bytes of an event as webhooks/reading gives it. */
const char *webhook_body(const cJSON *event, size_t *len);

/* Jobs provider/type and webhooks/parked {event_id}: runs the kind's query. Whatever goes wrong is
 * tried again; when the tries are used up the event is poison and waits for an admin. */
enum status webhook_apply(const struct job_kind *kind, cJSON *in);
/* Job webhooks/orphan {event_id}: asks the provider for the order of an event nobody knows. */
enum status webhook_find(const struct job_kind *kind, cJSON *in);
/* Job webhooks/replay {event_id}: reads the kept bytes again, as if they came now. */
enum status webhook_replay(const struct job_kind *kind, cJSON *in);

#endif
