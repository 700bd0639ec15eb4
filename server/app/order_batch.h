/* order_batch.h: many new orders in one request, for work that nobody waits for. */
#ifndef ORDER_BATCH_H
#define ORDER_BATCH_H

#include "jobs/worker.h"

/* Job orders/batch-many {orders: ids}: sends those that wait, in one request, each once. */
enum status orders_batch_send(const struct job_kind *kind, cJSON *in);
/* Job orders/batch-read {batch_id, orders}: asks until the provider is through with them, and keeps
 * what it made of each. */
enum status orders_batch_read(const struct job_kind *kind, cJSON *in);

#endif
