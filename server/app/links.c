/* links.c: one-time links: to become the first administrator, to join, to choose a new password, to
 * set up another app for codes.
 *
 * The address holds 32 random bytes, the database their hash. A link is used up in the statement
 * that does what it is for. A new password never opens an account that has a second factor, and a
 * link for a new app wants the password. */
#include "app/links.h"

#include "app/passwords.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"
#include "web/session.h"
#include "web/signin.h"

#include <stdio.h>
#include <string.h>

#define LINK_BYTES 32

static const char *link_for(cJSON *in)
{
	const char *token = crypto_token(LINK_BYTES);

	json_set_text(json_set(in, "link", json_object()), "hash",
		      crypto_sha256_hex(token, strlen(token)));
	return arena_printf("%s/welcome/%s", settings.public_url, token);
}

const char *link_new(struct request *r)
{
	return link_for(r->in);
}

enum status link_page(struct request *r, const cJSON *made, const char *url, const char *kind)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", json_text(made, "id"));
	json_set_text(doc, "name", json_text(made, "name"));
	json_set_text(doc, "until", json_text(made, "until"));
	json_set_text(doc, "url", url);
	json_set_bool(doc, "is_join", strcmp(kind, "join") == 0);
	json_set_bool(doc, "is_password", strcmp(kind, "password") == 0);
	json_set_bool(doc, "is_factor", strcmp(kind, "factor") == 0);
	r->form = NULL;
	return page_show(r, 200, "users/link", doc);
}

/* One page for every kind, and for links that are over: those say nothing of an account. */
static enum status welcome_page(struct request *r, const cJSON *link, int status)
{
	cJSON *doc = json_object();

	json_set_bool(doc, "is_open", link != NULL);
	json_set_bool(doc, "is_first", json_true(link, "is_first"));
	json_set_bool(doc, "is_factor", json_true(link, "is_factor"));
	json_set_bool(doc, "is_join", json_true(link, "is_join"));
	json_set_bool(doc, "is_password", json_true(link, "is_password"));
	json_set_text(doc, "name", json_text_or_null(link, "name"));
	json_set_text(doc, "email", json_text(link, "email"));
	json_set_text(doc, "token", json_text(r->in, "path.token"));
	json_set_text(doc, "csrf", json_text(r->in, "csrf"));
	return page_show(r, status, r->route->name, doc);
}

/* Whoever opens a link is somebody else than whoever is signed in here; the form still proves that
 * it is ours. */
static void forget_asker(struct request *r)
{
	json_set_text(r->in, "csrf", json_text(r->in, "user.csrf"));
	json_set(r->in, "user", cJSON_CreateNull());
	db_scope(r->in);
}

static enum status link_of(struct request *r, const cJSON **link)
{
	enum status status = db_one("invitations/show", r->in, link);

	if (status != OK)
		*link = NULL;
	return status == NOT_FOUND ? OK : status;
}

enum status link_show(struct request *r)
{
	const cJSON *link;

	forget_asker(r);
	TRY(link_of(r, &link));
	return welcome_page(r, link, link ? 200 : 404);
}

static bool welcome_form_ok(struct request *r, const cJSON *link)
{
	static const struct field first[] = {
		{ "email", "your work e-mail", EMAIL, .required = true },
		{ "name", "your name", TEXT, .required = true, .max = 100 },
		{ "password", "a password", PASSWORD, .required = true, .max = 512 },
	};
	static const struct field other[] = {
		{ "password", "a password", PASSWORD, .required = true, .max = 512 },
	};

	if (json_true(link, "is_first"))
		return form_ok(r, first, countof(first));
	return form_ok(r, other, countof(other));
}

/* The old password, for who lost the phone. */
static enum status use_for_app(struct request *r, const cJSON *link)
{
	const cJSON *account, *used;
	enum status status;
	bool fits;

	signin_account(r, json_text(link, "email"));
	TRY(db_one("sessions/account", r->in, &account));
	TRY(signin_password_fits(r, account, json_text(r->in, "form.password"), "password", &fits));
	if (!fits)
		return welcome_page(r, link, 422);
	session_audit(r, "link.use");
	status = db_one("invitations/factor", r->in, &used);
	if (status == NOT_FOUND)
		return welcome_page(r, NULL, 404);
	TRY(status);
	TRY(session_half_open(r, json_text(used, "id"), "replace"));
	return redirect(r, "/signin/setup");
}

/* A new password; then whatever else the account wants before it opens. */
static enum status use_for_password(struct request *r, const cJSON *link)
{
	bool is_first = json_true(link, "is_first");
	const char *email = json_text(is_first ? r->in : link, is_first ? "form.email" : "email");
	const char *chosen = json_text(r->in, "form.password"), *fault;
	const cJSON *used;
	enum status status;

	TRY(password_fault(r, chosen, email, &fault));
	if (fault) {
		form_error(r, "password", fault);
		return welcome_page(r, link, 422);
	}
	TRY(password_put(r, chosen));
	session_audit(r, "link.use");
	status = db_one(is_first ? "invitations/first" : "invitations/password", r->in, &used);
	if (status == CONFLICT) {
		form_error(r, "email", "Enter another address: this one has an account already");
		return welcome_page(r, link, 422);
	}
	if (status == NOT_FOUND)
		return welcome_page(r, NULL, 404);
	TRY(status);
	return signin_let_in(r, used, "/");
}

enum status link_use(struct request *r)
{
	const cJSON *link;

	forget_asker(r);
	TRY(link_of(r, &link));
	if (!link)
		return welcome_page(r, NULL, 404);
	if (!welcome_form_ok(r, link))
		return welcome_page(r, link, 422);
	return json_true(link, "is_factor") ? use_for_app(r, link) : use_for_password(r, link);
}

enum status link_bootstrap(void)
{
	cJSON *in = json_object();
	const char *url = link_for(in);
	const cJSON *made;
	enum status status = db_one("invitations/bootstrap", in, &made);

	if (status == NOT_FOUND)
		return CONFLICT;
	TRY(status);
	printf("Open this address within an hour to make the first administrator. It works once.\n"
	       "\n    %s\n\n", url);
	return OK;
}
