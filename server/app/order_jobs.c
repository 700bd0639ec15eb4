/* order_jobs.c: carries an intent to the provider, once, and keeps up with what becomes of it
 * (safety.md §1).
 *
 * The database decides: each step is one statement that only takes effect from the right phase and
 * with the right generation, so a worker that was paused, killed or overtaken changes nothing.
 * What died before the commit in before_send is provably unsent; what died after it is uncertain,
 * and is looked for, never sent again by itself. */
#include "app/orders.h"

#include "app/client_session.h"
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

enum way { CREATE, BATCH, REFRESH, WAYS };

/* The ways an intent goes out: its job, and the statement that claims it. */
static const struct {
	const char *kind, *claim;
} ways[WAYS] = {
	[CREATE] = { "orders/create", "orders/claim" },
	[BATCH] = { "orders/batch", "orders/claim" },
	[REFRESH] = { "orders/refresh", "refreshes/claim" },
};

/* The statement that follows each outcome, and what the job then says. */
static const struct {
	enum outcome outcome;
	const char *query[WAYS];
	enum status then;
} after_sending[] = {
	{ ACCEPTED, { "orders/created", "orders/batch_accepted", "refreshes/made" }, OK },
	{ REFUSED, { "orders/refused", "orders/batch_refused", "refreshes/refused" }, OK },
	{ DENIED, { "orders/unsent", "orders/unsent", "orders/unsent" }, UNAVAILABLE },
	{ THROTTLED, { "orders/unsent", "orders/unsent", "orders/unsent" }, UNAVAILABLE },
	{ UNSENT, { "orders/unsent", "orders/unsent", "orders/unsent" }, UNAVAILABLE },
	{ UNCERTAIN, { "orders/uncertain", "orders/uncertain", "orders/uncertain" }, OK },
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

void order_complete(cJSON *order)
{
	const char *loan = json_text(order, "loan.loan_number");
	const char *reference = loan[0] != '\0' ? loan : json_text(order, "case_reference");

	if (strcmp(settings.external_user_id, "member") == 0)
		reference = arena_printf("%s-%s", reference, json_text(order, "member_position"));
	json_set_text(order, "external_user_id", reference);
	if (json_text(order, "template_id")[0] == '\0' && settings.truv_template[0] != '\0')
		json_set_text(order, "template_id", settings.truv_template);
}

/* The fields that were refused, and the cause where it is none of them. */
static void note_refusal(cJSON *in, cJSON *problems)
{
	const cJSON *cause = cJSON_DetachItemFromObjectCaseSensitive(problems, "cause");

	json_set(in, "problems", problems);
	json_set_text(json_set(in, "refusal", json_object()), "cause", cJSON_GetStringValue(cause));
}

static enum status after(const struct provider *provider, enum way way, cJSON *in,
			 const struct answer *answer)
{
	if (answer->outcome == REFUSED)
		note_refusal(in, provider->refusal(answer));
	log_line(answer->outcome == ACCEPTED ? LOG_INFO : LOG_WARN, "order.sent",
		 "order=%s outcome=%s http=%d curl=%d", json_text(in, "job.input.order_id"),
		 outcome_name(answer->outcome), answer->http_status, answer->curl_code);
	for (size_t i = 0; i < countof(after_sending); i++) {
		if (after_sending[i].outcome != answer->outcome)
			continue;
		TRY(db_run(after_sending[i].query[way], in));
		TRY(fault_at("order.after_store"));
		return after_sending[i].then;
	}
	return FAILED;
}

/* Nobody signs in to a refresh and nobody is waited for: until it ends it is being read. */
static void refresh_words(cJSON *order)
{
	static const char *const waits[] = { "waiting", "connecting" };
	cJSON *one;

	for (size_t i = 0; i < countof(waits); i++) {
		if (strcmp(json_text(order, "state"), waits[i]) == 0)
			json_set_text(order, "state", "reading");
		cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(order, "connections"))
			if (strcmp(json_text(one, "state"), waits[i]) == 0)
				json_set_text(one, "state", "reading");
	}
}

static enum way way_of(const struct job_kind *kind)
{
	enum way way = CREATE;

	while (way < WAYS - 1 && strcmp(ways[way].kind, kind->kind) != 0)
		way++;
	return way;
}

/* A refresh over the provider's limit of three in 24 hours is never sent: see refresh_links. */
static enum status claim(enum way way, cJSON *in, const cJSON **claimed)
{
	enum status status = db_one(ways[way].claim, in, claimed);

	if (status != INVALID || strcmp(db_constraint(), "refresh_links_limit") != 0)
		return status;
	TRY(db_run("refreshes/limited", in));
	return NOT_FOUND;
}

static void send(const struct provider *provider, enum way way, cJSON *order,
		 const struct sending *sending, struct answer *answer, cJSON **made)
{
	cJSON *batch;

	if (way == CREATE)
		provider->create(order, sending, answer, made);
	if (way == REFRESH)
		provider->refresh(order, sending, answer, made);
	if (way != BATCH)
		return;
	batch = json_list();
	json_push(batch, order);
	provider->batch_create(batch, sending, answer, made);
}

enum status order_send(const struct job_kind *kind, cJSON *in)
{
	enum way way = way_of(kind);
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
	TRY(claim(way, in, &claimed));
	TRY(fault_at("order.after_claim"));
	order = json_copy(claimed);
	if (way != REFRESH)
		order_complete(order);
	if (way == CREATE)
		order_identify(order);
	json_set_text(json_set(in, "attempt", json_object()), "id",
		      json_text(claimed, "attempt_id"));
	send(provider, way, order, &sending, &answer, &made);
	TRY(fault_at("order.after_send"));
	note_answer(in, &answer, made);
	gate_tell(in, &answer);
	if (way == REFRESH && made != NULL)
		refresh_words(made);
	client_session_link(made);
	return after(provider, way, in, &answer);
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
	if (json_true(known, "is_refresh"))
		refresh_words(order);
	json_set_text(order, "asked_at", json_text(known, "asked_at"));
	json_set(in, "upstream", order);
	return apply(in);
}
