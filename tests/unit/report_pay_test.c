/* report_pay_test.c: reports as they come, whole, half, odd and huge, and the jobs read from
 * them. */
#include "app/income.h"
#include "app/report_pay.h"
#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LINK(employments) "{\"links\":[{\"link_id\":\"l1\",\"provider_name\":\"Payroll Co\"," \
	"\"data_source\":\"payroll\",\"employments\":[" employments "]}]}"

static struct report_pay read_text(const char *text)
{
	cJSON *doc;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return report_pay_read(doc);
}

static void reads_a_whole_employment(void **state)
{
	struct report_pay pay = read_text(LINK(
		"{\"id\":\"e1\",\"is_active\":true,\"job_title\":\"Cook\",\"start_date\":\"2024-03-04\","
		"\"pay_frequency\":\"BW\",\"company\":{\"name\":\"<b>Bay</b> & Co\"},"
		"\"profile\":{\"ssn\":\"123456789\"},"
		"\"annual_income_summary\":[{\"year\":\"2026\",\"gross_pay\":\"20000.00\"},"
		"{\"year\":2025,\"gross_pay\":\"1e5\"}],\"statements\":[{\"id\":\"s1\","
		"\"check_number\":\"77\",\"pay_date\":\"2026-11-13T00:00:00Z\","
		"\"period_start\":\"2026-10-25\",\"period_end\":\"2026-11-07\",\"hours\":\"84.5\","
		"\"gross_pay\":\"1,856.45\",\"gross_pay_ytd\":\"19000\",\"net_pay\":\"1500.1\","
		"\"regular\":\"1712.00\",\"overtime\":\"84.45\",\"other_pay\":\"60.00\",\"earnings\":["
		"{\"name\":\"Regular\",\"amount\":\"1712.00\",\"category\":\"regular\"},"
		"{\"name\":\"Overtime\",\"amount\":\"84.45\",\"category\":\"overtime\"},"
		"{\"name\":\"Tips\",\"amount\":\"60.00\",\"category\":\"other_pay\"}]}]}"));
	struct job *job = &pay.jobs[0];
	const struct check *c = &job->checks[0];

	(void)state;
	assert_int_equal(pay.job_count, 1);
	assert_string_equal(job->employer, "<b>Bay</b> & Co");
	assert_string_equal(pay.about[0].source, "Payroll Co, payroll");
	assert_string_equal(pay.about[0].title, "Cook");
	assert_true(pay.about[0].is_active_known && pay.about[0].is_active);
	assert_int_equal(job->said, BIWEEKLY);
	assert_string_equal(day_iso_text(job->start), "2024-03-04");
	assert_int_equal(job->end, NO_DAY);
	assert_int_equal(job->year_count, 1);
	assert_int_equal(job->years[0].gross, 2000000);
	assert_int_equal(pay_examine(job, day_of(2026, 11, 20)), OK);
	assert_string_equal(day_iso_text(c->day), "2026-11-13");
	assert_string_equal(day_iso_text(c->to), "2026-11-07");
	assert_string_equal(c->number, "77");
	assert_int_equal(c->hours, 845000);
	assert_int_equal(c->gross.cents, 185645);
	assert_int_equal(c->gross_ytd.cents, 1900000);
	assert_int_equal(c->net.cents, 150010);
	assert_int_equal(c->part[OVERTIME], 8445);
	assert_int_equal(c->part[TIPS], 6000);
	assert_int_equal(c->part[OTHER_PAY], 0);
	assert_int_equal(c->flags, 0);
}

/* A link's own report has its employments at the top; a provider may be an object. */
static void reads_a_links_own_report(void **state)
{
	struct report_pay pay = read_text("{\"id\":\"l9\",\"status\":\"done\",\"provider\":"
		"{\"name\":\"Payroll Co\",\"logo_url\":\"x\"},\"employments\":[{\"company\":"
		"{\"name\":\"Bay\"},\"is_active\":false,\"end_date\":\"2026-11-02\"}]}");

	(void)state;
	assert_int_equal(pay.job_count, 1);
	assert_string_equal(pay.about[0].link_id, "l9");
	assert_string_equal(pay.about[0].source, "Payroll Co");
	assert_string_equal(day_iso_text(pay.jobs[0].end), "2026-11-02");
	assert_int_equal(pay.jobs[0].check_count, 0);
}

static void bears_nulls_and_wrong_kinds_everywhere(void **state)
{
	static const char *const texts[] = {
		"{}", "[]", "null", "7", "{\"links\":null}", "{\"links\":{}}", "{\"links\":[null,3,\"x\"]}",
		LINK(""), LINK("null"), LINK("{}"), LINK("{\"statements\":null}"),
		LINK("{\"statements\":[null,{},7]}"), LINK("{\"company\":7,\"statements\":{}}"),
		LINK("{\"statements\":[{\"gross_pay\":null,\"earnings\":[null,{}],\"hours\":null,"
		     "\"pay_date\":null}],\"annual_income_summary\":[null,{\"year\":null}]}"),
		LINK("{\"statements\":[{\"gross_pay\":{},\"earnings\":7,\"hours\":[],"
		     "\"pay_date\":7,\"id\":{}}],\"annual_income_summary\":\"x\"}"),
		LINK("{\"pay_frequency\":7,\"is_active\":\"yes\",\"start_date\":{}}"),
	};

	(void)state;
	for (size_t i = 0; i < countof(texts); i++) {
		struct report_pay pay = read_text(texts[i]);
		struct sheet sheet = { .today = day_of(2026, 11, 20), .jobs = pay.jobs,
			.job_count = pay.job_count };
		struct income income;

		assert_in_range(pay.job_count, 0, 1);
		for (size_t j = 0; j < pay.job_count; j++)
			assert_int_equal(pay_examine(&pay.jobs[j], sheet.today), OK);
		assert_int_equal(income_compute(&sheet, &income), OK);
	}
}

static void leaves_out_what_is_no_amount(void **state)
{
	static const struct {
		const char *amount;
		int64_t cents;          /* -1: none */
	} cases[] = {
		{ "\"1e3\"", -1 }, { "\"12.345\"", -1 }, { "\"\"", -1 }, { "\"abc\"", -1 },
		{ "\"1000000000000\"", -1 }, { "true", -1 }, { "\"29.7\"", 2970 }, { "29.7", 2970 },
		{ "\"-12.50\"", -1250 }, { "1000", 100000 },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct report_pay pay = read_text(arena_printf(LINK("{\"statements\":[{"
			"\"pay_date\":\"2026-11-13\",\"gross_pay\":%s}]}"), cases[i].amount));
		const struct check *c = &pay.jobs[0].checks[0];

		assert_int_equal(c->gross.is_given, cases[i].cents != -1);
		assert_int_equal((c->flags & IS_UNREADABLE) != 0, cases[i].cents == -1);
		if (cases[i].cents != -1)
			assert_int_equal(c->gross.cents, cases[i].cents);
	}
}

static void dates_out_of_range_are_none(void **state)
{
	struct report_pay pay = read_text(LINK("{\"start_date\":\"0001-01-01\",\"end_date\":"
		"\"9999-12-31\",\"statements\":[{\"pay_date\":\"2026-02-30\",\"gross_pay\":\"5\"},"
		"{\"pay_date\":\"2150-01-01\",\"gross_pay\":\"6\"}]}"));

	(void)state;
	assert_int_equal(pay.jobs[0].start, NO_DAY);
	assert_int_equal(pay.jobs[0].end, NO_DAY);
	assert_int_equal(pay_examine(&pay.jobs[0], day_of(2026, 11, 20)), OK);
	assert_true(pay.jobs[0].checks[0].flags & IS_UNDATED);
	assert_true(pay.jobs[0].checks[1].flags & IS_UNDATED);
}

static void keeps_unknown_words(void **state)
{
	struct report_pay pay = read_text(LINK("{\"pay_frequency\":\"FORTNIGHTLY\",\"statements\":[{"
		"\"pay_date\":\"2026-11-13\",\"gross_pay\":\"30\",\"earnings\":[{\"name\":\"Hazard\","
		"\"category\":\"hazard_pay\",\"amount\":\"30\"}]}]}"));

	(void)state;
	assert_string_equal(pay.about[0].frequency, "FORTNIGHTLY");
	assert_int_equal(pay.jobs[0].said, FREQUENCY_UNKNOWN);
	assert_int_equal(pay_examine(&pay.jobs[0], day_of(2026, 11, 20)), OK);
	assert_int_equal(pay.jobs[0].checks[0].part[OTHER_PAY], 3000);
}

/* A first day guessed from the checks would make a year to date say too much. */
static void guessed_dates_are_none(void **state)
{
	struct report_pay pay = read_text(LINK("{\"start_date\":\"2026-05-01\","
		"\"dates_from_statements\":true,\"is_active\":true,\"end_date\":\"2026-11-01\"}"));

	(void)state;
	assert_int_equal(pay.jobs[0].start, NO_DAY);
	assert_int_equal(pay.jobs[0].end, NO_DAY);
}

/* Oldest first, so that the newest are those beyond the limit. */
static void takes_ten_thousand_and_says_so(void **state)
{
	struct buf b = buf_new(4 << 20);
	struct report_pay pay;
	int32_t today = day_of(2026, 11, 20), newest = NO_DAY;

	(void)state;
	buf_text(&b, "{\"links\":[{\"employments\":[{\"statements\":[");
	for (int i = 0; i <= CHECKS_MAX; i++)
		buf_printf(&b, "%s{\"pay_date\":\"%s\",\"gross_pay\":\"10.00\",\"id\":\"s%d\"}",
			   i > 0 ? "," : "", day_iso_text(today - CHECKS_MAX - 1 + i), i);
	buf_text(&b, "]}]}]}");
	assert_false(b.is_full);
	pay = read_text(b.data);
	assert_true(pay.is_over_limit && pay.jobs[0].is_over_limit);
	assert_int_equal(pay.jobs[0].check_count, CHECKS_MAX);
	for (size_t i = 0; i < pay.jobs[0].check_count; i++)
		newest = pay.jobs[0].checks[i].day > newest ? pay.jobs[0].checks[i].day : newest;
	assert_int_equal(newest, today - 1);
	assert_int_equal(pay_examine(&pay.jobs[0], today), OK);
}

#define PAID(id, day, gross) \
	"{\"id\":\"" id "\",\"pay_date\":\"" day "\",\"gross_pay\":\"" gross "\"}"
#define AT(name, ein, statements) "{\"company\":{\"name\":\"" name "\",\"ein\":" ein "}," \
	"\"statements\":[" statements "]}"

/* Payroll and a paper tell the same job: one job, and what both tell counts once. */
static void joins_a_job_told_twice(void **state)
{
	struct report_pay pay = read_text("{\"links\":["
		"{\"link_id\":\"a\",\"data_source\":\"payroll\",\"employments\":["
		AT("Bay Care", "null", PAID("1", "2026-11-06", "400") "," PAID("2", "2026-11-13", "410"))
		"]},{\"link_id\":\"b\",\"data_source\":\"docs\",\"employments\":["
		AT("BAY CARE", "null", PAID("x", "2026-11-13", "410.00") "," PAID("y", "2026-10-30", "5"))
		"]}]}");
	struct job *job = &pay.jobs[0];
	int duplicates = 0;

	(void)state;
	assert_int_equal(pay.job_count, 1);
	assert_int_equal(pay.about[0].sources, 2);
	assert_int_equal(job->check_count, 4);
	assert_int_equal(pay_examine(job, day_of(2026, 11, 20)), OK);
	for (size_t i = 0; i < job->check_count; i++)
		duplicates += (job->checks[i].flags & IS_DUPLICATE) != 0;
	assert_int_equal(duplicates, 1);
}

static void keeps_jobs_that_are_two(void **state)
{
	static const char *const seconds[] = {
		AT("Other", "null", PAID("x", "2026-11-13", "410")),
		AT("Bay", "\"99\"", PAID("x", "2026-11-13", "410")),
		AT("Bay", "\"12\"", PAID("x", "2026-11-13", "410.01")),
		AT("Bay", "\"12\"", PAID("x", "2026-11-12", "410")),
	};

	(void)state;
	for (size_t i = 0; i < countof(seconds); i++) {
		struct report_pay pay = read_text(arena_printf("{\"links\":[{\"employments\":[%s]},"
			"{\"employments\":[%s]}]}",
			AT("Bay", "\"12\"", PAID("1", "2026-11-13", "410")), seconds[i]));

		assert_int_equal(pay.job_count, 2);
	}
	/* Two jobs of one link are two, whatever they are called. */
	assert_int_equal(read_text(arena_printf("{\"links\":[{\"employments\":[%s,%s]}]}",
		AT("Bay", "\"12\"", PAID("1", "2026-11-13", "410")),
		AT("Bay", "\"12\"", PAID("2", "2026-11-13", "410")))).job_count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_whole_employment), cmocka_unit_test(reads_a_links_own_report),
		cmocka_unit_test(bears_nulls_and_wrong_kinds_everywhere),
		cmocka_unit_test(leaves_out_what_is_no_amount),
		cmocka_unit_test(dates_out_of_range_are_none), cmocka_unit_test(keeps_unknown_words),
		cmocka_unit_test(guessed_dates_are_none),
		cmocka_unit_test(takes_ten_thousand_and_says_so),
		cmocka_unit_test(joins_a_job_told_twice), cmocka_unit_test(keeps_jobs_that_are_two),
	};

	json_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
