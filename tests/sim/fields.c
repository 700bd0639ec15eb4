/* fields.c: reads urlencoded text. The simulator has a reader of its own so that it shares no
 * decision with the program it is there to test. */
#include "fields.h"

#include "base/arena.h"

#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char *decoded(const char *text, size_t len)
{
	char *out = arena_alloc(len + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '%' && i + 2 < len && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
			out[n++] = (char)(hex(text[i + 1]) * 16 + hex(text[i + 2]));
			i += 2;
		} else {
			out[n++] = text[i] == '+' ? ' ' : text[i];
		}
	}
	return out;
}

cJSON *fields_read(const char *text, size_t len)
{
	cJSON *fields = json_object();
	const char *end = text + len, *stop, *is;
	char *name, *value;

	for (const char *at = text; at < end; at = stop + 1) {
		stop = memchr(at, '&', (size_t)(end - at));
		stop = stop != NULL ? stop : end;
		is = memchr(at, '=', (size_t)(stop - at));
		name = decoded(at, (size_t)((is != NULL ? is : stop) - at));
		value = is != NULL ? decoded(is + 1, (size_t)(stop - is - 1)) : arena_dup("");
		if (utf8_ok(name, strlen(name)) && utf8_ok(value, strlen(value)))
			json_set_text(fields, name, value);
	}
	return fields;
}
