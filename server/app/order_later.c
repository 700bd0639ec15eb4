/* order_later.c: what jobs tell and ask the provider about an order after it was made: to cancel
 * it, whether to write to the client, what happened to it.
 *
 * Canceling and notifying may be repeated without harm, so a doubt ends in another try; each try is
 * an attempt all the same, and only one at a time. What a cancellation came to is never believed
 * from its answer: the order is read again, and that decides. */
#include "app/orders.h"

#include "app/gate.h"
#include "app/provider.h"
#include "base/crypto.h"
#include "db/db.h"

#include <string.h>

#define A_LITTLE_LATER 2000

static enum status commit_attempt(void *context)
{
	const cJSON *row;

	return db_one("orders/attempt_commit", context, &row);
}

static enum status later(cJSON *in)
{
	job_again(in, A_LITTLE_LATER);
	return UNAVAILABLE;
}

/* Opens the attempt. NOT_FOUND: there is nothing left to tell. UNAVAILABLE: not now. */
static enum status begin(cJSON *in, const char *action, const struct provider **provider,
			 const cJSON **claimed)
{
	const cJSON *wanted;
	enum status status;

	json_set_text(json_set(in, "action", json_object()), "kind", action);
	TRY(db_one("orders/action_wanted", in, &wanted));
	if (json_true(wanted, "is_waiting"))
		return later(in);
	*provider = provider_find(json_text(wanted, "provider"));
	if (*provider == NULL)
		return FAILED;
	TRY(gate_take(in, *provider, INTERACTIVE));
	TRY(db_run("orders/action_recover", in));
	status = db_one("orders/action_claim", in, claimed);
	if (status == NOT_FOUND)
		return later(in);
	TRY(status);
	json_set_text(json_set(in, "attempt", json_object()), "id",
		      json_text(*claimed, "attempt_id"));
	return OK;
}

/* Closes the attempt. UNAVAILABLE where the provider did not hear of it. */
static enum status end(const struct provider *provider, cJSON *in, const char *action,
		       const struct answer *answer)
{
	cJSON *facts = json_set(in, "answer", json_object());

	json_set_text(facts, "phase", outcome_name(answer->outcome));
	json_set_int(facts, "http_status", answer->http_status);
	json_set_int(facts, "curl_code", answer->curl_code);
	json_set_text(facts, "reply_hash", crypto_sha256_hex(answer->body, answer->body_len));
	gate_tell(in, answer);
	TRY(db_run("orders/action_closed", in));
	if (answer->outcome == ACCEPTED)
		return OK;
	(void)provider_status(provider, action, answer);
	return answer->outcome == REFUSED || answer->outcome == UNCERTAIN ? OK : UNAVAILABLE;
}

/* A provider that writes to nobody need not be told: the attempt ends as one that never left. */
static enum status untold(cJSON *in)
{
	json_set_text(json_set(in, "answer", json_object()), "phase", outcome_name(UNSENT));
	return db_run("orders/action_closed", in);
}

enum status order_cancel(const struct job_kind *kind, cJSON *in)
{
	struct sending sending = { commit_attempt, in };
	const struct provider *provider;
	const cJSON *claimed, *settled;
	struct answer answer;
	enum status status;

	TRY(db_run("orders/withdraw", in));
	TRY(begin(in, "cancel", &provider, &claimed));
	provider->cancel(json_text(claimed, "upstream_id"), json_text(claimed, "reason"), &sending,
			 &answer);
	TRY(end(provider, in, "cancel", &answer));
	TRY(order_refetch(kind, in));
	status = db_one("orders/cancel_settled", in, &settled);
	return status == NOT_FOUND ? UNAVAILABLE : status;
}

enum status order_notify(const struct job_kind *kind, cJSON *in)
{
	struct sending sending = { commit_attempt, in };
	const struct provider *provider;
	const cJSON *claimed;
	struct answer answer;

	(void)kind;
	TRY(begin(in, "notify", &provider, &claimed));
	if (provider->notify == NULL)
		return untold(in);
	provider->notify(json_text(claimed, "upstream_id"), json_true(claimed, "is_suppressed"),
			 &sending, &answer);
	TRY(end(provider, in, "notify", &answer));
	if (answer.outcome == UNCERTAIN)
		return UNAVAILABLE;
	return answer.outcome == REFUSED ? db_run("orders/notify_refused", in) : OK;
}

/* The only lever there is (truv-api.md §10, A9): off, and by the job notify, which this one leaves
 * behind, on again. Done twice it is off twice and on once. */
enum status order_remind(const struct job_kind *kind, cJSON *in)
{
	struct sending sending = { commit_attempt, in };
	const struct provider *provider;
	const cJSON *claimed;
	struct answer answer;

	(void)kind;
	TRY(begin(in, "remind", &provider, &claimed));
	if (provider->notify == NULL)
		return untold(in);
	provider->notify(json_text(claimed, "upstream_id"), true, &sending, &answer);
	TRY(end(provider, in, "remind", &answer));
	if (answer.outcome == UNCERTAIN)
		return UNAVAILABLE;
	return db_run(answer.outcome == REFUSED ? "orders/notify_refused" : "orders/remind_on", in);
}

enum status order_events(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *known;
	struct answer answer;
	cJSON *events;

	(void)kind;
	TRY(db_one("orders/upstream", in, &known));
	provider = provider_find(json_text(known, "provider"));
	if (provider == NULL)
		return FAILED;
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->events(json_text(known, "upstream_id"), &answer, &events);
	gate_tell(in, &answer);
	if (events == NULL)
		return provider_status(provider, "events", &answer);
	json_set(json_set(in, "upstream", json_object()), "events", events);
	return db_run("orders/events_keep", in);
}
