/* displays.c: the monitors that face clients, and the addresses that need no sign-in.
 *
 * A monitor makes its own address, with 32 random bytes in it, and shows a code; a worker who types
 * the code lets that address in. So the secret never passes through anybody's hands, and the
 * database knows only its hash. What a monitor shows is client/display.sql. */
#include "app/displays.h"

#include "app/qr.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define TOKEN_BYTES 32
#define CODE_CHARS 6

const char *site(void)
{
	const char *url = settings.public_url ? settings.public_url : "";
	const char *host = strstr(url, "://");

	host = host ? host + 3 : url;
	return arena_copy(host, strcspn(host, "/"));
}

/* Whoever sends a wrong word is told so, and after twenty of them to stop. */
static enum status guess_noted(struct request *r)
{
	const cJSON *row;

	TRY(db_one("displays/guess", r->in, &row));
	if (!json_true(row, "is_throttled"))
		return NOT_FOUND;
	log_line(LOG_WARN, "displays.guessing", "remote=%s", r->remote);
	r->status = 429;
	return NOT_FOUND;
}

static enum status guarded(struct request *r, enum status (*handler)(struct request *r))
{
	enum status status;

	json_set_text(r->in, "remote", r->remote);
	json_set_text(r->in, "site", site());
	status = handler(r);
	return status == NOT_FOUND ? guess_noted(r) : status;
}

/* A live page cannot follow a redirect out of itself: htmx is told to leave it. */
static enum status go_on(struct request *r, const char *token)
{
	const char *to = arena_printf("/d/%s", token);

	if (!request_header(r, "HX-Request"))
		return redirect(r, "%s", to);
	reply_header(r, "HX-Redirect", to);
	reply_text(r, 200, "text/plain; charset=utf-8", "Paired.\n");
	return OK;
}

enum status display_start(struct request *r)
{
	return redirect(r, "/display/%s", crypto_token(TOKEN_BYTES));
}

enum status display_pairing(struct request *r)
{
	const char *token = json_text(r->in, "path.token");
	const cJSON *row;
	cJSON *doc = json_object();

	if (strlen(token) != TOKEN_HEX_SIZE
	    || strspn(token, "0123456789abcdef") != TOKEN_HEX_SIZE)
		return NOT_FOUND;
	json_set_text(r->in, "remote", r->remote);
	json_set_text(json_set(r->in, "made", json_object()), "code", crypto_code(CODE_CHARS));
	TRY(db_one("displays/pairing", r->in, &row));
	if (json_true(row, "is_paired"))
		return go_on(r, token);
	if (json_true(row, "is_throttled")) {
		r->status = 429;
		return NOT_FOUND;
	}
	json_set_text(doc, "token", token);
	json_set_text(doc, "refresh_s", "5");
	json_set_text(doc, "code", json_text(row, "code"));
	return page_show(r, 200, r->route->name, doc);
}

enum status displays_pair(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "code", .label = "code on the screen", .kind = CODE, .required = true, .max = 6 },
		{ .name = "name", .label = "name of the window", .kind = TEXT, .required = true,
		  .max = 40 },
		{ .name = "office_id", .label = "office", .kind = NUMBER, .required = true, .max = 18 },
	};
	const cJSON *row;
	enum status status;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	status = db_one("displays/pair", r->in, &row);
	if (status == CONFLICT && strcmp(db_constraint(), "displays_name_key") == 0) {
		form_error(r, "name", "Change the name: another screen of this office has it");
		return page_again(r);
	}
	TRY(status);
	if (!json_true(row, "is_right")) {
		form_error(r, "code", "Enter the code that the screen shows now. After five wrong "
			   "codes it shows a new one");
		return page_again(r);
	}
	if (!json_true(row, "is_made"))
		return NOT_FOUND;
	page_notice(r, "The screen is paired. It stays dark until somebody shows a code on it.");
	return redirect(r, "/desk/displays");
}

static enum status show(struct request *r)
{
	TRY(page(r));
	return db_run("displays/seen", r->in);
}

static enum status code(struct request *r)
{
	const cJSON *row;
	const char *svg;

	TRY(db_one("displays/code", r->in, &row));
	TRY(qr_svg(json_text(row, "share_url"), &svg));
	reply_text(r, 200, "image/svg+xml", svg);
	return OK;
}

static enum status open_link(struct request *r)
{
	const cJSON *row;

	TRY(db_one("displays/link", r->in, &row));
	return redirect(r, "%s", json_text(row, "url"));
}

enum status display_show(struct request *r)
{
	return guarded(r, show);
}

enum status display_code(struct request *r)
{
	return guarded(r, code);
}

enum status display_press(struct request *r)
{
	return guarded(r, act);
}

enum status link_open(struct request *r)
{
	return guarded(r, open_link);
}

enum status handout_show(struct request *r)
{
	json_set_text(r->in, "site", site());
	return page(r);
}
