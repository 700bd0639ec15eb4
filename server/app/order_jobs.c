/* order_jobs.c: carries an intent to the provider, once, and keeps up with what becomes of it
 * (safety.md §1).
 *
 * The database decides: each step is one statement that only takes effect from the right phase and
 * with the right generation, so a worker that was paused, killed or overtaken changes nothing.
 * What died before the commit in before_send is provably unsent; what died after it is uncertain,
 * and is looked for, never sent again by itself. */
#include "app/orders.h"

#include "app/gate.h"
#include "app/order_state.h"
#include "app/provider.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/db.h"

#include <string.h>

/* The statement that follows each outcome of a create and of a batch of one, and what the job then
 * says. */
static const struct {
	enum outcome outcome;
	const char *create, *batch;
	enum status then;
} after_sending[] = {
	{ ACCEPTED,  "orders/created",   "orders/batch_accepted", OK },
	{ REFUSED,   "orders/refused",   "orders/batch_refused",  OK },
	{ DENIED,    "orders/unsent",    "orders/unsent",         UNAVAILABLE },
	{ THROTTLED, "orders/unsent",    "orders/unsent",         UNAVAILABLE },
	{ UNSENT,    "orders/unsent",    "orders/unsent",         UNAVAILABLE },
	{ UNCERTAIN, "orders/uncertain", "orders/uncertain",      OK },
};

static enum status commit_attempt(void *context)
{
	const cJSON *row;

	TRY(fault_at("order.before_commit"));
	/* No row: overtaken, so nothing may leave. */
	TRY(db_one("orders/attempt_commit", context, &row));
	return fault_at("order.after_commit");
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

static enum status after(const struct provider *provider, bool is_batch, cJSON *in,
			 const struct answer *answer)
{
	if (answer->outcome == REFUSED)
		json_set(in, "problems", provider->refusal(answer));
	log_line(answer->outcome == ACCEPTED ? LOG_INFO : LOG_WARN, "order.sent",
		 "order=%s outcome=%s http=%d curl=%d", json_text(in, "job.input.order_id"),
		 outcome_name(answer->outcome), answer->http_status, answer->curl_code);
	for (size_t i = 0; i < countof(after_sending); i++) {
		if (after_sending[i].outcome != answer->outcome)
			continue;
		TRY(db_run(is_batch ? after_sending[i].batch : after_sending[i].create, in));
		TRY(fault_at("order.after_store"));
		return after_sending[i].then;
	}
	return FAILED;
}

enum status order_send(const struct job_kind *kind, cJSON *in)
{
	bool is_batch = strcmp(kind->kind, "orders/batch") == 0;
	struct sending sending = { commit_attempt, in };
	const struct provider *provider;
	const cJSON *claimed;
	cJSON *order, *made;
	struct answer answer;

	/* An attempt whose worker died is closed first, as what it was. */
	TRY(db_run("orders/recover", in));
	TRY(db_one("orders/sendable", in, &claimed));
	provider = provider_find(json_text(claimed, "provider"));
	if (provider == NULL)
		return FAILED;
	/* The turn comes before the claim: who waits for one holds nothing. */
	TRY(gate_take(in, provider, INTERACTIVE));
	TRY(db_one("orders/claim", in, &claimed));
	TRY(fault_at("order.after_claim"));
	order = json_copy(claimed);
	set_external_user(order);
	json_set_text(json_set(in, "attempt", json_object()), "id",
		      json_text(claimed, "attempt_id"));
	(is_batch ? provider->batch_create : provider->create)(order, &sending, &answer, &made);
	TRY(fault_at("order.after_send"));
	note_answer(in, &answer, made);
	gate_tell(in, &answer);
	return after(provider, is_batch, in, &answer);
}

/* Two statements: one that waits for the order's lock still sees the connections as they were
 * before it waited. */
static enum status apply(const cJSON *in)
{
	struct db_ask asks[] = { { "orders/lock", in, NULL }, { "orders/apply", in, NULL } };

	TRY(fault_at("apply.before"));
	TRY(db_many(asks, countof(asks)));
	return fault_at("apply.after");
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
	TRY(gate_take(in, provider, BACKGROUND));
	provider->read(json_text(known, "upstream_id"), &answer, &order);
	gate_tell(in, &answer);
	/* Gone there: nothing to apply, but asked it was, and others wait for their turn. */
	if (answer.outcome == REFUSED)
		return db_run("orders/asked", in);
	if (order == NULL)
		return provider_status(provider, "read", &answer);
	now = order_state(order);
	json_set_text(order, "state", now.state);
	json_set_text(order, "cause", now.cause);
	json_set_text(order, "asked_at", json_text(known, "asked_at"));
	json_set(in, "upstream", order);
	return apply(in);
}
