/* json_test.c: which documents are let in, how they are read, and that they come out as they
 * went in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

#include <string.h>

#define TEXT(literal) literal, sizeof literal - 1

static const struct {
	const char *text;
	size_t len;
	const char *why;      /* part of the reason; NULL: the document is let in */
} documents[] = {
	{ TEXT("{\"a\":[1,2.5,true,false,null,\"x\"]}"), NULL },
	{ TEXT(" \n[]\t "), NULL },
	{ TEXT("\"just text\""), NULL },
	{ TEXT("{\"a\":{\"b\":1},\"c\":{\"b\":1}}"), NULL },
	{ TEXT("\"\\ud83d\\ude00 Nguyễn محمد \xf0\x9f\x98\x80\""), NULL },
	{ TEXT("\"\\\\u0000\""), NULL },
	{ TEXT("{\"a\":1,\"A\":2}"), NULL },
	{ TEXT("\"[[[[ {{{{ \\\" [[[\""), NULL },
	{ TEXT(""), "empty" },
	{ TEXT("   "), "not one" },
	{ TEXT("{} {}"), "not one" },
	{ TEXT("{}x"), "not one" },
	{ TEXT("{\"a\":}"), "not one" },
	{ TEXT("[1,]"), "not one" },
	{ TEXT("[1"), "not one" },
	{ TEXT("{a:1}"), "not one" },
	{ TEXT("\"\\x\""), "not one" },
	{ TEXT("\"open"), "not one" },
	{ TEXT("\"\\"), "not one" },
	{ TEXT("\"\\u12\""), "not one" },
	{ TEXT("{\"a\":1}\0"), "UTF-8" },
	{ TEXT("\"a\0b\""), "UTF-8" },
	{ TEXT("\"\xc0\xaf\""), "UTF-8" },
	{ TEXT("\"\xed\xa0\x80\""), "UTF-8" },
	{ TEXT("\"\xff\""), "UTF-8" },
	{ TEXT("\"\xe2\x82"), "UTF-8" },
	{ TEXT("\"a\\u0000b\""), "u0000" },
	{ TEXT("{\"a\\u0000b\":1}"), "u0000" },
	{ TEXT("\"\\ud800\""), "surrogate" },
	{ TEXT("\"\\ud800\\u0041\""), "surrogate" },
	{ TEXT("\"\\udc00\""), "surrogate" },
	{ TEXT("\"a\nb\""), "control" },
	{ TEXT("{\"a\":1,\"b\":2,\"a\":3}"), "repeated" },
	{ TEXT("[{\"a\":[{\"b\":1,\"\\u0062\":2}]}]"), "repeated" },
};

static void lets_in_what_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(documents); i++) {
		const char *why = "not set";
		cJSON *doc;
		enum status status = json_read(documents[i].text, documents[i].len, &doc, &why);

		if (!documents[i].why) {
			assert_int_equal(status, OK);
			assert_non_null(doc);
			assert_null(why);
			continue;
		}
		assert_int_equal(status, INVALID);
		assert_null(doc);
		if (!strstr(why, documents[i].why))
			fail_msg("document %zu: %s", i, why);
	}
	arena_reset();
}

static char *nested(int depth)
{
	char *text = arena_alloc(2 * (size_t)depth + 1);

	memset(text, '[', (size_t)depth);
	memset(text + depth, ']', (size_t)depth);
	return text;
}

static void depth_is_bounded(void **state)
{
	char *deepest = nested(JSON_DEPTH_MAX), *too_deep = nested(JSON_DEPTH_MAX + 1);
	char *abyss = nested(10000);
	const char *why;
	cJSON *doc;

	(void)state;
	assert_int_equal(json_read(deepest, strlen(deepest), &doc, NULL), OK);
	assert_int_equal(json_read(too_deep, strlen(too_deep), &doc, &why), INVALID);
	assert_string_equal(why, "nested too deep");
	assert_int_equal(json_read(abyss, strlen(abyss), &doc, &why), INVALID);
	assert_int_equal(json_read(abyss, 10000, &doc, &why), INVALID);
	arena_reset();
}

/* Comparing each name with each would take minutes here. */
static void many_names_are_checked_quickly(void **state)
{
	struct buf text = buf_new(4 * 1024 * 1024);
	cJSON *doc;

	(void)state;
	for (int i = 0; i < 60000; i++)
		buf_printf(&text, "%s\"%d\":0", i ? "," : "{", i);
	buf_text(&text, ",\"59999\":1}");
	assert_int_equal(json_read(text.data, text.len, &doc, NULL), INVALID);
	arena_reset();
}

static cJSON *sample(void)
{
	static const char text[] = "{\"user\":{\"name\":\"Ana\",\"age\":41,\"is_admin\":true},"
		"\"links\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"none\":null,\"half\":0.5,"
		"\"tenth\":0.1,"
		"\"big\":1e300,\"neg\":-7,\"no\":false,\"empty\":\"\",\"digits\":\"0042\","
		"\"money\":\"12.50\",\"huge\":\"99999999999999999999\",\"edge\":9007199254740993}";
	cJSON *doc;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return doc;
}

static void texts_are_read_by_path(void **state)
{
	static const struct {
		const char *path, *expected;      /* NULL: nothing there */
	} cases[] = {
		{ "user.name", "Ana" }, { "user.age", "41" }, { "user.is_admin", "true" },
		{ "links.1.id", "b" }, { "half", "0.5" }, { "tenth", "0.1" }, { "neg", "-7" },
		{ "no", "false" }, { "empty", "" }, { "user", "" }, { "links", "" },
		{ "none", NULL }, { "nowhere", NULL }, { "user.nowhere", NULL }, { "User", NULL },
		{ "links.2.id", NULL }, { "links.x", NULL }, { "links.-1", NULL },
		{ "links.99999999999", NULL }, { "user.name.x", NULL }, { "us", NULL },
	};
	cJSON *doc = sample();

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		const char *text = json_text_or_null(doc, cases[i].path);

		if (!cases[i].expected)
			assert_null(text);
		else
			assert_string_equal(text, cases[i].expected);
		assert_string_equal(json_text(doc, cases[i].path),
			cases[i].expected ? cases[i].expected : "");
	}
	assert_null(json_at(NULL, "a"));
	assert_ptr_equal(json_at(doc, ""), doc);
	arena_reset();
}

static void numbers_are_whole_or_otherwise(void **state)
{
	static const struct {
		const char *path;
		long expected;
	} cases[] = {
		{ "user.age", 41 }, { "neg", -7 }, { "digits", 42 }, { "half", -1 }, { "big", -1 },
		{ "money", -1 }, { "huge", -1 }, { "empty", -1 }, { "none", -1 }, { "no", -1 },
		{ "user", -1 }, { "nowhere", -1 }, { "user.name", -1 },
	};
	cJSON *doc = sample();

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(json_int(doc, cases[i].path, -1), cases[i].expected);
	assert_true(json_true(doc, "user.is_admin"));
	assert_false(json_true(doc, "no"));
	assert_false(json_true(doc, "user.age"));
	assert_false(json_true(doc, "nowhere"));
	arena_reset();
}

static void documents_are_built_and_printed(void **state)
{
	cJSON *doc = json_object(), *list = json_set(doc, "list", json_list()), *copy;

	(void)state;
	json_set_text(doc, "name", "O'Brien \"Bo\" Nguyễn\n");
	json_set_text(doc, "note", "first");
	json_set_text(doc, "note", NULL);
	json_set_int(doc, "count", 123456789012345);
	json_set_bool(doc, "is_open", true);
	json_set_text(json_push(list, json_object()), "id", "7");
	assert_string_equal(json_print(doc), "{\"list\":[{\"id\":\"7\"}],"
		"\"name\":\"O'Brien \\\"Bo\\\" Nguyễn\\n\",\"note\":null,"
		"\"count\":123456789012345,\"is_open\":true}");
	copy = json_copy(doc);
	json_set_text(copy, "name", "other");
	assert_string_equal(json_text(doc, "name"), "O'Brien \"Bo\" Nguyễn\n");
	assert_string_equal(json_print(NULL), "null");
	assert_string_equal(json_print(json_copy(NULL)), "null");
	arena_reset();
}

static void utf8_is_judged_by_the_table(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		bool is_ok;
	} cases[] = {
		{ TEXT(""), true }, { TEXT("plain"), true }, { TEXT("\xc2\x80"), true },
		{ TEXT("\xdf\xbf"), true }, { TEXT("\xe0\xa0\x80"), true },
		{ TEXT("\xed\x9f\xbf"), true }, { TEXT("\xee\x80\x80"), true },
		{ TEXT("\xf0\x90\x80\x80"), true }, { TEXT("\xf4\x8f\xbf\xbf"), true },
		{ TEXT("a\0b"), false }, { TEXT("\x80"), false }, { TEXT("\xc1\xbf"), false },
		{ TEXT("\xe0\x9f\xbf"), false }, { TEXT("\xed\xa0\x80"), false },
		{ TEXT("\xf0\x8f\xbf\xbf"), false }, { TEXT("\xf4\x90\x80\x80"), false },
		{ TEXT("\xf5\x80\x80\x80"), false }, { TEXT("\xc2"), false },
		{ TEXT("\xe2\x82"), false }, { TEXT("\xe2\x82\x41"), false },
		{ TEXT("\xf0\x9f\x98"), false }, { TEXT("\xc2\x41"), false },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		if (utf8_ok(cases[i].bytes, cases[i].len) != cases[i].is_ok)
			fail_msg("case %zu", i);
}

static int start(void **state)
{
	(void)state;
	json_init();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lets_in_what_is_sound),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(many_names_are_checked_quickly),
		cmocka_unit_test(texts_are_read_by_path),
		cmocka_unit_test(numbers_are_whole_or_otherwise),
		cmocka_unit_test(documents_are_built_and_printed),
		cmocka_unit_test(utf8_is_judged_by_the_table),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
