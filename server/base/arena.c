/* arena.c: one arena per thread, emptied at once, and memory that stays for ever.
 *
 * A thread's arena is a list of chunks filled one after the other; reset keeps about a megabyte
 * of them for the next request and gives back the rest, so that one large report does not stay
 * in every worker. Under the address sanitizer each allocation is a malloc of its own, freed at
 * reset: a pointer kept too long is then caught. Who resets, and when, is left to the router and
 * the worker. */
#include "base/arena.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE (64u * 1024)
#define KEEP_SIZE (1024u * 1024)

struct chunk {
	struct chunk *next;
	size_t size, used;
	max_align_t bytes[];
};

static __thread struct chunk *first;
static __thread size_t handed_out;
static struct chunk *forever;

static struct chunk *chunk_new(size_t size)
{
	struct chunk *c = NULL;

	if (size <= SIZE_MAX / 2)
		c = calloc(1, sizeof *c + size);
	if (!c) {
		/* Nothing useful can be done in a request without memory, and a half-done one is
		 * worse. */
		fputs("out of memory\n", stderr);
		abort();
	}
	c->size = size;
	return c;
}

static size_t aligned(size_t size)
{
	size_t step = _Alignof(max_align_t);

	return size > SIZE_MAX - step ? SIZE_MAX : (size + step - 1) / step * step;
}

#ifdef __SANITIZE_ADDRESS__

static void *take(size_t size)
{
	struct chunk *c = chunk_new(size);

	c->next = first;
	first = c;
	return c->bytes;
}

static void give_back(size_t keep)
{
	struct chunk *next;

	(void)keep;
	for (; first; first = next) {
		next = first->next;
		free(first);
	}
}

#else

static __thread struct chunk *current;

static bool fits(const struct chunk *c, size_t size)
{
	return c && c->size - c->used >= size;
}

/* The chunk to take from: the current one, a kept one after it, or a new one put right behind
 * it. */
static struct chunk *chunk_for(size_t size)
{
	struct chunk *made, **place = current ? &current->next : &first;

	if (fits(current, size))
		return current;
	if (fits(*place, size))
		return *place;
	made = chunk_new(size > CHUNK_SIZE ? size : CHUNK_SIZE);
	made->next = *place;
	*place = made;
	return made;
}

static void *take(size_t size)
{
	void *bytes;

	size = aligned(size);
	current = chunk_for(size);
	bytes = (char *)current->bytes + current->used;
	current->used += size;
	/* A kept chunk still holds what the request before this one wrote. */
	return memset(bytes, 0, size);
}

static void give_back(size_t keep)
{
	struct chunk *c, **place = &first;

	current = NULL;
	while ((c = *place)) {
		if (c->size <= keep) {
			keep -= c->size;
			c->used = 0;
			place = &c->next;
			continue;
		}
		*place = c->next;
		free(c);
	}
}

#endif

void *arena_alloc(size_t size)
{
	handed_out += size;
	return take(size);
}

char *arena_copy(const char *bytes, size_t len)
{
	char *copy = arena_alloc(len + 1);

	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *arena_dup(const char *text)
{
	return arena_copy(text, strlen(text));
}

char *arena_vprintf(const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int len;

	assert(fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (len < 0)
		return arena_dup("");
	text = arena_alloc((size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, fmt, args);
	return text;
}

char *arena_printf(const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = arena_vprintf(fmt, args);
	va_end(args);
	return text;
}

void arena_reset(void)
{
	give_back(KEEP_SIZE);
	handed_out = 0;
}

void arena_release(void)
{
	give_back(0);
	handed_out = 0;
}

size_t arena_used(void)
{
	return handed_out;
}

void *forever_alloc(size_t size)
{
	struct chunk *c = chunk_new(aligned(size));

	/* Kept in a list only so that a leak checker sees it is meant to stay. */
	c->next = forever;
	forever = c;
	return c->bytes;
}

char *forever_copy(const char *bytes, size_t len)
{
	char *copy = forever_alloc(len + 1);

	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}
