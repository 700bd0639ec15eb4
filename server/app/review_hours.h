/* review_hours.h: hours and dollars of each month of a review against its programs' rules. */
#ifndef REVIEW_HOURS_H
#define REVIEW_HOURS_H

#include "web/http.h"

/* GET /review/:id/hours */
enum status hours_show(struct request *r);

#endif
