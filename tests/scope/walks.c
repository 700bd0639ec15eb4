/* walks.c: every page of the demo world as somebody sees it, looked through for what they must
 * not. */
#include "app/routes.h"
#include "base/arena.h"
#include "scope/ask.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CANARIES_MAX 4000

/* All of one number, which no date, phone or count of the demo world has. */
#define SSN_LAST4 "8642"

/* Every amount that a report, a worksheet or a client has told, as pages print it. */
static const char amounts[] =
	"select distinct ' ' || to_char(abs(x.v), 'FM999,999,990.00') || ' ' from ("
	" select (v #>> '{}')::numeric as v from reports r,"
	" jsonb_path_query(coalesce(r.body, '{}'), 'lax $.**') n,"
	" lateral (select n -> k as v from unnest('{gross_pay,net_pay,gross_pay_ytd,net_pay_ytd,income,"
	"pay_rate,balance,amount}'::text[]) k where jsonb_typeof(n) = 'object') f"
	" where v #>> '{}' ~ '^-?[0-9]{1,9}([.][0-9]+)?$'"
	" union all select figure_cents / 100.0 from worksheets where figure_cents is not null) x"
	" where abs(x.v) >= 20";

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The text stands there as a word of its own. */
static bool says(const char *page, const char *text)
{
	size_t len = strlen(text);
	const char *at;

	for (at = strstr(page, text); at; at = strstr(at + 1, text))
		if (!(at > page && is_word(at[-1])) && !is_word(at[len]))
			return true;
	return false;
}

/* The first amount on a page that is one of those, or NULL. They stand in one text, a space before
 * and behind each. */
static const char *amount_in(const char *page, const char *known)
{
	const char *at = page;

	while ((at = strpbrk(at, "0123456789"))) {
		size_t len = strspn(at, "0123456789,.");
		const char *found = arena_printf(" %.*s ", (int)len, at);

		while (len && strchr(",.", at[len - 1]))
			found = arena_printf(" %.*s ", (int)--len, at);
		if (len >= 5 && at[len - 3] == '.' && strstr(known, found))
			return found;
		at += len ? len : 1;
	}
	return NULL;
}

static const char *all_amounts(void)
{
	const char *known = owner_value("select string_agg(a, '') from (%s) t (a)", amounts);

	/* Of none nothing is learned. */
	assert_true(strlen(known) > 1000);
	return known;
}

static void front_desk_page(const struct person *who, const char *path, const char *known)
{
	struct reply reply = world_ask(who, path, NULL);
	const char *amount = amount_in(reply.body, known);

	if (amount)
		breach("%s shows %s the amount%s", path, who->role, amount);
	if (who->role_bit == FRONT_DESK_ROLE && says(reply.body, SSN_LAST4))
		breach("%s shows %s an SSN", path, who->role);
}

static void walk_for_amounts(int role)
{
	const struct person *who = person_for(role, true);
	const char *known = all_amounts(), *path;
	size_t at = 0, pages = 0;

	world_sql("update members set ssn_last4 = '" SSN_LAST4 "'");
	while ((path = next_page(who, &at))) {
		front_desk_page(who, path, known);
		pages++;
	}
	assert_true(pages > 10);
	no_breach();
}

void front_desk_sees_no_income_and_no_ssn(void **state)
{
	(void)state;
	walk_for_amounts(FRONT_DESK_ROLE);
}

void agents_see_no_income(void **state)
{
	(void)state;
	walk_for_amounts(AGENT_ROLE);
}

/* What tells of a person or their case: number, name, addresses. Two numbers are examples of
 * forms. */
static const char persons[] =
	"select distinct t from cases c left join members m on m.case_id = c.id,"
	" unnest(array[c.reference, m.first_name || ' ' || m.last_name, m.native_name, m.email]) t"
	" where length(t) > 5 and t not in ('24-118307', 'LF-2026-0417') and %s";

static void look_for(const struct person *who, const char *canaries[], size_t count)
{
	const char *path;
	struct reply reply;
	size_t i, at = 0;

	while ((path = next_page(who, &at))) {
		reply = world_ask(who, path, NULL);
		for (i = 0; reply.status == 200 && i < count; i++)
			if (!strstr(path, canaries[i]) && says(reply.body, canaries[i]))
				breach("%s shows %s: %s", path, who->email, canaries[i]);
	}
}

/* Every page there is, and every record there is, for people of each role that has an office. */
void strangers_see_nobody(void **state)
{
	static const char *const names[] = { "marcus.bell", "luis.ortega" };
	const char *canaries[CANARIES_MAX];
	size_t i, count;

	(void)state;
	for (i = 0; i < countof(names); i++) {
		const struct person *who = person_named(names[i]);
		const char *theirs = arena_printf("select o.office_id from user_offices o"
			" join users u on u.id = o.user_id where u.email = '%s'", who->email);

		count = owner_values(arena_printf("%s except %s",
			arena_printf(persons, arena_printf("c.office_id not in (%s)", theirs)),
			arena_printf(persons, arena_printf("c.office_id in (%s)", theirs))),
			canaries, countof(canaries));
		assert_true(count > 10);
		look_for(who, canaries, count);
	}
	no_breach();
}

/* Every record of a case that is in their offices: none is there. */
static void all_is_closed_to(const struct person *who)
{
	struct reply reply;
	size_t i, n, count;
	const char *ids[3];

	for (i = 0; i < route_count; i++) {
		const struct records *of = records_of(&routes[i]);

		/* Where a restricted case is told of, and opened. */
		if (!of || !of->is_of_a_case || !(routes[i].who & who->role_bit)
		    || strstr(routes[i].path, "/:id/opening"))
			continue;
		count = owner_values(arena_printf("select r.id from (%s) r order by 1 limit 3", of->rows),
			ids, countof(ids));
		for (n = 0; n < count; n++) {
			reply = ask_with(who, &routes[i], ids[n], NULL);
			if (reply.status != 404)
				breach("%s %s: %s gets %d for %s of a restricted case", method(&routes[i]),
					routes[i].path, who->email, reply.status, ids[n]);
		}
	}
}

/* With every case restricted and given to nobody: only supervisors see any. */
void what_is_restricted_is_not_there(void **state)
{
	static const char *const names[] = { "dana.whitfield", "priya.raman", "luis.ortega" };
	const char *canaries[CANARIES_MAX];
	size_t i, count = owner_values(arena_printf("select t from (%s) p (t) where t !~ '[0-9]'",
		arena_printf(persons, "true")), canaries, countof(canaries));

	(void)state;
	assert_true(count > 10);
	world_sql("create table was_cases as select id, worker_id, is_restricted from cases;"
		"create table was_openings as select id, until_at from openings;"
		"update openings set until_at = opened_at;"
		"update cases set is_restricted = true, worker_id = null");
	for (i = 0; i < countof(names); i++) {
		look_for(person_named(names[i]), canaries, count);
		all_is_closed_to(person_named(names[i]));
	}
	if (!says(world_ask(person_named("ruth.okafor"), "/cases/1", NULL).body, "Maeve O&#39;Brien"))
		breach("a supervisor does not see a restricted case of her office");
	world_sql("update cases c set is_restricted = w.is_restricted, worker_id = w.worker_id"
		" from was_cases w where w.id = c.id; drop table was_cases;"
		"update openings o set until_at = w.until_at from was_openings w where w.id = o.id;"
		"drop table was_openings");
	no_breach();
}
