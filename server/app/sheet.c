/* sheet.c: the income worksheet between browser and database. What a sheet is made of stands in
 * worksheet.h, what a form says in choices.h, how it looks in sheet_view.h. */
#include "app/sheet.h"

#include "app/choices.h"
#include "app/sheet_view.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

/* A review with everything that is made from it. */
struct desk {
	const cJSON *facts;
	cJSON *choices, *errors;
	struct worksheet w, other;
	struct sheet_view view;
};

static int32_t day_of_review(const cJSON *facts)
{
	int32_t day = NO_DAY;

	return day_read(json_text(facts, "reviewed_on"), &day) == OK ? day : 0;
}

/* report: of reviews/sheet.sql, NULL for the data of the last save. */
static enum status load(struct request *r, const char *report, const char *day, struct desk *d)
{
	cJSON *pick = json_set(r->in, "pick", json_object());

	*d = (struct desk){ .errors = json_object() };
	json_set_text(pick, "report", report);
	json_set_text(pick, "day", day);
	return db_one("reviews/sheet", r->in, &d->facts);
}

static enum status make(struct desk *d, const cJSON *form)
{
	const cJSON *other = json_at(d->facts, "other_body");
	int32_t today = day_of_review(d->facts);
	bool has_other = cJSON_IsObject(other);

	TRY(worksheet_make(d->facts, d->choices, today, &d->w));
	if (has_other)
		TRY(worksheet_read(other, NULL, today, &d->other));
	if (has_other && json_true(d->facts, "is_new"))
		worksheet_mark_new(&d->w, &d->other);
	d->view = (struct sheet_view){
		.w = &d->w, .facts = d->facts, .form = form, .errors = d->errors,
		.other = has_other ? &d->other : NULL,
		.is_read_only = !json_true(d->facts, "is_open"),
	};
	return OK;
}

/* The sheet as it was saved, with which data it asks for. */
static enum status open_saved(struct request *r, const char *report, struct desk *d)
{
	TRY(load(r, report, NULL, d));
	d->choices = (cJSON *)json_at(d->facts, "choices");
	return make(d, NULL);
}

/* Rows that stood in the form stay, and those that were asked for come. */
static void keep_rows(struct desk *d, const cJSON *form)
{
	for (size_t j = 0; j < d->w.pay.job_count; j++) {
		struct pay_rows *list = &d->w.rows[j];
		const char *name = arena_printf("shown.%zu", j);
		long shown = json_int(cJSON_GetObjectItemCaseSensitive(form, name), "", 0);
		bool is_asked = strcmp(json_text(form, "more"), arena_printf("%zu", j)) == 0;

		if (shown > (long)list->shown)
			list->shown = (size_t)shown;
		if (is_asked || list->shown > list->most)
			list->shown = list->most;
	}
}

/* Without the audit line, which then goes with what is written next: looking is part of saving. */
static enum status load_for_save(struct request *r, struct desk *d)
{
	cJSON *audit = cJSON_DetachItemFromObjectCaseSensitive(r->in, "audit");
	const cJSON *form = json_at(r->in, "form");
	enum status status;

	db_scope(r->in);
	status = load(r, json_text(form, "report_id"), json_text(form, "reviewed_on"), d);
	if (audit != NULL)
		json_set(r->in, "audit", audit);
	db_scope(r->in);
	return status;
}

static void audit_says(struct request *r, const char *name, const char *text)
{
	cJSON *audit = cJSON_GetObjectItemCaseSensitive(r->in, "audit");

	if (cJSON_IsObject(audit))
		json_set_text(audit, name, text);
}

/* The sheet as the form has it, over the data the form was drawn from. */
static enum status open_form(struct request *r, struct desk *d)
{
	const cJSON *form = json_at(r->in, "form");
	struct worksheet began;
	cJSON *choices;

	audit_says(r, "subject", arena_printf("review:%s", json_text(r->in, "path.id")));
	TRY(load_for_save(r, d));
	choices = choices_begun(json_at(d->facts, "choices"), form, json_at(d->facts, "body"));
	TRY(worksheet_make(d->facts, choices, day_of_review(d->facts), &began));
	d->choices = choices_from_form(form, &began, d->errors);
	TRY(make(d, form));
	keep_rows(d, form);
	return OK;
}

/* Who saved the sheet after that version; NULL when nobody did. */
static const char *saved_since(const cJSON *facts, const char *version)
{
	if (version == NULL || *version == '\0'
	    || strcmp(version, json_text(facts, "version")) == 0)
		return NULL;
	return arena_printf("%s saved this sheet %s", json_text(facts, "saved_by"),
			    json_text(facts, "saved_at"));
}

/* Which tab of the review a page is. */
static void mark_tab(cJSON *doc, const char *tab)
{
	static const char *const tabs[] = { "income", "note", "print" };
	cJSON *is = json_set(doc, "tab", json_object());

	for (size_t i = 0; i < countof(tabs); i++)
		json_set_bool(is, tabs[i], strcmp(tab, tabs[i]) == 0);
}

static cJSON *document(const struct desk *d, const char *version)
{
	cJSON *doc = sheet_document(&d->view);

	mark_tab(doc, "income");
	json_set_text(doc, "saved_since", saved_since(d->facts, version));
	json_set(doc, "clash", cJSON_CreateNull());
	if (version != NULL && *version != '\0')
		json_set_text(doc, "version", version);
	return doc;
}

/* data: "new", or the number of the report an open page shows, which asks whether there is another
 * one by now; version: the save that page began from. */
enum status sheet_show(struct request *r)
{
	const char *data = json_text_or_null(r->in, "query.data");
	struct desk d;

	TRY(open_saved(r, data, &d));
	return page_show(r, 200, r->route->name,
			 document(&d, json_text_or_null(r->in, "query.version")));
}

enum status sheet_reckon(struct request *r)
{
	struct desk d;

	TRY(open_form(r, &d));
	return page_show(r, 200, r->route->name, document(&d, json_text(r->in, "form.version")));
}

static enum status refused(struct request *r, const struct desk *d)
{
	r->errors = d->errors;
	audit_says(r, "outcome", "not_done");
	return page_show(r, 422, r->route->name, document(d, json_text(r->in, "form.version")));
}

static void add_line(cJSON *list, const char *text)
{
	json_set_text(json_push(list, json_object()), "text", text);
}

static bool has_line(const struct worksheet *w, const char *text)
{
	for (size_t i = 0; i < w->income.step_count; i++)
		if (strcmp(income_step_text(&w->sheet, &w->income.steps[i]), text) == 0)
			return true;
	return false;
}

/* The steps that one sheet has and the other has not, each once. */
static cJSON *only_in(const struct worksheet *one, const struct worksheet *other)
{
	cJSON *list = json_list();
	const char *before = "";

	for (size_t i = 0; i < one->income.step_count; i++) {
		const char *text = income_step_text(&one->sheet, &one->income.steps[i]);

		if (!has_line(other, text) && strcmp(text, before) != 0)
			add_line(list, text);
		before = text;
	}
	return list;
}

/* Somebody else saved first: the page keeps what was typed, tells both apart, and the next save is
 * made over the other's. */
static enum status clash(struct request *r, const struct desk *mine)
{
	struct desk theirs;
	cJSON *doc, *told;

	audit_says(r, "reason", "not done: somebody else saved first");
	TRY(open_saved(r, NULL, &theirs));
	if (!json_true(theirs.facts, "is_open"))
		return CONFLICT;
	doc = document(mine, json_text(theirs.facts, "version"));
	told = json_set(doc, "clash", json_object());
	json_set_text(told, "by", json_text(theirs.facts, "saved_by"));
	json_set_text(told, "at", json_text(theirs.facts, "saved_at"));
	json_set(told, "theirs", only_in(&theirs.w, &mine->w));
	json_set(told, "mine", only_in(&mine->w, &theirs.w));
	return page_show(r, 409, r->route->name, doc);
}

/* What reviews/save wants of each program. */
static cJSON *sheets_of(const struct worksheet *w)
{
	cJSON *sheets = json_list();

	for (size_t p = 0; p < w->sheet.program_count; p++) {
		cJSON *one = json_push(sheets, json_object());

		json_set_text(one, "program_id", w->program_ids[p]);
		json_set_text(one, "fingerprint", worksheet_fingerprint(w, (int)p));
		json_set_text(one, "figure_cents",
			      arena_printf("%lld", (long long)w->income.totals[p]));
		json_set_bool(one, "is_complete", w->income.is_complete);
		json_set(one, "derivation", worksheet_derivation(w, (int)p));
	}
	return sheets;
}

/* confirm: codes of programs. */
static enum status keep(struct request *r, const struct desk *d, cJSON *confirm)
{
	cJSON *save = json_set(r->in, "save", json_object());
	const cJSON *row;
	bool is_saving = d->w.refused == NULL && d->w.sheet.program_count > 0;

	if (!is_saving) {
		json_set_text(d->errors, "sheet", "There is no figure to keep yet");
		return refused(r, d);
	}
	json_set_text(save, "version", json_text(r->in, "form.version"));
	json_set_text(save, "report_id", json_text(d->facts, "report_id"));
	json_set_text(save, "newest", json_text(d->facts, "newest"));
	json_set_text(save, "reviewed_on", json_text(d->facts, "reviewed_on"));
	json_set(save, "choices", d->choices);
	json_set_text(save, "inputs", d->w.inputs_sha256);
	json_set(save, "sheets", sheets_of(&d->w));
	json_set(save, "confirm", confirm);
	TRY(db_one("reviews/save", r->in, &row));
	return json_int(row, "kept", 0) > 0 ? OK : CONFLICT;
}

static enum status finish(struct request *r, const struct desk *d, cJSON *confirm,
			  const char *notice)
{
	enum status status = keep(r, d, confirm);

	if (status == CONFLICT)
		return clash(r, d);
	TRY(status);
	if (r->status >= 400)
		return OK;
	page_notice(r, notice);
	return redirect(r, "/review/%s/income", json_text(d->facts, "id"));
}

enum status sheet_save(struct request *r)
{
	struct desk d;

	TRY(open_form(r, &d));
	if (d.errors->child != NULL)
		return refused(r, &d);
	return finish(r, &d, json_list(), "The draft is kept. Nobody else's work was changed.");
}

/* The programs a press confirms; none for a word that is not theirs. */
static cJSON *programs_of(const struct desk *d, const char *wanted)
{
	cJSON *codes = json_list();

	for (size_t p = 0; p < d->w.sheet.program_count; p++)
		if (strcmp(wanted, "all") == 0 || strcmp(wanted, d->w.codes[p]) == 0)
			json_push(codes, cJSON_CreateString(d->w.codes[p]));
	return codes;
}

enum status sheet_confirm(struct request *r)
{
	cJSON *todo, *codes;
	const cJSON *item;
	struct desk d;

	TRY(open_form(r, &d));
	todo = sheet_todo(&d.view);
	cJSON_ArrayForEach(item, json_at(todo, "items"))
		if (!json_true(item, "is_done") && *json_text(item, "href") == '#')
			json_set_text(d.errors, json_text(item, "href") + 1,
				      arena_printf("%s %s", json_text(item, "head"),
						   json_text(item, "rest")));
	if (json_true(todo, "is_open") && d.errors->child == NULL)
		json_set_text(d.errors, "data", "New data came in. Look at them before you confirm");
	codes = programs_of(&d, json_text(r->in, "form.program"));
	if (codes->child == NULL)
		json_set_text(d.errors, "sheet", "Choose the program to confirm");
	if (d.errors->child != NULL)
		return refused(r, &d);
	return finish(r, &d, codes, "The income is confirmed. Next: copy the case note.");
}

enum status sheet_print(struct request *r)
{
	struct desk d;
	cJSON *doc;

	TRY(open_saved(r, NULL, &d));
	d.view.is_read_only = true;
	doc = document(&d, NULL);
	mark_tab(doc, "print");
	return page_show(r, 200, r->route->name, doc);
}

enum status sheet_note_show(struct request *r)
{
	static const char *const names[] = { "id", "name", "lang", "case_id", "reference", "kept" };
	cJSON *doc = json_object();
	struct desk d;

	TRY(open_saved(r, NULL, &d));
	for (size_t i = 0; i < countof(names); i++)
		json_set_text(doc, names[i], json_text_or_null(d.facts, names[i]));
	json_set_text(doc, "note", sheet_note(&d.view));
	mark_tab(doc, "note");
	return page_show(r, 200, r->route->name, doc);
}
