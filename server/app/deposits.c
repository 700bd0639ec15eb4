/* deposits.c: large and recurring deposits; the rules stand in deposits.h. */
#include "app/deposits.h"

#include "app/fold.h"
#include "base/arena.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#define RECURRING_MIN 3

/* A deposit with what it is sorted by. */
struct sorted {
	struct deposit *deposit;
	const char *key;
};

/* The words without digits, so that a check number or a date makes no kind of its own. */
static const char *key_of(const char *words)
{
	struct words folded = fold_words(words);
	struct buf key = buf_new(4 * strlen(words) + FOLD_WORDS_MAX + 1);

	for (size_t i = 0; i < folded.count; i++) {
		if (strpbrk(folded.word[i], "0123456789") != NULL)
			continue;
		buf_text(&key, folded.word[i]);
		buf_char(&key, ' ');
	}
	return key.data;
}

static int by_kind(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (order == 0)
		order = (a->deposit->day > b->deposit->day) - (a->deposit->day < b->deposit->day);
	return order != 0 ? order : strcmp(a->deposit->id, b->deposit->id);
}

static int by_sum(const void *left, const void *right)
{
	const struct deposit_kind *a = left, *b = right;

	if (a->sum != b->sum)
		return a->sum < b->sum ? 1 : -1;
	return strcmp(a->words, b->words);
}

/* The frequency of deposits sorted by day, each day once; FREQUENCY_UNKNOWN when there is none. */
static enum frequency frequency_of(const struct sorted *sorted, size_t count)
{
	int32_t *days = arena_alloc(count * sizeof(*days));
	size_t used = 0;
	struct schedule schedule;

	for (size_t i = 0; i < count; i++)
		if (sorted[i].deposit->day != NO_DAY
		    && (used == 0 || days[used - 1] != sorted[i].deposit->day))
			days[used++] = sorted[i].deposit->day;
	if (used < RECURRING_MIN)
		return FREQUENCY_UNKNOWN;
	schedule = schedule_find(days, used, FREQUENCY_UNKNOWN);
	return schedule_is_known(&schedule) ? schedule.frequency : FREQUENCY_UNKNOWN;
}

static enum status kind_make(const struct sorted *sorted, size_t count, enum frequency frequency,
			     struct deposit_kind *kind)
{
	*kind = (struct deposit_kind){
		.words = sorted[count - 1].deposit->words, .frequency = frequency, .count = count,
		.first = sorted[0].deposit->day, .last = sorted[count - 1].deposit->day,
	};
	for (size_t i = 0; i < count; i++)
		TRY(money_add(kind->sum, sorted[i].deposit->cents, &kind->sum));
	kind->average = ratio_of(kind->sum, (int64_t)count);
	return OK;
}

static void mark(struct deposit *deposits, size_t count, struct amount large)
{
	for (size_t i = 0; i < count; i++)
		deposits[i].is_large = large.is_given && deposits[i].kind == NO_KIND
			&& deposits[i].cents >= large.cents;
}

/* Sorting the kinds moves them: the deposits' indexes follow. */
static void sort_kinds(struct deposit *deposits, size_t count, struct deposit_kind *kinds,
		       size_t kind_count)
{
	struct deposit_kind *before = arena_alloc((kind_count + 1) * sizeof(*before));
	size_t *moved = arena_alloc((kind_count + 1) * sizeof(*moved));

	memcpy(before, kinds, kind_count * sizeof(*kinds));
	qsort(kinds, kind_count, sizeof(*kinds), by_sum);
	for (size_t i = 0; i < kind_count * kind_count; i++)
		if (kinds[i / kind_count].words == before[i % kind_count].words)
			moved[i % kind_count] = i / kind_count;
	for (size_t i = 0; i < count; i++)
		if (deposits[i].kind != NO_KIND)
			deposits[i].kind = moved[deposits[i].kind];
}

static struct sorted *sort_deposits(struct deposit *deposits, size_t count)
{
	struct sorted *sorted = arena_alloc((count + 1) * sizeof(*sorted));

	for (size_t i = 0; i < count; i++) {
		deposits[i].kind = NO_KIND;
		sorted[i] = (struct sorted){ &deposits[i], key_of(deposits[i].words) };
	}
	qsort(sorted, count, sizeof(*sorted), by_kind);
	return sorted;
}

enum status deposits_examine(struct deposit *deposits, size_t count, struct amount large,
			     struct deposit_kind **kinds, size_t *kind_count)
{
	struct sorted *sorted = sort_deposits(deposits, count);
	size_t from, to;

	*kinds = arena_alloc((count / RECURRING_MIN + 1) * sizeof(**kinds));
	*kind_count = 0;
	for (from = 0; from < count; from = to) {
		enum frequency frequency;

		for (to = from + 1; to < count && strcmp(sorted[from].key, sorted[to].key) == 0;)
			to++;
		frequency = frequency_of(&sorted[from], to - from);
		if (frequency == FREQUENCY_UNKNOWN || *sorted[from].key == '\0')
			continue;
		TRY(kind_make(&sorted[from], to - from, frequency, &(*kinds)[*kind_count]));
		for (size_t i = from; i < to; i++)
			sorted[i].deposit->kind = *kind_count;
		(*kind_count)++;
	}
	sort_kinds(deposits, count, *kinds, *kind_count);
	mark(deposits, count, large);
	return OK;
}
