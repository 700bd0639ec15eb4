/* audit_proof_test.c: whoever can write to the database puts a line into the audit trail with the
 * time of now, so that the clock chains it as if it were real; `portal audit verify` finds it,
 * before it is linked and after. Other tampering is audit_test.c's. */
#include "database.h"

#include "app/audit.h"

/* Of what the portal asked to be written, each another way. */
static const char *const fields[] = {
	"user_id = null", "action = 'case.list'", "subject = 'case:8'", "route = '/cases'",
	"remote = '10.0.0.2'", "request_id = upper(request_id)", "reason = ''", "outcome = 'refused'",
};

/* Three lines an hour old, of a release before lines had a proof. */
static int start(void **state)
{
	(void)state;
	database_start(NULL, 0);
	owner("insert into users (email, name, role) values ('a@x.test', 'A', 'auditor')");
	owner("insert into audit (at, user_id, action, subject, route, remote, request_id)"
	      " select now() - n * interval '1 minute', (select min(id) from users), 'case.view',"
	      " 'case:7', '/cases/:id', '127.0.0.1', md5(n::text)"
	      " from unnest('{65,64,63}'::integer[]) n");
	owner("select audit_link(20000)");
	owner("create table kept as table audit; create table kept_chain as table audit_chain;"
	      "alter table audit disable trigger user; alter table audit_chain disable trigger user");
	return 0;
}

static void restore(void)
{
	owner("delete from audit_chain; delete from audit;"
	      "insert into audit overriding system value table kept;"
	      "insert into audit_chain table kept_chain");
}

/* A line as the portal writes it, with that time. */
static void portal_writes(const char *action, const char *at)
{
	cJSON *in = json_object(), *audit = json_set(in, "audit", json_object());

	json_set_text(json_set(in, "user", json_object()), "id", owner("select min(id) from users"));
	json_set_text(audit, "action", action);
	json_set_text(audit, "subject", "case:7");
	json_set_text(audit, "route", "/cases/:id");
	json_set_text(audit, "remote", "127.0.0.1");
	json_set_text(audit, "request_id", "r1");
	db_scope(in);
	assert_int_equal(db_run("audit/failed", in), OK);
	assert_false(db_audit_pending());
	db_scope(NULL);
	if (at != NULL)
		owner(arena_printf("update audit set at = %s where id = (select max(id) from audit)",
				   at));
}

/* Without the anchors, which know nothing of lines that are this young. */
static long found_now(void)
{
	struct chain c;

	chain_begin(&c, "", NULL);
	assert_int_equal(audit_verify(&c), OK);
	arena_reset();
	return c.findings;
}

static void found_before_and_after_its_link(const char *sql)
{
	const char *kept = strdup(sql);

	owner(kept);
	if (found_now() == 0)
		fail_msg("not found before it was linked: %s", kept);
	owner("select audit_link(20000)");
	if (found_now() == 0)
		fail_msg("not found: %s", kept);
	free((char *)kept);
}

#define COPIED "insert into audit (at, user_id, action, subject, route, remote, request_id," \
	" reason, outcome, proof) select clock_timestamp(), user_id, action, subject, route, remote," \
	" request_id, reason, outcome, "
#define NEWEST " from audit where proof is not null order by id desc limit 1"

/* Put in with the time of now, so that the clock chains it as if it were real. Three in an upgraded
 * trail, whose older lines have no proof, and four in one that began with proofs. */
static void lines_that_the_portal_did_not_write(void **state)
{
	static const char *const ways[] = {
		"select audit_write(null, 'case.view', 'case:7', '/cases/:id', '::1', 'x', null)",
		"select audit_line(null, 'case.view', 'case:7', '/x', '::1', 'x', null, 'done',"
		" repeat('0a', 48))",
		COPIED "proof" NEWEST,
		COPIED "overlay(proof placing repeat('0', 32) from 1)" NEWEST,
	};

	(void)state;
	for (int is_new = 0; is_new < 2; is_new++)
		for (size_t i = 0; i < countof(ways); i++) {
			if (is_new)
				owner("delete from audit_chain; delete from audit");
			portal_writes("case.view", is_new ? NULL : "(select max(at) from kept)"
				      " + interval '1 second'");
			owner("select audit_link(20000)");
			portal_writes("session.refuse", NULL);
			assert_int_equal(found_now(), 0);
			found_before_and_after_its_link(ways[i]);
			restore();
		}
}

/* The release before may still write beside this one, for half an hour. */
static void lines_of_the_release_before(void **state)
{
	(void)state;
	portal_writes("case.view", NULL);
	owner("select audit_write(null, 'case.view', 'case:7', '/cases/:id', '::1', 'x', null)");
	owner("select audit_link(20000)");
	assert_int_equal(found_now(), 0);
	restore();
}

/* A proof is over each field, also of a line that is not linked yet. */
static void a_proof_is_over_every_field(void **state)
{
	(void)state;
	for (size_t k = 0; k < countof(fields); k++) {
		portal_writes("case.view", NULL);
		assert_int_equal(found_now(), 0);
		found_before_and_after_its_link(arena_printf("update audit set %s where id ="
			" (select max(id) from audit)", fields[k]));
		restore();
	}
	/* And its chain over the proof. */
	portal_writes("case.view", NULL);
	owner("select audit_link(20000)");
	owner("update audit set proof = null where id = (select max(id) from audit)");
	assert_true(found_now() > 0);
	restore();
}

/* The job that links it says so at once, to the log and to auditors; a whole trail says nothing. */
static void the_clock_tells_of_a_forged_line(void **state)
{
	static const char checks[] = "select count(*) || ' ' || coalesce(sum(findings), 0)"
				     " from audit_checks where kind = 'verify'";
	cJSON *in = json_object();

	(void)state;
	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	portal_writes("case.view", NULL);
	db_scope(in);
	assert_int_equal(audit_link(NULL, in), OK);
	assert_string_equal(owner(checks), "0 0");
	owner("select audit_line(null, 'case.view', 'case:7', '/x', '::1', 'x', null, 'done',"
	      " repeat('0a', 48))");
	assert_int_equal(audit_link(NULL, in), OK);
	assert_string_equal(owner(checks), "1 1");
	assert_int_equal(audit_link(NULL, in), OK);
	assert_string_equal(owner(checks), "1 1");
	db_scope(NULL);
	restore();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_that_the_portal_did_not_write),
		cmocka_unit_test(lines_of_the_release_before),
		cmocka_unit_test(a_proof_is_over_every_field),
		cmocka_unit_test(the_clock_tells_of_a_forged_line),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
