/* fold.c: a name as plain letters.
 *
 * A table for each block of Latin letters that names are written with: the base letter of each
 * character in the block's order. A digit stands for two letters. */
#include "app/fold.h"

#include "base/arena.h"
#include "base/buf.h"

#include <string.h>

static const struct block {
	unsigned from;
	const char *letters;
} blocks[] = {
	{ 0xc0, "aaaaaa1ceeeeiiiidnooooo ouuuuy23aaaaaa1ceeeeiiiidnooooo ouuuuy2y" },
	{ 0x100, "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
		 "nnnnnnnnnoooooo44rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" },
	{ 0x1a0, "oo" },
	{ 0x1af, "uu" },
	{ 0x1ea0, "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooo"
		  "uuuuuuuuuuuuuuyyyyyyyy" },
};

static const char *const pairs[] = { "", "ae", "th", "ss", "oe" };

static const struct { unsigned from, to;
	bool is_space;                   /* else it vanishes: an apostrophe, an accent */
} marks[] = {
	{ 0x27, 0x27, false },     { 0x2e, 0x2e, false },     { 0x60, 0x60, false },
	{ 0x00, 0x2f, true },      { 0x3a, 0x40, true },      { 0x5b, 0x5f, true },
	{ 0x7b, 0xbf, true },      { 0x2b0, 0x2ff, false },   { 0x300, 0x36f, false },
	{ 0x2018, 0x201b, false }, { 0x200b, 0x200f, false }, { 0x2000, 0x206f, true },
	{ 0x3000, 0x3002, true },  { 0x30fb, 0x30fb, true },
};

static const char *const suffixes[] = { "jr", "sr", "ii", "iii", "iv" };

/* The character at text, which is well-formed UTF-8, and how many bytes it takes. */
static unsigned character(const char *text, size_t *len)
{
	static const unsigned char lead[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	unsigned char first = (unsigned char)text[0];
	unsigned c;

	*len = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	c = first & lead[*len];
	for (size_t i = 1; i < *len; i++)
		c = c << 6 | ((unsigned char)text[i] & 0x3f);
	return c;
}

static const struct block *block_of(unsigned c)
{
	for (size_t i = 0; i < countof(blocks); i++)
		if (c >= blocks[i].from && c < blocks[i].from + strlen(blocks[i].letters))
			return &blocks[i];
	return NULL;
}

static void fold_one(struct buf *b, const char *bytes, size_t len, unsigned c)
{
	const struct block *block = block_of(c);
	char letter = block != NULL ? block->letters[c - block->from] : '\0';

	if (c >= 'A' && c <= 'Z')
		buf_char(b, (char)(c + 'a' - 'A'));
	else if (letter >= '1' && letter <= '4')
		buf_text(b, pairs[letter - '0']);
	else if (letter != '\0')
		buf_char(b, letter);
	else
		buf_add(b, bytes, len);
}

static void fold_character(struct buf *b, const char *bytes, size_t len, unsigned c)
{
	for (size_t i = 0; i < countof(marks); i++)
		if (c >= marks[i].from && c <= marks[i].to) {
			if (marks[i].is_space)
				buf_char(b, ' ');
			return;
		}
	fold_one(b, bytes, len, c);
}

/* ä is spelled a by some and ae by others: Müller, Muller, Mueller. */
static void squeeze(char *word)
{
	char *to = word;

	for (const char *from = word; *from != '\0'; from++) {
		if (*from == 'e' && to > word && strchr("aou", to[-1]) != NULL)
			continue;
		*to++ = *from;
	}
	*to = '\0';
}

static bool is_suffix(const char *word)
{
	for (size_t i = 0; i < countof(suffixes); i++)
		if (strcmp(word, suffixes[i]) == 0)
			return true;
	return false;
}

struct words fold_words(const char *name)
{
	struct buf b = buf_new(4 * strlen(name) + 1);
	struct words words = { .count = 0 };
	size_t len;

	for (; *name != '\0'; name += len) {
		unsigned c = character(name, &len);

		fold_character(&b, name, len, c);
	}
	for (const char *at = b.data; *at != '\0' && words.count < FOLD_WORDS_MAX; at += len) {
		char *word;

		at += strspn(at, " ");
		len = strcspn(at, " ");
		word = arena_copy(at, len);
		squeeze(word);
		if (len > 0 && !is_suffix(word))
			words.word[words.count++] = word;
	}
	return words;
}
