/* doctor_test.c: what `portal doctor` makes of a disk, a backup, an address, a secret and
 * what comes through the proxy. What it makes of a whole deployment is doctor_test.sh's. */
#include "app/doctor.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define GIB (UINT64_C(1) << 30)
#define HOURS 3600L

static void a_disk_has_room_or_not(void **state)
{
	static const struct {
		uint64_t free_bytes, all_bytes;
		enum verdict verdict;
	} cases[] = {
		{ 50 * GIB, 100 * GIB, FINE }, { 10 * GIB, 100 * GIB, FINE },
		{ 10 * GIB - 1, 100 * GIB, CAREFUL }, { 5 * GIB, 100 * GIB, CAREFUL },
		{ 5 * GIB - 1, 100 * GIB, WRONG }, { GIB - 1, 4 * GIB, WRONG }, { GIB, 4 * GIB, FINE },
		{ 0, 0, CAREFUL },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(doctor_disk(cases[i].free_bytes, cases[i].all_bytes),
				 cases[i].verdict);
}

static void a_backup_is_of_last_night_or_not(void **state)
{
	(void)state;
	assert_int_equal(doctor_age(0), FINE);
	assert_int_equal(doctor_age(26 * HOURS), FINE);
	assert_int_equal(doctor_age(26 * HOURS + 1), CAREFUL);
	assert_int_equal(doctor_age(48 * HOURS), CAREFUL);
	assert_int_equal(doctor_age(48 * HOURS + 1), WRONG);
	/* From tomorrow: one of the clocks is wrong, so nothing is known. */
	assert_int_equal(doctor_age(-HOURS), WRONG);
}

static void the_way_to_the_database_is_near_or_encrypted(void **state)
{
	static const struct {
		const char *url;
		enum verdict verdict;
	} cases[] = {
		{ "postgres://app:x@127.0.0.1:5432/verify", FINE },
		{ "postgres://app:x@LOCALHOST/verify", FINE },
		{ "postgresql://app@[::1]/verify", FINE },
		{ "postgres:///verify", FINE },
		{ "postgres://app:x@%2Frun%2Fpostgresql/verify", FINE },
		{ "postgres://app:x@db.agency.example/verify?sslmode=verify-full", FINE },
		{ "postgres://app:x@db.agency.example/verify?sslmode=require", CAREFUL },
		{ "postgres://app:x@db.agency.example/verify", CAREFUL },
		{ "postgres://127.0.0.1:x@db.agency.example/verify", CAREFUL },
		{ "postgres://app:x@db.agency.example/127.0.0.1", CAREFUL },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		if (doctor_database_url(cases[i].url) != cases[i].verdict)
			fail_msg("%s", cases[i].url);
}

static void a_secret_is_one_or_not(void **state)
{
	static const char real[] = "8f1c2d3e4b5a69788796a5b4c3d2e1f0";

	(void)state;
	assert_int_equal(doctor_secret(real, true), FINE);
	assert_int_equal(doctor_secret("8f1c2d3e4b5a697", true), WRONG);
	assert_int_equal(doctor_secret("8f1c2d3e4b5a697", false), CAREFUL);
	assert_int_equal(doctor_secret("demo-access-secret", true), WRONG);
	assert_int_equal(doctor_secret("demo-access-secret", false), FINE);
	assert_int_equal(doctor_secret("CHANGE-ME-CHANGE-ME", true), WRONG);
}

static void a_certificate_lasts_or_not(void **state)
{
	(void)state;
	assert_int_equal(doctor_certificate(21 * 24 * HOURS), FINE);
	assert_int_equal(doctor_certificate(21 * 24 * HOURS - 1), CAREFUL);
	assert_int_equal(doctor_certificate(7 * 24 * HOURS), CAREFUL);
	assert_int_equal(doctor_certificate(7 * 24 * HOURS - 1), WRONG);
	assert_int_equal(doctor_certificate(-HOURS), WRONG);
}

static void https_is_remembered_or_not(void **state)
{
	static const struct {
		const char *value;
		enum verdict verdict;
	} cases[] = {
		{ NULL, WRONG }, { "", WRONG }, { "includeSubDomains", WRONG }, { "max-age=0", WRONG },
		{ "max-age=-1", WRONG }, { "max-age=600", CAREFUL }, { "max-age=15551999", CAREFUL },
		{ "max-age=15552000", FINE }, { "includeSubDomains; Max-Age=\"31536000\"", FINE },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		if (doctor_hsts(cases[i].value) != cases[i].verdict)
			fail_msg("%s", cases[i].value ? cases[i].value : "none");
}

static void plain_http_leads_to_https_or_nowhere(void **state)
{
	(void)state;
	assert_int_equal(doctor_plain(0, NULL), FINE);
	assert_int_equal(doctor_plain(400, NULL), FINE);
	assert_int_equal(doctor_plain(301, "https://verify.test/signin"), FINE);
	assert_int_equal(doctor_plain(308, "HTTPS://verify.test/signin"), FINE);
	assert_int_equal(doctor_plain(301, "http://verify.test/signin"), WRONG);
	assert_int_equal(doctor_plain(302, "/signin"), WRONG);
	assert_int_equal(doctor_plain(302, NULL), WRONG);
	assert_int_equal(doctor_plain(200, NULL), WRONG);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disk_has_room_or_not),
		cmocka_unit_test(a_backup_is_of_last_night_or_not),
		cmocka_unit_test(the_way_to_the_database_is_near_or_encrypted),
		cmocka_unit_test(a_secret_is_one_or_not),
		cmocka_unit_test(a_certificate_lasts_or_not),
		cmocka_unit_test(https_is_remembered_or_not),
		cmocka_unit_test(plain_http_leads_to_https_or_nowhere),
	};

	return cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
}
