/* keys.h: the sealed columns as a whole: what stands under which key, and moving it to another. */
#ifndef KEYS_H
#define KEYS_H

#include "base/json.h"
#include "jobs/worker.h"

/* Seals everything that is plain or under an older key with the first of SEAL_KEYS, and makes every
 * index that is not under the first of INDEX_KEY anew, in steps of at most 200 values, or of one
 * paper, each a transaction: it may be cut off anywhere, run twice at once and beside a
 * portal at work. *left: values that did not open, which stay as they are (each logged). Empties
 * the arena as it goes. UNAVAILABLE: the database is away; what was done stays done. */
must_check enum status keys_reseal(long *done, long *left);

/* Some of it, by the clock, and again until nothing is left: whoever changed SEAL_KEYS and forgot
 * the command has it done all the same. */
enum status keys_reseal_some(const struct job_kind *kind, cJSON *in);

/* `portal keys rotate` and `portal keys status`: 0, or 1 when something does not open or the
 * database is away. The libraries have started. */
int keys_rotate(void);
int keys_status(void);

#endif
