/* changes.c: three tellings of the same jobs, side by side; the rules stand in changes.h. */
#include "app/changes.h"

#include "app/employers.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#include <stdlib.h>
#include <string.h>

#define FINDING_MAX 4096
#define FINDING_DIGITS 16

bool change_is_material(const struct materiality *rule, int64_t then, int64_t now)
{
	int64_t difference = then < now ? now - then : then - now;
	int64_t share;

	if (difference == 0)
		return false;
	if (rule->at_least.is_given && difference >= rule->at_least.cents)
		return true;
	if (rule->permille == 0)
		return false;
	/* Parted, so that the product of no figure there can be overflows. */
	share = then / 1000 * rule->permille + (then % 1000 * rule->permille + 999) / 1000;
	return difference >= share;
}

static bool is_paying(const struct told *told)
{
	return told != NULL && told->is_paying;
}

bool told_monthly(const struct told *told, size_t program, int64_t *cents)
{
	*cents = 0;
	if (!is_paying(told))
		return true;
	*cents = told->monthly[program].cents;
	return told->monthly[program].is_given;
}

/* Do two tellings differ so much that any program asks for a person? What one of them does not say
 * is no difference. */
static bool is_material(const struct comparison *c, const struct told *before,
			const struct told *after)
{
	int64_t a, b;

	for (size_t i = 0; i < c->program_count; i++)
		if (told_monthly(before, i, &a) && told_monthly(after, i, &b)
		    && change_is_material(&c->rules[i], a, b))
			return true;
	return false;
}

static bool amount_differs(struct amount a, struct amount b)
{
	return a.is_given && b.is_given && a.cents != b.cents;
}

static bool differs(const struct comparison *c, const struct told *then, const struct told *now)
{
	for (size_t i = 0; i < c->program_count; i++)
		if (amount_differs(then->monthly[i], now->monthly[i]))
			return true;
	return amount_differs(then->rate, now->rate) || then->frequency != now->frequency
		|| (then->has_hours && now->has_hours && then->hours != now->hours);
}

static enum change_kind kind_of(const struct comparison *c, const struct change *change)
{
	bool was = is_paying(change->then), is = is_paying(change->now);

	if (!c->has_then)
		return FIRST_SEEN;
	if (was != is)
		return is ? NEW_JOB : GONE_JOB;
	return is && differs(c, change->then, change->now) ? CHANGED_JOB : UNCHANGED;
}

static enum saying saying_of(const struct comparison *c, const struct change *change)
{
	bool says = is_paying(change->said), is = is_paying(change->now);

	if (!c->was_asked)
		return NOT_ASKED;
	if (is && !says)
		return change->said != NULL ? SAID_ENDED : NOT_DECLARED;
	if (says && !is)
		return NOT_FOUND_AT_SOURCE;
	return says && is_material(c, change->said, change->now) ? SAID_OTHERWISE : SAID_SO;
}

static void judge(const struct comparison *c, struct change *change)
{
	change->kind = kind_of(c, change);
	change->saying = saying_of(c, change);
	change->needs_person = change->kind == NEW_JOB || change->kind == GONE_JOB
		|| (change->kind == CHANGED_JOB && is_material(c, change->then, change->now))
		|| (change->saying != NOT_ASKED && change->saying != SAID_SO);
}

/* Is there anything to show? */
static bool is_alive(const struct change *change)
{
	return is_paying(change->then) || change->now != NULL || is_paying(change->said);
}

static const struct told *any(const struct change *change)
{
	return change->now != NULL ? change->now : change->then != NULL ? change->then : change->said;
}

static int likeness(const struct told *a, const struct told *b)
{
	return employer_likeness(a->employer, a->tax_number, b->employer, b->tax_number);
}

/* Puts every telling of a source beside the change that is most like it and has none of that
 * source yet; the surest first, so that a name in part never takes the place of a whole one. */
static void place(struct change *changes, size_t *count, const struct told *told, size_t told_count,
		  size_t slot)
{
	bool *is_placed = arena_alloc(told_count + 1);
	size_t known = *count;

	for (int least = 3; least > 0; least--)
		for (size_t i = 0; i < told_count * known; i++) {
			const struct told *one = &told[i / known];
			struct change *change = &changes[i % known];
			const struct told **seats[] = { &change->then, &change->now, &change->said };

			if (is_placed[i / known] || *seats[slot] != NULL
			    || likeness(any(change), one) < least)
				continue;
			*seats[slot] = one;
			is_placed[i / known] = true;
		}
	for (size_t i = 0; i < told_count; i++) {
		struct change *change = &changes[*count];
		const struct told **seats[] = { &change->then, &change->now, &change->said };

		if (is_placed[i])
			continue;
		*seats[slot] = &told[i];
		(*count)++;
	}
}

static int in_order(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	int order = (int)b->needs_person - (int)a->needs_person;

	if (order == 0)
		order = strcmp(any(a)->employer, any(b)->employer);
	return order != 0 ? order : strcmp(a->key, b->key);
}

/* Two employers of one name are told apart by their number, in the order of the report. */
static const char *key_of(const struct change *changes, size_t count)
{
	const char *name = employer_key(any(&changes[count])->employer), *key = name;
	int number = 1;

	for (size_t i = 0; i < count; i++)
		if (strcmp(changes[i].key, key) == 0) {
			key = arena_printf("%s-%d", name, ++number);
			i = (size_t)-1;
		}
	return key;
}

size_t changes_find(const struct comparison *c, struct change **changes)
{
	size_t room = c->then_count + c->now_count + c->said_count, count = 0, kept = 0;
	struct change *found = arena_alloc((room + 1) * sizeof(*found));

	place(found, &count, c->now, c->now_count, 1);
	place(found, &count, c->then, c->then_count, 0);
	place(found, &count, c->said, c->said_count, 2);
	for (size_t i = 0; i < count; i++) {
		if (!is_alive(&found[i]))
			continue;
		found[kept] = found[i];
		judge(c, &found[kept]);
		found[kept].key = key_of(found, kept);
		kept++;
	}
	qsort(found, kept, sizeof(*found), in_order);
	*changes = found;
	return kept;
}

static void add_told(struct buf *b, const struct told *told, size_t program_count)
{
	int64_t cents;

	if (told == NULL) {
		buf_text(b, "none;");
		return;
	}
	for (size_t i = 0; i < program_count; i++) {
		bool is_known = told_monthly(told, i, &cents);

		buf_printf(b, is_known ? "%lld," : "%lld?,", (long long)cents);
	}
	buf_printf(b, "%d;", (int)told->is_paying);
}

const char *change_finding(const struct change *change, size_t program_count)
{
	struct buf seen = buf_new(FINDING_MAX);

	add_told(&seen, change->then, program_count);
	add_told(&seen, change->now, program_count);
	add_told(&seen, change->said, program_count);
	return arena_copy(crypto_sha256_hex(seen.data, seen.len), FINDING_DIGITS);
}
