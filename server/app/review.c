/* review.c: reads one review and holds its data against the last verification and the client's
 * own words. What is material decides changes.c; the pages are review_changes.c and others. */
#include "app/review.h"

#include "app/review_assets.h"
#include "app/wording.h"
#include "base/arena.h"
#include "db/db.h"

#include <string.h>

static const struct {
	const char *code, *word;
} units[] = {
	{ "HOURLY", "an hour" }, { "DAILY", "a day" }, { "WEEKLY", "a week" },
	{ "MONTHLY", "a month" }, { "YEARLY", "a year" },
};

static const char *unit_word(const char *code)
{
	for (size_t i = 0; i < countof(units); i++)
		if (strcmp(units[i].code, code) == 0)
			return units[i].word;
	return "";
}

/* The average of the checks the 30-day test looked at. */
static bool usual_hours(const struct job *job, int64_t *hours)
{
	int64_t sum = 0, count = 0;

	for (size_t i = 0; i < job->check_count; i++) {
		const struct check *check = &job->checks[i];

		if (!check_is_usable(check) || !check->has_hours || check->day < job->thirty.first
		    || check->day > job->thirty.last || money_add(sum, check->hours, &sum) != OK)
			continue;
		count++;
	}
	/* to two decimals, as people count them */
	*hours = count > 0 ? ratio_round(ratio_of(sum, count * (HOUR / 100))) * (HOUR / 100) : 0;
	return count > 0;
}

static void read_paid_days(const struct job *job, struct told *told)
{
	for (size_t i = 0; i < job->check_count; i++) {
		int32_t day = job->checks[i].day;

		if (!check_is_usable(&job->checks[i]))
			continue;
		if (told->first_paid == NO_DAY || day < told->first_paid)
			told->first_paid = day;
		if (day > told->last_paid)
			told->last_paid = day;
	}
}

static const struct amount *job_figures(const struct worksheet *w, size_t j, bool has_checks)
{
	size_t programs = w->sheet.program_count;
	struct amount *figures = arena_alloc((programs + 1) * sizeof(*figures));

	for (size_t p = 0; p < programs && w->refused == NULL && has_checks; p++)
		figures[p] = (struct amount){ true, w->income.figures[j * programs + p].monthly };
	return figures;
}

/* A job without any check pays nobody knows what. */
static struct told *told_jobs(const struct worksheet *w)
{
	struct told *told = arena_alloc((w->pay.job_count + 1) * sizeof(*told));

	for (size_t j = 0; j < w->pay.job_count; j++) {
		const struct job *job = &w->pay.jobs[j];
		const struct report_job *about = &w->pay.about[j];

		told[j] = (struct told){
			.employer = *job->employer != '\0' ? job->employer : "Employer not named",
			.tax_number = about->tax_number, .rate_unit = unit_word(about->rate_unit),
			.is_paying = job->end == NO_DAY && (!about->is_active_known || about->is_active),
			.monthly = job_figures(w, j, job->check_count > 0),
			.frequency = job->schedule.frequency, .started = job->start,
			.first_paid = NO_DAY, .last_paid = NO_DAY,
		};
		if (money_read(about->rate, &told[j].rate.cents, NULL) == OK)
			told[j].rate.is_given = true;
		told[j].has_hours = usual_hours(job, &told[j].hours);
		read_paid_days(job, &told[j]);
	}
	return told;
}

static bool factor_of(const struct program *program, enum frequency frequency, int32_t today,
		      struct ratio *factor)
{
	for (size_t i = 0; i < program->factor_count; i++) {
		const struct factor *f = &program->factors[i];

		if (f->frequency == frequency && f->from <= today
		    && (f->until == NO_DAY || today < f->until)) {
			*factor = f->ratio;
			return true;
		}
	}
	return false;
}

/* The client's pay as a month's: of a check, or else of a rate and a week's hours. */
static struct amount declared_month(const cJSON *job, const struct program *program, int32_t today)
{
	struct amount pay = json_cents(job, "pay_cents"), rate = json_cents(job, "rate_cents");
	struct amount hours = json_money(job, "hours");
	enum frequency frequency = frequency_read(json_text(job, "frequency"));
	struct ratio factor, of_check = ratio_of(pay.cents, 1), month;

	if (!pay.is_given && (!rate.is_given || !hours.is_given))
		return (struct amount){ false, 0 };
	if (!pay.is_given) {
		/* hours have two decimals here: at most 168.00 times 999,999.99 */
		of_check = ratio_of(rate.cents * hours.cents, 100);
		frequency = WEEKLY;
	}
	if (!factor_of(program, frequency, today, &factor)
	    || ratio_multiply(of_check, factor, &month) != OK)
		return (struct amount){ false, 0 };
	return (struct amount){ true, ratio_round(month) };
}

static const struct amount *declared_months(const cJSON *job, const struct worksheet *w)
{
	struct amount *figures = arena_alloc((w->sheet.program_count + 1) * sizeof(*figures));

	for (size_t p = 0; p < w->sheet.program_count; p++)
		figures[p] = declared_month(job, &w->programs[p], w->today);
	return figures;
}

static void read_declared(struct review *review)
{
	const cJSON *jobs = json_at(review->doc, "declared.jobs"), *job;
	struct told *told = arena_alloc(((size_t)cJSON_GetArraySize(jobs) + 1) * sizeof(*told));

	review->was_asked = cJSON_IsObject(json_at(review->doc, "declared"));
	review->told_said = told;
	cJSON_ArrayForEach(job, jobs) {
		struct amount hours = json_money(job, "hours");

		told[review->said_count++] = (struct told){
			.employer = json_text(job, "employer"), .tax_number = "",
			.is_paying = !json_true(job, "is_over"),
			.monthly = declared_months(job, &review->now),
			.rate = json_cents(job, "rate_cents"), .rate_unit = "an hour",
			.has_hours = hours.is_given, .hours = hours.cents * (HOUR / 100),
			.frequency = frequency_read(json_text(job, "frequency")),
			.started = NO_DAY, .first_paid = NO_DAY, .last_paid = NO_DAY,
			.words = json_text(job, "words"),
		};
	}
}

static void read_rules(struct review *review)
{
	const cJSON *program;
	size_t p = 0;

	cJSON_ArrayForEach(program, json_at(review->doc, "programs")) {
		if (p == PROGRAMS_MAX)
			return;
		review->rules[p++] = (struct materiality){
			.at_least = json_cents(program, "material_cents"),
			.permille = (int)json_int(program, "material_permille", 0),
		};
		review->unconfirmed += !json_true(program, "is_confirmed");
	}
}

static const cJSON *disposition_of(const cJSON *doc, const char *subject, const char *finding)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(doc, "dispositions"))
		if (strcmp(json_text(one, "subject"), subject) == 0
		    && strcmp(json_text(one, "finding"), finding) == 0)
			return one;
	return NULL;
}

static struct judged judge(const struct review *review, const struct change *change)
{
	struct judged judged = { .change = change };

	judged.finding = change_finding(change, review->now.sheet.program_count);
	judged.disposition = disposition_of(review->doc, change->key, judged.finding);
	judged.is_asked = strcmp(json_text(judged.disposition, "choice"), "ask") == 0;
	judged.is_open = change->needs_person && (judged.disposition == NULL || judged.is_asked);
	judged.is_change = (change->kind != UNCHANGED && change->kind != FIRST_SEEN)
		|| (change->saying != NOT_ASKED && change->saying != SAID_SO);
	return judged;
}

static void compare(struct review *review)
{
	struct comparison c = {
		.then = review->told_then, .then_count = review->then.pay.job_count,
		.now = review->told_now, .now_count = review->now.pay.job_count,
		.said = review->told_said, .said_count = review->said_count,
		.has_then = review->has_then, .was_asked = review->was_asked,
		.rules = review->rules, .program_count = review->now.sheet.program_count,
	};
	struct change *changes;
	size_t count;

	if (!review->has_now)
		return;
	count = changes_find(&c, &changes);
	review->judged = arena_alloc((count + 1) * sizeof(*review->judged));
	for (size_t i = 0; i < 2 * count; i++) {
		struct judged judged = judge(review, &changes[i % count]);

		if (judged.is_open != (i < count))
			continue;
		review->judged[review->judged_count++] = judged;
		review->change_count += judged.is_change;
		review->open_count += judged.is_open;
	}
}

static bool is_asked_for(const cJSON *doc, const char *product)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(doc, "products"))
		if (strcmp(cJSON_GetStringValue(one), product) == 0)
			return true;
	return false;
}

/* The earlier data under the programs of today: only figures made by one rule can be compared. */
static enum status make_then(struct review *review)
{
	const cJSON *prior = json_at(review->doc, "prior");
	cJSON *facts = json_object();

	json_set(facts, "body", json_copy(json_at(prior, "body")));
	json_set(facts, "programs", json_copy(json_at(review->doc, "programs")));
	review->has_then = cJSON_IsObject(prior);
	return worksheet_make(facts, json_at(prior, "choices"), json_day(prior, "reviewed_on"),
			      &review->then);
}

enum status review_read(const cJSON *in, struct review *review)
{
	const cJSON *doc;

	TRY(db_one("reviews/basis", in, &doc));
	*review = (struct review){ .doc = doc, .today = json_day(doc, "today") };
	review->has_now = cJSON_IsObject(json_at(doc, "body"));
	review->wants_income = is_asked_for(doc, "income");
	read_rules(review);
	TRY(worksheet_make(doc, json_at(doc, "choices"), json_day(doc, "reviewed_on"), &review->now));
	TRY(make_then(review));
	read_declared(review);
	review->told_now = told_jobs(&review->now);
	review->told_then = told_jobs(&review->then);
	compare(review);
	return assets_count_open(review);
}

enum status review_look(struct request *r, struct review *review)
{
	cJSON *audit = cJSON_DetachItemFromObjectCaseSensitive(r->in, "audit");
	enum status status;

	db_scope(r->in);
	status = review_read(r->in, review);
	if (audit != NULL)
		json_set(r->in, "audit", audit);
	db_scope(r->in);
	return status;
}

void review_seen(const struct request *r, const struct review *review, cJSON *doc)
{
	const char *now = json_text(review->doc, "token"), *seen = json_text(r->in, "query.seen");

	json_set_text(doc, "seen", *seen != '\0' ? seen : now);
	json_set_bool(doc, "is_old", *seen != '\0' && strcmp(seen, now) != 0);
}

struct amount review_total(const struct worksheet *w, size_t program)
{
	bool has_figure = w->refused == NULL && program < w->sheet.program_count
		&& w->pay.job_count > 0;

	return has_figure ? (struct amount){ true, w->income.totals[program] }
		: (struct amount){ false, 0 };
}

const char *review_rule_text(const struct materiality *rule)
{
	const char *text = "no rule";

	if (rule->at_least.is_given)
		text = arena_printf("%s a month or more", short_dollars(rule->at_least.cents));
	if (rule->permille > 0 && rule->at_least.is_given)
		text = arena_printf("%s, or %d.%d%%", text, rule->permille / 10, rule->permille % 10);
	else if (rule->permille > 0)
		text = rule->permille % 10 == 0 ? arena_printf("%d%% or more", rule->permille / 10)
			: arena_printf("%d.%d%% or more", rule->permille / 10, rule->permille % 10);
	return text;
}

static void add_tab(cJSON *tabs, const char *href, const char *word, size_t count, bool is_current)
{
	cJSON *tab = json_push(tabs, json_object());

	json_set_text(tab, "href", href);
	json_set_text(tab, "word", word);
	json_set_text(tab, "count", count > 0 ? arena_printf("%zu", count) : NULL);
	json_set_bool(tab, "is_current", is_current);
}

void review_head(const struct review *review, const char *page, cJSON *doc)
{
	static const char *const copied[] = { "id", "case_id", "reference", "name", "native_name",
					      "lang", "latin_name" };
	const char *id = json_text(review->doc, "id");
	size_t asked_of_income = review->wants_income && review->has_now ? review->unconfirmed : 0;
	const struct {
		const char *page, *word;
		size_t count;
	} pages[] = {
		{ "", "Review", 0 },
		{ "/report", "Report", 0 },
		{ "/income", "Income", asked_of_income },
		{ "/changes", "Changes", review->open_count },
		{ "/assets", "Assets", review->open_deposits },
		{ "/hours", "Hours", 0 },
		{ "/note", "Note", 0 },
		{ "/print", "Print", 0 },
	};
	cJSON *tabs = json_set(doc, "tabs", json_list());

	for (size_t i = 0; i < countof(copied); i++)
		json_set_text(doc, copied[i], json_text_or_null(review->doc, copied[i]));
	for (size_t i = 0; i < countof(pages); i++) {
		const char *href = strcmp(pages[i].page, "/report") == 0
			? arena_printf("/orders/%s/report", json_text(review->doc, "order_id"))
			: arena_printf("/review/%s%s", id, pages[i].page);

		add_tab(tabs, href, pages[i].word, pages[i].count, strcmp(pages[i].page, page) == 0);
	}
}
