/* changes_test.c: what needs a person, as tables of cases: materiality, employers under several
 * names, the same job told by three sources. */
#include "app/changes.h"
#include "app/employers.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void weighs_differences(void **state)
{
	static const struct materiality amount = { { true, 12500 }, 0 };
	static const struct materiality share = { { false, 0 }, 100 };
	static const struct materiality both = { { true, 12500 }, 100 };
	static const struct materiality nothing = { { false, 0 }, 0 };
	static const struct {
		const char *why;
		const struct materiality *rule;
		int64_t then, now;
		bool is_material;
	} cases[] = {
		{ "exactly the amount", &amount, 100000, 112500, true },
		{ "a cent below it", &amount, 100000, 112499, false },
		{ "down as well as up", &amount, 112500, 100000, true },
		{ "the same", &amount, 100000, 100000, false },
		{ "an amount of nothing, and no difference", &amount, 0, 0, false },
		{ "exactly the share", &share, 100000, 110000, true },
		{ "a cent below the share", &share, 100000, 109999, false },
		{ "a share of a figure that does not divide", &share, 99999, 109999, true },
		{ "its cent below", &share, 99999, 109998, false },
		{ "from nothing", &share, 0, 1, true },
		{ "to nothing", &share, 1, 0, true },
		{ "the amount, not the share", &both, 1000000, 1012500, true },
		{ "the share, not the amount", &both, 10000, 11000, true },
		{ "neither", &both, 1000000, 1012499, false },
		{ "no rule", &nothing, 0, INT64_MAX / 2, false },
		{ "as large as figures can be", &both, INT64_C(9000000000000000),
		  INT64_C(9900000000000000), true },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		if (change_is_material(cases[i].rule, cases[i].then, cases[i].now)
		    != cases[i].is_material)
			fail_msg("%s", cases[i].why);
}

static void knows_employers(void **state)
{
	static const struct {
		const char *a, *a_tax, *b, *b_tax;
		int likeness;
	} cases[] = {
		{ "Bayview Care Center", "", "BAYVIEW CARE CENTER, INC.", "", 2 },
		{ "The Bayview Care Center LLC", "", "bayview  care center", "", 2 },
		{ "Bayview", "", "Bayview Care Center", "", 1 },
		{ "Care Center Bayview", "", "Bayview Care Center", "", 2 },
		{ "Bayview Care Center", "", "Bayside Care Center", "", 0 },
		{ "Bayview Care", "12-3456789", "Harbor Holdings", "12-3456789", 3 },
		{ "Bayview Care", "12-3456789", "Bayview Care", "98-7654321", 0 },
		{ "Bayview Care", "12-3456789", "Bayview Care", "", 2 },
		{ "Bayview Care", "00-0000000", "Harbor Holdings", "00-0000000", 0 },
		{ "Café Niño", "", "Cafe Nino", "", 2 },
		{ "مخبز السلام", "", "مخبز السلام", "", 2 },
		{ "", "", "", "", 0 },
		{ "", "", "Bayview", "", 0 },
		{ "The Company", "", "Bayview Company", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		int there = employer_likeness(cases[i].a, cases[i].a_tax, cases[i].b, cases[i].b_tax);
		int back = employer_likeness(cases[i].b, cases[i].b_tax, cases[i].a, cases[i].a_tax);

		if (there != cases[i].likeness || back != there)
			fail_msg("%s, %s: %d and %d", cases[i].a, cases[i].b, there, back);
	}
	assert_string_equal(employer_key("The Bayview Care Center, Inc."), "bayview-care-center");
	assert_string_equal(employer_key(" ,. "), "unnamed");
	assert_true(strlen(employer_key("متجر متجر متجر متجر متجر متجر متجر متجر متجر متجر")) <= 80);
}

/* An employer with one figure; "" of a figure is not known, "ended" a job that is over. */
static struct told *told(const char *employer, const char *monthly)
{
	struct told *told = arena_alloc(sizeof(*told));
	struct amount *figure = arena_alloc(sizeof(*figure));

	*told = (struct told){ .employer = employer, .tax_number = "", .rate_unit = "",
			       .is_paying = strcmp(monthly, "ended") != 0, .monthly = figure,
			       .started = NO_DAY, .first_paid = NO_DAY, .last_paid = NO_DAY };
	if (told->is_paying && *monthly != '\0') {
		assert_int_equal(money_read(monthly, &figure->cents, NULL), OK);
		figure->is_given = true;
	}
	return told;
}

/* "-" where a source does not know the employer, "?" where there is no such source at all. */
static void judges_one_employer(void **state)
{
	static const struct {
		const char *then, *now, *said;
		enum change_kind kind;
		enum saying saying;
		bool needs_person;
	} cases[] = {
		{ "1,000", "1,000", "?", UNCHANGED, NOT_ASKED, false },
		{ "1,000", "1,100", "?", CHANGED_JOB, NOT_ASKED, false },
		{ "1,000", "1,125", "?", CHANGED_JOB, NOT_ASKED, true },
		{ "1,000", "875", "?", CHANGED_JOB, NOT_ASKED, true },
		{ "-", "5", "?", NEW_JOB, NOT_ASKED, true },
		{ "ended", "5", "?", NEW_JOB, NOT_ASKED, true },
		{ "5", "-", "?", GONE_JOB, NOT_ASKED, true },
		{ "5", "ended", "?", GONE_JOB, NOT_ASKED, true },
		{ "ended", "ended", "?", UNCHANGED, NOT_ASKED, false },
		{ "-", "ended", "?", UNCHANGED, NOT_ASKED, false },
		{ "1,000", "", "?", UNCHANGED, NOT_ASKED, false },
		{ "?", "1,000", "?", FIRST_SEEN, NOT_ASKED, false },
		{ "?", "1,000", "1,000", FIRST_SEEN, SAID_SO, false },
		{ "?", "1,000", "1,124.99", FIRST_SEEN, SAID_SO, false },
		{ "?", "1,000", "1,125", FIRST_SEEN, SAID_OTHERWISE, true },
		{ "?", "1,000", "", FIRST_SEEN, SAID_SO, false },
		{ "?", "1,000", "-", FIRST_SEEN, NOT_DECLARED, true },
		{ "?", "1,000", "ended", FIRST_SEEN, SAID_ENDED, true },
		{ "?", "ended", "-", FIRST_SEEN, SAID_SO, false },
		{ "?", "ended", "1,000", FIRST_SEEN, NOT_FOUND_AT_SOURCE, true },
		{ "?", "-", "1,000", FIRST_SEEN, NOT_FOUND_AT_SOURCE, true },
		{ "1,000", "1,000", "-", UNCHANGED, NOT_DECLARED, true },
		{ "1,000", "ended", "ended", GONE_JOB, SAID_SO, true },
	};
	static const struct materiality rule = { { true, 12500 }, 0 };

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		const char *texts[] = { cases[i].then, cases[i].now, cases[i].said };
		const struct told *seats[3] = { NULL, NULL, NULL };
		struct comparison c = { .rules = &rule, .program_count = 1 };
		struct change *changes;
		size_t count;

		for (size_t k = 0; k < 3; k++)
			if (strcmp(texts[k], "-") != 0 && strcmp(texts[k], "?") != 0)
				seats[k] = told("Bayview Care Center", texts[k]);
		c.then = seats[0];
		c.now = seats[1];
		c.said = seats[2];
		c.then_count = seats[0] != NULL;
		c.now_count = seats[1] != NULL;
		c.said_count = seats[2] != NULL;
		c.has_then = strcmp(texts[0], "?") != 0;
		c.was_asked = strcmp(texts[2], "?") != 0;
		count = changes_find(&c, &changes);
		if (count != 1 || changes->kind != cases[i].kind || changes->saying != cases[i].saying
		    || changes->needs_person != cases[i].needs_person)
			fail_msg("%s, %s, %s: %zu of kind %d, saying %d, %d", texts[0], texts[1], texts[2],
				 count, (int)changes->kind, (int)changes->saying,
				 (int)changes->needs_person);
	}
}

static void one_program_of_several_is_enough(void **state)
{
	static const struct materiality rules[] = { { { true, 12500 }, 0 }, { { false, 0 }, 50 } };
	struct amount before[] = { { true, 100000 }, { true, 100000 } };
	struct amount after[] = { { true, 105000 }, { true, 105000 } };
	struct told then = *told("Bayview", ""), now = *told("Bayview", "");
	struct comparison c = { .then = &then, .now = &now, .then_count = 1, .now_count = 1,
				.has_then = true, .rules = rules, .program_count = 1 };
	struct change *changes;

	(void)state;
	then.monthly = before;
	now.monthly = after;
	assert_int_equal(changes_find(&c, &changes), 1);
	assert_false(changes->needs_person);
	c.program_count = 2;
	assert_int_equal(changes_find(&c, &changes), 1);
	assert_true(changes->needs_person);
}

/* A name in part never takes the place of a whole one, whatever the order. */
static void matches_the_surest_first(void **state)
{
	static const struct materiality rule = { { true, 12500 }, 0 };
	struct told then[] = { *told("Bayview", "500"), *told("Bayview Care Center", "900") };
	struct told now[] = { *told("Bayview Care Center", "900"), *told("Bayview", "500"),
			      *told("Bayview", "100") };
	struct told said[] = { *told("bayview care", "900") };
	struct comparison c = { .then = then, .now = now, .said = said, .then_count = 2,
				.now_count = 3, .said_count = 1, .has_then = true,
				.was_asked = true, .rules = &rule, .program_count = 1 };
	struct change *changes;

	(void)state;
	assert_int_equal(changes_find(&c, &changes), 3);
	for (size_t i = 0; i < 3; i++) {
		if (changes[i].now == &now[0]) {
			assert_ptr_equal(changes[i].then, &then[1]);
			assert_ptr_equal(changes[i].said, &said[0]);
			assert_int_equal(changes[i].kind, UNCHANGED);
		}
		if (changes[i].now == &now[1])
			assert_ptr_equal(changes[i].then, &then[0]);
		if (changes[i].now == &now[2]) {
			assert_int_equal(changes[i].kind, NEW_JOB);
			assert_string_equal(changes[i].key, "bayview-2");
		}
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(changes[i].key, changes[k].key);
	}
}

static void a_decision_holds_for_what_was_seen(void **state)
{
	struct change change = { .then = told("Bayview", "500"), .now = told("Bayview", "700") };
	const char *first = change_finding(&change, 1), *again = change_finding(&change, 1);

	(void)state;
	assert_string_equal(first, again);
	assert_int_equal(strlen(first), 16);
	change.now = told("Bayview", "700.01");
	assert_string_not_equal(first, change_finding(&change, 1));
	change.now = told("Bayview", "");
	assert_string_not_equal(first, change_finding(&change, 1));
	change.now = told("Bayview", "ended");
	assert_string_not_equal(first, change_finding(&change, 1));
	change.now = told("Bayview", "700");
	assert_string_equal(first, change_finding(&change, 1));
}

static void nothing_is_nothing(void **state)
{
	struct comparison c = { .has_then = true, .was_asked = true };
	struct change *changes;
	struct told said = *told("Bayview", "ended");

	(void)state;
	assert_int_equal(changes_find(&c, &changes), 0);
	c.said = &said;
	c.said_count = 1;
	assert_int_equal(changes_find(&c, &changes), 0);
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
		cmocka_unit_test_teardown(weighs_differences, reset),
		cmocka_unit_test_teardown(knows_employers, reset),
		cmocka_unit_test_teardown(judges_one_employer, reset),
		cmocka_unit_test_teardown(one_program_of_several_is_enough, reset),
		cmocka_unit_test_teardown(matches_the_surest_first, reset),
		cmocka_unit_test_teardown(a_decision_holds_for_what_was_seen, reset),
		cmocka_unit_test_teardown(nothing_is_nothing, reset),
	};

	return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
