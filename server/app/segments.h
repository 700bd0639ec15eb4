/* segments.h: how many texts a phone network makes of one, because each of them is paid for. */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include "base/base.h"

struct segments {
	bool is_gsm;           /* every letter is in the GSM 03.38 alphabet; else UCS-2 */
	size_t units;          /* septets, or 16-bit units */
	size_t parts;          /* 1 up to 160 septets or 70 units; beyond, 153 or 67 for each */
	size_t left;           /* units that still fit into the last part */
};

/* Counts a well-formed UTF-8 text. An escaped GSM letter counts twice, and neither it nor a
 * surrogate pair is cut in two between parts. The empty text has no part. */
struct segments segments_of(const char *text);

#endif
