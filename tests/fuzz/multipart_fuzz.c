/* multipart_fuzz.c: any bytes as a form with a file: the first line is its boundary, the rest its
 * body. Nothing may crash, and the file lies inside the body. */
#include "base/arena.h"
#include "web/multipart.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	json_init();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = arena_copy((const char *)data, size), *body = memchr(text, '\n', size);
	struct request r = { 0 };
	cJSON *form;

	if (body) {
		r.body = body + 1;
		r.body_len = size - (size_t)(r.body - text);
		if (multipart_split(&r, arena_printf("multipart/form-data; boundary=%.*s",
						     (int)(body - text), text), &form) == OK && r.file)
			assert(r.file >= r.body && r.file + r.file_len <= r.body + r.body_len);
	}
	arena_reset();
	return 0;
}
