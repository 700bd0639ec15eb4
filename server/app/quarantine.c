/* quarantine.c: what a person decides over a report that was held back. Which are held decides
 * identity.c, for the job in reports.c; the page is orders/identity. */
#include "app/quarantine.h"

#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

static enum status decide(struct request *r, const char *query, const char *notice)
{
	static const struct field fields[] = {
		{ .name = "reason",
		  .label = "reason",
		  .kind = LONG_TEXT,
		  .required = true,
		  .max = 500 },
		/* The newest held report on the page that was answered. */
		{ .name = "seen", .label = "page", .kind = NUMBER, .required = true,
		  .max = 18 },
	};
	const cJSON *decided;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one(query, r->in, &decided));
	page_notice(r, notice);
	return redirect(r, "/orders/%s", json_text(decided, "id"));
}

enum status quarantine_release(struct request *r)
{
	return decide(r, "reports/release",
		      "Released. The data now count as this person's. Your reason is kept.");
}

enum status quarantine_reject(struct request *r)
{
	return decide(r, "reports/reject",
		      "Rejected. Nobody sees these data. Order again for this person.");
}
