/* calls.c: what an agent does while somebody is on the line: find them, send the link, keep the
 * note, wrap up.
 *
 * The page is calls/show. A link goes out by the same statements as from the order builder; which
 * of them it takes is decided by calls/plan. What the note says is put together in the database
 * (migration 0080), so that two agents on one call read the same. */
#include "app/calls.h"

#include "app/displays.h"
#include "app/orders.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <assert.h>
#include <string.h>

#define INTERPRETERS "none|worker|line|family"

enum status calls_find(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "q", .label = "phone, case or name", .kind = TEXT, .max = 120 },
	};

	if (form_ok(r, fields, countof(fields)))
		json_set_text(json_set(r->in, "asked", json_object()), "q",
			      json_text_or_null(r->in, "form.q"));
	return page(r);
}

static char *case_reference(void)
{
	return arena_printf("CALL-%s", crypto_code(8));
}

/* Somebody of that name and birth date has an open case: the page shows it. */
static bool is_known(struct request *r)
{
	const cJSON *page;

	if (json_true(r->in, "form.is_another") || db_one("calls/new", r->in, &page) != OK
	    || cJSON_GetArraySize(json_at(page, "alike")) == 0)
		return false;
	form_error(r, "is_another",
		   "Take the call with the person below, or tick that this is another");
	return true;
}

enum status calls_meet(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "first_name", .label = "first name", .kind = TEXT, .required = true,
		  .max = 50 },
		{ .name = "last_name", .label = "last name", .kind = TEXT, .required = true,
		  .max = 50 },
		{ .name = "native_name", .label = "name as the client writes it", .kind = TEXT,
		  .max = 100 },
		{ .name = "born_on", .label = "birth date", .kind = PAST_DATE, .required = true },
		{ .name = "phone", .label = "phone number", .kind = PHONE },
		{ .name = "language", .label = "language", .kind = ONE_OF, .required = true,
		  .choices = LANGUAGES },
		{ .name = "office_id", .label = "office", .kind = NUMBER, .required = true,
		  .max = 18 },
		{ .name = "program", .label = "program", .kind = CODE, .max = 20 },
		{ .name = "is_another", .label = "another person", .kind = CHECKBOX },
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true,
		  .max = 80 },
	};
	struct db_ask asks[] = { { .query = "calls/meet", .in = r->in },
				 { .query = "calls/begin", .in = r->in } };

	if (!form_ok(r, fields, countof(fields)) || is_known(r))
		return page_again(r);
	json_set_text(json_set(r->in, "made", json_object()), "reference", case_reference());
	TRY(db_many(asks, countof(asks)));
	if (cJSON_GetArraySize(asks[1].rows) == 0)
		return NOT_FOUND;
	return redirect(r, "/calls/%s", json_text(asks[1].rows, "0.id"));
}

enum status calls_show(struct request *r)
{
	json_set_text(r->in, "site", site());
	return page(r);
}

static enum status show_again(struct request *r)
{
	json_set_text(r->in, "site", site());
	return page_again(r);
}

static enum status back(struct request *r)
{
	return redirect(r, "/calls/%s", json_text(r->in, "path.id"));
}

enum status calls_check(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "checked", .label = "what was checked", .kind = MANY_OF,
		  .choices = "name|birth_date|ssn|address" },
		{ .name = "interpreter", .label = "interpreter", .kind = ONE_OF, .required = true,
		  .choices = INTERPRETERS },
	};
	const cJSON *call;

	if (!form_ok(r, fields, countof(fields)))
		return show_again(r);
	TRY(db_one("calls/check", r->in, &call));
	return back(r);
}

enum status calls_speak(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "language", .label = "language", .kind = ONE_OF, .required = true,
		  .choices = LANGUAGES },
	};
	const cJSON *call;

	if (!form_ok(r, fields, countof(fields)))
		return show_again(r);
	TRY(db_one("calls/speak", r->in, &call));
	return back(r);
}

/* --- the link goes out --- */

/* The ways of the form, with the delivery and the address that each needs. */
static const struct way {
	const char *name, *delivery, *field, *missing;
} ways[] = {
	{ "text",  "agency", "phone", "Enter a phone number with 10 digits, or choose Read out" },
	{ "email", "agency", "email", "Enter an e-mail address, or choose Read out" },
	{ "link",  "link",   NULL,    NULL },
};

static const struct way *way_of(struct request *r)
{
	for (size_t i = 0; i < countof(ways); i++)
		if (strcmp(ways[i].name, json_text(r->in, "form.send_by")) == 0)
			return &ways[i];
	return NULL;
}

/* Only the address that the way uses: the other one stays with the person. */
static void only_address(cJSON *doc, const struct request *r, const struct way *way)
{
	static const char *const addresses[] = { "phone", "email" };

	for (size_t i = 0; i < countof(addresses); i++) {
		bool is_used = way->field != NULL && strcmp(way->field, addresses[i]) == 0;
		const char *path = arena_printf("form.%s", addresses[i]);

		json_set_text(doc, addresses[i],
			      is_used ? json_text_or_null(r->in, path) : NULL);
	}
}

/* The request's document for a statement of another record: the case's, or the order's. */
static cJSON *in_for(struct request *r, const char *id)
{
	cJSON *in = json_copy(r->in);

	json_set_text(json_set(in, "path", json_object()), "id", id);
	return in;
}

/* The note's line and the order in one transaction: one is not without the other. */
static enum status make(struct request *r, const cJSON *plan, const struct way *way)
{
	cJSON *in = in_for(r, json_text(plan, "case_id")), *row, *sent;
	bool is_fix = strcmp(json_text(plan, "deed"), "fix") == 0;
	struct db_ask asks[] = { { "orders/household_lock", in, NULL },
				 { "orders/household", in, NULL }, { "calls/sent", r->in, NULL } };

	row = json_push(json_set(in, "wanted", json_list()), json_object());
	json_set_text(row, "member_id", json_text(plan, "member_id"));
	json_set(row, "products", json_copy(json_at(plan, "products")));
	json_set_text(row, "delivery", way->delivery);
	json_set_text(row, "language", json_text(r->in, "form.language"));
	only_address(row, r, way);
	json_set_text(row, "client_key", json_text(r->in, "form.client_key"));
	json_set_text(row, "order_number", order_number());
	json_set_text(row, "seen_id", json_text_or_null(plan, "seen_id"));
	json_set_text(row, "fixes_id", is_fix ? json_text(plan, "order_id") : NULL);
	sent = json_set(r->in, "sent", json_object());
	json_set_text(sent, is_fix ? "order_id" : "order_key",
		      is_fix ? json_text(plan, "order_id") : json_text(r->in, "form.client_key"));
	TRY(db_many(asks, countof(asks)));
	if (strcmp(json_text(asks[1].rows, "0.became"), "same") != 0)
		return OK;
	form_error(r, "send_by", "Change what was refused, or choose another way");
	return OK;
}

static enum status replace(struct request *r, const cJSON *plan, const struct way *way)
{
	cJSON *in = in_for(r, json_text(plan, "order_id"));
	cJSON *form = cJSON_GetObjectItemCaseSensitive(in, "form");
	struct db_ask asks[] = { { "orders/replace", in, NULL }, { "calls/sent", r->in, NULL } };

	only_address(form, r, way);
	json_set_text(form, "delivery", way->delivery);
	json_set_text(json_set(in, "made", json_object()), "order_number", order_number());
	json_set_text(json_set(r->in, "sent", json_object()), "order_key",
		      json_text(r->in, "form.client_key"));
	return db_many(asks, countof(asks));
}

/* What order_resend() says when nothing goes out. */
static const struct { const char *outcome, *message;
} resends[] = {
	{ "guarded", "Say why it is needed again so soon, or use another address" },
	{ "stopped", "This phone texted STOP: send by e-mail, or ask the client to text START" },
	{ "over",    "Nothing to send: the link is over" },
	{ "no_way",  "Choose another way: there is no address for this one" },
};

/* A link to read out needs nothing but its line in the note. */
static enum status again(struct request *r, const cJSON *plan, const struct way *way)
{
	struct db_ask asks[] = { { "calls/again", r->in, NULL }, { "calls/resend", r->in, NULL },
				 { "calls/sent", r->in, NULL } };

	(void)way;
	json_set_text(json_set(r->in, "sent", json_object()), "order_id",
		      json_text(plan, "order_id"));
	TRY(db_many(asks, countof(asks)));
	for (size_t i = 0; i < countof(resends); i++)
		if (strcmp(resends[i].outcome, json_text(asks[1].rows, "0.outcome")) == 0)
			form_error(r, "send_by", resends[i].message);
	return OK;
}

static const struct deed {
	const char *name;
	enum status (*run)(struct request *r, const cJSON *plan, const struct way *way);
	const char *refusal, *field;     /* field: where it stands; NULL: at the buttons */
} deeds[] = {
	{ "make",    make,    NULL },
	{ "fix",     make,    NULL },
	{ "replace", replace, NULL },
	{ "again",   again,   NULL },
	{ "done",    NULL,    NULL },
	{ "wait",    NULL,    "Wait a moment: the link is going out, and we find out by ourselves" },
	{ "reading", NULL,    "Nothing to send: the data is being read right now" },
	{ "ready",   NULL,    "Nothing to send: the data is here already" },
	{ "look",    NULL,    "Open the order first: a person has to decide what becomes of it" },
	{ "soon",    NULL,    "Say why it is needed again so soon, or use another address",
	  "reason" },
	{ "closed",  NULL,    "Nothing can be sent: the case is closed" },
	{ "over",    NULL,    "Nothing can be sent: this call is wrapped up" },
};

static const struct deed *deed_of(const cJSON *plan)
{
	for (size_t i = 0; i < countof(deeds); i++)
		if (strcmp(deeds[i].name, json_text(plan, "deed")) == 0)
			return &deeds[i];
	return NULL;
}

static bool can_reach(struct request *r, const struct way *way)
{
	/* send_by is one of the ways, or the form was refused. */
	assert(way != NULL);
	if (way->field == NULL || json_text(json_at(r->in, "form"), way->field)[0] != '\0')
		return true;
	form_error(r, way->field, way->missing);
	return false;
}

enum status calls_send(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "send_by", .label = "how the link goes out", .kind = ONE_OF,
		  .required = true, .choices = "text|email|link" },
		{ .name = "phone", .label = "phone number", .kind = PHONE },
		{ .name = "email", .label = "e-mail address", .kind = EMAIL },
		{ .name = "language", .label = "language", .kind = ONE_OF, .required = true,
		  .choices = LANGUAGES },
		{ .name = "reason", .label = "reason", .kind = TEXT, .max = 100 },
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true,
		  .max = 80 },
	};
	const struct deed *deed;
	const struct way *way;
	const cJSON *plan;

	if (!form_ok(r, fields, countof(fields)))
		return show_again(r);
	way = way_of(r);
	if (!can_reach(r, way))
		return show_again(r);
	TRY(db_one("calls/plan", r->in, &plan));
	deed = deed_of(plan);
	if (deed == NULL)
		return FAILED;
	if (deed->refusal != NULL)
		form_error(r, deed->field != NULL ? deed->field : "send_by", deed->refusal);
	else if (deed->run != NULL)
		TRY(deed->run(r, plan, way));
	return r->errors->child != NULL ? show_again(r) : back(r);
}

/* --- the note --- */

static const struct field note_fields[] = {
	{ .name = "note", .label = "note", .kind = LONG_TEXT, .max = 3600 },
	{ .name = "note_keys", .label = "form key", .kind = TEXT, .max = 8000 },
	{ .name = "note_version", .label = "form key", .kind = NUMBER, .required = true, .max = 9 },
};

/* A page that keeps what is typed goes on with what is kept now; a form goes back. */
enum status calls_note(struct request *r)
{
	const cJSON *call;

	if (!form_ok(r, note_fields, countof(note_fields)))
		return page_again(r);
	TRY(db_one("calls/note", r->in, &call));
	if (!request_header(r, "HX-Request"))
		return back(r);
	reply_json(r, 200, call);
	return OK;
}

enum status calls_wrap(struct request *r)
{
	const struct field fields[] = {
		{ .name = "outcome", .label = "how the call ended", .kind = ONE_OF,
		  .required = true, .choices = "finished|later|paper|other|dropped" },
		{ .name = "interpreter", .label = "interpreter", .kind = ONE_OF, .required = true,
		  .choices = INTERPRETERS },
		{ .name = "follow_up", .label = "next step", .kind = TEXT, .max = 200 },
		note_fields[0], note_fields[1], note_fields[2],
	};
	const cJSON *call;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("calls/end", r->in, &call));
	page_notice(r, json_true(call, "is_open")
		    ? "The note is on the case. Copy it from here if you need it."
		    : "This call was wrapped up before. Its note has not changed.");
	return redirect(r, "/calls/%s/wrap", json_text(call, "id"));
}
