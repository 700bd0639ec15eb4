/* intake_test.c: whose links a report keeps, in whichever shape it came, and when two tellings of
 * it are the same. */
#include "app/intake.h"
#include "base/arena.h"
#include "base/crypto.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static cJSON *doc(const char *text)
{
	cJSON *made;

	assert_int_equal(json_read(text, strlen(text), &made, NULL), OK);
	return made;
}

static const struct {
	const char *before, *after;
} shapes[] = {
	{ "{}", "{\"links\":[]}" },
	{ "{\"links\":null}", "{\"links\":[]}" },
	{ "{\"links\":\"x\"}", "{\"links\":[]}" },
	{ "{\"links\":[null,1,\"x\",[],{\"link_id\":\"a\"}]}", "{\"links\":[{\"link_id\":\"a\"}]}" },
	{ "{\"links\":[{\"id\":\"a\"}]}", "{\"links\":[{\"id\":\"a\",\"link_id\":\"a\"}]}" },
	{ "{\"links\":[{\"id\":\"a\",\"link_id\":\"b\"}]}",
	  "{\"links\":[{\"id\":\"a\",\"link_id\":\"b\"}]}" },
	{ "{\"id\":\"a\",\"completed_at\":\"t\",\"tracking_info\":\"e\",\"employments\":[{}]}",
	  "{\"completed_at\":\"t\",\"links\":[{\"id\":\"a\",\"tracking_info\":\"e\","
	  "\"employments\":[{}],\"link_id\":\"a\"}]}" },
	{ "{\"report_id\":\"r\",\"accounts\":[],\"borrower\":{}}",
	  "{\"report_id\":\"r\",\"borrower\":{},\"links\":[{\"accounts\":[],\"link_id\":null}]}" },
};

static void gives_every_report_one_shape(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(shapes); i++) {
		cJSON *report = doc(shapes[i].before);

		intake_shape(report);
		assert_string_equal(json_print(report), shapes[i].after);
		intake_shape(report);
		assert_string_equal(json_print(report), shapes[i].after);
	}
}

/* Two members may share one user at the provider: a report keeps only its own order's links. */
static void keeps_own_links_only(void **state)
{
	cJSON *report = doc("{\"links\":[{\"link_id\":\"a\",\"tracking_info\":\"e1\"},"
			    "{\"link_id\":\"b\",\"tracking_info\":null},{\"link_id\":\"c\"},{},"
			    "{\"link_id\":\"\",\"tracking_info\":\"\"},{\"link_id\":{},"
			    "\"tracking_info\":[]},{\"link_id\":\"d\",\"tracking_info\":\"e9\"}]}");
	const cJSON *own = doc("[{\"upstream_id\":\"e1\",\"link_id\":null},"
			       "{\"upstream_id\":\"e2\",\"link_id\":\"b\"},"
			       "{\"upstream_id\":\"\",\"link_id\":\"\"}]");

	(void)state;
	intake_keep_own(report, own);
	assert_int_equal(cJSON_GetArraySize(json_at(report, "links")), 2);
	assert_string_equal(json_text(report, "links.0.link_id"), "a");
	assert_string_equal(json_text(report, "links.1.link_id"), "b");
	intake_drop(report, doc("[\"b\", \"\", null]"));
	assert_int_equal(cJSON_GetArraySize(json_at(report, "links")), 1);
	intake_keep_own(report, json_list());
	assert_int_equal(cJSON_GetArraySize(json_at(report, "links")), 0);
}

#define TOLD "{\"report_id\":\"1\",\"completed_at\":\"x\",\"links\":[{\"link_id\":\"a\"," \
	"\"employments\":[{\"id\":\"j\",\"statements\":[1,2]}]},{\"link_id\":\"b\"}]}"

static const struct {
	const char *other;
	bool is_same;
} tellings[] = {
	{ TOLD, true },
	{ "{\"links\":[{\"link_id\":\"b\",\"updated_at\":\"z\"},{\"employments\":["
	  "{\"statements\":[1,2],\"id\":\"j\"}],\"link_id\":\"a\"}],\"report_id\":\"2\","
	  "\"created_at\":\"y\"}", true },
	{ "{\"links\":[{\"link_id\":\"a\",\"employments\":[{\"id\":\"j\",\"statements\":[2,1]}]},"
	  "{\"link_id\":\"b\"}]}", false },
	{ "{\"links\":[{\"link_id\":\"a\",\"employments\":[{\"id\":\"j\",\"statements\":[1]}]},"
	  "{\"link_id\":\"b\"}]}", false },
	{ "{\"links\":[{\"link_id\":\"b\"}]}", false },
	{ "{\"links\":[{\"link_id\":\"a\",\"employments\":[{\"id\":\"j\",\"statements\":[1,\"2\"]}]},"
	  "{\"link_id\":\"b\"}]}", false },
	{ "{}", false },
};

static void the_same_facts_have_the_same_fingerprint(void **state)
{
	const char *told = intake_fingerprint(doc(TOLD));

	(void)state;
	assert_int_equal(strlen(told), 64);
	for (size_t i = 0; i < countof(tellings); i++)
		if ((strcmp(intake_fingerprint(doc(tellings[i].other)), told) == 0)
		    != tellings[i].is_same)
			fail_msg("telling %zu", i);
}

static int start(void **state)
{
	(void)state;
	json_init();
	return crypto_init() == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_every_report_one_shape),
		cmocka_unit_test(keeps_own_links_only),
		cmocka_unit_test(the_same_facts_have_the_same_fingerprint),
	};

	return cmocka_run_group_tests_name("intake", tests, start, end);
}
