/* csv_read_fuzz.c: any bytes as a file from a spreadsheet. Nothing may crash; every cell is UTF-8
 * within its bounds; rows only count up; and what was read, written again, is read the same. */
#include "app/csv.h"
#include "app/csv_read.h"
#include "base/arena.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	json_init();
	return 0;
}

static cJSON *row_of(const struct csv *csv)
{
	cJSON *row = json_object();
	size_t i;

	for (i = 0; i < csv->count; i++) {
		assert(strlen(csv->cells[i]) <= CSV_CELL_MAX);
		assert(utf8_ok(csv->cells[i], strlen(csv->cells[i])));
		json_set_text(row, arena_printf("%zu", i), csv->cells[i]);
	}
	return row;
}

/* A cell as long as may be has no room for the apostrophe of a formula. */
static void write_and_read(const cJSON *row)
{
	cJSON *rows = json_list();
	const cJSON *cell;
	const char *file;
	struct csv csv;
	size_t i = 0;

	cJSON_ArrayForEach(cell, row)
		if (strlen(cell->valuestring) == CSV_CELL_MAX)
			return;
	json_push(rows, json_copy(row));
	file = csv_of(rows);
	csv_open(&csv, file, strlen(file));
	assert(csv_next(&csv) && csv_next(&csv) && !csv.fault);
	cJSON_ArrayForEach(cell, row)
		assert(strcmp(csv.cells[i++], cell->valuestring) == 0);
	assert(i == csv.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv csv;
	long before = 0;

	csv_open(&csv, (const char *)data, size);
	while (csv_next(&csv)) {
		assert(csv.row > before && csv.count > 0);
		before = csv.row;
		if (before < 20)
			write_and_read(row_of(&csv));
	}
	arena_reset();
	return 0;
}
