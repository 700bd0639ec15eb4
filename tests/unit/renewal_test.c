/* renewal_test.c: what counts as unchanged when data were read again, and that every doubt does
 * not. */
#include "app/renewal.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TODAY "2026-11-20"
#define CHECKS 8

/* A job that pays every two weeks until `last`. */
struct pay {
	const char *employer, *ended, *last;
	int every;
	long cents;
};

static cJSON *job(const struct pay *pay)
{
	cJSON *job = json_object(), *checks = json_list(), *one;
	int32_t day;

	assert_int_equal(day_read(pay->last, &day), OK);
	json_set_text(json_set(job, "company", json_object()), "name", pay->employer);
	json_set_bool(job, "is_active", pay->ended == NULL);
	json_set_text(job, "end_date", pay->ended);
	for (int i = 0; i < CHECKS; i++) {
		one = json_push(checks, json_object());
		json_set_text(one, "pay_date", day_iso_text(day - i * pay->every));
		json_set_text(one, "gross_pay", arena_printf("%ld.%02ld", pay->cents / 100,
							     pay->cents % 100));
	}
	json_set(job, "statements", checks);
	return job;
}

static cJSON *report(const struct pay *pays, int count)
{
	cJSON *report = json_object(), *links = json_set(report, "links", json_list()), *link;

	for (int i = 0; i < count; i++) {
		link = json_push(links, json_object());
		json_set_text(link, "link_id", arena_printf("l%d", i));
		json_push(json_set(link, "employments", json_list()), job(&pays[i]));
	}
	return report;
}

static const struct pay before[] = {
	{ "Bayview Care Center", NULL, "2026-08-14", 14, 100000 },
	{ "Sunrise Laundry LLC", NULL, "2026-08-14", 14, 20000 },
};

static const struct {
	const char *why;
	struct pay now[3];
	int count;
	struct renewal_rule rule;
	bool is_changed;
} cases[] = {
	{ "nothing", { { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 12500, 0 },
	  false },
	{ "the other way round, spelled otherwise",
	  { { "SUNRISE LAUNDRY, LLC", NULL, "2026-11-13", 14, 20000 },
	    { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 } }, 2, { 12500, 0 }, false },
	/* 58.13 more a check are 124.98 a month; 58.14 are 125.00. */
	{ "less than the rule's amount", { { "Bayview Care Center", NULL, "2026-11-13", 14, 105813 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 12500, 0 },
	  false },
	{ "the rule's amount", { { "Bayview Care Center", NULL, "2026-11-13", 14, 105815 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 12500, 0 },
	  true },
	{ "less, by as much", { { "Bayview Care Center", NULL, "2026-11-13", 14, 94185 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 12500, 0 },
	  true },
	{ "a share of it", { { "Bayview Care Center", NULL, "2026-11-13", 14, 113000 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 0, 100 },
	  true },
	{ "less than the share", { { "Bayview Care Center", NULL, "2026-11-13", 14, 111000 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 0, 100 },
	  false },
	{ "an employer gone", { { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 } }, 1,
	  { 12500, 0 }, true },
	{ "an employer new", { { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 },
		       { "Pelican Freight", NULL, "2026-11-13", 14, 100 } }, 3, { 12500, 0 }, true },
	{ "another employer", { { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 },
		       { "Pelican Freight", NULL, "2026-11-13", 14, 20000 } }, 2, { 12500, 0 },
	  true },
	{ "a job that ended", { { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 },
		       { "Sunrise Laundry LLC", "2026-10-30", "2026-10-30", 14, 20000 } }, 2,
	  { 9999999, 0 }, true },
	{ "paid weekly now", { { "Bayview Care Center", NULL, "2026-11-13", 7, 50000 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 12500, 0 },
	  true },
	{ "nothing comes any more", { { "", NULL, "2026-11-13", 14, 0 } }, 0, { 12500, 0 }, true },
	{ "no rule at all", { { "Bayview Care Center", NULL, "2026-11-13", 14, 100000 },
		       { "Sunrise Laundry LLC", NULL, "2026-11-13", 14, 20000 } }, 2, { 0, 0 }, true },
};

static int32_t day(const char *text)
{
	int32_t day = NO_DAY;

	assert_int_equal(day_read(text, &day), OK);
	return day;
}

static void only_what_is_sure_is_unchanged(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		bool is_changed = renewal_is_changed(report(before, 2), day("2026-08-20"),
						     report(cases[i].now, cases[i].count),
						     day(TODAY), cases[i].rule);

		if (is_changed != cases[i].is_changed)
			fail_msg("%s: %s", cases[i].why, is_changed ? "changed" : "unchanged");
		arena_reset();
	}
}

static void without_one_of_both_it_is_changed(void **state)
{
	const struct renewal_rule rule = { 12500, 0 };

	(void)state;
	assert_true(renewal_is_changed(NULL, NO_DAY, report(before, 2), day(TODAY), rule));
	assert_true(renewal_is_changed(report(before, 2), day(TODAY), NULL, NO_DAY, rule));
	assert_true(renewal_is_changed(json_object(), day(TODAY), json_object(), day(TODAY), rule));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_sure_is_unchanged),
		cmocka_unit_test(without_one_of_both_it_is_changed),
	};
	int failed;

	json_init();
	failed = cmocka_run_group_tests_name("renewal", tests, NULL, NULL);
	arena_release();
	return failed;
}
