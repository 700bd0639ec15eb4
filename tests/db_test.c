/* db_test.c: documents to Postgres and back, who sees what, the audit line, what a failure
 * means, and migrations, all against a real database. What happens when Postgres goes away is
 * db_outage_test.c's affair. */
#include "database.h"
#include <pthread.h>

static const struct statement statements[] = {
	{ "types", "-- One row of every kind of column.\n"
	  "select true as yes, false as no, null::text as nothing, 7::smallint as small,\n"
	  "-8::integer as whole, 9007199254740993::bigint as big, 1.10::numeric as exact,\n"
	  "'O''Brien'::text as name, date '2026-02-28' as day, '{\"a\": [1]}'::jsonb as jsonb,\n"
	  "'[true]'::json as json, '{1,2}'::int[] as ints, '{1,9007199254740993}'::bigint[] as bigs,\n"
	  "array['a\"b', 'c,d', 'e\\f', null, 'NULL', '', 'محمد']::text[] as texts,\n"
	  "'{}'::text[] as none, '{t,f}'::boolean[] as bools, '[0:1]={5,6}'::int[] as shifted,\n"
	  "'{{1,2},{3,4}}'::int[] as square, timestamptz '2026-11-20T12:00:00Z' as at" },
	{ "echo", "-- What came in, as text.\n-- $1 v.text   $2 v.list\n-- $3 v.json   $4 v.ints\n"
	  "select $1::text as text, $2::text[]::text as list, $3::jsonb::text as json,\n"
	  "$4::bigint[]::text as ints" },
	{ "rows", "-- As many rows as asked for.\n-- $1 n\n-- rows list\n"
	  "select i from generate_series(1, $1::int) i" },
	{ "cases", "-- How many cases there are to see.\nselect count(*)::int as seen from cases" },
	{ "reference", "-- Gives a case another reference.\n-- $1 id   $2 to\n"
	  "update cases set reference = $2 where id = $1 returning id" },
	{ "sleep", "-- Waits.\n-- $1 s\nselect pg_sleep($1::float8)::text as slept" },
	{ "own_end", "-- Ends its own backend.\nselect pg_terminate_backend(pg_backend_pid())" },
	{ "backend", "-- The backend that answers.\nselect pg_backend_pid() as pid" },
	{ "wrong", "-- No such column.\nselect nothing_of_the_kind from cases" },
	{ "few", "-- Names fewer parameters than it takes.\n-- $1 a\nselect $1::int + $2::int as sum" },
	{ "unique", "-- Breaks a unique constraint.\n"
	  "insert into jobs (kind, slot) values ('x', 'taken'), ('x', 'taken')" },
	{ "check", "-- Breaks a check.\ninsert into jobs (kind, state) values ('x', 'odd')" },
	{ "ended", "-- Ends in a semicolon.\nselect 1 as one;" },
	{ "cast", "-- A cast that fails.\n-- $1 v\nselect $1::text::int as i" },
	{ "denied", "-- What the role may not do.\ndelete from cases" },
	{ "raised", "-- Raises what is asked for.\n-- $1 code\nselect raise($1::text)" },
};

static void reads_every_type(void **state)
{
	const cJSON *row;

	(void)state;
	assert_int_equal(db_one("t/types", NULL, &row), OK);
	assert_string_equal(json_print(row),
		"{\"yes\":true,\"no\":false,\"nothing\":null,\"small\":7,\"whole\":-8,"
		"\"big\":\"9007199254740993\",\"exact\":\"1.10\",\"name\":\"O'Brien\","
		"\"day\":\"2026-02-28\",\"jsonb\":{\"a\":[1]},\"json\":[true],\"ints\":[1,2],"
		"\"bigs\":[\"1\",\"9007199254740993\"],"
		"\"texts\":[\"a\\\"b\",\"c,d\",\"e\\\\f\",null,\"NULL\",\"\",\"محمد\"],\"none\":[],"
		"\"bools\":[true,false],\"shifted\":[5,6],\"square\":[[1,2],[3,4]],"
		"\"at\":\"2026-11-20 06:00:00-06\"}");
}

static bool same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void sends_every_kind(void **state)
{
	static const struct { const char *v, *text, *list, *json, *ints; } cases[] = {
		{ "{}", NULL, NULL, NULL, NULL },
		{ "{\"text\":null,\"list\":null,\"json\":null,\"ints\":null}", NULL, NULL, NULL, NULL },
		{ "{\"text\":\"محمد O'Brien Nguyễn\"}", "محمد O'Brien Nguyễn", NULL, NULL, NULL },
		{ "{\"text\":12,\"json\":12}", "12", NULL, "12", NULL },
		{ "{\"text\":0.1}", "0.1", NULL, NULL, NULL },
		{ "{\"text\":true,\"json\":false}", "true", NULL, "false", NULL },
		{ "{\"text\":\"\"}", "", NULL, NULL, NULL },
		{ "{\"list\":[],\"json\":[],\"ints\":[]}", NULL, "{}", "[]", "{}" },
		{ "{\"list\":[\"a,b\",\"c\\\"d\\\\e\",null,\"\",\"NULL\",\"{}\"]}",
		  NULL, "{\"a,b\",\"c\\\"d\\\\e\",NULL,\"\",\"NULL\",\"{}\"}", NULL, NULL },
		{ "{\"ints\":[1,2,\"9007199254740993\"]}", NULL, NULL, NULL, "{1,2,9007199254740993}" },
		{ "{\"json\":[1,\"محمد\"]}", NULL, NULL, "[1, \"محمد\"]", NULL },
		{ "{\"json\":{\"a\":{\"b\":[1,null]}}}", NULL, NULL, "{\"a\": {\"b\": [1, null]}}", NULL },
		{ "{\"json\":[{\"a\":1},{\"a\":2}]}", NULL, NULL, "[{\"a\": 1}, {\"a\": 2}]", NULL },
		{ "{\"text\":[{\"a\":1}]}", "[{\"a\":1}]", NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		const char *const wanted[] = { cases[i].text, cases[i].list, cases[i].json, cases[i].ints };
		const char *const names[] = { "text", "list", "json", "ints" };
		const cJSON *in = doc(arena_printf("{\"v\":%s}", cases[i].v)), *row;

		assert_int_equal(db_one("t/echo", in, &row), OK);
		for (size_t n = 0; n < countof(names); n++) {
			const char *got = json_text_or_null(row, names[n]);

			if (!same(got, wanted[n]))
				fail_msg("%s: %s is %s, not %s", cases[i].v, names[n], got, wanted[n]);
		}
	}
}

static void gives_rows_up_to_the_limit(void **state)
{
	const cJSON *rows, *row;

	(void)state;
	assert_int_equal(db_rows("t/rows", doc("{\"n\":10000}"), &rows), OK);
	assert_int_equal(cJSON_GetArraySize(rows), 10000);
	assert_int_equal(json_int(rows, "9999.i", 0), 10000);
	assert_int_equal(db_rows("t/rows", doc("{\"n\":0}"), &rows), OK);
	assert_int_equal(cJSON_GetArraySize(rows), 0);
	assert_int_equal(db_rows("t/rows", doc("{\"n\":10001}"), &rows), FAILED);
	assert_int_equal(db_one("t/rows", doc("{\"n\":0}"), &row), NOT_FOUND);
	assert_int_equal(db_run("t/rows", doc("{\"n\":0}")), OK);
}

static void tells_failures_apart(void **state)
{
	static const struct {
		const char *query, *in;
		enum status status;
		const char *constraint;
	} cases[] = {
		{ "t/unique", "{}", CONFLICT, "jobs_slot_key" },
		{ "t/check", "{}", INVALID, "jobs_state_check" },
		{ "t/cast", "{\"v\":\"x\"}", INVALID, "" },
		{ "t/denied", "{}", FORBIDDEN, "" },
		{ "t/raised", "{\"code\":\"P0002\"}", NOT_FOUND, "" },
		{ "t/raised", "{\"code\":\"40001\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"40P01\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"55P03\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"57014\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"57P03\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"53300\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"08006\"}", UNAVAILABLE, "" },
		{ "t/raised", "{\"code\":\"23503\"}", INVALID, "" },
		{ "t/raised", "{\"code\":\"23514\"}", INVALID, "" },
		{ "t/raised", "{\"code\":\"22001\"}", INVALID, "" },
		{ "t/raised", "{\"code\":\"XX000\"}", FAILED, "" },
		{ "t/wrong", "{}", FAILED, "" },
		{ "t/few", "{}", FAILED, "" },
		{ "t/no_such", "{}", FAILED, "" },
		{ "t/ended", "{}", OK, "" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		enum status status = db_run(cases[i].query, doc(cases[i].in));

		if (status != cases[i].status)
			fail_msg("%s %s: %s", cases[i].query, cases[i].in, status_name(status));
		if (status != OK && strcmp(cases[i].query, "t/no_such") != 0)
			assert_string_equal(db_constraint(), cases[i].constraint);
		/* Whatever it was, the next call finds a clean connection. */
		assert_int_equal(db_run("t/cases", NULL), OK);
		assert_string_equal(db_constraint(), "");
	}
}

static long seen(const char *scope)
{
	const cJSON *row;

	db_scope(scope == NULL ? NULL : doc(scope));
	assert_int_equal(db_one("t/cases", NULL, &row), OK);
	db_scope(NULL);
	return json_int(row, "seen", -1);
}

static void shows_only_what_the_scope_allows(void **state)
{
	(void)state;
	assert_int_equal(seen("{\"user\":{\"sees_all\":true}}"), 2);
	assert_int_equal(seen(NULL), 0);
	assert_int_equal(seen("{}"), 0);
	assert_int_equal(seen("{\"user\":{\"id\":1,\"offices\":[],\"sees_all\":false}}"), 0);
	assert_int_equal(seen("{\"user\":{\"id\":1,\"offices\":[\"1\"],\"sees_all\":false}}"), 1);
	assert_int_equal(seen("{\"user\":{\"id\":1,\"offices\":[1,2]}}"), 2);
	/* A scope ends with its transaction, on every connection. */
	for (int i = 0; i < 8; i++)
		assert_int_equal(seen(NULL), 0);
}

#define SCOPE(action) \
	"{\"user\":{\"id\":\"1\",\"sees_all\":true}," \
	"\"audit\":{\"action\":\"" action "\",\"route\":\"/cases/:id\"}}"

static void writes_the_audit_line_once(void **state)
{
	(void)state;
	db_scope(doc(SCOPE("case.rename")));
	assert_true(db_audit_pending());
	assert_int_equal(db_run("t/reference", doc("{\"id\":1,\"to\":\"AB-77\"}")), OK);
	assert_false(db_audit_pending());
	assert_int_equal(db_run("t/cases", NULL), OK);
	db_scope(NULL);
	assert_string_equal(owner("select string_agg(concat_ws(' ', user_id, action, subject, route),"
	                          " ';') from audit"), "1 case.rename case:1 /cases/:id");
}

static void does_nothing_without_its_audit_line(void **state)
{
	(void)state;
	db_scope(doc(SCOPE("not an action")));
	assert_int_equal(db_run("t/reference", doc("{\"id\":1,\"to\":\"AB-88\"}")), FAILED);
	assert_true(db_audit_pending());
	db_scope(doc(SCOPE("case.rename")));
	assert_int_equal(db_run("t/reference", doc("{\"id\":1,\"to\":\"!\"}")), INVALID);
	assert_string_equal(db_constraint(), "cases_reference_check");
	assert_true(db_audit_pending());
	db_scope(NULL);
	assert_false(db_audit_pending());
	assert_string_equal(owner("select reference from cases where id = 1"), "AB-77");
	assert_string_equal(owner("select count(*) from audit"), "1");
}

static void does_many_or_nothing(void **state)
{
	const cJSON *one = doc("{\"id\":1,\"to\":\"MANY-1\"}");
	const cJSON *bad = doc("{\"id\":2,\"to\":\"MANY-1\"}");
	struct db_ask good[] = { { "t/reference", .in = one }, { "t/cases" } };
	struct db_ask wrong[] = {
		{ "t/reference", .in = one }, { "t/reference", .in = bad }, { "t/cases" },
	};

	(void)state;
	db_scope(doc("{\"user\":{\"sees_all\":true}}"));
	assert_int_equal(db_many(wrong, countof(wrong)), CONFLICT);
	assert_string_equal(owner("select reference from cases where id = 1"), "AB-77");
	assert_int_equal(db_many(good, countof(good)), OK);
	assert_string_equal(json_text(good[0].rows, "0.id"), "1");
	assert_int_equal(json_int(good[1].rows, "0.seen", 0), 2);
	assert_string_equal(owner("select reference from cases where id = 1"), "MANY-1");
	db_scope(NULL);
}

static void refuses_wrong_statements(void **state)
{
	static const char *const texts[] = {
		"select 1", "--\nselect 1", "-- $1 a\nselect $1", "-- Skips.\n-- $2 a\nselect $2",
		"-- Twice.\n-- $1 a  $1 b\nselect $1", "-- Nowhere.\n-- $1\nselect $1",
		"-- Nowhere.\n-- $1   $2 b\nselect $1, $2",
	};
	char dir[] = "/tmp/wrong.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < countof(texts); i++) {
		file_write(arena_printf("%s/q.sql", dir), texts[i]);
		if (queries_load(dir) != INVALID)
			fail_msg("let pass: %s", texts[i]);
	}
	assert_int_equal(queries_load("/nowhere"), INVALID);
	folder_remove(dir);
}

static void reads_heads(void **state)
{
	const struct query *q = query_find("t/echo");

	(void)state;
	assert_non_null(q);
	assert_string_equal(q->about, "What came in, as text.");
	assert_int_equal(q->parameter_count, 4);
	assert_string_equal(q->parameters[3], "v.ints");
	assert_null(q->rows);
	assert_string_equal(query_find("t/rows")->rows, "list");
	assert_null(query_find("t/nothing"));
	for (size_t i = 1; i < query_count(); i++)
		assert_true(strcmp(query_at(i - 1)->name, query_at(i)->name) < 0);
	assert_null(query_at(query_count()));
}

static void migrates_once_and_refuses_changes(void **state)
{
	char dir[] = "/tmp/migrations.XXXXXX";
	const char *url = database_url("TEST_DATABASE_OWNER_URL");
	const char *all = owner("select count(*) from migrations");
	const char *first, *second, *third;

	(void)state;
	assert_int_equal(migrate(url, SOURCE_DIR "/migrations"), OK);
	assert_string_equal(owner("select count(*) from migrations"), all);
	assert_non_null(mkdtemp(dir));
	first = arena_printf("%s/9001_a.sql", dir);
	second = arena_printf("%s/9002_b.sql", dir);
	third = arena_printf("%s/9003_c.sql", dir);
	file_write(first, "-- A.\ncreate table made (i int); insert into made values (1);");
	file_write(second, "-- B.\ninsert into made values (2);\nselect no_such_thing;");
	file_write(third, "-- C.\ninsert into made values (3);");
	/* The one that fails is undone as a whole; those before it stay, those after it wait. */
	assert_int_equal(migrate(url, dir), FAILED);
	assert_string_equal(owner("select string_agg(i::text, ' ') from made"), "1");
	file_write(second, "-- B.\ninsert into made values (2);");
	assert_int_equal(migrate(url, dir), OK);
	assert_string_equal(owner("select string_agg(i::text, ' ' order by i) from made"), "1 2 3");
	file_write(first, "-- A, changed.\ncreate table made (i int);");
	assert_int_equal(migrate(url, dir), INVALID);
	assert_int_equal(migrate("postgres://nobody:x@127.0.0.1:1/none", dir), UNAVAILABLE);
	folder_remove(dir);
}

static void *hold(void *unused)
{
	(void)unused;
	db_use(DB_HOOKS);
	assert_int_equal(db_run("t/sleep", doc("{\"s\":2}")), OK);
	arena_release();
	return NULL;
}

static bool is_held(void)
{
	return strcmp(ask_as("TEST_DATABASE_URL",
	                     "select count(*) from pg_stat_activity where state = 'active'"
	                     " and query like '%pg_sleep%' and pid <> pg_backend_pid()"), "0") != 0;
}

static void waits_for_a_connection_but_not_for_ever(void **state)
{
	pthread_t holder;
	int i;

	(void)state;
	assert_int_equal(pthread_create(&holder, NULL, hold, NULL), 0);
	for (i = 0; i < 200 && !is_held(); i++)
		ms_sleep(10);
	db_use(DB_HOOKS);
	assert_int_equal(db_run("t/cases", NULL), UNAVAILABLE);
	/* The bulkhead: the others do not notice. */
	db_use(DB_PEOPLE);
	assert_int_equal(db_run("t/cases", NULL), OK);
	db_use(DB_HOOKS);
	for (i = 0; i < 50 && db_run("t/cases", NULL) != OK; i++)
		;
	assert_in_range(i, 1, 49);         /* it waited in vain once more, then it was given one */
	db_use(DB_PEOPLE);
	pthread_join(holder, NULL);
}

static void replaces_a_killed_connection(void **state)
{
	const cJSON *row;

	(void)state;
	assert_int_equal(db_one("t/backend", NULL, &row), OK);
	/* While nobody used it: not noticed. */
	ask_as("TEST_DATABASE_URL",
	       arena_printf("select pg_terminate_backend(%s)", json_text(row, "pid")));
	ms_sleep(50);
	assert_int_equal(db_run("t/cases", NULL), OK);
	/* While it worked: this call cannot know what was done, the next one works. */
	assert_int_equal(db_run("t/own_end", NULL), UNAVAILABLE);
	assert_int_equal(db_run("t/cases", NULL), OK);
}

static int set_up(void **state)
{
	(void)state;
	database_start(statements, countof(statements));
	owner("create function raise(code text) returns int language plpgsql as"
	      " $$ begin raise exception using errcode = code; end $$");
	owner("insert into offices (name) values ('Eastside'), ('Harbor');"
	      "insert into users (email, name, role) values ('ana@test.test', 'Ana', 'caseworker');"
	      "insert into cases (reference, office_id) values ('AB-1', 1), ('AB-2', 2)");
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
		cmocka_unit_test(reads_heads),
		cmocka_unit_test(reads_every_type),
		cmocka_unit_test(sends_every_kind),
		cmocka_unit_test(gives_rows_up_to_the_limit),
		cmocka_unit_test(tells_failures_apart),
		cmocka_unit_test(shows_only_what_the_scope_allows),
		cmocka_unit_test(writes_the_audit_line_once),
		cmocka_unit_test(does_nothing_without_its_audit_line),
		cmocka_unit_test(does_many_or_nothing),
		cmocka_unit_test(replaces_a_killed_connection),
		cmocka_unit_test(waits_for_a_connection_but_not_for_ever),
		cmocka_unit_test(migrates_once_and_refuses_changes),
		cmocka_unit_test(refuses_wrong_statements),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
