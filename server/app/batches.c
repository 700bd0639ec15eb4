/* batches.c: work on many rows at once: what was ticked becomes a batch, its page asks what the
 * action wants to know, a job does it (batches/run.sql). Which rows may go is the database's. */
#include "app/batches.h"

#include "app/csv.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

enum status batches_create(struct request *r)
{
	const cJSON *batch;
	enum status status = db_one("worklist/select", r->in, &batch);

	if (status == NOT_FOUND) {
		page_notice(r, "Tick one row or more first, then choose what to do.");
		return redirect(r, "/worklist");
	}
	TRY(status);
	return redirect(r, "/worklist/batches/%s", json_text(batch, "id"));
}

/* What an action wants to know before it starts. */
static const struct {
	const char *action, *field, *message;
} wanted[] = {
	{ "assign", "worker_id", "Choose a worker" },
	{ "snooze", "reason", "Enter why they can wait" },
	{ "snooze", "days", "Choose a day" },
	{ "cancel", "reason", "Enter why they are canceled" },
	{ "message", "kind", "Choose a message" },
};

static bool is_told(struct request *r, const char *action)
{
	size_t i;

	for (i = 0; i < countof(wanted); i++)
		if (strcmp(wanted[i].action, action) == 0
		    && !*json_text(r->in, arena_printf("form.%s", wanted[i].field)))
			form_error(r, wanted[i].field, wanted[i].message);
	return !r->errors->child;
}

enum status batches_start(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "reason", .label = "reason", .kind = TEXT, .max = 200 },
		{ .name = "worker_id", .label = "worker", .kind = NUMBER, .max = 18 },
		{ .name = "days", .label = "day", .kind = ONE_OF, .choices = "1|2|3|5|10|20" },
		{ .name = "kind", .label = "message", .kind = TEXT, .max = 40 },
	};
	const cJSON *batch, *started;
	bool is_fine = form_ok(r, fields, countof(fields));

	TRY(db_one("batches/choice", r->in, &batch));
	if (json_true(batch, "is_draft") && (!is_told(r, json_text(batch, "action")) || !is_fine))
		return page_again(r);
	TRY(db_one("batches/start", r->in, &started));
	return redirect(r, "%s", json_text(started, "next"));
}

enum status batches_file(struct request *r)
{
	const cJSON *batch, *rows;
	const char *file;

	TRY(db_one("batches/choice", r->in, &batch));
	TRY(db_rows("batches/file", r->in, &rows));
	file = csv_of(rows);
	if (!file)
		return FAILED;
	reply_header(r, "Content-Disposition",
		     arena_printf("attachment; filename=\"worklist-%s.csv\"",
				  json_text(batch, "id")));
	reply_text(r, 200, "text/csv; charset=utf-8", file);
	return OK;
}
