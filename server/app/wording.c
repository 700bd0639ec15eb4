/* wording.c: amounts and days as pages say them. */
#include "app/wording.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#define MINUS "\u2212"

static const char *magnitude(int64_t cents)
{
	return money_text(cents < 0 ? -cents : cents);
}

const char *dollars_text(int64_t cents)
{
	return arena_printf("%s$%s", cents < 0 ? MINUS : "", magnitude(cents));
}

const char *short_dollars(int64_t cents)
{
	const char *text = dollars_text(cents);

	return cents % 100 == 0 ? arena_copy(text, strlen(text) - 3) : text;
}

const char *plain_money(int64_t cents)
{
	return arena_printf("%s%s", cents < 0 ? MINUS : "", magnitude(cents));
}

const char *signed_money(int64_t cents)
{
	return arena_printf("%s%s", cents < 0 ? MINUS : cents > 0 ? "+" : "", magnitude(cents));
}

const char *day_words(int32_t day, int32_t today)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	int y, m, d;

	if (day == NO_DAY)
		return "not given";
	day_parts(day, &y, &m, &d);
	if (today != NO_DAY && day_year(today) == y)
		return arena_printf("%s %d", months[m - 1], d);
	return arena_printf("%s %d, %d", months[m - 1], d, y);
}

const char *count_words(size_t count, const char *one, const char *many)
{
	return arena_printf("%zu %s", count, count == 1 ? one : many);
}

const char *list_words(const char *list, const char *word, bool is_last)
{
	if (*list == '\0')
		return word;
	return arena_printf("%s%s%s", list, is_last ? " and " : ", ", word);
}

struct amount json_cents(const cJSON *doc, const char *path)
{
	const char *text = json_text(doc, path);

	if (*text == '\0')
		return (struct amount){ false, 0 };
	return (struct amount){ true, strtoll(text, NULL, 10) };
}

struct amount json_money(const cJSON *doc, const char *path)
{
	struct amount amount = { false, 0 };

	amount.is_given = money_read(json_text(doc, path), &amount.cents, NULL) == OK;
	return amount;
}

int32_t json_day(const cJSON *doc, const char *path)
{
	int32_t day = NO_DAY;
	const char *text = json_text_or_null(doc, path);

	return text != NULL && day_read(text, &day) == OK ? day : NO_DAY;
}
