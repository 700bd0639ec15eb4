/* imports.c: a file that comes in: is it one, and its rows into the staging table.
 *
 * The file is read twice: once to the end to see that it is whole, so that a bad one leaves nothing
 * behind, and once while its rows are streamed to Postgres. Both passes hold one row at a time. */
#include "app/imports.h"

#include "app/csv.h"
#include "app/csv_read.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>
#include <strings.h>

#define PIECE 32768
#define HEADING_MAX 100

static const struct field upload_fields[] = {
	{ .name = "kind",
	  .label = "what the file holds",
	  .kind = ONE_OF,
	  .required = true,
	  .choices = "cases|dues|milestones" },
	{ .name = "office_id", .label = "office", .kind = NUMBER, .required = true, .max = 18 },
	{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
};

/* --- is it a file of rows? --- */

static const char *heading_of(const char *cell, size_t place)
{
	size_t len;

	cell += strspn(cell, " \t\r\n");
	for (len = strlen(cell); len && strchr(" \t\r\n", cell[len - 1]); len--)
		;
	if (len == 0)
		return arena_printf("Column %zu", place);
	while (len > HEADING_MAX || (cell[len] & 0xc0) == 0x80)
		len--;
	return arena_copy(cell, len);
}

static bool is_among(const cJSON *list, const char *text)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (strcasecmp(one->valuestring, text) == 0)
			return true;
	return false;
}

/* The row that names the columns; columns behind the last name are none. */
static const char *headings_read(struct csv *csv, cJSON *headings)
{
	size_t i, count;

	while (csv_next(csv) && csv_is_blank(csv))
		;
	if (csv->fault || csv->count == 0 || csv_is_blank(csv))
		return "Choose a file with headings in its first row: this one is empty";
	for (count = csv->count; csv->cells[count - 1][strspn(csv->cells[count - 1], " \t\r\n")] == 0;)
		count--;
	for (i = 0; i < count; i++) {
		const char *heading = heading_of(csv->cells[i], i + 1);

		if (is_among(headings, heading))
			return arena_printf("Change the headings: two columns are called \"%s\"", heading);
		json_push(headings, cJSON_CreateString(heading));
	}
	return count > 1 ? NULL : "Choose a file with several columns, apart by commas or semicolons: "
		"only one was found";
}

/* Walks through the file; what is wrong with it, or NULL and its headings and number of rows. */
static const char *look_through(const struct request *r, cJSON *file)
{
	cJSON *headings = json_set(file, "headings", json_list());
	const char *problem;
	struct csv csv;
	long rows = 0;

	csv_open(&csv, r->file, r->file_len);
	problem = headings_read(&csv, headings);
	if (csv.fault)
		return arena_printf("Row %ld %s", csv.row, csv_fault_words(csv.fault));
	if (problem)
		return problem;
	while (csv_next(&csv))
		rows += !csv_is_blank(&csv);
	if (csv.fault)
		return arena_printf("Row %ld %s", csv.row, csv_fault_words(csv.fault));
	json_set_int(file, "rows", rows);
	if (rows > IMPORT_ROWS_MAX)
		return arena_printf("Split the file: it has %ld rows, and %d fit", rows,
				    IMPORT_ROWS_MAX);
	return rows ? NULL : "Choose a file with rows: this one has only headings";
}

static const char *file_problem(const struct request *r, cJSON *file)
{
	if (!r->file || (r->file_len == 0 && !*r->file_name))
		return "Choose a file";
	if (r->file_len > IMPORT_BYTES_MAX)
		return "Split the file: it is larger than 5 MB";
	json_set_text(file, "name", *r->file_name ? r->file_name : "file.csv");
	json_set_text(file, "sha256", crypto_sha256_hex(r->file, r->file_len));
	json_set_int(file, "bytes", (long)r->file_len);
	return look_through(r, file);
}

/* --- its rows, into the staging table --- */

struct staging {
	struct csv csv;
	const char *client_key;
};

/* A cell inside an array inside a line of COPY: the array wants marks and backslashes escaped, the
 * line the backslashes once more, and tabs and line ends. */
static void put_cell(struct buf *out, const char *cell)
{
	static const char *const escapes[256] = {
		['\\'] = "\\\\\\\\", ['"'] = "\\\\\"", ['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r",
	};

	buf_char(out, '"');
	for (; *cell; cell++) {
		const char *escape = escapes[(unsigned char)*cell];

		if (escape)
			buf_text(out, escape);
		else
			buf_char(out, *cell);
	}
	buf_char(out, '"');
}

static void put_row(struct buf *out, const struct staging *s)
{
	size_t i;

	buf_printf(out, "%s\t%ld\t{", s->client_key, s->csv.row);
	for (i = 0; i < s->csv.count; i++) {
		if (i)
			buf_char(out, ',');
		put_cell(out, s->csv.cells[i]);
	}
	buf_text(out, "}\n");
}

static bool next_rows(void *context, struct buf *piece)
{
	struct staging *s = context;

	while (piece->len < PIECE && csv_next(&s->csv))
		if (!csv_is_blank(&s->csv))
			put_row(piece, s);
	return piece->len > 0;
}

/* The import and its rows, at once. The headings are passed: they were looked at before. */
static enum status stage(struct request *r, const cJSON **made)
{
	struct staging s = { .client_key = json_text(r->in, "form.client_key") };
	struct db_copy copy = { "imports/stage", next_rows, &s };
	struct db_ask create = { .query = "imports/create", .in = r->in };

	csv_open(&s.csv, r->file, r->file_len);
	while (csv_next(&s.csv) && csv_is_blank(&s.csv))
		;
	TRY(db_copy(&create, &copy));
	*made = cJSON_GetArrayItem(create.rows, 0);
	return OK;
}

enum status imports_create(struct request *r)
{
	cJSON *file = json_set(r->in, "file", json_object());
	bool is_ok = form_ok(r, upload_fields, countof(upload_fields));
	const char *problem = file_problem(r, file);
	const cJSON *made;
	enum status status;

	if (problem)
		form_error(r, "file", problem);
	if (!is_ok || problem)
		return page_again(r);
	status = stage(r, &made);
	if (status == CONFLICT)
		status = db_one("imports/same_form", r->in, &made);
	if (status == INVALID && strcmp(db_constraint(), "import_cells_client_key_fkey") == 0) {
		form_error(r, "office_id", "Choose one of your offices");
		return page_again(r);
	}
	TRY(status);
	return redirect(r, "/imports/%s", json_text(made, "id"));
}

/* --- what its columns are, and what was refused --- */

enum status imports_columns(struct request *r)
{
	static const struct field column_fields[] = {
		{ .name = "column", .label = "column", .kind = NUMBER, .required = true, .max = 2 },
		{ .name = "field", .label = "what it is", .kind = TEXT, .max = 40 },
	};
	static const struct field fields[] = {
		{ .name = "columns",
		  .label = "column",
		  .kind = ROWS,
		  .required = true,
		  .max = CSV_COLUMNS_MAX,
		  .rows = column_fields,
		  .row_count = countof(column_fields) },
	};
	const cJSON *problems, *problem, *kept;
	bool is_ok = form_ok(r, fields, countof(fields));

	/* The line is written with the first statement, which changes nothing that would name it. */
	json_set_text(cJSON_GetObjectItemCaseSensitive(r->in, "audit"), "subject",
		      arena_printf("import:%s", json_text(r->in, "path.id")));
	TRY(db_rows("imports/columns_judge", r->in, &problems));
	json_set(r->in, "problems", json_copy(problems));
	cJSON_ArrayForEach(problem, problems)
		form_error(r, json_text(problem, "name"), json_text(problem, "message"));
	if (!is_ok || r->errors->child)
		return page_again(r);
	TRY(db_one("imports/columns_keep", r->in, &kept));
	return redirect(r, "/imports/%s", json_text(kept, "id"));
}

enum status imports_refused(struct request *r)
{
	const cJSON *import, *rows;
	const char *file;

	TRY(db_one("imports/named", r->in, &import));
	TRY(db_rows("imports/refused", r->in, &rows));
	file = csv_of(rows);
	if (!file)
		return FAILED;
	reply_header(r, "Content-Disposition",
		     arena_printf("attachment; filename=\"import-%s-refused.csv\"",
				  json_text(import, "id")));
	reply_text(r, 200, "text/csv; charset=utf-8", file);
	return OK;
}
