/* truth.c: GET /control/truth: what really happened, for tests to hold the portal's belief
 * against; and GET /control/sums, the same where there is too much of it to be told.
 *
 * orders: every order there is, with how many times its number was POSTed and how many orders
 * carry it; calls: each request on /v1 with its time; per_minute: the most creates and retrieves
 * in any 60 seconds; webhooks: each delivery; notices: what the agency itself sent; truework: the
 * other provider's orders and sessions, likewise.
 *
 * sums: refreshed: the id of the first order of each refresh, once for each; weight: creates and
 * retrieves since the time `since`, all: every call since then; refused: those that came too fast;
 * per_minute, all_per_minute: the most in any minute. */
#include "handlers.h"
#include "orders.h"
#include "truework.h"

#include <string.h>

static bool is_create(const struct call_log *call)
{
	return strcmp(call->method, "POST") == 0 && strcmp(call->path, "/v1/orders/") == 0;
}

static int posts_of(const char *number)
{
	const struct call_log *call;
	int posts = 0;

	for (size_t i = 0; i < store.calls.count; i++) {
		call = store.calls.items[i];
		posts += call->order_number != NULL && number[0] != '\0' && is_create(call)
			&& strcmp(call->order_number, number) == 0;
	}
	return posts;
}

/* First orders only: a refresh carries the number of the order it reads again. */
static int orders_of(const char *number)
{
	const struct order *order;
	int count = 0;

	for (size_t i = 0; i < store.orders.count; i++) {
		order = store.orders.items[i];
		count += order->initial == NULL && strcmp(order->order_number, number) == 0;
	}
	return count;
}

static void set_kept(cJSON *doc, const char *name, const char *text)
{
	cJSON *kept = NULL;

	if (text != NULL && json_read(text, strlen(text), &kept, NULL) == OK)
		json_set(doc, name, kept);
}

/* What the portal said of the person and the loan. */
static void set_asked(cJSON *doc, const struct order *order)
{
	json_set_text(doc, "email", order->email);
	json_set_text(doc, "phone", order->phone);
	json_set_text(doc, "ssn", order->ssn);
	set_kept(doc, "loan", order->loan);
	set_kept(doc, "reports", order->reports);
}

static cJSON *orders_truth(void)
{
	cJSON *list = json_list(), *one;
	const struct order *order;

	for (size_t i = 0; i < store.orders.count; i++) {
		order = store.orders.items[i];
		one = json_push(list, json_object());
		json_set_text(one, "id", order->id);
		json_set_text(one, "order_number", order->order_number);
		json_set_text(one, "user_id", order->user->id);
		json_set_text(one, "external_user_id", order->external_user_id);
		json_set_text(one, "status", order->status);
		json_set_text(one, "created_at", when_z(order->created_at));
		json_set_text(one, "initial_order", order->initial != NULL ? order->initial->id : NULL);
		json_set_bool(one, "is_suppressed", order->is_suppressed);
		json_set_int(one, "messages_sent", order->messages_sent);
		json_set_int(one, "posts", posts_of(order->order_number));
		json_set_int(one, "same_number", orders_of(order->order_number));
		set_asked(one, order);
	}
	return list;
}

static cJSON *calls_truth(void)
{
	cJSON *list = json_list(), *one;
	const struct call_log *call;

	for (size_t i = 0; i < store.calls.count; i++) {
		call = store.calls.items[i];
		one = json_push(list, json_object());
		json_set_text(one, "at", when_z(call->at));
		json_set_text(one, "method", call->method);
		json_set_text(one, "path", call->path);
		json_set_text(one, "order_number", call->order_number);
		json_set_text(one, "fault", call->fault);
		json_set_int(one, "weight", call->weight);
		json_set_int(one, "status", call->http_status);
	}
	return list;
}

/* What counts against the provider's limit: creates and retrieves. */
static int limited(const struct call_log *call)
{
	return call->weight;
}

/* What a client that counts everything counts: each call to this provider, a batch its orders. */
static int any(const struct call_log *call)
{
	return call->weight > 0 ? call->weight : strncmp(call->path, "/v1/", 4) == 0;
}

/* Two fingers over the log: it is in order of time. */
static int busiest_minute(int (*weigh)(const struct call_log *call))
{
	struct call_log *call, **calls = (struct call_log **)store.calls.items;
	int sum = 0, most = 0;

	for (size_t i = 0, first = 0; i < store.calls.count; i++) {
		call = calls[i];
		sum += weigh(call);
		for (; calls[first]->at <= call->at - minute_us(); first++)
			sum -= weigh(calls[first]);
		most = sum > most ? sum : most;
	}
	return most;
}

static cJSON *notices_truth(void)
{
	cJSON *list = json_list(), *one;
	const struct notice *n;

	for (size_t i = 0; i < store.notices.count; i++) {
		n = store.notices.items[i];
		one = json_push(list, json_object());
		json_set_text(one, "kind", n->is_sms ? "sms" : "email");
		json_set_text(one, "reference", n->reference);
		json_set_text(one, "to", n->to);
		json_set_text(one, "status", n->status);
		json_set_text(one, "at", when_z(n->at));
	}
	return list;
}

static cJSON *webhooks_truth(void)
{
	cJSON *list = json_list(), *one;
	const struct delivery *d;

	for (size_t i = 0; i < store.deliveries.count; i++) {
		d = store.deliveries.items[i];
		one = json_push(list, json_object());
		json_set_text(one, "webhook_id", d->webhook_id);
		json_set_text(one, "event_type", d->event);
		json_set_text(one, "url", d->url);
		json_set_text(one, "body", d->body);
		json_set_text(one, "outcome", d->outcome);
		json_set_int(one, "attempts", d->attempts);
		json_set_int(one, "http_status", d->http_status);
		json_set_text(one, "created_at", when_z(d->created_at));
		json_set_text(one, "sent_at", when_z(d->sent_at));
	}
	return list;
}

void control_truth(struct request *r)
{
	cJSON *doc = json_object();

	json_set(doc, "orders", orders_truth());
	json_set(doc, "calls", calls_truth());
	json_set_int(doc, "per_minute", busiest_minute(limited));
	json_set(doc, "webhooks", webhooks_truth());
	json_set(doc, "notices", notices_truth());
	json_set(doc, "truework", truework_truth());
	reply_json(r, 200, doc);
}

static cJSON *refreshed(void)
{
	cJSON *list = json_list();
	const struct order *order;

	for (size_t i = 0; i < store.orders.count; i++) {
		order = store.orders.items[i];
		if (order->initial != NULL)
			json_push(list, cJSON_CreateString(order->initial->id));
	}
	return list;
}

void control_sums(struct request *r)
{
	cJSON *doc = json_object();
	const struct call_log *call;
	int64_t since = when_read(queried(r, "since"));
	long weight = 0, refused = 0, all = 0;

	for (size_t i = store.calls.count; i > 0; i--) {
		call = store.calls.items[i - 1];
		if (call->at < since)
			break;
		weight += call->weight;
		all += any(call);
		refused += call->http_status == 429;
	}
	json_set(doc, "refreshed", refreshed());
	json_set_int(doc, "weight", weight);
	json_set_int(doc, "all", all);
	json_set_int(doc, "refused", refused);
	json_set_int(doc, "per_minute", busiest_minute(limited));
	json_set_int(doc, "all_per_minute", busiest_minute(any));
	reply_json(r, 200, doc);
}
