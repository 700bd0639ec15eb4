/* review_changes.c: the page of what changed since the last verification and from what the client
 * declared, and what a person decides about each difference. The comparing is review.c's. */
#include "app/review.h"
#include "app/review_lines.h"
#include "app/wording.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

/* On one form; what is open comes first, so the rest comes when these are decided. */
#define CHANGES_MAX 99

static const struct {
	const char *icon, *pill;
} kinds[] = {
	[UNCHANGED] = { "check_circle_outline", NULL },
	[FIRST_SEEN] = { "search", NULL },
	[NEW_JOB] = { "add_circle", "New employer" },
	[GONE_JOB] = { "remove_circle", "Gone" },
	[CHANGED_JOB] = { "trending_up", NULL },
};

static const char *const sayings[] = {
	[NOT_ASKED] = NULL,
	[SAID_SO] = NULL,
	[NOT_DECLARED] = "Not declared",
	[NOT_FOUND_AT_SOURCE] = "Declared, not found",
	[SAID_ENDED] = "Said to be over",
	[SAID_OTHERWISE] = "Another amount",
};

/* In the words of the form; ask_words has the sentences of the same names. */
static const char *ask_kind(const struct change *change)
{
	if (change->saying == NOT_FOUND_AT_SOURCE)
		return "not_found";
	if (change->kind == NEW_JOB || change->saying == NOT_DECLARED)
		return "new_job";
	if (change->saying == SAID_ENDED)
		return "said_ended";
	return change->kind == GONE_JOB ? "gone_job" : "other_pay";
}

static const char *name_of(const struct change *change)
{
	return change->now != NULL ? change->now->employer
		: change->then != NULL ? change->then->employer : change->said->employer;
}

/* What changed of a job that was there before, the weightiest first. */
static const char *pill_of(const struct change *change)
{
	const struct told *then = change->then, *now = change->now;

	if (change->kind != CHANGED_JOB)
		return kinds[change->kind].pill;
	if (then->rate.is_given && now->rate.is_given && then->rate.cents != now->rate.cents)
		return then->rate.cents < now->rate.cents ? "Pay rate up" : "Pay rate down";
	if (then->frequency != now->frequency)
		return "Paid otherwise";
	if (then->has_hours && now->has_hours && then->hours != now->hours)
		return then->hours < now->hours ? "More hours" : "Fewer hours";
	return "Another amount";
}

static const char *saying_text(const struct review *review, const struct change *change)
{
	if (sayings[change->saying] != NULL)
		return sayings[change->saying];
	if (!review->was_asked)
		return "Not asked";
	return change->said == NULL ? "Nothing" : change->said->is_paying ? "The same" : "Over";
}

/* The row as it was sent, when the page is shown again for an error in it. */
static const cJSON *typed_row(const struct request *r, const char *key)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, json_at(r->form, "rows"))
		if (strcmp(json_text(row, "subject"), key) == 0)
			return row;
	return NULL;
}

static void put_decision(const struct request *r, const struct judged *judged, cJSON *doc)
{
	const cJSON *typed = typed_row(r, judged->change->key), *made = judged->disposition;
	const cJSON *shown = typed != NULL ? typed : made;
	const char *choice = json_text(shown, "choice");
	const char *error = json_text_or_null(typed, "errors.reason");

	json_set_bool(doc, "is_found", strcmp(choice, "found") == 0);
	json_set_bool(doc, "is_declared", strcmp(choice, "declared") == 0);
	json_set_bool(doc, "is_ask", strcmp(choice, "ask") == 0);
	json_set_text(doc, "reason", json_text(shown, "reason"));
	json_set_text(doc, "error", error != NULL ? error : json_text_or_null(typed, "errors.choice"));
	json_set_text(doc, "decided", made == NULL ? "Nobody has decided yet"
		      : arena_printf("%s %s, %s", judged->is_asked ? "To be asked" : "Decided",
				     json_text(made, "at"), json_text(made, "by")));
}

static cJSON *change_document(const struct request *r, const struct review *review, size_t n)
{
	const struct judged *judged = &review->judged[n];
	const struct change *change = judged->change;
	const cJSON *lines = review_lines(review, change);
	cJSON *doc = json_object();

	json_set_text(doc, "n", arena_printf("%zu", n));
	json_set_text(doc, "employer", name_of(change));
	json_set_text(doc, "key", change->key);
	json_set_text(doc, "finding", judged->finding);
	json_set_text(doc, "icon", kinds[change->kind].icon);
	json_set_text(doc, "pill", pill_of(change));
	json_set_text(doc, "said", saying_text(review, change));
	json_set_text(doc, "quote", change->said != NULL ? change->said->words : NULL);
	json_set_bool(doc, "is_against", sayings[change->saying] != NULL);
	json_set_bool(doc, "needs_person", change->needs_person);
	json_set_bool(doc, "is_open", judged->is_open && !judged->is_asked
		      && !json_true(review->doc, "is_decided"));
	json_set_bool(doc, "has_said", change->said != NULL);
	json_set_text(doc, "span", arena_printf("%d", cJSON_GetArraySize(lines) + 1));
	json_set(doc, "lines", (cJSON *)lines);
	put_decision(r, judged, doc);
	return doc;
}

static bool verdict_is(const struct review *review, size_t p, struct amount then, struct amount now)
{
	return then.is_given && now.is_given
		&& change_is_material(&review->rules[p], then.cents, now.cents);
}

static const char *percent_text(int64_t then, int64_t now)
{
	int64_t more = now < then ? then - now : now - then, from = then < 0 ? -then : then;
	int64_t permille;

	if (from == 0 || more > INT64_MAX / 2000)
		return more == 0 ? "the same" : "from nothing";
	permille = (more * 2000 / from + 1) / 2;
	return arena_printf("%lld.%lld%% %s", (long long)(permille / 10), (long long)(permille % 10),
			    now < then ? "less" : "more");
}

static void put_figure(cJSON *doc, const char *name, struct amount amount, bool is_signed)
{
	const char *text = amount.is_given ? dollars_text(amount.cents) : "none";
	size_t len = strlen(text);
	cJSON *figure = json_set(doc, name, json_object());

	if (amount.is_given && is_signed && amount.cents > 0)
		text = arena_printf("+%s", text), len++;
	json_set_text(figure, "whole", amount.is_given ? arena_copy(text, len - 3) : text);
	json_set_text(figure, "cents", amount.is_given ? text + len - 3 : "");
}

/* The strip: then, now, difference and verdict for the first program; the others in a line each. */
static void put_strip(const struct review *review, cJSON *doc)
{
	struct amount then = review_total(&review->then, 0), now = review_total(&review->now, 0);
	struct amount more = { then.is_given && now.is_given, now.cents - then.cents };
	cJSON *strip = json_set(doc, "strip", json_object()), *others;

	json_set_text(strip, "program", review->now.programs[0].name);
	json_set_text(strip, "on", json_text_or_null(review->doc, "prior.on"));
	put_figure(strip, "then", then, false);
	put_figure(strip, "now", now, false);
	put_figure(strip, "more", more, true);
	json_set_text(strip, "share", more.is_given ? percent_text(then.cents, now.cents)
		      : "not known");
	json_set_text(strip, "rule", arena_printf("%s rule: %s", review->now.programs[0].name,
						  review_rule_text(&review->rules[0])));
	json_set_bool(strip, "needs_person", verdict_is(review, 0, then, now));
	others = json_set(strip, "others", json_list());
	for (size_t p = 1; p < review->now.sheet.program_count; p++) {
		then = review_total(&review->then, p);
		now = review_total(&review->now, p);
		json_set_text(json_push(others, json_object()), "text",
			      arena_printf("%s, %s: %s, %s", review->now.programs[p].name,
					   review_rule_text(&review->rules[p]),
					   then.is_given && now.is_given
					   ? signed_money(now.cents - then.cents) : "not known",
					   verdict_is(review, p, then, now) ? "needs a person"
					   : "within the rule"));
	}
}

static const char *heading(const struct review *review)
{
	const char *since = review->has_then
		? arena_printf(" since %s", json_text(review->doc, "prior.on"))
		: " from what was declared";

	if (review->change_count == 0 && !review->has_then)
		return "Nothing earlier to compare with";
	if (review->change_count == 0)
		return arena_printf("No change%s", since);
	return arena_printf("%s%s, %s", count_words(review->change_count, "change", "changes"), since,
			    review->open_count == 0 ? "all decided"
			    : arena_printf("%zu still to decide", review->open_count));
}

/* What can be said to the client about everything that is open, in their language and in ours. */
static enum status put_question(const struct review *review, const cJSON *in, cJSON *doc)
{
	cJSON *list = json_set((cJSON *)in, "asked", json_list());
	const cJSON *question = NULL;

	for (size_t i = 0; i < review->judged_count; i++)
		if (review->judged[i].is_open) {
			cJSON *one = json_push(list, json_object());

			json_set_text(one, "kind", ask_kind(review->judged[i].change));
			json_set_text(one, "employer", name_of(review->judged[i].change));
		}
	if (review->open_count > 0)
		TRY(db_one("reviews/question", in, &question));
	json_set(doc, "question", question != NULL ? json_copy(question) : cJSON_CreateNull());
	return OK;
}

static enum status changes_page(struct request *r, const struct review *review, int status)
{
	cJSON *doc = json_object(), *list;

	review_head(review, "/changes", doc);
	review_seen(r, review, doc);
	json_set_text(doc, "title", heading(review));
	json_set_text(doc, "member_id", json_text(review->doc, "member_id"));
	json_set_text(doc, "since", json_text_or_null(review->doc, "prior.on"));
	json_set_text(doc, "declared_on", json_text_or_null(review->doc, "declared.on"));
	json_set_text(doc, "declared_words", json_text_or_null(review->doc, "declared.words"));
	json_set_bool(doc, "is_decided", json_true(review->doc, "is_decided"));
	json_set_bool(doc, "can_save", review->change_count > 0
		      && !json_true(review->doc, "is_decided"));
	if (review->has_then && review->now.sheet.program_count > 0)
		put_strip(review, doc);
	else
		json_set(doc, "strip", cJSON_CreateNull());
	list = json_set(doc, "changes", json_list());
	for (size_t i = 0; i < review->judged_count && i < CHANGES_MAX; i++)
		json_push(list, change_document(r, review, i));
	TRY(put_question(review, r->in, doc));
	return page_show(r, status, "reviews/changes", doc);
}

enum status changes_show(struct request *r)
{
	struct review review;

	TRY(review_read(r->in, &review));
	return changes_page(r, &review, 200);
}

static const struct field row_fields[] = {
	{ .name = "subject", .label = "employer", .kind = TEXT, .required = true, .max = 100 },
	{ .name = "finding", .label = "figures", .kind = CODE, .required = true, .max = 16 },
	{ .name = "choice",
	  .label = "decision",
	  .kind = ONE_OF,
	  .choices = "found|declared|ask" },
	{ .name = "reason", .label = "reason", .kind = TEXT, .max = 500 },
};

/* A decision is about what was seen; a reason is wanted where the client is believed over the
 * source. */
static void check_row(struct request *r, const struct review *review, const cJSON *row)
{
	const char *choice = json_text(row, "choice");
	const char *place = arena_printf("rows.%ld.", json_int(row, "index", 0));
	bool is_current = false;

	for (size_t i = 0; i < review->judged_count; i++)
		if (strcmp(review->judged[i].change->key, json_text(row, "subject")) == 0)
			is_current = strcmp(review->judged[i].finding, json_text(row, "finding")) == 0;
	if (!is_current)
		form_error(r, arena_printf("%schoice", place),
			   "Decide again: the figures changed while this page was open");
	else if (strcmp(choice, "declared") == 0 && *json_text(row, "reason") == '\0')
		form_error(r, arena_printf("%sreason", place),
			   "Enter why the client's word counts over what was found");
}

enum status changes_dispose(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "rows",
		  .label = "decision",
		  .kind = ROWS,
		  .max = CHANGES_MAX,
		  .rows = row_fields,
		  .row_count = countof(row_fields) },
	};
	struct review review;
	const cJSON *row, *done;

	(void)form_ok(r, fields, countof(fields));
	TRY(review_look(r, &review));
	cJSON_ArrayForEach(row, json_at(r->in, "form.rows"))
		if (*json_text(row, "choice") != '\0')
			check_row(r, &review, row);
	if (r->errors->child != NULL) {
		json_set_text((cJSON *)json_at(r->in, "audit"), "outcome",
			      "not_done");
		return changes_page(r, &review, 422);
	}
	TRY(db_one("reviews/dispose", r->in, &done));
	page_notice(r, json_true(done, "is_asked")
		    ? "Saved. A task says what to ask the client; it closes when all is decided."
		    : "Saved.");
	return redirect(r, "/review/%s/changes", json_text(r->in, "path.id"));
}
