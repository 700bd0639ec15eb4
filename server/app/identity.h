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

/* The doubts about any of them, each once; marks each with is_doubtful. What a person has released
 * (a list like all_said, may be NULL) raises none again while it says the same. */
cJSON *identity_all_doubts(const cJSON *person, cJSON *all_said, const cJSON *released);

/* How a source's names fit the person's: the best of them. Birth date and SSN are not looked at. */
enum name_fit { NAME_UNSAID, NAME_OFF, NAME_PARTLY, NAME_FITS };
enum name_fit identity_name(const cJSON *person, const cJSON *said);

/* How well a report fits its person, 0 to 100; that of the source that fits least. Of what a source
 * says the name weighs 40, half of it for half a name, birth date and SSN 30 each. -1: nothing is
 * said that could be compared. */
int identity_score(const cJSON *person, const cJSON *all_said);

/* The same as rows for a page, fact by fact, equal ones of several sources in one: [{what, ours,
 * theirs, source, reason, fits, is_off}]; neither fits nor is_off: it cannot be told. A birth date
 * is shown as `born` of the person and of each saying. */
cJSON *identity_rows(const cJSON *person, const cJSON *all_said);

#endif
