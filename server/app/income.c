/* income.c: from what counts to a monthly figure; the rules stand in income.h, the counting in
 * income_count.c, the wording of steps in income_text.c. */
#include "app/income_work.h"

#include "base/arena.h"

static const struct job_choice *job_choice_for(const struct work *w, enum job_how how)
{
	const struct job_choice *found = NULL;

	for (size_t i = 0; i < w->sheet->job_choice_count; i++) {
		const struct job_choice *c = &w->sheet->job_choices[i];
		bool is_its = (int)c->job == w->j && (c->program < 0 || c->program == w->p);

		found = is_its && c->how == how ? c : found;
	}
	return found;
}

static const struct factor *factor_for(const struct work *w, enum frequency frequency)
{
	int32_t today = w->sheet->today;

	for (size_t i = 0; i < w->program->factor_count; i++) {
		const struct factor *f = &w->program->factors[i];

		if (f->frequency == frequency && f->from <= today
		    && (f->until == NO_DAY || today < f->until))
			return f;
	}
	return NULL;
}

static enum status convert(struct work *w, enum frequency frequency)
{
	const struct factor *factor = factor_for(w, frequency);
	struct step step = work_step(w, STEP_FACTOR);
	struct ratio product;

	if (factor == NULL)
		return work_refuse(w->income, arena_printf("%s has no factor for pay that is %s on %s",
						      w->program->name, frequency_name(frequency),
						      day_text(w->sheet->today)));
	if (ratio_multiply(w->figure->average, factor->ratio, &product) != OK)
		return work_refuse(w->income, WORK_TOO_LARGE);
	w->figure->monthly = ratio_round(product);
	step.average = w->figure->average;
	step.sum = w->figure->sum;
	step.dates = w->figure->dates;
	step.factor = factor->ratio;
	step.frequency = frequency;
	step.result = w->figure->monthly;
	work_add(w->income, step);
	return OK;
}

static enum status expect(struct work *w, const struct job_choice *choice)
{
	enum frequency frequency = choice->frequency != FREQUENCY_UNKNOWN ? choice->frequency
		: w->job->schedule.frequency;
	struct step step = work_step(w, STEP_EXPECTED);
	struct ratio hourly = ratio_of(choice->rate, 1), hours = ratio_of(choice->hours, HOUR);

	if (choice->a_check.is_given)
		w->figure->average = ratio_of(choice->a_check.cents, 1);
	else if (ratio_multiply(hourly, hours, &w->figure->average) != OK)
		return work_refuse(w->income, WORK_TOO_LARGE);
	step.choice = choice;
	step.average = w->figure->average;
	step.why = choice->why;
	work_add(w->income, step);
	return convert(w, frequency);
}

static enum status settle_as_paid(struct work *w)
{
	struct step step = work_step(w, STEP_AS_PAID);

	step.sum = w->figure->sum;
	step.dates = w->figure->dates;
	step.result = w->figure->monthly = w->figure->sum;
	work_add(w->income, step);
	return OK;
}

static enum status settle_average(struct work *w)
{
	struct step step = work_step(w, STEP_AVERAGE);

	w->figure->average = ratio_of(w->figure->sum, w->figure->dates);
	step.sum = w->figure->sum;
	step.dates = w->figure->dates;
	step.average = w->figure->average;
	work_add(w->income, step);
	return convert(w, w->job->schedule.frequency);
}

static enum status settle_nothing(struct work *w, enum step_kind kind, const char *why)
{
	struct step step = work_step(w, kind);

	step.why = why;
	work_add(w->income, step);
	return OK;
}

/* The first of these that applies, from what a person decided to what the checks say. */
static enum status settle(struct work *w)
{
	const struct job_choice *out = job_choice_for(w, LEAVE_OUT_JOB);
	const struct job_choice *expected = job_choice_for(w, EXPECT_PAY);
	bool has_ended = w->job->end != NO_DAY && w->job->end < w->sheet->today;

	if (out != NULL)
		return settle_nothing(w, STEP_JOB_LEFT_OUT, out->why);
	if (expected != NULL)
		return expect(w, expected);
	if (has_ended && job_choice_for(w, COUNT_ENDED) == NULL)
		return settle_nothing(w, STEP_ENDED, NULL);
	w->income->is_complete = w->income->is_complete && w->job->thirty.is_complete;
	if (w->figure->dates == 0)
		return settle_nothing(w, STEP_NOTHING, NULL);
	if (job_choice_for(w, COUNT_AS_PAID) != NULL || !schedule_is_known(&w->job->schedule))
		return settle_as_paid(w);
	return settle_average(w);
}

static void describe_job(const struct sheet *sheet, struct income *income, size_t j)
{
	const struct job *job = &sheet->jobs[j];

	work_add(income, (struct step){
		.kind = STEP_FREQUENCY, .job = (int)j, .program = EVERY_PROGRAM,
		.frequency = job->schedule.frequency, .dates = job->schedule.dates,
		.why = job->chosen != FREQUENCY_UNKNOWN ? job->chosen_why : NULL,
	});
	work_add(income, (struct step){
		.kind = STEP_THIRTY, .job = (int)j, .program = EVERY_PROGRAM,
	});
}

static enum status compute_job(const struct sheet *sheet, struct income *income, size_t j)
{
	describe_job(sheet, income, j);
	for (size_t p = 0; p < sheet->program_count; p++) {
		struct work w = {
			.sheet = sheet, .income = income, .job = &sheet->jobs[j], .j = (int)j,
			.program = &sheet->programs[p], .p = (int)p,
			.figure = &income->figures[j * sheet->program_count + p],
			.last_slot = NO_DAY, .last_day = NO_DAY,
		};

		w.figure->average = ratio_of(0, 1);
		TRY(work_count(&w));
		TRY(settle(&w));
		if (money_add(income->totals[p], w.figure->monthly, &income->totals[p]) != OK)
			return work_refuse(income, WORK_TOO_LARGE);
	}
	return OK;
}

enum status income_compute(const struct sheet *sheet, struct income *income)
{
	size_t figures = sheet->job_count * sheet->program_count;

	*income = (struct income){ .is_complete = true };
	income->figures = arena_alloc(figures * sizeof(*income->figures));
	income->totals = arena_alloc(sheet->program_count * sizeof(*income->totals));
	for (size_t j = 0; j < sheet->job_count; j++)
		TRY(compute_job(sheet, income, j));
	for (size_t p = 0; p < sheet->program_count; p++)
		work_add(income, (struct step){
			.kind = STEP_TOTAL, .job = -1, .program = (int)p,
			.result = income->totals[p], .figures = &income->figures[p],
		});
	return OK;
}
