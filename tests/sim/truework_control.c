/* truework_control.c: POST /control/truework, where tests make Truework's orders go their way, and
 * what it is in truth.
 *
 *	{search_key|session_token, finish: true}     ends every request of it at once, as its SSN says
 *	{…, state, spelled}       moves the first request; spelled: the state as text, right or wrong
 *	{…, oddity}               its reports are odd: no_positions, unknown_enum, bimonthly,
 *	                          somebody_else, notes
 *	{…, aged_days}            its reports are as old */
#include "truework.h"

#include "handlers.h"

#include <string.h>

static struct truework_order *order_asked(struct request *r)
{
	struct truework_order *order = truework_order_numbered(asked(r, "search_key"));

	if (order == NULL)
		order = truework_session_with(asked(r, "session_token"));
	if (order == NULL)
		truework_error(r, 404, "no such order");
	return order;
}

void control_truework(struct request *r)
{
	struct truework_order *order = order_asked(r);
	long days = json_int(json_at(r->in, "body"), "aged_days", 0);

	if (order == NULL)
		return;
	if (asked(r, "oddity")[0] != '\0')
		order->oddity = store_text(asked(r, "oddity"));
	if (asked(r, "state")[0] != '\0' && order->request_count > 0)
		truework_move(&order->requests[0], asked(r, "state"));
	for (int i = 0; i < order->request_count; i++) {
		if (json_true(json_at(r->in, "body"), "finish"))
			truework_rush(&order->requests[i]);
		order->requests[i].completed_at -= days * DAY_S * SECOND_US;
	}
	reply_json(r, 200, truework_order_document(order));
}

static int same_number(const struct truework_order *order)
{
	int count = 0;

	for (size_t i = 0; i < store.truework.count; i++) {
		const struct truework_order *one = store.truework.items[i];

		count += one->parent == NULL && one->number != NULL && order->number != NULL
			&& strcmp(one->number, order->number) == 0;
	}
	return count;
}

cJSON *truework_truth(void)
{
	cJSON *list = json_list(), *one, *states, *requests;

	for (size_t i = 0; i < store.truework.count; i++) {
		const struct truework_order *order = store.truework.items[i];

		one = json_push(list, json_object());
		json_set_text(one, "id", order->id);
		json_set_text(one, "mode", order->mode);
		json_set_text(one, "search_key", order->number);
		json_set_text(one, "parent", order->parent != NULL ? order->parent->id : NULL);
		json_set_text(one, "purpose", order->purpose);
		json_set_text(one, "use_case", order->use_case);
		json_set_text(one, "created_at", when_z(order->created_at));
		json_set_int(one, "same_number", same_number(order));
		states = json_set(one, "states", json_list());
		requests = json_set(one, "requests", json_list());
		for (int k = 0; k < order->request_count; k++) {
			json_push(states, cJSON_CreateString(order->requests[k].state));
			json_push(requests, cJSON_CreateString(order->requests[k].id));
		}
	}
	return list;
}
