/* buf_test.c: growing text, its ceiling, and the escapings as tables of cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

#include <string.h>

typedef void escaper(struct buf *b, const char *text);

struct escape_case {
	escaper *escape;
	const char *text, *expected;
};

static const struct escape_case escape_cases[] = {
	{ buf_html, "", "" },
	{ buf_html, "plain Nguyễn محمد", "plain Nguyễn محمد" },
	{ buf_html, "<a href=\"x\">O'Brien & Co</a>",
		"&lt;a href=&quot;x&quot;&gt;O&#39;Brien &amp; Co&lt;/a&gt;" },
	{ buf_html, "&amp;", "&amp;amp;" },
	{ buf_url, "AZaz09-._~", "AZaz09-._~" },
	{ buf_url, "a b/c?d=e&f#%+é", "a%20b%2Fc%3Fd%3De%26f%23%25%2B%C3%A9" },
	{ buf_json, "say \"hi\"\\", "say \\\"hi\\\"\\\\" },
	{ buf_json, "a\nb\tc\rd\be\ff\x01g\x1f", "a\\nb\\tc\\rd\\be\\ff\\u0001g\\u001f" },
	{ buf_json, "é/<", "é/<" },
};

static void escapes_as_the_table_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(escape_cases); i++) {
		struct buf b = buf_new(1000);

		escape_cases[i].escape(&b, escape_cases[i].text);
		assert_string_equal(b.data, escape_cases[i].expected);
		assert_int_equal(b.len, strlen(escape_cases[i].expected));
		assert_false(b.is_full);
	}
	arena_reset();
}

static void a_new_one_is_empty_text(void **state)
{
	struct buf b = buf_new(0);

	(void)state;
	assert_string_equal(b.data, "");
	assert_int_equal(b.len, 0);
	buf_add(&b, NULL, 0);
	assert_false(b.is_full);
	buf_char(&b, 'x');
	assert_true(b.is_full);
	assert_string_equal(b.data, "");
	arena_reset();
}

static void grows_and_keeps_what_it_had(void **state)
{
	struct buf b = buf_new(100000);

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "%05d", i);
	assert_int_equal(b.len, 50000);
	assert_int_equal(strlen(b.data), 50000);
	assert_memory_equal(b.data + 49990, "0999809999", 10);
	assert_memory_equal(b.data, "0000000001", 10);
	arena_reset();
}

static void the_ceiling_is_exact_and_final(void **state)
{
	struct buf b = buf_new(300);

	(void)state;
	for (int i = 0; i < 100; i++)
		buf_text(&b, "abc");
	assert_false(b.is_full);
	assert_int_equal(b.len, 300);
	buf_char(&b, 'd');
	assert_true(b.is_full);
	assert_int_equal(b.len, 300);

	b = buf_new(4);
	buf_text(&b, "abc");
	buf_text(&b, "de");
	buf_char(&b, 'f');
	assert_true(b.is_full);
	assert_string_equal(b.data, "abc");
	arena_reset();
}

static void bytes_may_hold_nuls(void **state)
{
	struct buf b = buf_new(10);

	(void)state;
	buf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	buf_hex(&b, "\x00\xff\x3c", 3);
	assert_memory_equal(b.data + 3, "00ff3c", 7);
	b = buf_new(10);
	buf_unhex(&b, "00ff3c0");
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "\x00\xff\x3c", 3);
	buf_unhex(&b, "");
	buf_unhex(&b, "zz");
	buf_unhex(&b, "0");
	assert_int_equal(b.len, 3);
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_as_the_table_says),
		cmocka_unit_test(a_new_one_is_empty_text),
		cmocka_unit_test(grows_and_keeps_what_it_had),
		cmocka_unit_test(the_ceiling_is_exact_and_final),
		cmocka_unit_test(bytes_may_hold_nuls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
