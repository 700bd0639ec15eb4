/* refreshes.c: one refresh: asked for by a person, and settled when it ended.
 *
 * What it came to is found from the order's own state, never from an event, so that whichever
 * signal came first makes no difference (truv-api.md §13). What follows from it is one statement,
 * refreshes/settled, which takes effect once. */
#include "app/refreshes.h"

#include "app/renewal.h"
#include "base/log.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

/* What an end means. A cause that is not here ends nothing yet: somebody still finds out. */
static const struct {
	const char *state, *cause, *outcome;
} ends[] = {
	{ "needs_you", "refresh_signin", "signin" },
	{ "needs_you", "refresh_later",  "later" },
	{ "needs_you", "refresh_failed", "failed" },
	{ "needs_you", "no_data",        "failed" },
	{ "needs_you", "identity",       "identity" },
	{ "needs_you", "wrong_person",   "identity" },
	{ "canceled",  "limit",          "limited" },
	{ "canceled",  "refused",        "refused" },
	{ "canceled",  "",               "canceled" },
	{ "expired",   "",               "signin" },
};

enum status refreshes_make(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "product",
		  .label = "what to read again",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = "income|employment|assets" },
		{ .name = "connection", .label = "employer or bank", .kind = NUMBER, .max = 18 },
		{ .name = "is_billed", .label = "agreement", .kind = CHECKBOX },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *made;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	if (!json_true(r->in, "form.is_billed")) {
		form_error(r, "is_billed", "Tick that it is billed");
		return page_again(r);
	}
	TRY(db_one("refreshes/make", r->in, &made));
	if (json_text(made, "refusal")[0] != '\0') {
		form_error(r, "product", json_text(made, "refusal"));
		return page_again(r);
	}
	page_notice(r, "Being read again, without the client. This page changes by itself.");
	return redirect(r, "/orders/%s", json_text(made, "id"));
}

static int32_t day_at(const cJSON *doc, const char *name)
{
	int32_t day = NO_DAY;

	return day_read(json_text_or_null(doc, name), &day) == OK ? day : NO_DAY;
}

/* An account is compared by a person: what it holds is never the same twice. */
static const char *compared(const cJSON *ended)
{
	const struct renewal_rule rule = {
		json_int(ended, "change_cents", 0), (int)json_int(ended, "change_permille", 0),
	};
	const cJSON *before = json_at(ended, "before");

	if (json_true(ended, "is_bank")
	    || renewal_is_changed(cJSON_IsObject(before) ? before : NULL, day_at(ended, "before_on"),
				  json_at(ended, "after"), day_at(ended, "after_on"), rule))
		return "changed";
	return "unchanged";
}

static const char *outcome_of(const cJSON *ended)
{
	const char *state = json_text(ended, "state"), *cause = json_text(ended, "cause");

	for (size_t i = 0; i < countof(ends); i++)
		if (strcmp(ends[i].state, state) == 0 && strcmp(ends[i].cause, cause) == 0)
			return ends[i].outcome;
	return NULL;
}

enum status refresh_settle(const struct job_kind *kind, cJSON *in)
{
	const char *outcome;
	const cJSON *ended;

	(void)kind;
	TRY(db_one("refreshes/ended", in, &ended));
	outcome = json_true(ended, "is_read") ? compared(ended) : outcome_of(ended);
	if (outcome == NULL)
		return NOT_FOUND;
	json_set_text(json_set(in, "refresh", json_object()), "outcome", outcome);
	log_line(LOG_INFO, "refresh.settled", "order=%s outcome=%s",
		 json_text(in, "job.input.order_id"), outcome);
	return db_run("refreshes/settled", in);
}
