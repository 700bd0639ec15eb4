/* totp.h: codes that change every half minute (RFC 6238, HMAC-SHA1, 30 s, 6 digits): what every
 * app for codes understands. */
#ifndef TOTP_H
#define TOTP_H

#include "base/base.h"

#define TOTP_DIGITS 6
#define TOTP_SEED_SIZE 20

struct totp_seed {
	unsigned char bytes[TOTP_SEED_SIZE];
};

/* Reads 40 hexadecimal characters; false when they are not that. */
bool totp_seed_read(const char *hex, struct totp_seed *seed);
/* The same as 40 random ones, for a new seed. */
const char *totp_seed_new(void);

/* The code of a step (seconds since 1970 / 30) as text of `digits` digits (1 to 8), in the
 * arena. */
const char *totp_code(const struct totp_seed *seed, long step, int digits);
/* The step whose code this is: now, the one before or the one after, and later than `used`. -1: it
 * is none of them. Takes the same time whichever it is. */
long totp_step(const struct totp_seed *seed, const char *code, long now, long used);

/* The seed as apps take it: base32 without padding, 32 characters. */
const char *totp_base32(const struct totp_seed *seed);
/* What the QR code says: otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=… */
const char *totp_url(const struct totp_seed *seed, const char *issuer, const char *account);

#endif
