/* fetch_fuzz.c: a Retry-After value in the first line, an address that a provider gave in the
 * second. A wait stays within its bounds; an address is only ever at a host that is listed. */
#include "fuzz.h"

#include "base/fetch.h"

static const char hosts[] = "files.truv.test, 127.0.0.1:8090";

/* The parser that makes the call reads the address, and reads much as a host: "http:/127.1". But
 * without a listed one's own letters or port in it, none is one. */
static void hold_address(const char *url)
{
	if (fetch_is_at(url, hosts))
		assert(strcasestr(url, "truv") || strstr(url, "8090") || strchr(url, '%'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { (const char *)data, (const char *)data + size };
	int wait = fetch_retry_after(input_line(&in), 1800000000);

	assert(wait >= 0 && wait <= 300);
	hold_address(input_line(&in));
	arena_reset();
	return 0;
}
