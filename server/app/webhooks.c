/* webhooks.c: verify, keep, answer; what an event means is its job's affair (safety.md §2).
 *
 * Bytes that are signed but make no sense are kept too, as poison: the provider's retry would
 * bring the same. */
#include "app/webhooks.h"

#include "app/jobs.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "truv/webhook.h"

#include <stdatomic.h>
#include <string.h>

static atomic_long refused;

/* What the event says it is about: its names (truv-api.md §7) and the columns they go to. */
static const struct { const char *theirs, *ours;
} subjects[] = {
	{ "webhook_id", "webhook_id" },     { "event_type", "event_type" },
	{ "order_id", "order_id" },         { "order_number", "order_number" },
	{ "employer_id", "connection_id" }, { "tracking_info", "connection_id" },
	{ "link_id", "link_id" },           { "user_id", "user_id" },
};

static char *hex(const char *bytes, size_t len)
{
	struct buf b = buf_new(2 * len + 1);

	buf_hex(&b, bytes, len);
	return b.data;
}

/* Reads the event, and names its job when it is of a kind we act on. */
static void describe(cJSON *webhook, const struct request *r)
{
	const char *type, *job;
	cJSON *event;

	json_set_text(webhook, "state", "poison");
	if (json_read(r->body, r->body_len, &event, NULL) != OK
	    || json_text(event, "event_type")[0] == '\0')
		return;
	for (size_t i = 0; i < countof(subjects); i++)
		if (json_text(event, subjects[i].theirs)[0] != '\0')
			json_set_text(webhook, subjects[i].ours,
				      json_text(event, subjects[i].theirs));
	type = json_text(event, "event_type");
	job = arena_printf("%s/%s", json_text(webhook, "provider"), type);
	json_set_text(webhook, "job", job_is_known(job) ? job : NULL);
	json_set_text(webhook, "state", job_is_known(job) ? "kept" : "ignored");
}

enum status truv_receive(struct request *r)
{
	cJSON *webhook;
	const cJSON *kept;

	if (!truv_signed(request_header(r, "X-Webhook-Sign"), r->body, r->body_len)) {
		atomic_fetch_add(&refused, 1);
		log_line(LOG_WARN, "webhook.refused", "provider=truv bytes=%zu", r->body_len);
		reply_text(r, 401, "text/plain", "signature\n");
		return OK;
	}
	webhook = json_set(r->in, "webhook", json_object());
	json_set_text(webhook, "provider", "truv");
	json_set_text(webhook, "sha256", crypto_sha256_hex(r->body, r->body_len));
	json_set_text(webhook, "body", hex(r->body, r->body_len));
	describe(webhook, r);
	TRY(db_one("webhooks/receive", r->in, &kept));
	if (json_true(kept, "is_new"))
		worker_wake();
	reply_text(r, 200, "text/plain", "kept\n");
	return OK;
}

long webhooks_refused(void)
{
	return atomic_load(&refused);
}
