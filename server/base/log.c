/* log.c: one line per event on stderr, in one write, so that threads cannot mix their lines.
 *
 * The line is made on the stack: logging must work when memory is what failed. What does not fit
 * is cut, and the cut is shown. What may be logged is the caller's business; that it stays one
 * line of plain ASCII is ours. */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_SIZE 2048
#define CUT " cut=1"

struct line {
	char text[LINE_SIZE];
	size_t len;
	bool is_cut;
};

static const char *const level_names[] = {
	[LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error",
};

static __thread const char *context;

/* Milliseconds since 1970, never less than in an earlier line: a clock set back must not reorder
 * the log. */
static long long now_ms(void)
{
	static atomic_llong last;
	struct timespec now;
	long long ms, seen = atomic_load(&last);

	clock_gettime(CLOCK_REALTIME, &now);
	ms = now.tv_sec * 1000LL + now.tv_nsec / 1000000;
	while (seen < ms)
		if (atomic_compare_exchange_weak(&last, &seen, ms))
			return ms;
	return seen;
}

static void add(struct line *line, const char *text, size_t len)
{
	/* Room is kept for the mark of a cut and the newline. */
	if (line->is_cut || line->len + len > LINE_SIZE - sizeof CUT) {
		line->is_cut = true;
		return;
	}
	memcpy(line->text + line->len, text, len);
	line->len += len;
}

/* Plain printable ASCII; every other byte as \xHH, so that no value can begin a line or hide in
 * one. */
static void add_plain(struct line *line, const char *text)
{
	char hex[5];

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c >= 0x20 && c < 0x7f) {
			add(line, text, 1);
			continue;
		}
		snprintf(hex, sizeof hex, "\\x%02x", c);
		add(line, hex, 4);
	}
}

static void add_time(struct line *line)
{
	char text[48];
	long long ms = now_ms();
	time_t seconds = (time_t)(ms / 1000);
	struct tm utc;

	gmtime_r(&seconds, &utc);
	add(line, text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc));
	snprintf(text, sizeof text, ".%03dZ ", (int)(ms % 1000));
	add_plain(line, text);
}

void log_line(enum log_level level, const char *event, const char *fmt, ...)
{
	struct line line = { .len = 0 };
	char values[LINE_SIZE];
	int saved = errno;
	va_list args;

	va_start(args, fmt);
	if (vsnprintf(values, sizeof values, fmt, args) < 0)
		values[0] = '\0';
	va_end(args);
	add_time(&line);
	add_plain(&line, level_names[level]);
	add_plain(&line, " ");
	add_plain(&line, event);
	if (context) {
		add_plain(&line, " request=");
		add_plain(&line, context);
	}
	if (values[0])
		add_plain(&line, " ");
	add_plain(&line, values);
	if (line.is_cut) {
		memcpy(line.text + line.len, CUT, strlen(CUT));
		line.len += strlen(CUT);
	}
	line.text[line.len++] = '\n';
	/* A log that cannot be written has nowhere to say so. */
	(void)!write(STDERR_FILENO, line.text, line.len);
	errno = saved;
}

void log_context(const char *id)
{
	context = id;
}
