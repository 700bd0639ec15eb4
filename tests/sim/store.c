/* store.c: the simulator's memory. The only file of it that allocates and frees.
 *
 * Records are allocated one by one, so that their addresses stay while lists grow. By their id they
 * are found through a table, because a campaign brings a hundred thousand; by anything else lists
 * are searched from the end, where the recent ones are. */
#include "store.h"

#include "base/arena.h"
#include "base/crypto.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct store store;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static void *must(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

void store_lock(void)
{
	pthread_mutex_lock(&lock);
}

void store_unlock(void)
{
	pthread_mutex_unlock(&lock);
}

void store_wait(int64_t until)
{
	struct timespec t = { .tv_sec = until / SECOND_US, .tv_nsec = until % SECOND_US * 1000 };

	pthread_cond_timedwait(&changed, &lock, &t);
}

void store_changed(void)
{
	pthread_cond_broadcast(&changed);
}

static void list_keep(struct list *list, void *item)
{
	if (list->count == list->size) {
		list->size = list->size ? list->size * 2 : 64;
		list->items = must(realloc(list->items, list->size * sizeof *list->items));
	}
	list->items[list->count++] = item;
}

void *list_add(struct list *list, size_t size)
{
	void *item = must(calloc(1, size));

	list_keep(list, item);
	return item;
}

/* Forgets the table; it is made again when it is asked. */
static void index_clear(struct list *list)
{
	free(list->slots);
	list->slots = NULL;
	list->slot_count = list->indexed = 0;
}

void list_drop(struct list *list, size_t at)
{
	index_clear(list);
	free(list->items[at]);
	list->count--;
	memmove(&list->items[at], &list->items[at + 1], (list->count - at) * sizeof *list->items);
}

/* Where the record of this id is, or would be. FNV-1a. */
static void **slot_of(const struct list *list, const char *id)
{
	size_t at = 2166136261u;

	for (const char *c = id; *c != '\0'; c++)
		at = (at ^ (unsigned char)*c) * 16777619u;
	for (at %= list->slot_count; list->slots[at] != NULL; at = (at + 1) % list->slot_count)
		if (strcmp(list->slots[at], id) == 0)
			break;
	return &list->slots[at];
}

/* Takes in what came since the last time; a table that is half full is made anew. */
static void index_grow(struct list *list)
{
	if (list->count * 2 >= list->slot_count) {
		index_clear(list);
		list->slot_count = list->count * 4 + 64;
		list->slots = must(calloc(list->slot_count, sizeof *list->slots));
	}
	for (; list->indexed < list->count; list->indexed++)
		*slot_of(list, list->items[list->indexed]) = list->items[list->indexed];
}

/* A record whose id was changed later stands elsewhere in the table: then all are searched. */
void *list_find(struct list *list, const char *id)
{
	void *found;

	index_grow(list);
	found = *slot_of(list, id);
	for (size_t i = list->count; i > 0 && found == NULL; i--)
		if (strcmp(list->items[i - 1], id) == 0)
			found = list->items[i - 1];
	return found;
}

const char *store_text(const char *text)
{
	char *copy;

	if (text == NULL)
		return NULL;
	copy = must(strdup(text));
	list_keep(&store.texts, copy);
	return copy;
}

void keep(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from);
}

void new_id(char id[ID_SIZE])
{
	keep(id, ID_SIZE, crypto_token(16));
}

static void list_clear(struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	free(list->slots);
	*list = (struct list){ 0 };
}

void store_clear(void)
{
	struct list *lists[] = {
		&store.users, &store.connections, &store.tasks, &store.orders, &store.events,
		&store.messages, &store.reports, &store.hooks, &store.deliveries, &store.scenarios,
		&store.notices, &store.stops, &store.faults, &store.calls, &store.batches,
		&store.steps, &store.texts, &store.truework,
	};

	for (size_t i = 0; i < countof(lists); i++)
		list_clear(lists[i]);
	/* Delivery numbers go on counting: a sender that was out with one must not find another
	 * under its number. */
	store.settled = 0;
	store.options = (struct options){
		.is_fast = store.options.is_fast, .share_users = true, .time_scale = 1,
		.truework_pin = "2019-10-15", .truework_a_second = 10,
		.truework_wait_ms = 1200,
		.per_minute = 300, .report_wait_ms = store.options.is_fast ? 300 : 2000,
	};
}

int64_t wait_us(int ms)
{
	return (store.options.is_fast ? ms * 50LL : ms * 1000LL) / store.options.time_scale;
}

int64_t minute_us(void)
{
	return 60 * SECOND_US / store.options.time_scale;
}
