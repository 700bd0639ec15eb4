/* income_count.c: which checks count, how much of each, and what a person said about them. */
#include "app/income_work.h"

#include "base/arena.h"

#include <string.h>

void work_add(struct income *income, struct step step)
{
	if (income->step_count == income->step_room) {
		size_t room = income->step_room * 2 + 64;
		struct step *steps = arena_alloc(room * sizeof(*steps));

		if (income->step_count > 0)
			memcpy(steps, income->steps, income->step_count * sizeof(*steps));
		income->steps = steps;
		income->step_room = room;
	}
	income->steps[income->step_count++] = step;
}

struct step work_step(const struct work *w, enum step_kind kind)
{
	return (struct step){ .kind = kind, .job = w->j, .program = w->p };
}

enum status work_refuse(struct income *income, const char *why)
{
	income->why = why;
	return INVALID;
}

static bool is_about(const struct choice *choice, const struct work *w, const struct check *check,
		     int32_t day)
{
	if ((int)choice->job != w->j || (choice->program >= 0 && choice->program != w->p))
		return false;
	if (choice->check != NULL)
		return check != NULL && strcmp(choice->check, check->id) == 0;
	return choice->day != NO_DAY && choice->day == day;
}

static const struct choice *choice_for(const struct work *w, const struct check *check, int32_t day)
{
	const struct choice *found = NULL;

	for (size_t i = 0; i < w->sheet->choice_count; i++)
		if (is_about(&w->sheet->choices[i], w, check, day))
			found = &w->sheet->choices[i];
	return found;
}

const char *income_check_bar(const struct check *check)
{
	static const struct {
		enum check_flag flag;
		const char *why;
	} bars[] = {
		{ IS_UNDATED, "it has no pay date" }, { IS_UNPRICED, "its gross pay is not given" },
		{ IS_FUTURE, "dated in the future" }, { IS_DUPLICATE, "the same check is listed twice" },
	};

	for (size_t i = 0; i < countof(bars); i++)
		if (check->flags & bars[i].flag)
			return bars[i].why;
	return NULL;
}

static const struct slot *slot_at(const struct job *job, int32_t day)
{
	size_t low = 0, high = job->slot_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (job->slots[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < job->slot_count && job->slots[low].day == day ? &job->slots[low] : NULL;
}

static bool is_in_thirty(const struct job *job, const struct check *check)
{
	const struct slot *slot = check->slot != NO_DAY ? slot_at(job, check->slot) : NULL;

	if (check->slot != NO_DAY)
		return slot != NULL && slot->is_wanted;
	return check->day >= job->thirty.first && check->day <= job->thirty.last;
}

static int64_t parts_of(const struct check *check, unsigned kinds)
{
	int64_t sum = 0;

	for (int i = 0; i < PAY_KINDS; i++)
		sum += kinds & 1u << i ? check->part[i] : 0;
	return sum;
}

/* Adds what counts, and the pay date once. */
static enum status add_counted(struct work *w, int32_t slot, int32_t day, int64_t counted)
{
	if (money_add(w->figure->sum, counted, &w->figure->sum) != OK)
		return work_refuse(w->income, WORK_TOO_LARGE);
	if (slot != NO_DAY && slot != w->last_slot) {
		w->figure->dates++;
		w->last_slot = slot;
	}
	if (slot == NO_DAY && day != w->last_day) {
		w->off_days++;
		w->last_day = day;
	}
	return OK;
}

/* What the choice, or without one the program, leaves out of a check: kinds and why. */
static void leave_out_parts(struct work *w, const struct check *check, const struct choice *choice,
			    struct step *step)
{
	step->kinds = choice != NULL && choice->how == COUNT_PART ? choice->kinds : 0;
	step->why = step->kinds != 0 ? choice->why : NULL;
	if (choice == NULL || choice->how == COUNT_PART) {
		step->kinds |= w->program->left_out;
		step->why = step->why != NULL ? step->why : w->program->left_out_why;
	}
	step->counted = step->gross - parts_of(check, step->kinds);
}

static enum status take_amount(struct work *w, const struct choice *choice, struct step *step)
{
	bool is_part = step->gross >= 0 ? choice->cents >= 0 && choice->cents <= step->gross
		: choice->cents <= 0 && choice->cents >= step->gross;

	if (!is_part)
		return work_refuse(w->income, "the part that counts is larger than the check");
	step->counted = choice->cents;
	step->kinds = 0;
	step->why = choice->why;
	return OK;
}

static enum status keep_step(struct work *w, struct step step, int32_t slot, int32_t day)
{
	step.kind = step.counted == step.gross ? STEP_COUNTED : STEP_PART;
	work_add(w->income, step);
	return add_counted(w, slot, day, step.counted);
}

static enum status leave_out(struct work *w, struct step step, const char *why)
{
	step.kind = STEP_LEFT_OUT;
	step.why = why;
	work_add(w->income, step);
	return OK;
}

/* Checks that are neither among the 30 days nor spoken of are passed over in silence. */
static enum status take_check(struct work *w, const struct check *check)
{
	const struct choice *choice = choice_for(w, check, check->day);
	const char *bar = income_check_bar(check);
	bool is_saved = choice != NULL && choice->check != NULL && choice->how != LEAVE_OUT
		&& check_is_usable(check) == false && (check->flags & IS_DUPLICATE);
	struct step step = work_step(w, STEP_COUNTED);

	step.check = check;
	step.gross = check->gross.cents;
	if (bar != NULL && !is_saved)
		return check->day == NO_DAY || check->day >= w->job->thirty.first
			? leave_out(w, step, bar) : OK;
	if (choice == NULL && !is_in_thirty(w->job, check))
		return OK;
	if (choice != NULL && choice->how == LEAVE_OUT)
		return leave_out(w, step, choice->why);
	leave_out_parts(w, check, choice, &step);
	if (choice != NULL && choice->how == COUNT_AMOUNT)
		TRY(take_amount(w, choice, &step));
	return keep_step(w, step, check->slot, check->day);
}

/* A date without a check: what it was filled with counts as one of regular pay would. */
static enum status take_slot(struct work *w, const struct slot *slot)
{
	const struct choice *choice = choice_for(w, NULL, slot->day);
	bool is_filled = slot->fill == FILL_EXACT || slot->fill == FILL_SHARED;
	struct step step = work_step(w, is_filled ? STEP_FILLED : STEP_MISSING);

	if (!slot->is_wanted && choice == NULL)
		return OK;
	step.slot = slot;
	step.gross = slot->filled;
	step.counted = slot->filled;
	work_add(w->income, step);
	if (!is_filled)
		return OK;
	if (choice != NULL && choice->how == LEAVE_OUT)
		return leave_out(w, step, choice->why);
	if (choice != NULL && choice->how == COUNT_AMOUNT)
		TRY(take_amount(w, choice, &step));
	return keep_step(w, step, slot->day, slot->day);
}

/* Checks and missing dates, by date. */
enum status work_count(struct work *w)
{
	size_t at = 0;

	for (size_t i = 0; i <= w->job->check_count; i++) {
		bool is_end = i == w->job->check_count;
		int32_t until = is_end ? INT32_MAX : w->job->checks[i].day;

		for (; at < w->job->slot_count && w->job->slots[at].day < until; at++)
			if (w->job->slots[at].is_missing)
				TRY(take_slot(w, &w->job->slots[at]));
		if (!is_end)
			TRY(take_check(w, &w->job->checks[i]));
	}
	if (w->figure->dates == 0)
		w->figure->dates = w->off_days;
	return OK;
}
