/* csv_out_fuzz.c: any text as the cells of a file for a spreadsheet. Every cell is quoted, what is
 * in it cannot end it, and none begins a formula (safety.md §5). */
#include "fuzz.h"

#include "app/csv.h"

#define MARK "\xEF\xBB\xBF"

/* Past one quoted cell; what it says goes unread but for its first character. */
static const char *past_cell(const char *at)
{
	assert(*at == '"');
	at++;
	assert(!*at || !strchr("=+-@\t\r", *at));
	for (;; at++) {
		assert(*at);
		if (*at == '"' && at[1] != '"')
			return at + 1;
		at += *at == '"';
	}
}

static void hold(const char *at, size_t rows, size_t columns)
{
	assert(strncmp(at, MARK, 3) == 0);
	at += 3;
	for (size_t row = 0; row <= rows; row++)
		for (size_t column = 0; column < columns; column++) {
			at = past_cell(at);
			assert(strncmp(at, column + 1 < columns ? "," : "\r\n", 1) == 0);
			at += column + 1 < columns ? 1 : 2;
		}
	assert(!*at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { (const char *)data, (const char *)data + size };
	cJSON *rows = json_list();
	size_t count = 0;

	while (in.at < in.end && count < 20) {
		cJSON *row = json_push(rows, json_object());

		json_set_text(row, "Case", input_line(&in));
		json_set_text(row, "Name", input_line(&in));
		count++;
	}
	if (count > 0)
		hold(csv_of(rows), count, 2);
	arena_reset();
	return 0;
}
