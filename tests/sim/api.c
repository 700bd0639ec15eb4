/* api.c: from a request to its handler and back: path, fault, keys, rate, handler under the
 * lock, reply.
 *
 * The order is Truv's as far as it can be seen: keys are looked at before the path's object, and
 * a refused or throttled request was not executed. Which paths there are stands in entries.c. */
#include "api.h"

#include "base/arena.h"
#include "base/buf.h"
#include "faults.h"
#include "fields.h"
#include "handlers.h"
#include "truework.h"

#include <string.h>

#define BODY_MAX (16 * 1024 * 1024)
#define PAGE_SIZE 25

static const struct api_settings *settings;
static const char *const method_names[] = { "", "GET", "POST", "PUT", "PATCH", "DELETE" };

void api_start(const struct api_settings *given)
{
	settings = given;
}

const char *api_public_url(void)
{
	return settings->public_url;
}

const char *asked(const struct request *r, const char *name)
{
	return json_text(cJSON_GetObjectItemCaseSensitive(r->in, "body"), name);
}

const char *queried(const struct request *r, const char *name)
{
	return json_text(cJSON_GetObjectItemCaseSensitive(r->in, "query"), name);
}

void answer_not_found(struct request *r)
{
	reply_text(r, 404, "application/json", "{\"detail\":\"Not Found.\"}");
}

static cJSON *error_document(const char *code, const char *message)
{
	cJSON *doc = json_object(), *error = json_set(doc, "error", json_object());

	json_set_text(error, "code", code);
	json_set_text(error, "message", message);
	return doc;
}

void answer_error(struct request *r, int status, const char *code, const char *message)
{
	reply_json(r, status, error_document(code, message));
}

void answer_throttled(struct request *r, const char *message, int retry_after)
{
	if (retry_after > 0)
		reply_header(r, "Retry-After", arena_printf("%d", retry_after));
	answer_error(r, 429, "throttled", message);
}

void answer_invalid(struct request *r, cJSON *fields)
{
	cJSON *doc = error_document("incorrect_parameters", "Incorrect request parameters");
	cJSON *error = cJSON_GetObjectItemCaseSensitive(doc, "error");

	json_set(json_set(error, "extra", json_object()), "invalid-params", fields);
	reply_json(r, 400, doc);
}

void answer_field(struct request *r, const char *field, const char *message)
{
	cJSON *fields = json_list(), *one = json_push(fields, json_object());

	json_set_text(one, "field", field);
	json_set_text(one, "message", message);
	answer_invalid(r, fields);
}

static int page_size(const struct request *r)
{
	long size = json_int(json_at(r->in, "query"), "page_size", PAGE_SIZE);

	return size < 1 || size > 100 ? PAGE_SIZE : (int)size;
}

static int page_number(const struct request *r)
{
	long page = json_int(json_at(r->in, "query"), "page", 1);

	return page < 1 || page > 1000000 ? 1 : (int)page;
}

bool in_page(const struct request *r, int n)
{
	return n / page_size(r) == page_number(r) - 1;
}

static const char *page_url(const struct request *r, int page)
{
	return arena_printf("%s%s?page=%d&page_size=%d", settings->public_url, r->path, page,
		page_size(r));
}

void answer_page(struct request *r, const cJSON *results)
{
	int count = cJSON_GetArraySize(results), n = 0, page = page_number(r);
	cJSON *doc = json_object(), *part = json_list();
	bool is_last = (long)page * page_size(r) >= count;
	const cJSON *item;

	cJSON_ArrayForEach(item, results)
		if (in_page(r, n++))
			json_push(part, json_copy(item));
	json_set_int(doc, "count", count);
	json_set_text(doc, "next", is_last ? NULL : page_url(r, page + 1));
	json_set_text(doc, "previous", page > 1 ? page_url(r, page - 1) : NULL);
	json_set(doc, "results", part);
	reply_json(r, 200, doc);
}

struct call_log *call_note(const char *method, const char *path, int weight)
{
	struct call_log *call = list_add(&store.calls, sizeof *call);

	call->at = when_now();
	call->method = store_text(method);
	call->path = store_text(path);
	call->weight = weight;
	return call;
}

int calls_in_minute(int *until_one_leaves)
{
	int64_t now = when_now();
	int count = 0;

	*until_one_leaves = 60;
	for (size_t i = store.calls.count; i > 0; i--) {
		const struct call_log *call = store.calls.items[i - 1];

		if (call->at <= now - minute_us())
			break;
		count += call->weight;
		if (call->weight > 0)
			*until_one_leaves = (int)((call->at + minute_us() - now)
				* store.options.time_scale / SECOND_US) + 1;
	}
	return count;
}

/* True when the pattern fits; "/" at the end counts only where the pattern has one. */
static bool path_fits(const char *pattern, const struct request *r)
{
	size_t i = 0, len;

	for (const char *at = pattern + 1; *at != '\0'; at += len + (at[len] == '/'), i++) {
		len = strcspn(at, "/");
		if (i == r->segment_count)
			return false;
		if (*at == ':')
			continue;
		if (strlen(r->segments[i]) != len || strncmp(r->segments[i], at, len) != 0)
			return false;
	}
	return i == r->segment_count && (pattern[strlen(pattern) - 1] == '/') == r->ends_in_slash;
}

/* The entry; NULL with *elsewhere when only the method is wrong. */
static const struct entry *entry_find(const struct request *r, bool *elsewhere)
{
	*elsewhere = false;
	for (size_t i = 0; i < entry_count; i++) {
		if (!path_fits(entries[i].path, r))
			continue;
		if (entries[i].method == r->method)
			return &entries[i];
		*elsewhere = true;
	}
	return NULL;
}

/* Missing keys are 403 and wrong ones 401: that is how round Truv has it. */
static bool has_keys(struct request *r)
{
	const char *id = request_header(r, "X-Access-Client-Id");
	const char *secret = request_header(r, "X-Access-Secret");

	if (id == NULL || secret == NULL)
		answer_error(r, 403, "not_authenticated",
			"Authentication credentials were not provided.");
	else if (strcmp(id, settings->client_id) != 0 || strcmp(secret, settings->secret) != 0)
		answer_error(r, 401, "authentication_failed", "No such token");
	else
		return true;
	return false;
}

static bool has_account(struct request *r)
{
	const char *header = request_header(r, "Authorization");
	const char *pair = arena_printf("%s:%s", settings->texts_user, settings->texts_password);
	struct buf expected = buf_new(1024);

	buf_text(&expected, "Basic ");
	buf_base64(&expected, pair, strlen(pair));
	if (header != NULL && strcmp(header, expected.data) == 0)
		return true;
	answer_error(r, 401, "20003", "Authenticate");
	return false;
}

static bool speaks_json(struct request *r)
{
	const char *accept = request_header(r, "Accept");
	const char *type = request_header(r, "Content-Type");

	if (accept != NULL && strstr(accept, "*/*") == NULL && strstr(accept, "application/") == NULL)
		answer_error(r, 406, "not_acceptable", "Could not satisfy the request Accept header.");
	else if (r->body_len > 0 && (type == NULL || strncmp(type, "application/json", 16) != 0))
		answer_error(r, 415, "unsupported_media_type", "Unsupported media type in request.");
	else
		return true;
	return false;
}

static bool within_rate(struct request *r, struct call_log *call)
{
	int leaves;

	if (calls_in_minute(&leaves) < store.options.per_minute) {
		call->weight = 1;
		return true;
	}
	answer_throttled(r, "Request was throttled.", leaves);
	return false;
}

/* What was asked, as documents. False: answered, the body is no JSON. */
static bool read_in(struct request *r, bool is_form)
{
	cJSON *body = json_object();

	r->in = json_object();
	json_set(r->in, "query", fields_read(r->query, strlen(r->query)));
	if (r->body_len > 0 && is_form)
		body = fields_read(r->body, r->body_len);
	else if (r->body_len > 0 && json_read(r->body, r->body_len, &body, NULL) != OK) {
		answer_error(r, 400, "parse_error", "JSON parse error");
		return false;
	}
	json_set(r->in, "body", body);
	return true;
}

/* Notes the call only once it is its turn: a reset may come while a fault holds it back. */
static void api_call(const struct entry *entry, struct request *r)
{
	const char *method = method_names[r->method];
	const struct fault *fault;
	struct call_log *call;
	bool is_texts = entry->kind == TEXTS, is_json = read_in(r, is_texts), goes_on;
	bool is_truework = entry->kind == TRUEWORK;

	store_lock();
	fault = fault_take(method, r->path);
	store_unlock();
	goes_on = fault_before(fault, r);
	store_lock();
	call = call_note(method, r->path, 0);
	call->fault = fault != NULL ? fault->kind : NULL;
	call->order_number = is_json ? store_text(is_truework ? truework_number(r)
		: asked(r, "order_number")) : NULL;
	if (goes_on && is_json
		&& (is_texts ? has_account(r) : is_truework ? truework_admits(r, settings->truework_key)
			: has_keys(r) && speaks_json(r))
		&& (entry->kind != COUNTED || within_rate(r, call))) {
		entry->handle(r);
		store_changed();
	}
	call->http_status = r->status;
	store_unlock();
	if (goes_on)
		fault_after(fault, r);
}

static bool is_local(const struct request *r)
{
	return strncmp(r->remote, "127.", 4) == 0 || strcmp(r->remote, "::1") == 0;
}

/* A POST without a length (a cancel has no body) is a POST without a body. */
static bool has_body(const struct request *r)
{
	return request_header(r, "Content-Length") != NULL
		|| request_header(r, "Transfer-Encoding") != NULL;
}

void api_handle(struct request *r)
{
	bool elsewhere, is_person;
	const struct entry *entry = entry_find(r, &elsewhere);

	if (has_body(r) && request_body(r, BODY_MAX) != OK)
		return;
	is_person = entry != NULL && entry->kind == PERSON;
	if (entry == NULL && elsewhere)
		answer_error(r, 405, "method_not_allowed", "Method not allowed.");
	else if (entry == NULL || (entry->kind == CONTROL && !is_local(r)))
		answer_not_found(r);
	else if (entry->kind != PERSON && entry->kind != CONTROL)
		api_call(entry, r);
	else if (read_in(r, is_person)) {
		store_lock();
		entry->handle(r);
		store_changed();
		store_unlock();
	}
}
