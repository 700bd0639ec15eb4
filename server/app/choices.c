/* choices.c: a kept document of choices, as the engine takes it. What it means and what becomes of
 * what no longer fits stands in choices.h. */
#include "app/choices.h"

#include "base/arena.h"

#include <string.h>
#include <strings.h>

static bool is_about_job(const cJSON *said, const struct report_pay *pay, size_t j)
{
	const char *id = json_text(said, "id");

	return *id != '\0' && strcmp(id, pay->about[j].id) == 0;
}

/* By its id; a report that was read again may have other ids, so then by its employer. */
static int job_of(const cJSON *said, const struct report_pay *pay)
{
	for (size_t j = 0; j < pay->job_count; j++)
		if (is_about_job(said, pay, j))
			return (int)j;
	for (size_t j = 0; j < pay->job_count; j++)
		if (strcasecmp(pay->jobs[j].employer, json_text(said, "employer")) == 0)
			return (int)j;
	return -1;
}

static const char *reason_of(const cJSON *said, const char *name)
{
	const char *why = json_text(said, name);

	return *why != '\0' ? why : NULL;
}

void choices_take_frequencies(const cJSON *choices, struct report_pay *pay)
{
	const cJSON *said;

	cJSON_ArrayForEach(said, json_at(choices, "jobs")) {
		int j = job_of(said, pay);
		enum frequency chosen = frequency_read(json_text(said, "frequency"));

		if (j < 0 || chosen == FREQUENCY_UNKNOWN)
			continue;
		pay->jobs[j].chosen = chosen;
		pay->jobs[j].chosen_why = json_text(said, "frequency_why");
	}
}

static struct pay_row *row_with_id(struct pay_rows *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].check != NULL && strcmp(list->rows[i].check->id, id) == 0)
			return &list->rows[i];
	return NULL;
}

/* The one row of that day and gross; of two alike nobody can tell which was meant. */
static struct pay_row *row_alike(struct pay_rows *list, int32_t day, int64_t gross)
{
	struct pay_row *found = NULL;

	for (size_t i = 0; i < list->count; i++) {
		struct pay_row *row = &list->rows[i];

		if (row->check == NULL || row->day != day || row->check->gross.cents != gross)
			continue;
		if (found != NULL)
			return NULL;
		found = row;
	}
	return found;
}

static struct pay_row *missing_row(struct pay_rows *list, int32_t day)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].slot != NULL && list->rows[i].day == day)
			return &list->rows[i];
	return NULL;
}

static struct pay_row *row_of(const cJSON *said, struct pay_rows *list)
{
	const char *id = json_text_or_null(said, "check");
	struct pay_row *row = id != NULL ? row_with_id(list, id) : NULL;
	int64_t gross = 0;
	int32_t day = NO_DAY;

	if (row != NULL)
		return row;
	if (day_read(json_text_or_null(said, "day"), &day) != OK)
		return NULL;
	if (id == NULL)
		return missing_row(list, day);
	if (money_read(json_text(said, "gross"), &gross, NULL) != OK)
		return NULL;
	return row_alike(list, day, gross);
}

static unsigned kinds_of(const cJSON *names)
{
	const cJSON *name;
	unsigned kinds = 0;

	cJSON_ArrayForEach(name, names)
		for (int k = 0; k < PAY_KINDS && cJSON_IsString(name); k++)
			if (strcmp(pay_kind_name((enum pay_kind)k), name->valuestring) == 0)
				kinds |= 1u << k;
	return kinds;
}

static int program_of(const struct worksheet *w, const char *code)
{
	for (size_t p = 0; p < w->sheet.program_count; p++)
		if (strcmp(w->codes[p], code) == 0)
			return (int)p;
	return -1;
}

static int64_t gross_of(const struct pay_row *row)
{
	return row->check != NULL ? row->check->gross.cents : row->slot->filled;
}

/* What of it counts, between nothing and all of it. */
static bool read_part(const cJSON *said, const struct pay_row *row, int64_t *cents)
{
	int64_t gross = gross_of(row);

	if (money_read(json_text(said, "cents"), cents, NULL) != OK)
		return false;
	return gross >= 0 ? *cents >= 0 && *cents <= gross : *cents <= 0 && *cents >= gross;
}

static bool read_choice(const cJSON *said, const struct pay_row *row, struct choice *choice)
{
	static const struct {
		const char *word;
		enum check_how how;
	} words[] = {
		{ "whole", COUNT_WHOLE }, { "part", COUNT_PART }, { "amount", COUNT_AMOUNT },
		{ "out", LEAVE_OUT },
	};

	for (size_t i = 0; i < countof(words); i++) {
		if (strcmp(words[i].word, json_text(said, "how")) != 0)
			continue;
		choice->how = words[i].how;
		choice->kinds = kinds_of(json_at(said, "kinds"));
		if (choice->how == COUNT_PART)
			return choice->kinds != 0;
		return choice->how != COUNT_AMOUNT || read_part(said, row, &choice->cents);
	}
	return false;
}

static void take_row(struct worksheet *w, size_t j, const cJSON *said, struct choice *choices)
{
	struct pay_row *row = row_of(said, &w->rows[j]);
	const cJSON *one;

	if (row == NULL || row->said != NULL) {
		w->lost++;
		return;
	}
	row->said = said;
	cJSON_ArrayForEach(one, json_at(said, "programs")) {
		struct choice choice = {
			.job = j, .program = program_of(w, one->string), .day = row->day,
			.check = row->check != NULL ? row->check->id : NULL,
			.why = reason_of(said, "why"),
		};

		if (choice.program >= 0 && read_choice(one, row, &choice))
			choices[w->sheet.choice_count++] = choice;
		else
			w->lost++;
	}
}

static bool read_expected(const cJSON *said, struct job_choice *choice)
{
	const char *check = json_text(said, "check"), *from = json_text(said, "from");

	choice->frequency = frequency_read(json_text(said, "frequency"));
	choice->from = NO_DAY;
	if (*from != '\0' && day_read(from, &choice->from) != OK)
		return false;
	choice->a_check.is_given = *check != '\0';
	if (choice->a_check.is_given)
		return money_read(check, &choice->a_check.cents, NULL) == OK
			&& choice->a_check.cents >= 0;
	return money_read(json_text(said, "rate"), &choice->rate, NULL) == OK && choice->rate >= 0
		&& hours_read(json_text(said, "hours"), &choice->hours, NULL) == OK
		&& choice->hours >= 0;
}

static void take_how(struct worksheet *w, size_t j, const cJSON *said, struct job_choice *choices)
{
	static const struct {
		const char *word;
		enum job_how how;
	} words[] = {
		{ "as_paid", COUNT_AS_PAID }, { "expected", EXPECT_PAY }, { "ended", COUNT_ENDED },
		{ "out", LEAVE_OUT_JOB },
	};
	struct job_choice choice = {
		.job = j, .program = EVERY_PROGRAM, .from = NO_DAY, .why = reason_of(said, "how_why"),
	};

	for (size_t i = 0; i < countof(words); i++) {
		if (strcmp(words[i].word, json_text(said, "how")) != 0)
			continue;
		choice.how = words[i].how;
		if (choice.how == EXPECT_PAY && !read_expected(json_at(said, "expected"), &choice))
			w->lost++;
		else
			choices[w->sheet.job_choice_count++] = choice;
	}
}

static size_t count_rows(const cJSON *choices)
{
	const cJSON *said, *row;
	size_t n = 0;

	cJSON_ArrayForEach(said, json_at(choices, "jobs"))
		cJSON_ArrayForEach(row, json_at(said, "checks"))
			n += (size_t)cJSON_GetArraySize(json_at(row, "programs"));
	return n;
}

void choices_take(const cJSON *choices, struct worksheet *w)
{
	const cJSON *jobs = json_at(choices, "jobs"), *said, *row;
	struct choice *taken = arena_alloc((count_rows(choices) + 1) * sizeof(*taken));
	struct job_choice *of_jobs = arena_alloc(((size_t)cJSON_GetArraySize(jobs) + 1)
						 * sizeof(*of_jobs));

	w->sheet.choices = taken;
	w->sheet.job_choices = of_jobs;
	cJSON_ArrayForEach(said, jobs) {
		int j = job_of(said, &w->pay);

		if (j < 0 || w->rows[j].said != NULL) {
			w->lost++;
			continue;
		}
		w->rows[j].said = said;
		take_how(w, (size_t)j, said, of_jobs);
		cJSON_ArrayForEach(row, json_at(said, "checks"))
			take_row(w, (size_t)j, row, taken);
	}
}
