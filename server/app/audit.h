/* audit.h: the audit trail's chain: links made by the clock, anchors outside the database, and the
 * command that recomputes all of it. */
#ifndef AUDIT_H
#define AUDIT_H

#include "app/audit_chain.h"
#include "jobs/worker.h"
#include "web/http.h"

/* Links what is not linked yet. A line whose proof is not its own is logged and
 * shown to auditors. */
enum status audit_link(const struct job_kind *kind, cJSON *in);

/* The same, and writes the chain's head as a line of AUDIT_ANCHORS: time,
 * number, hash, and a keyed proof over these and the line before. Nothing where no file is set. */
enum status audit_anchor(const struct job_kind *kind, cJSON *in);

/* Recomputes the chain of the database that db_start() was given. UNAVAILABLE: it is away; what was
 * found until then counts for nothing. Empties the arena as it goes. */
must_check enum status audit_verify(struct chain *c);

/* The same of a plain dump (pg_dump, or pg_restore -f -). taken: when it was made, seconds since
 * 1970. Empties the arena as it goes. INVALID (said in c): it holds no audit trail. */
must_check enum status audit_verify_dump(struct chain *c, FILE *dump, long long taken);

/* GET /audit/file: the lines asked for as CSV. */
enum status audit_file(struct request *r);

/* `portal audit verify [DUMP]`: says every finding; 0 when there is none, 1 else. NULL: the
 * database. The libraries have started. */
int audit_command(const char *dump);

#endif
