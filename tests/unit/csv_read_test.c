/* csv_read_test.c: files as spreadsheets write them, and as they arrive broken, as a table. A row
 * is written "1:a|b", rows apart by spaces; a fault as "!" and its row and number. */
#include "app/csv.h"
#include "app/csv_read.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MARK "\xEF\xBB\xBF"

static const char *read_all(const char *bytes, size_t len)
{
	struct buf out = buf_new(8 * 1024 * 1024);
	struct csv csv;
	size_t i;

	csv_open(&csv, bytes, len);
	while (csv_next(&csv)) {
		buf_printf(&out, "%s%ld:", out.len ? " " : "", csv.row);
		for (i = 0; i < csv.count; i++)
			buf_printf(&out, "%s%s", i ? "|" : "", csv.cells[i]);
	}
	if (csv.fault)
		buf_printf(&out, "%s!%ld:%d", out.len ? " " : "", csv.row, (int)csv.fault);
	return out.data;
}

static const struct {
	const char *file;
	size_t len;              /* 0: the text's own */
	const char *read;
} cases[] = {
	{ "", 0, "" },
	{ MARK, 0, "" },
	{ "a,b\r\n1,2\r\n", 0, "1:a|b 2:1|2" },
	{ MARK "a,b\r\n1,2\r\n", 0, "1:a|b 2:1|2" },
	{ "a,b\n1,2", 0, "1:a|b 2:1|2" },
	{ "a,b\r1,2\r", 0, "1:a|b 2:1|2" },
	{ "a\n1\n2\n", 0, "1:a 2:1 3:2" },
	{ "a;b;c\r\n1,5;2;3\r\n", 0, "1:a|b|c 2:1,5|2|3" },
	{ "a\tb\r\n1\t2,3\r\n", 0, "1:a|b 2:1|2,3" },
	{ "sep=;\r\na;b\r\n", 0, "2:a|b" },
	{ "sep=x\r\na,b\r\n", 0, "1:sep=x 2:a|b" },
	{ "\"a;b\",c\r\n", 0, "1:a;b|c" },
	{ "a,b\n\n1,2\n", 0, "1:a|b 2: 3:1|2" },
	{ ",\n", 0, "1:|" },
	{ "a,b,\n", 0, "1:a|b|" },
	{ "a,b,", 0, "1:a|b|" },
	{ "\"a\",\"b\"\r\n\"\",\"2\"\r\n", 0, "1:a|b 2:|2" },
	{ "\"say \"\"yes\"\"\",b\n", 0, "1:say \"yes\"|b" },
	{ "\"two\r\nlines\",b\nc,d\n", 0, "1:two\r\nlines|b 2:c|d" },
	{ "5\" pipe,b\n", 0, "1:5\" pipe|b" },
	{ "'=1+1,'-2\n", 0, "1:=1+1|-2" },
	{ "\"'@SUM(A1)\",'plain\n", 0, "1:@SUM(A1)|'plain" },
	{ "=1+1,+1 415\n", 0, "1:=1+1|+1 415" },
	{ "'t Hooft,x\n", 0, "1:'t Hooft|x" },
	{ "محمد,Nguyễn\n", 0, "1:محمد|Nguyễn" },
	{ "a,b\n\"never,closed\n", 0, "1:a|b !2:4" },
	{ "a,b\n\"x\"y,2\n", 0, "1:a|b !2:5" },
	{ "a,b\nJos\xe9,2\n", 0, "1:a|b !2:3" },
	{ "a,b\nx\0y,2\n", 10, "1:a|b !2:2" },
	{ "a,\"b\0\"\n", 7, "!1:2" },
	{ "\xff\xfe" "a\0,\0", 6, "!1:1" },
	{ "\xfe\xff\0a", 4, "!1:1" },
	{ "a,\xc0\xae\n", 0, "!1:3" },
	{ "a,\xed\xa0\x80\n", 0, "!1:3" },
};

static void files_are_read(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < countof(cases); i++) {
		size_t len = cases[i].len ? cases[i].len : strlen(cases[i].file);

		assert_string_equal(read_all(cases[i].file, len), cases[i].read);
	}
	arena_release();
}

static const char *repeated(const char *what, size_t times)
{
	struct buf out = buf_new(8 * 1024 * 1024);

	while (times--)
		buf_text(&out, what);
	return out.data;
}

static const char *last_of(const char *read)
{
	const char *space = strrchr(read, ' ');

	return space ? space + 1 : read;
}

static void every_limit_holds(void **state)
{
	const char *file;

	(void)state;
	file = arena_printf("a,%s\n", repeated("x", CSV_CELL_MAX));
	assert_int_equal(strlen(read_all(file, strlen(file))), 4 + CSV_CELL_MAX);
	file = arena_printf("a,%s\n", repeated("x", CSV_CELL_MAX + 1));
	assert_string_equal(read_all(file, strlen(file)), "!1:6");
	file = arena_printf("\"%s\"\n", repeated("\"\"", CSV_CELL_MAX + 1));
	assert_string_equal(read_all(file, strlen(file)), "!1:6");
	file = repeated(",", CSV_COLUMNS_MAX - 1);
	assert_int_equal(strlen(read_all(file, strlen(file))), 2 + CSV_COLUMNS_MAX - 1);
	file = repeated(",", CSV_COLUMNS_MAX);
	assert_string_equal(read_all(file, strlen(file)), "!1:7");
	file = repeated("a,b\r\n", 10001);
	assert_string_equal(last_of(read_all(file, strlen(file))), "10001:a|b");
	arena_release();
}

/* What we write we read, whatever stands in a cell. */
static void what_is_written_is_read(void **state)
{
	static const char *const cells[] = { "", "plain", "a,b;c\td", "say \"yes\"", "two\r\nlines",
		"=1+1", "+1 415", "-2", "@SUM(A1)", "\t=1", "O'Brien", "محمد", "'quoted'" };
	cJSON *rows, *row;
	const char *file;
	struct csv csv;
	size_t i;

	(void)state;
	json_init();
	rows = json_list();
	for (i = 0; i < countof(cells); i++) {
		row = json_push(rows, json_object());
		json_set_text(row, "A", cells[i]);
		json_set_text(row, "B", cells[countof(cells) - 1 - i]);
	}
	file = csv_of(rows);
	csv_open(&csv, file, strlen(file));
	assert_true(csv_next(&csv));
	for (i = 0; csv_next(&csv); i++) {
		assert_int_equal(csv.count, 2);
		assert_string_equal(csv.cells[0], cells[i]);
		assert_string_equal(csv.cells[1], cells[countof(cells) - 1 - i]);
	}
	assert_int_equal(csv.fault, CSV_FINE);
	assert_int_equal(i, countof(cells));
	arena_release();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_read),
		cmocka_unit_test(every_limit_holds),
		cmocka_unit_test(what_is_written_is_read),
	};

	return cmocka_run_group_tests_name("csv_read", tests, NULL, NULL);
}
