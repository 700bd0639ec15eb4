/* webhook.c: is the signature Truv's? (truv-api.md §8)
 *
 * The Access Secret signs the raw body. During a rotation both the current and the previous secret
 * sign; both are always tried, so that the time does not tell which one fitted. */
#include "truv/webhook.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "truv/private.h"

#include <string.h>

#define SIGNATURE_SIZE (3 + 2 * SHA256_SIZE)

static bool fits(const char *header, const char *secret, const char *body, size_t len)
{
	unsigned char mac[SHA256_SIZE];
	struct buf expected = buf_new(SIGNATURE_SIZE + 1);

	crypto_hmac(secret, strlen(secret), body, len, mac);
	buf_text(&expected, "v1=");
	buf_hex(&expected, mac, sizeof mac);
	return crypto_same(header, expected.data, SIGNATURE_SIZE) && secret[0] != '\0';
}

bool truv_signed(const char *header, const char *body, size_t len)
{
	bool now, before;

	if (header == NULL || strlen(header) != SIGNATURE_SIZE)
		return false;
	now = fits(header, truv_settings.secret, body, len);
	before = fits(header, truv_settings.secret_before, body, len);
	return now || before;
}
