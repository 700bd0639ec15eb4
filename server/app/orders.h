/* orders.h: orders as people ask for them, and as jobs carry them out. */
#ifndef ORDERS_H
#define ORDERS_H

#include "jobs/worker.h"
#include "web/router.h"

/* The choices of a form for an order. */
#define DELIVERIES "truv|agency|in_person|link"
#define LANGUAGES "en|es|zh-Hans|zh-Hant|vi|ko|tl|ru|ar|fa|hy|ht"

/* A new number: at least 80 random bits, never reused, and a person can read it out (safety.md
 * §1). */
char *order_number(void);
/* Adds to an order that is to be sent what the settings say: who groups a household at the
 * provider, the case or each member alone (product.md §3), and the template. */
void order_complete(cJSON *order);
/* Adds the whole SSN, as ssn, to an order whose way needs one (needs_ssn) and whose person has one;
 * it is nowhere else in the program but in the body that is sent. */
void order_identify(cJSON *order);
/* Truv and the agency send to an address; without one somebody here must show or say the link.
 * False, with the message at the field, when the form has neither. */
bool order_reaches(struct request *r);
/* POST /orders/:id/correction: changes what the provider refused and sends the same intent
 * again. */
enum status orders_correct(struct request *r);
/* GET /orders/:id/code.svg: the QR code of the client's link. */
enum status orders_code(struct request *r);

/* Job orders/create {order_id}: sends one intent, once (safety.md §1). Job orders/batch {order_id}:
 * sends one whose fate is unknown again, as a batch of one, which makes no second order. Job
 * orders/refresh {order_id}: reads the connections of the order's first one again; at most three
 * times in 24 hours each. */
enum status order_send(const struct job_kind *kind, cJSON *in);
/* Job orders/resolve {order_id, looks, batch_id, is_wanted}: looks for an order whose sending ended
 * unknown. */
enum status order_resolve(const struct job_kind *kind, cJSON *in);
/* Job orders/twins {order_id}: looks for copies of an order that is known. */
enum status order_twins(const struct job_kind *kind, cJSON *in);
/* Job orders/cancel_twin {order_id, upstream_id}: cancels one copy. */
enum status order_cancel_twin(const struct job_kind *kind, cJSON *in);
/* Job orders/compare {page}: holds a page of the provider's orders of 48 hours against ours. */
enum status order_compare(const struct job_kind *kind, cJSON *in);
/* Job orders/cancel {order_id}: cancels what somebody wants canceled, and applies what the provider
 * then says of it. */
enum status order_cancel(const struct job_kind *kind, cJSON *in);
/* Job orders/notify {order_id}: tells the provider whether it writes to the client. */
enum status order_notify(const struct job_kind *kind, cJSON *in);
/* Job orders/remind {order_id}: asks the provider to write to the client once more. */
enum status order_remind(const struct job_kind *kind, cJSON *in);
/* Job orders/events {order_id}: keeps the provider's history of an order. */
enum status order_events(const struct job_kind *kind, cJSON *in);
/* Job orders/refetch {order_id}: asks the provider for the truth and applies it. */
enum status order_refetch(const struct job_kind *kind, cJSON *in);

#endif
