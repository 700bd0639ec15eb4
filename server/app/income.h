/* income.h: what a household earns a month, for each program, and why.
 *
 * Pure functions over structs. The jobs have been through pay_examine(); what a person decided
 * comes as choices; factors come as a table with the days from which they hold. The result is not
 * only figures: every step that led to them is kept with its operands, and worksheet, note and
 * print are written from these steps and nothing else.
 *
 * Rules of counting
 * - By default the checks of the 30 days count whole (pay.h says which dates these are), those
 *   filled from the year to date among them; duplicates, future checks and checks without a date or
 *   an amount do not.
 * - The average is the sum of all that counts, divided by the number of pay dates, not of checks:
 *   two checks of one date are one pay. What was paid off schedule adds to the sum and not to the
 *   dates, unless nothing else counts. A date of which only a part counts, or nothing of that part,
 *   is still a date; a date whose checks are all left out is none.
 * - The monthly figure is average x factor. Without a known frequency it is what was paid in the 30
 *   days, as it stands.
 * - A job that has ended pays nothing more: 0.00, unless a person says it counts.
 *
 * Rules of rounding
 * - Nothing is rounded on the way: an average is a ratio and stays one.
 * - The monthly figure of one job for one program is rounded once, to the cent, half a cent away
 *   from zero. Totals are sums of rounded figures, so that they add up on paper.
 *
 * Everything made lives in the thread's arena: a step is under 200 bytes, and there are at most two
 * for each check and program beside some ten for each job and program. */
#ifndef INCOME_H
#define INCOME_H

#include "app/pay.h"

#define EVERY_PROGRAM (-1)

/* One row of a program's table: holds from that day until the day before `until`, NO_DAY: still. */
struct factor {
	enum frequency frequency;
	struct ratio ratio;
	int32_t from, until;
};

struct program {
	const char *name;
	const struct factor *factors;
	size_t factor_count;
	unsigned left_out;              /* bits 1 << pay_kind that the program never counts */
	const char *left_out_why;
};

enum check_how { COUNT_WHOLE, COUNT_PART, COUNT_AMOUNT, LEAVE_OUT };

/* A person's word about one check, or, when `check` is NULL, about all that was paid on a pay date,
 * or filled for it. The last that fits is taken. */
struct choice {
	size_t job;
	int program;                    /* index, or EVERY_PROGRAM */
	const char *check;              /* its id; only so may a duplicate be counted after all */
	int32_t day;
	enum check_how how;
	unsigned kinds;                 /* COUNT_PART: bits of what is left out */
	int64_t cents;                  /* COUNT_AMOUNT: so much counts, between 0 and the gross */
	const char *why;
};

enum job_how { COUNT_ENDED, COUNT_AS_PAID, EXPECT_PAY, LEAVE_OUT_JOB };

/* A person's word about one job: count it though it ended; take what was paid in the 30 days
 * instead of an average; expect other pay from now on; do not count it. */
struct job_choice {
	size_t job;
	int program;
	enum job_how how;
	/* EXPECT_PAY: for each check an amount, or else a rate and hours. */
	enum frequency frequency;       /* FREQUENCY_UNKNOWN: the job's own */
	struct amount a_check;
	int64_t rate, hours;            /* cents an hour, hours in 1/HOUR */
	int32_t from;
	const char *why;
};

struct sheet {
	int32_t today;
	const struct job *jobs;
	size_t job_count;
	const struct program *programs;
	size_t program_count;
	const struct choice *choices;
	size_t choice_count;
	const struct job_choice *job_choices;
	size_t job_choice_count;
};

enum step_kind {
	STEP_FREQUENCY,         /* frequency; why when a person chose it */
	STEP_THIRTY,            /* the job's thirty */
	STEP_MISSING,           /* slot: missing and not filled */
	STEP_FILLED,            /* slot: filled */
	STEP_COUNTED,           /* check or filled slot, all of it */
	STEP_PART,              /* the same, less: counted, kinds, why */
	STEP_LEFT_OUT,          /* the same, nothing: why */
	STEP_AVERAGE,           /* sum / dates = average */
	STEP_AS_PAID,           /* sum = result */
	STEP_EXPECTED,          /* choice: average is what a check is expected to be */
	STEP_FACTOR,            /* average, or sum / dates where that never ends, x factor = result */
	STEP_ENDED,             /* result 0 */
	STEP_NOTHING,           /* no check counts: result 0 */
	STEP_JOB_LEFT_OUT,      /* why, result 0 */
	STEP_TOTAL,             /* of all jobs: result */
};

/* One job for one program. */
struct figure {
	int64_t sum, monthly;
	int dates;
	struct ratio average;
};

/* job and program are indexes; -1 where the step is about all of them. */
struct step {
	enum step_kind kind;
	int job, program;
	const struct check *check;
	const struct slot *slot;
	const struct job_choice *choice;
	int64_t gross, counted, sum, result;
	int dates;
	unsigned kinds;
	struct ratio average, factor;
	enum frequency frequency;
	const struct figure *figures;   /* STEP_TOTAL: the program's, one every program_count */
	const char *why;
};

struct income {
	struct figure *figures;         /* figures[job * program_count + program] */
	int64_t *totals;                /* for each program */
	/* Every job whose checks were asked passes the 30-day test: not one that has ended, was left
	 * out, or of which other pay is expected. */
	bool is_complete;
	struct step *steps;             /* by job, then program, then date; totals last */
	size_t step_count;
	size_t step_room;
	const char *why;                /* after INVALID: a sentence for people */
};

/* INVALID, with income->why, when a program has no factor for a frequency on that day, when an
 * amount chosen is not part of its check, and when figures are too large to be added. */
must_check enum status income_compute(const struct sheet *sheet, struct income *income);

/* The step as one line of plain ASCII (but for what people and sources wrote): "1,712.00 x 2.15 =
 * 3,680.80". In the arena. income_text.c. */
const char *income_step_text(const struct sheet *sheet, const struct step *step);
/* The reason a check cannot count, or NULL. */
const char *income_check_bar(const struct check *check);

#endif
