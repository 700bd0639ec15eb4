/* order_resolve.c: finds out what became of an order whose sending ended unknown, and of copies
 * that should not be (safety.md §1).
 *
 * Asks for the order's number where the provider can be asked so, else looks through its own list,
 * page by page, newest first, and trusts no filter. What follows from a look that found nothing is
 * decided by orders/not_found_upstream. A look that did not work decides nothing: it is done again,
 * for as long as it takes. */
#include "app/orders.h"

#include "app/gate.h"
#include "app/provider.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/db.h"

#include <string.h>

/* At least so many pages are looked through, since the provider's clock may be wrong. */
#define PAGES_MIN 3
#define PAGES_MAX 50

/* One page of the provider's orders. A refused list is tried again like any other that failed:
 * giving up would leave orders without an end. */
static enum status list_page(const struct provider *provider, cJSON *in, enum lane lane, int page,
			     cJSON **orders, bool *is_last)
{
	struct answer answer;

	TRY(gate_take(in, provider, lane));
	provider->list(page, &answer, orders, is_last);
	gate_tell(in, &answer);
	if (answer.outcome == ACCEPTED)
		return OK;
	(void)provider_status(provider, "list", &answer);
	return UNAVAILABLE;
}

static bool is_known(const cJSON *orders, const char *upstream_id)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, orders)
		if (strcmp(json_text(one, "upstream_id"), upstream_id) == 0)
			return true;
	return false;
}

static bool is_listed(const cJSON *texts, const char *text)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, texts)
		if (strcmp(cJSON_GetStringValue(one), text) == 0)
			return true;
	return false;
}

/* A first order has our number. A refresh carries its original's: it is one of that original that
 * is none of those we know. */
static bool is_match(const cJSON *theirs, const cJSON *order)
{
	const char *original = json_text(theirs, "refresh_of");

	if (strcmp(original, json_text(order, "refresh_of")) != 0)
		return false;
	if (original[0] != '\0')
		return strcmp(json_text(theirs, "created_at"), json_text(order, "since")) >= 0
			&& !is_listed(json_at(order, "known"), json_text(theirs, "upstream_id"));
	return strcmp(json_text(theirs, "order_number"), json_text(order, "order_number")) == 0;
}

/* New orders push others to a later page, so one may be seen twice. */
static void keep_matches(cJSON *matches, const cJSON *orders, const cJSON *order)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, orders)
		if (is_match(one, order) && !is_known(matches, json_text(one, "upstream_id")))
			json_push(matches, json_copy(one));
}

/* Both are UTC and spelled alike up to the second. */
static bool ends_before(const cJSON *orders, const char *since)
{
	const cJSON *last = cJSON_GetArrayItem(orders, cJSON_GetArraySize(orders) - 1);

	return strncmp(json_text(last, "created_at"), since, strlen(since)) < 0;
}

/* Asks for the number itself, where the provider can be asked so. */
static enum status find(const struct provider *provider, cJSON *in, const cJSON *order,
			cJSON **matches)
{
	struct answer answer;
	cJSON *orders;

	TRY(gate_take(in, provider, INTERACTIVE));
	provider->find(json_text(order, "order_number"), &answer, &orders);
	gate_tell(in, &answer);
	if (orders == NULL) {
		(void)provider_status(provider, "find", &answer);
		return UNAVAILABLE;
	}
	keep_matches(*matches, orders, order);
	return OK;
}

/* Every first order upstream that carries this one's number, as a list, perhaps empty. */
static enum status look(const struct provider *provider, cJSON *in, const cJSON *order,
			cJSON **matches)
{
	bool is_last = false;
	cJSON *orders;

	*matches = json_list();
	if (provider->find != NULL && json_text(order, "refresh_of")[0] == '\0')
		return find(provider, in, order, matches);
	for (int page = 1; page <= PAGES_MAX && !is_last; page++) {
		TRY(list_page(provider, in, INTERACTIVE, page, &orders, &is_last));
		keep_matches(*matches, orders, order);
		if (page >= PAGES_MIN && ends_before(orders, json_text(order, "since")))
			break;
	}
	return OK;
}

static const cJSON *oldest(const cJSON *orders)
{
	const cJSON *one, *first = orders->child;

	cJSON_ArrayForEach(one, orders)
		if (strcmp(json_text(one, "created_at"), json_text(first, "created_at")) < 0)
			first = one;
	return first;
}

/* All that were found, for orders/twins, which leaves out the one the order has. */
static void note_found(cJSON *in, const cJSON *matches)
{
	cJSON *found = json_set(in, "found", json_list());
	const cJSON *one;

	cJSON_ArrayForEach(one, matches)
		json_push(found, cJSON_CreateString(json_text(one, "upstream_id")));
	if (cJSON_GetArraySize(found) > 1)
		log_line(LOG_ERROR, "order.twice", "order=%s found=%d",
			 json_text(in, "job.input.order_id"), cJSON_GetArraySize(found));
}

/* In one transaction: a copy is never forgotten, and never taken for the one that is kept. */
static enum status settle(cJSON *in, const cJSON *matches)
{
	struct db_ask asks[] = { { "orders/found_upstream", in, NULL }, { "orders/twins", in, NULL } };

	json_set(in, "upstream", json_copy(oldest(matches)));
	note_found(in, matches);
	TRY(fault_at("resolve.before_settle"));
	return db_many(asks, countof(asks));
}

/* What the batch of one says, before the list is looked through: an order that exists, or fields
 * that were refused. Anything else tells nothing. */
static enum status ask_batch(const struct provider *provider, cJSON *in, cJSON **matches)
{
	const char *batch_id = json_text(in, "job.input.batch_id");
	struct answer answer;
	cJSON *result, *order;

	*matches = json_list();
	if (batch_id[0] == '\0' || provider->batch_read == NULL)
		return OK;
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->batch_read(batch_id, &answer, &result);
	gate_tell(in, &answer);
	if (result == NULL)
		return OK;
	if (cJSON_IsObject(json_at(result, "problems")))
		json_set(in, "problems", json_copy(json_at(result, "problems")));
	if (json_text(result, "upstream_id")[0] == '\0')
		return OK;
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->read(json_text(result, "upstream_id"), &answer, &order);
	gate_tell(in, &answer);
	if (order != NULL)
		json_push(*matches, order);
	return OK;
}

static enum status nothing_found(const struct provider *provider, cJSON *in)
{
	cJSON *may;

	TRY(fault_at("resolve.nothing_found"));
	if (cJSON_IsObject(json_at(in, "problems")))
		return db_run("orders/batch_failed", in);
	may = json_set(in, "may", json_object());
	json_set_bool(may, "batch", settings.truv_batch && provider->batch_create != NULL);
	/* Only who can be asked for our number is believed that there is none. */
	json_set_bool(may, "resend", provider->find != NULL);
	return db_run("orders/not_found_upstream", in);
}

enum status order_resolve(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *order;
	cJSON *matches;

	(void)kind;
	TRY(db_one("orders/unresolved", in, &order));
	provider = provider_find(json_text(order, "provider"));
	if (provider == NULL)
		return FAILED;
	TRY(ask_batch(provider, in, &matches));
	if (cJSON_GetArraySize(matches) == 0)
		TRY(look(provider, in, order, &matches));
	if (cJSON_GetArraySize(matches) == 0)
		return nothing_found(provider, in);
	return settle(in, matches);
}

/* The order is known and its link is out: the one we have is kept, whichever is older. */
enum status order_twins(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *order;
	cJSON *matches;

	(void)kind;
	TRY(db_one("orders/kept", in, &order));
	provider = provider_find(json_text(order, "provider"));
	if (provider == NULL)
		return FAILED;
	TRY(look(provider, in, order, &matches));
	note_found(in, matches);
	return db_run("orders/twins", in);
}

enum status order_cancel_twin(const struct job_kind *kind, cJSON *in)
{
	const char *copy = json_text(in, "job.input.upstream_id");
	const struct provider *provider;
	const cJSON *order;
	struct answer answer;

	(void)kind;
	TRY(db_one("orders/kept", in, &order));
	provider = provider_find(json_text(order, "provider"));
	if (provider == NULL || strcmp(copy, json_text(order, "upstream_id")) == 0)
		return FAILED;
	TRY(gate_take(in, provider, INTERACTIVE));
	/* Canceling twice does no harm, so this needs no attempt. */
	provider->cancel(copy, "", NULL, &answer);
	gate_tell(in, &answer);
	if (answer.outcome != ACCEPTED && answer.outcome != REFUSED) {
		(void)provider_status(provider, "cancel", &answer);
		return UNAVAILABLE;
	}
	json_set_bool(json_set(in, "twin", json_object()), "is_canceled",
		      answer.outcome == ACCEPTED);
	return db_run("orders/twin_canceled", in);
}

/* One page a job, so that a pause in the middle of 50 begins nothing anew. */
enum status order_compare(const struct job_kind *kind, cJSON *in)
{
	const char *name = json_text(in, "job.input.provider");
	const struct provider *provider = name[0] != '\0' ? provider_find(name) : provider_main();
	int page = (int)json_int(in, "job.input.page", 1);
	cJSON *orders, *compare;
	bool is_last;

	(void)kind;
	if (provider == NULL)
		return FAILED;
	TRY(list_page(provider, in, BACKGROUND, page, &orders, &is_last));
	json_set(json_set(in, "upstream", json_object()), "orders", orders);
	compare = json_set(in, "compare", json_object());
	json_set_text(compare, "provider", provider->name);
	json_set_text(compare, "word", provider->word);
	json_set_int(compare, "page", page);
	json_set_bool(compare, "is_last", is_last || page >= PAGES_MAX);
	return db_run("orders/compare", in);
}
