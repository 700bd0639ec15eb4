/* seal.c: seals and opens values. The only other file than crypto.c that sees OpenSSL.
 *
 * The bytes under the base64 are nonce (12), cipher text, tag (16). The nonce is random: at a
 * million values a day under one key it is still safe after many years, and keys are rotated before
 * (`portal keys rotate`). The place is the additional data, so it is proven and not stored. A
 * library that cannot seal ends the process; a value that does not open is an answer. */
#include "base/seal.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/log.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_SIZE 32
#define KEY_TEXT 44                      /* of base64 */
#define ID_MAX 16
#define NONCE_SIZE 12
#define TAG_SIZE 16
#define VALUE_MAX ((size_t)64 * 1024 * 1024)
#define KEY_TEXT_MIN 32                  /* of a key for hashes */
#define INDEX_NAME 8                     /* of an index, its key's own name */
#define HASH_HEX (2 * SHA256_SIZE)

static const char mark[] = "seal:";

static struct key {
	char id[ID_MAX + 1];
	char prefix[sizeof mark + ID_MAX + 1];
	unsigned char bytes[KEY_SIZE];
} keys[SEAL_KEYS_MAX];
static size_t key_count;

/* Keys of hashes: for what is looked for, and for what is proven. */
static struct hash_keys {
	const char *setting, *keys[SEAL_KEYS_MAX];
	size_t count;
} index_keys = { .setting = "INDEX_KEY" }, proof_keys = { .setting = "AUDIT_KEY" };

static void must(int is_done)
{
	if (is_done == 1)
		return;
	log_line(LOG_ERROR, "seal.broken_library", "what=seal");
	abort();
}

/* The bytes of a base64 text, n of them; NULL when it is none. OpenSSL counts the padding in. */
static unsigned char *base64_read(const char *text, size_t len, size_t *n)
{
	unsigned char *bytes = arena_alloc(len / 4 * 3 + 3);
	int read;

	if (len == 0 || len % 4 != 0 || len > 2 * VALUE_MAX)
		return NULL;
	read = EVP_DecodeBlock(bytes, (const unsigned char *)text, (int)len);
	if (read < 0)
		return NULL;
	*n = (size_t)read - (text[len - 1] == '=') - (text[len - 2] == '=');
	return bytes;
}

static enum status wrong(const char *why)
{
	log_line(LOG_ERROR, "seal.keys", "why=\"%s\"", why);
	return INVALID;
}

static enum status key_read(const char *text, size_t len)
{
	const char *colon = memchr(text, ':', len);
	size_t id_len = colon == NULL ? 0 : (size_t)(colon - text), n = 0;
	struct key *key = &keys[key_count];
	unsigned char *bytes;

	if (key_count == SEAL_KEYS_MAX)
		return wrong("SEAL_KEYS has more than 8 keys");
	if (id_len == 0 || id_len > ID_MAX
	    || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789") != id_len)
		return wrong("SEAL_KEYS wants id:key, an id being lower-case letters and digits");
	bytes = base64_read(colon + 1, len - id_len - 1, &n);
	if (bytes == NULL || n != KEY_SIZE || len - id_len - 1 != KEY_TEXT)
		return wrong("a key of SEAL_KEYS is not 32 bytes in base64");
	for (size_t i = 0; i < key_count; i++)
		if (strlen(keys[i].id) == id_len && memcmp(keys[i].id, text, id_len) == 0)
			return wrong("SEAL_KEYS has an id twice");
	memcpy(key->id, text, id_len);
	key->id[id_len] = '\0';
	snprintf(key->prefix, sizeof key->prefix, "%s%.*s:", mark, (int)id_len, text);
	memcpy(key->bytes, bytes, KEY_SIZE);
	key_count++;
	return OK;
}

static enum status seal_keys_read(const char *list)
{
	key_count = 0;
	memset(keys, 0, sizeof keys);
	for (const char *at = list; *at != '\0';) {
		size_t len = strcspn(at, ",");

		TRY(key_read(at, len));
		at += len + (at[len] == ',');
	}
	return key_count == 0 ? wrong("SEAL_KEYS has no key") : OK;
}

static enum status hash_keys_read(struct hash_keys *into, const char *list)
{
	into->count = 0;
	for (const char *at = list; *at != '\0';) {
		size_t len = strcspn(at, ",");

		if (len < KEY_TEXT_MIN || into->count == SEAL_KEYS_MAX)
			return wrong(arena_printf("%s wants at most 8 keys of at least 32 characters",
						  into->setting));
		into->keys[into->count++] = forever_copy(at, len);
		at += len + (at[len] == ',');
	}
	return OK;
}

enum status seal_start(const struct seal_keys *given)
{
	TRY(seal_keys_read(given->seal));
	TRY(hash_keys_read(&index_keys, given->index));
	TRY(hash_keys_read(&proof_keys, given->proof));
	if (index_keys.count == 0)
		return wrong("INDEX_KEY has no key");
	if (proof_keys.count == 0 && index_keys.count > 1)
		return wrong("INDEX_KEY has a second key: AUDIT_KEY has to name the first one there was");
	if (proof_keys.count == 0)
		proof_keys.keys[proof_keys.count++] = index_keys.keys[0];
	return OK;
}

static const char *base64_write(const unsigned char *bytes, size_t n)
{
	struct buf text = buf_new((n + 2) / 3 * 4);

	buf_base64(&text, bytes, n);
	return text.data;
}

enum status seal_put(const char *where, const char *plain, size_t n, const char **sealed)
{
	unsigned char *bytes = arena_alloc(NONCE_SIZE + n + TAG_SIZE);
	EVP_CIPHER_CTX *cipher;
	int len;

	if (key_count == 0 || n > VALUE_MAX) {
		log_line(LOG_ERROR, "seal.refused", "keys=%zu bytes=%zu", key_count, n);
		return FAILED;
	}
	must(RAND_bytes(bytes, NONCE_SIZE));
	cipher = EVP_CIPHER_CTX_new();
	must(cipher != NULL);
	must(EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, keys[0].bytes, bytes));
	must(EVP_EncryptUpdate(cipher, NULL, &len, (const unsigned char *)where,
			       (int)strlen(where)));
	must(EVP_EncryptUpdate(cipher, bytes + NONCE_SIZE, &len, (const unsigned char *)plain,
			       (int)n));
	must(EVP_EncryptFinal_ex(cipher, bytes + NONCE_SIZE + n, &len));
	must(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG_SIZE, bytes + NONCE_SIZE + n));
	EVP_CIPHER_CTX_free(cipher);
	*sealed = arena_printf("%s%s", keys[0].prefix,
			       base64_write(bytes, NONCE_SIZE + n + TAG_SIZE));
	return OK;
}

/* The key a sealed text names, and where its base64 begins; NULL when there is none such. */
static const struct key *key_of(const char *sealed, const char **base64)
{
	for (size_t i = 0; i < key_count; i++) {
		size_t len = strlen(keys[i].prefix);

		if (strncmp(sealed, keys[i].prefix, len) != 0)
			continue;
		*base64 = sealed + len;
		return &keys[i];
	}
	return NULL;
}

/* Whether the bytes are what that key sealed for that place; then their text stands in `plain`. */
static bool decrypt(const struct key *key, const char *where, unsigned char *bytes, size_t n,
		    unsigned char *plain)
{
	EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
	int len;
	bool is_whole;

	must(cipher != NULL);
	must(EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key->bytes, bytes));
	must(EVP_DecryptUpdate(cipher, NULL, &len, (const unsigned char *)where,
			       (int)strlen(where)));
	must(EVP_DecryptUpdate(cipher, plain, &len, bytes + NONCE_SIZE,
			       (int)(n - NONCE_SIZE - TAG_SIZE)));
	must(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, TAG_SIZE, bytes + n - TAG_SIZE));
	is_whole = EVP_DecryptFinal_ex(cipher, plain + (n - NONCE_SIZE - TAG_SIZE), &len) == 1;
	EVP_CIPHER_CTX_free(cipher);
	return is_whole;
}

/* The place names a row, never what stands there. */
static enum status does_not_open(const char *where, const char *why)
{
	log_line(LOG_ERROR, "seal.does_not_open", "place=%s why=%s", where, why);
	return INVALID;
}

enum status seal_open(const char *where, const char *sealed, const char **plain, size_t *n)
{
	const char *base64 = NULL;
	const struct key *key = key_of(sealed, &base64);
	unsigned char *bytes, *text;
	size_t len = 0;

	if (key == NULL)
		return does_not_open(where, seal_is(sealed) ? "no_such_key" : "not_sealed");
	bytes = base64_read(base64, strlen(base64), &len);
	if (bytes == NULL || len < NONCE_SIZE + TAG_SIZE)
		return does_not_open(where, "cut");
	/* One spelling for each value: another that decodes to the same bytes was altered too. */
	if (strcmp(base64_write(bytes, len), base64) != 0)
		return does_not_open(where, "altered");
	text = arena_alloc(len - NONCE_SIZE - TAG_SIZE + 1);
	if (!decrypt(key, where, bytes, len, text))
		return does_not_open(where, "altered");
	*plain = (const char *)text;
	*n = len - NONCE_SIZE - TAG_SIZE;
	return OK;
}

bool seal_is(const char *text)
{
	return strncmp(text, mark, sizeof mark - 1) == 0;
}

const char *seal_prefix(void)
{
	return key_count == 0 ? mark : keys[0].prefix;
}

/* The hash of a text under a name, in hexadecimal. */
static const char *keyed(const char *key, const char *name, const char *value)
{
	const char *text = arena_printf("%s:%s", name, value);
	unsigned char mac[SHA256_SIZE];
	struct buf hex = buf_new(HASH_HEX);

	must(key != NULL);
	crypto_hmac(key, strlen(key), text, strlen(text), mac);
	buf_hex(&hex, mac, sizeof mac);
	return hex.data;
}

/* A key's own name, of which nothing is learned about the key. */
static const char *index_name(const char *key)
{
	return arena_copy(keyed(key, "seal.index", "name"), INDEX_NAME);
}

static const char *index_under(const char *key, const char *name, const char *value)
{
	return arena_printf("%s%.*s", index_name(key), HASH_HEX - INDEX_NAME,
			    keyed(key, name, value));
}

const char *seal_index(const char *name, const char *value)
{
	return index_under(index_keys.keys[0], name, value);
}

const char *seal_index_prefix(void)
{
	return index_name(index_keys.keys[0]);
}

size_t seal_indexes(const char *name, const char *value, const char *found[SEAL_INDEXES_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < index_keys.count; i++) {
		found[n++] = index_under(index_keys.keys[i], name, value);
		found[n++] = keyed(index_keys.keys[i], name, value);
	}
	return n;
}

const char *seal_proof(const char *name, const char *text)
{
	return keyed(proof_keys.keys[0], name, text);
}

bool seal_proves(const char *name, const char *text, const char *proof)
{
	if (strlen(proof) != HASH_HEX)
		return false;
	for (size_t i = 0; i < proof_keys.count; i++)
		if (crypto_same(keyed(proof_keys.keys[i], name, text), proof, HASH_HEX))
			return true;
	return false;
}
