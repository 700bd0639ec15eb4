/* pay.c: sorts one job's checks, splits them, marks what is odd and lists the pay dates; what is
 * missing is filled by pay_fill.c. The rules stand in pay.h and schedule.h. */
#include "app/pay_fill.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_names[PAY_KINDS] = {
	"regular", "overtime", "bonus", "commission", "tips", "other",
};

static const struct {
	enum check_flag flag;
	const char *word;
} flag_words[] = {
	{ IS_DUPLICATE, "duplicate" }, { IS_FUTURE, "future" },
	{ IS_OFF_SCHEDULE, "off schedule" }, { IS_REVERSAL, "reversal" }, { IS_ZERO, "zero" },
	{ IS_UNDATED, "no pay date" }, { IS_UNPRICED, "no gross" },
	{ IS_ADDED_UP, "gross added up" }, { IS_UNSPLIT, "not split" },
	{ IS_SPLIT_ODDLY, "parts differ" }, { CONTRADICTS_YTD, "year to date differs" },
	{ SHARES_DAY, "same day" }, { BEFORE_START, "before start" }, { IS_PARTIAL, "partial" },
	{ IS_UNREADABLE, "unreadable amount" },
};

const char *pay_kind_name(enum pay_kind kind)
{
	return kind_names[kind];
}

const char *check_flags_text(unsigned flags)
{
	const char *text = "";

	for (size_t i = 0; i < countof(flag_words); i++)
		if (flags & flag_words[i].flag)
			text = arena_printf("%s%s%s", text, *text ? ", " : "", flag_words[i].word);
	return text;
}

bool check_is_usable(const struct check *check)
{
	return !(check->flags & (IS_DUPLICATE | IS_FUTURE | IS_UNDATED | IS_UNPRICED));
}

static enum status add_parts(const struct amount *parts, int64_t *sum, int *given)
{
	*sum = 0;
	*given = 0;
	for (int i = 0; i < PAY_KINDS; i++) {
		*given += parts[i].is_given;
		if (parts[i].is_given)
			TRY(money_add(*sum, parts[i].cents, sum));
	}
	return OK;
}

/* Which of the two divisions of a check is believed: the one that makes the gross, lines of
 * earnings before columns; else lines, when there are any, else columns. */
static enum status choose_parts(const struct check *c, const struct amount **parts, int64_t *sum,
				int *given)
{
	int64_t columns;
	int column_count;

	TRY(add_parts(c->earned, sum, given));
	TRY(add_parts(c->column, &columns, &column_count));
	*parts = c->earned;
	if (column_count == 0 || (*given > 0 && *sum == c->gross.cents))
		return OK;
	if (*given > 0 && columns != c->gross.cents)
		return OK;
	*parts = c->column;
	*sum = columns;
	*given = column_count;
	return OK;
}

/* Without parts all of it is regular pay; a rest that no part explains is other pay. */
static enum status split(struct check *c)
{
	const struct amount *parts;
	int64_t sum, rest;
	int given;

	TRY(choose_parts(c, &parts, &sum, &given));
	if (!c->gross.is_given && given > 0) {
		c->gross = (struct amount){ true, sum };
		c->flags |= IS_ADDED_UP;
	}
	for (int i = 0; i < PAY_KINDS; i++)
		c->part[i] = parts[i].is_given ? parts[i].cents : 0;
	if (!c->gross.is_given) {
		c->flags |= IS_UNPRICED;
		return OK;
	}
	TRY(money_subtract(c->gross.cents, sum, &rest));
	c->part[given == 0 ? REGULAR : OTHER_PAY] += rest;
	if (rest != 0)
		c->flags |= given == 0 ? IS_UNSPLIT : IS_SPLIT_ODDLY;
	return OK;
}

static bool begins_or_ends_inside(const struct check *c, const struct job *job)
{
	if (c->from == NO_DAY || c->to == NO_DAY)
		return false;
	return (job->start != NO_DAY && c->from < job->start && job->start <= c->to)
		|| (job->end != NO_DAY && c->from <= job->end && job->end < c->to);
}

static enum status mark(struct check *c, const struct job *job, int32_t today)
{
	/* What an earlier examination added up is given by now. */
	c->flags &= IS_UNREADABLE | IS_ADDED_UP;
	c->slot = NO_DAY;
	TRY(split(c));
	c->flags |= c->day == NO_DAY ? IS_UNDATED : c->day > today ? IS_FUTURE : 0;
	if (c->gross.is_given)
		c->flags |= c->gross.cents < 0 ? IS_REVERSAL : c->gross.cents == 0 ? IS_ZERO : 0;
	if (c->day != NO_DAY && job->start != NO_DAY && c->day < job->start)
		c->flags |= BEFORE_START;
	if (begins_or_ends_inside(c, job))
		c->flags |= IS_PARTIAL;
	return OK;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* How much a check says, so that of two that are the same the fuller one is kept. */
static int fullness(const struct check *c)
{
	int said = c->gross_ytd.is_given * 8 + c->has_hours + c->net.is_given + (c->from != NO_DAY);

	for (int i = 0; i < PAY_KINDS; i++)
		said += c->column[i].is_given + c->earned[i].is_given;
	return said;
}

static int compare_checks(const void *left, const void *right)
{
	const struct check *a = left, *b = right;
	const int order[] = {
		compare_numbers(a->day, b->day),
		compare_numbers(a->gross.cents, b->gross.cents),
		fullness(b) - fullness(a),
		compare_numbers(a->gross_ytd.cents, b->gross_ytd.cents),
		strcmp(a->source, b->source), strcmp(a->number, b->number), strcmp(a->id, b->id),
		compare_numbers(a->hours, b->hours), compare_numbers(a->from, b->from),
		compare_numbers(a->to, b->to),
		memcmp(a->part, b->part, sizeof(a->part)),
	};

	for (size_t i = 0; i < countof(order); i++)
		if (order[i] != 0)
			return order[i];
	return 0;
}

static bool both_say_otherwise(int32_t a, int32_t b)
{
	return a != NO_DAY && b != NO_DAY && a != b;
}

/* The same pay date and gross, and nothing that says they are two: another year to date, another
 * period, another number on the paper of the same source. */
static bool is_same(const struct check *a, const struct check *b)
{
	bool has_numbers = *a->number != '\0' && *b->number != '\0';

	if (a->day != b->day || a->gross.cents != b->gross.cents)
		return false;
	if (*a->id != '\0' && strcmp(a->id, b->id) == 0)
		return true;
	if (a->gross_ytd.is_given && b->gross_ytd.is_given
	    && a->gross_ytd.cents != b->gross_ytd.cents)
		return false;
	if (both_say_otherwise(a->from, b->from) || both_say_otherwise(a->to, b->to))
		return false;
	return !has_numbers || strcmp(a->source, b->source) != 0
		|| strcmp(a->number, b->number) == 0;
}

static void mark_duplicates(struct check *checks, size_t count)
{
	size_t from = 0;

	for (size_t i = 0; i < count; i++) {
		if (checks[i].day != checks[from].day
		    || checks[i].gross.cents != checks[from].gross.cents)
			from = i;
		if (!check_is_usable(&checks[i]))
			continue;
		for (size_t k = from; k < i; k++)
			if (check_is_usable(&checks[k]) && is_same(&checks[k], &checks[i]))
				checks[i].flags |= IS_DUPLICATE;
	}
}

static void mark_shared_days(struct check *checks, size_t count)
{
	struct check *last = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!check_is_usable(&checks[i]))
			continue;
		if (last != NULL && last->day == checks[i].day) {
			last->flags |= SHARES_DAY;
			checks[i].flags |= SHARES_DAY;
		}
		last = &checks[i];
	}
}

/* What was taken back says nothing about when people are paid. */
static struct schedule find_schedule(const struct job *job)
{
	int32_t *days = arena_alloc((job->check_count + 1) * sizeof(*days));
	size_t n = 0;

	for (size_t i = 0; i < job->check_count; i++) {
		const struct check *c = &job->checks[i];
		bool speaks = check_is_usable(c) && !(c->flags & IS_REVERSAL);

		if (speaks && (n == 0 || days[n - 1] != c->day))
			days[n++] = c->day;
	}
	return job->chosen != FREQUENCY_UNKNOWN ? schedule_force(days, n, job->chosen)
		: schedule_find(days, n, job->said);
}

static const struct check *first_check(const struct job *job)
{
	for (size_t i = 0; i < job->check_count; i++)
		if (check_is_usable(&job->checks[i]))
			return &job->checks[i];
	return NULL;
}

/* From the first check on; before it only what the 30 days ask for, or, when the job began in the
 * same year, all since then, for only so its year to date can be shared out. A first check comes
 * up to one pay period after the first day. */
static int32_t list_from(const struct job *job, const struct check *first)
{
	int32_t day = first->slot != NO_DAY ? first->slot : first->day;
	int32_t begun = job->start + frequency_length(job->schedule.frequency);
	int32_t earliest = job->thirty.last - SLOTS_MAX * 7;

	if (job->start == NO_DAY)
		day = day < job->thirty.first ? day : job->thirty.first;
	else
		day = begun < day && day_year(job->start) == day_year(first->day) ? begun
			: begun < day && job->thirty.first < day ? job->thirty.first : day;
	return day > earliest ? day : earliest;
}

/* After the last day of a job no more is expected than came. */
static int32_t list_to(const struct job *job)
{
	int32_t last = job->thirty.last;

	if (job->end != NO_DAY && job->end < last)
		last = job->end;
	for (size_t i = 0; i < job->check_count; i++)
		if (check_is_usable(&job->checks[i]) && job->checks[i].slot > last)
			last = job->checks[i].slot;
	return last;
}

static void list_slots(struct job *job)
{
	const struct check *first = first_check(job);
	int32_t day, last;
	size_t at = 0;

	if (first == NULL || !schedule_is_known(&job->schedule))
		return;
	job->slots = arena_alloc((SLOTS_MAX + 8) * sizeof(*job->slots));
	last = list_to(job);
	day = schedule_next(&job->schedule, list_from(job, first));
	for (; day <= last && job->slot_count < SLOTS_MAX + 8; job->slot_count++) {
		struct slot *slot = &job->slots[job->slot_count];

		*slot = (struct slot){ .day = day, .paid = NO_DAY };
		for (; at < job->check_count && job->checks[at].day <= day + 3; at++) {
			bool is_its = check_is_usable(&job->checks[at]) && job->checks[at].slot == day;

			slot->paid = is_its && slot->paid == NO_DAY ? job->checks[at].day : slot->paid;
		}
		slot->is_missing = slot->paid == NO_DAY;
		day = schedule_next(&job->schedule, day + 1);
	}
}

static void assign_slots(struct job *job)
{
	for (size_t i = 0; i < job->check_count; i++) {
		struct check *c = &job->checks[i];

		if (c->day == NO_DAY || !schedule_is_known(&job->schedule))
			continue;
		c->slot = schedule_slot(&job->schedule, c->day);
		if (c->slot == NO_DAY)
			c->flags |= IS_OFF_SCHEDULE;
	}
}

/* Of a job that has ended no more is asked than it still paid. */
static int least_dates(const struct job *job)
{
	bool has_ended = job->end != NO_DAY && job->end < job->thirty.last;

	return has_ended ? 0 : frequency_in_thirty(job->schedule.frequency);
}

/* Pay that comes less often than the 30 days are long may fall beside them: then the date before
 * counts, until there are as many as the frequency has in any 30 days. */
static void want_slots(struct job *job)
{
	int wanted = 0, least = least_dates(job);

	for (size_t i = job->slot_count; i > 0; i--) {
		struct slot *slot = &job->slots[i - 1];
		int32_t day = slot->is_missing ? slot->day : slot->paid;

		slot->is_wanted = day <= job->thirty.last
			&& (day >= job->thirty.first || wanted < least);
		wanted += slot->is_wanted;
	}
}

static void answer_thirty(struct job *job)
{
	struct thirty *t = &job->thirty;
	const struct check *first = first_check(job);
	int least = least_dates(job);

	for (size_t i = 0; i < job->slot_count; i++) {
		const struct slot *slot = &job->slots[i];

		t->expected += slot->is_wanted;
		t->found += slot->is_wanted && !slot->is_missing;
		t->filled += slot->is_wanted
			&& (slot->fill == FILL_EXACT || slot->fill == FILL_SHARED);
	}
	if (schedule_is_known(&job->schedule))
		t->is_complete = t->expected >= least && t->found + t->filled == t->expected;
	else
		t->is_complete = first != NULL && first->day <= t->first;
	if (t->expected < least)
		t->expected = least;
}

enum status pay_examine(struct job *job, int32_t today)
{
	job->thirty = (struct thirty){ .first = today - 30, .last = today - 1 };
	job->slot_count = 0;
	for (size_t i = 0; i < job->check_count; i++)
		TRY(mark(&job->checks[i], job, today));
	if (job->check_count > 0)
		qsort(job->checks, job->check_count, sizeof(*job->checks), compare_checks);
	mark_duplicates(job->checks, job->check_count);
	mark_shared_days(job->checks, job->check_count);
	job->schedule = find_schedule(job);
	assign_slots(job);
	list_slots(job);
	TRY(pay_fill(job));
	want_slots(job);
	answer_thirty(job);
	return OK;
}
