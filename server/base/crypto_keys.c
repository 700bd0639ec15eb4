/* crypto_keys.c: signatures of somebody else's private key, checked with OpenSSL.
 *
 * Keys come as the numbers of a JWK and live for one check: a sign-in is rare, and a key that is
 * not kept cannot be the wrong one. Nothing here trusts its input; whatever OpenSSL does not like
 * is a signature that does not fit. */
#include "base/crypto_keys.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <string.h>

#define RSA_BITS_MIN 2048
#define RSA_BITS_MAX 8192
#define EXPONENT_MAX 4           /* bytes */
#define POINT_SIZE 32            /* of P-256: a coordinate, and half a signature */
#define DER_MAX 80               /* two numbers of 33 bytes and what stands around them */

static EVP_PKEY *key_from(const char *kind, OSSL_PARAM *numbers)
{
	EVP_PKEY_CTX *made = EVP_PKEY_CTX_new_from_name(NULL, kind, NULL);
	EVP_PKEY *key = NULL;

	if (made && numbers && EVP_PKEY_fromdata_init(made) == 1
	    && EVP_PKEY_fromdata(made, &key, EVP_PKEY_PUBLIC_KEY, numbers) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(made);
	return key;
}

/* Takes the key. */
static bool fits(EVP_PKEY *key, struct octets signature, const void *bytes, size_t len)
{
	EVP_MD_CTX *check = EVP_MD_CTX_new();
	bool is_ours = key && check
		&& EVP_DigestVerifyInit(check, NULL, EVP_sha256(), NULL, key) == 1
		&& EVP_DigestVerify(check, signature.bytes, signature.len, bytes, len) == 1;

	EVP_MD_CTX_free(check);
	EVP_PKEY_free(key);
	/* libcurl reads the same thread's queue of errors. */
	ERR_clear_error();
	return is_ours;
}

static bool is_modulus(const BIGNUM *n)
{
	return n && BN_num_bits(n) >= RSA_BITS_MIN && BN_num_bits(n) <= RSA_BITS_MAX;
}

static EVP_PKEY *rsa_key(struct octets modulus, struct octets exponent)
{
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	BIGNUM *n = BN_bin2bn(modulus.bytes, (int)modulus.len, NULL);
	BIGNUM *e = BN_bin2bn(exponent.bytes, (int)exponent.len, NULL);
	OSSL_PARAM *numbers = NULL;
	EVP_PKEY *key = NULL;

	if (!build || !is_modulus(n) || !e || !BN_is_odd(e) || BN_is_one(e))
		goto out;
	if (OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n) == 1
	    && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e) == 1)
		numbers = OSSL_PARAM_BLD_to_param(build);
	key = key_from("RSA", numbers);
out:
	OSSL_PARAM_free(numbers);
	OSSL_PARAM_BLD_free(build);
	BN_free(n);
	BN_free(e);
	return key;
}

bool rs256_fits(struct octets modulus, struct octets exponent, struct octets signature,
	const void *bytes, size_t len)
{
	if (modulus.len == 0 || modulus.len > RSA_BITS_MAX / 8 || exponent.len == 0
	    || exponent.len > EXPONENT_MAX || signature.len == 0)
		return false;
	return fits(rsa_key(modulus, exponent), signature, bytes, len);
}

static EVP_PKEY *p256_key(struct octets x, struct octets y)
{
	unsigned char point[1 + 2 * POINT_SIZE] = { POINT_CONVERSION_UNCOMPRESSED };
	char curve[] = "prime256v1";
	OSSL_PARAM numbers[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
		OSSL_PARAM_construct_end(),
	};

	memcpy(point + 1, x.bytes, POINT_SIZE);
	memcpy(point + 1 + POINT_SIZE, y.bytes, POINT_SIZE);
	return key_from("EC", numbers);
}

/* The two numbers as OpenSSL wants them, in DER; its length, 0 when that fails. */
static size_t der_of(struct octets pair, unsigned char der[DER_MAX])
{
	ECDSA_SIG *numbers = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(pair.bytes, POINT_SIZE, NULL);
	BIGNUM *s = BN_bin2bn(pair.bytes + POINT_SIZE, POINT_SIZE, NULL);
	unsigned char *at = der;
	int len = 0;

	if (numbers && r && s && ECDSA_SIG_set0(numbers, r, s) == 1)
		r = s = NULL;
	if (numbers && !r && !s && i2d_ECDSA_SIG(numbers, NULL) <= DER_MAX)
		len = i2d_ECDSA_SIG(numbers, &at);
	BN_free(r);
	BN_free(s);
	ECDSA_SIG_free(numbers);
	return len > 0 ? (size_t)len : 0;
}

bool es256_fits(struct octets x, struct octets y, struct octets signature, const void *bytes,
	size_t len)
{
	unsigned char der[DER_MAX];
	struct octets made = { der, 0 };

	if (x.len != POINT_SIZE || y.len != POINT_SIZE || signature.len != 2 * POINT_SIZE)
		return false;
	made.len = der_of(signature, der);
	return made.len > 0 && fits(p256_key(x, y), made, bytes, len);
}
