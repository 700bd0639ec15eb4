/* hosted.h: the client's page: what its files share. */
#ifndef HOSTED_H
#define HOSTED_H

#include "api.h"

/* Loads templates and style; before the first request. */
must_check enum status hosted_load(const char *dir);

/* Fills a template in the order's language (NULL order: English) and answers with it. */
void hosted_show(struct request *r, int status, const char *template, const cJSON *doc,
	const struct order *order);

/* The page's words in the order's language, as an object; English for what is not translated.
 * (hosted_words.c) */
cJSON *hosted_words(const char *locale);
/* "en" or "es": the language the words are really in. */
const char *hosted_language(const char *locale);

#endif
