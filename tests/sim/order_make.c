/* order_make.c: new orders, first ones and refreshes.
 *
 * An order starts with one suborder per kind of source it asks for (the employers it names, else
 * one without a name); the hosted page adds more. Repeating external_user_id gives the same
 * user, as Truv seems to do, unless the tests switch that off (option share_users). */
#include "orders.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "connect.h"
#include "data.h"
#include "messages.h"
#include "webhooks.h"

#include <string.h>

static void keep_text(char *to, size_t size, const cJSON *body, const char *field)
{
	keep(to, size, json_text(body, field));
}

struct user *user_make(const cJSON *body)
{
	struct user *user = list_add(&store.users, sizeof *user);

	new_id(user->id);
	keep_text(user->external_id, sizeof user->external_id, body, "external_user_id");
	keep_text(user->first_name, sizeof user->first_name, body, "first_name");
	keep_text(user->last_name, sizeof user->last_name, body, "last_name");
	keep_text(user->email, sizeof user->email, body, "email");
	keep_text(user->phone, sizeof user->phone, body, "phone");
	keep_text(user->ssn, sizeof user->ssn, body, "ssn");
	user->created_at = when_now();
	return user;
}

static struct user *user_for(const cJSON *body)
{
	const char *external = json_text(body, "external_user_id");
	struct user *user;

	for (size_t i = 0; i < store.users.count && store.options.share_users; i++) {
		user = store.users.items[i];
		if (external[0] != '\0' && strcmp(user->external_id, external) == 0)
			return user;
	}
	return user_make(body);
}

struct suborder *suborder_add(struct order *order, const char *product)
{
	struct suborder *s;

	if (order->suborder_count == SUBORDERS_MAX)
		return NULL;
	s = &order->suborders[order->suborder_count++];
	new_id(s->id);
	s->product = product;
	s->is_bank = strcmp(product, "assets") == 0;
	s->status = order->status;
	s->created_at = s->updated_at = when_now();
	return s;
}

static void add_named(struct order *order, const char *product, const cJSON *places)
{
	const cJSON *one;
	struct suborder *s;
	bool is_bank = strcmp(product, "assets") == 0;

	cJSON_ArrayForEach(one, places) {
		s = suborder_add(order, product);
		if (s == NULL)
			return;
		keep_text(s->company, sizeof s->company, one, is_bank ? "name" : "company_name");
		keep_text(s->number, sizeof s->number, one, "suborder_number");
		keep_text(s->mapping_id, sizeof s->mapping_id, one, is_bank ? "id" : "company_mapping_id");
		if (is_bank)
			s->bank = bank_find(s->company);
		else
			s->employer = employer_find(s->company[0] != '\0' ? s->company : s->mapping_id);
		if (s->employer != NULL && s->company[0] == '\0')
			keep(s->company, sizeof s->company, s->employer->name);
	}
}

/* income includes employment: both together are still one look at the employer. */
void order_add_sources(struct order *order, const cJSON *body)
{
	const char *payroll = NULL, *assets = NULL;
	int before;

	for (int i = 0; i < order->product_count; i++)
		if (strcmp(order->products[i], "assets") == 0)
			assets = order->products[i];
		else if (payroll == NULL || strcmp(order->products[i], "income") == 0)
			payroll = order->products[i];
	if (payroll != NULL)
		add_named(order, payroll, json_at(body, "employers"));
	if (payroll != NULL && order->suborder_count == 0)
		suborder_add(order, payroll);
	before = order->suborder_count;
	if (assets != NULL)
		add_named(order, assets, json_at(body, "financial_institutions"));
	if (assets != NULL && order->suborder_count == before)
		suborder_add(order, assets);
}

static void fill_products(struct order *order, const cJSON *products)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, products)
		if (order->product_count < (int)countof(order->products))
			order->products[order->product_count++] = product_known(cJSON_GetStringValue(one));
}

static void fill_person(struct order *order, const cJSON *body)
{
	keep_text(order->first_name, sizeof order->first_name, body, "first_name");
	keep_text(order->last_name, sizeof order->last_name, body, "last_name");
	keep_text(order->email, sizeof order->email, body, "email");
	keep_text(order->phone, sizeof order->phone, body, "phone");
	keep_text(order->ssn, sizeof order->ssn, body, "ssn");
	if (order->ssn[0] == '\0')
		keep_text(order->ssn, sizeof order->ssn, body, "social_security_number");
	keep_text(order->locale, sizeof order->locale, body, "locale");
}

static struct order *order_new(void)
{
	struct order *order = list_add(&store.orders, sizeof *order);

	new_id(order->id);
	keep(order->token, sizeof order->token, crypto_token(16));
	keep(order->bridge_token, sizeof order->bridge_token, crypto_token(16));
	keep(order->short_code, sizeof order->short_code, crypto_code(8));
	order->status = "pending";
	order->created_at = order->updated_at = when_now();
	order->expires_at = when_expiry(order->created_at);
	return order;
}

static char *kept_document(const cJSON *body, const char *name)
{
	const cJSON *doc = json_at(body, name);
	const char *text = cJSON_IsObject(doc) ? json_print(doc) : NULL;

	return text != NULL ? forever_copy(text, strlen(text)) : NULL;
}

struct order *order_take(const cJSON *body, struct user *user)
{
	struct order *order = order_new();
	const cJSON *notify = json_at(body, "notification_settings");

	order->user = user;
	keep_text(order->order_number, sizeof order->order_number, body, "order_number");
	keep_text(order->external_user_id, sizeof order->external_user_id, body, "external_user_id");
	keep_text(order->template_id, sizeof order->template_id, body, "template_id");
	keep_text(order->custom_field, sizeof order->custom_field, body, "custom_field");
	fill_person(order, body);
	order->loan = kept_document(body, "loan");
	order->reports = kept_document(body, "reports");
	order->voa_days = (int)json_int(body, "reports.voa.days_requested", 90);
	fill_products(order, json_at(body, "products"));
	/* Sources disagree about where the switch stands; Truv is said to take both (truv-api.md
	 * C2). */
	order->is_suppressed = json_true(notify, "suppress_user_notifications")
		|| json_true(body, "suppress_user_notifications");
	order->delay_hours = (int)json_int(notify, "first_notification_delay_hours", 0);
	return order;
}

struct order *order_make(const cJSON *body)
{
	struct order *order = order_take(body, user_for(body));

	order_add_sources(order, body);
	order_event(order, "order_created", NULL, NULL);
	tell_order(order, NULL, "order-created");
	messages_plan(order);
	return order;
}

bool suborder_is_among(const struct suborder *s, const cJSON *only)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, only)
		if (strcmp(json_text(one, "id"), s->id) == 0
			|| (s->number[0] != '\0' && strcmp(json_text(one, "suborder_number"), s->number) == 0))
			return true;
	return cJSON_GetArraySize(only) == 0;
}

static void copy_source(struct order *order, const struct suborder *from, const char *product)
{
	struct suborder *s = suborder_add(order, product);

	keep(s->company, sizeof s->company, from->company);
	keep(s->number, sizeof s->number, from->number);
	s->employer = from->employer;
	s->bank = from->bank;
	s->connection = from->connection;
}

/* Nobody is written to for a refresh, so it neither reminds nor expires. */
struct order *order_make_refresh(struct order *original, const char *product, const cJSON *only)
{
	struct order *order = order_new();
	bool is_bank = strcmp(product, "assets") == 0;
	const struct suborder *from;

	order->user = original->user;
	order->initial = original;
	original->refresh = order;
	memcpy(order->order_number, original->order_number, sizeof order->order_number);
	memcpy(order->external_user_id, original->external_user_id, sizeof order->external_user_id);
	memcpy(order->first_name, original->first_name, sizeof order->first_name);
	memcpy(order->last_name, original->last_name, sizeof order->last_name);
	memcpy(order->ssn, original->ssn, sizeof order->ssn);
	order->products[order->product_count++] = product;
	order->is_suppressed = true;
	for (int i = 0; i < original->suborder_count; i++) {
		from = &original->suborders[i];
		if (from->is_bank == is_bank && from->connection != NULL && from->connection->read_at != 0
			&& suborder_is_among(from, only))
			copy_source(order, from, product);
	}
	order_event(order, "order_created", NULL, NULL);
	order_event(original, "refresh_started", NULL, NULL);
	tell_order(order, NULL, "order-created");
	for (int i = 0; i < order->suborder_count; i++)
		connect_refresh(order, &order->suborders[i]);
	return order;
}
