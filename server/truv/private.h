/* private.h: what the files of this folder share: the settings, and Truv's order in our words. */
#ifndef TRUV_PRIVATE_H
#define TRUV_PRIVATE_H

#include "truv/truv.h"

extern struct truv_settings truv_settings;

/* Truv's order object (truv-api.md §4.2) as the document truv.h describes; NULL when it has no
 * id. */
cJSON *truv_words_order(const cJSON *theirs);

/* Cuts every "ssn", "account_number" and "routing_number" below doc to its last four, and blanks
 * every access token. In place. */
void truv_words_mask(cJSON *doc);

#endif
