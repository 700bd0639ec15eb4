/* renewal.h: is what was read again the same as before, as far as the agency's rule cares? Pure. */
#ifndef RENEWAL_H
#define RENEWAL_H

#include "app/day.h"
#include "base/json.h"

/* From when on a difference in a month's pay counts; 0: there is no such limit. Without either
 * everything counts. */
struct renewal_rule {
	int64_t cents;
	int permille;                   /* of what it was before */
};

/* Two reports of income or employment, each with only its order's links, and the day each was made.
 * True when an employer is new or gone, a job began or ended, its frequency is another, the month's
 * pay differs by more than the rule allows, or either cannot be reckoned: whatever is in doubt is
 * for a person. NULL for a report that there is none of. */
bool renewal_is_changed(const cJSON *before, int32_t before_on, const cJSON *after,
			int32_t after_on, struct renewal_rule rule);

#endif
