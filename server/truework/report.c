/* report.c: Truework's reports (truework-api.md §5.6 and §6) in the form every report is kept in
 * (truv-api.md §9.2): a link for each report, with one employment.
 *
 * Only what is named here is carried over, so nothing unknown is ever stored. SSNs come masked and
 * are cut to their last four; one that stands in a text is blackened (safety.md §3). Amounts stay
 * the text they came as. Words that could mean two things are left as they are (§11). */
#include "truework/private.h"

#include "base/arena.h"
#include "base/crypto.h"

#include <string.h>

struct pair {
	const char *theirs, *ours;
};

static const struct pair frequencies[] = {
	{ "weekly", "W" }, { "biweekly", "BW" }, { "semimonthly", "SM" }, { "monthly", "M" },
	{ "annually", "A" },
};

static const struct pair units[] = {
	{ "hourly", "HOURLY" }, { "daily", "DAILY" }, { "weekly", "WEEKLY" },
	{ "monthly", "MONTHLY" }, { "annually", "YEARLY" },
};

static const struct pair job_types[] = {
	{ "regular-full-time", "F" }, { "full-time", "F" }, { "regular-part-time", "P" },
	{ "part-time", "P" }, { "contractor-1099", "C" }, { "contractor", "C" }, { "season", "S" },
};

static const struct pair statuses[] = {
	{ "active", "true" }, { "furloughed-covid", "true" }, { "inactive", "false" },
	{ "non-employee", "false" },
};

static const char *known(const struct pair *pairs, size_t count, const char *theirs)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(pairs[i].theirs, theirs) == 0)
			return pairs[i].ours;
	return NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Does an SSN with its dashes begin here? */
static bool is_ssn(const char *at)
{
	static const char shape[] = "ddd-dd-dddd";

	for (size_t i = 0; shape[i] != '\0'; i++)
		if (shape[i] == 'd' ? !is_digit(at[i]) : at[i] != shape[i])
			return false;
	return !is_digit(at[sizeof shape - 1]);
}

/* A text of theirs, NULL when there is none. */
static const char *text_of(const cJSON *doc, const char *path)
{
	const char *text = json_text_or_null(doc, path);
	char *copy;

	if (text == NULL || text[0] == '\0')
		return NULL;
	copy = arena_dup(text);
	for (size_t i = 0; copy[i] != '\0'; i++)
		if ((i == 0 || !is_digit(copy[i - 1])) && is_ssn(copy + i))
			memcpy(copy + i, "***-**", 6);
	return copy;
}

static const char *first_of(const cJSON *doc, const char *a, const char *b)
{
	return text_of(doc, a) != NULL ? text_of(doc, a) : text_of(doc, b);
}

static void carry(cJSON *to, const cJSON *from, const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		json_set_text(to, pairs[i].ours, text_of(from, pairs[i].theirs));
}

/* "***-**-1234" */
static const char *last_four(const char *ssn)
{
	size_t len = ssn != NULL ? strlen(ssn) : 0;

	return len >= 4 && strspn(ssn + len - 4, "0123456789") == 4 ? ssn + len - 4 : NULL;
}

static void add_profile(cJSON *employment, const cJSON *employee)
{
	cJSON *profile = json_set(employment, "profile", json_object());
	const char *first = text_of(employee, "first_name"), *last = text_of(employee, "last_name");

	json_set_text(profile, "first_name", first);
	json_set_text(profile, "last_name", last);
	json_set_text(profile, "full_name", first != NULL && last != NULL
		      ? arena_printf("%s %s", first, last) : NULL);
	json_set_text(profile, "email", text_of(employee, "email"));
	json_set_text(profile, "ssn", last_four(json_text_or_null(employee,
								   "social_security_number")));
	/* No report says it; what the request holds is only what we told. */
	json_set_text(profile, "date_of_birth", NULL);
}

static void add_company(cJSON *employment, const cJSON *report)
{
	cJSON *company = json_set(employment, "company", json_object()), *address;
	const cJSON *theirs = json_at(report, "employer.address");

	json_set_text(company, "name", text_of(report, "employer.name"));
	json_set_text(company, "phone", text_of(report, "employer.phone_number"));
	json_set_text(company, "ein",
		      strcmp(json_text(report, "employer.government_ids.0.type"), "us-fein") == 0
		      ? text_of(report, "employer.government_ids.0.id") : NULL);
	address = json_set(company, "address", json_object());
	json_set_text(address, "street", first_of(theirs, "address", "line_one"));
	json_set_text(address, "city", text_of(theirs, "city"));
	json_set_text(address, "state", first_of(theirs, "country_subdivision_code", "state"));
	json_set_text(address, "zip", text_of(theirs, "postal_code"));
	json_set_text(address, "country", first_of(theirs, "country_code", "country"));
}

/* The position that still runs, else the first; NULL where there are none. */
static const cJSON *position_of(const cJSON *employee)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(employee, "positions"))
		if (json_text(one, "end_date")[0] == '\0')
			return one;
	return json_at(employee, "positions.0");
}

static void set_job(cJSON *job, const cJSON *employee)
{
	const cJSON *position = position_of(employee);
	const char *active = known(statuses, countof(statuses), truework_word(employee, "status"));
	const char *type = known(job_types, countof(job_types),
				 truework_word(position, "employment_type"));

	if (type == NULL)
		type = known(job_types, countof(job_types), truework_word(employee,
									  "status_detail"));
	if (active != NULL)
		json_set_bool(job, "is_active", strcmp(active, "true") == 0);
	else
		json_set_text(job, "is_active", NULL);
	json_set_text(job, "job_title", text_of(position, "title"));
	json_set_text(job, "job_type", type != NULL ? type
		      : truework_shown(position, "employment_type"));
	json_set_text(job, "start_date", text_of(employee, "hired_date"));
	json_set_text(job, "original_hire_date",
		      first_of(employee, "original_hired_date", "hired_date"));
	json_set_text(job, "end_date",
		      first_of(employee, "termination_date", "end_of_employment"));
}

static void set_pay(cJSON *job, const cJSON *employee)
{
	const char *frequency = truework_word(employee, "salary.pay_frequency");
	const char *unit = truework_word(employee, "salary.pay_rate.unit");
	const char *our_frequency = known(frequencies, countof(frequencies), frequency);
	const char *our_unit = known(units, countof(units), unit);

	json_set_text(job, "pay_frequency", our_frequency != NULL ? our_frequency
		      : truework_shown(employee, "salary.pay_frequency"));
	json_set_text(job, "income",
		      first_of(employee, "salary.pay_rate.amount", "salary.gross_pay"));
	json_set_text(job, "income_unit", our_unit != NULL ? our_unit
		      : truework_shown(employee, "salary.pay_rate.unit"));
	json_set_text(job, "pay_rate", NULL);
}

static void add_statements(cJSON *job, const cJSON *report)
{
	static const struct pair names[] = {
		{ "id", "id" }, { "reference_id", "check_number" }, { "pay_date", "pay_date" },
		{ "pay_period_start_date", "period_start" }, { "pay_period_end_date", "period_end" },
		{ "pay_period_hours", "hours" }, { "gross", "gross_pay" }, { "net", "net_pay" },
		{ "base", "regular" }, { "overtime", "overtime" }, { "bonus", "bonus" },
		{ "commission", "commission" }, { "other", "other_pay" },
	};
	cJSON *statements = json_set(job, "statements", json_list());
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(report, "paystubs"))
		if (cJSON_IsObject(one))
			carry(json_push(statements, json_object()), one, names, countof(names));
}

static void add_years(cJSON *job, const cJSON *employee)
{
	static const struct pair names[] = {
		{ "year", "year" }, { "total", "gross_pay" }, { "base", "regular" },
		{ "overtime", "overtime" }, { "bonus", "bonus" }, { "commission", "commission" },
		{ "other", "other_pay" },
	};
	cJSON *years = json_set(job, "annual_income_summary", json_list());
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(employee, "earnings"))
		if (cJSON_IsObject(one))
			carry(json_push(years, json_object()), one, names, countof(names));
}

static bool has_open_dispute(const cJSON *report)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(report, "disputes"))
		if (strcmp(truework_word(one, "status"), "resolved") != 0
		    && strcmp(truework_word(one, "status"), "closed") != 0)
			return true;
	return false;
}

static void add_link(cJSON *links, const cJSON *request, const cJSON *report, bool is_income)
{
	static const struct pair sources[] = {
		{ "instant", "payroll" }, { "credentials", "payroll" },
		{ "smart-outreach", "employer" }, { "third-party-providers", "third_party" },
	};
	const cJSON *employee = json_at(report, "employee");
	const char *method = truework_word(report, "completed_by_method");
	cJSON *link = json_push(links, json_object()), *job;

	json_set_text(link, "id", text_of(report, "id"));
	json_set_text(link, "link_id", text_of(report, "id"));
	json_set_text(link, "tracking_info", json_text(request, "id"));
	json_set_text(link, "data_source", known(sources, countof(sources), method));
	json_set_text(link, "provider", "truework");
	json_set_text(link, "provider_name", "Truework");
	json_set_bool(link, "is_suspicious", has_open_dispute(report));
	job = json_push(json_set(link, "employments", json_list()), json_object());
	json_set_text(job, "id", text_of(report, "id"));
	set_job(job, employee);
	add_profile(job, employee);
	add_company(job, report);
	if (!is_income)
		return;
	set_pay(job, employee);
	add_statements(job, report);
	add_years(job, employee);
}

/* Named after what it holds: the same until there is more. */
static const char *name_of(const char *address, const char *product, const cJSON *links)
{
	const char *all = arena_printf("%s %s", address, product);
	const cJSON *one;

	cJSON_ArrayForEach(one, links)
		all = arena_printf("%s %s", all, json_text(one, "link_id"));
	return arena_printf("tw-%.32s", crypto_sha256_hex(all, strlen(all)));
}

cJSON *truework_report(const char *address, const char *product, const cJSON *requests)
{
	bool is_income = strcmp(product, "income") == 0;
	const char *completed = "", *created = "";
	cJSON *report = json_object(), *links = json_list();
	const cJSON *request, *one;

	cJSON_ArrayForEach(request, requests)
		cJSON_ArrayForEach(one, json_at(request, "reports")) {
			add_link(links, request, one, is_income);
			if (strcmp(json_text(one, "completed"), completed) > 0)
				completed = json_text(one, "completed");
			if (strcmp(json_text(one, "created"), created) > 0)
				created = json_text(one, "created");
		}
	json_set_text(report, "report_id", name_of(address, product, links));
	json_set_text(report, "created_at", created[0] != '\0' ? created : NULL);
	json_set_text(report, "completed_at", completed[0] != '\0' ? completed
		      : created[0] != '\0' ? created : NULL);
	json_set(report, "links", links);
	return report;
}

static void read_all(const char *address, const char *product, struct answer *answer,
		     cJSON **report)
{
	const char *id, *number, *requests;
	const cJSON *found;

	*report = NULL;
	if (truework_session_parts(address, &id, &number, &requests)) {
		found = truework_session_requests(number, requests, answer);
	} else {
		truework_ask("GET", arena_printf("orders/%s", truework_encoded(address)),
			     truework_settings.version, NULL, NULL, answer);
		if (answer->outcome == ACCEPTED && !cJSON_IsObject(answer->doc))
			answer->outcome = UNCERTAIN;
		found = answer->outcome == ACCEPTED ? json_at(answer->doc, "verification_requests")
			: NULL;
	}
	if (answer->outcome == ACCEPTED)
		*report = truework_report(address, product, found);
}

void truework_report_create(const char *address, const char *product, struct answer *answer,
			    cJSON **report)
{
	read_all(address, product, answer, report);
}

void truework_report_read(const char *address, const char *product, const char *report_id,
			  struct answer *answer, cJSON **report)
{
	read_all(address, product, answer, report);
	if (*report != NULL)
		json_set_text(*report, "report_id", report_id);
}
