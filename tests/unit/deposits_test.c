/* deposits_test.c: what comes again and again, and what is large, whatever the order of the
 * transactions. */
#include "app/deposits.h"
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

static struct deposit deposit(const char *id, const char *words, const char *on, int64_t cents)
{
	return (struct deposit){ .id = id, .words = words, .cents = cents,
				 .day = *on != '\0' ? day(on) : NO_DAY };
}

static void finds_what_recurs(void **state)
{
	struct deposit deposits[] = {
		deposit("7", "Cashier's check deposit", "2026-10-01", 320000),
		deposit("1", "BAYVIEW PAYROLL 0091", "2026-09-04", 150000),
		deposit("3", "Bayview Payroll 0093", "2026-10-02", 151000),
		deposit("2", "Bayview  payroll 0092", "2026-09-18", 149000),
		deposit("9", "Interest", "2026-10-02", 416),
		deposit("8", "County pension", "2026-08-01", 41250),
		deposit("5", "County pension", "2026-09-01", 41250),
		deposit("6", "County pension", "2026-10-01", 41250),
		deposit("4", "Bayview payroll 0094", "2026-10-16", 150000),
		deposit("a", "Transfer", "2026-08-01", 99999),
		deposit("b", "Transfer", "2026-08-03", 100000),
		deposit("c", "Transfer", "2026-10-11", 100000),
		deposit("d", "1234", "", 500000),
	};
	struct deposit_kind *kinds;
	size_t count;

	(void)state;
	assert_int_equal(deposits_examine(deposits, countof(deposits),
					  (struct amount){ true, 100000 }, &kinds, &count), OK);
	assert_int_equal(count, 2);
	assert_string_equal(kinds[0].words, "Bayview payroll 0094");
	assert_int_equal(kinds[0].frequency, BIWEEKLY);
	assert_int_equal(kinds[0].count, 4);
	assert_int_equal(kinds[0].sum, 600000);
	assert_int_equal(ratio_round(kinds[0].average), 150000);
	assert_int_equal(kinds[0].first, day("2026-09-04"));
	assert_int_equal(kinds[0].last, day("2026-10-16"));
	assert_string_equal(kinds[1].words, "County pension");
	assert_int_equal(kinds[1].frequency, MONTHLY);
	for (size_t i = 0; i < countof(deposits); i++) {
		bool is_pay = strstr("1234", deposits[i].id) != NULL;
		bool is_pension = strstr("568", deposits[i].id) != NULL;

		assert_true(deposits[i].kind == (is_pay ? 0 : is_pension ? 1 : NO_KIND));
		assert_int_equal(deposits[i].is_large, strchr("7bcd", deposits[i].id[0]) != NULL);
	}
}

static void without_a_rule_nothing_is_large(void **state)
{
	struct deposit deposits[] = { deposit("1", "Sale", "2026-10-01", MONEY_MAX) };
	struct deposit_kind *kinds;
	size_t count;

	(void)state;
	assert_int_equal(deposits_examine(deposits, 1, (struct amount){ false, 0 }, &kinds, &count),
			 OK);
	assert_false(deposits[0].is_large);
	assert_int_equal(count, 0);
	assert_int_equal(deposits_examine(deposits, 0, (struct amount){ true, 1 }, &kinds, &count),
			 OK);
	assert_int_equal(count, 0);
}

static void sums_never_wrap(void **state)
{
	struct deposit deposits[] = {
		deposit("1", "Sale", "2026-10-01", INT64_MAX - 1),
		deposit("2", "Sale", "2026-10-08", INT64_MAX - 1),
		deposit("3", "Sale", "2026-10-15", INT64_MAX - 1),
	};
	struct deposit_kind *kinds;
	size_t count;

	(void)state;
	assert_int_equal(deposits_examine(deposits, 3, (struct amount){ true, 1 }, &kinds, &count),
			 INVALID);
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
		cmocka_unit_test_teardown(finds_what_recurs, reset),
		cmocka_unit_test_teardown(without_a_rule_nothing_is_large, reset),
		cmocka_unit_test_teardown(sums_never_wrap, reset),
	};

	return cmocka_run_group_tests_name("deposits", tests, NULL, NULL);
}
