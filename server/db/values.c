/* values.c: documents to Postgres and back. Which text a member becomes as a parameter, and
 * which JSON a column becomes as a member, by its type.
 *
 * Everything goes over the wire as text. bigint, numeric and dates stay strings: a double would
 * lose digits, and what is shown is already worded in SQL. Arrays of types that are not in the
 * table (enums, json) come as their text; a query that wants a list casts them. */
#include "db/pg.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/seal.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_MAX (64 * 1024 * 1024)
#define PROOF_TOKEN_BYTES 16

/* From Postgres's catalog (pg_type.dat); these numbers never change. */
enum { BOOL = 16, INT2 = 21, INT4 = 23, TEXT = 25, JSON = 114, JSONB = 3802 };

static const struct { Oid array, element; } arrays[] = {
	{ 1000, BOOL }, { 1005, INT2 }, { 1007, INT4 }, { 1016, TEXT /* bigint */ },
	{ 1009, TEXT }, { 1015, TEXT /* varchar */ },   { 1014, TEXT /* char */ },
	{ 1003, TEXT /* name */ },    { 1231, TEXT /* numeric */ },   { 1182, TEXT /* date */ },
	{ 1115, TEXT /* timestamp */ }, { 1185, TEXT /* timestamptz */ }, { 2951, TEXT /* uuid */ },
	{ 1021, TEXT /* real */ },    { 1022, TEXT /* double */ },
};

static bool is_plain_list(const cJSON *list)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
		if (cJSON_IsObject(item) || cJSON_IsArray(item))
			return false;
	return true;
}

static void quoted(struct buf *out, const char *text)
{
	buf_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buf_char(out, '\\');
		buf_char(out, *text);
	}
	buf_char(out, '"');
}

static const char *array_text(const cJSON *list)
{
	struct buf out = buf_new(VALUE_MAX);
	const cJSON *item;

	buf_char(&out, '{');
	cJSON_ArrayForEach(item, list) {
		if (item != list->child)
			buf_char(&out, ',');
		if (cJSON_IsNull(item))
			buf_text(&out, "NULL");
		else
			quoted(&out, json_text(item, ""));
	}
	buf_char(&out, '}');
	/* Whatever comes in is bounded far below: a full buffer is a broken promise. */
	assert(!out.is_full);
	return out.data;
}

const char *parameter_text(const cJSON *value, bool as_json)
{
	if (value == NULL || cJSON_IsNull(value))
		return NULL;
	if (cJSON_IsArray(value) && !as_json && is_plain_list(value))
		return array_text(value);
	if (cJSON_IsArray(value) || cJSON_IsObject(value))
		return json_print(value);
	return json_text(value, "");
}

enum status parameter_seal(const char *place, const cJSON *in, const char **text)
{
	const char *colon = strchr(place, ':'), *row = json_text(in, colon + 1);

	if (row[0] == '\0') {
		log_line(LOG_ERROR, "db.no_place", "place=%s", place);
		return FAILED;
	}
	return seal_put(arena_printf("%.*s:%s", (int)(colon - place), place, row), *text,
			strlen(*text), text);
}

const char *parameter_proof(const char *name, const char *const values[], int count)
{
	struct buf text = buf_new(VALUE_MAX);
	const char *token = crypto_token(PROOF_TOKEN_BYTES);

	buf_text(&text, token);
	for (int i = 0; i < count; i++)
		if (values[i] == NULL)
			buf_text(&text, "-,");
		else
			buf_printf(&text, "%zu:%s,", strlen(values[i]), values[i]);
	return arena_printf("%s%s", token, seal_proof(name, text.data));
}

/* {"at": place, "sealed": text}, as unseal() makes it: becomes the text, in place. */
static bool open_one(cJSON *value, const cJSON *at)
{
	const char *plain;
	size_t len;

	if (seal_open(at->valuestring, at->next->valuestring, &plain, &len) != OK)
		return false;
	value->type = cJSON_String | (value->type & cJSON_StringIsConst);
	value->child = NULL;
	value->valuestring = (char *)plain;
	return true;
}

static bool is_marked(const cJSON *value)
{
	const cJSON *at = cJSON_IsObject(value) ? value->child : NULL;

	return at != NULL && at->next != NULL && at->next->next == NULL && cJSON_IsString(at)
		&& cJSON_IsString(at->next) && strcmp(at->string, "at") == 0
		&& strcmp(at->next->string, "sealed") == 0 && seal_is(at->next->valuestring);
}

/* All that is marked inside a document; false when one does not open. */
static bool open_all(cJSON *value)
{
	cJSON *part;

	if (is_marked(value))
		return open_one(value, value->child);
	cJSON_ArrayForEach(part, value)
		if (!open_all(part))
			return false;
	return true;
}

static cJSON *document_read(const char *text)
{
	cJSON *doc;

	if (json_read(text, strlen(text), &doc, NULL) != OK)
		return NULL;
	return open_all(doc) ? doc : NULL;
}

/* A value that is no array. NULL when its JSON cannot be read. */
static cJSON *scalar(Oid type, const char *text)
{

	switch (type) {
	case BOOL:
		return cJSON_CreateBool(text[0] == 't');
	case INT2:
	case INT4:
		return cJSON_CreateNumber((double)strtol(text, NULL, 10));
	case JSON:
	case JSONB:
		return document_read(text);
	default:
		return cJSON_CreateString(text);
	}
}

/* One element at `at`; gives what follows it. */
static const char *element(const char *at, Oid type, cJSON *list)
{
	struct buf text = buf_new(VALUE_MAX);
	bool is_quoted = *at == '"';
	const char *ends = is_quoted ? "\"" : ",}";

	for (at += is_quoted; *at != '\0' && strchr(ends, *at) == NULL; at++) {
		if (*at == '\\' && at[1] != '\0')
			at++;
		buf_char(&text, *at);
	}
	if (!is_quoted && strcmp(text.data, "NULL") == 0)
		json_push(list, cJSON_CreateNull());
	else
		json_push(list, scalar(type, text.data));
	return at + (is_quoted && *at == '"');
}

/* The elements behind an opening brace; a brace inside begins the next dimension. Gives what
 * follows the closing one. */
static const char *elements(const char *at, Oid type, cJSON *list)
{
	while (*at != '\0' && *at != '}') {
		if (*at == ',')
			at++;
		else if (*at == '{')
			at = elements(at + 1, type, json_push(list, json_list()));
		else
			at = element(at, type, list);
	}
	return at + (*at == '}');
}

static cJSON *value_read(Oid type, const char *text)
{
	cJSON *list;

	for (size_t i = 0; i < countof(arrays); i++) {
		if (arrays[i].array != type)
			continue;
		list = json_list();
		/* Arrays that do not start at 1 are written "[0:2]={…}". */
		text = strchr(text, '{');
		if (text != NULL)
			elements(text + 1, arrays[i].element, list);
		return list;
	}
	return scalar(type, text);
}

/* A row as an object. `names` outlive it: they are shared by all rows of the result. */
static cJSON *row_read(const PGresult *result, int row, char **names, int columns)
{
	cJSON *object = json_object(), *value;

	for (int i = 0; i < columns; i++) {
		if (PQgetisnull(result, row, i))
			value = cJSON_CreateNull();
		else
			value = value_read(PQftype(result, i), PQgetvalue(result, row, i));
		if (value == NULL)
			return NULL;
		cJSON_AddItemToObjectCS(object, names[i], value);
	}
	return object;
}

enum status rows_read(const PGresult *result, const char *name, const cJSON **rows)
{
	int columns = PQnfields(result), count = PQntuples(result);
	char **names = arena_alloc((size_t)columns * sizeof(*names));
	cJSON *list = json_list(), *row;

	if (count > DB_ROWS_MAX) {
		log_line(LOG_ERROR, "db.rows", "statement=%s rows=%d max=%d", name, count,
		         DB_ROWS_MAX);
		return FAILED;
	}
	for (int i = 0; i < columns; i++)
		names[i] = arena_dup(PQfname(result, i));
	for (int i = 0; i < count; i++) {
		row = row_read(result, i, names, columns);
		if (row == NULL) {
			log_line(LOG_ERROR, "db.json", "statement=%s row=%d", name, i);
			return FAILED;
		}
		json_push(list, row);
	}
	*rows = list;
	return OK;
}
