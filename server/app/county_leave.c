/* county_leave.c: signing out with the county: ours ends theirs, and theirs ends ours.
 *
 * Whoever signs out here is sent on to the provider, or the next person at the same computer would
 * be let in without a question. What the provider tells by itself is believed by its signature
 * alone: the sessions it names end at once, on every server, because every server looks in the
 * same table. */
#include "app/county.h"

#include "app/county_provider.h"
#include "app/settings.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "web/form.h"
#include "web/session.h"

#include <string.h>
#include <strings.h>
#include <time.h>

enum status county_end(struct request *r)
{
	struct county_provider provider;
	const char *url = NULL;

	if (county_is_on() && county_provider_read(&provider) == OK)
		url = county_leave_url(&provider);
	if (!url)
		return redirect(r, "/signin");
	reply_redirect(r, 303, url);
	return OK;
}

static enum status told_wrong(struct request *r, const char *why)
{
	log_line(LOG_WARN, "county.leave_refused", "why=\"%s\"", why);
	reply_text(r, 400, "application/json", "{\"error\":\"invalid_request\"}\n");
	return OK;
}

static const char *logout_token(const struct request *r)
{
	static const char type[] = "application/x-www-form-urlencoded";
	const char *given = request_header(r, "Content-Type");
	cJSON *form;

	if (!given || strncasecmp(given, type, sizeof type - 1) != 0
	    || form_split(r->body, r->body_len, &form) != OK)
		return NULL;
	return json_string(form, "logout_token");
}

/* The token is remembered by its own id, so that it ends sessions of its time and no later ones. */
static enum status leave(struct request *r, const struct jwt *token)
{
	cJSON *county = json_set(r->in, "county", json_object());
	const char *jti = json_string(token->claims, "jti");
	const cJSON *left;
	enum status status;

	json_set_text(county, "issuer", settings.oidc_issuer);
	json_set_text(county, "token_hash", crypto_sha256_hex(jti, strlen(jti)));
	json_set_text(county, "session", json_string(token->claims, "sid"));
	json_set_text(county, "subject", json_string(token->claims, "sub"));
	session_audit(r, "session.county_end");
	status = db_one("county/leave", r->in, &left);
	if (status == NOT_FOUND)
		return told_wrong(r, "heard before");
	TRY(status);
	log_line(LOG_INFO, "county.left", "sessions=%ld", json_int(left, "count", 0));
	reply_text(r, 200, "text/plain", "");
	return OK;
}

enum status county_told(struct request *r)
{
	const struct jwt_wanted wanted = { settings.oidc_issuer, settings.oidc_client_id, NULL,
					   NULL, (long)time(NULL) };
	struct county_provider provider;
	const char *text, *why = "";
	struct jwt token;
	enum status status;

	if (!county_is_on())
		return NOT_FOUND;
	text = logout_token(r);
	if (!text)
		return told_wrong(r, "no token");
	TRY(county_provider_read(&provider));
	status = county_token_read(&provider, text, true, &token, &why);
	if (status == OK)
		status = jwt_is_logout_token(&token, &wanted, &why);
	if (status == INVALID)
		return told_wrong(r, why);
	TRY(status);
	return leave(r, &token);
}
