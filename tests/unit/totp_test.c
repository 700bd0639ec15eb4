/* totp_test.c: the published codes, the window of three, and that a step is never taken twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/totp.h"

#include <string.h>

/* "12345678901234567890", the seed of RFC 6238, appendix B. */
static const char published[] = "3132333435363738393031323334353637383930";

static struct totp_seed seed_of(const char *hex)
{
	struct totp_seed seed;

	assert_true(totp_seed_read(hex, &seed));
	return seed;
}

static void codes_fit_the_published_ones(void **state)
{
	static const struct {
		long seconds;
		const char *code;
	} rows[] = {
		{ 59L, "94287082" }, { 1111111109L, "07081804" }, { 1111111111L, "14050471" },
		{ 1234567890L, "89005924" }, { 2000000000L, "69279037" }, { 20000000000L, "65353130" },
	};
	struct totp_seed seed = seed_of(published);

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		assert_string_equal(totp_code(&seed, rows[i].seconds / 30, 8), rows[i].code);
		assert_string_equal(totp_code(&seed, rows[i].seconds / 30, 6), rows[i].code + 2);
	}
	arena_reset();
}

static void only_the_steps_beside_now_are_taken(void **state)
{
	struct totp_seed seed = seed_of(published);
	long now = 41152263;

	(void)state;
	for (long step = now - 4; step <= now + 4; step++) {
		bool is_near = step >= now - 1 && step <= now + 1;

		assert_int_equal(totp_step(&seed, totp_code(&seed, step, 6), now, 0), is_near ? step : -1);
	}
	arena_reset();
}

static void a_step_that_was_used_is_gone_with_those_before_it(void **state)
{
	struct totp_seed seed = seed_of(published);
	long now = 41152263;

	(void)state;
	assert_int_equal(totp_step(&seed, totp_code(&seed, now, 6), now, now), -1);
	assert_int_equal(totp_step(&seed, totp_code(&seed, now - 1, 6), now, now), -1);
	assert_int_equal(totp_step(&seed, totp_code(&seed, now + 1, 6), now, now), now + 1);
	arena_reset();
}

static void nonsense_is_no_code(void **state)
{
	static const char *const rows[] = { "", "1", "12345", "1234567", "abcdef", "-00001", "      " };
	struct totp_seed seed = seed_of(published);

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(totp_step(&seed, rows[i], 1, 0), -1);
	arena_reset();
}

static void a_seed_is_forty_hexadecimal_characters(void **state)
{
	static const char *const rows[] = { "", "31", "313233343536373839303132333435363738393",
		"31323334353637383930313233343536373839300", "zz32333435363738393031323334353637383930" };
	struct totp_seed seed;

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_false(totp_seed_read(rows[i], &seed));
	assert_true(totp_seed_read(totp_seed_new(), &seed));
	assert_string_not_equal(totp_seed_new(), totp_seed_new());
	arena_reset();
}

static void apps_are_given_what_they_read(void **state)
{
	struct totp_seed seed = seed_of(published);

	(void)state;
	assert_string_equal(totp_base32(&seed), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	assert_string_equal(totp_url(&seed, "Verify Lakeside", "ana@lakeside.test"),
		"otpauth://totp/Verify%20Lakeside:ana%40lakeside.test"
		"?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Verify%20Lakeside");
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_fit_the_published_ones),
		cmocka_unit_test(only_the_steps_beside_now_are_taken),
		cmocka_unit_test(a_step_that_was_used_is_gone_with_those_before_it),
		cmocka_unit_test(nonsense_is_no_code),
		cmocka_unit_test(a_seed_is_forty_hexadecimal_characters),
		cmocka_unit_test(apps_are_given_what_they_read),
	};

	return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
