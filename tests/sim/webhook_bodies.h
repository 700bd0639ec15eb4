/* webhook_bodies.h: what webhook_bodies.c and webhooks.c say to each other. */
#ifndef WEBHOOK_BODIES_H
#define WEBHOOK_BODIES_H

/* Queues one event, its text as it will be signed, for every address that wants it. */
void webhook_queue(const char *event, const char *webhook_id, const char *text);
/* The event's name as a string that lives for ever; NULL for one that Truv does not have. */
const char *event_name(const char *event);

#endif
