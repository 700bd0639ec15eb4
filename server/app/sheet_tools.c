/* sheet_tools.c: the fields with which a worker decides about a job as a whole, and what they hold
 * now: how often it pays, how it is reckoned, why less than 30 days are enough, what the client
 * said. */
#include "app/sheet_view.h"

#include "base/arena.h"

#include <string.h>

/* The job whose fields are made. */
struct part {
	const struct sheet_view *view;
	const struct job *job;
	const struct pay_rows *list;
	size_t j;
};

static const char *name_of(const struct part *p, const char *what)
{
	return arena_printf("%s.%zu", what, p->j);
}

/* A text field: what was typed, else what is kept. Its id is its name. */
static cJSON *field(const struct part *p, const char *what, const char *label)
{
	const char *name = name_of(p, what);
	const cJSON *typed = cJSON_GetObjectItemCaseSensitive(p->view->form, name);
	const cJSON *error = cJSON_GetObjectItemCaseSensitive(p->view->errors, name);
	cJSON *doc = json_object();

	json_set_text(doc, "name", name);
	json_set_text(doc, "label", label);
	json_set_text(doc, "value", cJSON_IsString(typed) ? typed->valuestring
		      : json_text_or_null(p->list->said, what));
	json_set_text(doc, "error", cJSON_IsString(error) ? error->valuestring : NULL);
	return doc;
}

static void add_option(cJSON *list, const char *value, const char *word, const char *chosen)
{
	cJSON *option = json_push(list, json_object());

	json_set_text(option, "value", value);
	json_set_text(option, "word", word);
	json_set_bool(option, "is_chosen", strcmp(value, chosen) == 0);
}

static cJSON *frequency_options(const char *first, const char *chosen)
{
	static const char *const options[][2] = {
		{ "W", "Weekly" }, { "BW", "Every two weeks" }, { "SM", "Twice a month" },
		{ "M", "Monthly" },
	};
	cJSON *list = json_list();

	add_option(list, "", first, chosen);
	for (size_t i = 0; i < countof(options); i++)
		add_option(list, options[i][0], options[i][1], chosen);
	return list;
}

static void add_frequency(const struct part *p, cJSON *doc)
{
	bool is_chosen = p->job->chosen != FREQUENCY_UNKNOWN;
	cJSON *list = frequency_options("As found from the pay dates",
					is_chosen ? frequency_code(p->job->chosen) : "");

	if (!is_chosen || p->job->chosen == IRREGULAR)
		add_option(list, "irregular", "Irregular", is_chosen ? "irregular" : "");
	else
		add_option(list, "irregular", "Irregular", "");
	json_set(doc, "frequencies", list);
	json_set_text(doc, "was", is_chosen ? frequency_code(p->job->chosen) : "");
	json_set(doc, "frequency_why", is_chosen
		 ? field(p, "frequency_why", "Why another frequency")
		 : cJSON_CreateNull());
}

/* One of the fields of expected pay, which are kept one level deeper. */
static cJSON *expected_field(const struct part *p, const char *what, const char *label)
{
	const char *kept = json_text_or_null(json_at(p->list->said, "expected"), what);
	cJSON *doc = field(p, arena_printf("expected_%s", what), label);

	if (json_text_or_null(doc, "value") == NULL)
		json_set_text(doc, "value", kept);
	return doc;
}

static void add_expected(const struct part *p, cJSON *doc)
{
	const cJSON *kept = json_at(p->list->said, "expected");
	cJSON *expected = json_set(doc, "expected", json_object());

	json_set(expected, "frequencies", frequency_options("As now",
		 json_text(kept, "frequency")));
	json_set_text(expected, "frequency_name", name_of(p, "expected_frequency"));
	json_set(expected, "check", expected_field(p, "check", "A check"));
	json_set(expected, "rate", expected_field(p, "rate", "Rate an hour"));
	json_set(expected, "hours", expected_field(p, "hours", "Hours a check"));
	json_set(expected, "from", expected_field(p, "from", "From"));
}

static void add_how(const struct part *p, cJSON *doc)
{
	const char *how = json_text(p->list->said, "how");
	const cJSON *typed = cJSON_GetObjectItemCaseSensitive(p->view->form, name_of(p, "how"));
	bool has_ended = p->job->end != NO_DAY && p->job->end < p->view->w->today;
	cJSON *list = json_set(doc, "hows", json_list());

	how = cJSON_IsString(typed) ? typed->valuestring : how;
	add_option(list, "", has_ended ? "Nothing more, the job ended"
		   : "Average of the checks that count", how);
	add_option(list, "as_paid", "What was paid in the 30 days, not averaged", how);
	add_option(list, "expected", "Other pay expected from now on", how);
	if (has_ended)
		add_option(list, "ended", "Count its checks though it ended", how);
	add_option(list, "out", "Do not count this job", how);
	json_set(doc, "how_why", *how != '\0' ? field(p, "how_why", "Why this way")
		 : cJSON_CreateNull());
	json_set(doc, "expected", cJSON_CreateNull());
	if (strcmp(how, "expected") == 0)
		add_expected(p, doc);
}

cJSON *sheet_tools(const struct sheet_view *view, size_t j)
{
	struct part all = { view, &view->w->pay.jobs[j], &view->w->rows[j], j };
	const struct part *p = &all;
	const cJSON *said = p->list->said;
	cJSON *doc = json_object();

	json_set_text(doc, "n", arena_printf("%zu", p->j));
	json_set_text(doc, "employer", p->job->employer);
	json_set_text(doc, "shown", arena_printf("%zu", p->list->shown));
	add_frequency(p, doc);
	add_how(p, doc);
	/* Why 30 days that are not complete are enough. */
	json_set(doc, "thirty_why", sheet_asks_thirty(p->view->w, p->j)
		 ? field(p, "thirty_why", "Why these days are enough")
		 : cJSON_CreateNull());
	json_set(doc, "remark", field(p, "remark", "What the client said of this job"));
	json_set_bool(doc, "is_open", said != NULL || json_at(doc, "thirty_why")->child != NULL);
	return doc;
}

