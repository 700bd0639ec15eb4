/* visits.h: visits.json and visits/ROOM.json, and what they know of a route: an address, and who
 * may go there. */
#ifndef VISITS_H
#define VISITS_H

#include "contract/world.h"
#include "web/router.h"

/* {"cases/show": [{path, query, form, as, …}, …], …}; NULL, after a message, when unreadable. */
const cJSON *visits_read(void);
/* The visits of a page; NULL when there is none. */
const cJSON *visits_of(const char *name);
/* The visit that says most about this route: for a POST the one whose form succeeds, else the
 * first; where the route has none that knows an id, one of a route with the same first part. */
const cJSON *visit_like(const struct route *route);

/* The route's path and query with the visit's values in place of its names. */
const char *path_of(const struct route *route, const cJSON *visit);
/* The GET or POST route of that name, no stream. NULL: none. */
const struct route *route_for(const char *name, bool is_post);
/* Wants a person to sign in. */
bool is_private(const struct route *route);

/* The first person whose e-mail begins so; whose role is, or is not, among `who`. NULL: none. */
const struct person *person_named(const char *name);
const struct person *person_for(int who, bool is_allowed);

#endif
