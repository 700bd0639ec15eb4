/* pay_fill.c: what the year to date says about pay dates without a check; see pay_fill.h. */
#include "app/pay_fill.h"

/* What is known of the year at one point of it. */
struct point {
	bool is_known;
	int32_t day;
	int64_t ytd;            /* after that day; with what later checks without one added */
};

/* All that was paid on one day. */
struct paid {
	int32_t day;
	size_t first, after;    /* its checks: from, and one past the last */
	int64_t gross;
	struct amount ytd;      /* of its last check, when that can be told */
	bool takes_back;
};

static struct paid paid_nothing(const struct job *job, size_t at)
{
	return (struct paid){ .day = job->checks[at].day, .first = at, .after = at };
}

/* The checks of the next day that count. The largest year to date is the last one, unless
 * something was taken back. */
static enum status next_paid(const struct job *job, size_t at, struct paid *paid)
{
	while (at < job->check_count && !check_is_usable(&job->checks[at]))
		at++;
	if (at == job->check_count)
		return NOT_FOUND;
	*paid = paid_nothing(job, at);
	for (; at < job->check_count && job->checks[at].day == paid->day; paid->after = ++at) {
		const struct check *c = &job->checks[at];

		if (!check_is_usable(c))
			continue;
		TRY(money_add(paid->gross, c->gross.cents, &paid->gross));
		paid->takes_back = paid->takes_back || c->gross.cents < 0;
		if (c->gross_ytd.is_given
		    && (!paid->ytd.is_given || c->gross_ytd.cents > paid->ytd.cents))
			paid->ytd = c->gross_ytd;
	}
	return OK;
}

/* On a day that takes back, the check that fits is the last one. */
static void settle(const struct job *job, struct paid *paid, int64_t expected)
{
	bool is_single = paid->after - paid->first == 1;

	for (size_t i = paid->first; i < paid->after; i++) {
		const struct check *c = &job->checks[i];

		if (check_is_usable(c) && c->gross_ytd.is_given && c->gross_ytd.cents == expected) {
			paid->ytd = c->gross_ytd;
			return;
		}
	}
	if (paid->takes_back && !is_single)
		paid->ytd.is_given = false;
}

static void contradict(struct job *job, const struct paid *paid)
{
	for (size_t i = paid->first; i < paid->after; i++)
		if (check_is_usable(&job->checks[i]) && job->checks[i].gross_ytd.is_given)
			job->checks[i].flags |= CONTRADICTS_YTD;
}

static bool is_between(const struct slot *slot, int32_t after, int32_t before)
{
	return slot->is_missing && slot->day > after && slot->day < before;
}

static int count_missing(const struct job *job, int32_t after, int32_t before)
{
	int n = 0;

	for (size_t i = 0; i < job->slot_count; i++)
		n += is_between(&job->slots[i], after, before);
	return n;
}

/* Marks, or with a total fills, the missing dates between two days. */
static void fill_between(struct job *job, int32_t after, int32_t before, struct slot filling,
			 int64_t total)
{
	int64_t left = filling.share > 0 ? total % filling.share : 0;

	for (size_t i = 0; i < job->slot_count; i++) {
		struct slot *slot = &job->slots[i];
		int32_t day = slot->day;

		if (!is_between(slot, after, before))
			continue;
		*slot = filling;
		slot->day = day;
		slot->filled = filling.share > 0 ? total / filling.share + (left-- > 0) : 0;
	}
}

static void refuse_between(struct job *job, int32_t after, int32_t before, enum fill why)
{
	struct slot filling = { .paid = NO_DAY, .is_missing = true, .fill = why };

	fill_between(job, after, before, filling, 0);
}

/* From one known point of a year to the next: ytd and gross are those after it. */
static enum status fill_stretch(struct job *job, const struct point *from, const struct paid *to)
{
	struct slot filling = {
		.paid = NO_DAY, .is_missing = true, .ytd_after = to->ytd.cents,
		.gross_after = to->gross, .ytd_before = from->ytd,
		.share = count_missing(job, from->day, to->day),
	};
	int64_t total;

	filling.fill = filling.share == 1 ? FILL_EXACT : FILL_SHARED;
	TRY(money_subtract(to->ytd.cents, to->gross, &total));
	TRY(money_subtract(total, from->ytd, &total));
	if (total < 0 || (filling.share == 0 && total > 0))
		contradict(job, to);
	if (total < 0)
		refuse_between(job, from->day, to->day, FILL_CONTRADICTS);
	else if (filling.share > 0)
		fill_between(job, from->day, to->day, filling, total);
	return OK;
}

/* One paid day: closes the stretch before it and opens the next. */
static enum status take(struct job *job, struct point *from, struct paid *paid)
{
	int64_t expected = paid->gross;

	if (from->is_known)
		TRY(money_add(from->ytd, paid->gross, &expected));
	settle(job, paid, expected);
	if (!paid->ytd.is_given) {
		/* Later dates can only be told from here when nothing is missing before. */
		if (count_missing(job, from->day, paid->day) > 0)
			from->is_known = false;
		from->ytd = expected;
		return OK;
	}
	if (from->is_known)
		TRY(fill_stretch(job, from, paid));
	else if (paid->gross > 0 && paid->ytd.cents < paid->gross)
		contradict(job, paid);
	*from = (struct point){ true, paid->day, paid->ytd.cents };
	return OK;
}

static const struct year_total *total_of(const struct job *job, int year)
{
	for (size_t i = 0; i < job->year_count; i++)
		if (job->years[i].year == year)
			return &job->years[i];
	return NULL;
}

/* From the last check of a year to its end. */
static enum status close_year(struct job *job, const struct point *from, int year)
{
	const struct year_total *total = total_of(job, year);
	int32_t end = day_of(year + 1, 1, 1);
	struct paid whole = { .day = end };

	if (total == NULL || !from->is_known || total->gross <= from->ytd) {
		enum fill why = from->is_known ? FILL_PAST_END : FILL_NO_YTD;

		refuse_between(job, from->day, end, why);
		return OK;
	}
	/* Without a missing date the rest has no place; nor is it a check that contradicts. */
	whole.ytd = (struct amount){ true, total->gross };
	return count_missing(job, from->day, end) > 0 ? fill_stretch(job, from, &whole) : OK;
}

/* Zero on the day before its first, where that is known to be the beginning of its pay, and where
 * pay dates could be missing at all. */
static struct point open_year(const struct job *job, int year, bool has_earlier)
{
	bool begins = job->start != NO_DAY && day_year(job->start) == year;

	bool is_known = schedule_is_known(&job->schedule) && (has_earlier || begins);

	return (struct point){ is_known, day_of(year, 1, 1) - 1, 0 };
}

enum status pay_fill(struct job *job)
{
	struct paid paid;
	struct point from = { .day = NO_DAY };
	enum status status = next_paid(job, 0, &paid);
	int year = 0;

	refuse_between(job, NO_DAY, INT32_MAX, FILL_NO_YTD);
	while (status == OK) {
		int y = day_year(paid.day);

		if (y != year && year != 0)
			TRY(close_year(job, &from, year));
		if (y != year)
			from = open_year(job, y, year != 0);
		year = y;
		TRY(take(job, &from, &paid));
		status = next_paid(job, paid.after, &paid);
	}
	if (year != 0)
		TRY(close_year(job, &from, year));
	return status == NOT_FOUND ? OK : status;
}
