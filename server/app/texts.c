/* texts.c: the administrator reads, tries and changes the texts of messages.
 *
 * A text is filled with samples (admin/message.sql) as real ones are with values, counted and
 * checked. Nothing is ever changed in place: a text that went out can be looked up. */
#include "app/texts.h"

#include "app/letter.h"
#include "app/segments.h"
#include "app/settings.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

/* More would be refused by some networks and paid for by all. */
#define PARTS_MAX 6

static const struct field fields[] = {
	{ .name = "subject", .label = "subject", .kind = TEXT, .max = 150 },
	{ .name = "body", .label = "text", .kind = LONG_TEXT, .required = true, .max = 4000 },
};

/* How many texts it takes, in words and numbers. */
static cJSON *size_of_text(const char *filled)
{
	struct segments s = segments_of(filled);
	cJSON *size = json_object();

	json_set_text(size, "parts", arena_printf("%zu %s", s.parts, s.parts == 1 ? "text" : "texts"));
	json_set_int(size, "units", (long)s.units);
	json_set_int(size, "left", (long)s.left);
	json_set_bool(size, "is_wide", !s.is_gsm);
	json_set_bool(size, "is_long", s.parts > PARTS_MAX);
	return size;
}

/* A text with samples in place; as it was typed where it cannot be filled. */
static const char *sampled(const cJSON *row, const char *name)
{
	const char *text = json_text(row, name), *filled = text;

	return letter_fill(text, json_at(row, "samples"), &filled) == OK ? filled : text;
}

static enum status text_read(struct request *r, cJSON **doc)
{
	const char *url = settings.public_url;
	const cJSON *row;

	json_set_text(r->in, "agency", settings.agency_name);
	json_set_text(r->in, "check", arena_printf("%s/check", url ? url : ""));
	TRY(db_one(r->route->name, r->in, &row));
	*doc = json_copy(row);
	cJSON_DeleteItemFromObjectCaseSensitive(*doc, "samples");
	json_set_text(*doc, "filled_subject", sampled(row, "subject"));
	json_set_text(*doc, "filled", sampled(row, "body"));
	json_set(*doc, "size", size_of_text(json_text(*doc, "filled")));
	return OK;
}

/* Puts what is wrong with the typed text beside its fields. */
static void text_judge(struct request *r, const cJSON *doc)
{
	const char *subject = json_text(r->in, "form.subject"), *body = json_text(r->in, "form.body");
	bool is_sms = json_true(doc, "is_sms");
	const char *fault = is_sms ? NULL : letter_subject_fault(subject);

	if (!is_sms && !fault && !*subject)
		fault = "Enter a subject";
	if (fault && !json_at(r->errors, "subject"))
		form_error(r, "subject", fault);
	fault = letter_text_fault(is_sms ? "sms" : "email", body);
	if (!fault && is_sms && json_true(doc, "size.is_long"))
		fault = arena_printf("Shorten it: it takes more than %d texts", PARTS_MAX);
	if (fault && !json_at(r->errors, "body"))
		form_error(r, "body", fault);
}

/* Checks what was typed; *doc is the page's document with it. */
static enum status text_typed(struct request *r, cJSON **doc)
{
	bool is_form = form_ok(r, fields, countof(fields));

	TRY(text_read(r, doc));
	if (json_true(*doc, "is_sms"))
		json_set(json_set(r->in, "form", json_copy(json_at(r->in, "form"))), "subject",
			 cJSON_CreateNull());
	if (is_form)
		text_judge(r, *doc);
	return OK;
}

/* The same before a change. Its reading is no change: the audit's line belongs to what follows. */
static enum status text_typed_unheard(struct request *r, cJSON **doc)
{
	cJSON *audit = cJSON_DetachItemFromObjectCaseSensitive(r->in, "audit");
	enum status status;

	db_scope(r->in);
	status = text_typed(r, doc);
	json_set(r->in, "audit", audit);
	db_scope(r->in);
	return status;
}

static enum status text_again(struct request *r, const cJSON *doc)
{
	json_set_text(json_set(r->in, "audit", json_copy(json_at(r->in, "audit"))), "outcome",
		      "not_done");
	return page_show(r, 422, r->route->name, doc);
}

enum status texts_show(struct request *r)
{
	cJSON *doc;

	TRY(text_read(r, &doc));
	return page_show(r, 200, r->route->name, doc);
}

enum status texts_preview(struct request *r)
{
	cJSON *doc;

	TRY(text_typed(r, &doc));
	return page_show(r, 200, r->route->name, doc);
}

enum status texts_save(struct request *r)
{
	struct db_ask asks[] = { { "admin/message_retire", r->in, NULL },
				 { "admin/message_save", r->in, NULL } };
	const cJSON *kept;
	cJSON *doc;

	TRY(text_typed_unheard(r, &doc));
	if (r->errors->child)
		return text_again(r, doc);
	TRY(db_many(asks, countof(asks)));
	kept = cJSON_GetArrayItem(asks[1].rows, 0);
	if (!kept)
		return NOT_FOUND;
	page_notice(r, json_true(kept, "is_made")
		    ? "The new text is kept. Messages that go out from now on use it."
		    : "Nothing was changed: the text in use says that already.");
	return redirect(r, "/admin/messages/%s", json_text(kept, "id"));
}
