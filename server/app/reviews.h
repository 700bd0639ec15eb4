/* reviews.h: the record of a review and the decision over it. */
#ifndef REVIEWS_H
#define REVIEWS_H

#include "web/http.h"

/* GET /review/:id and POST /review/:id/decision */
enum status reviews_show(struct request *r);
enum status reviews_decide(struct request *r);

#endif
