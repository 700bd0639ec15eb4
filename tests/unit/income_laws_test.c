/* income_laws_test.c: what holds of every pay history, tried on 10,000 drawn ones each: the order
 * of statements never matters, splitting a check never changes the total, leaving everything out
 * gives zero, and no amount, however large, comes out wrong instead of being refused. The same
 * histories are drawn on every run. */
#include "app/income.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DRAWS 10000
#define CHECKS 24

static uint64_t seed;
static int32_t today;
static struct factor factors[] = {
	{ WEEKLY, { 43, 10 }, NO_DAY, NO_DAY }, { BIWEEKLY, { 43, 20 }, NO_DAY, NO_DAY },
	{ SEMIMONTHLY, { 2, 1 }, NO_DAY, NO_DAY }, { MONTHLY, { 1, 1 }, NO_DAY, NO_DAY },
};
static const struct program program = {
	.name = "SNAP", .factors = factors, .factor_count = countof(factors),
};

static uint64_t draw(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % below;
}

static struct amount drawn_amount(int64_t most)
{
	struct amount amount = { draw(8) > 0, (int64_t)draw((uint64_t)most) - most / 50 };

	return amount.is_given ? amount : (struct amount){ 0 };
}

static struct check drawn_check(int32_t day, int64_t most)
{
	struct check c = {
		.id = "", .number = "", .source = draw(3) > 0 ? "payroll" : "documents",
		.day = draw(40) > 0 ? day : NO_DAY, .from = NO_DAY, .to = NO_DAY,
		.gross = drawn_amount(most), .gross_ytd = drawn_amount(most * 30),
		.has_hours = draw(2) > 0,
	};

	if (draw(3) > 0) {
		c.column[REGULAR] = c.gross;
		c.column[draw(PAY_KINDS - 1) + 1] = drawn_amount(most / 5);
	}
	if (draw(3) == 0)
		c.earned[draw(PAY_KINDS)] = drawn_amount(most / 5);
	return c;
}

/* A job as they come: some frequency, gaps, days beside the rule, doubles, a check too many. */
static struct job drawn_job(int64_t most)
{
	static const int steps[] = { 7, 14, 15, 30, 9 };
	int step = steps[draw(countof(steps))];
	struct job job = { .employer = "Employer", .start = NO_DAY, .end = NO_DAY };
	int32_t day = today - (int32_t)draw(10) + 3;

	job.checks = arena_alloc(CHECKS * sizeof(*job.checks));
	job.said = (enum frequency)draw(FREQUENCIES - 1);
	if (draw(4) == 0)
		job.start = today - (int32_t)draw(200);
	while (job.check_count < 4 + draw(CHECKS - 6)) {
		if (draw(9) > 0)
			job.checks[job.check_count++] = drawn_check(day, most);
		if (draw(12) == 0 && job.check_count > 0) {
			job.checks[job.check_count] = job.checks[job.check_count - 1];
			if (draw(3) == 0)
				job.checks[job.check_count].gross_ytd.cents += (int64_t)draw(3) * 100;
			if (draw(3) == 0)
				job.checks[job.check_count].number = draw(2) ? "7" : "8";
			job.checks[job.check_count++].source = "letter";
		}
		day -= step + (draw(9) == 0 ? (int32_t)draw(3) - 1 : 0);
	}
	return job;
}

static struct job copy_of(const struct job *job)
{
	struct job copy = *job;

	copy.checks = arena_alloc((CHECKS * 2) * sizeof(*copy.checks));
	if (job->check_count > 0)
		memcpy(copy.checks, job->checks, job->check_count * sizeof(*copy.checks));
	return copy;
}

static void shuffle(struct job *job)
{
	for (size_t i = job->check_count; i > 1; i--) {
		size_t other = draw(i);
		struct check kept = job->checks[i - 1];

		job->checks[i - 1] = job->checks[other];
		job->checks[other] = kept;
	}
}

static struct sheet sheet_of(const struct job *job)
{
	return (struct sheet){ .today = today, .jobs = job, .job_count = 1, .programs = &program,
		.program_count = 1 };
}

static struct income computed(struct job *job, const struct sheet *sheet)
{
	struct income income;

	assert_int_equal(pay_examine(job, today), OK);
	assert_int_equal(income_compute(sheet, &income), OK);
	return income;
}

static const char *derivation(const struct sheet *sheet, const struct income *income)
{
	const char *text = "";

	for (size_t i = 0; i < income->step_count; i++)
		text = arena_printf("%s%s\n", text, income_step_text(sheet, &income->steps[i]));
	return text;
}

static int begin(void **state)
{
	(void)state;
	seed = 88172645463325252u;
	today = day_of(2026, 11, 20);
	return 0;
}

static void order_never_matters(void **state)
{
	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		struct job a = drawn_job(500000), b = copy_of(&a);
		struct sheet of_a = sheet_of(&a), of_b = sheet_of(&b);
		struct income first, second;

		shuffle(&b);
		first = computed(&a, &of_a);
		second = computed(&b, &of_b);
		assert_string_equal(derivation(&of_a, &first), derivation(&of_b, &second));
		assert_int_equal(first.totals[0], second.totals[0]);
		assert_int_equal(first.is_complete, second.is_complete);
		for (size_t k = 0; k < a.check_count; k++)
			assert_int_equal(a.checks[k].flags, b.checks[k].flags);
		arena_reset();
	}
}

/* A check as two of the same date, whose amounts add up; they say they are two by their numbers. */
static void split_check(struct job *job, size_t at)
{
	struct check *whole = &job->checks[at], *part = &job->checks[job->check_count++];
	int64_t less = (int64_t)draw(1000000) - 200000;

	*part = *whole;
	part->gross.cents = less;
	part->number = "part";
	whole->gross.cents -= less;
	whole->number = "rest";
}

/* Year to date is left away, for a part of a check has none of its own. */
static struct job plain_job(void)
{
	struct job job = drawn_job(500000);
	size_t kept = 0;

	for (size_t i = 0; i < job.check_count; i++) {
		struct check *c = &job.checks[i];

		c->gross_ytd = (struct amount){ 0 };
		c->source = "payroll";
		memset(c->column, 0, sizeof(c->column));
		memset(c->earned, 0, sizeof(c->earned));
		c->number = arena_printf("%zu", i);
		if (c->gross.is_given && c->gross.cents >= 0)
			job.checks[kept++] = *c;
	}
	job.check_count = kept;
	return job;
}

static bool has_reversal_alone(const struct job *job)
{
	for (size_t i = 0; i < job->check_count; i++)
		if ((job->checks[i].flags & IS_REVERSAL) && !(job->checks[i].flags & SHARES_DAY))
			return true;
	return false;
}

static void splitting_never_changes_the_total(void **state)
{
	int tried = 0;

	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		struct job a = plain_job(), b = copy_of(&a);
		struct sheet of_a = sheet_of(&a), of_b = sheet_of(&b);
		struct income first, second;

		if (b.check_count > 0)
			split_check(&b, draw(b.check_count));
		first = computed(&a, &of_a);
		second = computed(&b, &of_b);
		/* Two parts below zero would be a reversal, which is no pay date. */
		if (!has_reversal_alone(&b)) {
			assert_int_equal(first.totals[0], second.totals[0]);
			assert_int_equal(first.figures[0].dates, second.figures[0].dates);
			tried++;
		}
		arena_reset();
	}
	assert_true(tried > DRAWS * 9 / 10);
}

static void leaving_all_out_gives_zero(void **state)
{
	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		struct job job = drawn_job(500000);
		struct sheet sheet = sheet_of(&job);
		struct choice *choices;
		struct income income;

		assert_int_equal(pay_examine(&job, today), OK);
		sheet.choice_count = job.check_count + job.slot_count;
		choices = arena_alloc((sheet.choice_count + 1) * sizeof(*choices));
		for (size_t k = 0; k < sheet.choice_count; k++)
			choices[k] = (struct choice){
				.program = EVERY_PROGRAM, .how = LEAVE_OUT, .why = "tried",
				.day = k < job.check_count ? job.checks[k].day
					: job.slots[k - job.check_count].day,
			};
		sheet.choices = choices;
		assert_int_equal(income_compute(&sheet, &income), OK);
		assert_int_equal(income.totals[0], 0);
		assert_int_equal(income.figures[0].dates, 0);
		arena_reset();
	}
}

/* The parts of a check make its gross, and the figure is what 128 bits say. */
static void parts_and_figures_are_exact(void **state)
{
	int refused = 0;

	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		struct job job = drawn_job(draw(2) ? 500000 : MONEY_MAX / 31);
		struct sheet sheet = sheet_of(&job);
		struct income income;
		const struct figure *f;

		assert_int_equal(pay_examine(&job, today), OK);
		for (size_t k = 0; k < job.check_count; k++) {
			int64_t sum = 0;

			for (int kind = 0; kind < PAY_KINDS; kind++)
				sum += job.checks[k].part[kind];
			assert_true(!job.checks[k].gross.is_given
				    || sum == job.checks[k].gross.cents);
		}
		factors[0].ratio.num = draw(2) ? 43 : (int64_t)9e15 + 43;
		if (income_compute(&sheet, &income) == OK) {
			f = &income.figures[0];
			if (schedule_is_known(&job.schedule) && f->dates > 0) {
				struct ratio by = factors[job.schedule.frequency - WEEKLY].ratio;
				__int128 den = (__int128)f->dates * by.den;
				__int128 twice = (__int128)f->sum * by.num * 2;
				__int128 off = twice - (__int128)f->monthly * den * 2;

				assert_true(off <= den && -off <= den);
			}
		} else {
			assert_non_null(strstr(income.why, "too large"));
			refused++;
		}
		arena_reset();
	}
	factors[0].ratio.num = 43;
	assert_in_range(refused, 100, DRAWS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(order_never_matters, begin),
		cmocka_unit_test_setup(splitting_never_changes_the_total, begin),
		cmocka_unit_test_setup(leaving_all_out_gives_zero, begin),
		cmocka_unit_test_setup(parts_and_figures_are_exact, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
