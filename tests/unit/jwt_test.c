/* jwt_test.c: a token is believed only when everything about it is right. The tables hold one wrong
 * thing a row; each must be refused, and for its own reason. */
#include "unit/jwt_keys.h"

#define NOW 1800000000L
#define ISSUER "https://id.lakeside.test"
#define EVENT "http://schemas.openid.net/event/backchannel-logout"

static const char header[] = "{\"alg\":\"RS256\",\"kid\":\"r1\",\"typ\":\"JWT\"}";
static const char ec_header[] = "{\"alg\":\"ES256\",\"kid\":\"e1\"}";
static const char id_claims[] =
	"{\"iss\":\"" ISSUER "\",\"aud\":\"verify\",\"sub\":\"farah\",\"nonce\":\"n-1\","
	"\"iat\":1799999990,\"exp\":1800000300,\"at_hash\":\"9MKET0Y7WpOlF96BtnoJyA\"}";
static const char leave_claims[] =
	"{\"iss\":\"" ISSUER "\",\"aud\":\"verify\",\"sub\":\"farah\",\"sid\":\"s-1\","
	"\"jti\":\"j-1\",\"iat\":1799999990,\"exp\":1800000300,\"events\":{\"" EVENT "\":{}}}";
static const struct jwt_wanted wanted = { ISSUER, "verify", "n-1", "access-1", NOW };

typedef enum status judge(const struct jwt *jwt, const struct jwt_wanted *wanted,
	const char **why);

static enum status believed(const char *token, const cJSON *keys, judge *is_one, const char **why)
{
	struct jwt jwt;

	*why = "";
	TRY(jwt_read(token, &jwt, why));
	TRY(jwt_signed(&jwt, keys, why));
	return is_one(&jwt, &wanted, why);
}

/* The document with one member set to this JSON, or without it where that is NULL. */
static const char *with(const char *doc, const char *name, const char *value)
{
	cJSON *changed = parsed(doc);

	if (value)
		json_set(changed, name, cJSON_Parse(value));
	else
		cJSON_DeleteItemFromObjectCaseSensitive(changed, name);
	return json_print(changed);
}

static void is_refused(const char *what, const char *token, const cJSON *keys, judge *is_one,
	const char *reason)
{
	const char *why;
	enum status status = believed(token, keys, is_one, &why);

	if (status == OK || strcmp(why, reason) != 0)
		print_error("%s: %s, \"%s\" and not \"%s\"\n", what, status_name(status), why, reason);
	assert_int_not_equal(status, OK);
	assert_string_equal(why, reason);
}

static void right_ones_are_believed(void **state)
{
	const char *why;
	cJSON *keys = key_set();

	(void)state;
	assert_int_equal(believed(signed_by(rsa, header, id_claims), keys, jwt_is_id_token, &why), OK);
	assert_int_equal(believed(signed_by(ec, ec_header, id_claims), keys, jwt_is_id_token, &why),
			 OK);
	assert_int_equal(believed(signed_by(rsa, header, leave_claims), keys, jwt_is_logout_token,
				  &why), OK);
	assert_int_equal(believed(signed_by(rsa, with(header, "typ", "\"logout+jwt\""),
					    leave_claims), keys, jwt_is_logout_token, &why), OK);
	arena_reset();
}

static const struct change {
	const char *what, *name, *value, *why;
} headers[] = {
	{ "no algorithm", "alg", NULL, "an algorithm that is not taken" },
	{ "none", "alg", "\"none\"", "an algorithm that is not taken" },
	{ "None", "alg", "\"None\"", "an algorithm that is not taken" },
	{ "HMAC", "alg", "\"HS256\"", "an algorithm that is not taken" },
	{ "HMAC 512", "alg", "\"HS512\"", "an algorithm that is not taken" },
	{ "RSA with SHA-1", "alg", "\"RS1\"", "an algorithm that is not taken" },
	{ "PSS", "alg", "\"PS256\"", "an algorithm that is not taken" },
	{ "small letters", "alg", "\"rs256\"", "an algorithm that is not taken" },
	{ "a list of algorithms", "alg", "[\"RS256\"]", "an algorithm that is not taken" },
	{ "EC by an RSA key's id", "alg", "\"ES256\"", "signed by another kind of key" },
	{ "a key nobody has", "kid", "\"r9\"", "signed by a key that is not in the set" },
	{ "another key's id", "kid", "\"e1\"", "signed by another kind of key" },
	{ "a key id that is a number", "kid", "1", "a key id that is no text" },
	{ "two keys it may mean", "kid", NULL, "several keys it may mean" },
	{ "a key along", "jwk", "{\"kty\":\"RSA\"}", "a header that is not taken" },
	{ "the address of keys", "jku", "\"https://evil.test/keys\"", "a header that is not taken" },
	{ "the address of a certificate", "x5u", "\"https://evil.test\"",
	  "a header that is not taken" },
	{ "a certificate along", "x5c", "[\"MIIB\"]", "a header that is not taken" },
	{ "something critical", "crit", "[\"exp\"]", "a header that is not taken" },
	{ "a payload as it is", "b64", "false", "a header that is not taken" },
	{ "compressed", "zip", "\"DEF\"", "a header that is not taken" },
	{ "encrypted", "enc", "\"A256GCM\"", "a header that is not taken" },
	{ "an access token", "typ", "\"at+jwt\"", "another type of token" },
	{ "a sign-out token", "typ", "\"logout+jwt\"", "another type of token" },
	{ "a type that is no text", "typ", "7", "another type of token" },
};

static void wrong_headers_are_refused(void **state)
{
	cJSON *keys = key_set();

	(void)state;
	for (size_t i = 0; i < countof(headers); i++) {
		const struct change *c = &headers[i];

		is_refused(c->what, signed_by(rsa, with(header, c->name, c->value), id_claims), keys,
			   jwt_is_id_token, c->why);
	}
	arena_reset();
}

static const struct change claims[] = {
	{ "no issuer", "iss", NULL, "another issuer" },
	{ "another issuer", "iss", "\"https://evil.test\"", "another issuer" },
	{ "a slash more", "iss", "\"" ISSUER "/\"", "another issuer" },
	{ "another case", "iss", "\"https://ID.lakeside.test\"", "another issuer" },
	{ "several issuers", "iss", "[\"" ISSUER "\"]", "another issuer" },
	{ "no audience", "aud", NULL, "for another audience" },
	{ "another audience", "aud", "\"payroll\"", "for another audience" },
	{ "ours among others", "aud", "[\"verify\",\"payroll\"]", "for another audience" },
	{ "no audience in the list", "aud", "[]", "for another audience" },
	{ "an audience that begins as ours", "aud", "\"verify2\"", "for another audience" },
	{ "an audience that is an object", "aud", "{\"0\":\"verify\"}", "for another audience" },
	{ "given to another", "azp", "\"payroll\"", "given to another party" },
	{ "given to nobody", "azp", "null", "given to another party" },
	{ "no end", "exp", NULL, "expired" },
	{ "ended", "exp", "1799999939", "expired" },
	{ "an end as a text", "exp", "\"1800000300\"", "expired" },
	{ "an end beyond numbers", "exp", "1e300", "expired" },
	{ "an end below zero", "exp", "-1", "expired" },
	{ "begins later", "nbf", "1800000061", "not valid yet" },
	{ "a beginning as a text", "nbf", "\"0\"", "not valid yet" },
	{ "no issue", "iat", NULL, "issued at another time" },
	{ "issued later", "iat", "1800000061", "issued at another time" },
	{ "issued long ago", "iat", "1799999399", "issued at another time" },
	{ "no subject", "sub", NULL, "without a subject" },
	{ "an empty subject", "sub", "\"\"", "without a subject" },
	{ "a number as subject", "sub", "7", "without a subject" },
	{ "no nonce", "nonce", NULL, "another nonce" },
	{ "another nonce", "nonce", "\"n-2\"", "another nonce" },
	{ "a nonce that begins as ours", "nonce", "\"n-1\\u0020\"", "another nonce" },
	{ "another access token", "at_hash", "\"AAAAAAAAAAAAAAAAAAAAAA\"",
	  "with another access token" },
	{ "a hash with padding", "at_hash", "\"9MKET0Y7WpOlF96BtnoJyA==\"",
	  "with another access token" },
	{ "an event", "events", "{}", "a token of an event" },
};

static void wrong_claims_are_refused(void **state)
{
	char long_subject[400];
	cJSON *keys = key_set();

	(void)state;
	for (size_t i = 0; i < countof(claims); i++) {
		const struct change *c = &claims[i];

		is_refused(c->what, signed_by(rsa, header, with(id_claims, c->name, c->value)), keys,
			   jwt_is_id_token, c->why);
	}
	memset(long_subject, 'a', sizeof long_subject - 1);
	long_subject[sizeof long_subject - 1] = '\0';
	is_refused("a subject without end", signed_by(rsa, header, with(id_claims, "sub",
		   arena_printf("\"%s\"", long_subject))), keys, jwt_is_id_token,
		   "without a subject");
	arena_reset();
}

static const struct change leave_changes[] = {
	{ "no event", "events", NULL, "not about a sign-out" },
	{ "another event", "events", "{\"http://schemas.test/event\":{}}", "not about a sign-out" },
	{ "an event that is none", "events", "{\"" EVENT "\":true}", "not about a sign-out" },
	{ "a list of events", "events", "[\"" EVENT "\"]", "not about a sign-out" },
	{ "a nonce", "nonce", "\"n-1\"", "with a nonce" },
	{ "no id", "jti", NULL, "without an id" },
	{ "no end", "exp", NULL, "expired" },
	{ "another issuer", "iss", "\"https://evil.test\"", "another issuer" },
	{ "another audience", "aud", "\"payroll\"", "for another audience" },
	{ "an empty session", "sid", "\"\"", "about nobody" },
	{ "a subject that is none", "sub", "[]", "about nobody" },
};

static void wrong_sign_outs_are_refused(void **state)
{
	cJSON *keys = key_set();
	const char *nobody = with(with(leave_claims, "sub", NULL), "sid", NULL);

	(void)state;
	for (size_t i = 0; i < countof(leave_changes); i++) {
		const struct change *c = &leave_changes[i];

		is_refused(c->what, signed_by(rsa, header, with(leave_claims, c->name, c->value)),
			   keys, jwt_is_logout_token, c->why);
	}
	is_refused("nobody", signed_by(rsa, header, nobody), keys, jwt_is_logout_token,
		   "about nobody");
	is_refused("an ID token", signed_by(rsa, header, id_claims), keys, jwt_is_logout_token,
		   "not about a sign-out");
	is_refused("a sign-out as an ID token", signed_by(rsa, header, leave_claims), keys,
		   jwt_is_id_token, "another nonce");
	arena_reset();
}

/* The token with the character at this place of its last part changed. */
static char *bent(const char *token, size_t place)
{
	char *copy = arena_dup(token), *at = strrchr(copy, '.') + 1 + place;

	*at = *at == 'A' ? 'B' : 'A';
	return copy;
}

static void other_signatures_are_refused(void **state)
{
	static const char bad[] = "a signature that does not fit";
	cJSON *keys = key_set();
	char *right = signed_by(rsa, header, id_claims), *twin = signed_by(ec, ec_header, id_claims);
	char *swapped = signed_by(rsa, header, with(id_claims, "sub", "\"sam\""));

	(void)state;
	is_refused("another key", signed_by(other_rsa, header, id_claims), keys, jwt_is_id_token, bad);
	is_refused("another EC key", signed_by(other_ec, ec_header, id_claims), keys,
		   jwt_is_id_token, bad);
	is_refused("too short a key", signed_by(weak_rsa, with(header, "kid", "\"weak\""), id_claims),
		   keys, jwt_is_id_token, bad);
	for (size_t place = 0; place < 85; place += 7) {
		is_refused("a bent signature", bent(right, place), keys, jwt_is_id_token, bad);
		is_refused("a bent EC signature", bent(twin, place), keys, jwt_is_id_token, bad);
	}
	is_refused("the signature of another", arena_printf("%.*s%s",
		   (int)(strrchr(swapped, '.') - swapped), swapped, strrchr(right, '.')), keys,
		   jwt_is_id_token, bad);
	strrchr(twin, '.')[41] = '\0';
	is_refused("half a signature", twin, keys, jwt_is_id_token, bad);
	is_refused("an RSA signature for EC", arena_printf("%.*s%s",
		   (int)(strrchr(twin, '.') - twin), twin, strrchr(right, '.')), keys,
		   jwt_is_id_token, bad);
	is_refused("zeroes for EC", arena_printf("%.*s.%s", (int)(strrchr(twin, '.') - twin), twin,
		   base64url((char[64]){ 0 }, 64)), keys, jwt_is_id_token, bad);
	arena_reset();
}

static void only_tokens_are_read(void **state)
{
	char *right = signed_by(rsa, header, id_claims), *large = arena_alloc(JWT_MAX + 3);
	const char *rest = strchr(right, '.');
	const struct {
		const char *what, *token, *why;
	} rows[] = {
		{ "nothing", "", "no signed token" },
		{ "a word", "token", "no signed token" },
		{ "two parts", "e30.e30", "no signed token" },
		{ "four parts", arena_printf("%s.e30", right), "no signed token" },
		{ "no signature", arena_printf("%.*s.", (int)(strrchr(right, '.') - right), right),
		  "no signature" },
		{ "no claims", arena_printf("%.*s..AA", (int)(rest - right), right), "no base64url" },
		{ "padding", arena_printf("%s=", right), "no signature" },
		{ "a blank", arena_printf(" %s", right), "no base64url" },
		{ "a line break", arena_printf("%s\n", right), "no signature" },
		{ "the other alphabet", "e3+/.e30.AA", "no base64url" },
		{ "bits for nothing", "e30.e30.AB", "no signature" },
		{ "a text for a header", "InRleHQi.e30.AA", "no JSON objects" },
		{ "a list for claims", "e30.W10.AA", "no JSON objects" },
		{ "a name twice", arena_printf("%s.e30.AA", base64url("{\"alg\":1,\"alg\":2}", 17)),
		  "no JSON objects" },
		{ "not UTF-8", arena_printf("%s.e30.AA", base64url("{\"a\":\"\xff\"}", 9)),
		  "no JSON objects" },
		{ "too large", memset(large, 'a', JWT_MAX + 2), "no signed token" },
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		is_refused(rows[i].what, rows[i].token, key_set(), jwt_is_id_token, rows[i].why);
	arena_reset();
}

/* One member of the RSA key changed: what it says it is for must fit, and so must its numbers. */
static void keys_must_fit(void **state)
{
	static const struct change rows[] = {
		{ "for encryption", "use", "\"enc\"", "signed by another kind of key" },
		{ "for another algorithm", "alg", "\"RS512\"", "signed by another kind of key" },
		{ "a secret", "kty", "\"oct\"", "signed by another kind of key" },
		{ "no modulus", "n", NULL, "a signature that does not fit" },
		{ "a modulus that is no text", "n", "65537", "a signature that does not fit" },
		{ "an exponent of 1", "e", "\"AQ\"", "a signature that does not fit" },
		{ "an even exponent", "e", "\"AQAC\"", "a signature that does not fit" },
		{ "an exponent without end", "e", "\"AQAAAAAB\"", "a signature that does not fit" },
	};
	char *token = signed_by(rsa, header, id_claims);

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		cJSON *keys = key_set(), *list = cJSON_GetObjectItem(keys, "keys");
		const char *first = json_print(json_at(keys, "keys.0"));

		cJSON_ReplaceItemInArray(list, 0, parsed(with(first, rows[i].name, rows[i].value)));
		is_refused(rows[i].what, token, keys, jwt_is_id_token, rows[i].why);
	}
	is_refused("no keys", token, parsed("{}"), jwt_is_id_token, "no key set");
	is_refused("an empty set", token, parsed("{\"keys\":[]}"), jwt_is_id_token,
		   "signed by a key that is not in the set");
	is_refused("keys that are none", token, parsed("{\"keys\":[1,null,\"r1\"]}"),
		   jwt_is_id_token, "signed by a key that is not in the set");
	arena_reset();
}

static void a_point_beside_the_curve_is_no_key(void **state)
{
	cJSON *keys = parsed("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e1\",\"x\":"
			     "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\",\"y\":"
			     "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}]}");

	(void)state;
	is_refused("beside", signed_by(ec, ec_header, id_claims), keys, jwt_is_id_token,
		   "a signature that does not fit");
	arena_reset();
}

/* A set with one key that fits needs no id; a token that names one that is away asks for new keys.
 */
static void keys_are_found(void **state)
{
	const char *why;
	struct jwt jwt;
	cJSON *alone = json_object();

	(void)state;
	json_push(json_set(alone, "keys", json_list()), rsa_jwk(rsa, "r1"));
	assert_int_equal(believed(signed_by(rsa, with(header, "kid", NULL), id_claims), alone,
				  jwt_is_id_token, &why), OK);
	assert_int_equal(jwt_read(signed_by(rsa, with(header, "kid", "\"r2\""), id_claims), &jwt,
				  &why), OK);
	assert_int_equal(jwt_signed(&jwt, alone, &why), NOT_FOUND);
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(right_ones_are_believed),
		cmocka_unit_test(wrong_headers_are_refused),
		cmocka_unit_test(wrong_claims_are_refused),
		cmocka_unit_test(wrong_sign_outs_are_refused),
		cmocka_unit_test(other_signatures_are_refused),
		cmocka_unit_test(only_tokens_are_read),
		cmocka_unit_test(keys_must_fit),
		cmocka_unit_test(a_point_beside_the_curve_is_no_key),
		cmocka_unit_test(keys_are_found),
	};

	return cmocka_run_group_tests(tests, keys_made, keys_gone);
}
