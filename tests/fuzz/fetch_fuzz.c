/* fetch_fuzz.c: a Retry-After value in the first line, an address that a provider gave in the
 * second. A wait stays within its bounds; an address is only ever at a host that is listed. */
#include "fuzz.h"

#include "base/fetch.h"

static const char hosts[] = "files.truv.test, 127.0.0.1:8090";

/* Whatever stands before the host's end, a listed host must be what stands there. Numbers may be
 * spelled otherwise (127.0.0.01): the parser that makes the call reads them. */
static void hold_address(const char *url)
{
	const char *host = strstr(url, "://");

	if (!fetch_is_at(url, hosts))
		return;
	host = host ? host + 3 : url;
	assert(!memchr(host, '@', strcspn(host, "/?#")));
	assert(strcasestr(host, "files.truv.test") == host || isdigit((unsigned char)host[0])
	       || strchr(host, '%'));
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
