/* sources.c: from one source to the next. What may follow, and that it follows once, is decided by
 * orders/succeed; here the form is read and what it lacks is said. */
#include "app/sources.h"

#include "app/orders.h"
#include "base/log.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

static const struct field fields[] = {
	{ .name = "way", .label = "way", .kind = TEXT, .required = true, .max = 40 },
	{ .name = "employer", .label = "employer", .kind = TEXT, .max = 100 },
	{ .name = "delivery", .label = "delivery", .kind = ONE_OF, .choices = "agency|in_person|link" },
	{ .name = "language",
	  .label = "language",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = LANGUAGES },
	{ .name = "consent_how", .label = "consent", .kind = ONE_OF,
	  .choices = "signed|spoken|online" },
	{ .name = "consent_on", .label = "day of the consent", .kind = PAST_DATE },
	{ .name = "client_key",
	  .label = "form key",
	  .kind = CODE,
	  .required = true,
	  .max = 80 },
};

static void set_number(cJSON *in)
{
	json_set_text(json_set(in, "made", json_object()), "order_number", order_number());
}

/* What the form lacks for the way that was chosen. */
static bool is_whole(struct request *r, const cJSON *page_row)
{
	const char *way = strchr(json_text(r->in, "form.way"), ':');
	bool names = json_text(r->in, "form.employer")[0] != '\0';

	if (way != NULL && strcmp(way, ":employer") == 0 && !names)
		form_error(r, "employer", "Enter the employer, or search all employers");
	if (json_true(page_row, "needs_consent") && json_text(r->in, "form.consent_how")[0] == '\0')
		form_error(r, "consent_how", "Ask the client, and note how they agreed");
	return r->errors == NULL || r->errors->child == NULL;
}

enum status sources_succeed(struct request *r)
{
	const cJSON *order, *source;
	enum status status;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	status = db_one("orders/source", r->in, &source);
	if (status == OK && !is_whole(r, source))
		return page_again(r);
	set_number(r->in);
	if (status == OK)
		status = db_one("orders/succeed", r->in, &order);
	if (status == NOT_FOUND) /* followed while this one waited, or no such order */
		status = db_one("orders/replacer", r->in, &order);
	TRY(status);
	page_notice(r, "The next source is asked now. This page changes by itself.");
	return redirect(r, "/orders/%s", json_text(order, "id"));
}

enum status source_start(const struct job_kind *kind, cJSON *in)
{
	const cJSON *order;
	cJSON *user = json_set(in, "user", json_object());

	(void)kind;
	json_set_bool(user, "sees_all", true);
	json_set_text(json_set(in, "path", json_object()), "id",
		      json_text(in, "job.input.order_id"));
	set_number(in);
	TRY(db_one("orders/succeed", in, &order));
	log_line(LOG_INFO, "source.started", "order=%s next=%s",
		 json_text(in, "job.input.order_id"), json_text(order, "id"));
	return OK;
}
