/* schedule.c: THE clock: what runs by itself, and how often. */
#include "app/jobs.h"

const struct tick schedule[] = {
	{ "orders/reconcile", 5 * MINUTE },
	{ "orders/stuck", MINUTE },
	{ "jobs/sweep", HOUR },
};
const size_t schedule_count = countof(schedule);
