/* passwords.c: which passwords are taken: long ones that nobody tries first. There are no rules
 * about what they are made of: they make passwords worse.
 *
 * The words that are tried first stand in the table common_passwords as hashes, so no password
 * leaves this process but as one. */
#include "app/passwords.h"

#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"

#include <ctype.h>
#include <string.h>

#define CHARACTERS_MIN 12
#define CHARACTERS_MAX 128
#define DIFFERENT_MIN 5
#define NAME_MIN 4
#define BESIDE_MIN 8               /* letters and digits beside the words of this place */

/* What anybody who tries to get in here thinks of; the agency's name is added. */
static const char *const ours[] = {
	"verify", "truv", "truework", "portal", "income", "benefits", "caseworker", "supervisor",
	"admin", "county", "snap", "medicaid", "calfresh", "welcome", "password",
};

static size_t characters_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static size_t different_in(const char *text)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (; *text; text++) {
		n += !seen[(unsigned char)*text];
		seen[(unsigned char)*text] = true;
	}
	return n;
}

static const char *lower(const char *text)
{
	char *copy = arena_dup(text), *at;

	for (at = copy; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

/* Without what people put behind a word to please a rule: "Password2026!" is "password". */
static const char *stem(const char *low)
{
	size_t len = strlen(low);

	while (len && !isalpha((unsigned char)low[len - 1]))
		len--;
	return arena_copy(low, len);
}

static void cut_word(char *text, const char *word)
{
	size_t len = strlen(word);
	char *at;

	while (len >= NAME_MIN && (at = strstr(text, word)))
		memmove(at, at + len, strlen(at + len) + 1);
}

/* Is little left of it without the words of this place? Letters of other scripts count. */
static bool is_of_this_place(const char *low)
{
	char *text = arena_dup(low), *name = arena_dup(lower(settings.agency_name)), *word;
	size_t left = 0;

	for (size_t i = 0; i < countof(ours); i++)
		cut_word(text, ours[i]);
	while ((word = strsep(&name, " ,.-'")) != NULL)
		cut_word(text, word);
	for (; *text; text++)
		left += isalnum((unsigned char)*text) || (unsigned char)*text >= 0xc0;
	return left < BESIDE_MIN;
}

static enum status is_common(struct request *r, const char *low, bool *found)
{
	cJSON *hashes = json_set(json_set(r->in, "password", json_object()), "hashes", json_list());
	const char *bare = stem(low);
	enum status status;
	const cJSON *row;

	json_push(hashes, cJSON_CreateString(crypto_sha256_hex(low, strlen(low))));
	json_push(hashes, cJSON_CreateString(crypto_sha256_hex(bare, strlen(bare))));
	status = db_one("me/common", r->in, &row);
	*found = status == OK;
	return status == NOT_FOUND ? OK : status;
}

enum status password_fault(struct request *r, const char *password, const char *email,
			   const char **fault)
{
	size_t characters = characters_in(password), name = strcspn(email, "@");
	const char *low = lower(password);
	bool found = false;

	*fault = NULL;
	if (characters < CHARACTERS_MIN)
		*fault = "Choose a password of 12 characters or more. A few words in a row are good.";
	else if (characters > CHARACTERS_MAX)
		*fault = "Choose a password of at most 128 characters";
	else if (name >= NAME_MIN && strstr(low, lower(arena_copy(email, name))))
		*fault = "Choose a password without your own e-mail address in it";
	else if (is_of_this_place(low))
		*fault = "Choose a password that is more than the names of this agency and its tools";
	if (*fault)
		return OK;
	TRY(is_common(r, low, &found));
	if (found || different_in(low) < DIFFERENT_MIN)
		*fault = "Choose another password: this one is among those that are tried first";
	return OK;
}

enum status password_put(struct request *r, const char *password)
{
	char *hash;

	TRY(password_hash(password, &hash));
	json_set_text(json_set(r->in, "password", json_object()), "hash", hash);
	return OK;
}
