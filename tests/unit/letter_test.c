/* letter_test.c: texts of messages: filled once and safely, refused for what must not, and for what
 * must, stand in them. */
#include "app/letter.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define WHOLE "{{agency}}: {{link}} Code {{code}}. {{#phone}}Call {{phone}}.{{/phone}}"

static const struct {
	const char *channel, *text, *says;       /* NULL: nothing is wrong */
} cases[] = {
	{ "email", WHOLE, NULL },
	{ "email", WHOLE "{{first_name}}{{program}}{{until}}{{check}} { } {a}", NULL },
	{ "email", WHOLE "{{#until}}Until {{until}}.{{/until}}", NULL },
	{ "email", "{{agency}} {{link}} {{code}} {{phone}}", NULL },
	{ "sms", WHOLE " Reply STOP to end.", NULL },
	{ "sms", WHOLE, "STOP" },
	{ "sms", WHOLE "stop", "STOP" },
	{ "email", "{{agency}}: {{code}}. {{phone}}.", "Add {{link}}" },
	{ "email", "{{agency}}: {{link}}. {{phone}}.", "Add {{code}}" },
	{ "email", "{{agency}}: {{link}} {{code}}", "Add {{#phone}}" },
	{ "email", "{{phone}}: {{link}} {{code}}", "Add {{agency}}" },
	{ "email", "", "Add {{link}}" },
	{ "email", WHOLE "{{last_name}}", "Take out {{last_name}}: it is not known" },
	{ "email", WHOLE "{{ssn}}", "not known" },
	{ "email", WHOLE "{{reference}}", "not known" },
	{ "email", WHOLE "{{ link }}", "not known" },
	{ "email", WHOLE "{{}}", "not known" },
	{ "email", WHOLE "{{{link}}}", "not known" },
	{ "email", WHOLE "{{Link}}", "not known" },
	{ "email", WHOLE "{{", "Close every" },
	{ "email", WHOLE "{{link}", "Close every" },
	{ "email", WHOLE "{{}", "Close every" },
	{ "email", WHOLE "{{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}", "Close every" },
	{ "email", WHOLE "{{#until}}", "Close {{#until}} with {{/until}}" },
	{ "email", WHOLE "{{/until}}", "no such part is open" },
	{ "email", WHOLE "{{#until}}{{#program}}{{/program}}{{/until}}", "Close {{#until}} before" },
	{ "email", WHOLE "{{#until}}{{/program}}", "no such part is open" },
	{ "email", WHOLE "{{#ssn}}x{{/ssn}}", "not known" },
	/* What is only said sometimes is not said. */
	{ "email", "{{agency}} {{#until}}{{link}}{{/until}} {{code}} {{phone}}", "Add {{link}}" },
};

static const struct {
	const char *subject, *says;
} subjects[] = {
	{ "{{first_name}}, {{agency}} asks about {{program}}", NULL },
	{ "", NULL },
	{ "Open {{link}}", "Take {{link}} out of the subject" },
	{ "{{code}}", "Take {{code}} out" },
	{ "{{#until}}Ends {{until}}", "Close {{#until}}" },
	{ "{{case}}", "not known" },
};

static int differs(const char *text, const char *fault, const char *says)
{
	if (says ? fault && strstr(fault, says) : !fault)
		return 0;
	fprintf(stderr, "\"%s\": %s, not %s\n", text, fault ? fault : "nothing",
		says ? says : "nothing");
	return 1;
}

static void a_text_is_checked(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		wrong += differs(cases[i].text, letter_text_fault(cases[i].channel, cases[i].text),
				 cases[i].says);
	for (size_t i = 0; i < countof(subjects); i++)
		wrong += differs(subjects[i].subject, letter_subject_fault(subjects[i].subject),
				 subjects[i].says);
	assert_int_equal(wrong, 0);
}

static cJSON *values(void)
{
	cJSON *doc = json_object();

	json_set_text(doc, "first_name", "O'Brien & <b>");
	json_set_text(doc, "link", "https://x.test/s/abc");
	json_set_text(doc, "code", "BCDF-GHJK");
	json_set_text(doc, "agency", "Lakeside");
	json_set_text(doc, "phone", "(415) 555-0100");
	json_set_text(doc, "until", NULL);
	return doc;
}

static const struct {
	const char *text, *filled;               /* NULL: refused */
} fillings[] = {
	{ WHOLE, "Lakeside: https://x.test/s/abc Code BCDF-GHJK. Call (415) 555-0100." },
	{ "", "" },
	{ "{{first_name}}, { hi } {a}}", "O'Brien & <b>, { hi } {a}}" },
	{ "A{{#until}} until {{until}}.{{/until}} B", "A B" },
	{ "A{{#program}} to {{first_name}}{{/program}} B", "A B" },
	{ "A{{#phone}} {{phone}}{{/phone}}{{#until}}x{{/until}}{{#link}} y{{/link}}",
	  "A (415) 555-0100 y" },
	{ "{{until}}", NULL },
	{ "{{ssn}}", NULL },
	{ "{{link", NULL },
	{ "{{}}", NULL },
	{ "{{{link}}}", NULL },
	{ "{{/link}}", NULL },
	{ "{{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}", NULL },
};

static void a_text_is_filled(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(fillings); i++) {
		const char *filled = NULL;
		enum status status = letter_fill(fillings[i].text, values(), &filled);

		assert_int_equal(status, fillings[i].filled ? OK : INVALID);
		if (fillings[i].filled)
			assert_string_equal(filled, fillings[i].filled);
	}
}

static void a_value_is_only_text(void **state)
{
	cJSON *doc = values();
	const char *filled;
	char *big = arena_alloc(64 * 1024);

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
	memset(big, 'a', 64 * 1024 - 1);
	big[64 * 1024 - 1] = '\0';
	assert_int_equal(letter_fill(big, doc, &filled), INVALID);
}

static int documents(void **state)
{
	(void)state;
	json_init();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_checked),
		cmocka_unit_test(a_text_is_filled),
		cmocka_unit_test(a_value_is_only_text),
	};

	return cmocka_run_group_tests(tests, documents, NULL);
}
