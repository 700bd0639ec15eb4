/* messages.h: what Truv sends the client: the first message and up to three reminders. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include "store.h"

/* Plans the first message, the reminders and the expiry of a new order. */
void messages_plan(struct order *order);
/* The same for an order that has been open for a while: what was due is on the phone already. */
void messages_resume(struct order *order);
/* Sends one now: the first, or the next reminder. False when there is nobody to send to or none
 * is left. */
bool message_send(struct order *order);
/* An order that was suppressed and is no longer: its first message goes now. */
void messages_allow(struct order *order);

/* The address of the client's page, long or short. */
const char *order_share_url(const struct order *order);
const char *order_short_url(const struct order *order);

#endif
