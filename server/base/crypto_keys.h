/* crypto_keys.h: is this signature made with the other half of this public key? Beside crypto.c
 * the only file that sees OpenSSL. */
#ifndef CRYPTO_KEYS_H
#define CRYPTO_KEYS_H

#include "base/base.h"

struct octets {
	const unsigned char *bytes;
	size_t len;
};

/* True when `signature` is RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3) over the bytes, by the
 * key of this modulus and exponent, big-endian. False also for a key under 2048 or over 8192 bits,
 * and for an exponent that is even, 1, or longer than 4 bytes. */
bool rs256_fits(struct octets modulus, struct octets exponent, struct octets signature,
		const void *bytes, size_t len);

/* True when `signature` is ECDSA on P-256 with SHA-256 (RFC 7518 §3.4), r and s of 32 bytes each,
 * by the key with this point. False also for a point that is not on the curve. */
bool es256_fits(struct octets x, struct octets y, struct octets signature, const void *bytes,
		size_t len);

#endif
