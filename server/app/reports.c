/* reports.c: fetches and keeps providers' reports. What a report means for eligibility is not
 * decided here. */
#include "app/reports.h"

#include "app/gate.h"
#include "app/identity.h"
#include "app/provider.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/db.h"

#include <string.h>

static bool is_own(const cJSON *link, const cJSON *connections)
{
	const char *tracking = json_text(link, "tracking_info"), *id = json_text(link, "link_id");
	const cJSON *one;

	cJSON_ArrayForEach(one, connections) {
		if (tracking[0] != '\0' && strcmp(tracking, json_text(one, "upstream_id")) == 0)
			return true;
		if (id[0] != '\0' && strcmp(id, json_text(one, "link_id")) == 0)
			return true;
	}
	return false;
}

void report_keep_own(cJSON *report, const cJSON *connections)
{
	cJSON *links = cJSON_GetObjectItemCaseSensitive(report, "links"), *link, *next;

	for (link = links != NULL ? links->child : NULL; link != NULL; link = next) {
		next = link->next;
		if (!is_own(link, connections))
			cJSON_DetachItemViaPointer(links, link);
	}
}

static bool is_listed(const char *word, const cJSON *list)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (strcmp(cJSON_GetStringValue(one), word) == 0)
			return true;
	return false;
}

/* What a person said is somebody else's does not come back with the next report, so that the
 * right one can be let in. */
static void drop_rejected(cJSON *report, const cJSON *rejected)
{
	cJSON *links = cJSON_GetObjectItemCaseSensitive(report, "links"), *link, *next;

	for (link = links != NULL ? links->child : NULL; link != NULL; link = next) {
		next = link->next;
		if (is_listed(json_text(link, "link_id"), rejected))
			cJSON_DetachItemViaPointer(links, link);
	}
}

/* Asks for a report once; the id is kept before it is read, so that a retry reads the same one. */
static enum status request_report(const struct provider *provider, const cJSON *wanted, cJSON *in,
				  const char **id)
{
	const char *product = json_text(in, "job.input.product");
	struct answer answer;
	cJSON *report;

	*id = json_text(wanted, "report_id");
	if ((*id)[0] != '\0')
		return OK;
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
	return db_run("reports/requested", in);
}

/* Kept to be shown, or, when it may be about somebody else, kept back for a person to decide. */
static enum status report_keep(cJSON *in, const cJSON *report, const char *id,
			       const cJSON *person)
{
	cJSON *kept = json_set(in, "report", json_object()), *said = identity_said(report);
	cJSON *doubts = identity_all_doubts(person, said);
	char *text = json_print(report);

	json_set_text(kept, "report_id", id);
	json_set_text(kept, "body", text);
	json_set_text(kept, "sha256", crypto_sha256_hex(text, strlen(text)));
	json_set_text(kept, "completed_at", json_text_or_null(report, "completed_at"));
	if (cJSON_GetArraySize(doubts) == 0)
		return db_run("reports/keep", in);
	json_set(kept, "doubts", doubts);
	json_set(kept, "said", said);
	log_line(LOG_WARN, "report.held", "order=%s doubts=%d",
		 json_text(in, "job.input.order_id"), cJSON_GetArraySize(doubts));
	return db_run("reports/hold", in);
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
	TRY(request_report(provider, wanted, in, &id));
	TRY(gate_take(in, provider, INTERACTIVE));
	provider->report_read(json_text(wanted, "upstream_user_id"), product, id, &answer, &report);
	gate_tell(in, &answer);
	if (report == NULL && answer.http_status == 404)
		return UNAVAILABLE;
	if (report == NULL)
		return provider_status(provider, "report_read", &answer);
	report_keep_own(report, json_at(wanted, "connections"));
	drop_rejected(report, json_at(wanted, "rejected"));
	TRY(fault_at("report.before_keep"));
	return report_keep(in, report, id, json_at(wanted, "person"));
}
