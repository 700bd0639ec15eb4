/* milestones.h: a case reaches a milestone, and what that asks for is ordered, once. */
#ifndef MILESTONES_H
#define MILESTONES_H

#include "jobs/worker.h"
#include "web/router.h"

/* Who says it: by the case's id or its reference. */
struct reaching {
	const char *way;                 /* "screen", "import" or "api" */
	const char *case_id, *reference; /* one of them; the other NULL */
};

/* Reaches in.form.milestone (program, period, dry_run) for the user of `in`, or only says what
 * that would order. *row: {case_id, reference, program, milestone, period, word, is_dry_run,
 * is_new, made, people: [{member, products, delivery, became, order}]}. NOT_FOUND: no such open
 * case, or none of its programs has that milestone. INVALID: the period is no month. */
must_check enum status milestone_reach(cJSON *in, const struct reaching *reaching,
				       const cJSON **row);

/* POST /cases/:id/milestones. */
enum status milestones_reach(struct request *r);
/* Job milestones/reach {reference, milestone, program, period, teller}: what an import says. */
enum status milestone_job(const struct job_kind *kind, cJSON *in);

#endif
