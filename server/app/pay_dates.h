/* pay_dates.h: on which days a job pays, found from the days on which it did.
 *
 * Weekly and biweekly pay keeps its weekday; semimonthly and monthly pay keeps its days of the
 * month, and comes the Friday before when one is a Saturday or Sunday. A check a little beside its
 * day (a holiday, a bank's choice) still belongs to it: one day for the first two, three for the
 * others.
 *
 * A frequency fits when three quarters of the pay dates belong to its schedule, and three quarters
 * of the schedule's dates between the first and the last of them were paid. The one with most exact
 * dates wins, the more frequent one on a tie; but what the source itself says wins over all when it
 * fits, for which two thirds of the dates paid are enough. The last 13 pay dates of 400 days are
 * looked at; when nothing fits them, the frequency may have changed, so the last 6 and the last 4,
 * which then must fit without exception. */
#ifndef PAY_DATES_H
#define PAY_DATES_H

#include "app/day.h"

enum frequency {
	FREQUENCY_UNKNOWN, WEEKLY, BIWEEKLY, SEMIMONTHLY, MONTHLY, IRREGULAR, FREQUENCIES
};

struct schedule {
	enum frequency frequency;
	int32_t anchor;                 /* weekly and biweekly: one of its pay dates */
	int first, second;              /* days of the month; 31 is the last; second 0: none */
	int dates;                      /* found from so many pay dates */
};

/* days: oldest first, each once. said: FREQUENCY_UNKNOWN when the source is silent. Fewer than two
 * dates: what the source says, from the one date there is; unknown without any. */
struct schedule schedule_find(const int32_t *days, size_t count, enum frequency said);
/* The dates of a frequency that a person has chosen: the schedule that fits best, however badly. */
struct schedule schedule_force(const int32_t *days, size_t count, enum frequency chosen);

/* Has the schedule dates at all? Not when the frequency is unknown or irregular. */
bool schedule_is_known(const struct schedule *schedule);
/* The first pay date on or after that day. */
int32_t schedule_next(const struct schedule *schedule, int32_t day);
/* The pay date a check of that day belongs to, NO_DAY when it is too far from any. */
int32_t schedule_slot(const struct schedule *schedule, int32_t day);
/* How many days apart pay dates can be at most, and how many fall into any 30 days at least;
 * 0 without a schedule. */
int frequency_length(enum frequency frequency);
int frequency_in_thirty(enum frequency frequency);

/* "weekly", "every 2 weeks", …; and the short form: W, BW, SM, M, irregular or unknown. */
const char *frequency_name(enum frequency frequency);
const char *frequency_code(enum frequency frequency);
/* From a provider's word: W, BW, SM, M in any case and the long words; else unknown. */
enum frequency frequency_read(const char *word);

#endif
