/* webhook_jobs.c: what becomes of a kept event: applied, asked for, read again (safety.md §2).
 *
 * The job of an event never gives up by itself: its tries do, and then the database makes the
 * event poison (migration 0040), also when the program died of it. */
#include "app/webhooks.h"

#include "app/gate.h"
#include "app/provider.h"
#include "base/arena.h"
#include "db/db.h"

#include <string.h>

enum status webhook_apply(const struct job_kind *kind, cJSON *in)
{
	enum status status = db_run(kind->query, in);

	return status == OK || status == NOT_FOUND ? status : UNAVAILABLE;
}

enum status webhook_find(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *event;
	struct answer answer;
	cJSON *order;

	(void)kind;
	TRY(db_one("webhooks/orphan", in, &event));
	provider = provider_find(json_text(event, "provider"));
	if (provider == NULL)
		return FAILED;
	TRY(gate_take(in, provider, BACKGROUND));
	provider->read(json_text(event, "order_upstream_id"), &answer, &order);
	gate_tell(in, &answer);
	/* No such order, for us: that is an answer too. */
	if (order == NULL && answer.outcome != REFUSED)
		return provider_status(provider, "read", &answer);
	json_set(in, "upstream", order != NULL ? order : json_object());
	return db_run("webhooks/find", in);
}

static int digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* As Postgres' encode() writes it. */
const char *webhook_body(const cJSON *event, size_t *len)
{
	const char *hex = json_text(event, "body");
	char *bytes;

	*len = strlen(hex) / 2;
	bytes = arena_alloc(*len + 1);
	for (size_t i = 0; i < *len; i++)
		bytes[i] = (char)(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
	return bytes;
}

enum status webhook_replay(const struct job_kind *kind, cJSON *in)
{
	const cJSON *event;
	cJSON *webhook;
	const char *body;
	size_t len;

	TRY(db_one("webhooks/reading", in, &event));
	webhook = json_set(in, "webhook", json_object());
	json_set_text(webhook, "provider", json_text(event, "provider"));
	body = webhook_body(event, &len);
	webhook_describe(webhook, body, len);
	TRY(db_run("webhooks/read", in));
	return webhook_apply(kind, in);
}
