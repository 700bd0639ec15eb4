/* deposits.h: which deposits of an account are large, and which come again and again.
 *
 * Pure functions over structs.
 *
 * Rules
 * - Deposits with the same words, but for digits and case, are of one kind. Three or more of a kind
 *   that keep to a schedule (pay_dates.h) are recurring.
 * - A deposit that reaches the rule's amount is large, unless it is recurring: what comes every two
 *   weeks explains itself.
 * - Interest and the like are deposits as any other; debits and memos are none. */
#ifndef DEPOSITS_H
#define DEPOSITS_H

#include "app/day.h"
#include "app/money.h"
#include "app/pay_dates.h"

struct deposit {
	const char *id, *words;         /* of the source; "" where not given */
	int32_t day;                    /* NO_DAY where not given */
	int64_t cents;
	/* Made by deposits_examine. */
	bool is_large;
	size_t kind;                    /* index of its kind, or NO_KIND */
};

#define NO_KIND ((size_t)-1)

/* What comes again and again. */
struct deposit_kind {
	const char *words;              /* as the newest has them */
	enum frequency frequency;
	size_t count;
	int64_t sum;
	struct ratio average;           /* cents */
	int32_t first, last;
};

/* Marks the deposits and lists the kinds that recur, the largest sum first; both in the arena.
 * large: not given: nothing is large. INVALID when sums do not fit. */
must_check enum status deposits_examine(struct deposit *deposits, size_t count,
					struct amount large, struct deposit_kind **kinds,
					size_t *kind_count);

#endif
