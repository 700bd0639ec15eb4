/* connect.c: a task from `new` to `done`, or to one of the errors of truv-api.md §6.3.
 *
 *	new → login → [mfa →] parse → full_parse → done
 *
 * How it ends is decided at sign-in: goodlogin/goodpassword is done, password `mfa` asks for the
 * code 12345, `longcheck` takes long, user `error.user` ends in the status that is its password,
 * an authored scenario ends as it says, everything else is a login_error. User `refresh.` with a
 * status is read once and refreshed to that end, `refresh.raise` to more pay. An error does not
 * close the order: the client may try again, with a new task. */
#include "connect.h"

#include "data.h"
#include "orders.h"
#include "scenarios.h"
#include "steps.h"
#include "webhooks.h"

#include <string.h>

#define GOOD_CODE "12345"
#define LONG_MS 25000
#define RESUMED_MS 120000        /* between two stages of a task that was resumed */

struct stage {
	const char *status, *next;
	int wait_ms;                     /* until the next */
};

static const struct stage stages[] = {
	{ "new",        "login",      100 },
	{ "login",      "parse",      900 },
	{ "mfa",        "parse",      500 },
	{ "parse",      "full_parse", 2000 },
	{ "full_parse", "done",       2500 },
};

struct ending {
	const char *status, *message;
	bool is_after_parse;             /* the login itself worked */
};

static const struct ending endings[] = {
	{ "done",            NULL, true },
	{ "no_data",         "No usable data was found in this account.", true },
	{ "config_error",    "The account is not set up for electronic pay data.", true },
	{ "login_error",     "The username or password is incorrect.", false },
	{ "mfa_error",       "The verification code was not accepted.", false },
	{ "account_locked",  "The account is locked by the provider.", false },
	{ "unable_to_reset", "The credentials could not be reset.", false },
	{ "unavailable",     "The provider is not available at the moment.", false },
	{ "error",           "Something went wrong while connecting.", false },
	{ "not_supported",   "This provider is not supported.", false },
};

static const struct ending *ending_of(const char *status)
{
	for (size_t i = 0; i < countof(endings); i++)
		if (strcmp(endings[i].status, status) == 0)
			return &endings[i];
	return NULL;
}

static const struct stage *stage_of(const char *status)
{
	for (size_t i = 0; i < countof(stages); i++)
		if (strcmp(stages[i].status, status) == 0)
			return &stages[i];
	return NULL;
}

const char *task_status_known(const char *status)
{
	return ending_of(status) != NULL ? ending_of(status)->status : NULL;
}

bool task_has_ended(const struct task *task)
{
	return stage_of(task->status) == NULL;
}

/* Once everything of a refresh has ended, the order has, too; nobody is there to press "finish". */
static void refresh_ended(struct order *order)
{
	bool was_read = false;

	for (int i = 0; i < order->suborder_count; i++) {
		if (!task_has_ended(order->suborders[i].task))
			return;
		was_read = was_read || strcmp(order->suborders[i].task->status, "done") == 0;
	}
	if (was_read)
		order_finish(order);
	else
		order_set(order, "error");
}

static void tell_read(const struct task *task)
{
	static const char *const payroll[][2] = {
		{ "profile-created", "profile-updated" }, { "employment-created", "employment-updated" },
		{ "statements-created", "statements-updated" }, { "shifts-created", "shifts-updated" },
	};

	if (!task->is_refresh)
		tell_link(task, "link-connected");
	if (task->suborder->is_bank)
		tell_data(task, task->is_refresh ? "bank-accounts-updated" : "bank-accounts-created");
	for (size_t i = 0; i < countof(payroll) && !task->suborder->is_bank; i++)
		tell_data(task, payroll[i][task->is_refresh]);
}

static void task_ended(struct task *task)
{
	struct order *order = task->order;

	if (strcmp(task->status, "done") == 0) {
		task->connection->reader = task->suborder;
		task->connection->last_read_at = task->updated_at;
		if (task->connection->read_at == 0)
			task->connection->read_at = task->updated_at;
		order_event(order, "provider_connected", task->suborder, task);
		tell_read(task);
	} else {
		task->error = ending_of(task->status)->message;
	}
	if (task->is_refresh && strcmp(task->status, "done") != 0) {
		tell_link(task, "link-disconnected");
		tell_order(order, task->suborder, "order-refresh-failed");
	}
	if (task->is_refresh)
		refresh_ended(order);
}

static void task_set(struct task *task, const char *status)
{
	task->status = status;
	task->updated_at = task->order->updated_at = task->suborder->updated_at = when_now();
	tell_task(task);
	if (task_has_ended(task))
		task_ended(task);
}

static const char *next_status(const struct task *task)
{
	const struct ending *ending = ending_of(task->ending);
	const char *next = stage_of(task->status)->next;

	if (strcmp(task->status, "login") == 0 && task->asks_code)
		return "mfa";
	if (strcmp(task->status, "login") == 0 && !ending->is_after_parse)
		return ending->status;
	return strcmp(next, "done") == 0 ? ending->status : next;
}

/* Plans `run` for when the stage is over. In `mfa` nothing happens by itself: the client has to
 * type. */
static void plan_next(struct task *task, void (*run)(void *task))
{
	const struct stage *stage = stage_of(task->status);
	int64_t wait;

	if (stage == NULL || strcmp(task->status, "mfa") == 0)
		return;
	wait = wait_us(stage->wait_ms + task->delay_ms);
	if (task->is_slow && strcmp(task->status, "full_parse") == 0)
		wait += wait_us(LONG_MS);
	step_later(when_now() + wait, run, task);
}

static void task_step(void *subject)
{
	struct task *task = subject;

	if (task->suborder->task != task || order_is_closed(task->order))
		return;
	task_set(task, next_status(task));
	plan_next(task, task_step);
}

void connect_code(struct task *task, const char *code)
{
	if (strcmp(task->status, "mfa") != 0)
		return;
	task_set(task, strcmp(code, task->code) == 0 ? "parse" : "mfa_error");
	plan_next(task, task_step);
}

void connect_rush(struct task *task, const char *code)
{
	while (!task_has_ended(task)) {
		step_drop(task_step, task);
		if (strcmp(task->status, "mfa") == 0)
			connect_code(task, code);
		else
			task_set(task, next_status(task));
	}
	step_drop(task_step, task);
}

static struct task *task_new(struct order *order, struct suborder *suborder)
{
	struct task *task = list_add(&store.tasks, sizeof *task), **end = &suborder->first_task;

	new_id(task->id);
	task->order = order;
	task->suborder = suborder;
	task->connection = suborder->connection;
	task->status = "new";
	task->ending = "done";
	task->code = GOOD_CODE;
	task->created_at = task->updated_at = suborder->updated_at = when_now();
	while (*end != NULL)
		end = &(*end)->next_try;
	*end = suborder->task = task;
	return task;
}

static void decide_by_login(struct task *task, const char *login, const char *password)
{
	const char *asked = task_status_known(password);
	bool is_known = login_known(login, task->suborder->is_bank);

	task->asks_code = is_known && strcmp(password, "mfa") == 0;
	task->is_slow = is_known && strcmp(password, "longcheck") == 0;
	if (strcmp(login, "error.user") == 0)
		task->ending = asked != NULL ? asked : "error";
	else if (!is_known || (strcmp(password, "goodpassword") != 0 && !task->asks_code
		&& !task->is_slow))
		task->ending = "login_error";
}

static void decide_by_scenario(struct task *task, const cJSON *scenario)
{
	const char *status = task_status_known(json_text(scenario, "behavior.task_status"));
	const char *code = json_text(scenario, "behavior.mfa_code");

	task->connection->scenario = store_text(json_text(scenario, "id"));
	task->ending = status != NULL ? status : "done";
	task->delay_ms = (int)json_int(scenario, "behavior.delay", 0) * 1000;
	task->asks_code = json_true(scenario, "behavior.mfa");
	task->code = store_text(code[0] != '\0' ? code : GOOD_CODE);
}

static struct connection *connection_new(struct order *order, struct suborder *suborder,
	const char *login, const char *password)
{
	struct connection *connection = list_add(&store.connections, sizeof *connection);

	new_id(connection->id);
	new_id(connection->access_token);
	keep(connection->login, sizeof connection->login, login);
	keep(connection->password, sizeof connection->password, password);
	connection->employer = suborder->employer;
	connection->bank = suborder->bank;
	connection->order = order;
	if (order->user->last != NULL)
		order->user->last->next_of_user = connection;
	else
		order->user->first = connection;
	order->user->last = connection;
	connection->created_at = when_now();
	return connection;
}

struct task *connect_start(struct order *order, struct suborder *suborder, const char *login,
	const char *password)
{
	struct connection *connection = connection_new(order, suborder, login, password);
	const cJSON *scenario;
	struct task *task;

	suborder->connection = connection;
	task = task_new(order, suborder);
	scenario = scenario_for(connection);
	if (scenario != NULL)
		decide_by_scenario(task, scenario);
	else
		decide_by_login(task, login, password);
	tell_task(task);
	plan_next(task, task_step);
	return task;
}

struct task *connect_refresh(struct order *order, struct suborder *suborder)
{
	struct task *task = task_new(order, suborder);

	task->is_refresh = true;
	if (login_next(suborder->connection->login) != NULL)
		task->ending = login_next(suborder->connection->login);
	if (suborder->connection->next != NULL)
		task->ending = suborder->connection->next;
	tell_task(task);
	plan_next(task, task_step);
	return task;
}

/* Who has not chosen an employer or bank yet is connecting, but has no connection. */
struct task *connect_resume(struct order *order, struct suborder *suborder, const char *link_id,
	const char *status)
{
	const struct stage *stage = stage_of(status);
	const struct ending *ending = ending_of(status);
	struct task *task;

	if (stage == NULL && ending == NULL)
		return NULL;
	if (suborder->employer != NULL || suborder->bank != NULL)
		suborder->connection = list_find(&store.connections, link_id);
	if (suborder->connection == NULL && (suborder->employer != NULL || suborder->bank != NULL))
		suborder->connection = connection_new(order, suborder, "goodlogin", "goodpassword");
	if (suborder->connection != NULL && link_id[0] != '\0')
		keep(suborder->connection->id, ID_SIZE, link_id);
	task = task_new(order, suborder);
	task->status = stage != NULL ? stage->status : ending->status;
	task->error = ending != NULL ? ending->message : NULL;
	task->is_refresh = order->initial != NULL;
	task->delay_ms = RESUMED_MS;
	if (strstr(task->status, "parse") != NULL)
		plan_next(task, task_step);
	return task;
}

void connect_opened(struct order *order)
{
	if (order->is_opened)
		return;
	order->is_opened = true;
	order->consent_at = when_now();
	order_event(order, "link_clicked", NULL, NULL);
}
