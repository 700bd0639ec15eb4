/* truework_reports.c: the handlers of reports, of asking again (§5.5), and of the verification
 * requests of 2019 (§6). */
#include "truework.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "handlers.h"

#include <string.h>

/* The request that has this report; *n: which of its. NULL: answered. */
static struct truework_request *report_asked(struct request *r, const char *id, int *n)
{
	for (size_t i = store.truework.count; i > 0; i--) {
		struct truework_order *order = store.truework.items[i - 1];

		for (int k = 0; k < order->request_count * 2; k++) {
			*n = k % 2;
			if (strcmp(order->requests[k / 2].reports[*n], id) == 0
				&& strcmp(order->requests[k / 2].state, "completed") == 0)
				return &order->requests[k / 2];
		}
	}
	truework_error(r, 404, "report not found");
	return NULL;
}

void truework_report_read(struct request *r)
{
	const char *accept = request_header(r, "Accept");
	const struct truework_request *request;
	int n;

	request = report_asked(r, r->segments[2], &n);
	if (request == NULL)
		return;
	if (accept != NULL && strstr(accept, "application/pdf") != NULL)
		files_read(r);
	else
		reply_json(r, 200, truework_report_document(request, n, false));
}

void truework_reverify(struct request *r)
{
	const struct truework_request *request;
	struct truework_order *order;
	int n;

	request = report_asked(r, asked(r, "report_id"), &n);
	if (request == NULL)
		return;
	if (when_now() - request->completed_at > 90 * DAY_S * SECOND_US) {
		truework_error(r, 400, "The report is older than 90 days.");
		return;
	}
	order = list_add(&store.truework, sizeof *order);
	*order = *request->order;
	keep(order->id, TRUEWORK_ID, arena_printf("AAAAo%s", crypto_token(20)));
	order->mode = "reverification";
	order->parent = request->order;
	order->request_count = 0;
	order->created_at = when_now();
	truework_begin(order, request->company, false);
	reply_json(r, 201, truework_order_document(order));
}

static struct truework_request *request_asked(struct request *r)
{
	struct truework_request *request = truework_request_of(r->segments[2]);

	if (request == NULL)
		truework_error(r, 404, "Not found.");
	return request;
}

void truework_requests(struct request *r)
{
	cJSON *doc = json_object(), *results = json_list();

	for (size_t i = store.truework.count; i > 0; i--) {
		const struct truework_order *order = store.truework.items[i - 1];

		for (int k = 0; k < order->request_count; k++)
			json_push(results, truework_request_document(&order->requests[k], true));
	}
	json_set_int(doc, "count", cJSON_GetArraySize(results));
	json_set_text(doc, "next", NULL);
	json_set(doc, "results", results);
	reply_json(r, 200, doc);
}

void truework_request_read(struct request *r)
{
	const struct truework_request *request = request_asked(r);

	if (request != NULL)
		reply_json(r, 200, truework_request_document(request, truework_is_2019(r)));
}

void truework_request_report(struct request *r)
{
	const struct truework_request *request = request_asked(r);

	if (request != NULL && strcmp(request->state, "completed") != 0)
		truework_error(r, 400, "The verification request is not completed.");
	else if (request != NULL)
		reply_json(r, 200, truework_report_document(request, 0, true));
}

void truework_request_cancel(struct request *r)
{
	struct truework_request *request = request_asked(r);

	if (request == NULL)
		return;
	if (truework_is_over(request)) {
		truework_error(r, 400, "It can not be canceled.");
		return;
	}
	request->details = store_text(asked(r, "cancellation_details"));
	truework_move(request, "canceled");
	reply_json(r, 200, truework_request_document(request, truework_is_2019(r)));
}
