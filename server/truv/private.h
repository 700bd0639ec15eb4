/* private.h: what the files of this folder share: the settings, and Truv's order in our words. */
#ifndef TRUV_PRIVATE_H
#define TRUV_PRIVATE_H

#include "truv/truv.h"

extern struct truv_settings truv_settings;

#define ORDER_MAX (1024 * 1024)

/* One call. sending: for those that must not be repeated, else NULL. */
void truv_ask(const char *method, const char *path, const cJSON *body,
	      const struct sending *sending, size_t reply_max, struct answer *answer);
/* An id as one segment of a path: it is remote input. */
const char *truv_encoded(const char *segment);
/* An order of ours as the body that makes it (truv-api.md §4.1). */
cJSON *truv_order_body(const cJSON *order);
/* [{field, message}] in Truv's names as {field: message} in ours. */
cJSON *truv_problems(const cJSON *theirs);

/* Truv's order object (truv-api.md §4.2) as the document truv.h describes; NULL when it has no
 * id. */
cJSON *truv_words_order(const cJSON *theirs);

/* Leaves of a report what may be stored (safety.md §3), in place: of SSNs and of numbers of
 * accounts and cards the last four, however their member is spelled and wherever in a text an SSN
 * stands; of tokens, and of addresses that may carry them, nothing. */
void truv_cut(cJSON *report);

#endif
