/* renewal.c: compares two reports of the same connections.
 *
 * It only sorts out what nobody needs to look at, so every doubt is a change. The figures are those
 * of the worksheet's own engine without any person's choices; what a person decides about a change,
 * and by which program's factors, is the review's affair. */
#include "app/renewal.h"

#include "app/fold.h"
#include "app/income.h"
#include "app/report_pay.h"
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* The factors of product.md §5; the same on both sides, so that any would do. */
static const struct factor factors[] = {
	{ WEEKLY, { 43, 10 }, NO_DAY, NO_DAY },
	{ BIWEEKLY, { 43, 20 }, NO_DAY, NO_DAY },
	{ SEMIMONTHLY, { 2, 1 }, NO_DAY, NO_DAY },
	{ MONTHLY, { 1, 1 }, NO_DAY, NO_DAY },
};
static const struct program program = { "renewal", factors, countof(factors), 0, NULL };

struct picture {
	struct report_pay pay;
	int64_t monthly;
};

static bool is_over(const struct job *job, const struct report_job *about, int32_t today)
{
	return (job->end != NO_DAY && job->end < today) || (about->is_active_known
							     && !about->is_active);
}

static enum status picture_take(const cJSON *report, int32_t today, struct picture *picture)
{
	struct sheet sheet = { .today = today, .programs = &program, .program_count = 1 };
	struct income income;

	picture->pay = report_pay_read(report);
	if (picture->pay.is_over_limit)
		return INVALID;
	for (size_t i = 0; i < picture->pay.job_count; i++)
		TRY(pay_examine(&picture->pay.jobs[i], today));
	sheet.jobs = picture->pay.jobs;
	sheet.job_count = picture->pay.job_count;
	TRY(income_compute(&sheet, &income));
	picture->monthly = income.totals[0];
	return OK;
}

/* The employer's name as it compares, with what must stay as it is. */
static const char *line_of(const struct picture *picture, size_t i, int32_t today)
{
	const struct job *job = &picture->pay.jobs[i];
	struct words words = fold_words(job->employer != NULL ? job->employer : "");
	const char *line = "";

	for (size_t w = 0; w < words.count; w++)
		line = arena_printf("%s %s", line, words.word[w]);
	if (is_over(job, &picture->pay.about[i], today))
		return arena_printf("%s: over", line);
	return arena_printf("%s: %s", line, frequency_code(job->schedule.frequency));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **lines_of(const struct picture *picture, int32_t today)
{
	const char **lines = arena_alloc((picture->pay.job_count + 1) * sizeof(*lines));

	for (size_t i = 0; i < picture->pay.job_count; i++)
		lines[i] = line_of(picture, i, today);
	qsort(lines, picture->pay.job_count, sizeof(*lines), by_text);
	return lines;
}

static bool is_within(int64_t before, int64_t after, struct renewal_rule rule)
{
	int64_t by = before > after ? before - after : after - before;

	if (rule.cents == 0 && rule.permille == 0)
		return false;
	return (rule.cents == 0 || by < rule.cents)
		&& (rule.permille == 0 || by < before / 1000 * rule.permille);
}

bool renewal_is_changed(const cJSON *before, int32_t before_on, const cJSON *after,
			int32_t after_on, struct renewal_rule rule)
{
	struct picture was, now;
	const char **was_lines, **now_lines;

	if (before == NULL || after == NULL || picture_take(before, before_on, &was) != OK
	    || picture_take(after, after_on, &now) != OK)
		return true;
	if (now.pay.job_count == 0 || was.pay.job_count != now.pay.job_count)
		return true;
	was_lines = lines_of(&was, before_on);
	now_lines = lines_of(&now, after_on);
	for (size_t i = 0; i < now.pay.job_count; i++)
		if (strcmp(was_lines[i], now_lines[i]) != 0)
			return true;
	return !is_within(was.monthly, now.monthly, rule);
}
