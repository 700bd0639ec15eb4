/* income_case.h: reads one file of tests/income into what the engine takes and what it must give.
 * How such a file is written is told in tests/income/README.txt. */
#ifndef INCOME_CASE_H
#define INCOME_CASE_H

#include "app/income.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define JOBS_MAX 4
#define CHECKS_OF_CASE 120

struct expectation {
	int job;
	const char *text;
};

struct story {
	const char *name;
	struct sheet sheet;
	struct job jobs[JOBS_MAX];
	struct program programs[3];
	struct choice choices[16];
	struct job_choice job_choices[8];
	struct year_total years[JOBS_MAX][3];
	struct expectation expected[64];
	const char *lines[300];
	size_t expected_count, line_count;
	const char *refused;
};

/* Every test file is ours, so a fault in one ends the test. */
#define wrong(s, text) fail_msg("%s: cannot read: %s", (s)->name, text)

static const char *word(const char **at)
{
	size_t len;
	const char *found;

	*at += strspn(*at, " ");
	len = strcspn(*at, " ");
	found = arena_copy(*at, len);
	*at += len;
	*at += strspn(*at, " ");
	return found;
}

static bool take(const char **at, const char *text)
{
	size_t len = strlen(text);

	if (strncmp(*at, text, len) != 0)
		return false;
	*at += len;
	*at += strspn(*at, " ");
	return true;
}

static struct job *job_now(struct story *s)
{
	assert_true(s->sheet.job_count > 0);
	return &s->jobs[s->sheet.job_count - 1];
}

static int32_t day_here(struct story *s, const char *text)
{
	int32_t day = NO_DAY;

	if (strcmp(text, "none") != 0 && day_read(text, &day) != OK)
		wrong(s, text);
	return day;
}

static int64_t money_here(struct story *s, const char *text)
{
	int64_t cents = 0;

	if (money_read(text, &cents, NULL) != OK)
		wrong(s, text);
	return cents;
}

static int program_here(struct story *s, const char *name)
{
	for (size_t p = 0; p < s->sheet.program_count; p++)
		if (strcmp(s->programs[p].name, name) == 0)
			return (int)p;
	wrong(s, name);
	return EVERY_PROGRAM;
}

/* "overtime, bonus of " */
static unsigned kinds_here(const char **at)
{
	unsigned kinds = 0;
	bool is_found = true;

	while (is_found) {
		is_found = false;
		for (int i = 0; i < PAY_KINDS && !is_found; i++)
			if (take(at, pay_kind_name((enum pay_kind)i))) {
				kinds |= 1u << i;
				is_found = true;
			}
		take(at, ",");
	}
	return kinds;
}

static void read_today(struct story *s, const char *at)
{
	s->sheet.today = day_here(s, at);
}

static struct factor *factors_here(struct story *s, const char *at, size_t *count)
{
	struct factor *factors = arena_alloc(8 * sizeof(*factors));
	static const char *const standard = "W 4.3 BW 2.15 SM 2 M 1";

	for (at = take(&at, "standard") ? standard : at; *at != '\0' && *count < 8; ++*count) {
		struct factor *f = &factors[*count];

		f->frequency = frequency_read(word(&at));
		f->from = take(&at, "from") ? day_here(s, word(&at)) : NO_DAY;
		f->until = take(&at, "until") ? day_here(s, word(&at)) : NO_DAY;
		if (ratio_read(word(&at), &f->ratio, NULL) != OK)
			wrong(s, at);
	}
	return factors;
}

/* program SNAP standard | program SNAP without tips because …: W 4.3 … */
static void read_program(struct story *s, const char *at)
{
	struct program *p = &s->programs[s->sheet.program_count++];

	p->name = word(&at);
	if (take(&at, "without")) {
		const char *colon = strchr(at, ':');

		p->left_out = kinds_here(&at);
		take(&at, "because");
		p->left_out_why = arena_copy(at, (size_t)(colon - at));
		at = colon + 1;
		at += strspn(at, " ");
	}
	p->factors = factors_here(s, at, &p->factor_count);
}

static void read_job(struct story *s, const char *at)
{
	struct job *job = &s->jobs[s->sheet.job_count++];

	job->employer = at;
	job->start = job->end = NO_DAY;
	job->checks = arena_alloc(CHECKS_OF_CASE * sizeof(*job->checks));
	job->years = s->years[s->sheet.job_count - 1];
}

static void read_said(struct story *s, const char *at)
{
	job_now(s)->said = frequency_read(at);
}

static void read_starts(struct story *s, const char *at)
{
	job_now(s)->start = day_here(s, at);
}

static void read_ends(struct story *s, const char *at)
{
	job_now(s)->end = day_here(s, at);
}

static void read_frequency(struct story *s, const char *at)
{
	job_now(s)->chosen = frequency_read(word(&at));
	take(&at, "because");
	job_now(s)->chosen_why = at;
}

static void read_year(struct story *s, const char *at)
{
	struct year_total *year = &s->years[s->sheet.job_count - 1][job_now(s)->year_count++];

	year->year = (int)strtol(word(&at), NULL, 10);
	year->gross = money_here(s, word(&at));
}

static struct amount *amount_of(struct check *c, const char *name)
{
	if (strcmp(name, "gross") == 0)
		return &c->gross;
	if (strcmp(name, "ytd") == 0)
		return &c->gross_ytd;
	if (strcmp(name, "net") == 0)
		return &c->net;
	for (int i = 0; i < PAY_KINDS; i++) {
		if (strcmp(name, pay_kind_name((enum pay_kind)i)) == 0)
			return &c->column[i];
		if (*name == '+' && strcmp(name + 1, pay_kind_name((enum pay_kind)i)) == 0)
			return &c->earned[i];
	}
	return NULL;
}

static void read_check_word(struct story *s, struct check *c, const char *name, const char **at)
{
	struct amount *amount = amount_of(c, name);

	if (amount != NULL) {
		amount->cents = money_here(s, word(at));
		amount->is_given = true;
	} else if (strcmp(name, "hours") == 0) {
		c->has_hours = hours_read(word(at), &c->hours, NULL) == OK;
	} else if (strcmp(name, "period") == 0) {
		c->from = day_here(s, word(at));
		c->to = day_here(s, word(at));
	} else if (strcmp(name, "id") == 0) {
		c->id = word(at);
	} else if (strcmp(name, "number") == 0) {
		c->number = word(at);
	} else if (strcmp(name, "source") == 0) {
		c->source = word(at);
	} else {
		wrong(s, name);
	}
}

static void read_check(struct story *s, const char *at)
{
	struct job *job = job_now(s);
	struct check *c = &job->checks[job->check_count++];

	assert_true(job->check_count <= CHECKS_OF_CASE);
	*c = (struct check){ .id = "", .number = "", .source = "", .from = NO_DAY, .to = NO_DAY };
	c->day = day_here(s, word(&at));
	while (*at != '\0')
		read_check_word(s, c, word(&at), &at);
}

/* What "for SNAP" and "because …" say at the end of a choice. */
static int ending(struct story *s, const char **at, const char **why)
{
	int program = take(at, "for ") ? program_here(s, word(at)) : EVERY_PROGRAM;

	*why = take(at, "because") ? *at : NULL;
	return program;
}

static void add_choice(struct story *s, struct choice choice, const char *at)
{
	choice.job = s->sheet.job_count - 1;
	choice.day = NO_DAY;
	if (take(&at, "#"))
		choice.check = word(&at);
	else
		choice.day = day_here(s, word(&at));
	choice.program = ending(s, &at, &choice.why);
	s->choices[s->sheet.choice_count++] = choice;
}

static void add_job_choice(struct story *s, struct job_choice choice, const char *at)
{
	choice.job = s->sheet.job_count - 1;
	choice.program = ending(s, &at, &choice.why);
	s->job_choices[s->sheet.job_choice_count++] = choice;
}

/* leave out job because … | leave out 2026-11-13 … | leave out overtime, bonus of 2026-11-13 … */
static void read_leave_out(struct story *s, const char *at)
{
	struct choice choice = { .how = LEAVE_OUT };

	if (take(&at, "job")) {
		add_job_choice(s, (struct job_choice){ .how = LEAVE_OUT_JOB }, at);
		return;
	}
	choice.kinds = kinds_here(&at);
	choice.how = take(&at, "of ") ? COUNT_PART : LEAVE_OUT;
	add_choice(s, choice, at);
}

/* count ended … | count as paid … | count 2026-10-16 … | count 500.00 of 2026-11-13 … */
static void read_count(struct story *s, const char *at)
{
	struct choice choice = { .how = COUNT_WHOLE };
	const char *of = strstr(at, " of "), *because = strstr(at, "because");

	if (take(&at, "ended")) {
		add_job_choice(s, (struct job_choice){ .how = COUNT_ENDED }, at);
	} else if (take(&at, "as paid")) {
		add_job_choice(s, (struct job_choice){ .how = COUNT_AS_PAID }, at);
	} else {
		if (of != NULL && (because == NULL || of < because)) {
			choice = (struct choice){ .how = COUNT_AMOUNT,
				.cents = money_here(s, word(&at)) };
			take(&at, "of ");
		}
		add_choice(s, choice, at);
	}
}

/* expect pay 592.00 W from 2026-12-01 because … | expect pay 18.50 x 32 W … */
static void read_expect(struct story *s, const char *at)
{
	struct job_choice choice = { .how = EXPECT_PAY, .from = NO_DAY };
	int64_t cents = money_here(s, word(&at));

	if (take(&at, "x ")) {
		choice.rate = cents;
		assert_int_equal(hours_read(word(&at), &choice.hours, NULL), OK);
	} else {
		choice.a_check = (struct amount){ true, cents };
	}
	if (strncmp(at, "from", 4) != 0 && strncmp(at, "for ", 4) != 0
	    && strncmp(at, "because", 7) != 0)
		choice.frequency = frequency_read(word(&at));
	choice.from = take(&at, "from") ? day_here(s, word(&at)) : NO_DAY;
	add_job_choice(s, choice, at);
}

static void read_refused(struct story *s, const char *at)
{
	s->refused = at;
}

static void read_result(struct story *s, const char *at)
{
	assert_true(s->expected_count < countof(s->expected));
	s->expected[s->expected_count++] =
		(struct expectation){ (int)s->sheet.job_count - 1, at };
}

static void read_line(struct story *s, const char *at)
{
	assert_true(s->line_count < countof(s->lines));
	s->lines[s->line_count++] = at;
}

static void read_case_line(struct story *s, const char *at)
{
	static const struct {
		const char *verb;
		void (*read)(struct story *s, const char *at);
	} verbs[] = {
		{ "today ", read_today }, { "program ", read_program }, { "job ", read_job },
		{ "said ", read_said }, { "starts ", read_starts }, { "ends ", read_ends },
		{ "frequency ", read_frequency }, { "year ", read_year }, { "check ", read_check },
		{ "leave out ", read_leave_out }, { "count ", read_count },
		{ "expect pay ", read_expect }, { "= refused ", read_refused },
		{ "= ", read_result }, { "> ", read_line },
	};

	for (size_t i = 0; i < countof(verbs); i++)
		if (take(&at, verbs[i].verb)) {
			verbs[i].read(s, at);
			return;
		}
	wrong(s, at);
}

static struct story *case_read(const char *path)
{
	struct story *s = arena_alloc(sizeof(*s));
	FILE *file = fopen(path, "r");
	char line[600];

	s->name = path;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#' && line[0] != '\0')
			read_case_line(s, arena_dup(line));
	}
	fclose(file);
	s->sheet.jobs = s->jobs;
	s->sheet.programs = s->programs;
	s->sheet.choices = s->choices;
	s->sheet.job_choices = s->job_choices;
	return s;
}

#endif
