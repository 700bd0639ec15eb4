/* choices.h: what a worker decided on a sheet, as the document that is kept with each save:
 *
 *	{ "jobs": [ { "id", "employer",            which job
 *	              "frequency", "frequency_why", over what the dates say: W BW SM M irregular
 *	              "how", "how_why",             as_paid | expected | ended | out
 *	              "expected": { "frequency", "check", "rate", "hours", "from" },
 *	              "thirty_why", "remark",
 *	              "checks": [ { "check", "day", "gross", "why",
 *	                            "programs": { CODE: { "how", "kinds", "cents" } } } ] } ] }
 *
 * `how` of a check: whole | part | amount | out. `check` is the source's id, null for a date on
 * which a check is missing. Data change between saves, so a check is looked for by its id, then by
 * its date and gross. Whatever cannot be found, or says something impossible, is left out and
 * counted: a choice that changes no figure is better than one that changes the wrong one. */
#ifndef CHOICES_H
#define CHOICES_H

#include "app/worksheet.h"

/* Before pay_examine: the frequencies a person chose. */
void choices_take_frequencies(const cJSON *choices, struct report_pay *pay);
/* After it: the rest, into w->sheet, what was said of jobs and rows, and w->lost. */
void choices_take(const cJSON *choices, struct worksheet *w);

/* The document from what a form says. Fields, with j the job, r the row of it, p a program's code:
 *
 *	shown.j          rows of the job that stood in the form: so many from the first
 *	in.j.r           codes of the programs a row counts for, once each
 *	out.j.r.p        kinds of pay left out of it, once each
 *	part.j.r.p       the amount of it that counts
 *	why.j.r          the reason
 *	frequency.j frequency_why.j how.j how_why.j thirty_why.j remark.j
 *	expected_frequency.j expected_check.j expected_rate.j expected_hours.j expected_from.j
 *
 * w: made with the choices the form began from; rows that were not shown keep those. A row that is
 * as it would be without a word is not written down. errors gets {field: sentence} for what cannot
 * be taken; such a field changes nothing. */
cJSON *choices_from_form(const cJSON *form, const struct worksheet *w, cJSON *errors);
/* The choices a form began from: those that were kept, with the frequencies it was drawn with
 * (was.j), on which the rows of the form depend. body: the report's. */
cJSON *choices_begun(const cJSON *kept, const cJSON *form, const cJSON *body);
/* Can a row count at all, or is it undated, without an amount, of the future, or missing and not
 * filled? */
bool row_can_count(const struct pay_row *row);

#endif
