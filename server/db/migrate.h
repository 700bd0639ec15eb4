/* migrate.h: applies migrations/ in order, each once, each in its own transaction, under an
 * advisory lock. */
#ifndef MIGRATE_H
#define MIGRATE_H

#include "base/base.h"

/* url: a role that owns the schema. Applied files are kept in the table migrations (name,
 * sha256, applied_at); a file changed after it was applied is INVALID. Prints one line per file
 * applied to stdout. */
must_check enum status migrate(const char *url, const char *dir);

#endif
