/* crypto_test.c: published vectors for the digests; tokens, codes and passwords by what they
 * must never do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

static const char *hex(const unsigned char *bytes, size_t len)
{
	struct buf text = buf_new(2 * len);

	buf_hex(&text, bytes, len);
	return text.data;
}

/* FIPS 180-2, appendix B, and the empty text. */
static void sha256_fits_the_published_vectors(void **state)
{
	(void)state;
	assert_string_equal(crypto_sha256_hex("abc", 3),
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(crypto_sha256_hex("", 0),
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_string_equal(
		crypto_sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	arena_reset();
}

/* RFC 4231, cases 1, 2 and 6; and no key at all. */
static void hmac_fits_the_published_vectors(void **state)
{
	unsigned char mac[SHA256_SIZE];
	char long_key[131];

	(void)state;
	crypto_hmac("Jefe", 4, "what do ya want for nothing?", 28, mac);
	assert_string_equal(hex(mac, sizeof mac),
		"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	crypto_hmac("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"
		"\x0b", 20, "Hi There", 8, mac);
	assert_string_equal(hex(mac, sizeof mac),
		"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	memset(long_key, 0xaa, sizeof long_key);
	crypto_hmac(long_key, sizeof long_key,
		"Test Using Larger Than Block-Size Key - Hash Key First", 54, mac);
	assert_string_equal(hex(mac, sizeof mac),
		"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	crypto_hmac(NULL, 0, "", 0, mac);
	assert_string_equal(hex(mac, sizeof mac),
		"b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
	arena_reset();
}

static void same_compares_all_bytes(void **state)
{
	(void)state;
	assert_true(crypto_same("abcd", "abcd", 4));
	assert_false(crypto_same("abcd", "abce", 4));
	assert_false(crypto_same("xbcd", "abcd", 4));
	assert_true(crypto_same("abcd", "abce", 3));
}

static void tokens_are_long_and_new(void **state)
{
	char *one = crypto_token(32), *other = crypto_token(32);

	(void)state;
	assert_int_equal(strlen(one), TOKEN_HEX_SIZE);
	assert_int_equal(strspn(one, "0123456789abcdef"), TOKEN_HEX_SIZE);
	assert_string_not_equal(one, other);
	assert_int_equal(strlen(crypto_token(16)), 32);
	assert_int_equal(strlen(crypto_token(64)), 128);
	arena_reset();
}

/* 32,000 draws give each letter 1,000 times; a quarter off is eight standard deviations. */
static void codes_use_the_whole_alphabet_evenly(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char *code = crypto_code(32000);
	int counts[32] = { 0 };

	(void)state;
	assert_int_equal(strlen(code), 32000);
	for (; *code; code++) {
		const char *letter = strchr(alphabet, *code);

		assert_non_null(letter);
		counts[letter - alphabet]++;
	}
	for (size_t i = 0; i < countof(counts); i++)
		assert_in_range(counts[i], 750, 1250);
	assert_string_not_equal(crypto_code(16), crypto_code(16));
	assert_string_equal(crypto_code(0), "");
	arena_reset();
}

static void a_password_fits_its_own_hash_only(void **state)
{
	char *hash, *again;

	(void)state;
	assert_int_equal(password_hash("correct horse Nguyễn", &hash), OK);
	assert_int_equal(password_hash("correct horse Nguyễn", &again), OK);
	assert_non_null(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_string_not_equal(hash, again);
	assert_true(password_fits(hash, "correct horse Nguyễn"));
	assert_true(password_fits(again, "correct horse Nguyễn"));
	assert_false(password_fits(hash, "correct horse Nguyen"));
	assert_false(password_fits(hash, ""));
	assert_false(password_fits("", ""));
	assert_false(password_fits("not a hash", "x"));
	assert_false(password_fits(NULL, "x"));
	assert_false(password_fits(NULL, "nobody has this password"));
	arena_reset();
}

static double seconds_for(const char *hash)
{
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	for (int i = 0; i < 5; i++)
		assert_false(password_fits(hash, "wrong"));
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* A factor of four is far below the thousandfold of not hashing, and above a busy machine's
 * noise. */
static void an_unknown_account_takes_as_long(void **state)
{
	char *hash;
	double known, unknown;

	(void)state;
	assert_int_equal(password_hash("right", &hash), OK);
	known = seconds_for(hash);
	unknown = seconds_for(NULL);
	assert_true(unknown > known / 4 && unknown < known * 4);
	arena_reset();
}

static void *hash_some(void *is_fine)
{
	char *hash;

	*(bool *)is_fine = password_hash("many at once", &hash) == OK
		&& password_fits(hash, "many at once");
	arena_release();
	return NULL;
}

static void many_may_ask_at_once(void **state)
{
	pthread_t threads[6];
	bool fine[6] = { false };

	(void)state;
	for (size_t i = 0; i < countof(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, hash_some, &fine[i]), 0);
	for (size_t i = 0; i < countof(threads); i++) {
		pthread_join(threads[i], NULL);
		assert_true(fine[i]);
	}
}

static int start(void **state)
{
	(void)state;
	return crypto_init() == OK ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_fits_the_published_vectors),
		cmocka_unit_test(hmac_fits_the_published_vectors),
		cmocka_unit_test(same_compares_all_bytes),
		cmocka_unit_test(tokens_are_long_and_new),
		cmocka_unit_test(codes_use_the_whole_alphabet_evenly),
		cmocka_unit_test(a_password_fits_its_own_hash_only),
		cmocka_unit_test(an_unknown_account_takes_as_long),
		cmocka_unit_test(many_may_ask_at_once),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
