/* log.h: one line per event on stderr: time (UTC), level, event, then key=value pairs.
 *
 *	log_line(LOG_WARN, "truv.refused", "order=%s status=%d", order_id, 400);
 *	→ 2026-11-20T18:05:11.123Z warn truv.refused request=4f1c… order=17 status=400
 *
 * Only ids, counts, codes and our own words: never a name, address, number, token or a value from
 * a person or a provider. Control characters and non-ASCII in values are escaped, so that no value
 * can forge a line; a value that could hold spaces is quoted by the caller with \"%s\". One
 * write(2) per line. */
#ifndef LOG_H
#define LOG_H

#include "base/base.h"

enum log_level { LOG_INFO = 1, LOG_WARN, LOG_ERROR };

void log_line(enum log_level level, const char *event, const char *fmt, ...) printf_like(3, 4);

/* Sets the request or job id this thread's lines carry; NULL for none. Kept by pointer until
 * changed. */
void log_context(const char *id);

#endif
