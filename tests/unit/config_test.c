/* config_test.c: settings from the environment and from files, and that every fault is told,
 * without any value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	const char *name, *url, *secret, *mode;
	int port;
	bool is_batch;
} got;

static const struct setting table[] = {
	{ "CT_NAME", TEXT_SETTING, &got.name, "portal", "how it calls itself", NULL },
	{ "CT_URL", URL_SETTING, &got.url, NULL, "Truv's address", NULL },
	{ "CT_SECRET", SECRET_SETTING, &got.secret, NULL, "signs both ways", NULL },
	{ "CT_PORT", NUMBER_SETTING, &got.port, "8080", "pages", NULL },
	{ "CT_BATCH", SWITCH_SETTING, &got.is_batch, "off", "batch of one", NULL },
	{ "CT_MODE", TEXT_SETTING, &got.mode, "demo", "the world", "demo|real" },
};

static const char *const names[] = {
	"CT_NAME", "CT_URL", "CT_SECRET", "CT_SECRET_FILE", "CT_PORT", "CT_BATCH", "CT_MODE",
	"CT_PROT",
};

/* The right environment, before each test. */
static int start(void **state)
{
	(void)state;
	memset(&got, 0, sizeof got);
	for (size_t i = 0; i < countof(names); i++)
		unsetenv(names[i]);
	setenv("CT_URL", "http://127.0.0.1:8090//", 1);
	setenv("CT_SECRET", "s3cret", 1);
	return 0;
}

/* Runs config_read and gives what it said on stderr. */
static const char *said(const char *prefix, enum status *status)
{
	char *text = arena_alloc(10000);
	FILE *caught = tmpfile();
	int kept = dup(STDERR_FILENO);

	assert_non_null(caught);
	fflush(stderr);
	dup2(fileno(caught), STDERR_FILENO);
	*status = config_read(table, countof(table), prefix);
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	rewind(caught);
	assert_true(fread(text, 1, 9999, caught) < 9999);
	fclose(caught);
	return text;
}

static void defaults_and_values_are_read(void **state)
{
	(void)state;
	setenv("CT_NAME", "", 1);
	setenv("CT_PORT", "65535", 1);
	setenv("CT_BATCH", "On", 1);
	assert_int_equal(config_read(table, countof(table), "CT_"), OK);
	arena_reset();
	assert_string_equal(got.name, "portal");
	assert_string_equal(got.url, "http://127.0.0.1:8090");
	assert_string_equal(got.secret, "s3cret");
	assert_int_equal(got.port, 65535);
	assert_true(got.is_batch);
	assert_string_equal(got.mode, "demo");
}

static void wrong_values_are_refused_without_showing_them(void **state)
{
	static const char *const wrong[][2] = {
		{ "CT_URL", "" }, { "CT_URL", "wr0ng" }, { "CT_URL", "http://" },
		{ "CT_URL", "http://wr0ng host" }, { "CT_URL", "http://wr0ng\n" },
		{ "CT_SECRET", "" }, { "CT_PORT", "80wr0ng" }, { "CT_PORT", "-1" },
		{ "CT_PORT", "99999999999" }, { "CT_PORT", "2147483648" }, { "CT_PORT", " 1" },
		{ "CT_BATCH", "wr0ng" }, { "CT_MODE", "wr0ng" }, { "CT_MODE", "dem" },
		{ "CT_MODE", "demo|real" }, { "CT_PROT", "wr0ng" },
		{ "CT_SECRET_FILE", "/nowhere/wr0ng" },
	};

	for (size_t i = 0; i < countof(wrong); i++) {
		enum status status;
		const char *text;

		start(state);
		setenv(wrong[i][0], wrong[i][1], 1);
		text = said("CT_", &status);
		assert_int_equal(status, INVALID);
		if (!strstr(text, wrong[i][0]) && strcmp(wrong[i][0], "CT_SECRET_FILE") != 0)
			fail_msg("%zu: %s", i, text);
		assert_null(strstr(text, "wr0ng"));
		assert_null(strstr(text, "s3cret"));
	}
	arena_reset();
}

static void all_faults_are_told_at_once(void **state)
{
	enum status status;
	const char *text;

	(void)state;
	unsetenv("CT_URL");
	unsetenv("CT_SECRET");
	setenv("CT_PORT", "x", 1);
	text = said(NULL, &status);
	assert_int_equal(status, INVALID);
	assert_non_null(strstr(text, "CT_URL is missing"));
	assert_non_null(strstr(text, "CT_SECRET is missing"));
	assert_non_null(strstr(text, "CT_PORT is not right; it takes a whole number (pages)\n"));
	arena_reset();
}

static void only_a_prefix_makes_unknown_names_wrong(void **state)
{
	(void)state;
	setenv("CT_PROT", "1", 1);
	assert_int_equal(config_read(table, countof(table), NULL), OK);
	assert_int_equal(config_read(table, countof(table), "OTHER_"), OK);
	arena_reset();
}

static void a_secret_comes_from_its_file(void **state)
{
	char path[] = "/tmp/config_test_XXXXXX";
	int file = mkstemp(path);
	enum status status;

	(void)state;
	assert_true(file >= 0);
	assert_int_equal(write(file, "from file\n\n", 11), 11);
	setenv("CT_SECRET_FILE", path, 1);
	assert_non_null(strstr(said("CT_", &status), "CT_SECRET is set twice"));
	assert_int_equal(status, INVALID);
	unsetenv("CT_SECRET");
	assert_int_equal(config_read(table, countof(table), "CT_"), OK);
	assert_string_equal(got.secret, "from file\n");
	assert_int_equal(ftruncate(file, 0), 0);
	said("CT_", &status);
	assert_int_equal(status, INVALID);
	close(file);
	unlink(path);
	arena_reset();
}

static void the_table_prints_as_markdown(void **state)
{
	char text[4000] = "";
	FILE *caught = tmpfile();
	int kept = dup(STDOUT_FILENO);

	(void)state;
	fflush(stdout);
	dup2(fileno(caught), STDOUT_FILENO);
	config_print(table, countof(table));
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	rewind(caught);
	assert_true(fread(text, 1, sizeof text - 1, caught) > 0);
	fclose(caught);
	assert_string_equal(text, "| setting | default | meaning |\n|---|---|---|\n"
		"| `CT_NAME` | `portal` | how it calls itself |\n"
		"| `CT_URL` | required | Truv's address |\n"
		"| `CT_SECRET` | required | signs both ways |\n"
		"| `CT_PORT` | `8080` | pages |\n"
		"| `CT_BATCH` | `off` | batch of one |\n"
		"| `CT_MODE` | `demo` | the world; one of `demo`, `real` |\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(defaults_and_values_are_read, start),
		cmocka_unit_test_setup(wrong_values_are_refused_without_showing_them, start),
		cmocka_unit_test_setup(all_faults_are_told_at_once, start),
		cmocka_unit_test_setup(only_a_prefix_makes_unknown_names_wrong, start),
		cmocka_unit_test_setup(a_secret_comes_from_its_file, start),
		cmocka_unit_test_setup(the_table_prints_as_markdown, start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
