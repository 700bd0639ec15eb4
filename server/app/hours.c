/* hours.c: a month's hours and dollars of a job; the rules stand in hours.h. */
#include "app/hours.h"

#include "base/base.h"

static bool is_in_month(int32_t day, int32_t month)
{
	int y, m, d, year, number;

	if (day == NO_DAY)
		return false;
	day_parts(day, &y, &m, &d);
	day_parts(month, &year, &number, &d);
	return y == year && m == number;
}

int64_t hourly_average(const struct job *job)
{
	int64_t cents = 0, hours = 0;

	for (size_t i = 0; i < job->check_count; i++) {
		const struct check *check = &job->checks[i];

		if (!check_is_usable(check) || !check->has_hours || check->hours <= 0
		    || check->gross.cents <= 0)
			continue;
		if (money_add(cents, check->gross.cents, &cents) != OK
		    || money_add(hours, check->hours, &hours) != OK)
			return 0;
	}
	/* cents / (hours / HOUR), the division first where the product would not fit */
	if (hours == 0)
		return 0;
	if (cents > INT64_MAX / HOUR)
		return cents / hours * HOUR;
	return (cents * HOUR + hours / 2) / hours;
}

/* False when nothing tells the hours. */
static bool estimate(int64_t cents, int64_t rate, int64_t *hours)
{
	if (rate <= 0 || cents < 0 || cents > MONEY_MAX / HOUR)
		return false;
	*hours = (cents * HOUR + rate / 2) / rate;
	return true;
}

static enum status add_estimate(struct month_sum *sum, int64_t cents, int64_t rate)
{
	int64_t hours;

	if (!estimate(cents, rate, &hours)) {
		sum->unknown++;
		return OK;
	}
	TRY(money_add(sum->hours_estimated, hours, &sum->hours_estimated));
	return money_add(sum->hours, hours, &sum->hours);
}

static enum status add_check(struct month_sum *sum, const struct check *check, int64_t rate)
{
	TRY(money_add(sum->cents, check->gross.cents, &sum->cents));
	if (check->has_hours)
		return money_add(sum->hours, check->hours, &sum->hours);
	return add_estimate(sum, check->gross.cents, rate);
}

static enum status add_filled(struct month_sum *sum, const struct slot *slot, int64_t rate)
{
	TRY(money_add(sum->cents, slot->filled, &sum->cents));
	TRY(money_add(sum->cents_estimated, slot->filled, &sum->cents_estimated));
	return add_estimate(sum, slot->filled, rate);
}

enum status month_sum(const struct job *job, int64_t rate, int32_t day, struct month_sum *sum)
{
	*sum = (struct month_sum){ 0 };
	if (rate <= 0)
		rate = hourly_average(job);
	for (size_t i = 0; i < job->check_count; i++)
		if (check_is_usable(&job->checks[i]) && is_in_month(job->checks[i].day, day))
			TRY(add_check(sum, &job->checks[i], rate));
	for (size_t i = 0; i < job->slot_count; i++) {
		const struct slot *slot = &job->slots[i];
		bool is_filled = slot->fill == FILL_EXACT || slot->fill == FILL_SHARED;

		if (slot->is_missing && is_filled && is_in_month(slot->day, day))
			TRY(add_filled(sum, slot, rate));
	}
	return OK;
}

enum status month_add(struct month_sum *sum, const struct month_sum *more)
{
	TRY(money_add(sum->hours, more->hours, &sum->hours));
	TRY(money_add(sum->hours_estimated, more->hours_estimated, &sum->hours_estimated));
	TRY(money_add(sum->cents, more->cents, &sum->cents));
	TRY(money_add(sum->cents_estimated, more->cents_estimated, &sum->cents_estimated));
	sum->unknown += more->unknown;
	return OK;
}

enum hours_verdict hours_judge(const struct hours_rule *rule, const struct month_sum *sum,
			       int32_t day, int32_t today)
{
	bool has_hours = rule->hours > 0, has_cents = rule->cents.is_given;

	if (has_hours && sum->hours - sum->hours_estimated >= rule->hours)
		return HOURS_MET;
	if (has_cents && sum->cents - sum->cents_estimated >= rule->cents.cents)
		return HOURS_MET_BY_PAY;
	if ((has_hours && sum->hours >= rule->hours)
	    || (has_cents && sum->cents >= rule->cents.cents))
		return HOURS_ESTIMATED;
	if (is_in_month(today, day))
		return HOURS_SO_FAR;
	return has_hours && sum->unknown > 0 ? HOURS_NOT_KNOWN : HOURS_NOT_MET;
}
