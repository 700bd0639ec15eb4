/* reports.c: user-level reports (truv-api.md §9): everything the user has connected, in
 * whichever order.
 *
 * That is the trap the real one has, too: a portal must keep only the links of its own order. A
 * report is not stored but computed from its time on each read; it cannot be read until two
 * seconds after it was made. */
#include "reports.h"

#include "data.h"
#include "handlers.h"
#include "oddities.h"

#include <string.h>

#define YEAR 365
#define DAYS_DEFAULT 90

struct report *report_make(struct user *user, bool is_assets, bool is_voe, int days)
{
	struct report *report = list_add(&store.reports, sizeof *report);

	new_id(report->id);
	report->user = user;
	report->is_assets = is_assets;
	report->is_voe = is_voe;
	report->days = days;
	report->created_at = when_now();
	report->as_of = day_of(report->created_at);
	return report;
}

static cJSON *link_document(const struct report *report, const struct connection *c)
{
	cJSON *doc = json_object(), *provider = provider_document(c);

	json_set_text(doc, "id", c->id);
	json_set_text(doc, "link_id", c->id);
	json_set_text(doc, "tracking_info", c->reader->id);
	json_set_text(doc, "data_source", report->is_assets ? "financial_accounts" : "payroll");
	json_set_text(doc, "provider", json_text(provider, "id"));
	json_set_text(doc, "provider_name", json_text(provider, "name"));
	json_set_text(doc, "created_at", when_z(c->created_at));
	json_set_text(doc, "updated_at", when_z(c->last_read_at));
	json_set_bool(doc, "is_suspicious", false);
	if (report->is_assets)
		json_set(doc, "accounts", account_documents(c, report->as_of, report->days));
	else
		json_set(doc, "employments",
			employment_documents(c, report->as_of, YEAR, report->is_voe));
	oddity_apply(doc, report, c);
	return doc;
}

/* Read before the report was made, and of its kind. */
static bool belongs(const struct report *report, const struct connection *c)
{
	return c->read_at != 0 && c->read_at <= report->created_at
		&& !c->is_deleted && (c->bank != NULL) == report->is_assets && c->reader != NULL;
}

static cJSON *borrower(const struct user *user)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", user->id);
	json_set_text(doc, "external_user_id", user->external_id[0] != '\0' ? user->external_id : NULL);
	json_set_text(doc, "first_name", user->first_name);
	json_set_text(doc, "last_name", user->last_name);
	json_set_text(doc, "email", user->email[0] != '\0' ? user->email : NULL);
	json_set_text(doc, "phone", user->phone[0] != '\0' ? user->phone : NULL);
	json_set_text(doc, "ssn", user->ssn[0] != '\0' ? user->ssn : NULL);
	json_set_text(doc, "created_at", when_z(user->created_at));
	json_set_text(doc, "updated_at", when_z(user->created_at));
	return doc;
}

static void set_period(cJSON *doc, const struct report *report)
{
	json_set_int(doc, "days_requested", report->days);
	json_set_text(doc, "as_of_date", day_text(report->as_of));
	json_set(doc, "large_deposit_threshold", cJSON_CreateNull());
	json_set(doc, "borrower", borrower(report->user));
	json_set(doc, "summary", json_object());
}

static cJSON *report_document(const struct report *report)
{
	cJSON *doc = json_object(), *links = json_list();
	const struct connection *c;
	int64_t last = 0;

	for (c = report->user->first; c != NULL; c = c->next_of_user) {
		if (!belongs(report, c))
			continue;
		json_push(links, link_document(report, c));
		last = c->last_read_at > last ? c->last_read_at : last;
	}
	json_set_text(doc, "report_id", report->id);
	json_set_text(doc, "created_at", when_z(report->created_at));
	json_set_text(doc, "completed_at", when_z(report->created_at));
	json_set_text(doc, "last_task_at", when_z(last));
	json_set_bool(doc, "is_voe", report->is_voe);
	if (report->is_assets)
		set_period(doc, report);
	json_set(doc, "links", links);
	return doc;
}

static struct user *user_asked(struct request *r)
{
	struct user *user = list_find(&store.users, r->segments[2]);

	if (user == NULL)
		answer_not_found(r);
	return user;
}

/* With the option brief_reports only the id comes back and the rest must be read; else the whole
 * report. */
static void answer_made(struct request *r, struct report *report)
{
	cJSON *brief = json_object();

	report->is_asked = true;
	json_set_text(brief, "report_id", report->id);
	reply_json(r, 201, store.options.brief_reports ? brief : report_document(report));
}

void reports_create(struct request *r)
{
	struct user *user = user_asked(r);

	if (user != NULL)
		answer_made(r, report_make(user, false, json_true(r->in, "body.is_voe"), YEAR));
}

void assets_create(struct request *r)
{
	struct user *user = user_asked(r);
	long days = json_int(json_at(r->in, "body"), "days_requested", DAYS_DEFAULT);

	if (user == NULL)
		return;
	if (days < 30 || days > 730)
		answer_field(r, "days_requested", "Ensure this value is between 30 and 730.");
	else
		answer_made(r, report_make(user, true, json_true(r->in, "body.is_voe"), (int)days));
}

static void report_read(struct request *r, const char *id, bool is_assets)
{
	const struct user *user = user_asked(r);
	const struct report *report = list_find(&store.reports, id);

	if (user == NULL)
		return;
	if (report == NULL || report->user != user || report->is_assets != is_assets
		|| when_now() < report->created_at + store.options.report_wait_ms * 1000LL)
		answer_not_found(r);
	else
		reply_json(r, 200, report_document(report));
}

void reports_read(struct request *r)
{
	report_read(r, r->segments[4], false);
}

void assets_read(struct request *r)
{
	report_read(r, r->segments[5], true);
}
