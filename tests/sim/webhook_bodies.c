/* webhook_bodies.c: the events of truv-api.md §7, as Truv words them.
 *
 * Field sets differ by event on purpose (link events have no updated_at, order-finalized has no
 * status), because the portal must cope with exactly that. No event holds a name, an address or
 * an amount. */
#include "webhooks.h"

#include "webhook_bodies.h"

#include <string.h>

static const char *const names[] = {
	"order-created", "order-status-updated", "order-refresh-failed", "order-finalized",
	"certification-completed", "task-status-updated", "link-connected", "link-disconnected",
	"link-deleted", "profile-created", "profile-updated", "employment-created",
	"employment-updated",
	"statements-created", "statements-updated", "shifts-created", "shifts-updated",
	"bank-accounts-created", "bank-accounts-updated",
};

const char *event_name(const char *event)
{
	for (size_t i = 0; i < countof(names); i++)
		if (strcmp(names[i], event) == 0)
			return names[i];
	return NULL;
}

bool event_known(const char *event)
{
	return event_name(event) != NULL;
}

static cJSON *body_new(const char *event, const struct user *user)
{
	cJSON *body = json_object();
	char id[ID_SIZE];

	new_id(id);
	json_set_text(body, "webhook_id", id);
	json_set_text(body, "event_type", event);
	json_set_text(body, "event_created_at", when_z(when_now()));
	json_set_text(body, "user_id", user->id);
	return body;
}

static void body_queue(const char *event, const cJSON *body)
{
	webhook_queue(event, json_text(body, "webhook_id"), json_print(body));
}

static const char *text_or_null(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

static void order_fields(cJSON *body, const struct order *order)
{
	json_set_text(body, "order_id", order->id);
	json_set_text(body, "order_number", text_or_null(order->order_number));
	json_set_text(body, "template_id", text_or_null(order->template_id));
	json_set_text(body, "updated_at", when_offset(order->updated_at));
}

static const char *data_source(const struct suborder *suborder)
{
	if (suborder->connection == NULL)
		return NULL;
	return suborder->is_bank ? "financial_accounts" : "payroll";
}

/* status: a failed refresh says why, in the task's word; everything else the suborder's own
 * state. */
static void suborder_fields(cJSON *body, const struct suborder *s, const char *event)
{
	bool is_failure = strcmp(event, "order-refresh-failed") == 0;

	json_set_text(body, "updated_at", when_offset(s->updated_at));
	json_set_text(body, "status", is_failure && s->task != NULL ? s->task->status : s->status);
	json_set_text(body, "employer_id", s->id);
	json_set_text(body, "link_id", s->connection != NULL ? s->connection->id : NULL);
	json_set_text(body, "product", s->product);
	json_set_text(body, "data_source", data_source(s));
}

static void whole_order_fields(cJSON *body, const struct order *order)
{
	json_set_text(body, "status", order->status);
	json_set_text(body, "employer_id", NULL);
	json_set_text(body, "link_id", NULL);
	json_set_text(body, "product", order->products[0]);
	json_set_text(body, "data_source", NULL);
}

void tell_order(const struct order *order, const struct suborder *suborder, const char *event)
{
	cJSON *body = body_new(event, order->user);
	bool is_bare = strcmp(event, "order-finalized") == 0
		|| strcmp(event, "certification-completed") == 0;

	order_fields(body, order);
	if (suborder != NULL)
		suborder_fields(body, suborder, event);
	else if (!is_bare)
		whole_order_fields(body, order);
	body_queue(event, body);
}

static void link_fields(cJSON *body, const struct task *task)
{
	json_set_text(body, "link_id", task->connection != NULL ? task->connection->id : NULL);
	json_set_text(body, "tracking_info", task->suborder->id);
}

static void source_fields(cJSON *body, const struct task *task)
{
	json_set_text(body, "product", task->suborder->product);
	json_set_text(body, "data_source", task->suborder->is_bank ? "financial_accounts" : "payroll");
}

void tell_task(const struct task *task)
{
	cJSON *body = body_new("task-status-updated", task->order->user);

	json_set_text(body, "task_id", task->id);
	link_fields(body, task);
	source_fields(body, task);
	json_set_text(body, "status", task->status);
	json_set_text(body, "updated_at", when_offset(task->updated_at));
	json_set_text(body, "template_id", text_or_null(task->order->template_id));
	body_queue("task-status-updated", body);
}

void tell_link(const struct task *task, const char *event)
{
	cJSON *body = body_new(event, task->order->user);

	link_fields(body, task);
	source_fields(body, task);
	body_queue(event, body);
}

void tell_data(const struct task *task, const char *event)
{
	cJSON *body = body_new(event, task->order->user);
	char object[ID_SIZE];

	new_id(object);
	json_set_text(body, "object_id", object);
	json_set_text(body, "task_id", task->id);
	link_fields(body, task);
	body_queue(event, body);
}
