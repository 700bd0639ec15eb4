/* gateway_test.c: whose signature, and the gateway's words as ours, whatever comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "gateway/gateway.h"

#include <string.h>

static const cJSON *document(const char *text)
{
	cJSON *doc;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return doc;
}

static const char *signed_with(const char *secret, const char *body)
{
	unsigned char mac[SHA256_SIZE];
	struct buf b = buf_new(100);

	crypto_hmac(secret, strlen(secret), body, strlen(body), mac);
	buf_text(&b, "v1=");
	buf_hex(&b, mac, sizeof mac);
	return b.data;
}

static void believes_its_own_signature_only(void **state)
{
	const struct gateway_settings settings = { "http://127.0.0.1/sms", "u", "secret", "", "" };
	const struct gateway_settings open = { "http://127.0.0.1/sms", "u", "", "", "" };
	const char *body = "{\"a\":1}", *good = signed_with("secret", body);

	(void)state;
	gateway_start(&settings);
	assert_true(gateway_signed(good, body, strlen(body)));
	assert_false(gateway_signed(good, "{\"a\":2}", strlen(body)));
	assert_false(gateway_signed(good, body, strlen(body) - 1));
	assert_false(gateway_signed(signed_with("other", body), body, strlen(body)));
	assert_false(gateway_signed(good + 3, body, strlen(body)));
	assert_false(gateway_signed("", body, strlen(body)));
	assert_false(gateway_signed(NULL, body, strlen(body)));
	gateway_start(&open);           /* without a password nobody can sign */
	assert_false(gateway_signed(signed_with("", body), body, strlen(body)));
	arena_reset();
}

static const struct { const char *doc, *id, *state, *cause;
} fates[] = {
	{ "{\"id\":\"g1\",\"status\":\"delivered\"}", "g1", "delivered", "" },
	{ "{\"id\":\"g1\",\"status\":\"queued\",\"code\":\"30003\"}", "g1", "sent", "" },
	{ "{\"id\":\"g1\",\"status\":\"undelivered\",\"code\":\"30006\"}", "g1", "failed", "landline" },
	{ "{\"id\":\"g1\",\"status\":\"undelivered\",\"code\":30006}", "g1", "failed", "landline" },
	{ "{\"id\":\"g1\",\"status\":\"failed\",\"code\":\"99999\"}", "g1", "failed", "unreachable" },
	{ "{\"id\":\"g1\",\"status\":\"failed\"}", "g1", "failed", "unreachable" },
	{ "{\"id\":\"g1\",\"status\":\"a new word\"}", "g1", "sent", "" },
	{ "{\"id\":\"g1\"}", "g1", "sent", "" },
};

static void reads_what_became_of_a_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(fates); i++) {
		cJSON *doc = json_copy(document(fates[i].doc));
		const cJSON *event;

		json_set_text(doc, "event_type", "message-status");
		event = gateway_event(doc);
		assert_string_equal(json_text(event, "id"), fates[i].id);
		assert_string_equal(json_text(event, "state"), fates[i].state);
		assert_string_equal(json_text(event, "cause"), fates[i].cause);
	}
	arena_reset();
}

static const struct { const char *typed, *wants;
} answers[] = {
	{ "STOP", "stop" },    { "stop", "stop" },     { " Stop. ", "stop" }, { "STOPALL", "stop" },
	{ "ALTO!", "stop" },   { "Unsubscribe", "stop" }, { "stop please", "stop" },
	{ "START", "start" },  { "unstop", "start" },  { "stopping by", "" }, { "don't stop", "" },
	{ "yes", "" },         { "", "" },             { "¿qué es esto?", "" },
};

static void reads_what_a_client_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(answers); i++) {
		cJSON *doc = json_object();

		json_set_text(doc, "event_type", "message-received");
		json_set_text(doc, "from", "+14155550123");
		json_set_text(doc, "body", answers[i].typed);
		assert_string_equal(json_text(gateway_event(doc), "wants"), answers[i].wants);
	}
	arena_reset();
}

static void nonsense_is_nothing(void **state)
{
	static const char *const docs[] = {
		"{}", "[]", "1", "{\"event_type\":\"message-status\"}",
		"{\"event_type\":\"message-status\",\"id\":null}", "{\"event_type\":{}}",
		"{\"event_type\":\"message-sung\",\"id\":\"g1\"}",
	};

	(void)state;
	for (size_t i = 0; i < countof(docs); i++)
		assert_null(gateway_event(document(docs[i])));
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(believes_its_own_signature_only),
		cmocka_unit_test(reads_what_became_of_a_text),
		cmocka_unit_test(reads_what_a_client_answers),
		cmocka_unit_test(nonsense_is_nothing),
	};

	json_init();
	assert_int_equal(crypto_init(), OK);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
