/* hooks.h: webhooks as the provider sends them. */
#ifndef BENCH_HOOKS_H
#define BENCH_HOOKS_H

#include "load.h"

/* A signed event that an order of the provider's changed: a whole request, in the arena. Every one
 * has bytes of its own. */
struct text hook_about(const char *order, const char *number, const char *secret);

#endif
