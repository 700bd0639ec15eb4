/* when.h: times and days for the simulator. Times are microseconds since 1970, UTC; days are
 * days since 1970. */
#ifndef WHEN_H
#define WHEN_H

#include "base/base.h"

#define SECOND_US 1000000LL
#define DAY_S 86400LL

/* Now. Two calls never give the same time, so that updated_at always tells which change came
 * later. */
int64_t when_now(void);

/* "2026-06-18T01:43:32.553366Z", and the other spelling, ending in "+00:00". 0 is NULL. */
const char *when_z(int64_t us);
const char *when_offset(int64_t us);

/* The same backwards, for either spelling; 0 when the text is no such time. */
int64_t when_read(const char *text);

/* From now on the clock that the two above show goes wrong by so much. */
void when_skew(int64_t us);

/* Three days of 24 hours after `created`, in which Saturdays and Sundays are not counted. */
int64_t when_expiry(int64_t created);

long day_of(int64_t us);
long day_make(int year, int month, int day);
void day_split(long day, int *year, int *month, int *of_month);
int day_weekday(long day);                /* 0 is Sunday */
bool day_ends_month(long day);
const char *day_text(long day);           /* "2026-06-18" */

#endif
