/* campaigns.c: what is decided about campaigns outside their statements: is the description whole,
 * and when does the feeding go on. Who is in one, who goes next and when it ends is said by
 * sql/renewals/fill and feed. */
#include "app/campaigns.h"

#include "app/settings.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

static const struct field fields[] = {
	{ .name = "name", .label = "name", .kind = TEXT, .required = true, .max = 80 },
	{ .name = "office_id", .label = "office", .kind = NUMBER, .max = 18 },
	{ .name = "import_id", .label = "due list", .kind = NUMBER, .max = 18 },
	{ .name = "program", .label = "program", .kind = CODE, .max = 32 },
	{ .name = "due_from", .label = "first due day", .kind = DATE, .required = true },
	{ .name = "due_to", .label = "last due day", .kind = DATE, .required = true },
	{ .name = "product",
	  .label = "what to read again",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = "income|employment|assets" },
	{ .name = "last_result",
	  .label = "last result",
	  .kind = ONE_OF,
	  .choices = "never|unchanged|changed|failed" },
	{ .name = "recent_days", .label = "number of days", .kind = NUMBER, .max = 3 },
	{ .name = "makes_only", .label = "new links", .kind = CHECKBOX },
	{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
};

enum status campaigns_create(struct request *r)
{
	const cJSON *made;
	enum status status;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	status = db_one("renewals/create", r->in, &made);
	if (status == INVALID) {
		form_error(r, "due_to", "Change the last day to one on or after the first, at most "
			   "400 days later");
		return page_again(r);
	}
	if (status == NOT_FOUND && *json_text(r->in, "form.import_id")) {
		form_error(r, "import_id", "Choose a due list of this office, or all of your offices");
		return page_again(r);
	}
	TRY(status);
	return redirect(r, "/renewals/%s", json_text(made, "id"));
}

enum status file_show(struct request *r)
{
	const cJSON *file;

	TRY(db_one(r->route->name, r->in, &file));
	reply_header(r, "Content-Disposition",
		     arena_printf("attachment; filename=\"%s\"", json_text(file, "name")));
	reply_text(r, 200, "text/csv; charset=utf-8", json_text(file, "body"));
	return OK;
}

enum status campaign_feed(const struct job_kind *kind, cJSON *in)
{
	const cJSON *fed;

	(void)kind;
	json_set_bool(json_set(in, "may", json_object()), "batch", settings.truv_batch);
	TRY(db_one("renewals/feed", in, &fed));
	if (!json_true(fed, "goes_on"))
		return OK;
	job_again(in, json_int(fed, "wait_ms", 2000));
	return UNAVAILABLE;
}
