/* letter_test.c: texts of messages: filled once and safely, refused for what must not or must stand
 * in them. */
#include "app/letter.h"

#include "base/arena.h"
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define WHOLE "{{agency}}: {{link}} Code {{code}}. Call {{phone}}."

static cJSON *values(void)
{
	cJSON *doc = json_object();

	json_set_text(doc, "first_name", "O'Brien & <b>");
	json_set_text(doc, "link", "https://x.test/s/abc");
	json_set_text(doc, "code", "BCDF-GHJK");
	json_set_text(doc, "agency", "Lakeside");
	json_set_text(doc, "phone", "(415) 555-0100");
	return doc;
}

static void a_text_is_filled(void **state)
{
	const char *filled;

	(void)state;
	assert_int_equal(letter_fill(WHOLE, values(), &filled), OK);
	assert_string_equal(filled, "Lakeside: https://x.test/s/abc Code BCDF-GHJK. Call "
		"(415) 555-0100.");
	assert_int_equal(letter_fill("{{ first_name }}, { hi }", values(), &filled), OK);
	assert_string_equal(filled, "O'Brien & <b>, { hi }");
	assert_int_equal(letter_fill("", values(), &filled), OK);
	assert_string_equal(filled, "");
}

static void a_value_is_only_text(void **state)
{
	cJSON *doc = values();
	const char *filled;

	(void)state;
	json_set_text(doc, "first_name", "{{link}}");
	assert_int_equal(letter_fill("Hi {{first_name}}", doc, &filled), OK);
	assert_string_equal(filled, "Hi {{link}}");
	json_set_text(doc, "first_name", "Bo\r\nBcc: all@mail.test\x7f!");
	assert_int_equal(letter_fill("Hi {{first_name}}", doc, &filled), OK);
	assert_string_equal(filled, "Hi Bo  Bcc: all@mail.test !");
	json_set_text(doc, "first_name", "محمد");
	assert_int_equal(letter_fill("{{first_name}}", doc, &filled), OK);
	assert_string_equal(filled, "محمد");
}

static void what_cannot_be_filled_is_refused(void **state)
{
	static const char *const texts[] = { "{{ssn}}", "{{link", "{{}}", "{{ }}", "{{until}}",
		"{{#link}}", "{{{link}}}", "{{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}" };
	const char *filled = NULL;
	char *big = arena_alloc(64 * 1024);

	(void)state;
	for (size_t i = 0; i < countof(texts); i++)
		assert_int_equal(letter_fill(texts[i], values(), &filled), INVALID);
	memset(big, 'a', 64 * 1024 - 1);
	big[64 * 1024 - 1] = '\0';
	assert_int_equal(letter_fill(big, values(), &filled), INVALID);
	assert_null(filled);
}

static void a_template_is_checked(void **state)
{
	static const struct {
		const char *channel, *text, *says;        /* NULL: nothing is wrong */
	} cases[] = {
		{ "email", WHOLE, NULL },
		{ "sms", WHOLE " Reply STOP to end.", NULL },
		{ "sms", WHOLE, "STOP" },
		{ "email", "{{agency}}: Code {{code}}. Call {{phone}}.", "{{link}}" },
		{ "email", "{{agency}}: {{link}}. Call {{phone}}.", "{{code}}" },
		{ "email", "{{agency}}: {{link}} {{code}}", "{{phone}}" },
		{ "email", "{{phone}}: {{link}} {{code}}", "{{agency}}" },
		{ "email", WHOLE "{{last_name}}", "Take out {{last_name}}: it is not known" },
		{ "email", WHOLE "{{#link}}", "Take out {{#link}}" },
		{ "email", WHOLE "{{", "Close every" },
		{ "email", "", "{{link}}" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		const char *fault = letter_text_fault(cases[i].channel, cases[i].text);

		if (cases[i].says == NULL)
			assert_null(fault);
		else
			assert_non_null(strstr(fault ? fault : "nothing", cases[i].says));
	}
	assert_null(letter_subject_fault("{{first_name}}, {{agency}} asks"));
	assert_non_null(strstr(letter_subject_fault("Open {{link}}"), "may not stand in a subject"));
	assert_non_null(strstr(letter_subject_fault("{{case}}"), "not known"));
}

static int arena_start(void **state)
{
	(void)state;
	json_init();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_filled),
		cmocka_unit_test(a_value_is_only_text),
		cmocka_unit_test(what_cannot_be_filled_is_refused),
		cmocka_unit_test(a_template_is_checked),
	};

	return cmocka_run_group_tests(tests, arena_start, NULL);
}
