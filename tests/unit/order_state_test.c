/* order_state_test.c: from Truv's order to the worker's state: the words (truv-api.md §6) and the
 * fold (product.md §3). */
#include "app/order_state.h"
#include "base/arena.h"
#include "truv/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ORDER(more) "{\"id\":\"o1\"," more "}"
#define ONE(status, task) \
	"\"employers\":[{\"id\":\"e1\",\"status\":\"" status "\",\"last_task_status\":\"" task "\"}]"
#define TWO(a, b) \
	"\"employers\":[{\"id\":\"e1\",\"status\":\"sent\",\"last_task_status\":\"" a "\"}," \
	"{\"id\":\"e2\",\"status\":\"sent\",\"last_task_status\":\"" b "\"}]"

static const struct {
	const char *theirs, *state, *cause;
} cases[] = {
	{ ORDER("\"status\":\"pending\""), "waiting", "" },
	{ ORDER("\"status\":\"sent\",\"employers\":[]"), "waiting", "" },
	{ ORDER("\"user_id\":\"u\""), "waiting", "" },                     /* no status at all */
	{ ORDER("\"status\":\"frobbed\""), "waiting", "" },                /* unknown: never final */
	{ ORDER("\"status\":\"Completed\"," ONE("completed", "done")), "ready", "" },
	{ ORDER("\"status\":\"Done\"," ONE("Done", "")), "ready", "" },
	{ ORDER("\"status\":\"completed\""), "needs_you", "no_data" },
	{ ORDER("\"status\":\"No Data\""), "needs_you", "no_data" },
	{ ORDER("\"status\":\"skipped\""), "needs_you", "skipped" },
	{ ORDER("\"status\":\"error\""), "needs_you", "delivery_failed" },
	{ ORDER("\"status\":\"canceled\""), "canceled", "" },
	{ ORDER("\"status\":\"sent\",\"canceled_at\":\"2026-01-01T00:00:00Z\""), "canceled", "" },
	{ ORDER("\"status\":\"expired\""), "expired", "" },
	{ ORDER("\"is_expired\":true"), "expired", "" },
	{ ORDER("\"completed_at\":\"2026-01-01T00:00:00Z\"," ONE("completed", "done")), "ready", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "new")), "connecting", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "login")), "connecting", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "mfa")), "connecting", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "parse")), "reading", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "base-parse")), "reading", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "full_parse")), "reading", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "done")), "ready", "" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "login_error")), "needs_you", "login_error" },
	{ ORDER("\"status\":\"sent\"," ONE("sent", "account_locked")), "needs_you", "account_locked" },
	{ ORDER("\"status\":\"sent\"," ONE("error", "")), "needs_you", "delivery_failed" },
	{ ORDER("\"status\":\"sent\"," ONE("error", "unavailable")), "needs_you", "unavailable" },
	{ ORDER("\"status\":\"sent\"," TWO("done", "login_error")), "needs_you", "login_error" },
	{ ORDER("\"status\":\"sent\"," TWO("done", "parse")), "reading", "" },
	{ ORDER("\"status\":\"completed\"," TWO("done", "login_error")), "ready", "" },
	{ ORDER("\"status\":\"expired\"," TWO("done", "new")), "ready", "" },
	{ ORDER("\"status\":\"canceled\"," TWO("done", "new")), "canceled", "" },
};

static cJSON *read_doc(const char *text)
{
	cJSON *doc = NULL;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return doc;
}

static void test_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		cJSON *order = truv_words_order(read_doc(cases[i].theirs));
		struct order_state now = order_state(order);

		if (strcmp(now.state, cases[i].state) != 0
		    || strcmp(now.cause != NULL ? now.cause : "", cases[i].cause) != 0)
			fail_msg("%s is %s/%s", cases[i].theirs, now.state, now.cause);
	}
}

static void test_no_id_is_no_order(void **state)
{
	(void)state;
	assert_null(truv_words_order(read_doc("{\"status\":\"sent\"}")));
	assert_null(truv_words_order(read_doc("[1]")));
}

static int start(void **state)
{
	(void)state;
	json_init();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_no_id_is_no_order),
	};

	return cmocka_run_group_tests(tests, start, end);
}
