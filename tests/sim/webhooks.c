/* webhooks.c: queues events for every registered address and sends them, signed, one after the
 * other.
 *
 * One sender thread: Truv promises no order, but a test is easier to read when the order is kept
 * unless it asks for disorder (options hold, reorder, duplicate, drop_every). A receiver that
 * does not answer 2xx within 10 s gets the same bytes again, three times, 30 s apart. What an
 * event says is in webhook_bodies.c. */
#include "webhooks.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/fetch.h"
#include "webhook_bodies.h"

#include <pthread.h>
#include <string.h>

#define ANSWER_WITHIN_MS 10000
#define RETRY_AFTER_MS 30000

static pthread_t thread;
static bool stopping;
static const char *signing_secret, *texts_secret, *truework_token;

struct hook *hook_add(const char *name, const char *url, const char *env, const char *events)
{
	struct hook *hook = list_add(&store.hooks, sizeof *hook);

	new_id(hook->id);
	keep(hook->name, sizeof hook->name, name);
	keep(hook->url, sizeof hook->url, url);
	hook->env = store_text(env);
	hook->events = store_text(events);
	hook->is_enabled = true;
	hook->created_at = hook->updated_at = when_now();
	return hook;
}

static bool hook_wants(const struct hook *hook, const char *event)
{
	cJSON *events;
	const cJSON *name;

	if (!hook->is_enabled)
		return false;
	if (hook->events == NULL || json_read(hook->events, strlen(hook->events), &events, NULL) != OK)
		return true;
	cJSON_ArrayForEach(name, events)
		if (strcmp(cJSON_GetStringValue(name), event) == 0)
			return true;
	return cJSON_GetArraySize(events) == 0;
}

static struct delivery *delivery_add(const struct hook *hook, const char *event,
	const char *webhook_id, const char *body)
{
	struct delivery *d = list_add(&store.deliveries, sizeof *d);
	int drop = store.options.drop_every;

	d->number = ++store.made;
	keep(d->hook_id, sizeof d->hook_id, hook->id);
	keep(d->url, sizeof d->url, hook->url);
	keep(d->webhook_id, sizeof d->webhook_id, webhook_id);
	d->event = event_name(event);
	d->body = body;
	d->created_at = d->due_at = when_now();
	d->outcome = drop > 0 && d->number % drop == 0 ? "dropped" : "waiting";
	return d;
}

void webhook_queue(const char *event, const char *webhook_id, const char *text)
{
	const char *body = store_text(text);

	for (size_t i = 0; i < store.hooks.count; i++)
		for (int n = 0; n <= store.options.duplicate; n++)
			if (hook_wants(store.hooks.items[i], event))
				delivery_add(store.hooks.items[i], event, webhook_id, body);
	store_changed();
}

void webhook_queue_texts(const char *url, const char *event, const char *text)
{
	struct hook gateway = { .id = "gateway" };
	struct delivery *d;

	keep(gateway.url, sizeof gateway.url, url);
	for (int n = 0; n <= store.options.duplicate; n++) {
		d = delivery_add(&gateway, event, "", store_text(text));
		d->event = store_text(event);
		d->is_texts = true;
	}
	store_changed();
}

/* Truework's destination is configured by hand, too: here beside Truv's, .../truework. */
void webhook_queue_truework(const char *event, const char *text)
{
	struct hook truework = { .id = "truework" };
	const struct hook *first = store.hooks.count > 0 ? store.hooks.items[0] : NULL;
	const char *name = first != NULL ? strrchr(first->url, '/') : NULL;
	struct delivery *d;

	if (name == NULL)
		return;
	keep(truework.url, sizeof truework.url,
		arena_printf("%.*s/truework", (int)(name - first->url), first->url));
	for (int n = 0; n <= store.options.duplicate; n++) {
		d = delivery_add(&truework, event, "", store_text(text));
		d->event = store_text(event);
		d->is_truework = true;
	}
	store_changed();
}

/* What is over at the start of the list is not looked at again: there may be thousands. */
static void skip_settled(void)
{
	const struct delivery *d;

	for (; store.settled < store.deliveries.count; store.settled++) {
		d = store.deliveries.items[store.settled];
		if (strcmp(d->outcome, "waiting") == 0 || strcmp(d->outcome, "sending") == 0)
			return;
	}
}

/* The next one due: the oldest, or with disorder the newest. *next: when one will be due at the
 * latest. */
static struct delivery *delivery_due(int64_t *next)
{
	struct delivery *d, *found = NULL;
	int64_t now = when_now();

	*next = now + SECOND_US;
	skip_settled();
	for (size_t i = store.deliveries.count; i > store.settled && !store.options.hold; i--) {
		d = store.deliveries.items[i - 1];
		if (strcmp(d->outcome, "waiting") != 0)
			continue;
		if (d->due_at < *next)
			*next = d->due_at;
		if (d->due_at <= now && (found == NULL || !store.options.reorder))
			found = d;
	}
	return found;
}

static struct delivery *delivery_find(long number)
{
	struct delivery *d;

	for (size_t i = store.deliveries.count; i > 0; i--) {
		d = store.deliveries.items[i - 1];
		if (d->number == number)
			return d;
	}
	return NULL;
}

static const char *signature(const char *body, bool is_texts)
{
	const char *secret = is_texts ? texts_secret : signing_secret;
	unsigned char mac[SHA256_SIZE];
	struct buf header = buf_new(256);

	crypto_hmac(secret, strlen(secret), body, strlen(body), mac);
	buf_text(&header, is_texts ? "X-Gateway-Signature: v1=" : "X-Webhook-Sign: v1=");
	buf_hex(&header, mac, sizeof mac);
	return header.data;
}

/* The lock is given away while the receiver is called; a reset may have come meanwhile, so the
 * record is looked up again by its number. */
static void delivery_send(struct delivery *d)
{
	const char *body = arena_dup(d->body);
	const char *headers[] = {
		"Content-Type: application/json",
		d->is_texts ? "User-Agent: Gateway/1" : "User-Agent: Truv-Webhook-Service/2.0",
		d->is_truework ? arena_printf("X-Truework-Token: %s", truework_token)
			: signature(body, d->is_texts), NULL,
	};
	struct call call = {
		.method = "POST", .url = arena_dup(d->url), .headers = headers, .body = body,
		.reply_max = 64 * 1024, .timeout_ms = ANSWER_WITHIN_MS,
	};
	struct answer answer;
	long number = d->number;

	d->attempts++;
	d->sent_at = when_now();
	d->outcome = "sending";
	store_unlock();
	fetch(&call, &answer);
	store_lock();
	d = delivery_find(number);
	if (d == NULL)
		return;
	d->http_status = answer.outcome == UNCERTAIN && answer.curl_code != 0 ? 0 : answer.http_status;
	d->due_at = when_now() + wait_us(RETRY_AFTER_MS);
	if (d->http_status >= 200 && d->http_status < 300)
		d->outcome = "delivered";
	else
		d->outcome = d->attempts < WEBHOOK_TRIES ? "waiting" : "failed";
}

static void *send_all(void *unused)
{
	struct delivery *d;
	int64_t next;

	store_lock();
	while (!stopping) {
		d = delivery_due(&next);
		if (d != NULL)
			delivery_send(d);
		else
			store_wait(next);
		arena_reset();
	}
	store_unlock();
	fetch_thread_end();
	arena_release();
	return unused;
}

enum status webhooks_start(const char *secret, const char *texts, const char *token)
{
	truework_token = token;
	signing_secret = secret;
	texts_secret = texts;
	return pthread_create(&thread, NULL, send_all, NULL) == 0 ? OK : FAILED;
}

void webhooks_stop(void)
{
	store_lock();
	stopping = true;
	store_changed();
	store_unlock();
	pthread_join(thread, NULL);
}
