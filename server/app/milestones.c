/* milestones.c: a case reaches a milestone, and what that asks for is ordered, once, whether a
 * worker, an import or a case system says so. What it asks for whom stands in the tables milestones
 * and milestone_wants; the page that shows it before it is done is cases/milestones. */
#include "app/milestones.h"

#include "base/arena.h"
#include "base/fault.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

enum status milestone_reach(cJSON *in, const struct reaching *reaching, const cJSON **row)
{
	struct db_ask asks[] = { { "milestones/lock", in, NULL }, { "milestones/reach", in, NULL } };
	cJSON *reach = json_set(in, "reach", json_object());

	json_set_text(reach, "case_id", reaching->case_id);
	json_set_text(reach, "reference", reaching->reference);
	json_set_text(reach, "way", reaching->way);
	json_set_text(reach, "milestone", json_text_or_null(in, "form.milestone"));
	json_set_text(reach, "program", json_text_or_null(in, "form.program"));
	json_set_text(reach, "period", json_text_or_null(in, "form.period"));
	json_set_text(reach, "teller", json_text_or_null(in, "user.name"));
	json_set_bool(reach, "is_dry", json_true(in, "form.dry_run"));
	TRY(db_many(asks, countof(asks)));
	TRY(fault_at("milestone.after_reach"));
	*row = cJSON_GetArrayItem(asks[1].rows, 0);
	return *row == NULL ? NOT_FOUND : OK;
}

static const char *words_of(int made)
{
	if (made == 0)
		return "The milestone is kept. There was nothing to order.";
	if (made == 1)
		return "The milestone is kept. 1 order goes out now.";
	return arena_printf("The milestone is kept. %d orders go out now.", made);
}

enum status milestones_reach(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "milestone", .label = "milestone", .kind = CODE, .required = true, .max = 60 },
		{ .name = "program", .label = "program", .kind = TEXT, .required = true, .max = 20 },
		{ .name = "period", .label = "month", .kind = CODE, .max = 7 },
	};
	const struct reaching reaching = { .way = "screen", .case_id = json_text(r->in, "path.id") };
	const cJSON *row;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(milestone_reach(r->in, &reaching, &row));
	page_notice(r, words_of((int)json_int(row, "made", 0)));
	return redirect(r, "/cases/%s", json_text(row, "case_id"));
}

enum status milestone_job(const struct job_kind *kind, cJSON *in)
{
	const struct reaching reaching = { .way = "import",
					   .reference = json_text(in, "job.input.reference") };
	cJSON *user = cJSON_GetObjectItemCaseSensitive(in, "user");
	const cJSON *row;

	(void)kind;
	json_set(in, "form", json_copy(json_at(in, "job.input")));
	json_set_text(user, "name", json_text(in, "job.input.teller"));
	json_set_text(user, "id", json_text_or_null(in, "job.input.user_id"));
	return milestone_reach(in, &reaching, &row);
}
