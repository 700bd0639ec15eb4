/* csv.h: rows as a file that a spreadsheet opens (RFC 4180): UTF-8 with its mark, CRLF, every cell
 * quoted. A cell that a spreadsheet would take for a formula gets an apostrophe (safety.md §5). */
#ifndef CSV_H
#define CSV_H

#include "base/buf.h"
#include "base/json.h"

/* Rows of one shape, {"Case": "24-118307", …}; the first one's names are the head. An empty list is
 * an empty file. In the arena; NULL when it would be longer than 12 MB. */
const char *csv_of(const cJSON *rows);

/* The same in pieces: the mark and the head, once, from a row's names; then rows as they come. */
void csv_head(struct buf *out, const cJSON *row);
void csv_rows(struct buf *out, const cJSON *rows);

#endif
