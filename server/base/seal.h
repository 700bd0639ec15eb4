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
#define SEAL_INDEXES_MAX (2 * SEAL_KEYS_MAX)

/* The three lists of keys, at most eight in each, commas between. */
struct seal_keys {
	const char *seal;    /* "id:key", a key being 32 bytes in base64; the first seals, all open */
	const char *index;   /* each at least 32 characters; the first makes indexes, all find */
	const char *proof;   /* the same; the first proves, all are believed. "": the index key */
};
/* Once, in main, before any thread. INVALID (logged, without any of it) when they are not that, or
 * when there is no key for proofs and not just one for indexes: what an index key has proven cannot
 * be proven anew when that key goes. */
must_check enum status seal_start(const struct seal_keys *keys);

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
 * and value, so that it can be looked for without being known. It begins with its key's own name,
 * which seal_index_prefix() gives for the key that makes indexes now: eight of the characters. */
const char *seal_index(const char *name, const char *value);
const char *seal_index_prefix(void);

/* Every index under which the value may stand: of each key, and, of the time before indexes named
 * their key, the bare hash. The count, at most SEAL_INDEXES_MAX; they are in the arena. */
size_t seal_indexes(const char *name, const char *value, const char *found[SEAL_INDEXES_MAX]);

/* What proves that a text under a name was written by who has the key: 64 hexadecimal characters;
 * and whether that is one, under any key for proofs. */
const char *seal_proof(const char *name, const char *text);
bool seal_proves(const char *name, const char *text, const char *proof);

#endif
