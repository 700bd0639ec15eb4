/* declarations.c: the form of what a client declared: a row for each job, none for who has none. A
 * declaration is never changed; a newer one counts instead. */
#include "app/declarations.h"

#include "app/money.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define JOBS_MAX 20
#define EMPTY_ROWS 2
#define RATE_MAX INT64_C(99999999)      /* cents an hour */
#define WEEK_HOURS 168

static const char *const frequencies[] = { "W", "BW", "SM", "M" };

static const struct field row_fields[] = {
	{ .name = "employer", .label = "employer", .kind = TEXT, .required = true, .max = 100 },
	{ .name = "is_over", .label = "job ended", .kind = CHECKBOX },
	{ .name = "pay", .label = "pay of a check", .kind = TEXT, .max = 20 },
	{ .name = "frequency", .label = "how often", .kind = ONE_OF, .choices = "W|BW|SM|M" },
	{ .name = "rate", .label = "pay rate", .kind = TEXT, .max = 20 },
	{ .name = "hours", .label = "hours", .kind = TEXT, .max = 10 },
	{ .name = "words", .label = "words", .kind = TEXT, .max = 300 },
};

static void put_row(cJSON *rows, const cJSON *from, size_t n)
{
	static const char *const copied[] = { "employer", "pay", "rate", "hours", "words" };
	cJSON *row = json_push(rows, json_object()), *choices;
	const cJSON *errors = json_at(from, "errors"), *error;
	const char *all = "";

	json_set_text(row, "n", arena_printf("%zu", n));
	json_set_text(row, "number", arena_printf("%zu", n + 1));
	for (size_t i = 0; i < countof(copied); i++)
		json_set_text(row, copied[i], json_text(from, copied[i]));
	json_set_bool(row, "is_over", json_true(from, "is_over"));
	choices = json_set(row, "frequencies", json_list());
	for (size_t i = 0; i < countof(frequencies); i++) {
		static const char *const words[] = { "every week", "every 2 weeks", "twice a month",
						     "every month" };
		cJSON *choice = json_push(choices, json_object());

		json_set_text(choice, "code", frequencies[i]);
		json_set_text(choice, "word", words[i]);
		json_set_bool(choice, "is_chosen",
			      strcmp(json_text(from, "frequency"), frequencies[i]) == 0);
	}
	cJSON_ArrayForEach(error, errors)
		all = arena_printf("%s%s%s", all, *all != '\0' ? ". " : "", error->valuestring);
	json_set_text(row, "error", *all != '\0' ? all : NULL);
}

/* The rows as typed, or as declared last, and room for more. */
static void put_rows(const struct request *r, cJSON *doc)
{
	const cJSON *from = r->form != NULL ? json_at(r->form, "rows") : json_at(doc, "jobs"), *one;
	cJSON *rows = json_list();
	size_t n = 0;

	cJSON_ArrayForEach(one, from)
		put_row(rows, one, n++);
	for (size_t i = 0; i < EMPTY_ROWS && n < JOBS_MAX; i++)
		put_row(rows, NULL, n++);
	cJSON_DeleteItemFromObjectCaseSensitive(doc, "jobs");
	json_set(doc, "rows", rows);
}

static void put_ways(const struct request *r, cJSON *doc)
{
	static const struct { const char *how, *word;
	} ways[] = {
		{ "application", "On the application" }, { "interview", "In an interview" },
		{ "renewal", "On a renewal form" }, { "report", "In a report of change" },
	};
	const char *typed = json_text(r->form, "how");
	const char *chosen = *typed != '\0' ? typed : json_text(doc, "how");
	cJSON *list = json_set(doc, "ways", json_list());

	for (size_t i = 0; i < countof(ways); i++) {
		cJSON *way = json_push(list, json_object());

		json_set_text(way, "how", ways[i].how);
		json_set_text(way, "word", ways[i].word);
		json_set_bool(way, "is_chosen", strcmp(ways[i].how, chosen) == 0);
		if (strcmp(ways[i].how, json_text(doc, "how")) == 0)
			json_set_text(doc, "how_word", ways[i].word);
	}
}

static enum status show(struct request *r, int status)
{
	const cJSON *row;
	cJSON *doc;

	TRY(db_one("declarations/show", r->in, &row));
	doc = json_copy(row);
	json_set(doc, "how_word", cJSON_CreateNull());
	put_ways(r, doc);
	put_rows(r, doc);
	cJSON_DeleteItemFromObjectCaseSensitive(doc, "how");
	if (r->form != NULL)
		json_set_text(doc, "today", json_text(r->form, "declared_on"));
	if (r->form != NULL)
		json_set_text(doc, "words", json_text(r->form, "words"));
	return page_show(r, status, "declarations/show", doc);
}

enum status declarations_show(struct request *r)
{
	return show(r, 200);
}

/* A field that is an amount: its cents into the job, or the message into the row. */
static void take_amount(struct request *r, const cJSON *row, const char *name, int64_t most,
			cJSON *job)
{
	const char *text = json_text(row, name), *why = NULL;
	const char *place = arena_printf("rows.%ld.%s", json_int(row, "index", 0), name);
	int64_t cents;

	json_set_text(job, arena_printf("%s_cents", name), NULL);
	if (*text == '\0')
		return;
	if (money_read(text, &cents, &why) != OK || cents < 0 || cents > most)
		form_error(r, place, "Enter an amount such as 21.40");
	else
		json_set_text(job, arena_printf("%s_cents", name), arena_printf("%lld", (long long)cents));
}

static void take_hours(struct request *r, const cJSON *row, cJSON *job)
{
	const char *text = json_text(row, "hours"), *why = NULL;
	int64_t cents;

	json_set_text(job, "hours", NULL);
	if (*text == '\0')
		return;
	if (money_read(text, &cents, &why) != OK || cents < 0 || cents > WEEK_HOURS * 100)
		form_error(r, arena_printf("rows.%ld.hours", json_int(row, "index", 0)),
			   "Enter the hours of a week, such as 40 or 37.5");
	else
		json_set_text(job, "hours", arena_printf("%lld.%02lld", (long long)(cents / 100),
							 (long long)(cents % 100)));
}

static void take_job(struct request *r, const cJSON *row, cJSON *jobs)
{
	cJSON *job = json_push(jobs, json_object());

	json_set_text(job, "employer", json_text(row, "employer"));
	json_set_bool(job, "is_over", json_true(row, "is_over"));
	json_set_text(job, "frequency", json_text_or_null(row, "frequency"));
	json_set_text(job, "words", json_text_or_null(row, "words"));
	take_amount(r, row, "pay", MONEY_MAX, job);
	take_amount(r, row, "rate", RATE_MAX, job);
	take_hours(r, row, job);
	if ((json_text_or_null(job, "frequency") == NULL) != (*json_text(row, "pay") == '\0'))
		form_error(r, arena_printf("rows.%ld.frequency", json_int(row, "index", 0)),
			   "Enter the pay of a check and choose how often it comes, or neither");
}

enum status declarations_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "declared_on", .label = "day", .kind = PAST_DATE, .required = true },
		{ .name = "how",
		  .label = "how it was said",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = "application|interview|renewal|report" },
		{ .name = "words", .label = "words", .kind = TEXT, .max = 300 },
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
		{ .name = "rows",
		  .label = "job",
		  .kind = ROWS,
		  .max = JOBS_MAX,
		  .rows = row_fields,
		  .row_count = countof(row_fields) },
	};
	cJSON *jobs = json_list();
	const cJSON *row, *made;

	(void)form_ok(r, fields, countof(fields));
	cJSON_ArrayForEach(row, json_at(r->in, "form.rows"))
		take_job(r, row, jobs);
	if (r->errors->child != NULL) {
		json_set_text((cJSON *)json_at(r->in, "audit"), "outcome",
			      "not_done");
		return show(r, 422);
	}
	json_set_text(r->in, "declared", json_print(jobs));
	TRY(db_one("declarations/create", r->in, &made));
	page_notice(r, "Noted. From now on it is held against what is found.");
	return redirect(r, "%s", json_text(made, "next"));
}
