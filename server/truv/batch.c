/* batch.c: Truv's batches (truv-api.md §5.1): many orders in one request, whose results are asked
 * for later. An order_number that exists gives the order there is, so a batch may be repeated. */
#include "truv/truv.h"

#include "base/arena.h"
#include "truv/private.h"

#include <string.h>

#define BATCH_MAX (16 * 1024 * 1024)

void truv_batch_create(const cJSON *orders, const struct sending *sending, struct answer *answer,
		       cJSON **made)
{
	cJSON *body = json_object(), *theirs = json_set(body, "orders", json_list());
	const cJSON *one;

	cJSON_ArrayForEach(one, orders)
		json_push(theirs, truv_order_body(one));
	truv_ask("POST", "orders/batch/", body, sending, ORDER_MAX, answer);
	*made = NULL;
	if (answer->outcome != ACCEPTED)
		return;
	if (json_text(answer->doc, "id")[0] == '\0') {
		answer->outcome = UNCERTAIN;
		return;
	}
	*made = json_object();
	json_set_text(*made, "batch_id", json_text(answer->doc, "id"));
}

static cJSON *result_of(const cJSON *theirs, int place)
{
	cJSON *ours = json_object();

	json_set_int(ours, "place", json_int(theirs, "index", place));
	json_set_text(ours, "order_number", json_text_or_null(theirs, "order_number"));
	json_set_text(ours, "upstream_id", json_text_or_null(theirs, "order_id"));
	if (strcmp(json_text(theirs, "status"), "failed") == 0)
		json_set(ours, "problems", truv_problems(json_at(theirs, "errors")));
	return ours;
}

/* As they come, NULL while there are none. */
static cJSON *results_of(const struct answer *answer)
{
	const cJSON *theirs = json_at(answer->doc, "results"), *one;
	cJSON *results;
	int place = 0;

	if (answer->outcome != ACCEPTED || cJSON_GetArraySize(theirs) == 0)
		return NULL;
	results = json_list();
	cJSON_ArrayForEach(one, theirs)
		json_push(results, result_of(one, place++));
	return results;
}

void truv_batch_results(const char *batch_id, struct answer *answer, cJSON **results)
{
	*results = NULL;
	truv_ask("GET", arena_printf("orders/batch/%s/", truv_encoded(batch_id)), NULL, NULL,
		 BATCH_MAX, answer);
	if (strcmp(json_text(answer->doc, "status"), "pending") != 0)
		*results = results_of(answer);
}

void truv_batch_read(const char *batch_id, struct answer *answer, cJSON **result)
{
	cJSON *results;

	*result = NULL;
	truv_ask("GET", arena_printf("orders/batch/%s/", truv_encoded(batch_id)), NULL, NULL,
		 ORDER_MAX, answer);
	if (answer->outcome != ACCEPTED)
		return;
	results = results_of(answer);
	*result = results != NULL ? results->child : json_object();
}
