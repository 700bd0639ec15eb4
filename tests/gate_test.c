/* gate_test.c: the rate gate's statements against a real database (safety.md §1).
 *
 * The rule that is counted in minutes runs in a database that lives a hundred times slower, so that
 * no turn is paid off while a test takes them; the one about any 60 seconds lives 60 times faster,
 * under as many workers as want to call. */
#include "database.h"

#include "app/gate.h"

#include <pthread.h>
#include <stdatomic.h>

#define BURST 50
#define RESERVE 30
#define PER_MINUTE 240
#define MANY 20000

static struct { double at[MANY]; atomic_int count; } turns;
static atomic_bool is_over;

/* A database whose rules wait so many times shorter, and a gate nobody has called through. */
static void world(const char *time_scale)
{
	owner(arena_printf("create or replace function span(i interval) returns interval language sql"
			   " stable as 'select i / %s'", time_scale));
	owner("delete from gate_minutes");
	owner("delete from incidents");
	owner("update gates set tat = now(), promised = now(), promised_background = now(),"
	      " paused_until = null, pause_step = 0, last_429_at = null, denied_at = null,"
	      " denied_status = null, probe_at = null, accepted_at = null");
}

static cJSON *document(bool is_background, int weight)
{
	cJSON *in = json_object(), *gate = json_set(in, "gate", json_object());

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set(in, "job", json_object());
	json_set_text(gate, "provider", "truv");
	json_set_bool(gate, "is_background", is_background);
	json_set_int(gate, "weight", weight);
	return in;
}

/* The wait in milliseconds; 0: it goes. */
static long take_many(bool is_background, int weight)
{
	cJSON *in = document(is_background, weight);
	const cJSON *turn;

	db_scope(in);
	assert_int_equal(db_one("gates/take", in, &turn), OK);
	assert_int_equal(json_true(turn, "goes"), json_int(turn, "wait_ms", -1) == 0);
	return json_int(turn, "wait_ms", -1);
}

static long take(bool is_background)
{
	return take_many(is_background, 1);
}

static void gives_a_burst_and_leaves_some_of_it(void **state)
{
	long first, second;

	(void)state;
	world("0.01");                                     /* a call pays off after 25 s */
	for (int i = 0; i < BURST - RESERVE; i++)
		assert_int_equal(take(true), 0);
	assert_true(take(true) > 20000);
	for (int i = 0; i < RESERVE; i++)
		assert_int_equal(take(false), 0);
	first = take(false);
	second = take(false);
	assert_in_range(first, 20000, 25000);
	assert_in_range(second - first, 24000, 26000);     /* each is told a moment of his own */
	assert_string_equal(owner("select concat_ws(' ', sum(calls), sum(background),"
				  " sum(turned_away)) from gate_minutes"), "50 20 3");
}

/* A batch is one call that counts as many as it has orders: 20 are all that is free for background
 * work, and after 12 there is room for 8 and not for 9. */
static void counts_a_batch_as_many(void **state)
{
	(void)state;
	world("0.01");
	assert_int_equal(take_many(true, BURST - RESERVE), 0);
	assert_true(take(true) > 20000);
	world("0.01");
	assert_int_equal(take_many(true, 12), 0);
	assert_true(take_many(true, 9) > 20000);
	assert_int_equal(take_many(true, 8), 0);
	assert_true(take(true) > 20000);
	assert_string_equal(owner("select concat_ws(' ', sum(calls), sum(background))"
				  " from gate_minutes"), "20 20");
}

/* "2026-11-20 06:00:00.123456-06" as seconds, for telling two of them apart. */
static double seconds_of(const char *at)
{
	int day = 0, hour = 0, minute = 0;
	double second = 0;

	assert_int_equal(sscanf(at, "%*d-%*d-%d %d:%d:%lf", &day, &hour, &minute, &second), 4);
	return ((day * 24 + hour) * 60 + minute) * 60 + second;
}

static void *call_all_the_time(void *unused)
{
	cJSON *in = document(false, 1);
	const cJSON *turn;
	int n;

	(void)unused;
	db_use(DB_JOBS);
	db_scope(in);
	while (!atomic_load(&is_over)) {
		if (db_one("gates/take", in, &turn) == OK && json_true(turn, "goes")) {
			n = atomic_fetch_add(&turns.count, 1);
			turns.at[n < MANY ? n : MANY - 1] = seconds_of(json_text(turn, "taken_at"));
		}
		arena_reset();
		in = document(false, 1);
		db_scope(in);
	}
	arena_release();
	return NULL;
}

static int compare(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

/* The most turns within any stretch of so many seconds. */
static int busiest(double seconds)
{
	int most = 0, n = atomic_load(&turns.count);

	qsort(turns.at, (size_t)n, sizeof *turns.at, compare);
	for (int last = 0, first = 0; last < n; last++) {
		while (turns.at[first] <= turns.at[last] - seconds)
			first++;
		most = last - first + 1 > most ? last - first + 1 : most;
	}
	return most;
}

static void never_passes_290_in_any_minute(void **state)
{
	pthread_t threads[4];
	int n;

	(void)state;
	world("60");                                       /* a minute is a second */
	for (size_t i = 0; i < countof(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, call_all_the_time, NULL), 0);
	ms_sleep(3000);
	atomic_store(&is_over, true);
	for (size_t i = 0; i < countof(threads); i++)
		pthread_join(threads[i], NULL);
	n = atomic_load(&turns.count);
	assert_in_range(busiest(1.0), PER_MINUTE, PER_MINUTE + BURST);
	assert_in_range(n, 3 * PER_MINUTE - 60, 3 * PER_MINUTE + BURST + 60);
}

/* What the answer to a call that left at such a time makes of the gate; the wait it asks for. */
static long told(const char *query, const char *taken_at, int http_status, int retry_after)
{
	cJSON *in = document(false, 1), *answer = json_set(in, "answer", json_object());
	const cJSON *row;
	enum status status;

	json_set_text((cJSON *)json_at(in, "gate"), "taken_at",
		      owner(arena_printf("select (%s)::text", taken_at)));
	json_set_int(answer, "http_status", http_status);
	json_set_int(answer, "retry_after", retry_after);
	db_scope(in);
	status = db_one(query, in, &row);
	assert_true(status == OK || status == NOT_FOUND);
	return status == OK ? json_int(row, "wait_ms", 0) : 0;
}

static void pauses_for_everybody(void **state)
{
	static const long steps[] = { 1, 2, 4, 8, 16, 32, 60, 60 };

	(void)state;
	world("1");
	assert_in_range(told("gates/pause", "clock_timestamp()", 429, 30), 29000, 30000);
	assert_in_range(take(false), 29000, 31000);
	assert_in_range(told("gates/pause", "clock_timestamp()", 429, 100000), 299000, 300000);
	world("1");
	for (size_t i = 0; i < countof(steps); i++) {
		owner("update gates set paused_until = null");
		assert_in_range(told("gates/pause", "clock_timestamp()", 429, 0),
				steps[i] * 1000 - 50, steps[i] * 1250);
	}
}

static void counts_a_storm_once(void **state)
{
	(void)state;
	world("1");
	told("gates/pause", "clock_timestamp()", 429, 0);
	for (int i = 0; i < 5; i++)                        /* they left before the first came back */
		told("gates/pause", "now() - interval '1 second'", 429, 0);
	assert_string_equal(owner("select pause_step from gates where provider = 'truv'"), "1");
	told("gates/accepted", "now() - interval '1 second'", 200, 0);
	assert_string_equal(owner("select pause_step from gates where provider = 'truv'"), "1");
	told("gates/accepted", "clock_timestamp()", 200, 0);
	assert_string_equal(owner("select pause_step from gates where provider = 'truv'"), "0");
	assert_string_equal(owner("select sum(throttled) from gate_minutes"), "6");
}

static void opens_the_circuit_and_probes_it(void **state)
{
	(void)state;
	world("1");
	assert_in_range(told("gates/denied", "clock_timestamp()", 401, 0), 59000, 60000);
	assert_string_equal(owner("select denied_status from gates where provider = 'truv'"), "401");
	assert_true(take(false) > 50000 && take(true) > 50000);
	owner("update gates set probe_at = now() where provider = 'truv'");
	assert_int_equal(take(false), 0);                  /* one may try */
	assert_true(take(false) > 50000);
	told("gates/denied", "clock_timestamp()", 401, 0);
	assert_string_equal(owner("select count(*) || ' ' || count(closed_at) from incidents"
				  " where kind = 'keys_refused'"), "1 0");
	told("gates/accepted", "now() - interval '1 hour'", 200, 0);
	assert_string_equal(owner("select denied_at is null from gates"
				  " where provider = 'truv'"), "f");
	told("gates/accepted", "clock_timestamp()", 200, 0);
	assert_int_equal(take(false), 0);
	assert_string_equal(owner("select count(closed_at) from incidents"), "1");
	/* It was under way while the accepted one came back. */
	told("gates/denied", "now() - interval '1 second'", 403, 0);
	assert_string_equal(owner("select denied_at is null from gates"
				  " where provider = 'truv'"), "t");
}

static void waits_without_using_up_a_try(void **state)
{
	const struct provider *provider = provider_find("truv");
	const char *id;
	cJSON *in = document(false, 1), *job;
	const cJSON *row;

	(void)state;
	world("0.01");
	owner("update gates set paused_until = now() + interval '20 s'");
	assert_int_equal(gate_take(in, provider, INTERACTIVE), UNAVAILABLE);
	assert_in_range(json_int(in, "job.again_ms", 0), 15000, 46000);
	id = owner("insert into jobs (kind, state, tries, generation, lease_until)"
		   " values ('t', 'running', 3, 7, now() + interval '1 minute') returning id");
	job = json_set(in, "job", json_object());
	json_push(json_set(job, "ids", json_list()), cJSON_CreateString(id));
	json_push(json_set(job, "generations", json_list()), cJSON_CreateString("7"));
	json_set_text(job, "problem", "unavailable");
	json_set_int(job, "again_ms", 250);
	assert_int_equal(db_one("jobs/again", in, &row), OK);
	assert_string_equal(owner(arena_printf("select concat_ws(' ', state, tries, run_at between"
		" now() - interval '1 second' and now() + interval '250 ms') from jobs where id = %s",
		id)), "queued 2 t");
}

static void a_job_can_say_that_nobody_waits_for_it(void **state)
{
	const struct provider *provider = provider_find("truv");
	cJSON *in = document(false, 1);

	(void)state;
	world("0.01");
	json_set_text(json_set((cJSON *)json_at(in, "job"), "input", json_object()), "lane",
		      "background");
	for (int i = 0; i < BURST - RESERVE; i++)
		assert_int_equal(gate_take(in, provider, INTERACTIVE), OK);
	assert_int_equal(gate_take(in, provider, INTERACTIVE), UNAVAILABLE);
}

static int set_up(void **state)
{
	(void)state;
	database_start(NULL, 0);
	db_use(DB_JOBS);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	db_stop();
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_a_burst_and_leaves_some_of_it),
		cmocka_unit_test(counts_a_batch_as_many),
		cmocka_unit_test(never_passes_290_in_any_minute),
		cmocka_unit_test(pauses_for_everybody),
		cmocka_unit_test(counts_a_storm_once),
		cmocka_unit_test(opens_the_circuit_and_probes_it),
		cmocka_unit_test(waits_without_using_up_a_try),
		cmocka_unit_test(a_job_can_say_that_nobody_waits_for_it),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
