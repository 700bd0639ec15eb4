/* review_lines.c: the lines of one employer on the page of changes, in words. */
#include "app/review_lines.h"

#include "app/wording.h"
#include "base/arena.h"

#include <string.h>

/* One line: a cell is never empty where a figure could stand (look.md §5). */
struct line {
	const char *what, *then, *now, *difference, *said;
};

static void add_line(cJSON *lines, const struct review *review, const struct line *line)
{
	cJSON *doc = json_push(lines, json_object());
	bool is_same = review->has_then && strcmp(line->then, line->now) == 0;

	json_set_text(doc, "what", line->what);
	json_set_text(doc, "then", review->has_then ? line->then : "none");
	json_set_text(doc, "now", line->now);
	json_set_text(doc, "difference", !review->has_then ? "none"
		      : is_same ? "same" : line->difference);
	json_set_text(doc, "said", line->said);
	json_set_bool(doc, "is_same", is_same);
}

static const char *month_text(const struct told *told, size_t program)
{
	int64_t cents;

	if (told == NULL || !told->is_paying)
		return "none";
	return told_monthly(told, program, &cents) ? plain_money(cents) : "not given";
}

static const char *no_difference(const struct change *change)
{
	return change->then == NULL ? "new" : "not known";
}

/* A program whose figures are those of the one before it needs no line of its own. */
static bool is_like_before(const struct change *change, size_t program)
{
	const struct told *const all[] = { change->then, change->now, change->said };

	for (size_t i = 0; i < countof(all) && program > 0; i++) {
		const struct amount *a = all[i] != NULL ? all[i]->monthly : NULL;

		if (a != NULL && (a[program].is_given != a[program - 1].is_given
				  || a[program].cents != a[program - 1].cents))
			return false;
	}
	return program > 0;
}

/* For several programs that figure alike "Monthly" is enough. */
static bool is_one_figure(const struct review *review, const struct change *change)
{
	for (size_t p = 1; p < review->now.sheet.program_count; p++)
		if (!is_like_before(change, p))
			return false;
	return true;
}

static void add_month(cJSON *lines, const struct review *review, const struct change *change,
		      size_t program)
{
	const struct program *p = &review->now.programs[program];
	int64_t then, now;
	bool is_known = told_monthly(change->then, program, &then)
		&& told_monthly(change->now, program, &now);
	bool is_said = change->said != NULL && change->said->is_paying
		&& change->said->monthly[program].is_given;

	add_line(lines, review, &(struct line){
		.what = is_one_figure(review, change) ? "Monthly"
			: arena_printf("Monthly, %s", p->name),
		.then = month_text(change->then, program), .now = month_text(change->now, program),
		.difference = is_known ? signed_money(now - then) : no_difference(change),
		.said = is_said ? dollars_text(change->said->monthly[program].cents) : NULL,
	});
}

static const char *rate_text(const struct told *told)
{
	if (told == NULL || !told->rate.is_given)
		return told == NULL ? "none" : "not given";
	return arena_printf("%s %s", plain_money(told->rate.cents), told->rate_unit);
}

static void add_rate(cJSON *lines, const struct review *review, const struct change *change)
{
	const struct told *then = change->then, *now = change->now, *said = change->said;
	bool is_known = then != NULL && now != NULL && then->rate.is_given && now->rate.is_given
		&& strcmp(then->rate_unit, now->rate_unit) == 0;

	add_line(lines, review, &(struct line){
		.what = "Pay rate", .then = rate_text(then), .now = rate_text(now),
		.difference = is_known ? signed_money(now->rate.cents - then->rate.cents)
			: no_difference(change),
		.said = said != NULL && said->rate.is_given ? rate_text(said) : NULL,
	});
}

static const char *hours_words(const struct told *told)
{
	if (told == NULL)
		return "none";
	return told->has_hours ? hours_text(told->hours) : "not given";
}

static void add_hours(cJSON *lines, const struct review *review, const struct change *change)
{
	const struct told *then = change->then, *now = change->now, *said = change->said;
	bool is_known = then != NULL && now != NULL && then->has_hours && now->has_hours;
	int64_t more = is_known ? now->hours - then->hours : 0;

	add_line(lines, review, &(struct line){
		.what = "Hours a check", .then = hours_words(then), .now = hours_words(now),
		.difference = !is_known ? no_difference(change)
			: arena_printf("%s%s", more < 0 ? "\u2212" : "+", hours_text(more < 0 ? -more : more)),
		.said = said != NULL && said->has_hours
			? arena_printf("%s a week", hours_text(said->hours)) : NULL,
	});
}

static const char *paid_words(const struct told *told)
{
	return told == NULL ? "none" : frequency_name(told->frequency);
}

static void add_paid(cJSON *lines, const struct review *review, const struct change *change)
{
	const struct told *said = change->said;

	add_line(lines, review, &(struct line){
		.what = "Paid", .then = paid_words(change->then), .now = paid_words(change->now),
		.difference = change->then == NULL ? "new" : "changed",
		.said = said != NULL && said->frequency != FREQUENCY_UNKNOWN ? paid_words(said) : NULL,
	});
}

static const char *paid_day(const struct review *review, const struct told *told, bool is_last)
{
	if (told == NULL)
		return "none";
	if (!is_last && told->started != NO_DAY)
		return day_words(told->started, review->today);
	return day_words(is_last ? told->last_paid : told->first_paid, review->today);
}

/* When a new job began to pay, or one that is gone last paid. */
static void add_day(cJSON *lines, const struct review *review, const struct change *change)
{
	bool is_last = change->kind == GONE_JOB;
	const struct told *now = is_last && change->now == NULL ? change->then : change->now;

	add_line(lines, review, &(struct line){
		.what = is_last ? "Last pay date"
			: now->started != NO_DAY ? "Started" : "First pay date",
		.then = is_last ? "open" : "none", .now = paid_day(review, now, is_last),
		.difference = is_last ? "over" : "new",
	});
}

cJSON *review_lines(const struct review *review, const struct change *change)
{
	cJSON *lines = json_list();

	for (size_t p = 0; p < review->now.sheet.program_count; p++)
		if (p == 0 || !is_one_figure(review, change))
			add_month(lines, review, change, p);
	if (change->kind != GONE_JOB) {
		add_rate(lines, review, change);
		add_hours(lines, review, change);
		add_paid(lines, review, change);
	}
	if (change->kind == NEW_JOB || change->kind == GONE_JOB)
		add_day(lines, review, change);
	return lines;
}
