/* payroll.c: pay checks that add up.
 *
 * A check's amounts are computed from the job alone, its year to date is the sum of the year's
 * checks so far: exact cents, no randomness, and the same check has the same number and amount
 * whatever the day it is asked on. */
#include "data.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Friday, 6 January 2023: biweekly checks fall on it and every 14 days from it. */
#define ANCHOR_YEAR 2023
#define CHECKS_MAX 120

struct frequency {
	const char *name;
	int per_year;
};

static const struct frequency frequencies[] = { { "W", 52 }, { "BW", 26 }, { "SM", 24 }, { "M",
	12 } };

int checks_per_year(const struct job *job)
{
	for (size_t i = 0; i < countof(frequencies); i++)
		if (strcmp(frequencies[i].name, job->frequency) == 0)
			return frequencies[i].per_year;
	return 0;
}

const char *money(long cents)
{
	return arena_printf("%s%ld.%02ld", cents < 0 ? "-" : "", labs(cents) / 100, labs(cents) % 100);
}

long job_start(const struct job *job, long today)
{
	int year, month, day;

	if (job->since >= 100)
		return day_make(job->since, 1, 1);
	day_split(today, &year, &month, &day);
	month -= job->since;
	return day_make(month < 1 ? year - 1 : year, month < 1 ? month + 12 : month, 1);
}

static bool is_weekly(const struct job *job)
{
	return strcmp(job->frequency, "W") == 0 || strcmp(job->frequency, "BW") == 0;
}

/* Is it a pay day, and which: numbers follow each other without gaps within a frequency. */
static bool is_pay_day(const struct job *job, long day, long *number)
{
	long anchor = day_make(ANCHOR_YEAR, 1, 6);
	int step = strcmp(job->frequency, "W") == 0 ? 7 : 14;
	int year, month, of_month;

	if (is_weekly(job)) {
		*number = (day - anchor) / step;
		return (day - anchor) % step == 0;
	}
	day_split(day, &year, &month, &of_month);
	*number = (year - ANCHOR_YEAR) * 12 + month - 1;
	if (strcmp(job->frequency, "M") == 0)
		return day_ends_month(day);
	*number = *number * 2 + (of_month > 15);
	return of_month == 15 || day_ends_month(day);
}

/* Weekly periods end on the Sunday before the Friday they are paid; the others on the pay day
 * itself. */
static void set_period(struct check *check, const struct job *job)
{
	int year, month, of_month;
	long length = strcmp(job->frequency, "W") == 0 ? 7 : 14;

	if (is_weekly(job)) {
		check->end = check->pay_day - 5;
		check->start = check->end - length + 1;
		return;
	}
	day_split(check->pay_day, &year, &month, &of_month);
	check->end = check->pay_day;
	check->start = strcmp(job->frequency, "SM") == 0 && of_month > 15
		? day_make(year, month, 16) : day_make(year, month, 1);
}

static long part(long gross, long hundredths_of_percent)
{
	return (gross * hundredths_of_percent + 5000) / 10000;
}

static void set_amounts(struct check *check, const struct job *job)
{
	long *now = check->now;

	check->has_overtime = job->overtime_hours > 0 && check->number % 4 == 1;
	now[REGULAR] = job->is_hourly ? job->rate * job->hours : job->rate;
	now[OVERTIME] = check->has_overtime ? job->rate * 3 / 2 * job->overtime_hours : 0;
	now[TIPS] = job->tips;
	now[GROSS] = now[REGULAR] + now[OVERTIME] + now[TIPS];
	now[SOCIAL] = part(now[GROSS], 620);
	now[MEDICARE] = part(now[GROSS], 145);
	now[FEDERAL] = part(now[GROSS], 800);
	now[STATE] = part(now[GROSS], 300);
	now[NET] = now[GROSS] - now[SOCIAL] - now[MEDICARE] - now[FEDERAL] - now[STATE];
}

static int year_of(long day)
{
	int year, month, of_month;

	day_split(day, &year, &month, &of_month);
	return year;
}

size_t payroll_checks(const struct job *job, long today, struct check **checks)
{
	struct check *all = arena_alloc(CHECKS_MAX * sizeof *all), *c;
	long started = job_start(job, today), number;
	size_t count = 0;

	for (long day = day_make(year_of(today) - 1, 1, 1); day <= today; day++) {
		if (!is_pay_day(job, day, &number) || count == CHECKS_MAX)
			continue;
		c = &all[count];
		c->number = number;
		c->pay_day = day;
		set_period(c, job);
		if (c->start < started)
			continue;
		set_amounts(c, job);
		for (int i = 0; i < AMOUNTS; i++)
			c->ytd[i] = c->now[i] + (count > 0 && year_of(c[-1].pay_day) == year_of(day)
				? c[-1].ytd[i] : 0);
		count++;
	}
	*checks = all;
	return count;
}
