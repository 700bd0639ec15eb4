/* lists.c: users, tasks and the employer search: what can be asked for beside orders. */
#include "handlers.h"

#include "data.h"

#include <string.h>
#include <strings.h>

static void set_text(cJSON *doc, const char *name, const char *text)
{
	json_set_text(doc, name, text[0] != '\0' ? text : NULL);
}

static cJSON *user_document(const struct user *user)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", user->id);
	set_text(doc, "external_user_id", user->external_id);
	json_set_text(doc, "first_name", user->first_name);
	json_set_text(doc, "last_name", user->last_name);
	set_text(doc, "email", user->email);
	set_text(doc, "phone", user->phone);
	set_text(doc, "ssn", user->ssn);
	json_set_text(doc, "created_at", when_z(user->created_at));
	json_set_text(doc, "updated_at", when_z(user->created_at));
	return doc;
}

void users_list(struct request *r)
{
	cJSON *results = json_list();
	const char *external = queried(r, "external_user_id");
	const struct user *user;

	for (size_t i = store.users.count; i > 0; i--) {
		user = store.users.items[i - 1];
		if (external[0] == '\0' || strcmp(user->external_id, external) == 0)
			json_push(results, user_document(user));
	}
	answer_page(r, results);
}

void users_read(struct request *r)
{
	const struct user *user = list_find(&store.users, r->segments[2]);

	if (user == NULL)
		answer_not_found(r);
	else
		reply_json(r, 200, user_document(user));
}

static cJSON *task_document(const struct task *task)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", task->id);
	json_set_text(doc, "user_id", task->order->user->id);
	json_set_text(doc, "link_id", task->connection->id);
	json_set_text(doc, "product_type", task->suborder->product);
	json_set_text(doc, "data_source", task->suborder->is_bank ? "financial_accounts" : "payroll");
	json_set_text(doc, "tracking_info", task->suborder->id);
	json_set(doc, "provider", provider_document(task->connection));
	json_set_text(doc, "status", task->status);
	json_set_text(doc, "error_message", task->error);
	json_set_bool(doc, "is_refresh", task->is_refresh);
	json_set_text(doc, "created_at", when_z(task->created_at));
	json_set_text(doc, "updated_at", when_z(task->updated_at));
	return doc;
}

void tasks_list(struct request *r)
{
	cJSON *results = json_list();
	const char *user = queried(r, "user_id");
	const struct task *task;

	for (size_t i = store.tasks.count; i > 0; i--) {
		task = store.tasks.items[i - 1];
		if (user[0] == '\0' || strcmp(task->order->user->id, user) == 0)
			json_push(results, task_document(task));
	}
	answer_page(r, results);
}

void tasks_read(struct request *r)
{
	const struct task *task = list_find(&store.tasks, r->segments[2]);

	if (task == NULL)
		answer_not_found(r);
	else
		reply_json(r, 200, task_document(task));
}

static cJSON *company_document(const struct employer *employer)
{
	cJSON *doc = json_object();

	json_set_text(doc, "company_mapping_id", employer->slug);
	json_set_text(doc, "name", employer->name);
	json_set_text(doc, "domain", employer->domain);
	json_set_text(doc, "logo_url", NULL);
	json_set_text(doc, "success_rate", "high");
	return doc;
}

void companies_search(struct request *r)
{
	cJSON *results = json_list();
	const char *query = queried(r, "query");

	if (query[0] == '\0') {
		answer_field(r, "query", "This field is required.");
		return;
	}
	for (size_t i = 0; i < employer_count; i++)
		if (strcasestr(employers[i].name, query) != NULL)
			json_push(results, company_document(&employers[i]));
	reply_json(r, 200, results);
}
