/* multipart_test.c: forms with a file, as browsers send them and as nobody should, as a table. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "web/multipart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TYPE "multipart/form-data; boundary=XX"
#define PART(name, text) "--XX\r\nContent-Disposition: form-data; name=\"" name \
	"\"\r\n\r\n" text "\r\n"
#define FILE_PART(name, file, text) "--XX\r\nContent-Disposition: form-data; name=\"" name \
	"\"; filename=\"" file "\"\r\nContent-Type: text/csv\r\n\r\n" text "\r\n"

static struct request r;

static enum status split(const char *type, const char *body, size_t len, cJSON **form)
{
	r = (struct request){ .body = body, .body_len = len };
	return multipart_split(&r, type, form);
}

static const struct {
	const char *body;
	enum status status;
	const char *form, *file, *file_name;
} cases[] = {
	{ "--XX--\r\n", OK, "{}", NULL, NULL },
	{ "--XX--", OK, "{}", NULL, NULL },
	{ PART("a", "1") "--XX--\r\n", OK, "{\"a\":\"1\"}", NULL, NULL },
	{ PART("a", "1") PART("b", "") PART("a", "2") "--XX--", OK, "{\"a\":[\"1\",\"2\"],\"b\":\"\"}",
	  NULL, NULL },
	{ PART("a", "1") FILE_PART("f", "due list.csv", "x,y\r\n1,2\r\n") PART("b", "é") "--XX--", OK,
	  "{\"a\":\"1\",\"b\":\"é\"}", "x,y\r\n1,2\r\n", "due list.csv" },
	{ FILE_PART("f", "", "") "--XX--\r\n", OK, "{}", "", "" },
	{ FILE_PART("f", "C:\\\\a\\\\b.csv", "1") "--XX--\r\n", OK, "{}", "1", "b.csv" },
	{ FILE_PART("f", "a/b.csv", "1") "--XX--\r\n", OK, "{}", "1", "b.csv" },
	{ FILE_PART("f", "a%22b.csv", "--X\r\n--Xx") "--XX--", OK, "{}", "--X\r\n--Xx", "a\"b.csv" },
	{ "--XX\r\ncontent-disposition: form-data; name=a\r\nX: y\r\n\r\n1\r\n--XX--", OK,
	  "{\"a\":\"1\"}", NULL, NULL },
	/* refused */
	{ "", INVALID, NULL, NULL, NULL },
	{ "a=1&b=2", INVALID, NULL, NULL, NULL },
	{ "--YY--", INVALID, NULL, NULL, NULL },
	{ "before\r\n--XX--", INVALID, NULL, NULL, NULL },
	{ PART("a", "1"), INVALID, NULL, NULL, NULL },
	{ PART("a", "1") "--XX", INVALID, NULL, NULL, NULL },
	{ PART("a", "1") "--XX-", INVALID, NULL, NULL, NULL },
	{ PART("a", "1") "--XXy--", INVALID, NULL, NULL, NULL },
	{ "--XX\r\n\r\n1\r\n--XX--", INVALID, NULL, NULL, NULL },
	{ "--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--", INVALID, NULL, NULL, NULL },
	{ "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n", INVALID, NULL, NULL, NULL },
	{ PART("a", "\xff") "--XX--", INVALID, NULL, NULL, NULL },
	{ PART("\xff", "1") "--XX--", INVALID, NULL, NULL, NULL },
	{ FILE_PART("f", "a", "1") FILE_PART("g", "b", "2") "--XX--", INVALID, NULL, NULL, NULL },
};

static void forms_are_split(void **state)
{
	cJSON *form;
	size_t i;

	(void)state;
	json_init();
	for (i = 0; i < countof(cases); i++) {
		assert_int_equal(split(TYPE, cases[i].body, strlen(cases[i].body), &form),
				 cases[i].status);
		if (cases[i].status != OK)
			continue;
		assert_string_equal(json_print(form), cases[i].form);
		assert_int_equal(r.file != NULL, cases[i].file != NULL);
		if (!cases[i].file)
			continue;
		assert_int_equal(r.file_len, strlen(cases[i].file));
		assert_memory_equal(r.file, cases[i].file, r.file_len);
		assert_string_equal(r.file_name, cases[i].file_name);
	}
	arena_release();
}

/* A form cut anywhere is refused, never half taken. */
static void a_form_cut_short_is_refused(void **state)
{
	static const char whole[] = PART("a", "1") FILE_PART("f", "x.csv", "1,2\r\n") "--XX--";
	cJSON *form;
	size_t len;

	(void)state;
	json_init();
	for (len = 0; len < sizeof whole - 1; len++)
		assert_int_equal(split(TYPE, whole, len, &form), INVALID);
	assert_int_equal(split(TYPE, whole, len, &form), OK);
	arena_release();
}

static void every_limit_holds(void **state)
{
	struct buf body = buf_new(1024 * 1024);
	cJSON *form;
	int i;

	(void)state;
	json_init();
	for (i = 0; i < 40; i++)
		buf_text(&body, PART("a", "1"));
	assert_int_equal(split(TYPE, arena_printf("%s--XX--", body.data), body.len + 6, &form), OK);
	buf_text(&body, PART("a", "1"));
	assert_int_equal(split(TYPE, arena_printf("%s--XX--", body.data), body.len + 6, &form),
			 INVALID);
	assert_true(multipart_is("Multipart/Form-Data;boundary=x"));
	assert_false(multipart_is("multipart/form-datax"));
	assert_false(multipart_is("application/x-www-form-urlencoded"));
	assert_false(multipart_is(NULL));
	assert_int_equal(split("multipart/form-data", "--XX--", 6, &form), INVALID);
	assert_int_equal(split("multipart/form-data; boundary=", "----", 4, &form), INVALID);
	assert_int_equal(split("multipart/form-data; boundary=\"XX\"; x=y", "--XX--", 6, &form), OK);
	arena_release();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_split),
		cmocka_unit_test(a_form_cut_short_is_refused),
		cmocka_unit_test(every_limit_holds),
	};

	return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
