/* jwt_fuzz.c: any bytes as a token and, behind a line break, as a key set. Nothing may crash, and
 * nothing is believed: nobody who sends bytes has a key. */
#include "base/arena.h"
#include "base/crypto.h"
#include "base/jwt.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One of each kind; the other halves were thrown away. */
static const char keys[] =
	"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e\","
	"\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
	"\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"},"
	"{\"kty\":\"RSA\",\"kid\":\"r\",\"e\":\"AQAB\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2"
	"aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-"
	"5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0z"
	"gdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_x"
	"BniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\"}]}";

static cJSON *ours;
static const struct jwt_wanted wanted = { "https://id.test", "verify", "n", "a", 1800000000 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return crypto_init() != OK;
}

static void hold(const char *token, const char *more, size_t more_len)
{
	const char *why = NULL;
	cJSON *theirs = NULL;
	struct jwt jwt;

	if (jwt_read(token, &jwt, &why) != OK) {
		assert(why);
		return;
	}
	assert(jwt.text_len < strlen(token) && jwt.algorithm);
	assert(jwt_signed(&jwt, ours, &why) != OK);
	if (json_read(more, more_len, &theirs, NULL) == OK)
		(void)!jwt_signed(&jwt, theirs, &why);
	(void)!jwt_is_id_token(&jwt, &wanted, &why);
	(void)!jwt_is_logout_token(&jwt, &wanted, &why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data, *cut = size ? memchr(bytes, '\n', size) : NULL;
	size_t len = cut ? (size_t)(cut - bytes) : size;

	json_init();
	if (json_read(keys, sizeof keys - 1, &ours, NULL) == OK)
		hold(arena_copy(bytes, len), cut ? cut + 1 : "", size - len - (cut != NULL));
	arena_reset();
	return 0;
}
