/* fold.h: a name as plain letters, so that two spellings of it can be compared. */
#ifndef FOLD_H
#define FOLD_H

#include "base/base.h"

#define FOLD_WORDS_MAX 16

struct words {
	const char *word[FOLD_WORDS_MAX];
	size_t count;
};

/* The words of a name without case, accents and marks: "Nguyễn-O'Brien" → nguyen obrien. Letters of
 * scripts other than Latin stay as they are. Jr, Sr, II … are left out; so is what is beyond the
 * sixteenth word. */
struct words fold_words(const char *name);

#endif
