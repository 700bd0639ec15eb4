/* totp.c: codes that change every half minute (RFC 6238 over RFC 4226). Who may use one, and that
 * it is used once, is its caller's. */
#include "base/totp.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#include <string.h>

static const char base32_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

bool totp_seed_read(const char *hex, struct totp_seed *seed)
{
	size_t digits = strspn(hex, "0123456789abcdef");
	struct buf bytes = buf_new(TOTP_SEED_SIZE);

	if (digits != 2 * TOTP_SEED_SIZE || hex[digits] != '\0')
		return false;
	buf_unhex(&bytes, hex);
	memcpy(seed->bytes, bytes.data, TOTP_SEED_SIZE);
	return true;
}

const char *totp_seed_new(void)
{
	return crypto_token(TOTP_SEED_SIZE);
}

const char *totp_code(const struct totp_seed *seed, long step, int digits)
{
	unsigned char counter[8], mac[SHA1_SIZE];
	uint32_t value, modulus = 1;
	int at;

	for (at = 7; at >= 0; at--, step >>= 8)
		counter[at] = (unsigned char)(step & 0xff);
	crypto_hmac_sha1(seed->bytes, sizeof seed->bytes, counter, sizeof counter, mac);
	at = mac[SHA1_SIZE - 1] & 15;
	value = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16
		| (uint32_t)mac[at + 2] << 8 | mac[at + 3];
	for (int i = 0; i < digits; i++)
		modulus *= 10;
	return arena_printf("%0*u", digits, value % modulus);
}

long totp_step(const struct totp_seed *seed, const char *code, long now, long used)
{
	long found = -1;

	if (strlen(code) != TOTP_DIGITS)
		return -1;
	for (long step = now - 1; step <= now + 1; step++)
		if (crypto_same(totp_code(seed, step, TOTP_DIGITS), code, TOTP_DIGITS) && step > used)
			found = step;
	return found;
}

const char *totp_base32(const struct totp_seed *seed)
{
	struct buf text = buf_new(2 * TOTP_SEED_SIZE);
	uint32_t bits = 0;
	int have = 0;

	for (size_t i = 0; i < sizeof seed->bytes; i++) {
		bits = bits << 8 | seed->bytes[i];
		for (have += 8; have >= 5; have -= 5)
			buf_char(&text, base32_letters[bits >> (have - 5) & 31]);
	}
	return text.data;
}

const char *totp_url(const struct totp_seed *seed, const char *issuer, const char *account)
{
	struct buf url = buf_new(1000);

	buf_text(&url, "otpauth://totp/");
	buf_url(&url, issuer);
	buf_char(&url, ':');
	buf_url(&url, account);
	buf_printf(&url, "?secret=%s&issuer=", totp_base32(seed));
	buf_url(&url, issuer);
	return url.data;
}
