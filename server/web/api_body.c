/* api_body.c: the document a machine brings, and that a POST is run once.
 *
 * A POST is claimed under its Idempotency-Key before it is run and its answer kept after; who dies
 * between leaves a claim that the next try takes over, which is safe because what runs makes each
 * thing once by keys of its own. The document is flattened into what a browser would have sent, so
 * that the same table of fields judges both. */
#include "web/api.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include <string.h>
#include <strings.h>

#define KEY_MAX 128

static enum status with_status(struct request *r, int status)
{
	r->status = status;
	return INVALID;
}

static bool is_json(const struct request *r)
{
	static const char type[] = "application/json";
	const char *given = request_header(r, "Content-Type");

	return given && strncasecmp(given, type, sizeof type - 1) == 0
		&& strchr(" ;", given[sizeof type - 1]);
}

static bool key_fits(const char *key)
{
	size_t i;

	for (i = 0; key[i]; i++)
		if (key[i] < 0x21 || key[i] > 0x7e)
			return false;
	return i >= 1 && i <= KEY_MAX;
}

/* The same bytes to another address are another request. */
static const char *hash_of(const struct request *r)
{
	struct buf all = buf_new(r->body_len + strlen(r->path) + strlen(r->query) + 3);

	buf_printf(&all, "%s?%s\n", r->path, r->query);
	buf_add(&all, r->body, r->body_len);
	return crypto_sha256_hex(all.data, all.len);
}

static enum status answer_again(struct request *r, const cJSON *known)
{
	reply_header(r, "Idempotency-Replayed", "true");
	reply_text(r, (int)json_int(known, "status", 200),
	           json_int(known, "status", 200) < 400 ? "application/json"
	           : "application/problem+json", json_text(known, "body"));
	return OK;
}

/* Says whether this key is new, and if not what became of it. */
static enum status claim(struct request *r, const char *key, bool *is_answered)
{
	cJSON *answer = json_set(r->in, "answer", json_object());
	const cJSON *known;
	const char *became;

	json_set_text(answer, "key", key);
	json_set_text(answer, "hash", hash_of(r));
	TRY(db_one("api/answer_claim", r->in, &known));
	became = json_text(known, "became");
	*is_answered = strcmp(became, "answered") == 0;
	if (*is_answered)
		return answer_again(r, known);
	if (strcmp(became, "other") == 0)
		return api_refuse(r, 409, "idempotency-key-reused", "This Idempotency-Key was sent with "
		                  "another request. Use a new key for a new request.");
	if (strcmp(became, "busy") == 0) {
		reply_header(r, "Retry-After", "2");
		return api_refuse(r, 409, "idempotency-key-busy", "The first request with this "
		                  "Idempotency-Key is still on its way. Repeat it in two seconds.");
	}
	json_set_text(answer, "id", json_text(known, "id"));
	json_set_text(answer, "order_key", json_text(known, "order_key"));
	return OK;
}

enum status api_take_body(struct request *r, size_t max, bool *is_answered)
{
	const char *key = request_header(r, "Idempotency-Key"), *why = "";
	cJSON *body;

	if (r->method == GET)
		return OK;
	TRY(request_body(r, max));
	if (!is_json(r))
		return with_status(r, 415);
	if (json_read(r->body, r->body_len, &body, &why) != OK || !cJSON_IsObject(body))
		return with_status(r, 400);
	json_set(r->in, "body", body);
	if (r->method != POST)
		return OK;
	if (!key || !key_fits(key))
		return api_refuse(r, 400, "idempotency-key-missing", "Send an Idempotency-Key of 1 to 128 "
		                  "visible characters with every POST: a new one for every new request.");
	return claim(r, key, is_answered);
}

void api_end(struct request *r)
{
	cJSON *answer = cJSON_GetObjectItemCaseSensitive(r->in, "answer");
	bool is_ours = r->status >= 500;

	if (!answer || !json_at(answer, "id"))
		return;
	json_set_text(answer, "status", is_ours ? NULL : arena_printf("%d", r->status));
	json_set_text(answer, "body", is_ours ? NULL : r->reply.data);
	db_scope(NULL);
	if (db_run("api/answer_keep", r->in) != OK)
		log_line(LOG_WARN, "api.answer_lost", "route=\"%s\"", r->route->path);
}

static const struct field *field_named(const struct field *fields, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

static void complain(struct request *r, const char *name, const char *message)
{
	json_set_text(r->errors, name, message);
}

static bool are_texts(const cJSON *list)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (!cJSON_IsString(one))
			return false;
	return cJSON_IsArray(list);
}

/* A value as a browser would have sent it; NULL: not of the field's kind. */
static cJSON *as_sent(const struct field *field, const cJSON *value)
{
	if (field->kind == CHECKBOX)
		return cJSON_IsBool(value) ? cJSON_CreateString(cJSON_IsTrue(value) ? "1" : "") : NULL;
	if (field->kind == MANY_OF)
		return are_texts(value) ? json_copy(value) : NULL;
	if (field->kind == NUMBER && cJSON_IsNumber(value))
		return cJSON_CreateString(json_text(value, ""));
	return cJSON_IsString(value) ? json_copy(value) : NULL;
}

static const char *kind_wanted(const struct field *field)
{
	switch (field->kind) {
	case CHECKBOX: return "Send true or false";
	case MANY_OF: return "Send a list of texts";
	case ROWS: return "Send a list of objects";
	default: return "Send a text";
	}
}

/* The members of one object, under names as a form has them. null is as good as left out. */
static void flatten(struct request *r, cJSON *form, const char *prefix, const cJSON *object,
		const struct field *fields, size_t count)
{
	const cJSON *value;

	cJSON_ArrayForEach(value, object) {
		const struct field *field = field_named(fields, count, value->string);
		const char *name = arena_printf("%s%.60s", prefix, value->string);
		cJSON *sent;

		if (!field) {
			complain(r, name, "There is no such field. See /api/v1/openapi.json");
			continue;
		}
		if (field->kind == ROWS || cJSON_IsNull(value))
			continue;
		sent = as_sent(field, value);
		if (sent)
			json_set(form, name, sent);
		else
			complain(r, name, kind_wanted(field));
	}
}

static void flatten_rows(struct request *r, cJSON *form, const struct field *field)
{
	const cJSON *rows = json_at(json_at(r->in, "body"), field->name), *row;
	int n = 0;

	if (!rows || cJSON_IsNull(rows))
		return;
	if (!cJSON_IsArray(rows)) {
		complain(r, field->name, kind_wanted(field));
		return;
	}
	if (field->max && (size_t)cJSON_GetArraySize(rows) > field->max)
		complain(r, field->name, arena_printf("Send at most %zu at once", field->max));
	cJSON_ArrayForEach(row, rows) {
		const char *name = arena_printf("%s.%d", field->name, n++);

		if (!cJSON_IsObject(row) || !row->child)
			complain(r, name, "Send an object with at least one field");
		else
			flatten(r, form, arena_printf("%s.", name), row, field->rows, field->row_count);
	}
}

bool api_ok(struct request *r, const struct field *fields, size_t count)
{
	cJSON *form = json_object();
	size_t i;

	r->errors = json_object();
	flatten(r, form, "", json_at(r->in, "body"), fields, count);
	for (i = 0; i < count; i++)
		if (fields[i].kind == ROWS)
			flatten_rows(r, form, &fields[i]);
	if (r->errors->child)
		return false;
	json_set(r->in, "form", form);
	return form_ok(r, fields, count);
}
