/* order_json.c: the order as Truv shows it (truv-api.md §4.2), with its suborders.
 *
 * Data is shown for what was read. Statements within an order are those of the last 60 days; the
 * whole year is in the reports. */
#include "orders.h"

#include "data.h"
#include "messages.h"
#include "oddities.h"

#include <string.h>

#define ORDER_DAYS 60

static void set_text(cJSON *doc, const char *name, const char *text)
{
	json_set_text(doc, name, text[0] != '\0' ? text : NULL);
}

static cJSON *task_list(const struct suborder *s)
{
	cJSON *list = json_list(), *one;
	const struct task *task;

	for (task = s->first_task; task != NULL; task = task->next_try) {
		one = json_push(list, json_object());
		json_set_text(one, "id", task->id);
		json_set_text(one, "status", task->status);
		json_set_text(one, "error_message", task->error);
		json_set_text(one, "created_at", when_z(task->created_at));
		json_set_text(one, "updated_at", when_z(task->updated_at));
	}
	return list;
}

static bool was_read(const struct suborder *s)
{
	return s->connection != NULL && s->connection->read_at != 0 && !s->connection->is_deleted;
}

static cJSON *suborder_document(const struct suborder *s)
{
	cJSON *doc = json_object();
	const struct connection *c = s->connection;

	json_set_text(doc, "id", s->id);
	json_set_text(doc, "status", s->status);
	json_set_text(doc, "product_type", s->product);
	set_text(doc, "suborder_number", s->number);
	json_set_text(doc, "created_at", when_z(s->created_at));
	json_set_text(doc, "updated_at", when_z(s->updated_at));
	json_set_text(doc, "link_id", c != NULL ? c->id : NULL);
	json_set_text(doc, "access_token", c != NULL && was_read(s) ? c->access_token : NULL);
	json_set_text(doc, "pdf_report", c != NULL && was_read(s) ? paper_url(c) : NULL);
	json_set_text(doc, "data_source", c == NULL ? NULL : s->is_bank
		? "financial_accounts" : "payroll");
	json_set(doc, "provider", c != NULL ? provider_document(c) : cJSON_CreateNull());
	json_set_bool(doc, "is_suspicious", false);
	json_set_text(doc, "last_task_status", s->task != NULL ? s->task->status : NULL);
	json_set(doc, "tasks", task_list(s));
	return doc;
}

static cJSON *employer_document(const struct suborder *s, long today)
{
	cJSON *doc = suborder_document(s);
	bool is_voe = strcmp(s->product, "employment") == 0;

	set_text(doc, "company_name", s->company);
	set_text(doc, "company_mapping_id", s->mapping_id);
	json_set_text(doc, "company_domain", s->employer != NULL ? s->employer->domain : NULL);
	json_set_text(doc, "company_logo", NULL);
	json_set_text(doc, "start_date", NULL);
	json_set_text(doc, "end_date", NULL);
	json_set(doc, "employments", was_read(s)
		? employment_documents(s->connection, today, ORDER_DAYS, is_voe) : json_list());
	return doc;
}

/* Within an order an account is a short thing: no transactions. */
static cJSON *short_accounts(const struct suborder *s, long today)
{
	cJSON *list = json_list(), *doc, *accounts = account_documents(s->connection, today, 0);
	const cJSON *one;

	cJSON_ArrayForEach(one, accounts) {
		doc = json_push(list, json_object());
		json_set_text(doc, "id", json_text(one, "id"));
		json_set_text(doc, "type", json_text(one, "type"));
		json_set_text(doc, "subtype", json_text_or_null(one, "subtype"));
		json_set_text(doc, "mask", json_text(one, "mask"));
		json_set_text(doc, "balance", json_text(one, "balances.balance"));
		json_set(doc, "owners", json_copy(json_at(one, "owners")));
	}
	return list;
}

static cJSON *bank_document(const struct suborder *s, long today)
{
	cJSON *doc = suborder_document(s);

	json_set(doc, "accounts", was_read(s) ? short_accounts(s, today) : json_list());
	json_set(doc, "bank_income_sources", json_list());
	return doc;
}

static void set_times(cJSON *doc, const struct order *order)
{
	json_set_text(doc, "created_at", when_z(order->created_at));
	json_set_text(doc, "updated_at", when_z(order->updated_at));
	json_set_text(doc, "expired_at", when_z(order->expires_at));
	json_set_text(doc, "canceled_at", when_z(order->canceled_at));
	json_set_text(doc, "completed_at", when_z(order->completed_at));
	json_set_text(doc, "user_consent_at", when_z(order->consent_at));
	json_set_bool(doc, "is_expired", order_is_expired(order));
}

static void set_person(cJSON *doc, const struct order *order)
{
	json_set_text(doc, "client_name", "Demo agency");
	json_set_text(doc, "first_name", order->first_name);
	json_set_text(doc, "last_name", order->last_name);
	set_text(doc, "email", order->email);
	set_text(doc, "phone", order->phone);
	set_text(doc, "order_number", order->order_number);
	set_text(doc, "external_user_id", order->external_user_id);
	set_text(doc, "template_id", order->template_id);
	set_text(doc, "custom_field", order->custom_field);
	set_text(doc, "locale", order->locale);
}

static void set_links(cJSON *doc, const struct order *order)
{
	json_set_text(doc, "bridge_token", order->bridge_token);
	json_set_text(doc, "share_url", order_share_url(order));
	json_set_text(doc, "short_share_url", order_short_url(order));
	json_set_text(doc, "initial_order", order->initial != NULL ? order->initial->id : NULL);
	json_set_text(doc, "refresh_order", order->refresh != NULL ? order->refresh->id : NULL);
	set_text(doc, "voie_report_id", order->voie_report_id);
	set_text(doc, "voa_report_id", order->voa_report_id);
}

cJSON *order_document(const struct order *order)
{
	cJSON *doc = json_object(), *products = json_list(), *employers = json_list();
	cJSON *accounts = json_list();
	long today = day_of(when_now());

	json_set_text(doc, "id", order->id);
	json_set_text(doc, "user_id", order->user->id);
	for (int i = 0; i < order->product_count; i++)
		json_push(products, cJSON_CreateString(order->products[i]));
	json_set(doc, "products", products);
	json_set_text(doc, "status", order->status);
	json_set_text(doc, "source", "internal");
	set_person(doc, order);
	set_times(doc, order);
	set_links(doc, order);
	for (int i = 0; i < order->suborder_count; i++)
		if (order->suborders[i].is_bank)
			json_push(accounts, bank_document(&order->suborders[i], today));
		else
			json_push(employers, employer_document(&order->suborders[i], today));
	json_set(doc, "employers", employers);
	json_set(doc, "financial_accounts", accounts);
	return doc;
}
