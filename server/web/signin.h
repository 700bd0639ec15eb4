/* signin.h: how somebody proves who they are: password, then a code; and again where a screen was
 * locked. What follows is session_begin()'s. */
#ifndef SIGNIN_H
#define SIGNIN_H

#include "web/router.h"

/* Handlers of GET and POST /signin. */
enum status signin_form(struct request *r);
enum status signin_password(struct request *r);
/* Handlers of GET and POST /signin/totp, for a half-open sign-in that wants a code. */
enum status signin_code_form(struct request *r);
enum status signin_code(struct request *r);
/* Handlers of GET and POST /locked. */
enum status signin_locked(struct request *r);
enum status signin_unlock(struct request *r);

/* Fills r->in.sign_in for the account of this address: what the throttle's statements read. */
void signin_account(struct request *r, const char *email);
/* Writes a refused try down, for the throttle and the audit trail, and puts the message beside the
 * field. Always the same, whatever was wrong. */
must_check enum status signin_refuse(struct request *r, const char *field, bool is_throttled);
/* Is this the password of the account of r->in.sign_in? `account`: a row with password_hash (null:
 * none) and is_throttled. Takes as long for an account that does not exist. Writes a wrong one
 * down. */
must_check enum status signin_password_fits(struct request *r, const cJSON *account,
		const char *password, const char *field, bool *fits);

/* The password of this account ({id, has_factor}) was right: opens its session, or leads to what it
 * still wants. A password alone never passes where there is a second factor. */
enum status signin_let_in(struct request *r, const cJSON *account, const char *next);

/* 303 to a path of ours, with ?next= behind it where next is one too. */
enum status signin_go(struct request *r, const char *path, const char *next);

#endif
