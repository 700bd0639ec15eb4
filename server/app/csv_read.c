/* csv_read.c: a file from a spreadsheet, a row at a time. What its columns mean is imports.c's and
 * the database's affair; writing such files is csv.c's. */
#include "app/csv_read.h"

#include "base/arena.h"
#include "base/json.h"

#include <string.h>

#define ROW_MAX (CSV_COLUMNS_MAX * (CSV_CELL_MAX + 1))

static const char *const fault_words[] = {
	[CSV_FINE] = "",
	[CSV_UTF16] = "is written in UTF-16. In Excel choose Save as, then CSV UTF-8",
	[CSV_NUL] = "holds a zero byte, as no text does. Save the table as CSV UTF-8 again",
	[CSV_NOT_UTF8] = "holds letters that are not UTF-8. In Excel choose Save as, then CSV UTF-8",
	[CSV_UNTERMINATED] = "begins a quotation mark that never ends. Close it, or take it out",
	[CSV_AFTER_QUOTE] = "has text behind a closing quotation mark. Double the marks inside a cell",
	[CSV_LONG_CELL] = "has a cell of more than 1,000 letters. Shorten it",
	[CSV_COLUMNS] = "has more than 60 columns. Leave out those that are not needed",
};

static bool is_end_of_row(const struct csv *csv)
{
	return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

static bool take(struct csv *csv, char c)
{
	if (csv->at == csv->end || *csv->at != c)
		return false;
	csv->at++;
	return true;
}

static void end_row(struct csv *csv)
{
	if (take(csv, '\r'))
		take(csv, '\n');
	else
		take(csv, '\n');
}

/* A byte of the cell that begins at `to`. */
static char *keep(struct csv *csv, const char *cell, char *to, char c)
{
	if (to - cell == CSV_CELL_MAX)
		csv->fault = CSV_LONG_CELL;
	else
		*to++ = c;
	return to;
}

static char *plain_cell(struct csv *csv, char *cell)
{
	char *to = cell;

	while (!csv->fault && !is_end_of_row(csv) && *csv->at != csv->separator)
		to = keep(csv, cell, to, *csv->at++);
	return to;
}

/* Between quotation marks; two of them are one. */
static char *quoted_cell(struct csv *csv, char *cell)
{
	char *to = cell;
	bool is_closed = false;

	while (!csv->fault && !is_closed && csv->at < csv->end) {
		char c = *csv->at++;

		if (c == '"' && !take(csv, '"'))
			is_closed = true;
		else
			to = keep(csv, cell, to, c);
	}
	if (!csv->fault && !is_closed)
		csv->fault = CSV_UNTERMINATED;
	else if (!csv->fault && !is_end_of_row(csv) && *csv->at != csv->separator)
		csv->fault = CSV_AFTER_QUOTE;
	return to;
}

/* Reads a cell to `to`; where the next one goes. */
static char *take_cell(struct csv *csv, char *to)
{
	char *cell = to;

	if (csv->count == CSV_COLUMNS_MAX) {
		csv->fault = CSV_COLUMNS;
		return to;
	}
	to = take(csv, '"') ? quoted_cell(csv, cell) : plain_cell(csv, cell);
	*to = '\0';
	if (!csv->fault && !utf8_ok(cell, (size_t)(to - cell)))
		csv->fault = memchr(cell, '\0', (size_t)(to - cell)) ? CSV_NUL : CSV_NOT_UTF8;
	if (cell[0] == '\'' && cell[1] && strchr("=+-@\t\r", cell[1]))
		cell++;
	csv->cells[csv->count++] = cell;
	return to + 1;
}

/* What stands most often between the cells of the first row. */
static char separator_of(const struct csv *csv)
{
	static const char choices[] = ",;\t";
	size_t counts[sizeof choices] = { 0 }, best = 0, i;
	bool is_quoted = false;
	const char *at = csv->at;

	while (at < csv->end && (*at == '\n' || *at == '\r'))
		at++;
	for (; at < csv->end && (is_quoted || (*at != '\n' && *at != '\r')); at++) {
		const char *choice = *at ? strchr(choices, *at) : NULL;

		if (*at == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && choice)
			counts[choice - choices]++;
	}
	for (i = 1; i < sizeof choices - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return choices[best];
}

static bool begins_with(const struct csv *csv, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(csv->end - csv->at) >= len && memcmp(csv->at, text, len) == 0;
}

void csv_open(struct csv *csv, const char *bytes, size_t len)
{
	*csv = (struct csv){ .at = bytes, .end = bytes + len };
	csv->text = arena_alloc(ROW_MAX);
	if (begins_with(csv, "\xff\xfe") || begins_with(csv, "\xfe\xff")) {
		csv->fault = CSV_UTF16;
		csv->row = 1;
	}
	if (begins_with(csv, "\xef\xbb\xbf"))
		csv->at += 3;
	if (begins_with(csv, "sep=") && csv->end - csv->at > 4 && strchr(",;\t|", csv->at[4])) {
		csv->separator = csv->at[4];
		csv->at += 5;
		csv->row = 1;
		end_row(csv);
	} else
		csv->separator = separator_of(csv);
}

bool csv_next(struct csv *csv)
{
	char *to = csv->text;

	if (csv->fault || csv->at == csv->end)
		return false;
	csv->row++;
	csv->count = 0;
	do
		to = take_cell(csv, to);
	while (!csv->fault && take(csv, csv->separator));
	end_row(csv);
	return !csv->fault;
}

bool csv_is_blank(const struct csv *csv)
{
	size_t i;

	for (i = 0; i < csv->count; i++)
		if (csv->cells[i][strspn(csv->cells[i], " \t\r\n")])
			return false;
	return true;
}

const char *csv_fault_words(enum csv_fault fault)
{
	return fault_words[fault];
}
