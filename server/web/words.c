/* words.c: loads the words clients read, and puts them into the documents of their pages.
 *
 * A file is one flat object, key → text. All languages have the keys of English, so no page can
 * lack a word in one of them; that every key is used by some template is contract_test.c's affair.
 * Everything is made before the first request and never changes. */
#include "web/words.h"
#include "base/arena.h"
#include "base/log.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define LANGUAGES_MAX 32
#define FILE_MAX (64 * 1024)
#define SUFFIX ".json"
#define ENGLISH "en"

static struct language {
	const char *lang;
	cJSON *words;
} languages[LANGUAGES_MAX];
static size_t language_count;

static enum status wrong(const char *lang, const char *what, const char *key)
{
	log_line(LOG_ERROR, "words.wrong", "lang=%s problem=%s key=\"%s\"", lang, what, key);
	return INVALID;
}

static const char *kept(const char *text)
{
	return forever_copy(text, strlen(text));
}

/* The same object where no arena's end reaches it. */
static cJSON *keep(const cJSON *read)
{
	cJSON *object = forever_alloc(sizeof *object), *last = NULL;
	const cJSON *one;

	object->type = cJSON_Object;
	cJSON_ArrayForEach(one, read) {
		cJSON *item = forever_alloc(sizeof *item);

		item->type = cJSON_String;
		item->string = (char *)kept(one->string);
		item->valuestring = (char *)kept(one->valuestring);
		item->prev = last;
		*(last ? &last->next : &object->child) = item;
		last = item;
	}
	if (last)
		object->child->prev = last;
	return object;
}

static enum status load(const char *path, const char *lang)
{
	char *text = arena_alloc(FILE_MAX);
	FILE *file = fopen(path, "re");
	cJSON *read;
	const cJSON *one;
	size_t len;

	if (!file)
		return wrong(lang, "unreadable", "");
	len = fread(text, 1, FILE_MAX, file);
	fclose(file);
	if (len == FILE_MAX || language_count == LANGUAGES_MAX
	    || json_read(text, len, &read, NULL) != OK || !cJSON_IsObject(read))
		return wrong(lang, "unreadable", "");
	cJSON_ArrayForEach(one, read)
		if (!cJSON_IsString(one) || one->valuestring[0] == '\0')
			return wrong(lang, "no_text", one->string);
	languages[language_count++] = (struct language){ kept(lang), keep(read) };
	return OK;
}

static const struct language *find(const char *lang)
{
	size_t i;

	for (i = 0; i < language_count; i++)
		if (strcmp(languages[i].lang, lang) == 0)
			return &languages[i];
	return NULL;
}

/* Every key of `wanted` is in the language's words. */
static enum status has_all(const char *lang, const cJSON *words, const cJSON *wanted,
		const char *problem)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, wanted)
		if (!cJSON_GetObjectItemCaseSensitive(words, one->string))
			return wrong(lang, problem, one->string);
	return OK;
}

static enum status compare(void)
{
	const struct language *english = find(ENGLISH);
	size_t i;

	if (!english)
		return wrong(ENGLISH, "unreadable", "");
	for (i = 0; i < language_count; i++) {
		const struct language *l = &languages[i];

		TRY(has_all(l->lang, l->words, english->words, "missing"));
		TRY(has_all(l->lang, english->words, l->words, "not_in_english"));
	}
	return OK;
}

enum status words_load(const char *templates)
{
	const char *path = arena_printf("%s/words", templates);
	enum status status = OK;
	struct dirent *entry;
	DIR *dir = opendir(path);

	language_count = 0;
	if (!dir)
		return wrong(ENGLISH, "unreadable", "");
	while (status == OK && (entry = readdir(dir))) {
		const char *dot = strrchr(entry->d_name, '.');

		if (dot && dot > entry->d_name && strcmp(dot, SUFFIX) == 0)
			status = load(arena_printf("%s/%s", path, entry->d_name),
				arena_copy(entry->d_name, (size_t)(dot - entry->d_name)));
	}
	closedir(dir);
	return status == OK ? compare() : status;
}

bool words_wanted(const char *template)
{
	return strncmp(template, "client/", 7) == 0;
}

cJSON *words_of(const char *lang)
{
	const struct language *found = find(lang);

	if (!found)
		found = find(ENGLISH);
	return cJSON_CreateObjectReference(found ? found->words->child : NULL);
}

void words_put(cJSON *doc)
{
	const char *lang = cJSON_IsObject(doc) ? json_text_or_null(doc, "lang") : NULL;
	cJSON *child;

	cJSON_ArrayForEach(child, doc)
		words_put(child);
	if (lang)
		json_set(doc, "words", words_of(lang));
}
