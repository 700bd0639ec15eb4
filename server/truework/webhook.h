/* webhook.h: is the token Truework's? (truework-api.md §8) */
#ifndef TRUEWORK_WEBHOOK_H
#define TRUEWORK_WEBHOOK_H

#include "base/base.h"

/* token: the value of X-Truework-Token, or NULL. Equal to ours or, during a rotation, to the one
 * before; without a token of ours nothing is. Constant time. It proves who speaks, and not what is
 * said: the body carries no signature. */
bool truework_knows(const char *token);

#endif
