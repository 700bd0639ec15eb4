/* cut.c: what of a report may be stored (safety.md §3).
 *
 * The names of members differ between pages and years (truv-api.md C1), so they are folded to
 * letters and looked up by how they end; what stands below such a member is cut with it. Beside
 * that no text may hold an SSN: one written with its dashes is found by its shape, one without by
 * being the report's own, noted before it is cut. */
#include "truv/private.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

#define KEPT 4
#define SSN_DIGITS 9
#define OWN_MAX 32

enum cut { AS_IS, IF_SSN, LAST_FOUR, NOTHING };

/* How a folded name ends, or with "=" all of it, and what is then left of its value. IF_SSN: an
 * amount may be called so, too. */
static const struct {
	const char *name;
	enum cut cut;
} names[] = {
	{ "ssn", LAST_FOUR }, { "ssnnumber", LAST_FOUR }, { "ssnfull", LAST_FOUR },
	{ "ssnlast4", LAST_FOUR }, { "socialsecuritynumber", LAST_FOUR },
	{ "socialsecurityno", LAST_FOUR }, { "socialsecurity", IF_SSN },
	{ "socialinsurancenumber", LAST_FOUR }, { "=itin", LAST_FOUR },
	{ "taxpayerid", LAST_FOUR }, { "taxpayeridentificationnumber", LAST_FOUR },
	{ "accountnumber", LAST_FOUR }, { "accountnumberfull", LAST_FOUR },
	{ "accountno", LAST_FOUR }, { "accountnum", LAST_FOUR }, { "acctnumber", LAST_FOUR },
	{ "acctno", LAST_FOUR }, { "acctnum", LAST_FOUR }, { "iban", LAST_FOUR },
	{ "routingnumber", LAST_FOUR }, { "routingno", LAST_FOUR }, { "cardnumber", LAST_FOUR },
	{ "licensenumber", LAST_FOUR }, { "passportnumber", LAST_FOUR }, { "=mask", LAST_FOUR },
	{ "token", NOTHING }, { "secret", NOTHING }, { "password", NOTHING },
	{ "=pdfreport", NOTHING }, { "=file", NOTHING }, { "fileurl", NOTHING },
};

/* The nine digits of each SSN the report holds whole. */
struct own {
	const char *ssn[OWN_MAX];
	size_t count;
};

static const char *folded(const char *name)
{
	char *text = arena_dup(name), *to = text;

	for (const char *at = text; *at != '\0'; at++)
		if (isalnum((unsigned char)*at))
			*to++ = (char)tolower((unsigned char)*at);
	*to = '\0';
	return text;
}

static bool is_called(const char *name, const char *wanted)
{
	size_t len = strlen(name), end = strlen(wanted);

	if (*wanted == '=')
		return strcmp(name, wanted + 1) == 0;
	return len >= end && strcmp(name + len - end, wanted) == 0;
}

static enum cut cut_of(const cJSON *member)
{
	const char *name = member->string != NULL ? folded(member->string) : "";

	for (size_t i = 0; i < countof(names); i++)
		if (is_called(name, names[i].name))
			return names[i].cut;
	return AS_IS;
}

/* A value's letters and digits. */
static const char *plain(const cJSON *value)
{
	return folded(json_text(value, ""));
}

static bool is_ssn(const char *plain_text)
{
	return strlen(plain_text) == SSN_DIGITS
		&& strspn(plain_text, "0123456789") == SSN_DIGITS;
}

/* Nine digits that stand for themselves are taken for an SSN only under a name that is cut. */
static void note_own(const cJSON *doc, enum cut above, struct own *own)
{
	const cJSON *member;

	cJSON_ArrayForEach(member, doc) {
		enum cut cut = above != AS_IS ? above : cut_of(member);
		const char *text = cut == LAST_FOUR || cut == IF_SSN ? plain(member) : "";

		if (is_ssn(text) && own->count < OWN_MAX)
			own->ssn[own->count++] = text;
		note_own(member, cut, own);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How long the SSN is that begins here: 3-2-4 digits with a dash, a point or a space between, or
 * nine digits that are the report's own. 0: none does. */
static size_t ssn_here(const char *at, const struct own *own)
{
	static const char shape[] = "ddd-dd-dddd";
	size_t i = 0;

	for (size_t k = 0; k < own->count; k++)
		if (strncmp(at, own->ssn[k], SSN_DIGITS) == 0 && !is_digit(at[SSN_DIGITS]))
			return SSN_DIGITS;
	for (; shape[i] != '\0'; i++)
		if (at[i] == '\0'
		    || !(shape[i] == 'd' ? is_digit(at[i]) : strchr("-. ", at[i]) != NULL))
			return 0;
	return is_digit(at[i]) ? 0 : i;
}

/* The text with every SSN in it blackened up to its last four; NULL when there is none. */
static const char *blackened(const char *text, const struct own *own)
{
	char *copy = NULL;
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++) {
		size_t found = i > 0 && is_digit(text[i - 1]) ? 0 : ssn_here(text + i, own);

		if (found == 0)
			continue;
		copy = copy != NULL ? copy : arena_dup(text);
		for (size_t k = i; k < i + found - KEPT; k++)
			copy[k] = is_digit(copy[k]) ? '*' : copy[k];
		i += found - 1;
	}
	return copy;
}

static bool is_plain(const cJSON *value)
{
	return cJSON_IsString(value) || cJSON_IsNumber(value);
}

/* What stands instead of a value; a list keeps its length, a member its name. */
static void replace(cJSON *value, const char *text)
{
	cJSON *made = text != NULL ? cJSON_CreateString(text) : cJSON_CreateNull();

	value->type = made->type;
	value->valuestring = made->valuestring;
}

static void cut_value(cJSON *value, enum cut cut, const struct own *own)
{
	const char *text = plain(value);
	size_t len = strlen(text);

	if (cut == NOTHING)
		replace(value, NULL);
	else if (cut == LAST_FOUR || (cut == IF_SSN && is_ssn(text)))
		replace(value, len >= KEPT ? text + len - KEPT : NULL);
	else if (cJSON_IsString(value) && (text = blackened(value->valuestring, own)) != NULL)
		replace(value, text);
}

static void cut_below(cJSON *doc, enum cut above, const struct own *own)
{
	cJSON *member;

	cJSON_ArrayForEach(member, doc) {
		enum cut cut = above != AS_IS ? above : cut_of(member);

		if (is_plain(member))
			cut_value(member, cut, own);
		cut_below(member, cut, own);
	}
}

void truv_cut(cJSON *report)
{
	struct own own = { 0 };

	note_own(report, AS_IS, &own);
	cut_below(report, AS_IS, &own);
}
