/* device_test.c: what browsers call themselves, in words; never a piece of what they sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "web/device.h"

static void browsers_have_names(void **state)
{
	static const struct {
		const char *agent, *words;
	} rows[] = {
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
		  "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", "Edge on Windows" },
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
		  "Chrome/131.0.0.0 Safari/537.36", "Chrome on Windows" },
		{ "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
		  "Firefox on Linux" },
		{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
		  "Gecko) Version/17.4 Safari/605.1.15", "Safari on Mac" },
		{ "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
		  "like Gecko) CriOS/123.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone" },
		{ "curl/8", "A browser" }, { "", "A browser" }, { NULL, "A browser" },
		{ "Linux <script>", "A browser on Linux" },
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_string_equal(device_words(rows[i].agent), rows[i].words);
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(browsers_have_names) };

	return cmocka_run_group_tests_name("device", tests, NULL, NULL);
}
