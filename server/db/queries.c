/* queries.c: the statements of server/sql, read once before the first request.
 *
 * A file's head is its comment: a sentence, then lines such as "-- $1 path.id   $2 user.offices"
 * that say where each parameter comes from, then perhaps "-- rows cases". Other lines of the
 * head are for the reader. The whole text goes to Postgres as it stands, so that a statement can
 * be tried in psql. Whether it is right SQL is found by Postgres when it is first prepared, and
 * by the contract test before that. */
#include "db/queries.h"
#include "base/arena.h"
#include "base/log.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX (256 * 1024)

static struct query table[QUERIES_MAX];
static size_t count;

static enum status wrong(const char *name, const char *why)
{
	log_line(LOG_ERROR, "query.wrong", "statement=%s why=\"%s\"", name, why);
	return INVALID;
}

static char *word_copy(const char *text, size_t len)
{
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\r'))
		len--;
	return forever_copy(text, len);
}

/* "proof(audit.line)": what it is that the parameters before it are. */
static bool proof_read(struct query *q, const char *source, size_t len)
{
	static const char opens[] = "proof(";
	size_t begin = sizeof opens - 1;

	if (strncmp(source, opens, begin) != 0 || source[len - 1] != ')')
		return false;
	q->proofs[q->parameter_count] = word_copy(source + begin, len - begin - 1);
	q->parameters[q->parameter_count] = q->proofs[q->parameter_count];
	q->parameter_count++;
	return true;
}

/* "path.id", or "sealed(upstream.share_url,orders.share_url,job.input.order_id)": the member, the
 * column it goes into and the member that names the row. */
static enum status source_read(struct query *q, const char *source, size_t len)
{
	static const char opens[] = "sealed(";
	const char *end = source + len - 1, *column, *row;

	if (proof_read(q, source, len))
		return OK;
	if (strncmp(source, opens, sizeof opens - 1) != 0) {
		q->parameters[q->parameter_count++] = word_copy(source, len);
		return OK;
	}
	source += sizeof opens - 1;
	column = memchr(source, ',', len - sizeof opens + 1);
	row = column == NULL ? NULL : memchr(column + 1, ',', (size_t)(end - column) - 1);
	if (row == NULL || *end != ')')
		return wrong(q->name, "sealed() wants a value, a column and a row");
	q->seals[q->parameter_count] = arena_printf("%.*s:%.*s", (int)(row - column) - 1, column + 1,
						    (int)(end - row) - 1, row + 1);
	q->seals[q->parameter_count] = forever_copy(q->seals[q->parameter_count],
						    strlen(q->seals[q->parameter_count]));
	q->parameters[q->parameter_count++] = word_copy(source, (size_t)(column - source));
	return OK;
}

/* "$1 path.id   $2 user.offices": each number one more than the last. */
static enum status parameters_read(struct query *q, const char *line, size_t len)
{
	const char *end = line + len;

	while (line < end) {
		size_t number_len = strcspn(line, " \n");
		const char *source = line + number_len + strspn(line + number_len, " ");
		size_t source_len = strcspn(source, " \r\n");

		if (q->parameter_count == PARAMETERS_MAX)
			return wrong(q->name, "too many parameters");
		if (line[0] != '$' || strtol(line + 1, NULL, 10) != q->parameter_count + 1)
			return wrong(q->name, "a parameter's number is skipped, or given twice");
		if (source >= end || source_len == 0 || source[0] == '$')
			return wrong(q->name, "a parameter does not say where it comes from");
		TRY(source_read(q, source, source_len));
		line = source + source_len;
		line += strspn(line, " \r");
	}
	return OK;
}

static enum status head_read(struct query *q)
{
	const char *line = q->sql, *next;

	for (; strncmp(line, "--", 2) == 0; line = next) {
		const char *text = line + 2 + strspn(line + 2, " ");
		size_t len = strcspn(text, "\n");

		next = text + len + (text[len] == '\n');
		if (q->about == NULL)
			q->about = word_copy(text, len);
		else if (text[0] == '$')
			TRY(parameters_read(q, text, len));
		else if (strncmp(text, "rows ", 5) == 0)
			q->rows = word_copy(text + 5, len - 5);
	}
	if (q->about == NULL || q->about[0] == '\0' || q->about[0] == '$')
		return wrong(q->name, "the first line is not a sentence that says what it gives");
	return OK;
}

static enum status file_read(const char *path, char **text)
{
	enum status status = INVALID;
	/* Not the arena: it would touch all of it for each file, and main's is never emptied. */
	static char bytes[FILE_MAX];
	FILE *file = fopen(path, "r");
	size_t len;

	if (file == NULL)
		return wrong(path, "cannot be opened");
	len = fread(bytes, 1, FILE_MAX, file);
	if (ferror(file) || len == FILE_MAX || memchr(bytes, '\0', len) != NULL) {
		status = wrong(path, "cannot be read, is too long or holds a NUL");
		goto out;
	}
	*text = forever_copy(bytes, len);
	status = OK;
out:
	fclose(file);
	return status;
}

static enum status query_read(const char *path, const char *name)
{
	struct query *q = &table[count];
	char *text;

	if (count == QUERIES_MAX)
		return wrong(name, "too many statements");
	TRY(file_read(path, &text));
	*q = (struct query){ .name = forever_copy(name, strlen(name) - strlen(".sql")), .sql = text };
	count++;
	return head_read(q);
}

static bool is_sql(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && strcmp(name + len - 4, ".sql") == 0;
}

/* Everything below dir/below; `below` is "" or ends in a slash. */
static enum status folder_read(const char *dir, const char *below)
{
	enum status status = OK;
	DIR *folder = opendir(arena_printf("%s/%s", dir, below));
	struct dirent *entry;
	struct stat info;

	if (folder == NULL)
		return wrong(dir, "the folder cannot be opened");
	while (status == OK && (entry = readdir(folder)) != NULL) {
		const char *name = arena_printf("%s%s", below, entry->d_name);
		const char *path = arena_printf("%s/%s", dir, name);

		if (entry->d_name[0] == '.' || stat(path, &info) != 0)
			continue;
		if (S_ISDIR(info.st_mode))
			status = folder_read(dir, arena_printf("%s/", name));
		else if (is_sql(name))
			status = query_read(path, name);
	}
	closedir(folder);
	return status;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct query *)a)->name, ((const struct query *)b)->name);
}

enum status queries_load(const char *dir)
{
	count = 0;
	TRY(folder_read(dir, ""));
	qsort(table, count, sizeof(table[0]), by_name);
	return OK;
}

const struct query *query_find(const char *name)
{
	struct query wanted = { .name = name };

	return bsearch(&wanted, table, count, sizeof(table[0]), by_name);
}

const struct query *query_at(size_t i)
{
	return i < count ? &table[i] : NULL;
}

size_t query_index(const struct query *q)
{
	return (size_t)(q - table);
}

size_t query_count(void)
{
	return count;
}
