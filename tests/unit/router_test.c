/* router_test.c: from a raw request to its route or its refusal, without socket and database. */
#include "base/arena.h"
#include "base/crypto.h"
#include "web/page.h"
#include "web/request.h"
#include "web/router.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const proxies[] = { "10.0.0.1", "10.0.0.2", NULL };

/* Says which route it was and with what. */
static enum status show(struct request *r)
{
	reply_text(r, 200, "text/plain", arena_printf("%s %s %s", r->route->path,
	           json_print(json_at(r->in, "path")), json_print(json_at(r->in, "query"))));
	return OK;
}

static enum status fail_not_found(struct request *r) { (void)r; return NOT_FOUND; }
static enum status fail_conflict(struct request *r) { (void)r; return CONFLICT; }
static enum status fail_unavailable(struct request *r) { (void)r; return UNAVAILABLE; }
static enum status go(struct request *r) { return redirect(r, "/cases/%d", 7); }

static const struct route table[] = {
	{ GET, "/", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/cases", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/cases/new", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/cases/:id", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/cases/:case_id/members/:id", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ POST, "/cases/:id/closure", SIGNED, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/static/:name", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/v1/orders/:id/", ANYONE, show, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/staff", STAFF, show, NULL, NULL, 0, LISTEN_HOOKS },
	{ GET, "/missing", ANYONE, fail_not_found, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/conflict", ANYONE, fail_conflict, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/away", ANYONE, fail_unavailable, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/go", ANYONE, go, NULL, NULL, 0, LISTEN_APP },
	{ GET, "/healthz", ANYONE, show, NULL, NULL, 0, LISTEN_OPS },
};

static struct connection connection;
static struct request r;

static void header(const char *name, const char *value)
{
	connection.raw.headers[connection.raw.header_count++] = (struct head_line){ name, value };
}

static void prepare(const char *method, const char *path, const char *query)
{
	memset(&connection, 0, sizeof connection);
	memset(&r, 0, sizeof r);
	connection.raw.method = method;
	connection.raw.path = path;
	connection.raw.query = query;
	connection.raw.version = "1.1";
	connection.raw.peer = "10.0.0.1";
	header("Host", "verify.test");
}

static int taken(void)
{
	return request_take(&r, &connection, proxies);
}

/* The answer's text, whatever its status. */
static const char *answer(const char *method, const char *path, const char *query, int listener)
{
	prepare(method, path, query);
	assert_int_equal(taken(), 0);
	r.listener = listener;
	router_handle(&r);
	return r.reply.data;
}

static void paths_find_their_route(void **state)
{
	static const struct {
		const char *path, *query, *text;
	} cases[] = {
		{ "/", NULL, "/ {} {}" }, { "/cases", "q=a%20b", "/cases {} {\"q\":\"a b\"}" },
		{ "/cases/new", NULL, "/cases/new {} {}" },
		{ "/cases/7", "", "/cases/:id {\"id\":\"7\"} {}" },
		{ "/cases/7/members/12", NULL,
		  "/cases/:case_id/members/:id {\"case_id\":\"7\",\"id\":\"12\"} {}" },
		{ "/static/app%2Ecss", NULL, "/static/:name {\"name\":\"app.css\"} {}" },
		{ "/static/a%2Fb", NULL, "/static/:name {\"name\":\"a/b\"} {}" },
		{ "/v1/orders/3/", NULL, "/v1/orders/:id/ {\"id\":\"3\"} {}" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(cases); i++) {
		assert_string_equal(answer("GET", cases[i].path, cases[i].query, LISTEN_APP),
		                    cases[i].text);
		assert_int_equal(r.status, 200);
	}
}

static void other_paths_do_not_exist(void **state)
{
	static const char *const paths[] = {
		"/x", "/cases/", "/cases/x", "/cases/7x", "/cases/-7", "/cases/1234567890123456789", "//",
		"/cases//7", "/v1/orders/3", "/healthz", "/staff", "/static", "/CASES", "/cases/7/members",
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(paths); i++) {
		answer("GET", paths[i], NULL, LISTEN_APP);
		if (r.status != 404)
			fail_msg("%s: %d", paths[i], r.status);
	}
	answer("GET", "/healthz", NULL, LISTEN_OPS);
	assert_int_equal(r.status, 200);
}

static void other_methods_are_named(void **state)
{
	(void)state;
	answer("DELETE", "/cases/7", NULL, LISTEN_APP);
	assert_int_equal(r.status, 405);
	assert_non_null(strstr(r.head.data, "Allow: GET, HEAD\r\n"));
	answer("HEAD", "/cases/7", NULL, LISTEN_APP);
	assert_int_equal(r.status, 200);
}

static void failures_become_statuses(void **state)
{
	(void)state;
	answer("GET", "/missing", NULL, LISTEN_APP);
	assert_int_equal(r.status, 404);
	answer("GET", "/conflict", NULL, LISTEN_APP);
	assert_int_equal(r.status, 409);
	assert_non_null(strstr(answer("GET", "/away", NULL, LISTEN_APP), "Try again"));
	assert_int_equal(r.status, 503);
	assert_non_null(strstr(r.head.data, "Retry-After: "));
	answer("GET", "/cases", "a=%00", LISTEN_APP);
	assert_int_equal(r.status, 400);
	answer("GET", "/go", NULL, LISTEN_APP);
	assert_int_equal(r.status, 303);
	assert_string_equal(connection.location, "/cases/7");
}

static void the_signed_out_are_sent_to_sign_in(void **state)
{
	(void)state;
	answer("GET", "/staff", "a=b&c", LISTEN_HOOKS);
	assert_int_equal(r.status, 303);
	assert_string_equal(connection.location, "/signin?next=%2Fstaff%3Fa%3Db%26c");
	prepare("GET", "/staff", NULL);
	header("HX-Request", "true");
	assert_int_equal(taken(), 0);
	r.listener = LISTEN_HOOKS;
	router_handle(&r);
	assert_int_equal(r.status, 401);
	assert_non_null(strstr(r.head.data, "HX-Redirect: /signin?next=%2Fstaff\r\n"));
}

static void a_row_without_a_role_does_not_start(void **state)
{
	static const struct route bad[][1] = {
		{ { GET, "/x", 0, show, NULL, NULL, 0, LISTEN_APP } },
		{ { GET, "/x", STAFF, NULL, NULL, NULL, 0, LISTEN_APP } },
		{ { GET, "/x", STAFF, page, NULL, NULL, 0, LISTEN_APP } },
		{ { GET, "x", STAFF, show, NULL, NULL, 0, LISTEN_APP } },
		{ { 0, "/x", STAFF, show, NULL, NULL, 0, LISTEN_APP } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(bad); i++)
		assert_int_equal(router_start(bad[i], 1), INVALID);
	assert_int_equal(router_start(table, countof(table)), OK);
}

static void paths_are_decoded_once(void **state)
{
	static const struct {
		const char *path;
		int refusal;
	} cases[] = {
		{ "/a%20b", 0 }, { "/a%252e", 0 }, { "/..", 400 }, { "/%2e%2E/x", 400 }, { "/.", 400 },
		{ "/a%00", 400 }, { "/a%1f", 400 }, { "/a%7f", 400 }, { "/%ff", 400 }, { "/%c0%ae", 400 },
		{ "/%", 400 }, { "/%4", 400 }, { "/%4/1", 400 }, { "x", 400 }, { "", 400 }, { "/...", 0 },
		{ "/1/2/3/4/5/6/7/8/9/10/11/12", 0 }, { "/1/2/3/4/5/6/7/8/9/10/11/12/13", 404 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(cases); i++) {
		prepare("GET", cases[i].path, NULL);
		if (taken() != cases[i].refusal)
			fail_msg("%s", cases[i].path);
	}
}

static void a_head_two_can_read_differently_is_refused(void **state)
{
	static const struct {
		const char *name, *value, *again, *value_again;
		int refusal;
	} cases[] = {
		{ "Content-Length", "0", NULL, NULL, 0 },
		{ "Content-Length", "3", "content-length", "3", 400 },
		{ "Content-Length", "3", "Transfer-Encoding", "chunked", 400 },
		{ "Content-Length", "3a", NULL, NULL, 400 },
		{ "Content-Length", "", NULL, NULL, 400 },
		{ "Content-Length", "12345678901", NULL, NULL, 400 },
		{ "Transfer-Encoding", "Chunked", NULL, NULL, 0 },
		{ "Transfer-Encoding", "chunked, gzip", NULL, NULL, 400 },
		{ "HOST", "other.test", NULL, NULL, 400 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(cases); i++) {
		prepare("POST", "/", NULL);
		header(cases[i].name, cases[i].value);
		if (cases[i].again)
			header(cases[i].again, cases[i].value_again);
		if (taken() != cases[i].refusal)
			fail_msg("%s: %s", cases[i].name, cases[i].value);
	}
}

/* Only what our own proxies wrote is believed, from the end of the list. */
static void addresses_are_believed_from_proxies_only(void **state)
{
	static const struct {
		const char *peer, *list, *remote;
	} cases[] = {
		{ "10.0.0.1", "203.0.113.7", "203.0.113.7" },
		{ "10.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7" },
		{ "10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7" },
		{ "10.0.0.1", "evil=\"x\" status=200", "10.0.0.1" }, { "10.0.0.1", "", "10.0.0.1" },
		{ "10.0.0.1", ",", "10.0.0.1" }, { "198.51.100.4", "203.0.113.7", "198.51.100.4" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(cases); i++) {
		prepare("GET", "/", NULL);
		connection.raw.peer = cases[i].peer;
		header("X-Forwarded-For", cases[i].list);
		header("X-Forwarded-Proto", "https");
		assert_int_equal(taken(), 0);
		assert_string_equal(r.remote, cases[i].remote);
		assert_int_equal(r.is_secure, strcmp(cases[i].peer, "10.0.0.1") == 0);
	}
}

static void replies_carry_our_headers_and_nobody_elses(void **state)
{
	struct buf out;

	(void)state;
	answer("GET", "/cases", NULL, LISTEN_APP);
	reply_header(&r, "X-A", "b\r\nX-Evil: 1");
	reply_header(&r, "Cache-Control", "public");
	out = reply_compose(&r, true, true);
	assert_non_null(strstr(out.data, "Content-Security-Policy: default-src 'none';"));
	assert_non_null(strstr(out.data, "Strict-Transport-Security: "));
	assert_null(strstr(out.data, "X-Evil"));
	assert_null(strstr(out.data, "no-store"));
	assert_non_null(strstr(out.data, "\r\nContent-Length: 12\r\n\r\n/cases {} {}"));
	connection.is_head = true;
	out = reply_compose(&r, false, true);
	assert_string_equal(out.data + out.len - 22, "Content-Length: 12\r\n\r\n");
}

static int start(void **state)
{
	static const struct page_settings settings = { "Lakeside", "sandbox", NULL };

	(void)state;
	json_init();
	page_start(&settings);
	return crypto_init() == OK && router_start(table, countof(table)) == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_reset();
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(paths_find_their_route, end),
		cmocka_unit_test_teardown(other_paths_do_not_exist, end),
		cmocka_unit_test_teardown(other_methods_are_named, end),
		cmocka_unit_test_teardown(failures_become_statuses, end),
		cmocka_unit_test_teardown(the_signed_out_are_sent_to_sign_in, end),
		cmocka_unit_test_teardown(a_row_without_a_role_does_not_start, end),
		cmocka_unit_test_teardown(paths_are_decoded_once, end),
		cmocka_unit_test_teardown(a_head_two_can_read_differently_is_refused, end),
		cmocka_unit_test_teardown(addresses_are_believed_from_proxies_only, end),
		cmocka_unit_test_teardown(replies_carry_our_headers_and_nobody_elses, end),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
