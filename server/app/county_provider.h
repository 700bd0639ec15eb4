/* county_provider.h: the county's identity provider as we speak to it (OpenID Connect Core §3.1,
 * Discovery §4): what it says of itself, its keys, codes for tokens. Who comes in is county.h's.
 *
 * Unlike a provider of data it is called while a person waits: a sign-in cannot be a job. So every
 * call takes 5 s at most, at most eight are under way in one server, and none is made while a
 * transaction is open. */
#ifndef COUNTY_PROVIDER_H
#define COUNTY_PROVIDER_H

#include "base/jwt.h"

struct county_provider {
	const cJSON *document;           /* as it came, checked */
	const cJSON *keys;
};

/* True when OIDC_ISSUER is set. */
bool county_is_on(void);

/* From the database, or, where that is older than an hour, from the provider. UNAVAILABLE: it does
 * not answer, or not with what it must; logged. */
must_check enum status county_provider_read(struct county_provider *provider);

/* Reads a token and finds its signature right. Where it was made with a key not known yet, the
 * keys are asked for again: at once, unless that was done in the last ten seconds (for a sign-out,
 * which anybody may send: the last minute). INVALID with *why (jwt.h); UNAVAILABLE. */
must_check enum status county_token_read(struct county_provider *provider, const char *text,
					 bool is_leave, struct jwt *jwt, const char **why);

/* Gives the code back for an ID token and an access token (NULL: none came). Sent once. INVALID:
 * the provider refused the code; UNAVAILABLE: it does not answer; FAILED: it refuses us. */
must_check enum status county_exchange(const struct county_provider *provider, const char *code,
				       const char *verifier, const char **id_token,
				       const char **access_token);

/* The addresses a browser is sent to, and is sent back to. */
const char *county_authorize_url(const struct county_provider *provider, const char *state,
				 const char *nonce, const char *verifier, bool is_again);
/* NULL: the provider ends no sign-ins. */
const char *county_leave_url(const struct county_provider *provider);
const char *county_return_url(void);

#endif
