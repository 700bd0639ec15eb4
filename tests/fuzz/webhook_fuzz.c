/* webhook_fuzz.c: a signature header in the first line, a webhook's raw body after it. No header
 * but the one right one is believed, and whatever is signed gets described: kept, ignored or
 * poison, never an end of the program. */
#include "fuzz.h"

#include "app/webhooks.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "gateway/gateway.h"
#include "truv/private.h"
#include "truv/webhook.h"

static const char secret[] = "current secret", before[] = "previous secret";

void fuzz_start(void)
{
	static const struct truv_settings truv = { "https://truv.test/v1", "id", secret, before };
	static const struct gateway_settings gateway = {
		"https://texts.test", "user", secret, "+14155550100", "",
	};

	truv_start(&truv);
	gateway_start(&gateway);
}

static char *signature(const char *key, const char *body, size_t len)
{
	unsigned char mac[SHA256_SIZE];
	struct buf text = buf_new(128);

	crypto_hmac(key, strlen(key), body, len, mac);
	buf_text(&text, "v1=");
	buf_hex(&text, mac, sizeof mac);
	return text.data;
}

static void hold_signature(const char *header, const char *body, size_t len)
{
	char *now = signature(secret, body, len), *old = signature(before, body, len);
	bool is_right = strcmp(header, now) == 0 || strcmp(header, old) == 0;

	assert(truv_signed(header, body, len) == is_right);
	assert(gateway_signed(header, body, len) == (strcmp(header, now) == 0));
	assert(truv_signed(now, body, len) && truv_signed(old, body, len));
	assert(gateway_signed(now, body, len));
	now[3 + len % 64] ^= 1;
	assert(!truv_signed(now, body, len) && !gateway_signed(now, body, len));
}

static void hold_described(const char *body, size_t len)
{
	cJSON *webhook = json_object();
	const char *state;

	json_set_text(webhook, "provider", "truv");
	webhook_describe(webhook, body, len);
	state = json_text(webhook, "state");
	assert(strcmp(state, "kept") == 0 || strcmp(state, "ignored") == 0
	       || strcmp(state, "poison") == 0);
	assert((strcmp(state, "poison") == 0) == (json_text(webhook, "problem")[0] != '\0'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { (const char *)data, (const char *)data + size };
	const char *header = input_line(&in), *body;
	size_t len;
	cJSON *doc;

	body = input_rest(&in, &len);
	hold_signature(header, body, len);
	hold_described(body, len);
	if (json_read(body, len, &doc, NULL) == OK)
		gateway_event(doc);
	arena_reset();
	return 0;
}
