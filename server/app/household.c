/* household.c: the orders of a whole household on one form, and the employer search in its rows.
 *
 * The form has a row for each member. Here each ticked row is held against its own rules; what
 * becomes of the good ones is decided by orders/household, in one transaction. The page is
 * cases/verify, which shows again what was typed: it reads it from the document `typed`. */
#include "app/household.h"

#include "app/gate.h"
#include "app/orders.h"
#include "app/provider.h"
#include "base/arena.h"
#include "base/fault.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <assert.h>
#include <string.h>

#define ROWS_MAX 40

static const struct field row_fields[] = {
	{ .name = "member_id", .label = "member", .kind = NUMBER, .required = true, .max = 18 },
	{ .name = "wanted", .label = "person", .kind = CHECKBOX },
	{ .name = "products",
	  .label = "what to ask for",
	  .kind = MANY_OF,
	  .required = true,
	  .choices = "income|employment|assets" },
	{ .name = "send_by",
	  .label = "how the link goes out",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = "both|text|email|we_both|we_text|we_email|in_person|link" },
	{ .name = "language",
	  .label = "language",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = LANGUAGES },
	{ .name = "phone", .label = "phone number", .kind = PHONE },
	{ .name = "email", .label = "e-mail address", .kind = EMAIL },
	{ .name = "employer_hint", .label = "employer", .kind = TEXT, .max = 100 },
	{ .name = "company_mapping_id", .label = "employer", .kind = TEXT, .max = 100 },
	{ .name = "seen_id", .label = "order", .kind = NUMBER, .max = 18 },
	{ .name = "fixes_id", .label = "order", .kind = NUMBER, .max = 18 },
};

static const struct field fields[] = {
	{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 60 },
	{ .name = "find", .label = "member", .kind = NUMBER, .max = 18 },
	{ .name = "rows",
	  .label = "member",
	  .kind = ROWS,
	  .max = ROWS_MAX,
	  .rows = row_fields,
	  .row_count = countof(row_fields) },
};

/* The ways of the form as deliveries, with the addresses each of them needs and sends. */
static const struct way {
	const char *name, *delivery;
	bool phone, email;               /* needed */
	bool is_suppressed;              /* nothing goes out by itself: both may be given */
} ways[] = {
	{ "both", "truv", true, true, false },
	{ "text", "truv", true, false, false },
	{ "email", "truv", false, true, false },
	{ "we_both", "agency", true, true, false },
	{ "we_text", "agency", true, false, false },
	{ "we_email", "agency", false, true, false },
	{ "in_person", "in_person", false, false, true },
	{ "link", "link", false, false, true },
};

/* What orders/household makes of a row, where that is no order. */
static const struct { const char *became, *field, *message;
} refusals[] = {
	{ "open", "row", "Somebody has just ordered this. Use that order, or send once more" },
	{ "same", "row", "Change what was refused, or choose another way" },
};

static cJSON *member(cJSON *doc, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(doc, name);
}

static const struct way *way_of(const cJSON *row)
{
	for (size_t i = 0; i < countof(ways); i++)
		if (strcmp(ways[i].name, json_text(row, "send_by")) == 0)
			return &ways[i];
	return NULL;
}

static void complain(cJSON *typed, const char *field, const char *message)
{
	cJSON *errors = member(typed, "errors");

	if (json_at(errors, field) == NULL)
		json_set_text(errors, field, message);
}

static bool row_fits(cJSON *typed, const cJSON *row)
{
	const struct way *way = way_of(row);

	if (way != NULL && way->phone && json_text(row, "phone")[0] == '\0')
		complain(typed, "phone", "Enter a phone number, or choose In person");
	if (way != NULL && way->email && json_text(row, "email")[0] == '\0')
		complain(typed, "email", "Enter an e-mail address, or choose In person");
	return json_at(typed, "errors")->child == NULL;
}

/* One row as orders/household wants it. The key holds the member, so that a form makes one order
 * for each. */
static cJSON *order_of(const cJSON *row, const char *client_key)
{
	static const char *const same[] = { "member_id", "language", "employer_hint",
					    "company_mapping_id", "seen_id", "fixes_id" };
	const struct way *way = way_of(row);
	cJSON *order = json_object();

	/* A row whose way is none was refused with its form. */
	assert(way != NULL);
	for (size_t i = 0; i < countof(same); i++)
		json_set_text(order, same[i], json_text_or_null(row, same[i]));
	json_set(order, "products", json_copy(json_at(row, "products")));
	json_set_text(order, "delivery", way->delivery);
	json_set_text(order, "phone", way->phone || way->is_suppressed
		      ? json_text_or_null(row, "phone") : NULL);
	json_set_text(order, "email", way->email || way->is_suppressed
		      ? json_text_or_null(row, "email") : NULL);
	json_set_text(order, "client_key",
		      arena_printf("%s-%s", client_key, json_text(row, "member_id")));
	json_set_text(order, "order_number", order_number());
	return order;
}

struct count {
	int wanted, bad, gone;
	const char *last;                /* the newest order's id */
};

/* The ticked rows that fit, as orders. What is wrong with a row that is not ticked is nobody's
 * concern. */
static cJSON *good_rows(struct request *r, struct count *n)
{
	const char *client_key = json_text(r->in, "form.client_key");
	cJSON *orders = json_list(), *typed = cJSON_GetArrayItem(json_at(r->form, "rows"), 0);
	const cJSON *row;

	cJSON_ArrayForEach(row, json_at(r->in, "form.rows")) {
		bool is_wanted = json_true(row, "wanted");

		n->wanted += is_wanted;
		if (!is_wanted)
			json_set(typed, "errors", json_object());
		else if (row_fits(typed, row))
			json_push(orders, order_of(row, client_key));
		else
			n->bad++;
		typed = typed->next;
	}
	return orders;
}

static cJSON *typed_row(struct request *r, const char *member_id)
{
	cJSON *row;

	cJSON_ArrayForEach(row, json_at(r->form, "rows"))
		if (strcmp(json_text(row, "member_id"), member_id) == 0)
			return row;
	return NULL;
}

/* Writes into a row what became of its order. */
static void tell_row(struct request *r, const cJSON *result, struct count *n)
{
	cJSON *row = typed_row(r, json_text(result, "member_id"));

	for (size_t i = 0; i < countof(refusals); i++)
		if (strcmp(json_text(result, "became"), refusals[i].became) == 0 && row != NULL) {
			complain(row, refusals[i].field, refusals[i].message);
			n->bad++;
			return;
		}
	n->gone++;
	n->last = json_text(result, "id");
	if (row != NULL)
		json_set_bool(row, "is_made", true);
}

static enum status send(struct request *r, cJSON *orders, struct count *n)
{
	struct db_ask asks[] = { { "orders/household_lock", r->in, NULL },
				 { "orders/household", r->in, NULL } };
	const cJSON *result;

	if (orders->child == NULL)
		return OK;
	json_set(r->in, "wanted", orders);
	TRY(db_many(asks, countof(asks)));
	TRY(fault_at("intent.after_insert"));
	assert(asks[1].rows != NULL);
	cJSON_ArrayForEach(result, asks[1].rows)
		tell_row(r, result, n);
	return asks[1].rows->child == NULL ? NOT_FOUND : OK;
}

/* A form of which something went out is another form from then on. */
static void note_typed(struct request *r, const struct count *n, const char *problem)
{
	cJSON *typed = json_set(r->in, "typed", json_object());

	json_set(typed, "rows", json_copy(json_at(r->form, "rows")));
	json_set_text(typed, "client_key",
		      n->gone == 0 ? json_text_or_null(r->in, "form.client_key") : NULL);
	json_set_int(typed, "went", n->gone);
	json_set_text(typed, "problem", problem);
}

static enum status sent(struct request *r, const struct count *n)
{
	page_notice(r, n->gone == 1
		    ? "The order is kept and goes out now. This page changes by itself."
		    : arena_printf("%d orders are kept and go out now. This page changes by itself.",
				   n->gone));
	if (n->gone == 1)
		return redirect(r, "/orders/%s", n->last);
	return redirect(r, "/cases/%s", json_text(r->in, "path.id"));
}

enum status household_verify(struct request *r)
{
	struct count n = { 0, 0, 0, NULL };
	const char *problem = NULL;
	cJSON *orders;

	(void)form_ok(r, fields, countof(fields)); /* the rows carry their messages */
	orders = good_rows(r, &n);
	if (json_text(r->in, "form.client_key")[0] == '\0')
		return INVALID;
	if (n.wanted == 0)
		problem = "Tick at least one person. Nothing was sent.";
	TRY(send(r, orders, &n));
	if (n.gone > 0 && n.bad == 0)
		return sent(r, &n);
	note_typed(r, &n, problem);
	return page_again(r);
}

/* What the search is asked for: employment where that is all the row wants. */
static const char *product_of(const cJSON *row)
{
	const cJSON *one;
	const char *product = "income";

	cJSON_ArrayForEach(one, json_at(row, "products")) {
		if (strcmp(cJSON_GetStringValue(one), "income") == 0)
			return "income";
		if (strcmp(cJSON_GetStringValue(one), "employment") == 0)
			product = "employment";
	}
	return product;
}

enum status household_find(struct request *r)
{
	static const struct count none = { 0, 0, 0, NULL };
	cJSON *find = json_set(r->in, "find", json_object()), *row;

	(void)form_ok(r, fields, countof(fields));
	cJSON_ArrayForEach(row, json_at(r->form, "rows"))
		json_set(row, "errors", json_object());
	row = typed_row(r, json_text(r->in, "form.find"));
	json_set_text(find, "member", json_text_or_null(r->in, "form.find"));
	json_set_text(find, "typed", json_text(row, "employer_hint"));
	json_set_text(find, "product", product_of(row));
	TRY(db_run("employers/ask", r->in));
	note_typed(r, &none, NULL);
	return page(r);
}

enum status employers_search(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider = provider_find(json_text(in, "job.input.provider"));
	struct answer answer;
	cJSON *employers;

	(void)kind;
	if (provider == NULL)
		return FAILED;
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->employers(json_text(in, "job.input.query"), json_text(in, "job.input.product"),
			    &answer, &employers);
	gate_tell(in, &answer);
	if (employers == NULL)
		return provider_status(provider, "employers", &answer);
	json_set(json_set(in, "upstream", json_object()), "employers", employers);
	return db_run("employers/found", in);
}
