/* report_page.c: a report's page, which says first whose data they are, and the provider's papers.
 * What stands on the page is reports/show's; how well a report fits its person is identity.c's. */
#include "app/report_page.h"

#include "app/identity.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/seal.h"
#include "db/db.h"
#include "web/page.h"

#define PAPER_MAX (10 * 1024 * 1024)       /* report_documents takes no larger one */

/* The case may have changed since the report came, so who fits whom is asked at each showing. */
static void add_identity(cJSON *doc, const cJSON *person, const cJSON *said)
{
	cJSON *rows = identity_rows(person, said);
	int score = identity_score(person, said);
	bool is_off = false;
	const cJSON *row;

	cJSON_ArrayForEach(row, rows)
		is_off = is_off || json_true(row, "is_off");
	json_set_bool(doc, "has_mismatch", is_off);
	json_set_text(doc, "score", score >= 0 ? arena_printf("%d %%", score) : NULL);
	json_set(doc, "identity", rows);
}

enum status report_show(struct request *r)
{
	const cJSON *row;
	cJSON *doc;

	TRY(db_one("reports/show", r->in, &row));
	doc = json_copy(row);
	add_identity(doc, json_at(row, "person"), json_at(row, "said"));
	cJSON_DetachItemFromObjectCaseSensitive(doc, "person");
	cJSON_DetachItemFromObjectCaseSensitive(doc, "said");
	return page_show(r, 200, "reports/show", doc);
}

/* Its bytes; one that was kept before papers were sealed stands there in hexadecimal. */
static enum status paper_open(const cJSON *paper, const char **bytes, size_t *n)
{
	const char *sealed = json_text_or_null(paper, "sealed");
	struct buf body = buf_new(PAPER_MAX);

	if (sealed != NULL)
		return seal_open(json_text(paper, "place"), sealed, bytes, n) == OK ? OK : FAILED;
	buf_unhex(&body, json_text(paper, "hex"));
	*bytes = body.data;
	*n = body.len;
	return OK;
}

enum status report_paper(struct request *r)
{
	const cJSON *paper;
	const char *bytes;
	size_t n;

	TRY(db_one("reports/paper", r->in, &paper));
	TRY(paper_open(paper, &bytes, &n));
	reply_header(r, "Content-Disposition",
		     arena_printf("attachment; filename=\"%s\"", json_text(paper, "name")));
	reply_bytes(r, 200, "application/pdf", bytes, n);
	return OK;
}

enum status report_again(struct request *r)
{
	const cJSON *order;

	TRY(db_one("reports/again", r->in, &order));
	page_notice(r, arena_printf("%s is asked for the report again. What is new comes by itself.",
				    json_text(order, "provider")));
	return redirect(r, "/orders/%s/report", json_text(order, "id"));
}
