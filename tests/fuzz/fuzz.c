/* fuzz.c: the shared part of the targets, see fuzz.h. The linker sends log_line() here: a million
 * refusals on stderr would hide the one report that matters. */
#include "fuzz.h"

#include "base/crypto.h"
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

void __wrap_log_line(enum log_level level, const char *event, const char *fmt, ...)
	printf_like(3, 4);

void __wrap_log_line(enum log_level level, const char *event, const char *fmt, ...)
{
	char line[2048];
	va_list args;

	(void)level, (void)event;
	va_start(args, fmt);
	vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
}

__attribute__((weak)) void fuzz_start(void)
{
}

/* A target may bring its own. */
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	json_init();
	if (crypto_init() != OK)
		return 1;
	fuzz_start();
	return 0;
}

const char *input_line(struct input *in)
{
	const char *from = in->at, *end;

	if (from >= in->end)
		return "";
	end = memchr(from, '\n', (size_t)(in->end - from));
	end = end ? end : in->end;
	in->at = end + 1;
	return arena_copy(from, (size_t)(end - from));
}

const char *input_rest(struct input *in, size_t *len)
{
	const char *from = in->at < in->end ? in->at : in->end;

	*len = (size_t)(in->end - from);
	in->at = in->end;
	return arena_copy(from, *len);
}

bool only(const char *text, const char *set)
{
	return text[strspn(text, set)] == '\0';
}
