/* form.h: declared fields → checked values in r->in.form, or messages in r->errors.
 *
 *	static const struct field fields[] = {
 *		{ "first_name", "first name", TEXT, .required = true, .max = 50 },
 *		{ "members",    "member",     ROWS, .rows = member_fields,
 *		  .row_count = countof(member_fields), .max = 20 },
 *	};
 *	if (!form_ok(r, fields, countof(fields)))
 *		return page_again(r);
 *
 * Row fields arrive as members.0.first_name; each row becomes an object with its fields, `index`
 * (0, 1 …) and `errors`. A row whose every field is empty is dropped. Values are trimmed; an empty
 * one is null. Undeclared fields are dropped. What was typed also carries, for ONE_OF and MANY_OF,
 * name_is: {choice: true or false}, because templates cannot. */
#ifndef FORM_H
#define FORM_H

#include "web/http.h"

#define FIELDS_MAX 800             /* of a form or a query: 400 */
#define FIELD_NAME_MAX 64          /* bytes: 400 */
#define ROW_INDEX_MAX 99           /* the last row that is looked for */

enum field_kind {
	TEXT = 1,       /* one line; control characters are refused */
	LONG_TEXT,      /* several lines */
	EMAIL,          /* ≤ 254 bytes, one @, a dot after it */
	PHONE,          /* US, any spelling → +14155550142 */
	DATE,           /* 2026-11-30, or month/day/year, or "04 28 1986" → 2026-11-30 */
	PAST_DATE,      /* not after today */
	ONE_OF,         /* one of .choices, "a|b|c" */
	MANY_OF,        /* a list out of .choices; without them of codes up to .max, judged by others */
	CHECKBOX,       /* true or false */
	NUMBER,         /* whole, up to .max digits */
	CODE,           /* [A-Za-z0-9-]{1,max}: references, client keys */
	PASSWORD,       /* as typed, not trimmed; never shown again */
	ROWS,
};

struct field {
	const char *name, *label;        /* label: as it stands in "Enter a …" */
	enum field_kind kind;
	bool required;
	size_t max;                      /* characters; for ROWS rows */
	const char *choices;
	const struct field *rows;
	size_t row_count;
};

/* Splits an urlencoded body or query into {name: text | [text, …]}, rows not yet gathered.
 * INVALID: more than 800 fields, bad UTF-8, a NUL, a name over 64 bytes. */
must_check enum status form_split(const char *text, size_t len, cJSON **form);

/* Adds a pair to such a form; a name sent twice becomes a list. */
void form_put(cJSON *form, const char *name, const char *value);

/* Checks r->in.form (as split) against the fields; puts the checked values back into r->in.form,
 * what was typed into r->form and messages ({name: "Enter a first name"}) into r->errors. True
 * when there is none. */
bool form_ok(struct request *r, const struct field *fields, size_t count);

/* Adds a message found elsewhere (a provider's, a constraint's), for page_again. name may be
 * "members.0.email". */
void form_error(struct request *r, const char *name, const char *message);

#endif
