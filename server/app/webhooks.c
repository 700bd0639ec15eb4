/* webhooks.c: verify, keep, answer; what an event means is its job's affair (safety.md §2).
 *
 * Bytes that are signed but make no sense are kept too, as poison: the provider's retry would
 * bring the same. */
#include "app/webhooks.h"

#include "app/jobs.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/db.h"
#include "truework/webhook.h"
#include "truv/webhook.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

/* Ids are 32 characters (truv-api.md §1); what is longer is none, and would not fit an index. */
#define SUBJECT_MAX 128

static struct source {
	const char *provider;
	atomic_long unwritten;           /* refused signatures that the database does not know of */
	atomic_llong written_at;
} sources[] = { { .provider = "truv" }, { .provider = "truework" }, { .provider = "sms" } };
static atomic_long refused;

/* What the event says it is about: its names (truv-api.md §7) and the columns they go to. */
struct subject {
	const char *theirs, *ours;
};
static const struct subject truv_subjects[] = {
	{ "webhook_id", "webhook_id" },     { "event_type", "event_type" },
	{ "order_id", "order_id" },         { "order_number", "order_number" },
	{ "employer_id", "connection_id" }, { "tracking_info", "connection_id" },
	{ "link_id", "link_id" },           { "user_id", "user_id" },
	{ "status", "status" },
};
/* truework-api.md §8. The order's number is left out on purpose: nobody signed it, so it must not
 * settle an order whose fate is unknown. */
static const struct subject truework_subjects[] = {
	{ "hook.event", "event_type" },     { "data.order_id", "order_id" },
	{ "data.verification_request_id", "connection_id" }, { "data.state", "status" },
};
static const struct {
	const char *provider;
	const struct subject *subjects;
	size_t count;
} vocabularies[] = {
	{ "truv", truv_subjects, countof(truv_subjects) },
	{ "sms", truv_subjects, countof(truv_subjects) },
	{ "truework", truework_subjects, countof(truework_subjects) },
};

static char *hex(const char *bytes, size_t len)
{
	struct buf b = buf_new(2 * len + 1);

	buf_hex(&b, bytes, len);
	return b.data;
}

/* A session's event carries its token, which is a secret: only its hash stands beside the event. */
static void take_token(cJSON *webhook, const cJSON *event)
{
	const char *token = json_text(event, "data.credentials_session_token");

	if (token[0] != '\0')
		json_set_text(webhook, "link_id", crypto_sha256_hex(token, strlen(token)));
}

/* NULL, or the word for what is wrong with the event. */
static const char *take_subjects(cJSON *webhook, const cJSON *event)
{
	const char *provider = json_text(webhook, "provider"), *problem = NULL;
	size_t v = 0;

	while (strcmp(vocabularies[v].provider, provider) != 0)
		v++;
	for (size_t i = 0; i < vocabularies[v].count; i++) {
		const char *text = json_text(event, vocabularies[v].subjects[i].theirs);

		if (strlen(text) > SUBJECT_MAX)
			problem = "oversized";
		else if (text[0] != '\0')
			json_set_text(webhook, vocabularies[v].subjects[i].ours, text);
	}
	take_token(webhook, event);
	return json_text(webhook, "event_type")[0] == '\0' ? "untyped" : problem;
}

void webhook_describe(cJSON *webhook, const char *body, size_t len)
{
	const char *problem = "unreadable", *job;
	cJSON *event;
	bool is_known;

	if (json_read(body, len, &event, NULL) == OK)
		problem = take_subjects(webhook, event);
	json_set_text(webhook, "problem", problem);
	json_set_text(webhook, "state", "poison");
	if (problem != NULL)
		return;
	job = arena_printf("%s/%s", json_text(webhook, "provider"),
			   json_text(webhook, "event_type"));
	is_known = job_is_known(job);
	json_set_text(webhook, "job", is_known ? job : NULL);
	json_set_text(webhook, "state", is_known ? "kept" : "ignored");
}

/* At most one write a second, so that a flood of forgeries costs the database nothing; what is
 * left over goes with whatever comes next. */
static void refusals_write(struct source *s)
{
	long long now = time(NULL), before = atomic_load(&s->written_at);
	cJSON *in, *webhook;
	long count;

	if (atomic_load(&s->unwritten) == 0 || now == before
	    || !atomic_compare_exchange_strong(&s->written_at, &before, now))
		return;
	count = atomic_exchange(&s->unwritten, 0);
	in = json_object();
	webhook = json_set(in, "webhook", json_object());
	json_set_text(webhook, "provider", s->provider);
	json_set_int(webhook, "refused", count);
	if (db_run("providers/refused", in) != OK)
		atomic_fetch_add(&s->unwritten, count);
}

static enum status refuse(struct request *r, struct source *s)
{
	atomic_fetch_add(&refused, 1);
	atomic_fetch_add(&s->unwritten, 1);
	log_line(LOG_WARN, "webhook.refused", "provider=%s bytes=%zu", s->provider,
		 r->body_len);
	refusals_write(s);
	reply_text(r, 401, "text/plain", "signature\n");
	return OK;
}

static struct source *source_find(const char *provider)
{
	size_t i = 0;

	while (strcmp(sources[i].provider, provider) != 0)
		i++;
	return &sources[i];
}

enum status webhook_keep(struct request *r, const char *provider, bool is_signed)
{
	struct source *source = source_find(provider);
	cJSON *webhook;
	const cJSON *kept;

	if (!is_signed)
		return refuse(r, source);
	webhook = json_set(r->in, "webhook", json_object());
	json_set_text(webhook, "provider", provider);
	json_set_text(webhook, "sha256", crypto_sha256_hex(r->body, r->body_len));
	json_set_text(webhook, "body", hex(r->body, r->body_len));
	webhook_describe(webhook, r->body, r->body_len);
	TRY(fault_at("webhook.before_insert"));
	TRY(db_one("webhooks/receive", r->in, &kept));
	TRY(fault_at("webhook.after_insert"));
	if (json_true(kept, "is_new"))
		worker_wake();
	refusals_write(source);
	reply_text(r, 200, "text/plain", "kept\n");
	return OK;
}

enum status truv_receive(struct request *r)
{
	return webhook_keep(r, "truv", truv_signed(request_header(r, "X-Webhook-Sign"), r->body,
						   r->body_len));
}

enum status truework_receive(struct request *r)
{
	return webhook_keep(r, "truework", truework_knows(request_header(r, "X-Truework-Token")));
}

long webhooks_refused(void)
{
	return atomic_load(&refused);
}
