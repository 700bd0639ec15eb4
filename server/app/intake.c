/* intake.c: what of a fetched report is this order's, and whether it says anything new; see
 * intake.h. */
#include "app/intake.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX (64 * 1024 * 1024)

/* Members that differ each time the same is told. */
static const char *const passing[] = {
	"report_id", "created_at", "updated_at", "completed_at", "last_task_at", "status",
	"refresh_status", "external_last_updated",
};

/* Members that stay at the top when a link is moved below it. */
static const char *const of_report[] = {
	"report_id", "created_at", "completed_at", "last_task_at", "days_requested", "as_of_date",
	"large_deposit_threshold", "is_voe", "borrower", "summary",
};

static bool is_in(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static void move_below(cJSON *report, cJSON *link)
{
	cJSON *member, *next;

	for (member = report->child; member != NULL; member = next) {
		next = member->next;
		if (!is_in(member->string, of_report, countof(of_report)))
			cJSON_AddItemToObject(link, member->string,
					      cJSON_DetachItemViaPointer(report, member));
	}
}

void intake_shape(cJSON *report)
{
	const cJSON *employments = json_at(report, "employments");
	const cJSON *accounts = json_at(report, "accounts");
	cJSON *links = cJSON_GetObjectItemCaseSensitive(report, "links"), *link, *next;

	if (!cJSON_IsArray(links)) {
		cJSON_DetachItemFromObjectCaseSensitive(report, "links");
		link = json_object();
		if (employments != NULL || accounts != NULL)
			move_below(report, link);
		links = json_set(report, "links", json_list());
		if (link->child != NULL)
			json_push(links, link);
	}
	for (link = links->child; link != NULL; link = next) {
		next = link->next;
		if (!cJSON_IsObject(link))
			cJSON_DetachItemViaPointer(links, link);
		else if (json_text(link, "link_id")[0] == '\0')
			json_set_text(link, "link_id", json_text_or_null(link, "id"));
	}
}

static bool is_own(const cJSON *link, const cJSON *connections)
{
	const char *tracking = json_text(link, "tracking_info"), *id = json_text(link, "link_id");
	const cJSON *one;

	cJSON_ArrayForEach(one, connections) {
		if (tracking[0] != '\0' && strcmp(tracking, json_text(one, "upstream_id")) == 0)
			return true;
		if (id[0] != '\0' && strcmp(id, json_text(one, "link_id")) == 0)
			return true;
	}
	return false;
}

void intake_keep_own(cJSON *report, const cJSON *connections)
{
	cJSON *links = cJSON_GetObjectItemCaseSensitive(report, "links"), *link, *next;

	for (link = links != NULL ? links->child : NULL; link != NULL; link = next) {
		next = link->next;
		if (!is_own(link, connections))
			cJSON_DetachItemViaPointer(links, link);
	}
}

static bool is_listed(const char *word, const cJSON *list)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (word[0] != '\0' && strcmp(json_text(one, ""), word) == 0)
			return true;
	return false;
}

void intake_drop(cJSON *report, const cJSON *link_ids)
{
	cJSON *links = cJSON_GetObjectItemCaseSensitive(report, "links"), *link, *next;

	for (link = links != NULL ? links->child : NULL; link != NULL; link = next) {
		next = link->next;
		if (is_listed(json_text(link, "link_id"), link_ids))
			cJSON_DetachItemViaPointer(links, link);
	}
}

static int compare_names(const void *left, const void *right)
{
	const cJSON *const *a = left, *const *b = right;

	return strcmp((*a)->string, (*b)->string);
}

static int compare_links(const void *left, const void *right)
{
	const cJSON *const *a = left, *const *b = right;

	return strcmp(json_text(*a, "link_id"), json_text(*b, "link_id"));
}

/* The members or elements of a document, sorted where their order says nothing. */
static const cJSON **parts_of(const cJSON *doc, size_t *count)
{
	const cJSON **parts, *part;
	bool is_links = doc->string != NULL && strcmp(doc->string, "links") == 0;

	*count = 0;
	parts = arena_alloc(((size_t)cJSON_GetArraySize(doc) + 1) * sizeof(*parts));
	cJSON_ArrayForEach(part, doc)
		if (cJSON_IsArray(doc) || !is_in(part->string, passing, countof(passing)))
			parts[(*count)++] = part;
	if (cJSON_IsObject(doc))
		qsort(parts, *count, sizeof(*parts), compare_names);
	else if (is_links)
		qsort(parts, *count, sizeof(*parts), compare_links);
	return parts;
}

static void write_plainly(struct buf *out, const cJSON *doc)
{
	const cJSON **parts;
	size_t count;

	if (!cJSON_IsObject(doc) && !cJSON_IsArray(doc)) {
		buf_text(out, json_print(doc));
		return;
	}
	parts = parts_of(doc, &count);
	buf_char(out, cJSON_IsObject(doc) ? '{' : '[');
	for (size_t i = 0; i < count; i++) {
		if (cJSON_IsObject(doc)) {
			buf_json(out, parts[i]->string);
			buf_char(out, ':');
		}
		write_plainly(out, parts[i]);
		buf_char(out, ',');
	}
	buf_char(out, cJSON_IsObject(doc) ? '}' : ']');
}

const char *intake_fingerprint(const cJSON *report)
{
	struct buf out = buf_new(TEXT_MAX);

	write_plainly(&out, report);
	return crypto_sha256_hex(out.data, out.len);
}
