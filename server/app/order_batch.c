/* order_batch.c: the same machine as order_jobs.c for many orders at once (truv-api.md §5.1).
 *
 * Each order has its attempt, all are committed together just before the first byte, and all share
 * the answer. The request counts at the gate as many times as it has orders, so a batch is never
 * larger than what background work may take of the burst; the feeder sees to that. What the
 * provider made of each order is asked for afterwards. */
#include "app/order_batch.h"

#include "app/gate.h"
#include "app/orders.h"
#include "app/provider.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/db.h"

#define A_LITTLE_LATER 1000

static enum status commit_attempts(void *context)
{
	const cJSON *row;

	TRY(fault_at("order.before_commit"));
	TRY(db_one("batches/commit", context, &row));
	return fault_at("order.after_commit");
}

/* The orders as the provider takes them, and their attempts for the statements that follow. */
static cJSON *take_orders(cJSON *in, const cJSON *claimed)
{
	cJSON *attempts = json_set(json_set(in, "batch", json_object()), "attempts", json_list());
	cJSON *orders = json_list(), *order;
	const cJSON *one;

	cJSON_ArrayForEach(one, claimed) {
		json_push(attempts, cJSON_CreateString(json_text(one, "attempt_id")));
		order = json_push(orders, json_copy(one));
		order_complete(order);
	}
	return orders;
}

static enum status close(cJSON *in, const struct answer *answer, cJSON *made, int count)
{
	cJSON *facts = json_set(in, "answer", json_object());

	json_set_text(facts, "phase", outcome_name(answer->outcome));
	json_set_int(facts, "http_status", answer->http_status);
	json_set_int(facts, "curl_code", answer->curl_code);
	json_set_text(facts, "reply_hash", crypto_sha256_hex(answer->body, answer->body_len));
	json_set(in, "upstream", made != NULL ? made : json_object());
	log_line(answer->outcome == ACCEPTED ? LOG_INFO : LOG_WARN, "orders.batch",
		 "orders=%d outcome=%s http=%d curl=%d", count, outcome_name(answer->outcome),
		 answer->http_status, answer->curl_code);
	TRY(db_run("batches/closed", in));
	return answer->outcome == ACCEPTED || answer->outcome == REFUSED
		|| answer->outcome == UNCERTAIN ? OK : UNAVAILABLE;
}

enum status orders_batch_send(const struct job_kind *kind, cJSON *in)
{
	struct sending sending = { commit_attempts, in };
	const struct provider *provider;
	const cJSON *waiting, *claimed;
	struct answer answer;
	cJSON *orders, *made;

	(void)kind;
	TRY(db_run("batches/recover", in));
	TRY(db_one("batches/waiting", in, &waiting));
	provider = provider_find(json_text(waiting, "provider"));
	if (provider == NULL)
		return FAILED;
	TRY(gate_take_many(in, provider, BACKGROUND, (int)json_int(waiting, "weight", 1)));
	TRY(db_rows("batches/claim", in, &claimed));
	if (cJSON_GetArraySize(claimed) == 0)
		return NOT_FOUND;
	TRY(fault_at("order.after_claim"));
	orders = take_orders(in, claimed);
	provider->batch_create(orders, &sending, &answer, &made);
	TRY(fault_at("order.after_send"));
	gate_tell(in, &answer);
	return close(in, &answer, made, cJSON_GetArraySize(orders));
}

enum status orders_batch_read(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider = provider_main();
	cJSON *upstream, *results;
	struct answer answer;

	(void)kind;
	TRY(gate_take(in, provider, BACKGROUND));
	provider->batch_results(json_text(in, "job.input.batch_id"), &answer, &results);
	gate_tell(in, &answer);
	if (results == NULL && answer.outcome == ACCEPTED) {
		job_again(in, A_LITTLE_LATER);
		return UNAVAILABLE;
	}
	if (results == NULL && answer.outcome != REFUSED)
		return provider_status(provider, "batch_results", &answer);
	/* Gone there: each is looked for. */
	upstream = json_set(in, "upstream", json_object());
	json_set(upstream, "results", results != NULL ? results : json_list());
	return db_run("batches/read", in);
}
