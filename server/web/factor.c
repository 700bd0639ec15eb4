/* factor.c: the second factor: six digits of an app, or a recovery code.
 *
 * A code is good for its half minute and the two beside it, and once: the step that was used is
 * kept, and of two requests at the same time one finds it used. Seeds are sealed, recovery codes
 * hashed with their account. */
#include "web/factor.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/seal.h"
#include "db/db.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define RECOVERY_CHARS 24          /* 120 bits: a plain hash is enough */
#define RECOVERY_BEFORE 16         /* of codes that were given out earlier */

/* Letters and digits alone; recovery codes know neither O nor I nor L. */
static const char *bare(const char *typed)
{
	char *kept = arena_alloc(strlen(typed) + 1);
	size_t n = 0;

	for (; *typed; typed++) {
		char c = (char)toupper((unsigned char)*typed);

		if (isalnum((unsigned char)c))
			kept[n++] = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	}
	return kept;
}

const char *factor_recovery_hash(const char *user_id, const char *typed)
{
	const char *code = bare(typed), *bound = arena_printf("%s:%s", user_id, code);
	size_t len = strlen(code);

	return len == RECOVERY_CHARS || len == RECOVERY_BEFORE
		? crypto_sha256_hex(bound, strlen(bound)) : NULL;
}

static enum status seed_of(const char *user_id, const cJSON *row, struct totp_seed *seed)
{
	const char *plain;
	size_t n;

	if (seal_open(arena_printf("users.totp:%s", user_id), json_text(row, "seed"), &plain, &n) != OK)
		return FAILED;
	return totp_seed_read(plain, seed) ? OK : FAILED;
}

/* The digits against the seed, then against everybody else who has the same ones. */
static enum status take_digits(struct request *r, cJSON *factor, const char *digits, bool *fits)
{
	const char *user_id = json_text(factor, "user_id");
	struct totp_seed seed;
	enum status status;
	const cJSON *row;
	long step;

	status = db_one("sessions/factor", r->in, &row);
	if (status == NOT_FOUND || (status == OK && !*json_text(row, "seed")))
		return OK;
	TRY(status);
	TRY(seed_of(user_id, row, &seed));
	step = totp_step(&seed, digits, json_int(row, "step", 0), json_int(row, "used", 0));
	if (step < 0)
		return OK;
	json_set_text(factor, "step", arena_printf("%ld", step));
	status = db_one("sessions/factor_use", r->in, &row);
	*fits = status == OK;
	return status == NOT_FOUND ? OK : status;
}

static enum status take_recovery(struct request *r, cJSON *factor, const char *hash, bool *fits,
		const char **left)
{
	const cJSON *row;
	enum status status;
	long count;

	json_set_text(factor, "code_hash", hash);
	status = db_one("sessions/factor_recover", r->in, &row);
	if (status == NOT_FOUND)
		return OK;
	TRY(status);
	count = json_int(row, "left", 0);
	*left = count == 1 ? "1 is" : arena_printf("%ld are", count);
	*fits = true;
	return OK;
}

enum status factor_take(struct request *r, const char *user_id, const char *typed,
		enum factor_kind *kind, const char **left)
{
	cJSON *factor = json_set(r->in, "factor", json_object());
	const char *code = bare(typed), *hash = factor_recovery_hash(user_id, typed);
	bool fits = false;

	*kind = NO_FACTOR;
	json_set_text(factor, "user_id", user_id);
	if (strlen(code) == TOTP_DIGITS)
		TRY(take_digits(r, factor, code, &fits));
	if (fits)
		*kind = APP_CODE;
	if (fits || !hash)
		return OK;
	TRY(take_recovery(r, factor, hash, &fits, left));
	*kind = fits ? RECOVERY_CODE : NO_FACTOR;
	return OK;
}
