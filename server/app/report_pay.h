/* report_pay.h: a stored report of income, as the jobs the engine takes (truv-api.md §9.2).
 *
 * Both shapes are read: a user's report with links[], and a link's own with employments[] at the
 * top. Everything may be null, missing or of a kind nobody documented. An amount that cannot be
 * read is left out and its check marked IS_UNREADABLE; a date that cannot is none; words we do not
 * know are kept as they came. What the caller must have done before: leave only the links that
 * belong to its order, and never with another person's report. */
#ifndef REPORT_PAY_H
#define REPORT_PAY_H

#include "app/pay.h"
#include "base/json.h"

#define REPORT_JOBS_MAX 100

/* What a page says of a job beside its pay. Text is "" where the source is silent. */
struct report_job {
	const char *id, *link_id, *source;      /* source: who told it, "Payroll Co, docs" */
	const char *title, *frequency;          /* as the source wrote them */
	const char *rate, *rate_unit, *tax_number;      /* likewise: "21.40", "HOURLY" */
	bool is_active_known, is_active;
	int sources;                            /* more than 1: told by several links, merged */
};

struct report_pay {
	struct job *jobs;               /* not yet examined */
	struct report_job *about;       /* one for each job */
	size_t job_count;
	bool is_over_limit;             /* more jobs, or more checks in one, than are taken */
};

/* Everything in the thread's arena; texts are the report's own. Never fails: a report without
 * employments has no jobs. Of more than CHECKS_MAX checks in one job the newest are taken.
 *
 * An employment that another link tells too (the same employer, by tax number or name, and at least
 * one check of the same date and gross) is one job: its checks come together, so that what both
 * tell is found to be a duplicate and not counted twice. */
struct report_pay report_pay_read(const cJSON *report);

#endif
