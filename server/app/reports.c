/* reports.c: fetches and keeps providers' reports. What a report means for eligibility is not
 * decided here. */
#include "app/reports.h"

#include "app/gate.h"
#include "app/identity.h"
#include "app/intake.h"
#include "app/provider.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/db.h"
#include "jobs/worker.h"

/* Asks for a report once. Its id is kept before it is read, so that a retry reads the same one.
 * Where it is still to be made, the job comes back when it may be there. */
static enum status request_report(const struct provider *provider, const cJSON *wanted, cJSON *in,
				  const char **id)
{
	const char *product = json_text(in, "job.input.product");
	struct answer answer;
	const cJSON *turn;
	cJSON *report;

	TRY(gate_take(in, provider, INTERACTIVE));
	provider->report_create(json_text(wanted, "upstream_user_id"), product, &answer, &report);
	gate_tell(in, &answer);
	TRY(fault_at("report.after_request"));
	if (report == NULL)
		return provider_status(provider, "report_create", &answer);
	*id = json_text(report, "report_id");
	if ((*id)[0] == '\0')
		return FAILED;
	json_set_text(json_set(in, "report", json_object()), "report_id", *id);
	TRY(db_one("reports/requested", in, &turn));
	if (cJSON_IsArray(json_at(report, "links")))
		return OK;
	job_again(in, json_int(turn, "wait_ms", 1000));
	return UNAVAILABLE;
}

/* What the statement that keeps it needs of a report. */
static void set_kept(cJSON *in, const cJSON *report, const char *id, const cJSON *person,
		     cJSON *said)
{
	cJSON *kept = json_set(in, "report", json_object());
	int score = identity_score(person, said);

	json_set_text(kept, "report_id", id);
	json_set_text(kept, "body", json_print(report));
	json_set_text(kept, "fingerprint", intake_fingerprint(report));
	json_set_text(kept, "completed_at", json_text_or_null(report, "completed_at"));
	json_set(kept, "said", said);
	json_set_text(kept, "score", score >= 0 ? arena_printf("%d", score) : NULL);
}

/* The order is held while its report is kept: reports that come at once follow each other, so each
 * is compared with the one before it. */
static enum status keep_with(const char *query, const cJSON *in)
{
	struct db_ask asks[] = { { .query = "orders/lock", .in = in }, { .query = query, .in = in } };

	return db_many(asks, countof(asks));
}

/* Kept to be shown, or, when it may be about somebody else, kept back for a person to decide. */
static enum status report_keep(cJSON *in, const cJSON *report, const char *id,
			       const cJSON *wanted)
{
	const cJSON *person = json_at(wanted, "person");
	cJSON *said = identity_said(report);
	cJSON *doubts = identity_all_doubts(person, said, json_at(wanted, "released"));

	set_kept(in, report, id, person, said);
	if (cJSON_GetArraySize(doubts) == 0)
		return keep_with("reports/keep", in);
	json_set(cJSON_GetObjectItemCaseSensitive(in, "report"), "doubts", doubts);
	log_line(LOG_WARN, "report.held", "order=%s doubts=%d",
		 json_text(in, "job.input.order_id"), cJSON_GetArraySize(doubts));
	return keep_with("reports/hold", in);
}

enum status report_fetch(const struct job_kind *kind, cJSON *in)
{
	const char *product = json_text(in, "job.input.product"), *id;
	const struct provider *provider;
	const cJSON *wanted;
	struct answer answer;
	cJSON *report;

	(void)kind;
	TRY(db_one("reports/wanted", in, &wanted));
	provider = provider_find(json_text(wanted, "provider"));
	if (provider == NULL)
		return FAILED;
	id = json_text(wanted, "report_id");
	if (id[0] == '\0')
		TRY(request_report(provider, wanted, in, &id));
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->report_read(json_text(wanted, "upstream_user_id"), product, id, &answer, &report);
	gate_tell(in, &answer);
	if (report == NULL && answer.http_status == 404)
		return UNAVAILABLE;
	if (report == NULL)
		return provider_status(provider, "report_read", &answer);
	intake_shape(report);
	intake_keep_own(report, json_at(wanted, "connections"));
	intake_drop(report, json_at(wanted, "rejected"));
	TRY(fault_at("report.before_keep"));
	return report_keep(in, report, id, wanted);
}
