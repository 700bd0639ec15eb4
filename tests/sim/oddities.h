/* oddities.h: reports as real ones sometimes are, by login; and the papers beside them. */
#ifndef SIM_ODDITIES_H
#define SIM_ODDITIES_H

#include "store.h"

/* Changes a report's link to what its login stands for:
 *
 *	odd.values      amounts and days that are none, unknown codes, HTML, an SSN in a text
 *	many.checks     10,050 checks
 *	many.entries    10,050 transactions (banks)
 *	shrinks         every report after the first lacks two checks of the middle
 *
 * An authored scenario may replace members of the link: {"payload": {"link": {…}}}. */
void oddity_apply(cJSON *link, const struct report *report, const struct connection *connection);

/* Where the connection's PDF is: for goodlogin.pdf here, for an authored scenario wherever its
 * {"payload": {"pdf_report": …}} says; else NULL. */
const char *paper_url(const struct connection *connection);

#endif
