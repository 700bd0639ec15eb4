/* truework_keys.c: who may ask Truework, in which version, how often; and how it says
 * no (§1 to §3). */
#include "truework.h"

#include "base/arena.h"

#include <string.h>

static const char *const versions[] = { "2019-10-15", "2023-10-30" };

void truework_error(struct request *r, int status, const char *message)
{
	cJSON *doc = json_object();

	json_set_text(json_set(doc, "error", json_object()), "message", message);
	reply_json(r, status, doc);
}

void truework_invalid(struct request *r, const char *field, const char *message)
{
	cJSON *doc = json_object(), *error = json_set(doc, "error", json_object()), *fields, *list;

	json_set_text(error, "message", "Invalid field values provided");
	fields = json_set(error, "invalid_fields", json_object());
	if (strncmp(field, "target.", 7) == 0) {
		fields = json_set(fields, "target", json_object());
		field += 7;
	}
	list = json_set(fields, field, json_list());
	json_push(list, cJSON_CreateString(message));
	reply_json(r, 400, doc);
}

const char *truework_number(const struct request *r)
{
	const char *key = asked(r, "search_key");

	return key[0] != '\0' ? key : asked(r, "metadata.reference");
}

/* The version asked for, or the one the key is pinned to; NULL for one that is none. */
static const char *version_of(const struct request *r)
{
	const char *accept = request_header(r, "Accept");
	const char *at = accept != NULL ? strstr(accept, "version=") : NULL;

	if (at == NULL)
		return store.options.truework_pin;
	for (size_t i = 0; i < countof(versions); i++)
		if (strncmp(at + 8, versions[i], strlen(versions[i])) == 0)
			return versions[i];
	return NULL;
}

bool truework_is_2019(const struct request *r)
{
	return strcmp(version_of(r), versions[0]) == 0;
}

static bool has_key(struct request *r, const char *key)
{
	const char *header = request_header(r, "Authorization");

	if (header != NULL && strncmp(header, "Bearer tw_pk_", 13) == 0)
		truework_error(r, 403, "You do not have permission to perform this action.");
	else if (header == NULL || strcmp(header, arena_printf("Bearer %s", key)) != 0)
		truework_error(r, 401, "Invalid token.");
	else
		return true;
	return false;
}

static int calls_in_second(void)
{
	int64_t since = when_now() - minute_us() / 60;
	int count = 0;

	for (size_t i = store.calls.count; i > 0; i--) {
		const struct call_log *call = store.calls.items[i - 1];

		if (call->at <= since)
			break;
		count += strncmp(call->path, "/truework/", 10) == 0;
	}
	return count;
}

/* This call is noted already. */
bool truework_admits(struct request *r, const char *key)
{
	const char *version = version_of(r);

	if (calls_in_second() > store.options.truework_a_second)
		truework_error(r, 429, "Request limit exceeded.");
	else if (!has_key(r, key))
		return false;
	else if (version == NULL || strcmp(version, store.options.truework_pin) < 0)
		truework_error(r, 406, "Invalid version requested.");
	else
		return true;
	return false;
}
