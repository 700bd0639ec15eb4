/* adopt.c: POST /control/adopt: takes over orders that somebody remembers from before this
 * simulator was started, so that a restart forgets nothing and the demo world's orders exist.
 *
 *	{orders: [{id, order_number, user_id, external_user_id, first_name, last_name, email, phone,
 *	           products, locale, is_suppressed, delay_hours, status, created_at, updated_at,
 *	           expires_at, share_token, bridge_token, short_code, initial_order,
 *	           connections: [{id, link_id, kind, name, provider, status, task_status, created_at,
 *	                          updated_at}],
 *	           reports: [{id, product, created_at}]}]}
 *
 * Nobody is told, and an id that is known already is left alone: it may be sent again at any time.
 * An employer or bank that is not in employers.c is made up, with another one's job. What was being
 * read goes on (see connect_resume); the statements themselves were nobody's to remember. */
#include "handlers.h"

#include "connect.h"
#include "data.h"
#include "messages.h"
#include "orders.h"
#include "reports.h"

#include <string.h>

#define VOA_DAYS 90
#define VOIE_DAYS 365

static const char *const statuses[] = {
	"pending", "sent", "completed", "error", "canceled", "expired", "skipped", "no_data",
};

static const char *status_known(const char *status)
{
	for (size_t i = 0; i < countof(statuses); i++)
		if (strcmp(statuses[i], status) == 0)
			return statuses[i];
	return NULL;
}

static bool id_ok(const cJSON *doc, const char *name)
{
	size_t len = strlen(json_text(doc, name));

	return len > 0 && len < ID_SIZE;
}

static bool is_whole(const cJSON *one)
{
	const cJSON *product;

	cJSON_ArrayForEach(product, json_at(one, "products"))
		if (!cJSON_IsString(product) || product_known(product->valuestring) == NULL)
			return false;
	return id_ok(one, "id") && id_ok(one, "user_id")
		&& cJSON_GetArraySize(json_at(one, "products")) > 0
		&& status_known(json_text(one, "status")) != NULL
		&& when_read(json_text(one, "created_at")) != 0
		&& when_read(json_text(one, "expires_at")) != 0;
}

static int64_t time_or(const cJSON *doc, const char *name, int64_t otherwise)
{
	int64_t at = when_read(json_text(doc, name));

	return at != 0 ? at : otherwise;
}

static void keep_known(char *to, size_t size, const cJSON *doc, const char *name)
{
	if (json_text(doc, name)[0] != '\0')
		keep(to, size, json_text(doc, name));
}

static struct user *user_adopt(const cJSON *one)
{
	struct user *user = list_find(&store.users, json_text(one, "user_id"));

	if (user == NULL) {
		user = user_make(one);
		keep(user->id, ID_SIZE, json_text(one, "user_id"));
	}
	return user;
}

/* Among the texts, because they too live until store_clear(). */
static const struct bank *bank_adopt(const char *name)
{
	struct bank *bank;

	if (bank_find(name) != NULL)
		return bank_find(name);
	bank = list_add(&store.texts, sizeof *bank);
	*bank = banks[seed_of(name) % bank_count];
	bank->slug = bank->name = store_text(name);
	return bank;
}

static const struct employer *employer_adopt(const char *name, const char *provider)
{
	const struct employer *known = employer_find(name);
	struct employer *employer;

	if (known != NULL && (provider[0] == '\0' || strcmp(provider, known->provider_name) == 0))
		return known;
	employer = list_add(&store.texts, sizeof *employer);
	*employer = known != NULL ? *known : employers[seed_of(name) % employer_count];
	if (known == NULL)
		employer->slug = employer->name = store_text(name);
	if (provider[0] != '\0')
		employer->provider_name = store_text(provider);
	return employer;
}

static void place_adopt(struct suborder *s, const cJSON *said)
{
	const char *name = json_text(said, "name");

	keep(s->company, sizeof s->company, name);
	if (name[0] == '\0')
		return;
	if (s->is_bank)
		s->bank = bank_adopt(name);
	else
		s->employer = employer_adopt(name, json_text(said, "provider"));
}

static void task_adopt(struct order *order, struct suborder *s, const cJSON *said)
{
	struct task *task = connect_resume(order, s, json_text(said, "link_id"),
		json_text(said, "task_status"));

	if (task == NULL)
		return;
	task->created_at = s->created_at;
	task->updated_at = s->updated_at;
	if (s->connection == NULL)
		return;
	s->connection->created_at = s->created_at;
	if (strcmp(task->status, "done") == 0) {
		s->connection->reader = s;
		s->connection->read_at = s->created_at;
		s->connection->last_read_at = s->updated_at;
	}
}

static const char *product_for(const struct order *order, bool is_bank)
{
	const char *product = is_bank ? "assets" : "employment";

	for (int i = 0; i < order->product_count && !is_bank; i++)
		if (strcmp(order->products[i], "income") == 0)
			product = order->products[i];
	return product;
}

static void suborder_adopt(struct order *order, const cJSON *said)
{
	bool is_bank = strcmp(json_text(said, "kind"), "bank") == 0;
	struct suborder *s = suborder_add(order, product_for(order, is_bank));
	const char *status = status_known(json_text(said, "status"));

	if (s == NULL)
		return;
	keep_known(s->id, ID_SIZE, said, "id");
	if (status != NULL)
		s->status = status;
	s->created_at = time_or(said, "created_at", order->created_at);
	s->updated_at = time_or(said, "updated_at", order->updated_at);
	place_adopt(s, said);
	task_adopt(order, s, said);
	s->updated_at = time_or(said, "updated_at", order->updated_at);
}

static void report_adopt(struct order *order, const cJSON *said)
{
	const char *product = json_text(said, "product");
	bool is_assets = strcmp(product, "assets") == 0;
	struct report *report = report_make(order->user, is_assets,
		strcmp(product, "employment") == 0, is_assets ? VOA_DAYS : VOIE_DAYS);

	keep_known(report->id, ID_SIZE, said, "id");
	report->created_at = time_or(said, "created_at", order->updated_at);
	report->as_of = day_of(report->created_at);
	keep(is_assets ? order->voa_report_id : order->voie_report_id, ID_SIZE, report->id);
}

static void times_adopt(struct order *order, const cJSON *one)
{
	order->created_at = when_read(json_text(one, "created_at"));
	order->updated_at = time_or(one, "updated_at", order->created_at);
	order->expires_at = when_read(json_text(one, "expires_at"));
	if (strcmp(order->status, "completed") == 0)
		order->completed_at = order->updated_at;
	if (strcmp(order->status, "canceled") == 0)
		order->canceled_at = order->updated_at;
}

static void original_adopt(struct order *order, const char *id)
{
	order->initial = order_of(id);
	if (order->initial != NULL)
		order->initial->refresh = order;
}

static void order_adopt(const cJSON *one)
{
	struct order *order = order_take(one, user_adopt(one));
	const cJSON *said;

	keep(order->id, ID_SIZE, json_text(one, "id"));
	keep_known(order->token, sizeof order->token, one, "share_token");
	keep_known(order->bridge_token, sizeof order->bridge_token, one, "bridge_token");
	keep_known(order->short_code, sizeof order->short_code, one, "short_code");
	order->is_suppressed = json_true(one, "is_suppressed");
	order->delay_hours = (int)json_int(one, "delay_hours", 0);
	order->status = status_known(json_text(one, "status"));
	times_adopt(order, one);
	original_adopt(order, json_text(one, "initial_order"));
	cJSON_ArrayForEach(said, json_at(one, "connections"))
		suborder_adopt(order, said);
	cJSON_ArrayForEach(said, json_at(one, "reports"))
		report_adopt(order, said);
	order_event_at(order, "order_created", order->created_at);
	if (order_is_closed(order))
		return;
	if (order->suborder_count == 0)
		order_add_sources(order, one);
	if (order->initial == NULL)
		messages_resume(order);
}

void control_adopt(struct request *r)
{
	const cJSON *orders = json_at(r->in, "body.orders"), *one;
	cJSON *doc = json_object();
	int adopted = 0;

	cJSON_ArrayForEach(one, orders)
		if (!is_whole(one)) {
			json_set_text(doc, "error", "an order lacks its id, user, products, status or times");
			reply_json(r, 400, doc);
			return;
		}
	cJSON_ArrayForEach(one, orders)
		if (order_of(json_text(one, "id")) == NULL) {
			order_adopt(one);
			adopted++;
		}
	json_set_int(doc, "adopted", adopted);
	json_set_int(doc, "known", cJSON_GetArraySize(orders) - adopted);
	reply_json(r, 200, doc);
}
