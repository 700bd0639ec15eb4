/* jwt_fuzz.c: any bytes as a token, and behind a line break a key set. A first line that begins
 * with a brace is a header, the second the claims, the third a signature, from which the token is
 * made: so any header and any claims come through the base64. Nothing may crash, and nothing is
 * believed: nobody who sends bytes has a key. */
#include "fuzz.h"

#include "base/jwt.h"

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
static const struct jwt_wanted wanted = { "https://id.test", "verify", "n", "a", 1800000000 };

static const char *claim(const struct jwt *jwt, const char *name)
{
	return json_text(jwt->claims, name);
}

static void hold_claims(const struct jwt *jwt)
{
	const char *why;
	bool is_id = jwt_is_id_token(jwt, &wanted, &why) == OK;
	bool is_logout = jwt_is_logout_token(jwt, &wanted, &why) == OK;

	assert(!is_id || !is_logout);
	if (is_id || is_logout)
		assert(strcmp(claim(jwt, "iss"), wanted.issuer) == 0);
	if (is_id)
		assert(strcmp(claim(jwt, "nonce"), "n") == 0 && *claim(jwt, "sub"));
	if (is_logout)
		assert(!json_member(jwt->claims, "nonce") && *claim(jwt, "jti"));
}

static void hold(const char *token, const char *more, size_t more_len)
{
	const char *why = NULL;
	cJSON *ours, *theirs = NULL;
	struct jwt jwt;

	if (jwt_read(token, &jwt, &why) != OK) {
		assert(why);
		return;
	}
	assert(jwt.text_len < strlen(token) && jwt.algorithm);
	assert(json_read(keys, sizeof keys - 1, &ours, NULL) == OK);
	assert(jwt_signed(&jwt, ours, &why) != OK);
	if (json_read(more, more_len, &theirs, NULL) == OK)
		(void)!jwt_signed(&jwt, theirs, &why);
	hold_claims(&jwt);
}

static const char *encoded(const char *text)
{
	return base64url(text, strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { (const char *)data, (const char *)data + size };
	const char *token = input_line(&in), *claims, *more;
	size_t len;

	if (*token == '{') {
		claims = input_line(&in);
		token = arena_printf("%s.%s.%s", encoded(token), encoded(claims),
				     encoded(input_line(&in)));
	}
	more = input_rest(&in, &len);
	hold(token, more, len);
	arena_reset();
	return 0;
}
