/* factor.h: the second factor: six digits of an app (RFC 6238), or a recovery code. */
#ifndef FACTOR_H
#define FACTOR_H

#include "base/totp.h"
#include "web/router.h"

enum factor_kind { NO_FACTOR = 0, APP_CODE, RECOVERY_CODE };

/* Takes what was typed as a code of this account, once: *kind is NO_FACTOR when it is none, was
 * used before, or the account has no factor. *left: how many recovery codes are left ("9 are"),
 * after one was used. UNAVAILABLE: the database is away. FAILED: the account's seed does not
 * open. */
must_check enum status factor_take(struct request *r, const char *user_id, const char *typed,
		enum factor_kind *kind, const char **left);

/* A recovery code as it is kept: bound to its account. NULL when it cannot be one. */
const char *factor_recovery_hash(const char *user_id, const char *typed);

#endif
