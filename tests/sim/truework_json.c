/* truework_json.c: orders, verification requests and reports as Truework words them (§5.4, §5.6,
 * §6). */
#include "truework.h"

#include "base/arena.h"

#include <stdio.h>
#include <string.h>

#define PAYSTUBS_MAX 40

static void set_enum(cJSON *doc, const char *name, const char *value, const char *raw, bool is_2019)
{
	cJSON *wrapped;

	if (is_2019 || value == NULL) {
		json_set_text(doc, name, value);
		return;
	}
	wrapped = json_set(doc, name, json_object());
	json_set_text(wrapped, "canonical_value", value);
	json_set_text(wrapped, "raw_value", raw != NULL ? raw : value);
}

static bool is_odd(const struct truework_request *request, const char *oddity)
{
	return request->order->oddity != NULL && strcmp(request->order->oddity, oddity) == 0;
}

static const char *masked(const char *ssn)
{
	size_t len = strlen(ssn);

	return len >= 4 ? arena_printf("***-**-%s", ssn + len - 4) : NULL;
}

static cJSON *target_of(const struct truework_request *request)
{
	const struct truework_order *order = request->order;
	cJSON *target = json_object(), *company;

	json_set_text(target, "first_name", order->first_name);
	json_set_text(target, "last_name", order->last_name);
	json_set_text(target, "contact_email", order->email[0] != '\0' ? order->email : NULL);
	json_set_text(target, "date_of_birth", order->born[0] != '\0' ? order->born : NULL);
	json_set_text(target, "social_security_number", masked(order->ssn));
	company = json_set(target, "company", json_object());
	json_set_text(company, "id", arena_printf("%08lx", seed_of(request->company)));
	json_set_text(company, "name", request->company[0] != '\0' ? request->company : NULL);
	return target;
}

static cJSON *metadata_of(const struct truework_order *order)
{
	cJSON *metadata = NULL;

	if (order->metadata == NULL
		|| json_read(order->metadata, strlen(order->metadata), &metadata, NULL) != OK)
		return cJSON_CreateNull();
	return metadata;
}

static int report_count(const struct truework_request *request)
{
	if (strcmp(request->state, "completed") != 0)
		return 0;
	return request->person->has_two ? 2 : 1;
}

cJSON *truework_request_document(const struct truework_request *request, bool is_2019)
{
	const struct truework_order *order = request->order;
	cJSON *doc = json_object(), *reports;

	json_set_text(doc, "id", request->id);
	json_set_text(doc, "created", when_z(request->created_at));
	set_enum(doc, "state", request->state, NULL, is_2019);
	json_set_text(doc, "type", order->type);
	json_set(doc, "target", target_of(request));
	set_enum(doc, "permissible_purpose", order->purpose, NULL, is_2019);
	set_enum(doc, "use_case", order->use_case, NULL, is_2019);
	json_set(doc, "turnaround_time", json_object());
	json_set_text(doc, "date_of_completion", when_z(request->completed_at));
	set_enum(doc, "cancellation_reason", request->reason, NULL, is_2019);
	json_set_text(doc, "cancellation_details", request->details);
	json_set_text(doc, "loan_id", order->loan_id);
	json_set(doc, "metadata", metadata_of(order));
	if (is_2019)
		return doc;
	reports = json_list();
	for (int i = 0; i < report_count(request); i++)
		json_push(reports, truework_report_document(request, i, false));
	json_set(doc, "reports", reports);
	return doc;
}

static cJSON *employer_of(const struct truework_request *request, int n, bool is_2019)
{
	const struct employer *known = employer_find(request->company);
	cJSON *doc = json_object(), *address, *id;

	if (known == NULL || n > 0)
		known = &employers[(seed_of(request->company) + (unsigned)n) % employer_count];
	json_set_text(doc, "name", n == 0 && request->company[0] != '\0' ? request->company
		: known->name);
	address = json_set(doc, "address", json_object());
	json_set_text(address, is_2019 ? "line_one" : "address", known->street);
	json_set_text(address, "city", known->city);
	json_set_text(address, is_2019 ? "state" : "country_subdivision_code", known->state);
	json_set_text(address, "postal_code", known->zip);
	json_set_text(address, is_2019 ? "country" : "country_code", "US");
	id = json_push(json_set(doc, "government_ids", json_list()), json_object());
	json_set_text(id, "type", "us-fein");
	json_set_text(id, "id", known->ein);
	return doc;
}

static void set_salary(cJSON *employee, const struct truework_request *request, bool is_2019)
{
	static const struct { const char *ours, *theirs;
	} frequencies[] = { { "W", "weekly" }, { "BW", "biweekly" }, { "SM", "semimonthly" },
		{ "M", "monthly" } };
	const struct job *job = &request->person->job;
	cJSON *salary = json_set(employee, "salary", json_object()), *rate;
	const char *frequency = "other";

	for (size_t i = 0; i < countof(frequencies); i++)
		if (strcmp(frequencies[i].ours, job->frequency) == 0)
			frequency = frequencies[i].theirs;
	if (is_odd(request, "unknown_enum"))
		set_enum(salary, "pay_frequency", "other", "Every full moon", is_2019);
	else if (is_odd(request, "bimonthly"))
		set_enum(salary, "pay_frequency", "bimonthly", NULL, is_2019);
	else
		set_enum(salary, "pay_frequency", frequency, NULL, is_2019);
	if (is_2019) {
		json_set_text(salary, "gross_pay", money(job->rate));
	} else {
		rate = json_set(salary, "pay_rate", json_object());
		json_set_text(rate, "amount", money(job->is_hourly ? job->rate
			: job->rate * checks_per_year(job)));
		set_enum(rate, "unit", job->is_hourly ? "hourly" : "annually", NULL, is_2019);
	}
	json_set_text(salary, "hours_per_week", job->is_hourly ? money(job->hours * 50) : "40.00");
}

static cJSON *employee_of(const struct truework_request *request, bool is_2019)
{
	const struct truework_person *person = request->person;
	const struct truework_order *order = request->order;
	bool is_other = is_odd(request, "somebody_else");
	cJSON *doc = json_object(), *position, *positions;

	json_set_text(doc, "first_name", is_other ? "Robin" : order->first_name);
	json_set_text(doc, "last_name", is_other ? "Ashdown" : order->last_name);
	json_set_text(doc, "social_security_number", is_other ? "***-**-0999" : masked(order->ssn));
	set_enum(doc, "status", is_odd(request, "unknown_enum") ? "other" : person->status,
		is_odd(request, "unknown_enum") ? "On sabbatical" : NULL, is_2019);
	set_enum(doc, "status_detail", person->detail, NULL, is_2019);
	json_set_text(doc, "hired_date", person->hired);
	json_set_text(doc, is_2019 ? "end_of_employment" : "termination_date", person->left);
	positions = json_set(doc, "positions", json_list());
	if (!is_odd(request, "no_positions")) {
		position = json_push(positions, json_object());
		json_set_text(position, "title", person->title);
		json_set_text(position, "start_date", person->hired);
		json_set_text(position, "end_date", person->left);
		set_enum(position, "employment_type", strcmp(person->detail, "part-time") == 0
			? "regular-part-time" : "regular-full-time", NULL, is_2019);
	}
	set_salary(doc, request, is_2019);
	json_set(doc, "earnings", json_list());
	return doc;
}

/* Of who works there no more there are none of late. */
static cJSON *paystubs_of(const struct truework_request *request)
{
	const struct job *job = &request->person->job;
	cJSON *list = json_list(), *one;
	struct check *checks;
	size_t count = payroll_checks(job, day_of(request->completed_at), &checks);

	for (size_t i = count; i > 0 && count - i < PAYSTUBS_MAX; i--) {
		const struct check *c = &checks[i - 1];

		if (strcmp(request->person->status, "active") != 0)
			break;
		one = json_push(list, json_object());
		json_set_text(one, "id", arena_printf("%s-%ld", request->id, c->number));
		json_set_text(one, "reference_id", arena_printf("%06ld", c->number));
		json_set_text(one, "pay_date", day_text(c->pay_day));
		json_set_text(one, "pay_period_start_date", day_text(c->start));
		json_set_text(one, "pay_period_end_date", day_text(c->end));
		json_set_text(one, "pay_period_hours", job->is_hourly ? money(job->hours * 100) : NULL);
		json_set_text(one, "gross", money(c->now[GROSS]));
		json_set_text(one, "net", money(c->now[NET]));
		json_set_text(one, "base", money(c->now[REGULAR]));
		json_set_text(one, "overtime", money(c->now[OVERTIME]));
		json_set_text(one, "bonus", "0.00");
		json_set_text(one, "commission", "0.00");
		json_set_text(one, "other", "0.00");
	}
	return list;
}

static void add_years(cJSON *employee, const struct truework_request *request, bool is_2019)
{
	const struct job *job = &request->person->job;
	long today = day_of(request->completed_at), cents = job->rate * checks_per_year(job);
	cJSON *years = cJSON_GetObjectItemCaseSensitive(employee, "earnings"), *one;
	int year, month, day;

	day_split(today, &year, &month, &day);
	one = json_push(years, json_object());
	if (is_2019)
		json_set_int(one, "year", year - 1);
	else
		json_set_text(one, "year", arena_printf("%d", year - 1));
	cents *= job->is_hourly ? job->hours : 1;
	json_set_text(one, "base", money(cents));
	json_set_text(one, "overtime", "0.00");
	json_set_text(one, "total", money(cents));
}

cJSON *truework_report_document(const struct truework_request *request, int n, bool is_2019)
{
	cJSON *doc = json_object(), *about, *employee;

	if (!is_2019)
		json_set_text(doc, "id", request->reports[n]);
	json_set_text(doc, "created", when_z(request->completed_at));
	json_set_text(doc, "current_as_of", day_text(day_of(request->completed_at)));
	json_set_text(doc, "completed", when_z(request->completed_at));
	set_enum(doc, "completed_by_method", strcmp(request->order->mode, "session") == 0
		? "credentials" : "instant", NULL, is_2019);
	about = json_set(doc, "verification_request", json_object());
	json_set_text(about, "id", request->id);
	json_set_text(about, "type", request->order->type);
	json_set(doc, "employer", employer_of(request, n, is_2019));
	employee = json_set(doc, "employee", employee_of(request, is_2019));
	add_years(employee, request, is_2019);
	json_set(doc, "respondent", cJSON_CreateNull());
	json_set(doc, "disputes", cJSON_CreateNull());
	json_set_text(doc, "additional_notes", is_odd(request, "notes")
		? "Called about 123-45-6789, left word" : NULL);
	/* 2019 names no check (§6); its reports within a session do, as of late. */
	json_set(doc, "paystubs", strcmp(request->order->type, "employment") == 0 ? cJSON_CreateNull()
		: paystubs_of(request));
	return doc;
}

static void set_mode(cJSON *doc, const struct truework_order *order)
{
	static const struct { const char *mode, *name;
	} modes[] = { { "target-employer", "target_employer" }, { "employer-search",
		"employer_search" }, { "truework-direct", "truework_direct" },
		{ "reverification", "reverification" } };
	cJSON *mine = json_object(), *target;

	for (size_t i = 0; i < countof(modes); i++)
		json_set(doc, modes[i].name, strcmp(modes[i].mode, order->mode) == 0 ? mine
			: cJSON_CreateNull());
	if (order->parent != NULL)
		json_set_text(mine, "parent_order_id", order->parent->id);
	if (strcmp(order->mode, "truework-direct") != 0)
		return;
	target = json_push(json_set(mine, "targets", json_list()), json_object());
	json_set_text(target, "truework_direct_session_token", order->token);
	json_set_text(target, "truework_direct_session_link",
		arena_printf("%s/widget/%s", api_public_url(), order->token));
	json_set_text(doc, "truework_direct_session_link",
		arena_printf("%s/widget/%s", api_public_url(), order->token));
}

cJSON *truework_order_document(const struct truework_order *order)
{
	cJSON *doc = json_object(), *requests;

	json_set_text(doc, "id", order->id);
	json_set_text(doc, "loan_id", order->loan_id);
	json_set_text(doc, "search_key", order->number);
	json_set_text(doc, "truework_direct_session_link", NULL);
	set_mode(doc, order);
	requests = json_set(doc, "verification_requests", json_list());
	for (int i = 0; i < order->request_count; i++)
		json_push(requests, truework_request_document(&order->requests[i], false));
	return doc;
}
