/* csv_test.c: files that a spreadsheet opens and runs nothing of. */
#include "app/csv.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define MARK "\xEF\xBB\xBF"

static const char *file_of(const char *text)
{
	const char *why = NULL;
	cJSON *rows;

	json_init();
	assert_int_equal(json_read(text, strlen(text), &rows, &why), OK);
	return csv_of(rows);
}

static void cells_are_quoted_and_defused(void **state)
{
	static const struct {
		const char *cell, *written;
	} cases[] = {
		{ "plain", "plain" },
		{ "", "" },
		{ "O'Brien, Maeve", "O'Brien, Maeve" },
		{ "say \\\"yes\\\"", "say \"\"yes\"\"" },
		{ "two\\nlines", "two\nlines" },
		{ "=1+1", "'=1+1" },
		{ "+1 415", "'+1 415" },
		{ "-2", "'-2" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\\t=1", "'\t=1" },
		{ "\\r=1", "'\r=1" },
		{ "a=1", "a=1" },
		{ "محمد", "محمد" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_string_equal(file_of(arena_printf("[{\"A\": \"%s\"}]", cases[i].cell)),
				    arena_printf(MARK "\"A\"\r\n\"%s\"\r\n", cases[i].written));
	arena_release();
}

static void a_list_has_a_head_and_lines(void **state)
{
	(void)state;
	assert_string_equal(file_of("[]"), MARK);
	assert_string_equal(file_of("[{\"Case\": \"1\", \"=Due\": null},"
				    " {\"Case\": 2, \"=Due\": \"x\"}]"),
			    MARK "\"Case\",\"'=Due\"\r\n\"1\",\"\"\r\n\"2\",\"x\"\r\n");
	arena_release();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_quoted_and_defused),
		cmocka_unit_test(a_list_has_a_head_and_lines),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
