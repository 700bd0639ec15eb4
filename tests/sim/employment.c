/* employment.c: an employment as Truv words it (truv-api.md §9.2), from the figures of
 * payroll.c.
 *
 * One year of statements, newest first; summaries and W-2s per calendar year. An authored
 * scenario may replace whole members of the first employment. */
#include "data.h"

#include "base/arena.h"
#include "scenarios.h"

#include <string.h>

struct line {
	enum amount amount;
	const char *name, *category;
};

static const struct line earnings[] = {
	{ REGULAR, "Regular", "regular" }, { OVERTIME, "Overtime", "overtime" },
	{ TIPS, "Tips", "other_pay" },
};
static const struct line deductions[] = {
	{ SOCIAL, "Social Security", "socialsec" }, { MEDICARE, "Medicare", "medicare" },
	{ FEDERAL, "Federal Income Tax", "federal" }, { STATE, "State Income Tax", "state" },
};
/* Statement fields; what is not paid here is 0.00 as Truv has it. */
static const struct line amounts[] = {
	{ GROSS, "gross_pay", NULL }, { NET, "net_pay", NULL }, { REGULAR, "regular", NULL },
	{ OVERTIME, "overtime", NULL }, { TIPS, "other_pay", NULL },
};
static const char *const unpaid[] = { "bonus", "commission" };

static cJSON *line_list(const struct line *lines, size_t count, const long *cents)
{
	cJSON *list = json_list(), *one;

	for (size_t i = 0; i < count; i++) {
		if (cents[lines[i].amount] == 0)
			continue;
		one = json_push(list, json_object());
		json_set_text(one, "name", lines[i].name);
		json_set_text(one, "amount", money(cents[lines[i].amount]));
		json_set_text(one, "category", lines[i].category);
	}
	return list;
}

/* Hours and rates stand with the earnings of the check, not with those of the year. */
static void add_rates(cJSON *list, const struct job *job)
{
	cJSON *one;
	bool is_overtime;

	cJSON_ArrayForEach(one, list) {
		is_overtime = strcmp(json_text(one, "category"), "overtime") == 0;
		if (!job->is_hourly || strcmp(json_text(one, "category"), "other_pay") == 0) {
			json_set_text(one, "rate", NULL);
			json_set_text(one, "units", NULL);
			continue;
		}
		json_set_text(one, "rate", money(is_overtime ? job->rate * 3 / 2 : job->rate));
		json_set_text(one, "units", money((is_overtime ? job->overtime_hours : job->hours) * 100));
	}
}

static void set_amounts(cJSON *doc, const struct check *c)
{
	for (size_t i = 0; i < countof(amounts); i++) {
		json_set_text(doc, amounts[i].name, money(c->now[amounts[i].amount]));
		json_set_text(doc, arena_printf("%s_ytd", amounts[i].name),
			money(c->ytd[amounts[i].amount]));
	}
	for (size_t i = 0; i < countof(unpaid); i++) {
		json_set_text(doc, unpaid[i], "0.00");
		json_set_text(doc, arena_printf("%s_ytd", unpaid[i]), "0.00");
	}
}

static cJSON *statement(const struct connection *conn, const struct job *job, const struct check *c)
{
	cJSON *doc = json_object(), *list;
	long hours = job->hours + (c->has_overtime ? job->overtime_hours : 0);
	unsigned long seed = seed_of(conn->id);

	json_set_text(doc, "id", arena_printf("%08lx%024lx", seed, c->number));
	json_set_text(doc, "check_number", arena_printf("%06ld", (long)(seed % 100000) + c->number));
	json_set_text(doc, "pay_date", day_text(c->pay_day));
	json_set_text(doc, "period_start", day_text(c->start));
	json_set_text(doc, "period_end", day_text(c->end));
	json_set_text(doc, "basis_of_pay", job->is_hourly ? "H" : "S");
	json_set_text(doc, "hours", job->is_hourly ? money(hours * 100) : NULL);
	set_amounts(doc, c);
	list = json_set(doc, "earnings", line_list(earnings, countof(earnings), c->now));
	add_rates(list, job);
	json_set(doc, "earnings_ytd", line_list(earnings, countof(earnings), c->ytd));
	json_set(doc, "deductions", line_list(deductions, countof(deductions), c->now));
	json_set(doc, "deductions_ytd", line_list(deductions, countof(deductions), c->ytd));
	json_set_text(doc, "md5sum", NULL);
	json_set_text(doc, "file", NULL);
	json_set(doc, "derived_fields", json_list());
	json_set(doc, "missing_data_fields", json_list());
	return doc;
}

static const char *year_of(long day)
{
	return arena_copy(day_text(day), 4);
}

static cJSON *summary(const struct check *last)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", arena_printf("%032ld", last->number));
	json_set_text(doc, "year", year_of(last->pay_day));
	for (size_t i = 0; i < countof(amounts); i++)
		json_set_text(doc, amounts[i].name, money(last->ytd[amounts[i].amount]));
	for (size_t i = 0; i < countof(unpaid); i++)
		json_set_text(doc, unpaid[i], "0.00");
	return doc;
}

static cJSON *w2(const struct check *last)
{
	cJSON *doc = json_object();

	json_set_text(doc, "year", year_of(last->pay_day));
	json_set_text(doc, "wages", money(last->ytd[GROSS]));
	json_set_text(doc, "federal_tax", money(last->ytd[FEDERAL]));
	json_set_text(doc, "social_security_tax", money(last->ytd[SOCIAL]));
	json_set_text(doc, "medicare_tax", money(last->ytd[MEDICARE]));
	json_set_text(doc, "file", NULL);
	return doc;
}

static void set_pay(cJSON *doc, const struct connection *conn, const struct job *job, long today,
	int days)
{
	cJSON *statements = json_set(doc, "statements", json_list());
	cJSON *years = json_set(doc, "annual_income_summary", json_list());
	cJSON *w2s = json_set(doc, "w2s", json_list());
	struct check *checks;
	size_t count = payroll_checks(job, today, &checks);
	bool ends_year;

	for (size_t i = count; i > 0; i--) {
		ends_year = i == count
			|| strcmp(year_of(checks[i - 1].pay_day), year_of(checks[i].pay_day)) != 0;
		if (checks[i - 1].pay_day > today - days)
			json_push(statements, statement(conn, job, &checks[i - 1]));
		if (ends_year)
			json_push(years, summary(&checks[i - 1]));
		if (ends_year && i != count)
			json_push(w2s, w2(&checks[i - 1]));
	}
}

static cJSON *address(const struct employer *e)
{
	cJSON *doc = json_object();

	json_set_text(doc, "street", e->street);
	json_set_text(doc, "city", e->city);
	json_set_text(doc, "state", e->state);
	json_set_text(doc, "zip", e->zip);
	json_set_text(doc, "country", "US");
	return doc;
}

static cJSON *company(const struct employer *e)
{
	cJSON *doc = json_object();

	json_set_text(doc, "name", e->name);
	json_set_text(doc, "phone", e->phone);
	json_set_text(doc, "ein", e->ein);
	json_set(doc, "address", address(e));
	return doc;
}

static cJSON *deposit_accounts(const struct connection *conn)
{
	cJSON *list = json_list(), *doc = json_push(list, json_object());

	json_set_text(doc, "bank_name", "Harbor Credit Union");
	json_set_text(doc, "account_name", "Everyday checking");
	json_set_text(doc, "account_type", "C");
	json_set_text(doc, "account_number", arena_printf("%010lu", seed_of(conn->id)));
	json_set_text(doc, "routing_number", "121000358");
	json_set_text(doc, "deposit_type", "P");
	json_set_text(doc, "deposit_value", "100.00");
	return list;
}

static void set_job(cJSON *doc, const struct job *job, long today, bool is_voe)
{
	long gross = job->is_hourly ? job->rate * job->hours : job->rate;
	const char *started = day_text(job_start(job, today));

	json_set_bool(doc, "is_active", true);
	json_set_text(doc, "job_title", job->title);
	json_set_text(doc, "job_type", job->type);
	json_set_text(doc, "start_date", started);
	json_set_text(doc, "end_date", NULL);
	json_set_text(doc, "original_hire_date", started);
	json_set_text(doc, "external_last_updated", day_text(today));
	json_set_bool(doc, "dates_from_statements", false);
	json_set_text(doc, "income", is_voe ? NULL
		: money(job->is_hourly ? job->rate : job->rate * checks_per_year(job)));
	json_set_text(doc, "income_unit", is_voe ? NULL : job->is_hourly ? "HOURLY" : "YEARLY");
	json_set_text(doc, "pay_rate", is_voe ? NULL : money(gross));
	json_set_text(doc, "pay_frequency", is_voe ? NULL : job->frequency);
	json_set_text(doc, "manager_name", NULL);
	json_set_bool(doc, "gse_accepted", false);
}

static cJSON *employment(const struct connection *conn, const struct employer *e,
	const struct job *job, long today, int days, bool is_voe)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", arena_printf("%08lx%024lx", seed_of(conn->id), seed_of(e->slug)));
	set_job(doc, job, today, is_voe);
	json_set(doc, "derived_fields", json_list());
	json_set(doc, "missing_data_fields", json_list());
	json_set(doc, "profile", person_profile(conn));
	json_set(doc, "company", company(e));
	if (is_voe)
		return doc;
	set_pay(doc, conn, job, today, days);
	json_set(doc, "bank_accounts", deposit_accounts(conn));
	return doc;
}

/* Whole members, as Truv's own PATCH of a scenario replaces them. */
static void replace_members(cJSON *doc, const struct connection *conn)
{
	const cJSON *payload = json_at(scenario_of(conn->scenario), "payload.employments.0"), *one;

	cJSON_ArrayForEach(one, payload)
		json_set(doc, one->string, json_copy(one));
}

cJSON *employment_documents(const struct connection *conn, long today, int days, bool is_voe)
{
	const struct employer *second = employer_find("lantern-street-cafe");
	cJSON *list = json_list(), *doc;
	struct job jobs[2];
	int count = login_jobs(conn->login, conn->employer, conn->last_read_at > conn->read_at, jobs);

	doc = json_push(list, employment(conn, conn->employer, &jobs[0], today, days, is_voe));
	if (conn->scenario != NULL)
		replace_members(doc, conn);
	if (count == 2)
		json_push(list, employment(conn, second, &jobs[1], today, days, is_voe));
	return list;
}

cJSON *provider_document(const struct connection *conn)
{
	cJSON *doc = json_object();
	const struct employer *e = conn->employer;

	json_set_text(doc, "id", e != NULL ? e->provider : conn->bank->provider);
	json_set_text(doc, "name", e != NULL ? e->provider_name : conn->bank->name);
	json_set_text(doc, "logo_url", NULL);
	return doc;
}
