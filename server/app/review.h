/* review.h: one review as everything about it that pages and decisions are made from: the newest
 * data beside the last verification's and the client's own words, and what of it is still to be
 * decided. What is asked of a person stands in changes.h and deposits.h. */
#ifndef REVIEW_H
#define REVIEW_H

#include "app/changes.h"
#include "app/worksheet.h"
#include "web/http.h"

/* A change with what was decided about it, of the figures as they are now; NULL: nothing. */
struct judged {
	const struct change *change;
	const char *finding;
	const cJSON *disposition;
	bool is_change;                 /* something differs, material or not */
	bool is_open;                   /* needs a person, who has not settled it */
	bool is_asked;                  /* open because the client was asked */
};

struct review {
	const cJSON *doc;               /* a row of reviews/basis */
	int32_t today;
	bool has_now, has_then, was_asked;
	struct worksheet now, then;     /* programs are the same in both */
	struct materiality rules[PROGRAMS_MAX];
	struct told *told_now, *told_then, *told_said;
	size_t said_count;
	struct judged *judged;          /* what is open first, then in the order of changes.h */
	size_t judged_count, change_count, open_count;
	size_t open_deposits;           /* large ones nobody has decided about */
	size_t unconfirmed;             /* programs whose income is not */
	bool wants_income;              /* the order asked for it */
};

/* Reads and compares. NOT_FOUND: no such review, or another office's. */
must_check enum status review_read(const cJSON *in, struct review *review);
/* The same without the audit line, which then goes with what is written next: looking is part of
 * deciding. */
must_check enum status review_look(struct request *r, struct review *review);

/* What pages of a review show at their head: the person, the case, the tabs with what each still
 * asks for. page: the tab that is open. */
void review_head(const struct review *review, const char *page, cJSON *doc);

/* The state of the review that a page shows, and whether it has moved on since: while somebody
 * works on the page, only a notice says so. */
void review_seen(const struct request *r, const struct review *review, cJSON *doc);

/* A monthly total of all jobs for a program; not given where no figure can be made. */
struct amount review_total(const struct worksheet *worksheet, size_t program);
/* "$125 a month or more", "10% or more", "no rule" */
const char *review_rule_text(const struct materiality *rule);

/* GET /review/:id/changes and POST /review/:id/dispositions */
enum status changes_show(struct request *r);
enum status changes_dispose(struct request *r);

#endif
