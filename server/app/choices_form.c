/* choices_form.c: a posted sheet as the document of choices.h.
 *
 * A form says what is ticked, not what was decided: a tick that is as it would be without a word is
 * no choice. So every row is held against what counts by default. */
#include "app/choices.h"

#include "base/arena.h"
#include "web/check.h"

#include <string.h>

struct reading {
	const cJSON *form;
	const struct worksheet *w;
	cJSON *errors;
	size_t j;
};

static const char *text_of(const struct reading *r, const char *name)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(r->form, name);

	if (cJSON_IsArray(value))
		value = cJSON_GetArrayItem(value, cJSON_GetArraySize(value) - 1);
	return cJSON_IsString(value) ? value->valuestring : "";
}

static const char *of_job(const struct reading *r, const char *name)
{
	return arena_printf("%s.%zu", name, r->j);
}

static bool has_value(const struct reading *r, const char *name, const char *wanted)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(r->form, name), *one;

	if (cJSON_IsString(value))
		return strcmp(value->valuestring, wanted) == 0;
	cJSON_ArrayForEach(one, value)
		if (cJSON_IsString(one) && strcmp(one->valuestring, wanted) == 0)
			return true;
	return false;
}

/* One line of at most so many characters, trimmed; NULL when it is empty or refused. */
static const char *sentence(const struct reading *r, const char *name)
{
	static const struct field field = { .label = "reason", .kind = TEXT, .max = REASON_MAX };
	const char *text = text_of(r, name), *value;
	size_t len;

	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	if (len == 0)
		return NULL;
	value = check_value(&field, arena_copy(text, len));
	if (value == NULL)
		json_set_text(r->errors, name,
			      arena_printf("Enter a reason of one line, up to %d letters", REASON_MAX));
	return value;
}

static void keep(cJSON *doc, const char *name, const char *value)
{
	if (value != NULL)
		json_set_text(doc, name, value);
}

bool row_can_count(const struct pay_row *row)
{
	if (row->slot != NULL)
		return row->slot->fill == FILL_EXACT || row->slot->fill == FILL_SHARED;
	return !(row->check->flags & (IS_FUTURE | IS_UNDATED | IS_UNPRICED));
}

static int64_t gross_of(const struct pay_row *row)
{
	return row->check != NULL ? row->check->gross.cents : row->slot->filled;
}

/* "1,712.00" as an amount that counts; false, with a message, for one that cannot. */
static bool read_amount(const struct reading *r, const char *name, const struct pay_row *row,
			int64_t *cents)
{
	const char *text = text_of(r, name), *why;
	int64_t gross = gross_of(row);
	bool is_part;

	if (money_read(text, cents, &why) != OK) {
		json_set_text(r->errors, name, arena_printf("Change the amount: it is %s", why));
		return false;
	}
	is_part = gross >= 0 ? *cents >= 0 && *cents <= gross : *cents <= 0 && *cents >= gross;
	if (!is_part)
		json_set_text(r->errors, name,
			      arena_printf("Enter an amount between 0.00 and %s, which is the check",
					   money_text(gross)));
	return is_part;
}

static cJSON *how(const char *word)
{
	cJSON *doc = json_object();

	json_set_text(doc, "how", word);
	return doc;
}

/* Kinds of pay that are ticked and that the check has. */
static cJSON *kinds_left_out(const struct reading *r, const char *name, const struct pay_row *row)
{
	cJSON *kinds = json_list();

	for (int k = 0; k < PAY_KINDS && row->check != NULL; k++) {
		const char *word = pay_kind_name((enum pay_kind)k);

		if (row->check->part[k] != 0 && has_value(r, name, word))
			json_push(kinds, cJSON_CreateString(word));
	}
	return kinds;
}

/* What the form says of a row for a program, or NULL when that is what it would be anyway. */
static cJSON *choice_of(const struct reading *r, size_t i, size_t p)
{
	const struct pay_row *row = &r->w->rows[r->j].rows[i];
	const char *code = r->w->codes[p];
	const char *amount_name = arena_printf("part.%zu.%zu.%s", r->j, i, code);
	bool is_in = has_value(r, arena_printf("in.%zu.%zu", r->j, i), code);
	bool is_usual = step_counts(worksheet_step(&r->w->usual, (int)r->j, (int)p, row));
	cJSON *kinds = kinds_left_out(r, arena_printf("out.%zu.%zu.%s", r->j, i, code), row);
	cJSON *choice;
	int64_t cents;

	if (!is_in)
		return is_usual ? how("out") : NULL;
	if (*text_of(r, amount_name) != '\0' && read_amount(r, amount_name, row, &cents)) {
		choice = how("amount");
		json_set_text(choice, "cents", money_text(cents));
		return choice;
	}
	if (kinds->child != NULL) {
		choice = how("part");
		json_set(choice, "kinds", kinds);
		return choice;
	}
	return is_usual ? NULL : how("whole");
}

static cJSON *row_document(const struct pay_row *row)
{
	cJSON *doc = json_object();

	json_set_text(doc, "check", row->check != NULL ? row->check->id : NULL);
	json_set_text(doc, "day", row->day != NO_DAY ? day_iso_text(row->day) : NULL);
	json_set_text(doc, "gross", money_text(gross_of(row)));
	return doc;
}

static void read_row(const struct reading *r, size_t i, cJSON *rows)
{
	const struct pay_row *row = &r->w->rows[r->j].rows[i];
	cJSON *programs = json_object(), *doc;
	const char *why = sentence(r, arena_printf("why.%zu.%zu", r->j, i));

	for (size_t p = 0; p < r->w->sheet.program_count && row_can_count(row); p++) {
		cJSON *choice = choice_of(r, i, p);

		if (choice != NULL)
			json_set(programs, r->w->codes[p], choice);
	}
	if (programs->child == NULL)
		return;
	doc = json_push(rows, row_document(row));
	keep(doc, "why", why);
	json_set(doc, "programs", programs);
}

static void read_rows(const struct reading *r, cJSON *doc)
{
	const struct pay_rows *list = &r->w->rows[r->j];
	const char *shown_name = of_job(r, "shown");
	long shown = json_int(cJSON_GetObjectItemCaseSensitive(r->form, shown_name), "", 0);
	cJSON *rows = json_list();

	for (size_t i = 0; i < list->count; i++) {
		if ((long)i < shown)
			read_row(r, i, rows);
		else if (list->rows[i].said != NULL)
			json_push(rows, json_copy(list->rows[i].said));
	}
	if (rows->child != NULL)
		json_set(doc, "checks", rows);
}

static void refuse(const struct reading *r, const char *name, const char *message)
{
	json_set_text(r->errors, of_job(r, name), message);
}

static bool has_error(const struct reading *r, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(r->errors, of_job(r, name)) != NULL;
}

/* An amount or hours of what is expected, as typed; NULL when there is none or it is no number. */
static const char *expected_number(const struct reading *r, const char *name, bool is_hours)
{
	const char *text = text_of(r, of_job(r, name)), *why = NULL;
	int64_t value = 0;
	enum status status;

	if (*text == '\0')
		return NULL;
	status = is_hours ? hours_read(text, &value, &why) : money_read(text, &value, &why);
	if (status != OK)
		refuse(r, name, arena_printf("Change this: it is %s", why));
	else if (value < 0)
		refuse(r, name, "Enter 0 or more");
	return status == OK && value >= 0 ? text : NULL;
}

/* False, with messages, for pay that cannot be reckoned with: then nothing is expected. */
static bool read_expected(const struct reading *r, cJSON *expected)
{
	static const struct field date = { .label = "day", .kind = DATE };
	const char *from = text_of(r, of_job(r, "expected_from"));
	const char *check = expected_number(r, "expected_check", false);
	const char *rate = expected_number(r, "expected_rate", false);
	const char *hours = expected_number(r, "expected_hours", true);
	enum frequency frequency = frequency_read(text_of(r, of_job(r, "expected_frequency")));
	bool is_given = check != NULL || (rate != NULL && hours != NULL);
	const char *day = *from != '\0' ? check_value(&date, from) : NULL;

	if (frequency != FREQUENCY_UNKNOWN)
		json_set_text(expected, "frequency", frequency_code(frequency));
	keep(expected, "check", check);
	keep(expected, "rate", rate);
	keep(expected, "hours", hours);
	keep(expected, "from", day);
	if (!is_given && !has_error(r, "expected_check"))
		refuse(r, "expected_check", "Enter what a check will be, or a rate and hours");
	if (*from != '\0' && day == NULL)
		refuse(r, "expected_from", "Enter a day, such as 12/1/2026");
	return is_given && (*from == '\0' || day != NULL);
}

static void read_how(const struct reading *r, cJSON *doc)
{
	static const char *const words[] = { "as_paid", "expected", "ended", "out" };
	const char *said = text_of(r, of_job(r, "how"));

	for (size_t i = 0; i < countof(words); i++) {
		bool is_expected = strcmp(words[i], "expected") == 0;
		cJSON *expected = json_object();

		if (strcmp(words[i], said) != 0 || (is_expected && !read_expected(r, expected)))
			continue;
		json_set_text(doc, "how", words[i]);
		keep(doc, "how_why", sentence(r, of_job(r, "how_why")));
		if (is_expected)
			json_set(doc, "expected", expected);
	}
}

static void read_frequency(const struct reading *r, cJSON *doc)
{
	enum frequency chosen = frequency_read(text_of(r, of_job(r, "frequency")));

	if (chosen == FREQUENCY_UNKNOWN)
		return;
	json_set_text(doc, "frequency", frequency_code(chosen));
	keep(doc, "frequency_why", sentence(r, of_job(r, "frequency_why")));
}

cJSON *choices_from_form(const cJSON *form, const struct worksheet *w, cJSON *errors)
{
	cJSON *choices = json_object(), *jobs = json_set(choices, "jobs", json_list());

	for (size_t j = 0; j < w->pay.job_count; j++) {
		struct reading r = { .form = form, .w = w, .errors = errors, .j = j };
		cJSON *doc = json_object();

		read_frequency(&r, doc);
		read_how(&r, doc);
		keep(doc, "thirty_why", sentence(&r, of_job(&r, "thirty_why")));
		keep(doc, "remark", sentence(&r, of_job(&r, "remark")));
		read_rows(&r, doc);
		if (doc->child == NULL)
			continue;
		json_set_text(doc, "id", w->pay.about[j].id);
		json_set_text(doc, "employer", w->pay.jobs[j].employer);
		json_push(jobs, doc);
	}
	return choices;
}

static cJSON *job_document(cJSON *jobs, const struct report_pay *pay, size_t j)
{
	const char *id = pay->about[j].id, *employer = pay->jobs[j].employer;
	cJSON *doc;

	cJSON_ArrayForEach(doc, jobs)
		if (strcmp(json_text(doc, "id"), id) == 0
		    && strcmp(json_text(doc, "employer"), employer) == 0)
			return doc;
	doc = json_push(jobs, json_object());
	json_set_text(doc, "id", id);
	json_set_text(doc, "employer", employer);
	return doc;
}

cJSON *choices_begun(const cJSON *kept, const cJSON *form, const cJSON *body)
{
	struct report_pay pay = report_pay_read(body);
	const cJSON *old = json_at(kept, "jobs");
	cJSON *choices = json_object();
	cJSON *jobs = json_set(choices, "jobs", old != NULL ? json_copy(old) : json_list());

	for (size_t j = 0; j < pay.job_count; j++) {
		struct reading r = { .form = form, .j = j };
		enum frequency was = frequency_read(text_of(&r, of_job(&r, "was")));

		json_set_text(job_document(jobs, &pay, j), "frequency",
			      was != FREQUENCY_UNKNOWN ? frequency_code(was) : "");
	}
	return choices;
}
