/* db_outage_test.c: Postgres goes away and comes back, on a cluster that the test may stop.
 *
 * Pages must say 503 at once instead of hanging, and all must go on by itself within a second of
 * its return, without a restart: pool, listener and prepared statements. */
#include "database.h"
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static const struct statement statements[] = {
	{ "one", "-- One.\nselect 1 as one, pg_backend_pid() as pid" },
	{ "sleep", "-- Waits.\n-- $1 s\nselect pg_sleep($1::float8)::text as slept" },
};

static const char *folder, *port;
static atomic_int heard_all, heard_some;

static void cluster(const char *act)
{
	const char *const words[] = { SOURCE_DIR "/tests/cluster.sh", act, folder, port, NULL };

	assert_int_equal(program(words), 0);
}

static void hear(const char *payload)
{
	atomic_fetch_add(payload == NULL ? &heard_all : &heard_some, 1);
}

/* Waits until a counter is at least that; gives the milliseconds it took. */
static long until(atomic_int *counter, int least)
{
	long began = ms_now();

	while (atomic_load(counter) < least && ms_now() - began < 5000)
		ms_sleep(10);
	if (atomic_load(counter) < least)
		fail_msg("heard %d, not %d", atomic_load(counter), least);
	return ms_now() - began;
}

static void goes_on_by_itself(void **state)
{
	const cJSON *row;
	long began;

	(void)state;
	until(&heard_all, 1);
	assert_int_equal(db_one("t/one", NULL, &row), OK);
	ask_as("TEST_DATABASE_URL", "notify changed, 'case:7'");
	assert_in_range(until(&heard_some, 1), 0, 500);

	cluster("stop");
	for (int i = 0; i < 50; i++) {
		began = ms_now();
		assert_int_equal(db_run("t/one", NULL), UNAVAILABLE);
		assert_in_range(ms_now() - began, 0, 500);
	}
	cluster("start");
	began = ms_now();
	while (db_run("t/one", NULL) != OK && ms_now() - began < 3000)
		ms_sleep(20);
	assert_in_range(ms_now() - began, 0, 1000);
	assert_in_range(until(&heard_all, 2), 0, 1000);
	ask_as("TEST_DATABASE_URL", "notify changed, 'case:8'");
	assert_in_range(until(&heard_some, 2), 0, 500);
}

static void does_not_hang_on_a_frozen_server(void **state)
{
	const cJSON *row;
	pid_t backend;
	long began;

	(void)state;
	assert_int_equal(db_one("t/one", NULL, &row), OK);
	backend = (pid_t)json_int(row, "pid", 0);
	assert_int_equal(kill(backend, SIGSTOP), 0);
	began = ms_now();
	assert_int_equal(db_run("t/one", NULL), UNAVAILABLE);
	assert_in_range(ms_now() - began, 7000, 9500);
	assert_int_equal(kill(backend, SIGCONT), 0);
	assert_int_equal(db_run("t/one", NULL), OK);
}

static void cuts_a_statement_that_takes_too_long(void **state)
{
	long began = ms_now();

	(void)state;
	assert_int_equal(db_run("t/sleep", doc("{\"s\":20}")), UNAVAILABLE);
	assert_in_range(ms_now() - began, 4500, 6500);
	assert_int_equal(db_run("t/one", NULL), OK);
}

static int set_up(void **state)
{
	static char dir[] = "/tmp/outage.XXXXXX", number[8];

	(void)state;
	assert_non_null(mkdtemp(dir));
	folder = dir;
	snprintf(number, sizeof(number), "%d", 33000 + getpid() % 9000);
	port = number;
	setenv("FSYNC", "off", 1);
	cluster("start");
	setenv("TEST_DATABASE_URL",
	       arena_printf("postgres://verify_app:demo@127.0.0.1:%s/verify", port), 1);
	setenv("TEST_DATABASE_OWNER_URL",
	       arena_printf("postgres://verify_owner:demo@127.0.0.1:%s/verify", port), 1);
	database_start(statements, countof(statements));
	return db_listen("changed", hear) == OK ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	db_listen_stop();
	db_stop();
	cluster("stop");
	folder_remove(folder);
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_on_by_itself),
		cmocka_unit_test(cuts_a_statement_that_takes_too_long),
		cmocka_unit_test(does_not_hang_on_a_frozen_server),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
