/* county.c: signing in with the county's own accounts.
 *
 * The way back from the provider is a list of steps; the first that fails says which of the pages
 * below is shown, and the administrators see why. The code is exchanged while the browser waits: it
 * lives for a minute and is worth nothing without the verifier in our database, so no job could do
 * it. What is spoken with the provider stands in county_provider.c, what a token must hold in
 * base/jwt.h, what a group opens in county/arrive.sql. */
#include "app/county.h"

#include "app/county_provider.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "web/page.h"
#include "web/session.h"

#include <string.h>
#include <time.h>

#define TOKEN_BYTES 32
#define CODE_MAX 2048
#define GROUPS_MAX 500
#define FRESH_S 300              /* a sign-in this old is a factor given just now */

static const char browser_cookie[] = "county";

static const struct refusal {
	const char *why;                 /* in county_refusals, the audit trail and the log */
	int status;
	const char *heading, *happened, *advice;
} refusals[] = {
	{ "over", 400, "This sign-in is over",
	  "It was used already, took longer than ten minutes, or began in another browser.",
	  "Start again from the sign-in page." },
	{ "declined", 403, "The county did not sign you in",
	  "The sign-in was stopped at the county account.",
	  "Start again. If this stays, call the help desk of the county account." },
	{ "doubtful", 403, "This sign-in could not be checked",
	  "What came from the county account does not hold. Nothing was opened.",
	  "Start again. If this stays, call the help desk with the code below." },
	{ "away", 503, "The county account does not answer",
	  "Verify asked whether it is you and got no answer. Nothing was opened.",
	  "Try again in a minute. Verify itself is working." },
	{ "unmapped", 403, "Your county account does not open Verify",
	  "You are signed in to the county, but none of your groups has access here.",
	  "Ask your supervisor to have you added to a group for Verify. Then sign in again." },
	{ "disabled", 403, "Your account here is turned off",
	  "You are signed in to the county, but an administrator turned your Verify account off.",
	  "Ask your supervisor to have it turned on." },
	{ "nameless", 403, "Your county account lacks a name or e-mail",
	  "Verify needs both, and the county sent only one or none.",
	  "Call the help desk of the county account." },
	{ "taken", 403, "Your e-mail belongs to another account here",
	  "Verify cannot tell that this account is yours, so it opened none.",
	  "Ask an administrator of Verify to look at the account with your e-mail." },
};

/* Somebody who comes back from the provider. */
struct arrival {
	struct request *r;
	cJSON *county;                   /* r->in.county: what the statements read */
	const struct refusal *refusal;
	const char *doubt;               /* for the log */
	const char *nonce, *verifier, *next, *user_id;
	struct county_provider provider;
	struct jwt token;
};

enum status county_start(void)
{
	const char *fault = NULL;

	if (!county_is_on() && settings.oidc_required)
		fault = "OIDC_REQUIRED without OIDC_ISSUER";
	if (county_is_on() && !*settings.oidc_client_id)
		fault = "OIDC_ISSUER without OIDC_CLIENT_ID";
	if (!fault)
		return OK;
	log_line(LOG_ERROR, "county.settings", "why=\"%s\"", fault);
	return INVALID;
}

static const char *hash_of(const char *token)
{
	return token ? crypto_sha256_hex(token, strlen(token)) : NULL;
}

static cJSON *county_document(struct request *r)
{
	cJSON *county = json_set(r->in, "county", json_object());

	json_set_text(county, "issuer", settings.oidc_issuer);
	json_set_text(county, "remote", r->remote);
	return county;
}

static enum status refuse(struct arrival *a, const char *why, const char *doubt)
{
	for (size_t i = 0; i < countof(refusals); i++)
		if (strcmp(refusals[i].why, why) == 0)
			a->refusal = &refusals[i];
	a->doubt = doubt;
	return FORBIDDEN;
}

static bool is_token(const char *text)
{
	return text && strlen(text) == TOKEN_HEX_SIZE
		&& strspn(text, "0123456789abcdef") == TOKEN_HEX_SIZE;
}

/* The state is used up whatever comes after: a link back works once. */
static enum status take_state(struct arrival *a)
{
	const char *state = json_text(a->r->in, "query.state");
	const char *browser = session_cookie(a->r, browser_cookie);
	const cJSON *begun;
	enum status status;

	if (!is_token(state) || !browser)
		return refuse(a, "over", "no state, or no browser");
	json_set_text(a->county, "state_hash", hash_of(state));
	json_set_text(a->county, "browser_hash", hash_of(browser));
	status = db_one("county/take", a->r->in, &begun);
	if (status == NOT_FOUND)
		return refuse(a, "over", "no such state for this browser");
	TRY(status);
	session_cookie_set(a->r, browser_cookie, "");
	a->nonce = json_text(begun, "nonce");
	a->verifier = json_text(begun, "verifier");
	a->next = json_text(begun, "next");
	return OK;
}

static enum status know_provider(struct arrival *a)
{
	enum status status = county_provider_read(&a->provider);

	return status == UNAVAILABLE ? refuse(a, "away", "no document") : status;
}

/* RFC 9207: an answer of another provider is not taken for ours. */
static enum status hear_answer(struct arrival *a)
{
	const cJSON *query = json_at(a->r->in, "query");
	const char *issuer = json_string(query, "iss"), *code = json_string(query, "code");
	bool is_named = json_true(a->provider.document,
				  "authorization_response_iss_parameter_supported");

	if (issuer ? strcmp(issuer, settings.oidc_issuer) != 0 : is_named)
		return refuse(a, "doubtful", "an answer of another issuer");
	if (json_member(query, "error"))
		return refuse(a, "declined", "the provider says error");
	if (!code || !*code || strlen(code) > CODE_MAX)
		return refuse(a, "doubtful", "no code");
	return OK;
}

static enum status believe(struct arrival *a)
{
	const char *id_token = NULL, *access_token = NULL, *why = "";
	const char *code = json_text(a->r->in, "query.code");
	struct jwt_wanted wanted = { settings.oidc_issuer, settings.oidc_client_id, a->nonce,
				     NULL, (long)time(NULL) };
	enum status status = county_exchange(&a->provider, code, a->verifier, &id_token,
					     &access_token);

	if (status == OK)
		status = county_token_read(&a->provider, id_token, false, &a->token, &why);
	wanted.access_token = access_token;
	if (status == OK)
		status = jwt_is_id_token(&a->token, &wanted, &why);
	if (status == UNAVAILABLE)
		return refuse(a, "away", "no tokens or no keys");
	if (status != OK)
		return refuse(a, "doubtful", *why ? why : "the code was refused");
	return OK;
}

/* A list of texts under the agency's name for it; one text is a list of one. */
static cJSON *groups_of(const cJSON *claims)
{
	const cJSON *said = json_member(claims, settings.oidc_groups), *one;
	cJSON *groups = json_list();

	if (cJSON_IsString(said))
		json_push(groups, json_copy(said));
	cJSON_ArrayForEach(one, said)
		if (cJSON_IsString(one) && cJSON_GetArraySize(groups) < GROUPS_MAX)
			json_push(groups, json_copy(one));
	return groups;
}

static const char *lower(const char *text)
{
	char *copy = text ? arena_dup(text) : NULL, *at;

	for (at = copy; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return copy;
}

static void describe(struct arrival *a)
{
	const cJSON *claims = a->token.claims;
	const char *email = json_string(claims, "email");
	bool has_email = email && strchr(email, '@') && strlen(email) <= 254;

	json_set_text(a->county, "subject", json_string(claims, "sub"));
	json_set_text(a->county, "email", has_email ? lower(email) : NULL);
	json_set_bool(a->county, "is_email_sure", json_true(claims, "email_verified"));
	json_set_text(a->county, "name", json_string(claims, "name"));
	json_set(a->county, "groups", groups_of(claims));
}

/* Two first sign-ins of one person at the same moment: the second finds what the first made. */
static enum status settle(struct arrival *a)
{
	const cJSON *person;
	enum status status;

	describe(a);
	session_audit(a->r, "account.arrive");
	status = db_one("county/arrive", a->r->in, &person);
	if (status == CONFLICT) {
		session_audit(a->r, "account.arrive");
		status = db_one("county/arrive", a->r->in, &person);
	}
	TRY(status);
	if (json_text_or_null(person, "refused"))
		return refuse(a, json_text(person, "refused"), "");
	a->user_id = json_text(person, "id");
	return OK;
}

/* Signed in to the county just now, not hours ago. */
static bool is_fresh(const struct arrival *a)
{
	const cJSON *at = json_member(a->token.claims, "auth_time");

	return cJSON_IsNumber(at) && at->valuedouble > (double)(time(NULL) - FRESH_S);
}

static enum status open_session(struct arrival *a)
{
	cJSON *sign_in = json_set(a->r->in, "sign_in", json_object());
	const char *sid = json_string(a->token.claims, "sid");
	enum status status;

	json_set_text(sign_in, "county_session", sid ? sid : "");
	status = session_begin(a->r, a->user_id, is_fresh(a) ? WITH_FACTOR : PASSWORD_ALONE);
	return status == FORBIDDEN ? refuse(a, "disabled", "") : status;
}

static enum status arrive(struct arrival *a)
{
	static enum status (*const steps[])(struct arrival *a) = {
		take_state, know_provider, hear_answer, believe, settle, open_session,
	};

	for (size_t i = 0; i < countof(steps); i++)
		TRY(steps[i](a));
	return OK;
}

static enum status show_refusal(struct arrival *a)
{
	const struct refusal *refusal = a->refusal;
	cJSON *doc = json_object();

	json_set(a->r->in, "user", NULL);
	log_line(LOG_WARN, "county.refused", "why=%s doubt=\"%s\"", refusal->why, a->doubt);
	json_set_text(a->county, "refused", refusal->why);
	session_audit(a->r, "session.refuse");
	json_set_text(cJSON_GetObjectItemCaseSensitive(a->r->in, "audit"), "reason", refusal->why);
	TRY(db_run("county/refuse", a->r->in));
	json_set_text(doc, "heading", refusal->heading);
	json_set_text(doc, "happened", refusal->happened);
	json_set_text(doc, "advice", refusal->advice);
	json_set_text(doc, "code", arena_copy(a->r->id, 8));
	return page_show(a->r, refusal->status, a->r->route->name, doc);
}

/* The state goes with the browser, in a cookie: whoever sees the address of the way back cannot use
 * it. */
static enum status send_away(struct arrival *a)
{
	const char *state = crypto_token(TOKEN_BYTES), *browser = crypto_token(TOKEN_BYTES);
	const char *nonce = crypto_token(TOKEN_BYTES), *verifier = crypto_token(TOKEN_BYTES);
	bool is_again = *json_text(a->r->in, "query.again") != '\0';
	const cJSON *begun;
	enum status status;

	json_set_text(a->county, "state_hash", hash_of(state));
	json_set_text(a->county, "browser_hash", hash_of(browser));
	json_set_text(a->county, "nonce", nonce);
	json_set_text(a->county, "verifier", verifier);
	json_set_text(a->county, "next", session_next(json_text(a->r->in, "query.next")));
	status = db_one("county/begin", a->r->in, &begun);
	if (status == NOT_FOUND)
		return UNAVAILABLE;
	TRY(status);
	session_cookie_set(a->r, browser_cookie, browser);
	reply_redirect(a->r, 303, county_authorize_url(&a->provider, state, nonce, verifier,
						       is_again));
	return OK;
}

enum status county_begin(struct request *r)
{
	struct arrival a = { .r = r };
	enum status status;

	if (!county_is_on())
		return NOT_FOUND;
	a.county = county_document(r);
	status = know_provider(&a);
	if (a.refusal)
		return show_refusal(&a);
	TRY(status);
	return send_away(&a);
}

/* Whoever this browser was until now stays so when nobody comes in. */
enum status county_return(struct request *r)
{
	struct arrival a = { .r = r };
	enum status status;

	if (!county_is_on())
		return NOT_FOUND;
	a.county = county_document(r);
	json_set(r->in, "user", NULL);
	status = arrive(&a);
	if (a.refusal)
		return show_refusal(&a);
	TRY(status);
	return session_lead_on(r, a.next);
}
