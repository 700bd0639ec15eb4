/* private.h: what the files of this folder share. */
#ifndef TRUEWORK_PRIVATE_H
#define TRUEWORK_PRIVATE_H

#include "truework/truework.h"

extern struct truework_settings truework_settings;

#define SESSION_VERSION "2019-10-15"
#define SESSIONS_MAX 20          /* verification requests that are looked at of one session */
/* By these words a cancellation is known to be ours; no more is told. */
#define WITHDRAWN "Withdrawn by the agency"

/* One call. version: of the API; sending: for those that must not be repeated, else NULL. */
void truework_ask(const char *method, const char *path, const char *version, const cJSON *body,
		  const struct sending *sending, struct answer *answer);
/* The same, as bytes of a PDF. */
void truework_ask_paper(const char *path, struct answer *answer);
/* An id as one segment of a path: it is remote input. */
const char *truework_encoded(const char *segment);

/* An order of ours as the body that makes it, by its method. */
cJSON *truework_order_body(const cJSON *order);
cJSON *truework_session_body(const cJSON *order);

/* An enum's canonical value, folded to lower case with hyphens; both forms are read: a string
 * (2019) and {canonical_value, raw_value} (2023). "" when there is none. */
const char *truework_word(const cJSON *doc, const char *path);
/* The same for a person: what stands behind "other" as Truework wrote it. NULL when nothing. */
const char *truework_shown(const cJSON *doc, const char *path);

/* An order object (§5.4) in our words; NULL without an id. */
cJSON *truework_words_order(const cJSON *theirs);
/* The same of verification requests of a session, a list. */
cJSON *truework_words_session(const char *id, const char *number, const cJSON *requests);

/* Is it the verification request of a session with this number? */
bool truework_is_ours(const cJSON *request, const char *number);
/* The parts of a session's address; false when it is none. */
bool truework_session_parts(const char *address, const char **id, const char **number,
			    const char **requests);
/* Every verification request that the address names and that is ours, a list; NULL, with *answer
 * as it was, when one cannot be read. */
cJSON *truework_session_requests(const char *number, const char *requests,
				 struct answer *answer);
/* The reports of verification requests, as one report of ours (truv-api.md §9.2). */
cJSON *truework_report(const char *address, const char *product, const cJSON *requests);

#endif
