/* sheet_note.c: the case note of a worksheet: what note.c writes, with whose it is, from where the
 * data came and who confirmed them. */
#include "app/sheet_view.h"

#include "app/note.h"
#include "app/settings.h"
#include "base/arena.h"

#include <string.h>

static const char *because(const char *words, const char *why)
{
	return *why != '\0' ? arena_printf("%s%s. ", words, why) : "";
}

/* What stands under a job beside its figures. */
static const char *remark_of(const struct worksheet *w, size_t j)
{
	const cJSON *said = w->rows[j].said;
	const char *thirty = sheet_asks_thirty(w, j) ? json_text(said, "thirty_why") : "";

	if (*thirty == '\0' && *json_text(said, "remark") == '\0')
		return NULL;
	return arena_printf("%s%s", because("30 days not complete: ", thirty),
			    because("Client said: ", json_text(said, "remark")));
}

/* "payroll via Truv: Brightwage, payroll; Paylane, payroll; read 11/20/2026 9:41 AM" */
static const char *sources_of(const struct worksheet *w, const cJSON *facts)
{
	const char *text = "";

	for (size_t j = 0; j < w->pay.job_count; j++) {
		const char *source = w->pay.about[j].source;

		if (*source != '\0' && strstr(text, source) == NULL)
			text = arena_printf("%s%s%s", text, *text != '\0' ? "; " : "", source);
	}
	return arena_printf("%s%s%s, read %s", json_text(facts, "provider"),
			    *text != '\0' ? ": " : "", text, json_text(facts, "read_note"));
}

/* Which figures are confirmed, as they stand here, and by whom; else that it is a draft. What was
 * decided over the whole review comes after it. */
static const char *decision_of(const struct sheet_view *view)
{
	const char *text = "";

	for (size_t p = 0; p < view->w->sheet.program_count; p++) {
		const cJSON *saved = sheet_confirmed(view, p);

		if (saved != NULL)
			text = arena_printf("%s%s confirmed %s by %s. ", text,
					    view->w->programs[p].name,
					    json_text(saved, "confirmed_note"), json_text(saved, "by"));
		else
			text = arena_printf("%s%s: draft, not confirmed. ", text,
					    view->w->programs[p].name);
	}
	return arena_printf("%s%s", text, json_text(view->facts, "decision"));
}

const char *sheet_note(const struct sheet_view *view)
{
	const struct worksheet *w = view->w;
	const cJSON *facts = view->facts;
	const char **remarks = arena_alloc((w->pay.job_count + 1) * sizeof(*remarks));
	struct note note = {
		.width = settings.note_width, .person = json_text(facts, "latin_name"),
		.reference = json_text(facts, "reference"), .sources = sources_of(w, facts),
		.remarks = remarks, .decision = decision_of(view),
		.worker = json_text(facts, "user"),
	};

	if (w->refused != NULL)
		return arena_printf("No figure: %s.\n", w->refused);
	for (size_t j = 0; j < w->pay.job_count; j++)
		remarks[j] = remark_of(w, j);
	return note_write(&note, &w->sheet, &w->income);
}
