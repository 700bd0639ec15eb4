/* json.c: documents from outside are checked before cJSON sees them; all of them live in the arena.
 *
 * cJSON recurses, lets bad UTF-8 and repeated names pass and cuts text at \u0000, so one scan
 * over the bytes refuses those first. What a document means is left to whoever reads it. */
#include "base/json.h"

#include "base/arena.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_MAX 9007199254740992.0  /* 2^53: beyond it a double skips whole numbers */

struct scan {
	const char *at, *end;
	int depth;
	bool in_string;
};

static void let_go(void *bytes)
{
	(void)bytes;
}

void json_init(void)
{
	cJSON_Hooks hooks = { arena_alloc, let_go };

	cJSON_InitHooks(&hooks);
}

/* The value of \uXXXX at `at`, or -1 where there is none. */
static long escape_at(const char *at, const char *end)
{
	char digits[5] = "";
	char *stop;
	long value;

	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	memcpy(digits, at + 2, 4);
	if (strspn(digits, "0123456789abcdefABCDEF") != 4)
		return -1;
	value = strtol(digits, &stop, 16);
	return value;
}

/* Moves over one escape inside a string; gives what is wrong with it, or NULL. */
static const char *scan_escape(struct scan *s)
{
	long value = escape_at(s->at, s->end), low;

	if (value == 0)
		return "\\u0000 in a string";
	if (value >= 0xdc00 && value <= 0xdfff)
		return "a lone surrogate";
	if (value >= 0xd800 && value <= 0xdbff) {
		low = escape_at(s->at + 6, s->end);
		if (low < 0xdc00 || low > 0xdfff)
			return "a lone surrogate";
		s->at += 6;
	}
	/* A malformed escape is cJSON's to refuse; here it only must not hide the closing quote. */
	s->at += value < 0 ? 2 : 6;
	return NULL;
}

static const char *scan_string_byte(struct scan *s)
{
	if (*s->at == '\\')
		return scan_escape(s);
	if ((unsigned char)*s->at < 0x20)
		return "a control character in a string";
	s->in_string = *s->at != '"';
	s->at++;
	return NULL;
}

static const char *scan_byte(struct scan *s)
{
	if (*s->at == '{' || *s->at == '[')
		s->depth++;
	if (*s->at == '}' || *s->at == ']')
		s->depth--;
	s->in_string = *s->at == '"';
	s->at++;
	return s->depth > JSON_DEPTH_MAX ? "nested too deep" : NULL;
}

static const char *scan(const char *text, size_t len)
{
	struct scan s = { .at = text, .end = text + len };
	const char *why = NULL;

	while (s.at < s.end && !why)
		why = s.in_string ? scan_string_byte(&s) : scan_byte(&s);
	return why;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, because comparing each with each lets a large hostile object take minutes. */
static bool repeats_a_name(const cJSON *object)
{
	size_t count = (size_t)cJSON_GetArraySize(object), n = 0;
	const char **names = arena_alloc(count * sizeof *names);
	const cJSON *member;

	cJSON_ArrayForEach(member, object)
		names[n++] = member->string;
	qsort(names, n, sizeof *names, by_name);
	for (size_t i = 1; i < n; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			return true;
	return false;
}

/* Recursion is bounded by the depth scan. */
static bool has_repeats(const cJSON *doc)
{
	const cJSON *member;

	if (cJSON_IsObject(doc) && repeats_a_name(doc))
		return true;
	cJSON_ArrayForEach(member, doc)
		if (has_repeats(member))
			return true;
	return false;
}

static const char *read_document(const char *text, size_t len, cJSON **doc)
{
	const char *why;

	if (len == 0)
		return "empty";
	if (!utf8_ok(text, len))
		return "not UTF-8";
	why = scan(text, len);
	if (why)
		return why;
	/* The length counts the copy's NUL: cJSON looks for it there to know that nothing
	 * follows. */
	*doc = cJSON_ParseWithLengthOpts(arena_copy(text, len), len + 1, NULL, true);
	if (!*doc)
		return "not one JSON document";
	return has_repeats(*doc) ? "a repeated name" : NULL;
}

enum status json_read(const char *text, size_t len, cJSON **doc, const char **why)
{
	const char *reason;

	*doc = NULL;
	reason = read_document(text, len, doc);
	if (reason)
		*doc = NULL;
	if (why)
		*why = reason;
	return reason ? INVALID : OK;
}

static const cJSON *member_at(const cJSON *doc, const char *name, size_t len)
{
	const cJSON *member;

	if (cJSON_IsArray(doc)) {
		char digits[8] = "";

		if (len == 0 || len >= sizeof digits || strspn(name, "0123456789") < len)
			return NULL;
		memcpy(digits, name, len);
		return cJSON_GetArrayItem(doc, (int)strtol(digits, NULL, 10));
	}
	if (!cJSON_IsObject(doc))
		return NULL;
	cJSON_ArrayForEach(member, doc)
		if (strncmp(member->string, name, len) == 0 && !member->string[len])
			return member;
	return NULL;
}

const cJSON *json_at(const cJSON *doc, const char *path)
{
	while (doc && *path) {
		size_t len = strcspn(path, ".");

		doc = member_at(doc, path, len);
		path += len;
		path += *path == '.';
	}
	return doc;
}

static const char *number_text(double value)
{
	char *text;

	if (fabs(value) < WHOLE_MAX && value == (double)(long long)value)
		return arena_printf("%lld", (long long)value);
	text = arena_printf("%.15g", value);
	return strtod(text, NULL) == value ? text : arena_printf("%.17g", value);
}

const char *json_text_or_null(const cJSON *doc, const char *path)
{
	const cJSON *member = json_at(doc, path);

	if (!member || cJSON_IsNull(member))
		return NULL;
	if (cJSON_IsString(member))
		return member->valuestring;
	if (cJSON_IsNumber(member))
		return number_text(member->valuedouble);
	if (cJSON_IsBool(member))
		return cJSON_IsTrue(member) ? "true" : "false";
	return "";
}

const char *json_text(const cJSON *doc, const char *path)
{
	const char *text = json_text_or_null(doc, path);

	return text ? text : "";
}

bool json_true(const cJSON *doc, const char *path)
{
	return cJSON_IsTrue(json_at(doc, path));
}

static long whole_text(const char *text, long otherwise)
{
	const char *digits = text + (*text == '-');
	long value;

	if (!*digits || digits[strspn(digits, "0123456789")])
		return otherwise;
	errno = 0;
	value = strtol(text, NULL, 10);
	return errno ? otherwise : value;
}

long json_int(const cJSON *doc, const char *path, long otherwise)
{
	const cJSON *member = json_at(doc, path);

	if (!member)
		return otherwise;
	if (cJSON_IsString(member))
		return whole_text(member->valuestring, otherwise);
	if (!cJSON_IsNumber(member) || !(fabs(member->valuedouble) <= WHOLE_MAX))
		return otherwise;
	if (member->valuedouble != (double)(long)member->valuedouble)
		return otherwise;
	return (long)member->valuedouble;
}

const cJSON *json_member(const cJSON *object, const char *name)
{
	return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, name) : NULL;
}

const char *json_string(const cJSON *object, const char *name)
{
	const cJSON *member = json_member(object, name);

	return member && cJSON_IsString(member) ? member->valuestring : NULL;
}

cJSON *json_object(void)
{
	return cJSON_CreateObject();
}

cJSON *json_list(void)
{
	return cJSON_CreateArray();
}

cJSON *json_set(cJSON *object, const char *name, cJSON *value)
{
	assert(cJSON_IsObject(object));
	if (!value)
		value = cJSON_CreateNull();
	if (cJSON_GetObjectItemCaseSensitive(object, name))
		cJSON_ReplaceItemInObjectCaseSensitive(object, name, value);
	else
		cJSON_AddItemToObject(object, name, value);
	return value;
}

cJSON *json_set_text(cJSON *object, const char *name, const char *text)
{
	return json_set(object, name, text ? cJSON_CreateString(text) : NULL);
}

cJSON *json_set_int(cJSON *object, const char *name, long value)
{
	return json_set(object, name, cJSON_CreateNumber((double)value));
}

cJSON *json_set_bool(cJSON *object, const char *name, bool value)
{
	return json_set(object, name, cJSON_CreateBool(value));
}

cJSON *json_push(cJSON *list, cJSON *value)
{
	assert(cJSON_IsArray(list));
	cJSON_AddItemToArray(list, value);
	return value;
}

cJSON *json_copy(const cJSON *doc)
{
	return doc ? cJSON_Duplicate(doc, true) : cJSON_CreateNull();
}

char *json_print(const cJSON *doc)
{
	char *text = doc ? cJSON_PrintUnformatted(doc) : arena_dup("null");

	assert(text);
	return text;
}
