/* schedule.c: THE clock: what runs by itself, and how often. */
#include "app/jobs.h"

const struct tick schedule[] = {
	{ "orders/reconcile", MINUTE },
	{ "orders/stuck", MINUTE },
	{ "reminders/queue", MINUTE },
	{ "renewals/watch", MINUTE },
	{ "orders/stray", 5 * MINUTE },
	{ "orders/compare", 24 * HOUR },
	{ "messages/sweep", MINUTE },
	{ "imports/expire", 5 * MINUTE },
	{ "exports/expire", 5 * MINUTE },
	{ "providers/check", HOUR },
	{ "calls/expire", 5 * MINUTE },
	{ "tasks/never-opened", HOUR },
	{ "audit/link", 5 },
	{ "audit/anchor", MINUTE },
	{ "keys/reseal", 24 * HOUR },
	{ "lookups/find", 24 * HOUR },
	{ "api/sweep", HOUR },
	{ "users/expire", HOUR },
	{ "jobs/sweep", HOUR },
};
const size_t schedule_count = countof(schedule);
