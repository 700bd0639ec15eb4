/* webhook.c: is the token Truework's? (truework-api.md §8)
 *
 * The tokens' hashes are compared, which are of one length whatever was sent. */
#include "truework/webhook.h"

#include "base/crypto.h"
#include "truework/private.h"

#include <string.h>

static bool fits(const char *token, const char *ours)
{
	const char *a = crypto_sha256_hex(token, strlen(token));
	const char *b = crypto_sha256_hex(ours, strlen(ours));

	return crypto_same(a, b, 2 * (size_t)SHA256_SIZE) && ours[0] != '\0';
}

bool truework_knows(const char *token)
{
	bool now, before;

	if (token == NULL)
		return false;
	now = fits(token, truework_settings.hook_token);
	before = fits(token, truework_settings.hook_token_before);
	return now || before;
}
