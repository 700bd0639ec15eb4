/* scenarios.h: sandbox data that somebody authored (truv-api.md §11). */
#ifndef SCENARIOS_H
#define SCENARIOS_H

#include "store.h"

/* The authored scenario for these credentials at this place, as a document with its id; NULL
 * when there is none. */
const cJSON *scenario_for(const struct connection *connection);
const cJSON *scenario_of(const char *id);

#endif
