/* orders_test.c: the order machine's statements and its sending job against a real database and a
 * small server in the provider's place (safety.md §1): who was overtaken sends nothing and changes
 * nothing, and what follows when nobody finds an order.
 *
 * The world is the fixtures': order 18 waits to be sent, order 10 is uncertain, order 3 exists
 * upstream. What whole journeys show is the flows' affair. */
#include "database.h"

#include "app/orders.h"
#include "app/settings.h"
#include "truv/truv.h"
#include "unit/test_server.h"

#define MADE "{\"id\":\"u18\",\"order_number\":\"x\",\"share_url\":\"http://127.0.0.1/s\"}"

static const struct act accepts[] = {
	{ HEAD("201 Created", "64") "\r\n" MADE, CLOSE },
};

/* As fixtures.sql left it, with no job. */
static void world(void)
{
	const char *const load[] = { "psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1",
				     database_url("TEST_DATABASE_OWNER_URL"), "-o", "/dev/null",
				     "-f", SOURCE_DIR "/tests/fixtures.sql", NULL };

	owner("drop schema public cascade; create schema public");
	assert_int_equal(migrate(database_url("TEST_DATABASE_OWNER_URL"), SOURCE_DIR "/migrations"),
			 OK);
	assert_int_equal(program(load), 0);
	/* Nobody is told of what happens here. */
	owner("delete from jobs; update api_endpoints set ended_at = now() where ended_at is null");
}

static cJSON *document(void)
{
	cJSON *in = json_object();

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	return in;
}

/* The document a worker has once it has claimed a job of that kind. */
static cJSON *claim(const char *kind)
{
	cJSON *in = document(), *wanted = json_set(in, "job", json_object());
	const cJSON *job;

	json_push(json_set(wanted, "kinds", json_list()), cJSON_CreateString(kind));
	db_scope(in);
	assert_int_equal(db_one("jobs/claim", in, &job), OK);
	in = document();
	json_set(in, "job", json_copy(job));
	db_scope(in);
	return in;
}

static void queue(const char *kind, int order, const char *more)
{
	owner(arena_printf("insert into jobs (kind, input) values ('%s',"
			   " jsonb_build_object('order_id', '%d') || '%s')", kind, order, more));
}

static const char *order(int id)
{
	return owner(arena_printf("select concat_ws(' ', intent, state, cause) from orders"
				  " where id = %d", id));
}

static const char *phases(int id)
{
	return owner(arena_printf("select coalesce(string_agg(kind || ' ' || phase, ', ' order by id),"
				  " '') from order_attempts where order_id = %d", id));
}

static struct server *provider_start(void)
{
	struct server *server = started(accepts, countof(accepts));
	struct truv_settings truv = {
		arena_printf("http://127.0.0.1:%d/v1", server->port), "id", "secret", "",
	};

	settings.external_user_id = "case";
	settings.truv_template = "";
	truv_start(&truv);
	return server;
}

static enum status send_claimed(cJSON *in)
{
	const struct job_kind kind = { json_text(in, "job.kind"), order_send, NULL, 5 };

	db_scope(in);
	return order_send(&kind, in);
}

/* What happens to the worker between its claim and its first byte. */
static const struct {
	const char *name, *what;
} pauses[] = {
	{ "past its lease", "lease_until = now()" },
	{ "so long that the lease would end under the call", "lease_until = now() + interval '34 s'" },
	{ "and another worker has the job", "generation = generation + 1" },
	{ "and the job was ended", "state = 'done', lease_until = null, ended_at = now()" },
};

static void who_was_paused_sends_nothing(void **state)
{
	struct server *server = provider_start();

	(void)state;
	for (size_t i = 0; i < countof(pauses); i++) {
		world();
		owner(arena_printf("create function pause() returns trigger language plpgsql as $$ begin"
				   " update jobs set %s; return null; end $$; create trigger pause after"
				   " insert on order_attempts execute function pause()", pauses[i].what));
		queue("orders/create", 18, "{}");
		assert_int_equal(send_claimed(claim("orders/create")), UNAVAILABLE);
		assert_string_equal(phases(18), "create unsent");
		assert_string_equal(order(18), "queued sending");
		owner("drop trigger pause on order_attempts; delete from jobs");
		assert_int_equal(atomic_load(&server->requests), 0);
	}
	queue("orders/create", 18, "{}");
	assert_int_equal(send_claimed(claim("orders/create")), OK);
	assert_string_equal(order(18), "created waiting");
	assert_int_equal(stopped(server), 1);
}

static void who_comes_back_late_changes_nothing(void **state)
{
	cJSON *slow, *next, *answer;
	const cJSON *row;

	(void)state;
	world();
	queue("orders/create", 18, "{}");
	slow = claim("orders/create");
	assert_int_equal(db_one("orders/claim", slow, &row), OK);
	json_set_text(json_set(slow, "attempt", json_object()), "id", json_text(row, "attempt_id"));
	assert_int_equal(db_one("orders/attempt_commit", slow, &row), OK);
	owner("update jobs set lease_until = now() - interval '1 s'");
	next = claim("orders/create");
	assert_int_equal(db_run("orders/recover", next), OK);
	assert_string_equal(order(18), "uncertain checking");
	db_scope(slow);
	answer = json_set(slow, "answer", json_object());
	json_set_text(answer, "phase", "unsent");
	json_set_int(answer, "http_status", 201);
	json_set_int(answer, "curl_code", 0);
	json_set_text(json_set(slow, "upstream", json_object()), "upstream_id", "u18");
	assert_int_equal(db_run("orders/created", slow), OK);
	assert_int_equal(db_run("orders/unsent", slow), OK);
	assert_int_equal(db_run("orders/refused", slow), OK);
	assert_int_equal(db_one("orders/attempt_commit", slow, &row), NOT_FOUND);
	assert_string_equal(order(18), "uncertain checking");
	assert_string_equal(phases(18), "create uncertain");
}

static void *claim_order(void *in)
{
	const cJSON *row;
	enum status status;

	db_use(DB_JOBS);
	db_scope(in);
	status = db_one("orders/claim", in, &row);
	arena_release();
	return (void *)(intptr_t)(status == OK);
}

static void one_of_many_claims_it(void **state)
{
	pthread_t threads[4];
	cJSON *ins[4];
	void *mine;
	int claims = 0;

	(void)state;
	world();
	for (size_t i = 0; i < countof(threads); i++)
		queue("orders/create", 18, "{}");
	for (size_t i = 0; i < countof(threads); i++)
		ins[i] = claim("orders/create");
	for (size_t i = 0; i < countof(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, claim_order, ins[i]), 0);
	for (size_t i = 0; i < countof(threads); i++) {
		pthread_join(threads[i], &mine);
		claims += (int)(intptr_t)mine;
	}
	assert_int_equal(claims, 1);
	assert_string_equal(phases(18), "create claimed");
}

/* Nobody finds order 10. What was tried before, and what comes next. */
static const struct {
	int looks, quiet_minutes;
	const char *attempts, *input;     /* attempts beside the first */
	enum { ASK, BATCH, RESEND } may;  /* what the provider allows */
	const char *job, *order;
} dead_ends[] = {
	{ 0, 60, "", "{}", BATCH, "orders/resolve", "uncertain checking" },
	{ 2, 14, "", "{}", BATCH, "orders/resolve", "uncertain checking" },
	{ 2, 16, "", "{}", BATCH, "orders/batch", "uncertain checking" },
	{ 2, 16, "", "{}", ASK, "", "needs_review needs_you needs_review" },
	{ 2, 14, "", "{}", RESEND, "orders/resolve", "uncertain checking" },
	{ 2, 16, "", "{}", RESEND, "orders/create", "queued sending" },
	{ 2, 16, "create uncertain", "{}", RESEND, "orders/create", "queued sending" },
	{ 2, 16, "create uncertain,create uncertain,create uncertain", "{}", RESEND, "",
	  "needs_review needs_you needs_review" },
	{ 9, 16, "batch uncertain", "{}", BATCH, "orders/batch", "uncertain checking" },
	{ 9, 16, "batch accepted", "{\"batch_id\": \"b\"}", BATCH, "orders/batch",
	  "uncertain checking" },
	{ 9, 16, "batch throttled,batch unsent", "{}", BATCH, "orders/batch", "uncertain checking" },
	{ 9, 16, "batch uncertain,batch accepted", "{}", BATCH, "",
	  "needs_review needs_you needs_review" },
	{ 9, 16, "batch refused", "{}", BATCH, "", "needs_review needs_you needs_review" },
	{ 2, 16, "", "{\"is_wanted\": true}", BATCH, "orders/create", "queued sending" },
	{ 2, 14, "", "{\"is_wanted\": true}", BATCH, "orders/resolve", "uncertain checking" },
};

static void a_dead_end_is_left_as_it_should(void **state)
{
	(void)state;
	world();
	for (size_t i = 0; i < countof(dead_ends); i++) {
		cJSON *in, *may;

		owner("delete from jobs; delete from order_attempts where order_id = 10 and id > (select"
		      " min(id) from order_attempts where order_id = 10);"
		      " alter table orders disable trigger order_move; update orders set intent ="
		      " 'uncertain', state = 'checking', cause = null where id = 10; alter table orders"
		      " enable trigger order_move");
		owner(arena_printf("insert into order_attempts (order_id, kind, phase, generation,"
			" committed_at, ended_at) select 10, split_part(a, ' ', 1), split_part(a, ' ', 2), 1,"
			" now(), now() from unnest(string_to_array('%s', ',')) a", dead_ends[i].attempts));
		owner(arena_printf("update order_attempts set ended_at = now() - interval '%d minutes'"
				   " where order_id = 10", dead_ends[i].quiet_minutes));
		queue("orders/resolve", 10, arena_printf("{\"looks\": %d}", dead_ends[i].looks));
		owner(arena_printf("update jobs set input = input || '%s'", dead_ends[i].input));
		in = claim("orders/resolve");
		may = json_set(in, "may", json_object());
		json_set_bool(may, "batch", dead_ends[i].may == BATCH);
		json_set_bool(may, "resend", dead_ends[i].may == RESEND);
		assert_int_equal(db_run("orders/not_found_upstream", in), OK);
		assert_string_equal(order(10), dead_ends[i].order);
		assert_string_equal(owner("select coalesce(min(kind), '') from jobs where state ="
					  " 'queued'"), dead_ends[i].job);
	}
}

static void a_batch_waits_for_the_quarantine(void **state)
{
	const cJSON *row;
	cJSON *in;

	(void)state;
	world();
	owner("update order_attempts set ended_at = now() - interval '14 minutes' where order_id = 10");
	queue("orders/batch", 10, "{}");
	in = claim("orders/batch");
	assert_int_equal(db_one("orders/claim", in, &row), NOT_FOUND);
	owner("update order_attempts set ended_at = now() - interval '16 minutes' where order_id = 10");
	assert_int_equal(db_one("orders/claim", in, &row), OK);
	assert_string_equal(phases(10), "create uncertain, batch claimed");
	assert_int_equal(db_one("orders/claim", in, &row), NOT_FOUND);
}

/* One line of the provider's list, and what follows from it. */
static const struct {
	const char *age;
	int ours;                         /* whose number it carries; 0: nobody's */
	const char *refresh_of;
	bool is_last;
	const char *follows;
} lines[] = {
	{ "1 minute", 0, NULL, true, "stranger" },
	{ "47 hours", 0, NULL, true, "stranger" },
	{ "49 hours", 0, NULL, true, "" },
	{ "1 minute", 6, NULL, true, "revenant" },
	{ "1 minute", 3, NULL, true, "orders/twins" },
	{ "1 minute", 10, NULL, true, "orders/resolve" },
	{ "1 minute", 13, NULL, true, "orders/resolve" },
	{ "1 minute", 18, NULL, true, "" },
	{ "1 minute", 18, NULL, false, "orders/compare" },
	{ "49 hours", 18, NULL, false, "" },
	{ "1 minute", 3, "x", true, "" },
	{ "2 hours", 3, "x", true, "stranger" },
};

static void the_comparison_finds_what_is_strange(void **state)
{
	(void)state;
	world();
	for (size_t i = 0; i < countof(lines); i++) {
		cJSON *in = document(), *list = json_list(), *line = json_object();

		owner("delete from jobs; delete from incidents");
		json_set_text(line, "upstream_id", "theirs");
		json_set_text(line, "refresh_of", lines[i].refresh_of);
		json_set_text(line, "created_at", owner(arena_printf(
			"select (now() - interval '%s')::text", lines[i].age)));
		json_set_text(line, "order_number", owner(arena_printf(
			"select order_number from orders where id = %d", lines[i].ours)));
		json_push(list, line);
		json_set(json_set(in, "upstream", json_object()), "orders", list);
		json_set_int(json_set(in, "compare", json_object()), "page", 1);
		json_set_bool((cJSON *)json_at(in, "compare"), "is_last", lines[i].is_last);
		json_set_text((cJSON *)json_at(in, "compare"), "provider", "truv");
		json_set_text((cJSON *)json_at(in, "compare"), "word", "Truv");
		db_scope(in);
		for (int again = 0; again < 2; again++)
			assert_int_equal(db_run("orders/compare", in), OK);
		assert_string_equal(owner("select coalesce((select string_agg(kind, ' ') from incidents),"
					  " '') || coalesce((select string_agg(kind, ' ') from jobs), '')"),
				    lines[i].follows);
	}
}

static void a_failed_job_leaves_no_order_behind(void **state)
{
	const cJSON *in = document();

	(void)state;
	world();
	queue("orders/create", 18, "{}");
	db_scope(in);
	assert_int_equal(db_run("orders/stray", in), OK);
	assert_string_equal(owner("select count(*) from jobs"), "1");
	owner("update jobs set state = 'failed', ended_at = now()");
	for (int again = 0; again < 2; again++)
		assert_int_equal(db_run("orders/stray", in), OK);
	assert_string_equal(owner("select string_agg(concat_ws(' ', kind, state, input ->> 'order_id'),"
				  " ', ' order by id) from jobs"),
			    "orders/create failed 18, orders/create queued 18");
}

/* It was claimed twice: the second found the first at work and was done; the first was
 * overtaken. */
static void nor_does_one_that_was_done_too_early(void **state)
{
	const cJSON *in = document();

	(void)state;
	world();
	queue("orders/create", 18, "{}");
	owner("update jobs set state = 'done', ended_at = now()");
	db_scope(in);
	for (int again = 0; again < 2; again++)
		assert_int_equal(db_run("orders/stray", in), OK);
	assert_string_equal(owner("select string_agg(concat_ws(' ', kind, state, input ->> 'order_id'),"
				  " ', ' order by id) from jobs"),
			    "orders/create done 18, orders/create queued 18");
}

static int set_up(void **state)
{
	(void)state;
	database_start(NULL, 0);
	db_use(DB_JOBS);
	return fetch_init() != OK;
}

static int tear_down(void **state)
{
	(void)state;
	fetch_thread_end();
	db_stop();
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_was_paused_sends_nothing),
		cmocka_unit_test(who_comes_back_late_changes_nothing),
		cmocka_unit_test(one_of_many_claims_it),
		cmocka_unit_test(a_dead_end_is_left_as_it_should),
		cmocka_unit_test(a_batch_waits_for_the_quarantine),
		cmocka_unit_test(the_comparison_finds_what_is_strange),
		cmocka_unit_test(a_failed_job_leaves_no_order_behind),
		cmocka_unit_test(nor_does_one_that_was_done_too_early),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
