/* orders.c: the handlers of /v1/orders/. What is refused is in order_rules.c, how orders come to
 * be in order_make.c. */
#include "orders.h"

#include "handlers.h"
#include "messages.h"

#include <string.h>

#define DAY_US (DAY_S * SECOND_US)

static const cJSON *body_of(const struct request *r)
{
	return json_at(r->in, "body");
}

/* The order of the path; NULL when answered with 404. */
static struct order *order_asked(struct request *r)
{
	struct order *order = order_of(r->segments[2]);

	if (order == NULL)
		answer_not_found(r);
	return order;
}

void orders_create(struct request *r)
{
	cJSON *faults = order_faults(body_of(r));

	if (cJSON_GetArraySize(faults) > 0)
		answer_invalid(r, faults);
	else
		reply_json(r, 201, order_document(order_make(body_of(r))));
}

void orders_list(struct request *r)
{
	cJSON *results = json_list();
	const char *number = store.options.order_filter ? queried(r, "order_number") : "";
	const struct order *order;
	int n = 0;

	for (size_t i = store.orders.count; i > 0; i--) {
		order = store.orders.items[i - 1];
		if (number[0] == '\0' || strcmp(order->order_number, number) == 0)
			json_push(results, in_page(r, n++) ? order_document(order) : json_object());
	}
	answer_page(r, results);
}

void orders_lookup(struct request *r)
{
	cJSON *results = json_list();
	const char *ssn = asked(r, "ssn");
	const struct order *order;

	if (!ssn_ok(ssn)) {
		answer_field(r, "ssn", ssn[0] == '\0' ? "This field is required." : "Enter a valid SSN.");
		return;
	}
	for (size_t i = store.orders.count; i > 0; i--) {
		order = store.orders.items[i - 1];
		if (strcmp(order->ssn, ssn) == 0)
			json_push(results, order_document(order));
	}
	answer_page(r, results);
}

void orders_read(struct request *r)
{
	const struct order *order = order_asked(r);

	if (order != NULL)
		reply_json(r, 200, order_document(order));
}

/* The fields that are wrong; e-mail and phone are not among those that can be changed, and are
 * ignored like any unknown field. */
static bool change_ok(struct request *r)
{
	static const char *const names[] = { "first_name", "last_name" };
	const char *ssn = asked(r, "ssn");

	for (size_t i = 0; i < countof(names); i++)
		if (json_at(body_of(r), names[i]) != NULL && !name_ok(asked(r, names[i]))) {
			answer_field(r, names[i], "Ensure this field has 1 to 50 characters.");
			return false;
		}
	if (ssn[0] != '\0' && !ssn_ok(ssn)) {
		answer_field(r, "ssn", "Enter a valid SSN: 4 or 9 digits.");
		return false;
	}
	return true;
}

void orders_change(struct request *r)
{
	struct order *order = order_asked(r);
	const cJSON *suppress = json_at(body_of(r),
		"notification_settings.suppress_user_notifications");

	if (order == NULL || !change_ok(r))
		return;
	if (asked(r, "first_name")[0] != '\0')
		keep(order->first_name, sizeof order->first_name, asked(r, "first_name"));
	if (asked(r, "last_name")[0] != '\0')
		keep(order->last_name, sizeof order->last_name, asked(r, "last_name"));
	if (json_at(body_of(r), "ssn") != NULL)
		keep(order->ssn, sizeof order->ssn, asked(r, "ssn"));
	if (cJSON_IsFalse(suppress))
		messages_allow(order);
	else if (cJSON_IsTrue(suppress))
		order->is_suppressed = true;
	order->updated_at = when_now();
	reply_text(r, 200, "application/json", "");
}

/* An income order may be refreshed as income or employment, an employment order only as that. */
static const char *refresh_product(struct request *r, const struct order *order)
{
	const cJSON *products = json_at(body_of(r), "products");
	const char *product = NULL;

	if (cJSON_GetArraySize(products) == 1 && cJSON_IsString(cJSON_GetArrayItem(products, 0)))
		product = product_known(cJSON_GetStringValue(cJSON_GetArrayItem(products, 0)));
	for (int i = 0; i < order->product_count && product != NULL; i++)
		if (strcmp(order->products[i], product) == 0
			|| (strcmp(order->products[i], "income") == 0 && strcmp(product, "employment") == 0))
			return product;
	answer_field(r, "products", "Exactly one product of the original order is needed.");
	return NULL;
}

/* Three in any 24 hours. Counts this one when it may go. */
static bool may_refresh(struct connection *c)
{
	int64_t now = when_now();

	for (int i = 0; i < REFRESHES_MAX; i++)
		if (c->refreshed_at[i] <= now - DAY_US) {
			c->refreshed_at[i] = now;
			return true;
		}
	return false;
}

static const cJSON *refresh_choice(const struct request *r, const char *product)
{
	return json_at(body_of(r), strcmp(product, "assets") == 0 ? "financial_accounts" : "employers");
}

/* Whether anything of the order can be read again; counts it against each connection's limit. */
static bool refresh_ok(struct request *r, struct order *order, const char *product)
{
	bool is_bank = strcmp(product, "assets") == 0;
	struct suborder *s;
	int found = 0;

	for (int i = 0; i < order->suborder_count; i++) {
		s = &order->suborders[i];
		if (s->is_bank != is_bank || s->connection == NULL || s->connection->read_at == 0
			|| !suborder_is_among(s, refresh_choice(r, product)))
			continue;
		found++;
		if (!may_refresh(s->connection)) {
			answer_throttled(r, "Refresh limit for the access_token exceeded", 0);
			return false;
		}
	}
	if (found == 0)
		answer_field(r, "employers", "This order has no connection that can be refreshed.");
	return found > 0;
}

void orders_refresh(struct request *r)
{
	struct order *order = order_asked(r);
	const char *product;

	if (order == NULL)
		return;
	if (order->canceled_at != 0) {
		answer_field(r, "status", "A canceled order can not be refreshed.");
		return;
	}
	product = refresh_product(r, order);
	if (product == NULL || !refresh_ok(r, order, product))
		return;
	reply_json(r, 201, order_document(
		order_make_refresh(order, product, refresh_choice(r, product))));
}

void orders_cancel(struct request *r)
{
	struct order *order = order_asked(r);

	if (order == NULL)
		return;
	if (order_is_closed(order)) {
		answer_field(r, "status", "This order can not be canceled.");
		return;
	}
	order->canceled_at = when_now();
	order_set(order, "canceled");
	order_event(order, "order_canceled", NULL, NULL);
	reply_json(r, 200, order_document(order));
}

static void set_id(cJSON *doc, const char *name, const char *id)
{
	json_set_text(doc, name, id[0] != '\0' ? id : NULL);
}

void orders_events(struct request *r)
{
	const struct order *order = order_asked(r);
	cJSON *doc = json_object(), *results = json_set(doc, "results", json_list()), *one;
	const struct order_event *e;

	for (size_t i = 0; i < store.events.count && order != NULL; i++) {
		e = store.events.items[i];
		if (e->order != order)
			continue;
		one = json_push(results, json_object());
		json_set_text(one, "object", "order");
		json_set_text(one, "type", e->type);
		json_set_bool(one, "is_refresh", order->initial != NULL);
		json_set_text(one, "order_id", order->id);
		json_set_text(one, "timestamp", when_z(e->at));
		set_id(one, "suborder_id", e->suborder_id);
		set_id(one, "task_id", e->task_id);
		set_id(one, "link_id", e->link_id);
	}
	if (order != NULL)
		reply_json(r, 200, doc);
}
