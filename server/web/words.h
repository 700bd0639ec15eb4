/* words.h: the words clients read, by language: templates/words/<lang>.json.
 *
 * The rule: a template whose name begins with "client/" is a page for clients. It stands in
 * client/layout.html; every object of its document that has a `lang` gets `words` beside it, and
 * the page as a whole has the words of its own `lang`, English where it says none. */
#ifndef WORDS_H
#define WORDS_H

#include "base/json.h"

/* Reads every words/<lang>.json below the folder of templates. INVALID, with a line that names
 * language and key, when one has not the same keys as English, or a value that is no text. */
must_check enum status words_load(const char *templates);

/* True for the name of a template that clients read. */
bool words_wanted(const char *template);

/* A language's words as a document that outlives every request; English for one without. */
cJSON *words_of(const char *lang);

/* Puts `words` into every object of the document that has a text `lang`. */
void words_put(cJSON *doc);

#endif
