/* worksheet.h: the income worksheet of one review, from a stored report and a worker's choices to
 * figures. Everything that shows income (the sheet, the note, the print) is written from one struct
 * worksheet, so that all of them show the same numbers.
 *
 * Pure functions: no database, no request. Everything lives in the thread's arena. */
#ifndef WORKSHEET_H
#define WORKSHEET_H

#include "app/income.h"
#include "app/report_pay.h"

/* A reason is one sentence that must fit a case note. */
#define REASON_MAX 200
#define PROGRAMS_MAX 16
/* So many rows of all jobs together can be on a page; older ones are in the report. Until somebody
 * asks for more, a job shows what its 30 days and its choices are about, and so many older ones. */
#define ROWS_MAX 240
#define OLDER_ROWS 4

/* One pay date of a job: a check, or a date on which one is missing. Exactly one of both is set. */
struct pay_row {
	const struct check *check;
	const struct slot *slot;
	int32_t day;                    /* NO_DAY: a check without one */
	bool is_asked;                  /* one of those the 30-day test is about */
	bool is_new;                    /* not in the data of the last save */
	const cJSON *said;              /* of choices.h, about this row; NULL: nothing */
};

/* One job's pay dates, and what a worker said of the job. */
struct pay_rows {
	struct pay_row *rows;           /* newest first, undated last */
	size_t count, shown, most;      /* shown: the first so many, most: as can be */
	const cJSON *said;              /* of choices.h, about the job; NULL: nothing */
};

struct worksheet {
	int32_t today;                  /* the day of the review */
	struct report_pay pay;          /* examined */
	struct pay_rows *rows;          /* one for each job */
	size_t lost;                    /* choices about checks and jobs that are no longer there */
	struct program programs[PROGRAMS_MAX];
	const char *codes[PROGRAMS_MAX], *program_ids[PROGRAMS_MAX];
	struct sheet sheet;
	struct income income;
	/* The same without a person's word on any check: what counts by default. */
	struct income usual;
	const char *refused;            /* a sentence when no figure can be made, else NULL */
	const char *inputs_sha256;      /* of the pay data, whatever the report says beside it */
};

/* facts: {body, programs: [{id, code, name, factors: [{frequency, factor, starts_on, ends_on}],
 * exclusions: [{kind, why, starts_on, ends_on}]}]}; body holds the order's own links only. choices:
 * choices.h, may be NULL. INVALID when amounts are too large to be added. */
must_check enum status worksheet_make(const cJSON *facts, const cJSON *choices, int32_t today,
				      struct worksheet *made);

/* The pay data as jobs and rows, not reckoned; worksheet_make does this first. */
must_check enum status worksheet_read(const cJSON *body, const cJSON *choices, int32_t today,
				      struct worksheet *made);

/* Marks the rows that `before` does not have. */
void worksheet_mark_new(struct worksheet *now, const struct worksheet *before);

/* The last step about a row of that program that says whether it counts: STEP_COUNTED, STEP_PART,
 * STEP_LEFT_OUT; NULL when the engine passed it over. */
const struct step *worksheet_step(const struct income *income, int job, int program,
				  const struct pay_row *row);
bool step_counts(const struct step *step);

/* The derivation of one program as data: [{job, kind, day, text, cents}]. */
cJSON *worksheet_derivation(const struct worksheet *w, int program);
/* Of all that one program's figure is made from. */
const char *worksheet_fingerprint(const struct worksheet *w, int program);

#endif
