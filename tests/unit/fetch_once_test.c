/* fetch_once_test.c: a call that is not idempotent leaves once, on a connection of its own, and
 * only when before_send agrees. The trap is shown beside it: libcurl does send again by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/fetch.h"
#include "test_server.h"

#include <unistd.h>

static enum status count_and(void *context)
{
	int *runs = context;

	return ++runs[0] && runs[1] ? FAILED : OK;
}

static void before_send_can_stop_it(void **state)
{
	static const struct act act = { HEAD("200 OK", "2") "\r\n{}", KEEP };
	struct server *s = started(&act, 1);
	struct call call = call_to(s);
	struct answer answer;
	int runs[2] = { 0, 1 };

	(void)state;
	call.is_once = true;
	call.before_send = count_and;
	call.context = runs;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNSENT);
	assert_int_equal(runs[0], 1);
	usleep(50000);
	assert_int_equal(s->requests, 0);
	runs[1] = 0;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, ACCEPTED);
	assert_int_equal(runs[0], 2);
	assert_int_equal(stopped(s), 1);
	arena_reset();
}

/* The second request dies unanswered. On a kept connection libcurl sends it once more by itself;
 * a call that is_once must not be, and neither may before_send run twice for it. */
static void a_dead_connection_sends_nothing_twice(void **state)
{
	static const struct act acts[] = {
		{ HEAD("200 OK", "2") "\r\n{}", KEEP }, { NULL, CLOSE },
		{ HEAD("200 OK", "2") "\r\n{}", KEEP },
	};
	struct answer answer;
	int runs[2] = { 0, 0 };

	(void)state;
	for (int is_once = 0; is_once < 2; is_once++) {
		struct server *s = started(acts, countof(acts));
		struct call call = call_to(s);

		fetch(&call, &answer);
		assert_int_equal(answer.outcome, ACCEPTED);
		call.is_once = is_once;
		call.before_send = is_once ? count_and : NULL;
		call.context = runs;
		fetch(&call, &answer);
		assert_int_equal(answer.outcome, is_once ? UNCERTAIN : ACCEPTED);
		assert_int_equal(stopped(s), is_once ? 2 : 3);
	}
	assert_int_equal(runs[0], 1);
	arena_reset();
}

/* Neither before nor after it does another call share its connection. */
static void a_call_once_has_its_own_connection(void **state)
{
	static const struct act act = { HEAD("200 OK", "2") "\r\n{}", KEEP };
	static const int expected[] = { 1, 2, 2, 3, 3 };     /* connections so far */
	struct server *s = started(&act, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	for (size_t i = 0; i < countof(expected); i++) {
		call.is_once = i == 0 || i == 3;
		fetch(&call, &answer);
		assert_int_equal(answer.outcome, ACCEPTED);
		assert_int_equal(s->connections, expected[i]);
	}
	stopped(s);
	arena_reset();
}

/* With before_send but on a kept connection: the second sending is stopped, and the first
 * remains uncertain. */
static void before_send_never_runs_twice(void **state)
{
	static const struct act acts[] = {
		{ HEAD("200 OK", "2") "\r\n{}", KEEP }, { NULL, CLOSE },
	};
	struct server *s = started(acts, countof(acts));
	struct call call = call_to(s);
	struct answer answer;
	int runs[2] = { 0, 0 };

	(void)state;
	fetch(&call, &answer);
	call.before_send = count_and;
	call.context = runs;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNCERTAIN);
	assert_int_equal(answer.curl_code, 42);
	assert_int_equal(runs[0], 1);
	assert_int_equal(stopped(s), 2);
	arena_reset();
}

static int start(void **state)
{
	(void)state;
	json_init();
	return fetch_init() == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	fetch_thread_end();
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(before_send_can_stop_it),
		cmocka_unit_test(a_dead_connection_sends_nothing_twice),
		cmocka_unit_test(a_call_once_has_its_own_connection),
		cmocka_unit_test(before_send_never_runs_twice),
	};

	return cmocka_run_group_tests(tests, start, end);
}
