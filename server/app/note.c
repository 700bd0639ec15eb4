/* note.c: the case note from the steps of a derivation; what it promises stands in note.h. */
#include "app/note.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#define NOTE_MAX (4 * 1024 * 1024)
/* As many as a mask has bits; no agency has as many. */
#define PROGRAMS_MAX 32

/* A line to come: of which programs, of which day. */
struct entry {
	const struct step *step;
	const char *text;
	int32_t day;                    /* INT32_MAX: a result, after all days */
	unsigned programs;
	size_t order;
};

/* What is being written. */
struct page {
	struct buf text;
	int width;
	const struct sheet *sheet;
	const struct income *income;
};

/* The end of the next word, and how many characters it has; of a word that is too long, so much as
 * fits. */
static size_t word_end(const char *text, int room, int *characters)
{
	size_t end = 0;

	*characters = 0;
	while (text[end] != '\0' && text[end] != ' ' && text[end] != '\n') {
		bool begins = ((unsigned char)text[end] & 0xc0) != 0x80;

		if (begins && *characters == room)
			break;
		*characters += begins;
		end++;
	}
	return end;
}

static void indent(struct buf *b, int by)
{
	for (int i = 0; i < by; i++)
		buf_char(b, ' ');
}

/* A paragraph: its first line begins at `first`, the others at `hang`. */
static void write_wrapped(struct page *page, int first, int hang, const char *text)
{
	int column = first, characters;
	bool is_begun = false;

	indent(&page->text, first);
	text += strspn(text, " \n");
	while (*text != '\0') {
		size_t len = word_end(text, page->width - hang, &characters);

		if (is_begun && column + 1 + characters > page->width) {
			buf_char(&page->text, '\n');
			indent(&page->text, hang);
			column = hang;
		} else if (is_begun) {
			buf_char(&page->text, ' ');
			column++;
		}
		buf_add(&page->text, text, len);
		column += characters;
		is_begun = true;
		text += len;
		text += strspn(text, " \n");
	}
	buf_char(&page->text, '\n');
}

/* Names beyond plain letters stay as they are: half of one in capitals would be none. */
static const char *in_capitals(const char *text)
{
	char *copy = arena_dup(text);

	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80)
			return text;

	for (char *c = copy; *c != '\0'; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	return copy;
}

static void write_head(struct page *page, const struct note *note)
{
	const char *sources = note->sources != NULL && *note->sources != '\0' ? note->sources : "none";
	const char *who = note->worker != NULL ? note->worker : "";

	write_wrapped(page, 0, 2, arena_printf("INCOME VERIFIED: %s", note->person != NULL
					       ? in_capitals(note->person) : ""));
	write_wrapped(page, 0, 2, arena_printf("%s %s", day_text(page->sheet->today), who));
	write_wrapped(page, 0, 2, arena_printf("Case %s. Source: %s.", note->reference != NULL
					       ? note->reference : "none", sources));
}

static bool is_dated(const struct step *step)
{
	return step->check != NULL || step->slot != NULL;
}

/* A computed check is told with its arithmetic; that it counts goes without saying. */
static bool goes_without_saying(const struct step *step)
{
	return step->kind == STEP_COUNTED && step->slot != NULL;
}

static struct entry entry_of(const struct page *page, const struct step *step, size_t order)
{
	struct entry entry = {
		.step = step, .text = income_step_text(page->sheet, step), .day = INT32_MAX,
		.programs = 1u << step->program, .order = order,
	};

	if (is_dated(step))
		entry.day = step->check != NULL ? step->check->day : step->slot->day;
	return entry;
}

/* The same line of another program; of one program it is another line, for two checks of a day may
 * be alike. */
static struct entry *find_same(struct entry *entries, size_t count, const struct entry *one)
{
	for (size_t i = 0; i < count; i++) {
		struct entry *e = &entries[i];

		if (e->day == one->day && !(e->programs & one->programs)
		    && e->step->check == one->step->check && strcmp(e->text, one->text) == 0)
			return e;
	}
	return NULL;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* All lines of one job but its head, by day, results last. */
static size_t collect(const struct page *page, int job, struct entry **made)
{
	struct entry *entries = arena_alloc((page->income->step_count + 1) * sizeof(*entries));
	size_t count = 0;

	for (size_t i = 0; i < page->income->step_count; i++) {
		const struct step *step = &page->income->steps[i];
		struct entry entry, *same;

		if (step->job != job || step->program < 0 || step->program >= PROGRAMS_MAX
		    || goes_without_saying(step))
			continue;
		entry = entry_of(page, step, i);
		same = find_same(entries, count, &entry);
		if (same != NULL)
			same->programs |= entry.programs;
		else
			entries[count++] = entry;
	}
	if (count > 0)
		qsort(entries, count, sizeof(*entries), compare_entries);
	*made = entries;
	return count;
}

static bool is_of_all(const struct page *page, const struct entry *entry)
{
	for (size_t p = 0; p < page->sheet->program_count && p < PROGRAMS_MAX; p++)
		if (!(entry->programs & 1u << p))
			return false;
	return true;
}

/* Whose line it is: "SNAP: ", "Both: "; nothing for a line of a day that is everybody's. */
static const char *whose(const struct page *page, const struct entry *entry)
{
	size_t count = page->sheet->program_count;
	const char *text = "";

	if (is_of_all(page, entry) && entry->day != INT32_MAX)
		return "";
	if (is_of_all(page, entry) && count > 1)
		return count == 2 ? "Both: " : "All: ";
	for (size_t p = 0; p < count && p < PROGRAMS_MAX; p++)
		if (entry->programs & 1u << p)
			text = arena_printf("%s%s%s", text, *text != '\0' ? ", " : "",
					    page->sheet->programs[p].name);
	return arena_printf("%s: ", text);
}

/* Checks that count whole for everybody stand together: "10/23 212.50, 10/30 187.00 count". */
static size_t write_run(struct page *page, const struct entry *entries, size_t count)
{
	const char *text = "";
	size_t n = 0;

	while (n < count && entries[n].step->kind == STEP_COUNTED && is_of_all(page, &entries[n])) {
		text = arena_printf("%s%s%s %s", text, n > 0 ? ", " : "",
				    day_short_text(entries[n].day),
				    money_text(entries[n].step->gross));
		n++;
	}
	if (n > 0)
		write_wrapped(page, 2, 4, arena_printf("%s count%s", text, n == 1 ? "s" : ""));
	return n;
}

static void write_job(struct page *page, const struct note *note, size_t j)
{
	const struct job *job = &page->sheet->jobs[j];
	struct entry *entries;
	size_t count = collect(page, (int)j, &entries);

	buf_char(&page->text, '\n');
	write_wrapped(page, 0, 2, arena_printf("%zu %s", j + 1, in_capitals(job->employer)));
	for (size_t i = 0; i < page->income->step_count; i++)
		if (page->income->steps[i].job == (int)j && page->income->steps[i].program < 0)
			write_wrapped(page, 2, 4, income_step_text(page->sheet,
								   &page->income->steps[i]));
	for (size_t i = 0; i < count;) {
		size_t run = write_run(page, &entries[i], count - i);

		if (run == 0) {
			write_wrapped(page, 2, 4, arena_printf("%s%s", whose(page, &entries[i]),
							       entries[i].text));
			run = 1;
		}
		i += run;
	}
	if (note->remarks != NULL && note->remarks[j] != NULL)
		write_wrapped(page, 2, 4, note->remarks[j]);
}

static void write_totals(struct page *page)
{
	buf_char(&page->text, '\n');
	buf_text(&page->text, "MONTHLY\n");
	for (size_t i = 0; i < page->income->step_count; i++) {
		const struct step *step = &page->income->steps[i];

		if (step->kind == STEP_TOTAL)
			write_wrapped(page, 2, 4, arena_printf("%s: %s",
				page->sheet->programs[step->program].name,
				income_step_text(page->sheet, step)));
	}
}

const char *note_write(const struct note *note, const struct sheet *sheet,
		       const struct income *income)
{
	struct page page = { buf_new(NOTE_MAX), note->width, sheet, income };

	if (page.width == 0)
		page.width = NOTE_WIDTH;
	if (page.width < NOTE_WIDTH_MIN || page.width > NOTE_WIDTH_MAX)
		page.width = page.width < NOTE_WIDTH_MIN ? NOTE_WIDTH_MIN : NOTE_WIDTH_MAX;
	write_head(&page, note);
	for (size_t j = 0; j < sheet->job_count; j++)
		write_job(&page, note, j);
	write_totals(&page);
	if (note->decision != NULL)
		write_wrapped(&page, 0, 2, note->decision);
	return page.text.is_full ? "INCOME VERIFIED: too long for a note\n" : page.text.data;
}
