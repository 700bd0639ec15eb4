/* restricted.c: restricted cases, and what is asked of those who looked: four forms, each with a
 * reason that somebody else will read. */
#include "app/restricted.h"

#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define REASON_MIN 10

/* One word explains nothing to whoever reads it later. */
static bool is_reasoned(struct request *r)
{
	if (strlen(json_text(r->in, "form.reason")) >= REASON_MIN)
		return true;
	form_error(r, "reason", "Write the reason in a few words more");
	return false;
}

static const struct field restriction_fields[] = {
	{ .name = "reason", .label = "the reason", .kind = LONG_TEXT, .required = true, .max = 400 },
};

static bool restriction_ok(struct request *r)
{
	return form_ok(r, restriction_fields, countof(restriction_fields)) && is_reasoned(r);
}

enum status restriction_set(struct request *r)
{
	const cJSON *made;

	if (!restriction_ok(r))
		return page_again(r);
	TRY(db_one("cases/restrict", r->in, &made));
	page_notice(r, "The case is restricted.");
	return redirect(r, "/cases/%s/restriction", json_text(made, "id"));
}

enum status restriction_lift(struct request *r)
{
	const cJSON *made;

	if (!restriction_ok(r))
		return page_again(r);
	TRY(db_one("cases/unrestrict", r->in, &made));
	page_notice(r, "The case is not restricted any more.");
	return redirect(r, "/cases/%s", json_text(made, "id"));
}

enum status opening_make(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "reason",
		  .label = "the reason",
		  .kind = LONG_TEXT,
		  .required = true,
		  .max = 400 },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *made;

	if (!form_ok(r, fields, countof(fields)) || !is_reasoned(r))
		return page_again(r);
	TRY(db_one("cases/open", r->in, &made));
	page_notice(r, arena_printf("The case is open to you until %s. Its supervisors are told.",
	                            json_text(made, "until")));
	return redirect(r, "/cases/%s", json_text(made, "id"));
}

enum status lookup_decide(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "outcome",
		  .label = "what came of it",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = "explained|passed_on" },
		{ .name = "reason",
		  .label = "the reason",
		  .kind = LONG_TEXT,
		  .required = true,
		  .max = 400 },
	};
	const cJSON *made;

	if (!form_ok(r, fields, countof(fields)) || !is_reasoned(r))
		return page_again(r);
	TRY(db_one("lookups/decide", r->in, &made));
	page_notice(r, json_true(made, "is_new") ? "It is decided."
	            : "Somebody was faster: it was decided already. Yours was not kept.");
	return redirect(r, "/team/lookups");
}
