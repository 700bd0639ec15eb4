/* form.c: what a browser sent → checked values or messages.
 *
 * form_split() reads the urlencoded text; form_ok() walks the declared fields, keeps what was typed
 * for showing it again, and gathers rows. Whether one value is a phone number is check.c's; what a
 * value must mean is the business's. */
#include "web/form.h"
#include "base/arena.h"
#include "web/check.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int hex_value(char c)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, tolower((unsigned char)c));

	return c && at ? (int)(at - digits) : -1;
}

/* Decoded, or NULL: a broken escape, a NUL, or bytes that are not UTF-8. */
static const char *decoded(const char *from, size_t len)
{
	char *text = arena_alloc(len + 1);
	const char *end = from + len;
	size_t n = 0;

	for (; from < end; from++) {
		int high = *from == '%' && end - from > 2 ? hex_value(from[1]) : -1;
		int low = high >= 0 ? hex_value(from[2]) : -1;

		if (*from == '%' && low < 0)
			return NULL;
		text[n++] = *from == '%' ? (char)(high * 16 + low) : *from == '+' ? ' ' : *from;
		from += *from == '%' ? 2 : 0;
	}
	return utf8_ok(text, n) ? text : NULL;
}

void form_put(cJSON *form, const char *name, const char *value)
{
	cJSON *there = cJSON_GetObjectItemCaseSensitive(form, name), *list;

	if (!there) {
		json_set_text(form, name, value);
		return;
	}
	if (!cJSON_IsArray(there)) {
		list = json_list();
		json_push(list, cJSON_CreateString(there->valuestring));
		there = json_set(form, name, list);
	}
	json_push(there, cJSON_CreateString(value));
}

enum status form_split(const char *text, size_t len, cJSON **form)
{
	const char *at = text, *end = text + len;
	size_t fields = 0;

	*form = json_object();
	while (at < end) {
		const char *amp = memchr(at, '&', (size_t)(end - at)), *stop = amp ? amp : end;
		const char *equals = memchr(at, '=', (size_t)(stop - at));
		const char *name = decoded(at, (size_t)((equals ? equals : stop) - at));
		const char *value = equals ? decoded(equals + 1, (size_t)(stop - equals - 1)) : "";

		if (!name || !value || strlen(name) > FIELD_NAME_MAX || ++fields > FIELDS_MAX)
			return INVALID;
		if (stop > at)
			form_put(*form, name, value);
		at = stop + 1;
	}
	return OK;
}

static const char *trimmed(const char *text)
{
	size_t len;

	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	return arena_copy(text, len);
}

/* Where one set of fields comes from and goes to: the form itself, or one row of it. */
struct place {
	struct request *r;
	const cJSON *raw;            /* the whole form as split */
	const char *prefix;          /* "" or "members.0." in raw */
	const char *shown_as;        /* "" or "members.1.": rows move up when one before was empty */
	cJSON *checked, *typed;
	cJSON *row_errors;           /* of a row, NULL for the form itself */
};

static const cJSON *raw_at(const struct place *p, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(p->raw, arena_printf("%s%s", p->prefix, name));
}

/* The text of a field that should have been sent once: the last one counts, as for a checkbox that
 * follows its hidden twin. */
static const char *raw_text(const struct place *p, const char *name)
{
	const cJSON *raw = raw_at(p, name);

	if (cJSON_IsArray(raw))
		raw = cJSON_GetArrayItem(raw, cJSON_GetArraySize(raw) - 1);
	return cJSON_IsString(raw) ? raw->valuestring : "";
}

static void complain(struct place *p, const struct field *field, bool is_missing)
{
	const char *message = check_message(field, is_missing);

	json_set_text(p->r->errors, arena_printf("%s%s", p->shown_as, field->name), message);
	if (p->row_errors)
		json_set_text(p->row_errors, field->name, message);
}

static bool is_among(const cJSON *list, const char *text)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
		if (cJSON_IsString(item) && strcmp(item->valuestring, text) == 0)
			return true;
	return false;
}

/* {"link": true, "truv": false} as delivery_is: templates cannot compare. */
static void show_choices(struct place *p, const struct field *field, const cJSON *chosen)
{
	cJSON *is = json_set(p->typed, arena_printf("%s_is", field->name), json_object());
	const char *at = field->choices ? field->choices : "";

	while (*at) {
		size_t len = strcspn(at, "|");
		const char *choice = arena_copy(at, len);

		json_set_bool(is, choice, is_among(chosen, choice));
		at += len + (at[len] == '|');
	}
}

static void take_one(struct place *p, const struct field *field)
{
	const char *raw = raw_text(p, field->name), *value;
	const char *text = field->kind == PASSWORD ? raw : trimmed(raw);
	cJSON *chosen = json_list();

	json_push(chosen, cJSON_CreateString(text));
	json_set_text(p->typed, field->name, *text && field->kind != PASSWORD ? text : NULL);
	if (field->kind == ONE_OF)
		show_choices(p, field, chosen);
	value = *text ? check_value(field, text) : NULL;
	json_set_text(p->checked, field->name, value);
	if (!value && (*text || field->required))
		complain(p, field, !*text);
}

static void take_many(struct place *p, const struct field *field)
{
	const cJSON *raw = raw_at(p, field->name), *item;
	cJSON *kept = json_list(), *all = json_list();

	if (cJSON_IsArray(raw))
		all = json_copy(raw);
	else if (cJSON_IsString(raw) && raw->valuestring[0])
		json_push(all, json_copy(raw));
	cJSON_ArrayForEach(item, all)
		if (check_value(field, item->valuestring))
			json_push(kept, cJSON_CreateString(item->valuestring));
	json_set(p->checked, field->name, kept);
	json_set(p->typed, field->name, json_copy(kept));
	show_choices(p, field, kept);
	if (cJSON_GetArraySize(kept) != cJSON_GetArraySize(all))
		complain(p, field, false);
	else if (field->required && cJSON_GetArraySize(kept) == 0)
		complain(p, field, true);
}

static void take_checkbox(struct place *p, const struct field *field)
{
	const char *text = raw_text(p, field->name);
	bool is_on = *text && strcmp(text, "false") != 0 && strcmp(text, "0") != 0;

	json_set_bool(p->checked, field->name, is_on);
	json_set_bool(p->typed, field->name, is_on);
	if (field->required && !is_on)
		complain(p, field, true);
}

/* A field of a row or of the form: everything but rows, which do not nest. */
static void take_field(struct place *p, const struct field *field)
{
	if (field->kind == CHECKBOX)
		take_checkbox(p, field);
	else if (field->kind == MANY_OF)
		take_many(p, field);
	else
		take_one(p, field);
}

static bool row_is_empty(const struct place *p, const struct field *field)
{
	size_t i;

	for (i = 0; i < field->row_count; i++)
		if (*trimmed(raw_text(p, field->rows[i].name)))
			return false;
	return true;
}

static void take_row(struct place *p, const struct field *field, long index)
{
	size_t i;

	json_set_int(p->checked, "index", index);
	json_set_int(p->typed, "index", index);
	p->row_errors = json_set(p->typed, "errors", json_object());
	for (i = 0; i < field->row_count; i++)
		take_field(p, &field->rows[i]);
}

static void take_rows(struct place *p, const struct field *field)
{
	cJSON *checked = json_set(p->checked, field->name, json_list());
	cJSON *typed = json_set(p->typed, field->name, json_list());
	long limit = field->max ? (long)field->max : ROW_INDEX_MAX, kept = 0, n;

	for (n = 0; n <= ROW_INDEX_MAX; n++) {
		struct place row = { .r = p->r, .raw = p->raw };

		row.prefix = arena_printf("%s.%ld.", field->name, n);
		if (row_is_empty(&row, field))
			continue;
		if (kept == limit) {
			form_error(p->r, field->name, arena_printf("Send at most %ld rows at once", limit));
			return;
		}
		row.shown_as = arena_printf("%s.%ld.", field->name, kept);
		row.checked = json_push(checked, json_object());
		row.typed = json_push(typed, json_object());
		take_row(&row, field, kept++);
	}
	if (field->required && kept == 0)
		form_error(p->r, field->name, arena_printf("Enter at least one %s", field->label));
}

bool form_ok(struct request *r, const struct field *fields, size_t count)
{
	struct place p = { .r = r, .raw = json_at(r->in, "form"), .prefix = "", .shown_as = "" };
	size_t i;

	p.checked = json_object();
	p.typed = r->form = json_object();
	r->errors = json_object();
	for (i = 0; i < count; i++) {
		if (fields[i].kind == ROWS)
			take_rows(&p, &fields[i]);
		else
			take_field(&p, &fields[i]);
	}
	json_set(r->in, "form", p.checked);
	return r->errors->child == NULL;
}

/* "members.0.email" → that row as it was typed, and "email". */
static cJSON *row_of(const cJSON *form, const char *name, const char **field)
{
	const char *dot = strchr(name, '.'), *rest = dot ? strchr(dot + 1, '.') : NULL;
	const cJSON *rows;
	cJSON *row;

	if (!rest)
		return NULL;
	*field = rest + 1;
	rows = cJSON_GetObjectItemCaseSensitive(form, arena_copy(name, (size_t)(dot - name)));
	cJSON_ArrayForEach(row, rows)
		if (json_int(row, "index", -1) == strtol(dot + 1, NULL, 10))
			return row;
	return NULL;
}

/* A row is its own nearest object in a template, so its messages stand in the row as well. */
void form_error(struct request *r, const char *name, const char *message)
{
	const char *field = name;
	cJSON *row = row_of(r->form, name, &field);
	cJSON *errors = cJSON_GetObjectItemCaseSensitive(row, "errors");

	if (!r->errors)
		r->errors = json_object();
	json_set_text(r->errors, name, message);
	if (errors)
		json_set_text(errors, field, message);
}
