/* day.h: calendar days as whole numbers, counted from January 1, 1970. A day has no hour and no
 * zone, so no change of clocks can move a pay date. */
#ifndef DAY_H
#define DAY_H

#include "base/base.h"

/* No day was given. It is before every other. */
#define NO_DAY INT32_MIN

/* Sunday is 0. */
int day_weekday(int32_t day);
/* d beyond the end of the month is its last day; m may run past 12 or below 1. */
int32_t day_of(int y, int m, int d);
void day_parts(int32_t day, int *y, int *m, int *d);
int day_year(int32_t day);

/* "2026-11-13", or with a time behind it, whose zone makes no difference (truv-api.md C15).
 * INVALID for what is no date and for years before 1930 and after 2099. */
must_check enum status day_read(const char *text, int32_t *day);

/* "11/13/2026" and "11/13", as case notes are written. */
const char *day_text(int32_t day);
const char *day_short_text(int32_t day);
/* "2026-11-13" */
const char *day_iso_text(int32_t day);

#endif
