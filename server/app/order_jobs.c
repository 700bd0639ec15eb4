/* order_jobs.c: carries an intent to the provider, once, and keeps up with what becomes of it
 * (safety.md §1).
 *
 * The database decides: each step is one statement that only takes effect from the right phase and
 * with the right generation, so a worker that was paused, killed or overtaken changes nothing.
 * What died before the commit in before_send is provably unsent; what died after it is uncertain,
 * and is looked for, never sent again by itself. */
#include "app/orders.h"

#include "app/order_state.h"
#include "app/provider.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"

#include <string.h>

#define FIND_PAGES 3

/* The statement that follows each outcome of a create, and what the job then says. */
static const struct {
	enum outcome outcome;
	const char *query;
	enum status then;
} after_create[] = {
	{ ACCEPTED,  "orders/created",   OK },
	{ REFUSED,   "orders/refused",   OK },
	{ DENIED,    "orders/unsent",    UNAVAILABLE },
	{ THROTTLED, "orders/unsent",    UNAVAILABLE },
	{ UNSENT,    "orders/unsent",    UNAVAILABLE },
	{ UNCERTAIN, "orders/uncertain", OK },
};

static enum status commit_attempt(void *context)
{
	const cJSON *row;

	/* No row: overtaken, so nothing may leave. */
	return db_one("orders/attempt_commit", context, &row);
}

/* What the statements after a call read: the answer's facts and, when there is one, the order in
 * our words. */
static void note_answer(cJSON *in, const struct answer *answer, cJSON *order)
{
	static const char *const phases[] = {
		[ACCEPTED] = "accepted", [REFUSED] = "refused", [DENIED] = "denied",
		[THROTTLED] = "throttled", [UNSENT] = "unsent", [UNCERTAIN] = "uncertain",
	};
	cJSON *facts = json_set(in, "answer", json_object());

	json_set_text(facts, "phase", phases[answer->outcome]);
	json_set_int(facts, "http_status", answer->http_status);
	json_set_int(facts, "curl_code", answer->curl_code);
	json_set_text(facts, "reply_hash", crypto_sha256_hex(answer->body, answer->body_len));
	if (order != NULL)
		json_set(in, "upstream", order);
}

/* The case groups a household at the provider, unless the agency wants each member alone
 * (product.md §3). */
static void set_external_user(cJSON *order)
{
	const char *reference = json_text(order, "case_reference");

	if (strcmp(settings.external_user_id, "member") == 0)
		reference = arena_printf("%s-%s", reference, json_text(order, "member_position"));
	json_set_text(order, "external_user_id", reference);
	if (json_text(order, "template_id")[0] == '\0' && settings.truv_template[0] != '\0')
		json_set_text(order, "template_id", settings.truv_template);
}

static enum status after(const struct provider *provider, cJSON *in, const struct answer *answer)
{
	if (answer->outcome == REFUSED)
		json_set(in, "problems", provider->refusal(answer));
	log_line(answer->outcome == ACCEPTED ? LOG_INFO : LOG_WARN, "order.sent",
		 "order=%s outcome=%s http=%d curl=%d", json_text(in, "job.input.order_id"),
		 outcome_name(answer->outcome), answer->http_status, answer->curl_code);
	for (size_t i = 0; i < countof(after_create); i++) {
		if (after_create[i].outcome != answer->outcome)
			continue;
		TRY(db_run(after_create[i].query, in));
		return after_create[i].then;
	}
	return FAILED;
}

enum status order_send(const struct job_kind *kind, cJSON *in)
{
	struct sending sending = { commit_attempt, in };
	const struct provider *provider;
	const cJSON *claimed;
	cJSON *order, *made;
	struct answer answer;

	(void)kind;
	/* An attempt whose worker died is closed first, as what it was. */
	TRY(db_run("orders/recover", in));
	TRY(db_one("orders/claim", in, &claimed));
	provider = provider_find(json_text(claimed, "provider"));
	if (provider == NULL)
		return FAILED;
	order = json_copy(claimed);
	set_external_user(order);
	json_set_text(json_set(in, "attempt", json_object()), "id",
		      json_text(claimed, "attempt_id"));
	provider->create(order, &sending, &answer, &made);
	note_answer(in, &answer, made);
	return after(provider, in, &answer);
}

/* Looks through the provider's newest orders for our number. NOT_FOUND only after a look that
 * worked. */
static enum status find_upstream(const struct provider *provider, const char *order_number,
				 cJSON **found)
{
	struct answer answer;
	bool is_last = false;

	*found = NULL;
	for (int number = 1; number <= FIND_PAGES && *found == NULL && !is_last; number++) {
		provider->find(order_number, number, &answer, found, &is_last);
		if (answer.outcome != ACCEPTED)
			return provider_status(provider, "find", &answer);
	}
	return *found != NULL ? OK : NOT_FOUND;
}

enum status order_resolve(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *order;
	cJSON *found;
	enum status status;

	(void)kind;
	TRY(db_one("orders/unresolved", in, &order));
	provider = provider_find(json_text(order, "provider"));
	if (provider == NULL)
		return FAILED;
	status = find_upstream(provider, json_text(order, "order_number"), &found);
	if (status == NOT_FOUND)
		return db_run("orders/not_found_upstream", in);
	TRY(status);
	json_set(in, "upstream", found);
	return db_run("orders/found_upstream", in);
}

enum status order_refetch(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *known;
	struct answer answer;
	struct order_state now;
	cJSON *order;

	(void)kind;
	TRY(db_one("orders/upstream", in, &known));
	provider = provider_find(json_text(known, "provider"));
	if (provider == NULL)
		return FAILED;
	provider->read(json_text(known, "upstream_id"), &answer, &order);
	if (order == NULL)
		return provider_status(provider, "read", &answer);
	now = order_state(order);
	json_set_text(order, "state", now.state);
	json_set_text(order, "cause", now.cause);
	json_set(in, "upstream", order);
	return db_run("orders/apply", in);
}
