/* wording_test.c: amounts, days and lists in the words of the pages. */
#include "app/wording.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void words_amounts(void **state)
{
	static const struct {
		int64_t cents;
		const char *dollars, *brief, *plain, *with_sign;
	} cases[] = {
		{ 0, "$0.00", "$0", "0.00", "0.00" },
		{ 12500, "$125.00", "$125", "125.00", "+125.00" },
		{ -12550, "−$125.50", "−$125.50", "−125.50", "−125.50" },
		{ 123456789, "$1,234,567.89", "$1,234,567.89", "1,234,567.89", "+1,234,567.89" },
		{ -1, "−$0.01", "−$0.01", "−0.01", "−0.01" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		assert_string_equal(dollars_text(cases[i].cents), cases[i].dollars);
		assert_string_equal(short_dollars(cases[i].cents), cases[i].brief);
		assert_string_equal(plain_money(cases[i].cents), cases[i].plain);
		assert_string_equal(signed_money(cases[i].cents), cases[i].with_sign);
	}
}

static void words_days(void **state)
{
	int32_t today = day_of(2026, 11, 20);

	(void)state;
	assert_string_equal(day_words(day_of(2026, 8, 4), today), "Aug 4");
	assert_string_equal(day_words(day_of(2025, 12, 31), today), "Dec 31, 2025");
	assert_string_equal(day_words(day_of(2026, 8, 4), NO_DAY), "Aug 4, 2026");
	assert_string_equal(day_words(NO_DAY, today), "not given");
}

static void words_lists(void **state)
{
	const char *list = list_words("", "a", false);

	(void)state;
	assert_string_equal(list, "a");
	assert_string_equal(list_words(list, "b", true), "a and b");
	list = list_words(list, "b", false);
	assert_string_equal(list_words(list, "c", true), "a, b and c");
	assert_string_equal(count_words(1, "change", "changes"), "1 change");
	assert_string_equal(count_words(0, "change", "changes"), "0 changes");
}

static void reads_members(void **state)
{
	static const char text[] = "{\"a\": \"12500\", \"b\": null, \"c\": \"1,856.45\","
		" \"d\": \"1e3\", \"e\": \"2026-11-20\", \"f\": \"soon\"}";
	cJSON *doc;

	(void)state;
	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	assert_int_equal(json_cents(doc, "a").cents, 12500);
	assert_false(json_cents(doc, "b").is_given);
	assert_false(json_cents(doc, "none").is_given);
	assert_int_equal(json_money(doc, "c").cents, 185645);
	assert_false(json_money(doc, "d").is_given);
	assert_false(json_money(doc, "b").is_given);
	assert_int_equal(json_day(doc, "e"), day_of(2026, 11, 20));
	assert_int_equal(json_day(doc, "f"), NO_DAY);
	assert_int_equal(json_day(doc, "b"), NO_DAY);
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
		cmocka_unit_test_teardown(words_amounts, reset),
		cmocka_unit_test_teardown(words_days, reset),
		cmocka_unit_test_teardown(words_lists, reset),
		cmocka_unit_test_teardown(reads_members, reset),
	};

	json_init();
	return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
