/* pay.h: one job's pay as it was reported: its checks, what is odd about them, and the pay dates
 * on which nothing was found.
 *
 * Pure functions over structs. The caller fills struct job (report_pay.h does it from a stored
 * report) and pay_examine() completes it; everything it makes lives in the thread's arena: a
 * struct check is under 400 bytes, a struct slot under 100, and there are at most CHECKS_MAX and
 * SLOTS_MAX of them. In what order the checks were handed in makes no difference to anything. */
#ifndef PAY_H
#define PAY_H

#include "app/day.h"
#include "app/money.h"
#include "app/pay_dates.h"

#define CHECKS_MAX 10000
#define SLOTS_MAX 600

enum pay_kind { REGULAR, OVERTIME, BONUS, COMMISSION, TIPS, OTHER_PAY, PAY_KINDS };

/* What is odd about a check. Several may hold. */
enum check_flag {
	IS_DUPLICATE = 1 << 0,          /* another check says the same; that one counts */
	IS_FUTURE = 1 << 1,             /* dated after the day of the review */
	IS_OFF_SCHEDULE = 1 << 2,       /* on no pay date of the job's frequency */
	IS_REVERSAL = 1 << 3,           /* gross below zero */
	IS_ZERO = 1 << 4,               /* gross is zero */
	IS_UNDATED = 1 << 5,            /* no pay date, or none that can be read */
	IS_UNPRICED = 1 << 6,           /* no gross, and nothing it could be added up from */
	IS_ADDED_UP = 1 << 7,           /* no gross given: its parts were added up */
	IS_UNSPLIT = 1 << 8,            /* no parts given: all of it stands as regular pay */
	IS_SPLIT_ODDLY = 1 << 9,        /* parts do not make the gross: the rest stands as other */
	CONTRADICTS_YTD = 1 << 10,      /* year to date is not the last one plus this check */
	SHARES_DAY = 1 << 11,           /* another check has this pay date, and both count */
	BEFORE_START = 1 << 12,         /* paid before the job is said to have begun */
	IS_PARTIAL = 1 << 13,           /* the job began or ended inside its pay period */
	IS_UNREADABLE = 1 << 14,        /* the source gave an amount that is none; it was left out */
};

struct check {
	const char *id;                 /* of the source; "" when it gave none */
	const char *number;             /* of the paper; "" likewise */
	const char *source;             /* who reported it */
	int32_t day, from, to;          /* pay date and period; NO_DAY where not given */
	bool has_hours;
	int64_t hours;                  /* in 1/HOUR */
	struct amount gross, gross_ytd, net;
	struct amount column[PAY_KINDS];        /* the statement's own columns */
	struct amount earned[PAY_KINDS];        /* its lines of earnings, added by category */
	int64_t part[PAY_KINDS];        /* made by pay_examine: add up to the gross, always */
	int32_t slot;                   /* the pay date it belongs to; NO_DAY when off schedule */
	unsigned flags;
};

/* How a pay date without a check was filled, or why not. */
enum fill { FILL_NONE, FILL_EXACT, FILL_SHARED, FILL_NO_YTD, FILL_CONTRADICTS, FILL_PAST_END };

/* A pay date of the schedule. */
struct slot {
	int32_t day;                    /* when it was expected */
	int32_t paid;                   /* when it was paid: the first of its checks, or NO_DAY */
	bool is_missing;                /* nothing was found for it */
	bool is_wanted;                 /* one of the dates the 30-day test asks for */
	enum fill fill;
	int64_t filled;                 /* cents, when FILL_EXACT or FILL_SHARED */
	/* filled = (ytd_after - gross_after) - ytd_before, over `share` missing dates */
	int64_t ytd_after, gross_after, ytd_before;
	int share;
};

/* Of a calendar year, what the source says was paid in all. */
struct year_total {
	int year;
	int64_t gross;
};

struct thirty {
	int32_t first, last;            /* the days looked at */
	int expected, found, filled;    /* pay dates */
	bool is_complete;
};

struct job {
	/* From the caller. */
	const char *employer;
	bool is_over_limit;             /* there were more than CHECKS_MAX, only these are here */
	int32_t start, end;             /* NO_DAY where not given */
	enum frequency said;            /* by the source */
	enum frequency chosen;          /* by a person, over what the dates say */
	const char *chosen_why;
	struct check *checks;
	size_t check_count;
	const struct year_total *years;
	size_t year_count;
	/* Made by pay_examine. */
	struct schedule schedule;
	struct slot *slots;             /* oldest first */
	size_t slot_count;
	struct thirty thirty;
};

/* Sorts the checks, splits them, marks what is odd, finds the frequency, lists the pay dates, fills
 * what the year to date allows and answers the 30-day test. `today` is the day of the review; the
 * 30 days are those before it. INVALID when amounts are too large to be added. */
must_check enum status pay_examine(struct job *job, int32_t today);

/* May it count at all? Not a duplicate, not of the future, with a date and an amount. */
bool check_is_usable(const struct check *check);
/* "bonus" */
const char *pay_kind_name(enum pay_kind kind);
/* The flags as a list of words, "duplicate, zero"; "" for none. */
const char *check_flags_text(unsigned flags);

#endif
