/* passwords.h: which passwords are taken (safety.md §4). */
#ifndef PASSWORDS_H
#define PASSWORDS_H

#include "web/http.h"

/* 12 to 128 characters of any kind, none that is tried first, not the account's own address, and
 * more than words of this place: the agency's name, the portal's, what is done with it.
 * *fault: what to say beside the field, NULL when it may be used. */
must_check enum status password_fault(struct request *r, const char *password, const char *email,
				      const char **fault);
/* Hashes it into r->in.password.hash, for the statement that keeps it. */
must_check enum status password_put(struct request *r, const char *password);

#endif
