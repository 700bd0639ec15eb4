/* truv.c: Truv's endpoints, one function each (truv-api.md §2). Builds the request, makes the
 * call, hands back what came of it.
 *
 * What an answer means for an order is decided in app/; how Truv's words become ours, in
 * words.c. */
#include "truv/truv.h"

#include "base/arena.h"
#include "base/buf.h"
#include "truv/private.h"

#include <string.h>

#define REPORT_MAX (16 * 1024 * 1024)      /* truv-api.md A16 */
#define PAGE_SIZE 100

struct truv_settings truv_settings;

void truv_start(const struct truv_settings *settings)
{
	truv_settings = *settings;
}

/* An id goes into a path only as one encoded segment: it is remote input. */
const char *truv_encoded(const char *segment)
{
	struct buf b = buf_new(512);

	buf_url(&b, segment);
	return b.data;
}

void truv_ask(const char *method, const char *path, const cJSON *body,
		const struct sending *sending, size_t reply_max, struct answer *answer)
{
	const char *const headers[] = {
		"Accept: application/json", "Content-Type: application/json",
		arena_printf("X-Access-Client-Id: %s", truv_settings.client_id),
		arena_printf("X-Access-Secret: %s", truv_settings.secret), NULL,
	};
	const struct call call = {
		.method = method,
		.url = arena_printf("%s/%s", truv_settings.url, path),
		.headers = headers,
		.body = body != NULL ? json_print(body) : NULL,
		.reply_max = reply_max,
		.is_once = sending != NULL,
		.before_send = sending != NULL ? sending->before_send : NULL,
		.context = sending != NULL ? sending->context : NULL,
	};

	fetch(&call, answer);
}

/* An accepted answer that names no order proves nothing: it may or may not have made one. */
static void take_order(struct answer *answer, cJSON **order)
{
	*order = NULL;
	if (answer->outcome != ACCEPTED)
		return;
	*order = answer->doc != NULL ? truv_words_order(answer->doc) : NULL;
	if (*order == NULL)
		answer->outcome = UNCERTAIN;
}

/* [{field, message}] in Truv's names as {field: message} in ours. */
cJSON *truv_problems(const cJSON *theirs)
{
	static const struct { const char *theirs, *ours;
	} fields[] = {
		{ "first_name", "first_name" },
		{ "last_name", "last_name" },
		{ "email", "email" },
		{ "phone", "phone" },
		{ "products", "products" },
		{ "locale", "language" },
		{ "employers", "employer_hint" },
		{ "ssn", "ssn" },
		{ "user.email", "email" },
		{ "user.phone", "phone" },
	};
	cJSON *ours = json_object();
	const cJSON *one;

	cJSON_ArrayForEach(one, theirs)
		for (size_t i = 0; i < countof(fields); i++)
			if (strcmp(json_text(one, "field"), fields[i].theirs) == 0)
				json_set_text(ours, fields[i].ours, json_text(one, "message"));
	return ours;
}

void truv_order_create(const cJSON *order, const struct sending *sending, struct answer *answer,
		       cJSON **made)
{
	truv_ask("POST", "orders/", truv_order_body(order), sending, ORDER_MAX, answer);
	take_order(answer, made);
}

void truv_order_read(const char *upstream_id, struct answer *answer, cJSON **order)
{
	truv_ask("GET", arena_printf("orders/%s/", truv_encoded(upstream_id)), NULL, NULL, ORDER_MAX,
		 answer);
	take_order(answer, order);
}

void truv_order_list(int page, struct answer *answer, cJSON **orders, bool *is_last)
{
	const cJSON *one;
	cJSON *order;

	*orders = NULL;
	truv_ask("GET", arena_printf("orders/?page=%d&page_size=%d", page, PAGE_SIZE), NULL, NULL,
	    REPORT_MAX, answer);
	if (answer->outcome == ACCEPTED && !cJSON_IsArray(json_at(answer->doc, "results")))
		answer->outcome = UNCERTAIN;
	*is_last = answer->outcome != ACCEPTED || json_text(answer->doc, "next")[0] == '\0';
	if (answer->outcome != ACCEPTED)
		return;
	*orders = json_list();
	cJSON_ArrayForEach(one, json_at(answer->doc, "results")) {
		order = truv_words_order(one);
		if (order != NULL)
			json_push(*orders, order);
	}
}

void truv_order_cancel(const char *upstream_id, const char *reason,
		       const struct sending *sending, struct answer *answer)
{
	(void)reason;
	truv_ask("POST", arena_printf("orders/%s/cancel/", truv_encoded(upstream_id)), NULL, sending,
	    ORDER_MAX, answer);
}

void truv_order_notify(const char *upstream_id, bool is_suppressed, const struct sending *sending,
		       struct answer *answer)
{
	cJSON *body = json_object();

	json_set_bool(json_set(body, "notification_settings", json_object()),
		      "suppress_user_notifications", is_suppressed);
	truv_ask("PATCH", arena_printf("orders/%s/", truv_encoded(upstream_id)), body, sending,
		 ORDER_MAX, answer);
}

static const char *reports_path(const char *user_id, const char *product)
{
	bool is_assets = strcmp(product, "assets") == 0;

	return arena_printf("users/%s/%sreports/", truv_encoded(user_id), is_assets ? "assets/" : "");
}

static void take_report(struct answer *answer, cJSON **report)
{
	*report = NULL;
	if (answer->outcome == ACCEPTED && !cJSON_IsObject(answer->doc))
		answer->outcome = UNCERTAIN;
	if (answer->outcome != ACCEPTED)
		return;
	*report = json_copy(answer->doc);
	truv_cut(*report);
}

void truv_report_create(const char *user_id, const char *product, struct answer *answer,
			cJSON **report)
{
	cJSON *body = json_object();

	if (strcmp(product, "assets") != 0)
		json_set_bool(body, "is_voe", strcmp(product, "employment") == 0);
	truv_ask("POST", reports_path(user_id, product), body, NULL, REPORT_MAX, answer);
	take_report(answer, report);
}

void truv_report_read(const char *user_id, const char *product, const char *report_id,
		      struct answer *answer, cJSON **report)
{
	const char *path =
		arena_printf("%s%s/", reports_path(user_id, product), truv_encoded(report_id));

	truv_ask("GET", path, NULL, NULL, REPORT_MAX, answer);
	take_report(answer, report);
}

/* Its status is not documented (A11); only its words are. */
static bool is_refresh_limit(const struct answer *answer)
{
	return answer->http_status >= 400 && answer->http_status < 500
		&& strstr(json_text(answer->doc, "error.message"), "Refresh limit") != NULL;
}

void truv_order_refresh(const cJSON *order, const struct sending *sending, struct answer *answer,
			cJSON **made)
{
	bool is_bank = strcmp(json_text(order, "products.0"), "assets") == 0;
	cJSON *body = json_object(), *chosen = json_list();
	const cJSON *one;

	json_set(body, "products", json_copy(json_at(order, "products")));
	cJSON_ArrayForEach(one, json_at(order, "connections"))
		json_set_text(json_push(chosen, json_object()), "id", cJSON_GetStringValue(one));
	if (cJSON_GetArraySize(chosen) > 0)
		json_set(body, is_bank ? "financial_accounts" : "employers", chosen);
	truv_ask("POST", arena_printf("orders/%s/", truv_encoded(json_text(order, "original_id"))),
		 body, sending, ORDER_MAX, answer);
	/* Not the account's budget is used up, but this connection's: nobody else has to wait. */
	if (is_refresh_limit(answer))
		answer->outcome = REFUSED;
	take_order(answer, made);
}

cJSON *truv_refusal(const struct answer *answer)
{
	cJSON *problems = truv_problems(json_at(answer->doc, "error.extra.invalid-params"));

	if (is_refresh_limit(answer))
		json_set_text(problems, "limit", "Read three times in the last 24 hours.");
	return problems;
}

/* Either a page or, as some have seen it, the bare list (truv-api.md C14). */
static const cJSON *results_of(const struct answer *answer)
{
	const cJSON *results = json_at(answer->doc, "results");

	if (answer->outcome != ACCEPTED || answer->doc == NULL)
		return NULL;
	return cJSON_IsArray(answer->doc) ? answer->doc : results;
}

void truv_endpoints(struct answer *answer, cJSON **endpoints)
{
	const cJSON *results, *theirs;

	*endpoints = NULL;
	truv_ask("GET", "webhooks/", NULL, NULL, ORDER_MAX, answer);
	results = results_of(answer);
	if (results == NULL)
		return;
	*endpoints = json_list();
	cJSON_ArrayForEach(theirs, results) {
		cJSON *one = json_push(*endpoints, json_object());

		json_set_text(one, "id", json_text(theirs, "id"));
		json_set_text(one, "url", json_text(theirs, "webhook_url"));
		json_set_bool(one, "is_enabled", json_true(theirs, "enabled"));
	}
}

void truv_endpoint_enable(const char *id, struct answer *answer)
{
	cJSON *body = json_object();

	json_set_bool(body, "enabled", true);
	truv_ask("PATCH", arena_printf("webhooks/%s/", truv_encoded(id)), body, NULL, ORDER_MAX,
		 answer);
}

void truv_deliveries(int page, struct answer *answer, cJSON **deliveries, bool *is_last)
{
	const cJSON *results, *theirs;

	*deliveries = NULL;
	truv_ask("GET", arena_printf("webhook-requests/?page=%d&page_size=%d", page, PAGE_SIZE), NULL,
	    NULL, REPORT_MAX, answer);
	*is_last = answer->outcome != ACCEPTED || json_text(answer->doc, "next")[0] == '\0';
	results = results_of(answer);
	if (results == NULL)
		return;
	*deliveries = json_list();
	cJSON_ArrayForEach(theirs, results) {
		cJSON *one = json_push(*deliveries, json_object());
		const char *status = json_text(theirs, "status");

		json_set_text(one, "webhook_id", json_text(theirs, "webhook_id"));
		json_set_text(one, "created_at", json_text_or_null(theirs, "created_at"));
		json_set_bool(one, "is_waiting", strcmp(status, "waiting") == 0
			      || strcmp(status, "pending") == 0 || strcmp(status, "sending") == 0);
	}
}

void truv_order_events(const char *upstream_id, struct answer *answer, cJSON **events)
{
	const cJSON *results, *theirs;

	*events = NULL;
	truv_ask("GET", arena_printf("orders/%s/events/", truv_encoded(upstream_id)), NULL, NULL,
		 ORDER_MAX, answer);
	results = results_of(answer);
	if (results == NULL)
		return;
	*events = json_list();
	cJSON_ArrayForEach(theirs, results) {
		cJSON *one = json_push(*events, json_object());

		json_set_text(one, "type", json_text(theirs, "type"));
		json_set_text(one, "at", json_text(theirs, "timestamp"));
		json_set_text(one, "suborder_id", json_text(theirs, "suborder_id"));
		json_set_text(one, "task_id", json_text(theirs, "task_id"));
	}
}

void truv_employers(const char *query, const char *product, struct answer *answer,
		    cJSON **employers)
{
	const cJSON *results, *theirs;

	*employers = NULL;
	truv_ask("GET", arena_printf("company-mappings-search/?query=%s&product_type=%s",
				     truv_encoded(query), truv_encoded(product)), NULL, NULL,
		 ORDER_MAX, answer);
	results = results_of(answer);
	if (results == NULL)
		return;
	*employers = json_list();
	cJSON_ArrayForEach(theirs, results) {
		cJSON *one = json_push(*employers, json_object());

		json_set_text(one, "mapping_id", json_text(theirs, "company_mapping_id"));
		json_set_text(one, "name", json_text(theirs, "name"));
		json_set_bool(one, "is_direct",
			      strcmp(json_text(theirs, "success_rate"), "high") == 0);
	}
}
