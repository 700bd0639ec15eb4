/* jobs.c: THE job kinds. A webhook event is a job of kind provider/type; types that are not here
 * are kept and ignored. */
#include "app/jobs.h"

#include "app/api_hooks.h"
#include "app/audit.h"
#include "app/campaigns.h"
#include "app/exports.h"
#include "app/health.h"
#include "app/household.h"
#include "app/keys.h"
#include "app/messages.h"
#include "app/milestones.h"
#include "app/order_batch.h"
#include "app/orders.h"
#include "app/refreshes.h"
#include "app/papers.h"
#include "app/reports.h"
#include "app/sources.h"
#include "app/users.h"
#include "app/webhooks.h"

#include <string.h>

/* The provider may be away for days: an intent is never given up for that. */
#define PATIENT 10000

const struct job_kind job_kinds[] = {
	/* kind,                        handler,       query,               tries */
	{ "truv/order-created",         webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truv/order-status-updated",  webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truv/order-refresh-failed",  webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truv/order-finalized",       webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truv/task-status-updated",   webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truv/link-connected",        webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truv/link-disconnected",     webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truework/order.completed",   webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truework/verification_request.state.change",
					webhook_apply, "webhooks/apply",    5, .together = true },
	{ "truework/credentials_session.state.change",
					webhook_apply, "webhooks/apply",    5, .together = true },
	{ "webhooks/parked",            webhook_apply, "webhooks/apply",    5, .together = true },
	{ "sms/message-status",         message_told,  NULL,                5 },
	{ "sms/message-received",       message_told,  NULL,                5 },
	{ "messages/send",              message_send,  NULL,                PATIENT },
	{ "messages/look",              message_look,  NULL,                PATIENT },
	{ "messages/sweep",             job_query,     "messages/sweep",    3 },
	{ "webhooks/replay",            webhook_replay, "webhooks/apply",   5 },
	{ "webhooks/orphan",            webhook_find,  NULL,                20 },
	{ "orders/create",              order_send,    NULL,                PATIENT },
	{ "orders/batch",               order_send,    NULL,                PATIENT },
	{ "orders/refresh",             order_send,    NULL,                PATIENT },
	{ "refreshes/settle",           refresh_settle, NULL,               20 },
	{ "refreshes/again",            job_query,     "refreshes/again",   5 },
	{ "orders/batch-many",          orders_batch_send, NULL,            PATIENT },
	{ "orders/batch-read",          orders_batch_read, NULL,            PATIENT },
	{ "orders/resolve",             order_resolve, NULL,                PATIENT },
	{ "orders/twins",               order_twins,   NULL,                PATIENT },
	{ "orders/cancel_twin",         order_cancel_twin, NULL,            PATIENT },
	{ "orders/compare",             order_compare, NULL,                20 },
	{ "orders/stray",               job_query,     "orders/stray",      3 },
	{ "orders/cancel",              order_cancel,  NULL,                PATIENT },
	{ "orders/notify",              order_notify,  NULL,                PATIENT },
	{ "orders/remind",              order_remind,  NULL,                PATIENT },
	{ "orders/events",              order_events,  NULL,                20 },
	{ "orders/succession",          source_start,  NULL,                5 },
	{ "employers/search",           employers_search, NULL,             5 },
	{ "orders/refetch",             order_refetch, NULL,                20 },
	{ "orders/reconcile",           job_query,     "orders/reconcile",  3 },
	{ "orders/stuck",               job_query,     "orders/stuck",      3 },
	{ "reminders/queue",            job_query,     "reminders/queue",   3 },
	{ "renewals/fill",              job_query,     "renewals/fill",     20 },
	{ "renewals/feed",              campaign_feed, NULL,                20 },
	{ "renewals/watch",             job_query,     "renewals/watch",    3 },
	{ "imports/check",              job_query,     "imports/check",     20 },
	{ "imports/match-cases",        job_query,     "imports/match_cases", 20 },
	{ "imports/match-dues",         job_query,     "imports/match_dues", 20 },
	{ "imports/match-milestones",   job_query,     "imports/match_milestones", 20 },
	{ "imports/run-milestones",     job_query,     "imports/run_milestones", 20 },
	{ "imports/run-cases",          job_query,     "imports/run_cases", 20 },
	{ "imports/run-dues",           job_query,     "imports/run_dues",  20 },
	{ "imports/expire",             job_query,     "imports/expire",    3 },
	{ "exports/make",               export_make,   NULL,                20 },
	{ "exports/expire",             job_query,     "exports/expire",    3 },
	{ "reports/fetch",              report_fetch,  NULL,                20 },
	{ "reports/papers",             papers_fetch,  NULL,                8 },
	{ "providers/check",            provider_check, NULL,               20 },
	{ "providers/key-test",         provider_key_test, NULL,            1 },
	{ "providers/enable",           provider_enable, NULL,              5 },
	{ "tasks/never-opened",         job_query,     "tasks/never_opened", 3 },
	{ "batches/run",                job_query,     "batches/run",       5 },
	{ "calls/expire",               job_query,     "calls/expire",      3 },
	{ "api/deliver",                api_deliver,   NULL,                PATIENT },
	{ "api/sweep",                  job_query,     "api/sweep",         3 },
	{ "milestones/reach",           milestone_job, NULL,                5 },
	{ "audit/link",                 audit_link,    NULL,                3 },
	{ "audit/anchor",               audit_anchor,  NULL,                3 },
	{ "keys/reseal",                keys_reseal_some, NULL,             5 },
	{ "lookups/find",               job_query,     "lookups/find",      5 },
	{ "users/expire",               users_expire,  NULL,                3 },
	{ "jobs/sweep",                 job_query,     "jobs/sweep",        3 },
};
const size_t job_kind_count = countof(job_kinds);

bool job_is_known(const char *kind)
{
	for (size_t i = 0; i < job_kind_count; i++)
		if (strcmp(job_kinds[i].kind, kind) == 0)
			return true;
	return false;
}
