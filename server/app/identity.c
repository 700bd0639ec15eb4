/* identity.c: is a report about the person it was asked for? (product.md §3)
 *
 * A household may share one user at the provider, and a client may sign in with another's account,
 * so who a source names is compared with the case. A doubt never decides: it brings a person. */
#include "app/identity.h"

#include "app/fold.h"
#include "base/arena.h"

#include <string.h>

#define NAMES_MAX 20

static const char *last4(const char *digits)
{
	size_t len = strlen(digits);

	return len >= 4 ? digits + len - 4 : NULL;
}

/* Dates come with and without a time (truv-api.md §1). */
static const char *day(const char *date)
{
	return strlen(date) >= 10 ? arena_copy(date, 10) : NULL;
}

static cJSON *add_said(cJSON *list, const cJSON *link, const char *source)
{
	cJSON *one = json_push(list, json_object());

	json_set_text(one, "link_id", json_text_or_null(link, "link_id"));
	json_set_text(one, "source", source);
	json_set(one, "names", json_list());
	return one;
}

static void add_name(cJSON *said, const char *name)
{
	cJSON *names = cJSON_GetObjectItemCaseSensitive(said, "names");

	if (name[strspn(name, " ")] != '\0' && cJSON_GetArraySize(names) < NAMES_MAX)
		json_push(names, cJSON_CreateString(name));
}

static void say_profile(cJSON *list, const cJSON *link, const cJSON *employment)
{
	const cJSON *profile = json_at(employment, "profile");
	cJSON *said;

	if (!cJSON_IsObject(profile))
		return;
	said = add_said(list, link, json_text(employment, "company.name"));
	add_name(said, arena_printf("%s %s", json_text(profile, "first_name"),
				    json_text(profile, "last_name")));
	add_name(said, json_text(profile, "full_name"));
	json_set_text(said, "born_on", day(json_text(profile, "date_of_birth")));
	json_set_text(said, "ssn_last4", last4(json_text(profile, "ssn")));
}

/* The owners of one account. What the provider calls the borrower is only what we told it. */
static void say_owners(cJSON *list, const cJSON *link, const cJSON *owners)
{
	const cJSON *owner;
	cJSON *said;

	if (cJSON_GetArraySize(owners) == 0)
		return;
	said = add_said(list, link, json_text(link, "provider_name"));
	json_set_text(said, "born_on", NULL);
	json_set_text(said, "ssn_last4", NULL);
	cJSON_ArrayForEach(owner, owners)
		add_name(said, json_text(owner, "full_name"));
}

cJSON *identity_said(const cJSON *report)
{
	const cJSON *link, *one;
	cJSON *list = json_list();

	cJSON_ArrayForEach(link, json_at(report, "links")) {
		cJSON_ArrayForEach(one, json_at(link, "employments"))
			say_profile(list, link, one);
		cJSON_ArrayForEach(one, json_at(link, "accounts"))
			say_owners(list, link, json_at(one, "owners"));
	}
	return list;
}

static bool has(const struct words *words, const char *word, size_t *place)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->word[i], word) == 0) {
			*place = i;
			return true;
		}
	return false;
}

/* Of a compound surname the longest part counts: García in "García de la Torre" may be all that is
 * kept, "de" proves nothing. */
static const char *longest(const struct words *words)
{
	const char *found = "";

	for (size_t i = 0; i < words->count; i++)
		if (strlen(words->word[i]) > strlen(found))
			found = words->word[i];
	return found;
}

/* Beside the surname nothing but letters: "J Smith". A middle initial beside a first name proves
 * nothing. */
static bool has_only_initials(const struct words *words, size_t surname)
{
	for (size_t i = 0; i < words->count; i++)
		if (i != surname && strlen(words->word[i]) > 1)
			return false;
	return true;
}

static bool has_first(const struct words *first, const struct words *theirs, size_t surname)
{
	bool is_short = has_only_initials(theirs, surname)
		|| has_only_initials(first, first->count);

	for (size_t i = 0; i < first->count; i++)
		for (size_t j = 0; j < theirs->count; j++) {
			const char *a = first->word[i], *b = theirs->word[j];

			if (j != surname && (strcmp(a, b) == 0 || (is_short && a[0] == b[0])))
				return true;
		}
	return false;
}

static const char *joined(const struct words *a, const struct words *b)
{
	const char *text = "";

	for (size_t i = 0; i < a->count; i++)
		text = arena_printf("%s%s", text, a->word[i]);
	return b != NULL ? arena_printf("%s%s", text, joined(b, NULL)) : text;
}

struct parts {
	bool is_first, is_last, is_whole;
};

/* Which parts of the person's name stand in a name of theirs. */
static struct parts compare_names(const cJSON *person, const char *name)
{
	struct words first = fold_words(json_text(person, "first_name"));
	struct words last = fold_words(json_text(person, "last_name"));
	struct words native = fold_words(json_text(person, "native_name"));
	struct words theirs = fold_words(name);
	const char *whole = joined(&theirs, NULL);
	size_t surname = theirs.count;
	struct parts parts;

	parts.is_last = has(&theirs, longest(&last), &surname);
	parts.is_first = has_first(&first, &theirs, surname);
	parts.is_whole = (parts.is_first && parts.is_last)
		|| strcmp(whole, joined(&first, &last)) == 0
		|| strcmp(whole, joined(&last, &first)) == 0
		|| (native.count > 0 && strcmp(whole, joined(&native, NULL)) == 0);
	return parts;
}

/* Both said, and not the same. */
static bool differs(const cJSON *person, const cJSON *said, const char *what)
{
	const char *ours = json_text(person, what), *theirs = json_text(said, what);

	return ours[0] != '\0' && theirs[0] != '\0' && strcmp(ours, theirs) != 0;
}

static bool agrees(const cJSON *person, const cJSON *said, const char *what)
{
	const char *ours = json_text(person, what);

	return ours[0] != '\0' && strcmp(ours, json_text(said, what)) == 0;
}

enum name_fit identity_name(const cJSON *person, const cJSON *said)
{
	const cJSON *names = json_at(said, "names"), *name;
	enum name_fit best = cJSON_GetArraySize(names) > 0 ? NAME_OFF : NAME_UNSAID;

	cJSON_ArrayForEach(name, names) {
		struct parts parts = compare_names(person, json_text(name, ""));

		if (parts.is_whole)
			return NAME_FITS;
		if (parts.is_first || parts.is_last)
			best = NAME_PARTLY;
	}
	return best;
}

/* A name that is only half the same belongs to the same person when birth date and SSN say so:
 * people marry and go by short names. */
static bool name_differs(const cJSON *person, const cJSON *said)
{
	enum name_fit fit = identity_name(person, said);
	bool is_proven = agrees(person, said, "born_on") && agrees(person, said, "ssn_last4");

	return fit == NAME_OFF || (fit == NAME_PARTLY && !is_proven);
}

cJSON *identity_doubts(const cJSON *person, const cJSON *said)
{
	cJSON *doubts = json_list();

	if (name_differs(person, said))
		json_push(doubts, cJSON_CreateString("name"));
	if (differs(person, said, "born_on"))
		json_push(doubts, cJSON_CreateString("birth_date"));
	if (differs(person, said, "ssn_last4"))
		json_push(doubts, cJSON_CreateString("ssn"));
	return doubts;
}

static bool holds(const cJSON *list, const char *word)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (strcmp(cJSON_GetStringValue(one), word) == 0)
			return true;
	return false;
}

/* The same saying of the same link: what a person looked at then. */
static bool is_same_saying(const cJSON *a, const cJSON *b)
{
	return strcmp(json_text(a, "link_id"), json_text(b, "link_id")) == 0
		&& strcmp(json_text(a, "born_on"), json_text(b, "born_on")) == 0
		&& strcmp(json_text(a, "ssn_last4"), json_text(b, "ssn_last4")) == 0
		&& cJSON_Compare(json_at(a, "names"), json_at(b, "names"), true);
}

static bool is_released(const cJSON *said, const cJSON *released)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, released)
		if (is_same_saying(said, one))
			return true;
	return false;
}

cJSON *identity_all_doubts(const cJSON *person, cJSON *all_said, const cJSON *released)
{
	cJSON *all = json_list(), *said;
	const cJSON *doubt;

	cJSON_ArrayForEach(said, all_said) {
		cJSON *doubts = identity_doubts(person, said);

		if (is_released(said, released))
			doubts = json_list();
		json_set_bool(said, "is_doubtful", cJSON_GetArraySize(doubts) > 0);
		cJSON_ArrayForEach(doubt, doubts)
			if (!holds(all, cJSON_GetStringValue(doubt)))
				json_push(all, cJSON_CreateString(cJSON_GetStringValue(doubt)));
	}
	return all;
}
