/* income_work.h: one job for one program while it is being computed. Of income.c and
 * income_count.c only. */
#ifndef INCOME_WORK_H
#define INCOME_WORK_H

#include "app/income.h"

#define WORK_TOO_LARGE "the amounts are too large to be added"

struct work {
	const struct sheet *sheet;
	struct income *income;
	const struct job *job;
	const struct program *program;
	struct figure *figure;
	int j, p;
	int32_t last_slot, last_day;    /* what was counted last, to count each date once */
	int off_days;
};

/* Keeps a step. */
void work_add(struct income *income, struct step step);
/* A step about this job and program, nothing else filled in. */
struct step work_step(const struct work *w, enum step_kind kind);
/* INVALID, with that sentence for people. */
enum status work_refuse(struct income *income, const char *why);

/* Goes through checks and missing dates by date: what counts is added to the figure, and every
 * decision kept as a step. */
must_check enum status work_count(struct work *w);

#endif
