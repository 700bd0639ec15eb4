/* order_states.c: how orders and their suborders change state, and what is told each time.
 *
 * Closed states are those of truv-api.md §6.1. A suborder that is closed is left alone, except
 * that one which has been read since may still become completed: the client came back. */
#include "orders.h"

#include "reports.h"
#include "webhooks.h"

#include <string.h>

bool status_is_closed(const char *status)
{
	return strcmp(status, "pending") != 0 && strcmp(status, "sent") != 0;
}

bool order_is_closed(const struct order *order)
{
	return status_is_closed(order->status);
}

bool order_is_expired(const struct order *order)
{
	return strcmp(order->status, "expired") == 0;
}

struct order *order_of(const char *id)
{
	return list_find(&store.orders, id);
}

struct order *order_by_number(const char *number)
{
	struct order *order;

	for (size_t i = store.orders.count; i > 0; i--) {
		order = store.orders.items[i - 1];
		if (number[0] != '\0' && strcmp(order->order_number, number) == 0)
			return order;
	}
	return NULL;
}

struct order *order_by_token(const char *token)
{
	struct order *order;

	for (size_t i = store.orders.count; i > 0; i--) {
		order = store.orders.items[i - 1];
		if (strcmp(order->token, token) == 0)
			return order;
	}
	return NULL;
}

struct order *order_by_code(const char *code)
{
	struct order *order;

	for (size_t i = store.orders.count; i > 0; i--) {
		order = store.orders.items[i - 1];
		if (strcmp(order->short_code, code) == 0)
			return order;
	}
	return NULL;
}

static struct order_event *event_new(struct order *order, const char *type, int64_t at)
{
	struct order_event *e = list_add(&store.events, sizeof *e);

	e->order = order;
	e->type = type;
	e->at = at;
	return e;
}

void order_event_at(struct order *order, const char *type, int64_t at)
{
	event_new(order, type, at);
}

void order_event(struct order *order, const char *type, const struct suborder *suborder,
	const struct task *task)
{
	struct order_event *e = event_new(order, type, when_now());

	if (suborder != NULL)
		keep(e->suborder_id, ID_SIZE, suborder->id);
	if (task == NULL)
		return;
	keep(e->task_id, ID_SIZE, task->id);
	if (task->connection != NULL)
		keep(e->link_id, ID_SIZE, task->connection->id);
}

void suborder_set(struct order *order, struct suborder *suborder, const char *status)
{
	suborder->status = status;
	suborder->updated_at = order->updated_at = when_now();
	tell_order(order, suborder, "order-status-updated");
}

void order_set(struct order *order, const char *status)
{
	order->status = status;
	order->updated_at = when_now();
	for (int i = 0; i < order->suborder_count; i++)
		if (!status_is_closed(order->suborders[i].status))
			suborder_set(order, &order->suborders[i], status);
}

static bool was_read(const struct suborder *suborder)
{
	return suborder->task != NULL && strcmp(suborder->task->status, "done") == 0;
}

/* Reports with which the order is handed over, one per kind of source that was read. */
static void make_reports(struct order *order)
{
	const struct suborder *s;

	for (int i = 0; i < order->suborder_count; i++) {
		s = &order->suborders[i];
		if (!was_read(s))
			continue;
		if (s->is_bank && order->voa_report_id[0] == '\0')
			keep(order->voa_report_id, ID_SIZE, report_make(order->user, true, false,
				order->voa_days ? order->voa_days : 90)->id);
		if (!s->is_bank && order->voie_report_id[0] == '\0')
			keep(order->voie_report_id, ID_SIZE, report_make(order->user, false,
				strcmp(s->product, "employment") == 0, 365)->id);
	}
}

/* Nothing was read: the client gave up, or the provider had nothing. */
static void leave(struct order *order)
{
	bool had_no_data = false;

	for (int i = 0; i < order->suborder_count; i++)
		if (order->suborders[i].task != NULL)
			had_no_data = had_no_data
				|| strcmp(order->suborders[i].task->status, "no_data") == 0;
	order_set(order, had_no_data ? "no_data" : "skipped");
}

void order_finish(struct order *order)
{
	int read = 0;

	for (int i = 0; i < order->suborder_count; i++)
		read += was_read(&order->suborders[i]);
	if (read == 0) {
		leave(order);
		return;
	}
	order->status = "completed";
	order->completed_at = order->updated_at = when_now();
	make_reports(order);
	for (int i = 0; i < order->suborder_count; i++)
		if (was_read(&order->suborders[i]))
			suborder_set(order, &order->suborders[i], "completed");
		else if (!status_is_closed(order->suborders[i].status))
			suborder_set(order, &order->suborders[i], "skipped");
	order_event(order, "order_completed", NULL, NULL);
	tell_order(order, NULL, "order-finalized");
}
