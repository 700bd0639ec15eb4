/* sheet_words.c: days, amounts and schedules as the worksheet words them. */
#include "app/sheet_view.h"

#include "base/arena.h"

static const char *const months[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

const char *day_word(int32_t day, int32_t today)
{
	int y, m, d;

	if (day == NO_DAY)
		return "no date";
	day_parts(day, &y, &m, &d);
	if (y == day_year(today))
		return arena_printf("%s %d", months[m - 1], d);
	return arena_printf("%s %d, %d", months[m - 1], d, y);
}

const char *span_words(int32_t first, int32_t last, int32_t today)
{
	return arena_printf("%s to %s", day_word(first, today), day_word(last, today));
}

const char *money_word(int64_t cents)
{
	const char *text = money_text(cents);

	return *text == '-' ? arena_printf("\u2212%s", text + 1) : text;
}

static const char *day_of_month(int day)
{
	const char *ending = day % 10 == 1 && day != 11 ? "st" : day % 10 == 2 && day != 12 ? "nd"
		: day % 10 == 3 && day != 13 ? "rd" : "th";

	return day == 31 ? "last day" : arena_printf("%d%s", day, ending);
}

const char *schedule_words(const struct schedule *schedule)
{
	static const char *const weekdays[] = {
		"Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays",
	};
	const char *weekday = weekdays[day_weekday(schedule->anchor)];

	switch (schedule->frequency) {
	case WEEKLY: return arena_printf("Weekly, %s", weekday);
	case BIWEEKLY: return arena_printf("Every two weeks, %s", weekday);
	case SEMIMONTHLY:
		return arena_printf("Twice a month, the %s and the %s", day_of_month(schedule->first),
				    day_of_month(schedule->second));
	case MONTHLY: return arena_printf("Monthly, the %s", day_of_month(schedule->first));
	case IRREGULAR: return "Irregular";
	default: return "Not known";
	}
}

const char *program_words(const struct worksheet *w, unsigned programs)
{
	const char *text = "";
	size_t left = 0, n = 0;

	for (size_t p = 0; p < w->sheet.program_count; p++)
		left += (programs >> p) & 1;
	for (size_t p = 0; p < w->sheet.program_count; p++) {
		if (!(programs & 1u << p))
			continue;
		text = arena_printf("%s%s%s", text, n == 0 ? "" : n + 1 == left ? " and " : ", ",
				    w->programs[p].name);
		n++;
	}
	return text;
}
