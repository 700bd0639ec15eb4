/* database.h: what the tests that need a database share. A migrated schema, the statements of the
 * server beside some of their own, and a way to look and meddle as the owner. Without the two
 * addresses a test fails: none is skipped. libpq is used here as a second opinion, past db.c. */
#ifndef DATABASE_H
#define DATABASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <libpq-fe.h>
#include "base/arena.h"
#include "base/crypto.h"
#include "base/seal.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/queries.h"

struct statement { const char *name, *text; };

static inline const char *database_url(const char *name)
{
	const char *url = getenv(name);

	if (url == NULL)
		fail_msg("%s is not set: tests/cluster.sh gives one", name);
	return url;
}

static inline void file_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* A folder of statements: the server's own that every transaction needs, and the test's as
 * t/name. */
static inline const char *statements_write(const struct statement *own, size_t count)
{
	static const char *const servers[] = { "scope", "audit", "jobs", "gates", "orders",
						"reports", "keys" };
	static char dir[] = "/tmp/statements.XXXXXX";

	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < countof(servers); i++)
		assert_int_equal(symlink(arena_printf(SOURCE_DIR "/server/sql/%s", servers[i]),
		                         arena_printf("%s/%s", dir, servers[i])), 0);
	assert_int_equal(mkdir(arena_printf("%s/t", dir), 0700), 0);
	for (size_t i = 0; i < count; i++)
		file_write(arena_printf("%s/t/%s.sql", dir, own[i].name), own[i].text);
	return dir;
}

/* Runs a program to its end; its exit status. */
static inline int program(const char *const *words)
{
	pid_t pid;
	int status;

	assert_int_equal(posix_spawnp(&pid, words[0], NULL, NULL, (char *const *)words, environ), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline void folder_remove(const char *dir)
{
	assert_int_equal(program((const char *const[]){ "rm", "-rf", dir, NULL }), 0);
}

/* Runs SQL as the role of that address, seeing everything; the first value it gives, or "". */
static inline const char *ask_as(const char *address, const char *sql)
{
	PGconn *pg = PQconnectdb(database_url(address));
	const char *value = "";
	PGresult *result;

	PQclear(PQexec(pg, "set client_min_messages = warning; set app.sees_all = 'true'"));
	result = PQexec(pg, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(pg));
	if (PQntuples(result) > 0)
		value = arena_dup(PQgetvalue(result, 0, 0));
	PQclear(result);
	PQfinish(pg);
	return value;
}

static inline const char *owner(const char *sql)
{
	return ask_as("TEST_DATABASE_OWNER_URL", sql);
}

static inline long ms_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline void ms_sleep(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

/* A document from its text. */
static inline const cJSON *doc(const char *text)
{
	cJSON *read;

	assert_int_equal(json_read(text, strlen(text), &read, NULL), OK);
	return read;
}

/* The keys of these tests, and those for proofs. */
static inline void database_proofs(const char *keys)
{
	assert_int_equal(seal_start(&(struct seal_keys){
		"test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
		"the test looks through its rows with it", keys }), OK);
}

/* Everything up to a working db.h, on the database of the environment. */
static inline void database_start(const struct statement *own, size_t count)
{
	struct db_settings settings = {
		.url = database_url("TEST_DATABASE_URL"), .zone = "America/Chicago",
		.connections = { 4, 1, 4, 1 }, .wait_ms = 300,
	};
	const char *dir;

	json_init();
	assert_int_equal(crypto_init(), OK);
	database_proofs("");
	owner("drop schema public cascade; create schema public");
	assert_int_equal(migrate(database_url("TEST_DATABASE_OWNER_URL"),
	                         SOURCE_DIR "/migrations"), OK);
	dir = statements_write(own, count);
	assert_int_equal(queries_load(dir), OK);
	folder_remove(dir);
	db_start(&settings);
}

#endif
