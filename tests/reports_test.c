/* reports_test.c: what the database makes of reports, against a real one: amounts and days as the
 * program reads them, what changed between two snapshots, documents that hold anything at all, and
 * the statements that keep, hold back and let in. */
#include "database.h"

#include "app/day.h"
#include "app/money.h"

static const char *const amounts[] = {
	"0", "1", "29.7", "1856.45", "1,856.45", "12,345,678.90", "-12.00", "-$5", "$5.00", " 7.50 ",
	"1.2000", "999999999999.99", "1e3", "12.345", "", " ", "+5", "5.", ".5", "1,85", "1,8567",
	"--1", "$-5", "1 2", "NaN", "Infinity", "0x10", "1856,45", "1.5000001", "12.3400", "twelve",
};

static void money_is_read_as_the_program_reads_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(amounts); i++) {
		int64_t cents = 0;
		bool is_read = money_read(amounts[i], &cents, NULL) == OK;
		const char *ours = is_read ? arena_printf("%lld", (long long)cents) : "none";
		const char *theirs = owner(arena_printf(
			"select coalesce(round(report_money('%s') * 100)::text, 'none')", amounts[i]));

		if (strcmp(ours, theirs) != 0)
			fail_msg("\"%s\": %s, the database %s", amounts[i], ours, theirs);
	}
}

static const char *const days[] = {
	"2026-11-13", "2026-11-13T00:00:00.000Z", "2026-11-13T23:59:59+14:00", "1930-01-01",
	"2099-12-31", "1929-12-31", "2100-01-01", "9999-12-31", "2026-02-31", "2026-13-01", "today",
	"infinity", "", "13.11.2026", "2024-02-29", "2026-02-29", "26-11-13",
};

static void days_are_read_as_the_program_reads_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(days); i++) {
		int32_t day;
		const char *ours = day_read(days[i], &day) == OK ? day_iso_text(day) : "none";
		const char *theirs = owner(arena_printf(
			"select coalesce(report_day('%s')::text, 'none')", days[i]));

		if (strcmp(ours, theirs) != 0)
			fail_msg("\"%s\": %s, the database %s", days[i], ours, theirs);
	}
}

#define PAY(employer, checks) "{\"links\":[{\"link_id\":\"a\",\"employments\":[{\"company\":" \
	"{\"name\":\"" employer "\"},\"statements\":[" checks "]}]}]}"
#define CHECK(day, gross) "{\"pay_date\":\"" day "\",\"gross_pay\":\"" gross "\"}"
#define BANK(entries) "{\"links\":[{\"link_id\":\"b\",\"accounts\":[{\"mask\":\"1\"," \
	"\"transactions\":[" entries "]}]}]}"
#define ENTRY(day, amount) "{\"posted_at\":\"" day "\",\"amount\":\"" amount "\"," \
	"\"type\":\"DEBIT\",\"status\":\"POSTED\"}"
#define PENDING "{\"posted_at\":\"2026-03-04\",\"amount\":\"1\",\"status\":\"pending\"}"
#define ONE CHECK("2026-03-06", "10.00")
#define TWO CHECK("2026-03-13", "20.00")
#define THREE CHECK("2026-03-20", "30.00")
#define NOTHING "Nothing but its date changed"

static const struct {
	const char *before, *after, *words;
	bool is_smaller;
} changes[] = {
	{ PAY("A", ONE), PAY("A", ONE), NOTHING, false },
	{ PAY("A", ONE "," TWO), PAY("A", TWO "," ONE), NOTHING, false },
	{ PAY("A", ONE), PAY("a", ONE), NOTHING, false },
	{ PAY("A", ONE), PAY("A", ONE "," TWO), "1 new check", false },
	{ PAY("A", ONE), PAY("A", ONE "," TWO "," THREE), "2 new checks", false },
	/* Older than the time told of now. */
	{ PAY("A", ONE "," TWO), PAY("A", TWO "," THREE), "1 new check", false },
	{ PAY("A", ONE "," TWO "," THREE), PAY("A", ONE "," THREE), "1 check gone", true },
	{ PAY("A", ONE "," TWO), PAY("A", ONE), "1 check gone", true },
	{ PAY("A", ONE "," TWO), PAY("A", ""), "2 checks gone", true },
	{ PAY("A", ONE), PAY("A", CHECK("2026-03-06", "11.00")), "1 check changed", false },
	{ PAY("A", ONE "," ONE), PAY("A", ONE), "1 check gone", true },
	{ PAY("A", ONE), PAY("B", ONE), "1 new employer, 1 employer gone, 1 new check, 1 check gone",
	  true },
	{ PAY("A", ONE), "{\"links\":[]}", "1 employer gone, 1 check gone", true },
	{ BANK(ENTRY("2026-03-04", "5") "," PENDING), BANK(ENTRY("2026-03-04", "5")), NOTHING, false },
	{ BANK(ENTRY("2026-03-04", "5") "," ENTRY("2026-03-04", "5")),
	  BANK(ENTRY("2026-03-04", "5")), "1 transaction gone", true },
	{ BANK(ENTRY("2026-03-04", "5")), BANK(ENTRY("2026-03-04", "5") "," ENTRY("2026-03-05", "5")),
	  "1 new transaction", false },
	{ BANK(""), "{\"links\":null}", "1 account gone", true },
	{ "{}", "[]", NOTHING, false },
	{ "{\"links\":[null,1,{\"employments\":[null,{\"statements\":[null,1,{}]}]}]}", "{}",
	  "1 employer gone, 1 check gone", true },
};

static void what_changed_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(changes); i++) {
		const char *made = arena_printf("report_changes('%s', '%s')", changes[i].before,
						changes[i].after);
		const char *words = owner(arena_printf("select fmt_changes(%s)", made));
		const char *is_smaller = owner(arena_printf("select report_is_smaller(%s)", made));

		if (strcmp(words, changes[i].words) != 0)
			fail_msg("%zu: %s", i, words);
		assert_string_equal(is_smaller, changes[i].is_smaller ? "t" : "f");
	}
}

/* Wherever a page expects something, each of these. */
static const char *const anything[] = {
	"null", "true", "0", "1e300", "\"\"", "\"x\"", "[]", "[null]", "[1,\"x\",[],{}]", "{}",
	"{\"name\":null}", "[[[[]]]]", "\"<b>\"", "-1", "[{\"year\":{},\"wages\":[]}]",
	"[{\"name\":[],\"amount\":{},\"rate\":true}]", "\"2026-02-31\"",
};
static const char *const members[] = {
	"links", "links,0", "links,0,employments", "links,0,employments,0",
	"links,0,employments,0,company", "links,0,employments,0,company,name",
	"links,0,employments,0,is_active", "links,0,employments,0,start_date",
	"links,0,employments,0,statements", "links,0,employments,0,statements,0",
	"links,0,employments,0,statements,0,pay_date",
	"links,0,employments,0,statements,0,gross_pay",
	"links,0,employments,0,statements,0,hours", "links,0,employments,0,statements,0,earnings",
	"links,0,employments,0,annual_income_summary", "links,0,employments,0,w2s",
	"links,0,employments,0,bank_accounts", "links,0,employments,0,derived_fields",
	"links,0,accounts", "links,0,accounts,0", "links,0,accounts,0,balances",
	"links,0,accounts,0,mask", "links,0,accounts,0,owners", "links,0,accounts,0,nsf",
	"links,0,accounts,0,summary", "links,0,accounts,0,transactions",
	"links,0,accounts,0,transactions,0", "links,0,accounts,0,transactions,0,posted_at",
	"links,0,accounts,0,transactions,0,categories", "as_of_date", "days_requested", "summary",
	"large_deposit_threshold",
};

static const char shown[] =
	"select count(*) from (select o.id, newest_report(o.id, 'pay') as p,"
	" newest_report(o.id, 'assets') as a from orders o where o.id = 251) x"
	" cross join lateral (select report_bank(x.a, x.id)::text, own_report(x.a)::text,"
	" (select string_agg(report_doubts(j.e, j.link, 0, 0, 0, 0)::text"
	"  || report_years(j.e -> 'annual_income_summary')::text || report_w2s(j.e -> 'w2s')::text"
	"  || report_deposits(j.e -> 'bank_accounts')::text, '') from report_jobs(x.p) j),"
	" (select string_agg(report_line(c.s)::text, '') from report_checks(x.p) c),"
	" (select count(p.name) from report_checks(x.p) c,"
	"  report_parts(c.s -> 'earnings', c.s -> 'earnings_ytd') p),"
	" (select count(t.amount) from report_transactions(x.a) t)) y";

static void bears_anything_in_any_place(void **state)
{
	const char *body;

	(void)state;
	for (size_t m = 0; m < countof(members); m++)
		for (size_t i = 0; i < countof(anything); i++) {
			const char *set = arena_printf("update reports set body = jsonb_set(body, '{%s}', '%s')"
						       " where id = %d; %s", members[m], anything[i],
						       strstr(members[m], "employments") != NULL ? 253 : 252,
						       shown);

			assert_string_equal(owner(arena_printf("begin; %s", set)), "1");
		}
	body = owner("select report_bank(newest_report(251, 'assets'), 251)::text");
	assert_non_null(strstr(body, "4,466.55"));
	arena_reset();
}

static cJSON *keeping(const char *id, const char *body)
{
	cJSON *in = json_object(), *report = json_set(in, "report", json_object());

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_text(json_set(json_set(in, "job", json_object()), "input", json_object()), "order_id",
		      "251");
	json_set_text(report, "report_id", id);
	json_set_text(report, "body", body);
	json_set_text(report, "completed_at", "no time at all");
	json_set_text(report, "fingerprint", crypto_sha256_hex(body, strlen(body)));
	json_push(json_set(report, "doubts", json_list()), cJSON_CreateString("name"));
	db_scope(in);
	return in;
}

static void ask_for(const char *id)
{
	owner(arena_printf("insert into reports (order_id, product, upstream_id)"
			   " values (251, 'income', '%s')", id));
}

static const char *of(const char *id, const char *what)
{
	return owner(arena_printf("select coalesce((%s)::text, 'null') from reports r"
				  " where upstream_id = '%s'", what, id));
}

/* Late, twice, out of order, of another order, after it was held. */
static void a_report_is_kept_once(void **state)
{
	const char *first = PAY("A", ONE "," TWO), *less = PAY("A", ONE);

	(void)state;
	ask_for("k1");
	assert_int_equal(db_run("reports/keep", keeping("k1", first)), OK);
	assert_string_equal(of("k1", "sha256 = report_sha256(body)"), "true");
	assert_string_equal(of("k1", "completed_at"), "null");
	assert_int_equal(db_run("reports/keep", keeping("k1", less)), OK);
	assert_string_equal(of("k1", "jsonb_array_length(body #> '{links,0,employments,0,"
			       "statements}')"), "2");
	assert_int_equal(db_run("reports/keep", keeping("never asked for", first)), OK);
	ask_for("k2");
	assert_int_equal(db_run("reports/keep", keeping("k2", first)), OK);
	assert_string_equal(of("k2", "same_as = (select id from reports where upstream_id = 'k1')"),
			    "true");
	ask_for("k3");
	assert_int_equal(db_run("reports/keep", keeping("k3", less)), OK);
	assert_string_equal(of("k3", "fmt_changes(changes)"), "1 check gone");
	assert_string_equal(of("k3", "(select count(*) from timeline t"
			       " where t.key = 'report:' || r.id || ':smaller')"), "1");
	assert_string_equal(owner("select count(*) from jobs where kind = 'reports/papers'"), "1");
	ask_for("k4");
	assert_int_equal(db_run("reports/hold", keeping("k4", first)), OK);
	assert_int_equal(db_run("reports/keep", keeping("k4", first)), OK);
	assert_string_equal(of("k4", "body is null and held_body is not null"), "true");
}

static int set_up(void **state)
{
	const char *const load[] = { "psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1",
				     database_url("TEST_DATABASE_OWNER_URL"), "-o", "/dev/null",
				     "-f", SOURCE_DIR "/tests/fixtures.sql", NULL };

	(void)state;
	database_start(NULL, 0);
	assert_int_equal(program(load), 0);
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
		cmocka_unit_test(money_is_read_as_the_program_reads_it),
		cmocka_unit_test(days_are_read_as_the_program_reads_them),
		cmocka_unit_test(what_changed_is_told),
		cmocka_unit_test(bears_anything_in_any_place),
		cmocka_unit_test(a_report_is_kept_once),
	};

	return cmocka_run_group_tests_name("reports", tests, set_up, tear_down);
}
