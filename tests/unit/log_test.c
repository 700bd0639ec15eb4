/* log_test.c: what a line looks like, and that no value can forge one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TIME_SIZE 25    /* 2026-11-20T18:05:11.123Z and a space */

static int caught, kept;

static void catch(void)
{
	int ends[2];

	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	kept = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	caught = ends[0];
}

/* What was written to stderr since catch(), in one read: a line that came in two writes would
 * show. */
static char *caught_text(void)
{
	char *text = arena_alloc(20000);

	dup2(kept, STDERR_FILENO);
	close(kept);
	assert_true(read(caught, text, 19999) > 0);
	close(caught);
	return text;
}

static void a_line_has_time_level_event_and_pairs(void **state)
{
	char *line;

	(void)state;
	catch();
	log_line(LOG_WARN, "truv.refused", "order=%s status=%d", "17", 400);
	line = caught_text();
	assert_string_equal(line + TIME_SIZE, "warn truv.refused order=17 status=400\n");
	for (int i = 0; i < TIME_SIZE; i++) {
		char form = "0000-00-00T00:00:00.000Z "[i];

		if (form == '0')
			assert_in_range(line[i], '0', '9');
		else
			assert_int_equal(line[i], form);
	}
	arena_reset();
}

static void the_context_stands_on_every_line(void **state)
{
	char *text;

	(void)state;
	log_context("4f1c");
	catch();
	log_line(LOG_INFO, "a.b", "%s", "");
	log_line(LOG_ERROR, "c.d", "x=1");
	log_context(NULL);
	log_line(LOG_INFO, "e.f", "x=2");
	text = caught_text();
	assert_non_null(strstr(text, "info a.b request=4f1c\n"));
	assert_non_null(strstr(text, "error c.d request=4f1c x=1\n"));
	assert_non_null(strstr(text, "info e.f x=2\n"));
	arena_reset();
}

static void no_value_forges_a_line(void **state)
{
	char *text;

	(void)state;
	catch();
	log_line(LOG_INFO, "a.b", "x=\"%s\"", "1\n2026-01-01 error forged\r\t\x1b[31m\x7f é");
	text = caught_text();
	assert_string_equal(text + TIME_SIZE, "info a.b x=\"1\\x0a2026-01-01 error forged"
		"\\x0d\\x09\\x1b[31m\\x7f \\xc3\\xa9\"\n");
	arena_reset();
}

static void a_long_line_is_cut_and_says_so(void **state)
{
	char *text, *end;

	(void)state;
	catch();
	log_line(LOG_INFO, "a.b", "x=%s", (char *)memset(arena_alloc(9001), '\n', 9000));
	text = caught_text();
	assert_true(strlen(text) <= 2048);
	end = strchr(text, '\n');
	assert_non_null(end);
	assert_string_equal(end - 6, " cut=1\n");
	arena_reset();
}

static void time_never_runs_back_and_errno_stays(void **state)
{
	char last[TIME_SIZE] = "", *text;

	(void)state;
	for (int i = 0; i < 200; i++) {
		catch();
		errno = ENOENT;
		log_line(LOG_INFO, "a.b", "i=%d", i);
		assert_int_equal(errno, ENOENT);
		text = caught_text();
		assert_true(strncmp(text, last, TIME_SIZE - 1) >= 0);
		memcpy(last, text, TIME_SIZE - 1);
	}
	arena_reset();
}

static void a_full_disk_changes_nothing_for_the_caller(void **state)
{
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	int kept_stderr = dup(STDERR_FILENO);

	(void)state;
	assert_true(full >= 0);
	dup2(full, STDERR_FILENO);
	errno = ENOENT;
	log_line(LOG_INFO, "a.b", "x=1");
	assert_int_equal(errno, ENOENT);
	dup2(kept_stderr, STDERR_FILENO);
	close(kept_stderr);
	close(full);
}

static void statuses_have_names(void **state)
{
	(void)state;
	assert_string_equal(status_name(OK), "ok");
	assert_string_equal(status_name(UNAVAILABLE), "unavailable");
	assert_string_equal(status_name(FAILED), "failed");
	assert_string_equal(status_name((enum status)99), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_has_time_level_event_and_pairs),
		cmocka_unit_test(the_context_stands_on_every_line),
		cmocka_unit_test(no_value_forges_a_line),
		cmocka_unit_test(a_long_line_is_cut_and_says_so),
		cmocka_unit_test(time_never_runs_back_and_errno_stays),
		cmocka_unit_test(a_full_disk_changes_nothing_for_the_caller),
		cmocka_unit_test(statuses_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
