/* identity_test.c: whose report is it? Names as people and sources spell them, each with the doubts
 * it must raise and no other. */
#include "app/fold.h"
#include "app/identity.h"
#include "base/arena.h"
#include "base/crypto.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const cJSON *doc(const char *text)
{
	cJSON *made;

	assert_int_equal(json_read(text, strlen(text), &made, NULL), OK);
	return made;
}

static const char *words_of(const char *name)
{
	struct words words = fold_words(name);
	const char *text = "";

	for (size_t i = 0; i < words.count; i++)
		text = arena_printf("%s%s%s", text, i > 0 ? " " : "", words.word[i]);
	return text;
}

static void folds_names(void **state)
{
	static const struct { const char *name, *words;
	} cases[] = {
		{ "", "" },
		{ "  Ana   Maria ", "ana maria" },
		{ "O'Brien", "obrien" },
		{ "O\u2019Brien", "obrien" },
		{ "Nguy\u1ec5n V\u0103n \u0110\u1ee9c", "nguyen van duc" },
		{ "Nguye\u0302\u0303n", "nguyen" },
		{ "Garc\u00eda-L\u00f3pez", "garcia lopez" },
		{ "M\u00fcller", "muller" },
		{ "Mueller", "muller" },
		{ "Stra\u00dfe", "strasse" },
		{ "\u0141ukasz \u017b\u00f3\u0142\u0107", "lukasz zolc" },
		{ "\u00c6r\u00f8", "aro" },
		{ "John Smith, Jr.", "john smith" },
		{ "Henry Ford III", "henry ford" },
		{ "\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f" },
		{ "\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e" },
		{ "a b c d e f g h i j k l m n o p q r", "a b c d e f g h i j k l m n o p" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		if (strcmp(words_of(cases[i].name), cases[i].words) != 0)
			fail_msg("%s: %s", cases[i].name, words_of(cases[i].name));
	assert_string_equal(words_of("Zo\u00eb \u0160imi\u0107"), "zo simic");
}

struct person {
	const char *first, *last, *native, *born_on, *ssn;
};

static const struct person ana = { "Ana Mar\u00eda", "Garc\u00eda L\u00f3pez", NULL, "1990-02-03",
				   "4471" };
static const struct person duc = { "\u0110\u1ee9c", "Nguy\u1ec5n",
				   "Nguy\u1ec5n V\u0103n \u0110\u1ee9c",
				   "1985-11-30", NULL };
static const struct person wang = { "Xiaoming", "Wang", "\u738b\u5c0f\u660e",
				    "1979-01-01", "0002" };
static const struct person obrien = { "Maeve", "O'Brien", NULL, "1992-03-14", NULL };
static const struct person maryann = { "Mary Ann", "de la Cruz", NULL, "2001-12-31", "9991" };

static const struct {
	const struct person *person;
	const char *name, *born_on, *ssn, *doubts;
} cases[] = {
	{ &ana, "Ana Mar\u00eda Garc\u00eda L\u00f3pez", "1990-02-03", "4471", "" },
	{ &ana, "ANA GARCIA", NULL, NULL, "" },
	{ &ana, "ANA LOPEZ GARCIA", NULL, NULL, "" },
	{ &ana, "Garcia, Ana M.", NULL, NULL, "" },
	{ &ana, "Maria Garcia-Lopez", NULL, NULL, "" },
	{ &ana, "A. Garcia", NULL, NULL, "" },
	{ &ana, "Robin A. Garcia", NULL, NULL, "name" },
	{ &ana, "Ana Ruiz", NULL, NULL, "name" },
	{ &ana, "Ana Ruiz", "1990-02-03", "4471", "" },
	{ &ana, "Robin Ruiz", "1990-02-03", "4471", "name" },
	{ &ana, "Ana Ruiz", "1990-02-03", NULL, "name" },
	{ &ana, "Ana Garcia Lopez", "1990-03-02", NULL, "birth_date" },
	{ &ana, "Ana Garcia Lopez", NULL, "4472", "ssn" },
	{ &ana, "Robin Ashdown", "1971-05-05", "0002", "name birth_date ssn" },
	{ &ana, "", NULL, NULL, "" },
	{ &duc, "Nguyen Van Duc", NULL, NULL, "" },
	{ &duc, "Duc Nguyen", "1985-11-30", NULL, "" },
	{ &duc, "\u0110\u1ee9c Tr\u1ea7n", NULL, NULL, "name" },
	{ &duc, "Nguyen Thi Hoa", NULL, NULL, "name" },
	{ &wang, "\u738b\u5c0f\u660e", NULL, NULL, "" },
	{ &wang, "Wang Xiao Ming", NULL, "0002", "" },
	{ &wang, "Xiao-Ming Wang", NULL, NULL, "" },
	{ &wang, "Wang Li", NULL, NULL, "name" },
	{ &obrien, "MAEVE OBRIEN", NULL, NULL, "" },
	{ &obrien, "Maeve O\u2019Brien", NULL, NULL, "" },
	{ &obrien, "O'Brien, Maeve Jr.", NULL, NULL, "" },
	{ &obrien, "Brian Maeve", NULL, NULL, "name" },
	{ &maryann, "MARYANN DELACRUZ", NULL, NULL, "" },
	{ &maryann, "Mary Cruz", NULL, NULL, "" },
	{ &maryann, "Juan de la Rosa", NULL, NULL, "name" },
};

static const cJSON *person_document(const struct person *p)
{
	cJSON *made = json_object();

	json_set_text(made, "first_name", p->first);
	json_set_text(made, "last_name", p->last);
	json_set_text(made, "native_name", p->native);
	json_set_text(made, "born_on", p->born_on);
	json_set_text(made, "ssn_last4", p->ssn);
	return made;
}

static const char *listed(const cJSON *words)
{
	const char *text = "";
	const cJSON *one;

	cJSON_ArrayForEach(one, words)
		text = arena_printf("%s%s%s", text, text[0] != '\0' ? " " : "",
				    cJSON_GetStringValue(one));
	return text;
}

static void doubts_what_differs(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		cJSON *said = json_object(), *names = json_set(said, "names", json_list());
		const char *found;

		if (cases[i].name[0] != '\0')
			json_push(names, cJSON_CreateString(cases[i].name));
		json_set_text(said, "born_on", cases[i].born_on);
		json_set_text(said, "ssn_last4", cases[i].ssn);
		found = listed(identity_doubts(person_document(cases[i].person), said));
		if (strcmp(found, cases[i].doubts) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", cases[i].name, found, cases[i].doubts);
	}
}

static void hears_every_source(void **state)
{
	const cJSON *report = doc(
		"{\"borrower\": {\"first_name\": \"Nobody\"}, \"links\": ["
		"{\"provider_name\": \"Payroll\", \"employments\": [{\"company\": {\"name\": \"Diner\"},"
		" \"profile\": {\"first_name\": \"Maeve\", \"last_name\": \"Obrien\", \"ssn\": \"4471\","
		" \"date_of_birth\": \"1992-03-14T00:00:00.000Z\"}}]},"
		"{\"link_id\": \"l2\", \"provider_name\": \"Bank\", \"accounts\": [{"
		"\"owners\": [{\"full_name\": \"Ty Ro\"},"
		" {\"full_name\": \"Maeve O'Brien\"}]}, {\"owners\": []}]}]}");
	cJSON *said = identity_said(report);

	(void)state;
	assert_int_equal(cJSON_GetArraySize(said), 2);
	assert_string_equal(json_text(said, "0.source"), "Diner");
	assert_string_equal(json_text(said, "0.born_on"), "1992-03-14");
	assert_string_equal(json_text(said, "0.ssn_last4"), "4471");
	assert_string_equal(json_text(said, "1.names.0"), "Ty Ro");
	assert_string_equal(listed(identity_all_doubts(person_document(&obrien), said, NULL)), "");
	assert_string_equal(json_text(said, "1.link_id"), "l2");
	assert_string_equal(json_text(said, "1.is_doubtful"), "false");
	/* One joint owner suffices, but every source must fit. */
	assert_string_equal(listed(identity_all_doubts(person_document(&duc), said, NULL)),
			    "name birth_date");
	assert_string_equal(json_text(said, "1.is_doubtful"), "true");
}

static void bears_what_is_not_there(void **state)
{
	static const char *const reports[] = {
		"{}", "{\"links\": null}", "{\"links\": [{}]}", "{\"links\": [{\"employments\": [{}]}]}",
		"{\"links\": [{\"employments\": [{\"profile\": {}}], \"accounts\": [{}]}]}",
		"{\"links\": [{\"accounts\": [{\"owners\": [{\"full_name\": null}]}]}]}",
	};

	(void)state;
	for (size_t i = 0; i < countof(reports); i++)
		assert_string_equal(listed(identity_all_doubts(person_document(&ana),
			identity_said(doc(reports[i])), NULL)), "");
}

static const struct {
	const struct person *person;
	const char *said;
	int score;
} scores[] = {
	{ &obrien, "[]", -1 },
	{ &obrien, "[{\"names\":[],\"born_on\":null,\"ssn_last4\":null}]", -1 },
	{ &obrien, "[{\"names\":[\"Maeve O'Brien\"],\"born_on\":\"1992-03-14\"}]", 100 },
	{ &obrien, "[{\"names\":[\"OBRIEN, MAEVE\"],\"ssn_last4\":\"1180\"}]", 100 },
	{ &obrien, "[{\"names\":[\"Maeve Kelly\"],\"born_on\":\"1992-03-14\"}]", 71 },
	{ &obrien, "[{\"names\":[\"Ty Ro\"],\"born_on\":\"1992-03-14\"}]", 42 },
	{ &obrien, "[{\"names\":[\"Maeve O'Brien\"]},{\"names\":[\"Ty Ro\"]}]", 0 },
	{ &maryann, "[{\"names\":[\"Mary Ann de la Cruz\"],\"born_on\":\"2001-12-31\","
	  "\"ssn_last4\":\"9991\"}]", 100 },
	{ &maryann, "[{\"names\":[\"Mary Ann de la Cruz\"],\"born_on\":\"2001-12-31\","
	  "\"ssn_last4\":\"0000\"}]", 70 },
};

static void scores_what_is_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(scores); i++)
		if (identity_score(person_document(scores[i].person), doc(scores[i].said))
		    != scores[i].score)
			fail_msg("%s: %d", scores[i].said,
				 identity_score(person_document(scores[i].person), doc(scores[i].said)));
}

static void gives_every_fact_a_reason(void **state)
{
	const cJSON *rows = identity_rows(person_document(&maryann), doc(
		"[{\"source\":\"Diner\",\"names\":[\"MARY-ANN CRUZ\"],\"ssn_last4\":\"9991\"},"
		"{\"source\":\"Bank\",\"names\":[\"Mary Ann\"],\"ssn_last4\":\"9991\"},"
		"{\"source\":\"\",\"names\":[],\"ssn_last4\":\"1\"}]"));

	(void)state;
	assert_int_equal(cJSON_GetArraySize(rows), 6);
	assert_string_equal(json_text(rows, "0.reason"), "Fits: the same name, written another way");
	assert_true(json_true(rows, "0.fits"));
	assert_string_equal(json_text(rows, "1.reason"), "Half of the name is the same");
	assert_true(json_true(rows, "1.is_off"));
	assert_string_equal(json_text(rows, "2.source"), "Source not named");
	assert_string_equal(json_text(rows, "3.source"), "Diner, Bank, Source not named");
	assert_string_equal(json_text(rows, "3.reason"), "Cannot tell");
	assert_string_equal(json_text(rows, "4.theirs"), "•••-••-9991");
	assert_string_equal(json_text(rows, "4.source"), "Diner, Bank");
	assert_true(json_true(rows, "5.is_off"));
}

/* What a person let in raises no doubt again while it says the same; anything else does. */
static void hears_what_was_let_in(void **state)
{
	static const char said[] = "[{\"link_id\":\"l\",\"names\":[\"Ty Ro\"],"
		"\"born_on\":null,\"ssn_last4\":\"0001\"}]";
	cJSON *again = json_copy(doc(said)), *another = json_copy(doc(said));

	(void)state;
	assert_string_equal(listed(identity_all_doubts(person_document(&ana), again, NULL)),
			    "name ssn");
	assert_string_equal(listed(identity_all_doubts(person_document(&ana), again, doc(said))), "");
	assert_string_equal(json_text(again, "0.is_doubtful"), "false");
	json_set_text(cJSON_GetArrayItem(another, 0), "ssn_last4", "0002");
	assert_string_equal(listed(identity_all_doubts(person_document(&ana), another, doc(said))),
			    "name ssn");
}

static int tear_down(void **state)
{
	(void)state;
	arena_release();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_names),
		cmocka_unit_test(doubts_what_differs),
		cmocka_unit_test(hears_every_source),
		cmocka_unit_test(bears_what_is_not_there),
		cmocka_unit_test(scores_what_is_said),
		cmocka_unit_test(gives_every_fact_a_reason),
		cmocka_unit_test(hears_what_was_let_in),
	};

	json_init();
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
