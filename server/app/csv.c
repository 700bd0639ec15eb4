/* csv.c: rows as a file that a spreadsheet opens. What stands in the columns is the query's. */
#include "app/csv.h"

#include <string.h>

#define FILE_MAX_BYTES (12 * 1024 * 1024)

/* Excel and its kin run what begins so; a tab or line end before it does not help. */
static bool is_formula(const char *text)
{
	return *text && strchr("=+-@\t\r", *text);
}

static void cell(struct buf *out, const char *text)
{
	buf_char(out, '"');
	if (is_formula(text))
		buf_char(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_char(out, '"');
		buf_char(out, *text);
	}
	buf_char(out, '"');
}

void csv_head(struct buf *out, const cJSON *row)
{
	const cJSON *column;

	buf_text(out, "\xEF\xBB\xBF");
	cJSON_ArrayForEach(column, row) {
		cell(out, column->string);
		buf_text(out, column->next ? "," : "\r\n");
	}
}

void csv_rows(struct buf *out, const cJSON *rows)
{
	const cJSON *row, *column;

	cJSON_ArrayForEach(row, rows) {
		cJSON_ArrayForEach(column, row) {
			cell(out, json_text(row, column->string));
			buf_text(out, column->next ? "," : "\r\n");
		}
	}
}

const char *csv_of(const cJSON *rows)
{
	struct buf out = buf_new(FILE_MAX_BYTES);

	csv_head(&out, cJSON_GetArrayItem(rows, 0));
	csv_rows(&out, rows);
	return out.is_full ? NULL : out.data;
}
