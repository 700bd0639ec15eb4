/* order_state.c: folds an order and its connections into one state (product.md §3, truv-api.md
 * §6.2).
 *
 * While the client may still act, what is broken is shown first, then what moves, then what is
 * ready. Once the order is over, data that arrived count more than a connection that failed on the
 * way. */
#include "app/order_state.h"

#include <string.h>

/* While it is open: the first of these that any connection is in. */
static const char *const open_order[] = { "needs_you", "connecting", "reading", "ready" };

/* When it is over without data: what the order's own word means. */
static const struct { const char *status, *state, *cause; } closed_words[] = {
	{ "canceled",  "canceled",  NULL },
	{ "expired",   "expired",   NULL },
	{ "error",     "needs_you", "delivery_failed" },
	{ "skipped",   "needs_you", "skipped" },
	{ "no_data",   "needs_you", "no_data" },
	{ "completed", "needs_you", "no_data" },
	{ "failed",    "needs_you", "no_data" },
};

/* What a refresh that could not sign in means: nobody can open its link (truv-api.md §13). */
static const struct { const char *cause, *ours; } refresh_causes[] = {
	{ "login_error",     "refresh_signin" },
	{ "mfa_error",       "refresh_signin" },
	{ "account_locked",  "refresh_signin" },
	{ "unable_to_reset", "refresh_signin" },
	{ "unavailable",     "refresh_later" },
};

static const cJSON *connection_in(const cJSON *order, const char *state)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(order, "connections"))
		if (strcmp(json_text(one, "state"), state) == 0)
			return one;
	return NULL;
}

static struct order_state open_state(const cJSON *order)
{
	for (size_t i = 0; i < countof(open_order); i++) {
		const cJSON *one = connection_in(order, open_order[i]);

		if (one != NULL)
			return (struct order_state){ open_order[i],
						     json_text_or_null(one, "cause") };
	}
	return (struct order_state){ "waiting", NULL };
}

static struct order_state refresh_state(const cJSON *broken)
{
	const char *cause = json_text(broken, "cause");

	for (size_t i = 0; i < countof(refresh_causes); i++)
		if (strcmp(cause, refresh_causes[i].cause) == 0)
			return (struct order_state){ "needs_you", refresh_causes[i].ours };
	return (struct order_state){ "needs_you", "refresh_failed" };
}

struct order_state order_state(const cJSON *order)
{
	const char *status = json_text(order, "status");
	const cJSON *broken = connection_in(order, "needs_you");

	if (json_text(order, "refresh_of")[0] != '\0' && strcmp(status, "canceled") != 0
	    && strcmp(status, "expired") != 0) {
		if (strcmp(status, "open") == 0 && (connection_in(order, "connecting") != NULL
						    || connection_in(order, "reading") != NULL))
			return (struct order_state){ "reading", NULL };
		if (broken != NULL)
			return refresh_state(broken);
		if (strcmp(status, "error") == 0 || strcmp(status, "no_data") == 0
		    || strcmp(status, "failed") == 0)
			return (struct order_state){ "needs_you", "refresh_failed" };
	}
	if (strcmp(status, "open") == 0)
		return open_state(order);
	if (strcmp(status, "canceled") != 0 && connection_in(order, "ready") != NULL)
		return (struct order_state){ "ready", NULL };
	if ((strcmp(status, "completed") == 0 || strcmp(status, "failed") == 0) && broken != NULL)
		return (struct order_state){ "needs_you", json_text(broken, "cause") };
	for (size_t i = 0; i < countof(closed_words); i++)
		if (strcmp(status, closed_words[i].status) == 0)
			return (struct order_state){ closed_words[i].state, closed_words[i].cause };
	return open_state(order);
}
