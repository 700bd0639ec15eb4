/* truework.c: Truework's endpoints, one function each. Builds the request, makes the call, hands
 * back what came of it.
 *
 * What an answer means for an order is decided in app/; how Truework's words become ours, in
 * words.c and report.c; what is sent, in bodies.c. */
#include "truework/truework.h"

#include "base/arena.h"
#include "base/buf.h"
#include "truework/private.h"

#include <string.h>

#define REPLY_MAX (16 * 1024 * 1024)
#define PAPER_MAX (10 * 1024 * 1024)
#define PAGE_SIZE 100

struct truework_settings truework_settings;

void truework_start(const struct truework_settings *settings)
{
	truework_settings = *settings;
}

const char *truework_encoded(const char *segment)
{
	struct buf b = buf_new(1024);

	buf_url(&b, segment);
	return b.data;
}

static void ask(const char *method, const char *path, const char *accept, const cJSON *body,
		const struct sending *sending, struct answer *answer)
{
	const char *const headers[] = {
		arena_printf("Accept: %s", accept), "Content-Type: application/json",
		arena_printf("Authorization: Bearer %s", truework_settings.key), NULL,
	};
	bool is_paper = strstr(accept, "pdf") != NULL;
	const struct call call = {
		.method = method,
		.url = arena_printf("%s/%s", truework_settings.url, path),
		.headers = headers,
		.body = body != NULL ? json_print(body) : NULL,
		.reply_max = is_paper ? PAPER_MAX : REPLY_MAX,
		.is_bytes = is_paper,
		.is_once = sending != NULL,
		.before_send = sending != NULL ? sending->before_send : NULL,
		.context = sending != NULL ? sending->context : NULL,
	};

	if (truework_settings.url[0] != '\0')
		fetch(&call, answer);
	else
		*answer = (struct answer){ .outcome = UNSENT, .body = "" };
	/* Not implemented is not executed (§2). */
	if (answer->http_status == 501)
		answer->outcome = REFUSED;
}

void truework_ask(const char *method, const char *path, const char *version, const cJSON *body,
		  const struct sending *sending, struct answer *answer)
{
	ask(method, path, arena_printf("application/json; version=%s", version), body, sending,
	    answer);
}

void truework_ask_paper(const char *path, struct answer *answer)
{
	ask("GET", path, arena_printf("application/pdf; version=%s", truework_settings.version), NULL,
	    NULL, answer);
}

/* An accepted answer that names no order proves nothing: it may or may not have made one. */
static void take_order(struct answer *answer, cJSON **order)
{
	*order = NULL;
	if (answer->outcome != ACCEPTED)
		return;
	*order = answer->doc != NULL ? truework_words_order(answer->doc) : NULL;
	if (*order == NULL)
		answer->outcome = UNCERTAIN;
}

static void session_create(const cJSON *order, const struct sending *sending,
			   struct answer *answer, cJSON **made)
{
	*made = NULL;
	truework_ask("POST", "credentials/session", SESSION_VERSION, truework_session_body(order),
		     sending, answer);
	if (answer->outcome == ACCEPTED && (json_text(answer->doc, "id")[0] == '\0'
					    || json_text(answer->doc, "token")[0] == '\0'))
		answer->outcome = UNCERTAIN;
	if (answer->outcome == UNCERTAIN)
		answer->outcome = UNSENT;
	if (answer->outcome != ACCEPTED)
		return;
	*made = truework_words_session(json_text(answer->doc, "id"),
				       json_text(order, "order_number"), NULL);
	json_set_text(*made, "session_token", json_text(answer->doc, "token"));
}

void truework_order_create(const cJSON *order, const struct sending *sending,
			   struct answer *answer, cJSON **made)
{
	static const struct { const char *method, *path;
	} paths[] = {
		{ "employer", "orders/target-employer" }, { "search", "orders/employer-search" },
		{ "link", "orders/truework-direct" },
	};
	const char *method = json_text(order, "method");

	if (strcmp(method, "session") == 0) {
		session_create(order, sending, answer, made);
		return;
	}
	*answer = (struct answer){ .outcome = REFUSED, .body = "" };
	for (size_t i = 0; i < countof(paths); i++)
		if (strcmp(paths[i].method, method) == 0)
			truework_ask("POST", paths[i].path, truework_settings.version,
				     truework_order_body(order), sending, answer);
	take_order(answer, made);
}

static void session_read(const char *id, const char *number, const char *requests,
			 struct answer *answer, cJSON **order)
{
	cJSON *found = truework_session_requests(number, requests, answer);

	*order = found != NULL ? truework_words_session(id, number, found) : NULL;
}

void truework_order_read(const char *address, struct answer *answer, cJSON **order)
{
	const char *id, *number, *requests;

	if (truework_session_parts(address, &id, &number, &requests)) {
		session_read(id, number, requests, answer, order);
		return;
	}
	truework_ask("GET", arena_printf("orders/%s", truework_encoded(address)),
		     truework_settings.version, NULL, NULL, answer);
	take_order(answer, order);
}

/* A page of orders. */
static void list(const char *query, struct answer *answer, cJSON **orders, bool *is_last)
{
	const cJSON *one;
	cJSON *order;

	*orders = NULL;
	truework_ask("GET", arena_printf("orders?%s", query), truework_settings.version, NULL, NULL,
		     answer);
	if (answer->outcome == ACCEPTED && !cJSON_IsArray(json_at(answer->doc, "results")))
		answer->outcome = UNCERTAIN;
	*is_last = answer->outcome != ACCEPTED || json_text(answer->doc, "next")[0] == '\0';
	if (answer->outcome != ACCEPTED)
		return;
	*orders = json_list();
	cJSON_ArrayForEach(one, json_at(answer->doc, "results")) {
		order = truework_words_order(one);
		if (order != NULL)
			json_push(*orders, order);
	}
}

void truework_order_find(const char *order_number, struct answer *answer, cJSON **orders)
{
	bool is_last;

	list(arena_printf("limit=%d&search_key=%s", PAGE_SIZE, truework_encoded(order_number)), answer,
	     orders, &is_last);
}

void truework_order_list(int page, struct answer *answer, cJSON **orders, bool *is_last)
{
	list(arena_printf("limit=%d&offset=%d", PAGE_SIZE, (page - 1) * PAGE_SIZE), answer, orders,
	     is_last);
}

void truework_order_refresh(const cJSON *order, const struct sending *sending,
			    struct answer *answer, cJSON **made)
{
	cJSON *body = json_object();

	json_set_text(body, "report_id", json_text(order, "links.0"));
	truework_ask("POST", "orders/reverification", truework_settings.version, body, sending,
		     answer);
	take_order(answer, made);
}

/* Nothing leaves, but the attempt is one all the same. */
static void session_cancel(const struct sending *sending, struct answer *answer)
{
	bool goes = sending == NULL || sending->before_send(sending->context) == OK;

	*answer = (struct answer){ .outcome = goes ? ACCEPTED : UNSENT, .body = "" };
}

void truework_order_cancel(const char *upstream_id, const char *reason,
			   const struct sending *sending, struct answer *answer)
{
	cJSON *body = json_object();

	if (strncmp(upstream_id, "s.", 2) == 0) {
		session_cancel(sending, answer);
		return;
	}
	json_set_text(body, "cancellation_reason", reason[0] != '\0' ? reason : "other");
	json_set_text(body, "cancellation_details", WITHDRAWN);
	truework_ask("PUT", arena_printf("orders/%s/cancel", truework_encoded(upstream_id)),
		     truework_settings.version, body, sending, answer);
}

void truework_order_events(const char *upstream_id, struct answer *answer, cJSON **events)
{
	const cJSON *theirs;

	*events = NULL;
	truework_ask("GET", arena_printf("orders/%s/events?limit=%d", truework_encoded(upstream_id),
					 PAGE_SIZE), truework_settings.version, NULL, NULL, answer);
	if (answer->outcome != ACCEPTED || !cJSON_IsArray(json_at(answer->doc, "results")))
		return;
	*events = json_list();
	cJSON_ArrayForEach(theirs, json_at(answer->doc, "results")) {
		cJSON *one = json_push(*events, json_object());

		json_set_text(one, "type", json_text(theirs, "type"));
		json_set_text(one, "at", json_text(theirs, "created"));
		json_set_text(one, "suborder_id", json_text(theirs, "verification_request_id"));
		json_set_text(one, "task_id", "");
	}
}

void truework_paper(const char *url, struct answer *answer)
{
	const char *ours = arena_printf("%s/", truework_settings.url);

	if (strncmp(url, ours, strlen(ours)) == 0)
		truework_ask_paper(url + strlen(ours), answer);
	else
		*answer = (struct answer){ .outcome = REFUSED, .body = "" };
}

void truework_key_test(struct answer *answer)
{
	truework_ask("GET", "orders?limit=1", truework_settings.version, NULL, NULL, answer);
}
