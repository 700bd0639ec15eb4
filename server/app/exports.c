/* exports.c: a list as a file: the form, the job that writes it piece by piece, and the stream that
 * a browser saves. */
#include "app/exports.h"

#include "app/csv.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define PIECE_ROWS 1000
#define PIECE_MAX (8 * 1024 * 1024)

#define LISTS "cases|worklist|orders|reviews|people|dues"
#define COLUMNS "reference|client|latin|programs|due|state|worker|office|members|opened|closed|" \
	"asked|task|rule|language|since|snoozed|number|delivery|provider|decided|decided_by|outcome|" \
	"reason|order|tries|renewals|member|period|program|list"

static const struct {
	const char *list, *query;
} lists[] = {
	{ "cases", "exports/cases" },   { "worklist", "exports/worklist" },
	{ "orders", "exports/orders" }, { "reviews", "exports/reviews" },
	{ "people", "exports/people" }, { "dues", "exports/dues" },
};

static const struct field fields[] = {
	{ .name = "list", .label = "list", .kind = ONE_OF, .required = true, .choices = LISTS },
	{ .name = "columns",
	  .label = "one column or more",
	  .kind = MANY_OF,
	  .required = true,
	  .choices = COLUMNS },
	{ .name = "office_id", .label = "office", .kind = NUMBER, .max = 18 },
	{ .name = "pick", .label = "what of it", .kind = TEXT, .max = 40 },
	{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
};

enum status exports_create(struct request *r)
{
	const cJSON *made;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	json_set_text(cJSON_GetObjectItemCaseSensitive(r->in, "audit"), "reason",
		      arena_printf("list %s", json_text(r->in, "form.list")));
	TRY(db_one("exports/create", r->in, &made));
	return redirect(r, "/exports/%s", json_text(made, "id"));
}

enum status exports_file(struct request *r)
{
	cJSON *piece = json_set(r->in, "piece", json_object());
	const cJSON *file, *chunk;
	long i, chunks;

	TRY(db_one("exports/fetch", r->in, &file));
	chunks = json_int(file, "chunks", 0);
	reply_header(r, "Content-Disposition",
		     arena_printf("attachment; filename=\"%s\"", json_text(file, "name")));
	reply_header(r, "Content-Length", json_text(file, "bytes"));
	if (!stream_open(r, "text/csv; charset=utf-8"))
		return OK;
	/* From here on a failure is a file that ends too early, which its length tells. */
	for (i = 0; i < chunks; i++) {
		const char *body;

		json_set_int(piece, "position", i);
		if (db_one("exports/chunk", r->in, &chunk) != OK)
			break;
		body = json_text(chunk, "body");
		if (!stream_write(r, body, strlen(body)))
			break;
	}
	return OK;
}

static const char *query_of(const char *list)
{
	size_t i;

	for (i = 0; i < countof(lists); i++)
		if (strcmp(lists[i].list, list) == 0)
			return lists[i].query;
	return NULL;
}

/* A row with only the columns that were chosen, called as the file calls them. */
static void push_chosen(cJSON *chosen, const cJSON *columns, const cJSON *row)
{
	cJSON *line = json_push(chosen, json_object());
	const cJSON *column;

	cJSON_ArrayForEach(column, columns)
		json_set_text(line, json_text(column, "word"),
			      row ? json_text(row, json_text(column, "name")) : "");
}

static cJSON *chosen_of(const cJSON *columns, const cJSON *rows)
{
	cJSON *chosen = json_list();
	const cJSON *row;

	cJSON_ArrayForEach(row, rows)
		push_chosen(chosen, columns, row);
	return chosen;
}

/* The rows as a piece of the file; the first piece begins with the head. */
static const char *piece_of(const cJSON *export, const cJSON *rows)
{
	const cJSON *columns = json_at(export, "columns");
	struct buf body = buf_new(PIECE_MAX);
	cJSON *head = json_list();

	if (json_int(export, "chunks", 0) == 0) {
		push_chosen(head, columns, NULL);
		csv_head(&body, head->child);
	}
	csv_rows(&body, chosen_of(columns, rows));
	return body.is_full ? NULL : body.data;
}

static enum status piece_keep(cJSON *in, const cJSON *rows)
{
	cJSON *piece = json_set(in, "piece", json_object());
	int count = cJSON_GetArraySize(rows);
	const cJSON *last = count ? cJSON_GetArrayItem(rows, count - 1) : NULL, *kept;
	const char *body = piece_of(json_at(in, "export"), rows);

	if (!body)
		return FAILED;
	json_set_text(piece, "body", body);
	json_set_int(piece, "rows", count);
	json_set_text(piece, "after", last ? json_text(last, "after") : NULL);
	json_set_int(piece, "left", last ? json_int(last, "left_", 0) - count : 0);
	return db_one("exports/keep", in, &kept);
}

/* The rows are asked for as their maker, so that whatever hides a row from them hides it here. */
enum status export_make(const struct job_kind *kind, cJSON *in)
{
	cJSON *asks = json_object(), *maker = json_set(asks, "user", json_object());
	const cJSON *export, *rows;
	const char *query;

	(void)kind;
	TRY(db_one("exports/claim", in, &export));
	query = query_of(json_text(export, "list"));
	if (!query)
		return FAILED;
	json_set(in, "export", json_copy(export));
	json_set(asks, "export", json_copy(export));
	json_set_text(maker, "id", json_text(export, "user_id"));
	json_set_text(maker, "role", json_text(export, "role"));
	json_set(maker, "offices", json_copy(json_at(export, "offices")));
	json_set_bool(maker, "sees_all", false);
	db_scope(asks);
	TRY(db_rows(query, asks, &rows));
	db_scope(in);
	return piece_keep(in, rows);
}
