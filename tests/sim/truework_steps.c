/* truework_steps.c: sandbox people, and how a verification request goes its way. */
#include "truework.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "steps.h"
#include "webhooks.h"

#include <string.h>

#define APPROVED_MS 400

/* title, type, frequency, hourly, rate in cents, hours, overtime, tips, since */
#define PAID(title, frequency, rate) { title, "F", frequency, false, rate, 0, 0, 0, 2022 }
#define HOURLY(title, rate, hours) { title, "P", "BW", true, rate, hours, 0, 0, 2022 }

static const struct truework_person people[] = {
	{ "0000", "completed", "Software Engineer", "active", "full-time", "2019-01-01", NULL, false,
	  PAID("Software Engineer", "SM", 420000) },
	{ "0001", "completed", "Program Manager", "inactive", "full-time", "2015-05-01", "2022-01-01",
	  false, PAID("Program Manager", "SM", 380000) },
	{ "0002", "completed", "Accountant", "active", "on-leave", "2017-02-03", NULL, false,
	  HOURLY("Accountant", 3150, 40) },
	{ "0003", "completed", "Product Manager", "active", "full-time", "2022-01-01", NULL, false,
	  PAID("Product Manager", "BW", 310000) },
	{ "0004", "completed", "Customer Service Representative", "active", "part-time", "2021-05-19",
	  NULL, false, HOURLY("Customer Service Representative", 1880, 48) },
	{ "0005", "completed", "Account Executive", "inactive", "full-time", "2019-03-01", "2024-06-30",
	  false, PAID("Account Executive", "M", 520000) },
	{ "0007", "completed", "Engineering Manager", "active", "full-time", "2016-09-01", NULL, true,
	  PAID("Engineering Manager", "SM", 610000) },
	{ "0010", "canceled", NULL, NULL, NULL, NULL, NULL, false, { 0 } },
	{ "0011", "action-required", NULL, NULL, NULL, NULL, NULL, false, { 0 } },
	{ "0012", "invalid", NULL, NULL, NULL, NULL, NULL, false, { 0 } },
};
/* Everybody else of an invented world: those whose number is 1000 or more. */
static const struct truework_person anybody = {
	"", "completed", "Care Aide", "active", "part-time", "2022-01-01", NULL, false,
	HOURLY("Care Aide", 2350, 64),
};

const struct truework_person *truework_person_of(const char *ssn)
{
	size_t len = strlen(ssn);
	const char *last4 = len >= 9 ? ssn + len - 4 : "";
	bool is_invented = strncmp(ssn, "000", 3) == 0 || ssn[0] == '9';

	for (size_t i = 0; i < countof(people); i++)
		if (is_invented && strcmp(people[i].last4, last4) == 0)
			return &people[i];
	return is_invented && last4[0] > '0' ? &anybody : NULL;
}

static cJSON *hook_of(const char *event, bool is_2019)
{
	cJSON *hook = json_object();

	if (is_2019)
		json_set_text(hook, "id", "412");
	else
		json_set_int(hook, "id", 412);
	json_set_text(hook, "event", event);
	json_set_text(hook, "target", "https://portal.example.test/webhooks/truework");
	if (!is_2019)
		json_set_text(hook, "triggered_at", when_z(when_now()));
	return hook;
}

static cJSON *metadata_of(const struct truework_order *order)
{
	cJSON *metadata = NULL;

	if (order->metadata == NULL
		|| json_read(order->metadata, strlen(order->metadata), &metadata, NULL) != OK)
		return json_object();
	return metadata;
}

static void tell(const char *event, const struct truework_request *request, bool is_2019)
{
	const struct truework_order *order = request->order;
	cJSON *body = json_object(), *data;
	bool is_session = strcmp(order->mode, "session") == 0;

	if (!is_2019)
		json_set_text(body, "version", "2023-10-30");
	json_set(body, "hook", hook_of(event, is_2019));
	data = json_set(body, "data", json_object());
	if (!is_session)
		json_set_text(data, "order_id", order->id);
	if (strcmp(event, "order.completed") != 0) {
		json_set_text(data, "verification_request_id", request->id);
		json_set_text(data, "state", request->state);
		json_set_text(data, "credentials_session_token", is_session ? order->token : NULL);
	}
	json_set(data, "metadata", metadata_of(order));
	webhook_queue_truework(event, json_print(body));
}

bool truework_is_over(const struct truework_request *request)
{
	static const char *const ends[] = { "completed", "canceled", "cancelled", "invalid" };

	for (size_t i = 0; i < countof(ends); i++)
		if (strcmp(request->state, ends[i]) == 0)
			return true;
	return false;
}

static bool all_over(const struct truework_order *order)
{
	for (int i = 0; i < order->request_count; i++)
		if (!truework_is_over(&order->requests[i]))
			return false;
	return true;
}

void truework_move(struct truework_request *request, const char *state)
{
	bool is_session = strcmp(request->order->mode, "session") == 0;

	request->state = store_text(state);
	if (truework_is_over(request) && request->completed_at == 0)
		request->completed_at = when_now();
	tell(is_session ? "credentials_session.state.change" : "verification_request.state.change",
		request, is_session);
	if (!is_session && all_over(request->order))
		tell("order.completed", request, false);
}

/* What is over stays so: the steps that were waiting when it was canceled come to nothing. */
static void end(void *subject)
{
	struct truework_request *request = subject;

	if (truework_is_over(request))
		return;
	if (strcmp(request->person->ends, "canceled") == 0)
		request->reason = "no-match";
	truework_move(request, request->person->ends);
}

static void process(void *subject)
{
	struct truework_request *request = subject;

	if (!truework_is_over(request))
		truework_move(request, "processing");
}

void truework_rush(struct truework_request *request)
{
	step_drop(process, request);
	step_drop(end, request);
	if (!truework_is_over(request))
		end(request);
}

struct truework_request *truework_begin(struct truework_order *order, const char *company,
	bool is_instant)
{
	struct truework_request *request;

	if (order->request_count == TRUEWORK_REQUESTS)
		return NULL;
	request = &order->requests[order->request_count++];
	keep(request->id, TRUEWORK_ID, arena_printf("AAAAv%s", crypto_token(20)));
	for (int i = 0; i < 2; i++)
		keep(request->reports[i], TRUEWORK_ID, arena_printf("AAAAr%s", crypto_token(20)));
	keep(request->company, sizeof request->company, company);
	request->order = order;
	request->person = truework_person_of(order->ssn);
	request->created_at = when_now();
	request->state = "pending-approval";
	if (is_instant) {
		end(request);
		return request;
	}
	step_later(when_now() + wait_us(APPROVED_MS), process, request);
	step_later(when_now() + wait_us(APPROVED_MS + store.options.truework_wait_ms), end, request);
	return request;
}
