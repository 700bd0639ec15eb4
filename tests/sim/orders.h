/* orders.h: orders as the other files of the simulator need them. */
#ifndef SIM_ORDERS_H
#define SIM_ORDERS_H

#include "api.h"

/* What is wrong with a create body: a list of {field, message}, empty when nothing is.
 * (order_rules.c) */
cJSON *order_faults(const cJSON *body);
/* The product's own name; NULL for one that this simulator does not sell. */
const char *product_known(const char *product);
bool locale_ok(const char *locale);
/* Truv's limit for first and last name: 1 to 50 characters. */
bool name_ok(const char *name);
bool ssn_ok(const char *ssn);

/* Makes the order and tells the world; the body must be without faults. (order_make.c) */
struct order *order_make(const cJSON *body);
/* A new order of this user with what the body says of person and products; nobody is told, and it
 * has no suborders yet: the second makes those. */
struct order *order_take(const cJSON *body, struct user *user);
void order_add_sources(struct order *order, const cJSON *body);
/* A new user, named as the body says. */
struct user *user_make(const cJSON *body);
/* A new suborder of the order; NULL when it has SUBORDERS_MAX already. */
struct suborder *suborder_add(struct order *order, const char *product);
/* True when it is named, by id or number, in [{id}, {suborder_number}], or when nothing is. */
bool suborder_is_among(const struct suborder *suborder, const cJSON *only);
/* A refresh of these suborders of `original`; only: the ids asked for, NULL for all. Starts
 * reading at once. */
struct order *order_make_refresh(struct order *original, const char *product, const cJSON *only);

/* The order as Truv shows it. (order_json.c) */
cJSON *order_document(const struct order *order);

struct order *order_of(const char *id);
struct order *order_by_number(const char *number);
/* The latest order with this token or short code. */
struct order *order_by_token(const char *token);
struct order *order_by_code(const char *code);

/* Sets the whole order's state, and that of each suborder that is not closed; tells each.
 * (order_states.c) */
void order_set(struct order *order, const char *status);
void suborder_set(struct order *order, struct suborder *suborder, const char *status);
/* The client (or the refresh) is done: what was read is completed, and with it the order; when
 * nothing was, the order ends as no_data or skipped. */
void order_finish(struct order *order);
bool order_is_closed(const struct order *order);
bool status_is_closed(const char *status);
bool order_is_expired(const struct order *order);

/* A line in the order's history; suborder and task may be NULL. */
void order_event(struct order *order, const char *type, const struct suborder *suborder,
	const struct task *task);
/* The same, of a time gone by. */
void order_event_at(struct order *order, const char *type, int64_t at);

#endif
