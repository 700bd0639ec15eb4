/* identity.h: is a report about the person it was asked for? Pure functions over documents. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "base/json.h"

/* Who a report says it is about, once for each employment and each owner's list of an account:
 * [{link_id, source, names: ["Ana María Ruiz", …], born_on, ssn_last4}]. Of several names one
 * must fit: an account may have two owners. What the source does not say is null. */
cJSON *identity_said(const cJSON *report);

/* Why one of them is doubtful: a list out of "name", "birth_date", "ssn"; empty when it fits.
 * person: {first_name, last_name, native_name, born_on, ssn_last4}. Accents, case, order, middle
 * names, initials and compound surnames make no difference; what is not said proves nothing. */
cJSON *identity_doubts(const cJSON *person, const cJSON *said);

/* The doubts about any of them, each once; marks each with is_doubtful. */
cJSON *identity_all_doubts(const cJSON *person, cJSON *all_said);

#endif
