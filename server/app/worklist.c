/* worklist.c: what of the worklist is decided here: taking the next, saving a view, and starting
 * what was chosen for many rows at once. Which rows fit, and which of the chosen may go, is the
 * database's (0113_work_views.sql, 0115_batches.sql). */
#include "app/worklist.h"

#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

enum status worklist_next(struct request *r)
{
	const cJSON *taken;
	enum status status = db_one("worklist/next", r->in, &taken);

	if (status == NOT_FOUND) {
		page_notice(r, "Nothing needs you, and nothing is left in the pool.");
		return redirect(r, "/worklist");
	}
	TRY(status);
	if (json_true(taken, "is_pool"))
		page_notice(r, "Taken from the pool: the case is yours now.");
	return redirect(r, "%s", json_text(taken, "next"));
}

enum status views_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "name", .label = "name", .kind = TEXT, .required = true, .max = 40 },
		{ .name = "filters", .label = "filter", .kind = TEXT, .max = 400 },
		{ .name = "office_id", .label = "office", .kind = NUMBER, .max = 18 },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *view;
	enum status status;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	status = db_one("worklist/view_keep", r->in, &view);
	if (status == CONFLICT) {
		form_error(r, "name", "Choose another name: you have a view of that name");
		return page_again(r);
	}
	TRY(status);
	page_notice(r, "The view is saved.");
	return redirect(r, "/worklist?%s", json_text(view, "query"));
}
