/* inbox_test.c: the same sayings of a provider end in the same state, in whatever order and however
 * often they come, and from however many workers (safety.md §2.3).
 *
 * Histories of orders are made from a seed. Each is told to three orders: as it happened, shuffled,
 * and shuffled otherwise by another thread at the same time, with repeats. All three must agree.
 * SEED=n repeats another run's. */
#include "database.h"

#include <pthread.h>
#include <stdatomic.h>

#define HISTORIES 60
#define SAYINGS 60
#define SIBLINGS 3
#define CONNECTIONS 3
#define TELLERS 2

static unsigned long long seed;
static const char *sayings[HISTORIES][SAYINGS];     /* JSON, for ever */
static atomic_int applied;

static unsigned pick(unsigned long long *dice, unsigned sides)
{
	*dice = *dice * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(*dice >> 33) % sides;
}

/* What a connection says, by how far it is; the order's word and state beside it. */
static const struct { const char *state, *cause;
} steps[] = {
	{ "waiting", NULL },    { "connecting", NULL }, { "reading", NULL },
	{ "needs_you", "login_error" }, { "ready", NULL }, { "needs_you", "no_data" },
	{ "connecting", NULL }, { "reading", NULL },
};

static const struct { const char *status, *state, *cause;
} ends[] = {
	{ "completed", "ready", NULL },       { "canceled", "canceled", NULL },
	{ "expired", "expired", NULL },       { "error", "needs_you", "delivery_failed" },
	{ "completed", "needs_you", "no_data" },
};

static void say_connections(cJSON *order, unsigned long long *dice)
{
	cJSON *list = json_set(order, "connections", json_list());

	for (int i = 0; i < CONNECTIONS; i++) {
		size_t step = pick(dice, countof(steps));
		cJSON *one = json_push(list, json_object());

		json_set_text(one, "upstream_id", arena_printf("c%d", i));
		json_set_text(one, "kind", i == 2 ? "bank" : "employer");
		json_set_text(one, "name", arena_printf("Source %d", i));
		json_set_text(one, "state", steps[step].state);
		json_set_text(one, "cause", steps[step].cause);
		json_set_text(one, "link_id", arena_printf("l%d", i));
	}
}

/* Many share a moment: ties must be decided too. Of every second history one saying in six says
 * that the order is over. */
static cJSON *saying(unsigned long long *dice, int history)
{
	cJSON *order = json_object();
	size_t step = pick(dice, countof(steps)), end = pick(dice, 6 * countof(ends));
	bool is_over = history % 2 == 1 && end < countof(ends);

	json_set_text(order, "updated_at",
		      arena_printf("2026-03-02T15:%02u:00Z", pick(dice, SAYINGS / 2)));
	json_set_text(order, "status", is_over ? ends[end].status : "open");
	json_set_text(order, "state", is_over ? ends[end].state : steps[step].state);
	json_set_text(order, "cause", is_over ? ends[end].cause : steps[step].cause);
	say_connections(order, dice);
	return order;
}

static void sayings_make(void)
{
	unsigned long long dice = seed;

	for (int h = 0; h < HISTORIES; h++)
		for (int s = 0; s < SAYINGS; s++) {
			const char *text = json_print(saying(&dice, h));

			sayings[h][s] = forever_copy(text, strlen(text));
		}
}

static long order_id(int history, int sibling)
{
	return 1000 + history * SIBLINGS + sibling;
}

static enum status tell(int history, int sibling, int s)
{
	cJSON *in = json_object(), *job = json_set(in, "job", json_object());
	struct db_ask asks[] = { { "orders/lock", in, NULL }, { "orders/apply", in, NULL } };

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_int(json_set(job, "input", json_object()), "order_id",
		     order_id(history, sibling));
	json_set(in, "upstream", json_copy(doc(sayings[history][s])));
	db_scope(in);
	atomic_fetch_add(&applied, 1);
	return db_many(asks, countof(asks));
}

static void shuffle(int *order, int count, unsigned long long *dice)
{
	for (int i = count - 1; i > 0; i--) {
		int j = (int)pick(dice, (unsigned)i + 1), held = order[i];

		order[i] = order[j];
		order[j] = held;
	}
}

/* Tells every history to one sibling, each saying once and some again, in an order of its own. */
static long tell_shuffled(int sibling, unsigned long long dice)
{
	int order[SAYINGS * 2];
	long failures = 0;

	for (int h = 0; h < HISTORIES; h++) {
		int count = SAYINGS;

		for (int s = 0; s < SAYINGS; s++)
			order[s] = s;
		while (count < SAYINGS * 11 / 10)
			order[count++] = (int)pick(&dice, SAYINGS);
		shuffle(order, count, &dice);
		for (int i = 0; i < count; i++)
			failures += tell(h, sibling, order[i]) != OK;
		db_scope(NULL);
		arena_reset();
	}
	return failures;
}

struct teller {
	int sibling, number;
	long failures;
};

static void *teller_run(void *context)
{
	struct teller *teller = context;

	db_use(DB_JOBS);
	teller->failures = tell_shuffled(teller->sibling, seed ^ (0x9e37ULL << teller->number));
	arena_release();
	return NULL;
}

static const char *const facts =
	"select string_agg(concat_ws('|', (o.id - 1000) / 3, o.state, o.cause, o.upstream_status,"
	" o.upstream_at, c.all), E'\\n' order by o.id)"
	" from orders o, lateral (select string_agg(concat_ws(' ', upstream_id, state, cause,"
	" upstream_at), ',' order by upstream_id) as all from connections where order_id = o.id) c"
	" where o.id between 1000 and 1179 and (o.id - 1000) %% 3 = %d";

static const char *ended(int sibling)
{
	return owner(arena_printf(facts, sibling));
}

static void make_orders(void)
{
	owner("set app.sees_all = true;"
	      "insert into offices (name) values ('Here');"
	      "insert into cases (reference, office_id) select 'T-1', id from offices;"
	      "insert into members (case_id, position, first_name, last_name, relation, born_on)"
	      " select id, 1, 'Bo', 'Tester', 'applicant', '1990-01-01' from cases;"
	      "insert into orders (id, case_id, member_id, products, delivery, language, client_key,"
	      " order_number, intent, upstream_id, state) overriding system value"
	      " select 1000 + n, m.case_id, m.id, '{income,assets}', 'link', 'en',"
	      " 'key-0000000000-' || n, 'LC-TEST-00000000-' || n, 'created', 'u' || n, 'waiting'"
	      " from members m, generate_series(0, 180) n");
}

static void ends_the_same_in_any_order(void **state)
{
	struct teller tellers[TELLERS + 1] = { { 1, 1, 0 }, { 2, 2, 0 }, { 2, 3, 0 } };
	pthread_t threads[countof(tellers)];
	long failures = 0;

	(void)state;
	for (size_t i = 0; i < countof(tellers); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, teller_run, &tellers[i]), 0);
	for (int h = 0; h < HISTORIES; h++) {
		for (int s = 0; s < SAYINGS; s++)
			failures += tell(h, 0, s) != OK;
		arena_reset();
	}
	db_scope(NULL);
	for (size_t i = 0; i < countof(tellers); i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		failures += tellers[i].failures;
	}
	print_message("seed %llu: %d sayings applied\n", seed, atomic_load(&applied));
	assert_int_equal(failures, 0);
	assert_true(atomic_load(&applied) >= 10000);
	assert_string_equal(ended(1), ended(0));
	assert_string_equal(ended(2), ended(0));
}

static long waits_for_lock(void)
{
	return strtol(owner("select count(distinct pid) from pg_locks where not granted"), NULL, 10);
}

static void *tell_late(void *failed)
{
	cJSON *in = json_object(), *job = json_set(in, "job", json_object());
	struct db_ask asks[] = { { "orders/lock", in, NULL }, { "orders/apply", in, NULL } };
	cJSON *late = json_copy(doc(sayings[0][0]));

	db_use(DB_JOBS);
	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_int(json_set(job, "input", json_object()), "order_id", 1180);
	json_set_text(late, "updated_at", "2026-03-02T15:00:00Z");
	json_set_text(late, "status", "open");
	json_set_text(late, "state", "connecting");
	json_set_text(late, "cause", NULL);
	json_set(in, "upstream", late);
	db_scope(in);
	*(bool *)failed = db_many(asks, countof(asks)) != OK;
	db_scope(NULL);
	arena_release();
	return NULL;
}

/* While one worker holds the order another comes with older news: it must wait, and then see what
 * the first one wrote. */
static void one_worker_at_a_time(void **state)
{
	PGconn *first = PQconnectdb(database_url("TEST_DATABASE_OWNER_URL"));
	pthread_t thread;
	static bool has_failed;
	long began = ms_now();

	(void)state;
	has_failed = true;
	PQclear(PQexec(first, "set app.sees_all = true; begin; select id from orders where id = 1180"
			      " for update; update orders set state = 'ready', upstream_status ="
			      " 'open', upstream_at = '2026-03-02T16:00:00Z' where id = 1180"));
	assert_int_equal(pthread_create(&thread, NULL, tell_late, &has_failed), 0);
	while (waits_for_lock() == 0 && ms_now() - began < 1500)
		ms_sleep(10);
	assert_int_equal(waits_for_lock(), 1);
	PQclear(PQexec(first, "commit"));
	PQfinish(first);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_false(has_failed);
	assert_string_equal(owner("select state || ' ' || upstream_at::date || ' '"
				  " || to_char(upstream_at at time zone 'UTC', 'HH24') from orders"
				  " where id = 1180"), "ready 2026-03-02 16");
}

/* Each order is where the best of what was said of it is, found by a second way of asking. */
static void ends_where_the_best_saying_is(void **state)
{
	(void)state;
	assert_string_equal(owner("set app.sees_all = true;"
		"select count(*) from orders o where o.id between 1000 and 1179 and o.state = 'waiting'"
		" and o.upstream_at is null"), "0");
	assert_string_equal(owner("set app.sees_all = true;"
		"select count(*) > 10 from orders where id >= 1000 and upstream_status = 'completed'"
		" and state = 'ready'"), "t");
	assert_string_equal(owner("set app.sees_all = true;"
		"select count(*) from connections where order_id between 1000 and 1179"), "540");
}

/* What happened is told once: a repeat makes no second sentence, job or step. */
static void tells_nothing_twice(void **state)
{
	const char *const before_and_after = "set app.sees_all = true;"
		"select (select count(*) from timeline) || ' ' || (select count(*) from jobs)"
		" || ' ' || (select count(*) from order_steps)";
	const char *before = owner(before_and_after);

	(void)state;
	for (int h = 0; h < HISTORIES; h++)
		for (int s = 0; s < SAYINGS; s += 7)
			assert_int_equal(tell(h, 1, s), OK);
	db_scope(NULL);
	assert_string_equal(owner(before_and_after), before);
}

static int set_up(void **state)
{
	const char *given = getenv("SEED");

	(void)state;
	seed = given != NULL ? strtoull(given, NULL, 10) : 20261120;
	database_start(NULL, 0);
	assert_int_equal(queries_load(SOURCE_DIR "/server/sql"), OK);
	make_orders();
	sayings_make();
	arena_reset();
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
		cmocka_unit_test(ends_the_same_in_any_order),
		cmocka_unit_test(one_worker_at_a_time),
		cmocka_unit_test(ends_where_the_best_saying_is),
		cmocka_unit_test(tells_nothing_twice),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
