/* times.c: a list of microseconds and its percentiles. */
#include "times.h"

#include "base/arena.h"

#include <stdlib.h>

struct times times_new(void)
{
	return (struct times){ forever_alloc(TIMES_MAX * sizeof(uint32_t)), 0 };
}

void times_add(struct times *t, int64_t us)
{
	if (t->count < TIMES_MAX)
		t->us[t->count++] = us > 0 ? (uint32_t)us : 0;
}

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

double times_ms(struct times *t, double percent)
{
	size_t at = (size_t)(percent / 100 * (double)t->count);

	if (t->count == 0)
		return 0;
	qsort(t->us, t->count, sizeof *t->us, by_size);
	return t->us[at < t->count ? at : t->count - 1] / 1000.0;
}
