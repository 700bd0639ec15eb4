/* messages.h: what the agency itself sends to clients, as jobs carry it out (safety.md §1). The
 * intent is made by message_add() in the database. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include "jobs/worker.h"
#include "web/router.h"

/* Job messages/send {message_id}: sends one message, once. */
enum status message_send(const struct job_kind *kind, cJSON *in);
/* Job messages/look {message_id}: asks what became of a text whose sending ended unknown. */
enum status message_look(const struct job_kind *kind, cJSON *in);
/* Jobs sms/message-status and sms/message-received {event_id}: what the gateway told. */
enum status message_told(const struct job_kind *kind, cJSON *in);
/* POST /webhooks/sms: verify, keep, answer (safety.md §2). */
enum status sms_receive(struct request *r);

#endif
