/* control.c: /control/…, where tests play the client and make things go wrong. Loopback only;
 * not part of Truv.
 *
 *	POST reset        {}                                     everything back to the start
 *	POST finish       {order_id|order_number, login, password, code, employer, bank, keep_open}
 *	POST faults       {match: {method, path}, fault, times, delay_ms, retry_after, processed}
 *	                  see faults.c; path may hold *
 *	POST webhooks     {hold, duplicate, reorder, drop_every}
 *	POST expire       {order_id|order_number}
 *	POST remind       {order_id|order_number}                the next message now
 *	POST connections  {link_id, next|deleted}      its next refresh ends so; or deletes it
 *	POST events       {order_id|order_number, event_type}      one more event
 *	POST options      {share_users, order_filter, brief_reports, per_minute, report_wait_ms,
 *	                  clock_skew_s, time_scale}    time_scale: waits and the minute are shorter;
 *	                  truework_pin: its key's version; truework_a_second,
 *	                  truework_wait_ms: until a request ends
 *	POST truework     see truework_control.c
 *	POST adopt        {orders: [{id, …}]}                    see adopt.c
 *	GET  truth, sums?since=TIME                              see truth.c */
#include "control.h"

#include "connect.h"
#include "data.h"
#include "faults.h"
#include "handlers.h"
#include "messages.h"
#include "orders.h"
#include "webhooks.h"

#include <string.h>

static const char *default_hook;

void control_start(const char *webhook_url)
{
	default_hook = webhook_url;
	store_clear();
	if (webhook_url != NULL && webhook_url[0] != '\0')
		hook_add("Portal", webhook_url, "sandbox", NULL);
}

static void answer_done(struct request *r)
{
	reply_text(r, 200, "application/json", "{\"ok\":true}");
}

static void answer_wrong(struct request *r, const char *why)
{
	cJSON *doc = json_object();

	json_set_text(doc, "error", why);
	reply_json(r, 400, doc);
}

static const cJSON *body_of(const struct request *r)
{
	return json_at(r->in, "body");
}

static struct order *order_asked(struct request *r)
{
	struct order *order = order_of(asked(r, "order_id"));

	if (order == NULL)
		order = order_by_number(asked(r, "order_number"));
	if (order == NULL)
		answer_not_found(r);
	return order;
}

void control_reset(struct request *r)
{
	when_skew(0);
	control_start(default_hook);
	answer_done(r);
}

void control_faults(struct request *r)
{
	if (fault_plan(body_of(r)) == OK)
		answer_done(r);
	else
		answer_wrong(r, "unknown fault");
}

static bool option(const struct request *r, const char *name, bool otherwise)
{
	const cJSON *value = json_at(body_of(r), name);

	return value == NULL ? otherwise : cJSON_IsTrue(value);
}

static int number(const struct request *r, const char *name, int otherwise)
{
	return (int)json_int(body_of(r), name, otherwise);
}

void control_webhooks(struct request *r)
{
	struct options *o = &store.options;

	o->hold = option(r, "hold", o->hold);
	o->reorder = option(r, "reorder", o->reorder);
	o->duplicate = number(r, "duplicate", o->duplicate);
	o->drop_every = number(r, "drop_every", o->drop_every);
	answer_done(r);
}

void control_options(struct request *r)
{
	struct options *o = &store.options;

	o->share_users = option(r, "share_users", o->share_users);
	o->order_filter = option(r, "order_filter", o->order_filter);
	o->brief_reports = option(r, "brief_reports", o->brief_reports);
	o->per_minute = number(r, "per_minute", o->per_minute);
	o->report_wait_ms = number(r, "report_wait_ms", o->report_wait_ms);
	o->time_scale = number(r, "time_scale", o->time_scale);
	o->truework_a_second = number(r, "truework_a_second", o->truework_a_second);
	o->truework_wait_ms = number(r, "truework_wait_ms", o->truework_wait_ms);
	if (asked(r, "truework_pin")[0] != '\0')
		o->truework_pin = store_text(asked(r, "truework_pin"));
	when_skew(number(r, "clock_skew_s", 0) * SECOND_US);
	answer_done(r);
}

void control_expire(struct request *r)
{
	struct order *order = order_asked(r);

	if (order == NULL)
		return;
	order->expires_at = when_now();
	if (!order_is_closed(order))
		order_set(order, "expired");
	reply_json(r, 200, order_document(order));
}

void control_remind(struct request *r)
{
	struct order *order = order_asked(r);

	if (order == NULL)
		return;
	if (!order->is_suppressed && message_send(order))
		answer_done(r);
	else
		answer_wrong(r, "nothing to send: suppressed, closed, no address, or all reminders used");
}

static struct task *task_of(const struct connection *connection)
{
	struct task *task;

	for (size_t i = store.tasks.count; i > 0; i--) {
		task = store.tasks.items[i - 1];
		if (task->connection == connection)
			return task;
	}
	return NULL;
}

void control_connections(struct request *r)
{
	struct connection *connection = list_find(&store.connections, asked(r, "link_id"));

	if (connection == NULL) {
		answer_not_found(r);
		return;
	}
	connection->next = task_status_known(asked(r, "next"));
	if (json_true(body_of(r), "deleted")) {
		connection->is_deleted = true;
		tell_link(task_of(connection), "link-deleted");
	}
	answer_done(r);
}

void control_events(struct request *r)
{
	const struct order *order = order_asked(r);

	if (order == NULL)
		return;
	if (!event_known(asked(r, "event_type"))) {
		answer_wrong(r, "unknown event_type");
		return;
	}
	tell_order(order, NULL, asked(r, "event_type"));
	answer_done(r);
}

static const char *asked_or(const struct request *r, const char *name, const char *otherwise)
{
	return asked(r, name)[0] != '\0' ? asked(r, name) : otherwise;
}

/* Where the test wants the client to look, if the order does not say it. False: no such place. */
static bool place_choose(const struct request *r, struct suborder *s)
{
	const char *employer = asked_or(r, "employer", employers[0].slug);
	const char *bank = asked_or(r, "bank", banks[0].slug);

	if (s->is_bank && (s->bank == NULL || asked(r, "bank")[0] != '\0'))
		s->bank = bank_find(bank);
	if (!s->is_bank && (s->employer == NULL || asked(r, "employer")[0] != '\0'))
		s->employer = employer_find(employer);
	if (s->employer != NULL)
		keep(s->company, sizeof s->company, s->employer->name);
	if (s->bank != NULL)
		keep(s->company, sizeof s->company, s->bank->name);
	return s->employer != NULL || s->bank != NULL;
}

static bool is_done(const struct suborder *s)
{
	return s->task != NULL && strcmp(s->task->status, "done") == 0;
}

/* Signs in at every source of the order that is not read yet. The number of sources with data;
 * -1: no such place. */
static int play(const struct request *r, struct order *order)
{
	const char *login = asked_or(r, "login", "goodlogin");
	const char *password = asked_or(r, "password", "goodpassword");
	int read = 0;

	for (int i = 0; i < order->suborder_count; i++) {
		struct suborder *s = &order->suborders[i];

		if (!is_done(s) && !place_choose(r, s))
			return -1;
		if (!is_done(s))
			connect_rush(connect_start(order, s, login, password), asked_or(r, "code", "12345"));
		read += is_done(s);
	}
	return read;
}

static bool had_no_data(const struct order *order)
{
	for (int i = 0; i < order->suborder_count; i++)
		if (strcmp(order->suborders[i].task->status, "no_data") == 0)
			return true;
	return false;
}

/* Plays the client at once. An order on which the login failed stays open, as the client could
 * try again. */
void control_finish(struct request *r)
{
	struct order *order = order_asked(r);
	int read;

	if (order == NULL)
		return;
	if (order_is_closed(order)) {
		answer_wrong(r, "the order is closed");
		return;
	}
	connect_opened(order);
	read = play(r, order);
	if (read < 0) {
		answer_wrong(r, "no such employer or bank");
		return;
	}
	if ((read > 0 || had_no_data(order)) && !json_true(body_of(r), "keep_open"))
		order_finish(order);
	reply_json(r, 200, order_document(order));
}
