/* database.c: what the database itself must refuse, whatever the program asks. */
#include "base/arena.h"
#include "scope/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What hangs on a case by its foreign keys, however far, and the role can read: each is held by a
 * policy that nobody is above. */
void every_table_of_a_case_is_held(void **state)
{
	static const char sql[] =
		"with recursive hangs (oid) as (select 'cases'::regclass::oid union"
		" select k.conrelid from pg_constraint k join hangs h on k.confrelid = h.oid"
		" where k.contype = 'f')"
		" select t.relname from hangs h join pg_class t on t.oid = h.oid"
		" where has_table_privilege('verify_app', t.oid, 'select')"
		" and not (t.relrowsecurity and t.relforcerowsecurity and exists"
		" (select from pg_policy p where p.polrelid = t.oid))"
		/* None of these names a person. Nobody is signed in to a monitor or types a code on a
		 * phone; what they lead to is asked for by itself. Incidents, and what was delivered to
		 * whom, are for administrators. */
		" and t.relname not in ('displays', 'short_links', 'incidents', 'api_deliveries')";
	const char *names[64];
	size_t i, count = owner_values(sql, names, countof(names));

	(void)state;
	for (i = 0; i < count; i++)
		breach("%s hangs on a case and row-level security does not hold it", names[i]);
	no_breach();
}

void nobody_sees_nothing(void **state)
{
	const char *names[128];
	size_t i, filled = 0, count = owner_values("select relname from pg_class"
		" where relrowsecurity and has_table_privilege('verify_app', oid, 'select')"
		" order by 1", names, countof(names));

	(void)state;
	assert_true(count > 25);
	for (i = 0; i < count; i++) {
		filled += strcmp(owner_value("select exists (select from %s)", names[i]), "t") == 0;
		if (strcmp(app_value(arena_printf("select count(*) from %s", names[i])), "0") != 0)
			breach("%s: rows for nobody", names[i]);
	}
	/* Of an empty table nothing is learned. */
	assert_true(filled > 25);
	no_breach();
}

void the_role_owns_nothing(void **state)
{
	static const struct { const char *sql, *what; } none[] = {
		{ "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner"
		  " where r.rolname = 'verify_app'", "tables and indexes it owns" },
		{ "select count(*) from pg_proc p join pg_roles r on r.oid = p.proowner"
		  " where r.rolname = 'verify_app'", "functions it owns" },
		{ "select count(*) from pg_roles where rolname = 'verify_app' and (rolsuper or rolbypassrls"
		  " or rolcreatedb or rolcreaterole or rolreplication)", "rights above the rules" },
		{ "select count(*) from pg_auth_members m join pg_roles r on r.oid = m.member"
		  " where r.rolname = 'verify_app'", "roles it could put on" },
		{ "select has_schema_privilege('verify_app', 'public', 'create')::integer",
		  "places for a table" },
		{ "select has_database_privilege('verify_app', current_database(), 'create')::integer",
		  "places for a schema" },
		{ "select count(*) from pg_class c where c.relkind in ('r', 'p') and"
		  " (has_table_privilege('verify_app', c.oid, 'truncate')"
		  " or has_table_privilege('verify_app', c.oid, 'trigger')"
		  " or has_table_privilege('verify_app', c.oid, 'references'))"
		  " and c.relnamespace = 'public'::regnamespace", "tables to empty or hang on" },
		/* What may go: rows that repeat others, or that no record is made of; and who works in
		 * which office, whose history is the audit trail's. */
		{ "select count(*) from pg_class c where c.relrowsecurity"
		  " and c.relname not in ('work', 'drafts')"
		  " and has_table_privilege('verify_app', c.oid, 'delete')", "case records it may delete" },
		{ "select count(*) from unnest('{audit,users,offices,roles,programs,"
		  "webhook_events,order_states}'::text[]) t where has_table_privilege('verify_app', t,"
		  " 'delete')", "other records it may delete" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(none); i++)
		if (strcmp(owner_value("%s", none[i].sql), "0") != 0)
			breach("verify_app: %s: %s", none[i].what, owner_value("%s", none[i].sql));
	no_breach();
}

void the_role_is_refused(void **state)
{
	static const char *const refused[] = {
		"create table mine (i integer)", "create function mine() returns integer language sql as"
		" 'select 1'", "alter table cases disable row level security",
		"drop policy office on cases",
		"delete from cases", "delete from members", "delete from orders", "delete from audit",
		"update audit set reason = 'x'", "truncate cases", "insert into audit (action) values"
		" ('a.b')", "select * from people_index", "set role verify_owner",
		"set session authorization postgres", "copy cases to program 'true'",
		"update offices set name = 'x'", "insert into roles values ('x', 'X')",
	};
	size_t i;

	(void)state;
	for (i = 0; i < countof(refused); i++)
		if (strcmp(app_refused(refused[i]), "42501") != 0)
			breach("verify_app may: %s (%s)", refused[i], app_refused(refused[i]));
	no_breach();
}
