/* arena.h: memory that lasts as long as the request or job.
 *
 * Each thread has one arena. Whatever a request or job allocates comes from it and is gone, all at
 * once, at arena_reset(). Nobody frees. Exhausted memory ends the process, so no result is ever
 * NULL. In sanitizer builds (__SANITIZE_ADDRESS__) every allocation is its own malloc, so that a
 * pointer kept past the reset is caught. */
#ifndef ARENA_H
#define ARENA_H

#include "base/base.h"
#include <stdarg.h>

/* Zeroed memory, aligned for any type, from this thread's arena. size may be 0. */
void *arena_alloc(size_t size);

/* A copy of text (of its first len bytes, plus a NUL). */
char *arena_dup(const char *text);
char *arena_copy(const char *bytes, size_t len);

/* Formatted text. */
char *arena_printf(const char *fmt, ...) printf_like(1, 2);
char *arena_vprintf(const char *fmt, va_list args) printf_like(1, 0);

/* Empties this thread's arena. The router and the worker call it after each request and job; a
 * thread that is about to end calls arena_release() instead, which gives the memory itself back. */
void arena_reset(void);
void arena_release(void);

/* Bytes handed out since the last reset. For tests and metrics. */
size_t arena_used(void);

/* Zeroed memory for the life of the process: templates, queries, tables made before the first
 * request. Not for use after start-up. */
void *forever_alloc(size_t size);
char *forever_copy(const char *bytes, size_t len);

#endif
