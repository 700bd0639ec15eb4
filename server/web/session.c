/* session.c: the cookie, sign-in, and who is asking.
 *
 * The cookie holds 32 random bytes; the table sessions knows only their hash, so that a stolen
 * database opens nothing. Idle and absolute age are judged on the database's clock, which all
 * servers share. A session is new at every sign-in; pages that ask for themselves do not keep one
 * alive. Roles are the router's affair. */
#include "web/session.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define TOKEN_BYTES 32
#define THROTTLE_S 1

static struct session_settings settings;
static const char *cookie_name, *cookie_flags;
static char origin[256];

/* What a page may be called that is shown after sign-in: a path of ours and never another host,
 * which "//" and, in some browsers, "/\" would be. */
static bool is_own_path(const char *next)
{
	if (next[0] != '/' || next[1] == '/' || next[1] == '\\')
		return false;
	for (; *next; next++)
		if ((unsigned char)*next <= ' ' || *next == 0x7f)
			return false;
	return true;
}

void session_start(const struct session_settings *given)
{
	bool is_https = strncmp(given->public_url, "https://", 8) == 0;
	size_t scheme = is_https ? 8 : 7;

	settings = *given;
	cookie_name = is_https ? "__Host-session" : "session";
	cookie_flags = is_https ? "; Path=/; HttpOnly; SameSite=Lax; Secure"
	                        : "; Path=/; HttpOnly; SameSite=Lax";
	if (strlen(given->public_url) < scheme)
		scheme = 0;
	snprintf(origin, sizeof origin, "%.*s",
	         (int)(scheme + strcspn(given->public_url + scheme, "/")), given->public_url);
}

/* The token in the Cookie header, NULL when there is none that looks like ours. */
static const char *token_sent(const struct request *r)
{
	const char *at = request_header(r, "Cookie");
	size_t len = strlen(cookie_name);

	while (at && *at) {
		at += strspn(at, " ;");
		if (strncmp(at, cookie_name, len) == 0 && at[len] == '='
		    && strspn(at + len + 1, "0123456789abcdef") == TOKEN_HEX_SIZE)
			return arena_copy(at + len + 1, TOKEN_HEX_SIZE);
		at = strchr(at, ';');
	}
	return NULL;
}

static void cookie_set(struct request *r, const char *token)
{
	reply_header(r, "Set-Cookie", arena_printf("%s=%s%s%s", cookie_name, token, cookie_flags,
	                                           *token ? "" : "; Max-Age=0"));
}

/* A notice waits for a page that a person looks at: not for a part of one, nor for a form's target,
 * whose own redirect leads to the page. */
static cJSON *session_document(struct request *r)
{
	cJSON *session = json_set(r->in, "session", json_object());
	bool is_page = r->method == GET && !r->is_live && !request_header(r, "HX-Request");

	json_set_text(session, "hash",
	              r->session ? crypto_sha256_hex(r->session, TOKEN_HEX_SIZE) : NULL);
	json_set_bool(session, "is_live", r->is_live);
	json_set_bool(session, "takes_notice", is_page);
	json_set_int(session, "idle_s", settings.idle_s);
	json_set_int(session, "life_s", settings.life_s);
	return session;
}

enum status session_read(struct request *r)
{
	const cJSON *user;
	enum status status;

	r->session = token_sent(r);
	session_document(r);
	if (!r->session)
		return OK;
	status = db_one("sessions/who", r->in, &user);
	if (status == OK)
		json_set(r->in, "user", json_copy(user));
	return status == NOT_FOUND ? OK : status;
}

/* Browsers of the last years say where a request comes from; one that says nothing must at least
 * know the token, and signing in from nowhere gains an attacker nothing they do not have. */
static bool is_from_us(const struct request *r)
{
	const char *site = request_header(r, "Sec-Fetch-Site"), *from = request_header(r, "Origin");

	if (site)
		return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
	return !from || strcmp(from, origin) == 0;
}

bool session_csrf_ok(const struct request *r)
{
	const char *ours = json_text(r->in, "user.csrf"), *theirs = json_text(r->in, "form.csrf");

	if (!is_from_us(r))
		return false;
	if (!json_at(r->in, "user") || r->route->handler == session_open)
		return true;
	if (!*theirs && request_header(r, "X-CSRF-Token"))
		theirs = request_header(r, "X-CSRF-Token");
	return *ours && strlen(ours) == strlen(theirs) && crypto_same(ours, theirs, strlen(ours));
}

enum status session_form(struct request *r)
{
	const char *next = json_text(r->in, "query.next");

	if (json_at(r->in, "user"))
		return redirect(r, "%s", is_own_path(next) ? next : "/");
	r->form = json_object();
	json_set_text(r->form, "next", is_own_path(next) ? next : NULL);
	return page_show(r, 200, r->route->name, json_object());
}

static const char *lower(const char *text)
{
	char *copy = arena_dup(text), *at;

	for (at = copy; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

static cJSON *sign_in_document(struct request *r)
{
	cJSON *sign_in = json_set(r->in, "sign_in", json_object());
	const char *email = lower(json_text(r->in, "form.email"));

	json_set_text(sign_in, "email", email);
	json_set_text(sign_in, "account_hash", crypto_sha256_hex(email, strlen(email)));
	json_set_text(sign_in, "remote", r->remote);
	return sign_in;
}

/* The line goes with the statement that opens or refuses, not with the look at the account. */
static void audit_next(struct request *r, const char *action)
{
	cJSON *audit = json_set(r->in, "audit", json_object());

	json_set_text(audit, "action", action);
	json_set_text(audit, "route", r->route->path);
	json_set_text(audit, "remote", r->remote);
	json_set_text(audit, "request_id", r->id);
	db_scope(r->in);
}

/* The same words for an unknown account, a wrong password and too many tries. */
static enum status refuse(struct request *r, bool is_throttled)
{
	struct timespec pause = { .tv_sec = THROTTLE_S };

	audit_next(r, "session.refuse");
	TRY(db_run("sessions/refuse", r->in));
	log_line(LOG_WARN, "session.refused", "throttled=%d remote=%s", is_throttled, r->remote);
	if (is_throttled)
		nanosleep(&pause, NULL);
	form_error(r, "password", "Enter the e-mail and password of your account. "
	           "This pair is not one we know.");
	return page_again(r);
}

static enum status open_for(struct request *r, cJSON *sign_in, const char *user_id)
{
	const char *token = crypto_token(TOKEN_BYTES), *next = json_text(r->in, "form.next");

	json_set_text(sign_in, "token_hash", crypto_sha256_hex(token, strlen(token)));
	json_set_text(sign_in, "csrf", crypto_token(TOKEN_BYTES));
	json_set_text(json_set(r->in, "user", json_object()), "id", user_id);
	audit_next(r, "session.open");
	TRY(db_run("sessions/open", r->in));
	cookie_set(r, token);
	return redirect(r, "%s", is_own_path(next) ? next : "/");
}

enum status session_open(struct request *r)
{
	static const struct field fields[] = {
		{ "email", "your work e-mail", EMAIL, .required = true },
		{ "password", "your password", PASSWORD, .required = true, .max = 128 },
		{ "next", "the next page", TEXT, .max = 2048 },
	};
	cJSON *sign_in;
	const cJSON *account;
	bool is_right, is_throttled;

	json_set(r->in, "audit", cJSON_CreateNull());
	json_set(r->in, "user", cJSON_CreateNull());
	db_scope(r->in);
	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	sign_in = sign_in_document(r);
	TRY(db_one("sessions/account", r->in, &account));
	is_throttled = json_true(account, "is_throttled");
	is_right = password_fits(json_text_or_null(account, "password_hash"),
	                         json_text(r->in, "form.password"));
	if (!is_right || is_throttled)
		return refuse(r, is_throttled);
	return open_for(r, sign_in, json_text(account, "id"));
}

enum status session_close(struct request *r)
{
	enum status status = r->session ? db_run("sessions/close", r->in) : OK;

	if (status != OK && status != NOT_FOUND)
		return status;
	cookie_set(r, "");
	return redirect(r, "/signin");
}
