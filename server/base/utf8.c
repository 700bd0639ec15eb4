/* utf8.c: is this well-formed UTF-8? Declared in json.h, beside the documents that must be it.
 *
 * A table of lead bytes says how many bytes follow and between which bounds the first of them
 * must lie; that one bound is what rules out overlong forms, surrogates and everything above
 * U+10FFFF. */
#include "base/json.h"

struct lead {
	unsigned char from, to;       /* the lead byte */
	unsigned char follow;         /* how many bytes after it */
	unsigned char low, high;      /* bounds of the first of those */
};

static const struct lead leads[] = {
	{ 0xc2, 0xdf, 1, 0x80, 0xbf },
	{ 0xe0, 0xe0, 2, 0xa0, 0xbf },
	{ 0xe1, 0xec, 2, 0x80, 0xbf },
	{ 0xed, 0xed, 2, 0x80, 0x9f },
	{ 0xee, 0xef, 2, 0x80, 0xbf },
	{ 0xf0, 0xf0, 3, 0x90, 0xbf },
	{ 0xf1, 0xf3, 3, 0x80, 0xbf },
	{ 0xf4, 0xf4, 3, 0x80, 0x8f },
};

static const struct lead *lead_of(unsigned char byte)
{
	for (size_t i = 0; i < countof(leads); i++)
		if (byte >= leads[i].from && byte <= leads[i].to)
			return &leads[i];
	return NULL;
}

/* Bytes of the character at `at`; 0 when it is not well-formed. */
static size_t character(const unsigned char *at, size_t left)
{
	const struct lead *lead;

	if (*at < 0x80)
		return *at != 0;
	lead = lead_of(*at);
	if (!lead || left <= lead->follow || at[1] < lead->low || at[1] > lead->high)
		return 0;
	for (size_t i = 2; i <= lead->follow; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	return lead->follow + 1u;
}

bool utf8_ok(const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	size_t size;

	for (; len > 0; at += size, len -= size) {
		size = character(at, len);
		if (size == 0)
			return false;
	}
	return true;
}
