/* review_assets.h: what the accounts of a review are worth: which of them count, which of their
 * large deposits, and what comes again and again. Large and recurring decides deposits.h. */
#ifndef REVIEW_ASSETS_H
#define REVIEW_ASSETS_H

#include "app/review.h"

/* How many large deposits of counted accounts nobody has decided about, into the review. INVALID
 * when sums do not fit. */
must_check enum status assets_count_open(struct review *review);

/* GET /review/:id/assets and POST /review/:id/asset-choices */
enum status assets_show(struct request *r);
enum status assets_choose(struct request *r);

#endif
