/* batch.c: POST /v1/orders/batch/ (truv-api.md §5.1): the one way to create an order that may be
 * repeated.
 *
 * The work is done while answering; the job is still reported as pending for a moment, so that a
 * client must poll. An order_number that exists gives `existing`, and each order counts against
 * the rate as one create. */
#include "handlers.h"
#include "orders.h"

#include "base/arena.h"

#include <string.h>

#define ORDERS_MAX 10000
#define PENDING_MS 1000

static cJSON *result_for(struct batch *batch, const cJSON *body, int index)
{
	cJSON *result = json_object(), *faults = order_faults(body);
	const struct order *order = order_by_number(json_text(body, "order_number"));
	const char *status = "existing";

	if (order != NULL)
		batch->existing++;
	else if (cJSON_GetArraySize(faults) > 0)
		batch->failed++, status = "failed";
	else
		batch->created++, status = "created", order = order_make(body);
	json_set_int(result, "index", index);
	json_set_text(result, "status", status);
	json_set_text(result, "order_id", order != NULL ? order->id : NULL);
	json_set_text(result, "order_number", json_text_or_null(body, "order_number"));
	json_set(result, "errors", strcmp(status, "failed") == 0 ? faults : cJSON_CreateNull());
	return result;
}

static cJSON *batch_document(const struct batch *batch)
{
	cJSON *doc = json_object(), *results = NULL;
	bool is_pending = when_now() < batch->created_at + wait_us(PENDING_MS);

	json_set_text(doc, "id", batch->id);
	json_set_text(doc, "status", is_pending ? "pending" : "completed");
	json_set_int(doc, "order_count", batch->order_count);
	json_set_int(doc, "created_count", is_pending ? 0 : batch->created + batch->existing);
	json_set_int(doc, "failed_count", is_pending ? 0 : batch->failed);
	if (is_pending || json_read(batch->results, strlen(batch->results), &results, NULL) != OK)
		results = json_list();
	json_set(doc, "results", results);
	json_set(doc, "errors", cJSON_CreateNull());
	json_set_text(doc, "created_at", when_z(batch->created_at));
	json_set_text(doc, "updated_at", when_z(batch->created_at));
	return doc;
}

void batch_create(struct request *r)
{
	const cJSON *orders = json_at(r->in, "body.orders"), *one;
	int count = cJSON_GetArraySize(orders), index = 0, leaves;
	struct batch *batch;
	cJSON *results = json_list();

	if (count == 0 || count > ORDERS_MAX) {
		answer_field(r, "orders", "A list of 1 to 10000 orders is needed.");
		return;
	}
	if (calls_in_minute(&leaves) + count > store.options.per_minute && leaves < 60) {
		answer_throttled(r, "Request was throttled.", leaves);
		return;
	}
	call_note("POST", "/v1/orders/batch/ (orders)", count);
	batch = list_add(&store.batches, sizeof *batch);
	new_id(batch->id);
	batch->order_count = count;
	batch->created_at = when_now();
	cJSON_ArrayForEach(one, orders)
		json_push(results, result_for(batch, one, index++));
	batch->results = store_text(json_print(results));
	reply_json(r, 202, batch_document(batch));
}

void batch_read(struct request *r)
{
	const struct batch *batch = list_find(&store.batches, r->segments[3]);

	if (batch == NULL)
		answer_not_found(r);
	else
		reply_json(r, 200, batch_document(batch));
}
