/* ops.h: what whoever runs the portal asks: alive, ready, how much. On the ops listener only. */
#ifndef OPS_H
#define OPS_H

#include "web/router.h"

/* GET /healthz: 200 while the process runs. GET /readyz: 200 when it can serve, 503 while stopping
 * or without the database. GET /metrics: counts as Prometheus text; no personal data. */
enum status ops_health(struct request *r);
enum status ops_ready(struct request *r);
enum status ops_metrics(struct request *r);

#endif
