/* note_test.c: the note of the drawn worksheet word for word, and of every case of tests/income
 * that it keeps its width and tells every step of the derivation. */
#include "app/note.h"

#include "income_case.h"

#include <dirent.h>

static const char *const folder = SOURCE_DIR "/tests/income";

static struct story *computed(const char *name, struct income *income)
{
	struct story *s = case_read(arena_printf("%s/%s", folder, name));

	for (size_t j = 0; j < s->sheet.job_count; j++)
		assert_int_equal(pay_examine(&s->jobs[j], s->sheet.today), OK);
	if (income_compute(&s->sheet, income) != OK)
		return NULL;
	return s;
}

static void the_drawn_note(void **state)
{
	static const char *const remarks[] = { NULL, "Not declared. Client asked: OPEN" };
	struct note note = {
		.width = 52, .person = "Maeve O'Brien", .reference = "24-118307",
		.sources = "payroll via Truv, read 11/20/2026 9:41 AM", .remarks = remarks,
		.decision = "Accepted.", .worker = "Dana Whitfield",
	};
	struct income income;
	struct story *s = computed("001-drawn-sheet.txt", &income);

	(void)state;
	assert_non_null(s);
	assert_string_equal(note_write(&note, &s->sheet, &income),
		"INCOME VERIFIED: MAEVE O'BRIEN\n"
		"11/20/2026 Dana Whitfield\n"
		"Case 24-118307. Source: payroll via Truv, read\n"
		"  11/20/2026 9:41 AM.\n"
		"\n"
		"1 BAYVIEW CARE CENTER\n"
		"  every 2 weeks, from 4 pay dates\n"
		"  30 days 10/21 to 11/19: yes, 2 of 2 checks, 1\n"
		"    computed\n"
		"  10/30 missing, filled: (37,472.60 - 1,856.45) -\n"
		"    33,904.15 = 1,712.00\n"
		"  SNAP: 11/13 1,856.45 counts 1,712.00, overtime\n"
		"    144.45 left out: covers a coworker's leave,\n"
		"    ended Nov 9\n"
		"  Medicaid: 11/13 1,856.45 counts\n"
		"  SNAP: 3,424.00 / 2 = 1,712.00\n"
		"  SNAP: 1,712.00 x 2.15 = 3,680.80\n"
		"  Medicaid: 3,568.45 / 2 = 1,784.225\n"
		"  Medicaid: 1,784.225 x 2.15 = 3,836.08\n"
		"\n"
		"2 NORTHGATE MARKET\n"
		"  weekly, from 9 pay dates\n"
		"  30 days 10/21 to 11/19: yes, 4 of 4 checks\n"
		"  10/23 212.50, 10/30 187.00, 11/06 221.00, 11/13\n"
		"    204.00 count\n"
		"  Both: 824.50 / 4 = 206.125\n"
		"  Both: 206.125 x 4.3 = 886.34\n"
		"  Not declared. Client asked: OPEN\n"
		"\n"
		"MONTHLY\n"
		"  SNAP: 3,680.80 + 886.34 = 4,567.14\n"
		"  Medicaid: 3,836.08 + 886.34 = 4,722.42\n"
		"Accepted.\n");
}

static size_t characters(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

static void keeps_width(const char *text, size_t width)
{
	for (const char *line = text; *line != '\0';) {
		size_t len = strcspn(line, "\n");

		assert_in_range(characters(line, len), 0, width);
		assert_true(len == 0 || line[len - 1] != ' ');
		assert_int_equal(line[len], '\n');
		line += len + 1;
	}
}

/* As one line, so that what was wrapped can be found. */
static const char *unwrapped(const char *text)
{
	char *flat = arena_dup(text), *to = flat;

	for (const char *at = flat; *at != '\0'; at++) {
		bool is_space = *at == ' ' || *at == '\n';

		if (!is_space)
			*to++ = *at;
		else if (to > flat && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return flat;
}

static void tells_every_step(const struct story *s, const struct income *income, const char *text)
{
	const char *flat = unwrapped(text);

	for (size_t i = 0; i < income->step_count; i++) {
		const struct step *step = &income->steps[i];
		const char *line = unwrapped(income_step_text(&s->sheet, step));

		/* Those that count whole stand together. */
		if (step->kind == STEP_COUNTED)
			line = arena_copy(line, strlen(line) - strlen(" counts"));
		if (step->kind == STEP_COUNTED && step->slot != NULL)
			continue;
		if (strstr(flat, line) == NULL)
			fail_msg("%s: the note lacks \"%s\"", s->name, line);
	}
}

static void tells_every_case_in_its_width(void **state)
{
	static const int widths[] = { 40, 52, 77, 132 };
	struct dirent **entries;
	int count = scandir(folder, &entries, NULL, alphasort), tried = 0;

	(void)state;
	for (int i = 0; i < count; i++) {
		bool is_case = entries[i]->d_name[0] >= '0' && entries[i]->d_name[0] <= '9';
		struct income income;
		struct story *s = is_case ? computed(entries[i]->d_name, &income) : NULL;

		for (size_t w = 0; s != NULL && w < countof(widths); w++) {
			struct note note = { .width = widths[w], .person = "A", .worker = "B" };
			const char *text = note_write(&note, &s->sheet, &income);

			keeps_width(text, (size_t)widths[w]);
			tells_every_step(s, &income, text);
			tried++;
		}
		free(entries[i]);
		arena_reset();
	}
	free(entries);
	assert_true(tried >= 200 * (int)countof(widths));
}

static void bears_names_and_widths_of_all_kinds(void **state)
{
	static const int widths[] = { -5, 0, 1, 39, 1000 };
	struct note note = {
		.person = "Nguy\u1ec5n V\u0103n \u0110\u1ee9c \u0645\u062d\u0645\u062f",
		.reference = NULL,
		.decision = "AWordOfAHundredLettersAWordOfAHundredLettersAWordOfAHundredLetters"
			"AWordOfAHundredLettersAWordOfAHundredLettersAWordOfAHundredLettersAWordOfAHundre"
			" \u1ec5\u1ec5\u1ec5\u1ec5\u1ec5\u1ec5\u1ec5\u1ec5 end",
	};
	struct income income;
	struct story *s = computed("002-drawn-sheet-one-job.txt", &income);

	(void)state;
	for (size_t w = 0; w < countof(widths); w++) {
		const char *text;
		int held = widths[w] == 0 ? NOTE_WIDTH : widths[w] < NOTE_WIDTH_MIN ? NOTE_WIDTH_MIN
			: NOTE_WIDTH_MAX;

		note.width = widths[w];
		text = note_write(&note, &s->sheet, &income);
		keeps_width(text, (size_t)held);
		assert_non_null(strstr(text, "Nguy\u1ec5n"));
		assert_non_null(strstr(text, "end\n"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_drawn_note), cmocka_unit_test(tells_every_case_in_its_width),
		cmocka_unit_test(bears_names_and_widths_of_all_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
