/* base.h: what every file agrees on. How a call says it failed, how the failure is passed on,
 * and the few macros the house allows. Everything includes this first; it includes nothing of
 * ours. */
#ifndef BASE_H
#define BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a call ended. The place that finds a failure logs it; everyone above passes the status on;
 * the router and the worker turn it into an HTTP status or a retry. INVALID: the caller's input is
 * at fault. CONFLICT: somebody else was first. UNAVAILABLE: it may work later. FAILED: a bug or a
 * broken promise. */
enum status { OK, NOT_FOUND, INVALID, CONFLICT, FORBIDDEN, UNAVAILABLE, FAILED };

/* The word for a status, for logs. */
const char *status_name(enum status status);

/* Passes a failure on. The only macro that returns. */
#define TRY(call) do { enum status s_ = (call); if (s_ != OK) return s_; } while (0)

#define must_check __attribute__((warn_unused_result))
#define printf_like(fmt, args) __attribute__((format(printf, fmt, args)))
#define countof(array) (sizeof(array) / sizeof((array)[0]))

#endif
