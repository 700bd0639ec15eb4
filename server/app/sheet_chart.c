/* sheet_chart.c: gross pay by pay date, drawn as the numbers of an SVG: bars side by side, 712 wide
 * from x 52, at most 100 high above y 144, under a round figure. The table below the chart holds
 * the same numbers. */
#include "app/sheet_view.h"

#include "base/arena.h"

#include <string.h>

#define BARS_MAX 9
#define LEFT 52
#define WIDTH 712
#define BASE 144
#define HEIGHT 100
#define BAR 52

struct bar {
	int32_t day;
	int64_t cents;
	bool is_estimate, is_asked;
};

/* The newest that have an amount, oldest first. */
static size_t collect(const struct pay_rows *list, struct bar *bars)
{
	size_t n = 0;

	for (size_t i = 0; i < list->count && n < BARS_MAX; i++) {
		const struct pay_row *row = &list->rows[i];
		bool is_filled = row->slot != NULL
			&& (row->slot->fill == FILL_EXACT || row->slot->fill == FILL_SHARED);

		if (row->check != NULL ? !check_is_usable(row->check) : !is_filled)
			continue;
		bars[BARS_MAX - ++n] = (struct bar){
			row->day, row->check != NULL ? row->check->gross.cents : row->slot->filled,
			row->check == NULL, row->is_asked,
		};
	}
	return n;
}

/* The next of 1, 2, 4, 5, 10 … dollars at or above it, in cents. */
static int64_t round_up(int64_t cents)
{
	static const int64_t steps[] = { 1, 2, 4, 5, 10 };

	for (int64_t unit = 100; unit < MONEY_MAX / 10; unit *= 10)
		for (size_t i = 0; i < countof(steps); i++)
			if (steps[i] * unit >= cents)
				return steps[i] * unit;
	return MONEY_MAX;
}

static const char *tenths(int64_t value)
{
	return arena_printf("%lld.%lld", (long long)(value / 10), (long long)(value % 10));
}

static void add_line(cJSON *grid, int64_t cents, int64_t top)
{
	cJSON *line = json_push(grid, json_object());
	int64_t y = BASE - (top > 0 ? cents * HEIGHT / top : 0);
	const char *text = money_text(cents);

	json_set_text(line, "y", arena_printf("%lld", (long long)y));
	json_set_text(line, "text_y", arena_printf("%lld", (long long)y + 4));
	json_set_text(line, "label", arena_printf("$%.*s", (int)(strlen(text) - 3), text));
}

static void add_bar(cJSON *list, const struct bar *bar, size_t place, size_t count, int64_t top,
		    int32_t today)
{
	cJSON *doc = json_push(list, json_object());
	int64_t step = WIDTH * 10 / (int64_t)count;
	int64_t middle = LEFT * 10 + (int64_t)place * step + step / 2;
	int64_t height = bar->cents > 0 ? bar->cents * HEIGHT * 10 / top : 0;

	json_set_text(doc, "x", tenths(middle - BAR * 5));
	json_set_int(doc, "width", BAR);
	json_set_text(doc, "y", tenths(BASE * 10 - height));
	json_set_text(doc, "height", tenths(height));
	json_set_text(doc, "middle", tenths(middle));
	json_set_text(doc, "value_y", tenths(BASE * 10 - height - 60));
	json_set_text(doc, "value", money_word(bar->cents));
	json_set_text(doc, "label", day_word(bar->day, today));
	json_set_bool(doc, "is_estimate", bar->is_estimate);
}

/* The shade behind the days that are counted. */
static cJSON *window(const struct worksheet *w, size_t j, const struct bar *bars, size_t count)
{
	const struct thirty *t = &w->pay.jobs[j].thirty;
	int64_t step = WIDTH * 10 / (int64_t)count;
	size_t first = 0;
	cJSON *doc;

	while (first < count && !bars[first].is_asked)
		first++;
	if (first == count)
		return cJSON_CreateNull();
	doc = json_object();
	json_set_text(doc, "x", tenths(LEFT * 10 + (int64_t)first * step));
	json_set_text(doc, "width", tenths(WIDTH * 10 - (int64_t)first * step));
	json_set_text(doc, "text_x", tenths(LEFT * 10 + (int64_t)first * step + 80));
	json_set_text(doc, "words", first + 1 == count && count > 4 ? "30 days"
		      : arena_printf("30 days, %s", span_words(t->first, t->last, w->today)));
	return doc;
}

static const char *about(const struct bar *bars, size_t count, int32_t today)
{
	int64_t least = bars[0].cents, most = bars[0].cents;
	size_t estimates = 0;

	for (size_t i = 0; i < count; i++) {
		least = bars[i].cents < least ? bars[i].cents : least;
		most = bars[i].cents > most ? bars[i].cents : most;
		estimates += bars[i].is_estimate;
	}
	return arena_printf("%zu pay date%s from %s, between $%s and $%s. %s"
			    "The same numbers are in the table below.", count,
			    count == 1 ? "" : "s",
			    span_words(bars[0].day, bars[count - 1].day, today), money_word(least),
			    money_word(most),
			    estimates > 0 ? "What is dashed was computed. " : "");
}

cJSON *sheet_chart(const struct worksheet *w, size_t j)
{
	struct bar room[BARS_MAX], *bars;
	size_t count = collect(&w->rows[j], room);
	cJSON *doc, *grid, *list;
	int64_t top = 0;

	bars = room + BARS_MAX - count;
	for (size_t i = 0; i < count; i++)
		top = bars[i].cents > top ? bars[i].cents : top;
	if (top == 0)
		return cJSON_CreateNull();
	top = round_up(top);
	doc = json_object();
	json_set_text(doc, "employer", w->pay.jobs[j].employer);
	json_set_text(doc, "about", about(bars, count, w->today));
	json_set(doc, "window", window(w, j, bars, count));
	grid = json_set(doc, "grid", json_list());
	for (int64_t half = 0; half <= 2; half++)
		add_line(grid, top / 2 * half, top);
	list = json_set(doc, "bars", json_list());
	for (size_t i = 0; i < count; i++)
		add_bar(list, &bars[i], i, count, top, w->today);
	return doc;
}
