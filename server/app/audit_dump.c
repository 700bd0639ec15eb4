/* audit_dump.c: the audit trail out of a plain dump of the database, without a Postgres: for
 * whoever was given a file and trusts nobody's server.
 *
 * pg_dump writes a table as "COPY public.audit (id, at, …) FROM stdin;", a line a row, columns
 * between tabs, \N for null, and "\." at the end. Of each line only its digest is kept until the
 * links come, so a trail of millions fits into memory. */
#include "app/audit.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMNS_MAX 32
#define LINE_MAX_SIZE (64 * 1024)
#define WAIT_US (2 * 60 * 1000000LL)

struct line {
	long long id, at_us;
	unsigned char digest[SHA256_SIZE];
	struct proof proof;
	bool is_linked;
};

struct link {
	long long seq, audit_id;
	char hash[MAC_HEX_SIZE + 1];
};

/* Arrays that double and stay until the command ends; the arena is emptied as it goes. */
struct dump {
	FILE *file;
	struct chain *chain;
	struct line *lines;
	struct link *links;
	size_t line_count, line_size, link_count, link_size;
	size_t trails;
};

typedef void take_row(struct dump *d, char *const names[], char *const values[], size_t n);

static void *grown(void *from, size_t count, size_t *size, size_t each)
{
	void *wider;

	if (count < *size)
		return from;
	*size = *size == 0 ? 1024 : *size * 2;
	wider = forever_alloc(*size * each);
	if (count > 0)
		memcpy(wider, from, count * each);
	return wider;
}

/* COPY's text for a value: \N is null, \t \n \\ and such stand for themselves. In place. */
static const char *value_read(char *text)
{
	static const char codes[] = "bfnrtv\\", meant[] = "\b\f\n\r\t\v\\";
	char *to = text;

	if (strcmp(text, "\\N") == 0)
		return NULL;
	for (const char *from = text; *from != '\0'; from++) {
		const char *code = *from == '\\' && from[1] != '\0' ? strchr(codes, from[1]) : NULL;

		*to++ = code != NULL ? meant[code - codes] : *from;
		from += code != NULL;
	}
	*to = '\0';
	return text;
}

/* Cuts a text at a separator, in place; how many parts there are. */
static size_t cut(char *text, const char *between, char *parts[COLUMNS_MAX])
{
	size_t n = 0;

	while (text != NULL && n < COLUMNS_MAX)
		parts[n++] = strsep(&text, between);
	return n;
}

/* "2026-11-20 05:08:14.5-08" → microseconds; the zone is whatever the dump's session had. */
static long long micros(const char *text)
{
	struct tm day = { 0 };
	long long us = 0, scale = 100000, hours, minutes = 0;
	const char *at = strptime(text, "%Y-%m-%d %H:%M:%S", &day);
	char sign;

	if (at == NULL)
		return 0;
	if (*at == '.')
		for (at++; *at >= '0' && *at <= '9'; at++, scale /= 10)
			us += (*at - '0') * scale;
	sign = *at;
	if ((sign != '+' && sign != '-') || sscanf(at + 1, "%2lld:%2lld", &hours, &minutes) < 1)
		return 0;
	minutes = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
	return ((long long)timegm(&day) - minutes * 60) * 1000000 + us;
}

static const char *column(char *const names[], char *const values[], size_t n, const char *wanted)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], wanted) == 0)
			return value_read(values[i]);
	return NULL;
}

static void take_line(struct dump *d, char *const names[], char *const values[], size_t n)
{
	const char *fields[AUDIT_FIELDS], *id;
	struct line *line;

	d->lines = grown(d->lines, d->line_count, &d->line_size, sizeof *d->lines);
	line = &d->lines[d->line_count++];
	for (size_t i = 0; i < AUDIT_FIELDS; i++)
		fields[i] = column(names, values, n, audit_fields[i]);
	id = fields[0] != NULL ? fields[0] : "0";
	line->id = strtoll(id, NULL, 10);
	line->at_us = fields[1] != NULL ? micros(fields[1]) : 0;
	fields[1] = arena_printf("%lld", line->at_us);
	audit_digest(fields, line->digest);
	line->proof = audit_proof(fields);
}

static void take_link(struct dump *d, char *const names[], char *const values[], size_t n)
{
	const char *seq = column(names, values, n, "seq"), *id = column(names, values, n, "audit_id");
	const char *hash = column(names, values, n, "hash");
	struct link *link;

	d->links = grown(d->links, d->link_count, &d->link_size, sizeof *d->links);
	link = &d->links[d->link_count++];
	link->seq = strtoll(seq != NULL ? seq : "0", NULL, 10);
	link->audit_id = strtoll(id != NULL ? id : "0", NULL, 10);
	snprintf(link->hash, sizeof link->hash, "%s",
		 hash != NULL && strncmp(hash, "\\x", 2) == 0 ? hash + 2 : "");
}

static const struct {
	const char *begins;
	take_row *take;
} tables[] = {
	{ "COPY public.audit (", take_line },
	{ "COPY public.audit_chain (", take_link },
};

/* The next line without its end; what does not fit is left out and *is_long. False: no more. */
static bool line_read(FILE *file, char text[LINE_MAX_SIZE], bool *is_long)
{
	size_t len;
	int c;

	if (fgets(text, LINE_MAX_SIZE, file) == NULL)
		return false;
	len = strlen(text);
	*is_long = len > 0 && text[len - 1] != '\n';
	if (!*is_long)
		text[len - 1] = '\0';
	for (c = 0; *is_long && c != '\n' && c != EOF;)
		c = fgetc(file);
	return true;
}

/* The columns of "COPY public.audit (id, at) FROM stdin;". */
static size_t columns_read(char *head, char *names[COLUMNS_MAX])
{
	char *list = strchr(head, '(') + 1;
	size_t n;

	list[strcspn(list, ")")] = '\0';
	n = cut(list, ",", names);
	for (size_t i = 1; i < n; i++)
		names[i] += strspn(names[i], " ");
	return n;
}

/* The rows of a table, up to its "\."; take: NULL for one that is none of ours. */
static void take_table(struct dump *d, char *head, take_row *take)
{
	static char text[LINE_MAX_SIZE];
	char *names[COLUMNS_MAX], *values[COLUMNS_MAX];
	size_t wanted = take != NULL ? columns_read(head, names) : 0;
	bool is_long = false;

	while (line_read(d->file, text, &is_long) && strcmp(text, "\\.") != 0) {
		if (take == NULL)
			continue;
		if (is_long || cut(text, "\t", values) != wanted)
			chain_found(d->chain, "a row of the dump cannot be read");
		else
			take(d, names, values, wanted);
		arena_reset();
	}
}

static void take_all(struct dump *d)
{
	static const char ends[] = " FROM stdin;";
	static char text[LINE_MAX_SIZE];
	bool is_long;

	while (line_read(d->file, text, &is_long)) {
		size_t len = strlen(text);
		take_row *take = NULL;

		if (strncmp(text, "COPY ", 5) != 0 || len < sizeof ends
		    || strcmp(text + len - sizeof ends + 1, ends) != 0)
			continue;
		for (size_t i = 0; i < countof(tables); i++)
			if (strncmp(text, tables[i].begins, strlen(tables[i].begins)) == 0)
				take = tables[i].take;
		d->trails += take != NULL;
		take_table(d, text, take);
	}
}

static int by_id(const void *a, const void *b)
{
	long long x = ((const struct line *)a)->id, y = ((const struct line *)b)->id;

	return (x > y) - (x < y);
}

static int by_seq(const void *a, const void *b)
{
	long long x = ((const struct link *)a)->seq, y = ((const struct link *)b)->seq;

	return (x > y) - (x < y);
}

static void follow_links(struct dump *d)
{
	for (size_t i = 0; i < d->link_count; i++) {
		struct line wanted = { .id = d->links[i].audit_id };
		struct line *line = d->line_count == 0 ? NULL
			: bsearch(&wanted, d->lines, d->line_count, sizeof wanted, by_id);

		chain_link(d->chain, d->links[i].seq, d->links[i].audit_id, d->links[i].hash,
			   line != NULL ? line->digest : NULL, line != NULL ? line->at_us : 0);
		if (line != NULL) {
			line->is_linked = true;
			chain_line(d->chain, line->id, line->at_us, line->proof);
		}
		arena_reset();
	}
}

/* Lines of the last minutes before the dump may still have waited for their link. */
static void unlinked(struct dump *d)
{
	for (size_t i = 0; i < d->line_count; i++) {
		const struct line *line = &d->lines[i];

		if (i > 0 && line->id == d->lines[i - 1].id)
			chain_found(d->chain, "line %lld: is there twice", line->id);
		if (!line->is_linked)
			chain_line(d->chain, line->id, line->at_us, line->proof);
		if (!line->is_linked && line->at_us < d->chain->newest_us - WAIT_US)
			chain_unlinked(d->chain, arena_printf("%lld", line->id), "of the dump");
		if (!line->is_linked && d->link_count == 0)
			chain_found(d->chain, "line %lld: nothing is chained", line->id);
	}
}

enum status audit_verify_dump(struct chain *c, FILE *file, long long taken)
{
	struct dump d = { .file = file, .chain = c };

	take_all(&d);
	if (d.trails != countof(tables)) {
		chain_found(c, "the dump holds no audit trail: a plain one is wanted, with the tables "
			    "audit and audit_chain and their rows");
		return INVALID;
	}
	if (d.line_count > 0)
		qsort(d.lines, d.line_count, sizeof *d.lines, by_id);
	if (d.link_count > 0)
		qsort(d.links, d.link_count, sizeof *d.links, by_seq);
	follow_links(&d);
	unlinked(&d);
	chain_end(c, taken);
	return OK;
}
