/* choices_test.c: a worker's choices between form, document and engine: what was meant is what
 * counts, and what is hostile or no longer fits changes no figure. */
#include "app/choices.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Two programs; weekly checks of 200.00 on five Fridays, the oldest beyond the 30 days, with 20.00
 * of overtime in the newest; and a second job of one check. */
static const char *const facts_text =
	"{\"programs\":["
	"{\"id\":\"1\",\"code\":\"snap\",\"name\":\"SNAP\",\"factors\":[{\"frequency\":\"W\","
	"\"factor\":\"4.3\",\"starts_on\":\"2020-01-01\",\"ends_on\":null}],\"exclusions\":[]},"
	"{\"id\":\"2\",\"code\":\"medicaid\",\"name\":\"Medicaid\",\"factors\":[{\"frequency\":\"W\","
	"\"factor\":\"4\",\"starts_on\":\"2020-01-01\",\"ends_on\":\"2026-01-01\"},"
	"{\"frequency\":\"W\",\"factor\":\"4.3\",\"starts_on\":\"2026-01-01\",\"ends_on\":null},"
	"{\"frequency\":\"M\",\"factor\":\"1\",\"starts_on\":\"2026-01-01\",\"ends_on\":null}],"
	"\"exclusions\":[]}],"
	"\"body\":{\"links\":[{\"link_id\":\"l1\",\"employments\":["
	"{\"id\":\"job-a\",\"company\":{\"name\":\"Larkspur\"},\"statements\":["
	"{\"id\":\"c1\",\"pay_date\":\"2026-11-13\",\"gross_pay\":\"200.00\",\"regular\":\"180.00\","
	"\"overtime\":\"20.00\"},"
	"{\"id\":\"c2\",\"pay_date\":\"2026-11-06\",\"gross_pay\":\"200.00\"},"
	"{\"id\":\"c3\",\"pay_date\":\"2026-10-30\",\"gross_pay\":\"200.00\"},"
	"{\"id\":\"c4\",\"pay_date\":\"2026-10-23\",\"gross_pay\":\"200.00\"},"
	"{\"id\":\"c5\",\"pay_date\":\"2026-10-16\",\"gross_pay\":\"200.00\"}]},"
	"{\"id\":\"job-b\",\"company\":{\"name\":\"Quill\"},\"statements\":["
	"{\"id\":\"c1\",\"pay_date\":\"2026-11-12\",\"gross_pay\":\"50.00\"}]}]}]}}";

static const char *const all_ticked =
	"\"shown.0\":\"5\",\"shown.1\":\"1\",\"in.1.0\":[\"snap\",\"medicaid\"],"
	"\"in.0.1\":[\"snap\",\"medicaid\"],\"in.0.2\":[\"snap\",\"medicaid\"],"
	"\"in.0.3\":[\"snap\",\"medicaid\"]";

static cJSON *read_document(const char *text)
{
	cJSON *doc;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return doc;
}

static int32_t today(void)
{
	int32_t day;

	assert_int_equal(day_read("2026-11-20", &day), OK);
	return day;
}

static struct worksheet made(const cJSON *choices)
{
	struct worksheet w;

	assert_int_equal(worksheet_make(read_document(facts_text), choices, today(), &w), OK);
	return w;
}

/* The form over the plain sheet, as a document. */
static cJSON *taken(const char *form, cJSON **errors)
{
	struct worksheet w = made(NULL);

	*errors = json_object();
	return choices_from_form(read_document(form), &w, *errors);
}

static cJSON *form_of(const char *more, cJSON **errors)
{
	return taken(arena_printf("{%s%s%s}", all_ticked, *more != '\0' ? "," : "", more), errors);
}

static void totals_are(const cJSON *choices, int64_t snap, int64_t medicaid, size_t lost)
{
	struct worksheet w = made(choices);

	assert_null(w.refused);
	assert_int_equal(w.income.totals[0], snap);
	assert_int_equal(w.income.totals[1], medicaid);
	assert_int_equal(w.lost, lost);
}

#define PLAIN 91000             /* 200.00 x 4.3, and 50.00 as paid */

static void nothing_said_is_no_choice(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":[\"snap\",\"medicaid\"],\"why.0.0\":\"because\"",
					  &errors);

	(void)state;
	assert_null(errors->child);
	assert_int_equal(cJSON_GetArraySize(json_at(choices, "jobs")), 0);
	totals_are(choices, PLAIN, PLAIN, 0);
	totals_are(NULL, PLAIN, PLAIN, 0);
}

static void each_program_has_its_own_tick(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":\"snap\",\"why.0.0\":\" On leave \"", &errors);

	(void)state;
	assert_null(errors->child);
	assert_string_equal(json_text(choices, "jobs.0.checks.0.why"), "On leave");
	assert_string_equal(json_text(choices, "jobs.0.checks.0.programs.medicaid.how"), "out");
	assert_null(json_at(choices, "jobs.0.checks.0.programs.snap"));
	totals_are(choices, PLAIN, PLAIN, 0);
	choices = form_of("\"in.0.4\":[\"medicaid\"],\"in.0.0\":[\"snap\",\"medicaid\"]", &errors);
	assert_string_equal(json_text(choices, "jobs.0.checks.0.check"), "c5");
	assert_string_equal(json_text(choices, "jobs.0.checks.0.programs.medicaid.how"), "whole");
	totals_are(choices, PLAIN, PLAIN, 0);
}

static void a_part_counts(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":[\"snap\",\"medicaid\"],\"out.0.0.snap\":"
					  "\"overtime\",\"part.0.0.medicaid\":\"100\"", &errors);

	(void)state;
	assert_null(errors->child);
	totals_are(choices, 195 * 430 + 5000, 175 * 430 + 5000, 0);
	/* A kind the check does not have, or nobody knows, is nothing. */
	choices = form_of("\"in.0.0\":[\"snap\",\"medicaid\"],\"out.0.0.snap\":[\"tips\",\"gold\"]",
			  &errors);
	assert_int_equal(cJSON_GetArraySize(json_at(choices, "jobs")), 0);
}

static void impossible_parts_are_refused(void **state)
{
	static const char *const amounts[] = {
		"200.01", "-5", "1e3", "12.345", "x", "999999999999999",
	};
	cJSON *errors, *choices;

	(void)state;
	for (size_t i = 0; i < countof(amounts); i++) {
		choices = form_of(arena_printf("\"in.0.0\":[\"snap\",\"medicaid\"],\"part.0.0.snap\":"
					       "\"%s\"", amounts[i]), &errors);
		assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "part.0.0.snap"));
		totals_are(choices, PLAIN, PLAIN, 0);
	}
}

static void long_and_broken_reasons_are_refused(void **state)
{
	char *long_one = arena_alloc(REASON_MAX + 2);
	cJSON *errors;

	(void)state;
	memset(long_one, 'y', REASON_MAX + 1);
	form_of(arena_printf("\"why.0.0\":\"%s\"", long_one), &errors);
	assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "why.0.0"));
	form_of("\"remark.0\":\"two\\nlines\"", &errors);
	assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "remark.0"));
	form_of("\"thirty_why.0\":\"tab\\tinside\"", &errors);
	assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "thirty_why.0"));
}

static void forged_rows_and_programs_are_nobodys(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":[\"snap\",\"medicaid\",\"other\"],"
		"\"in.0.99\":\"snap\",\"in.7.0\":\"snap\",\"in.0.-1\":\"snap\",\"shown.7\":\"5\","
		"\"out.0.0\":\"overtime\",\"part.9.9.snap\":\"1\",\"frequency.0\":\"Z\","
		"\"how.0\":\"doubled\"", &errors);

	(void)state;
	assert_null(errors->child);
	assert_int_equal(cJSON_GetArraySize(json_at(choices, "jobs")), 0);
	/* More rows than there are, or a number that is none. */
	choices = taken("{\"shown.0\":\"99999999999999999999\",\"shown.1\":\"-3\"}", &errors);
	totals_are(choices, PLAIN, PLAIN, 0);
}

static void rows_not_in_the_form_keep_their_choice(void **state)
{
	cJSON *errors = json_object(), *kept = read_document(
		"{\"jobs\":[{\"id\":\"job-a\",\"employer\":\"Larkspur\",\"checks\":["
		"{\"check\":\"c5\",\"day\":\"2026-10-16\",\"gross\":\"200.00\","
		"\"why\":\"kept\",\"programs\":{\"snap\":{\"how\":\"whole\"}}}]}]}");
	struct worksheet w = made(kept);
	cJSON *form = read_document("{\"shown.0\":\"1\",\"in.0.0\":\"snap\"}");
	cJSON *choices = choices_from_form(form, &w, errors);

	(void)state;
	assert_string_equal(json_text(choices, "jobs.0.checks.0.programs.medicaid.how"), "out");
	assert_string_equal(json_text(choices, "jobs.0.checks.1.why"), "kept");
}

static void jobs_are_reckoned_as_said(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":[\"snap\",\"medicaid\"],\"how.0\":\"expected\","
		"\"how_why.0\":\"new rate\",\"expected_rate.0\":\"10.00\",\"expected_hours.0\":\"30.5\","
		"\"expected_frequency.0\":\"W\",\"how.1\":\"out\"", &errors);

	(void)state;
	assert_null(errors->child);
	totals_are(choices, 305 * 430, 305 * 430, 0);
	form_of("\"how.0\":\"expected\"", &errors);
	assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "expected_check.0"));
	form_of("\"how.0\":\"expected\",\"expected_check.0\":\"-1\",\"expected_from.0\":\"soon\"",
		&errors);
	assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "expected_check.0"));
	assert_non_null(cJSON_GetObjectItemCaseSensitive(errors, "expected_from.0"));
}

static void a_frequency_without_a_factor_gives_no_figure(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":[\"snap\",\"medicaid\"],\"frequency.0\":\"M\","
					  "\"frequency_why.0\":\"x\"", &errors);
	struct worksheet w = made(choices);

	(void)state;
	assert_non_null(w.refused);
	assert_non_null(strstr(w.refused, "SNAP has no factor"));
}

/* Documents as they may come back: other ids, gone checks, impossible words. */
static void what_no_longer_fits_is_left_out_and_counted(void **state)
{
	static const char *const row = "{\"jobs\":[{\"id\":\"%s\",\"employer\":\"%s\",\"checks\":["
		"{\"check\":%s,\"day\":\"%s\",\"gross\":\"%s\",\"programs\":{\"%s\":{\"how\":\"%s\","
		"\"cents\":\"%s\"}}}]}]}";
	static const struct {
		const char *id, *employer, *check, *day, *gross, *program, *how, *cents;
		int64_t snap;
		size_t lost;
	} cases[] = {
		{ "job-a", "x", "\"c1\"", "", "", "snap", "amount", "0.00", 150 * 430 + 5000, 0 },
		/* another id: by day and gross, and the job by its employer */
		{ "new", "LARKSPUR", "\"new\"", "2026-11-13", "200.00", "snap", "amount", "0.00",
		  150 * 430 + 5000, 0 },
		{ "job-a", "x", "\"new\"", "2026-11-13", "200.01", "snap", "out", "", PLAIN, 1 },
		{ "job-a", "x", "\"new\"", "2026-11-14", "200.00", "snap", "out", "", PLAIN, 1 },
		{ "job-a", "x", "null", "2026-11-13", "200.00", "snap", "out", "", PLAIN, 1 },
		{ "none", "nobody", "\"c1\"", "", "", "snap", "out", "", PLAIN, 1 },
		{ "job-a", "x", "\"c1\"", "", "", "tanf", "out", "", PLAIN, 1 },
		{ "job-a", "x", "\"c1\"", "", "", "snap", "doubled", "", PLAIN, 1 },
		{ "job-a", "x", "\"c1\"", "", "", "snap", "amount", "200.01", PLAIN, 1 },
		{ "job-a", "x", "\"c1\"", "", "", "snap", "amount", "-1.00", PLAIN, 1 },
		{ "job-a", "x", "\"c1\"", "", "", "snap", "amount", "lots", PLAIN, 1 },
		{ "job-a", "x", "\"c1\"", "", "", "snap", "part", "", PLAIN, 1 },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		char text[500];

		snprintf(text, sizeof(text), row, cases[i].id, cases[i].employer, cases[i].check,
			 cases[i].day, cases[i].gross, cases[i].program, cases[i].how, cases[i].cents);
		totals_are(read_document(text), cases[i].snap, PLAIN, cases[i].lost);
	}
	totals_are(read_document("{\"jobs\":\"x\"}"), PLAIN, PLAIN, 0);
	totals_are(read_document("{\"jobs\":[1,null,{},[]]}"), PLAIN, PLAIN, 4);
	totals_are(read_document("{\"jobs\":[{\"id\":\"job-a\",\"how\":\"expected\"}]}"), PLAIN, PLAIN,
		   1);
}

static void said_twice_counts_once(void **state)
{
	cJSON *twice = read_document("{\"jobs\":[{\"id\":\"job-a\",\"checks\":["
		"{\"check\":\"c1\",\"programs\":{\"snap\":{\"how\":\"out\"}}},"
		"{\"check\":\"c1\",\"programs\":{\"snap\":{\"how\":\"whole\"}}}]},"
		"{\"id\":\"job-a\",\"how\":\"out\"}]}");

	(void)state;
	totals_are(twice, PLAIN, PLAIN, 2);
}

/* A confirmed figure stays while what it is made from stays, and only then. */
static void fingerprints_tell_figures_apart(void **state)
{
	cJSON *errors, *choices = form_of("\"in.0.0\":\"snap\",\"why.0.0\":\"x\"", &errors);
	struct worksheet plain = made(NULL), again = made(json_object()), chosen = made(choices);
	struct worksheet later;

	(void)state;
	assert_string_equal(worksheet_fingerprint(&plain, 0), worksheet_fingerprint(&again, 0));
	assert_string_equal(worksheet_fingerprint(&plain, 0), worksheet_fingerprint(&chosen, 0));
	assert_string_not_equal(worksheet_fingerprint(&plain, 1), worksheet_fingerprint(&chosen, 1));
	assert_int_equal(worksheet_make(read_document(facts_text), NULL, today() + 1, &later), OK);
	assert_string_not_equal(worksheet_fingerprint(&plain, 0), worksheet_fingerprint(&later, 0));
	assert_string_equal(plain.inputs_sha256, later.inputs_sha256);
}

/* Ids of a source may be missing or the same: each check is still chosen alone. */
static void checks_without_ids_are_told_apart(void **state)
{
	char *same = arena_dup(facts_text), *at;
	cJSON *errors = json_object(), *choices;
	struct worksheet w;

	(void)state;
	for (int n = 1; n <= 5; n++)
		while ((at = strstr(same, arena_printf("\"c%d\"", n))) != NULL)
			at[1] = at[2] = ' ';
	assert_int_equal(worksheet_make(read_document(same), NULL, today(), &w), OK);
	choices = choices_from_form(read_document(arena_printf("{%s,\"in.0.0\":\"medicaid\"}",
							       all_ticked)), &w, errors);
	assert_int_equal(worksheet_make(read_document(same), choices, today(), &w), OK);
	assert_int_equal(w.sheet.choice_count, 1);
	assert_int_equal(w.income.figures[0].sum, 60000);
	assert_int_equal(w.income.figures[1].sum, 80000);
}

static int forget(void **state)
{
	(void)state;
	arena_reset();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(nothing_said_is_no_choice, forget),
		cmocka_unit_test_teardown(each_program_has_its_own_tick, forget),
		cmocka_unit_test_teardown(a_part_counts, forget),
		cmocka_unit_test_teardown(impossible_parts_are_refused, forget),
		cmocka_unit_test_teardown(long_and_broken_reasons_are_refused, forget),
		cmocka_unit_test_teardown(forged_rows_and_programs_are_nobodys, forget),
		cmocka_unit_test_teardown(rows_not_in_the_form_keep_their_choice, forget),
		cmocka_unit_test_teardown(jobs_are_reckoned_as_said, forget),
		cmocka_unit_test_teardown(a_frequency_without_a_factor_gives_no_figure, forget),
		cmocka_unit_test_teardown(what_no_longer_fits_is_left_out_and_counted, forget),
		cmocka_unit_test_teardown(said_twice_counts_once, forget),
		cmocka_unit_test_teardown(fingerprints_tell_figures_apart, forget),
		cmocka_unit_test_teardown(checks_without_ids_are_told_apart, forget),
	};

	json_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
