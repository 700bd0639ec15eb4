/* form_fuzz.c: any bytes as a form's body or a query, split and held against a field of each kind.
 * A value that is taken must be of its kind, however it was sent. */
#include "fuzz.h"

#include "web/form.h"

static const struct field row_fields[] = {
	{ "name", "name", TEXT, .max = 20 },
	{ "phone", "phone", PHONE },
};

static const struct field fields[] = {
	{ "text", "text", TEXT, .max = 40 },
	{ "long", "long text", LONG_TEXT, .max = 80 },
	{ "email", "e-mail", EMAIL },
	{ "phone", "phone", PHONE },
	{ "date", "date", DATE },
	{ "past", "past date", PAST_DATE },
	{ "one", "one", ONE_OF, .choices = "a|b" },
	{ "many", "many", MANY_OF, .choices = "a|b|c" },
	{ "box", "box", CHECKBOX },
	{ "number", "number", NUMBER, .max = 6 },
	{ "code", "code", CODE, .max = 12 },
	{ "password", "password", PASSWORD, .max = 128 },
	{ "rows", "row", ROWS, .rows = row_fields, .row_count = countof(row_fields), .max = 5 },
};

static void hold_date(const char *text)
{
	assert(strlen(text) == 10 && text[4] == '-' && text[7] == '-');
	assert(only(text, "0123456789-"));
}

static void hold_phone(const char *text)
{
	assert(strlen(text) == 12 && strncmp(text, "+1", 2) == 0);
	assert(only(text + 1, "0123456789"));
}

static void hold_one(const struct field *field, const char *text)
{
	assert(utf8_ok(text, strlen(text)));
	if (field->kind == DATE || field->kind == PAST_DATE)
		hold_date(text);
	if (field->kind == PHONE)
		hold_phone(text);
	if (field->kind == NUMBER)
		assert(strlen(text) <= field->max && only(text, "0123456789"));
	if (field->kind == CODE)
		assert(strlen(text) <= field->max);
	if (field->kind == ONE_OF)
		assert(strcmp(text, "a") == 0 || strcmp(text, "b") == 0);
	if (field->kind == EMAIL)
		assert(strchr(text, '@') && strlen(text) <= 254);
	if (field->kind == TEXT || field->kind == EMAIL)
		for (; *text; text++)
			assert((unsigned char)*text >= 0x20 && *text != 0x7f);
}

static void hold_form(const cJSON *form)
{
	const cJSON *row;

	for (size_t i = 0; i < countof(fields); i++) {
		const char *text = json_text_or_null(form, fields[i].name);

		if (text && fields[i].kind != ROWS && fields[i].kind != CHECKBOX)
			hold_one(&fields[i], text);
	}
	assert(cJSON_GetArraySize(json_at(form, "rows")) <= 5);
	cJSON_ArrayForEach(row, json_at(form, "rows"))
		if (json_text_or_null(row, "phone"))
			hold_phone(json_text(row, "phone"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct request *r = arena_alloc(sizeof *r);
	cJSON *form;

	r->in = json_object();
	if (form_split((const char *)data, size, &form) == OK) {
		json_set(r->in, "form", form);
		(void)form_ok(r, fields, countof(fields));
		hold_form(json_at(r->in, "form"));
		json_print(r->form);
	}
	arena_reset();
	return 0;
}
