/* form_test.c: what a browser sends → checked values or messages, as tables of cases. */
#include "base/arena.h"
#include "base/json.h"
#include "web/form.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static struct request r;

/* A request whose body was `text`, split. */
static void given(const char *text)
{
	cJSON *form;

	r = (struct request){ .in = json_object() };
	assert_int_equal(form_split(text, strlen(text), &form), OK);
	json_set(r.in, "form", form);
}

static bool ok_with(const struct field *fields, size_t count, const char *text)
{
	given(text);
	return form_ok(&r, fields, count);
}

static void split_reads_pairs(void **state)
{
	(void)state;
	given("a=1&b=x%20y+z&c=&d&a=2&e=%C3%A9&=v");
	assert_string_equal(json_print(json_at(r.in, "form")),
	                    "{\"a\":[\"1\",\"2\"],\"b\":\"x y z\",\"c\":\"\",\"d\":\"\","
	                    "\"e\":\"é\",\"\":\"v\"}");
	given("");
	assert_string_equal(json_print(json_at(r.in, "form")), "{}");
}

static void split_refuses(void **state)
{
	static const char *const bad[] = {
		"a=%00", "a=%zz", "a=%4", "a=%", "a=%ff", "a=%c0%ae", "%ff=1",
	};
	char many[4 * 801 + 1] = "", name[80] = "";
	cJSON *form;
	size_t i;

	(void)state;
	for (i = 0; i < countof(bad); i++)
		assert_int_equal(form_split(bad[i], strlen(bad[i]), &form), INVALID);
	assert_int_equal(form_split("a=\0b", 4, &form), INVALID);
	for (i = 0; i < 801; i++)
		memcpy(many + 4 * i, "a=1&", 4);
	assert_int_equal(form_split(many, 4 * 801, &form), INVALID);
	assert_int_equal(form_split(many, 4 * 800, &form), OK);
	memset(name, 'n', 65);
	assert_int_equal(form_split(name, 65, &form), INVALID);
	assert_int_equal(form_split(name, 64, &form), OK);
}

/* One value of one kind: what it becomes, NULL when it is refused. */
static const struct {
	enum field_kind kind;
	const char *typed, *checked;
} values[] = {
	{ TEXT, "  O'Brien ", "O'Brien" }, { TEXT, "Nguy%E1%BB%85n", "Nguyễn" },
	{ TEXT, "a%0Ab", NULL },
	{ TEXT, "1234567890123456789012345", NULL }, { TEXT, "%E1%BB%85%E1%BB%85", "ễễ" },
	{ LONG_TEXT, "a%0D%0Ab", "a\nb" }, { LONG_TEXT, "a%07b", NULL },
	{ EMAIL, "bo@mail.test", "bo@mail.test" }, { EMAIL, "bo@mail", NULL }, { EMAIL, "bo", NULL },
	{ EMAIL, "a@b@c.d", NULL }, { EMAIL, "@b.c", NULL }, { EMAIL, "a b@c.d", NULL },
	{ EMAIL, "a@c.", NULL }, { EMAIL, "a@.c", NULL }, { EMAIL, "a@b.c%0D%0ABcc:x@y.z", NULL },
	{ PHONE, "%28415%29+555-0142", "+14155550142" }, { PHONE, "4155550142", "+14155550142" },
	{ PHONE, "%2B1+415.555.0142", "+14155550142" }, { PHONE, "1-415-555-0142", "+14155550142" },
	{ PHONE, "555-0142", NULL }, { PHONE, "0155550142", NULL }, { PHONE, "4151550142", NULL },
	{ PHONE, "41555501421", NULL }, { PHONE, "415555014x", NULL }, { PHONE, "114155550142", NULL },
	{ DATE, "2026-11-30", "2026-11-30" }, { DATE, "11/30/2026", "2026-11-30" },
	{ DATE, "4/8/1986", "1986-04-08" }, { DATE, "04 28 1986", "1986-04-28" },
	{ DATE, "02/29/2024", "2024-02-29" }, { DATE, "02/29/2023", NULL },
	{ DATE, "13/01/2024", NULL },
	{ DATE, "00/10/2024", NULL }, { DATE, "2026-11-31", NULL }, { DATE, "11/30/26", NULL },
	{ DATE, "yesterday", NULL }, { DATE, "2026-11-30x", NULL },
	{ PAST_DATE, "04/28/1986", "1986-04-28" }, { PAST_DATE, "04/28/2186", NULL },
	{ ONE_OF, "link", "link" }, { ONE_OF, "lin", NULL }, { ONE_OF, "link|truv", NULL },
	{ NUMBER, "0420", "0420" }, { NUMBER, "-1", NULL }, { NUMBER, "1.5", NULL },
	{ CODE, "24-118307", "24-118307" }, { CODE, "24 11", NULL }, { CODE, "24%2F11", NULL },
	{ PASSWORD, "+a+", " a " },
};

static void each_kind_checks(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < countof(values); i++) {
		const struct field field = {
			"v", "value", values[i].kind, .max = 20, .choices = "link|truv",
		};
		const char *text = arena_printf("v=%s", values[i].typed);
		bool is_ok = ok_with(&field, 1, text);
		const char *checked = json_text_or_null(r.in, "form.v");

		if (is_ok != (values[i].checked != NULL))
			fail_msg("%s: %s", values[i].typed, is_ok ? "accepted" : "refused");
		if (values[i].checked)
			assert_string_equal(checked, values[i].checked);
		else
			assert_null(checked);
	}
}

static void messages_say_what_to_enter(void **state)
{
	static const struct {
		struct field field;
		const char *typed, *message;
	} cases[] = {
		{ { "v", "first name", TEXT, true, 50, NULL, NULL, 0 }, "", "Enter a first name" },
		{ { "v", "e-mail address", EMAIL, true, 0, NULL, NULL, 0 }, "+",
		  "Enter an e-mail address" },
		{ { "v", "phone number", PHONE, false, 0, NULL, NULL, 0 }, "12",
		  "Enter a phone number with 10 digits" },
		{ { "v", "birth date", PAST_DATE, true, 0, NULL, NULL, 0 }, "04/28/2186",
		  "Enter a birth date in the past, like 04/28/1986" },
		{ { "v", "language", ONE_OF, true, 0, "en|es", NULL, 0 }, "", "Choose a language" },
		{ { "v", "your password", PASSWORD, true, 0, NULL, NULL, 0 }, "", "Enter your password" },
		{ { "v", "first name", TEXT, false, 3, NULL, NULL, 0 }, "abcd",
		  "Change a first name to at most 3 plain characters" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(cases); i++) {
		assert_false(ok_with(&cases[i].field, 1, arena_printf("v=%s", cases[i].typed)));
		assert_string_equal(json_text(r.errors, "v"), cases[i].message);
	}
}

static void what_is_not_declared_is_dropped(void **state)
{
	static const struct field fields[] = {
		{ "a", "first name", TEXT }, { "b", "note", TEXT }, { "p", "your password", PASSWORD },
		{ "on", "box", CHECKBOX }, { "off", "box", CHECKBOX },
		{ "m", "products", MANY_OF, .choices = "income|assets|employment" },
	};

	(void)state;
	assert_true(ok_with(fields, countof(fields), "a=x&b=+&csrf=y&p=secret&on=1&m=income&m=assets"));
	assert_string_equal(json_print(json_at(r.in, "form")),
	                    "{\"a\":\"x\",\"b\":null,\"p\":\"secret\",\"on\":true,\"off\":false,"
	                    "\"m\":[\"income\",\"assets\"]}");
	assert_null(strstr(json_print(r.form), "secret"));
	assert_true(json_true(r.form, "m_is.assets"));
	assert_false(json_true(r.form, "m_is.employment"));
	assert_false(ok_with(fields, countof(fields), "m=income&m=gold"));
}

static void rows_are_gathered(void **state)
{
	static const struct field row[] = {
		{ "name", "first name", TEXT, .required = true }, { "phone", "phone number", PHONE },
	};
	static const struct field fields[] = {
		{ "members", "member", ROWS, .required = true, .rows = row, .row_count = countof(row),
		  .max = 2 },
	};

	(void)state;
	assert_true(ok_with(fields, 1, "members.0.name=Bo&members.1.name=+&members.4.name=Li"));
	assert_string_equal(json_print(json_at(r.in, "form.members")),
	                    "[{\"index\":0,\"name\":\"Bo\",\"phone\":null},"
	                    "{\"index\":1,\"name\":\"Li\",\"phone\":null}]");
	assert_false(ok_with(fields, 1, "members.0.name=Bo&members.3.phone=12"));
	assert_string_equal(json_text(r.form, "members.1.errors.name"), "Enter a first name");
	assert_string_equal(json_text(r.form, "members.1.phone"), "12");
	assert_int_equal(cJSON_GetArraySize(r.errors), 2);
	assert_non_null(cJSON_GetObjectItemCaseSensitive(r.errors, "members.1.phone"));
	assert_false(ok_with(fields, 1, "members.0.name=a&members.1.name=b&members.2.name=c"));
	assert_false(ok_with(fields, 1, "other=1"));
	assert_string_equal(json_text(r.errors, "members"), "Enter at least one member");
}

static void a_message_found_elsewhere_finds_its_row(void **state)
{
	static const struct field row[] = { { "email", "e-mail address", EMAIL } };
	static const struct field fields[] = {
		{ "members", "member", ROWS, .rows = row, .row_count = 1 }, { "note", "note", TEXT },
	};

	(void)state;
	assert_true(ok_with(fields, 2, "members.0.email=a@b.c&members.1.email=d@e.f"));
	form_error(&r, "members.1.email", "Truv refused it");
	form_error(&r, "note", "Change it");
	assert_string_equal(json_text(r.form, "members.1.errors.email"), "Truv refused it");
	assert_string_equal(json_text(r.form, "members.0.errors.email"), "");
	assert_string_equal(json_text(r.errors, "note"), "Change it");
}

static int start(void **state)
{
	(void)state;
	json_init();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_reset();
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(split_reads_pairs, end),
		cmocka_unit_test_teardown(split_refuses, end),
		cmocka_unit_test_teardown(each_kind_checks, end),
		cmocka_unit_test_teardown(messages_say_what_to_enter, end),
		cmocka_unit_test_teardown(what_is_not_declared_is_dropped, end),
		cmocka_unit_test_teardown(rows_are_gathered, end),
		cmocka_unit_test_teardown(a_message_found_elsewhere_finds_its_row, end),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
