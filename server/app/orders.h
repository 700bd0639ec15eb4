/* orders.h: orders as people ask for them, and as jobs carry them out. */
#ifndef ORDERS_H
#define ORDERS_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /cases/:id/orders: one member's order. The intent is committed with its job before anything
 * is sent; the same form twice is one order. */
enum status orders_create(struct request *r);
/* POST /orders/:id/correction: changes what the provider refused and sends the same intent
 * again. */
enum status orders_correct(struct request *r);
/* GET /orders/:id/code.svg: the QR code of the client's link. */
enum status orders_code(struct request *r);

/* Job orders/create {order_id}: sends one intent, once (safety.md §1). */
enum status order_send(const struct job_kind *kind, cJSON *in);
/* Job orders/resolve {order_id}: looks for an order whose sending ended unknown. */
enum status order_resolve(const struct job_kind *kind, cJSON *in);
/* Job orders/refetch {order_id}: asks the provider for the truth and applies it. */
enum status order_refetch(const struct job_kind *kind, cJSON *in);

#endif
