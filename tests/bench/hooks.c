/* hooks.c: a webhook of truv-api.md §7, with every field that the provider's own has. */
#include "hooks.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#include <string.h>
#include <time.h>

static const char *stamp(void)
{
	char text[32];
	time_t now = time(NULL);
	struct tm utc;

	gmtime_r(&now, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
	return arena_dup(text);
}

static const char *body_about(const char *order, const char *number)
{
	const char *at = stamp();

	return arena_printf("{\"webhook_id\":\"%s\",\"event_type\":\"order-status-updated\","
		"\"event_created_at\":\"%s.000000Z\",\"order_id\":\"%s\",\"order_number\":\"%s\","
		"\"template_id\":null,\"updated_at\":\"%s.000000+00:00\",\"status\":\"pending\","
		"\"employer_id\":null,\"link_id\":null,\"product\":\"income\",\"data_source\":null}",
		crypto_token(16), at, order, number, at);
}

struct text hook_about(const char *order, const char *number, const char *secret)
{
	const char *body = body_about(order, number), *request;
	unsigned char mac[SHA256_SIZE];
	struct buf sign = buf_new(2 * SHA256_SIZE + 1);

	crypto_hmac(secret, strlen(secret), body, strlen(body), mac);
	buf_hex(&sign, mac, sizeof mac);
	request = arena_printf("POST /webhooks/truv HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		"Content-Type: application/json\r\nX-Webhook-Sign: v1=%s\r\n"
		"Content-Length: %zu\r\n\r\n%s", sign.data, strlen(body), body);
	return (struct text){ request, strlen(request) };
}
