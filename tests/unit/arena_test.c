/* arena_test.c: what arena.h promises: zeroed and aligned memory, all gone at reset, one arena
 * per thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void memory_is_zeroed_and_aligned(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 16, 4000, 70000, 3 };

	(void)state;
	/* Twice: the second round gets memory that the first one has written to. */
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < countof(sizes); i++) {
			unsigned char *bytes = arena_alloc(sizes[i]);

			assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
			for (size_t n = 0; n < sizes[i]; n++)
				assert_int_equal(bytes[n], 0);
			memset(bytes, 0xa5, sizes[i]);
		}
		arena_reset();
	}
}

static void allocations_do_not_overlap(void **state)
{
	char *made[2000];

	(void)state;
	for (size_t i = 0; i < countof(made); i++)
		made[i] = arena_printf("%zu-%0*d", i, (int)(i % 300), 7);
	for (size_t i = 0; i < countof(made); i++)
		assert_int_equal(strtol(made[i], NULL, 10), (long)i);
	arena_reset();
}

static void text_is_copied(void **state)
{
	char text[] = "caseworker";
	char *dup = arena_dup(text), *copy = arena_copy(text, 4), *none = arena_copy(NULL, 0);

	(void)state;
	memset(text, 'x', sizeof text - 1);
	assert_string_equal(dup, "caseworker");
	assert_string_equal(copy, "case");
	assert_string_equal(none, "");
	assert_string_equal(arena_printf("%s/%d", dup, 12), "caseworker/12");
	arena_reset();
}

static void used_counts_since_the_reset(void **state)
{
	(void)state;
	arena_reset();
	assert_int_equal(arena_used(), 0);
	arena_alloc(100);
	arena_alloc(28);
	assert_int_equal(arena_used(), 128);
	arena_reset();
	assert_int_equal(arena_used(), 0);
}

static void a_large_request_leaves_the_next_one_working(void **state)
{
	(void)state;
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 200; i++)
			memset(arena_alloc(50000), 1, 50000);
		memset(arena_alloc(5000000), 1, 5000000);
		arena_reset();
		assert_string_equal(arena_dup("again"), "again");
	}
	arena_reset();
}

static void *other_thread(void *mine)
{
	char *theirs = arena_dup("theirs");

	arena_reset();
	theirs = arena_dup("theirs");
	*(bool *)mine = strcmp(theirs, "theirs") == 0 && arena_used() == 7;
	arena_release();
	return NULL;
}

static void each_thread_has_its_own(void **state)
{
	char *mine = arena_dup("mine");
	bool is_fine = false;
	pthread_t thread;

	(void)state;
	assert_int_equal(pthread_create(&thread, NULL, other_thread, &is_fine), 0);
	pthread_join(thread, NULL);
	assert_true(is_fine);
	assert_string_equal(mine, "mine");
	arena_reset();
}

static void forever_outlives_the_reset(void **state)
{
	char *kept = forever_copy("kept here", 4);
	unsigned char *bytes = forever_alloc(33);

	(void)state;
	arena_reset();
	arena_alloc(1000);
	assert_string_equal(kept, "kept");
	for (int i = 0; i < 33; i++)
		assert_int_equal(bytes[i], 0);
	arena_release();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(allocations_do_not_overlap),
		cmocka_unit_test(text_is_copied),
		cmocka_unit_test(used_counts_since_the_reset),
		cmocka_unit_test(a_large_request_leaves_the_next_one_working),
		cmocka_unit_test(each_thread_has_its_own),
		cmocka_unit_test(forever_outlives_the_reset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
