/* money.c: exact amounts, read, added, averaged and written; what is accepted stands in money.h. */
#include "app/money.h"

#include "base/arena.h"

#include <inttypes.h>
#include <string.h>

#define DIGITS "0123456789"

static const char *const not_plain =
	"not a plain amount: digits, commas between thousands and one point";

/* A text on its way to a number. */
struct reading {
	const char *at;
	int64_t value;
	bool is_large;
};

static void take_digit(struct reading *r, char digit)
{
	if (__builtin_mul_overflow(r->value, 10, &r->value)
	    || __builtin_add_overflow(r->value, digit - '0', &r->value))
		r->is_large = true;
}

static size_t take_digits(struct reading *r, size_t most)
{
	size_t n = 0;

	for (; n < most && *r->at >= '0' && *r->at <= '9'; n++)
		take_digit(r, *r->at++);
	return n;
}

/* The digits before the point; with one comma every group after it has three. */
static bool take_whole(struct reading *r)
{
	size_t n = take_digits(r, SIZE_MAX);

	if (n == 0 || (*r->at == ',' && n > 3))
		return false;
	while (*r->at == ',') {
		r->at++;
		if (take_digits(r, 3) != 3)
			return false;
	}
	return *r->at < '0' || *r->at > '9';
}

/* Decimals up to `places`; further ones only when they are zeros. */
static const char *take_decimals(struct reading *r, size_t places)
{
	size_t n = 0;

	if (*r->at == '.') {
		r->at++;
		n = take_digits(r, places);
		if (n == 0)
			return not_plain;
	}
	for (; n < places; n++)
		take_digit(r, '0');
	r->at += strspn(r->at, "0");
	return r->at[0] >= '1' && r->at[0] <= '9' ? "more decimals than are paid" : NULL;
}

static const char *read_exact(const char *text, size_t places, int64_t max, int64_t *value)
{
	struct reading r = { .at = text != NULL ? text : "" };
	bool is_negative;
	const char *why;

	r.at += strspn(r.at, " ");
	if (*r.at == '\0')
		return "empty";
	is_negative = *r.at == '-';
	r.at += is_negative;
	r.at += *r.at == '$';
	if (!take_whole(&r))
		return not_plain;
	why = take_decimals(&r, places);
	r.at += strspn(r.at, " ");
	if (why != NULL || *r.at != '\0')
		return why != NULL ? why : not_plain;
	if (r.is_large || r.value > max)
		return "larger than any pay";
	*value = is_negative ? -r.value : r.value;
	return NULL;
}

static enum status say(const char *reason, const char **why)
{
	if (why != NULL)
		*why = reason;
	return reason == NULL ? OK : INVALID;
}

enum status money_read(const char *text, int64_t *cents, const char **why)
{
	return say(read_exact(text, 2, MONEY_MAX, cents), why);
}

enum status hours_read(const char *text, int64_t *hours, const char **why)
{
	return say(read_exact(text, 4, MONEY_MAX, hours), why);
}

/* value / 10^places with commas; at least two decimals, or as `least` says. */
static const char *decimal_text(int64_t value, int places, int least)
{
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	char text[48], *at = text + sizeof(text) - 1;
	int written = 0;

	*at = '\0';
	for (; places > least && left % 10 == 0; places--)
		left /= 10;
	for (; written < places; written++, left /= 10)
		*--at = (char)('0' + left % 10);
	if (places > 0)
		*--at = '.';
	written = 0;
	do {
		if (written > 0 && written % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + left % 10);
		written++;
		left /= 10;
	} while (left > 0);
	if (value < 0)
		*--at = '-';
	return arena_dup(at);
}

const char *money_text(int64_t cents)
{
	return decimal_text(cents, 2, 2);
}

const char *hours_text(int64_t hours)
{
	return decimal_text(hours, 4, 2);
}

enum status money_add(int64_t a, int64_t b, int64_t *result)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum) || sum == INT64_MIN)
		return INVALID;
	*result = sum;
	return OK;
}

enum status money_subtract(int64_t a, int64_t b, int64_t *result)
{
	int64_t difference;

	if (__builtin_sub_overflow(a, b, &difference) || difference == INT64_MIN)
		return INVALID;
	*result = difference;
	return OK;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

struct ratio ratio_of(int64_t num, int64_t den)
{
	int64_t by = common_divisor(num, den);
	struct ratio ratio = { num / by, den / by };

	if (ratio.den < 0)
		ratio = (struct ratio){ -ratio.num, -ratio.den };
	return ratio;
}

/* What divides across is taken out first, so that only a product that is really too large fails. */
enum status ratio_multiply(struct ratio a, struct ratio b, struct ratio *product)
{
	struct ratio left = ratio_of(a.num, b.den), right = ratio_of(b.num, a.den);
	int64_t num, den;

	if (__builtin_mul_overflow(left.num, right.num, &num)
	    || num == INT64_MIN || __builtin_mul_overflow(left.den, right.den, &den))
		return INVALID;
	*product = ratio_of(num, den);
	return OK;
}

int64_t ratio_round(struct ratio ratio)
{
	int64_t whole = ratio.num / ratio.den, rest = ratio.num % ratio.den;

	if (rest < 0)
		return -rest >= ratio.den + rest ? whole - 1 : whole;
	return rest >= ratio.den - rest ? whole + 1 : whole;
}

enum status ratio_read(const char *text, struct ratio *ratio, const char **why)
{
	const char *bar = text != NULL ? strchr(text, '/') : NULL;
	const char *first = bar != NULL ? arena_copy(text, (size_t)(bar - text)) : text;
	const int64_t max = INT64_C(999999999);
	int64_t num, den = 1000000;
	const char *fault = read_exact(first, RATIO_PLACES, max, &num);

	if (fault == NULL && bar != NULL)
		fault = read_exact(bar + 1, RATIO_PLACES, max, &den);
	if (fault == NULL && (num <= 0 || den <= 0))
		fault = "a factor is above zero";
	if (fault == NULL && num / den >= 1000)
		fault = "a factor is below 1,000";
	if (fault == NULL)
		*ratio = ratio_of(num, den);
	return say(fault, why);
}

/* Scales the ratio to a whole number of 1/10^places; false when its decimals do not end there. */
static bool scaled(struct ratio ratio, int *places, int64_t *value)
{
	int64_t num = ratio.num;

	for (*places = 0; *places <= RATIO_PLACES; ++*places) {
		if (num % ratio.den == 0) {
			*value = num / ratio.den;
			return true;
		}
		if (__builtin_mul_overflow(num, 10, &num))
			return false;
	}
	return false;
}

const char *ratio_money_text(struct ratio cents)
{
	int places;
	int64_t value;

	if (scaled(cents, &places, &value))
		return decimal_text(value, places + 2, 2);
	return arena_printf("%s / %" PRId64, money_text(cents.num), cents.den);
}

const char *ratio_text(struct ratio ratio)
{
	int places;
	int64_t value;

	if (scaled(ratio, &places, &value))
		return decimal_text(value, places, 0);
	return arena_printf("%" PRId64 "/%" PRId64, ratio.num, ratio.den);
}
