/* jwt_keys.h: keys of a provider that the tests play, its key set, and tokens signed with them. */
#ifndef JWT_KEYS_H
#define JWT_KEYS_H

#include "base/jwt.h"
#include "base/arena.h"
#include "base/crypto.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static EVP_PKEY *rsa, *other_rsa, *weak_rsa, *ec, *other_ec;

static inline const char *number(EVP_PKEY *key, const char *name)
{
	unsigned char bytes[1024];
	BIGNUM *value = NULL;
	int len;

	assert_int_equal(EVP_PKEY_get_bn_param(key, name, &value), 1);
	len = strcmp(name, OSSL_PKEY_PARAM_EC_PUB_X) == 0 || strcmp(name, OSSL_PKEY_PARAM_EC_PUB_Y) == 0
		? BN_bn2binpad(value, bytes, 32) : BN_bn2bin(value, bytes);
	BN_free(value);
	return base64url(bytes, (size_t)len);
}

static inline cJSON *parsed(const char *text)
{
	cJSON *doc = NULL;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return doc;
}

static inline cJSON *rsa_jwk(EVP_PKEY *key, const char *id)
{
	return parsed(arena_printf("{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}", id,
				   number(key, OSSL_PKEY_PARAM_RSA_N),
				   number(key, OSSL_PKEY_PARAM_RSA_E)));
}

static inline cJSON *ec_jwk(EVP_PKEY *key, const char *id)
{
	return parsed(arena_printf("{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\","
				   "\"y\":\"%s\"}", id, number(key, OSSL_PKEY_PARAM_EC_PUB_X),
				   number(key, OSSL_PKEY_PARAM_EC_PUB_Y)));
}

static inline cJSON *key_set(void)
{
	cJSON *set = json_object(), *keys = json_set(set, "keys", json_list());

	json_push(keys, rsa_jwk(rsa, "r1"));
	json_push(keys, rsa_jwk(weak_rsa, "weak"));
	json_push(keys, ec_jwk(ec, "e1"));
	return set;
}

static inline const char *raw_ec(const unsigned char *der, size_t len)
{
	ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)len);
	unsigned char raw[64];

	BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw, 32);
	BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw + 32, 32);
	ECDSA_SIG_free(pair);
	return base64url(raw, sizeof raw);
}

static inline char *signed_by(EVP_PKEY *key, const char *head, const char *claims)
{
	char *text = arena_printf("%s.%s", base64url(head, strlen(head)),
				  base64url(claims, strlen(claims)));
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char made[1024];
	size_t len = sizeof made;

	assert_int_equal(EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, key), 1);
	assert_int_equal(EVP_DigestSign(ctx, made, &len, (unsigned char *)text, strlen(text)), 1);
	EVP_MD_CTX_free(ctx);
	return arena_printf("%s.%s", text, EVP_PKEY_is_a(key, "EC") ? raw_ec(made, len)
			    : base64url(made, len));
}

static inline int keys_made(void **state)
{
	(void)state;
	json_init();
	if (crypto_init() != OK)
		return -1;
	rsa = EVP_RSA_gen(2048);
	other_rsa = EVP_RSA_gen(2048);
	weak_rsa = EVP_RSA_gen(1024);
	ec = EVP_EC_gen("P-256");
	other_ec = EVP_EC_gen("P-256");
	return rsa && other_rsa && weak_rsa && ec && other_ec ? 0 : -1;
}

static inline int keys_gone(void **state)
{
	EVP_PKEY *keys[] = { rsa, other_rsa, weak_rsa, ec, other_ec };

	(void)state;
	for (size_t i = 0; i < countof(keys); i++)
		EVP_PKEY_free(keys[i]);
	arena_release();
	return 0;
}

#endif
