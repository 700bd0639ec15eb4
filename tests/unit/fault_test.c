/* fault_test.c: a plan is read whole or refused, and each fault acts at its passing and once.
 * Without FAULTS every point is nothing, which is all there is to see. */
#include "base/arena.h"
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#ifdef FAULTS

static int drops;

static void drop(void)
{
	drops++;
}

static void acts_at_its_passing_and_once(void **state)
{
	struct timespec before, after;

	(void)state;
	setenv("FAULT", "a.point:fail@2,a.socket:drop,a.wait:pause=30@1", 1);
	assert_int_equal(fault_start(), OK);
	fault_on_drop(drop);
	assert_int_equal(fault_at("a.point"), OK);
	assert_int_equal(fault_at("another"), OK);
	assert_int_equal(fault_at("a.point"), UNAVAILABLE);
	assert_int_equal(fault_at("a.point"), OK);
	assert_int_equal(fault_at("a.socket"), UNAVAILABLE);
	assert_int_equal(fault_at("a.socket"), OK);
	assert_int_equal(drops, 1);
	clock_gettime(CLOCK_MONOTONIC, &before);
	assert_int_equal(fault_at("a.wait"), OK);
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true((after.tv_sec - before.tv_sec) * 1000
		    + (after.tv_nsec - before.tv_nsec) / 1000000 >= 29);
}

static void refuses_what_it_cannot_read(void **state)
{
	static const char *const wrong[] = {
		"a.point", "a.point:burn@1", "a.point:kill@0", "a.point:kill@x", "a.point:pause=-1@1",
		"UPPER:kill@1",
	};

	(void)state;
	for (size_t i = 0; i < countof(wrong); i++) {
		setenv("FAULT", wrong[i], 1);
		assert_int_equal(fault_start(), INVALID);
	}
	unsetenv("FAULT");
	assert_int_equal(fault_start(), OK);
}

#else

static void is_nothing(void **state)
{
	(void)state;
	setenv("FAULT", "a.point:fail@1", 1);
	assert_int_equal(fault_start(), OK);
	assert_int_equal(fault_at("a.point"), OK);
}

#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
#ifdef FAULTS
		cmocka_unit_test(acts_at_its_passing_and_once),
		cmocka_unit_test(refuses_what_it_cannot_read),
#else
		cmocka_unit_test(is_nothing),
#endif
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release();
	return failed;
}
