/* segments.c: counts a text message as the phone network does (3GPP TS 23.038 §6.2).
 *
 * A text whose letters all stand in the GSM alphabet travels as septets; one letter outside of it
 * makes the whole text travel as 16-bit units, less than half as many to a part. */
#include "app/segments.h"

#include <string.h>

static const char gsm[] =
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/* These take an escape and a septet. */
static const char gsm_escaped[] = "\f^{}\\[~]|€";

static const struct alphabet {
	size_t whole, part;        /* units in a text that stands alone; in a part of a longer one */
} septets = { 160, 153 }, wide = { 70, 67 };

/* Bytes of the character that begins with this one. */
static size_t bytes_of(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

static bool stands_in(const char *letters, const char *at, size_t size)
{
	return memmem(letters, strlen(letters), at, size) != NULL;
}

/* Units of the character at `at`; 0 where the alphabet has it not. */
static size_t units_of(const char *at, size_t size, bool is_gsm)
{
	if (!is_gsm)
		return size == 4 ? 2 : 1;
	if (stands_in(gsm, at, size))
		return 1;
	return stands_in(gsm_escaped, at, size) ? 2 : 0;
}

static bool fits_gsm(const char *text)
{
	for (size_t size; *text; text += size) {
		size = bytes_of((unsigned char)*text);
		if (units_of(text, size, true) == 0)
			return false;
	}
	return true;
}

/* Fills parts of that size one after the other. */
static void fill(struct segments *s, const char *text, size_t part)
{
	size_t units;

	s->units = s->parts = s->left = 0;
	for (size_t size; *text; text += size) {
		size = bytes_of((unsigned char)*text);
		units = units_of(text, size, s->is_gsm);
		if (units > s->left) {
			s->parts++;
			s->left = part;
		}
		s->left -= units;
		s->units += units;
	}
}

struct segments segments_of(const char *text)
{
	struct segments s = { .is_gsm = fits_gsm(text) };
	const struct alphabet *alphabet = s.is_gsm ? &septets : &wide;

	fill(&s, text, alphabet->whole);
	if (s.parts > 1)
		fill(&s, text, alphabet->part);
	return s;
}
