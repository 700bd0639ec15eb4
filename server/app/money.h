/* money.h: exact amounts. Cents are whole numbers in an int64_t, averages and factors are ratios of
 * two; nothing here is ever a binary float, and nothing wraps round: what does not fit is INVALID.
 *
 * What is read from outside: an optional minus and an optional "$", digits, with commas only where
 * they part thousands ("1,856.45" is taken, "18,56.45" is not), and a point followed by at least
 * one digit ("29.7" is 29.70). More than two decimals are taken only when the rest are zeros, for
 * half a cent is nobody's pay. "1e3", "12.345", "+5" and "" are refused, each with its reason. */
#ifndef MONEY_H
#define MONEY_H

#include "base/base.h"

/* No single amount is larger: 999,999,999,999.99, as much as to_money of the database takes. */
#define MONEY_MAX INT64_C(99999999999999)
/* Hours have four decimals: 37.3333 is 373333. */
#define HOUR 10000
/* The largest number of decimals ratio_text writes out. */
#define RATIO_PLACES 6

/* An amount that may not have been given: null is not zero. */
struct amount {
	bool is_given;
	int64_t cents;
};

/* num / den, den > 0, without a common divisor. */
struct ratio {
	int64_t num, den;
};

/* INVALID with a sentence for people in *why (may be NULL); *cents is then left alone. */
must_check enum status money_read(const char *text, int64_t *cents, const char **why);
/* The same for hours, in 1/HOUR. */
must_check enum status hours_read(const char *text, int64_t *hours, const char **why);

/* "1,856.45", "-12.00", in the arena. */
const char *money_text(int64_t cents);
/* "84.50"; a third and fourth decimal only where they are not zero. */
const char *hours_text(int64_t hours);

/* INVALID when the result does not fit 64 bits; *result is then left alone. INT64_MIN, which has no
 * opposite, is never a result, nor may it be an operand of a ratio. */
must_check enum status money_add(int64_t a, int64_t b, int64_t *result);
must_check enum status money_subtract(int64_t a, int64_t b, int64_t *result);

/* A factor as the agency writes it: "4.3", "2.15", "52/12". Above zero, below 1,000. */
must_check enum status ratio_read(const char *text, struct ratio *ratio, const char **why);
/* den may not be 0. */
struct ratio ratio_of(int64_t num, int64_t den);
must_check enum status ratio_multiply(struct ratio a, struct ratio b, struct ratio *product);
/* To the whole cent, half away from zero: 886.335 is 886.34, -886.335 is -886.34. */
int64_t ratio_round(struct ratio ratio);
/* A ratio of cents as money, exact: "1,784.225", or where decimals never end "5,137.00 / 3".
 * Two decimals at least. */
const char *ratio_money_text(struct ratio cents);
/* A bare number: "4.3", "2.15", "1", "13/3". */
const char *ratio_text(struct ratio ratio);

#endif
