/* me.c: one's own account: password, a fresh proof, and what was typed before a screen locked.
 *
 * What was typed may name people, so it is sealed, is its writer's alone, and is given back once.
 * Setting up an app for codes is factors.c's. */
#include "app/me.h"

#include "app/passwords.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/seal.h"
#include "db/db.h"
#include "web/factor.h"
#include "web/form.h"
#include "web/page.h"
#include "web/session.h"
#include "web/signin.h"

#include <string.h>

#define DRAFT_MAX 48000

/* One's own password, as it was typed in `field`; what is wrong stands beside it. A
 * refusal is written down under the name of who asks. */
static enum status own_password(struct request *r, const char *field, bool *fits)
{
	const cJSON *account;

	signin_account(r, json_text(r->in, "user.email"));
	TRY(db_one("me/account", r->in, &account));
	return signin_password_fits(r, account, json_text(r->in, arena_printf("form.%s", field)),
				    field, fits);
}

static enum status new_password_ok(struct request *r, bool *fits)
{
	const char *fault, *chosen = json_text(r->in, "form.password");

	TRY(password_fault(r, chosen, json_text(r->in, "user.email"), &fault));
	if (!fault && strcmp(chosen, json_text(r->in, "form.current")) == 0)
		fault = "Choose a password that is not the one you have";
	if (fault)
		form_error(r, "password", fault);
	*fits = !fault;
	return OK;
}

/* Changing it ends every session; this browser goes on with a new one. */
enum status me_password(struct request *r)
{
	static const struct field fields[] = {
		{ "current", "the password you have", PASSWORD, .required = true, .max = 512 },
		{ "password", "the new password", PASSWORD, .required = true, .max = 512 },
	};
	const char *id = json_text(r->in, "user.id");
	bool fits;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(new_password_ok(r, &fits));
	if (fits)
		TRY(own_password(r, "current", &fits));
	if (!fits)
		return page_again(r);
	TRY(password_put(r, json_text(r->in, "form.password")));
	session_audit(r, "password.change");
	TRY(db_run("me/password_set", r->in));
	TRY(session_begin(r, id, GOES_ON));
	page_notice(r, "Your password is changed. You are signed out everywhere else.");
	return redirect(r, "/me");
}

/* A code where the account has a factor, else its password. */
static enum status proof_taken(struct request *r, bool *fits)
{
	const char *code = json_text(r->in, "form.code"), *left;
	enum factor_kind kind = NO_FACTOR;
	const cJSON *row;

	if (!json_true(r->in, "user.has_factor"))
		return own_password(r, "code", fits);
	signin_account(r, json_text(r->in, "user.email"));
	TRY(db_one("me/factor_throttle", r->in, &row));
	if (!json_true(row, "is_throttled"))
		TRY(factor_take(r, json_text(r->in, "user.id"), code, &kind, &left));
	*fits = kind != NO_FACTOR;
	if (*fits)
		return OK;
	session_audit(r, "session.refuse");
	TRY(db_run("sessions/factor_miss", r->in));
	form_error(r, "code", "Enter the 6 digits your app shows now. These were not them, or were "
		   "used before.");
	return OK;
}

enum status me_factor(struct request *r)
{
	static const struct field fields[] = {
		{ "code", "what you are asked for", PASSWORD, .required = true, .max = 512 },
		{ "next", "the next page", TEXT, .max = 2048 },
	};
	cJSON *query = json_set(r->in, "query", json_object());
	bool fits;

	json_set_text(query, "next", session_next(json_text(r->in, "form.next")));
	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(proof_taken(r, &fits));
	if (!fits)
		return page_again(r);
	session_audit(r, "factor.give");
	TRY(db_run("sessions/factor_given", r->in));
	return session_lead_on(r, json_text(r->in, "form.next"));
}

static bool draft_form_ok(struct request *r)
{
	static const struct field fields[] = {
		{ "place", "the page", TEXT, .required = true, .max = 2048 },
		{ "fields", "what was typed", LONG_TEXT, .max = DRAFT_MAX },
	};
	const char *place;

	if (!form_ok(r, fields, countof(fields)))
		return false;
	place = json_text(r->in, "form.place");
	json_set_text(json_set(r->in, "draft", json_object()), "place_hash",
		      crypto_sha256_hex(place, strlen(place)));
	return true;
}

enum status draft_keep(struct request *r)
{
	const char *fields, *sealed;
	const cJSON *row;
	cJSON *draft;

	if (!draft_form_ok(r))
		return INVALID;
	fields = json_text(r->in, "form.fields");
	if (!*fields) {
		reply_json(r, 200, json_object());
		return db_run("drafts/drop", r->in);
	}
	draft = cJSON_GetObjectItemCaseSensitive(r->in, "draft");
	TRY(db_one("drafts/place", r->in, &row));
	json_set_text(draft, "id", json_text(row, "id"));
	TRY(seal_put(arena_printf("drafts.fields:%s", json_text(row, "id")), fields, strlen(fields),
		     &sealed));
	json_set_text(draft, "sealed", sealed);
	TRY(db_run("drafts/keep", r->in));
	reply_json(r, 200, json_object());
	return OK;
}

enum status draft_return(struct request *r)
{
	const char *plain, *why;
	cJSON *doc, *fields;
	const cJSON *row;
	size_t n;

	if (!draft_form_ok(r))
		return INVALID;
	TRY(db_one("drafts/take", r->in, &row));
	TRY(seal_open(arena_printf("drafts.fields:%s", json_text(row, "id")),
		      json_text(row, "fields"), &plain, &n));
	TRY(json_read(plain, n, &fields, &why));
	doc = json_object();
	json_set_text(doc, "at", json_text(row, "at"));
	json_set(doc, "fields", fields);
	reply_json(r, 200, doc);
	return OK;
}
