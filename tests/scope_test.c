/* scope_test.c: who may see what, asked of the whole portal as it runs, with the application's own
 * role, so that both locks are in place: the statements' and row-level security's.
 *
 * What is expected of a cell, route by role by office, is derived from the table of routes and from
 * whose record its address names (scope/records.c). SCOPE_CUT=yes asks only what must hold when the
 * statements have lost their office checks (scope_cut.sh); SCOPE_ONLY=pattern only some tests. Each
 * prints every breach it finds, then fails. */
#include "base/arena.h"
#include "scope/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The world of the contract is served with the role that row-level security does not hold, unless
 * told otherwise. */
static int start(void **state)
{
	(void)state;
	if (!getenv("SCOPE_BARE"))
		setenv("TEST_DATABASE_BARE_URL", getenv("TEST_DATABASE_URL"), 1);
	world_start();
	records_start();
	return visits_read() ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	records_stop();
	world_stop();
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(every_table_of_a_case_is_held),
		cmocka_unit_test(nobody_sees_nothing),
		cmocka_unit_test(the_role_owns_nothing),
		cmocka_unit_test(the_role_is_refused),
		cmocka_unit_test(front_desk_sees_no_income_and_no_ssn),
		cmocka_unit_test(agents_see_no_income),
		cmocka_unit_test(strangers_see_nobody),
		cmocka_unit_test(what_is_restricted_is_not_there),
		cmocka_unit_test(guesses_find_nothing),
		cmocka_unit_test(more_fields_give_nothing),
		/* Last: who may, changes the world. */
		cmocka_unit_test(every_cell_is_as_the_table_says),
	};
	const struct CMUnitTest cut[] = {
		cmocka_unit_test(strangers_see_nobody),
		cmocka_unit_test(what_is_restricted_is_not_there),
	};

	cmocka_set_test_filter(getenv("SCOPE_ONLY"));
	if (getenv("SCOPE_CUT"))
		return cmocka_run_group_tests_name("scope, checks cut", cut, start, stop);
	return cmocka_run_group_tests_name("scope", all, start, stop);
}
