/* identity_rows.c: how well a report fits its person, as a figure for lists and as rows with a
 * reason each for a page. The comparing is identity.c's. */
#include "app/identity.h"

#include "base/arena.h"

#include <string.h>
#include <strings.h>

#define NAME_WEIGHT 40
#define FACT_WEIGHT 30

enum verdict { UNSAID, OFF, PARTLY, FITS };

static enum verdict fact_verdict(const cJSON *person, const cJSON *said, const char *fact)
{
	const char *ours = json_text(person, fact), *theirs = json_text(said, fact);

	if (ours[0] == '\0' || theirs[0] == '\0')
		return UNSAID;
	return strcmp(ours, theirs) == 0 ? FITS : OFF;
}

static enum verdict name_verdict(const cJSON *person, const cJSON *said)
{
	static const enum verdict verdicts[] = {
		[NAME_UNSAID] = UNSAID, [NAME_OFF] = OFF, [NAME_PARTLY] = PARTLY, [NAME_FITS] = FITS,
	};

	return verdicts[identity_name(person, said)];
}

static void weigh(enum verdict verdict, int weight, int *reached, int *possible)
{
	static const int halves[] = { [UNSAID] = 0, [OFF] = 0, [PARTLY] = 1, [FITS] = 2 };

	*possible += verdict == UNSAID ? 0 : weight;
	*reached += halves[verdict] * weight / 2;
}

int identity_score(const cJSON *person, const cJSON *all_said)
{
	const cJSON *said;
	int least = -1;

	cJSON_ArrayForEach(said, all_said) {
		int reached = 0, possible = 0, score;

		weigh(name_verdict(person, said), NAME_WEIGHT, &reached, &possible);
		weigh(fact_verdict(person, said, "born_on"), FACT_WEIGHT, &reached, &possible);
		weigh(fact_verdict(person, said, "ssn_last4"), FACT_WEIGHT, &reached, &possible);
		if (possible == 0)
			continue;
		score = reached * 100 / possible;
		least = least < 0 || score < least ? score : least;
	}
	return least;
}

/* Each name once. */
static const char *joined(const cJSON *names)
{
	const char *text = "", *word;
	const cJSON *name;

	cJSON_ArrayForEach(name, names) {
		word = json_text(name, "");
		if (strstr(text, word) == NULL)
			text = arena_printf("%s%s%s", text, text[0] != '\0' ? ", " : "", word);
	}
	return text;
}

static const char *our_name(const cJSON *person)
{
	return arena_printf("%s %s", json_text(person, "first_name"),
			    json_text(person, "last_name"));
}

static bool is_written_so(const cJSON *person, const cJSON *names)
{
	const cJSON *name;

	cJSON_ArrayForEach(name, names)
		if (strcasecmp(json_text(name, ""), our_name(person)) == 0)
			return true;
	return false;
}

static const char *name_reason(const cJSON *person, const cJSON *said, enum verdict verdict)
{
	if (verdict == PARTLY)
		return "Half of the name is the same";
	if (verdict == FITS && !is_written_so(person, json_at(said, "names")))
		return "Fits: the same name, written another way";
	return NULL;
}

static const char *hidden(const char *last4)
{
	return last4[0] != '\0' ? arena_printf("•••-••-%s", last4) : "";
}

/* A row that several sources tell alike is one. */
static cJSON *row_for(cJSON *rows, const char *what, const char *theirs)
{
	cJSON *row;

	cJSON_ArrayForEach(row, rows)
		if (strcmp(json_text(row, "what"), what) == 0
		    && strcmp(json_text(row, "theirs"), theirs) == 0)
			return row;
	row = json_push(rows, json_object());
	json_set_text(row, "what", what);
	json_set_text(row, "theirs", theirs);
	return row;
}

static void add_source(cJSON *row, const char *source)
{
	const char *known = json_text(row, "source");

	if (source[0] == '\0')
		source = "Source not named";
	if (strstr(known, source) == NULL)
		json_set_text(row, "source", arena_printf("%s%s%s", known,
							  known[0] != '\0' ? ", " : "", source));
}

static void add_row(cJSON *rows, const char *what, const char *ours, const char *theirs,
		    const cJSON *said, enum verdict verdict, const char *reason)
{
	static const char *const words[] = {
		[UNSAID] = "Cannot tell", [OFF] = "Does not fit", [PARTLY] = "In part",
		[FITS] = "Fits",
	};
	cJSON *row = row_for(rows, what, theirs[0] != '\0' ? theirs : "not given");

	json_set_text(row, "ours", ours[0] != '\0' ? ours : "not given");
	add_source(row, json_text(said, "source"));
	json_set_text(row, "reason", reason != NULL ? reason : words[verdict]);
	json_set_bool(row, "fits", verdict == FITS);
	json_set_bool(row, "is_off", verdict == OFF || verdict == PARTLY);
}

cJSON *identity_rows(const cJSON *person, const cJSON *all_said)
{
	cJSON *rows = json_list();
	const cJSON *said;

	cJSON_ArrayForEach(said, all_said) {
		enum verdict name = name_verdict(person, said);

		add_row(rows, "Name", our_name(person), joined(json_at(said, "names")), said, name,
			name_reason(person, said, name));
	}
	cJSON_ArrayForEach(said, all_said)
		add_row(rows, "Birth date", json_text(person, "born"), json_text(said, "born"), said,
			fact_verdict(person, said, "born_on"), NULL);
	cJSON_ArrayForEach(said, all_said)
		add_row(rows, "SSN", hidden(json_text(person, "ssn_last4")),
			hidden(json_text(said, "ssn_last4")), said,
			fact_verdict(person, said, "ssn_last4"), NULL);
	return rows;
}
