/* webhook_test.c: the signature of Truv's webhooks, on the vectors of truv-api.md §8. */
#include "base/arena.h"
#include "base/crypto.h"
#include "base/json.h"
#include "truv/truv.h"
#include "truv/webhook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SECRET "sandbox-00112233445566778899aabbccddeeff00112233"
#define BODY "{\"webhook_id\":\"5d0c1f7e9b3a4c62a8e07f1b2c3d4e5f\"," \
	     "\"event_type\":\"order-status-updated\",\"status\":\"completed\"}"
#define SIGN "v1=c96ad1f80d9a424425fe8c7340e536cd1e3b9faa7566533f85738f77b5847825"

static const struct {
	const char *why, *header, *body;
	bool fits;
} cases[] = {
	{ "the documented vector", SIGN, BODY, true },
	{ "not ASCII", "v1=1ed657733ba2e9caf08aa5c657adff8e9682504adc962d1465a164bf86c73e18",
	  "{\"note\":\"Zoë\"}", true },
	{ "an empty body", "v1=185ed84b317d2d49fc68a930e308352dad626298981a58e6fd3aacff9f08cafd", "",
	  true },
	{ "no header", NULL, BODY, false },
	{ "an empty header", "", BODY, false },
	{ "no prefix", SIGN + 3, BODY, false },
	{ "another prefix", "v2=c96ad1f80d9a424425fe8c7340e536cd1e3b9faa7566533f85738f77b5847825",
	  BODY, false },
	{ "upper case", "v1=C96AD1F80D9A424425FE8C7340E536CD1E3B9FAA7566533F85738F77B5847825", BODY,
	  false },
	{ "too long", SIGN "0", BODY, false },
	{ "one bit of the body", SIGN,
	  "{\"webhook_id\":\"5d0c1f7e9b3a4c62a8e07f1b2c3d4e5e\","
	  "\"event_type\":\"order-status-updated\",\"status\":\"completed\"}", false },
};

static void use(const char *secret, const char *before)
{
	const struct truv_settings settings = { "http://127.0.0.1/v1", "id", secret, before };

	truv_start(&settings);
}

static void test_vectors(void **state)
{
	(void)state;
	use(SECRET, "");
	for (size_t i = 0; i < countof(cases); i++)
		if (truv_signed(cases[i].header, cases[i].body, strlen(cases[i].body)) != cases[i].fits)
			fail_msg("%s", cases[i].why);
}

static void test_rotation(void **state)
{
	(void)state;
	use("sandbox-new", SECRET);
	assert_true(truv_signed(SIGN, BODY, strlen(BODY)));
	use("sandbox-new", "");
	assert_false(truv_signed(SIGN, BODY, strlen(BODY)));
}

/* An unset previous secret must not make the empty key a key. */
static void test_empty_secret_signs_nothing(void **state)
{
	unsigned char mac[SHA256_SIZE];
	char header[80] = "v1=";

	(void)state;
	use(SECRET, "");
	crypto_hmac("", 0, BODY, strlen(BODY), mac);
	for (size_t i = 0; i < sizeof mac; i++)
		snprintf(header + 3 + 2 * i, 3, "%02x", mac[i]);
	assert_false(truv_signed(header, BODY, strlen(BODY)));
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
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_rotation),
		cmocka_unit_test(test_empty_secret_signs_nothing),
	};

	return cmocka_run_group_tests(tests, start, end);
}
