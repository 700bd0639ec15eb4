/* cut_test.c: no SSN and no number of an account is stored whole, however a source spells the
 * member it stands in; amounts and names stay as they are. */
#include "base/arena.h"
#include "truv/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *before, *after;
} cases[] = {
	{ "{\"ssn\":\"991919991\"}", "{\"ssn\":\"9991\"}" },
	{ "{\"ssn\":\"991-91-9991\"}", "{\"ssn\":\"9991\"}" },
	{ "{\"ssn\":991919991}", "{\"ssn\":\"9991\"}" },
	{ "{\"ssn\":\"***-**-9991\"}", "{\"ssn\":\"9991\"}" },
	{ "{\"ssn\":\"9991\"}", "{\"ssn\":\"9991\"}" },
	{ "{\"ssn\":\"***\"}", "{\"ssn\":null}" },
	{ "{\"ssn\":null}", "{\"ssn\":null}" },
	{ "{\"SSN\":\"991919991\"}", "{\"SSN\":\"9991\"}" },
	{ "{\"Social-Security Number\":\"991919991\"}", "{\"Social-Security Number\":\"9991\"}" },
	{ "{\"socialSecurityNumber\":\"991919991\"}", "{\"socialSecurityNumber\":\"9991\"}" },
	{ "{\"social_security\":\"991 91 9991\"}", "{\"social_security\":\"9991\"}" },
	{ "{\"social_security\":\"3442.65\"}", "{\"social_security\":\"3442.65\"}" },
	{ "{\"social_security_tax\":\"115.10\"}", "{\"social_security_tax\":\"115.10\"}" },
	{ "{\"employee_ssn\":{\"value\":\"991919991\"}}",
	  "{\"employee_ssn\":{\"value\":\"9991\"}}" },
	{ "{\"ssns\":[\"991-91-9991\"]}", "{\"ssns\":[\"***-**-9991\"]}" },
	{ "{\"account_number\":\"12345678\"}", "{\"account_number\":\"5678\"}" },
	{ "{\"accountNumber\":\"GB29-NWBK\"}", "{\"accountNumber\":\"nwbk\"}" },
	{ "{\"bank_account_no\":\"12345678\"}", "{\"bank_account_no\":\"5678\"}" },
	{ "{\"routing_number\":\"121000358\"}", "{\"routing_number\":\"0358\"}" },
	{ "{\"account_name\":\"Everyday checking\"}", "{\"account_name\":\"Everyday checking\"}" },
	{ "{\"mask\":\"4111111111114410\"}", "{\"mask\":\"4410\"}" },
	{ "{\"access_token\":\"t\",\"bridgeToken\":\"t\"}",
	  "{\"access_token\":null,\"bridgeToken\":null}" },
	{ "{\"file\":\"https://x/y?sig=1\",\"pdf_report\":\"https://x\"}",
	  "{\"file\":null,\"pdf_report\":null}" },
	{ "{\"profile\":{\"first_name\":\"Ana\"}}", "{\"profile\":{\"first_name\":\"Ana\"}}" },
	{ "{\"memo\":\"SSN 991-91-9991, thanks\"}", "{\"memo\":\"SSN ***-**-9991, thanks\"}" },
	{ "{\"memo\":\"991-91-9991 991.91.9992\"}", "{\"memo\":\"***-**-9991 ***.**.9992\"}" },
	{ "{\"memo\":\"1991-91-9991\"}", "{\"memo\":\"1991-91-9991\"}" },
	{ "{\"memo\":\"991-91-99912\"}", "{\"memo\":\"991-91-99912\"}" },
	{ "{\"memo\":\"id 991919991.\",\"ssn\":\"991919991\"}",
	  "{\"memo\":\"id *****9991.\",\"ssn\":\"9991\"}" },
	{ "{\"memo\":\"991919992\",\"ssn\":\"991919991\"}",
	  "{\"memo\":\"991919992\",\"ssn\":\"9991\"}" },
	{ "{\"phone\":\"+14155550142\",\"pay_date\":\"2026-11-13\",\"ein\":\"90-1000110\"}",
	  "{\"phone\":\"+14155550142\",\"pay_date\":\"2026-11-13\",\"ein\":\"90-1000110\"}" },
	{ "{\"gross_pay\":\"991919991.00\",\"hours\":80}",
	  "{\"gross_pay\":\"991919991.00\",\"hours\":80}" },
	{ "{}", "{}" },
};

static void leaves_what_may_be_stored(void **state)
{
	cJSON *doc;

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		assert_int_equal(json_read(cases[i].before, strlen(cases[i].before), &doc, NULL), OK);
		truv_cut(doc);
		assert_string_equal(json_print(doc), cases[i].after);
	}
}

/* At any depth a document may have, in any list. */
static void cuts_at_every_depth(void **state)
{
	const char *text = "{\"ssn\":\"991919991\"}";
	cJSON *doc;

	(void)state;
	for (int depth = 2; depth < JSON_DEPTH_MAX; depth++)
		text = arena_printf(depth % 2 ? "[%s]" : "{\"a\":%s}", text);
	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	truv_cut(doc);
	assert_null(strstr(json_print(doc), "91919991"));
	assert_non_null(strstr(json_print(doc), "\"9991\""));
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
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_what_may_be_stored),
		cmocka_unit_test(cuts_at_every_depth),
	};

	return cmocka_run_group_tests_name("cut", tests, start, end);
}
