/* signin.c: how somebody proves who they are: password, then a code; and again where a screen was
 * locked.
 *
 * An unknown account, a wrong password and too many tries are answered in the same words and take
 * the same time. What counts as too many is the database's to say (sign_in_is_throttled): an
 * account is closed to networks it is guessed at from, never to its own people. */
#include "web/signin.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "web/factor.h"
#include "web/form.h"
#include "web/page.h"
#include "web/session.h"
#include <ctype.h>
#include <string.h>

static const struct field code_fields[] = {
	{ "code", "the 6 digits your app shows, or a recovery code", TEXT, .required = true,
	  .max = 40 },
	{ "next", "the next page", TEXT, .max = 2048 },
};

static const char *lower(const char *text)
{
	char *copy = arena_dup(text), *at;

	for (at = copy; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

void signin_account(struct request *r, const char *email)
{
	cJSON *sign_in = json_set(r->in, "sign_in", json_object());
	const char *account = lower(email);

	json_set_text(sign_in, "email", account);
	json_set_text(sign_in, "account_hash", crypto_sha256_hex(account, strlen(account)));
	json_set_text(sign_in, "remote", r->remote);
	json_set_bool(sign_in, "wants_county", session_wants_county());
}

enum status signin_go(struct request *r, const char *path, const char *next)
{
	struct buf to = buf_new(8192);

	buf_text(&to, path);
	if (session_next(next)) {
		buf_text(&to, "?next=");
		buf_url(&to, next);
	}
	return redirect(r, "%s", to.data);
}

/* The page of a form that so far holds only where to go next. */
static enum status form_page(struct request *r, const cJSON *doc)
{
	r->form = json_object();
	json_set_text(r->form, "next", session_next(json_text(r->in, "query.next")));
	return page_show(r, 200, r->route->name, doc);
}

/* From here on nobody asks: what is written down is written for the account that was named. */
static void forget_asker(struct request *r)
{
	json_set(r->in, "audit", cJSON_CreateNull());
	json_set(r->in, "user", cJSON_CreateNull());
	db_scope(r->in);
}

enum status signin_refuse(struct request *r, const char *field, bool is_throttled)
{
	json_set_bool(cJSON_GetObjectItemCaseSensitive(r->in, "sign_in"), "is_throttled",
	              is_throttled);
	session_audit(r, "session.refuse");
	TRY(db_run("sessions/refuse", r->in));
	log_line(LOG_WARN, "session.refused", "throttled=%d remote=%s", is_throttled, r->remote);
	form_error(r, field, json_at(r->in, "form.email")
	           ? "Enter the e-mail and password of your account. This pair is not one we know. "
	             "After ten tries wait 15 minutes."
	           : "Enter your password. This is not it. After ten tries wait 15 minutes.");
	return OK;
}

enum status signin_password_fits(struct request *r, const cJSON *account, const char *password,
		const char *field, bool *fits)
{
	bool is_throttled = json_true(account, "is_throttled");

	*fits = password_fits(json_text_or_null(account, "password_hash"), password) && !is_throttled;
	return *fits ? OK : signin_refuse(r, field, is_throttled);
}

enum status signin_form(struct request *r)
{
	if (json_at(r->in, "user"))
		return session_lead_on(r, json_text(r->in, "query.next"));
	return form_page(r, json_object());
}

enum status signin_let_in(struct request *r, const cJSON *account, const char *next)
{
	const char *id = json_text(account, "id");
	bool has_factor = json_true(account, "has_factor");

	if (!has_factor && !session_wants_factor()) {
		TRY(session_begin(r, id, PASSWORD_ALONE));
		return session_lead_on(r, next);
	}
	TRY(session_half_open(r, id, has_factor ? "code" : "setup"));
	return signin_go(r, has_factor ? "/signin/totp" : "/signin/setup", next);
}

enum status signin_password(struct request *r)
{
	static const struct field fields[] = {
		{ "email", "your work e-mail", EMAIL, .required = true },
		{ "password", "your password", PASSWORD, .required = true, .max = 512 },
		{ "next", "the next page", TEXT, .max = 2048 },
	};
	const cJSON *account;
	bool fits;

	forget_asker(r);
	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	signin_account(r, json_text(r->in, "form.email"));
	TRY(db_one("sessions/account", r->in, &account));
	TRY(signin_password_fits(r, account, json_text(r->in, "form.password"), "password", &fits));
	return fits ? signin_let_in(r, account, json_text(r->in, "form.next")) : page_again(r);
}

enum status signin_code_form(struct request *r)
{
	enum status status;
	const cJSON *half;

	if (json_at(r->in, "user"))
		return session_lead_on(r, json_text(r->in, "query.next"));
	status = session_half(r, "sessions/half", &half);
	if (status == NOT_FOUND)
		return signin_go(r, "/signin", json_text(r->in, "query.next"));
	TRY(status);
	if (strcmp(json_text(half, "wants"), "setup") == 0)
		return signin_go(r, "/signin/setup", json_text(r->in, "query.next"));
	return form_page(r, json_object());
}

/* A wrong code is written down as a wrong password is, and counts for the account as well. */
static enum status code_refuse(struct request *r)
{
	session_audit(r, "session.refuse");
	TRY(db_run("sessions/factor_miss", r->in));
	log_line(LOG_WARN, "session.code_refused", "remote=%s", r->remote);
	form_error(r, "code", "Enter the 6 digits your app shows now. These were not them, or were "
	           "used before. After five tries you start again.");
	return page_again(r);
}

enum status signin_code(struct request *r)
{
	enum factor_kind kind = NO_FACTOR;
	const cJSON *half;
	enum status status;
	const char *left;

	forget_asker(r);
	if (!form_ok(r, code_fields, countof(code_fields)))
		return page_again(r);
	status = session_half(r, "sessions/half_try", &half);
	if (status == NOT_FOUND || (status == OK && strcmp(json_text(half, "wants"), "code") != 0))
		return signin_go(r, "/signin", json_text(r->in, "form.next"));
	TRY(status);
	signin_account(r, json_text(half, "email"));
	if (!json_true(half, "is_throttled"))
		TRY(factor_take(r, json_text(half, "user_id"), json_text(r->in, "form.code"), &kind,
		                &left));
	if (kind == NO_FACTOR)
		return code_refuse(r);
	TRY(session_begin(r, json_text(half, "user_id"), WITH_FACTOR));
	if (kind == RECOVERY_CODE)
		page_notice(r, arena_printf("You used a recovery code. %s left. If your phone is gone, set "
		                            "up another app under Your account.", left));
	return session_lead_on(r, json_text(r->in, "form.next"));
}

/* A session that is neither locked nor alive leads to sign-in; one that lives leads on. */
enum status signin_locked(struct request *r)
{
	const cJSON *locked = json_at(r->in, "locked");
	cJSON *doc = json_object();

	if (json_at(r->in, "user"))
		return session_lead_on(r, json_text(r->in, "query.next"));
	if (!locked)
		return signin_go(r, "/signin", json_text(r->in, "query.next"));
	json_set_text(doc, "name", json_text(locked, "name"));
	json_set_bool(doc, "has_password", json_true(locked, "has_password"));
	return form_page(r, doc);
}

static enum status locked_again(struct request *r)
{
	cJSON *doc = json_object();

	json_set_text(doc, "name", json_text(r->in, "locked.name"));
	json_set_bool(doc, "has_password", json_true(r->in, "locked.has_password"));
	return page_show(r, 422, r->route->name, doc);
}

/* The password alone goes on with a session whose code was given before; it keeps that one's age,
 * so that nobody stays for longer than its whole life. */
enum status signin_unlock(struct request *r)
{
	static const struct field fields[] = {
		{ "password", "your password", PASSWORD, .required = true, .max = 512 },
		{ "next", "the next page", TEXT, .max = 2048 },
	};
	const cJSON *account;
	bool fits;

	if (json_at(r->in, "user") || !json_at(r->in, "locked"))
		return signin_go(r, "/signin", json_text(r->in, "form.next"));
	if (!form_ok(r, fields, countof(fields)))
		return locked_again(r);
	signin_account(r, json_text(r->in, "locked.email"));
	TRY(db_one("sessions/unlocking", r->in, &account));
	TRY(signin_password_fits(r, account, json_text(r->in, "form.password"), "password", &fits));
	if (!fits)
		return locked_again(r);
	TRY(session_begin(r, json_text(r->in, "locked.id"), GOES_ON));
	return session_lead_on(r, json_text(r->in, "form.next"));
}
