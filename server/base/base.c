/* base.c: the words for the statuses every file agrees on, as the log shows them. */
#include "base/base.h"

const char *status_name(enum status status)
{
	static const char *const names[] = {
		[OK] = "ok", [NOT_FOUND] = "not_found", [INVALID] = "invalid",
		[CONFLICT] = "conflict", [FORBIDDEN] = "forbidden",
		[UNAVAILABLE] = "unavailable", [FAILED] = "failed",
	};

	return (size_t)status < countof(names) ? names[status] : "unknown";
}
