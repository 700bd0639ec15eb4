/* routes.h: THE routes. */
#ifndef ROUTES_H
#define ROUTES_H

#include "web/router.h"

extern const struct route routes[];
extern const size_t route_count;

#endif
