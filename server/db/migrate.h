/* migrate.h: applies migrations/ in order, each once, each in its own transaction, under an
 * advisory lock. */
#ifndef MIGRATE_H
#define MIGRATE_H

#include "base/json.h"

/* url: a role that owns the schema. Applied files are kept in the table migrations (name,
 * sha256, applied_at); a file changed after it was applied is INVALID. Prints one line per file
 * applied to stdout. */
must_check enum status migrate(const char *url, const char *dir);
/* The files that migrate() would look at: [{name, sha256}], in order. FAILED (logged) when one
 * cannot be read. */
must_check enum status migrate_files(const char *dir, cJSON **files);

#endif
