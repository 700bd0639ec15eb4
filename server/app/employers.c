/* employers.c: the same employer under two names; what counts as the same stands in employers.h. */
#include "app/employers.h"

#include "app/fold.h"
#include "base/arena.h"
#include "base/buf.h"

#include <string.h>

#define KEY_MAX 80

/* They stand in so many names that they tell none from another. */
static const char *const empty_words[] = {
	"inc", "incorporated", "llc", "corp", "corporation", "co", "company", "ltd", "limited", "lp",
	"llp", "pllc", "the", "of", "and", "at",
};

static bool is_empty_word(const char *word)
{
	for (size_t i = 0; i < countof(empty_words); i++)
		if (strcmp(word, empty_words[i]) == 0)
			return true;
	return false;
}

/* A name that is nothing but such words keeps them. */
static struct words telling_words(const char *name)
{
	struct words all = fold_words(name), told = { .count = 0 };

	for (size_t i = 0; i < all.count; i++)
		if (!is_empty_word(all.word[i]))
			told.word[told.count++] = all.word[i];
	return told.count > 0 ? told : all;
}

static bool holds(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->word[i], word) == 0)
			return true;
	return false;
}

static bool holds_all(const struct words *all, const struct words *some)
{
	for (size_t i = 0; i < some->count; i++)
		if (!holds(all, some->word[i]))
			return false;
	return some->count > 0;
}

/* Sources that know none fill in zeros. */
static bool is_number(const char *tax)
{
	return strpbrk(tax, "123456789") != NULL;
}

int employer_likeness(const char *a, const char *a_tax, const char *b, const char *b_tax)
{
	struct words one = telling_words(a), other = telling_words(b);
	bool is_within, is_around;

	if (is_number(a_tax) && is_number(b_tax))
		return strcmp(a_tax, b_tax) == 0 ? 3 : 0;
	is_within = holds_all(&other, &one);
	is_around = holds_all(&one, &other);
	return is_within && is_around ? 2 : is_within || is_around;
}

/* Bytes beyond the limit are cut between characters. */
const char *employer_key(const char *name)
{
	struct words words = telling_words(name);
	struct buf key = buf_new(4 * strlen(name) + FOLD_WORDS_MAX + 1);
	size_t len;

	for (size_t i = 0; i < words.count; i++) {
		buf_text(&key, i > 0 ? "-" : "");
		buf_text(&key, words.word[i]);
	}
	if (key.len == 0)
		return "unnamed";
	len = key.len < KEY_MAX ? key.len : KEY_MAX;
	while (len < key.len && ((unsigned char)key.data[len] & 0xC0) == 0x80)
		len--;
	return arena_copy(key.data, len);
}
