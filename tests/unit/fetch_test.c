/* fetch_test.c: calls against a small server that answers as each case says, well or badly.
 *
 * What the server has read (test_server.h) is the truth about "was it sent", and each outcome is
 * held against it. That nothing goes out twice is fetch_once_test.c's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/fetch.h"
#include "test_server.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONG "0123456789012345678901234567890123456789012345678901234567890123456789"

static const struct {
	struct act act;
	enum outcome outcome;
	int http_status, retry_after;
	const char *id;             /* of the answer's document; NULL: it must have none */
} cases[] = {
	{ { HEAD("201 Created", "10") "\r\n{\"id\":\"7\"}", KEEP }, ACCEPTED, 201, 0, "7" },
	{ { HEAD("200 OK", "10") "\r\n{\"id\":\"7\"}", CLOSE }, ACCEPTED, 200, 0, "7" },
	{ { "HTTP/1.1 204 No Content\r\n\r\n", KEEP }, ACCEPTED, 204, 0, NULL },
	{ { HEAD("202 Accepted", "0") "\r\n", KEEP }, ACCEPTED, 202, 0, NULL },
	{ { HEAD("200 OK", "13") "\r\n<html></html>", KEEP }, UNCERTAIN, 200, 0, NULL },
	{ { HEAD("200 OK", "9") "\r\n{\"id\":\"7\"", KEEP }, UNCERTAIN, 200, 0, NULL },
	{ { HEAD("200 OK", "99") "\r\n{\"id\":\"7\"}", CLOSE }, UNCERTAIN, 200, 0, NULL },
	{ { HEAD("200 OK", "99") "\r\n{\"id\":\"7\"}", RESET }, UNCERTAIN, 200, 0, NULL },
	{ { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"id\":\"7\"}\r\n", CLOSE },
		UNCERTAIN, 200, 0, NULL },
	{ { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
		"a\r\n{\"id\":\"7\"}\r\n0\r\n\r\n", CLOSE }, ACCEPTED, 200, 0, "7" },
	{ { HEAD("302 Found", "0") "Location: /elsewhere\r\n\r\n", KEEP },
		UNCERTAIN, 302, 0, NULL },
	{ { HEAD("400 Bad Request", "10") "\r\n{\"id\":\"x\"}", KEEP }, REFUSED, 400, 0, "x" },
	{ { HEAD("404 Not Found", "4") "\r\ngone", KEEP }, REFUSED, 404, 0, NULL },
	{ { HEAD("415 What", "0") "\r\n", KEEP }, REFUSED, 415, 0, NULL },
	{ { HEAD("422 What", "0") "\r\n", KEEP }, REFUSED, 422, 0, NULL },
	{ { HEAD("401 Who", "0") "\r\n", KEEP }, DENIED, 401, 0, NULL },
	{ { HEAD("403 No", "0") "\r\n", KEEP }, DENIED, 403, 0, NULL },
	{ { HEAD("408 Late", "0") "\r\n", CLOSE }, UNCERTAIN, 408, 0, NULL },
	{ { HEAD("429 Slow", "0") "\r\n", KEEP }, THROTTLED, 429, 0, NULL },
	{ { HEAD("429 Slow", "0") "Retry-After: 7\r\n\r\n", KEEP }, THROTTLED, 429, 7, NULL },
	{ { HEAD("429 Slow", "0") "retry-after: 0\r\n\r\n", KEEP }, THROTTLED, 429, 1, NULL },
	{ { HEAD("429 Slow", "0") "Retry-After: 9999\r\n\r\n", KEEP }, THROTTLED, 429, 300, NULL },
	{ { HEAD("429 Slow", "0") "Retry-After: 99999999999999999999\r\n\r\n", KEEP },
		THROTTLED, 429, 300, NULL },
	{ { HEAD("429 Slow", "0") "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n\r\n", KEEP },
		THROTTLED, 429, 1, NULL },
	{ { HEAD("429 Slow", "0") "Retry-After: Thu, 31 Dec 2099 23:59:59 GMT\r\n\r\n", KEEP },
		THROTTLED, 429, 300, NULL },
	{ { HEAD("429 Slow", "0") "Retry-After: soon\r\n\r\n", KEEP }, THROTTLED, 429, 0, NULL },
	{ { HEAD("500 Oh", "10") "\r\n{\"id\":\"7\"}", KEEP }, UNCERTAIN, 500, 0, "7" },
	{ { HEAD("503 Oh", "0") "Retry-After: 12\r\n\r\n", KEEP }, UNCERTAIN, 503, 12, NULL },
	{ { HEAD("400 Cut", "99") "\r\n{}", CLOSE }, UNCERTAIN, 400, 0, NULL },
	{ { "hello, who is there?\r\n\r\n", CLOSE }, UNCERTAIN, 0, 0, NULL },
	{ { NULL, CLOSE }, UNCERTAIN, 0, 0, NULL },
	{ { NULL, RESET }, UNCERTAIN, 0, 0, NULL },
};

static void each_answer_has_its_outcome(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct server *s = started(&cases[i].act, 1);
		struct call call = call_to(s);
		struct answer answer;

		call.is_once = true;
		fetch(&call, &answer);
		if (answer.outcome != cases[i].outcome || answer.http_status != cases[i].http_status
			|| answer.retry_after != cases[i].retry_after)
			fail_msg("case %zu: %s, status %d, retry after %d", i,
				outcome_name(answer.outcome), answer.http_status,
				answer.retry_after);
		if (cases[i].id)
			assert_string_equal(json_text(answer.doc, "id"), cases[i].id);
		else
			assert_null(answer.doc);
		assert_non_null(answer.body);
		assert_int_equal(stopped(s), 1);
	}
	arena_reset();
}

static void the_request_goes_out_as_asked(void **state)
{
	static const struct act ok = { HEAD("200 OK", "2") "\r\n{}", KEEP };
	static const char *const headers[] = { "X-Access-Secret: s", "Content-Type: text/x", NULL };
	struct server *s = started(&ok, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	call.headers = headers;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, ACCEPTED);
	assert_int_equal(strncmp(s->last, "POST /v1/orders/ HTTP/1.1\r\n", 27), 0);
	assert_non_null(strstr(s->last, "\r\nX-Access-Secret: s\r\n"));
	assert_non_null(strstr(s->last, "\r\nContent-Type: text/x\r\n"));
	assert_non_null(strstr(s->last, "\r\n\r\n{\"a\":1}"));
	assert_null(strstr(s->last, "Expect:"));
	call.body = NULL;
	fetch(&call, &answer);
	assert_non_null(strstr(s->last, "\r\nContent-Length: 0\r\n"));
	call.method = "DELETE";
	fetch(&call, &answer);
	assert_int_equal(strncmp(s->last, "DELETE /v1/orders/ ", 19), 0);
	assert_null(strstr(s->last, "Content-Length"));
	call.method = "GET";
	fetch(&call, &answer);
	assert_int_equal(strncmp(s->last, "GET /v1/orders/ ", 16), 0);
	assert_int_equal(answer.outcome, ACCEPTED);
	assert_int_equal(stopped(s), 4);
	arena_reset();
}

static void the_byte_cap_holds(void **state)
{
	static const struct act act = { HEAD("200 OK", "72") "\r\n\"" LONG "\"", KEEP };
	struct server *s = started(&act, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	call.reply_max = 72;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, ACCEPTED);
	assert_int_equal(answer.body_len, 72);
	call.reply_max = 71;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNCERTAIN);
	assert_null(answer.doc);
	stopped(s);
	arena_reset();
}

static void silence_times_out(void **state)
{
	static const struct act act = { NULL, KEEP };
	struct server *s = started(&act, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	call.timeout_ms = 200;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNCERTAIN);
	assert_int_equal(answer.curl_code, 28);
	assert_int_equal(stopped(s), 1);
	arena_reset();
}

static void a_redirect_is_not_followed(void **state)
{
	static const struct act acts[] = {
		{ HEAD("307 Go", "0") "Location: /elsewhere\r\n\r\n", KEEP },
		{ HEAD("200 OK", "2") "\r\n{}", KEEP },
	};
	struct server *s = started(acts, countof(acts));
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNCERTAIN);
	assert_int_equal(answer.http_status, 307);
	assert_int_equal(stopped(s), 1);
	arena_reset();
}

/* 127.0.0.2 would answer, but is not one of the three names of loopback. */
static void plain_http_goes_to_loopback_only(void **state)
{
	struct server *s = started_at(INADDR_LOOPBACK + 1, &cases[0].act, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	call.url = arena_printf("http://127.0.0.2:%d/", s->port);
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNSENT);
	assert_int_equal(stopped(s), 0);
	arena_reset();
}

static void what_may_not_be_called_is_unsent(void **state)
{
	static const char *const urls[] = {
		"", "nonsense", "ftp://127.0.0.1/", "file:///etc/hostname", "http://example.test/",
		"http://127.0.0.1.example.test/", "http://127.0.0.1@example.test/",
		"http://localhost:80@example.test/", "gopher://localhost/", "https://",
	};
	static const char *const forged[] = { "X-A: b\r\nX-C: d", NULL };
	struct server *s = started(&cases[0].act, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	call.headers = forged;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNSENT);
	call.headers = NULL;
	for (size_t i = 0; i < countof(urls); i++) {
		call.url = urls[i];
		fetch(&call, &answer);
		assert_int_equal(answer.outcome, UNSENT);
		assert_int_equal(answer.http_status, 0);
		assert_string_equal(answer.body, "");
	}
	/* TLS to a server that speaks none fails before anything of ours is sent. */
	call.url = arena_printf("https://127.0.0.1:%d/", s->port);
	call.timeout_ms = 300;
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNSENT);
	assert_int_equal(stopped(s), 0);
	arena_reset();
}

static void nobody_there_is_unsent(void **state)
{
	struct server nobody = { 0 };
	int listener = listen_at(INADDR_LOOPBACK, &nobody.port);
	struct call call = call_to(&nobody);
	struct answer answer;

	(void)state;
	close(listener);
	fetch(&call, &answer);
	assert_int_equal(answer.outcome, UNSENT);
	assert_int_equal(answer.curl_code, 7);
	arena_reset();
}

static void a_proxy_in_the_environment_is_ignored(void **state)
{
	struct server *s = started(&cases[0].act, 1);
	struct call call = call_to(s);
	struct answer answer;

	(void)state;
	setenv("http_proxy", "http://127.0.0.1:9", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:9", 1);
	fetch(&call, &answer);
	unsetenv("http_proxy");
	unsetenv("ALL_PROXY");
	assert_int_equal(answer.outcome, ACCEPTED);
	stopped(s);
	arena_reset();
}

static const struct {
	const char *url, *hosts;
	bool is_at;
} places[] = {
	{ "https://papers.test/x.pdf", "papers.test", true },
	{ "https://papers.test/x.pdf", "a.test, papers.test,b.test", true },
	{ "https://PAPERS.test/x.pdf", "papers.TEST", true },
	{ "https://papers.test:8443/x", "papers.test:8443", true },
	{ "https://papers.test:8443/x", "papers.test", false },
	{ "https://papers.test/x", "papers.test:8443", false },
	{ "https://papers.test/x", "", false },
	{ "https://papers.test/x", " , ,", false },
	{ "https://papers.test.evil.test/x", "papers.test", false },
	{ "https://evil-papers.test/x", "papers.test", false },
	{ "https://papers.test@evil.test/x", "papers.test", false },
	{ "https://evil.test@papers.test/x", "papers.test", false },
	{ "https://evil.test/https://papers.test", "papers.test", false },
	{ "https://evil.test#@papers.test/", "papers.test", false },
	{ "https://evil.test\\@papers.test/", "papers.test", false },
	{ "//papers.test/x", "papers.test", false },
	{ "papers.test/x", "papers.test/x", false },
	{ "", "papers.test", false },
	{ "https:///x", "", false },
	{ "https://papers.test /x", "papers.test", false },
};

static void a_place_is_one_of_those_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(places); i++)
		if (fetch_is_at(places[i].url, places[i].hosts) != places[i].is_at)
			fail_msg("%s in \"%s\"", places[i].url, places[i].hosts);
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
		cmocka_unit_test(each_answer_has_its_outcome),
		cmocka_unit_test(the_request_goes_out_as_asked),
		cmocka_unit_test(the_byte_cap_holds),
		cmocka_unit_test(silence_times_out),
		cmocka_unit_test(a_redirect_is_not_followed),
		cmocka_unit_test(a_place_is_one_of_those_named),
		cmocka_unit_test(plain_http_goes_to_loopback_only),
		cmocka_unit_test(what_may_not_be_called_is_unsent),
		cmocka_unit_test(nobody_there_is_unsent),
		cmocka_unit_test(a_proxy_in_the_environment_is_ignored),
	};

	return cmocka_run_group_tests(tests, start, end);
}
