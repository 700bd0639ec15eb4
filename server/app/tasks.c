/* tasks.c: what a person does with a task: done, put away for some days, taken from a colleague,
 * written by hand. That tasks open and close by themselves is the database's (0111_tasks.sql). */
#include "app/tasks.h"

#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

static enum status back(struct request *r, const cJSON *task, const char *notice)
{
	page_notice(r, notice);
	return redirect(r, "/tasks/%s", json_text(task, "id"));
}

enum status tasks_complete(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "note",
		  .label = "note of what came of it",
		  .kind = LONG_TEXT,
		  .required = true,
		  .max = 300 },
	};
	const cJSON *task;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("tasks/complete", r->in, &task));
	if (json_true(task, "is_of_order"))
		return back(r, task, "This one closes itself when the order goes on.");
	return back(r, task, json_true(task, "is_new") ? "The task is done."
		    : "Somebody was faster: it was done already. Your note was not kept.");
}

enum status tasks_snooze(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "until",
		  .label = "day",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = "1|2|3|5|10|20" },
		{ .name = "reason",
		  .label = "reason",
		  .kind = TEXT,
		  .required = true,
		  .max = 200 },
	};
	const cJSON *task;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("tasks/snooze", r->in, &task));
	return back(r, task, json_true(task, "is_put")
		    ? arena_printf("The task comes back on %s.", json_text(task, "until"))
		    : "Nothing to snooze: the task is done.");
}

enum status tasks_take(struct request *r)
{
	const cJSON *task;

	TRY(db_one("tasks/take", r->in, &task));
	return back(r, task, json_true(task, "is_taken") ? "The task is yours."
		    : json_text(task, "said"));
}

enum status tasks_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "sentence",
		  .label = "sentence that says what to do",
		  .kind = TEXT,
		  .required = true,
		  .max = 200 },
		{ .name = "due_on", .label = "due day", .kind = DATE },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *task;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("tasks/create", r->in, &task));
	if (!json_true(task, "is_past"))
		return back(r, task, "The task is open.");
	form_error(r, "due_on", "Choose a due day from today on");
	return page_again(r);
}
