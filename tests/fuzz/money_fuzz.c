/* money_fuzz.c: any text as an amount, hours, a factor and a day. What is read prints as something
 * that reads as the same. */
#include "fuzz.h"

#include "app/day.h"
#include "app/money.h"

static void hold_money(const char *text)
{
	int64_t cents, again;

	if (money_read(text, &cents, NULL) != OK)
		return;
	assert(cents <= MONEY_MAX && cents >= -MONEY_MAX);
	assert(money_read(money_text(cents), &again, NULL) == OK && again == cents);
}

static void hold_hours(const char *text)
{
	int64_t hours, again;

	if (hours_read(text, &hours, NULL) != OK)
		return;
	assert(hours_read(hours_text(hours), &again, NULL) == OK && again == hours);
}

static void hold_ratio(const char *text)
{
	struct ratio ratio, again;

	if (ratio_read(text, &ratio, NULL) != OK)
		return;
	assert(ratio.num > 0 && ratio.den > 0 && ratio.num / ratio.den < 1000);
	/* A sum's own ratios may be finer than what an agency writes. */
	if (ratio.num > 999 || ratio.den > 999)
		return;
	assert(ratio_read(ratio_text(ratio), &again, NULL) == OK);
	assert(again.num == ratio.num && again.den == ratio.den);
}

static void hold_day(const char *text)
{
	int32_t day, again;

	if (day_read(text, &day) != OK)
		return;
	assert(day_year(day) >= 1930 && day_year(day) <= 2099);
	assert(day_read(day_iso_text(day), &again) == OK && again == day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = arena_copy((const char *)data, size);

	hold_money(text);
	hold_hours(text);
	hold_ratio(text);
	hold_day(text);
	arena_reset();
	return 0;
}
