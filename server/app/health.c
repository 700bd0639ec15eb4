/* health.c: what is known of a provider beside its orders (safety.md §2.5).
 *
 * A webhook that never came leaves no trace with us, so the provider is asked what it sent: its
 * log says which, not about what, and so every open order not asked for since is asked for
 * again, behind everything that people wait for. */
#include "app/health.h"

#include "app/gate.h"
#include "app/provider.h"
#include "db/db.h"

#include <string.h>

#define PAGES 10

/* What a test of the keys means, in the words of provider_health.key_state. */
static const struct {
	enum outcome outcome;
	int http_status;                 /* 0: any */
	const char *state;
} meanings[] = {
	{ ACCEPTED, 0, "works" },
	{ DENIED, 401, "wrong" },
	{ DENIED, 0, "forbidden" },
	{ THROTTLED, 0, "throttled" },
	{ REFUSED, 0, "refused" },
};

static const char *meaning(const struct answer *answer)
{
	for (size_t i = 0; i < countof(meanings); i++)
		if (meanings[i].outcome == answer->outcome
		    && (meanings[i].http_status == 0
			|| meanings[i].http_status == answer->http_status))
			return meanings[i].state;
	return "away";
}

static const struct provider *provider_asked(const cJSON *in)
{
	const char *name = json_text(in, "job.input.provider");

	return name[0] != '\0' ? provider_find(name) : provider_main();
}

/* The endpoints as the provider has them, kept for the admin's page. */
static enum status endpoints_keep(const struct provider *provider, cJSON *in,
				  struct answer *answer)
{
	cJSON *health = json_set(in, "health", json_object()), *endpoints;

	json_set_text(health, "provider", provider->name);
	TRY(gate_take(in, provider, BACKGROUND));
	provider->endpoints(answer, &endpoints);
	gate_tell(in, answer);
	if (endpoints == NULL)
		return provider_status(provider, "endpoints", answer);
	json_set(health, "endpoints", endpoints);
	return db_run("providers/endpoint", in);
}

/* Page by page, newest first, until what was looked at last time. */
static enum status deliveries_read(const struct provider *provider, cJSON *in, cJSON *all)
{
	const char *since = json_text(in, "since");
	struct answer answer;
	bool is_last = false;

	for (int number = 1; number <= PAGES && !is_last; number++) {
		cJSON *page, *one;

		TRY(gate_take(in, provider, BACKGROUND));
		provider->deliveries(number, &answer, &page, &is_last);
		gate_tell(in, &answer);
		if (page == NULL)
			return provider_status(provider, "deliveries", &answer);
		is_last = is_last || cJSON_GetArraySize(page) == 0;
		cJSON_ArrayForEach(one, page) {
			is_last = is_last || strcmp(json_text(one, "created_at"), since) < 0;
			json_push(all, json_copy(one));
		}
	}
	return OK;
}

enum status provider_check(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider = provider_asked(in);
	const cJSON *since;
	struct answer answer;
	cJSON *all = json_list();

	(void)kind;
	TRY(endpoints_keep(provider, in, &answer));
	TRY(db_one("providers/since", in, &since));
	json_set_text(in, "since", json_text(since, "since"));
	TRY(deliveries_read(provider, in, all));
	json_set(cJSON_GetObjectItemCaseSensitive(in, "health"), "deliveries", all);
	return db_run("providers/deliveries", in);
}

enum status provider_key_test(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider = provider_asked(in);
	cJSON *health = json_set(in, "health", json_object()), *endpoints = NULL;
	struct answer answer;

	(void)kind;
	json_set_text(health, "provider", provider->name);
	/* Not through the gate: its circuit may be open because of these very keys. */
	if (provider->endpoints != NULL)
		provider->endpoints(&answer, &endpoints);
	else
		provider->key_test(&answer);
	json_set_text(health, "key_state", meaning(&answer));
	json_set_int(health, "http_status", answer.http_status);
	TRY(db_run("providers/key_tested", in));
	if (endpoints == NULL)
		return OK;
	json_set(health, "endpoints", endpoints);
	return db_run("providers/endpoint", in);
}

enum status provider_enable(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider = provider_asked(in);
	struct answer answer;
	const cJSON *known;

	(void)kind;
	json_set_text(json_set(in, "health", json_object()), "provider", provider->name);
	TRY(db_one("providers/known", in, &known));
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->endpoint_enable(json_text(known, "endpoint_id"), &answer);
	gate_tell(in, &answer);
	if (answer.outcome != ACCEPTED)
		return provider_status(provider, "endpoint_enable", &answer);
	return endpoints_keep(provider, in, &answer);
}
