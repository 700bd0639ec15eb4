/* oddities.c: reports as real ones sometimes are; see oddities.h. */
#include "oddities.h"

#include "base/arena.h"
#include "base/buf.h"
#include "data.h"
#include "handlers.h"
#include "scenarios.h"

#include <string.h>

#define MANY 10050
#define LARGE (11 * 1024 * 1024)

static cJSON *member(cJSON *doc, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(doc, name);
}

static void odd_values(cJSON *link, const struct report *report)
{
	static const char *const amounts[] = { "1e3", "12.345", "", "-50.00", "free", NULL };
	cJSON *job = cJSON_GetArrayItem(member(link, "employments"), 0), *statement;
	cJSON *statements = member(job, "statements");
	size_t i = 0;

	(void)report;
	json_set_bool(link, "is_suspicious", true);
	json_set_text(job, "job_type", "Z");
	json_set_text(job, "pay_frequency", "ODDLY");
	json_set_text(job, "income_unit", "FORTNIGHTLY");
	json_set_bool(job, "dates_from_statements", true);
	json_push(member(job, "missing_data_fields"), cJSON_CreateString("manager_name"));
	json_set_text(member(job, "company"), "name", "<b>Bold</b> & Sons <script>alert(1)</script>");
	cJSON_ArrayForEach(statement, statements) {
		if (i == countof(amounts))
			break;
		json_set_text(statement, "gross_pay", amounts[i++]);
		json_set_text(statement, "memo", "for 991-91-7777, thank you");
		json_set_text(statement, "employeeSSN", "991917777");
	}
	json_set_text(cJSON_GetArrayItem(statements, 6), "pay_date", "2026-02-31");
	json_set_text(cJSON_GetArrayItem(statements, 7), "pay_date", "9999-12-31");
	cJSON_ArrayForEach(statement, cJSON_GetArrayItem(statements, 8))
		cJSON_ReplaceItemInObjectCaseSensitive(cJSON_GetArrayItem(statements, 8),
			statement->string, cJSON_CreateNull());
}

/* Short ones, fifty a day, until there are many. */
static void fill(cJSON *list, const char *day, const char *amount, const struct report *report)
{
	cJSON *one;

	for (int i = cJSON_GetArraySize(list); i < MANY; i++) {
		one = json_push(list, json_object());
		json_set_text(one, "id", arena_printf("%032d", i));
		json_set_text(one, day, day_text(report->as_of - 30 - i / 50));
		json_set_text(one, amount, money(1000 + i));
		json_set_text(one, "type", "DEBIT");
	}
}

static void many_checks(cJSON *link, const struct report *report)
{
	fill(member(cJSON_GetArrayItem(member(link, "employments"), 0), "statements"), "pay_date",
		"gross_pay", report);
}

static void many_entries(cJSON *link, const struct report *report)
{
	fill(member(cJSON_GetArrayItem(member(link, "accounts"), 0), "transactions"), "posted_at",
		"amount", report);
}

static bool is_first(const struct report *report)
{
	const struct report *one;

	for (size_t i = 0; i < store.reports.count; i++) {
		one = store.reports.items[i];
		if (one->user == report->user && one->is_assets == report->is_assets && one->is_asked)
			return one == report;
	}
	return true;
}

static void shrinks(cJSON *link, const struct report *report)
{
	cJSON *statements = member(cJSON_GetArrayItem(member(link, "employments"), 0),
		"statements");

	if (is_first(report))
		return;
	cJSON_DetachItemFromArray(statements, 3);
	cJSON_DetachItemFromArray(statements, 3);
}

static const struct {
	const char *login;
	void (*apply)(cJSON *link, const struct report *report);
} oddities[] = {
	{ "odd.values", odd_values }, { "many.checks", many_checks },
	{ "many.entries", many_entries }, { "shrinks", shrinks },
};

void oddity_apply(cJSON *link, const struct report *report, const struct connection *connection)
{
	const cJSON *authored = connection->scenario != NULL
		? json_at(scenario_of(connection->scenario), "payload.link") : NULL, *one;

	for (size_t i = 0; i < countof(oddities); i++)
		if (strcmp(oddities[i].login, connection->login) == 0)
			oddities[i].apply(link, report);
	cJSON_ArrayForEach(one, authored)
		json_set(link, one->string, json_copy(one));
}

const char *paper_url(const struct connection *connection)
{
	if (connection == NULL)
		return NULL;
	if (connection->scenario != NULL)
		return json_text_or_null(scenario_of(connection->scenario), "payload.pdf_report");
	if (strcmp(connection->login, "goodlogin.pdf") != 0)
		return NULL;
	return arena_printf("%s/files/%s", api_public_url(), connection->id);
}

/* One page that says what it is. */
static const char *paper(void)
{
	static const char text[] = "BT /F1 16 Tf 72 700 Td (Income and employment, invented) Tj ET";

	return arena_printf("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
		"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
		"4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
		"trailer<</Root 1 0 R>>\n%%%%EOF\n", sizeof text - 1, text);
}

/* A PDF under any name but two: `page` is none, `large` is larger than anybody should take. */
void files_read(struct request *r)
{
	struct buf large = buf_new(LARGE);

	if (strcmp(r->segments[1], "page") == 0) {
		reply_text(r, 200, "text/html", "<!doctype html><p>Sign in first</p>");
	} else if (strcmp(r->segments[1], "large") == 0) {
		buf_text(&large, "%PDF-1.4\n");
		for (int i = 0; i < LARGE / 1024 - 1; i++)
			buf_printf(&large, "%1024d", i);
		reply_bytes(r, 200, "application/pdf", large.data, large.len);
	} else if (strcmp(r->segments[1], "moved") == 0) {
		reply_redirect(r, 302, "/files/elsewhere");
	} else {
		reply_text(r, 200, "application/pdf", paper());
	}
}
