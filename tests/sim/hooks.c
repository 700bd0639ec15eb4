/* hooks.c: the handlers of /v1/webhooks/ and of the delivery log (truv-api.md §8.1). */
#include "handlers.h"

#include "base/arena.h"
#include "webhooks.h"

#include <string.h>

static cJSON *hook_document(const struct hook *hook)
{
	cJSON *doc = json_object(), *events = NULL;

	json_set_text(doc, "id", hook->id);
	json_set_text(doc, "name", hook->name);
	json_set_text(doc, "webhook_url", hook->url);
	json_set_text(doc, "env_type", hook->env);
	if (hook->events == NULL || json_read(hook->events, strlen(hook->events), &events, NULL) != OK)
		events = json_list();
	json_set(doc, "events", events);
	json_set_bool(doc, "enabled", hook->is_enabled);
	json_set_text(doc, "created_at", when_z(hook->created_at));
	json_set_text(doc, "updated_at", when_z(hook->updated_at));
	return doc;
}

static struct hook *hook_asked(struct request *r)
{
	struct hook *hook = list_find(&store.hooks, r->segments[2]);

	if (hook == NULL)
		answer_not_found(r);
	return hook;
}

static bool events_ok(const cJSON *events)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, events)
		if (!cJSON_IsString(one) || !event_known(cJSON_GetStringValue(one)))
			return false;
	return events == NULL || cJSON_IsArray(events);
}

static bool env_ok(const char *env)
{
	return strcmp(env, "sandbox") == 0 || strcmp(env, "dev") == 0 || strcmp(env, "prod") == 0;
}

static bool is_registered(const char *url, const char *env)
{
	const struct hook *hook;

	for (size_t i = 0; i < store.hooks.count; i++) {
		hook = store.hooks.items[i];
		if (strcmp(hook->url, url) == 0 && strcmp(hook->env, env) == 0)
			return true;
	}
	return false;
}

static bool create_ok(struct request *r)
{
	const char *url = asked(r, "webhook_url"), *env = asked(r, "env_type");

	if (asked(r, "name")[0] == '\0' || strlen(asked(r, "name")) > 128)
		answer_field(r, "name", "1 to 128 characters are needed.");
	else if (strncmp(url, "http", 4) != 0 || strlen(url) > 2048)
		answer_field(r, "webhook_url", "Enter a valid URL.");
	else if (!env_ok(env))
		answer_field(r, "env_type", "Not a valid choice.");
	else if (!events_ok(json_at(r->in, "body.events")))
		answer_field(r, "events", "Not a valid choice.");
	else if (is_registered(url, env))
		answer_field(r, "env_type",
			arena_printf("Webhook url for %s already registered", env));
	else
		return true;
	return false;
}

static const char *events_text(const struct request *r)
{
	const cJSON *events = json_at(r->in, "body.events");

	return events != NULL ? json_print(events) : NULL;
}

void hooks_list(struct request *r)
{
	cJSON *results = json_list();

	for (size_t i = 0; i < store.hooks.count; i++)
		json_push(results, hook_document(store.hooks.items[i]));
	answer_page(r, results);
}

void hooks_create(struct request *r)
{
	if (create_ok(r))
		reply_json(r, 201, hook_document(hook_add(asked(r, "name"), asked(r, "webhook_url"),
			asked(r, "env_type"), events_text(r))));
}

void hooks_read(struct request *r)
{
	const struct hook *hook = hook_asked(r);

	if (hook != NULL)
		reply_json(r, 200, hook_document(hook));
}

void hooks_change(struct request *r)
{
	struct hook *hook = hook_asked(r);
	const cJSON *enabled = json_at(r->in, "body.enabled");

	if (hook == NULL)
		return;
	if (!events_ok(json_at(r->in, "body.events"))) {
		answer_field(r, "events", "Not a valid choice.");
		return;
	}
	if (cJSON_IsBool(enabled))
		hook->is_enabled = cJSON_IsTrue(enabled);
	if (asked(r, "name")[0] != '\0')
		keep(hook->name, sizeof hook->name, asked(r, "name"));
	if (asked(r, "webhook_url")[0] != '\0')
		keep(hook->url, sizeof hook->url, asked(r, "webhook_url"));
	if (events_text(r) != NULL)
		hook->events = store_text(events_text(r));
	hook->updated_at = when_now();
	reply_json(r, 200, hook_document(hook));
}

void hooks_delete(struct request *r)
{
	const struct hook *hook = hook_asked(r);

	for (size_t i = 0; i < store.hooks.count && hook != NULL; i++)
		if (store.hooks.items[i] == hook) {
			list_drop(&store.hooks, i);
			reply_text(r, 204, "application/json", "");
			return;
		}
}

static cJSON *delivery_document(const struct delivery *d)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", arena_printf("%032lx", d->number));
	json_set_text(doc, "webhook_id", d->webhook_id);
	json_set_text(doc, "webhook", d->hook_id);
	json_set_text(doc, "event_type", d->event);
	json_set_text(doc, "status", d->outcome);
	json_set_int(doc, "status_code", d->http_status);
	json_set_int(doc, "attempts", d->attempts);
	json_set_text(doc, "created_at", when_z(d->created_at));
	json_set_text(doc, "sent_at", when_z(d->sent_at));
	return doc;
}

void hooks_requests(struct request *r)
{
	cJSON *results = json_list();

	for (size_t i = store.deliveries.count; i > 0; i--)
		json_push(results, delivery_document(store.deliveries.items[i - 1]));
	answer_page(r, results);
}
