/* report_pay.c: a stored report of income, as jobs and checks; the rules stand in report_pay.h. */
#include "app/report_pay.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* So many checks of two employments are compared, some eight years of weekly pay. */
#define COMPARED_MAX 400

/* Categories of earnings; what is not here is other pay. */
static const struct {
	const char *word;
	enum pay_kind kind;
} categories[] = {
	{ "regular", REGULAR }, { "salary", REGULAR }, { "hourly", REGULAR },
	{ "overtime", OVERTIME }, { "double_time", OVERTIME }, { "doubletime", OVERTIME },
	{ "bonus", BONUS }, { "commission", COMMISSION }, { "commissions", COMMISSION },
	{ "tip", TIPS }, { "tips", TIPS }, { "gratuity", TIPS },
};

static const struct {
	const char *name;
	enum pay_kind kind;
} columns[] = {
	{ "regular", REGULAR }, { "overtime", OVERTIME }, { "bonus", BONUS },
	{ "commission", COMMISSION }, { "tips", TIPS }, { "other_pay", OTHER_PAY },
};

/* Which statement of a job, and how new. */
struct dated {
	int32_t day;
	const cJSON *statement;
};

static struct amount amount_at(const cJSON *doc, const char *name, unsigned *flags)
{
	const char *text = json_text_or_null(doc, name);
	struct amount amount = { 0 };

	if (text == NULL)
		return amount;
	amount.is_given = money_read(text, &amount.cents, NULL) == OK;
	*flags |= amount.is_given ? 0 : IS_UNREADABLE;
	return amount;
}

static int32_t day_at(const cJSON *doc, const char *name)
{
	int32_t day = NO_DAY;

	return day_read(json_text_or_null(doc, name), &day) == OK ? day : NO_DAY;
}

/* By category; a line that has none, or one that says nothing, by its name. */
static enum pay_kind kind_of(const cJSON *line)
{
	const char *words[] = { json_text(line, "category"), json_text(line, "name") };

	for (size_t w = 0; w < countof(words); w++)
		for (size_t i = 0; i < countof(categories); i++)
			if (strcasecmp(words[w], categories[i].word) == 0)
				return categories[i].kind;
	return OTHER_PAY;
}

static void read_earnings(struct check *c, const cJSON *lines)
{
	const cJSON *line;

	cJSON_ArrayForEach(line, lines) {
		struct amount amount = amount_at(line, "amount", &c->flags);
		struct amount *sum = &c->earned[kind_of(line)];

		if (!amount.is_given)
			continue;
		sum->is_given = true;
		if (money_add(sum->cents, amount.cents, &sum->cents) != OK)
			c->flags |= IS_UNREADABLE;
	}
}

static void read_check(struct check *c, const cJSON *statement, const char *source)
{
	const char *hours = json_text_or_null(statement, "hours");

	*c = (struct check){
		.id = json_text(statement, "id"), .number = json_text(statement, "check_number"),
		.source = source, .slot = NO_DAY, .day = day_at(statement, "pay_date"),
		.from = day_at(statement, "period_start"), .to = day_at(statement, "period_end"),
	};
	c->gross = amount_at(statement, "gross_pay", &c->flags);
	c->gross_ytd = amount_at(statement, "gross_pay_ytd", &c->flags);
	c->net = amount_at(statement, "net_pay", &c->flags);
	for (size_t i = 0; i < countof(columns); i++)
		c->column[columns[i].kind] = amount_at(statement, columns[i].name, &c->flags);
	read_earnings(c, json_at(statement, "earnings"));
	if (hours != NULL) {
		c->has_hours = hours_read(hours, &c->hours, NULL) == OK;
		c->flags |= c->has_hours ? 0 : IS_UNREADABLE;
	}
}

static int compare_newest(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	return (a->day < b->day) - (a->day > b->day);
}

static void read_checks(struct job *job, const cJSON *statements, const char *source)
{
	size_t count = (size_t)cJSON_GetArraySize(statements), n = 0;
	struct dated *dated = arena_alloc((count + 1) * sizeof(*dated));
	const cJSON *statement;

	cJSON_ArrayForEach(statement, statements)
		if (cJSON_IsObject(statement))
			dated[n++] = (struct dated){ day_at(statement, "pay_date"), statement };
	if (n > CHECKS_MAX) {
		job->is_over_limit = true;
		qsort(dated, n, sizeof(*dated), compare_newest);
		n = CHECKS_MAX;
	}
	job->checks = arena_alloc((n + 1) * sizeof(*job->checks));
	for (size_t i = 0; i < n; i++)
		read_check(&job->checks[i], dated[i].statement, source);
	job->check_count = n;
}

static void read_years(struct job *job, const cJSON *summaries)
{
	struct year_total *years = arena_alloc(((size_t)cJSON_GetArraySize(summaries) + 1)
					       * sizeof(*years));
	const cJSON *summary;
	unsigned flags = 0;

	job->years = years;
	cJSON_ArrayForEach(summary, summaries) {
		struct amount gross = amount_at(summary, "gross_pay", &flags);
		long year = json_int(summary, "year", 0);

		if (gross.is_given && year > 0 && year < 10000)
			years[job->year_count++] = (struct year_total){ (int)year, gross.cents };
	}
}

/* A first day that was only guessed from the oldest check proves nothing about the year before it;
 * a last day of somebody who still works there is none. */
static void read_dates(struct job *job, const cJSON *employment)
{
	job->start = day_at(employment, "start_date");
	if (job->start == NO_DAY)
		job->start = day_at(employment, "original_hire_date");
	if (json_true(employment, "dates_from_statements"))
		job->start = NO_DAY;
	job->end = json_true(employment, "is_active") ? NO_DAY : day_at(employment, "end_date");
}

/* "Payroll Co, docs"; the provider is a name, or an object that has one. */
static const char *source_of(const cJSON *link)
{
	static const char *const names[] = { "provider_name", "provider.name", "provider" };
	const char *name = "", *data = json_text(link, "data_source");

	for (size_t i = 0; i < countof(names) && *name == '\0'; i++)
		name = json_text(link, names[i]);
	if (*name == '\0' || *data == '\0')
		return *name != '\0' ? name : data;
	return arena_printf("%s, %s", name, data);
}

static void read_employment(struct report_pay *pay, const cJSON *link, const cJSON *employment)
{
	struct job *job = &pay->jobs[pay->job_count];
	struct report_job *about = &pay->about[pay->job_count++];
	const char *link_id = json_text(link, "link_id");

	*about = (struct report_job){
		.id = json_text(employment, "id"), .source = source_of(link),
		.link_id = *link_id != '\0' ? link_id : json_text(link, "id"),
		.title = json_text(employment, "job_title"),
		.frequency = json_text(employment, "pay_frequency"),
		.rate = json_text(employment, "income"),
		.rate_unit = json_text(employment, "income_unit"),
		.tax_number = json_text(employment, "company.ein"),
		.is_active_known = cJSON_IsBool(json_at(employment, "is_active")),
		.is_active = json_true(employment, "is_active"), .sources = 1,
	};
	*job = (struct job){ .employer = json_text(employment, "company.name") };
	job->said = frequency_read(about->frequency);
	read_dates(job, employment);
	read_checks(job, json_at(employment, "statements"), about->source);
	read_years(job, json_at(employment, "annual_income_summary"));
	pay->is_over_limit = pay->is_over_limit || job->is_over_limit;
}

static bool share_a_check(const struct job *a, const struct job *b)
{
	for (size_t i = 0; i < a->check_count && i < COMPARED_MAX; i++)
		for (size_t k = 0; k < b->check_count && k < COMPARED_MAX; k++)
			if (a->checks[i].day != NO_DAY && a->checks[i].gross.is_given
			    && b->checks[k].gross.is_given
			    && a->checks[i].day == b->checks[k].day
			    && a->checks[i].gross.cents == b->checks[k].gross.cents)
				return true;
	return false;
}

static bool is_same_employer(const cJSON *a, const cJSON *b)
{
	const char *tax = json_text(a, "company.ein"), *name = json_text(a, "company.name");

	if (*tax != '\0' && *json_text(b, "company.ein") != '\0')
		return strcmp(tax, json_text(b, "company.ein")) == 0;
	return *name != '\0' && strcasecmp(name, json_text(b, "company.name")) == 0;
}

/* The first telling keeps its dates and words; what it lacks the second gives. */
static void merge(struct report_pay *pay, size_t into, size_t from)
{
	struct job *a = &pay->jobs[into];
	const struct job *b = &pay->jobs[from];
	size_t room = CHECKS_MAX - a->check_count;
	size_t more = b->check_count < room ? b->check_count : room;
	struct check *checks = arena_alloc((a->check_count + more + 1) * sizeof(*checks));

	memcpy(checks, a->checks, a->check_count * sizeof(*checks));
	memcpy(checks + a->check_count, b->checks, more * sizeof(*checks));
	a->checks = checks;
	a->check_count += more;
	a->is_over_limit = a->is_over_limit || more < b->check_count;
	pay->is_over_limit = pay->is_over_limit || a->is_over_limit;
	a->start = a->start != NO_DAY ? a->start : b->start;
	a->end = a->end != NO_DAY ? a->end : b->end;
	a->said = a->said != FREQUENCY_UNKNOWN ? a->said : b->said;
	if (a->year_count == 0) {
		a->years = b->years;
		a->year_count = b->year_count;
	}
	pay->about[into].sources++;
}

/* The employment just read may be one that another link has told already. */
static void merge_last(struct report_pay *pay, const cJSON *const *employments,
		       const cJSON *const *links)
{
	size_t last = pay->job_count - 1;

	for (size_t i = 0; i < last; i++)
		if (links[i] != links[last] && is_same_employer(employments[i], employments[last])
		    && share_a_check(&pay->jobs[i], &pay->jobs[last])) {
			merge(pay, i, last);
			pay->job_count--;
			return;
		}
}

static void read_link(struct report_pay *pay, const cJSON *link, const cJSON **employments,
		      const cJSON **links)
{
	const cJSON *employment;

	cJSON_ArrayForEach(employment, json_at(link, "employments")) {
		if (!cJSON_IsObject(employment))
			continue;
		if (pay->job_count == REPORT_JOBS_MAX) {
			pay->is_over_limit = true;
			return;
		}
		employments[pay->job_count] = employment;
		links[pay->job_count] = link;
		read_employment(pay, link, employment);
		merge_last(pay, employments, links);
	}
}

struct report_pay report_pay_read(const cJSON *report)
{
	const cJSON *employments[REPORT_JOBS_MAX], *links[REPORT_JOBS_MAX];
	const cJSON *list = json_at(report, "links"), *link;
	struct report_pay pay = {
		.jobs = arena_alloc(REPORT_JOBS_MAX * sizeof(*pay.jobs)),
		.about = arena_alloc(REPORT_JOBS_MAX * sizeof(*pay.about)),
	};

	if (!cJSON_IsArray(list))
		read_link(&pay, report, employments, links);
	cJSON_ArrayForEach(link, list)
		read_link(&pay, link, employments, links);
	return pay;
}
