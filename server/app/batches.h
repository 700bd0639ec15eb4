/* batches.h: work on many rows of the worklist at once. */
#ifndef BATCHES_H
#define BATCHES_H

#include "web/router.h"

/* What was ticked becomes a batch that waits for its start; nothing ticked: back, and told so. */
enum status batches_create(struct request *r);
/* Starts it, once, with what its action wants to know; 422 while that is missing. */
enum status batches_start(struct request *r);
/* Its rows as a CSV file, for whoever made it; empty while it runs. */
enum status batches_file(struct request *r);

#endif
