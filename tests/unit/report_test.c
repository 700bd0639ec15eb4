/* report_test.c: Truework's reports of both versions come out in the one form, with nothing in them
 * that may not be stored; what could mean two things stays as it was written. */
#include "base/arena.h"
#include "truework/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define JOB "links.0.employments.0."

/* The report within one verification request, and what stands where in ours. */
static const struct {
	const char *theirs, *where, *ours;
} cases[] = {
	{ "{\"employee\":{\"status\":\"active\"}}", JOB "is_active", "true" },
	{ "{\"employee\":{\"status\":{\"canonical_value\":\"inactive\"}}}", JOB "is_active", "false" },
	{ "{\"employee\":{\"status\":{\"canonical_value\":\"other\",\"raw_value\":\"Away\"}}}",
	  JOB "is_active", "" },
	{ "{\"employee\":{\"social_security_number\":\"***-**-1234\"}}", JOB "profile.ssn", "1234" },
	{ "{\"employee\":{\"social_security_number\":\"***\"}}", JOB "profile.ssn", "" },
	{ "{\"employer\":{\"name\":\"Ask 123-45-6789\"}}", JOB "company.name", "Ask ***-**-6789" },
	{ "{\"employer\":{\"address\":{\"line_one\":\"1 Elm\",\"state\":\"CA\"}}}",
	  JOB "company.address.street", "1 Elm" },
	{ "{\"employer\":{\"address\":{\"address\":\"1 Elm\"}}}", JOB "company.address.street",
	  "1 Elm" },
	{ "{\"employee\":{\"end_of_employment\":\"2022-01-01\"}}", JOB "end_date", "2022-01-01" },
	{ "{\"employee\":{\"termination_date\":\"2022-01-01\"}}", JOB "end_date", "2022-01-01" },
	{ "{\"employee\":{\"positions\":[]}}", JOB "job_title", "" },
	{ "{\"employee\":{\"positions\":[{\"title\":\"Old\",\"end_date\":\"2020-01-01\"},"
	  "{\"title\":\"New\",\"end_date\":null}]}}", JOB "job_title", "New" },
	{ "{\"employee\":{\"positions\":[{\"employment_type\":\"contractor\"}]}}", JOB "job_type",
	  "C" },
	{ "{\"employee\":{\"salary\":{\"pay_frequency\":\"Biweekly\"}}}", JOB "pay_frequency", "BW" },
	{ "{\"employee\":{\"salary\":{\"pay_frequency\":{\"canonical_value\":\"bimonthly\"}}}}",
	  JOB "pay_frequency", "bimonthly" },
	{ "{\"employee\":{\"salary\":{\"pay_frequency\":{\"canonical_value\":\"other\","
	  "\"raw_value\":\"Every full moon\"}}}}", JOB "pay_frequency", "Every full moon" },
	{ "{\"employee\":{\"salary\":{\"pay_rate\":{\"amount\":\"21.40\",\"unit\":\"hourly\"}}}}",
	  JOB "income_unit", "HOURLY" },
	{ "{\"employee\":{\"salary\":{\"gross_pay\":\"900.00\"}}}", JOB "income", "900.00" },
	{ "{\"employee\":{\"earnings\":[{\"year\":2025,\"total\":\"41000.00\"}]}}",
	  JOB "annual_income_summary.0.year", "2025" },
	{ "{\"paystubs\":[{\"gross\":\"1504.00\",\"base\":null}]}", JOB "statements.0.gross_pay",
	  "1504.00" },
	{ "{\"paystubs\":[7,null]}", JOB "statements.0.gross_pay", "" },
	{ "{\"disputes\":[{\"status\":\"open\"}]}", "links.0.is_suspicious", "true" },
	{ "{\"disputes\":[{\"status\":\"resolved\"}]}", "links.0.is_suspicious", "false" },
	{ "{\"additional_notes\":\"x\",\"unknown\":{\"ssn\":\"123-45-6789\"}}", "links.0.unknown", "" },
	{ "{\"employee\":7,\"employer\":[],\"paystubs\":\"x\"}", JOB "company.name", "" },
};

static cJSON *report_of(const char *theirs)
{
	const char *text = arena_printf("[{\"id\":\"v1\",\"reports\":[%s]}]", theirs);
	cJSON *requests;

	assert_int_equal(json_read(text, strlen(text), &requests, NULL), OK);
	return truework_report("order", "income", requests);
}

static void comes_out_in_the_one_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		const char *found = json_text(report_of(cases[i].theirs), cases[i].where);

		if (strcmp(found, cases[i].ours) != 0)
			printf("%s: %s is %s\n", cases[i].theirs, cases[i].where, found);
		assert_string_equal(found, cases[i].ours);
		arena_reset();
	}
}

static void holds_no_whole_ssn(void **state)
{
	const char *all = json_print(report_of("{\"id\":\"r\",\"employee\":{\"first_name\":"
		"\"123-45-6789\",\"email\":\"123-45-6789\",\"positions\":[{\"title\":\"123-45-6789\"}]}}"));

	(void)state;
	assert_null(strstr(all, "123-45"));
}

static void is_named_after_what_it_holds(void **state)
{
	const char *one = json_text(report_of("{\"id\":\"r1\"}"), "report_id");

	(void)state;
	assert_string_equal(one, json_text(report_of("{\"id\":\"r1\"}"), "report_id"));
	assert_string_not_equal(one, json_text(report_of("{\"id\":\"r2\"}"), "report_id"));
}

static const struct {
	const char *requests, *status, *state, *cause;
} ends[] = {
	{ "[]", "open", "", "" },
	{ "[{\"id\":\"v\",\"state\":\"pending-approval\"}]", "open", "reading", "" },
	{ "[{\"id\":\"v\",\"state\":\"action_requred\"}]", "open", "needs_you", "action_required" },
	{ "[{\"id\":\"v\",\"state\":\"Action-Requred\"}]", "open", "needs_you", "action_required" },
	{ "[{\"id\":\"v\",\"state\":{\"canonical_value\":\"other\",\"raw_value\":\"?\"}}]", "open",
	  "reading", "" },
	{ "[{\"id\":\"v\",\"state\":7}]", "open", "reading", "" },
	{ "[{\"id\":\"v\",\"state\":\"completed\"}]", "completed", "ready", "" },
	{ "[{\"id\":\"v\",\"state\":\"cancelled\"}]", "failed", "needs_you", "not_verified" },
	{ "[{\"id\":\"v\",\"state\":\"canceled\",\"cancellation_reason\":\"no-match\"}]", "failed",
	  "needs_you", "no_data" },
	{ "[{\"id\":\"v\",\"state\":\"canceled\",\"cancellation_details\":\"" WITHDRAWN "\"}]",
	  "canceled", "canceled", "" },
	{ "[{\"id\":\"v\",\"state\":\"invalid\"}]", "failed", "needs_you", "invalid_data" },
	{ "[{\"id\":\"v\",\"state\":\"invalid\"},{\"id\":\"w\",\"state\":\"completed\"}]", "completed",
	  "needs_you", "invalid_data" },
	{ "[{\"id\":\"v\",\"state\":\"completed\"},{\"id\":\"w\",\"state\":\"processing\"}]", "open",
	  "ready", "" },
};

static void folds_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(ends); i++) {
		const char *text = arena_printf("{\"id\":\"o\",\"verification_requests\":%s}",
						ends[i].requests);
		cJSON *doc, *order;

		assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
		order = truework_words_order(doc);
		assert_string_equal(json_text(order, "status"), ends[i].status);
		assert_string_equal(json_text(order, "connections.0.state"), ends[i].state);
		assert_string_equal(json_text(order, "connections.0.cause"), ends[i].cause);
		arena_reset();
	}
	assert_null(truework_words_order(json_object()));
}

static void believes_a_request_with_our_number(void **state)
{
	const char *id, *number, *requests;
	cJSON *request = json_object();

	(void)state;
	assert_true(truework_session_parts("s.abc/LC-1/v1,v2", &id, &number, &requests));
	assert_string_equal(id, "abc");
	assert_string_equal(number, "LC-1");
	assert_string_equal(requests, "v1,v2");
	assert_false(truework_session_parts("AAAAo", &id, &number, &requests));
	assert_false(truework_is_ours(request, "LC-1"));
	json_set_text(json_set(request, "metadata", json_object()), "reference", "LC-1");
	assert_true(truework_is_ours(request, "LC-1"));
	assert_false(truework_is_ours(request, ""));
}

static int start(void **state)
{
	static const struct truework_settings settings = { "https://x.test", "k", "2023-10-30", "",
		"" };

	(void)state;
	json_init();
	truework_start(&settings);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_out_in_the_one_form), cmocka_unit_test(holds_no_whole_ssn),
		cmocka_unit_test(is_named_after_what_it_holds), cmocka_unit_test(folds_states),
		cmocka_unit_test(believes_a_request_with_our_number),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
