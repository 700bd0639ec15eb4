/* money_test.c: what is an amount and what is none, and that sums which do not fit are refused and
 * never wrap round. Days, which pay stands on, are counted here too. */
#include "app/day.h"
#include "app/money.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DRAWS 10000

static void reads_amounts(void **state)
{
	static const struct {
		const char *text;
		int64_t cents;
	} cases[] = {
		{ "0", 0 }, { "0.00", 0 }, { "-0.00", 0 }, { "29.7", 2970 }, { "29.70", 2970 },
		{ "1856.45", 185645 }, { "1,856.45", 185645 }, { "12,345,678.90", 1234567890 },
		{ "$1,856.45", 185645 }, { "-12.5", -1250 }, { "-$12.50", -1250 },
		{ " 7.00 ", 700 }, { "007.00", 700 }, { "12.3400", 1234 }, { "5", 500 },
		{ "999999999999.99", MONEY_MAX }, { "-999999999999.99", -MONEY_MAX },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		int64_t cents = -1;

		assert_int_equal(money_read(cases[i].text, &cents, NULL), OK);
		assert_int_equal(cents, cases[i].cents);
	}
}

static void refuses_what_is_no_amount(void **state)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ NULL, "empty" }, { "", "empty" }, { "  ", "empty" }, { "1e3", "plain" },
		{ "12.345", "decimals" }, { "12.3401", "decimals" }, { "12.", "plain" },
		{ ".5", "plain" }, { "1.2.3", "plain" }, { "+5", "plain" }, { "--5", "plain" },
		{ "5-", "plain" }, { "18,56.45", "plain" }, { "1856,450", "plain" },
		{ ",100", "plain" }, { "1,856,45", "plain" }, { "1 000", "plain" },
		{ "NaN", "plain" }, { "inf", "plain" }, { "0x10", "plain" }, { "null", "plain" },
		{ "12.3\n", "plain" }, { "\u2212" "5", "plain" }, { "\u0665", "plain" },
		{ "1000000000000.00", "larger" }, { "99999999999999999999999", "larger" },
		{ "-1000000000000", "larger" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		int64_t cents = 77;
		const char *why = NULL;

		assert_int_equal(money_read(cases[i].text, &cents, &why), INVALID);
		assert_int_equal(cents, 77);
		assert_non_null(strstr(why, cases[i].why));
	}
}

static void writes_amounts(void **state)
{
	int64_t hours;

	(void)state;
	assert_string_equal(money_text(0), "0.00");
	assert_string_equal(money_text(5), "0.05");
	assert_string_equal(money_text(-5), "-0.05");
	assert_string_equal(money_text(185645), "1,856.45");
	assert_string_equal(money_text(-100000000), "-1,000,000.00");
	assert_string_equal(money_text(INT64_MAX), "92,233,720,368,547,758.07");
	assert_string_equal(money_text(INT64_MIN), "-92,233,720,368,547,758.08");
	assert_int_equal(hours_read("84.5", &hours, NULL), OK);
	assert_string_equal(hours_text(hours), "84.50");
	assert_int_equal(hours_read("37.3333", &hours, NULL), OK);
	assert_string_equal(hours_text(hours), "37.3333");
	assert_int_equal(hours_read("37.33333", &hours, NULL), INVALID);
}

static void divides_exactly(void **state)
{
	struct ratio ratio, product;

	(void)state;
	assert_string_equal(ratio_money_text(ratio_of(356845, 2)), "1,784.225");
	assert_string_equal(ratio_money_text(ratio_of(513700, 3)), "5,137.00 / 3");
	assert_string_equal(ratio_money_text(ratio_of(-5, 2)), "-0.025");
	assert_int_equal(ratio_read("4.3", &ratio, NULL), OK);
	assert_string_equal(ratio_text(ratio), "4.3");
	assert_int_equal(ratio_multiply(ratio_of(82450, 4), ratio, &product), OK);
	assert_int_equal(ratio_round(product), 88634);
	assert_int_equal(ratio_read("52/12", &ratio, NULL), OK);
	assert_string_equal(ratio_text(ratio), "13/3");
	assert_int_equal(ratio_read("0", &ratio, NULL), INVALID);
	assert_int_equal(ratio_read("-1", &ratio, NULL), INVALID);
	assert_int_equal(ratio_read("4/0", &ratio, NULL), INVALID);
	assert_int_equal(ratio_read("1000", &ratio, NULL), INVALID);
	assert_int_equal(ratio_read("5/0.001", &ratio, NULL), INVALID);
	assert_int_equal(ratio_read("", &ratio, NULL), INVALID);
}

static void rounds_half_away_from_zero(void **state)
{
	static const struct {
		int64_t num, den, cents;
	} cases[] = {
		{ 5, 2, 3 }, { -5, 2, -3 }, { 7, 3, 2 }, { 8, 3, 3 }, { -7, 3, -2 }, { -8, 3, -3 },
		{ 1, 2, 1 }, { -1, 2, -1 }, { 0, 7, 0 }, { 49, 100, 0 }, { 50, 100, 1 },
		{ INT64_MAX, 1, INT64_MAX }, { INT64_MAX, 2, INT64_C(4611686018427387904) },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(ratio_round(ratio_of(cases[i].num, cases[i].den)), cases[i].cents);
}

/* The same numbers on every run. */
static uint64_t drawn(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Against 128 bits: a result is right, or there is none. */
static void arithmetic_never_wraps(void **state)
{
	uint64_t seed = 88172645463325252u;

	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		int64_t a = (int64_t)drawn(&seed) >> (drawn(&seed) % 60);
		int64_t b = (int64_t)drawn(&seed) >> (drawn(&seed) % 60);
		int64_t sum = 1, less = 1;
		__int128 exact = (__int128)a + b, difference = (__int128)a - b;

		assert_int_equal(money_add(a, b, &sum) == OK,
				 exact > INT64_MIN && exact <= INT64_MAX);
		assert_true(sum == 1 || sum == (int64_t)exact);
		assert_int_equal(money_subtract(a, b, &less) == OK,
				 difference > INT64_MIN && difference <= INT64_MAX);
		assert_true(less == 1 || less == (int64_t)difference);
		arena_reset();
	}
}

/* The same of products: 44 bits by 44 bits, over a thousand. */
static void products_never_wrap(void **state)
{
	uint64_t seed = 1234567;
	int made = 0;

	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		int64_t a = (int64_t)drawn(&seed) >> (20 + drawn(&seed) % 40);
		int64_t b = (int64_t)drawn(&seed) >> (20 + drawn(&seed) % 40);
		int64_t den = (int64_t)(drawn(&seed) % 1000) + 1;
		struct ratio product;
		__int128 exact = (__int128)a * b;

		if (ratio_multiply(ratio_of(a, den), ratio_of(b, 7), &product) == OK) {
			assert_true(exact * product.den == (__int128)product.num * den * 7);
			made++;
		} else {
			assert_true(exact > INT64_MAX || exact < -INT64_MAX);
		}
	}
	assert_in_range(made, DRAWS / 3, DRAWS - DRAWS / 20);
}

/* Every amount comes back from its own text. */
static void text_and_amount_are_one(void **state)
{
	uint64_t seed = 4711;

	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		int64_t cents = (int64_t)(drawn(&seed) % (2 * (uint64_t)MONEY_MAX)) - MONEY_MAX, back;

		assert_int_equal(money_read(money_text(cents), &back, NULL), OK);
		assert_int_equal(back, cents);
		arena_reset();
	}
}

static void reads_days(void **state)
{
	static const char *const no_days[] = {
		"", "2026-11", "2026-13-01", "2026-00-10", "2026-02-29", "2100-02-28", "1899-01-01",
		"2026-11-31", "11/13/2026", "2026-1-1", "2026-11-13x", "0000-00-00", "abcd-ef-gh",
	};
	int32_t day = 0;

	(void)state;
	for (size_t i = 0; i < countof(no_days); i++)
		assert_int_equal(day_read(no_days[i], &day), INVALID);
	assert_int_equal(day_read(NULL, &day), INVALID);
	assert_int_equal(day_read("1970-01-01", &day), OK);
	assert_int_equal(day, 0);
	assert_int_equal(day_read("2024-02-29T23:59:59-08:00", &day), OK);
	assert_string_equal(day_iso_text(day), "2024-02-29");
	assert_string_equal(day_text(day), "02/29/2024");
	assert_int_equal(day_weekday(day), 4);
	assert_int_equal(day_of(2026, 2, 31), day_of(2026, 2, 28));
	assert_int_equal(day_of(2026, 14, 1), day_of(2027, 2, 1));
}

/* Every day of 170 years is one after the one before, in date and weekday. */
static void days_follow_each_other(void **state)
{
	int32_t day, read;

	(void)state;
	assert_int_equal(day_read("1930-01-01", &day), OK);
	assert_int_equal(day_weekday(day), 3);
	for (; day_year(day) < 2100; day++) {
		int y, m, d;

		day_parts(day, &y, &m, &d);
		assert_int_equal(day_of(y, m, d), day);
		assert_int_equal(day_read(day_iso_text(day), &read), OK);
		assert_int_equal(read, day);
		assert_int_equal(day_weekday(day + 1), (day_weekday(day) + 1) % 7);
		arena_reset();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_amounts), cmocka_unit_test(refuses_what_is_no_amount),
		cmocka_unit_test(writes_amounts), cmocka_unit_test(divides_exactly),
		cmocka_unit_test(rounds_half_away_from_zero),
		cmocka_unit_test(arithmetic_never_wraps), cmocka_unit_test(products_never_wrap),
		cmocka_unit_test(text_and_amount_are_one),
		cmocka_unit_test(reads_days), cmocka_unit_test(days_follow_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
