/* hours_test.c: hours and dollars of a month against a rule: what counts where, what is an
 * estimate, and when a month is met. */
#include "app/hours.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int32_t day(const char *text)
{
	int32_t day;

	assert_int_equal(day_read(text, &day), OK);
	return day;
}

static struct check check(const char *on, int64_t cents, int64_t hours)
{
	return (struct check){ .id = "", .number = "", .source = "payroll", .day = day(on),
			       .from = NO_DAY, .to = NO_DAY, .gross = { true, cents },
			       .has_hours = hours >= 0, .hours = hours < 0 ? 0 : hours * HOUR };
}

static void sums_a_month(void **state)
{
	struct check checks[] = {
		check("2026-09-30", 50000, 40), check("2026-10-02", 40000, 32),
		check("2026-10-16", 45000, -1), check("2026-10-31", 10000, 8),
		check("2026-11-01", 70000, 56), check("2026-10-09", 90000, 70),
		check("2026-10-12", 90000, 70),
	};
	struct slot slots[] = {
		{ .day = day("2026-10-23"), .is_missing = true, .fill = FILL_EXACT, .filled = 25000 },
		{ .day = day("2026-10-24"), .is_missing = true, .fill = FILL_NO_YTD, .filled = 1 },
		{ .day = day("2026-09-23"), .is_missing = true, .fill = FILL_EXACT, .filled = 25000 },
	};
	struct job job = { .employer = "Bayview", .checks = checks, .check_count = countof(checks),
			   .slots = slots, .slot_count = countof(slots) };
	struct month_sum sum, twice = { 0 };

	(void)state;
	checks[5].flags = IS_DUPLICATE;
	checks[6].flags = IS_FUTURE;
	assert_int_equal(month_sum(&job, 1250, day("2026-10-15"), &sum), OK);
	assert_int_equal(sum.cents, 40000 + 45000 + 10000 + 25000);
	assert_int_equal(sum.cents_estimated, 25000);
	assert_int_equal(sum.hours, (32 + 36 + 8 + 20) * HOUR);
	assert_int_equal(sum.hours_estimated, (36 + 20) * HOUR);
	assert_int_equal(sum.unknown, 0);
	assert_int_equal(month_add(&twice, &sum), OK);
	assert_int_equal(month_add(&twice, &sum), OK);
	assert_int_equal(twice.hours, 2 * sum.hours);
	/* Without a rate the checks that give hours tell it: here 12.50 an hour. */
	assert_int_equal(hourly_average(&job), 1250);
	assert_int_equal(month_sum(&job, 0, day("2026-10-01"), &sum), OK);
	assert_int_equal(sum.hours, (32 + 36 + 8 + 20) * HOUR);
	assert_int_equal(month_sum(&job, 1250, day("2026-12-01"), &sum), OK);
	assert_int_equal(sum.cents, 0);
}

static void knows_what_it_does_not_know(void **state)
{
	struct check checks[] = { check("2026-10-02", 40000, -1), check("2026-10-09", -500, -1),
				  check("2026-10-16", 40000, -1) };
	struct job job = { .employer = "Bayview", .checks = checks, .check_count = countof(checks) };
	struct month_sum sum;

	(void)state;
	assert_int_equal(hourly_average(&job), 0);
	assert_int_equal(month_sum(&job, 0, day("2026-10-15"), &sum), OK);
	assert_int_equal(sum.unknown, 3);
	assert_int_equal(sum.hours, 0);
	assert_int_equal(sum.cents, 79500);
	checks[2].day = NO_DAY;
	checks[2].flags = IS_UNDATED;
	assert_int_equal(month_sum(&job, 1000, day("2026-10-15"), &sum), OK);
	assert_int_equal(sum.hours, 40 * HOUR);
	assert_int_equal(sum.unknown, 1);
	checks[0].gross.cents = checks[1].gross.cents = INT64_MAX - 5;
	assert_int_equal(month_sum(&job, 1000, day("2026-10-15"), &sum), INVALID);
}

static void judges_a_month(void **state)
{
	static const struct {
		const char *why;
		int64_t hours, hours_estimated, cents, cents_estimated;
		const char *today;
		int unknown;
		enum hours_verdict verdict;
	} cases[] = {
		{ "just the hours", 80, 0, 0, 0, "2026-11-20", 0, HOURS_MET },
		{ "an hour less", 79, 0, 57999, 0, "2026-11-20", 0, HOURS_NOT_MET },
		{ "just the dollars", 0, 0, 58000, 0, "2026-11-20", 0, HOURS_MET_BY_PAY },
		{ "hours, one of them estimated", 80, 1, 0, 0, "2026-11-20", 0, HOURS_ESTIMATED },
		{ "dollars, one of them estimated", 0, 0, 58000, 100, "2026-11-20", 0, HOURS_ESTIMATED },
		{ "hours estimated, dollars not", 90, 90, 58000, 0, "2026-11-20", 0, HOURS_MET_BY_PAY },
		{ "not over yet", 10, 0, 1000, 0, "2026-10-31", 0, HOURS_SO_FAR },
		{ "not over, met already", 81, 0, 1000, 0, "2026-10-20", 0, HOURS_MET },
		{ "the day after", 10, 0, 1000, 0, "2026-11-01", 0, HOURS_NOT_MET },
		{ "nobody knows how long", 10, 0, 1000, 0, "2026-11-01", 1, HOURS_NOT_KNOWN },
		{ "nobody knows, but paid", 10, 0, 58000, 0, "2026-11-01", 1, HOURS_MET_BY_PAY },
		{ "the same month of another year", 10, 0, 1000, 0, "2027-10-20", 0, HOURS_NOT_MET },
	};
	static const struct hours_rule rule = { 80 * HOUR, { true, 58000 } };
	static const struct hours_rule by_pay = { 0, { true, 58000 } };

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct month_sum sum = { cases[i].hours * HOUR, cases[i].hours_estimated * HOUR,
					 cases[i].cents, cases[i].cents_estimated,
					 cases[i].unknown };

		if (hours_judge(&rule, &sum, day("2026-10-01"), day(cases[i].today))
		    != cases[i].verdict)
			fail_msg("%s", cases[i].why);
	}
	assert_int_equal(hours_judge(&by_pay, &(struct month_sum){ 900 * HOUR, 0, 1, 0, 0 },
				     day("2026-10-01"), day("2026-11-20")), HOURS_NOT_MET);
}

static int reset(void **state)
{
	(void)state;
	arena_reset();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(sums_a_month, reset),
		cmocka_unit_test_teardown(knows_what_it_does_not_know, reset),
		cmocka_unit_test_teardown(judges_a_month, reset),
	};

	return cmocka_run_group_tests_name("hours", tests, NULL, NULL);
}
