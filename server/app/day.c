/* day.c: calendar days as whole numbers. Nothing here asks the machine for its clock or zone. */
#include "app/day.h"

#include "base/arena.h"

#include <string.h>

#define YEAR_FIRST 1930
#define YEAR_LAST 2099

static int month_length(int y, int m)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);

	return m == 2 && is_leap ? 29 : lengths[m - 1];
}

/* Years begin in March, so that the leap day is the last of one (proleptic Gregorian calendar). */
static int32_t count_days(int y, int m, int d)
{
	int year = m <= 2 ? y - 1 : y, month = m <= 2 ? m + 9 : m - 3;

	return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + d - 1
		- 719468;
}

int32_t day_of(int y, int m, int d)
{
	int months = y * 12 + m - 1, length;

	y = months / 12;
	m = months % 12 + 1;
	length = month_length(y, m);
	return count_days(y, m, d > length ? length : d);
}

int day_weekday(int32_t day)
{
	return (int)(((day % 7) + 11) % 7);
}

void day_parts(int32_t day, int *y, int *m, int *d)
{
	/* Never too late a year, on either side of 1970. */
	int year = 1969 + day / (day < 0 ? 365 : 366), month = 1;

	while (count_days(year + 1, 1, 1) <= day)
		year++;
	while (month < 12 && count_days(year, month + 1, 1) <= day)
		month++;
	*y = year;
	*m = month;
	*d = day - count_days(year, month, 1) + 1;
}

int day_year(int32_t day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	return y;
}

static int digits(const char *text, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + text[i] - '0';
	}
	return value;
}

enum status day_read(const char *text, int32_t *day)
{
	int y, m, d;

	if (text == NULL || strlen(text) < 10 || text[4] != '-' || text[7] != '-')
		return INVALID;
	if (text[10] != '\0' && text[10] != 'T' && text[10] != ' ')
		return INVALID;
	y = digits(text, 4);
	m = digits(text + 5, 2);
	d = digits(text + 8, 2);
	if (y < YEAR_FIRST || y > YEAR_LAST || m < 1 || m > 12)
		return INVALID;
	if (d < 1 || d > month_length(y, m))
		return INVALID;
	*day = count_days(y, m, d);
	return OK;
}

static const char *written(int32_t day, const char *fmt_none, int form)
{
	int y, m, d;

	if (day == NO_DAY)
		return fmt_none;
	day_parts(day, &y, &m, &d);
	if (form == 0)
		return arena_printf("%02d/%02d", m, d);
	return form == 1 ? arena_printf("%02d/%02d/%04d", m, d, y)
		: arena_printf("%04d-%02d-%02d", y, m, d);
}

const char *day_short_text(int32_t day)
{
	return written(day, "no date", 0);
}

const char *day_text(int32_t day)
{
	return written(day, "no date", 1);
}

const char *day_iso_text(int32_t day)
{
	return written(day, "none", 2);
}
