/* session.c: the cookie, who is asking, and how a session begins, locks and ends.
 *
 * The cookie holds 32 random bytes; the table sessions knows only their hash, so that a stolen
 * database opens nothing. Idle and absolute age are judged on the database's clock, which all
 * servers share. A session is new whenever somebody proves more than before; pages that ask for
 * themselves do not keep one alive. A sign-in that still wants a code is no session: it has a
 * cookie of its own. Roles are the router's affair, passwords and codes signin.c's. */
#include "web/session.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"
#include "web/device.h"
#include "web/page.h"
#include "web/signin.h"
#include <stdio.h>
#include <string.h>

#define TOKEN_BYTES 32

static struct session_settings settings;
static const char *cookie_name, *half_name, *cookie_flags;
static char origin[256];

/* What a page may be called that is shown after sign-in: a path of ours and never another host,
 * which "//" and, in some browsers, "/\" would be. */
const char *session_next(const char *next)
{
	const char *at = next;

	if (next[0] != '/' || next[1] == '/' || next[1] == '\\')
		return NULL;
	for (; *at; at++)
		if ((unsigned char)*at <= ' ' || *at == 0x7f)
			return NULL;
	return next;
}

void session_start(const struct session_settings *given)
{
	bool is_https = strncmp(given->public_url, "https://", 8) == 0;
	size_t scheme = is_https ? 8 : 7;

	settings = *given;
	cookie_name = is_https ? "__Host-session" : "session";
	half_name = is_https ? "__Host-signin" : "signin";
	cookie_flags = is_https ? "; Path=/; HttpOnly; SameSite=Lax; Secure"
	                        : "; Path=/; HttpOnly; SameSite=Lax";
	if (strlen(given->public_url) < scheme)
		scheme = 0;
	snprintf(origin, sizeof origin, "%.*s",
	         (int)(scheme + strcspn(given->public_url + scheme, "/")), given->public_url);
}

bool session_wants_factor(void)
{
	return settings.wants_factor;
}

bool session_wants_county(void)
{
	return settings.wants_county;
}

/* The token in the Cookie header, NULL when there is none that looks like ours. */
static const char *token_sent(const struct request *r, const char *name)
{
	const char *at = request_header(r, "Cookie");
	size_t len = strlen(name);

	while (at && *at) {
		at += strspn(at, " ;");
		if (strncmp(at, name, len) == 0 && at[len] == '='
		    && strspn(at + len + 1, "0123456789abcdef") == TOKEN_HEX_SIZE)
			return arena_copy(at + len + 1, TOKEN_HEX_SIZE);
		at = strchr(at, ';');
	}
	return NULL;
}

static void cookie_set(struct request *r, const char *name, const char *token)
{
	reply_header(r, "Set-Cookie", arena_printf("%s=%s%s%s", name, token, cookie_flags,
	                                           *token ? "" : "; Max-Age=0"));
}

static const char *prefixed(const char *name)
{
	return arena_printf("%s%s", strncmp(cookie_name, "__Host-", 7) == 0 ? "__Host-" : "", name);
}

const char *session_cookie(const struct request *r, const char *name)
{
	return token_sent(r, prefixed(name));
}

void session_cookie_set(struct request *r, const char *name, const char *token)
{
	cookie_set(r, prefixed(name), token);
}

static const char *hash_of(const char *token)
{
	return token ? crypto_sha256_hex(token, strlen(token)) : NULL;
}

/* A notice waits for a page that a person looks at: not for a part of one, nor for a form's target,
 * whose own redirect leads to the page. */
static cJSON *session_document(struct request *r)
{
	cJSON *session = json_set(r->in, "session", json_object());
	bool is_page = r->method == GET && !r->is_live && !request_header(r, "HX-Request");

	json_set_text(session, "hash", hash_of(r->session));
	json_set_text(session, "place_hash", hash_of(router_here(r)));
	json_set_bool(session, "is_live", r->is_live);
	json_set_bool(session, "takes_notice", is_page);
	json_set_int(session, "idle_s", settings.idle_s);
	json_set_int(session, "life_s", settings.life_s);
	return session;
}

enum status session_read(struct request *r)
{
	const cJSON *who;
	enum status status;

	r->session = token_sent(r, cookie_name);
	session_document(r);
	if (!r->session)
		return OK;
	status = db_one("sessions/who", r->in, &who);
	if (status == OK)
		json_set(r->in, json_true(who, "is_locked") ? "locked" : "user", json_copy(who));
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
	if (!json_at(r->in, "user") || r->route->handler == signin_password)
		return true;
	if (!*theirs && request_header(r, "X-CSRF-Token"))
		theirs = request_header(r, "X-CSRF-Token");
	return *ours && strlen(ours) == strlen(theirs) && crypto_same(ours, theirs, strlen(ours));
}

bool session_factor_is_fresh(const struct request *r)
{
	return json_true(r->in, "user.is_factor_fresh");
}

enum status session_lead_on(struct request *r, const char *next)
{
	return redirect(r, "%s", session_next(next) ? next : "/");
}

void session_audit(struct request *r, const char *action)
{
	cJSON *audit = json_set(r->in, "audit", json_object());

	json_set_text(audit, "action", action);
	json_set_text(audit, "route", r->route->path);
	json_set_text(audit, "remote", r->remote);
	json_set_text(audit, "request_id", r->id);
	db_scope(r->in);
}

/* The half-open sign-in, known by the hash of its cookie. */
static cJSON *half_document(struct request *r, const char *token)
{
	cJSON *half = json_set(r->in, "half", json_object());

	if (token)
		json_set_text(half, "hash", crypto_sha256_hex(token, strlen(token)));
	else
		json_set_text(half, "hash", NULL);
	return half;
}

enum status session_begin(struct request *r, const char *user_id, int how)
{
	cJSON *sign_in = json_at(r->in, "sign_in") ? cJSON_GetObjectItemCaseSensitive(r->in, "sign_in")
		: json_set(r->in, "sign_in", json_object());
	const char *token = crypto_token(TOKEN_BYTES), *half = token_sent(r, half_name);
	const cJSON *opened;
	enum status status;

	json_set_text(sign_in, "token_hash", hash_of(token));
	json_set_text(sign_in, "csrf", crypto_token(TOKEN_BYTES));
	json_set_text(sign_in, "remote", r->remote);
	json_set_text(sign_in, "device", device_words(request_header(r, "User-Agent")));
	json_set_bool(sign_in, "has_factor", (how & WITH_FACTOR) != 0);
	json_set_bool(sign_in, "goes_on", (how & GOES_ON) != 0);
	half_document(r, half);
	json_set_text(json_set(r->in, "user", json_object()), "id", user_id);
	session_audit(r, how & GOES_ON ? "session.go_on" : "session.open");
	status = db_one("sessions/open", r->in, &opened);
	if (status != OK)
		return status == NOT_FOUND ? FORBIDDEN : status;
	r->session = token;
	session_document(r);
	cookie_set(r, cookie_name, token);
	if (half)
		cookie_set(r, half_name, "");
	return OK;
}

enum status session_half_open(struct request *r, const char *user_id, const char *wants)
{
	const char *token = crypto_token(TOKEN_BYTES);
	cJSON *half = half_document(r, token);

	json_set_text(half, "user_id", user_id);
	json_set_text(half, "wants", wants);
	TRY(db_run("sessions/half_open", r->in));
	cookie_set(r, half_name, token);
	return OK;
}

enum status session_half(struct request *r, const char *query, const cJSON **half)
{
	const char *token = token_sent(r, half_name);

	half_document(r, token);
	return token ? db_one(query, r->in, half) : NOT_FOUND;
}

/* Who came from the county is still signed in there: the way out leads on to it. */
enum status session_close(struct request *r)
{
	const cJSON *closed = NULL;
	enum status status = r->session ? db_one("sessions/close", r->in, &closed) : NOT_FOUND;

	if (status != OK && status != NOT_FOUND)
		return status;
	cookie_set(r, cookie_name, "");
	return redirect(r, "%s", json_true(closed, "is_county") ? "/signed-out" : "/signin");
}

/* What is locked is left at once: nothing of it is shown until the password is given. */
enum status session_lock(struct request *r)
{
	const char *next = json_text(r->in, "form.next");
	struct buf to = buf_new(8192);

	TRY(db_run("sessions/lock", r->in));
	buf_text(&to, "/locked?next=");
	buf_url(&to, session_next(next) ? next : "/");
	return redirect(r, "%s", to.data);
}

enum status session_clock(struct request *r)
{
	cJSON *doc = json_object();

	json_set_int(doc, "locks_in_s", json_int(r->in, "user.locks_in_s", 0));
	reply_json(r, 200, doc);
	return OK;
}
