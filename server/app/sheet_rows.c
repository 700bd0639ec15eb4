/* sheet_rows.c: the checks of one job as rows of a table, each with its ticks, what was decided
 * about it and the fields to decide otherwise. */
#include "app/sheet_view.h"

#include "app/choices.h"
#include "base/arena.h"

#include <string.h>

/* Flags that a worker should see, in words; the rest speak by the figures themselves. */
static const struct {
	enum check_flag flag;
	const char *words;
} notes[] = {
	{ IS_DUPLICATE, "Listed twice, counted once" },
	{ IS_FUTURE, "Dated in the future, cannot count" },
	{ IS_OFF_SCHEDULE, "Off the pay schedule" },
	{ IS_REVERSAL, "Takes pay back" },
	{ IS_ZERO, "Pays nothing" },
	{ IS_UNDATED, "No pay date, cannot count" },
	{ IS_UNPRICED, "No gross pay, cannot count" },
	{ IS_ADDED_UP, "Gross added up from its parts" },
	{ IS_SPLIT_ODDLY, "Parts do not make the gross: the rest stands under other" },
	{ CONTRADICTS_YTD, "Year to date does not fit the checks" },
	{ SHARES_DAY, "Two checks on one day" },
	{ BEFORE_START, "Paid before the job began" },
	{ IS_PARTIAL, "Not a whole pay period" },
	{ IS_UNREADABLE, "An amount of the source could not be read" },
};

/* One row on its way to a document. */
struct line {
	const struct sheet_view *view;
	const struct pay_row *row;
	size_t j, i;
	unsigned columns;
	cJSON *doc;
};

static const char *field_name(const struct line *l, const char *what, const char *code)
{
	return arena_printf("%s.%zu.%zu%s%s", what, l->j, l->i, *code != '\0' ? "." : "", code);
}

static const char *typed(const struct line *l, const char *name, const char *kept)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(l->view->form, name);

	return cJSON_IsString(value) ? value->valuestring : kept;
}

static const char *error_of(const struct line *l, const char *name)
{
	const cJSON *error = cJSON_GetObjectItemCaseSensitive(l->view->errors, name);

	return cJSON_IsString(error) ? error->valuestring : NULL;
}

/* A text field: name, value, message. Its id is its name. */
static cJSON *field(const struct line *l, const char *name, const char *label, const char *kept)
{
	cJSON *doc = json_object();

	json_set_text(doc, "label", label);
	json_set_text(doc, "name", name);
	json_set_text(doc, "value", typed(l, name, kept));
	json_set_text(doc, "error", error_of(l, name));
	return doc;
}

unsigned sheet_columns(const struct worksheet *w, size_t j)
{
	const struct pay_rows *list = &w->rows[j];
	unsigned columns = 1u << REGULAR;

	for (size_t i = 0; i < list->shown; i++)
		for (int k = 0; k < PAY_KINDS && list->rows[i].check != NULL; k++)
			if (list->rows[i].check->part[k] != 0)
				columns |= 1u << k;
	return columns;
}

static const char *flag_words(const struct check *c)
{
	const char *text = "";

	for (size_t n = 0; n < countof(notes); n++)
		if (c->flags & notes[n].flag)
			text = arena_printf("%s%s%s", text, *text != '\0' ? ". " : "",
					    notes[n].words);
	return *text != '\0' ? arena_printf("%s.", text) : NULL;
}

static void add_part(cJSON *list, const char *amount, bool is_zero)
{
	cJSON *part = json_push(list, json_object());

	json_set_text(part, "amount", amount);
	json_set_bool(part, "is_zero", is_zero);
}

static void describe_check(const struct line *l)
{
	const struct check *c = l->row->check;
	cJSON *parts = json_set(l->doc, "parts", json_list());
	bool has_period = c->from != NO_DAY && c->to != NO_DAY;

	json_set_text(l->doc, "period", has_period ? arena_printf("%s to %s",
		      day_short_text(c->from), day_short_text(c->to)) : "not given");
	json_set_text(l->doc, "hours", c->has_hours ? hours_text(c->hours) : "none");
	json_set_text(l->doc, "gross", c->gross.is_given ? money_word(c->gross.cents) : "none");
	for (int k = 0; k < PAY_KINDS; k++)
		if (l->columns & 1u << k)
			add_part(parts, c->gross.is_given ? money_word(c->part[k]) : "none",
				 c->part[k] == 0);
	json_set_text(l->doc, "flags", flag_words(c));
	json_set(l->doc, "missing", cJSON_CreateNull());
}

static const char *fill_sum(const struct slot *slot)
{
	const char *sum = arena_printf("(%s \u2212 %s) \u2212 %s", money_word(slot->ytd_after),
				       money_word(slot->gross_after), money_word(slot->ytd_before));

	if (slot->share > 1)
		sum = arena_printf("(%s) / %d", sum, slot->share);
	return arena_printf("%s = %s", sum, money_word(slot->filled));
}

static const char *const not_filled[] = {
	[FILL_NONE] = "There is nothing to fill it from.",
	[FILL_NO_YTD] = "The checks around it give no year to date.",
	[FILL_CONTRADICTS] = "The year to date around it contradicts itself.",
	[FILL_PAST_END] = "No later check of its year says what was paid.",
	[FILL_EXACT] = "Year to date after the next check, less that check, less the year to date "
		"before.",
	[FILL_SHARED] = "Year to date after the next check, less that check, less the year to date "
		"before, shared evenly.",
};

static void describe_missing(const struct line *l)
{
	const struct slot *slot = l->row->slot;
	bool is_filled = row_can_count(l->row);
	cJSON *missing = json_set(l->doc, "missing", json_object());
	int kinds = 0;

	for (int k = 0; k < PAY_KINDS; k++)
		kinds += (l->columns >> k) & 1;
	json_set_text(l->doc, "gross", is_filled ? money_word(slot->filled) : "none");
	json_set_text(l->doc, "flags", NULL);
	json_set_int(missing, "span", kinds + 2);
	json_set_text(missing, "words", is_filled ? "Missing. Filled from year to date"
		      : "Missing. Not filled");
	json_set_text(missing, "sum", is_filled ? fill_sum(slot) : NULL);
	json_set_text(missing, "why", not_filled[slot->fill]);
}

static const struct step *step_of(const struct line *l, size_t p)
{
	return worksheet_step(&l->view->w->income, (int)l->j, (int)p, l->row);
}

static bool add_cells(const struct line *l)
{
	const struct worksheet *w = l->view->w;
	cJSON *cells = json_set(l->doc, "cells", json_list());
	bool is_any = false;

	for (size_t p = 0; p < w->sheet.program_count; p++) {
		const struct step *step = step_of(l, p);
		bool is_in = step_counts(step);
		cJSON *cell = json_push(cells, json_object());

		json_set_text(cell, "name", field_name(l, "in", ""));
		json_set_text(cell, "code", w->codes[p]);
		json_set_text(cell, "label", arena_printf("Count %s for %s",
			      day_word(l->row->day, w->today), w->programs[p].name));
		json_set_bool(cell, "can", row_can_count(l->row) && !l->view->is_read_only);
		json_set_bool(cell, "is_in", is_in);
		json_set_text(cell, "counts", is_in ? money_word(step->counted) : NULL);
		is_any = is_any || is_in;
	}
	return is_any;
}

static const char *parts_left_out(const struct step *step)
{
	const char *text = "";

	for (int k = 0; k < PAY_KINDS && step->check != NULL; k++)
		if (step->kinds & 1u << k && step->check->part[k] != 0)
			text = arena_printf("%s%s%s %s", text, *text != '\0' ? ", " : "",
					    pay_kind_name((enum pay_kind)k),
					    money_word(step->check->part[k]));
	return *text != '\0' ? text : money_word(step->gross - step->counted);
}

/* What is decided of a row for one program: how it begins, and the rest; NULL: nothing special. */
static const char *verdict(const struct line *l, size_t p, const char **rest)
{
	const struct step *step = step_of(l, p);
	const struct step *usual = worksheet_step(&l->view->w->usual, (int)l->j, (int)p, l->row);

	*rest = "";
	if (step == NULL)
		return NULL;
	if (step->kind == STEP_PART) {
		bool is_rule = l->row->said == NULL && step->why != NULL;

		*rest = arena_printf("%s left out%s%s.", parts_left_out(step), is_rule ? ": " : "",
				     is_rule ? step->why : "");
		return "Part counted";
	}
	if (step->kind == STEP_LEFT_OUT && step_counts(usual))
		return "Left out";
	return step->kind == STEP_COUNTED && !step_counts(usual) ? "Counted all the same" : NULL;
}

/* Programs for which the same holds are named together. */
static bool add_verdicts(const struct line *l)
{
	const struct worksheet *w = l->view->w;
	cJSON *list = json_set(l->doc, "says", json_list());
	unsigned told = 0;

	for (size_t p = 0; p < w->sheet.program_count; p++) {
		const char *rest, *other_rest, *word = verdict(l, p, &rest), *other;
		unsigned same = 1u << p;
		cJSON *says;

		if (word == NULL || told & same)
			continue;
		for (size_t q = p + 1; q < w->sheet.program_count; q++) {
			other = verdict(l, q, &other_rest);
			if (other == word && strcmp(other_rest, rest) == 0)
				same |= 1u << q;
		}
		told |= same;
		says = json_push(list, json_object());
		json_set_text(says, "head", arena_printf("%s for %s.", word,
							 program_words(w, same)));
		json_set_text(says, "rest", rest);
	}
	return told != 0;
}

static bool is_split_asked(const struct line *l)
{
	const cJSON *open = cJSON_GetObjectItemCaseSensitive(l->view->form, "open"), *one;
	const char *key = arena_printf("%zu.%zu", l->j, l->i);

	if (cJSON_IsString(open))
		return strcmp(open->valuestring, key) == 0;
	cJSON_ArrayForEach(one, open)
		if (cJSON_IsString(one) && strcmp(one->valuestring, key) == 0)
			return true;
	cJSON_ArrayForEach(one, json_at(l->row->said, "programs")) {
		const char *how = json_text(one, "how");

		if (strcmp(how, "part") == 0 || strcmp(how, "amount") == 0)
			return true;
	}
	return false;
}

static void add_kinds(const struct line *l, const char *code, const cJSON *chosen, cJSON *doc)
{
	cJSON *list = json_set(doc, "kinds", json_list());
	const cJSON *name;

	for (int k = 0; k < PAY_KINDS && l->row->check != NULL; k++) {
		const char *word = pay_kind_name((enum pay_kind)k);
		bool is_out = false;
		cJSON *kind;

		if (l->row->check->part[k] == 0)
			continue;
		cJSON_ArrayForEach(name, json_at(chosen, "kinds"))
			is_out = is_out || strcmp(name->valuestring, word) == 0;
		kind = json_push(list, json_object());
		json_set_text(kind, "name", field_name(l, "out", code));
		json_set_text(kind, "id", arena_printf("%s.%s", field_name(l, "out", code), word));
		json_set_text(kind, "word", word);
		json_set_text(kind, "amount", money_word(l->row->check->part[k]));
		json_set_bool(kind, "is_out", is_out);
	}
}

static void add_split(const struct line *l)
{
	const struct worksheet *w = l->view->w;
	const cJSON *programs = json_at(l->row->said, "programs");
	cJSON *split = json_set(l->doc, "split", json_object());
	cJSON *list = json_set(split, "programs", json_list());

	for (size_t p = 0; p < w->sheet.program_count; p++) {
		const cJSON *chosen = cJSON_GetObjectItemCaseSensitive(programs, w->codes[p]);
		cJSON *doc = json_push(list, json_object());

		json_set_text(doc, "program", w->programs[p].name);
		json_set_text(doc, "day", day_word(l->row->day, w->today));
		add_kinds(l, w->codes[p], chosen, doc);
		json_set(doc, "part", field(l, field_name(l, "part", w->codes[p]),
					    "or count only", json_text_or_null(chosen, "cents")));
	}
}

static void add_decisions(const struct line *l, bool is_any_in)
{
	const struct sheet_view *view = l->view;
	bool has_said = add_verdicts(l), can = row_can_count(l->row) && !view->is_read_only;
	bool is_split = can && is_any_in && is_split_asked(l);
	const char *why = json_text_or_null(l->row->said, "why");

	json_set(l->doc, "split", cJSON_CreateNull());
	json_set(l->doc, "why", cJSON_CreateNull());
	if (is_split)
		add_split(l);
	if (can && l->row->said != NULL)
		json_set(l->doc, "why", field(l, field_name(l, "why", ""), "Reason", why));
	json_set_bool(l->doc, "can_split", can && is_any_in && !is_split);
	json_set_text(l->doc, "reason", view->is_read_only ? why : NULL);
	json_set_bool(l->doc, "has_more", has_said || is_split || l->row->said != NULL
		      || l->row->slot != NULL || json_at(l->doc, "flags")->valuestring != NULL);
}

/* The check in the report. Ids of a source that are no plain words have no anchor there. */
static const char *link_to_check(const struct line *l)
{
	static const char *const plain = "0123456789-_abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *id = l->row->check->id;
	bool is_plain = id[strspn(id, plain)] == '\0';

	return arena_printf("/orders/%s/report%s%s", json_text(l->view->facts, "id"),
			    is_plain ? "#check-" : "", is_plain ? id : "");
}

static cJSON *row_document(const struct sheet_view *view, size_t j, size_t i, unsigned columns)
{
	struct line l = { view, &view->w->rows[j].rows[i], j, i, columns, json_object() };
	bool is_any_in;
	int kinds = 0;

	for (int k = 0; k < PAY_KINDS; k++)
		kinds += (columns >> k) & 1;
	json_set_text(l.doc, "key", arena_printf("%zu.%zu", j, i));
	json_set_text(l.doc, "day", day_word(l.row->day, view->w->today));
	json_set_text(l.doc, "link", l.row->check != NULL ? link_to_check(&l) : NULL);
	json_set_int(l.doc, "span", kinds + 5 + (int)view->w->sheet.program_count);
	json_set_bool(l.doc, "is_new", l.row->is_new);
	if (l.row->check != NULL)
		describe_check(&l);
	else
		describe_missing(&l);
	is_any_in = add_cells(&l);
	json_set_bool(l.doc, "is_out", !is_any_in);
	add_decisions(&l, is_any_in);
	return l.doc;
}

cJSON *sheet_rows(const struct sheet_view *view, size_t j)
{
	const struct pay_rows *list = &view->w->rows[j];
	unsigned columns = sheet_columns(view->w, j);
	cJSON *rows = json_list();
	bool is_cut = false;

	for (size_t i = 0; i < list->shown; i++) {
		cJSON *doc = json_push(rows, row_document(view, j, i, columns));
		bool is_older = list->rows[i].day != NO_DAY && !list->rows[i].is_asked
			&& list->rows[i].day < view->w->pay.jobs[j].thirty.first;

		json_set_bool(doc, "cut", is_older && !is_cut);
		is_cut = is_cut || is_older;
	}
	return rows;
}
