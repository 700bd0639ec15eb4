/* webhooks.h: signed events on their way to the portal: what they say, and the thread that sends
 * them. */
#ifndef SIM_WEBHOOKS_H
#define SIM_WEBHOOKS_H

#include "store.h"

#define WEBHOOK_TRIES 4                  /* the first one and three retries */

/* Events as truv-api.md §7 lists them. suborder may be NULL: the order as a whole. */
void tell_order(const struct order *order, const struct suborder *suborder, const char *event);
void tell_task(const struct task *task);
void tell_link(const struct task *task, const char *event);
/* profile-, employment-, statements-, shifts-, bank-accounts- and created or updated. */
void tell_data(const struct task *task, const char *event);

/* The names that a registered webhook may ask for. */
bool event_known(const char *event);

/* Registers an address; events: a JSON list, or NULL for all. */
struct hook *hook_add(const char *name, const char *url, const char *env, const char *events);

/* The same from the text gateway, to one address, under the gateway's own signature. */
void webhook_queue_texts(const char *url, const char *event, const char *text);

/* An event of Truework's, with its token, to the address beside that of Truv's first one. */
void webhook_queue_truework(const char *event, const char *text);

/* The sender thread. The secrets sign, Truv's and the gateway's, and must live as long as it. */
must_check enum status webhooks_start(const char *secret, const char *texts_secret,
	const char *truework_token);
void webhooks_stop(void);

#endif
