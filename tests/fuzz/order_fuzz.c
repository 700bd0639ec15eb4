/* order_fuzz.c: any bytes as what the provider and the text gateway answer: an order, a refusal,
 * the fate of a text. Whatever comes out is in our words only. */
#include "fuzz.h"

#include "gateway/gateway.h"
#include "truv/private.h"

static const char *const order_words[] = {
	"open", "completed", "canceled", "expired", "error", "no_data", "skipped",
};
static const char *const connection_words[] = {
	"waiting", "connecting", "reading", "ready", "needs_you", "expired", "canceled",
};

static bool is_among(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

static void hold_order(const cJSON *order)
{
	const cJSON *one;

	assert(json_text(order, "upstream_id")[0] != '\0');
	assert(is_among(json_text(order, "status"), order_words, countof(order_words)));
	cJSON_ArrayForEach(one, json_at(order, "connections")) {
		const char *state = json_text(one, "state");

		assert(is_among(state, connection_words, countof(connection_words)));
		assert((strcmp(state, "needs_you") == 0) == (json_text(one, "cause")[0] != '\0'));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct answer answer = { .outcome = REFUSED, .body = "" };
	cJSON *doc, *order;

	if (json_read((const char *)data, size, &doc, NULL) == OK) {
		order = truv_words_order(doc);
		if (order)
			hold_order(order);
		answer.doc = doc;
		assert(cJSON_IsObject(truv_refusal(&answer)));
		gateway_event(doc);
	}
	arena_reset();
	return 0;
}
