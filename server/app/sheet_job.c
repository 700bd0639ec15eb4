/* sheet_job.c: one employer of the sheet: its checks, the arithmetic under them, and what a worker
 * may decide about the job as a whole. */
#include "app/sheet_view.h"

#include "base/arena.h"

#include <string.h>

/* What is being described. */
struct part {
	const struct sheet_view *view;
	const struct job *job;
	const struct pay_rows *list;
	size_t j;
};

static const char *found_words(const struct part *p)
{
	const char *why = p->job->chosen_why;
	int dates = p->job->schedule.dates;

	if (p->job->chosen != FREQUENCY_UNKNOWN)
		return arena_printf("Chosen%s%s.", why != NULL && *why != '\0' ? ": " : "",
				    why != NULL ? why : "");
	return arena_printf("Found from %d pay date%s.", dates, dates == 1 ? "" : "s");
}

static const char *thirty_words(const struct part *p)
{
	const struct thirty *t = &p->job->thirty;
	const char *days = span_words(t->first, t->last, p->view->w->today);

	if (!schedule_is_known(&p->job->schedule))
		return arena_printf("30 days, %s, %s", days, t->is_complete ? "complete"
				    : "not complete");
	return arena_printf("30 days, %s: %d of %d checks%s", days, t->found + t->filled,
			    t->expected, t->is_complete ? "" : ", not complete");
}

/* The figure's last step: how the average, or whatever stands in its place, became a month. */
static const struct step *last_step(const struct part *p, size_t program)
{
	const struct income *income = &p->view->w->income;

	for (size_t i = income->step_count; i > 0; i--)
		if (income->steps[i - 1].job == (int)p->j
		    && income->steps[i - 1].program == (int)program)
			return &income->steps[i - 1];
	return NULL;
}

static const char *last_words(const struct part *p, const struct step *step)
{
	int32_t today = p->view->w->today;

	if (step == NULL)
		return "No figure";
	switch (step->kind) {
	case STEP_FACTOR:
		return arena_printf("Times %s, %s", ratio_text(step->factor),
				    frequency_name(step->frequency));
	case STEP_AS_PAID: return "Paid in the 30 days, not averaged";
	case STEP_ENDED:
		return arena_printf("Job ended %s, no further pay", day_word(p->job->end, today));
	case STEP_JOB_LEFT_OUT: return "Job not counted";
	default: return "No check counts";
	}
}

/* One line when it is the same for all programs, else a line that says only what they share. */
static const char *shared_words(const struct part *p)
{
	const char *words = last_words(p, last_step(p, 0));

	for (size_t k = 1; k < p->view->w->sheet.program_count; k++)
		if (strcmp(words, last_words(p, last_step(p, k))) != 0)
			return "A month";
	return words;
}

static const char *average_value(const struct figure *f, bool is_same, bool is_averaged)
{
	const char *text;

	if (!is_averaged)
		return "none";
	text = ratio_money_text(f->average);
	text = *text == '-' ? arena_printf("\u2212%s", text + 1) : text;
	return is_same ? text : arena_printf("of %d: %s", f->dates, text);
}

static bool is_averaged(const struct step *last)
{
	return last != NULL && last->kind == STEP_FACTOR;
}

static void add_average(const struct part *p, cJSON *foot)
{
	const struct worksheet *w = p->view->w;
	const struct figure *figures = &w->income.figures[p->j * w->sheet.program_count];
	bool is_any = false, is_same = true, is_expected = false;
	cJSON *line, *values;

	for (size_t k = 0; k < w->sheet.program_count; k++) {
		is_any = is_any || is_averaged(last_step(p, k));
		is_same = is_same && figures[k].dates == figures[0].dates;
	}
	is_expected = strcmp(json_text(p->list->said, "how"), "expected") == 0;
	if (!is_any)
		return;
	line = json_push(foot, json_object());
	json_set_text(line, "label", is_expected ? "Expected check" : !is_same ? "Average check"
		      : arena_printf("Average of %d check%s", figures[0].dates,
				     figures[0].dates == 1 ? "" : "s"));
	json_set_bool(line, "is_result", false);
	values = json_set(line, "values", json_list());
	for (size_t k = 0; k < w->sheet.program_count; k++)
		json_set_text(json_push(values, json_object()), "value",
			      average_value(&figures[k], is_same || is_expected,
					    is_averaged(last_step(p, k))));
}

static cJSON *foot_lines(const struct part *p, int span)
{
	const struct worksheet *w = p->view->w;
	cJSON *foot = json_list(), *line, *values;

	if (w->refused == NULL) {
		add_average(p, foot);
		line = json_push(foot, json_object());
		json_set_text(line, "label", shared_words(p));
		json_set_bool(line, "is_result", true);
		values = json_set(line, "values", json_list());
		for (size_t k = 0; k < w->sheet.program_count; k++)
			json_set_text(json_push(values, json_object()), "value", money_word(
				w->income.figures[p->j * w->sheet.program_count + k].monthly));
	}
	cJSON_ArrayForEach(line, foot)
		json_set_int(line, "span", span);
	return foot;
}

static void add_columns(const struct part *p, cJSON *doc)
{
	static const char *const words[PAY_KINDS] = {
		"Regular", "Overtime", "Bonus", "Commission", "Tips", "Other",
	};
	const struct worksheet *w = p->view->w;
	unsigned columns = sheet_columns(w, p->j);
	cJSON *kinds = json_set(doc, "columns", json_list());
	cJSON *programs = json_set(doc, "programs", json_list());
	int span = 4;

	for (int k = 0; k < PAY_KINDS; k++) {
		if (!(columns & 1u << k))
			continue;
		json_set_text(json_push(kinds, json_object()), "word", words[k]);
		span++;
	}
	for (size_t k = 0; k < w->sheet.program_count; k++)
		json_set_text(json_push(programs, json_object()), "word", w->programs[k].name);
	json_set(doc, "foot", foot_lines(p, span));
}

static const char *facts_words(const struct part *p)
{
	const struct report_job *about = &p->view->w->pay.about[p->j];
	int32_t today = p->view->w->today;
	const char *text = *about->title != '\0' ? about->title : "Position not given";

	if (p->job->start != NO_DAY)
		text = arena_printf("%s, since %s", text, day_word(p->job->start, today));
	if (p->job->end != NO_DAY)
		text = arena_printf("%s, ended %s", text, day_word(p->job->end, today));
	return *about->source != '\0' ? arena_printf("%s. %s.", text, about->source)
		: arena_printf("%s.", text);
}

/* One program's figure of this job when the sheet is as given, else "none". */
static cJSON *method(const struct part *p, const struct sheet *sheet, const char *word, bool is_now)
{
	cJSON *doc = json_object(), *values = json_set(doc, "values", json_list());
	struct income income;
	bool is_ok = income_compute(sheet, &income) == OK;

	json_set_text(doc, "word", word);
	json_set_bool(doc, "is_now", is_now);
	for (size_t k = 0; k < sheet->program_count; k++)
		json_set_text(json_push(values, json_object()), "value", is_ok ? money_word(
			      income.figures[p->j * sheet->program_count + k].monthly) : "none");
	return doc;
}

/* All that was paid in so many days before the review counts. */
static struct sheet longer(const struct part *p, int days)
{
	struct sheet sheet = p->view->w->sheet;
	struct choice *choices = arena_alloc((p->list->count + 1) * sizeof(*choices));
	size_t n = 0;

	for (size_t i = 0; i < p->list->count; i++) {
		const struct pay_row *row = &p->list->rows[i];

		if (row->day == NO_DAY || row->day < sheet.today - days || row->day >= sheet.today
		    || (row->check != NULL && !check_is_usable(row->check)))
			continue;
		choices[n++] = (struct choice){
			.job = p->j, .program = EVERY_PROGRAM, .how = COUNT_WHOLE,
			.check = row->check != NULL ? row->check->id : NULL, .day = row->day,
		};
	}
	sheet.choices = choices;
	sheet.choice_count = n;
	sheet.job_choices = NULL;
	sheet.job_choice_count = 0;
	return sheet;
}

static struct sheet with_how(const struct part *p, enum job_how how)
{
	struct sheet sheet = p->view->w->sheet;
	struct job_choice *one = arena_alloc(sizeof(*one));

	*one = (struct job_choice){ .job = p->j, .program = EVERY_PROGRAM, .how = how,
		.from = NO_DAY };
	sheet.job_choices = one;
	sheet.job_choice_count = 1;
	return sheet;
}

/* The figure by each way of reckoning, side by side. */
static cJSON *methods(const struct part *p)
{
	const char *how = json_text(p->list->said, "how");
	struct sheet averaged = p->view->w->sheet, as_paid = with_how(p, COUNT_AS_PAID);
	struct sheet three_months = longer(p, 90);
	cJSON *list = json_list();

	averaged.job_choices = NULL;
	averaged.job_choice_count = 0;
	json_push(list, method(p, &averaged, "Average of the checks that count", *how == '\0'));
	json_push(list, method(p, &as_paid, "What was paid in the 30 days",
			       strcmp(how, "as_paid") == 0));
	json_push(list, method(p, &three_months, "Average of all checks of 90 days", false));
	if (strcmp(how, "expected") == 0)
		json_push(list, method(p, &p->view->w->sheet, "Other pay expected", true));
	return list;
}

bool sheet_asks_thirty(const struct worksheet *w, size_t j)
{
	const char *how = json_text(w->rows[j].said, "how");
	bool has_ended = w->pay.jobs[j].end != NO_DAY && w->pay.jobs[j].end < w->today;

	if (strcmp(how, "out") == 0 || strcmp(how, "expected") == 0)
		return false;
	return !w->pay.jobs[j].thirty.is_complete
		&& (!has_ended || strcmp(how, "ended") == 0);
}

/* The same where nothing can be changed: what was said. */
static cJSON *said_words(const struct part *p)
{
	static const char *const names[][2] = {
		{ "how_why", "Reckoned another way: " }, { "thirty_why", "30 days not complete: " },
		{ "remark", "Client said: " },
	};
	cJSON *list = json_list();

	for (size_t i = 0; i < countof(names) && p->view->is_read_only; i++) {
		const char *why = json_text(p->list->said, names[i][0]);

		if (*why != '\0')
			json_set_text(json_push(list, json_object()), "text",
				      arena_printf("%s%s.", names[i][1], why));
	}
	return list;
}

cJSON *sheet_job(const struct sheet_view *view, size_t j)
{
	struct part p = { view, &view->w->pay.jobs[j], &view->w->rows[j], j };
	cJSON *doc = json_object();

	json_set_text(doc, "n", arena_printf("%zu", j));
	json_set_text(doc, "employer", *p.job->employer != '\0' ? p.job->employer
		      : "Employer not given");
	json_set_text(doc, "schedule", schedule_words(&p.job->schedule));
	json_set_text(doc, "found", found_words(&p));
	json_set_text(doc, "facts", facts_words(&p));
	json_set(doc, "chart", sheet_chart(view->w, j));
	add_columns(&p, doc);
	json_set(doc, "rows", sheet_rows(view, j));
	json_set_text(doc, "more", p.list->most > p.list->shown && !view->is_read_only
		      ? arena_printf("%zu", p.list->most - p.list->shown) : NULL);
	json_set_text(doc, "unshown", p.list->count > p.list->most
		      ? arena_printf("%zu", p.list->count - p.list->most) : NULL);
	json_set_text(doc, "thirty", thirty_words(&p));
	json_set_bool(doc, "is_complete", p.job->thirty.is_complete);
	json_set(doc, "said", said_words(&p));
	json_set(doc, "methods", methods(&p));
	json_set(doc, "tools", view->is_read_only ? cJSON_CreateNull() : sheet_tools(view, j));
	return doc;
}
