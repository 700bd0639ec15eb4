/* api_hooks.c: case systems are told what happened, signed and as often as it takes.
 *
 * What is told was written down with what happened (api_tell() in the migrations); here it only
 * goes out. The address was typed by an administrator and its name is looked up by somebody else's
 * server, so the connection itself is held to public addresses (fetch.h). */
#include "app/api_hooks.h"

#include "app/settings.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/fetch.h"
#include "base/log.h"
#include "db/db.h"

#include <string.h>
#include <time.h>

#define REPLY_MAX (64 * 1024)
#define TIMEOUT_MS 10000

static const char *mac_of(const char *secret, const char *text)
{
	unsigned char mac[SHA256_SIZE];
	struct buf hex = buf_new(2 * SHA256_SIZE + 1);

	crypto_hmac(secret, strlen(secret), text, strlen(text), mac);
	buf_hex(&hex, mac, sizeof mac);
	return hex.data;
}

const char *api_signature(const char *secret, const char *before, long seconds, const char *body)
{
	const char *text = arena_printf("%ld.%s", seconds, body);
	const char *signature = arena_printf("t=%ld,v1=%s", seconds, mac_of(secret, text));

	return before[0] == '\0' ? signature
	       : arena_printf("%s,v1=%s", signature, mac_of(before, text));
}

/* Why it was not taken, for the administrator; NULL: it was. */
static const char *problem_of(const struct answer *answer)
{
	if (answer->outcome == ACCEPTED)
		return NULL;
	if (answer->was_private)
		return "private";
	if (answer->http_status == 410)
		return "gone";
	return answer->http_status == 0 ? "no_answer" : "refused";
}

static void post(const cJSON *delivery, struct answer *answer)
{
	const char *body = json_print(json_at(delivery, "body"));
	const char *const headers[] = {
		"Content-Type: application/json", "User-Agent: Verify-Webhooks/1",
		arena_printf("X-Verify-Event: %s", json_text(delivery, "event_id")),
		arena_printf("X-Verify-Signature: %s",
			     api_signature(json_text(delivery, "secret"),
					   json_text(delivery, "secret_before"),
					   (long)time(NULL), body)),
		NULL,
	};
	const struct call call = {
		.method = "POST",
		.url = json_text(delivery, "url"),
		.headers = headers,
		.body = body,
		.reply_max = REPLY_MAX,
		.timeout_ms = TIMEOUT_MS,
		.is_bytes = true,
		.is_public_only = !fetch_is_at(json_text(delivery, "url"),
					       settings.api_private_hosts),
	};

	fetch(&call, answer);
}

enum status api_deliver(const struct job_kind *kind, cJSON *in)
{
	const cJSON *delivery, *row;
	const char *problem;
	struct answer answer;
	cJSON *facts;

	(void)kind;
	TRY(db_one("api/delivery", in, &delivery));
	post(delivery, &answer);
	TRY(fault_at("api.after_send"));
	problem = problem_of(&answer);
	facts = json_set(in, "answer", json_object());
	json_set_int(facts, "http_status", answer.http_status);
	json_set_text(facts, "problem", problem);
	log_line(problem == NULL ? LOG_INFO : LOG_WARN, "api.told", "delivery=%s http=%d problem=%s",
		 json_text(in, "job.input.delivery_id"), answer.http_status,
		 problem == NULL ? "-" : problem);
	TRY(db_one("api/delivered", in, &row));
	if (json_text_or_null(row, "wait_ms") == NULL)
		return OK;
	job_again(in, json_int(row, "wait_ms", 1000));
	return UNAVAILABLE;
}
