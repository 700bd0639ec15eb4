/* pay_dates.c: pay dates from pay dates; the rules stand in pay_dates.h. */
#include "app/pay_dates.h"

#include "base/base.h"

#include <string.h>
#include <strings.h>

#define DATES_MAX 13
#define HISTORY 400

static const struct {
	const char *name, *code;
	int length, in_thirty, beside;
} frequencies[FREQUENCIES] = {
	[FREQUENCY_UNKNOWN] = { "frequency unknown", "unknown", 0, 0, 0 },
	[WEEKLY] = { "weekly", "W", 7, 4, 1 },
	[BIWEEKLY] = { "every 2 weeks", "BW", 14, 2, 1 },
	[SEMIMONTHLY] = { "twice a month", "SM", 16, 2, 3 },
	[MONTHLY] = { "monthly", "M", 31, 1, 3 },
	[IRREGULAR] = { "irregular", "irregular", 0, 0, 0 },
};

/* How well dates keep to a schedule. */
struct fit {
	struct schedule schedule;
	int exact, near, slots;
};

const char *frequency_name(enum frequency frequency)
{
	return frequencies[frequency].name;
}

const char *frequency_code(enum frequency frequency)
{
	return frequencies[frequency].code;
}

int frequency_length(enum frequency frequency)
{
	return frequencies[frequency].length;
}

int frequency_in_thirty(enum frequency frequency)
{
	return frequencies[frequency].in_thirty;
}

enum frequency frequency_read(const char *word)
{
	static const struct {
		const char *word;
		enum frequency frequency;
	} words[] = {
		{ "W", WEEKLY }, { "weekly", WEEKLY },
		{ "BW", BIWEEKLY }, { "biweekly", BIWEEKLY }, { "bi-weekly", BIWEEKLY },
		{ "bi_weekly", BIWEEKLY },
		{ "SM", SEMIMONTHLY }, { "semimonthly", SEMIMONTHLY },
		{ "semi-monthly", SEMIMONTHLY }, { "semi_monthly", SEMIMONTHLY },
		{ "M", MONTHLY }, { "monthly", MONTHLY },
		{ "irregular", IRREGULAR },
	};

	for (size_t i = 0; word != NULL && i < countof(words); i++)
		if (strcasecmp(words[i].word, word) == 0)
			return words[i].frequency;
	return FREQUENCY_UNKNOWN;
}

bool schedule_is_known(const struct schedule *schedule)
{
	return frequencies[schedule->frequency].length > 0;
}

static int32_t weekday_before(int32_t day)
{
	int weekday = day_weekday(day);

	return weekday == 6 ? day - 1 : weekday == 0 ? day - 2 : day;
}

static int32_t next_in_weeks(const struct schedule *s, int32_t day)
{
	int length = frequencies[s->frequency].length;
	int32_t beyond = (day - s->anchor) % length;

	return beyond == 0 ? day : beyond > 0 ? day + length - beyond : day - beyond;
}

static int32_t next_in_months(const struct schedule *s, int32_t day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	for (int ahead = 0; ahead < 3; ahead++) {
		int32_t first = weekday_before(day_of(y, m + ahead, s->first));
		int32_t second = weekday_before(day_of(y, m + ahead, s->second));

		if (first >= day)
			return first;
		if (s->second > 0 && second >= day)
			return second;
	}
	return NO_DAY;
}

int32_t schedule_next(const struct schedule *schedule, int32_t day)
{
	if (!schedule_is_known(schedule))
		return NO_DAY;
	return schedule->frequency <= BIWEEKLY ? next_in_weeks(schedule, day)
		: next_in_months(schedule, day);
}

int32_t schedule_slot(const struct schedule *schedule, int32_t day)
{
	int beside = frequencies[schedule->frequency].beside;
	int32_t before, after;

	if (!schedule_is_known(schedule))
		return NO_DAY;
	before = schedule_next(schedule, day - beside);
	if (before > day + beside)
		return NO_DAY;
	if (before >= day)
		return before;
	after = schedule_next(schedule, day);
	return after - day < day - before ? after : before;
}

static struct fit measure(struct schedule schedule, const int32_t *days, size_t count)
{
	struct fit fit = { .schedule = schedule };
	int32_t first = NO_DAY, last = NO_DAY;

	for (size_t i = 0; i < count; i++) {
		int32_t slot = schedule_slot(&schedule, days[i]);

		fit.exact += slot == days[i];
		fit.near += slot != NO_DAY && slot != last;
		first = first == NO_DAY ? slot : first;
		last = slot != NO_DAY ? slot : last;
	}
	for (int32_t day = first; day != NO_DAY && day <= last; fit.slots++)
		day = schedule_next(&schedule, day + 1);
	return fit;
}

static bool is_better(const struct fit *a, const struct fit *b)
{
	return a->exact != b->exact ? a->exact > b->exact : a->near > b->near;
}

static struct fit best_in_weeks(const int32_t *days, size_t count, enum frequency frequency)
{
	struct fit best = { 0 };

	/* Newest first: on a tie the schedule kept lately is the one in force. */
	for (size_t i = count; i > 0; i--) {
		struct schedule tried = { .frequency = frequency, .anchor = days[i - 1] };
		struct fit fit = measure(tried, days, count);

		if (is_better(&fit, &best))
			best = fit;
	}
	return best;
}

/* Later days of the month win ties: a Friday that stands for a Sunday is the 15th, and the 31st is
 * the last day, not the 28th. */
static struct fit best_in_months(const int32_t *days, size_t count, enum frequency frequency)
{
	bool is_twice = frequency == SEMIMONTHLY;
	struct fit best = { 0 };

	for (int first = is_twice ? 16 : 31; first >= 1; first--)
		for (int after = is_twice ? 17 : 0; after >= (is_twice ? 13 : 0); after--) {
			struct schedule tried = { .frequency = frequency, .first = first };
			struct fit fit;

			tried.second = !is_twice ? 0 : first + after > 31 ? 31 : first + after;
			fit = measure(tried, days, count);
			if (is_better(&fit, &best))
				best = fit;
		}
	return best;
}

static struct fit best_fit(const int32_t *days, size_t count, enum frequency frequency)
{
	return frequency <= BIWEEKLY ? best_in_weeks(days, count, frequency)
		: best_in_months(days, count, frequency);
}

/* Three slots in four, or two in three where the source says so itself. */
static bool fits(const struct fit *fit, size_t count, bool is_said)
{
	if (fit->near < 2 || fit->near * 4 < (int)count * 3)
		return false;
	return is_said ? fit->near * 3 >= fit->slots * 2 : fit->near * 4 >= fit->slots * 3;
}

static struct schedule find_among(const int32_t *days, size_t count, enum frequency said)
{
	struct fit best = { 0 };

	for (int i = WEEKLY; i <= MONTHLY; i++) {
		struct fit fit;

		if (best.exact == (int)count && (enum frequency)i != said)
			continue;
		fit = best_fit(days, count, (enum frequency)i);
		if (!fits(&fit, count, (enum frequency)i == said))
			continue;
		if ((enum frequency)i == said)
			return fit.schedule;
		if (fit.exact > best.exact)
			best = fit;
	}
	return best.schedule;
}

/* The part of the history that is looked at. */
static void narrow(const int32_t **days, size_t *count, size_t most)
{
	while (*count > most || (*count > 1 && (*days)[*count - 1] - (*days)[0] > HISTORY)) {
		++*days;
		--*count;
	}
}

struct schedule schedule_force(const int32_t *days, size_t count, enum frequency chosen)
{
	struct schedule schedule = { .frequency = chosen };

	narrow(&days, &count, DATES_MAX);
	if (frequencies[chosen].length > 0 && count == 0)
		schedule.frequency = FREQUENCY_UNKNOWN;
	else if (frequencies[chosen].length > 0) {
		schedule = best_fit(days, count, chosen).schedule;
		schedule.dates = (int)count;
	}
	return schedule;
}

struct schedule schedule_find(const int32_t *days, size_t count, enum frequency said)
{
	static const size_t spans[] = { DATES_MAX, 6, 4 };
	struct schedule found = { .frequency = FREQUENCY_UNKNOWN };

	narrow(&days, &count, DATES_MAX);
	if (count < 2)
		return count == 1 ? schedule_force(days, count, said) : found;
	for (size_t i = 0; i < countof(spans) && found.frequency == FREQUENCY_UNKNOWN; i++) {
		const int32_t *from = days;
		size_t n = count;

		if (i > 0 && count <= spans[i])
			continue;
		narrow(&from, &n, spans[i]);
		found = find_among(from, n, said);
		found.dates = (int)n;
		if (i > 0 && measure(found, from, n).near < (int)n)
			found.frequency = FREQUENCY_UNKNOWN;
	}
	if (found.frequency == FREQUENCY_UNKNOWN)
		found = (struct schedule){ .frequency = IRREGULAR, .dates = (int)count };
	return found;
}
