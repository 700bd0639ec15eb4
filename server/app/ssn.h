/* ssn.h: social security numbers: kept sealed, found by a keyed hash, shown one at a time for a
 * reason (safety.md §3). */
#ifndef SSN_H
#define SSN_H

#include "base/json.h"
#include "web/http.h"

/* The digits of what was typed, in the arena. */
const char *ssn_digits(const char *typed);

/* True for nine digits, alone or as 900-12-4471 or 900 12 4471. */
bool ssn_is(const char *typed);

/* What a whole number is kept to be found by, and the list of all it may have been kept under. */
const char *ssn_index(const char *typed);
cJSON *ssn_indexes(const char *typed);

/* Makes of a member's typed `ssn` what is kept: ssn_last4 and, of a whole number, ssn_sealed and
 * ssn_index for the row `id`; the typed one is gone. FAILED: it cannot be sealed. */
must_check enum status ssn_keep(cJSON *member, const char *id);

/* GET and POST /members/:id/ssn: the number masked, and whole for half a minute after a reason was
 * chosen; the route wants a factor given within five minutes. At most ten an hour. */
enum status ssn_show(struct request *r);
enum status ssn_reveal(struct request *r);

#endif
