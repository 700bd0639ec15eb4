/* changes.h: what is different since the last verification, and from what the client declared, and
 * which of it needs a person.
 *
 * Pure functions over structs. Each employer is told by up to three sources: the earlier
 * verification, the newest report, and the client. employers.h says which of them mean the same.
 *
 * Rules
 * - A job counts as paying while the source knows it and gives no end.
 * - A new job, a job that is gone, and a change of the monthly figure that is material for any of
 *   the case's programs need a person; so does whatever the client said differently.
 * - A change is material for a program when it reaches the program's amount, or its share of the
 *   figure before; up and down alike. From nothing, every change reaches every share.
 * - Where the client was never asked, nothing is held against them. */
#ifndef CHANGES_H
#define CHANGES_H

#include "app/money.h"
#include "app/pay_dates.h"

/* One employer as one source tells it; "" and not given where it is silent. */
struct told {
	const char *employer, *tax_number;
	bool is_paying;
	const struct amount *monthly;   /* one for each program */
	struct amount rate;             /* cents */
	const char *rate_unit;          /* "an hour" */
	bool has_hours;
	int64_t hours;                  /* a check, in 1/HOUR */
	enum frequency frequency;
	int32_t started, first_paid, last_paid; /* NO_DAY where not known */
	const char *words;              /* as the client put it, or NULL */
};

/* A program's rule; either part may be missing. */
struct materiality {
	struct amount at_least;
	int permille;                   /* of the figure before; 0: no such part */
};

enum change_kind { UNCHANGED, FIRST_SEEN, NEW_JOB, GONE_JOB, CHANGED_JOB };
enum saying { NOT_ASKED, SAID_SO, NOT_DECLARED, NOT_FOUND_AT_SOURCE, SAID_ENDED, SAID_OTHERWISE };

/* then, now, said: NULL where that source does not know the employer; never all of them. */
struct change {
	const struct told *then, *now, *said;
	enum change_kind kind;
	enum saying saying;
	bool needs_person;
	const char *key;                /* the same while the employers are; unique among the changes */
};

struct comparison {
	const struct told *then, *now, *said;
	size_t then_count, now_count, said_count;
	bool has_then;                  /* there was an earlier verification */
	bool was_asked;                 /* what the client declared is on file, be it nothing */
	const struct materiality *rules;
	size_t program_count;
};

bool change_is_material(const struct materiality *rule, int64_t then, int64_t now);

/* The changes, in the arena: what needs a person first, then by the employer's name. Jobs that were
 * over before and still are, and that nobody spoke of, are left out. */
size_t changes_find(const struct comparison *comparison, struct change **changes);

/* The figure of a program, 0 where a source does not know the job or it is over; false when a
 * paying job has none. */
bool told_monthly(const struct told *told, size_t program, int64_t *cents);

/* What was seen of a change, as 16 hex digits: another one when any of its figures is another, so
 * that a decision holds only for what was decided. */
const char *change_finding(const struct change *change, size_t program_count);

#endif
