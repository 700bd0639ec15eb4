/* order_state.h: which of the worker's states an order is in, from what the provider says of it
 * and its connections. */
#ifndef ORDER_STATE_H
#define ORDER_STATE_H

#include "base/json.h"

struct order_state {
	const char *state, *cause;         /* cause: NULL unless state is needs_you */
};

/* order: {status, connections: [{state, cause}]} as truv.h describes. Pure. */
struct order_state order_state(const cJSON *order);

#endif
