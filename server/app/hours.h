/* hours.h: hours worked and dollars paid in each month, against a rule such as 80 hours or $580.
 *
 * Pure functions over a job that pay_examine() completed.
 *
 * Rules
 * - A check counts in the month it was paid, as it was paid: duplicates and future checks do not.
 * - Hours a check does not give are estimated from its gross and the hourly rate: the one the
 *   source gives, or else the average of the checks that give hours. A check found missing and
 *   filled from the year to date counts as an estimate, its dollars as well.
 * - The rule is met by hours or by dollars, of all jobs together. What is met only with estimates
 *   says so and needs a person; so does what is not met while some check's hours nothing tells. A
 *   month that is not over is not yet failed. */
#ifndef HOURS_H
#define HOURS_H

#include "app/pay.h"

struct hours_rule {
	int64_t hours;                  /* in 1/HOUR; 0: no such part */
	struct amount cents;
};

/* Both sums, and the part of them that is estimated; checks whose hours nothing tells. */
struct month_sum {
	int64_t hours, hours_estimated;
	int64_t cents, cents_estimated;
	int unknown;
};

enum hours_verdict {
	HOURS_MET, HOURS_MET_BY_PAY, HOURS_ESTIMATED, HOURS_SO_FAR, HOURS_NOT_KNOWN, HOURS_NOT_MET
};

/* One job's month, the month of any day in it; rate in cents an hour, 0: not known. INVALID when
 * the sums are too large to be added. */
must_check enum status month_sum(const struct job *job, int64_t rate, int32_t day,
				 struct month_sum *sum);
must_check enum status month_add(struct month_sum *sum, const struct month_sum *more);

/* today: is the month over? */
enum hours_verdict hours_judge(const struct hours_rule *rule, const struct month_sum *sum,
			       int32_t day, int32_t today);

/* Cents an hour from the checks that give hours, rounded; 0 when none does. */
int64_t hourly_average(const struct job *job);

#endif
