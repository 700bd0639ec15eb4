/* reviews.c: the record of a review, identity first, and the decision over it. What is still to be
 * settled counts review.c; that nobody decides twice, or over what they have not seen, is
 * reviews/decide's and the table's. */
#include "app/reviews.h"

#include "app/identity.h"
#include "app/review.h"
#include "app/wording.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define SSN_MASK "\u2022\u2022\u2022-\u2022\u2022-"

static bool holds(const cJSON *list, const char *word)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (strcmp(json_text(one, ""), word) == 0)
			return true;
	return false;
}

static bool is_same_text(const cJSON *row, const char *name, const char *text)
{
	return strcmp(json_text(row, name), text) == 0;
}

/* What several sources say alike is one line. */
static bool joins(const cJSON *rows, const char *what, const char *theirs, const char *source,
		  bool is_off)
{
	cJSON *row;

	cJSON_ArrayForEach(row, rows) {
		if (!is_same_text(row, "what", what) || !is_same_text(row, "theirs", theirs)
		    || json_true(row, "is_off") != is_off)
			continue;
		json_set_text(row, "source", arena_printf("%s, %s", json_text(row, "source"), source));
		return true;
	}
	return false;
}

/* One line of the comparison: what the case says, what a source says, and the verdict. */
static void add_point(cJSON *rows, const char *what, const char *ours, const char *theirs,
		      const char *source, bool is_off)
{
	bool is_known = *ours != '\0' && *theirs != '\0';
	cJSON *row;

	theirs = *theirs != '\0' ? theirs : "not given";
	source = *source != '\0' ? source : "Source not named";
	if (joins(rows, what, theirs, source, is_known && is_off))
		return;
	row = json_push(rows, json_object());
	json_set_text(row, "what", what);
	json_set_text(row, "ours", *ours != '\0' ? ours : "not given");
	json_set_text(row, "theirs", theirs);
	json_set_text(row, "source", source);
	json_set_bool(row, "fits", is_known && !is_off);
	json_set_bool(row, "is_off", is_known && is_off);
}

static const char *names_of(const cJSON *said)
{
	const cJSON *name;
	const char *list = "", *last = "";

	cJSON_ArrayForEach(name, json_at(said, "names")) {
		if (strcmp(json_text(name, ""), last) != 0)
			list = list_words(list, json_text(name, ""), false);
		last = json_text(name, "");
	}
	return list;
}

static const char *ssn_words(const char *last4)
{
	return *last4 != '\0' ? arena_printf(SSN_MASK "%s", last4) : "";
}

static const char *born_words(const cJSON *doc)
{
	int32_t day = json_day(doc, "born_on");

	return day != NO_DAY ? day_words(day, NO_DAY) : "";
}

static void add_points(cJSON *rows, const cJSON *person, const cJSON *said)
{
	const cJSON *doubts = identity_doubts(person, said);
	const char *source = json_text(said, "source");
	const char *native = json_text(person, "native_name");
	const char *name = arena_printf("%s %s%s%s", json_text(person, "first_name"),
					json_text(person, "last_name"), *native != '\0' ? ", " : "",
					native);

	add_point(rows, "Name", name, names_of(said), source, holds(doubts, "name"));
	add_point(rows, "Birth date", born_words(person), born_words(said), source,
		  holds(doubts, "birth_date"));
	add_point(rows, "SSN", ssn_words(json_text(person, "ssn_last4")),
		  ssn_words(json_text(said, "ssn_last4")), source, holds(doubts, "ssn"));
}

static void add_report(cJSON *rows, const cJSON *person, const cJSON *body)
{
	const cJSON *said;

	if (!cJSON_IsObject(body))
		return;
	cJSON_ArrayForEach(said, identity_said(body))
		add_points(rows, person, said);
}

/* How many points fit of those that both sides know. */
static void put_identity(const struct review *review, const cJSON *beside, cJSON *doc)
{
	const cJSON *person = json_at(review->doc, "person"), *row;
	cJSON *rows = json_set(doc, "identity", json_list());
	size_t fit = 0, off = 0;

	add_report(rows, person, json_at(review->doc, "body"));
	add_report(rows, person, json_at(beside, "assets_body"));
	cJSON_ArrayForEach(row, rows) {
		fit += json_true(row, "fits");
		off += json_true(row, "is_off");
	}
	json_set_bool(doc, "is_held", json_true(review->doc, "is_held"));
	json_set_bool(doc, "has_mismatch", off > 0 || json_true(review->doc, "is_held"));
	json_set_text(doc, "score", fit + off == 0 ? "Nothing to compare: the sources name nobody"
		      : arena_printf("%zu of %zu points fit", fit, fit + off));
}

static void add_job(const struct review *review, size_t j, cJSON *jobs)
{
	const struct told *told = &review->told_now[j];
	cJSON *job = json_push(jobs, json_object());
	int64_t cents;
	bool has_month = review->now.sheet.program_count > 0 && told->is_paying
		&& told_monthly(told, 0, &cents);

	json_set_text(job, "employer", told->employer);
	json_set_text(job, "rate", !told->rate.is_given ? "not given"
		      : arena_printf("%s %s", dollars_text(told->rate.cents), told->rate_unit));
	json_set_text(job, "paid", frequency_name(told->frequency));
	json_set_text(job, "last", day_words(told->last_paid, review->today));
	json_set_text(job, "monthly", has_month ? plain_money(cents)
		      : told->is_paying ? "not given" : "over");
}

static void put_jobs(const struct review *review, cJSON *doc)
{
	struct amount total = review_total(&review->now, 0);
	cJSON *jobs = json_set(doc, "jobs", json_list());

	for (size_t j = 0; j < review->now.pay.job_count; j++)
		add_job(review, j, jobs);
	json_set_text(doc, "month_of", review->now.sheet.program_count > 0
		      ? review->now.programs[0].name : NULL);
	json_set_text(doc, "month", total.is_given ? plain_money(total.cents) : NULL);
}

struct todo {
	const char *word, *href, *text;
	bool is_done;
};

static void add_todo(const struct review *review, cJSON *list, const struct todo *todo)
{
	cJSON *one = json_push(list, json_object());

	json_set_text(one, "word", todo->word);
	json_set_text(one, "href", arena_printf("/review/%s%s", json_text(review->doc, "id"),
						todo->href));
	json_set_text(one, "text", todo->text);
	json_set_bool(one, "is_done", todo->is_done);
}

/* What an acceptance waits for; gives how much of it is open. */
static size_t put_todo(const struct review *review, cJSON *doc)
{
	cJSON *list = json_set(doc, "todo", json_list());
	size_t programs = review->now.sheet.program_count;
	size_t open_income = review->wants_income && review->has_now ? review->unconfirmed : 0;

	if (review->wants_income && review->has_now)
		add_todo(review, list, &(struct todo){
			"Income", "/income", programs == 0 ? "The case has no program"
			: arena_printf("%zu of %s confirmed", programs - open_income,
				       count_words(programs, "program", "programs")),
			open_income == 0 });
	if (review->has_now)
		add_todo(review, list, &(struct todo){
			"Changes", "/changes", review->change_count == 0 ? "Nothing is different"
			: arena_printf("%s, %zu to decide",
				       count_words(review->change_count, "difference", "differences"),
				       review->open_count), review->open_count == 0 });
	if (json_text_or_null(review->doc, "assets_id") != NULL)
		add_todo(review, list, &(struct todo){
			"Assets", "/assets", arena_printf("%s to decide",
			count_words(review->open_deposits, "large deposit", "large deposits")),
			review->open_deposits == 0 });
	return open_income + review->open_count + review->open_deposits;
}

static const char *heading(const struct review *review, const cJSON *beside, size_t open)
{
	const char *ended = json_text(beside, "ended");

	if (json_true(review->doc, "is_decided"))
		return *ended != '\0' ? ended : "Reviewed";
	if (json_true(review->doc, "is_held"))
		return "First decide whose data these are";
	if (!json_true(review->doc, "is_ready"))
		return json_true(review->doc, "is_closed_case") ? "The case is closed"
			: "Not ready to decide";
	if (json_true(review->doc, "is_own"))
		return "Waits for a second person";
	return open == 0 ? "Ready to accept"
		: arena_printf("%s to settle", count_words(open, "thing", "things"));
}

static void put_decision(const struct request *r, const struct review *review, size_t open,
			 cJSON *doc)
{
	bool is_second = json_int(review->doc, "stage", 1) == 2;
	bool is_open = !json_true(review->doc, "is_decided") && json_true(review->doc, "is_ready")
		&& !json_true(review->doc, "is_own") && !json_true(review->doc, "is_held");
	cJSON *form = cJSON_CreateNull();

	if (is_open) {
		form = json_object();
		json_set_text(form, "id", json_text(review->doc, "id"));
		json_set_text(form, "token", json_text(review->doc, "token"));
		json_set_text(form, "stage", is_second ? "2" : "1");
		json_set_bool(form, "is_second", is_second);
		json_set_bool(form, "can_accept", open == 0);
		json_set_text(form, "reason", json_text(r->form, "reason"));
		for (size_t i = 0; i < 5; i++) {
			static const char *const outcomes[] = { "accept", "second", "ask_again",
								"reject", "send_back" };
			const char *typed = json_text(r->form, "outcome");
			bool is_typed = strcmp(typed, outcomes[i]) == 0;

			json_set_bool(form, outcomes[i], is_typed
				      || (*typed == '\0' && i == 0 && open == 0));
		}
	}
	json_set(doc, "decision", form);
	json_set_bool(doc, "is_partial", is_open && json_true(review->doc, "is_partial"));
	json_set_bool(doc, "is_own", json_true(review->doc, "is_own"));
	json_set_bool(doc, "is_waiting", !json_true(review->doc, "is_ready")
		      && !json_true(review->doc, "is_decided"));
}

static cJSON *first_decision(const struct review *review)
{
	const char *outcome = json_text(review->doc, "first_outcome");
	cJSON *first;

	if (*outcome == '\0' || json_true(review->doc, "is_decided"))
		return cJSON_CreateNull();
	first = json_object();
	json_set_text(first, "by", json_text(review->doc, "first_by"));
	json_set_text(first, "at", json_text(review->doc, "first_at"));
	json_set_text(first, "why", json_true(review->doc, "is_sampled")
		      ? "It was accepted and then drawn for a second look"
		      : "A second review was asked for");
	json_set_text(first, "reason", json_text_or_null(review->doc, "first_reason"));
	return first;
}

static enum status record(struct request *r, const struct review *review, int status)
{
	static const char *const copied[] = { "sources", "released", "decisions", "next" };
	cJSON *doc = json_object();
	const cJSON *beside;
	size_t open;

	TRY(db_one("reviews/show", r->in, &beside));
	review_head(review, "", doc);
	for (size_t i = 0; i < countof(copied); i++)
		json_set(doc, copied[i], json_copy(json_at(beside, copied[i])));
	put_identity(review, beside, doc);
	put_jobs(review, doc);
	open = put_todo(review, doc);
	put_decision(r, review, open, doc);
	json_set(doc, "first", first_decision(review));
	json_set_text(doc, "title", heading(review, beside, open));
	json_set_text(doc, "order_id", json_text(review->doc, "order_id"));
	json_set_text(doc, "asked_for", json_text(beside, "asked_for"));
	json_set_text(doc, "read_at", json_text_or_null(review->doc, "read_at"));
	json_set_text(doc, "state_word", json_text(review->doc, "state_word"));
	json_set_text(doc, "state_look", json_text(review->doc, "state_look"));
	json_set_text(doc, "state_icon", json_text(review->doc, "state_icon"));
	return page_show(r, status, "reviews/show", doc);
}

enum status reviews_show(struct request *r)
{
	struct review review;

	TRY(review_read(r->in, &review));
	return record(r, &review, 200);
}

/* Each in the words of what to do about it. */
static void check(struct request *r, const struct review *review)
{
	const char *outcome = json_text(r->in, "form.outcome");
	const char *reason = json_text(r->in, "form.reason");
	bool accepts = strcmp(outcome, "accept") == 0;
	bool is_second = json_int(review->doc, "stage", 1) == 2;

	if (*outcome == '\0' || (strcmp(outcome, is_second ? "second" : "send_back") == 0))
		form_error(r, "outcome", "Choose what becomes of it");
	if (!json_true(review->doc, "is_ready"))
		form_error(r, "outcome", "Wait: the order is not ready to be decided");
	if (accepts && *reason == '\0' && json_true(review->doc, "is_partial"))
		form_error(r, "reason", "Enter why it is accepted though a source did not come in");
	if (!accepts && *reason == '\0')
		form_error(r, "reason", "Enter a reason: whoever comes next reads it");
	if (accepts && review->wants_income && review->has_now && review->unconfirmed > 0)
		form_error(r, "outcome", "Confirm the income for every program first");
	else if (accepts && review->open_count > 0)
		form_error(r, "outcome", "Decide every difference under Changes first");
	else if (accepts && review->open_deposits > 0)
		form_error(r, "outcome", "Decide about every large deposit under Assets first");
	if (strcmp(json_text(r->in, "form.token"), json_text(review->doc, "token")) != 0)
		form_error(r, "outcome", "Look again and decide: something changed while this page "
			   "was open");
}

static const char *notice_of(const char *outcome, const cJSON *done)
{
	if (json_true(done, "is_sampled"))
		return "Accepted, and drawn for a second review. Somebody else looks at it now.";
	if (strcmp(outcome, "accept") == 0)
		return "Accepted. The order is reviewed.";
	if (strcmp(outcome, "second") == 0)
		return "Somebody else looks at it now.";
	if (strcmp(outcome, "send_back") == 0)
		return "Sent back. Whoever decided first sees your reason.";
	return strcmp(outcome, "reject") == 0 ? "Rejected. The report counts for nothing."
		: "This review is over. Send the new order: the form is filled in.";
}

enum status reviews_decide(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "outcome",
		  .label = "decision",
		  .kind = ONE_OF,
		  .choices = "accept|second|ask_again|reject|send_back" },
		{ .name = "reason", .label = "reason", .kind = LONG_TEXT, .max = 1000 },
		{ .name = "token", .label = "page", .kind = CODE, .required = true, .max = 32 },
		{ .name = "stage", .label = "page", .kind = NUMBER, .required = true, .max = 1 },
	};
	bool is_whole = form_ok(r, fields, countof(fields));
	const char *outcome = json_text(r->in, "form.outcome");
	struct review review;
	const cJSON *done;

	TRY(review_look(r, &review));
	if (json_true(review.doc, "is_decided"))
		return CONFLICT;
	if (is_whole)
		check(r, &review);
	if (r->errors->child != NULL) {
		json_set_text((cJSON *)json_at(r->in, "audit"), "outcome",
			      "not_done");
		return record(r, &review, 422);
	}
	TRY(db_one("reviews/decide", r->in, &done));
	if (!json_true(done, "is_made"))
		return CONFLICT;
	page_notice(r, notice_of(outcome, done));
	if (strcmp(outcome, "ask_again") == 0)
		return redirect(r, "/cases/%s/verify?member=%s", json_text(done, "case_id"),
				json_text(done, "member_id"));
	return redirect(r, "/review/%s", json_text(done, "id"));
}
