/* json_fuzz.c: any bytes as a document. What is read is as json.h promises, and printing it and
 * reading that again changes nothing. */
#include "fuzz.h"

static void hold(const cJSON *doc, int depth)
{
	const cJSON *member, *twin;

	assert(depth <= JSON_DEPTH_MAX);
	assert(!doc->string || utf8_ok(doc->string, strlen(doc->string)));
	assert(!cJSON_IsString(doc) || utf8_ok(doc->valuestring, strlen(doc->valuestring)));
	cJSON_ArrayForEach(member, doc) {
		twin = cJSON_GetObjectItemCaseSensitive(doc, member->string ? member->string : "");
		assert(!cJSON_IsObject(doc) || twin == member);
		hold(member, depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *why = NULL, *once;
	cJSON *doc, *again;

	if (json_read((const char *)data, size, &doc, &why) == OK) {
		hold(doc, 0);
		once = json_print(doc);
		assert(json_read(once, strlen(once), &again, NULL) == OK);
		assert(strcmp(once, json_print(again)) == 0);
		json_int(doc, "a.0.b", 7);
		json_text(doc, "");
	} else {
		assert(why && strlen(why) < 100);
	}
	arena_reset();
	return 0;
}
