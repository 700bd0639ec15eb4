/* income_test.c: every case of tests/income, computed and compared with what was worked out by hand
 * there: frequency, 30 days, flags, figures, and the derivation line by line. A file that expects
 * nothing fails, and so does a folder with less than 200 of them. */
#include "income_case.h"

#include <dirent.h>

#define CASES_MIN 200
#define CASES_MAX 1000
#define PATH_LENGTH 512

static const char *const folder = SOURCE_DIR "/tests/income";

static void expect_text(const struct story *s, const char *what, const char *is, const char *must)
{
	if (strcmp(is, must) != 0)
		fail_msg("%s: %s is \"%s\", not \"%s\"", s->name, what, is, must);
}

/* "yes 2 of 2" */
static void check_thirty(const struct story *s, int job, const char *must)
{
	const struct thirty *t = &s->jobs[job].thirty;
	const char *answer = t->is_complete ? "yes" : "no";

	if (schedule_is_known(&s->jobs[job].schedule))
		answer = arena_printf("%s %d of %d", answer, t->found + t->filled, t->expected);
	expect_text(s, "30 days", answer, must);
}

static void check_frequency(const struct story *s, int job, const char *must)
{
	expect_text(s, "frequency", frequency_code(s->jobs[job].schedule.frequency), must);
}

/* "2026-11-13 duplicate, zero": of the checks of that day, or of "#id", some have just these. */
static void check_flags(const struct story *s, int job, const char *must)
{
	const char *name = word(&must);
	const struct job *j = &s->jobs[job];

	for (size_t i = 0; i < j->check_count; i++) {
		const struct check *c = &j->checks[i];
		bool is_it = *name == '#' ? strcmp(c->id, name + 1) == 0
			: strcmp(day_iso_text(c->day), name) == 0;
		const char *is = check_flags_text(c->flags & ~(unsigned)IS_UNSPLIT);

		if (is_it && strcmp(is, must) == 0)
			return;
	}
	fail_msg("%s: no check %s is \"%s\"", s->name, name, must);
}

/* "SNAP 3680.80" */
static void check_monthly(const struct story *s, const struct income *income, int job,
			  const char *must)
{
	int p = program_here((struct story *)s, word(&must));
	int64_t is = income->figures[(size_t)job * s->sheet.program_count + (size_t)p].monthly;

	expect_text(s, "monthly", money_text(is), money_text(money_here((struct story *)s, must)));
}

static void check_total(const struct story *s, const struct income *income, const char *must)
{
	int p = program_here((struct story *)s, word(&must));

	expect_text(s, "total", money_text(income->totals[p]),
		    money_text(money_here((struct story *)s, must)));
}

static void hold_expected(const struct story *s, const struct income *income,
			   const struct expectation *e)
{
	const char *at = e->text;

	if (take(&at, "frequency "))
		check_frequency(s, e->job, at);
	else if (take(&at, "30 days "))
		check_thirty(s, e->job, at);
	else if (take(&at, "flags "))
		check_flags(s, e->job, at);
	else if (take(&at, "monthly "))
		check_monthly(s, income, e->job, at);
	else if (take(&at, "complete "))
		expect_text(s, "complete", income->is_complete ? "yes" : "no", at);
	else if (take(&at, "total "))
		check_total(s, income, at);
	else
		fail_msg("%s: what is \"= %s\"?", s->name, at);
}

/* A flag that nobody expects is as wrong as one that is missing. */
static void check_unnamed_flags(const struct story *s)
{
	int named = 0, marked = 0;

	for (size_t i = 0; i < s->expected_count; i++)
		named += strncmp(s->expected[i].text, "flags ", 6) == 0;
	for (size_t j = 0; j < s->sheet.job_count; j++)
		for (size_t i = 0; i < s->jobs[j].check_count; i++)
			marked += (s->jobs[j].checks[i].flags & ~(unsigned)IS_UNSPLIT) != 0;
	if (named != marked)
		fail_msg("%s: %d checks have flags, %d are named", s->name, marked, named);
}

static const char *step_line(const struct story *s, const struct step *step)
{
	const char *text = income_step_text(&s->sheet, step);

	if (step->program < 0)
		return arena_printf("%s: %s", s->jobs[step->job].employer, text);
	return arena_printf("%s: %s", s->programs[step->program].name, text);
}

static void check_lines(const struct story *s, const struct income *income)
{
	for (size_t i = 0; i < s->line_count && i < income->step_count; i++)
		expect_text(s, arena_printf("line %zu", i + 1),
			    step_line(s, &income->steps[i]), s->lines[i]);
	if (s->line_count != income->step_count)
		fail_msg("%s: %zu steps, %zu expected; one is \"%s\"", s->name, income->step_count,
			 s->line_count, income->step_count > s->line_count
			 ? step_line(s, &income->steps[s->line_count]) : "");
}

static enum status compute(struct story *s, struct income *income)
{
	for (size_t j = 0; j < s->sheet.job_count; j++)
		TRY(pay_examine(&s->jobs[j], s->sheet.today));
	return income_compute(&s->sheet, income);
}

static void try_case(const char *path)
{
	struct story *s = case_read(path);
	struct income income = { 0 };
	enum status status = compute(s, &income);

	if (s->refused != NULL) {
		assert_int_equal(status, INVALID);
		expect_text(s, "refusal", income.why, s->refused);
		return;
	}
	if (status != OK || s->expected_count == 0 || s->line_count == 0)
		fail_msg("%s: %s, %zu expectations", path, status_name(status), s->expected_count);
	for (size_t i = 0; i < s->expected_count; i++)
		hold_expected(s, &income, &s->expected[i]);
	check_unnamed_flags(s);
	check_lines(s, &income);
}

/* One case: its path is the state. */
static void comes_out_as_by_hand(void **state)
{
	try_case(*state);
	arena_reset();
}

static bool is_case(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL && strcmp(dot, ".txt") == 0 && strcmp(name, "README.txt") != 0;
}

int main(void)
{
	static struct CMUnitTest tests[CASES_MAX];
	static char paths[CASES_MAX][PATH_LENGTH];
	struct dirent **entries;
	int count = scandir(folder, &entries, NULL, alphasort);
	size_t n = 0;

	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;

		if (is_case(name) && n < CASES_MAX) {
			snprintf(paths[n], sizeof(paths[n]), "%s/%s", folder, name);
			tests[n] = (struct CMUnitTest){ .name = strrchr(paths[n], '/') + 1,
				.test_func = comes_out_as_by_hand, .initial_state = paths[n] };
			n++;
		}
		free(entries[i]);
	}
	free(entries);
	if (n < CASES_MIN) {
		fprintf(stderr, "%s: only %zu cases\n", folder, n);
		return 1;
	}
	return _cmocka_run_group_tests("income", tests, n, NULL, NULL);
}
