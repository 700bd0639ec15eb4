/* jwt.h: tokens that an identity provider signed (RFC 7515, 7517, 7519), and what must hold before
 * one is believed (OpenID Connect Core §3.1.3.7, Back-Channel Logout §2.6).
 *
 *	TRY(jwt_read(text, &jwt, &why));              // takes it apart; believes nothing
 *	TRY(jwt_signed(&jwt, keys, &why));            // NOT_FOUND: by a key that is not among them
 *	TRY(jwt_is_id_token(&jwt, &wanted, &why));
 *
 * Only RS256 and ES256 are signatures here. Keys come from the key set and never from the token.
 * Every INVALID gives a reason in *why that a log may show: our words, nothing of the token. */
#ifndef JWT_H
#define JWT_H

#include "base/crypto_keys.h"
#include "base/json.h"

#define JWT_MAX (16 * 1024)      /* bytes of a token; more is none */
#define JWT_SKEW 60              /* seconds two clocks may differ */
#define JWT_AGE_MAX 600          /* seconds since a token was issued */

struct jwt {
	const cJSON *header, *claims;
	const char *algorithm;
	const char *key_id;              /* NULL: the token names none */
	const char *text;                /* header and claims as they were signed */
	size_t text_len;
	struct octets signature;
};

struct jwt_wanted {
	const char *issuer, *audience;   /* exactly */
	const char *nonce;               /* of an ID token */
	const char *access_token;        /* that came with it; NULL: none */
	long now;                        /* seconds since 1970 */
};

/* Takes a compact token apart, into the arena. INVALID unless it is three parts of strict base64url
 * (no padding, no stray bits), the first two JSON objects as json_read() likes them, with an
 * algorithm we know and nothing in the header that would change what is signed or name a key of
 * the sender's. */
must_check enum status jwt_read(const char *text, struct jwt *jwt, const char **why);

/* `keys` is a JWK set. OK: signed by the key the token names; where it names none, by the only one
 * that could. NOT_FOUND: that key is not in the set, which may be old. INVALID: anything else. */
must_check enum status jwt_signed(const struct jwt *jwt, const cJSON *keys, const char **why);

/* OK when the claims of a signed token make an ID token for us, now; else INVALID. */
must_check enum status jwt_is_id_token(const struct jwt *jwt, const struct jwt_wanted *wanted,
				       const char **why);
/* The same for a logout token: about a session or a person, with an id of its own (jti, at most
 * 255 bytes), and never usable as an ID token. */
must_check enum status jwt_is_logout_token(const struct jwt *jwt, const struct jwt_wanted *wanted,
					   const char **why);

/* Bytes in base64url without padding, in the arena: a code challenge, a token's hash. */
char *base64url(const void *bytes, size_t len);

#endif
