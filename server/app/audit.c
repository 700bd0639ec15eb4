/* audit.c: keeps the audit trail's chain anchored, and recomputes it (safety.md §3).
 *
 * The anchors' file is only ever appended to, so it may be append-only for the file system, too,
 * and belongs on another disk than the database, or is carried off the machine. A line that was cut
 * by a crash is left as it is: verification names it, and it is for a person to say what happened.
 */
#include "app/audit.h"

#include "app/csv.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TAIL_MAX 4096

/* The proof in the last whole line of the file; "" when there is none. *is_cut: something stands
 * behind it. */
static const char *last_mac(int file, bool *is_cut)
{
	off_t size = lseek(file, 0, SEEK_END), from = size > TAIL_MAX ? size - TAIL_MAX : 0;
	char *tail = arena_alloc(TAIL_MAX + 1);
	ssize_t len = pread(file, tail, TAIL_MAX, from);
	const char *mac = "";
	struct anchor anchor;

	*is_cut = len > 0 && tail[len - 1] != '\n';
	for (char *line = tail; *line != '\0';) {
		size_t line_len = strcspn(line, "\n") + 1;

		if (anchor_read(arena_copy(line, strnlen(line, line_len)), &anchor))
			mac = arena_dup(anchor.mac);
		line += strnlen(line, line_len);
	}
	return mac;
}

static bool append(int file, const cJSON *head)
{
	const char *at = json_text(head, "at"), *hash = json_text(head, "hash"), *before, *line;
	long long seq = strtoll(json_text(head, "seq"), NULL, 10);
	bool is_cut;
	size_t len;

	if (flock(file, LOCK_EX) != 0)
		return false;
	before = last_mac(file, &is_cut);
	line = arena_printf("%s%s %lld %s %s\n", is_cut ? "\n" : "", at, seq, hash,
			    anchor_mac(before, at, seq, hash));
	len = strlen(line);
	return write(file, line, len) == (ssize_t)len && fsync(file) == 0;
}

static void note_check(cJSON *in, const char *kind, const char *seq, long findings)
{
	cJSON *check = json_set(in, "check", json_object());

	json_set_text(check, "kind", kind);
	json_set_text(check, "seq", seq);
	json_set_int(check, "findings", findings);
}

static long long number(const cJSON *row, const char *name)
{
	return strtoll(json_text(row, name), NULL, 10);
}

static void fields_of(const cJSON *row, const char *fields[AUDIT_FIELDS])
{
	for (size_t i = 0; i < AUDIT_FIELDS; i++)
		fields[i] = json_text_or_null(row, audit_fields[i]);
}

/* What was linked just now is looked at once, so that a forged line is told of within a minute and
 * not when somebody verifies. Lines without a proof may be of the release before: that is a matter
 * of the whole trail. */
static enum status check_linked(cJSON *in, const char *after)
{
	const char *fields[AUDIT_FIELDS];
	long forged = 0, unproven = 0;
	const cJSON *rows, *row;

	json_set_text(in, "after", after);
	TRY(db_rows("audit/links", in, &rows));
	cJSON_ArrayForEach(row, rows) {
		struct proof proof;

		fields_of(row, fields);
		proof = audit_proof(fields);
		forged += proof.is == FORGED;
		unproven += proof.is == UNPROVEN;
	}
	if (forged + unproven == 0)
		return OK;
	log_line(forged > 0 ? LOG_ERROR : LOG_WARN, "audit.not_ours", "forged=%ld unproven=%ld"
		 " after=%s", forged, unproven, after);
	if (forged == 0)
		return OK;
	note_check(in, "verify", after, forged);
	return db_run("audit/checked", in);
}

enum status audit_link(const struct job_kind *kind, cJSON *in)
{
	const cJSON *head;

	(void)kind;
	TRY(db_one("audit/head", in, &head));
	TRY(db_run("audit/link", in));
	return check_linked(in, json_text(head, "seq"));
}

enum status audit_anchor(const struct job_kind *kind, cJSON *in)
{
	const cJSON *head;
	bool is_written;
	int file;

	TRY(audit_link(kind, in));
	if (settings.audit_anchors[0] == '\0')
		return OK;
	TRY(db_one("audit/head", in, &head));
	file = open(settings.audit_anchors, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	is_written = file >= 0 && append(file, head);
	if (!is_written)
		log_line(LOG_ERROR, "audit.no_anchor", "errno=%d", errno);
	if (file >= 0)
		close(file);
	if (!is_written)
		return UNAVAILABLE;
	note_check(in, "anchor", json_text(head, "seq"), 0);
	return db_run("audit/checked", in);
}

static void take_link(struct chain *c, const cJSON *row)
{
	const char *fields[AUDIT_FIELDS];
	unsigned char digest[SHA256_SIZE];
	bool is_there = json_text_or_null(row, "id") != NULL;

	fields_of(row, fields);
	if (is_there)
		audit_digest(fields, digest);
	chain_link(c, number(row, "seq"), number(row, "audit_id"), json_text(row, "hash"),
		   is_there ? digest : NULL, number(row, "at"));
	if (is_there)
		chain_line(c, number(row, "id"), number(row, "at"), audit_proof(fields));
}

/* A young one waits for its link, and is the portal's all the same. */
static void take_unlinked(struct chain *c, const cJSON *row)
{
	const char *fields[AUDIT_FIELDS];

	fields_of(row, fields);
	if (json_true(row, "is_late"))
		chain_unlinked(c, json_text(row, "id"), json_text(row, "said_at"));
	chain_line(c, number(row, "id"), number(row, "at"), audit_proof(fields));
}

/* A new document for each portion: the one before is gone with the arena. */
static cJSON *document(long long after)
{
	cJSON *in = json_object();

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_text(in, "after", arena_printf("%lld", after));
	db_scope(in);
	return in;
}

static enum status verify_links(struct chain *c)
{
	const cJSON *rows, *row;

	do {
		arena_reset();
		TRY(db_rows("audit/links", document(c->seq), &rows));
		cJSON_ArrayForEach(row, rows)
			take_link(c, row);
	} while (cJSON_GetArraySize(rows) > 0);
	return OK;
}

enum status audit_verify(struct chain *c)
{
	long long taken = time(NULL) - 1;
	const cJSON *rows, *row;

	TRY(verify_links(c));
	TRY(db_rows("audit/unlinked", document(0), &rows));
	cJSON_ArrayForEach(row, rows)
		take_unlinked(c, row);
	chain_end(c, taken);
	return OK;
}

enum status audit_file(struct request *r)
{
	const cJSON *rows;
	const char *file;

	TRY(db_rows("audit/file", r->in, &rows));
	file = csv_of(rows);
	if (file == NULL)
		return FAILED;
	reply_header(r, "Content-Disposition", "attachment; filename=\"audit.csv\"");
	reply_text(r, 200, "text/csv; charset=utf-8", file);
	return OK;
}

static enum status verify_database(struct chain *c)
{
	const struct db_settings db = { .url = settings.database_url, .zone = settings.agency_zone,
					.wait_ms = 2000, .connections = { [DB_PEOPLE] = 1 } };
	cJSON *in;

	db_start(&db);
	TRY(audit_verify(c));
	in = document(0);
	note_check(in, "verify", arena_printf("%lld", c->seq), c->findings);
	return db_run("audit/checked", in);
}

static enum status verify_file(struct chain *c, const char *path)
{
	FILE *dump = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	struct stat about;
	enum status status;

	if (dump == NULL || fstat(fileno(dump), &about) != 0) {
		chain_found(c, "%s: %s", path, strerror(errno));
		if (dump != NULL)
			fclose(dump);
		return INVALID;
	}
	status = audit_verify_dump(c, dump, S_ISREG(about.st_mode) ? about.st_mtime : time(NULL));
	fclose(dump);
	return status;
}

int audit_command(const char *dump)
{
	struct chain c;
	enum status status;

	chain_begin(&c, settings.audit_anchors, stdout);
	status = dump != NULL ? verify_file(&c, dump) : verify_database(&c);
	if (status == UNAVAILABLE || status == FAILED)
		chain_found(&c, "the database could not be read to the end");
	printf("%ld links, %ld anchors, %ld findings\n", c.links, c.anchors, c.findings);
	if (settings.audit_anchors[0] == '\0')
		printf("No anchors are kept (AUDIT_ANCHORS): a trail rewritten as a whole would not "
		       "be noticed.\n");
	return c.findings == 0 && status == OK ? 0 : 1;
}
