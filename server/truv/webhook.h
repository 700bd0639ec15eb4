/* webhook.h: is the signature Truv's? (truv-api.md §8) */
#ifndef WEBHOOK_H
#define WEBHOOK_H

#include "base/base.h"

/* header: the value of X-Webhook-Sign, or NULL. Exactly "v1=" and 64 lower-case hexadecimal
 * digits, over the raw body, with the current secret or, during a rotation, the previous one.
 * Constant time. */
bool truv_signed(const char *header, const char *body, size_t len);

#endif
