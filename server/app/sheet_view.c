/* sheet_view.c: the worksheet's page: the answer per program on top, each employer, what is open,
 * the note. */
#include "app/sheet_view.h"

#include "app/choices.h"
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static const cJSON *saved_of(const cJSON *facts, const char *code)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(facts, "saved"))
		if (strcmp(json_text(one, "code"), code) == 0)
			return one;
	return NULL;
}

const cJSON *sheet_confirmed(const struct sheet_view *view, size_t p)
{
	const cJSON *saved = saved_of(view->facts, view->w->codes[p]);
	bool is_same = view->w->refused == NULL && saved != NULL
		&& strcmp(json_text(saved, "fingerprint"),
			  worksheet_fingerprint(view->w, (int)p)) == 0;

	return is_same && json_true(saved, "is_confirmed") ? saved : NULL;
}

static cJSON *figures_of_jobs(const struct worksheet *w, size_t p)
{
	cJSON *list = json_list();

	for (size_t j = 0; j < w->pay.job_count; j++) {
		cJSON *one = json_push(list, json_object());

		json_set_text(one, "employer", w->pay.jobs[j].employer);
		json_set_text(one, "n", arena_printf("%zu", j));
		json_set_text(one, "amount", money_word(
			w->income.figures[j * w->sheet.program_count + p].monthly));
	}
	return list;
}

static cJSON *program_document(const struct sheet_view *view, size_t p)
{
	const struct worksheet *w = view->w;
	const cJSON *saved = saved_of(view->facts, w->codes[p]);
	bool has_figure = w->refused == NULL, is_done = sheet_confirmed(view, p) != NULL;
	const char *text = has_figure ? money_word(w->income.totals[p]) : "none";
	size_t dollars = has_figure ? strlen(text) - 3 : strlen(text);
	cJSON *doc = json_object();

	json_set_text(doc, "program", w->programs[p].name);
	json_set_text(doc, "code", w->codes[p]);
	json_set_text(doc, "dollars", arena_printf("%s%.*s", has_figure ? "$" : "", (int)dollars,
						   text));
	json_set_text(doc, "cents", text + dollars);
	json_set_text(doc, "say", arena_printf("%s: %s", w->programs[p].name, text));
	json_set_bool(doc, "is_complete", w->income.is_complete);
	json_set_text(doc, "confirmed", is_done ? json_text(saved, "confirmed") : NULL);
	json_set_text(doc, "before", !is_done && json_true(saved, "is_confirmed")
		      ? arena_printf("$%s was confirmed %s", json_text(saved, "figure"),
				     json_text(saved, "confirmed")) : NULL);
	json_set(doc, "jobs", has_figure ? figures_of_jobs(w, p) : json_list());
	json_set_text(doc, "confirmable", view->is_read_only || is_done || !has_figure
		      || w->sheet.program_count == 1 ? NULL
		      : arena_printf("/review/%s/confirmation", json_text(view->facts, "id")));
	return doc;
}

/* Texts of the row that the page shows as they are. */
static void copy_facts(const cJSON *facts, cJSON *doc)
{
	static const char *const names[] = {
		"id", "case_id", "reference", "name", "lang", "read_at", "state_word", "state_look",
		"state_icon", "kept", "version", "report_id", "reviewed_on", "ssn", "printed", "user",
	};

	for (size_t i = 0; i < countof(names); i++)
		json_set_text(doc, names[i], json_text_or_null(facts, names[i]));
}

/* What the data not shown have to do with those shown: newer data wait, or these are the newer. */
static void add_news(const struct sheet_view *view, cJSON *doc)
{
	bool is_new = json_true(view->facts, "is_new");
	bool differs = view->other != NULL
		&& strcmp(view->other->inputs_sha256, view->w->inputs_sha256) != 0;

	json_set_text(doc, "news_at", differs && !is_new ? json_text(view->facts, "other_read_at")
		      : NULL);
	json_set_bool(doc, "is_news", differs && is_new);
	json_set_text(doc, "lost", view->w->lost > 0 ? arena_printf("%zu", view->w->lost) : NULL);
	json_set_text(doc, "old_day", json_text_or_null(view->facts, "old_day"));
}

static cJSON *household(const struct sheet_view *view)
{
	const struct worksheet *w = view->w;
	const cJSON *others = json_at(view->facts, "household"), *one;
	cJSON *doc, *members, *totals;

	if (others == NULL || others->child == NULL || w->refused != NULL)
		return cJSON_CreateNull();
	doc = json_object();
	members = json_set(doc, "members", json_list());
	cJSON_ArrayForEach(one, others)
		json_set(json_push(members, json_object()), "told", json_copy(json_at(one, "told")));
	totals = json_set(doc, "totals", json_list());
	for (size_t p = 0; p < w->sheet.program_count; p++) {
		int64_t sum = w->income.totals[p], cents;
		cJSON *total = json_push(totals, json_object());

		cJSON_ArrayForEach(one, others) {
			const cJSON *found = json_at(one, arena_printf("cents.%s", w->codes[p]));

			cents = cJSON_IsString(found) ? strtoll(found->valuestring, NULL, 10) : 0;
			if (money_add(sum, cents, &sum) != OK)
				sum = INT64_MAX;
		}
		json_set_text(total, "program", w->programs[p].name);
		json_set_text(total, "amount", money_word(sum));
	}
	return doc;
}

static cJSON *open_rows(const struct sheet_view *view)
{
	const cJSON *open = cJSON_GetObjectItemCaseSensitive(view->form, "open"), *one;
	cJSON *list = json_list();

	if (cJSON_IsString(open))
		json_set_text(json_push(list, json_object()), "key", open->valuestring);
	else
		cJSON_ArrayForEach(one, open)
			json_set_text(json_push(list, json_object()), "key", json_text(one, ""));
	return list;
}

static const char *thirty_of(const struct worksheet *w)
{
	return arena_printf("30 days, %s", span_words(w->today - 30, w->today - 1, w->today));
}

cJSON *sheet_document(const struct sheet_view *view)
{
	const struct worksheet *w = view->w;
	cJSON *doc = json_object(), *programs, *jobs, *todo = sheet_todo(view);
	bool is_done = w->sheet.program_count > 0 && w->refused == NULL;

	copy_facts(view->facts, doc);
	json_set_bool(doc, "can_edit", !view->is_read_only);
	programs = json_set(doc, "programs", json_list());
	for (size_t p = 0; p < w->sheet.program_count; p++) {
		json_push(programs, program_document(view, p));
		is_done = is_done && sheet_confirmed(view, p) != NULL;
	}
	jobs = json_set(doc, "jobs", json_list());
	for (size_t j = 0; j < w->pay.job_count; j++)
		json_push(jobs, sheet_job(view, j));
	json_set_bool(doc, "is_done", is_done);
	json_set_bool(doc, "is_ready", !is_done && !json_true(todo, "is_open"));
	json_set(doc, "todo", todo);
	json_set(doc, "open", open_rows(view));
	json_set_text(doc, "thirty", thirty_of(w));
	json_set_text(doc, "note", sheet_note(view));
	json_set(doc, "household", household(view));
	add_news(view, doc);
	return doc;
}
