/* jobs_test.c: the queue against a real database. Every job runs once, comes back as it should, and
 * a worker that lost its lease changes nothing; the clock queues each slot once.
 *
 *	jobs_test clock     runs only a clock for three seconds: the second server of a test */
#include "database.h"
#include "jobs/clock.h"
#include "jobs/worker.h"
#include <pthread.h>
#include <stdatomic.h>

#define MANY 200

static const struct statement statements[] = {
	{ "nothing", "-- No row.\nselect 1 as one where false" },
	{ "noted", "-- Notes the job's input where a test can see it.\n-- $1 job.input.word\n"
	  "update jobs set problem = $1 where slot = 'note' returning id" },
};

static const char *self;
static atomic_int runs[MANY + 1], tries_seen, slow_running, most_together;
static atomic_long woken_at;

static enum status count_run(const struct job_kind *kind, cJSON *in)
{
	(void)kind;
	atomic_fetch_add(&runs[json_int(in, "job.input.n", 0)], 1);
	ms_sleep(1);
	return OK;
}

static enum status third_time(const struct job_kind *kind, cJSON *in)
{
	(void)kind;
	atomic_store(&tries_seen, (int)json_int(in, "job.tries", 0));
	return json_int(in, "job.tries", 0) < 3 ? UNAVAILABLE : OK;
}

/* With the status that its kind names. */
static enum status ends_as(const struct job_kind *kind, cJSON *in)
{
	enum status status = OK;

	(void)in;
	while (strcmp(status_name(status), kind->query) != 0)
		status++;
	return status;
}

static enum status woken(const struct job_kind *kind, cJSON *in)
{
	(void)kind;
	(void)in;
	atomic_store(&woken_at, ms_now());
	return OK;
}

static enum status slow(const struct job_kind *kind, cJSON *in)
{
	(void)kind;
	(void)in;
	atomic_store(&slow_running, 1);
	ms_sleep(500);
	return OK;
}

/* One that is bad spoils the whole handful. */
static enum status handful(const struct job_kind *kind, cJSON *in)
{
	const cJSON *inputs = json_at(in, "job.inputs"), *input;

	(void)kind;
	if (cJSON_GetArraySize(inputs) > atomic_load(&most_together))
		atomic_store(&most_together, cJSON_GetArraySize(inputs));
	cJSON_ArrayForEach(input, inputs)
		if (json_true(input, "is_bad"))
			return UNAVAILABLE;
	cJSON_ArrayForEach(input, inputs)
		atomic_fetch_add(&runs[json_int(input, "n", 0)], 1);
	return OK;
}

static const struct job_kind kinds[] = {
	{ "t/count", count_run, NULL, 3 },
	{ "t/third", third_time, NULL, 5 },
	{ "t/never", ends_as, "unavailable", 2 },
	{ "t/wrong", ends_as, "invalid", 5 },
	{ "t/race", ends_as, "conflict", 5 },
	{ "t/nothing", job_query, "t/nothing", 5 },
	{ "t/noted", job_query, "t/noted", 5 },
	{ "t/woken", woken, NULL, 5 },
	{ "t/slow", slow, NULL, 5 },
	{ "t/some", handful, NULL, 2, .together = true },
	{ "t/more", handful, NULL, 2, .together = true },
};

static void workers_start(int threads)
{
	assert_int_equal(worker_start(kinds, countof(kinds), threads), OK);
}

/* Waits until a question to the database is answered "t". */
static void until(const char *question)
{
	long began = ms_now();

	while (strcmp(owner(question), "t") != 0) {
		if (ms_now() - began > 8000)
			fail_msg("never came: %s", question);
		ms_sleep(30);
	}
}

static const char *queue(const char *kind)
{
	return owner(arena_printf("insert into jobs (kind) values ('%s') returning id", kind));
}

static const char *job(const char *id)
{
	return owner(arena_printf("select concat_ws(' ', state, tries, generation, problem) from jobs"
	                          " where id = %s", id));
}

static void runs_each_job_once(void **state)
{
	(void)state;
	owner("insert into jobs (kind, input) select 't/count', json_build_object('n', n)"
	      " from generate_series(1, 200) n");
	workers_start(4);
	until("select count(*) = 200 from jobs where kind = 't/count' and state = 'done'");
	worker_stop(5);
	for (int n = 1; n <= MANY; n++)
		if (atomic_load(&runs[n]) != 1)
			fail_msg("job %d ran %d times", n, atomic_load(&runs[n]));
	assert_int_equal(atomic_load(&runs[0]), 0);
	assert_string_equal(owner("select count(*) from jobs where generation <> 1 or tries <> 1"
	                          " or lease_until is not null or ended_at is null"), "0");
}

static void runs_together_what_may_be(void **state)
{
	(void)state;
	for (int n = 0; n <= MANY; n++)
		atomic_store(&runs[n], 0);
	owner("insert into jobs (kind, input) select (array['t/some', 't/more', 't/count'])[1 + n % 3],"
	      " json_build_object('n', n, 'is_bad', n = 60) from generate_series(1, 199) n");
	workers_start(3);
	until("select count(*) = 0 from jobs where kind ~ '^t/(s|m|c)' and ended_at is null"
	      " and kind <> 't/slow'");
	worker_stop(5);
	assert_in_range(atomic_load(&most_together), 20, 50);
	for (int n = 1; n < MANY; n++)
		if (atomic_load(&runs[n]) != (n != 60))
			fail_msg("job %d ran %d times", n, atomic_load(&runs[n]));
	assert_string_equal(owner("select string_agg(concat_ws(' ', input ->> 'n', tries), ',') from"
	                          " jobs where state = 'failed' and kind ~ '^t/some'"), "60 2");
}

static void ends_jobs_by_their_status(void **state)
{
	const char *wrong_id = queue("t/wrong"), *race_id = queue("t/race"), *none = queue("t/nothing");
	const char *unknown = queue("t/unknown");
	const char *later = owner("insert into jobs (kind, run_at) values ('t/count', now() + interval"
	                          " '1 hour') returning id");
	const char *note = owner("insert into jobs (kind, slot) values ('t/unknown', 'note')"
	                         " returning id");

	(void)state;
	owner("insert into jobs (kind, input) values ('t/noted', '{\"word\": \"seen\"}')");
	workers_start(2);
	until("select count(*) = 0 from jobs where state in ('queued', 'running')"
	      " and kind <> 't/unknown' and run_at <= now()");
	worker_stop(5);
	assert_string_equal(job(wrong_id), "failed 1 1 invalid");
	assert_string_equal(job(race_id), "done 1 1 conflict");
	assert_string_equal(job(none), "done 1 1");
	assert_string_equal(job(unknown), "queued 0 0");
	assert_string_equal(job(later), "queued 0 0");
	assert_string_equal(job(note), "queued 0 0 seen");
}

static void comes_back_later_and_gives_up(void **state)
{
	const char *third = queue("t/third"), *never_id = queue("t/never"), *waits;

	(void)state;
	workers_start(2);
	until("select count(*) = 2 from jobs where kind in ('t/third', 't/never') and tries = 1"
	      " and state = 'queued'");
	waits = owner("select bool_and(run_at - now() between interval '0.5 s' and interval '1.6 s')"
	              " from jobs where kind in ('t/third', 't/never')");
	assert_string_equal(waits, "t");
	assert_string_equal(job(third), "queued 1 1 unavailable");
	/* One second, then two: it is not made to wait for less by being asked for. */
	until("select state = 'done' from jobs where kind = 't/third'");
	until("select state = 'failed' from jobs where kind = 't/never'");
	worker_stop(5);
	assert_string_equal(job(third), "done 3 3");
	assert_int_equal(atomic_load(&tries_seen), 3);
	assert_string_equal(job(never_id), "failed 2 2 unavailable");
}

static const cJSON *claimed(const char *kind)
{
	const cJSON *in = doc(arena_printf("{\"job\":{\"kinds\":[\"%s\"]}}", kind)), *row;

	return db_one("jobs/claim", in, &row) == OK ? row : NULL;
}

static enum status ended(const char *query, const cJSON *claim)
{
	cJSON *in = json_object();
	const cJSON *row;

	json_set(in, "job", json_copy(claim));
	return db_one(query, in, &row);
}

static void fences_off_who_lost_the_lease(void **state)
{
	const char *id = queue("t/lease");
	const cJSON *first = claimed("t/lease"), *second;

	(void)state;
	assert_non_null(first);
	assert_null(claimed("t/lease"));
	assert_string_equal(owner("select bool_and(lease_until - now() between interval '85 s' and"
	                          " interval '90 s') from jobs where kind = 't/lease'"), "t");
	owner("update jobs set lease_until = now() - interval '1 s' where kind = 't/lease'");
	second = claimed("t/lease");
	assert_non_null(second);
	assert_int_equal(json_int(second, "tries", 0), 2);
	assert_string_equal(json_text(second, "generation"), "2");
	assert_int_equal(ended("jobs/done", first), NOT_FOUND);
	assert_int_equal(ended("jobs/again", first), NOT_FOUND);
	assert_int_equal(ended("jobs/failed", first), NOT_FOUND);
	assert_string_equal(job(id), "running 2 2");
	assert_int_equal(ended("jobs/done", second), OK);
	assert_int_equal(ended("jobs/done", second), NOT_FOUND);
	assert_string_equal(job(id), "done 2 2");
}

static void fails_a_job_that_kills_its_workers(void **state)
{
	(void)state;
	owner("insert into jobs (kind, state, lease_until, tries, generation) values"
	      " ('t/count', 'running', now() - interval '1 s', 3, 7)");
	workers_start(1);
	until("select state = 'failed' and tries = 4 from jobs where generation = 8");
	worker_stop(5);
	assert_int_equal(atomic_load(&runs[0]), 0);
}

static void wakes_at_once(void **state)
{
	long began;

	(void)state;
	workers_start(2);
	ms_sleep(300);
	queue("t/woken");
	began = ms_now();
	worker_wake();
	until("select state = 'done' from jobs where kind = 't/woken'");
	assert_in_range(atomic_load(&woken_at) - began, 0, 500);
	worker_stop(5);
}

static void finishes_what_runs_before_it_stops(void **state)
{
	const char *id = queue("t/slow");
	long began;

	(void)state;
	workers_start(1);
	while (!atomic_load(&slow_running))
		ms_sleep(5);
	queue("t/slow");
	began = ms_now();
	worker_stop(5);
	assert_in_range(ms_now() - began, 0, 1500);
	assert_string_equal(job(id), "done 1 1");
	assert_string_equal(owner("select count(*) from jobs where kind = 't/slow'"
	                          " and state = 'queued'"), "1");
}

static void ends_a_retry_that_another_job_replaces(void **state)
{
	const char *id = owner("insert into jobs (kind, single) values ('t/never', 'same')"
	                       " returning id");
	const cJSON *row = claimed("t/never");

	(void)state;
	assert_string_equal(json_text(row, "id"), id);
	owner("insert into jobs (kind, single, run_at) values ('t/other', 'same',"
	      " now() + interval '1 hour')");
	assert_int_equal(ended("jobs/again", row), CONFLICT);
	owner("update jobs set lease_until = now() - interval '1 s', tries = 0 where single = 'same'"
	      " and state = 'running'");
	workers_start(1);
	until(arena_printf("select state = 'done' from jobs where id = %s", id));
	worker_stop(5);
}

static const struct tick ticks[] = { { "tick/second", 1 }, { "tick/hour", HOUR } };

static void queues_each_slot_once(void **state)
{
	const char *const other[] = { self, "clock", NULL };
	pid_t pid;
	int status;

	(void)state;
	assert_int_equal(posix_spawn(&pid, self, NULL, NULL, (char *const *)other, environ), 0);
	assert_int_equal(clock_start(ticks, countof(ticks)), OK);
	ms_sleep(3000);
	clock_stop();
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_string_equal(owner("select count(*) between 1 and 2 from jobs"
	                          " where kind = 'tick/hour'"), "t");
	assert_string_equal(owner("select count(*) between 3 and 6 from jobs"
	                          " where kind = 'tick/second'"), "t");
	assert_string_equal(owner("select bool_and(slot = kind || ':' || floor(extract(epoch"
	                          " from created_at))) from jobs where kind = 'tick/second'"), "t");
}

static void asks_for_a_slot_without_an_error(void **state)
{
	const cJSON *in = doc("{\"tick\":{\"kind\":\"tick/day\",\"slot\":\"tick/day:1\"}}"), *row;

	(void)state;
	assert_int_equal(db_one("jobs/tick", in, &row), OK);
	assert_int_equal(db_one("jobs/tick", in, &row), NOT_FOUND);
}

static int only_a_clock(void)
{
	const struct db_settings settings = { .url = getenv("TEST_DATABASE_URL"), .zone = "UTC",
		.connections = { 1, 1, 1, 1 }, .wait_ms = 300 };
	const char *dir;

	json_init();
	dir = statements_write(statements, countof(statements));
	if (queries_load(dir) != OK)
		return 1;
	folder_remove(dir);
	db_start(&settings);
	if (clock_start(ticks, countof(ticks)) != OK)
		return 1;
	ms_sleep(3000);
	clock_stop();
	db_stop();
	return 0;
}

static int set_up(void **state)
{
	(void)state;
	database_start(statements, countof(statements));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	db_stop();
	arena_release();
	return 0;
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_each_job_once),
		cmocka_unit_test(runs_together_what_may_be),
		cmocka_unit_test(ends_jobs_by_their_status),
		cmocka_unit_test(comes_back_later_and_gives_up),
		cmocka_unit_test(fences_off_who_lost_the_lease),
		cmocka_unit_test(fails_a_job_that_kills_its_workers),
		cmocka_unit_test(wakes_at_once),
		cmocka_unit_test(finishes_what_runs_before_it_stops),
		cmocka_unit_test(ends_a_retry_that_another_job_replaces),
		cmocka_unit_test(queues_each_slot_once),
		cmocka_unit_test(asks_for_a_slot_without_an_error),
	};

	self = words[0];
	if (count == 2 && strcmp(words[1], "clock") == 0)
		return only_a_clock();
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
