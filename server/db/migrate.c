/* migrate.c: brings the schema up to the files of migrations/, each once, in the order of their
 * names.
 *
 * An advisory lock lets several servers start at once: one migrates, the others wait and find
 * nothing to do. What was applied is kept with its hash, so that a file edited afterwards is
 * noticed instead of quietly ignored. A file the table knows and the folder does not is fine: an
 * older release runs on a newer schema. */
#include "db/migrate.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/pg.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX (1024 * 1024)
#define FILES_MAX 1000
/* Any number that nothing else in this database locks. */
#define LOCK "select pg_advisory_lock(7261947001)"
#define TABLE "create table if not exists migrations (name text primary key," \
	" sha256 text not null, applied_at timestamptz not null default now())"

/* A lock that is not there after a minute is somebody's mistake; a statement may take as long as
 * it needs. */
static const char options[] = "-c lock_timeout=60000 -c client_min_messages=warning";

/* Where a failed file went wrong, for whoever wrote it; the server's message only about SQL, as
 * it may quote rows. */
static int line_of(const PGresult *result, const char *sql)
{
	const char *at = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	long position = at == NULL ? 0 : strtol(at, NULL, 10);
	int line = 1;

	for (long i = 0; i < position - 1 && sql[i] != '\0'; i++)
		line += sql[i] == '\n';
	return line;
}

static enum status run(PGconn *pg, const char *name, const char *sql)
{
	PGresult *result = PQexec(pg, sql);
	ExecStatusType outcome = PQresultStatus(result);
	enum status status = OK;
	char constraint[64];

	if (outcome != PGRES_COMMAND_OK && outcome != PGRES_TUPLES_OK) {
		status = pg_failure(result, name, constraint);
		log_line(LOG_ERROR, "migrate.failed", "file=%s line=%d", name, line_of(result, sql));
	}
	PQclear(result);
	return status;
}

/* The hash a file was applied with; "" when it was not. */
static enum status applied_hash(PGconn *pg, const char *name, const char **hash)
{
	const char *values[] = { name };
	PGresult *result = PQexecParams(pg, "select sha256 from migrations where name = $1", 1,
	                                NULL, values, NULL, NULL, 0);
	enum status status = OK;
	char constraint[64];

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		status = pg_failure(result, name, constraint);
	else
		*hash = PQntuples(result) == 0 ? "" : arena_dup(PQgetvalue(result, 0, 0));
	PQclear(result);
	return status;
}

static enum status keep(PGconn *pg, const char *name, const char *hash)
{
	const char *values[] = { name, hash };
	PGresult *result = PQexecParams(pg, "insert into migrations (name, sha256) values ($1, $2)",
	                                2, NULL, values, NULL, NULL, 0);
	enum status status = OK;
	char constraint[64];

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		status = pg_failure(result, name, constraint);
	PQclear(result);
	return status;
}

static enum status file_read(const char *path, char **text, size_t *len)
{
	FILE *file = fopen(path, "r");
	bool is_whole;

	if (file == NULL) {
		log_line(LOG_ERROR, "migrate.unreadable", "file=\"%s\"", path);
		return FAILED;
	}
	*text = arena_alloc(FILE_MAX);
	*len = fread(*text, 1, FILE_MAX, file);
	is_whole = !ferror(file) && *len < FILE_MAX && memchr(*text, '\0', *len) == NULL;
	fclose(file);
	if (!is_whole)
		log_line(LOG_ERROR, "migrate.unreadable", "file=\"%s\"", path);
	return is_whole ? OK : FAILED;
}

static enum status apply(PGconn *pg, const char *name, const char *sql, const char *hash)
{
	TRY(run(pg, name, "begin"));
	TRY(run(pg, name, sql));
	TRY(keep(pg, name, hash));
	TRY(run(pg, name, "commit"));
	printf("applied %s\n", name);
	return OK;
}

static enum status apply_new(PGconn *pg, const char *dir, const char *name)
{
	const char *hash, *applied = "";
	char *sql;
	size_t len;

	TRY(file_read(arena_printf("%s/%s", dir, name), &sql, &len));
	hash = crypto_sha256_hex(sql, len);
	TRY(applied_hash(pg, name, &applied));
	if (applied[0] == '\0')
		return apply(pg, name, sql, hash);
	if (strcmp(applied, hash) == 0)
		return OK;
	log_line(LOG_ERROR, "migrate.changed", "file=%s why=\"changed after it was applied\"", name);
	return INVALID;
}

/* Numbered ones only: schema.sql, the dump of what they make, stands beside them. */
static bool is_migration(const char *name)
{
	const char *end = strrchr(name, '.');

	return name[0] >= '0' && name[0] <= '9' && end != NULL && strcmp(end, ".sql") == 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the migrations in dir, in order; none when it cannot be read. */
static size_t files_find(const char *dir, const char **names)
{
	DIR *folder = opendir(dir);
	struct dirent *entry;
	size_t count = 0;

	if (folder == NULL)
		return 0;
	while (count < FILES_MAX && (entry = readdir(folder)) != NULL)
		if (is_migration(entry->d_name))
			names[count++] = arena_dup(entry->d_name);
	closedir(folder);
	qsort(names, count, sizeof(names[0]), by_name);
	return count;
}

static enum status apply_all(PGconn *pg, const char *dir, const char **names, size_t count)
{
	TRY(run(pg, "lock", LOCK));
	/* Row-level security holds for the owner too, and a migration that changes rows means all. */
	TRY(run(pg, "scope", "select set_config('app.sees_all', 'true', false)"));
	TRY(run(pg, "table", TABLE));
	for (size_t i = 0; i < count; i++)
		TRY(apply_new(pg, dir, names[i]));
	return OK;
}

enum status migrate_files(const char *dir, cJSON **files)
{
	const char **names = arena_alloc(FILES_MAX * sizeof(*names));
	size_t count = files_find(dir, names), len;

	*files = json_list();
	for (size_t i = 0; i < count; i++) {
		cJSON *file = json_push(*files, json_object());
		char *sql;

		TRY(file_read(arena_printf("%s/%s", dir, names[i]), &sql, &len));
		json_set_text(file, "name", names[i]);
		json_set_text(file, "sha256", crypto_sha256_hex(sql, len));
	}
	return count > 0 ? OK : FAILED;
}

enum status migrate(const char *url, const char *dir)
{
	const char **names = arena_alloc(FILES_MAX * sizeof(*names));
	size_t count = files_find(dir, names);
	enum status status;
	PGconn *pg;

	if (count == 0 || count == FILES_MAX) {
		log_line(LOG_ERROR, "migrate.files", "dir=\"%s\" count=%zu", dir, count);
		return FAILED;
	}
	pg = pg_open(url, options);
	if (pg == NULL)
		return UNAVAILABLE;
	status = apply_all(pg, dir, names, count);
	/* Closing gives the lock back and undoes a file that failed half-way. */
	PQfinish(pg);
	return status;
}
