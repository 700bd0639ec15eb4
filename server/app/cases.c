/* cases.c: opening a case with its household, and notes on it. Everything that only shows a case
 * is cases/show.sql. */
#include "app/cases.h"

#include "app/ssn.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define MEMBERS_MAX 20
#define LANGUAGES "en|es|zh-Hans|zh-Hant|vi|ko|tl|ru|ar|fa|hy|ht"

static const struct field member_fields[] = {
	{ .name = "first_name", .label = "first name", .kind = TEXT, .required = true, .max = 50 },
	{ .name = "last_name", .label = "last name", .kind = TEXT, .required = true, .max = 50 },
	{ .name = "native_name",
	  .label = "name as the client writes it",
	  .kind = TEXT,
	  .max = 100 },
	{ .name = "relation",
	  .label = "relation",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = "applicant|co_borrower|spouse|partner|child|parent|sibling|other" },
	{ .name = "born_on", .label = "birth date", .kind = PAST_DATE, .required = true },
	{ .name = "language", .label = "language", .kind = ONE_OF, .choices = LANGUAGES },
	{ .name = "phone", .label = "phone number", .kind = PHONE },
	{ .name = "email", .label = "e-mail address", .kind = EMAIL },
	{ .name = "ssn", .label = "SSN", .kind = TEXT, .max = 11 },
	{ .name = "has_income", .label = "income to verify", .kind = CHECKBOX },
};

static const struct field case_fields[] = {
	{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
	{ .name = "reference", .label = "case number", .kind = CODE, .required = true, .max = 32 },
	{ .name = "office_id", .label = "office", .kind = NUMBER, .required = true, .max = 18 },
	{ .name = "kind", .label = "kind", .kind = ONE_OF, .choices = "benefit|mortgage" },
	{ .name = "programs", .label = "program", .kind = MANY_OF, .required = true, .max = 20 },
	{ .name = "purpose",
	  .label = "purpose",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = "application|recertification|renewal" },
	{ .name = "requested_on", .label = "request date", .kind = PAST_DATE, .required = true },
	{ .name = "members",
	  .label = "member",
	  .kind = ROWS,
	  .required = true,
	  .max = MEMBERS_MAX,
	  .rows = member_fields,
	  .row_count = countof(member_fields) },
	{ .name = "is_another", .label = "another person", .kind = CHECKBOX },
	{ .name = "loan_number", .label = "loan number", .kind = TEXT, .max = 64 },
	{ .name = "application_number",
	  .label = "application number",
	  .kind = TEXT,
	  .max = 64 },
	{ .name = "originator_name", .label = "name", .kind = TEXT, .max = 100 },
	{ .name = "originator_email", .label = "e-mail address", .kind = EMAIL },
};

/* A person's row is its own nearest object in the template, so it carries the words of the kind of
 * case: what its applicant is called, whether it may have a co-borrower. */
static void say_people(struct request *r, const cJSON *known)
{
	cJSON *one;

	cJSON_ArrayForEach(one, json_at(r->form, "members")) {
		json_set_text(one, "applicant_word", json_text(known, "applicant"));
		json_set_bool(one, "is_loan", json_true(known, "is_loan"));
	}
}

/* Without JavaScript the button "Add a person" comes back for a longer form; nothing is judged
 * yet. */
static enum status longer_form(struct request *r, const cJSON *known)
{
	cJSON *members = cJSON_GetObjectItemCaseSensitive(
		json_set(r->in, "form", json_copy(json_at(r->in, "form"))), "members");
	cJSON *added, *one;

	if (!cJSON_IsArray(members))
		members = json_set(cJSON_GetObjectItemCaseSensitive(r->in, "form"), "members",
				   json_list());
	cJSON_ArrayForEach(one, members)
		json_set(one, "errors", json_object());
	if (cJSON_GetArraySize(members) < MEMBERS_MAX) {
		added = json_push(members, json_object());
		json_set_int(added, "index", cJSON_GetArraySize(members) - 1);
		json_set(added, "errors", json_object());
	}
	cJSON_ArrayForEach(one, json_at(r->form, "members"))
		json_set((cJSON *)one, "errors", json_object());
	r->errors = json_object();
	say_people(r, known);
	return page_again(r);
}

static bool is_four_digits(const char *text)
{
	return strlen(text) == 4 && strspn(text, "0123456789") == 4;
}

/* Asks for what a change needs. It is no change: the audit's line belongs to what follows. */
static enum status unheard(struct request *r, const char *query, const cJSON **row)
{
	cJSON *audit = cJSON_DetachItemFromObjectCaseSensitive(r->in, "audit");
	enum status status;

	db_scope(r->in);
	status = db_one(query, r->in, row);
	json_set(r->in, "audit", audit);
	db_scope(r->in);
	return status;
}

/* A number is sealed for its row, so every row's id is taken before the row is made. */
static enum status keep_numbers(struct request *r)
{
	const cJSON *ids;
	cJSON *one;
	int index = 0;

	TRY(unheard(r, "cases/member_ids", &ids));
	cJSON_ArrayForEach(one, json_at(r->in, "form.members"))
		TRY(ssn_keep(one, json_text(ids, arena_printf("ids.%d", index++))));
	return OK;
}

/* Two people of a household may well share all but the row; but one applicant there must be. */
static bool household_fits(struct request *r, const cJSON *known)
{
	const cJSON *one;
	int applicants = 0, index = 0;

	cJSON_ArrayForEach(one, json_at(r->in, "form.members"))
	{
		const char *ssn = json_text(one, "ssn");

		applicants += strcmp(json_text(one, "relation"), "applicant") == 0;
		if (ssn[0] != '\0' && !ssn_is(ssn) && !is_four_digits(ssn))
			form_error(r, arena_printf("members.%d.ssn", index),
				   "Enter all nine digits of the SSN, or the last four");
		index++;
	}
	if (applicants != 1)
		form_error(r, "members.0.relation",
			   arena_printf("Choose %s for one person, and only one",
					json_text(known, "applicant")));
	return r->errors->child == NULL;
}

/* Somebody of that name and birth date is in an open case: the page shows which, and the worker
 * says that this is another person, or goes there. The case that this very form made a moment ago
 * is looked for last, so that a second click never stumbles over the first. */
static bool is_known(struct request *r, const cJSON *known)
{
	const cJSON *row;

	if (json_true(r->in, "form.is_another")
	    || cJSON_GetArraySize(json_at(known, "alike")) == 0
	    || unheard(r, "cases/by_client_key", &row) == OK)
		return false;
	form_error(r, "is_another", "Look at the open case first, or tick that this is another person");
	return true;
}

/* Programs of its kind that there are, and of a loan its number. */
static bool kind_fits(struct request *r, const cJSON *known)
{
	const cJSON *one;
	int chosen = 0;

	cJSON_ArrayForEach(one, json_at(known, "programs"))
		chosen += json_true(one, "is_chosen");
	if (chosen != cJSON_GetArraySize(json_at(r->in, "form.programs")))
		form_error(r, "programs", "Choose programs of this list");
	if (json_true(known, "is_loan") && json_text(r->in, "form.loan_number")[0] == '\0')
		form_error(r, "loan_number", "Enter the loan number");
	json_set_text(cJSON_GetObjectItemCaseSensitive(r->in, "form"), "kind",
		      json_text(known, "kind"));
	return r->errors->child == NULL;
}

enum status cases_create(struct request *r)
{
	bool wants_row = json_text(r->in, "form.add_row")[0] != '\0';
	bool is_ok = form_ok(r, case_fields, countof(case_fields));
	const cJSON *known, *made;
	enum status status;

	TRY(unheard(r, "cases/new", &known));
	if (wants_row)
		return longer_form(r, known);
	say_people(r, known);
	if (!is_ok || !kind_fits(r, known) || !household_fits(r, known) || is_known(r, known))
		return page_again(r);
	TRY(keep_numbers(r));
	status = db_one("cases/create", r->in, &made);
	if (status == NOT_FOUND)
		status = db_one("cases/by_client_key", r->in, &made);
	if (status == CONFLICT && strcmp(db_constraint(), "cases_reference_key") == 0) {
		form_error(r, "reference", "Change the number: another case has it");
		return page_again(r);
	}
	TRY(status);
	page_notice(r, arena_printf("The %s is open. Next: order verification for each person with "
				    "income.", json_text(known, "file")));
	return redirect(r, "/cases/%s", json_text(made, "id"));
}

enum status notes_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "text",
		  .label = "note",
		  .kind = LONG_TEXT,
		  .required = true,
		  .max = 4000 },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *row;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("notes/create", r->in, &row));
	return redirect(r, "/cases/%s", json_text(row, "id"));
}
