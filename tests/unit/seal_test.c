/* seal_test.c: what was sealed opens, at its own place and whole, and not otherwise; the blind
 * index tells nothing but sameness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/seal.h"

#include <stdio.h>
#include <string.h>

#define K1 "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define K2 "k2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
#define INDEX "an index key that is long enough to be one"

static const char *put(const char *where, const char *plain)
{
	const char *sealed;

	assert_int_equal(seal_put(where, plain, strlen(plain), &sealed), OK);
	return sealed;
}

static const char *opened(const char *where, const char *sealed)
{
	const char *plain;
	size_t n;

	if (seal_open(where, sealed, &plain, &n) != OK)
		return NULL;
	assert_int_equal(strlen(plain), n);
	return plain;
}

static enum status starts(const char *seal, const char *index, const char *proof)
{
	return seal_start(&(struct seal_keys){ seal, index, proof });
}

static int start(void **state)
{
	(void)state;
	return starts(K1, INDEX, "") == OK ? 0 : 1;
}

static void opens_at_its_place(void **state)
{
	static const char *const values[] = { "", "x", "900-12-4471", "https://hosted.test/o/t?b=1",
					      "Nguyễn محمد", "seal:k1:AAAA" };

	(void)state;
	for (size_t i = 0; i < countof(values); i++) {
		const char *sealed = put("members.ssn:7", values[i]);

		assert_true(seal_is(sealed));
		assert_int_equal(strncmp(sealed, "seal:k1:", 8), 0);
		assert_null(strstr(sealed, "4471"));
		assert_string_equal(opened("members.ssn:7", sealed), values[i]);
	}
	arena_reset();
}

static void bytes_with_nul_and_a_large_value_come_back(void **state)
{
	size_t n = 3 * 1024 * 1024 + 1, back;
	char *large = arena_alloc(n);
	const char *sealed, *plain;

	(void)state;
	for (size_t i = 0; i < n; i++)
		large[i] = (char)(i * 31);
	assert_int_equal(seal_put("papers:1", large, n, &sealed), OK);
	assert_int_equal(seal_open("papers:1", sealed, &plain, &back), OK);
	assert_int_equal(back, n);
	assert_memory_equal(plain, large, n);
	arena_reset();
}

static void the_same_is_never_sealed_alike(void **state)
{
	(void)state;
	assert_string_not_equal(put("a.b:1", "same"), put("a.b:1", "same"));
	arena_reset();
}

static void no_other_place_opens_it(void **state)
{
	static const char *const places[] = { "orders.share_url:4", "orders.share_url:43", "",
					      "orders.short_share_url:42", "orders.share_url:42 " };
	const char *sealed = put("orders.share_url:42", "https://hosted.test/o/1");

	(void)state;
	for (size_t i = 0; i < countof(places); i++)
		assert_null(opened(places[i], sealed));
	arena_reset();
}

/* Each bit of each character; also those that base64 itself would forgive. */
static void no_flipped_bit_opens(void **state)
{
	const char *sealed = put("members.ssn:7", "900-12-4471");
	size_t len = strlen(sealed);

	(void)state;
	for (size_t i = 0; i < 8 * len; i++) {
		char *altered = arena_copy(sealed, len);

		altered[i / 8] = (char)(altered[i / 8] ^ (1 << i % 8));
		assert_null(opened("members.ssn:7", altered));
	}
	for (size_t i = 0; i < len; i++)
		assert_null(opened("members.ssn:7", arena_copy(sealed, i)));
	assert_null(opened("members.ssn:7", arena_printf("%s=", sealed)));
	assert_null(opened("members.ssn:7", arena_printf("%sAAAA", sealed)));
	assert_null(opened("members.ssn:7", "900-12-4471"));
	arena_reset();
}

static void keys_follow_each_other(void **state)
{
	const char *old = put("a.b:1", "kept"), *young;

	(void)state;
	assert_int_equal(starts(K2 "," K1, INDEX, ""), OK);
	assert_string_equal(seal_prefix(), "seal:k2:");
	young = put("a.b:1", "kept");
	assert_string_equal(opened("a.b:1", old), "kept");
	assert_string_equal(opened("a.b:1", young), "kept");
	assert_int_equal(starts(K2, INDEX, ""), OK);
	assert_null(opened("a.b:1", old));
	/* The same key under another name is another key to whoever reads the text. */
	assert_int_equal(starts(K1, INDEX, ""), OK);
	assert_null(opened("a.b:1", young));
	arena_reset();
}

static void refuses_keys_that_are_none(void **state)
{
	static const char *const lists[] = {
		"", "k1", "k1:", ":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "k1:short",
		"K1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", K1 "," K1, K1 ",,", K1 ",k2:x",
		"k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", K1 "AAAA",
		"k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHgAA",
		"anidthatislongerthan16:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
	};
	const char *sealed;

	(void)state;
	for (size_t i = 0; i < countof(lists); i++)
		assert_int_equal(starts(lists[i], INDEX, ""), INVALID);
	assert_int_equal(starts(K1, "too short", ""), INVALID);
	assert_int_equal(starts(K1, "", ""), INVALID);
	assert_int_equal(starts(K1, INDEX ",short", INDEX), INVALID);
	assert_int_equal(starts(K1, INDEX, "short"), INVALID);
	assert_int_equal(starts("", INDEX, ""), INVALID);
	assert_int_equal(seal_put("a.b:1", "x", 1, &sealed), FAILED);
	arena_reset();
}

static void the_index_tells_sameness_only(void **state)
{
	const char *one = seal_index("members.ssn", "900124471");

	(void)state;
	assert_int_equal(strlen(one), 64);
	assert_string_equal(one, seal_index("members.ssn", "900124471"));
	assert_string_not_equal(one, seal_index("members.ssn", "900124472"));
	assert_string_not_equal(one, seal_index("other", "900124471"));
	assert_int_equal(starts(K1, "another key that is long enough as well", ""), OK);
	assert_string_not_equal(one, seal_index("members.ssn", "900124471"));
	arena_reset();
}

#define INDEX_2 "a second key to look things up by as well"

/* Found under both keys while there are two, whichever made the index, and under none that is gone;
 * so are the bare hashes of the time before indexes named their key. */
static void an_index_is_found_while_its_key_is_there(void **state)
{
	const char *found[SEAL_INDEXES_MAX], *one, *two, *bare;
	size_t n;

	(void)state;
	assert_int_equal(starts(K1, INDEX, ""), OK);
	one = seal_index("members.ssn", "900124471");
	bare = seal_proof("members.ssn", "900124471");
	assert_int_equal(strncmp(one, seal_index_prefix(), 8), 0);
	assert_int_equal(strlen(seal_index_prefix()), 8);
	assert_int_equal(starts(K1, INDEX_2 "," INDEX, INDEX), OK);
	two = seal_index("members.ssn", "900124471");
	assert_int_not_equal(strncmp(one, two, 8), 0);
	n = seal_indexes("members.ssn", "900124471", found);
	assert_int_equal(n, 4);
	assert_string_equal(found[0], two);
	assert_string_equal(found[2], one);
	assert_string_equal(found[3], bare);
	assert_int_equal(starts(K1, INDEX_2, INDEX), OK);
	assert_int_equal(seal_indexes("members.ssn", "900124471", found), 2);
	assert_string_equal(found[0], two);
	assert_int_equal(starts(K1, INDEX, ""), OK);
	arena_reset();
}

static void a_proof_holds_as_long_as_its_key(void **state)
{
	const char *proof = seal_proof("a", "text");

	(void)state;
	assert_true(seal_proves("a", "text", proof));
	assert_false(seal_proves("a", "texts", proof));
	assert_false(seal_proves("b", "text", proof));
	assert_false(seal_proves("a", "text", ""));
	assert_false(seal_proves("a", "text", arena_printf("%s0", proof)));
	assert_int_equal(starts(K1, INDEX_2 "," INDEX, INDEX_2 "," INDEX), OK);
	assert_true(seal_proves("a", "text", proof));
	assert_string_not_equal(seal_proof("a", "text"), proof);
	assert_int_equal(starts(K1, INDEX_2, INDEX_2), OK);
	assert_false(seal_proves("a", "text", proof));
	/* A second key to look up by would prove nothing of before. */
	assert_int_equal(starts(K1, INDEX_2 "," INDEX, ""), INVALID);
	assert_int_equal(starts(K1, INDEX, ""), OK);
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(opens_at_its_place, start),
		cmocka_unit_test_setup(bytes_with_nul_and_a_large_value_come_back, start),
		cmocka_unit_test_setup(the_same_is_never_sealed_alike, start),
		cmocka_unit_test_setup(no_other_place_opens_it, start),
		cmocka_unit_test_setup(no_flipped_bit_opens, start),
		cmocka_unit_test_setup(keys_follow_each_other, start),
		cmocka_unit_test_setup(refuses_keys_that_are_none, start),
		cmocka_unit_test_setup(the_index_tells_sameness_only, start),
		cmocka_unit_test_setup(an_index_is_found_while_its_key_is_there, start),
		cmocka_unit_test_setup(a_proof_holds_as_long_as_its_key, start),
	};

	return crypto_init() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
