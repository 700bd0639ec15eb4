/* when.c: times and days for the simulator.
 *
 * The calendar is computed here rather than with timegm and friends: pay schedules ask for
 * thousands of days, and a day number is easier to reason about than a struct tm. Knows nothing
 * of orders or pay. */
#include "when.h"

#include "base/arena.h"

#include <stdatomic.h>
#include <time.h>

#define OPEN_DAYS 3

static _Atomic int64_t skew;

int64_t when_now(void)
{
	static _Atomic int64_t last;
	struct timespec t;
	int64_t now, before = atomic_load(&last);

	clock_gettime(CLOCK_REALTIME, &t);
	now = (int64_t)t.tv_sec * SECOND_US + t.tv_nsec / 1000;
	do {
		if (now <= before)
			now = before + 1;
	} while (!atomic_compare_exchange_weak(&last, &before, now));
	return now;
}

static const char *spelled(int64_t us, const char *zone)
{
	time_t seconds;
	struct tm tm;

	if (us == 0)
		return NULL;
	us += atomic_load(&skew);
	seconds = us / SECOND_US;
	gmtime_r(&seconds, &tm);
	return arena_printf("%04d-%02d-%02dT%02d:%02d:%02d.%06d%s", tm.tm_year + 1900, tm.tm_mon + 1,
		tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, (int)(us % SECOND_US), zone);
}

void when_skew(int64_t us)
{
	atomic_store(&skew, us);
}

const char *when_z(int64_t us)
{
	return spelled(us, "Z");
}

const char *when_offset(int64_t us)
{
	return spelled(us, "+00:00");
}

int64_t when_expiry(int64_t created)
{
	int64_t at = created;
	int weekday;

	for (int counted = 0; counted < OPEN_DAYS;) {
		at += DAY_S * SECOND_US;
		weekday = day_weekday(day_of(at));
		counted += weekday != 0 && weekday != 6;
	}
	return at;
}

long day_of(int64_t us)
{
	return (long)(us / SECOND_US / DAY_S);
}

/* Both directions count years from March, so that the leap day comes last: the usual proleptic
 * Gregorian arithmetic. */
long day_make(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097L + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_split(long day, int *year, int *month, int *of_month)
{
	long z = day + 719468, era = z / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*of_month = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + (int)era * 400 + (*month <= 2);
}

int day_weekday(long day)
{
	return (int)((day + 4) % 7);
}

bool day_ends_month(long day)
{
	int year, month, of_month;

	day_split(day + 1, &year, &month, &of_month);
	return of_month == 1;
}

const char *day_text(long day)
{
	int year, month, of_month;

	day_split(day, &year, &month, &of_month);
	return arena_printf("%04d-%02d-%02d", year, month, of_month);
}

/* The digits at `at`, and on to behind them; -1 when there are not so many. */
static int digits(const char **at, int count)
{
	int value = 0;

	for (; count > 0; count--, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value;
}

static int64_t fraction(const char *at)
{
	int64_t us = 0, unit = SECOND_US / 10;

	if (*at != '.')
		return 0;
	for (at++; *at >= '0' && *at <= '9'; at++, unit /= 10)
		us += (*at - '0') * unit;
	return us;
}

/* "2026-06-18T01:43:32": six numbers, each with a mark behind it, the last with any. */
int64_t when_read(const char *text)
{
	static const char marks[] = "--T::";
	int part[6];

	for (size_t i = 0; i < countof(part); i++) {
		part[i] = digits(&text, i == 0 ? 4 : 2);
		if (part[i] < 0 || (i < countof(part) - 1 && *text++ != marks[i]))
			return 0;
	}
	return (day_make(part[0], part[1], part[2]) * DAY_S + part[3] * 3600 + part[4] * 60 + part[5])
		* SECOND_US + fraction(text);
}
