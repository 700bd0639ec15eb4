/* sheet_todo.c: what must be answered before a figure can be confirmed, and what has been. */
#include "app/sheet_view.h"

#include "app/choices.h"
#include "base/arena.h"

#include <string.h>

struct list {
	const struct sheet_view *view;
	cJSON *items, *next;
	int open, all;
};

/* An item: done or open; what is open says where it is answered and what the button is called. */
static void add(struct list *l, bool is_done, const char *head, const char *rest, const char *href,
		const char *verb)
{
	cJSON *item = json_push(l->items, json_object());

	json_set_bool(item, "is_done", is_done);
	json_set_text(item, "head", head);
	json_set_text(item, "rest", rest);
	json_set_text(item, "href", href);
	l->all++;
	l->open += !is_done;
	if (is_done || l->next != NULL)
		return;
	l->next = json_object();
	json_set_text(l->next, "href", href);
	json_set_text(l->next, "verb", verb);
}

static const char *employer_of(const struct list *l, size_t j)
{
	return l->view->w->pay.jobs[j].employer;
}

static void ask_row(struct list *l, size_t j, size_t i)
{
	const struct pay_row *row = &l->view->w->rows[j].rows[i];
	const char *day = day_word(row->day, l->view->w->today);
	const char *href = arena_printf("#why.%zu.%zu", j, i);
	bool is_filled = row->slot != NULL && row_can_count(row);

	if (is_filled && row->is_asked && row->said == NULL)
		add(l, true, arena_printf("%s, missing check", day), "filled from year to date.",
		    arena_printf("#row.%zu.%zu", j, i), NULL);
	if (row->said == NULL)
		return;
	if (*json_text(row->said, "why") != '\0')
		add(l, true, arena_printf("%s, your choice", day), "has its reason.", href, NULL);
	else
		add(l, false, arena_printf("%s counts other than usual.", day), "Say why.", href,
		    arena_printf("Say why: %s", day));
}

static void ask_reason(struct list *l, size_t j, const char *what, const char *head,
		       const char *verb)
{
	bool is_done = *json_text(l->view->w->rows[j].said, what) != '\0';

	add(l, is_done, arena_printf("%s: %s%s", employer_of(l, j), head, is_done ? "" : "."),
	    is_done ? "has its reason." : "Say why.", arena_printf("#%s.%zu", what, j),
	    arena_printf("%s: %s", verb, employer_of(l, j)));
}

static void ask_job(struct list *l, size_t j)
{
	const struct worksheet *w = l->view->w;
	const cJSON *said = w->rows[j].said;

	if (w->pay.jobs[j].chosen != FREQUENCY_UNKNOWN)
		ask_reason(l, j, "frequency_why", "another pay frequency", "Say why");
	if (*json_text(said, "how") != '\0')
		ask_reason(l, j, "how_why", "another way to reckon", "Say why");
	if (sheet_asks_thirty(w, j))
		ask_reason(l, j, "thirty_why", "its 30 days are not complete", "Answer");
	for (size_t i = 0; i < w->rows[j].shown; i++)
		ask_row(l, j, i);
}

static void ask_data(struct list *l)
{
	if (l->view->other == NULL || json_true(l->view->facts, "is_new"))
		return;
	if (strcmp(l->view->other->inputs_sha256, l->view->w->inputs_sha256) != 0)
		add(l, false, "New data came in.", "Look at them before you confirm.",
		    "?data=new", "Show what is new");
}

cJSON *sheet_todo(const struct sheet_view *view)
{
	struct list l = { .view = view, .items = json_list() };
	cJSON *doc = json_object();

	ask_data(&l);
	if (view->w->refused != NULL)
		add(&l, false, "No figure can be made:", arena_printf("%s.", view->w->refused), "#sheet",
		    "Look at the checks");
	for (size_t j = 0; j < view->w->pay.job_count; j++)
		ask_job(&l, j);
	json_set_bool(doc, "is_open", l.open > 0);
	json_set_text(doc, "count", l.open > 0 ? arena_printf("%d of %d open", l.open, l.all)
		      : "Nothing open");
	json_set(doc, "items", l.items);
	json_set(doc, "next", l.next != NULL ? l.next : cJSON_CreateNull());
	return doc;
}
