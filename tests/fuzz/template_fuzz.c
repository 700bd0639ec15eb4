/* template_fuzz.c: any bytes as a template, parsed and filled from a document whose values are full
 * of markup. Values come out escaped unless the template says otherwise.
 *
 * Templates live for ever, so memory grows with every input: inputs are short, and run.sh begins
 * anew every minute. */
#include "fuzz.h"

#include "base/mustache.h"

#define TEMPLATE_MAX 400
#define OUT_MAX (256 * 1024)

static const char document[] =
	"{\"a\":\"<b>&\\\"'\",\"l\":[\"<1>\",\"<2>\"],\"o\":{\"a\":\"<i>\",\"d\":null},"
	"\"r\":[{\"a\":\"<x>\"},{\"a\":\"\"}],\"t\":true,\"f\":false,\"n\":0,\"e\":[]}";
static const char shell_text[] =
	"{\"user\":{\"name\":\"<u>\"},\"form\":{\"x\":\"<f>\"},\"errors\":{}}";

static const cJSON *read(const char *text)
{
	cJSON *doc;

	assert(json_read(text, strlen(text), &doc, NULL) == OK);
	return doc;
}

/* The template's own text without markup, and without a way to ask for values as they are. */
static bool is_plain(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '<')
			text[i] = '(';
		if (text[i] == '&' || text[i] == '=' || (text[i] == '{' && i && text[i - 1] == '{'
							 && i > 1 && text[i - 2] == '{'))
			return false;
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = buf_new(OUT_MAX);
	const struct template *made;
	char *text;
	bool plain;

	if (size > TEMPLATE_MAX)
		return -1;
	text = arena_copy((const char *)data, size);
	plain = is_plain(text, size);
	if (template_parse("fuzz", text, size, &made) == OK) {
		template_render(made, read(document), read(shell_text), &out);
		assert(!plain || !memchr(out.data, '<', out.len));
	}
	arena_reset();
	return 0;
}
