/* review_hours.c: the sheet of hours: four months of every job, each month held against the rule of
 * every program that has one. What counts where stands in hours.h. */
#include "app/review_hours.h"

#include "app/hours.h"
#include "app/review.h"
#include "app/wording.h"
#include "base/arena.h"
#include "web/page.h"

#include <string.h>

#define MONTHS 4

static const char *const month_names[] = {
	"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December",
};

static const struct {
	const char *word, *icon, *class;
} verdicts[] = {
	[HOURS_MET] = { "Met by hours", "check_circle", "is-met" },
	[HOURS_MET_BY_PAY] = { "Met by pay", "check_circle", "is-met" },
	[HOURS_ESTIMATED] = { "Met only with estimates", "help", "is-doubtful" },
	[HOURS_SO_FAR] = { "Not yet, the month goes on", "hourglass_empty", "is-going" },
	[HOURS_NOT_KNOWN] = { "Cannot tell, hours are missing", "help", "is-doubtful" },
	[HOURS_NOT_MET] = { "Not met", "error", "is-missed" },
};

struct rule {
	const char *program, *text;
	struct hours_rule rule;
};

static const char *rule_text(const struct hours_rule *rule)
{
	const char *hours = rule->hours > 0 ? arena_printf("%s hours", hours_text(rule->hours)) : "";

	if (!rule->cents.is_given)
		return arena_printf("%s a month", hours);
	return arena_printf("%s%s%s a month", hours, *hours != '\0' ? " or " : "",
			    short_dollars(rule->cents.cents));
}

static size_t read_rules(const struct review *review, struct rule *rules)
{
	const cJSON *program;
	size_t count = 0;

	cJSON_ArrayForEach(program, json_at(review->doc, "programs")) {
		struct amount hours = json_money(program, "month_hours");
		struct rule *rule = &rules[count];

		rule->rule = (struct hours_rule){ hours.cents * (HOUR / 100),
						  json_cents(program, "month_cents") };
		if ((rule->rule.hours == 0 && !rule->rule.cents.is_given) || count == PROGRAMS_MAX)
			continue;
		rule->program = json_text(program, "name");
		rule->text = rule_text(&rule->rule);
		count++;
	}
	return count;
}

/* The first day of the month so many before today's. */
static int32_t month_before(int32_t today, int back)
{
	int y, m, d;

	day_parts(today, &y, &m, &d);
	return day_of(y, m - back, 1);
}

static const char *month_name(int32_t day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	return arena_printf("%s %d", month_names[m - 1], y);
}

static int64_t hourly_rate(const struct told *told, const struct job *job)
{
	if (told->rate.is_given && strcmp(told->rate_unit, "an hour") == 0)
		return told->rate.cents;
	return hourly_average(job);
}

/* How the estimates of a sum came about, in words; NULL where there are none. */
static const char *estimate_text(const struct month_sum *sum)
{
	const char *text = NULL;

	if (sum->hours_estimated != 0)
		text = arena_printf("%s h estimated", hours_text(sum->hours_estimated));
	if (sum->cents_estimated != 0)
		text = arena_printf("%s%s%s filled from the year to date", text != NULL ? text : "",
				    text != NULL ? ", " : "", dollars_text(sum->cents_estimated));
	if (sum->unknown > 0)
		text = arena_printf("%s%s%s without hours", text != NULL ? text : "",
				    text != NULL ? ", " : "",
				    count_words((size_t)sum->unknown, "check", "checks"));
	return text;
}

static void put_sum(const struct month_sum *sum, cJSON *doc)
{
	json_set_text(doc, "hours", sum->hours == 0 && sum->unknown > 0 ? "not given"
		      : hours_text(sum->hours));
	json_set_text(doc, "pay", plain_money(sum->cents));
	json_set_text(doc, "estimate", estimate_text(sum));
}

static cJSON *verdict_document(const struct rule *rule, const struct month_sum *sum, int32_t month,
			       int32_t today)
{
	enum hours_verdict verdict = hours_judge(&rule->rule, sum, month, today);
	cJSON *doc = json_object();

	json_set_text(doc, "program", rule->program);
	json_set_text(doc, "word", verdicts[verdict].word);
	json_set_text(doc, "icon", verdicts[verdict].icon);
	json_set_text(doc, "class", verdicts[verdict].class);
	return doc;
}

static enum status month_document(const struct review *review, const struct rule *rules,
				  size_t rule_count, int32_t month, cJSON *doc)
{
	cJSON *jobs = json_set(doc, "jobs", json_list());
	cJSON *list = json_set(doc, "verdicts", json_list());
	struct month_sum all = { 0 }, sum;

	json_set_text(doc, "month", month_name(month));
	for (size_t j = 0; j < review->now.pay.job_count; j++) {
		const struct job *job = &review->now.pay.jobs[j];
		cJSON *row = json_push(jobs, json_object());

		TRY(month_sum(job, hourly_rate(&review->told_now[j], job), month, &sum));
		TRY(month_add(&all, &sum));
		json_set_text(row, "employer", review->told_now[j].employer);
		put_sum(&sum, row);
	}
	put_sum(&all, doc);
	for (size_t i = 0; i < rule_count; i++)
		json_push(list, verdict_document(&rules[i], &all, month, review->today));
	return OK;
}

static enum status fill(const struct review *review, const struct rule *rules, size_t rule_count,
			cJSON *doc)
{
	cJSON *months = json_set(doc, "months", json_list());
	size_t met = 0, over = 0;

	for (int back = 0; back < MONTHS; back++) {
		int32_t month = month_before(review->today, back);
		cJSON *one = json_push(months, json_object());
		const char *class;

		TRY(month_document(review, rules, rule_count, month, one));
		class = json_text(one, "verdicts.0.class");
		met += back > 0 && strcmp(class, "is-met") == 0;
		over += back > 0;
	}
	json_set_text(doc, "title", rule_count == 0 ? "No program of this case asks for hours"
		      : arena_printf("%s: %zu of the last %zu months met", rules[0].program, met, over));
	return OK;
}

enum status hours_show(struct request *r)
{
	struct rule rules[PROGRAMS_MAX + 1];
	cJSON *doc = json_object(), *list;
	struct review review;
	size_t rule_count;

	TRY(review_read(r->in, &review));
	rule_count = read_rules(&review, rules);
	review_head(&review, "/hours", doc);
	json_set_text(doc, "read_at", json_text_or_null(review.doc, "read_at"));
	json_set_bool(doc, "has_pay", review.has_now);
	list = json_set(doc, "rules", json_list());
	for (size_t i = 0; i < rule_count; i++)
		json_set_text(json_push(list, json_object()), "text",
			      arena_printf("%s: %s", rules[i].program, rules[i].text));
	TRY(fill(&review, rules, rule_count, doc));
	return page_show(r, 200, "reviews/hours", doc);
}
