/* order_actions.h: what a person may do to an order that was made. Each keeps what is wanted, with
 * its job and its line in the timeline, and answers at once; the provider is told by a job. */
#ifndef ORDER_ACTIONS_H
#define ORDER_ACTIONS_H

#include "web/router.h"

/* POST /orders/:id/delivery: how the link goes out from now on. */
enum status orders_deliver(struct request *r);
/* POST /orders/:id/language: the language we speak to the client. */
enum status orders_speak(struct request *r);
/* POST /orders/:id/cancellation, with a reason. One that never went out is over at once; another
 * keeps its state until the provider confirms. */
enum status orders_cancel(struct request *r);
/* POST /orders/:id/replacement: a new order with another address, and the end of this one. */
enum status orders_replace(struct request *r);
/* POST /orders/:id/inquiry: asks the provider now. */
enum status orders_inquire(struct request *r);

#endif
