/* report_page.h: a report's page and the papers that belong to it. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "web/router.h"

/* GET /orders/:id/report: the snapshot that counts now, or the one asked for. */
enum status report_show(struct request *r);
/* GET /orders/:id/report/papers/:paper: a provider's own paper, as it came. */
enum status report_paper(struct request *r);
/* POST /orders/:id/reading: asks the provider for the report once more; NOT_FOUND where no source
 * of the order has been read. */
enum status report_again(struct request *r);

#endif
