/* routes.h: THE routes: one table, whose rows stand in two files by room. */
#ifndef ROUTES_H
#define ROUTES_H

#include "web/router.h"

/* Every row there is, once they are joined. */
extern const struct route *const routes;
extern size_t route_count;

/* Puts the parts together; before anything else, and before there are threads. */
void routes_join(void);

/* routes_admin.c's part of it; for routes.c alone. */
extern const struct route admin_routes[];
extern const size_t admin_route_count;

#endif
