/* report_pay_fuzz.c: any bytes as a stored report, through examination and reckoning to the note.
 * Nothing may crash; the parts of a check must make its gross; a note keeps its width. */
#include "fuzz.h"

#include "app/note.h"
#include "app/report_pay.h"

static void hold_parts(const struct job *job)
{
	for (size_t i = 0; i < job->check_count; i++) {
		int64_t sum = 0;

		for (int kind = 0; kind < PAY_KINDS; kind++)
			sum += job->checks[i].part[kind];
		assert(!job->checks[i].gross.is_given || sum == job->checks[i].gross.cents);
	}
}

static void reckon(const cJSON *doc)
{
	static const struct factor factors[] = {
		{ WEEKLY, { 43, 10 }, NO_DAY, NO_DAY }, { BIWEEKLY, { 43, 20 }, NO_DAY, NO_DAY },
		{ SEMIMONTHLY, { 2, 1 }, NO_DAY, NO_DAY }, { MONTHLY, { 1, 1 }, NO_DAY, NO_DAY },
	};
	static const struct program program = { "SNAP", factors, countof(factors), 0, NULL };
	struct report_pay pay = report_pay_read(doc);
	struct sheet sheet = {
		.today = day_of(2026, 11, 20), .jobs = pay.jobs, .job_count = pay.job_count,
		.programs = &program, .program_count = 1,
	};
	struct note note = { .width = 52, .person = "A" };
	struct income income;

	for (size_t j = 0; j < pay.job_count; j++) {
		if (pay_examine(&pay.jobs[j], sheet.today) != OK)
			return;
		hold_parts(&pay.jobs[j]);
	}
	if (income_compute(&sheet, &income) == OK)
		for (const char *line = note_write(&note, &sheet, &income); *line != '\0'; line++) {
			size_t len = strcspn(line, "\n");

			assert(line[len] == '\n');
			line += len;
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cJSON *doc;

	if (json_read((const char *)data, size, &doc, NULL) == OK)
		reckon(doc);
	arena_reset();
	return 0;
}
