/* resends.h: an order's messages, and sending its link once more. */
#ifndef RESENDS_H
#define RESENDS_H

#include "web/http.h"

/* POST /orders/:id/messages: sends the link again, or asks the provider to; back to the page with
 * what came of it. 422 where the rule of order_resend() wants something: a reason within the hour,
 * a way. One form sends once, however often it is pressed. */
enum status orders_send_again(struct request *r);

#endif
