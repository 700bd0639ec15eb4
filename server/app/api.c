/* api.c: what case systems change through /api/v1.
 *
 * Each handler is a table of fields, one statement that says what became of it, and the words for
 * what was not done. The tables are those of static/openapi.json; a test sends every operation and
 * holds every answer against that file. */
#include "app/api.h"

#include "app/milestones.h"
#include "app/orders.h"
#include "app/ssn.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/api.h"
#include "web/assets.h"
#include "web/page.h"

#include <string.h>

#define MEMBERS_MAX 20
#define PROGRAMS_MAX 5
#define PRODUCTS "income|employment|assets"
#define RELATIONS "applicant|co_borrower|spouse|partner|child|parent|sibling|other"

static const struct field program_fields[] = {
	{ .name = "program", .label = "program", .kind = TEXT, .required = true, .max = 20 },
	{ .name = "purpose",
	  .label = "purpose",
	  .kind = ONE_OF,
	  .choices = "application|recertification|renewal" },
	{ .name = "requested_on", .label = "request date", .kind = PAST_DATE, .required = true },
};

static const struct field member_fields[] = {
	{ .name = "reference", .label = "reference", .kind = TEXT, .required = true, .max = 64 },
	{ .name = "first_name", .label = "first name", .kind = TEXT, .max = 50 },
	{ .name = "last_name", .label = "last name", .kind = TEXT, .max = 50 },
	{ .name = "native_name", .label = "own name", .kind = TEXT, .max = 100 },
	{ .name = "relation", .label = "relation", .kind = ONE_OF, .choices = RELATIONS },
	{ .name = "born_on", .label = "birth date", .kind = PAST_DATE },
	{ .name = "language", .label = "language", .kind = ONE_OF, .choices = LANGUAGES },
	{ .name = "phone", .label = "phone number", .kind = PHONE },
	{ .name = "email", .label = "e-mail address", .kind = EMAIL },
	{ .name = "ssn_last4", .label = "last four digits of the SSN", .kind = NUMBER, .max = 4 },
	{ .name = "income", .label = "income", .kind = ONE_OF, .choices = "declared|none" },
	/* Only where one person is put: it is sealed for its row. */
	{ .name = "ssn", .label = "SSN", .kind = TEXT, .max = 11 },
};

static const struct field case_fields[] = {
	{ .name = "office", .label = "office", .kind = NUMBER, .required = true, .max = 18 },
	{ .name = "programs",
	  .label = "program",
	  .kind = ROWS,
	  .required = true,
	  .max = PROGRAMS_MAX,
	  .rows = program_fields,
	  .row_count = countof(program_fields) },
	{ .name = "members",
	  .label = "member",
	  .kind = ROWS,
	  .max = MEMBERS_MAX,
	  .rows = member_fields,
	  .row_count = countof(member_fields) - 1 },
};

/* What a statement says was not done, as an answer. */
static const struct refusal {
	const char *became;
	int status;
	const char *name, *detail;
} refusals[] = {
	{ "office", 422, "office", "Name the case's own office, one of those of the token." },
	{ "applicant", 422, "applicant", "A new case needs its members, one of them with the relation "
	  "applicant." },
	{ "taken", 409, "taken", "Another office has a case of this reference." },
	{ "closed", 409, "closed", "The case is closed." },
	{ "open", 409, "open-order", "An open order of this person asks for one of these products "
	  "already. Read the case to see it." },
	{ "address", 422, "no-address", "There is no e-mail address and no phone number to send it to. "
	  "Give one, or the delivery link or in_person." },
	{ "member", 404, "not-found", "The case has no person of this reference." },
};

static enum status refused(struct request *r, const char *became)
{
	for (size_t i = 0; i < countof(refusals); i++)
		if (strcmp(refusals[i].became, became) == 0)
			return api_refuse(r, refusals[i].status, refusals[i].name,
					  refusals[i].detail);
	return OK;
}

static enum status with_case(struct request *r, int status)
{
	const cJSON *row;

	TRY(db_one("api/case", r->in, &row));
	reply_json(r, status, row);
	return OK;
}

/* What a constraint says no to, where it can be told better than by its name. */
static enum status told(struct request *r, enum status status)
{
	if (status == CONFLICT && strcmp(db_constraint(), "members_one_applicant") == 0)
		return api_refuse(r, 422, "applicant", "A case has one applicant, not two.");
	if (status == INVALID)
		return api_refuse(r, 422, "invalid", "A new person needs first_name, last_name and "
				  "born_on; a reference begins with a letter and has letters, digits, "
				  "dots, hyphens and underscores; ssn_last4 has four digits.");
	return status;
}

/* A program that is misspelled would be left out silently. */
static bool programs_known(struct request *r)
{
	const cJSON *row, *program, *known;
	int i = 0;

	if (db_one("api/programs", r->in, &row) != OK)
		return true;
	cJSON_ArrayForEach(program, json_at(r->in, "form.programs")) {
		bool is_known = false;

		cJSON_ArrayForEach(known, json_at(row, "data"))
			is_known = is_known || strcmp(json_text(known, "program"),
						      json_text(program, "program")) == 0;
		if (!is_known)
			form_error(r, arena_printf("programs.%d.program", i),
				   "Send a program of /api/v1/programs");
		i++;
	}
	return r->errors->child == NULL;
}

/* Two statements: one that waits for a case still sees the people as they were before it waited. */
static enum status case_keep(struct request *r, const char **became)
{
	struct db_ask asks[] = { { "api/case_open", r->in, NULL }, { "api/case_put", r->in, NULL } };

	TRY(db_many(asks, countof(asks)));
	*became = json_text(cJSON_GetArrayItem(asks[0].rows, 0), "became");
	return OK;
}

enum status api_case_put(struct request *r)
{
	const char *became = "";
	enum status status;

	if (!api_ok(r, case_fields, countof(case_fields)) || !programs_known(r))
		return INVALID;
	status = case_keep(r, &became);
	/* Opened by somebody else at this very moment: now it is there. */
	if (status == OK && strcmp(became, "taken") == 0)
		status = case_keep(r, &became);
	TRY(told(r, status));
	TRY(refused(r, became));
	return with_case(r, strcmp(became, "made") == 0 ? 201 : 200);
}

/* A number is sealed for its row, so the row comes first; who dies between sends it again. */
static enum status number_keep(struct request *r, const char *id)
{
	cJSON *form = json_set(r->in, "form", json_copy(json_at(r->in, "form")));

	TRY(ssn_keep(form, id));
	return db_run("api/member_ssn", r->in);
}

enum status api_member_put(struct request *r)
{
	const cJSON *row;
	const char *ssn;
	bool is_new;

	/* The reference stands in the address. */
	if (!api_ok(r, member_fields + 1, countof(member_fields) - 1))
		return INVALID;
	ssn = json_text(r->in, "form.ssn");
	if (ssn[0] != '\0' && !ssn_is(ssn)) {
		form_error(r, "ssn", "Send nine digits");
		return INVALID;
	}
	TRY(told(r, db_one("api/member_put", r->in, &row)));
	is_new = json_true(row, "is_new");
	if (ssn[0] != '\0')
		TRY(number_keep(r, json_text(row, "id")));
	return with_case(r, is_new ? 201 : 200);
}

enum status api_loan_put(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "number", .label = "loan number", .kind = TEXT, .required = true, .max = 64 },
		{ .name = "application_number", .label = "application number", .kind = TEXT,
		  .max = 64 },
		{ .name = "originator_name", .label = "name", .kind = TEXT, .max = 100 },
		{ .name = "originator_email", .label = "e-mail address", .kind = EMAIL },
		{ .name = "processor_name", .label = "name", .kind = TEXT, .max = 100 },
		{ .name = "processor_email", .label = "e-mail address", .kind = EMAIL },
		{ .name = "loan_type",
		  .label = "loan type",
		  .kind = ONE_OF,
		  .choices = "conventional|fha|va|usda" },
		{ .name = "sales_price", .label = "price like 425000.00", .kind = TEXT, .max = 15 },
		{ .name = "closing_on", .label = "closing date", .kind = DATE },
	};
	const cJSON *row;

	if (!api_ok(r, fields, countof(fields)))
		return INVALID;
	TRY(db_one("api/loan_put", r->in, &row));
	return with_case(r, 200);
}

enum status api_order_make(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "member", .label = "member", .kind = TEXT, .required = true, .max = 64 },
		{ .name = "products",
		  .label = "product",
		  .kind = MANY_OF,
		  .required = true,
		  .choices = PRODUCTS },
		{ .name = "delivery", .label = "delivery", .kind = ONE_OF, .choices = DELIVERIES },
		{ .name = "language", .label = "language", .kind = ONE_OF, .choices = LANGUAGES },
		{ .name = "employer", .label = "employer", .kind = TEXT, .max = 100 },
	};
	struct db_ask asks[] = { { "milestones/lock", r->in, NULL },
				 { "api/order_make", r->in, NULL } };
	const cJSON *row;
	cJSON *reach = json_set(r->in, "reach", json_object());

	json_set_text(reach, "reference", json_text(r->in, "path.reference"));
	if (!api_ok(r, fields, countof(fields)))
		return INVALID;
	TRY(db_many(asks, countof(asks)));
	row = cJSON_GetArrayItem(asks[1].rows, 0);
	if (row == NULL)
		return NOT_FOUND;
	TRY(refused(r, json_text(row, "became")));
	json_set_text(cJSON_GetObjectItemCaseSensitive(r->in, "path"), "id", json_text(row, "id"));
	TRY(db_one("api/order", r->in, &row));
	reply_json(r, 201, json_at(row, "document"));
	return OK;
}

enum status api_milestone_reach(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "milestone", .label = "milestone", .kind = CODE, .required = true, .max = 60 },
		{ .name = "program", .label = "program", .kind = TEXT, .max = 20 },
		{ .name = "period", .label = "month like 2026-11", .kind = CODE, .max = 7 },
		{ .name = "dry_run", .label = "dry run", .kind = CHECKBOX },
	};
	const struct reaching reaching = { .way = "api",
					   .reference = json_text(r->in, "path.reference") };
	const cJSON *row;
	cJSON *said;

	if (!api_ok(r, fields, countof(fields)))
		return INVALID;
	TRY(milestone_reach(r->in, &reaching, &row));
	said = json_copy(row);
	cJSON_DetachItemFromObjectCaseSensitive(said, "case_id");
	reply_json(r, json_true(row, "is_new") ? 201 : 200, said);
	return OK;
}

enum status api_description(struct request *r)
{
	return asset_show(r, "openapi.json");
}
