/* income_text.c: each step of a derivation as a line people read, in ASCII, so that it survives
 * being pasted into a case system. What a person or a source wrote stands as it is. */
#include "app/income.h"

#include "base/arena.h"

static const char *because(const char *why)
{
	return why != NULL && *why != '\0' ? arena_printf(": %s", why) : "";
}

static const char *frequency_line(const struct step *step)
{
	const char *name = frequency_name(step->frequency);

	if (step->why != NULL)
		return arena_printf("%s, chosen: %s", name, step->why);
	return arena_printf("%s, from %d pay date%s", name, step->dates, step->dates == 1 ? "" : "s");
}

static const char *thirty_line(const struct job *job)
{
	const struct thirty *t = &job->thirty;
	const char *answer = t->is_complete ? "yes" : "no";

	if (!schedule_is_known(&job->schedule))
		return arena_printf("30 days %s to %s: %s", day_short_text(t->first),
				    day_short_text(t->last), answer);
	return arena_printf("30 days %s to %s: %s, %d of %d checks%s", day_short_text(t->first),
			    day_short_text(t->last), answer, t->found + t->filled, t->expected,
			    t->filled > 0 ? arena_printf(", %d computed", t->filled) : "");
}

static const char *missing_line(const struct slot *slot)
{
	static const char *const why[] = {
		[FILL_NONE] = "nothing to fill it from",
		[FILL_NO_YTD] = "no year to date on both sides",
		[FILL_CONTRADICTS] = "the year to date contradicts itself",
		[FILL_PAST_END] = "no later check in its year",
		[FILL_EXACT] = "", [FILL_SHARED] = "",
	};

	return arena_printf("%s missing, not filled: %s", day_short_text(slot->day), why[slot->fill]);
}

static const char *filled_line(const struct slot *slot)
{
	const char *sum = arena_printf("(%s - %s) - %s", money_text(slot->ytd_after),
				       money_text(slot->gross_after), money_text(slot->ytd_before));

	if (slot->share > 1)
		sum = arena_printf("(%s) / %d", sum, slot->share);
	return arena_printf("%s missing, filled: %s = %s", day_short_text(slot->day), sum,
			    money_text(slot->filled));
}

/* Which check or filled date a step is about, and its gross. */
static const char *subject(const struct step *step)
{
	int32_t day = step->check != NULL ? step->check->day : step->slot->day;
	bool is_priced = step->check == NULL || step->check->gross.is_given;

	return arena_printf("%s %s", day_short_text(day), is_priced ? money_text(step->gross) : "none");
}

/* "overtime 144.45, bonus 50.00"; what has no name is only an amount. */
static const char *left_out_parts(const struct step *step)
{
	const char *text = "";

	for (int i = 0; i < PAY_KINDS; i++)
		if (step->check != NULL && step->kinds & 1u << i && step->check->part[i] != 0)
			text = arena_printf("%s%s%s %s", text, *text != '\0' ? ", " : "",
					    pay_kind_name((enum pay_kind)i),
					    money_text(step->check->part[i]));
	return *text != '\0' ? text : money_text(step->gross - step->counted);
}

static const char *part_line(const struct step *step)
{
	return arena_printf("%s counts %s, %s left out%s", subject(step), money_text(step->counted),
			    left_out_parts(step), because(step->why));
}

/* Decimals that never end are not written: the division itself is carried on. */
static bool ends(struct ratio ratio)
{
	return INT64_C(1000000) % ratio.den == 0;
}

static const char *average_line(const struct step *step)
{
	const char *division = arena_printf("%s / %d", money_text(step->sum), step->dates);

	return ends(step->average)
		? arena_printf("%s = %s", division, ratio_money_text(step->average)) : division;
}

static const char *factor_line(const struct step *step)
{
	const char *average = ends(step->average) ? ratio_money_text(step->average)
		: arena_printf("(%s / %d)", money_text(step->sum), step->dates);

	return arena_printf("%s x %s = %s", average, ratio_text(step->factor),
			    money_text(step->result));
}

static const char *expected_line(const struct step *step)
{
	const struct job_choice *choice = step->choice;
	const char *from = choice->from != NO_DAY
		? arena_printf(" from %s", day_short_text(choice->from)) : "";
	const char *amount = ratio_money_text(step->average);

	if (!choice->a_check.is_given)
		amount = arena_printf("%s x %s hours = %s", money_text(choice->rate),
				      hours_text(choice->hours), amount);
	return arena_printf("expected%s: %s a check%s", from, amount, because(step->why));
}

/* "3,680.80 + 886.34 = 4,567.14" */
static const char *total_line(const struct sheet *sheet, const struct step *step)
{
	const char *sum = "";

	for (size_t j = 0; sheet->job_count > 1 && j < sheet->job_count; j++)
		sum = arena_printf("%s%s%s", sum, j > 0 ? " + " : "",
				   money_text(step->figures[j * sheet->program_count].monthly));
	return arena_printf("%s%s%s", sum, *sum != '\0' ? " = " : "total ",
			    money_text(step->result));
}

const char *income_step_text(const struct sheet *sheet, const struct step *step)
{
	static const struct job none;
	const struct job *job = step->job >= 0 ? &sheet->jobs[step->job] : &none;

	switch (step->kind) {
	case STEP_FREQUENCY: return frequency_line(step);
	case STEP_THIRTY: return thirty_line(job);
	case STEP_MISSING: return missing_line(step->slot);
	case STEP_FILLED: return filled_line(step->slot);
	case STEP_COUNTED: return arena_printf("%s counts", subject(step));
	case STEP_PART: return part_line(step);
	case STEP_LEFT_OUT: return arena_printf("%s left out%s", subject(step), because(step->why));
	case STEP_AVERAGE: return average_line(step);
	case STEP_AS_PAID:
		return arena_printf("paid in the 30 days: %s", money_text(step->result));
	case STEP_EXPECTED: return expected_line(step);
	case STEP_FACTOR: return factor_line(step);
	case STEP_ENDED:
		return arena_printf("job ended %s, no further pay: 0.00", day_short_text(job->end));
	case STEP_NOTHING: return "no check counts: 0.00";
	case STEP_JOB_LEFT_OUT: return arena_printf("job not counted%s", because(step->why));
	case STEP_TOTAL: return total_line(sheet, step);
	}
	return "";
}
