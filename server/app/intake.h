/* intake.h: what of a fetched report is this order's, and whether it says anything new. Pure
 * functions over documents; reports.c fetches and stores them. */
#ifndef INTAKE_H
#define INTAKE_H

#include "base/json.h"

/* Brings both shapes a report comes in (truv-api.md §9.2) into one: links[], each an object with
 * its link_id. A report of one link, with employments or accounts at the top, becomes one with one
 * link; what is no object is dropped. In place. */
void intake_shape(cJSON *report);

/* Leaves in report.links only those whose tracking_info or link_id belongs to one of connections
 * ([{upstream_id, link_id}]): a user-level report holds every link of the user, who may be shared
 * by a household (truv-api.md §4.5). */
void intake_keep_own(cJSON *report, const cJSON *connections);

/* Takes the links out whose link_id stands in the list: what a person said is somebody else's does
 * not come back with the next report. */
void intake_drop(cJSON *report, const cJSON *link_ids);

/* SHA-256, in hexadecimal, of what the report says: the same for the same facts in any order of
 * members and links, whatever id and times the provider gave this telling of them. */
const char *intake_fingerprint(const cJSON *report);

#endif
