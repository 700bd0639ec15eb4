/* worksheet.c: from a stored report to the rows and figures of a sheet; see worksheet.h. */
#include "app/worksheet.h"

#include "app/choices.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX (16 * 1024 * 1024)
#define ID_MAX 80

bool step_counts(const struct step *step)
{
	return step != NULL && step->kind != STEP_LEFT_OUT;
}

const struct step *worksheet_step(const struct income *income, int job, int program,
				  const struct pay_row *row)
{
	for (size_t i = income->step_count; i > 0; i--) {
		const struct step *s = &income->steps[i - 1];
		bool is_verdict = s->kind == STEP_COUNTED || s->kind == STEP_PART
			|| s->kind == STEP_LEFT_OUT;

		if (is_verdict && s->job == job && s->program == program
		    && s->check == row->check && s->slot == row->slot)
			return s;
	}
	return NULL;
}

static int compare_ids(const void *left, const void *right)
{
	const struct check *a = *(struct check *const *)left, *b = *(struct check *const *)right;
	int order = strcmp(a->id, b->id);

	return order != 0 ? order : (a > b) - (a < b);
}

/* A check is chosen by its id, so each must have one of its own, whatever the source gave. Checks
 * are sorted by now: the same data get the same ids. */
static void name_checks(struct job *job)
{
	struct check **by_id = arena_alloc((job->check_count + 1) * sizeof(struct check *));
	const char *before = "";

	for (size_t i = 0; i < job->check_count; i++)
		by_id[i] = &job->checks[i];
	if (job->check_count > 0)
		qsort(by_id, job->check_count, sizeof(struct check *), compare_ids);
	for (size_t i = 0; i < job->check_count; i++) {
		const char *id = by_id[i]->id;

		if (strcmp(id, before) == 0 || strlen(id) > ID_MAX)
			by_id[i]->id = arena_printf("row %zu", (size_t)(by_id[i] - job->checks));
		before = id;
	}
}

static bool is_asked_slot(const struct job *job, int32_t day)
{
	for (size_t i = 0; i < job->slot_count; i++)
		if (job->slots[i].day == day)
			return job->slots[i].is_wanted;
	return false;
}

static bool is_asked(const struct job *job, const struct check *c)
{
	if (c->slot != NO_DAY)
		return is_asked_slot(job, c->slot);
	return c->day >= job->thirty.first && c->day <= job->thirty.last;
}

/* Checks and missing dates come oldest first, and go into one list newest first. */
static void list_rows(const struct job *job, struct pay_rows *list)
{
	size_t check = job->check_count, slot = job->slot_count;

	list->rows = arena_alloc((check + slot + 1) * sizeof(*list->rows));
	while (check > 0 || slot > 0) {
		struct pay_row *row = &list->rows[list->count];
		int32_t day = check > 0 ? job->checks[check - 1].day : NO_DAY;

		if (slot > 0 && job->slots[slot - 1].day > day) {
			row->slot = &job->slots[--slot];
			row->day = row->slot->day;
			row->is_asked = row->slot->is_wanted;
			list->count += row->slot->is_missing;
			if (!row->slot->is_missing)
				*row = (struct pay_row){ .day = NO_DAY };
		} else if (check > 0) {
			row->check = &job->checks[--check];
			row->day = day;
			row->is_asked = is_asked(job, row->check);
			list->count++;
		}
	}
}

static void add_amount(struct buf *b, struct amount amount)
{
	if (amount.is_given)
		buf_printf(b, " %lld", (long long)amount.cents);
	else
		buf_text(b, " -");
}

static void add_check(struct buf *b, const struct check *c)
{
	buf_printf(b, "%d %d %d", (int)c->day, (int)c->from, (int)c->to);
	add_amount(b, c->gross);
	add_amount(b, c->gross_ytd);
	buf_printf(b, " %lld", c->has_hours ? (long long)c->hours : -1LL);
	for (int i = 0; i < PAY_KINDS; i++)
		buf_printf(b, " %lld", (long long)c->part[i]);
	buf_char(b, '\n');
}

/* Only what is paid: a report that is read again with other ids is the same data. */
static const char *hash_inputs(const struct report_pay *pay)
{
	struct buf b = buf_new(TEXT_MAX);

	for (size_t j = 0; j < pay->job_count; j++) {
		const struct job *job = &pay->jobs[j];

		buf_printf(&b, "%s\n%d %d %d\n", job->employer, (int)job->start, (int)job->end,
			   (int)job->said);
		for (size_t i = 0; i < job->check_count; i++)
			add_check(&b, &job->checks[i]);
		for (size_t i = 0; i < job->year_count; i++)
			buf_printf(&b, "%d %lld\n", job->years[i].year,
				   (long long)job->years[i].gross);
	}
	return crypto_sha256_hex(b.data, b.len);
}

/* All that is spoken of and some older ones. */
static void limit_rows(struct worksheet *w)
{
	size_t fair = ROWS_MAX / (w->pay.job_count + 1);

	for (size_t j = 0; j < w->pay.job_count; j++) {
		struct pay_rows *list = &w->rows[j];
		size_t last = 0;

		for (size_t i = 0; i < list->count; i++)
			if (list->rows[i].is_asked || list->rows[i].said != NULL)
				last = i + 1;
		list->most = list->count < fair ? list->count : fair;
		list->shown = last + OLDER_ROWS < list->most ? last + OLDER_ROWS : list->most;
	}
}

enum status worksheet_read(const cJSON *body, const cJSON *choices, int32_t today,
			   struct worksheet *made)
{
	*made = (struct worksheet){ .today = today, .pay = report_pay_read(body) };
	made->rows = arena_alloc((made->pay.job_count + 1) * sizeof(*made->rows));
	choices_take_frequencies(choices, &made->pay);
	for (size_t j = 0; j < made->pay.job_count; j++) {
		TRY(pay_examine(&made->pay.jobs[j], today));
		name_checks(&made->pay.jobs[j]);
		list_rows(&made->pay.jobs[j], &made->rows[j]);
	}
	limit_rows(made);
	made->inputs_sha256 = hash_inputs(&made->pay);
	return OK;
}

static int32_t day_at(const cJSON *doc, const char *name)
{
	int32_t day = NO_DAY;

	return day_read(json_text_or_null(doc, name), &day) == OK ? day : NO_DAY;
}

static bool holds_on(const cJSON *row, int32_t today)
{
	int32_t from = day_at(row, "starts_on"), until = day_at(row, "ends_on");

	return from <= today && (until == NO_DAY || today < until);
}

static void read_exclusions(const cJSON *rows, int32_t today, struct program *program)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, rows)
		for (int k = 0; k < PAY_KINDS && holds_on(row, today); k++)
			if (strcmp(pay_kind_name((enum pay_kind)k), json_text(row, "kind")) == 0) {
				program->left_out |= 1u << k;
				program->left_out_why = json_text(row, "why");
			}
}

static void read_factors(const cJSON *rows, struct program *program)
{
	struct factor *factors = arena_alloc(((size_t)cJSON_GetArraySize(rows) + 1)
					     * sizeof(*factors));
	const cJSON *row;

	program->factors = factors;
	cJSON_ArrayForEach(row, rows) {
		struct factor *f = &factors[program->factor_count];

		f->frequency = frequency_read(json_text(row, "frequency"));
		f->from = day_at(row, "starts_on");
		f->until = day_at(row, "ends_on");
		if (ratio_read(json_text(row, "factor"), &f->ratio, NULL) == OK)
			program->factor_count++;
	}
}

static void read_programs(const cJSON *rows, struct worksheet *w)
{
	const cJSON *row;

	w->sheet.programs = w->programs;
	cJSON_ArrayForEach(row, rows) {
		size_t p = w->sheet.program_count;

		if (p == PROGRAMS_MAX)
			return;
		w->codes[p] = json_text(row, "code");
		w->program_ids[p] = json_text(row, "id");
		w->programs[p].name = json_text(row, "name");
		read_factors(json_at(row, "factors"), &w->programs[p]);
		read_exclusions(json_at(row, "exclusions"), w->today, &w->programs[p]);
		w->sheet.program_count++;
	}
}

enum status worksheet_make(const cJSON *facts, const cJSON *choices, int32_t today,
			   struct worksheet *made)
{
	TRY(worksheet_read(json_at(facts, "body"), choices, today, made));
	read_programs(json_at(facts, "programs"), made);
	made->sheet.today = today;
	made->sheet.jobs = made->pay.jobs;
	made->sheet.job_count = made->pay.job_count;
	if (income_compute(&made->sheet, &made->usual) != OK)
		made->refused = made->usual.why;
	choices_take(choices, made);
	limit_rows(made);
	if (income_compute(&made->sheet, &made->income) != OK)
		made->refused = made->income.why;
	return OK;
}

static bool is_same_check(const struct pay_row *a, const struct pay_row *b)
{
	if ((a->check == NULL) != (b->check == NULL) || a->day != b->day)
		return false;
	if (a->check == NULL)
		return a->slot->fill == b->slot->fill && a->slot->filled == b->slot->filled;
	return a->check->gross.is_given == b->check->gross.is_given
		&& a->check->gross.cents == b->check->gross.cents
		&& memcmp(a->check->part, b->check->part, sizeof(a->check->part)) == 0;
}

static bool is_in(const struct pay_row *row, const char *employer, const struct worksheet *before)
{
	for (size_t j = 0; j < before->pay.job_count; j++) {
		const struct pay_rows *list = &before->rows[j];

		for (size_t i = 0; i < list->count; i++)
			if (strcmp(before->pay.jobs[j].employer, employer) == 0
			    && is_same_check(row, &list->rows[i]))
				return true;
	}
	return false;
}

void worksheet_mark_new(struct worksheet *now, const struct worksheet *before)
{
	for (size_t j = 0; j < now->pay.job_count; j++)
		for (size_t i = 0; i < now->rows[j].shown; i++) {
			struct pay_row *row = &now->rows[j].rows[i];

			row->is_new = !is_in(row, now->pay.jobs[j].employer, before);
		}
}

static const char *const kind_words[] = {
	[STEP_FREQUENCY] = "frequency", [STEP_THIRTY] = "thirty", [STEP_MISSING] = "missing",
	[STEP_FILLED] = "filled", [STEP_COUNTED] = "counted", [STEP_PART] = "part",
	[STEP_LEFT_OUT] = "left_out", [STEP_AVERAGE] = "average", [STEP_AS_PAID] = "as_paid",
	[STEP_EXPECTED] = "expected", [STEP_FACTOR] = "factor", [STEP_ENDED] = "ended",
	[STEP_NOTHING] = "nothing", [STEP_JOB_LEFT_OUT] = "job_left_out", [STEP_TOTAL] = "total",
};

static int32_t day_of_step(const struct step *step)
{
	if (step->check != NULL)
		return step->check->day;
	return step->slot != NULL ? step->slot->day : NO_DAY;
}

/* Cents as text: a document's numbers are doubles. */
static cJSON *step_document(const struct worksheet *w, const struct step *step)
{
	bool is_verdict = step->kind == STEP_COUNTED || step->kind == STEP_PART;
	int64_t cents = is_verdict ? step->counted : step->result;
	int32_t day = day_of_step(step);
	cJSON *doc = json_object();

	json_set_text(doc, "kind", kind_words[step->kind]);
	json_set_text(doc, "employer", step->job >= 0 ? w->pay.jobs[step->job].employer : NULL);
	json_set_text(doc, "day", day != NO_DAY ? day_iso_text(day) : NULL);
	json_set_text(doc, "cents", arena_printf("%lld", (long long)cents));
	json_set_text(doc, "text", income_step_text(&w->sheet, step));
	return doc;
}

cJSON *worksheet_derivation(const struct worksheet *w, int program)
{
	cJSON *list = json_list();

	for (size_t i = 0; i < w->income.step_count; i++) {
		const struct step *step = &w->income.steps[i];

		if (step->program == program || step->program < 0)
			json_push(list, step_document(w, step));
	}
	return list;
}

const char *worksheet_fingerprint(const struct worksheet *w, int program)
{
	struct buf b = buf_new(TEXT_MAX);

	buf_printf(&b, "%s %d\n", w->inputs_sha256, (int)w->today);
	buf_text(&b, json_print(worksheet_derivation(w, program)));
	for (size_t j = 0; j < w->pay.job_count; j++)
		buf_printf(&b, "\n%s", json_text(w->rows[j].said, "thirty_why"));
	return crypto_sha256_hex(b.data, b.len);
}
