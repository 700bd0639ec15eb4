/* segments_test.c: texts counted as the phone network counts them, at every edge. */
#include "app/segments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct count {
	const char *why, *letter;       /* the text is this letter so many times, then `end` */
	size_t times;
	const char *end;
	bool is_gsm;
	size_t units, parts, left;
};

static const struct count counts[] = {
	{ "nothing", "", 0, "", true, 0, 0, 0 },
	{ "one letter", "a", 1, "", true, 1, 1, 159 },
	{ "a full text", "a", 160, "", true, 160, 1, 0 },
	{ "one more", "a", 161, "", true, 161, 2, 145 },
	{ "two full parts", "a", 306, "", true, 306, 2, 0 },
	{ "three parts", "a", 307, "", true, 307, 3, 152 },
	{ "an escaped letter counts twice", "[", 80, "", true, 160, 1, 0 },
	{ "all that are escaped", "\f^{}\\[~]|€", 1, "", true, 20, 1, 140 },
	{ "an escaped letter is not cut", "a", 152, "€aaaaaaaa", true, 162, 2, 143 },
	{ "Spanish: some accents are in", "é", 160, "", true, 160, 1, 0 },
	{ "Spanish: others are not", "a", 10, "á", false, 11, 1, 59 },
	{ "Haitian", "ñèòà¡¿", 20, "", true, 120, 1, 40 },
	{ "Greek capitals", "ΔΦΓΛΩΠΨΣΘΞ", 1, "", true, 10, 1, 150 },
	{ "a line's end", "\n", 3, "\r", true, 4, 1, 156 },
	{ "a small cedilla is not in", "ç", 1, "", false, 1, 1, 69 },
	{ "an apostrophe of typesetters is not in", "a", 100, "’", false, 101, 2, 33 },
	{ "Chinese, full", "中", 70, "", false, 70, 1, 0 },
	{ "Chinese, one more", "中", 71, "", false, 71, 2, 63 },
	{ "Chinese, two full parts", "中", 134, "", false, 134, 2, 0 },
	{ "Arabic", "م", 135, "", false, 135, 3, 66 },
	{ "a picture takes two", "😀", 35, "", false, 70, 1, 0 },
	{ "a picture is not cut", "中", 66, "😀中中中", false, 71, 2, 62 },
	{ "a tab is in no alphabet", "\t", 1, "", false, 1, 1, 69 },
};

static void every_count(void **state)
{
	static char text[4096];
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < countof(counts); i++) {
		const struct count *c = &counts[i];
		size_t len = 0;
		struct segments s;

		for (size_t n = 0; n < c->times; n++)
			len += (size_t)snprintf(text + len, sizeof text - len, "%s", c->letter);
		snprintf(text + len, sizeof text - len, "%s", c->end);
		s = segments_of(text);
		if (s.is_gsm == c->is_gsm && s.units == c->units && s.parts == c->parts
		    && s.left == c->left)
			continue;
		fprintf(stderr, "%s: gsm %d, %zu units, %zu parts, %zu left\n", c->why, s.is_gsm, s.units,
			s.parts, s.left);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_count) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
