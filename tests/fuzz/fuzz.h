/* fuzz.h: what every target shares: its start, a log that is formatted and written nowhere, and an
 * input cut into lines. */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/arena.h"
#include "base/json.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Once, before the first input, where a target needs more than the libraries. */
void fuzz_start(void);

struct input {
	const char *at, *end;
};

/* The next line without its end, in the arena and so cut at its first NUL; "" when none is left. */
const char *input_line(struct input *in);
/* What is left, with its length. */
const char *input_rest(struct input *in, size_t *len);

/* Is every byte of the text in the set? */
bool only(const char *text, const char *set);

#endif
