/* csv_read.h: a file from a spreadsheet, a row at a time (RFC 4180, and what Excel makes of it).
 *
 *	struct csv csv;
 *
 *	csv_open(&csv, bytes, len);
 *	while (csv_next(&csv))
 *		… csv.cells[0 … csv.count)
 *	if (csv.fault) … csv_fault_words(csv.fault), csv.row
 *
 * Takes a byte order mark, a line "sep=;", commas, semicolons or tabs as the first row has them,
 * any line end, quotation marks around a cell with line ends in it. The apostrophe that csv.h puts
 * before a formula is taken off again. Nothing of the text is in any message. */
#ifndef CSV_READ_H
#define CSV_READ_H

#include "base/base.h"

#define CSV_COLUMNS_MAX 60
#define CSV_CELL_MAX 1000        /* bytes */

enum csv_fault {
	CSV_FINE, CSV_UTF16, CSV_NUL, CSV_NOT_UTF8, CSV_UNTERMINATED, CSV_AFTER_QUOTE, CSV_LONG_CELL,
	CSV_COLUMNS,
};

struct csv {
	const char *cells[CSV_COLUMNS_MAX];      /* of this row, until the next; UTF-8 */
	size_t count;
	long row;                                /* as a spreadsheet counts: the first is 1 */
	enum csv_fault fault;

	/* its own */
	const char *at, *end;
	char separator;
	char *text;
};

/* Looks at the bytes, which stay the caller's; takes 64 KB of the arena, whatever their length. */
void csv_open(struct csv *csv, const char *bytes, size_t len);
/* The next row, blank ones too; false at the end, and at a fault, of which csv->row is the row. */
bool csv_next(struct csv *csv);
/* True when every cell of the row is empty or spaces. */
bool csv_is_blank(const struct csv *csv);
/* What is wrong with the row and what to do, as it goes on after "Row 12 ". */
const char *csv_fault_words(enum csv_fault fault);

#endif
