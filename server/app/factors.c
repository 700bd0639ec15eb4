/* factors.c: setting up an app for codes, and recovery codes.
 *
 * The new seed stands nowhere until a code of it was typed: the page carries it, sealed for the
 * account and the quarter of an hour, so looking at the page changes nothing. Recovery codes are
 * shown once; the database keeps their hashes. */
#include "app/factors.h"

#include "app/qr.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/seal.h"
#include "base/totp.h"
#include "db/db.h"
#include "web/factor.h"
#include "web/form.h"
#include "web/page.h"
#include "web/session.h"
#include "web/signin.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SETUP_SECONDS (15 * 60)
#define CODES 10
#define CODE_CHARS 24             /* see RECOVERY_CHARS in web/factor.c */
#define GROUP 4

struct owner {
	const char *id, *email;
	bool is_half, is_first;          /* is_first: must not take the place of another app */
};

/* Whose app it will be; NOT_FOUND: nobody who may set one up. */
static enum status owner_of(struct request *r, struct owner *who)
{
	const cJSON *half;

	*who = (struct owner){ .id = json_text(r->in, "user.id"),
			       .email = json_text(r->in, "user.email") };
	if (*who->id)
		return OK;
	TRY(session_half(r, "sessions/half", &half));
	if (strcmp(json_text(half, "wants"), "code") == 0)
		return NOT_FOUND;
	who->id = json_text(half, "user_id");
	who->email = json_text(half, "email");
	who->is_half = true;
	who->is_first = strcmp(json_text(half, "wants"), "setup") == 0;
	return OK;
}

/* Who may not set one up begins to sign in. */
static enum status send_away(struct request *r, enum status status, const char *next)
{
	return status == NOT_FOUND ? signin_go(r, "/signin", next) : status;
}

/* "XXXX XXXX …" is easier to type. */
static const char *grouped(const char *text, char between)
{
	struct buf out = buf_new(200);

	for (size_t i = 0; text[i]; i++) {
		if (i && i % GROUP == 0)
			buf_char(&out, between);
		buf_char(&out, text[i]);
	}
	return out.data;
}

static const char *place_of(const struct owner *who)
{
	return arena_printf("setup:%s", who->id);
}

/* The seed that the page carried: "seconds hex"; NULL when it is not this account's, or too old. */
static const char *seed_carried(const struct owner *who, const char *sealed)
{
	const char *plain, *space;
	size_t n;

	if (!*sealed || seal_open(place_of(who), sealed, &plain, &n) != OK)
		return NULL;
	space = strchr(plain, ' ');
	if (!space || time(NULL) - strtol(plain, NULL, 10) > SETUP_SECONDS)
		return NULL;
	return space + 1;
}

static enum status setup_document(const struct owner *who, const char *hex, cJSON **doc)
{
	const char *svg, *sealed, *plain = arena_printf("%ld %s", (long)time(NULL), hex);
	struct buf qr = buf_new(512 * 1024);
	struct totp_seed seed;

	if (!totp_seed_read(hex, &seed))
		return FAILED;
	TRY(seal_put(place_of(who), plain, strlen(plain), &sealed));
	TRY(qr_svg(totp_url(&seed, arena_printf("Verify %s", settings.agency_name), who->email),
		   &svg));
	buf_text(&qr, "data:image/svg+xml,");
	buf_url(&qr, svg);
	*doc = json_object();
	json_set_text(*doc, "qr", qr.data);
	json_set_text(*doc, "secret", grouped(totp_base32(&seed), ' '));
	json_set_text(*doc, "seed", sealed);
	json_set_text(*doc, "email", who->email);
	json_set_text(*doc, "action", who->is_half ? "/signin/setup" : "/me/factor/setup");
	return OK;
}

static enum status setup_page(struct request *r, const struct owner *who, const char *hex,
			      int status)
{
	cJSON *doc;

	TRY(setup_document(who, hex ? hex : totp_seed_new(), &doc));
	return page_show(r, status, r->route->name, doc);
}

enum status factor_setup_form(struct request *r)
{
	const char *next = json_text(r->in, "query.next");
	struct owner who;
	enum status status = owner_of(r, &who);

	if (status != OK)
		return send_away(r, status, next);
	r->form = json_object();
	json_set_text(r->form, "next", session_next(next));
	return setup_page(r, &who, NULL, 200);
}

/* Ten codes: in the document as people read them, in r->in.factor as the database keeps them. */
static cJSON *codes_new(struct request *r, const char *user_id)
{
	cJSON *doc = json_object(), *codes = json_set(doc, "codes", json_list()), *hashes;

	hashes = json_set(cJSON_GetObjectItemCaseSensitive(r->in, "factor"), "hashes", json_list());
	for (int i = 0; i < CODES; i++) {
		const char *code = crypto_code(CODE_CHARS);

		json_set_text(json_push(codes, json_object()), "code", grouped(code, '-'));
		json_push(hashes, cJSON_CreateString(factor_recovery_hash(user_id, code)));
	}
	return doc;
}

/* The page with the codes is the answer itself: they are nowhere else. */
static enum status codes_page(struct request *r, cJSON *doc, const char *name, const char *next)
{
	json_set_text(doc, "next", session_next(next) ? next : "/");
	r->form = NULL;
	return page_show(r, 200, name, doc);
}

static enum status factor_keep(struct request *r, const struct owner *who, const char *hex,
			       long step, cJSON **doc)
{
	cJSON *factor = json_set(r->in, "factor", json_object());
	const char *sealed;
	const cJSON *row;
	enum status status;

	json_set_text(factor, "user_id", who->id);
	json_set_text(factor, "step", arena_printf("%ld", step));
	json_set_bool(factor, "is_first", who->is_first);
	TRY(seal_put(arena_printf("users.totp:%s", who->id), hex, strlen(hex), &sealed));
	json_set_text(factor, "sealed", sealed);
	*doc = codes_new(r, who->id);
	if (who->is_half)
		json_set_text(json_set(r->in, "user", json_object()), "id", who->id);
	session_audit(r, "factor.set");
	status = db_one("me/factor_set", r->in, &row);
	return status == NOT_FOUND ? CONFLICT : status;
}

/* After the sign-in's own setup the codes are shown before the first page, to nobody yet. */
static enum status setup_done(struct request *r, const struct owner *who, cJSON *codes,
			      const char *next)
{
	if (!who->is_half) {
		TRY(db_run("sessions/factor_given", r->in));
		return codes_page(r, codes, "me/codes", "/me");
	}
	TRY(session_begin(r, who->id, WITH_FACTOR));
	json_set(r->in, "user", cJSON_CreateNull());
	db_scope(NULL);
	return codes_page(r, codes, "signin/codes", next);
}

enum status factor_setup(struct request *r)
{
	static const struct field fields[] = {
		{ "code", "the 6 digits your app shows", TEXT, .required = true, .max = 20 },
		{ "seed", "the code you scanned", TEXT, .required = true, .max = 400 },
		{ "next", "the next page", TEXT, .max = 2048 },
	};
	struct owner who;
	struct totp_seed seed;
	enum status status = owner_of(r, &who);
	bool is_form = form_ok(r, fields, countof(fields));
	const char *hex, *next = json_text(r->in, "form.next");
	cJSON *codes;
	long step;

	if (status != OK)
		return send_away(r, status, next);
	hex = seed_carried(&who, json_text(r->in, "form.seed"));
	if (!hex || !totp_seed_read(hex, &seed)) {
		form_error(r, "code", "Scan this new code: the one before was open for too long");
		return setup_page(r, &who, NULL, 422);
	}
	step = totp_step(&seed, json_text(r->in, "form.code"), (long)time(NULL) / 30, 0);
	if (is_form && step < 0)
		form_error(r, "code", "Enter the 6 digits your app shows now. If they never fit, "
			   "check your phone's clock.");
	if (!is_form || step < 0)
		return setup_page(r, &who, hex, 422);
	TRY(factor_keep(r, &who, hex, step, &codes));
	return setup_done(r, &who, codes, next);
}

enum status factor_codes(struct request *r)
{
	const cJSON *row;
	cJSON *doc;

	json_set(r->in, "factor", json_object());
	doc = codes_new(r, json_text(r->in, "user.id"));
	session_audit(r, "factor.codes");
	TRY(db_one("me/codes_set", r->in, &row));
	return codes_page(r, doc, "me/codes", "/me");
}
