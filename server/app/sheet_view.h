/* sheet_view.h: a worksheet as the documents that templates show. Words for people, nothing
 * decided; the figures are those of the struct worksheet. Everything in the arena. */
#ifndef SHEET_VIEW_H
#define SHEET_VIEW_H

#include "app/worksheet.h"

/* What the view needs beside the worksheet. */
struct sheet_view {
	const struct worksheet *w;
	const cJSON *facts;             /* a row of reviews/sheet.sql */
	const cJSON *form;              /* what was typed, or NULL */
	const cJSON *errors;            /* {field: sentence}, or NULL */
	const struct worksheet *other;  /* of the data not shown, or NULL */
	bool is_read_only;
};

/* "Nov 13", with the year when it is not that of `today`; "no date". */
const char *day_word(int32_t day, int32_t today);
/* "Oct 21 to Nov 19" */
const char *span_words(int32_t first, int32_t last, int32_t today);
/* "1,856.45"; the minus is U+2212 (look.md §5). */
const char *money_word(int64_t cents);
/* "Every two weeks, Fridays" */
const char *schedule_words(const struct schedule *schedule);
/* "SNAP and Medicaid", of the bits 1 << program */
const char *program_words(const struct worksheet *w, unsigned programs);

/* sheet_rows.c: the rows of one job, as far as they are shown. */
cJSON *sheet_rows(const struct sheet_view *view, size_t j);
/* The kinds of pay that have a column of their own: bits of pay_kind. */
unsigned sheet_columns(const struct worksheet *w, size_t j);

/* sheet_chart.c: gross pay by pay date, or null when nothing was paid. */
cJSON *sheet_chart(const struct worksheet *w, size_t j);

/* sheet_job.c: one employer with all that stands under it. */
cJSON *sheet_job(const struct sheet_view *view, size_t j);
/* Is a reason wanted why less than 30 days are enough? Not when no check of the job is asked. */
bool sheet_asks_thirty(const struct worksheet *w, size_t j);

/* sheet_todo.c: what is open before a figure can be confirmed: {open, all, items, next}; next is
 * null when nothing is. */
cJSON *sheet_todo(const struct sheet_view *view);

/* sheet_tools.c: the fields about a job as a whole. */
cJSON *sheet_tools(const struct sheet_view *view, size_t j);

/* sheet_note.c: the case note of this very sheet, as wide as the agency has set. */
const char *sheet_note(const struct sheet_view *view);

/* sheet_view.c: the last save of a program when it is confirmed and its figure is made from the
 * same as this one; NULL otherwise. */
const cJSON *sheet_confirmed(const struct sheet_view *view, size_t p);
/* The whole page. */
cJSON *sheet_document(const struct sheet_view *view);

#endif
