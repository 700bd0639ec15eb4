/* jwt_claims.c: what a signed token must claim before it is believed, each rule a row with the
 * reason it gives. A sign-in's token and a sign-out's are told apart, so that neither can be used
 * as the other. */
#include "base/jwt.h"

#include "base/crypto.h"

#include <string.h>
#include <strings.h>

#define CLAIM_MAX 255            /* bytes of a subject, a session or a token's id */
#define LATEST 9007199254740992.0

static const char logout_event[] = "http://schemas.openid.net/event/backchannel-logout";

/* Is the member exactly this text? */
static bool says(const cJSON *object, const char *name, const char *wanted)
{
	const char *text = json_string(object, name);

	return text && wanted && strcmp(text, wanted) == 0;
}

/* False where it is missing or no time. */
static bool time_of(const struct jwt *jwt, const char *name, double *at)
{
	const cJSON *claim = json_member(jwt->claims, name);

	if (!cJSON_IsNumber(claim) || !(claim->valuedouble >= 0) || claim->valuedouble > LATEST)
		return false;
	*at = claim->valuedouble;
	return true;
}

static bool is_short_text(const struct jwt *jwt, const char *name)
{
	const char *text = json_string(jwt->claims, name);

	return text && *text && strlen(text) <= CLAIM_MAX;
}

static bool is_typed(const struct jwt *jwt, const char *type)
{
	const char *said = json_string(jwt->header, "typ");

	if (!json_member(jwt->header, "typ"))
		return true;
	return said && (strcasecmp(said, "JWT") == 0 || strcasecmp(said, type) == 0);
}

static bool is_id_type(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return is_typed(jwt, "JWT");
}

static bool is_logout_type(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return is_typed(jwt, "logout+jwt");
}

static bool is_by_issuer(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	return says(jwt->claims, "iss", wanted->issuer);
}

/* For us and for nobody else: we trust no other audience. */
static bool is_for_us(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	const cJSON *audience = json_member(jwt->claims, "aud");

	if (cJSON_IsArray(audience) && cJSON_GetArraySize(audience) == 1)
		audience = cJSON_GetArrayItem(audience, 0);
	return cJSON_IsString(audience) && strcmp(audience->valuestring, wanted->audience) == 0;
}

static bool is_given_to_us(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	return !json_member(jwt->claims, "azp") || says(jwt->claims, "azp", wanted->audience);
}

static bool lasts(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	double expires;

	return time_of(jwt, "exp", &expires) && (double)(wanted->now - JWT_SKEW) < expires;
}

static bool has_begun(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	double begins;

	if (!json_member(jwt->claims, "nbf"))
		return true;
	return time_of(jwt, "nbf", &begins) && begins <= (double)(wanted->now + JWT_SKEW);
}

static bool is_new(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	double issued;

	return time_of(jwt, "iat", &issued) && issued <= (double)(wanted->now + JWT_SKEW)
		&& issued >= (double)(wanted->now - JWT_AGE_MAX);
}

static bool has_subject(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return is_short_text(jwt, "sub");
}

static bool answers_us(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	return says(jwt->claims, "nonce", wanted->nonce);
}

/* The left half of the access token's SHA-256, for both algorithms. */
static bool binds_access(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	unsigned char digest[SHA256_SIZE];

	if (!json_member(jwt->claims, "at_hash"))
		return true;
	if (!wanted->access_token)
		return false;
	crypto_sha256(wanted->access_token, strlen(wanted->access_token), digest);
	return says(jwt->claims, "at_hash", base64url(digest, SHA256_SIZE / 2));
}

static bool has_no_event(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return !json_member(jwt->claims, "events");
}

static bool is_logout(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return cJSON_IsObject(json_member(json_member(jwt->claims, "events"), logout_event));
}

static bool has_no_nonce(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return !json_member(jwt->claims, "nonce");
}

static bool has_own_id(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	(void)wanted;
	return is_short_text(jwt, "jti");
}

/* Each that is there must be good, and one must be. */
static bool is_about(const struct jwt *jwt, const struct jwt_wanted *wanted)
{
	bool has_session = json_member(jwt->claims, "sid") != NULL;
	bool has_person = json_member(jwt->claims, "sub") != NULL;

	(void)wanted;
	return (has_session || has_person) && (!has_session || is_short_text(jwt, "sid"))
		&& (!has_person || is_short_text(jwt, "sub"));
}

static const struct rule {
	bool (*holds)(const struct jwt *jwt, const struct jwt_wanted *wanted);
	const char *otherwise;
} id_rules[] = {
	{ is_id_type,     "another type of token" },
	{ is_by_issuer,   "another issuer" },
	{ is_for_us,      "for another audience" },
	{ is_given_to_us, "given to another party" },
	{ lasts,          "expired" },
	{ has_begun,      "not valid yet" },
	{ is_new,         "issued at another time" },
	{ has_subject,    "without a subject" },
	{ answers_us,     "another nonce" },
	{ binds_access,   "with another access token" },
	{ has_no_event,   "a token of an event" },
}, logout_rules[] = {
	{ is_logout_type, "another type of token" },
	{ is_by_issuer,   "another issuer" },
	{ is_for_us,      "for another audience" },
	{ lasts,          "expired" },
	{ has_begun,      "not valid yet" },
	{ is_new,         "issued at another time" },
	{ is_logout,      "not about a sign-out" },
	{ has_no_nonce,   "with a nonce" },
	{ has_own_id,     "without an id" },
	{ is_about,       "about nobody" },
};

static enum status judge(const struct rule *rules, size_t count, const struct jwt *jwt,
	const struct jwt_wanted *wanted, const char **why)
{
	for (size_t i = 0; i < count; i++) {
		if (rules[i].holds(jwt, wanted))
			continue;
		*why = rules[i].otherwise;
		return INVALID;
	}
	return OK;
}

enum status jwt_is_id_token(const struct jwt *jwt, const struct jwt_wanted *wanted,
	const char **why)
{
	return judge(id_rules, countof(id_rules), jwt, wanted, why);
}

enum status jwt_is_logout_token(const struct jwt *jwt, const struct jwt_wanted *wanted,
	const char **why)
{
	return judge(logout_rules, countof(logout_rules), jwt, wanted, why);
}
