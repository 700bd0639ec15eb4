/* crypto.h: hashes, tokens and passwords. Only crypto_keys.c and seal.c see OpenSSL, too; nobody
 * libsodium. Every result is bytes or text in the arena. */
#ifndef CRYPTO_H
#define CRYPTO_H

#include "base/base.h"

#define SHA1_SIZE 20
#define SHA256_SIZE 32
#define TOKEN_HEX_SIZE 64
#define HASHES_AT_ONCE 2           /* of passwords; others wait */

/* Once, in main, before any thread. FAILED when the libraries cannot start. */
must_check enum status crypto_init(void);

void crypto_sha256(const void *bytes, size_t len, unsigned char digest[SHA256_SIZE]);
/* The same as 64 lower-case hexadecimal characters in the arena. */
char *crypto_sha256_hex(const void *bytes, size_t len);

/* HMAC-SHA256. key_len may be 0. */
void crypto_hmac(const char *key, size_t key_len, const void *bytes, size_t len,
		 unsigned char mac[SHA256_SIZE]);

/* HMAC-SHA1, for codes that apps make (totp.h), and for nothing else. */
void crypto_hmac_sha1(const unsigned char *key, size_t key_len, const void *bytes, size_t len,
		      unsigned char mac[SHA1_SIZE]);

/* Compares in time that depends on len only. */
bool crypto_same(const void *a, const void *b, size_t len);

/* `bytes` random bytes (16 to 64) as lower-case hexadecimal. */
char *crypto_token(size_t bytes);
/* `chars` random characters of the 32-letter alphabet 0-9 A-Z without I L O U: 5 bits each, easy
 * to read out. */
char *crypto_code(size_t chars);

/* argon2id, at most two at once in the process (others wait). hash: text for the database. */
must_check enum status password_hash(const char *password, char **hash);
/* True when it fits. A NULL hash takes as long as a real one and is false: same time for an
 * unknown account. */
bool password_fits(const char *hash, const char *password);

#endif
