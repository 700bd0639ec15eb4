/* jwt.c: takes signed tokens apart and finds out who signed them.
 *
 * A token is read strictly, then its signature is checked against keys we fetched. What it claims
 * is judged in jwt_claims.c; what to fetch, and whom a token stands for, is left to app/county.c.
 */
#include "base/jwt.h"

#include "base/arena.h"
#include "base/buf.h"

#include <string.h>

#define KEYS_MAX 100

/* Each would change what the signature covers, or bring a key along. */
static const char *const forbidden[] = {
	"crit", "b64", "jku", "jwk", "x5u", "x5c", "zip", "enc", "epk",
};

static const struct algorithm {
	const char *name, *kind, *curve;
} algorithms[] = {
	{ "RS256", "RSA", NULL },
	{ "ES256", "EC", "P-256" },
};

static enum status refuse(const char **why, const char *reason)
{
	*why = reason;
	return INVALID;
}

static int value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '-')
		return 62;
	return c == '_' ? 63 : -1;
}

/* One spelling for each value: bits that stand for nothing must be 0. */
static bool unbase64url(const char *text, size_t len, struct octets *out)
{
	unsigned char *bytes = arena_alloc(len * 3 / 4 + 1);
	unsigned held = 0, bits = 0;
	size_t made = 0;

	for (size_t i = 0; i < len; i++) {
		int value = value_of(text[i]);

		if (value < 0)
			return false;
		held = (held << 6 | (unsigned)value) & 0xffff;
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		bytes[made++] = (unsigned char)(held >> bits);
	}
	*out = (struct octets){ bytes, made };
	return bits < 6 && (held & ((1U << bits) - 1)) == 0;
}

char *base64url(const void *bytes, size_t len)
{
	struct buf text = buf_new(4 * len / 3 + 8);

	buf_base64(&text, bytes, len);
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '+')
			text.data[i] = '-';
		if (text.data[i] == '/')
			text.data[i] = '_';
		if (text.data[i] == '=')
			text.data[i] = '\0';
	}
	return text.data;
}

/* The part at *at, which ends at a dot or with the text; moves *at behind it. */
static bool part_of(const char **at, struct octets *out)
{
	size_t len = strcspn(*at, ".");
	bool is_read = len > 0 && unbase64url(*at, len, out);

	*at += len + ((*at)[len] == '.');
	return is_read;
}

static bool object_of(struct octets part, const cJSON **object)
{
	cJSON *doc = NULL;

	if (json_read((const char *)part.bytes, part.len, &doc, NULL) != OK)
		return false;
	*object = doc;
	return cJSON_IsObject(doc);
}

static const struct algorithm *algorithm_named(const char *name)
{
	for (size_t i = 0; name && i < countof(algorithms); i++)
		if (strcmp(algorithms[i].name, name) == 0)
			return &algorithms[i];
	return NULL;
}

static enum status read_header(struct jwt *jwt, const char **why)
{
	const cJSON *key_id = json_member(jwt->header, "kid");

	for (size_t i = 0; i < countof(forbidden); i++)
		if (json_member(jwt->header, forbidden[i]))
			return refuse(why, "a header that is not taken");
	jwt->algorithm = json_string(jwt->header, "alg");
	jwt->key_id = json_string(jwt->header, "kid");
	if (!algorithm_named(jwt->algorithm))
		return refuse(why, "an algorithm that is not taken");
	if (key_id && !jwt->key_id)
		return refuse(why, "a key id that is no text");
	return OK;
}

static int dots_in(const char *text)
{
	int count = 0;

	for (; *text; text++)
		count += *text == '.';
	return count;
}

enum status jwt_read(const char *text, struct jwt *jwt, const char **why)
{
	const char *at = text;
	struct octets header, claims;

	*jwt = (struct jwt){ .text = text };
	if (strnlen(text, JWT_MAX + 1) > JWT_MAX || dots_in(text) != 2)
		return refuse(why, "no signed token");
	if (!part_of(&at, &header) || !part_of(&at, &claims))
		return refuse(why, "no base64url");
	jwt->text_len = (size_t)(at - 1 - text);
	if (!part_of(&at, &jwt->signature))
		return refuse(why, "no signature");
	if (!object_of(header, &jwt->header) || !object_of(claims, &jwt->claims))
		return refuse(why, "no JSON objects");
	return read_header(jwt, why);
}

static bool number_of(const cJSON *key, const char *name, struct octets *out)
{
	const char *text = json_string(key, name);

	return text && *text && unbase64url(text, strlen(text), out);
}

/* Is the member exactly this text? */
static bool says(const cJSON *object, const char *name, const char *wanted)
{
	const char *text = json_string(object, name);

	return text && wanted && strcmp(text, wanted) == 0;
}

/* May this key have made such a signature? */
static bool is_for(const cJSON *key, const struct algorithm *algorithm)
{
	if (!algorithm || !says(key, "kty", algorithm->kind))
		return false;
	if (algorithm->curve && !says(key, "crv", algorithm->curve))
		return false;
	if (json_member(key, "use") && !says(key, "use", "sig"))
		return false;
	return !json_member(key, "alg") || says(key, "alg", algorithm->name);
}

static bool rsa_made(const cJSON *key, const struct jwt *jwt)
{
	struct octets modulus, exponent;

	return number_of(key, "n", &modulus) && number_of(key, "e", &exponent)
		&& rs256_fits(modulus, exponent, jwt->signature, jwt->text, jwt->text_len);
}

static bool ec_made(const cJSON *key, const struct jwt *jwt)
{
	struct octets x, y;

	return number_of(key, "x", &x) && number_of(key, "y", &y)
		&& es256_fits(x, y, jwt->signature, jwt->text, jwt->text_len);
}

/* How many keys of the set the token may mean; the last of them in *key. */
static int keys_for(const struct jwt *jwt, const cJSON *set, const cJSON **key)
{
	const struct algorithm *algorithm = algorithm_named(jwt->algorithm);
	const cJSON *one;
	int count = 0;

	cJSON_ArrayForEach(one, set) {
		if (jwt->key_id && !says(one, "kid", jwt->key_id))
			continue;
		if (!jwt->key_id && !is_for(one, algorithm))
			continue;
		*key = one;
		count++;
	}
	return count;
}

enum status jwt_signed(const struct jwt *jwt, const cJSON *keys, const char **why)
{
	const struct algorithm *algorithm = algorithm_named(jwt->algorithm);
	const cJSON *set = json_member(keys, "keys"), *key = NULL;
	int count;

	if (!cJSON_IsArray(set) || cJSON_GetArraySize(set) > KEYS_MAX)
		return refuse(why, "no key set");
	count = keys_for(jwt, set, &key);
	if (count == 0) {
		*why = "signed by a key that is not in the set";
		return NOT_FOUND;
	}
	if (count > 1)
		return refuse(why, "several keys it may mean");
	if (!is_for(key, algorithm))
		return refuse(why, "signed by another kind of key");
	if (algorithm->curve ? !ec_made(key, jwt) : !rsa_made(key, jwt))
		return refuse(why, "a signature that does not fit");
	return OK;
}
