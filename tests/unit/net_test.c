/* net_test.c: which addresses are out in the open. */
#include "base/net.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
	const char *host;
	bool is_public;
} cases[] = {
	{ "8.8.8.8", true },           { "1.1.1.1", true },         { "172.15.255.255", true },
	{ "172.32.0.1", true },        { "100.63.255.255", true },  { "100.128.0.1", true },
	{ "192.167.1.1", true },       { "198.17.255.255", true },  { "223.255.255.255", true },
	{ "127.0.0.1", false },        { "127.255.255.255", false }, { "0.0.0.0", false },
	{ "10.1.2.3", false },         { "172.16.0.1", false },     { "172.31.255.255", false },
	{ "192.168.0.1", false },      { "169.254.169.254", false }, { "100.64.0.1", false },
	{ "100.127.255.255", false },  { "192.0.2.7", false },      { "198.19.0.1", false },
	{ "203.0.113.9", false },      { "224.0.0.1", false },      { "255.255.255.255", false },
	{ "240.0.0.1", false },        { "192.0.0.8", false },      { "2606:4700::1111", true },
	{ "[2606:4700::1111]", true }, { "::1", false },            { "[::1]", false },
	{ "::", false },               { "fe80::1", false },        { "fc00::1", false },
	{ "fd12:3456::1", false },     { "ff02::1", false },        { "2001:db8::1", false },
	{ "2001::1", false },          { "3fff::1", false },        { "4000::1", false },
	{ "::ffff:127.0.0.1", false }, { "::ffff:10.0.0.1", false }, { "::ffff:8.8.8.8", true },
	{ "64:ff9b::127.0.0.1", false }, { "64:ff9b::8.8.8.8", true }, { "2002:7f00:1::", false },
	{ "2002:808:808::", true },    { "localhost", false },      { "LocalHost", false },
	{ "case.example.gov", true },
};

static void public_or_not(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		if (net_name_is_public(cases[i].host) == cases[i].is_public)
			continue;
		fprintf(stderr, "%s: not %d\n", cases[i].host, cases[i].is_public);
		wrong++;
	}
	arena_reset();
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(public_or_not) };
	int failed = cmocka_run_group_tests_name("net", tests, NULL, NULL);

	arena_release();
	return failed;
}
