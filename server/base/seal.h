/* seal.h: values that nobody who has only the database may read (safety.md §3).
 *
 * A sealed value is text, "seal:KEY:BASE64": AES-256-GCM with a random nonce under the key of that
 * id, bound to the place where it stands. A place is "table.column:row", such as "users.totp:42";
 * a value that was moved to another row, or of which a bit was changed, does not open.
 *
 * Statements need no C for it (db.h): a parameter line seals,
 *
 *	-- $7 sealed(upstream.share_url,orders.share_url,job.input.order_id)
 *
 * and unseal('orders.share_url:' || o.id, o.share_url) in a select gives the value opened, as a
 * column or anywhere inside its JSON. Until `portal keys rotate` has been through, unseal() also
 * gives values that were never sealed. */
#ifndef SEAL_H
#define SEAL_H

#include "base/base.h"

#define SEAL_KEYS_MAX 8

/* Once, in main, before any thread. keys: "id:key" with commas between, a key being 32 bytes in
 * base64; the first seals, all open. index_key: at least 32 characters, for seal_index(). INVALID
 * (logged, without any of it) when they are not that. */
must_check enum status seal_start(const char *keys, const char *index_key);

/* Seals n bytes for a place; the text is in the arena. FAILED before seal_start(). */
must_check enum status seal_put(const char *where, const char *plain, size_t n,
				const char **sealed);

/* Opens what was sealed for that very place. *plain has a NUL behind its n bytes and is in the
 * arena. INVALID (logged with the place, never with a value): no sealed value, another place's, an
 * altered one, or one under a key that is not given any more. */
must_check enum status seal_open(const char *where, const char *sealed, const char **plain,
				 size_t *n);

/* True for text that looks sealed, whether it opens or not. */
bool seal_is(const char *text);

/* What every value under the key that seals now begins with: "seal:k2:". */
const char *seal_prefix(void);

/* The blind index of a value: a keyed hash, 64 hexadecimal characters, the same for the same name
 * and value, so that it can be looked for without being known. */
const char *seal_index(const char *name, const char *value);

#endif
