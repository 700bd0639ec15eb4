/* crypto.c: hashes, random tokens and passwords. The only file that sees libsodium; OpenSSL also
 * seals, in seal.c.
 *
 * Digests fail only when the library itself is broken, which ends the process: a wrong digest is
 * worse than none. A password hash takes 19 MiB, so at most two are made at once and a flood of
 * sign-ins cannot exhaust memory. */
#include "base/crypto.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"

#include <assert.h>
#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <semaphore.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define TOKEN_MIN 16
#define TOKEN_MAX 64
#define HASH_PASSES 2
#define HASH_MEMORY ((size_t)19 * 1024 * 1024)

static const char code_alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static sem_t hash_places;
static char dummy_hash[crypto_pwhash_STRBYTES];

static void must(bool is_done, const char *what)
{
	if (is_done)
		return;
	log_line(LOG_ERROR, "crypto.broken", "what=%s", what);
	abort();
}

enum status crypto_init(void)
{
	static const char nobody[] = "nobody has this password";

	if (sodium_init() < 0 || sem_init(&hash_places, 0, HASHES_AT_ONCE) != 0) {
		log_line(LOG_ERROR, "crypto.start", "errno=%d", errno);
		return FAILED;
	}
	if (crypto_pwhash_str(dummy_hash, nobody, strlen(nobody), HASH_PASSES, HASH_MEMORY) != 0) {
		log_line(LOG_ERROR, "crypto.start", "why=\"no memory for a password hash\"");
		return FAILED;
	}
	return OK;
}

void crypto_sha256(const void *bytes, size_t len, unsigned char digest[SHA256_SIZE])
{
	must(EVP_Digest(bytes, len, digest, NULL, EVP_sha256(), NULL) == 1, "sha256");
}

static char *hex(const unsigned char *bytes, size_t len)
{
	struct buf text = buf_new(2 * len);

	buf_hex(&text, bytes, len);
	return text.data;
}

char *crypto_sha256_hex(const void *bytes, size_t len)
{
	unsigned char digest[SHA256_SIZE];

	crypto_sha256(bytes, len, digest);
	return hex(digest, sizeof digest);
}

void crypto_hmac(const char *key, size_t key_len, const void *bytes, size_t len,
	unsigned char mac[SHA256_SIZE])
{
	/* To OpenSSL a NULL key means "the key of the call before". */
	const void *first = key_len > 0 ? key : "";

	must(HMAC(EVP_sha256(), first, (int)key_len, bytes, len, mac, NULL) != NULL, "hmac");
}

void crypto_hmac_sha1(const unsigned char *key, size_t key_len, const void *bytes, size_t len,
	unsigned char mac[SHA1_SIZE])
{
	must(HMAC(EVP_sha1(), key, (int)key_len, bytes, len, mac, NULL) != NULL, "hmac-sha1");
}

bool crypto_same(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}

char *crypto_token(size_t bytes)
{
	unsigned char random[TOKEN_MAX];

	assert(bytes >= TOKEN_MIN && bytes <= TOKEN_MAX);
	randombytes_buf(random, bytes);
	return hex(random, bytes);
}

char *crypto_code(size_t chars)
{
	char *code = arena_alloc(chars + 1);

	randombytes_buf(code, chars);
	/* 32 letters, so five bits of each byte choose one without a bias. */
	for (size_t i = 0; i < chars; i++)
		code[i] = code_alphabet[(unsigned char)code[i] & 31];
	return code;
}

static void take_place(void)
{
	while (sem_wait(&hash_places) != 0)
		must(errno == EINTR, "semaphore");
}

enum status password_hash(const char *password, char **hash)
{
	char made[crypto_pwhash_STRBYTES];
	int failed;

	take_place();
	failed = crypto_pwhash_str(made, password, strlen(password), HASH_PASSES, HASH_MEMORY);
	sem_post(&hash_places);
	if (failed) {
		log_line(LOG_ERROR, "crypto.hash", "why=\"no memory for a password hash\"");
		return UNAVAILABLE;
	}
	*hash = arena_dup(made);
	return OK;
}

bool password_fits(const char *hash, const char *password)
{
	char kept[crypto_pwhash_STRBYTES] = "";
	const char *from = hash ? hash : dummy_hash;
	bool fits;

	/* The library asks for a whole STRBYTES array, whatever the text's length. */
	memcpy(kept, from, strnlen(from, sizeof kept - 1));
	take_place();
	fits = crypto_pwhash_str_verify(kept, password, strlen(password)) == 0;
	sem_post(&hash_places);
	return fits && hash;
}
