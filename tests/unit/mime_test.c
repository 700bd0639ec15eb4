/* mime_test.c: e-mails as bytes: which addresses, how headers are coded, and that nothing in a
 * value can add a header or end the message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mime.h"

#include <string.h>

#define LOCAL_64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct { const char *address; bool is_ok;
} addresses[] = {
	{ "maeve.obrien@mail.test", true },  { "o'brien+snap@mail.test", true },
	{ "a@b", true },                     { LOCAL_64 "@mail.test", true },
	{ LOCAL_64 "a@mail.test", false },   { "", false },
	{ "@mail.test", false },             { "a@", false },
	{ "a.@mail.test", false },           { ".a@mail.test", false },
	{ "a..b@mail.test", false },         { "a@mail..test", false },
	{ "a b@mail.test", false },          { "a\r\nBcc: x@mail.test", false },
	{ "a@mail.test\r\n", false },        { "a,b@mail.test", false },
	{ "<a@mail.test>", false },          { "\"a\"@mail.test", false },
	{ "jos\xC3\xA9@mail.test", false },  { "a@mail_test", false },
	{ "a@b@mail.test", false },
};

static void takes_plain_addresses_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(addresses); i++)
		if (mime_address_ok(addresses[i].address) != addresses[i].is_ok)
			fail_msg("%s", addresses[i].address);
	assert_string_equal(mime_domain("a@mail.test"), "mail.test");
}

/* The vectors of RFC 4648 §10. */
static const struct { const char *text, *coded;
} base64s[] = {
	{ "", "" },             { "f", "Zg==" },         { "fo", "Zm8=" },
	{ "foo", "Zm9v" },      { "foob", "Zm9vYg==" },  { "fooba", "Zm9vYmE=" },
	{ "foobar", "Zm9vYmFy" }, { "\xFF\xFE\xFD", "//79" },
};

static void base64_fits_the_published_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(base64s); i++) {
		struct buf b = buf_new(100);

		buf_base64(&b, base64s[i].text, strlen(base64s[i].text));
		assert_string_equal(b.data, base64s[i].coded);
	}
	arena_reset();
}

static const struct { const char *text, *coded;
} texts[] = {
	{ "", "" },
	{ "Your link from Lakeside County", "Your link from Lakeside County" },
	{ "Su enlace de a\xC3\xB1o", "=?UTF-8?B?U3UgZW5sYWNlIGRlIGHDsW8=?=" },
	{ "a\r\nBcc: x@mail.test", "=?UTF-8?B?YQ0KQmNjOiB4QG1haWwudGVzdA==?=" },
	{ "=?UTF-8?B?eA==?=", "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=" },
};

static void codes_what_a_header_cannot_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(texts); i++)
		assert_string_equal(mime_text(texts[i].text), texts[i].coded);
	arena_reset();
}

/* Every line within 76, every word whole characters: three bytes each go in fifteens. */
static void long_headers_are_folded_between_characters(void **state)
{
	struct buf b = buf_new(1000);
	const char *line, *next;

	(void)state;
	for (int i = 0; i < 60; i++)
		buf_text(&b, "\xE4\xB8\xAD");
	for (line = mime_text(b.data); line != NULL; line = next) {
		next = strstr(line, "\r\n");
		assert_true((next ? (size_t)(next - line) : strlen(line)) <= 76);
		next = next ? next + 2 : NULL;
		if (next)
			assert_memory_equal(next, " =?UTF-8?B?5Lit", 15);
	}
	arena_reset();
}

/* How often a line begins with it. */
static int headers(const char *message, const char *name)
{
	int count = strncasecmp(message, name, strlen(name)) == 0;

	for (const char *at = message; (at = strstr(at, "\r\n")) != NULL; at += 2)
		count += strncasecmp(at + 2, name, strlen(name)) == 0;
	return count;
}

static void nothing_gets_out_of_its_place(void **state)
{
	const char *nasty = "x\r\nBcc: all@mail.test\r\n\r\n.\r\nQUIT\r\n";
	const struct letter letter = {
		.from = "verify@lakeside.test", .from_name = nasty, .to = "a@mail.test",
		.subject = nasty, .body = nasty, .language = "en", .id = "4GTM9KQX", .at = 1000000000,
	};
	const char *message = mime_message(&letter), *body = strstr(message, "\r\n\r\n");

	(void)state;
	assert_int_equal(headers(message, "bcc:"), 0);
	assert_int_equal(headers(message, "subject:"), 1);
	assert_int_equal(headers(message, "quit"), 0);
	assert_int_equal(headers(message, "."), 0);
	assert_null(strstr(body + 4, "\r\n\r\n"));
	assert_non_null(strstr(message, "\r\nMessage-ID: <4GTM9KQX@lakeside.test>\r\n"));
	assert_non_null(strstr(message, "\r\nDate: Sun, 09 Sep 2001 01:46:40 +0000\r\n"));
	assert_non_null(strstr(message, "\r\nTo: <a@mail.test>\r\n"));
	/* No line ends in \n alone. */
	for (const char *at = message; (at = strchr(at, '\n')) != NULL; at++)
		assert_int_equal(at[-1], '\r');
	arena_reset();
}

static void a_name_with_a_comma_is_one_name(void **state)
{
	const struct letter letter = {
		.from = "v@lakeside.test", .from_name = "Health, Dept. of", .to = "a@mail.test",
		.subject = "s", .body = "b\nc", .language = "en", .id = "X", .at = 0,
	};
	const char *message = mime_message(&letter);

	(void)state;
	assert_int_equal(headers(message, "From: =?UTF-8?B?SGVhbHRoLCBEZXB0LiBvZg==?= <v@lakeside"), 1);
	assert_non_null(strstr(message, "\r\n\r\nYg0KYw==\r\n"));
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_plain_addresses_only),
		cmocka_unit_test(base64_fits_the_published_vectors),
		cmocka_unit_test(codes_what_a_header_cannot_hold),
		cmocka_unit_test(long_headers_are_folded_between_characters),
		cmocka_unit_test(nothing_gets_out_of_its_place),
		cmocka_unit_test(a_name_with_a_comma_is_one_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
